"""Headings that are told by what they count: items over paragraphs of their own, entries of a list of contents.

``1. Uveitis`` over a dose, then ``2. Psoriasis`` over another: such items head what stands below them, and a dose must
not stand under the heading before. Items that follow each other with nothing between stay items of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.lines.marks import CJK, END, ends_sentence
from ingest.reading import Block, split_block
from ingest.sections.assign import heading_number, known_heading, opens_part
from library.models import PassageFlag, PassageKind

__all__ = [
    "with_counted",
    "with_first_items",
    "with_headings_of_contents",
    "with_lines_of_lists",
    "with_missing_numbers",
    "with_repeated_headings",
    "with_strengths",
    "without_broken_headings",
]

_MARK = re.compile(r"(\d{1,2}|[a-z])([.)])")
_NUMBER = re.compile(r"(\d{1,2}|[A-Za-z])([.)])(?!\d)\s*\S")
_BROKEN = re.compile(r"\w-$|[(（][^()（）]*$")
_VALUE = re.compile(r"^[＊※*]*(?:貯\s*法|有効期間|使用期限|保存方法|承認番号|販売開始|規制区分)\s*[：:]\s*\S")
_DOSED = re.compile(
    r"\d\s?(?:[x×]|-?mal)\s?(?:täglich|am Tag|daily)\s+\d|\d\s?(?:mg|ml|g|tablets?|capsules?|Tabletten?|Kapseln?)\s"
    r"(?:once|twice|three times|einmal|zweimal|dreimal|\d\s?(?:[x×]|-?mal))\s(?:a day|daily|täglich|am Tag)",
    re.IGNORECASE,
)
"""A line that tells a dose itself heads no other."""
_BODY = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_GOES_ON = re.compile(r"[；;]\s*$")
_STRENGTH = re.compile(
    r"\d+(?:[.,]\d+)?\s?(?:mg|g|µg|μg|mcg|ml|毫克|微克|克|毫升)(?:/(?:\d+\s?)?ml)?[\s-]*"
    r"(?:film-coated |hard |soft )?(?:tablets?|capsules?|Filmtabletten|Tabletten|Kapseln|片剂?|胶囊剂?|錠剤?|カプセル)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\d+ (?:units?|secs?|seconds?|min|minutes?)\b(?!/)|"
    r"(?!(?:in|ex) (?:vitro|vivo)\b)[a-zà-öø-ÿ]{2,}\s+[a-zà-öø-ÿ]+(?!.*[®™])"
)
_FIRST = re.compile(r"\s*([(（]?1[)）.．、])\s*(?=\S)")
_HALF = str.maketrans("（）．", "().")
_SHORT_ITEM = 60
_LONGEST, _LONGEST_CJK = 120, 45
_LEAST_ENTRIES = 4
"""Entries of a list of contents, all but one of which stand again in the document."""
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)


@dataclass(slots=True)
class _Counted:
    """An item that may head what follows: its place, its form (``1.``, ``a)``) and number, how deep, in which count."""

    at: int
    form: str
    number: int
    depth: int = 0
    count: int = 0


def with_counted(blocks: Sequence[Block], plain: int) -> list[Block]:
    """The blocks with counted items over something of their own as headings, between sections and headings by looks.

    ``plain``: level of headings that only their looks make. Items of a format's own lists stay as they are.
    """
    made, base = list(blocks), 0
    stretch: list[_Counted] = []
    for index, block in enumerate([*blocks, Block(PassageKind.HEADING, "", level=1)]):
        if block.level and block.level < plain:
            for item in _headings(stretch):
                level = min(base + item.depth, plain - 1)
                if level > base:
                    kept = made[item.at]
                    made[item.at] = replace(kept, kind=PassageKind.HEADING, level=level, group=None)
            stretch, base = [], block.level
        elif (found := _head(index, blocks)) is not None:
            stretch.append(found)
    return made


def _form(block: Block) -> tuple[str, int] | None:
    """Form and number of an item that its words mark, not the format."""
    mark = _MARK.fullmatch(block.facts.get("marker", "")) if block.kind is PassageKind.LIST_ITEM else None
    if mark is None or not (block.group or "").startswith("list-run-") or PassageFlag.HIDDEN in block.flags:
        return None
    number = int(mark[1]) if mark[1].isdigit() else ord(mark[1]) - 96
    return ("1" if mark[1].isdigit() else "a") + mark[2], number


def _head(index: int, blocks: Sequence[Block]) -> _Counted | None:
    """The item as one that may head what follows it: short, without an end, and no item of its form right below."""
    block = blocks[index]
    form = _form(block)
    longest = _LONGEST_CJK if CJK.search(block.text) else _LONGEST
    if form is None or len(block.text) > longest or END.search(block.text) or block.text[0].islower():
        return None
    after = next((b for b in blocks[index + 1 :] if b.kind not in _ASIDE), None)
    below = _form(after) if after is not None else None
    if after is None or (below is None and after.kind is PassageKind.LIST_ITEM):
        return None
    return None if below is not None and (below[0] == form[0] or below[1] != 1) else _Counted(index, *form)


def _headings(items: Sequence[_Counted]) -> list[_Counted]:
    """Those that belong to a count of two or more, each with its depth from 1."""
    open_: list[_Counted] = []
    found: list[_Counted] = []
    counts = 0
    for item in items:
        on = next((i for i in reversed(range(len(open_))) if _follows(open_[i], item)), None)
        if on is not None:
            item.count = open_[on].count
            del open_[on:]
        elif item.number == 1:
            counts += 1
            item.count = counts
        else:
            continue
        open_.append(item)
        item.depth = len(open_)
        found.append(item)
    sizes = {count: sum(1 for f in found if f.count == count) for count in {f.count for f in found}}
    return [f for f in found if sizes[f.count] > 1]


def _follows(before: _Counted, item: _Counted) -> bool:
    return before.form == item.form and item.number == before.number + 1


def without_broken_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with headings in a run of three or more, one of which breaks off, as the lines of text that they are.

    What breaks off ends with a hyphen or in an open bracket: the legend of a picture in larger type, say.
    """
    made, run = [_without_value(block) for block in blocks], list[int]()
    for index, block in enumerate([*made, Block(PassageKind.PARAGRAPH, "")]):
        if block.kind in _ASIDE:
            continue
        if block.kind is PassageKind.HEADING and block.section is None and not _placed(block.text):
            run.append(index)
            continue
        if len(run) > 2 and any(_BROKEN.search(blocks[i].text) for i in run):
            for i in run:
                made[i] = replace(blocks[i], kind=PassageKind.PARAGRAPH, level=0)
        run = []
    return made


def with_missing_numbers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with items as headings whose number stands between those of two headings: ``2.`` after ``1.``, before
    ``3.``. An item that stood under ``1.`` would give all that follows another's heading.
    """
    made = list(blocks)
    before: dict[str, tuple[int, int]] = {}
    waiting: dict[str, tuple[int, int]] = {}
    told: set[tuple[str, int, str]] = set()
    for index, block in enumerate(blocks):
        found = _NUMBER.match(f"{block.facts.get('marker', '')} {block.text}".strip())
        if found is None or block.kind in _ASIDE:
            continue
        form, number = ("1" if found[1].isdigit() else "a") + found[2], _count_of(found[1])
        if block.kind is PassageKind.HEADING:
            at, item_number = waiting.pop(form, (0, 0))
            number_before, level = before.get(form, (0, 0))
            if at and level == block.level and (number_before + 1, item_number + 1) == (item_number, number):
                made[at] = replace(blocks[at], kind=PassageKind.HEADING, level=level, group=None)
            before[form] = (number, block.level)
            waiting = {other: place for other, place in waiting.items() if other[0] != "a" or form[0] == "a"}
        elif block.kind is PassageKind.LIST_ITEM and _is_short(block):
            entry = (form, number, " ".join(block.text.casefold().split()))
            above, level = before.get(form, (0, 0))
            alone = entry in told and not _leads_on(index, blocks, found[2], number)
            if above and alone and number in (1, above + 1):
                # as the list of contents names it: the last one, say, or the first of another leaflet
                made[index] = replace(block, kind=PassageKind.HEADING, level=level, group=None)
                before[form] = (number, level)
            elif number == above + 1:
                waiting.setdefault(form, (index, number))
            if _leads_on(index, blocks, found[2], number):
                told.add(entry)
    return made


def _leads_on(index: int, blocks: Sequence[Block], sign: str, number: int) -> bool:
    """True where the next or the last item of the count stands beside it: a list, of contents say."""
    after = next((b for b in blocks[index + 1 :] if b.kind not in _ASIDE), None)
    before = next((b for b in reversed(blocks[:index]) if b.kind not in _ASIDE), None)
    beside: list[tuple[Block | None, int]] = [(after, number + 1), (before, number - 1)]
    return any(block is not None and block.facts.get("marker", "") == f"{n}{sign}" for block, n in beside)


def _count_of(number: str) -> int:
    return int(number) if number.isdigit() else ord(number.casefold()) - 96


def _is_short(block: Block) -> bool:
    return len(block.text) < _LONGEST and not END.search(block.text) and not block.text[0].islower()


def with_strengths(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with lines that say no more than a strength and its form as headings, where two or more head a dose.

    ``150 mg tablets`` over its doses: below another strength's they would be those of another use.
    """
    body = [i for i, b in enumerate(blocks) if b.kind not in _ASIDE]
    heads: list[int] = []
    level = 0
    levels: dict[int, int] = {}
    for at, index in enumerate(body):
        block = blocks[index]
        level = block.level or level
        after = blocks[body[at + 1]] if at + 1 < len(body) else None
        if block.kind is not PassageKind.PARAGRAPH or not _STRENGTH.fullmatch(block.text.strip()) or after is None:
            continue
        if after.kind in _BODY and not _STRENGTH.fullmatch(after.text.strip()) and END.search(after.text):
            heads.append(index)
            levels[index] = level + 1
    if len({blocks[i].text.strip() for i in heads}) < 2:
        return list(blocks)
    return [
        replace(block, kind=PassageKind.HEADING, level=levels[i]) if i in levels else block
        for i, block in enumerate(blocks)
    ]


def with_repeated_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a print with lines as headings that are headings elsewhere in it, where they stand alone.

    ``After first use`` that was set plain once would leave what follows under ``Before use``.
    """
    levels: dict[str, int] = {}
    for block in blocks:
        if block.kind is PassageKind.HEADING and block.page is not None and len(block.text.split()) > 1:
            levels.setdefault(_squeezed(block.text), block.level)
    made, section = list(blocks), 0
    body = [i for i, b in enumerate(blocks) if b.kind not in _ASIDE]
    for before, index, after in zip(body, body[1:], body[2:], strict=False):
        block, above, below = blocks[index], blocks[before], blocks[after]
        if block.level:
            section = block.level if heading_number(block.text)[0] or known_heading(block.text) else section
        if block.kind is not PassageKind.PARAGRAPH or not section or len(block.text) > _LONGEST or block.flags:
            continue
        level = 0 if ends_sentence(block.text) else levels.get(_squeezed(block.text), 0)
        if not level:
            continue
        opens = above.level or above.kind is PassageKind.LIST_ITEM or END.search(above.text)
        heads = below.level or below.kind is PassageKind.LIST_ITEM or END.search(below.text)
        if opens and heads and below.kind in (*_BODY, PassageKind.HEADING):
            made[index] = replace(block, kind=PassageKind.HEADING, level=max(level, section + 1))
    return made


_SLASH = re.compile(r"\s*/\s*")


def _squeezed(text: str) -> str:
    plain = " ".join(text.casefold().split())
    return (_SLASH.sub("/", plain) if "/" in plain else plain).strip(" :：")


def with_first_items(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a short line "(1) …" right before the item "(2)" as the first item of that list."""
    made = list(blocks)
    for at, (one, two) in enumerate(pairwise(blocks)):
        first = _FIRST.match(one.text) if one.kind is PassageKind.PARAGRAPH and len(one.text) < _SHORT_ITEM else None
        mark = two.facts.get("marker", "") if two.kind is PassageKind.LIST_ITEM else ""
        if first is not None and mark.translate(_HALF).strip() == first[1].translate(_HALF).replace("1", "2"):
            item = split_block(one, first.end())[1]
            made[at] = replace(
                item, kind=PassageKind.LIST_ITEM, group=two.group, facts={**one.facts, "marker": first[1]}
            )
    return made


def with_lines_of_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with Chinese lines that go on with semicolons as items of one list, whose bullets were not printed.

    A line within it that ends in a colon is one of them: what follows stands beside it, not below.
    """
    made, run, runs = list(blocks), list[int](), 0
    for index, block in enumerate([*blocks, Block(PassageKind.HEADING, "", level=1)]):
        within = block.kind is PassageKind.PARAGRAPH and len(block.text) < _LONGEST and block.group is None
        goes_on = bool(run) and blocks[run[-1]].text.rstrip().endswith(("；", ";", "：", ":"))
        cjk = within and not block.text.isascii() and CJK.search(block.text) is not None
        if cjk and (_GOES_ON.search(block.text) or (goes_on and block.text.rstrip().endswith(("：", ":", "。")))):
            run.append(index)
            if not block.text.rstrip().endswith("。"):
                continue
        if len(run) > 2 and _is_list(run, blocks):
            runs += 1
            for i in run:
                made[i] = replace(blocks[i], kind=PassageKind.LIST_ITEM, group=f"list-lines-{runs}")
        run = []
    return made


def _is_list(run: Sequence[int], blocks: Sequence[Block]) -> bool:
    """At most a third of the lines end in a colon, some do, and none of these is the first or the last."""
    colons = [i for i in run if blocks[i].text.rstrip().endswith(("：", ":"))]
    inside = not colons or (run[0] not in colons and run[-1] not in colons)
    return bool(colons) and inside and len(colons) * 3 <= len(run)


def _without_value(block: Block) -> Block:
    """The block; what says its own value ("貯法：室温保存"), or goes on in lower case (a link), heads nothing."""
    if not block.level or block.kind is not PassageKind.HEADING:
        return block
    is_within = block.page is not None and _WITHIN.match(block.text) is not None and not known_heading(block.text)
    if (
        _VALUE.match(block.text)
        or _DOSED.search(block.text)
        or is_within
        or (block.page is not None and _ends_as_sentence(block.text))
    ):
        return replace(block, kind=PassageKind.PARAGRAPH, level=0)
    return block


def _ends_as_sentence(text: str) -> bool:
    """True for Chinese words, without a number before them, that end or break off as a sentence does."""
    return bool(_CHINESE_END.fullmatch(text.strip())) and not _KANA.search(text) and not known_heading(text)


_CHINESE_END = re.compile(r"[\u4e00-\u9fff][^【】]{4,}[\u4e00-\u9fff)）][。，；]")
_KANA = re.compile(r"[\u3041-\u30ff]")


def _placed(text: str) -> bool:
    return bool(known_heading(text) or opens_part(text) or "." in heading_number(text)[0])


# --- lists of contents ------------------------------------------------------------------------------------------------


def with_headings_of_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with numbered items that a list of contents names, in the same words, as headings of their sections.

    Every other heading of the document from there on stands below them, until another part of it begins.
    """
    entries, end, level = _contents(blocks)
    places = [i for i in range(end, len(blocks)) if (_entry(blocks[i]) or _headed_entry(blocks[i])) in entries]
    if len({_entry(blocks[i]) for i in places} - {None}) < max(3, len(entries) - 1):
        return list(blocks)
    made, heads = list(blocks), set(places)
    for index in range(places[0], len(blocks)):
        block = blocks[index]
        if index in heads:
            made[index] = replace(block, kind=PassageKind.HEADING, level=level, group=None)
        elif block.kind is PassageKind.TITLE or (block.level and opens_part(block.text)):
            break
        elif block.level:
            made[index] = replace(block, level=max(block.level, level) + 1)
    return made


def _entry(block: Block) -> tuple[int, str] | None:
    mark = re.fullmatch(r"(\d{1,2})\.", block.facts.get("marker", "")) if block.kind is PassageKind.LIST_ITEM else None
    return (int(mark[1]), " ".join(block.text.casefold().split())) if mark else None


def _headed_entry(block: Block) -> tuple[int, str] | None:
    """The entry that a numbered heading bears, as one that its looks made a heading already."""
    number, words = heading_number(block.text) if block.kind is PassageKind.HEADING else ("", "")
    return (int(number), " ".join(words.casefold().split())) if number.isdigit() else None


def _contents(blocks: Sequence[Block]) -> tuple[frozenset[tuple[int, str]], int, int]:
    """Entries of the first count of items, where they end, and the level of the heading over them (at least 1)."""
    run: list[tuple[int, str]] = []
    level = 1
    for index, block in enumerate(blocks):
        entry = _entry(block)
        if entry is not None and entry[0] == len(run) + 1:
            run.append(entry)
        elif len(run) >= _LEAST_ENTRIES:
            return frozenset(run), index, level
        else:
            run = [entry] if entry is not None and entry[0] == 1 else []
        level = block.level or level
    return frozenset(), len(blocks), level
