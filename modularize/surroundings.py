"""What surrounds the words of a document: headings, the study a result belongs to, footnotes, references."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from library import han
from library.models import Passage, PassageKind
from modularize.draft import Quote, Segment, whole, without_repeats
from modularize.headings.age_groups import under_other_age
from modularize.headings.drug_facts import asks_when
from modularize.headings.frequencies import one_frequency
from modularize.headings.levelled import over_all
from modularize.headings.lines import FREQUENCY, ORGANS, are_like, is_myth, names_case, names_presentation
from modularize.headings.lines_over import LinesOver, group_of
from modularize.headings.outline import Outline
from modularize.headings.paths import NUMBER, heads_over, of_other_chapter, without_siblings
from modularize.headings.presentations import presentations
from modularize.headings.usable import is_usable_heading
from modularize.left_out.exclude import PACK_WORDS, is_leaflet_heading, is_reference, unusable
from modularize.notes.asides import explained_by
from modularize.notes.cited import bibliography, cited, footnotes, mark_of, nearest_of
from modularize.notes.marks_told import told_for, told_marks
from modularize.places import is_bracketed, number_of
from modularize.prose import Group, introduces_study, names_study, needs_study
from modularize.sentences.depends import is_complete, names_what_follows
from modularize.sentences.halves import small_names
from modularize.sentences.openers import OFTEN
from modularize.sentences.purposes import purpose_of
from modularize.tables.bare import captions_over_lines

_TOP = han.compile(
    r"^(?:full prescribing information|highlights of prescribing information|"
    r"summary of product characteristics|annex [iv]+\b.*|"
    r"fachinformation|添付文書|说明书|.{0,40}说明书)$",
    re.IGNORECASE,
)
_MARKERS = re.compile(r"†+|‡+|§+|¶+|(?<=[\w.)）%])\*+|(?<=[^\W\d_] )(?:\*+|#)(?=\s*(?:[:：]|$))", re.MULTILINE)
_LABELLED = re.compile(r"[^.。:：]{2,40}[:：] ?\S")
_CONTAINS = re.compile(
    r"\benth(?:ält|alten)\b|\bcontains?\b|\bcomposed\b|含|中に|\bentsprich|"
    r"\b(?:1|one|each|ein[e]?|jede[rs]?|je|pro|per)\b[^:：]{0,40}\b(?:ml|mL|g|tablet\w*|capsule\w*|vial|dose|"
    r"(?:Film)?tablette|Kapsel|Ampulle|Dosis|Emulsion|Lösung)\b|[1１]\s?(?:片|粒|支|錠|カプセル|包|瓶)",
    re.IGNORECASE,
)
"""A line over amounts that says of how much they are told: "1 ml enthält:"."""


_PLACEBO = han.compile(r"\bpla[cz]ebo|安慰剂|プラセボ", re.IGNORECASE)
_COMPARED = han.compile(r"\b(?:compared|versus|vs|verglichen|Vergleich|gegenüber)\b|比较|对照|比較", re.IGNORECASE)
"""Words of a study that name what it compares with: its results speak of that, not of placebo."""


def _opens_list(heading: str) -> bool:
    """A long heading with a colon at its end opens a list, and so does one that breaks off ("Do not use it if you:").

    A short one ("Elimination:") is a heading.
    """
    bare = heading.rstrip()
    if asks_when(bare):
        return True
    if NUMBER.match(heading) and not (_BREAKS_OFF.search(bare) or _POINTS_ON.search(bare)):
        return False  # "1.3 Infections of the …:"
    is_long = len(heading) > (22 if _CJK.search(heading) else 45)
    return bare.endswith((":", "：")) and (is_long or bool(_BREAKS_OFF.search(bare)))


_POINTS_ON = re.compile(
    r"\b(?:following|folgende[nrs]?|these|diese[nrs]?|those|is|are|was|were|has|have|do|does|not|should|must|may|can|"
    r"include[sd]?|ist|sind|wird|werden|nicht|darf|dürfen|kann|können|you|Sie)\b|[下次如]|者[:：]$",
    re.IGNORECASE,
)
"""Words of a numbered line that opens a list and is no title."""
_FOLLOWING = re.compile(r"\b(?:following|folgende[nrs]?)\b|[下次如][のの列述]|以下", re.IGNORECASE)
_BREAKS_OFF = han.compile(
    r"\b(?:if|when|because|you|with|are|have|had|wenn|falls|sie|bei)\s?[:：]$|(?:如果|若|当|您)[:：]$", re.IGNORECASE
)


_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_SECTIONS_APART = frozenset({None, "other", "populations", "warnings", "pharmacology", "clinical_particulars"})
"""Sections that others may be part of."""
_WIDE = ("populations", "warnings", "pharmacology", "leaflet", "patient_counselling")
"""Sections whose heading may stand over others."""
_CLINICAL = ("clinical_studies", "pharmacology", "pharmacodynamics")
_TIME = re.compile(r"(?:Weeks?|Days?|Months?|Woche|Tag|Monat)\s?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?:?", re.IGNORECASE)
_CASE = re.compile(r"(?:If|Should|When|In case|Wenn|Falls|Sollten|Bei)\b")
_BEGINNING = 60
"""Code points in which a paragraph says how often what it tells is seen."""
_FROM_STUDY = 3
"""Passages between a table and the sentence that introduced its study."""


def shouts(passage: Passage, reason: str) -> bool:
    """A line in capitals among doses or indications: it names the disease below it, whatever packs print so."""
    return passage.section in ("dosage", "indications") and reason == PACK_WORDS and passage.text.strip().isupper()


_ANGLED = re.compile(r"^[\s＊※*]*(?:〈[^〉]*〉|《[^》]*》|＜[^＞]*＞)\s*$")
_SQUARED = re.compile(r"^[\s＊※*]*(?:［[^］]*］|\[[^\]]*\])\s*$")
_DOSED = re.compile(r"^[\s　]*通常[、，][^。]{1,60}?には")
"""Whom a dose is for, at the beginning of the sentence that tells it."""
_OF_WHOM = re.compile(r"通常|患者|成人|小児|乳児|新生児|高齢|歳|〈")


_NEW_PART = re.compile(r"^\W*(?:INSTRUCTIONS FOR USE|PATIENT INFORMATION|MEDICATION GUIDE)(?![^\W_])")
_STRENGTH_LINE = re.compile(r"^\W*\d[\d.,]*\s?(?:mg|g|µg|μg|mcg|units?|mL|ml|%)[\s/][^:]{0,50}$")
_TITLE_LINES = 6
"""Passages behind the title of a part that may name the strengths it is for."""


def _new_parts(passages: Sequence[Passage]) -> list[int]:
    """Where a part with a title of its own begins that the layout set as no heading: nothing above heads it."""
    titles = [p for p in passages if p.kind is PassageKind.PARAGRAPH and p.section == "leaflet" and len(p.text) < 200]
    begun = [p for p in titles if _NEW_PART.match(p.text) and not p.text.rstrip().endswith((".", ","))]
    return [p.seq for p in begun if sum(other.text == p.text for other in begun) == 1]


def _text_of(part: Quote | str) -> str:
    return part if isinstance(part, str) else part.text


def _is_explained(short: str, note: Passage, segment: Segment, shown: str) -> bool:
    """Does a segment bear the abbreviation that a note a little below it explains?"""
    first = segment.first
    near = note.section == first.section and 0 < note.seq - first.seq < 40 and note.locator.slide == first.locator.slide
    return near and bool(re.search(rf"(?<![A-Za-z]){re.escape(short)}(?![A-Za-z])", shown))


class Surroundings:
    """Everything a unit may depend on, as far as the document has been read."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.broken: set[str] = set()
        """Texts that were marked as headings and are the beginning of a paragraph."""
        self.names = small_names(passages)
        """Names of products that the document writes small."""
        self._headings: dict[str, Quote] = {}
        self._ended: set[str] = set()
        """Headings that open a list (they end in a colon) and whose list is over."""
        self._over_words: set[str] = set()
        """Headings with a colon that stand right over paragraphs: they name what is said there."""
        self._run_in: tuple[tuple[str, ...], Quote] | None = None
        self._lines = LinesOver(passages)
        self._of_other_age = under_other_age(passages)
        self._outline = Outline(passages)
        self._over_run_in: tuple[Quote, ...] = ()
        """The lines over that line: headings too, with nothing between."""
        self._over_labelled: tuple[tuple[str, ...], Quote] | None = None
        """The line with a colon right below which named lines began."""
        self._named_below: Quote | None = None
        """The line for a group of patients that a paragraph below it named again."""
        self._outer: Quote | None = None
        """The line in angle brackets that heads the headings below it."""
        self._dosed: tuple[tuple[str, ...], Quote] | None = None
        self._chapter: Quote | None = None
        self._study: tuple[tuple[str, ...], Quote] | None = None
        self._presented = presentations(passages)
        self._titled = captions_over_lines(passages)
        self._parts = _new_parts(passages)
        self._footnotes = footnotes(passages)
        self._short = [(s, p) for p in passages if p.kind is PassageKind.FOOTNOTE for s in explained_by(p)]
        self._passages = {passage.seq: passage for passage in passages}
        self._bibliography = bibliography(passages)
        self._told = told_marks(passages)

    def open_heading(self, passage: Passage) -> None:
        """A heading; what stands below carries it by its path."""
        self._headings[passage.text] = whole(passage)
        over = self._run_in[0] if self._run_in is not None else ("",)
        if over == (*passage.heading_path, passage.text) or over == passage.heading_path[: len(over)]:
            self._run_in = None  # the same heading once more, or one below those that the line stood under
        self._ended.discard(passage.text)
        self._over_words.discard(passage.text)
        above = self._passages.get(passage.seq - 1)
        if above is not None and above.kind is PassageKind.HEADING and above.text in passage.heading_path[-1:]:
            self._over_words.add(above.text)  # it stands over headings, and opens no list
        if is_leaflet_heading(passage.text):
            self._chapter = None

    def open_chapter(self, passage: Passage) -> None:
        """A section heading of a leaflet that the layout did not mark: it takes the place of the one before it."""
        self._chapter = whole(passage)
        self._run_in = None

    def open_run_in(self, passage: Passage | None, words: Quote | None = None) -> None:
        """A line, or its last ``words``, that heads what follows under the same heading; None ends it."""
        if passage is not None:
            self._dosed = None
            self._over_run_in = self._lines.over(passage, self._run_in[1] if self._run_in else None)
        is_line = passage is not None and not self._outline.heads(passage)
        self._run_in = (passage.heading_path, words or whole(passage)) if passage is not None and is_line else None

    def names_part(self, item: Passage) -> bool:
        """Does an item only name what follows it, or the part of an outline that stands below it?"""
        return names_what_follows(item.text) or self._outline.heads(item)

    def end_counted(self, item: Passage, close_list: Callable[[], None]) -> None:
        """Item 5 ends what item 4 headed ("4. Monitoring" over paragraphs, or a list, closed); "(2)" is within "1."."""
        head = self._run_in[1].passage if self._run_in is not None else item
        if 0 < number_of(head) < number_of(item) and is_bracketed(head) is is_bracketed(item):
            close_list()
            self.open_run_in(None)

    def open_outer(self, passage: Passage, follower: Passage | None) -> None:
        """A line in angle brackets over other headings ("〈A〉" over "［B］" or "17.1.2 …"); other lines end it."""
        if _ANGLED.match(passage.text):
            over = follower is not None and (follower.kind is PassageKind.HEADING or _SQUARED.match(follower.text))
            inside = follower is not None and follower.heading_path == passage.heading_path
            self._outer = whole(passage) if over and inside else None
            self.open_run_in(None)
        elif self._outer is not None and self._outer.passage.heading_path == passage.heading_path:
            self._outer = self._outer if _SQUARED.match(passage.text) else None

    def _under_outer(self, parts: list[Quote | str], passage: Passage) -> list[Quote | str]:
        """The headings with the line in angle brackets that stands over the inner ones."""
        if self._outer is None or any(_ANGLED.match(_text_of(part)) for part in parts):
            return parts
        head = self._outer.passage
        if head.section != passage.section or passage.heading_path[: len(head.heading_path)] != head.heading_path:
            return parts
        at = max((at + 1 for at, part in enumerate(parts) if _text_of(part) in head.heading_path), default=0)
        return [*parts[:at], self._outer, *parts[at:]]

    def dosed_above(self, passage: Passage) -> Quote | None:
        """Whom the dose told last under the same heading is for, where the passage goes on with it and names nobody."""
        if passage.section != "dosage" or passage.kind is not PassageKind.PARAGRAPH:
            return None
        opened = _DOSED.match(passage.text)
        if opened is not None:
            self._dosed = (passage.heading_path, Quote(passage, opened.start(), opened.end()))
            return None
        if self._dosed is None or self._dosed[0] != passage.heading_path or _OF_WHOM.search(passage.text):
            return None
        return self._dosed[1]

    def add_note(self, passage: Passage) -> None:
        """A paragraph that is a footnote: it explains the mark it opens with, on its page."""
        key = (passage.locator.page or passage.locator.slide, mark_of(passage.text) or passage.text[0])
        self._footnotes.setdefault(key, []).append(whole(passage))

    def introduce(self, quote: Quote) -> None:
        """Remember the sentence that says which study the results below belong to."""
        if introduces_study(quote.text):
            self._study = (quote.passage.heading_path, quote)

    def above(self, passage: Passage) -> list[Quote | str]:
        """The headings over a passage, outermost first, without the document's own title lines."""
        if purpose := purpose_of(passage):
            self.open_run_in(passage, purpose)
        return self._under_outer(self._headings_above(passage), passage)

    def _headings_above(self, passage: Passage) -> list[Quote | str]:
        if passage.kind is PassageKind.PARAGRAPH and not passage.text[:1].islower():
            opening = [text for text in passage.heading_path if _opens_list(text)]
            self._over_words.update(text for text in opening[-1:] if self._is_right_over(text, passage))
            self._ended.update(text for text in opening if text not in self._over_words)
        path = passage.heading_path[: -1 if passage.seq in self._of_other_age else None]
        parts: list[Quote | str] = [
            self._chapter if self._chapter and is_leaflet_heading(text) else self._headings.get(text, text)
            for text in over_all(self._of_section(heads_over(path, passage.text), passage), passage)
            if text.strip()
            and not _TOP.match(text.strip())
            and text not in self.broken | self._ended
            and not self._is_of_part_before(text, passage)
            and not self._names_first(text, passage)
            and is_usable_heading(text)
        ]
        parts = self._outline.over(passage, parts)
        self._end_of_group(passage)
        self._end_of_frequency(passage)
        run_in = self.run_in_at(passage)
        run_in = run_in if run_in is not None and is_usable_heading(run_in.text) else None
        labelled = _LABELLED.match(passage.text) and not FREQUENCY.match(passage.text)
        heads_all = run_in is not None and (
            _CONTAINS.search(run_in.text)
            or names_presentation(run_in.passage)
            or is_myth(run_in.text)
            or (run_in.passage.kind is PassageKind.LIST_ITEM and passage.group != run_in.passage.group)
            or shouts(run_in.passage, unusable(run_in.text))
        )
        if labelled and run_in is not None and self._opens_labelled(run_in, passage):
            heads_all = True
        if run_in is None or (labelled and not heads_all):
            if run_in is not None and run_in.text.rstrip().endswith((":", "：")):
                self._run_in = None
            return parts
        inner = parts[-1] if parts else ""
        if names_case(run_in.passage):
            parts = [part for part in parts if not are_like(run_in.text, _text_of(part))]
        elif ORGANS.search(run_in.text) and ORGANS.search(inner if isinstance(inner, str) else inner.text):
            parts.pop()
        parts = without_siblings(parts, run_in.text)
        return [*(part for part in parts if not of_other_chapter(part, run_in.text)), *self._over_run_in, run_in]

    def _names_first(self, heading: str, passage: Passage) -> bool:
        """Is a heading with a colon the name of the first of the medicines that are told one by one ("Digoxin: …")?"""
        held = self._headings.get(heading)
        one_by_one = passage.section == "interactions" and passage.kind is PassageKind.PARAGRAPH
        named = one_by_one and heading.endswith((":", "：")) and bool(_LABELLED.match(passage.text))
        return named and held is not None and passage.seq > held.passage.seq + 1

    def _is_right_over(self, heading: str, passage: Passage) -> bool:
        """Does a heading that ends in a colon, and is whole, stand right over a paragraph? It opens no list."""
        held = self._headings.get(heading)
        breaks_off = asks_when(heading.rstrip()) or any(of.search(heading.rstrip()) for of in (_BREAKS_OFF, _FOLLOWING))
        return held is not None and held.passage.seq + 1 == passage.seq and not breaks_off

    def _end_of_group(self, passage: Passage) -> None:
        """A line for a group of patients ends among the warnings where, after lines that name them, one does not."""
        run_in = self.run_in_at(passage)
        if run_in is None or passage.section != "warnings" or passage.kind is not PassageKind.PARAGRAPH:
            return
        group = group_of(run_in.text)
        if group and group.casefold()[:5] in passage.text.casefold():
            self._named_below = run_in
        elif group and self._named_below is run_in and is_complete(passage.text):
            self._run_in = None

    def _end_of_frequency(self, passage: Passage) -> None:
        """A line that says how often ("… are common:") ends at a paragraph that begins with another frequency, one that
        says when ("Week 2") at a case.
        """
        run_in = self.run_in_at(passage)
        often = OFTEN.search(run_in.text) if run_in is not None and passage.kind is PassageKind.PARAGRAPH else None
        own = OFTEN.search(passage.text[:_BEGINNING]) if often is not None else None
        if often is not None and own is not None and own[0].casefold() != often[0].casefold():
            self._run_in = None
        if run_in is not None and _TIME.fullmatch(run_in.text.strip()) and _CASE.match(passage.text):
            self._run_in = None  # what to do in a case is not told for that week alone

    def _opens_labelled(self, run_in: Quote, passage: Passage) -> bool:
        """Does a line with a colon stand right over named lines ("Herpes simplex:", "> 2 years: …")? It heads them."""
        if passage.section in ("composition", "excipients"):
            return False  # "Active substances:" and "Excipients: …" stand beside each other
        right_below = run_in.passage.seq + 1 == passage.seq and run_in.text.rstrip().endswith((":", "："))
        if right_below and self._run_in is not None:
            self._over_labelled = self._run_in
        return self._run_in is not None and self._over_labelled is self._run_in

    def _is_of_part_before(self, heading: str, passage: Passage) -> bool:
        """Does a heading stand above the title of the part a passage is in, or is it a line of that title?"""
        part = max((seq for seq in self._parts if seq < passage.seq), default=-1)
        held = self._headings.get(heading)
        if part < 0 or held is None:
            return False
        if held.passage.seq < part:
            return not heading[:1].isdigit()  # a numbered section may hold several such parts
        return held.passage.seq - part <= _TITLE_LINES and bool(_STRENGTH_LINE.match(heading))

    def _of_section(self, path: list[str], passage: Passage) -> list[str]:
        """The headings without those that an earlier section left over this one: a label's sections are not mixed.

        A heading over several sections stays, since one of the passage's own section stands below it.
        """
        known = [self._headings.get(text) for text in path]
        sections = [quote.passage.section if quote is not None else None for quote in known]
        if passage.section in (None, "other") or not sections:
            return path
        shouted = [at for at, t in enumerate(path) if t.isupper() and t.isascii() and sections[at] == passage.section]
        if shouted:
            return path[shouted[-1] :]  # the name of a section in capitals is below nothing
        if sections[-1] in (None, "other", passage.section):
            return path
        own = [at for at, section in enumerate(sections) if section == passage.section]
        kept = own[-1] + 1 if own else 0
        return [t for at, t in enumerate(path) if at < kept or sections[at] in (None, "other", *_WIDE)]

    def run_in_at(self, passage: Passage) -> Quote | None:
        """The line that heads what stands at the passage, under the same heading and in the same section of a label."""
        if self._run_in is None or self._run_in[0] != passage.heading_path:
            return None
        of_line = self._run_in[1].passage.section
        ended = of_line != passage.section and _SECTIONS_APART.isdisjoint((of_line, passage.section))
        return None if ended else self._run_in[1]

    def over(self, passage: Passage) -> str:
        """The line right over a passage: the run-in heading, else the innermost heading; "" if there is none."""
        run_in = self.run_in_at(passage)
        return run_in.text if run_in is not None else next(iter(passage.heading_path[-1:]), "")

    def study_above(self, passage: Passage, group: Group) -> Quote | None:
        """The sentence that introduced the study under the same heading, for results that do not name it."""
        if self._study is None or self._study[0] != passage.heading_path or not needs_study(group):
            return None
        if any(map(names_study, passage.heading_path[-2:])) or introduces_study(group.text):
            return None
        intro = self._study[1]
        if intro.passage.section in (None, "other") and passage.seq - intro.passage.seq > _FROM_STUDY:
            return None  # a paper tells of one study after another
        other = _PLACEBO.search(group.text) and _COMPARED.search(intro.text) and not _PLACEBO.search(intro.text)
        return None if other else intro

    def study_over(self, first: Passage) -> Quote | None:
        """The sentence a little above a table without a title that introduced the study whose results it holds."""
        if self._study is None or first.kind is PassageKind.CAPTION or first.section not in _CLINICAL:
            return None
        path, intro = self._study
        near = path == first.heading_path and 0 < first.seq - intro.passage.seq <= _FROM_STUDY
        return intro if near else None

    def complete(self, segment: Segment) -> Segment:
        """The segment with the footnotes its marks point to and the references it cites."""
        shown = segment.body + "\n" + "\n".join(segment.context_texts)
        notes, sources = self._noted(segment, shown)
        references = [text for number in cited(segment.body) if (text := self._reference(segment, number))]
        flags = frozenset(flag.value for quote in segment.origin for flag in quote.passage.flags)
        own = {quote.passage.id for quote in segment.origin}
        context = without_repeats(
            part
            for part in (*segment.context, *notes)
            if isinstance(part, str) or part.passage.id not in own or part.start < segment.origin[0].start
        )
        presented = self._presented.get(segment.first.seq)
        if presented is not None and presented.text not in shown:
            context = (presented, *context)
        title = self._titled.get(segment.first.seq)
        if title is not None and title not in context:
            over = [at for at, part in enumerate(context) if _text_of(part) in segment.first.heading_path]
            at = over[-1] + 1 if over else 0
            context = (*context[:at], title, *context[at:])
        context = one_frequency(context, segment.origin)
        return replace(segment, context=context, references=tuple(dict.fromkeys((*references, *sources))), flags=flags)

    def _reference(self, segment: Segment, number: str) -> str:
        """The reference of that number on the segment's slide, else in the document; "" if there is none."""
        slide = segment.first.locator.slide
        return self._bibliography.get((slide, number)) or self._bibliography.get((None, number), "")

    def _noted(self, segment: Segment, shown: str) -> tuple[list[Quote], list[str]]:
        """Footnotes the words or their document point to: those that explain, and those that are references."""
        page = segment.first.locator.page or segment.first.locator.slide
        stated = [m.strip() for quote in segment.origin for m in quote.passage.facts.get("footnotes", "").split(",")]
        shows = (*segment.origin, *(part for part in segment.context if isinstance(part, Quote)))
        tied = [entry.rpartition("@") for quote in shows for entry in quote.passage.facts.get("notes", "").split()]
        found = [whole(self._passages[int(at)]) for mark, _, at in tied if mark in shown and int(at) in self._passages]
        markers = {m: m for m in [*_MARKERS.findall(shown), *stated] if m and m not in {mark for mark, _, _ in tied}}
        found += told_for(segment, self._told, frozenset({mark for mark, _, _ in tied}))
        found += [whole(note) for short, note in self._short if _is_explained(short, note, segment, shown)]
        found += [note for m in markers for note in nearest_of(self._footnotes.get((page, m), []), segment.first)]
        sources = [note.text for note in found if is_reference(note.text)]
        return [note for note in found if not is_reference(note.text)], sources
