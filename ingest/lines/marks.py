"""Marks at the beginning of a line that say what it is: bullets, numbers, footnote signs, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_letters

from ingest.reading import Block, changed, split_block
from library import han
from library.models import PassageKind

BULLET = re.compile(r"^\s*([•●○◦▪■□◆◇▶►➢➤✓✔‣·∙*–—\-－]|o(?= {1,4}[A-Z])|[\uf000-\uf0ff])\s+(?=\S)")
BULLET_TIGHT = re.compile(r"^\s*([•●○▪■□◆◇▶►➢‣・]|·(?=[^\W\d_])|[-–](?=[\u3040-\u9fff]))(?=\S)")
ORDINAL = re.compile(
    r"^\s*(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\)(?!\d)|\d{1,3}\.(?!\d)|(?:[a-z]|[ivx]{1,4})\.(?!\d|\s?[A-Za-z]\.)|"
    r"\d{1,3}\s?[．、）](?!\d)|\d{1,3}\s[.)](?=\s*[\u3040-\u9fff])|[①-⑳]|[（(][\d一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\[\d{1,3}\])\s*(?=\S)"
)
NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\S")
FOOTNOTE = re.compile(r"^\s*([†‡§¶#*＊※]{1,3}|[ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿ]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|注\s*\d*\s*[)）:：])\s*(?=\S)")
CAPTION = han.compile(
    r"^\s*(Table|Figure|Fig\.|Tabelle|Abbildung|Abb\.|Tableau|Figura|Tabla|Cuadro|Quadro|Tabela|Tabella|表|図|图)\s*"
    r"(\d|[A-Z]\b|[一二三四五六七八九十])",
    re.IGNORECASE,
)
REFERENCES = han.compile(
    r"^\W*(\d{1,2}\.?\s*)?(references?|bibliography|literatur|références|参考文献|主要文献|引用文献)\W*$", re.IGNORECASE
)
CJK = re.compile(r"[\u3040-\u9fff]")
END = re.compile(
    r"[.。｡!！?？;；:：]['\"’”）)\]］〕】」』]*(\s*[［\[(（〔][^］\])）〕]{1,60}[］\])）〕])?"
    r"(\s?[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹,，、～ –\-]*[)）]?)?$"
)
"""The end of a sentence, also where a note in brackets or raised reference numbers follow it."""
_ITEM = re.compile(r"^\s*([(（]?)(\d{1,3}(?:[.．]\d{1,2}){0,3})\s?([)）.．、]?)\s*(?=\S)")

_CAPTION_STARTS = frozenset("TtFfAaCcQq表図图圖")
_SAYS_OF_TABLE = han.compile(
    r"^\s*[表图]\s?\d{1,2}(?:[-.]\d{1,2})?\s?(?:提供|列出|列举|显示|总结|概述|概括|说明|给出|描述|汇总|中[列的所]|所[示列])[^。]+。\s*\S.{7}",
    re.DOTALL,
)
"""Sentences about a table: the first says what it shows, those behind it say something themselves."""


_PLAIN_STARTS = frozenset(
    first + second for first in ascii_letters if first not in "ivx" for second in ("", *ascii_letters)
)


def is_plain(text: str) -> bool:
    """True where ``text`` begins with a word in Latin letters: no bullet, number or sign opens it."""
    return text[:2] in _PLAIN_STARTS


def captioned(text: str) -> bool:
    """True where ``text`` opens as the caption of a table or figure does."""
    first = text[:1]
    if first.isspace():
        first = text.lstrip()[:1]
    return first in _CAPTION_STARTS and CAPTION.match(text) is not None and not _SAYS_OF_TABLE.match(text)


def ends_sentence(text: str) -> bool:
    """True where a sentence ends with ``text`` (:data:`END`)."""
    return not text[-1:].isalpha() and END.search(text) is not None


_POINT = re.compile("[.．]")
_PLAIN_FORM = str.maketrans("（）．", "().")


@lru_cache(maxsize=4096)
def item_mark(text: str) -> tuple[str, tuple[int, ...]] | None:
    """Form and number of the mark that opens an item: ``("()", (3,))`` of ``（3）…``, ``("", (5, 2))`` of ``5.2 …``."""
    found = _ITEM.match(text)
    if found is None or not (found[1] or found[3] or _POINT.search(found[2])):
        return None
    form = f"{found[1]}{found[3]}".translate(_PLAIN_FORM)
    return form, tuple(int(part) for part in _POINT.split(found[2]))


def next_item(before: str, text: str) -> bool:
    """True where ``text`` opens the item that follows, by its number, the one that ``before`` opens."""
    one, two = item_mark(before), item_mark(text)
    if one is None or two is None or one[0] != two[0] or len(one[1]) != len(two[1]):
        return False
    return one[1][:-1] == two[1][:-1] and two[1][-1] == one[1][-1] + 1


_COUNTED = re.compile(
    r"\s*([–\-]\s*\d|(und|oder|bis)\s+\d|(Woche|Tag|Monat|Jahr|Lebens|Stunde|Trimen|Trimester|Schwanger|Dosis|Gabe|Injektion"
    r"|Zyklus|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\w*)"
)
"""What follows a number that counts (``4.–7. Woche``, ``1. Tag``): without it a dose would lose its week."""


def marked(block: Block, kind: PassageKind, found: re.Match[str]) -> Block:
    """The block without the mark that ``found`` matched; the mark is kept in its facts."""
    _, rest = split_block(block, found.end())
    return changed(rest, kind=kind, facts={**block.facts, "marker": found[1].strip()})


def by_mark(block: Block, *, references: bool = False, small: bool = True) -> Block:
    """The block as what its first characters say: caption, reference, footnote, list item; else as it is.

    ``references``: under a heading that announces a reference list. ``small``: in small type, as footnotes are.
    """
    if captioned(block.text) and len(block.text) < 400:
        return changed(block, kind=PassageKind.CAPTION)
    if is_plain(block.text):
        return block
    if references and (found := ORDINAL.match(block.text)):
        return marked(block, PassageKind.REFERENCE, found)
    found = FOOTNOTE.match(block.text)
    if found and (small or found[1][0] in "†‡§※") and not (found[1] in "*#" and len(block.text) < 4):
        return marked(block, PassageKind.FOOTNOTE, found)
    if found := BULLET.match(block.text) or BULLET_TIGHT.match(block.text) or ORDINAL.match(block.text):
        after = block.text[found.end() :]
        signed_number = found[1] in "-–—" and after[:1].isdigit()
        if not signed_number and not (found[1][:1].isdigit() and _COUNTED.match(after)):
            return marked(block, PassageKind.LIST_ITEM, found)
    return block


def grouped(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with items that follow each other outside a list of the format, and their stem, in one group."""
    made, lists = _hyphened(_with_lone_bullets(blocks)), 0
    for index, block in enumerate(made):
        if block.kind is not PassageKind.LIST_ITEM or block.group:
            continue
        before = made[index - 1] if index else None
        if before is not None and before.kind is PassageKind.LIST_ITEM and (before.group or "").startswith("list-run-"):
            made[index] = changed(block, group=before.group)
            continue
        lists += 1
        made[index] = changed(block, group=f"list-run-{lists}")
        if before is not None and before.kind is PassageKind.PARAGRAPH and before.text.endswith((":", "：")):
            made[index - 1] = changed(before, group=before.group or f"list-run-{lists}")
    return made


_RING = re.compile(r"\s*(o)\s+(?=[a-z(“\"\d≥≤<>])")
"""A small ring typed as a letter before an item that begins in small letters or with a figure."""
_INNER_RING = re.compile(r"\s(?=o\s+[\d≥≤<>])")


def with_rings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs behind a ring as items, where they follow an item, an opening or one another.

    For languages in which the letter is no word.
    """
    made: list[Block] = []
    found = [_RING.match(b.text) if b.kind is PassageKind.PARAGRAPH else None for b in blocks]
    for index, block in enumerate(blocks):
        before = made[-1] if made else None
        opened = before is not None and (before.kind is PassageKind.LIST_ITEM or before.text.rstrip().endswith(":"))
        beside = any(found[at] for at in (index - 1, index + 1) if 0 <= at < len(found))
        made += _ring_items(block) if found[index] and (opened or beside) else [block]
    return _joined_around_rings(made)


def _joined_around_rings(blocks: list[Block]) -> list[Block]:
    """The blocks; a list that items behind rings parted in two is one again."""
    same: dict[str, str] = {}
    before: Block | None = None
    rings = False
    for block in blocks:
        is_item = block.kind is PassageKind.LIST_ITEM
        if is_item and block.facts.get("marker") == "o" and block.group is None:
            rings = True
            continue
        apart = rings and is_item and before is not None and before.facts.get("marker") == block.facts.get("marker")
        if apart and before is not None and before.group and block.group:
            same[block.group] = same.get(before.group, before.group)
        before, rings = (block if is_item else None), False
    return [changed(b, group=same[b.group]) if b.group in same else b for b in blocks]


def _ring_items(block: Block) -> list[Block]:
    """The items of a paragraph, each behind its ring."""
    items: list[Block] = []
    while inner := _INNER_RING.search(block.text):
        head, block = split_block(block, inner.end())
        items.append(head)
    rings = [(item, _RING.match(item.text)) for item in (*items, block)]
    return [marked(item, PassageKind.LIST_ITEM, ring) if ring else item for item, ring in rings]


_LONE = re.compile(r"\s*([•●○◦▪■□➢➤▶►‣·✓✔])\s*")


def _with_lone_bullets(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with bullets set as paragraphs of their own put before the words they belong to."""
    made: list[Block] = []
    mark = ""
    for block in blocks:
        lone = _LONE.fullmatch(block.text) if block.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM) else None
        if lone is not None and not block.level:
            mark = lone[1]
            continue
        if mark and block.kind is PassageKind.PARAGRAPH and not block.level:
            block = changed(block, kind=PassageKind.LIST_ITEM, facts={**block.facts, "marker": mark})
        mark = ""
        made.append(block)
    return made


def _hyphened(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with paragraphs that open with a hyphen close to their first word as items, where two are together."""
    made = list(blocks)
    opens = [re.match(r"\s*([-–])(?=[^\W\d_])", b.text) if b.kind is PassageKind.PARAGRAPH else None for b in blocks]
    for index, found in enumerate(opens):
        beside = [opens[i] for i in (index - 1, index + 1) if 0 <= i < len(opens)]
        if found is not None and any(beside):
            made[index] = marked(blocks[index], PassageKind.LIST_ITEM, found)
    return made
