"""Tables that run on in the next column or on the next page: one group, whole rows, their labels given again.

A page ends where it ends: in the middle of a row, or between the rows that one label heads. The rest of a row joins the
part of it that stands before; a row that only lost its label gets it again, as rows under a merged cell do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines.indents import with_indents
from ingest.lines.marks import BULLET, CJK, END, NUMBERED
from ingest.pdf.grid import VALUE
from ingest.reading import UNSURE, Block, glue, join_cells
from library.models import Fragment, PassageKind

__all__ = ["with_continued_tables"]

_ROWS = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER)
_SMALL = re.compile(r"[a-zà-ÿ,;)）、，]")
_OPEN = re.compile(
    r"[(（][^()（）]*$|[,;、，/(-]$|\s(and|or|of|with|the|to|in|und|oder|mit|et|ou|de|y|o|e|os|as|les|la)$"
)
"""How a cell ends that does not end there."""
_ENTRIES = re.compile(r"[\u3040-\u9fff] [\u3040-\u9fff]")
"""Chinese and Japanese words that stand in lines of their own in one cell."""

_ADDS = re.compile(r"また|なお|ただし|さらに|更に|このため|但|此外|并且|同时")
"""So a sentence begins that goes on with the one before it."""
_LONGEST = 160
"""Characters of a line that can be the rest of a caption."""
_SIZES = re.compile(r"\b[nN]\s?[=＝]|[(（][%％][)）]|[%％]\s*$")
"""Sizes of groups and units, which stand under the names of columns."""
_TIGHT = 2.5
"""Points of white between the lines of one drawn row."""
_LONG = 25
"""Characters of a cell from which its words are a sentence or a list, not a name."""

_Cell = tuple[str, tuple[Fragment, ...]]


def with_continued_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each table that runs on as one group, its rows whole and labelled.

    A table runs on where nothing but running headers and footers stands between, and both parts have the same number
    of columns. Heading rows that are printed again part the groups, but not a row that the break cut. Rows whose labels
    are set in say so (:func:`ingest.lines.indents.with_indents`).
    """
    return with_indents(_with_whole_rows(_with_one_group(_without_false_heads(_with_whole_captions(blocks)))))


def _without_false_heads(blocks: list[Block]) -> list[Block]:
    """The blocks, in which rows without a label at the head of a page are rows of the table that the page before began.

    An empty corner beside names is a header only where a table begins.
    """
    before: Block | None = None
    named = demoted = ""
    for index, block in enumerate(blocks):
        if block.kind in _ASIDE:
            continue
        if block.kind not in _ROWS or not block.group or not block.fragments:
            before, named = None, ""
            continue
        if before is None or block.group != before.group:
            new = before is not None and block.kind is PassageKind.TABLE_HEADER and bool(named)
            demoted = block.group if new and before is not None and _lacks_label(before, block) else ""
            named = named if demoted else block.text.split("\t")[0].strip()
        if block.kind is PassageKind.TABLE_HEADER and block.group == demoted and _is_unlabelled(block):
            blocks[index] = replace(block, kind=PassageKind.TABLE_ROW)
        before = block
    return blocks


def _lacks_label(before: Block, block: Block) -> bool:
    """True where ``block`` at the head of the next page has as many columns as the row ``before``, and no label."""
    return (
        _is_unlabelled(block) and block.fragments[0].page == before.fragments[-1].page + 1 and _runs_on(before, block)
    )


def _is_unlabelled(block: Block) -> bool:
    return block.text.startswith("\t") and not _SIZES.search(block.text)


def _with_whole_captions(blocks: Sequence[Block]) -> list[Block]:
    """A caption at the end of a page is one with the line that goes on with it over the table on the next page."""
    made: list[Block] = []
    caption = -1
    for index, block in enumerate(blocks):
        if block.kind in _ASIDE:
            made.append(block)
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if caption >= 0 and after is not None and after.kind in _ROWS and _ends_caption(made[caption], block):
            made[caption] = _whole(made[caption], block)
            caption = -1
            continue
        caption = len(made) if block.kind is PassageKind.CAPTION and block.fragments else -1
        made.append(block)
    return made


def _ends_caption(caption: Block, block: Block) -> bool:
    line = block.kind in (PassageKind.HEADING, PassageKind.PARAGRAPH) and bool(block.fragments)
    if not line or END.search(caption.text) or len(block.text) > _LONGEST or NUMBERED.match(block.text):
        return False
    return block.fragments[0].page == caption.fragments[-1].page + 1


def _with_one_group(blocks: list[Block]) -> list[Block]:
    before: Block | None = None
    joined: dict[str, str] = {}
    for index, block in enumerate(blocks):
        if block.kind in _ASIDE:
            continue
        if block.kind not in _ROWS or not block.group or not block.fragments:
            before = None
            continue
        new = before is not None and block.group != before.group and block.group not in joined
        if new and before is not None and block.kind is PassageKind.TABLE_ROW and _runs_on(before, block):
            joined[block.group] = joined.get(before.group or "", before.group or "")
        before = block
        if block.group in joined:
            facts = {**block.facts, "table": "continued"}
            blocks[index] = replace(block, group=joined[block.group], facts=facts)
    return blocks


def _runs_on(before: Block, block: Block) -> bool:
    """True where ``block`` is the first row of what goes on from the row ``before`` in a later page or column."""
    last = [re.split("[,-]", b.facts.get("columns", ""))[-1] for b in (before, block)]
    return _moved(before, block) and last[0] == last[1] and bool(last[0])


def _moved(before: Block, block: Block) -> bool:
    """True where ``block`` stands on the page after ``before``, or higher on its page: in the next column."""
    one, two = before.fragments[-1], block.fragments[0]
    return two.page == one.page + 1 or (two.page == one.page and two.box[1] < one.box[1])


# --- rows that a break cut or parted from their label -----------------------------------------------------------------


def _with_whole_rows(blocks: Sequence[Block]) -> list[Block]:
    made: list[Block] = []
    last, headers = -1, list[str]()
    """Place of the last row made, and the heading rows of its table."""
    labels: Block | None = None
    for block in blocks:
        if block.kind in _ASIDE:
            made.append(block)
            continue
        if block.kind not in _ROWS or not block.group or not block.fragments:
            last, labels = -1, None
            made.append(block)
            continue
        above = made[last] if last >= 0 else None
        if block.kind is PassageKind.TABLE_HEADER:
            again = above is not None and above.kind is PassageKind.TABLE_ROW and block.text in headers
            if not again:
                headers = [*(headers if above is not None and above.group == block.group else []), block.text]
            made.append(block)
            last = last if again else len(made) - 1
            continue
        if above is not None and above.kind is PassageKind.TABLE_ROW and _runs_on(above, block):
            if _goes_on(above, block):
                made[last] = _whole(above, block)
                _mark_unsure(made, last)
                continue
            labels = above
        made.append(_labelled(labels, block) if labels is not None else block)
        labels = made[-1] if labels is not None and block.text.startswith("\t") else None
        last = len(made) - 1
    return made


def _mark_unsure(made: list[Block], last: int) -> None:
    """Where the row's figures are not sure, nor are those of the rows right above it, which one drawn row holds."""
    below = made[last]
    for index in range(last - 1, -1, -1) if UNSURE in below.facts else ():
        row = made[index]
        if row.kind is not PassageKind.TABLE_ROW or row.group != below.group or not row.fragments:
            return
        if min(f.box[1] for f in below.fragments if f.page == row.page) - max(f.box[3] for f in row.fragments) > _TIGHT:
            return
        made[index] = replace(row, facts={**row.facts, UNSURE: made[last].facts[UNSURE]})
        below = row


def _goes_on(above: Block, block: Block) -> bool:
    """True where the row ``block`` is the rest of the row ``above``, which the end of the page cut."""
    one, two = above.text.split("\t"), block.text.split("\t")
    filled = [i for i, words in enumerate(two) if words.strip()]
    if len(one) != len(two) or above.facts.get("columns") != block.facts.get("columns") or not filled:
        return False
    if all(_is_value(two[i]) for i in filled):
        return False
    if _breaks_sentences([(one[i].strip(), two[i].strip()) for i in filled]):
        return True
    if filled[0] == 0 and len(filled) > 1 and _are_whole(one, two):
        return False
    runs_on = [i for i in filled if _runs_into(one[i].strip(), two[i].strip())]
    if filled[0] > 0:
        broken = any(len(one[i]) > _LONG or _OPEN.search(one[i].strip()) for i in runs_on)
        return broken or (len(filled) == 1 and bool(one[filled[0]].strip()))
    if 0 in runs_on and _SMALL.match(two[0].strip()) and not any(words.strip() for words in one[1:]):
        return True
    return 0 in runs_on and (bool(_OPEN.search(one[0].strip())) or any(len(one[i]) > _LONG for i in runs_on))


def _breaks_sentences(pairs: Sequence[tuple[str, str]]) -> bool:
    """True where sentences of Chinese or Japanese cells end only below, and no cell above ends or is empty."""
    if any(not before or END.search(before) or BULLET.match(after) for before, after in pairs):
        return False
    return any(CJK.search(before[-1:]) and re.search(r"。$", after) and len(after) > 4 for before, after in pairs)


def _are_whole(one: Sequence[str], two: Sequence[str]) -> bool:
    """True where all cells of two Japanese or Chinese rows but the first end as sentences do, and none goes on.

    Names in the first cell need no end: the next row begins with other names.
    """
    if _OPEN.search(one[0].strip()) or not one[0].strip():
        return False
    pairs = [(before.strip(), after.strip()) for before, after in zip(one[1:], two[1:], strict=True)]
    return all(before.endswith("。") and after.endswith("。") and not _ADDS.match(after) for before, after in pairs)


def _is_value(words: str) -> bool:
    return bool(VALUE.match(words.strip())) and len(words) < 30


def _runs_into(before: str, after: str) -> bool:
    """True where the words of a cell go on with the sentence, or the list, that the cell above them broke off."""
    if not before or END.search(before) or BULLET.match(after):
        return False
    if _SMALL.match(after) or _OPEN.search(before):
        return True
    return bool(CJK.search(before[-1:]) and CJK.match(after)) and len(before) > 20


def _whole(above: Block, block: Block) -> Block:
    """The row in one; ``unsure`` among its facts where both parts hold a figure in the same cell."""
    pairs = list(zip(_cells(above), _cells(block), strict=True))
    text, fragments = join_cells([_joined(one, two) for one, two in pairs])
    flags = tuple(dict.fromkeys((*above.flags, *block.flags)))
    twice = any(_is_value(one) and _is_value(two) for (one, _), (two, _) in pairs)
    facts = {**above.facts, UNSURE: "the end of a page parts the figures of its row"} if twice else above.facts
    return replace(above, text=text, fragments=fragments, flags=flags, facts=facts)


def _joined(one: _Cell, two: _Cell) -> _Cell:
    if not one[0] or not two[0]:
        return one if one[0] else two
    kept, between = glue(one[0], two[0])
    between = " " if _ENTRIES.search(kept) else between
    start = len(kept) + len(between)
    parts = [f.model_copy(update={"end": min(f.end, len(kept))}) for f in one[1]]
    parts += [f.model_copy(update={"start": f.start + start, "end": f.end + start}) for f in two[1]]
    return kept + between + two[0], tuple(parts)


def _labelled(above: Block, block: Block) -> Block:
    """The row with the labels of the row above it, as far as its own first cells are empty."""
    cells, labels = _cells(block), _cells(above)
    if cells[0][0] or len(cells) != len(labels):
        return block
    first = next((i for i, cell in enumerate(cells) if cell[0]), len(cells))
    for index in range(first):
        if not _is_value(labels[index][0]):
            cells[index] = labels[index]
    text, fragments = join_cells(cells)
    return replace(block, text=text, fragments=fragments)


def _cells(block: Block) -> list[_Cell]:
    """The cells of a row, each with its own fragments, counted from its first character."""
    found: list[_Cell] = []
    start = 0
    for words in block.text.split("\t"):
        end = start + len(words)
        inside = [f for f in block.fragments if start <= f.start < end]
        parts = [f.model_copy(update={"start": f.start - start, "end": min(f.end, end) - start}) for f in inside]
        found.append((words, tuple(parts)))
        start = end + 1
    return found
