"""Which rows of a table name its columns, and which name the group of rows below them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile

from library import han
from library.models import Passage
from modularize.headings.frequencies import UNKNOWN
from modularize.headings.lines import FREQUENCY
from modularize.sentences.depends import is_complete
from modularize.tables.stanzas import in_stanzas

__all__ = [
    "columns",
    "figures_only",
    "groups_of_rows",
    "header_of",
    "heads_columns",
    "is_part_of",
    "is_row_below",
    "names_alone",
    "second_lines",
    "sizes_alone",
    "unit_alone",
]

_COLUMN = han.compile(
    r"(?<![A-Za-z])[nN]\s?=\s?\d|(?:%|％)(?:以上|未満)|頻度不明|^(?:frequency|Häufigkeit|发生率|"
    r"頻度)",
    re.IGNORECASE,
)
_SIZED = re.compile(r"[(（]?\b[nN]\s?[=＝]\s?[\d,.']+[)）]?")
_VISIT = han.compile(
    r"^(?:baseline|(?:week|month|day|year|visit)s? \d+|\d+ (?:weeks?|months?|days?|years?)|ausgangswert|woche \d+|"
    r"monat \d+|基线|第\s?\d+\s?[周月天]|ベースライン|\d+[週か]月?後?|"
    r"\d+(?:\s?[～~–-]\s?\d+)?\s?(?:分|時間|日|週間?|[ヵか箇カヶ]月|年)(?:後|目|間|以降|[～~])?)$",
    re.IGNORECASE,
)
_STRENGTH = re.compile(r"^[\d.,½¼/ ]+\s?(?:mg|ml|mL|g|µg|mcg|%|I\.?E\.?|IU)(?:/(?:ml|mL|g|kg))?$")
_UNIT = re.compile(r"[(\[（［]\s*(?:[%％]|[µμ]?[A-Za-z]{1,6}(?:[/·•]\s?[A-Za-z0-9².,]{1,10})*)\s*[)\]）］]")
"""A cell of a header's second row: the unit of its column, in brackets."""
_BARE_UNIT = re.compile(
    r"(?:mc?|[µμkdn])?(?:g|L|l|mol|Eq|cal)(?:/(?:kg|day|d|h|hr|min|dose|mL|L|次|日|天))*|[%％]|IU(?:/\w+)*"
)
"""A cell under a name: the unit of its column."""
_STUDY_CODE = han.compile(r"\b(?:No\.?|Study|Trial|Studie)\s?\d+|(?:试验|試験|研究)\s?\d+", re.IGNORECASE)
_GROUP_SIZES = han.compile(
    r"^\s*(?:n|N|No\. of patients|Number of patients|Anzahl(?: Patienten)?|例数|"
    r"症例数|[^\t]{0,40}\b(?:ITT|Intent-to-Treat|Analysis Set|FAS)\b[^\t]{0,30}\([nN]\))\s*\t[\d\s\t,.=nN()]+$"
)
_SIZES_ALONE = re.compile(r"^\s*(?:[nN]\s?[=＝]\s?[\d,]+\s*\t?\s*)+$")
_VALUES_ALONE = re.compile(r"^[^\t]*(?:\t\s*[+±−–-]?\d+[.,]\d+\s*(?:[(（\[［][^\t]*)?){2,}$")
_SIZE = han.compile(
    r"(?:^|[\s,(（])[nN]\W*$|总人群|例数|症例数|\b(?:all|total|overall|number of|gesamt|anzahl|insgesamt)\b",
    re.IGNORECASE,
)
"""The label of a row that tells how many there were, and names no group."""
_COLUMN_NAME = han.compile(
    r"(?:系统)?器官(?:系统)?(?:分类|类别|分類|類別)|^(?:发生|發生)?(?:频率|頻率|频次|频度)|发生率|發生率|^(?:药物|藥物)?不良(?:反应|反應|事件)|"
    r"^(?:药物|藥物|药品|藥品|制剂|製劑|商品|通用|中文|英文|成[分份])名?[称稱]?$|[学學]名|首选术语|(?:临床|臨床)(?:影响|影響|意义|表现)|"
    r"作用机制|^(?:处理|处置|预防|干预)|^(?:推荐|建议|建議|起始|维持|維持|每日|常用|最大|给药|給藥)?(?:剂量|劑量|用量)|"
    r"^(?:用法|途[径徑]|给药途径|給藥途徑|规格|規格|含量|剂型|劑型|适应[症证]|適應症|用途|疗程|療程|来源|來源|备注|備註|注意事項|注意事项|禁忌)|"
    r"^(?:施打|接種|接种|给药|給藥|用药|用藥)|^(?:推荐意见|推荐强度|推荐等级|证据(?:等级|级别|水平)|分类|分級|分级|项目|項目|指标|指標)$"
)
"""What Chinese tables call their columns."""
_CORNER = re.compile(
    r"(?:販売|製品|商品|品|製剤|薬剤|成分|一般)名等?|項目|(?:器官|系統)(?:系統?)?(?:別)?(?:大)?(?:分類|類別)|分類|区分|投与(?:群|経路|方法|時期)|"
    r"対象(?:患者|疾患)?|疾患名|適応症|菌種|年齢|体重|パラメータ|評価項目"
)
"""What Japanese tables call their first column."""
_CLASS_SHARE = re.compile(r"[≥>≤<]\s?1\s?/\s?1[\d.,' ]*")
"""The share of a class of frequency."""
_NO_SIZE = re.compile(r"^(?:N/?A|-+|[–—－―]+|/)?$", re.IGNORECASE)
_LABEL = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"(?<![^\W_])\d")
_BEGINS = re.compile(r"[<>≤≥~≈±(（−–-]*\s?\d")
"""How a cell of figures begins."""


def columns(rows: Sequence[Passage]) -> int:
    """The number of cells of the longest row."""
    return max((len(row.text.split("\t")) for row in rows), default=0)


def header_of(rows: Sequence[Passage], known: Collection[str] = ()) -> list[Passage]:
    """The first rows, where they head the others though nothing marks them.

    Their first cell is empty, their cells name columns (N=163, 1%以上), or they head another table of the document,
    too (``known``: the texts of the headers above). A row that opens a group is never among them.
    """
    if rows and rows[0].facts.get("overleaf"):
        return []
    if len(rows) > 2 and _is_title(rows[0]) and not in_stanzas(rows) and (below := header_of(rows[1:], known)):
        return [rows[0], *below]
    if rows and rows[0].language == "ja" and rows[0].section == "composition" and _tells_property(rows):
        return []
    found = _unmarked(rows)
    if not found and len(rows) > 1 and "\t" in rows[0].text and rows[0].text in known:
        found = [rows[0]]
    if 1 < len(found) < len(rows) and unit_alone(rows[len(found)].text):
        found = found[:-1]
    groups = groups_of_rows(rows)
    return [*takewhile(lambda row: row.id not in groups, found)] or found[:1]


def _tells_property(rows: Sequence[Passage]) -> bool:
    """Are the rows a property and its value each ("性状 | 白色…"), so that the first one heads no other?"""
    return columns(rows) == 2 and not rows[0].text.startswith(("販売名", "製品名", "項目"))


def _is_title(row: Passage) -> bool:
    """Is one cell all that a row holds, and does it name something?"""
    filled = [cell.strip() for cell in row.text.split("\t") if cell.strip()]
    return len(filled) == 1 and bool(_LABEL.search(filled[0])) and len(filled[0]) < 120 and not is_complete(filled[0])


def second_lines(header: Sequence[Passage], rows: Sequence[Passage]) -> list[Passage]:
    """The rows right below a header that go on with it: their first cell is empty and the others name columns."""
    below = [row for row in rows if row not in header]
    found = list(takewhile(_goes_under, below)) if header else []
    if len(header) == 1 and len(below) > 1 and _heads_twice([*header, *below, *below[:2]]):
        return below[:1]
    return found if len(found) < min(3, len(below)) else []


def _goes_under(row: Passage) -> bool:
    cells = [cell.strip() for cell in row.text.split("\t")]
    filled = [cell for cell in cells if cell]
    if len(filled) > 2 and _LABEL.match(cells[0]) and all(map(_BARE_UNIT.fullmatch, cells[1:])):
        return True
    return (
        not cells[0] and len(filled) > 1 and all(_is_name(c) or _STRENGTH.match(c) or _VISIT.match(c) for c in filled)
    )


def _is_name(cell: str) -> bool:
    """Does a cell name a column, in words or by its unit?"""
    worded = bool(_LABEL.match(cell.lstrip("(（["))) and not is_complete(cell)
    return len(cell) < 60 and (worded or bool(_UNIT.fullmatch(cell)))


def unit_alone(text: str) -> bool:
    """A row whose label is only a unit or a statistic ("(%)", "n (%)") and whose cells are figures."""
    label, *rest = (cell.strip() for cell in text.split("\t"))
    return bool(_UNIT_LABEL.fullmatch(label)) and bool(rest) and all(_BEGINS.match(c) for c in rest if c)


_UNIT_LABEL = re.compile(r"(?:[nN]\s?)?[(（\[]\s?[%％]\s?[)）\]]|[%％]")


def groups_of_rows(rows: Sequence[Passage]) -> set[str]:
    """Ids of the rows that name a group with the sizes of its own columns ("With insulin | N=197 | N=212").

    They are two at least, or one with rows over it and below it, and rows of figures stand below each.
    """
    measured = {row.id for row, below in pairwise(rows) if _counts_measured(row) and _MEASURED.match(below.text)}
    at = [place for place, row in enumerate(rows) if _names_sizes(row)]
    if any(b - a == 1 for a, b in pairwise(at)):
        return measured
    if len(at) == 1 and (at[0] < 2 or at[0] == len(rows) - 1):
        return measured
    return {rows[place].id for place in at} | measured


_ARM = re.compile(r"[^\W\d_]{3}.{0,40}[\s(]\(?[nN]\s?[=＝]\s?\d[\d,.']*\)?\s*[%％]?$")
"""An arm of a study with its size, where the cells of a row name the columns ("PLACEBO N = 101")."""
_COUNTED_LABEL = re.compile(r"[^\W\d_]{2}.*(?:[,，]\s?|[(（]\s?)[nN]\s?[)）]?$")
_MEASURED = han.compile(
    r"^\W*(?:baseline|(?:(?:LS |least[- ]squares? )?(?:mean|median) |adjusted )?change|ausgangswert|veränderung|"
    r"基线|变化|ベースライン|変化)",
    re.IGNORECASE,
)


def _counts_measured(row: Passage) -> bool:
    """Does a row name what the rows below measure, and nothing but how many they measured ("HbA1c (%), N | 169")?"""
    label, *rest = (cell.strip() for cell in row.text.split("\t"))
    filled = [cell for cell in rest if cell]
    return bool(_COUNTED_LABEL.search(label)) and bool(filled) and all(re.fullmatch(r"[\d,.']+", c) for c in filled)


def _names_sizes(row: Passage) -> bool:
    """Does a row name a group and, in its other cells, nothing but how many there were?"""
    label, *rest = (cell.strip() for cell in row.text.split("\t"))
    filled = [cell for cell in rest if cell]
    if not _LABEL.search(label) or _SIZE.search(label) or not any(map(_SIZED.search, filled)):
        return False
    return all(_NO_SIZE.match(cell) or (_SIZED.search(cell) and not _bare_digit(cell)) for cell in filled)


def _bare_digit(cell: str) -> bool:
    return bool(re.search(r"\d", _SIZED.sub("", cell)))


def heads_columns(row: Passage, filled: Sequence[str], *, is_first: bool, is_last: bool) -> bool:
    """Group sizes, or the strengths that the columns of the rows below stand for.

    ``is_first``: no row of the table has become a module before this one.
    """
    if _GROUP_SIZES.match(row.text) or _SIZES_ALONE.match(row.text) or all(map(_VISIT.match, filled)):
        return True
    if is_first and len(filled) > 1 and all(map(_UNIT.fullmatch, filled)):
        return True
    if is_first and not is_last and len(filled) > 2 and all(map(_ARM.match, filled[1:])):
        return True
    return is_first and not is_last and len(filled) > 1 and all(map(_STRENGTH.match, filled))


def sizes_alone(text: str) -> bool:
    """Does a row only tell how many there were in each column, or what was measured, so that it names none of them?"""
    return bool(_GROUP_SIZES.match(text) or _SIZES_ALONE.match(text) or _VALUES_ALONE.match(text))


_DOSE_LABEL = re.compile(
    r"(?:1?\s?回?(?:投与|用)量|剂量|劑量|給藥劑量|Dos(?:e|is)(?: group)?|Dosierung|Dosisgruppe|Treatment dose)"
    r"(?:\s?[(（].{1,12}[)）])?",
    re.IGNORECASE,
)
_GRADED = han.compile(
    r"(?:Empfehlung(?:en|sgrad|sstärke)?|Evidenz(?:grad|level|klasse|stärke)?|Konsens(?:stärke)?|Recommendations?|"
    r"(?:Class|Grade|Strength|Level|Quality|Certainty)(?: of (?:the )?(?:recommendations?|evidence))?|COR|LOE|GRADE|"
    r"推奨(?:文|度|の強さ|グレード)?|エビデンス(?:レベル|の強さ|の確実性)?)",
    re.IGNORECASE,
)
"""What guidelines call the columns of their recommendations."""
_TEXT_CELL = 60


def _names_doses(cells: Sequence[str], rows: Sequence[Passage]) -> bool:
    """Does the first row name a dose for each column, over rows of figures?"""
    doses = cells[1:]
    if not _DOSE_LABEL.fullmatch(cells[0]) or len(doses) < 2 or not all(map(_STRENGTH.match, doses)):
        return False
    below = [row.text.split("\t")[1:] for row in rows[1:]]
    return len(set(doses)) == len(doses) and all(any(map(_FIGURE.search, told)) for told in below)


def _names_texts(cells: Sequence[str], rows: Sequence[Passage]) -> bool:
    """Are the cells short names over a first column of sentences, or what guidelines call their columns?"""
    named = len(cells) > 1 and all(
        cell and len(cell) < 40 and not re.search(r"\d", cell) and not is_complete(cell) for cell in cells
    )
    if not named:
        return False
    wide = [row.text.split("\t") for row in rows[1:] if "\t" in row.text.strip()]
    texts = [len(below[0].strip()) > _TEXT_CELL for below in wide]
    return bool(texts) and (all(texts) or sum(map(bool, map(_GRADED.fullmatch, cells))) > 1)


def _unmarked(rows: Sequence[Passage]) -> list[Passage]:
    if len(rows) < 2 or "\t" not in rows[0].text:
        return []
    cells = [cell.strip() for cell in rows[0].text.split("\t")]
    named = [cell for cell in cells[1:] if cell]
    opens_empty = not cells[0] and len(named) > 1 and all(len(cell) < 60 for cell in named)
    counted = len(named) > 0 and all(_COLUMN.search(re.sub(r"\s", "", cell)) for cell in named)
    sized = len(cells) > 2 and any(map(_SIZED.search, named)) and not any(map(_bare_digit, cells))
    dosed = len(named) > 1 and all(_SIZED.search(c) and _is_dose(_SIZED.sub("", c).strip()) for c in named)
    if _heads_twice(rows):
        return list(rows[:2])
    if _names_corner(cells) or _names_doses(cells, rows) or _names_texts(cells, rows) or _names_frequencies(cells):
        return [rows[0]]
    block = _block_over_figures(rows)
    listed = _lists_names(cells)
    if not (opens_empty or counted or sized or dosed or listed or _names_columns(rows) or _names_visits(rows[0])):
        return block
    return block if len(block) > 1 else [rows[0], *takewhile(_names_visits, rows[1:])]


def _names_corner(cells: Sequence[str]) -> bool:
    """Is the first cell what Japanese inserts call a first column, and names a thing in each of the others?"""
    named = cells[1:]
    return (
        bool(_CORNER.fullmatch("".join(cells[0].split())))
        and all(named)
        and all(len(cell) < 60 and not is_complete(cell) and not _is_figure(cell) for cell in named)
    )


def _names_frequencies(cells: Sequence[str]) -> bool:
    """Does every cell but the first say how often what stands below it is seen ("Very common ≥ 1/10")? Two at least."""
    named = [cell for cell in cells[1:] if cell]
    classes = sum(bool(FREQUENCY.match(cell)) for cell in named)
    told = all(FREQUENCY.match(cell) or UNKNOWN.search(cell) or _CLASS_SHARE.search(cell) for cell in named)
    return classes > 1 and told and all(len(cell) < 90 and not is_complete(cell) for cell in named)


def _is_figure(cell: str) -> bool:
    """Does a cell begin with a figure that is no name of a dose ("1回用量")?"""
    return bool(_BEGINS.match(cell)) and not re.match(r"1\s?[回日](?:投与|用)?量", cell)


def _heads_twice(rows: Sequence[Passage]) -> bool:
    """Do the first two rows share one first cell, the upper one saying one thing over columns that the lower names?"""
    if len(rows) < 4:
        return False
    upper, lower, *below = ([cell.strip() for cell in row.text.split("\t")] for row in rows)
    is_one = len(upper) == len(lower) > 2 and bool(upper[0]) and upper[0] == lower[0]
    is_one = is_one and any(a == b for a, b in pairwise(upper[1:])) and upper != lower
    worded = is_one and all(_LABEL.search(cell) for cell in upper) and len(set(lower)) == len(lower) and all(lower)
    return worded and all(cells[0] != lower[0] for cells in below)


def _lists_names(cells: Sequence[str]) -> bool:
    """Are all cells short words without figures, two of them what Chinese tables call their columns?"""
    if not all(cells) or any(len(cell) > 24 or re.search(r"\d|[。；，]", cell) for cell in cells):
        return False
    return sum(bool(_COLUMN_NAME.search("".join(cell.split()))) for cell in cells) > 1


def _is_dose(cell: str) -> bool:
    return not re.search(r"\d", cell) or bool(_STRENGTH.match(cell))


def _names_visits(row: Passage) -> bool:
    """Does a row only say when its columns were measured ("Baseline", "Week 24")?"""
    cells = [cell.strip() for cell in row.text.split("\t")][1:]
    return len(cells) > 1 and all(_VISIT.match(cell) for cell in cells)


def _names_columns(rows: Sequence[Passage]) -> bool:
    """Is the first row short words alone, where those below carry figures or sentences under each?"""
    first = [cell.strip() for cell in rows[0].text.split("\t")]
    bare = [_UNIT.sub("", _STUDY_CODE.sub("", cell)) for cell in first]
    if len(first) < 2 or not all(first):
        return False
    if any(len(cell) > 40 or re.search(r"\d", cell) or is_complete(cell) for cell in bare):
        return False
    below = [[cell.strip() for cell in row.text.split("\t")][1:] for row in rows[1:]]
    told = [any(re.search(r"\d", cell) or len(cell) > 40 or _is_sentence(cell) for cell in cells) for cells in below]
    return sum(told) * 2 > len(told)


def _block_over_figures(rows: Sequence[Passage]) -> list[Passage]:
    """The first rows of words, at most three, over rows that carry figures: none of their cells begins with one.

    A single row under a single row of words, or under one and their units, is figures in all cells but the first.
    """
    width = columns(rows)
    cells = [[cell.strip() for cell in row.text.split("\t")] for row in rows]
    block = list(takewhile(_is_worded, cells))[:3]
    below = [row for row in cells[len(block) :] if len(row) == width and (width == 2 or sum(map(bool, row)) > 1)]
    if not block or width < 2:
        return []
    in_units = len(block) == 2 and all(_UNIT.fullmatch(cell) for cell in block[1] if cell)
    if (
        width > 2
        and len(rows) == len(block) + 1
        and len(below) == 1
        and all(cells[0])
        and (len(block) == 1 or in_units)
    ):
        return list(rows[: len(block)]) if all(map(_BEGINS.match, below[0][1:])) else []
    if len(below) < (3 if width == 2 else 2):
        return []
    told = [any(_BEGINS.match(cell) for cell in row[1:]) for row in below]
    return list(rows[: len(block)]) if sum(told) * 3 > len(told) * 2 else []


def _is_worded(cells: Sequence[str]) -> bool:
    """Are the cells of a row names of columns: two or more, in words or units, none a figure or a sentence?"""
    filled = [cell for cell in cells if cell]
    named = [
        bool(_LABEL.match(cell.lstrip("(（[")) and not is_complete(cell)) or bool(_UNIT.fullmatch(cell))
        for cell in filled
    ]
    return len(filled) > 1 and all(named) and all(len(cell) < 220 for cell in filled)


def _is_sentence(cell: str) -> bool:
    return len(cell) > 8 and is_complete(cell)


def is_part_of(headers: Sequence[Passage], above: Sequence[Passage]) -> bool:
    """Are the headers those of the table above, cell by cell, but for cells that are empty?"""
    if len(headers) != len(above):
        return False
    pairs = [(one.text.split("\t"), other.text.split("\t")) for one, other in zip(headers, above, strict=True)]
    alike = all(len(a) == len(b) and all(not x.strip() or x == y for x, y in zip(a, b, strict=True)) for a, b in pairs)
    return alike and any(cell.strip() for a, _ in pairs for cell in a)


def is_row_below(head: Passage, headers: Sequence[Passage]) -> bool:
    """Is the one "header" of a page the first row under the head at the foot of the page before: as many cells, filled?

    The layout takes the first row of a page for its header; the second line of a header leaves its first cell empty.
    """
    if len(headers) != 1 or headers[0].text == head.text:
        return False
    cells, names = ([cell.strip() for cell in row.text.split("\t")] for row in (headers[0], head))
    return len(cells) == len(names) and all(cells) and all(names)


def names_alone(rows: Sequence[Passage]) -> bool:
    """Is a single row of two short names or more, without figures or sentences, all that the rows are?"""
    cells = rows[0].text.split("\t") if len(rows) == 1 else []
    words = [bool(_LABEL.match(cell)) and len(cell) < 40 and not _FIGURE.search(cell) for cell in cells]
    return len(cells) > 1 and all(words) and not any(map(is_complete, cells))


def figures_only(cells: Sequence[str]) -> bool:
    """A label with bare figures: without a header nobody knows what they count."""
    return len(cells) > 1 and all(
        re.fullmatch(
            r"[\d.,±%()（）\[\]<>≤≥~～–−—\-/\s]*|"
            r"[－―]",
            cell,
        )
        for cell in cells[1:]
    )
