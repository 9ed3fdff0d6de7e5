"""Lists: when a list is one idea, and when each item is its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from library import han
from library.models import Passage, PassageKind
from modularize.draft import Quote, Segment, Skipped, whole
from modularize.items.brief import TOO_SHORT
from modularize.items.reasons import parted_by_reasons
from modularize.left_out.exclude import QUESTION, too_short, unusable
from modularize.places import takes_on
from modularize.prose import lead_before, quotes_of, start_of_words
from modularize.sentences.depends import depends, is_complete, is_stem, says_something
from modularize.sentences.elsewhere import SENT_ON, tells_where
from modularize.sentences.torn import are_torn
from modularize.slides import is_card
from modularize.tables.formulas import ends_in_formula

_FORBIDS = han.compile(r"(?:禁用|慎用|禁忌|不得|不宜|不可|避免|投与しない|しないこと)[^，,]{0,12}[;；]\s*$")
"""An item that says all of it: nobody needs its opening to know what not to do."""
_BULLETS = frozenset("•●○◦▪■□‣–—-·・･")
_BRACKETED = re.compile(r"\(\d{1,2}\)")
_RINGED = re.compile(r"[①-⑳]")
_CHINESE_COUNT = re.compile(r"\d{1,2}(?=\s*[、．）])")
_END_MARKS = ("。", "．", "！", "｡")
_OWN_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,3}){1,3}\s+[^\W\d_a-zß-ÿ]")
"""The number of a statement of its own, which the words over it do not open."""
_NEAR = 4
"""Passages from a list to the one that goes on with it."""
_TYPED = "-run-"
"""In the group of items whose bullets are typed into paragraphs."""
LIST_AS_ONE = 700
"""Code points up to which a list whose items are fragments is one module, with its stem."""


_OPENER = 60
"""Code points up to which an item of a slide opens those that are set in below it."""


@dataclass
class OpenList:
    """Items that follow one another, with the paragraph that opens them."""

    key: tuple[str | None, tuple[str, ...], str | None]
    stem: Quote | None = None
    lead: Quote | None = None
    """The last sentence before the list, for items that say nothing without it."""
    items: list[Passage] = field(default_factory=list)
    parent: OpenList | None = None
    """The list that this one stands in: one of its items opened it."""
    outer: tuple[Quote, ...] = ()
    """What opened the lists around this one, outermost first."""
    begun: tuple[Quote, ...] = ()
    """The half of the stem that stands on the page before."""
    was_nested: bool = False
    """Did an item open a list inside this one?"""
    bullet: str = ""
    """The bullet of the item that opened an inner list."""

    @staticmethod
    def key_of(item: Passage) -> tuple[str | None, tuple[str, ...], str | None]:
        """What the items of one list have in common: group, headings, label section."""
        return item.group, item.heading_path, item.section

    def opens_inner(self, item: Passage, openers: frozenset[str] = frozenset()) -> bool:
        """Does the last item open the list that ``item`` begins: by its words, or as one of ``openers``?"""
        if not self.items or not _same_place(self, item):
            return False
        return is_stem(self.items[-1].text) or self.items[-1].id in openers

    def inner(self, key: tuple[str | None, tuple[str, ...], str | None]) -> OpenList:
        """The list that the last item opens; that item leaves this list and becomes the stem of the new one."""
        around = self.stem or self.lead
        outer = (*self.outer, *([around] if around is not None else []))
        opener = self.items.pop()
        if self.items and _GIVES_REASON.match(opener.text):
            outer = (*outer, item_quote(self.items[-1]))
        self.was_nested = True
        self.bullet = _bullet(opener)
        return OpenList(key, stem=item_quote(opener), parent=self, outer=outer)

    def goes_deeper(self, item: Passage) -> bool:
        """Does ``item``, of the same list but with another bullet, stand below the last item, which opens it?"""
        if not self.items:
            return False
        last = self.items[-1]
        if 0 <= _depth(last) < _depth(item):
            return not is_complete(last.text) and len(last.text) <= _OPENER
        if "" in (marks := {_bullet(last), _bullet(item)}) or len(marks) < 2:
            return False
        heads = _bullet(last) in ("1", "(1)", "a") and _bullet(item) in _BULLETS and not is_complete(last.text)
        return is_stem(last.text) or (heads and not says_something(last.text))

    def comes_back(self, item: Passage) -> bool:
        """Does ``item`` bear the bullet of the list around this one, which bears another?"""
        if self.parent is not None and self.stem is not None and 0 <= _depth(item) <= _depth(self.stem.passage):
            return True
        around = self.parent.bullet if self.parent is not None else ""
        return bool(self.items) and around != "" and _bullet(item) == around != _bullet(self.items[-1])

    def leave_for(self, item: Passage | None) -> OpenList:
        """This list, done. Bullets typed behind it go on with the list around it, whose bullets are typed too."""
        around = self.parent
        if around is None or item is None or around.key[1:] != (item.heading_path, item.section):
            return self
        if all(_TYPED in (group or "") for group in (around.key[0], item.group)):
            around.key = OpenList.key_of(item)
        return self

    def runs_over(self, item: Passage) -> bool:
        """Does ``item`` go on with this list on the next page, where the last item is no end?"""
        if not self.items or not _same_place(self, item):
            return False
        last = self.items[-1]
        if ends_in_formula(self.items):
            return not is_complete(last.text)
        if (last.locator.page or 0) + 1 != (item.locator.page or 0) or is_stem(last.text):
            return False
        return not is_complete(last.text) and (item.text[:1].islower() or last.text.rstrip()[-1:] in ";；,，、")


def opened(
    item: Passage, stem: Quote | None, begun: tuple[Quote, ...], before: Passage | None, done: OpenList | None
) -> OpenList:
    """The list that ``item`` begins: under its stem, else under what opened the list it goes on with, else its lead."""
    key = OpenList.key_of(item)
    if stem is not None:
        return OpenList(key, stem, begun=begun)
    outer = resumed(done, item, before)
    return OpenList(key, lead=None if outer else lead_before(before, item), outer=outer)


def resumed(done: OpenList | None, item: Passage, between: Passage | None) -> tuple[Quote, ...]:
    """What opened the list that ``item`` goes on with behind one explaining paragraph; () where it begins its own.

    "Do not take it if:" over "You are allergic", "Signs of an allergy are …" and "You have a tumour".
    """
    if done is None or done.stem is None or not done.items or between is None or item.language in ("zh", "ja"):
        return ()
    last = done.items[-1]
    right_behind = last.seq < between.seq < item.seq <= last.seq + _NEAR and _same_place(done, item)
    if not right_behind or not is_complete(between.text):
        return ()
    if _are_named(done.items) and _NAMED.match(item.text):
        return (done.stem,)  # "Diuretics: it falls further", a word on them, "Insulin: …"
    if not done.stem.text.rstrip().endswith(":"):
        return ()
    begun = {found[0].casefold() for held in done.items if (found := re.search(r"\w+", held.text))}
    own = re.search(r"\w+", item.text)
    alike = own is not None and own[0].casefold() in begun
    clauses = bool(_CLAUSE.match(item.text)) and any(_CLAUSE.match(held.text) for held in done.items)
    return (done.stem,) if alike or clauses else ()


_NAMED = re.compile(r"[^.:;!?]{3,110}: \S")


def _are_named(items: Sequence[Passage]) -> bool:
    """Do most items tell something of what they name first ("Diuretics: …")?"""
    return len(items) > 1 and sum(bool(_NAMED.match(item.text)) for item in items) * 2 > len(items)


def _depth(item: Passage) -> int:
    """How far an item of a slide is set in; -1 elsewhere, and for what stands in no list."""
    depth = item.facts.get("depth", "")
    return int(depth) if item.locator.slide is not None and depth.isdecimal() else -1


def _heads_nothing(item: Passage) -> bool:
    """Does an item only name something?"""
    return not is_complete(item.text) and not says_something(item.text) and not re.search(r"\d", item.text)


def _bullet(item: Passage) -> str:
    """The kind of mark an item bears: its bullet, "1" for any number, "a" for a letter; "" if none is known.

    Numbers as Chinese lists set them keep their marks ("1、" around "（1）" around "①"): these tell the lists apart.
    """
    own = item.facts.get("marker", "")
    if _BRACKETED.fullmatch(own.strip()):
        return "(1)"
    mark = own.strip("()[]. ")
    if _RINGED.fullmatch(mark):
        return "①"
    return "1" if mark.isdigit() else _CHINESE_COUNT.sub("1", mark)


def nested_openers(passages: Sequence[Passage]) -> frozenset[str]:
    """Ids of the items that a list inside their own list stands under: behind that list their own one goes on."""
    found: set[str] = set()
    run: list[Passage] = []
    for passage in (*passages, None):
        if passage is not None and passage.kind is PassageKind.LIST_ITEM:
            run.append(passage)
            continue
        around = {one.group for at, one in enumerate(run[:-1]) if _goes_inside(one, run[at + 1 :])}
        found |= {
            one.id
            for one, other in pairwise(run)
            if one.group in around and other.group not in around and not _is_whole(one.text)
        }
        run = []
    return frozenset(found)


def _is_whole(text: str) -> bool:
    """Is an item a whole sentence? A name with a remark behind it ("Anticoagulation (first!)") is none."""
    return is_complete(text) and is_complete(_ASIDE.sub("", text))


_ASIDE = re.compile(r"\s*[(（][^()（）]{1,12}[!！][)）]\s*$")


def _goes_inside(item: Passage, after: Sequence[Passage]) -> bool:
    """Does another list begin right behind an item, and the item's own go on after that?"""
    if item.group is None or after[0].group == item.group or after[0].heading_path != item.heading_path:
        return False
    return any(other.group == item.group for other in after)


def _same_place(held: OpenList, item: Passage) -> bool:
    return held.key[1:] == (item.heading_path, item.section)


def item_quote(item: Passage) -> Quote:
    quote = whole(item)
    if ends_in_formula([item]):
        return quote  # what looks like a mark may be a sign of it
    return Quote(item, quote.start + start_of_words(quote.text), quote.end)


_OF_PATIENTS = han.compile(
    r"^[（(【［\s]*(?:次|以下|下記)の(?:患者|場合|方|人)[^。]{0,20}(?:投与しない|使用しない|慎重に投与|慎重投与)[^。]{0,8}[）)】］。\s]*$"
)
"""A Japanese line that says that the patients named below it must not have the medicine, or only with care."""


def is_one(stem: Quote | None, items: Sequence[Passage]) -> bool:
    """Is the list one idea: a stem with fragments, or items too short to stand alone?"""
    if parted_by_reasons(items):
        return False
    if stem is None and items[0].language == "ja" and items[0].section in ("contraindications", "indications"):
        return False  # each use, and each patient who must not take it, is a statement under the heading
    if stem is not None and items[0].language == "ja" and _OF_PATIENTS.search(stem.text):
        return False  # each patient who must not take it, or only with care, is a statement under that line
    if stem is None and len(items) > 1 and all(_LEADS_TO.match(item.text) for item in items):
        return False  # "甲剤 → avoid", "乙剤 → no matter": each is told of one medicine
    if stem is not None and items[0].language == "ja" and _only_labels(stem.text) and _instruct(items):
        return False  # "Before preparation" over whole instructions only says when
    total = sum(len(item.text) for item in items) + (len(stem.text) if stem else 0)
    if total > LIST_AS_ONE or len(items) < 2:
        return False
    texts = [item.text.strip() for item in items]
    if stem is None and is_card(items):
        return True
    if stem is not None:
        full = sum(text.endswith((".", "。")) and len(text) > 60 for text in texts)
        return full * 2 <= len(texts)
    brief = (too_short(text) or (len(text) < 25 and not text.endswith(_END_MARKS)) for text in texts)
    return are_fragments(items) or (all(brief) and not all(map(_states, items[:-1])))


def _only_labels(stem: str) -> bool:
    """Does what stands over items name their case only, and open nothing ("調製時")?"""
    return not is_stem(stem) and not is_complete(stem) and not says_something(stem)


def _instruct(items: Sequence[Passage]) -> bool:
    """Are most items whole sentences?"""
    return sum(is_complete(item.text) for item in items) * 2 > len(items)


def are_fragments(items: Sequence[Passage]) -> bool:
    """Do most items say nothing by themselves: no end mark and no verb, or a semicolon at their end?"""
    bare = [
        item
        for item in items
        if (re.search(r"[;；,，、]\s*$", item.text) and not _FORBIDS.search(item.text) and not _states(item))
        or (not says_something(item.text) and not re.search(r"[.。!]\s*$", item.text))
    ]
    return len(bare) * 2 > len(items)


def _states(item: Passage) -> bool:
    """Is an item of a Chinese label, though it ends in a semicolon, a whole statement: in a section that tells them?"""
    told = item.language == "zh" and item.section in ("interactions", "warnings", "adverse_reactions", "pregnancy")
    return told and len(item.text) >= _WHOLE and bool(_TELLS.search(item.text)) and item.text.rstrip()[-1] in ";；"


_WHOLE = 18
_TELLS = re.compile(r"[，,][^；;]*[可应须需能会不勿宜禁慎]|(?:可|能|会|应|须|不宜|不得)[^；;]{4,}")


def _is_use_of_its_own(one: Quote, other: Quote) -> bool:
    """Do two items bear the ring that Japanese inserts set before each use ("○下記疾患の鎮痛 …" beside "○…の解熱")?"""
    marks = {quote.passage.facts.get("marker", "").strip() for quote in (one, other)}
    return marks == {"○"} and one.passage.section == "indications" and one.passage.language == "ja"


def items_joined(items: Sequence[Passage]) -> list[list[Quote]]:
    """Quotes of each item; an item that goes on from the one before (a broken line, "and …") joins it."""
    found: list[list[Quote]] = []
    for item in items:
        quote = item_quote(item)
        if found and not _is_use_of_its_own(found[-1][0], quote) and _joins(found[-1], quote, item.language):
            found[-1].append(quote)
        else:
            found.append([quote])
    return found


def _joins(group: Sequence[Quote], quote: Quote, language: str) -> bool:
    """Does an item belong to the one before: a broken line, "and …", or a fragment under an item that opens a list?"""
    before = group[-1].text
    if _GIVES_REASON.match(quote.text):
        return True
    if language not in ("zh", "ja") and _tells_of(group[-1]) and _tells_of(quote):
        return False
    counted = language == "ja" and is_complete(before) and _bullet(quote.passage) in ("1", "(1)")
    leans = depends(quote.text, language) and not counted
    if takes_on(group[-1].passage, quote.passage) or are_torn(before, quote.text) or leans:
        return True
    opens = next((held for held in group if is_stem(held.text)), None)
    fragment = len(quote.text) < 60 and (not is_complete(quote.text) or quote.text.endswith(("?", "？")))
    return (
        opens is not None and (fragment or group[-1] is opens) and sum(len(held.text) for held in group) < LIST_AS_ONE
    )


_LEADS_TO = re.compile(r"[^→⇒]{2,30}\s*[→⇒]\s*[^→⇒]{2,40}$")
"""A name and, behind an arrow, what is to be done or seen with it."""
_GIVES_REASON = re.compile(r"(?:理由|根拠|原因)\s*[:：]")
"""So an item opens that says why what the item above it tells is so."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TELLS_OF = re.compile(r"[^.:;!?]{3,160}:\s\S")


def _tells_of(quote: Quote) -> bool:
    """Does an item with a bullet of its own tell something of what it names first ("oral antidiabetics: …")?"""
    is_item = quote.passage.kind is PassageKind.LIST_ITEM and quote.passage.facts.get("marker", "") != ""
    named = _TELLS_OF.match(_BRACKETS.sub("", quote.text))
    return is_item and named is not None and not says_something(named[0].split(":")[0])


def asks(held: OpenList) -> bool:
    """Is this a list of questions that its opening, or one of its items, puts to the reader?"""
    return held.stem is not None or any(is_stem(item.text) for item in held.items)


def _tail_of(item: Passage) -> list[Quote]:
    """The sentences behind the first of a last item, where they are the paragraph that follows the list; else none."""
    own, *others = quotes_of(item) or [item_quote(item)]
    grown = own.text[:1].islower() and len(others) > 1 and all(quote.text[:1].isupper() for quote in others)
    return [Quote(item, others[0].start, others[-1].end)] if grown else []


def _until(quote: Quote, end: int | None) -> Quote:
    """The quote, up to ``end`` where it is given."""
    text = quote.passage.text[quote.start : end] if end is not None else quote.text
    return Quote(quote.passage, quote.start, quote.start + len(text.rstrip()))


_CLAUSE = re.compile(
    r"^(?:you|your|are|is|have|has|had|was|were|who|which|because|there|they|it|sind|haben|hatten|wird)\b"
)
_OPENS_CLAUSE = re.compile(r"[:：]\s*$|\b(?:if|when|who|that|you|unless|wenn|falls|Sie)\s*[:：]?\s*$", re.IGNORECASE)


def lacks_opening(done: OpenList, items: Sequence[Passage], headings: Sequence[Quote | str]) -> bool:
    """Do the items only go on with a sentence that no stem and no heading begins?"""
    if done.stem is not None or done.outer or not all(_CLAUSE.match(item_quote(item).text) for item in items):
        return False
    above = [part if isinstance(part, str) else part.text for part in headings[-1:]]
    return not any(_OPENS_CLAUSE.search(text) for text in above)


def segments_of_list(
    done: OpenList, above: Callable[[Passage], list[Quote | str]]
) -> tuple[list[Segment], list[Skipped]]:
    """The list as one segment or one for each item, under what ``above`` gives; the rest with its reason."""
    skipped: list[Skipped] = []
    if done.stem is not None:
        skipped.append(Skipped(passage=done.stem.passage.id, reason="opens a list: kept with its items"))
    usable = []
    elsewhere = unusable(done.stem.text) if done.stem is not None else ""
    if done.stem is not None and elsewhere in SENT_ON and not tells_where(done.stem.text.strip()):
        elsewhere = ""  # "… are described in other sections:" names what its items are
    for item in done.items:
        if elsewhere in SENT_ON and _OWN_NUMBER.match(item.text):
            done, elsewhere = replace(done, stem=None), ""
        reason = elsewhere or unusable(item.text)
        if reason == QUESTION and asks(done):
            reason = ""
        if reason:
            skipped.append(Skipped(passage=item.id, reason=reason))
        else:
            usable.append(item)
    if done.was_nested and all(_depth(item) >= 0 and _heads_nothing(item) for item in usable):
        reason = "needs a person: a line of a slide with nothing set in below it"
        return [], [*skipped, *(Skipped(passage=item.id, reason=reason) for item in usable)]
    if not usable:
        return [], skipped
    stands = done.stem.passage if done.stem and done.stem.passage.kind is PassageKind.LIST_ITEM else usable[0]
    headings = [*above(stands), *done.outer]
    if lacks_opening(done, usable, headings):
        reason = "goes on with a sentence whose beginning was not found"
        return [], [*skipped, *(Skipped(passage=item.id, reason=reason) for item in usable)]
    if done.lead is not None and are_fragments(usable):
        reason = unusable(done.lead.text)
        if reason:
            reason = f"its opening sentence: {reason}"
            return [], [*skipped, *(Skipped(passage=item.id, reason=reason) for item in usable)]
        headings = [*headings, done.lead]
    stem = [*done.begun, done.stem] if done.stem is not None else []
    tail = _tail_of(usable[-1]) if stem and not any(is_complete(item.text) for item in usable[:-1]) else []
    ends = {usable[-1].id: tail[0].start} if tail and len(usable) > 1 else {}
    behind = [Segment((quote,), tuple(headings)) for quote in tail] if ends else []
    if is_one(done.stem, usable):
        own = [_until(item_quote(item), ends.get(item.id)) for item in usable]
        return [Segment((*stem, *own), tuple(headings)), *behind], skipped
    found = []
    for quotes in items_joined(usable):
        if too_short("".join(q.text for q in quotes)) and not stem and not usable[0].section:
            skipped.append(Skipped(passage=quotes[0].passage.id, reason=TOO_SHORT))
        else:
            over = [done.lead] if needs_lead(done, quotes, headings) and done.lead is not None else []
            found.append(Segment(tuple(quotes), (*headings, *stem, *over)))
    return found, skipped


_A_RESULT = re.compile(r"\d\s?[%％]")
"""A claim with its own figure opens nothing: it stands, or falls, by itself."""


def needs_lead(done: OpenList, quotes: Sequence[Quote], headings: Sequence[Quote | str]) -> bool:
    """Is an item among statements only words without a verb, which the sentence before the list is about?"""
    if done.lead is None or done.lead in headings or unusable(done.lead.text) or _A_RESULT.search(done.lead.text):
        return False
    first = quotes[0].text.strip()
    return len(quotes) == 1 and not says_something(re.sub(r"[(\[（][^)\]）]*[)\]）]", "", first))
