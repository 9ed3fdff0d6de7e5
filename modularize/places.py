"""Where passages stand to one another: under the same heading, below one another, one taking up the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import Passage, PassageKind
from modularize.draft import Segment
from modularize.items.whole_lines import ends_in_noun
from modularize.sentences.captions import is_caption_like
from modularize.sentences.depends import (
    breaks_off,
    goes_on,
    is_complete,
    is_stem,
    points_to_list,
    reads_as_heading,
    runs_on,
    says_something,
    starts_within,
)


def same_place(one: Passage, other: Passage) -> bool:
    """Under the same heading; a long "heading" that is the beginning of a paragraph counts as being in it."""
    below = other.heading_path[:-1] == one.heading_path and other.heading_path[-1:] == (one.text,)
    return one.section == other.section and (one.heading_path == other.heading_path or below)


def goes_on_over_page(half: Passage | None, passage: Passage) -> bool:
    """Does a paragraph in lower case go on with the one that a page broke off, whatever heads the new page?"""
    if half is None or half.section != passage.section or not passage.text[:2].islower():
        return False
    if not is_complete(passage.text) or re.search(r"\w\.\w", half.text[-12:]):
        return False
    pages = (half.locator.page or 0, passage.locator.page or 0)
    return half.language == passage.language and pages[0] > 0 and pages[1] == pages[0] + 1


def follower_of(passages: Sequence[Passage], index: int) -> Passage | None:
    """The next passage that is no page header or footer."""
    marginal = (PassageKind.HEADER, PassageKind.FOOTER)
    return next((one for one in passages[index + 1 : index + 20] if one.kind not in marginal), None)


def are_halves(one: Passage, other: Passage) -> bool:
    """Did the reader of the document mark the passages as the halves of one sentence, parted by a page or column?"""
    marked = "next" in one.facts.get("continues", "") and "previous" in other.facts.get("continues", "")
    return marked and not is_complete(one.text)


def takes_on(before: Passage, after: Passage) -> bool:
    """Does a passage go on with the one before it, whose sentence has no end?

    A Chinese or Japanese item that bears a mark of its own begins anew though no full stop ends the item above, unless
    that breaks off; so does a paragraph below a Japanese item that ends as catchwords do ("…を開始").
    """
    if _is_told_below(before, after):
        return True
    if _begins_anew(before, after):
        return not is_complete(before.text) and (breaks_off(before.text) or starts_within(after.text))
    within = after.language == "ja" and starts_within(after.text) and not is_complete(before.text)
    return (within and not is_stem(before.text)) or goes_on(before.text, after.text)


def _begins_anew(before: Passage, after: Passage) -> bool:
    if after.language not in ("zh", "ja") or not _IDEOGRAPH.search(before.text):
        return False
    below = before.kind is PassageKind.LIST_ITEM and after.kind is PassageKind.PARAGRAPH and after.language == "ja"
    parted = below and bool(after.locator.path or after.locator.slide)
    return bool(after.facts.get("marker")) or (parted and ends_in_noun(before.text))


def _is_told_below(item: Passage, after: Passage) -> bool:
    """Does a Japanese ring over a paragraph only name those whose reactions or results the paragraph tells?"""
    ringed = item.language == "ja" and item.facts.get("marker", "").strip() in _RINGS
    told = item.section in ("adverse_reactions", "clinical_studies") and after.kind is PassageKind.PARAGRAPH
    if not (ringed and told) or item.kind is not PassageKind.LIST_ITEM or len(item.text) > _NAME:
        return False
    return is_complete(after.text) and not is_complete(item.text) and not _ENDS_IN_VERB.search(item.text.strip())


_RINGS, _NAME = ("○", "〇", "◯", "◇", "□"), 80
_IDEOGRAPH = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


_COUNTED_CASE = re.compile(
    r"[＊※*]*[\d０-９]{1,2}\s*[.．)）、](?![\d０-９])[^。]{4,}(?:の場合|患者|症例|とき)(?:[（(][^（()）]*[)）])?"
)
"""A Japanese heading with a number that names the case of what stands below it: it may be long."""
_LONGEST_CASE = 200


def is_prose(passage: Passage) -> bool:
    """A "heading" too long to be one: the beginning of a paragraph that a column or page broke off."""
    if passage.kind is not PassageKind.HEADING or is_complete(passage.text):
        return False
    if _COUNTED_CASE.fullmatch(passage.text.strip()) and len(passage.text) <= _LONGEST_CASE:
        return False
    return len(passage.text) > (60 if passage.language in ("zh", "ja") else 220)


def is_below(follower: Passage, passage: Passage) -> bool:
    below = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
    return follower.kind in below and same_place(follower, passage)


def is_taken_up(passage: Passage, follower: Passage | None) -> bool:
    """Does a paragraph follow in the same place, which may go on with the last sentence?"""
    return follower is not None and follower.kind is PassageKind.PARAGRAPH and same_place(passage, follower)


_OVER_TABLE = han.compile(
    r"[^。]*(?:以下|下記|次|下表|表[\s\d０-９－-]*)(?:の|に)(?:とおり|通り|示す)[^。]{0,12}。?\s*|"
    r"[^.]*\b(?:as follows|the following table|the table below)[.:]?\s*|"
    r"[^.]*\b(?:wie folgt|folgende[nr]? Tabelle)[.:]?\s*|[^。]*(?:如下|见下表)[。：:]?\s*",
    re.IGNORECASE,
)
"""One sentence that says of what the table right below it is."""


def opens_items(passage: Passage, follower: Passage | None) -> bool:
    """Does a paragraph end in the opening of the list or table below it: a stem, a half sentence, words about it?"""
    before = follower is not None and follower.kind is PassageKind.LIST_ITEM and same_place(follower, passage)
    over_table = (
        follower is not None
        and follower.kind in (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
        and same_place(follower, passage)
        and bool(_OVER_TABLE.fullmatch(passage.text))
    )
    half = before and passage.section is not None and not is_complete(passage.text)
    return is_stem(passage.text) or half or over_table or (before and points_to_list(passage.text))


def number_of(item: Passage) -> int:
    """The number an item bears as its mark; 0 for none."""
    mark = item.facts.get("marker", "").strip("()[]（）.．、 ")
    return int(mark) if mark.isdecimal() and item.kind is PassageKind.LIST_ITEM else 0


def is_bracketed(item: Passage) -> bool:
    """Does an item bear its number in brackets, "(2)" or "2)"?"""
    return item.facts.get("marker", "").strip().endswith((")", "）"))


def opens_paragraphs(item: Passage, follower: Passage | None) -> bool:
    """Does an item end in a colon over paragraphs, so that the line over the items before it holds no longer?"""
    over = follower is not None and follower.kind is PassageKind.PARAGRAPH and same_place(follower, item)
    return over and item.text.rstrip().endswith((":", "："))


def holds_all(segment: Segment, items: Sequence[Passage]) -> bool:
    """Is the whole list one module?"""
    return {item.id for item in items} <= {quote.passage.id for quote in segment.origin}


_AWAITS = re.compile(
    r"^[^\W\d_].*[^\W\d_] (?:erhalten|gelten|umfassen|beinhalten|betragen|beträgt|are|is|receive|include)$"
)
"""Words that end in a verb and lack what it says of its subject ("In general, adults receive")."""


def takes_up(follower: Passage, passage: Passage) -> bool:
    """Is a heading-like line none: the list below it completes it, or the next line starts within its sentence?"""
    if follower.kind is PassageKind.LIST_ITEM:
        return is_stem(passage.text) or bool(_AWAITS.search(passage.text))
    if follower.kind is PassageKind.PARAGRAPH and runs_on(passage.text, follower.text):
        return True
    return follower.kind is PassageKind.PARAGRAPH and follower.language == "ja" and starts_within(follower.text)


_PART_OF_INSERT = han.compile(
    r"^\s*(?:重大な|その他の|主な)副作用(?:[（(][^（()）]*[)）])?\s*$|^\s*併用(?:禁忌|注意)(?:[（(][^（()）]*[)）])?\s*$|"
    r"^\s*(?:严重|其他|常见)不良反应\s*$|^\s*重要(?:的)?基本(?:的)?注意事[项項]\s*$|"
    r"^\s*慎[用重]\S{0,4}[（(][^（()）]{0,4}(?:以下|下列)[^（()）]*(?:患者|病人)[^（()）]*[)）]\s*$"
)
_CASE = re.compile(r"(?:場合|とき|に対して|の患者)(?:[（(][^（()）]*[)）])?\s*$")
"""A case without its sentence: what is done in it stands below."""


_LONE = ("indications", "dosage", "warnings", "adverse_reactions", "interactions", "clinical_studies", "pharmacology")
"""Sections in which a lone item over a sentence is no content of its own."""
_MARKED_END = re.compile(r"[:：;；,，、]$")


def _names_in_chinese(text: str) -> bool:
    """A few Chinese words that state nothing: a heading that the site or the typist set as an item."""
    bare = text.strip()
    return bool(re.search(r"[\u4e00-\u9fff]{3}", bare)) and reads_as_heading(bare) and not _MARKED_END.search(bare)


_ENDS_IN_VERB = re.compile(r"(?:[るたいくうすむつ]|こと|なし|不要|禁忌)[）)]?$")


def _heads_bullets(item: Passage, follower: Passage) -> bool:
    """A numbered line of few words over bullets of their own: "2. Rebound" over what was seen of it."""
    mark = follower.facts.get("marker", "").strip("()[]. ")
    below = (
        follower.kind is PassageKind.LIST_ITEM and follower.group != item.group and mark != "" and not mark.isalnum()
    )
    bare = item.text.strip()
    brief = len(bare) < 25 if re.search(r"[\u3041-\u9fff]", bare) else len(bare.split()) < 9
    says = bool(_ENDS_IN_VERB.search(bare)) if item.language == "ja" else says_something(bare)
    return below and brief and not is_complete(bare) and not says


def heads_what_follows(item: Passage, follower: Passage | None, *, opens: bool) -> bool:
    """A list item that is none: the name of a part of an insert, or (as first item) of a table below."""
    if follower is None or not is_below(follower, item):
        return False
    if _PART_OF_INSERT.match(item.text):
        return True
    if opens and follower.kind is PassageKind.PARAGRAPH and _CASE.search(item.text):
        return True
    names_form = item.section in ("form", "how_supplied") and len(item.text) < 40 and reads_as_heading(item.text)
    if opens and names_form and follower.kind is PassageKind.PARAGRAPH and is_complete(follower.text):
        return True
    numbered = item.facts.get("marker", "").strip("()[]. ").isalnum()
    if opens and numbered and item.section in (None, "", "other") and _heads_bullets(item, follower):
        return True
    if opens and numbered and follower.kind is PassageKind.PARAGRAPH and reads_as_heading(item.text):
        return is_complete(follower.text)  # "9. Monitoring" that the layout set as an item, over its paragraphs
    if opens and follower.kind is PassageKind.PARAGRAPH and item.section in _LONE and _names_in_chinese(item.text):
        return is_complete(follower.text)
    is_table = follower.kind in (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
    return opens and is_table and is_caption_like(item.text) and item.text.rstrip()[-1:] not in ";；,，、"


_NUMBERED = re.compile(r"^[\s＊※*]*\d{1,2}(?:[.．]\d{1,2}){1,3}[.．]?[\s　]+(?=[^\W\d_])")
_COHORT = han.compile(
    r"^\W*(?:cohort|part|arm|group|study|kohorte|teil|gruppe|studie|队列|コホート) ?[\dA-Z]{1,3}\s?[:：.]",
    re.IGNORECASE,
)


def is_numbered_heading(passage: Passage, follower: Passage | None) -> bool:
    """A short numbered line without an end, over a paragraph that has one and no number: a heading by its place."""
    if follower is None or follower.kind is not PassageKind.PARAGRAPH or not is_below(follower, passage):
        return False
    named = _NUMBERED.match(passage.text) or (_COHORT.match(passage.text) and not says_something(passage.text))
    heads = bool(named) and len(passage.text) < 90 and not is_complete(passage.text)
    return heads and is_complete(follower.text) and not _NUMBERED.match(follower.text)


_DOTTED = re.compile(r"\s*(\d{1,2}(?:[.．]\d{1,2}){1,3})[\s　]+\S")


def is_next_sibling(text: str, follower: str) -> bool:
    """True where ``follower`` opens with the number after that of ``text``: ``2.2`` right after ``2.1``."""
    one, two = (_DOTTED.match(words) for words in (text, follower))
    if one is None or two is None:
        return False
    before, after = ([int(part) for part in re.split("[.．]", found[1])] for found in (one, two))
    return before[:-1] == after[:-1] and after[-1] == before[-1] + 1


_CONJUNCTION = re.compile(r"^\W*(?:or|and|and/or|oder|und|und/oder|或|或者|和|及|又は|または|及び)\W*$", re.IGNORECASE)


def joins_items(passage: Passage, follower: Passage) -> bool:
    """A line that is only "or" or "and" between two items of a list."""
    kinds = (passage.kind, follower.kind)
    is_item = kinds == (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM) and same_place(follower, passage)
    return is_item and bool(_CONJUNCTION.match(passage.text))


def names_patients(passage: Passage) -> bool:
    """A line of a contraindication or an indication that only names patients or a disease is no heading."""
    listed = ("contraindications", "indications")
    return passage.section in listed and bool(
        re.search(r"(?:患者|病人|者|女性|妇女|婦人|症|病|痛|炎)[］\])）]?[;；]?\s*$", passage.text)
    )
