"""Where a piece may not be readable alone: doubts that keep it from being a module until a person has looked.

A piece is withheld only for a sign in its own words or in what stands over it, never for what it says. The doubt is
named in words; the page of the document offers the piece to an author, who makes the module or leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library import han
from library.models import Passage, PassageKind
from modularize.doubts.broken_figures import of_broken_figures
from modularize.doubts.signs import of_layout, of_line
from modularize.draft import Quote, Segment, Segmentation, Skipped, whole
from modularize.headings.lines import FREQUENCY
from modularize.left_out.exclude import unusable
from modularize.notes.cited import mark_of, mark_of_note
from modularize.notes.marked import lacks_note
from modularize.places import is_below
from modularize.prose import Group
from modularize.sentences.depends import (
    HALF_WIDTH,
    breaks_off,
    is_complete,
    is_open,
    is_stem,
    reads_as_heading,
    says_something,
)
from modularize.sentences.leaning import leans, opening
from modularize.sentences.own_topic import points_within
from modularize.tables.heads import sizes_alone

_CUT_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]-\s*$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
NEEDS_PERSON = "needs a person: "
"""Begins the reason of a piece that is withheld for a doubt."""
FRAGMENT = "words without a verb, under no opening"
_HEADS = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.CAPTION, PassageKind.TABLE_HEADER, PassageKind.FOOTNOTE)
_GLUED = re.compile(r"[^\W\d_A-Z]{2}[)\]]?[.!?](?:[A-ZÄÖÜ][a-zäöüß]{2,}|[A-Z]{2,6} [a-z]{2,}) |[)\]]\.[A-ZÄÖÜ]\w+ ")
_AT_GLUE = re.compile(r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[A-ZÄÖÜ])|(?<=[)\]][.!?])(?=[A-ZÄÖÜ])")
_FEW = 9
"""Words of a title ("Kidney problems.") that stands before its sentence."""
_BULLETS_LOST = re.compile(r"(?:^|\s)[o•·▪] \w[^.]{2,80}\s[o•·▪] \w")
_TAIL = re.compile(r"(?<=[^\W\d_A-Z]{3})[.!?]\s+([A-ZÄÖÜ][^.!?:]{3,70})$")
_GOES_ON_SMALL = re.compile(r"[a-zß-ÿ]{3,}[,;]? ?[^\W_]")
_OTHER_FONT = re.compile(r"[A-Z0-9)%][àèðÞßøý](?=[,;\s]|$)")
"""Letters that stand where a font of signs had the fifth note and those behind it ("QIDà")."""
_VALUES = re.compile(r"\d[\d.,]*\s?[%％]?\s?[(（][^()（）]{1,14}[)）][ \u00a0]+\d[\d.,]*\s?[%％]?\s?[(（]")
_MARK = re.compile(
    r"(?<=[\w)%）])\s?([ᵃ-ᶻᵅ-ᵡ]|[†‡§¶]+|\*+)(?=[\s,;.)\t]|$)|(?<=^)([†‡§¶]+|\*{1,3})(?=[\w ])|"
    r"(注\s?\d{0,2})\s?(?=[)）])"
)
_RAISED_FIRST = re.compile(r"([\u00b9\u00b2\u00b3\u2074-\u2079])\s?[^\W\d_]{3}")
"""A raised figure before the words of a cell: a note, and no reference or power."""
_MARKS_ONLY = re.compile(r"[^\w]*|[XxØøoO✓●○+−–-]+")
_LOST_SIGN = re.compile(r"£\s?\d+(?:[.,]\d+)?\s?(?:m[lg]\b|[%µμ]|g\b|kg)|(?:^|[\s(])³\s?\d")
"""A figure behind a letter that a font of signs put where ≤ or ≥ stood."""
_PROPERTY = re.compile(
    r"(?:成\s?分|有効成分|含\s?量|添\s?加|性\s?状|外\s?形|識別コード|大きさ|色調|剤\s?形|pH|浸透圧比)"
)
"""What a cell of the composition names: brand, property and value say all, under no names of columns."""
_LOST_IN_CELL = re.compile(r"[£³]\s?\d")
"""So a cell of figures begins that lost it."""
_TOLD_TO_DO = re.compile(
    r"\W*(?:ask|do not|don['’]t|stop|take|store|keep|use|give|call|avoid|see|if|when)\b", re.IGNORECASE
)
"""How a line on the pack of a medicine begins, which has no full stop."""
_SMALL_END = re.compile(r"\b[a-zß-ÿ]{2,}$")
_STRAY = re.compile(r"(?<=[\u3400-\u9fff，。、])[À-ÖØ-öø-ÿ‡†\ufffd](?=[\u3400-\u9fff])|\ufffd")
_DASH_FOR_ONE = re.compile(r"(?<=[\u3400-\u9fff])-{1,2}(?=[次项項种種致个個日天周週](?![\d-]))")
_LETTER_FOR_FIGURE = han.compile(
    r"(?<![A-Za-z.])[IlO][.,]\d+\s?(?:mg|g|mL|ml|毫克|克|%|％)|\d\s?m1(?![\dA-Za-z])|\d/a(?=[的患])|龄必\s?\d|\d[,，]\s?ooo(?![a-z])"
)
_BESIDE = 3
"""Code points between two sentences of a paragraph at most."""
_OF_NOTHING_NAMED = re.compile(
    r"^\W*(?:es wird empfohlen|it is (?:recommended|advised)|"
    r"(?:bei|nach) \w+ (?:der|dieser|des) (?:resultate|ergebnisse|befund(?:e|es)|werte|results?|findings?)\b)",
    re.IGNORECASE,
)
"""So a sentence begins whose case, or whose finding, only the one before it names."""
_NO_DEGREE = re.compile(
    r"(?<![\dA-Za-z.])\d{1,2}\s?C\s?[-~～–—]\s?\d{1,2}\s?C(?![A-Za-z\d])|\d{1,2}C(?=以下|以上|条件)"
)
_LEGEND = han.compile(r"^\W*(?:legende?|figure legend|zeit|time|图例|凡例|[横橫縦纵縱][轴軸]|[横纵]坐标)\W", re.I)
_POINTS_ON = han.compile(
    r"\b(?:as follows|the following (?:table|list|figure|schedule)|the (?:table|figure|list|schedule) below)\W*$|"
    r"\b(?:wie folgt|(?:folgende[nr]?|untenstehende[nr]?) (?:Tabelle|Liste|Abbildung|Übersicht))\W*$|"
    r"(?:如下|见下表|下列)[。：:]?\s*$|^\W*下表[^。]{0,58}[。]?\s*$|(?:次|以下|下記)の(?:とおり|通り|ような|投与法|方法|表)[^。]{0,30}",
    re.IGNORECASE,
)
_POINTS_UP = han.compile(
    r"\b(?:the )?(?:list|table|section|problems?|conditions?|symptoms?|signs|steps?|points?)(?: \w+){0,3} above\b|"
    r"\b(?:listed|mentioned|described|given|stated) above\b|\babove[- ](?:mentioned|listed|described)\b|"
    r"\b(?:oben|vorstehend|vorgängig) (?:genannte|erwähnte|beschriebene|aufgeführte|angeführte)\w*\b|"
    r"\b(?:obige|vorgenannte|vorstehende|obgenannte|obengenannte)[nrsm]?\b|\bsiehe oben\b|\bo\. ?g\.|"
    r"上述|上面(?:所|提到)|以上(?:症状|情况|各项|所述)|上記|前述|前記",
    re.IGNORECASE,
)
_PROSE = {
    "dosage",
    "warnings",
    "boxed_warning",
    "interactions",
    "pregnancy",
    "lactation",
    "fertility",
    "pediatric",
    "geriatric",
    "renal",
    "hepatic",
    "populations",
    "driving",
    "overdose",
    "pharmacology",
    "pharmacodynamics",
    "pharmacokinetics",
    "clinical_studies",
    "mechanism",
    "nonclinical",
    "leaflet",
    "patient_counselling",
}
"""Sections whose statements are sentences; elsewhere bare lines are what the section lists."""


BEFORE_WAITS = "the sentence before it, which it leans on, needs a person"


def waits(part: Segment, before: Segment) -> bool:
    """True where the piece opens with a sentence that leans on the one right before it, which is withheld."""
    here, last = part.origin[0], before.origin[-1]
    if here.passage.id != last.passage.id or not 0 <= here.start - last.end <= _BESIDE:
        return False
    first = here.passage.text[here.start : here.end]
    return leans(first, here.passage.language) or bool(_OF_NOTHING_NAMED.search(first))


def sifted(
    parts: Sequence[Segment],
) -> tuple[tuple[Segment, ...], tuple[Segment, ...], tuple[Skipped, ...]]:
    """The pieces that may be modules, those that a person has to look at, and the doubt about each of these."""
    doubts: list[tuple[Segment, str]] = []
    for part in parts:
        why = doubt(part)
        if not why and doubts and doubts[-1][1] and waits(part, doubts[-1][0]):
            part, why = replace(part, doubt=BEFORE_WAITS), BEFORE_WAITS
        doubts.append((part, why))
    return (
        tuple(part for part, why in doubts if not why),
        tuple(part for part, why in doubts if why),
        tuple(
            Skipped(passage=id, reason=NEEDS_PERSON + why)
            for part, why in doubts
            if why
            for id in dict.fromkeys(quote.passage.id for quote in part.origin)
        ),
    )


def left_parts(cut: Segmentation, passages: Sequence[Passage]) -> list[tuple[Segment, str]]:
    """What a person may make modules of, in reading order: the withheld pieces, else what no module has of a passage.

    Words that stand in a module are not among them.
    """
    by_id = {passage.id: passage for passage in passages}
    held = {(part.first.id, NEEDS_PERSON + doubt(part)): part for part in cut.withheld}
    quotes: dict[str, list[Quote]] = {}
    for quote in (quote for part in (*cut.segments, *cut.withheld) for quote in part.origin):
        quotes.setdefault(quote.passage.id, []).append(quote)
    found: dict[tuple[str, int], tuple[Segment, str]] = {}
    for part in cut.withheld:
        found[part.first.id, part.origin[0].start] = (part, doubt(part))
    for skip in cut.skipped:
        passage = by_id.get(skip.passage)
        if not skip.needs_person or passage is None or (skip.passage, skip.reason) in held:
            continue
        taken = quotes.get(passage.id, [])
        spans = gaps(passage, taken) if taken else [(whole(passage).start, whole(passage).end)]
        for start, end in spans:
            if not taken or not unusable(passage.text[start:end]):
                alone = Segment((Quote(passage, start, end),), passage.heading_path[-3:])
                found.setdefault((passage.id, start), (alone, skip.reason.removeprefix(NEEDS_PERSON)))
    return sorted(found.values(), key=lambda item: (item[0].first.seq, item[0].origin[0].start))


def gaps(passage: Passage, quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """Spans of the passage that none of the quotes holds and that have letters, without white space at their ends."""
    found, at = [], 0
    spans = sorted((quote.start, quote.end) for quote in quotes if quote.passage.id == passage.id)
    for start, end in [*spans, (len(passage.text), len(passage.text))]:
        words = passage.text[at:start]
        if start > at and _LETTERS.search(words):
            low = at + len(words) - len(words.lstrip())
            found.append((low, low + len(words.strip())))
        at = max(at, end)
    return found


def words_behind(passage: Passage, groups: list[Group], follower: Passage | None) -> tuple[Quote, str] | None:
    """Words behind a paragraph's last sentence that read as a heading, taken out of ``groups``, with the reason.

    Over a paragraph they are its heading; elsewhere a person decides.
    """
    if len(groups) < 2 or passage.section is None or not is_complete(groups[-2].text):
        return None
    if "next" in passage.facts.get("continues", ""):
        return None  # the reader of the document saw its other half overleaf
    last = groups[-1]
    if breaks_off(last.text) or (follower is not None and _GOES_ON_SMALL.match(follower.text)):
        return None  # the next line goes on with it
    if len(last.quotes) != 1 or "\t" in last.text or not reads_as_heading(last.text) or is_stem(last.text):
        return None
    groups.pop()
    if follower is not None and follower.kind is PassageKind.PARAGRAPH and is_below(follower, passage):
        return last.quotes[0], "heading without a heading's style: kept as context"
    return last.quotes[0], NEEDS_PERSON + "words behind the end of a sentence that may be a heading"


def doubt(segment: Segment) -> str:
    """Why the piece may not be readable alone, in words; "" where there is no sign of it."""
    if segment.doubt:
        return segment.doubt
    if segment.question or segment.first.locator.slide is not None:
        return ""
    if unsure := next((why for quote in segment.origin if (why := quote.passage.facts.get("unsure", ""))), ""):
        return unsure
    if _CUT_WORD.search(segment.body):
        return "its last word is cut: what goes on with it stands elsewhere"
    if lost := of_layout(segment):
        return lost
    if lost := lacks_note(segment):
        return lost
    if "\t" in segment.body.strip():
        return _of_row(segment)
    is_opened = any(_opens(part) for part in segment.context)
    return _of_words(segment) or of_line(segment, is_opened=is_opened) or _of_reference(segment)


def _of_row(segment: Segment) -> str:
    headers = [text for text in segment.context_texts if "\t" in text and not sizes_alone(text)]
    cells = [cell.strip() for cell in segment.origin[0].text.split("\t")]
    filled = [cell for cell in cells[1:] if cell]
    if any(_LOST_IN_CELL.match(cell) for cell in filled):
        return "a sign before a figure may be a lost ≤ or ≥"
    if filled and all(_MARKS_ONLY.fullmatch(cell) for cell in filled) and not headers:
        return "marks in a table whose columns are not named"
    if any(set(cell) & set("Øø") for cell in filled) and not any("Ø" in t or "ø" in t for t in segment.context_texts):
        return "marks in a table that nothing with it explains"
    if len(headers) == 1 and _repeats_names(headers[0]):
        return "a table stands in a cell of the table: its columns are not named"
    told = segment.first.section in ("composition", "description") and len(filled) == 2 and _PROPERTY.match(filled[0])
    if len(filled) > 1 and not (headers or told) and any(re.search(r"\d", cell) for cell in filled):
        return "a row of a table whose columns are not named"
    if segment.first.language == "en" and any(_OTHER_FONT.search(cell) for cell in cells):
        return "a letter of another font may be the mark of a note that was not found"
    if any(_BULLETS_LOST.search(cell) for cell in cells):
        return "items of a list run into one another"
    if any(_VALUES.search(cell) for cell in cells):
        return "several values in one cell of a table"
    for cell in cells:
        if (raised := _RAISED_FIRST.match(cell)) and not any(raised[1] in text for text in segment.context_texts):
            return f"the mark {raised[1]} points to a note that was not found"
    return _of_marks(segment)


def _repeats_names(header: str) -> bool:
    """Does a header name four columns or more in the same words? They are those of one drawn cell."""
    names = [cell.strip() for cell in header.split("\t") if re.search(r"[^\W\d_]{2}", cell)]
    return any(names.count(name) > max(3, len(names) // 2) and len(name) > 3 for name in set(names))


def _of_marks(segment: Segment) -> str:
    """A mark of a footnote that nothing in the context explains."""
    held = {mark_of(text) or text.strip()[:1] for text in segment.context_texts}
    held |= {mark_of_note(part.passage) for part in segment.context if isinstance(part, Quote)}
    for match in _MARK.finditer(segment.body):
        mark = re.sub(r"\s", "", match.group(1) or match.group(2) or match.group(3))
        if len(set(mark)) > 1 and all(sign in held for sign in mark):
            continue  # two marks side by side
        said = re.search(rf"(?:^|[\s;.]){re.escape(mark)}\s?[^\W\d_]{{2}}", segment.body)  # "…*, …* *particularly in …"
        if mark not in held and said is None and not any(mark in text for text in segment.context_texts):
            return f"the mark {mark} points to a note that was not found"
    return ""


def _of_words(segment: Segment) -> str:
    body, first = segment.body, segment.first
    bare = body.translate(HALF_WIDTH)
    lone = any(bare.count(right) > bare.count(left) for left, right in ("[]", "「」"))
    if lone or _closes_nothing(bare) or (is_open(body) and not _closes_two(bare)):
        return "a bracket is open at one end: words may be missing"
    if first.language not in ("zh", "ja") and _GLUED.search(body) and not _only_lacks_blank(body):
        return "two sentences run into one another"
    if _LOST_SIGN.search(body):
        return "a sign before a figure may be a lost ≤ or ≥"
    if _BULLETS_LOST.search(body):
        return "items of a list run into one another"
    if garbled := _of_signs(body, first.section, segment.context_texts):
        return garbled
    last = segment.origin[-1]
    if "next" in last.passage.facts.get("continues", "") and not is_complete(body):
        return "it goes on overleaf, and the rest was not found"
    if _breaks_within(last):
        return "the end of its sentence was not found"
    tail = _TAIL.search(body)
    if tail and reads_as_heading(tail.group(1)) and first.section is not None:
        return "it ends in words that may be the heading of what follows"
    is_told = says_something(body) or (is_complete(body) and len(body.split()) > _FEW)
    if _LEGEND.match(body) and not is_told:
        return "the legend of a figure that does not stand with it"
    if _is_fragment(segment):
        return FRAGMENT
    return ""


def _of_signs(body: str, section: str | None, over: Sequence[str]) -> str:
    """What a Chinese text cannot hold: a letter of another script in a word, a dash for 一, a degree without sign."""
    if _STRAY.search(body):
        return "a character that belongs to no word: letters may have been lost"
    if _DASH_FOR_ONE.search(body):
        return "a dash in the place of a word or a figure"
    if _LETTER_FOR_FIGURE.search(body):
        return "a letter in the place of a figure or a sign"
    if broken := of_broken_figures(body, section, over):
        return broken
    return "a sign of degrees may be lost" if _NO_DEGREE.search(body) else ""


def _only_lacks_blank(body: str) -> bool:
    """Are all the sentences whole, so that only the blank between them was lost?"""
    parts = _AT_GLUE.split(body)
    return is_complete(body) and all(says_something(part) or len(part.split()) < _FEW for part in parts)


_OWN_BLOCK = re.compile(r"(?:^|/)(?:p|li)\[\d+\]$")


def _breaks_within(last: Quote) -> bool:
    """Does running text of a paper end in a word in small letters? Labels leave the full stop out; papers do not."""
    text, passage = last.text.rstrip(), last.passage
    is_text = passage.kind is PassageKind.PARAGRAPH and passage.section in (None, "other") and "\t" not in text
    is_text = is_text and len(text) > 70 and not _TOLD_TO_DO.match(text)
    if _OWN_BLOCK.search(passage.locator.path or "") and not breaks_off(text):
        return False  # a page's markup says where its lines end
    return is_text and bool(_SMALL_END.search(text)) and says_something(text)


def _closes_nothing(bare: str) -> bool:
    """Does a bracket close behind a word where none was opened? "a)", "1)" and "注)" are marks."""
    return (
        "(" not in bare
        and bare.count(")") == 1
        and bool(re.search(r"[^\W\d_\u00b9\u00b2\u00b3\u2070-\u2079]{3,}(?<!注)\)", bare))
    )


def _closes_two(bare: str) -> bool:
    """Is one bracket closed for two at the end of a whole sentence: "(note: … (see there)."?"""
    one_left = bare.count("(") == bare.count(")") + 1 and bare.count("[") == bare.count("]")
    return one_left and bool(re.search(r"\([^()]*\([^()]*\)[.。]\s*$", bare))


def _is_fragment(segment: Segment) -> bool:
    """A line of a prose section that neither ends nor states anything, and that nothing opens."""
    body, first = segment.body, segment.first
    if first.section not in _PROSE or first.language in ("zh", "ja") or len(segment.origin) > 1:
        return False
    if is_complete(body) or says_something(body) or re.search(r"[:：]|\d", body):
        return False
    counted = any(FREQUENCY.search(text) for text in segment.context_texts)
    over = [part.passage.seq for part in segment.context[-1:] if isinstance(part, Quote)]
    if first.kind is PassageKind.LIST_ITEM and over == [first.seq - 1] and first.section is not None:
        return False  # it says what the line right over it is
    return not counted and not any(_opens(part) for part in segment.context)


def _opens(part: Quote | str) -> bool:
    """Is a part of the context a sentence or an opening, rather than a heading?"""
    if isinstance(part, str):
        return False
    return is_stem(part.text) or (part.passage.kind not in _HEADS and is_complete(part.text))


def _of_reference(segment: Segment) -> str:
    body = segment.body
    if any(_opens(part) for part in segment.context):
        return ""
    told = segment.first.language == "zh" and not points_within(opening(body, "zh"))
    if not told and _POINTS_UP.search(opening(body, segment.first.language)):
        return "it points to something above it that does not stand with it"
    if _POINTS_ON.search(segment.origin[-1].text.strip()[-60:]):
        return "it speaks of something said after it that does not stand with it"
    return ""
