"""A new version of a document: which modules go on as they are, which get a later version, which have no successor.

Pure. The same words in the same section under the same headings are the same module, whatever number the section bears
now; a module whose passage was reworded gets a later version of its lineage; the rest is new, or gone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from library.models import SYSTEM, AnchorDraft, AnchorRole, Module, ModuleContent, ModuleDraft, Record
from library.text import fold, tokens

ALIKE = 0.4
"""Share of words in common from which what stands in a reworded passage is a later version of what stood there."""
_NUMBERED = re.compile(r"^[\s※＊*]*(?:\d{1,2}(?:[.．]\d{1,2})*[.．、)]?\s+)|[(（]\s*\d{1,2}(?:\.\d{1,2})*\s*[)）]")


class Succession(Record):
    """The version a document replaces, and for each of its passages those of the new version that stand for it."""

    old: str
    places: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """Drafts by what becomes of them; ``gone`` are the modules of the old version without a successor."""

    new: tuple[ModuleDraft, ...]
    joins: tuple[tuple[Module, ModuleDraft], ...]
    follows: tuple[tuple[Module, ModuleDraft], ...]
    gone: tuple[Module, ...]


def plan(
    drafts: Sequence[ModuleDraft], known: Sequence[Module], before: Sequence[Module], after: Succession | None
) -> Plan:
    """What becomes of the drafts of a source.

    ``known`` are the modules already found in it (a second run changes nothing); ``before`` those the program found in
    the version it replaces, each once. Every draft stands in exactly one of the plan's parts.
    """
    here = {module.content: module for module in known}
    there = {module.content: module for module in before}
    by_words = {_words_of(module.content): module for module in before}
    joins: list[tuple[Module, ModuleDraft]] = []
    left: list[ModuleDraft] = []
    for draft in drafts:
        again = there.get(draft.content) or by_words.get(_words_of(draft.content))
        found = here.get(draft.content)
        same = {m.id: m for m in (found, again) if m is not None}
        joins += [(module, draft) for module in same.values()]
        if not same:
            left.append(draft)
    going_on = {module.lineage for module, _ in joins}
    open_ones = [module for module in before if module.lineage not in going_on]
    follows, new = _followed(left, open_ones, after.places if after is not None else {})
    taken = {module.id for module, _ in follows}
    gone = tuple(module for module in open_ones if module.id not in taken)
    return Plan(tuple(new), tuple(joins), tuple(follows), gone)


def corrected(planned: Plan, source: str, known: Sequence[Module], versions: Sequence[Module]) -> Plan:
    """The plan, in which a draft in the words of a module of an earlier run follows that module, not stands beside it.

    So a product or market that is set right after the first run, or a rule that reads another kind, gives a later
    version. ``known`` are the modules already found in the source, ``versions`` all with an anchor there. A module that
    a person changed, or that another document says too, stays as it is; what is left of the earlier run is in ``gone``.
    """
    others = {module.lineage for module in versions if module.author != SYSTEM.id}
    others |= {module.lineage for module, _ in planned.joins} | {module.lineage for module, _ in planned.follows}
    left: dict[str, list[Module]] = {}
    for module in known:
        origins = {anchor.source for anchor in module.anchors if anchor.role is AnchorRole.ORIGIN}
        if module.lineage not in others and origins == {source}:
            left.setdefault(module.content.body, []).append(module)
    follows, new = list(planned.follows), []
    for draft in planned.new:
        same = left.get(draft.content.body, [])
        if not same:
            new.append(draft)
            continue
        places = {(a.passage, a.start) for a in draft.anchors}
        before = max(same, key=lambda module: len(places & {(a.passage, a.start) for a in module.anchors}))
        same.remove(before)
        follows.append((before, draft))
    gone = (*planned.gone, *(module for modules in left.values() for module in modules))
    return Plan(tuple(new), planned.joins, tuple(follows), gone)


def successors(
    before: Sequence[Module], now: Sequence[Module], places: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """For modules of the old version the module of the new one that stands in the place of each, where there is one.

    It need not be of the same lineage: the new version may have been split before anybody said what it replaces.
    """
    drafts = [ModuleDraft(content=m.content, anchors=_plain(m), tags=()) for m in now]
    follows, _ = _followed(drafts, before, places)
    by_draft = {id(draft): module.id for draft, module in zip(drafts, now, strict=True)}
    return {module.id: by_draft[id(draft)] for module, draft in follows if by_draft[id(draft)] != module.id}


def _plain(module: Module) -> tuple[AnchorDraft, ...]:
    return tuple(AnchorDraft(**a.model_dump(include=set(AnchorDraft.model_fields))) for a in module.anchors)


def _words_of(content: ModuleContent) -> tuple[object, ...]:
    """What must be alike for the same module: all but the numbers of headings and of references to sections."""
    context = tuple(bare(text) for text in content.context)
    return content.model_copy(update={"context": context}).model_dump_json(), content.body


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Words of context without the number of the section."""
    return fold(_NUMBERED.sub(" ", text))


def _followed(
    drafts: Sequence[ModuleDraft], modules: Sequence[Module], places: Mapping[str, tuple[str, ...]]
) -> tuple[list[tuple[Module, ModuleDraft]], list[ModuleDraft]]:
    """Each module with the draft that says most of its words in the passage its own became, best first.

    The very same words elsewhere in the section, under another heading, are a later version too: what they depend on
    changed, so that approvals don't carry over, but they are not new.
    """
    at: dict[str, list[int]] = {}
    saying: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        saying.setdefault(draft.content.body, []).append(number)
        for anchor in draft.anchors:
            if anchor.role is AnchorRole.ORIGIN:
                at.setdefault(anchor.passage, []).append(number)
    scored = []
    for index, module in enumerate(modules):
        own = [a.passage for a in module.anchors if a.role is AnchorRole.ORIGIN and a.passage in places]
        same = saying.get(module.content.body, ())
        near = dict.fromkeys([*(n for passage in own for place in places[passage] for n in at.get(place, ())), *same])
        for number in near:
            score = _alike(module.content, drafts[number].content)
            if score >= ALIKE:
                scored.append((-score, index, number))
    follows: dict[int, int] = {}
    for _, index, number in sorted(scored):
        if number not in follows and index not in follows.values():
            follows[number] = index
    found = [(modules[index], drafts[number]) for number, index in sorted(follows.items())]
    return found, [draft for number, draft in enumerate(drafts) if number not in follows]


def _alike(one: ModuleContent, other: ModuleContent) -> float:
    """Share of words in common; 0 where another section, kind, language or product is spoken of."""
    if (one.section, one.kind, one.language, one.product) != (other.section, other.kind, other.language, other.product):
        return 0.0
    mine, theirs = set(tokens(one.body)), set(tokens(other.body))
    both = len(mine) + len(theirs)
    return 2 * len(mine & theirs) / both if both else 0.0
