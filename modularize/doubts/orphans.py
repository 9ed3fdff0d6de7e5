"""The last look over a document: what no module and no withheld piece carries is content of its own, or is told.

A line taken for a heading below which nothing stands is what its section lists, or waits for a person. In the sections
a patient's safety rests on, whatever was left out for another reason than a pure reference waits for a person too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from library import han
from library.models import Passage, PassageFlag, PassageKind
from modularize.doubts.changed import beside_changes
from modularize.doubts.doubt import FRAGMENT, NEEDS_PERSON, doubt, gaps
from modularize.draft import Quote, Segment, Segmentation, Skipped, whole
from modularize.headings.frequency_keys import without_keys
from modularize.headings.lines import FREQUENCY, ORGANS, names_system
from modularize.headings.two_lines import halves_shown
from modularize.headings.usable import is_usable_heading
from modularize.items.brief import is_lost
from modularize.items.lists import item_quote
from modularize.left_out.boilerplate import BOILERPLATE
from modularize.left_out.capitals import PRINTED
from modularize.left_out.exclude import FIGURES_ONLY, is_leaflet_heading, too_short, unusable
from modularize.left_out.paper import REPORTING
from modularize.notes.marks_told import is_carried
from modularize.sentences.depends import is_bracketed_heading, is_complete, is_stem, says_something
from modularize.sentences.elsewhere import CROSS_REFERENCE, SENT_ON
from modularize.tables.bare import captions_over_lines
from modularize.tables.rows import NO_LABEL

NOTHING_BELOW = NEEDS_PERSON + "a heading with nothing below it"
_LISTING = frozenset(
    (
        "contraindications",
        "warnings",
        "boxed_warning",
        "adverse_reactions",
        "interactions",
        "populations",
        "pregnancy",
        "lactation",
        "fertility",
        "pediatric",
        "geriatric",
        "renal",
        "hepatic",
        "driving",
        "abuse",
    )
)
"""Sections whose bare lines are what they list."""
_SAFETY = _LISTING | {"indications", "dosage", "overdose"}
_SILENT = frozenset(
    ("holder", "authorisation", "revision", "labelling", "conditions", "references", "contents", "highlights")
)
_ADMINISTRATION = ("holder", "authorisation", "revision")
_OF_ADMINISTRATION = ("name and address of the holder", "authorisation number or date", "revision date")
_HOLDER_SAYS = re.compile(
    r"zulass|zugelassen|authori[sz]|licen[sc]e|marketed|hersteller|unternehmer|manufactur|vertrie|distribut|https?:|"
    r"www\.|@|\b(?:GmbH|Ltd|Inc|AG|SA|S\.A|B\.V|KG)\b|packungsbeilage|gebrauchsinformation|fachinformation|leaflet|"
    r"information|revis|überarbeit|genehmigt|approved|verschreibungspflicht|apothekenpflicht|prescription|rezept|trademark|"
    r"[\u3040-\u9fff]",
    re.IGNORECASE,
)
"""What a holder's name, an authorisation or a revision is told with; Chinese and Japanese inserts have no such end."""
_SAFETY_HEADING = han.compile(
    r"contraindicat|warnings?\b|precautions|(?:adverse|undesirable|side) (?:drug )?(?:reaction|effect|event)|"
    r"interaction|overdos|\bindications?\b|posology|dosage|pregnan|breast-?feeding|lactation|must not (?:take|use)|"
    r"do not (?:take|use)|gegenanzeigen|kontraindikation|warnhinweis|vorsichtsma|nebenwirkung|unerwünschte wirkung|"
    r"wechselwirkung|schwangerschaft|stillzeit|überdosierung|dosierung|anwendungsgebiet|"
    r"禁忌|警告|警語|注意|不良反[应應]|副作用|相互作用|交互作用|妊娠|懷孕|怀孕|哺乳|授乳|过量|過量|用法|用量|"
    r"适应[症证]|適應症|效能|効能|小児|儿童用药|老年用药",
    re.IGNORECASE,
)
_UNSEEN = {PassageFlag.HIDDEN, PassageFlag.HIDDEN_SLIDE, PassageFlag.INSTRUCTION}
_NUMBER = re.compile(r"^[\s　＊※*]*(\d{1,2}(?:[.．]\d{1,2})*)[.．]?[\s　]*(?=[^\W\d_])")
_HEADING_LIKE = ("heading without a heading's style", "heading in a list", "heading: kept as context")
_EXEMPT = (
    "hidden",
    "reads like an order",
    "speaker notes",
    "notes are internal",
    "tracked change",
    "page header",
    "page footer",
    "a reviewer's comment",
    "picture: its words",
    "bibliographic reference",
    "title: kept",
    "highlights: a summary",
    "joins two items",
    "cover of the piece",
    "list of recent changes",
    "convention of frequencies",
    "authorisation number or date",
    "says what a mark means",
    BOILERPLATE,
    FIGURES_ONLY,
    REPORTING,
    *SENT_ON,
)
"""Reasons that are no loss: nobody reads it there, it says the same as every label, or only where something stands."""
_GENERAL = re.compile(
    r"\W*(?:(?:sonstige|allgemeine|besondere|weitere|wichtige|spezielle|other|general|special|further) )?"
    r"(?:hinweise?|warnhinweise|vorsichtshinweise|angaben|informationen|bemerkungen|precautions|information|notes?)\W*",
    re.IGNORECASE,
)
"""A line that only says that something will be said."""
_NAMES = re.compile(r"[^\W\d_]{3}[^.]*[:：]\s*$")
"""A bare line that says of what the bare line below it is told."""
_PATIENTS = re.compile(r"(?:患者|女性|小児等?|高齢者|授乳婦|妊婦)(?:[（(][^（()）]*[)）])?$")
"""How a numbered line of a Japanese insert ends that names the patients to take care of: it says all there is."""
_RESULT = han.compile(
    r"\d\s?[%％][^%％]{0,20}[(（\[［]\s?9\d(?:[.,]\d)?\s?[%％]|\b(?:HR|OR|RR|RRR|ARR)\s?[:=＝]?\s?\d[.,]\d|\bp\s?[<=＜]\s?0?[.,]\d|"
    r"(?:降低|減少|减少|升高|增加|低下|上昇|改善|reduc|increas|improv|reduzier|senk|erhöh)[^。.]{0,20}\d[\d.,]*\s?[%％]",
    re.IGNORECASE,
)
"""What a title over a table does not say: by how much, or how surely."""
_NEAR = 3
_LONG_HEADER = 300
"""Characters of a table's header beyond which it is text rather than the names of columns."""


def with_orphans(cut: Segmentation, passages: Sequence[Passage]) -> Segmentation:
    """The segmentation, in which nothing of weight is left out in silence; sentences about a mark stand not alone."""
    cut = without_keys(beside_changes(cut, passages))
    told = [part for part in cut.segments if is_carried(part, cut.segments)]
    kept = tuple(part for part in cut.segments if part not in told)
    skips = [Skipped(passage=part.first.id, reason="says what a mark means: kept with what bears it") for part in told]
    return _LastLook(replace(cut, segments=kept, skipped=(*cut.skipped, *skips)), passages).result()


def _numbered(passage: Passage) -> str:
    """The words of a heading with the number that its format keeps beside them."""
    return f"{passage.facts.get('marker', '')} {passage.text}".strip()


class _LastLook:
    def __init__(self, cut: Segmentation, passages: Sequence[Passage]) -> None:
        self.cut = cut
        self.by_id = {passage.id: passage for passage in passages}
        self.body = [p for p in passages if p.kind not in (PassageKind.HEADER, PassageKind.FOOTER)]
        self.at = {passage.id: place for place, passage in enumerate(self.body)}
        parts = (*cut.segments, *cut.withheld)
        self.origins = {quote.passage.id for part in parts for quote in part.origin}
        held = [part for piece in parts for part in piece.context]
        self.carried = {part.passage.id for part in held if isinstance(part, Quote)}
        self.shown = {text.strip() for piece in parts for text in piece.context_texts}
        self.shown |= halves_shown(passages, self.shown)
        self.over = {text for passage in passages for text in passage.heading_path}
        self.told = {skip.passage for skip in cut.skipped if skip.needs_person}
        self.waiting = {_table_of(self.by_id[one]) for one in self.told} - {None}
        self.lines = {skip.passage for skip in cut.skipped if self._is_orphan_line(skip)}
        self.bare = {skip.passage for skip in cut.skipped if skip.reason.startswith(_HEADING_LIKE[:2])}
        self.titled = captions_over_lines(passages)
        self.named: Passage | None = None
        """The last orphan line that names a section of safety: its lines stand below it."""
        self.system: Passage | None = None
        """The last line that names a system of the body."""

    def result(self) -> Segmentation:
        made: list[Segment] = []
        skipped: list[Skipped] = []
        order = {skip: self.by_id[skip.passage].seq for skip in self.cut.skipped}
        promoted: set[str] = set()
        for skip in sorted(dict.fromkeys(self.cut.skipped), key=lambda skip: order[skip]):
            passage = self.by_id[skip.passage]
            if self._heads_system(passage):
                self.system = passage
            if skip.passage not in self.lines:
                skipped.append(self._told(skip, passage))
            elif _only_sends(passage):
                skipped.append(Skipped(passage=passage.id, reason=CROSS_REFERENCE))
            elif self._is_item(passage) and passage.id not in promoted:
                promoted.add(passage.id)
                made.append(self._module(passage))
            elif passage.id not in promoted:
                if _SAFETY_HEADING.search(passage.text) and _NUMBER.match(passage.text):
                    self.named = passage
                skipped.append(Skipped(passage=passage.id, reason=NOTHING_BELOW))
        doubts = {part.first.id: why for part in made if (why := doubt(part)) and why != FRAGMENT}
        sure = [part for part in made if part.first.id not in doubts]
        heads = {part.passage.id for piece in made for part in piece.context if isinstance(part, Quote)}
        skipped = [skip for skip in skipped if skip.reason != NOTHING_BELOW or skip.passage not in heads]
        skipped += [
            Skipped(passage=id, reason="heading: kept as context of what stands below it")
            for id in sorted(heads & self.lines)
        ]
        skipped += [Skipped(passage=id, reason=NEEDS_PERSON + why) for id, why in doubts.items()]
        withheld = (*self.cut.withheld, *(part for part in made if part.first.id in doubts))
        return replace(self.cut, segments=_woven(self.cut.segments, sure), skipped=tuple(skipped), withheld=withheld)

    def _is_orphan_line(self, skip: Skipped) -> bool:
        """A line taken for a heading that nothing carries."""
        passage = self.by_id[skip.passage]
        if not skip.reason.startswith(_HEADING_LIKE) or passage.section in _SILENT or skip.passage in self.told:
            return False
        if self._is_carried(passage) or passage.id not in self.at or self._heads_system(passage):
            return False
        if passage.kind is PassageKind.HEADING:
            has_below = passage.text in self.over or _numbered(passage) in self.over
            return passage.section in _SAFETY and (self._stands_beside(passage) if has_below else True)
        if not re.search(r"[^\W\d_]{2}", passage.text) or is_leaflet_heading(passage.text):
            return False
        if passage.section in _SAFETY or passage.section is None or self._is_listed(passage):
            return True
        return not (too_short(passage.text) or unusable(passage.text) or self._is_repeated(passage))

    def _heads_system(self, passage: Passage) -> bool:
        return passage.section == "adverse_reactions" and names_system(passage.text)

    def _is_listed(self, passage: Passage) -> bool:
        """Does a line stand right under a class of organs or of frequency?"""
        over = passage.heading_path[-1] if passage.heading_path else ""
        return bool(FREQUENCY.search(over) or ORGANS.search(over))

    def _is_carried(self, passage: Passage) -> bool:
        shown = {passage.text.strip(), _numbered(passage)} & self.shown
        return passage.id in self.origins | self.carried or bool(shown)

    def _is_item(self, passage: Passage) -> bool:
        """Is the line what its section lists: a statement, or an item or a number beside others?"""
        over = passage.heading_path[-1] if passage.heading_path else ""
        text = passage.text.strip()
        named = self._named_over(passage)
        if is_stem(text) or is_bracketed_heading(text) or text.endswith(("?", "？")) or unusable(text):
            return False
        if _GENERAL.fullmatch(text):
            return False
        listed = self._is_listed(passage)
        if passage.section not in _LISTING and not listed and not named and not _SAFETY_HEADING.search(over):
            return False
        if passage.section in _SAFETY - _LISTING:
            return self._is_alone(passage)
        if passage.kind is PassageKind.HEADING:
            names = len(_parts(passage)) > 2 and bool(_PATIENTS.search(text))
            return self._stands_beside(passage) or names
        if _NUMBER.match(text) and _SAFETY_HEADING.search(text):
            return False
        return (
            listed
            or is_complete(text)
            or (says_something(text) and not _NUMBER.match(text))
            or self._stands_beside(passage)
            or self._is_alone(passage)
            or self._is_among_lines(passage)
        )

    def _named_over(self, passage: Passage) -> bool:
        """Does an orphan line that names a section of safety stand above, with only lines of its list between?"""
        if self.named is None or self.named.heading_path != passage.heading_path:
            return False
        between = self.body[self.at[self.named.id] + 1 : self.at[passage.id]]
        return all(p.section == passage.section and not _NUMBER.match(p.text) for p in between) and len(between) < 40

    def _beside(self, passage: Passage) -> list[Passage]:
        at = self.at[passage.id]
        near = [*self.body[max(0, at - _NEAR) : at], *self.body[at + 1 : at + 1 + _NEAR]]
        return [p for p in near if p.section == passage.section]

    def _stands_beside(self, passage: Passage) -> bool:
        """Does a passage near it bear a number beside this one's ("2.1", "2.2")?"""
        own = _parts(passage)
        if len(own) < 2:
            return False
        siblings = [number for p in self._beside(passage) if (number := _parts(p))]
        beneath = any(len(number) > len(own) and number[: len(own)] == own for number in siblings)
        return not beneath and any(
            number[:-1] == own[:-1] and number != own for number in siblings if len(number) == len(own)
        )

    def _is_alone(self, passage: Passage) -> bool:
        """Is it all that stands under its heading?"""
        if not passage.heading_path:
            return False
        below = [
            p for p in self._beside(passage) if p.heading_path[: len(passage.heading_path)] == passage.heading_path
        ]
        return not below

    def _is_among_lines(self, passage: Passage) -> bool:
        """Is a line right before or after it another line of the same kind, or an item?"""
        at = self.at[passage.id]
        beside = [
            p for p in (*self.body[max(0, at - 1) : at], *self.body[at + 1 : at + 2]) if not _NUMBER.match(p.text)
        ]
        return any(
            p.heading_path == passage.heading_path
            and (p.id in self.lines | self.bare or p.kind is PassageKind.LIST_ITEM)
            for p in beside
        )

    def _module(self, passage: Passage) -> Segment:
        """The line as an item under its own headings."""
        context: list[Quote | str] = []
        number = _parts(passage)
        for text in passage.heading_path[-3:]:
            above = (p for p in self.body[: self.at[passage.id]] if not _UNSEEN & set(p.flags))
            heads = [p for p in above if p.kind is PassageKind.HEADING and p.text == text]
            beside = _parts(heads[-1]) if heads else ()
            if not is_usable_heading(text) or (len(number) == len(beside) > 1 and number[:-1] == beside[:-1]):
                continue
            context.append(whole(heads[-1]) if heads else text)
        if self.named is not None and self._named_over(passage):
            context.append(whole(self.named))
        if (title := self.titled.get(passage.seq)) is not None:
            context.append(title)
        if self.system is not None and self.system.heading_path == passage.heading_path:
            context.append(whole(self.system))
        before = self.body[self.at[passage.id] - 1] if self.at[passage.id] else passage
        if before.id in self.lines and before.heading_path == passage.heading_path and _NAMES.search(before.text):
            context.append(whole(before))
        quote = item_quote(passage)
        flags = frozenset(flag.value for flag in passage.flags)
        return Segment((quote if quote.text.strip() else whole(passage),), tuple(context), flags=flags)

    def _is_among_items(self, passage: Passage) -> bool:
        """Is it an item of a list in a leaflet, of whose items others became modules?"""
        is_item = passage.kind is PassageKind.LIST_ITEM and passage.section == "leaflet" and passage.group is not None
        return is_item and any(
            p.group == passage.group and p.heading_path == passage.heading_path and p.id in self.origins
            for p in self._beside(passage)
        )

    def _is_repeated(self, passage: Passage) -> bool:
        """Do the same words stand in a passage before it?"""
        return any(p.text == passage.text for p in self.body[: self.at.get(passage.id, 0)])

    def _told(self, skip: Skipped, passage: Passage) -> Skipped:
        """The reason; in a section of safety, of more than a few words that nothing carries, one that a person sees."""
        over = passage.heading_path[-1] if passage.heading_path else ""
        if skip.reason.startswith(_OF_ADMINISTRATION) and _is_stray(passage) and not self._is_repeated(passage):
            return Skipped(
                passage=passage.id, reason=NEEDS_PERSON + "it stands under a heading that says nothing of it"
            )
        if skip.reason == NO_LABEL and _table_of(passage) in self.waiting:
            return Skipped(passage=passage.id, reason=NEEDS_PERSON + "a row of figures, of a table that waits")
        if self._is_page_as_header(skip, passage):
            return Skipped(passage=passage.id, reason=f"{NEEDS_PERSON}it was taken for something else ({skip.reason})")
        if self._is_result_over_nothing(skip, passage):
            return Skipped(passage=passage.id, reason=NEEDS_PERSON + "a caption with a result, of no table or figure")
        if self._is_note_of_nothing(skip, passage):
            return Skipped(passage=passage.id, reason=NEEDS_PERSON + "a note, and what bears its mark was not found")
        is_safety = passage.section in _SAFETY or (passage.section is None and bool(_SAFETY_HEADING.search(over)))
        at = None if self._is_carried(passage) else self.at.get(passage.id)
        is_under = passage.section in (None, "other") and any(map(_SAFETY_HEADING.search, passage.heading_path))
        if at is not None and is_lost(skip, self.body, at, is_safety=is_safety or is_under):
            return Skipped(passage=passage.id, reason=NEEDS_PERSON + "an item of few words, apart from what opens it")
        is_safety = is_safety or (skip.reason != PRINTED and self._is_among_items(passage))
        if not is_safety or skip.needs_person or skip.reason.startswith(_EXEMPT) or passage.id in self.told:
            return skip
        if self._is_carried(passage) or passage.text in self.over:
            return skip
        quotes = [quote for part in (*self.cut.segments, *self.cut.withheld) for quote in part.origin]
        rest = [(low, high) for low, high in gaps(passage, quotes) if not _is_exempt(passage.text[low:high])]
        if all(_is_brief(passage.text[low:high]) for low, high in rest) or self._is_repeated(passage):
            return skip
        return Skipped(passage=passage.id, reason=f"{NEEDS_PERSON}it was taken for something else ({skip.reason})")

    def _is_note_of_nothing(self, skip: Skipped, passage: Passage) -> bool:
        """A whole sentence, set as a note, that no module carries."""
        is_told = passage.id in self.carried | self.told or passage.text.strip() in self.shown
        is_note = passage.kind is PassageKind.FOOTNOTE and skip.reason.startswith("footnote: kept")
        is_said = is_complete(passage.text) and says_something(passage.text) and not too_short(passage.text)
        return is_note and is_said and not is_told and passage.section not in (*_SILENT, "other", "clinical_studies")

    def _is_result_over_nothing(self, skip: Skipped, passage: Passage) -> bool:
        """A caption that states something, which no module carries."""
        if not skip.reason.startswith("caption: kept") or passage.section in _SILENT or passage.id in self.told:
            return False
        is_carried = self._is_carried(passage) or passage.text in self.over or self._is_repeated(passage)
        bare = passage.text.strip()
        states = bool(_RESULT.search(bare)) or (is_complete(bare) and says_something(bare) and not too_short(bare))
        return states and not is_carried and not _is_exempt(bare)

    def _is_page_as_header(self, skip: Skipped, passage: Passage) -> bool:
        """A long "header" of a table that heads no row: a page of text read as one cell."""
        headless = passage.id not in self.carried and passage.text.strip() not in self.shown
        return skip.reason.startswith("table header") and headless and len(passage.text) > _LONG_HEADER


_SENT = re.compile(r"[^。]{2,80}(?:患者|者|女性|妊婦|授乳婦|小児|高齢者)\s?[［\[][\d.．、,，\s]+参照[］\]]\s*")
_OF_PATIENTS = ("populations", "renal", "hepatic", "pregnancy", "lactation", "fertility", "pediatric", "geriatric")


def _only_sends(passage: Passage) -> bool:
    """Does a line on patients in a Japanese insert name them and say only where more is told of them?"""
    return passage.section in _OF_PATIENTS and bool(_SENT.fullmatch(passage.text.strip()))


def _table_of(passage: Passage) -> tuple[str, tuple[str, ...]] | None:
    """The table that a row stands in; None for what is no row."""
    is_row = passage.kind is PassageKind.TABLE_ROW and passage.group is not None
    return (passage.group or "", passage.heading_path) if is_row else None


def _is_stray(passage: Passage) -> bool:
    """A whole sentence or instruction behind the sections of a label, where columns or pictures put it."""
    text, words = passage.text.strip(), len(re.findall(r"[^\W\d_]{2,}", passage.text))
    if passage.section not in _ADMINISTRATION or not is_complete(text) or _HOLDER_SAYS.search(text) or unusable(text):
        return False
    if passage.kind is PassageKind.LIST_ITEM:
        return words > 3
    return passage.kind is PassageKind.PARAGRAPH and words > 5 and says_something(text)


def _is_brief(text: str) -> bool:
    """No more than a few words."""
    return too_short(text) or (len(re.findall(r"[^\W\d_]+", text)) < 4 and len(text) < 24 and text.isascii())


def _is_exempt(text: str) -> bool:
    return unusable(text).startswith(_EXEMPT)


def _parts(passage: Passage) -> tuple[int, ...]:
    """The number a passage opens with, or that its layout bears."""
    match = _NUMBER.match(passage.text)
    number = match.group(1) if match else passage.facts.get("marker", "").strip("()[]（）. ")
    parts = re.split(r"[.．]", number)
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def _woven(parts: Sequence[Segment], more: Iterable[Segment]) -> tuple[Segment, ...]:
    """Both in reading order."""
    found = list(parts)
    for part in more:
        at = next((n for n, held in enumerate(found) if held.first.seq > part.first.seq), len(found))
        found.insert(at, part)
    return tuple(found)
