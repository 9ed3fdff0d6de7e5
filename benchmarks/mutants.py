"""Errors planted in a sentence of a label, and rewordings that change nothing: for testing the evidence check.

Nothing here is shared with the checker: numbers are found by this module's own rule, and its words stand in
``mutant_words``. ``mutants`` gives at most one mutant of each kind for a sentence, at a place drawn at random.

A mutant is left out where the change would not change what is said, by these rules:

- figures that are no claim are never touched: section, table and figure numbers, citations in brackets, list numbers,
  codes (NDC, marketing authorisations, telephone), digits of a name ("CYP3A4", "COVID-19") or of a chemical formula;
- bounds are swapped only where the lower one comes first and they differ; columns and arms only where their values do;
- a figure takes another's place only where the two differ and the result is no other sentence of the source;
- a population is not replaced by one the sentence also names, nor a grade of severity by one it also names;
- "not only", "whether or not" and "No. 5" are no denials;
- a mutant that reads the same as the original or as another sentence of its source, layout aside, is dropped.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks import mutant_words as words

NUMBER_KINDS = ("digit", "decimal point", "unit", "sign", "interval", "frequency")
"""The kinds of which 99.5 % are to be caught together."""
WORD_KINDS = ("negation", "direction", "threshold")
"""The kinds of which 95 % are to be caught together."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or table row of a document with what it stands in.

    ``source`` is the text it is checked against (its paragraph, or its row under the table's header), ``header`` the
    table's header, ``others`` the other sentences of the source.
    """

    text: str
    language: str
    source: str
    header: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed statement, with the kind of error planted in it."""

    kind: str
    text: str


# --- where the figures are --------------------------------------------------------------------------------------------

_PLAIN = str.maketrans("０１２３４５６７８９．，％（）－＜＞：；～", "0123456789.,%()-<>:;~")
_NOT_A_CLAIM = re.compile(
    r"NDC|EU/\d|\bTel\b|[Pp]hone|\bFax\b|www\.|https?:|@|\bISBN|©|\bRevised\b|Zulassungs|批准文号|承認番号|注册证|国药准字|"
    r"\b(?:Lot|Batch)\b|\d{4};\s?\d+|電話|电话|版）|執行|執筆|et al|\bPMID|doi"
)
_NO_FIGURE = re.compile(
    r"\[[\d ,;.–-]+\]|\[(?:[Ss]ee|siehe)[^\]]*\]|[(〔［\[【「『](?:[Ss]ee|[Ss]iehe|also see|refer)[^)\]]*[)\]]|"
    r"[(〔［\[「][^)〕］\]」]*(?:参照|参见|详见|section|Abschnitt|Kapitel|項)[^)〕］\]」]*[)〕］\]」]|"
    r"\((?:\d{1,2}\.\d{1,2}(?:\.\d+)*(?:, ?|; ?| and )?)+\)|"
    r"\b(?:[Ss]ections?|Abschnitte?n?|[Tt]ables?|[Ff]igures?|[Tt]abellen?|[Aa]bb(?:\.|ildung)|[Rr]ef(?:erence)?s?\.?|§|[Ss]tud(?:y|ies|ie)|"
    r"[Cc]hapters?|[Pp]art|[Aa]nnex|[Ss]teps?|[Tt]rials?|Kapitel|[Pp]hase|[Tt]ype|[Tt]yp|[Gg]rades?|[Gg]rad|[Cc]ohort|[Cc]lass|[Ss]tages?|"
    r"[Ff]actor|[Gg]roups?|[Nn]o\.|Nr\.|[Vv]ersion|[Aa]rt\.)"
    r"\s?\d+(?:\.\d+)*[A-Za-z]?(?:(?:\s?[,–/-]\s?|\s(?:and|to|und|bis|or|oder)\s)\d+(?:\.\d+)*[A-Za-z]?)*|"
    r"(?:第|表|图|図|注|項|期|文献|※|\*|†)\s?\d+(?:\.\d+)*(?:[-,、～]\d+)*|"
    r"^\s*[(（]?\d+(?:[.．]\d+)*[.)）．、](?!\d)|^\s*\d+(?:\.\d+)*\s(?=[A-ZÄÖÜ\u3040-\u9fff])|[①-⑳]|"
    r"\d+(?:,\d+)*['′]?-(?!day|week|month|year|hour|fold|min|mg|m[lL]|point|dose|tablet|Tage|Jahr|Monat|Woche|Stunde|fach|mal)[A-Za-zα-ω(\[]|"
    r"(?<![A-Za-z])[A-Za-z]{1,6}-?\d+(?:[-/]\d+)*[A-Za-z]?\d*|\d+(?:[-/]\d+){2,}|\d+\.\d+\.\d+(?:\.\d+)*|"
    r"(?<=[^\s\d(（、，,])\d{1,2}(?:[,、，～~–-]\d{1,2})*[)）]|\d{6,}"
)
_FIGURE = re.compile(
    r"(?<![A-Za-z0-9.,/^_])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|(?<![A-Za-z0-9.,/^_])\d+(?:[.,·]\d+)?(?![\d,.]*\d)"
)
_GLUED = re.compile(r"(?:mg|g|kg|m[lL]|L|[µμ]g|mcg|ng|mm|cm|IU|h|x|mmol|°C|U)(?![a-z])|×|%")


def _figures(text: str) -> list[tuple[int, int]]:
    """Spans of the figures of ``text`` that claim something; the rules stand at the head of this module."""
    plain = text.translate(_PLAIN)
    if _NOT_A_CLAIM.search(plain):
        return []
    barred = [match.span() for match in _NO_FIGURE.finditer(plain)]
    found = []
    for match in _FIGURE.finditer(plain):
        start, end = match.span()
        following = plain[end : end + 6]
        is_word = following[:1].isascii() and following[:1].isalpha() and not _GLUED.match(following)
        if not is_word and not any(start < stop and begin < end for begin, stop in barred):
            found.append((start, end))
    return found


def _value(figure: str) -> float:
    plain = figure.translate(_PLAIN)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    return float(plain.replace(",", ".").replace("·", "."))


# --- planting ---------------------------------------------------------------------------------------------------------

Plant = Callable[[Statement, random.Random], Iterator[str]]
"""Changed texts, best first; the first that differs is taken."""


def _at_figures(rng: random.Random, text: str) -> list[tuple[int, int]]:
    found = _figures(text)
    rng.shuffle(found)
    return found


def _digit(statement: Statement, rng: random.Random) -> Iterator[str]:
    for start, end in _at_figures(rng, statement.text):
        figure = statement.text[start:end]
        at = rng.choice([index for index, mark in enumerate(figure) if mark.translate(_PLAIN).isdigit()])
        others = [d for d in "123456789" if d != figure[at].translate(_PLAIN)]
        yield statement.text[:start] + figure[:at] + rng.choice(others) + figure[at + 1 :] + statement.text[end:]


def _decimal(statement: Statement, rng: random.Random) -> Iterator[str]:
    for start, end in _at_figures(rng, statement.text):
        figure = statement.text[start:end].translate(_PLAIN)
        match = re.fullmatch(r"(\d+)([.,·])(\d+)", figure)
        if not match or (match[2] == "," and len(match[3]) == 3):
            continue
        whole, point, rest = match.groups()
        moved = [f"{whole}{rest}".lstrip("0")]
        if len(whole) > 1:
            moved.append(f"{whole[:-1]}{point}{whole[-1]}{rest}")
        elif whole == "0":
            moved.append(f"0{point}0{rest}")
        new = rng.choice(moved)
        if new and _value(new) != _value(figure):
            yield statement.text[:start] + new + statement.text[end:]


def _unit(statement: Statement, rng: random.Random) -> Iterator[str]:
    text = statement.text
    ends = [end for _, end in _at_figures(rng, text)]
    if statement.language in ("zh", "ja"):
        ends += [match.end() for match in re.finditer(r"[两二三四五六八十](?=周|天|个月|小时|年)", text)]
    rules = [*words.UNITS.get(statement.language, []), *words.UNITS["*"]]
    for end in ends:
        fitting = []
        for pattern, new in rules:
            match = re.compile(rf"(?:\s?-?)({_bounded(pattern)})").match(text, end)
            if match and match[1] != new:
                fitting.append(text[: match.start(1)] + new + text[match.end(1) :])
        rng.shuffle(fitting)
        yield from fitting[:1]


_MINUS = re.compile(
    r"(?:(?<=[(（:：=<>≤≥])\s?|(?<= (?:of|to|by|is)) |(?<= (?:was|von|bis)) |(?<=[\u3040-\u9fff]))[−–-](?=\d)"
)


def _sign(statement: Statement, rng: random.Random) -> Iterator[str]:
    text = statement.text
    if _NOT_A_CLAIM.search(text):
        return
    found = [text[: m.start()] + m.group()[:-1] + text[m.end() :] for m in _MINUS.finditer(text)]
    for pattern, new in words.SIGNS["*"]:
        hits = re.finditer(rf"{pattern}(?=\s?\d)", text)
        found += [text[: m.start()] + new + text[m.end() :] for m in hits]
    rng.shuffle(found)
    yield from found


_BETWEEN = re.compile(
    r"\s?(?:[–—~～〜-]|to|bis|至|到|から)\s?|\s?(?:%|℃|°C|mg|m[lL]|[µμ]g|岁|歳|周|天|小时|時間|日|年|months?|weeks?|years?|hours?)\s?(?:[–—~～〜-]|to|bis|至|到|から)\s?"
)
_LISTED = re.compile(r",\s|;\s|，|、")
_BOUNDED = re.compile(
    r"(?:CI|KI|信頼区間|置信区间|可信区间|interval|[Bb]etween|zwischen)[:：,)）=\s(（]*(?:of |von |为)?$"
)


def _interval(statement: Statement, rng: random.Random) -> Iterator[str]:
    text, figures = statement.text, _figures(statement.text)
    found = []
    for (start, end), (begin, stop) in itertools.pairwise(figures):
        between = text[end:begin]
        is_listed = _LISTED.fullmatch(between) or re.fullmatch(r"\s(?:and|und)\s", between)
        if not _BETWEEN.fullmatch(between) and not (is_listed and _BOUNDED.search(text[:start])):
            continue
        if _value(text[start:end]) < _value(text[begin:stop]) and text[start - 1 : start] not in ("-", "−", "–"):
            found.append(text[:start] + text[begin:stop] + between + text[start:end] + text[stop:])
    rng.shuffle(found)
    yield from found


def _arm(statement: Statement, rng: random.Random) -> Iterator[str]:
    """Two columns of a row, or the two figures of a comparison, in each other's place."""
    text = statement.text
    if "\t" in text or _NOT_A_CLAIM.search(text):
        yield from _columns(statement, rng)
        return
    figures = _figures(text)
    pairs = []
    for (start, end), (begin, stop) in itertools.pairwise(figures):
        pattern = words.VERSUS.get(statement.language, "(?!)")
        is_compared = re.search(pattern, text[end:begin]) or re.search(pattern, text[stop : stop + 60])
        is_alike = _tail(text, end) == _tail(text, stop) != "" and "-" not in text[end:begin]
        differ = _value(text[start:end]) != _value(text[begin:stop]) and text[end:begin].count("(") < 2
        if is_compared and is_alike and differ:
            pairs.append(text[:start] + text[begin:stop] + text[end:begin] + text[start:end] + text[stop:])
    rng.shuffle(pairs)
    yield from pairs


def _tail(text: str, at: int) -> str:
    match = re.match(r"\s?(%|mg|g\b|m[lL]|[a-zA-Z]+|[\u3040-\u9fff]{1,2})", text[at : at + 12].translate(_PLAIN))
    return match[1] if match else ""


def _columns(statement: Statement, rng: random.Random) -> Iterator[str]:
    cells, header = statement.text.split("\t"), statement.header.split("\t")
    if len(cells) != len(header) or _NOT_A_CLAIM.search(statement.text):
        return
    measured = [i for i, cell in enumerate(cells) if i and re.match(r"[<≥>−-]?\s?\d", cell) and header[i].strip()]
    pairs = [
        (i, j)
        for i in measured
        for j in measured
        if i < j and cells[i].split()[0] != cells[j].split()[0] and header[i] != header[j]
    ]
    if pairs:
        i, j = rng.choice(pairs)
        cells[i], cells[j] = cells[j], cells[i]
        yield "\t".join(cells)


def _moved(statement: Statement, rng: random.Random) -> Iterator[str]:
    """A figure of another sentence of the source, of the same unit."""
    text = statement.text
    pool = [(other[a:b], _tail(other, b)) for other in statement.others for a, b in _figures(other)]
    own = {_value(text[a:b]) for a, b in _figures(text)}
    for start, end in _at_figures(rng, text):
        tail = _tail(text, end)
        fitting = [f for f, unit in pool if tail and unit == tail and _value(f) not in own]
        if fitting:
            yield text[:start] + rng.choice(fitting) + text[end:]


_LATIN = "[A-Za-zÀ-ÿ0-9_]"


def _bounded(pattern: str) -> str:
    return pattern.replace(r"\b", rf"(?:(?<!{_LATIN})(?={_LATIN})|(?<={_LATIN})(?!{_LATIN}))")


def _by(rules: words.Rules, *, unless_there: bool = False) -> Plant:
    """One rule applied at one place; with ``unless_there`` not where the sentence holds the new word already."""

    def plant(statement: Statement, rng: random.Random) -> Iterator[str]:
        found = []
        if _NOT_A_CLAIM.search(statement.text):
            return
        for pattern, new in rules.get(statement.language, []):
            if unless_there and re.search(re.escape(re.sub(r"\\1", "", new)), statement.text, re.IGNORECASE):
                continue
            for match in re.finditer(_bounded(pattern), statement.text):
                found.append(statement.text[: match.start()] + match.expand(new) + statement.text[match.end() :])
        rng.shuffle(found)
        yield from found

    return plant


def _negation(statement: Statement, rng: random.Random) -> Iterator[str]:
    if not re.search(r"whether or not|not only|nicht nur|不仅|不但|だけでなく", statement.text):
        yield from _by(words.NEGATION_CUT)(statement, rng)
        yield from _by(words.NEGATION_PUT)(statement, rng)


PLANTS: dict[str, Plant] = {
    "digit": _digit,
    "decimal point": _decimal,
    "unit": _unit,
    "sign": _sign,
    "interval": _interval,
    "frequency": _by(words.FREQUENCY),
    "arm": _arm,
    "figure of another sentence": _moved,
    "negation": _negation,
    "direction": _by(words.DIRECTION),
    "threshold": _by(words.THRESHOLD_WORDS),
    "population": _by(words.POPULATION, unless_there=True),
    "severity": _by(words.SEVERITY, unless_there=True),
    "modality": _by(words.HEDGE),
    "cause": _by(words.CAUSE),
    "restriction": _by(words.RESTRICTION),
}


def mutants(statement: Statement, rng: random.Random) -> Iterator[Mutant]:
    """At most one mutant of each kind that the statement allows."""
    known = {_bare(text) for text in (statement.text, *statement.others)}
    for kind, plant in PLANTS.items():
        for text in plant(statement, rng):
            if _bare(text) not in known:
                yield Mutant(kind, text)
                break


def _bare(text: str) -> str:
    return "".join(text.translate(_PLAIN).split()).strip(".。").lower()


# --- honest rewordings ------------------------------------------------------------------------------------------------

_WIDE = str.maketrans("0123456789%()", "０１２３４５６７８９％（）")


def _spaced(text: str) -> str:
    return re.sub(r"(?<=\d)(?=mg\b|%|mL\b|kg\b)", " ", text)


def _glued(text: str) -> str:
    return re.sub(r"(?<=\d)[ \u00a0](?=mg\b|%|mL\b|kg\b)", "", text)


HONEST: dict[str, Callable[[str], str]] = {
    "verbatim": lambda text: text,
    "bullet": lambda text: "• " + text,
    "wide spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "full-width": lambda text: text.translate(_WIDE),
    "full-width signs": lambda text: text.replace("%", "％").replace("(", "（").replace(")", "）"),
    "no end mark": lambda text: text.rstrip(".。"),
    "other dashes": lambda text: re.sub(r"(?<=\d)[-–](?=\d)", lambda m: "–" if m.group() == "-" else "-", text),
    "unit apart": _spaced,
    "unit joined": _glued,
    "capitals": lambda text: text[:1].swapcase() + text[1:],
}


def _reworded(rules: words.Rules) -> Callable[[str, str], str]:
    """Every rule of the language applied wherever it fits."""

    def reword(text: str, language: str) -> str:
        if _NOT_A_CLAIM.search(text):
            return text
        for pattern, new in (*rules.get(language, []), *rules.get("*", [])):
            text = re.sub(_bounded(pattern), new, text)
        return text

    return reword


REWORDED: dict[str, Callable[[str, str], str]] = {
    "plain synonyms": _reworded(words.SYNONYMS),
    "spelling": _reworded(words.SPELLING),
    "figures in other words": _reworded(words.FIGURES_IN_WORDS),
    "signs in words": _reworded(words.SIGNS_IN_WORDS),
    "connectives left out": _reworded(words.CONNECTIVES),
}
"""Rewordings that change words and not what is said."""


def honest(statement: Statement) -> Iterator[tuple[str, str]]:
    """``(name, text)`` of each rewording that changes what the page looks like and not what it says."""
    for name, reword in HONEST.items():
        text = reword(statement.text)
        if name == "verbatim" or text != statement.text:
            yield name, text
    for name, say in REWORDED.items():
        text = say(statement.text, statement.language)
        if text != statement.text:
            yield name, text


TOLD = "row told in words"
TOLD_OTHER_COLUMN = "told for another column"
TOLD_OTHER_ROW = "told for another row"


_FORMS = {
    "en": ("{name} was {cell} with {head}", "With {head}, {name} was {cell}"),
    "de": ("{name} betrug {cell} unter {head}", "Unter {head} betrug {name} {cell}"),
    "zh": ("{head}：{name}为{cell}", "{head}组的{name}为{cell}"),
    "ja": ("{head}では{name}は{cell}であった", "{head}の{name}は{cell}であった"),
}


def told_rows(
    header: str, rows: Sequence[str], rng: random.Random, language: str = "", *, in_words: bool = False
) -> Iterator[Mutant]:
    """Cells of a table told in words ("Nausea: 41.1% (Placebo)"): truly, of another column, and of another row.

    With ``in_words`` as a sentence of the language ("With placebo, nausea was 41.1%").

    Columns of one heading, rows of one name, and cells of one value are left out: the wrong one would be right.
    """
    heads, table = header.split("\t"), [row.split("\t") for row in rows]
    if heads[0].rstrip().endswith((":", "：")):  # a table of names and values: its first row names no columns
        return
    table = [cells for cells in table if len(cells) == len(heads) and not _NOT_A_CLAIM.search(" ".join(cells))]
    names = [cells[0].strip() for cells in table]
    for cells in table:
        named = re.fullmatch(r"[^\d]{4,60}", cells[0].strip()) and names.count(cells[0].strip()) == 1
        told = [i for i, cell in enumerate(cells) if i and re.match(r"\d+[.,]\d", cell) and len(cell) < 30]
        told = [i for i in told if re.search(r"[^\W\d]{3}", heads[i]) and heads.count(heads[i]) == 1]
        if not named or not told:
            continue
        i = rng.choice(told)
        form = rng.choice(_FORMS[language]) if in_words else "{name}: {cell} ({head})"
        yield Mutant(TOLD, _told(form, cells[0], cells[i], heads[i]))
        others = [j for j in told if _first(cells[j]) != _first(cells[i])]
        if others:
            yield Mutant(TOLD_OTHER_COLUMN, _told(form, cells[0], cells[i], heads[rng.choice(others)]))
        rest = [row for row in table if re.match(r"\d+[.,]\d", row[i]) and _first(row[i]) != _first(cells[i])]
        if rest:
            yield Mutant(TOLD_OTHER_ROW, _told(form, cells[0], rng.choice(rest)[i], heads[i]))


def _told(form: str, name: str, cell: str, head: str) -> str:
    return form.format(name=name.strip(), cell=cell.strip(), head=head.strip())


def _first(cell: str) -> str:
    return cell.split("(")[0].strip()


def joined(statements: Sequence[Statement], rng: random.Random) -> tuple[str, list[str]]:
    """Two or three whole statements of one language put together, and their sources."""
    chosen = rng.sample(list(statements), k=min(len(statements), rng.choice((2, 3))))
    gap = "\n" if any("\t" in one.text for one in chosen) else " " if chosen[0].language not in ("zh", "ja") else ""
    texts = [one.text if one.text[-1:] in ".。!?！？" else one.text + "\n" for one in chosen]
    return gap.join(texts), [one.source for one in chosen]
