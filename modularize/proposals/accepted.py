"""From a proposal that a person accepts to the versions it makes. Pure: nothing but words of the passages goes in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from library.models import (
    Anchor,
    AnchorDraft,
    AnchorRole,
    Module,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    Passage,
    Piece,
    Proposal,
    SourceFacts,
    Tag,
)
from library.taxonomy import Taxonomy
from library.text import parts_figure
from modularize.draft import Quote, Segment, without_repeats
from modularize.proposals.asked import context_of, findings_of, part_of
from modularize.tagging.tag import to_draft, treated


def other_kind(module: Module, kind: str) -> ModuleDraft:
    """The module with another kind: same words, anchors and tags."""
    content = ModuleContent.model_validate({**module.content.model_dump(), "kind": ModuleKind(kind)})
    return ModuleDraft(content=content, anchors=_drafts(module.anchors), tags=module.tags)


def pieces_of(
    module: Module,
    proposal: Proposal,
    known: Mapping[str, Passage],
    facts: SourceFacts,
    of_source: Sequence[Passage],
    taxonomy: Taxonomy,
) -> list[ModuleDraft]:
    """One draft for each piece of a split, found in every document that says the module's words.

    What governs use (product, market, section, companions) stays the module's. The kind is what the rules say of the
    piece where the module's own is theirs as well, but safety information stays that. Tags are found anew, and what
    people or a model said of words that stand in the piece goes with it. ``known`` are the passages of the module's
    anchors.
    """
    whole = _segment(module, Piece(anchors=_drafts(_first_finding(module, proposal.source))), known)
    treats = treated(of_source, taxonomy)
    by_rule = to_draft(whole, facts, taxonomy, treats).content.kind is module.content.kind
    made = []
    for piece in proposal.draft.pieces:
        draft = to_draft(_segment(module, piece, known), facts, taxonomy, treats)
        old = module.content
        kept = {name: getattr(old, name) for name in ("market", "product", "language", "section", "companions")}
        content = ModuleContent.model_validate(
            {**draft.content.model_dump(), **kept, "kind": _kind(draft.content.kind if by_rule else old.kind, old.kind)}
        )
        said = [t for t in module.tags if t.by in ("person", "model") and _says(content, t.words)]
        anchors = (*draft.anchors, *_elsewhere(module, piece, proposal.source, known))
        made.append(ModuleDraft(content=content, anchors=anchors, tags=_once([*draft.tags, *said])))
    return made


def _kind(new: ModuleKind, old: ModuleKind) -> ModuleKind:
    """The new kind, unless it would take a piece out of the safety information or of what must be borne out."""
    weaker = (old.is_safety and not new.is_safety) or (old.is_claim and not new.is_claim)
    return old if weaker else new


def bearing(anchors: Iterable[AnchorDraft], bears_out: Callable[[AnchorDraft], bool]) -> tuple[AnchorDraft, ...]:
    """Origins in labels and publications as support as well: who words a label anew is held to it."""
    held = tuple(anchors)
    as_support = [
        a.model_copy(update={"role": AnchorRole.SUPPORT}) for a in held if a.role is AnchorRole.ORIGIN and bears_out(a)
    ]
    return tuple(dict.fromkeys(a for a in as_support if a not in held))


def _first_finding(module: Module, source: str) -> tuple[Anchor, ...]:
    return findings_of(module).get(source, ())


def _segment(module: Module, piece: Piece, known: Mapping[str, Passage]) -> Segment:
    """The piece under the module's context: a quote where that is anchored, else the words alone."""
    quotes = {
        role: [Quote(known[a.passage], a.start, a.end) for a in piece.anchors if a.role is role]
        for role in (AnchorRole.ORIGIN, AnchorRole.CONTEXT)
    }
    asked = next((tag.value for tag in module.tags if tag.facet == "question"), "")
    flags = frozenset(flag.value for quote in quotes[AnchorRole.ORIGIN] for flag in quote.passage.flags)
    return Segment(
        tuple(quotes[AnchorRole.ORIGIN]),
        without_repeats([*context_of(module, known), *quotes[AnchorRole.CONTEXT]]),
        question=asked,
        references=module.content.references,
        flags=flags,
    )


def _elsewhere(module: Module, piece: Piece, source: str, known: Mapping[str, Passage]) -> list[AnchorDraft]:
    """The piece's words in the other documents the module was found in."""
    found = findings_of(module)
    start = _offset(found.get(source, ()), piece)
    if start is None:
        return []
    anchors: list[AnchorDraft] = []
    for other, finding in found.items():
        quotes = [Quote(known[a.passage], a.start, a.end) for a in finding]
        cut = part_of(quotes, start, start + len(piece.text)) if other != source else ()
        whole = not any(parts_figure(q.passage.text, q.start, q.end) for q in cut)
        if cut and whole and "\n".join(q.text for q in cut) == piece.text:
            anchors += [q.anchor(AnchorRole.ORIGIN) for q in cut]
    return anchors


def _offset(finding: Sequence[Anchor], piece: Piece) -> int | None:
    """Where in the module's body the piece begins."""
    first, at = piece.anchors[0], 0
    for anchor in finding:
        if anchor.passage == first.passage and anchor.start <= first.start < anchor.end:
            return at + first.start - anchor.start
        at += len(anchor.quote) + 1
    return None


def _says(content: ModuleContent, words: str) -> bool:
    return bool(words) and any(words in text for text in (content.body, *content.context))


def _drafts(anchors: Iterable[Anchor]) -> tuple[AnchorDraft, ...]:
    return tuple(AnchorDraft(**a.model_dump(include=set(AnchorDraft.model_fields))) for a in anchors)


def _once(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    return tuple({(tag.facet, tag.value): tag for tag in reversed(list(tags))}.values())[::-1]
