"""Signs in the words themselves that the layout of a page was lost: columns read across, copies, rows set as text.

Pure: each takes words and says in words what is wrong, or "". What bears one waits for a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from library import han
from library.models import PassageKind
from modularize.draft import Quote, Segment
from modularize.sentences.depends import is_complete, is_stem, says_something, takes_medicine

COPIES = "the same words stand in it several times: columns may have been read across"
_BULLET_IN_ROW = re.compile(r"[•●▪◦‣■][ \u00a0]*\t")
_BULLET_WITHIN = re.compile(r"[^\s:：•●▪◦‣■][ \u00a0]+[•●▪◦‣■][ \u00a0]*[^\W\d_](?=[^\W\d_A-Z]{3})")
_RULED = re.compile(r"-{6,}|─{4,}")
_VALUE = re.compile(r"(?<![\w.,])[<>≤≥£]?\d+(?:[.,]\d+)?(?![\w])|\d[x×]\d|(?<=\s)[-–—](?=\s|$)")
_LISTS_FIGURES = re.compile(r"[:：;；]|(?:19|20)\d\d\b")
_BARE_FIGURE = re.compile(r"(?<!\S)\d{1,3}(?:[./／]\d+)?(?!\S)")
_NAMED_DOSE = re.compile(
    r"[^:\d]{3,60}:\s[^:\n]*\d[^:\n]*\b(?:täglich|pro Tag|am Tag|daily|a day|per day)\W*", re.IGNORECASE
)
"""A dose told in one line behind its name: "Recommended initial dose: 200 to 400 micrograms once daily"."""
_ARROW = re.compile(r"[↓↑⇓⇑▼](?!\d)[^。]{0,30}$|[^。\n]{0,30}\s[↓⇓▼]\s*$")
_FIGURE_FIRST = re.compile(
    r"(?=[^。]{2,40}$)[約≥≤<>]?\s?\d[\d.,]*\s?[%％倍割](?!.*(?:した|する|ます|です|れる|られた|いる|ある))[^。\n\t]*"
)
_CASE_ALONE = re.compile(r"[^。\n]{2,60}(?:場合|とき)")
_FIGURE_ALONE = han.compile(
    r"^\W*[\d.,~～–—± -]+\s?(?:岁|例|天|日|周|週|个月|か月|年|歳|％|%|mg|mL|ml|g|片|粒|錠|"
    r"years?|months?|weeks?|days?|cases?|patients?|Jahre|Monate|Wochen|Tage|Fälle|Patienten)\W*$",
    re.IGNORECASE,
)
_TITLE_OF_TABLE = han.compile(
    r"^[^。，,]{6,70}(?:の比較|の推移|一覧表?|曲線|パラメータ|の変化|の結果|比较表|变化曲线|数据表|汇总表)\s*$|"
    r"^(?:Table|Figure|Tabelle|Abbildung|表|図|图)\s?\d+[.:：\s]",
    re.IGNORECASE,
)
_PRODUCT_ALONE = han.compile(
    r"^[^。、，]{2,40}(?:錠|カプセル|細粒|顆粒|散|シロップ|注|片|胶囊)[\d.]*\s?(?:mg|g|μg|[%％])?(?:[「（(][^」）)]+[」）)])?$"
)
_DOSE_ACROSS = re.compile(r"\d\s?[x×]\s?\d+\s?mg|\dmg/\d|\d mg/\d+ ?h\b")
_PARTED = re.compile(r"(?:[^\W\d_]{3,}-[ \u00a0]+){2,}")
_COUNTS_EVENTS = han.compile(
    r"无论(?:是否有?|有无)因果关系[^。]{0,8}记录|(?:仅|只)(?:记录|计算|统计|计数?)一次|"
    r"^每个不良(?:事件|反应)在每个[^。]{0,24}(?:发生率)?至少|\bcounted (?:only )?once\b",
    re.IGNORECASE,
)
_BRIEF = 160
_FIGURES_IN_A_ROW = re.compile(r"(?<![\w.,/-])(?:\d{1,4}(?:[.,]\d{1,2})? +){7}\d{1,4}(?![\w%])")
"""Eight bare figures side by side: nobody can tell of what each of them is."""
_COLUMN_HEAD = han.compile(
    r"^\W*(?:drugs?(?:\(s\))?|drug class|system organ class|adverse (?:drug )?(?:reactions?|events?)|frequency|"
    r"age group|body system|concomitant drugs?|class of drugs?|Häufigkeit|Organsystem|系统器官分类|不良反应|发生频率|"
    r"薬剤名等|頻度)\W*$",
    re.IGNORECASE,
)
_STRANGE = re.compile(r"(?:^|[\s(])ÿ(?:[\s)]|$)|\ufffd")
"""What a font of signs leaves behind where its letters are read as others."""
_JOINS = re.compile(r"^(?:and|or|nor|but|which|whose|und|oder|sowie|bzw\.?|aber)\b(?! (?:so|if)\b)")
_OF_FIGURES = frozenset(("shelf_life", "storage", "form", "composition", "how_supplied", "pharmaceutical", "name"))
"""Sections of which a bare figure is all there is to say."""
_FIGURED = frozenset(
    (
        "indications",
        "pharmacology",
        "pharmacodynamics",
        "pharmacokinetics",
        "clinical_studies",
        "mechanism",
        "nonclinical",
    )
)
"""Sections in which several bare figures in a line are the row of a table."""
_HEADED = frozenset(
    (
        "other", "dosage", "warnings", "interactions", "pregnancy", "lactation", "fertility", "pediatric", "geriatric",
        "renal", "hepatic", "populations", "driving", "overdose", "pharmacology", "pharmacodynamics",
        "pharmacokinetics", "clinical_studies", "mechanism", "nonclinical", "leaflet", "patient_counselling",
    )
)  # fmt: skip
"""Sections in which a line of capitalised words is a heading."""
_DOSE_BEHIND = re.compile(
    r"\s[-–—]\s*\d[\d.,]* ?(?:mg|mcg|µg|g|mL|units?|IU)(?:/kg)?(?:/day|/dose)?\b"
    r".*\b(?:daily|once|twice|times|every|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|/?day|hours?|weekly)\b"
)
"""A disease or group, a dash, and its dose with how often: a line of doses is no heading."""
_SMALL = 4
"""Letters from which a word of a heading is written with a capital."""


def repeats_itself(text: str) -> bool:
    """Is the text nothing but copies of the same words, three or more of them each?"""
    words = text.split()
    for copies in range(2, len(words) // 3 + 1):
        size, rest = divmod(len(words), copies)
        if not rest and all(words[at * size : (at + 1) * size] == words[:size] for at in range(copies)):
            return len(" ".join(words[:size])) > 10
    bare = "".join(words)
    return len(words) < 6 and bool(re.fullmatch(r"([^\d\W]{6,})\1+", bare))


def is_titled(text: str) -> bool:
    """A line of three words or more that all but the small ones are written with a capital, without an end."""
    words = [word for word in re.findall(r"[A-Za-z][\w-]*", text) if len(word) >= _SMALL]
    capital = sum(word[0].isupper() for word in words)
    is_line = "\t" not in text and "\n" not in text and len(text) < 160 and not _DOSE_BEHIND.search(text)
    return is_line and len(words) > 2 and capital * 4 > len(words) * 3 and not re.search(r"[.!?;:,。：]\W*$|:", text)


def of_layout(segment: Segment) -> str:
    """What the words of a piece, and those over it, show of a layout that was lost; "" where there is no sign."""
    body = segment.body
    for text in (*body.split("\n"), *segment.context_texts):
        is_row = "\t" in text.strip() and not _BULLET_IN_ROW.search(text)
        if not is_row and repeats_itself(text):
            return COPIES
    if _BULLET_IN_ROW.search(body) or any(_BULLET_WITHIN.search(line) for line in body.split("\n")):
        return "items of a list run into one another"
    if _PARTED.search(body):
        return "words parted at the ends of several lines: columns may have been read across"
    if len(body) < _BRIEF and _COUNTS_EVENTS.search(body):
        return "how a table counts what it lists: it is read with the table"
    if _FIGURES_IN_A_ROW.search(body) and "\t" not in body:
        return "figures in a line, as of a table whose columns are not named"
    if _STRANGE.search(body):
        return "a sign in it could not be read"
    if _is_of_ruled_table(segment):
        return "the rows of a ruled table stand in it as text"
    return _of_halves(segment)


def _is_of_ruled_table(segment: Segment) -> bool:
    """Do rules stand in the words, or around words that are mostly figures ("spp." ends no sentence there)?"""
    body = segment.body
    if _RULED.search(body) and re.search(r"\d", body):
        return True
    within = any(len(_RULED.findall(quote.passage.text)) > 1 for quote in segment.origin)
    return within and len(_VALUE.findall(body)) > 2 and not says_something(body)


def _of_halves(segment: Segment) -> str:
    """A paragraph that begins in lower case behind a whole sentence, and is no item: what stood between was lost."""
    quotes: Sequence[Quote] = segment.origin
    if any(is_stem(text) for text in (*segment.context_texts, *(quote.text for quote in quotes))):
        return ""
    for one, other in pairwise(quotes):
        is_prose = one.passage.kind is other.passage.kind is PassageKind.PARAGRAPH
        starts_low = other.text[:2].islower() and other.text[:2].isalpha()
        if is_prose and one.passage.id != other.passage.id and starts_low and is_complete(one.text):
            return "words between its two halves are missing"
    return ""


def _is_below_its_label(segment: Segment) -> bool:
    """Does the line stand right below the line of text that heads it, and is it no item of a list?"""
    last = segment.context[-1] if segment.context else ""
    if segment.first.kind is not PassageKind.PARAGRAPH:
        return True
    is_line = isinstance(last, Quote) and last.passage.kind is PassageKind.PARAGRAPH
    return is_line and isinstance(last, Quote) and segment.first.seq - last.passage.seq == 1


def of_line(segment: Segment, *, is_opened: bool) -> str:
    """What a line without an end shows: a heading, a row of figures, a half sentence; "" where there is no sign.

    ``is_opened``: a sentence or a stem over it says what it is.
    """
    body, first = segment.body.strip(), segment.first
    if first.section == "indications" and _DOSE_ACROSS.search(body) and not says_something(body):
        return "a dose stands among uses: the columns of a table may have been read across"
    in_columns = len(_BARE_FIGURE.findall(body)) > 2 and not _NAMED_DOSE.fullmatch(body)
    if first.section == "dosage" and not is_complete(body) and in_columns:
        return "figures in a line, as of a table whose columns are not named"
    if _ARROW.match(body):
        return "an arrow of a drawing, which points to or from what does not stand with it"
    if is_opened or len(segment.origin) > 1:
        return ""
    if first.language == "ja" and first.kind is PassageKind.PARAGRAPH and takes_medicine(body):
        return "it says how something is taken, and not what"
    if first.language == "ja" and _FIGURE_FIRST.fullmatch(body) and not _is_below_its_label(segment):
        return "a figure in a line of its own: what it counts may stand above it or below it"
    if first.language == "ja" and _CASE_ALONE.fullmatch(body):
        return "it names a case and says nothing of it"
    if first.section not in _OF_FIGURES and _FIGURE_ALONE.match(body):
        return "a figure without the words that say of what"
    if not segment.context and not first.section and not says_something(body) and not re.search(r"\d", body):
        return "nothing over it says what it is about"
    if _COLUMN_HEAD.match(body):
        return "it reads like the head of a column"
    if first.language not in ("zh", "ja") and _JOINS.match(body):
        return "it goes on with a sentence that does not stand with it"
    if is_complete(body):
        return ""
    if first.section in _FIGURED and _TITLE_OF_TABLE.search(body):
        return "it reads like the title of a table or figure"
    if first.section in _FIGURED and _PRODUCT_ALONE.match(body):
        return "it reads like a heading"
    if first.section in _HEADED and first.kind is not PassageKind.TABLE_ROW and is_titled(body):
        return "it reads like a heading"
    values = len(_VALUE.findall(body))
    if first.section in _FIGURED and values > 2 and not says_something(body) and not _LISTS_FIGURES.search(body):
        return "figures in a line, as of a table whose columns are not named"
    return ""
