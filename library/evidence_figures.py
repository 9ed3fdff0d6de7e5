"""The figures of a text with what each belongs to: its sentence, its subgroup, its arm and its count of patients.

An arm is read from a table's header ("Placebo (N=134)"), from words beside the figure ("39.0% with chemotherapy") or
from the order of "X vs Y"; a count from the bracket beside a percentage ("45.5% (40/88)", "(n=31)") or the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from library.evidence_places import Place, distinct, is_header, table_places
from library.evidence_terms import COMPARATORS, SUBGROUPS, comparators, populations
from library.evidence_words import content_words
from library.numbers import Number, NumberKind, numbers
from library.text import sentences
from library.word_pattern import word_pattern

_AT_LEAST = word_pattern(r"(?:at least|not less than|or more|minimum of|mindestens|至少|不低于|不少于)\s*$")
_BELOW = word_pattern(
    r"(?:below|under|less than|fewer than|younger than|lower than|unter|weniger als|低于|小于|不足|未満)\s*$"
)
_ABOVE = word_pattern(r"(?:above|over|more than|greater than|older than|exceeding|über|mehr als|超过|大于|高于)\s*$")
_AT_LEAST_AFTER = word_pattern(r"\s*(?:及以上|以上|or (?:more|older|above|higher)|and (?:older|above|over)|oder älter)")
_BELOW_AFTER = word_pattern(r"\s*(?:以下|未満|未满|or (?:less|younger|below|lower))")
_VERSUS = word_pattern(
    r"\bvs\.?|\bversus\b|\bcompared (?:with|to)\b|\bthan\b|\bagainst\b|\bgegenüber\b|\bim Vergleich zu|"
    r"对比|(?<=[\d%％次例月天周年分])对(?=\d)|(?<!险)(?<!值)(?<!占)(?<!百分)比(?!例|值|率|较)|较(?!高|低|多|少|大|小|长|短|好|为)|に対し"
)
_CLAUSE = re.compile(r"[;；。,，\n\t]|\.\s|\band\b|\bund\b")
_ANY_COMPARATOR = word_pattern("|".join(pattern.pattern for pattern in COMPARATORS.values()))


_GROUP_SIZE = re.compile(r"[nN]\s?[=＝]\s?(\d+)")
_COUNTED_AFTER = re.compile(
    r"\s*[(（\[]\s*(?:(\d+)\s*[/／]\s*(\d+)|[nN]\s*[=＝]\s*(\d+)(?:\s*[/／]\s*(\d+))?|(\d+)\s*(?:例\s*)?[)）\]])"
)
_BRACKET_AFTER = re.compile(
    r"(?:[–-]\d[\d.,]*|/\d+(?: [a-z]{2})?|[‡†§¶*])?(?:\s*[(（][^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)?[)）]){1,2}"
)
_BARE_VERSUS = re.compile(r"[\s,;]*(?:vs\.?|versus|gegenüber|compared (?:with|to)|对比?|に対し)\s*", re.IGNORECASE)
"""Two figures that are only set against one another: whose each is, the words beside them do not say."""
_TWO_SIZES = re.compile(r"[(（]\s*\d+\s*[/／]\s*\d+\s*[)）]")
"""How many patients each of two arms has ("(29/15)"): the words before the bracket name the group, no column."""
_GOES_ON = re.compile(r"\s*(?:±|/|–|-|to|bis|～|~|至)\s*")
"""Between two numbers that are told as one: a mean and its deviation, a rate and its base, a range."""
_STATISTICS = re.compile(
    r"(?<![A-Za-z])(?:HR|OR|RR|CI|KI|SD|SE|IQR|[nNpP])(?![A-Za-z])|置信区间|可信区间|信頼区間|风险比|ハザード比"
)
"""Words of a bracket behind a figure that do not say whose it is."""
_GROUP_BEFORE = re.compile(
    r"([^\s，,；;、。：:（）()\d]{2,12}[组群])[^\s，,；;。：:（）()\d]{0,12}[：:]?\s*$|"
    r"(?:使用|接受|服用|给予|投与)([^\s，,；;、。：:（）()\d]{2,12}?)(?:治疗)?(?:者|的?患者)[^\s，,；;。：:（）()\d]{0,8}\s*$"
)
"""The group named in front of a figure, where a language without spaces names it there: 安慰剂组为52.1%."""
_GROUP = re.compile(r"[^\s，,；;、。：:（）()\d]{2,12}?[组群](?![分成合])")
_PAIR_IN_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_COUNTED_BEFORE = re.compile(r"(?:(\d+)\s*[/／]\s*(\d+)|[nN]\s*[=＝]\s*(\d+))\s*[(（\[,，]\s*$")
_COMPARATOR_BESIDE = word_pattern(rf"(?:{_ANY_COMPARATOR.pattern})\W*(?:arm|group|组|群)?\W{{0,3}}$")
_TAIL_END = word_pattern(rf"{_CLAUSE.pattern}|{_VERSUS.pattern}")


_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it belongs to: its sentence, subgroup (population ids) and arm ("control", "active", "").

    ``counts`` are the patients it was counted in: 40 and 88 of "45.5% (40/88)", 31 of "45.2% (n=31)"; empty if unsaid.
    """

    number: Number
    sign: str
    words: str
    sentence: str
    groups: frozenset[str]
    arm: str
    counts: frozenset[Decimal] = frozenset()
    place: Place = _NOWHERE
    beside: str = ""
    """The words behind a figure to the end of its clause, or those in front of it where none follow."""


@lru_cache(maxsize=4096)
def figures(text: str, language: str, context: str = "") -> tuple[Figure, ...]:
    """Every number of ``text`` with its group and arm. A table header may stand in ``context`` or in a line above."""
    columns = _columns(context + "\n" + text, len(context) + 1) if "\t" in text else {}
    places = table_places(text) if "\t" in text else {}
    found = []
    for start, end in _units(text, language):
        sentence = text[start:end]
        of_sentence = numbers(sentence, language)
        beside = [] if "\t" in sentence else [_beside(sentence, of_sentence, i) for i in range(len(of_sentence))]
        told = _told_apart(of_sentence, beside)
        for index, number in enumerate(of_sentence):
            arm, groups, size = columns.get(start + number.start, ("", frozenset(), frozenset()))
            if start + number.start not in columns:
                arm, groups = _arm(sentence, of_sentence, index), _groups(sentence, of_sentence, index)
            words = sentence[number.start : max(number.end, number.end_unit)]
            counts = _counts(sentence, number) or (size if number.unit == "%" else frozenset())
            place = places.get(start + number.start) or told.get(index, _NOWHERE)
            by = beside[index] if beside else ""
            found.append(Figure(number, _sign(sentence, number), words, sentence, groups, arm, counts, place, by))
    return tuple(found)


def _units(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Sentences; a line with cells is one unit."""
    at = 0
    for line in text.split("\n"):
        if "\t" in line:
            yield at, at + len(line)
        else:
            yield from ((at + start, at + end) for start, end in sentences(line, language))
        at += len(line) + 1


def _counts(sentence: str, number: Number) -> frozenset[Decimal]:
    """The patients a percentage was counted in, from the bracket behind it or the fraction in front of it."""
    if number.unit != "%":
        return frozenset()
    after = _COUNTED_AFTER.match(sentence, max(number.end, number.end_unit))
    before = _COUNTED_BEFORE.search(sentence[: number.start])
    match = after or before
    return frozenset(Decimal(count) for count in match.groups() if count) if match else frozenset()


def _sign(sentence: str, number: Number) -> str:
    if number.sign:
        return number.sign
    before, after = sentence[: number.start], sentence[max(number.end, number.end_unit) :]
    if _AT_LEAST.search(before) or _AT_LEAST_AFTER.match(after):
        return "≥"
    if _BELOW.search(before) or _BELOW_AFTER.match(after):
        return "<"
    return ">" if _ABOVE.search(before) else ""


def is_result(number: Number) -> bool:
    kinds = (
        NumberKind.PERCENT,
        NumberKind.RATIO,
        NumberKind.TIME,
        NumberKind.PART,
        NumberKind.PLAIN,
        NumberKind.POINTS,
    )
    return number.kind in kinds and not (number.kind is NumberKind.TIME and number.unit == "year")


def _windows(sentence: str, all_numbers: Sequence[Number], index: int) -> tuple[str, str]:
    """Words before a number back to the previous result, and after it to the next number or clause end."""
    number = all_numbers[index]
    results = [n for n in all_numbers[:index] if is_result(n) and n.unit == number.unit]
    lead = sentence[max(results[-1].end, results[-1].end_unit) if results else 0 : number.start]
    following = [n.start for n in all_numbers[index + 1 :] if is_result(n) and n.unit == number.unit]
    tail = sentence[max(number.end, number.end_unit) : following[0] if following else len(sentence)]
    brackets = re.match(r"\s*[(（][^)）]*[)）]", tail)
    skipped = brackets.end() if brackets else 0
    stop = _TAIL_END.search(tail, skipped)
    return lead, tail[skipped : stop.start() if stop else len(tail)]


def _beside(sentence: str, all_numbers: Sequence[Number], index: int) -> str:
    number = all_numbers[index]
    if not is_result(number) and number.kind is not NumberKind.LOW and not number.decimals:
        return ""
    if number.kind is NumberKind.PLAIN and any(
        m.start() < number.start < m.end() for m in _TWO_SIZES.finditer(sentence)
    ):
        return ""
    if index and _in_bracket_behind(sentence, all_numbers[index - 1], number):
        return _beside(sentence, all_numbers, index - 1)
    lead, tail = _windows(sentence, all_numbers, index)
    if index + 1 < len(all_numbers) and _in_bracket_behind(sentence, number, all_numbers[index + 1]):
        closed = re.search(r"[)）\]]", sentence[all_numbers[index + 1].end :])
        at = all_numbers[index + 1].end + (closed.end() if closed else 0)
        named = _BRACKET_AFTER.match(sentence, at)
        tail = named.group() if named else _windows(sentence, all_numbers, index + 1)[1].lstrip(" %％)）]")
        return tail if content_words(_STATISTICS.sub(" ", tail)) else lead
    last = number
    if index + 1 < len(all_numbers) and _GOES_ON.fullmatch(sentence[number.end : all_numbers[index + 1].start]):
        last, tail = all_numbers[index + 1], _windows(sentence, all_numbers, index + 1)[1]
    bracket = _BRACKET_AFTER.match(sentence, max(last.end, last.end_unit))
    if named := _GROUP_BEFORE.search(lead):
        return next(part for part in named.groups() if part)
    if (pair := _pair_named_before(sentence, all_numbers, index)) is not None:
        return pair
    if any(_BARE_VERSUS.fullmatch(gap) for gap in _gaps(sentence, all_numbers, index)):
        return ""
    tail = f"{bracket.group() if bracket else ''} {tail}"
    return tail if content_words(_STATISTICS.sub(" ", tail)) else lead


def _in_bracket_behind(sentence: str, figure: Number, number: Number) -> bool:
    """Does a number stand alone in the bracket right behind a figure, as its deviation or count ("15.4 (56.4)")?"""
    gap = sentence[max(figure.end, figure.end_unit) : number.start]
    closed = sentence[max(number.end, number.end_unit) :].lstrip()[:1]
    return gap.strip() in ("(", "（", "[") and closed in (")", "）", "]") and closed != ""


def _gaps(sentence: str, all_numbers: Sequence[Number], index: int) -> Iterator[str]:
    """What stands between a number and the one before it, and the one behind it."""
    for first, second in ((index - 1, index), (index, index + 1)):
        if first >= 0 and second < len(all_numbers):
            left, right = all_numbers[first], all_numbers[second]
            yield sentence[max(left.end, left.end_unit) : right.start]


def _pair_named_before(sentence: str, all_numbers: Sequence[Number], index: int) -> str | None:
    """The group of a figure in a bracket of two (试验组低于对照组（0.18对0.41）); "" where not two groups are named."""
    number = all_numbers[index]
    held = next((m for m in _PAIR_IN_BRACKET.finditer(sentence) if m.start() < number.start < m.end()), None)
    pair = [one for one in all_numbers if held and held.start() < one.start < held.end()]
    if held is None or len(pair) != 2 or not _VERSUS.search(sentence[pair[0].end : pair[1].start + 1]):
        return None
    groups = _GROUP.findall(sentence[: held.start()])
    return groups[0 if number is pair[0] else 1] if len(groups) == 2 else ""


def _told_apart(of_sentence: Sequence[Number], beside: Sequence[str]) -> dict[int, Place]:
    """The places of figures of one unit that a sentence gives to different groups, by the words beside them."""
    found: dict[int, Place] = {}
    for unit in {number.unit for number in of_sentence if number.unit}:
        same = (
            [i for i, number in enumerate(of_sentence) if number.unit == unit and is_result(number)] if beside else []
        )
        own = distinct([content_words(_STATISTICS.sub(" ", beside[i])) for i in same])
        if len(same) == 2 and all(own):
            found |= {same[0]: Place(own[0], (own[1],)), same[1]: Place(own[1], (own[0],))}
    return found


def _groups(sentence: str, all_numbers: Sequence[Number], index: int) -> frozenset[str]:
    if not populations(sentence):
        return frozenset()
    lead, tail = _windows(sentence, all_numbers, index)
    return (populations(tail) or populations(lead)) & SUBGROUPS


def _arm(sentence: str, all_numbers: Sequence[Number], index: int) -> str:
    number = all_numbers[index]
    if not is_result(number) or not comparators(sentence):
        return ""
    lead, tail = _windows(sentence, all_numbers, index)
    if _ANY_COMPARATOR.search(tail):
        return "control"
    pair = _versus_pair(sentence, all_numbers, index)
    if pair is None:
        return "control" if _COMPARATOR_BESIDE.search(lead) else ""
    first, second = pair
    if _ANY_COMPARATOR.search(sentence[first.end : second.start]) and not _VERSUS.search(sentence[: first.start]):
        between = sentence[first.end : second.start]
        versus, named = _VERSUS.search(between), _ANY_COMPARATOR.search(between)
        control_first = bool(versus and named and named.start() < versus.start())
    else:
        control_first = _control_named_first(sentence)
    if _ANY_COMPARATOR.search(_windows(sentence, all_numbers, all_numbers.index(first))[1]):
        control_first = True
    return "control" if (number is first) == control_first else "active"


def _versus_pair(sentence: str, all_numbers: Sequence[Number], index: int) -> tuple[Number, Number] | None:
    """The two numbers of "X vs Y" to which a number belongs."""
    number = all_numbers[index]
    same = [n for n in all_numbers if is_result(n) and n.unit == number.unit and n.kind == number.kind]
    at = same.index(number)
    for first, second in ((at, at + 1), (at - 1, at)):
        if first >= 0 and second < len(same):
            between = sentence[same[first].end : same[second].start]
            if _VERSUS.search(between) and len(between) < 120:
                return same[first], same[second]
    return None


def _control_named_first(sentence: str) -> bool:
    """True where the comparator is named on the left of the word of comparison."""
    named, versus = _ANY_COMPARATOR.search(sentence), _VERSUS.search(sentence)
    return bool(
        named and versus and named.start() < versus.start() and sentence[named.end() : versus.start()].count(" ") < 4
    )


_Column = tuple[str, frozenset[str], frozenset[Decimal]]
"""Arm, subgroup and size of the group a column is about."""


def _columns(text: str, offset: int) -> dict[int, _Column]:
    """Arm, subgroup and group size of each number in the rows under a header, by its place after ``offset``."""
    found: dict[int, _Column] = {}
    header: list[str] = []
    at = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) > 1:
            if _heads_columns(cells) or (not header and is_header(cells)):
                header = cells
            elif len(cells) == len(header):
                found.update(_row(cells, header, at - offset))
        at += len(line) + 1
    return found


def _heads_columns(cells: Sequence[str]) -> bool:
    """Do the cells name columns: a comparator, a subgroup, or a group size?"""
    named = cells[1:]
    return any(comparators(cell) or populations(cell) & SUBGROUPS or _GROUP_SIZE.search(cell) for cell in named)


def _row(cells: Sequence[str], header: Sequence[str], at: int) -> Iterator[tuple[int, _Column]]:
    has_control = any(comparators(cell) for cell in header[1:])
    in_row = populations(cells[0]) & SUBGROUPS
    for column, cell in enumerate(cells):
        if column:
            arm = ("control" if comparators(header[column]) else "active") if has_control else ""
            groups = populations(header[column]) & SUBGROUPS or in_row
            size = frozenset(Decimal(n) for n in _GROUP_SIZE.findall(header[column]))
            yield from ((at + number.start, (arm, groups, size)) for number in numbers(cell))
        at += len(cell) + 1
