"""A model's answer, read with distrust: what points at exact words becomes a proposal, the rest is refused.

Pure. Whatever a model says, a proposal holds only spans of the passages it was shown, members of our closed lists and
ids of modules it was shown; offsets are looked up here and never taken from the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from library.models import (
    AnchorDraft,
    AnchorRole,
    ModuleKind,
    ProposalDraft,
    ProposalKind,
    Refusal,
)
from library.taxonomy import Taxonomy
from library.text import parts_figure
from modularize.proposals.asked import FACETS, OF_PRODUCT, Item, PassageGroup
from modularize.proposals.pieces import Refused, places, split_of
from prompts.model import parsed

MOST = 100
"""Proposals of one answer that are looked at."""
SAID = 200
"""Characters of a refused proposal that are kept."""
_UNKEPT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
Said = TypeVar("Said", bound=BaseModel)


class Answer(BaseModel):
    """The whole answer; each entry is read on its own, so that one bad entry spoils nothing else."""

    model_config = ConfigDict(extra="allow")
    splits: list[Any] = []
    kinds: list[Any] = []
    tags: list[Any] = []


class PieceSaid(BaseModel):
    """One piece of a split, in the module's own words."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: str
    context: list[str] = []


class LeftOutSaid(BaseModel):
    """Words that no piece takes, and why."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: str
    reason: str


class SplitSaid(BaseModel):
    """A module cut into pieces."""

    model_config = ConfigDict(extra="forbid", strict=True)
    module: str
    pieces: list[PieceSaid]
    left_out: list[LeftOutSaid] = []


class KindSaid(BaseModel):
    """Another kind for a module."""

    model_config = ConfigDict(extra="forbid", strict=True)
    module: str
    kind: str
    words: str


class TagSaid(BaseModel):
    """A tag for a module."""

    model_config = ConfigDict(extra="forbid", strict=True)
    module: str
    facet: str
    value: str
    words: str


@dataclass(frozen=True)
class Reading:
    """What one answer comes to."""

    drafts: tuple[ProposalDraft, ...]
    refused: tuple[Refusal, ...]


def read(text: str, group: PassageGroup, vocabulary: Taxonomy) -> Reading:
    """The proposals of an answer about a group, and what was refused.

    Raises Unavailable ``prompts.broken_output`` where the answer as a whole is not of the asked form.
    """
    answer = parsed(text, Answer)
    by_name = {item.name: item for item in group.items}
    drafts: dict[str, ProposalDraft] = {}
    once: set[tuple[ProposalKind, str]] = set()
    refused = [_refusal("proposals.form", "There is no such list.", "answer", "", key) for key in _unknown(answer)]
    for place, (kind, raw) in enumerate(_entries(answer)):
        if place >= MOST:
            reason = f"The answer has more than {MOST} entries; the others were not looked at."
            refused.append(_refusal("proposals.too_many", reason, "answer", "", ""))
            break
        item = by_name.get(str(raw.get("module", ""))) if isinstance(raw, dict) else None
        try:
            draft = _draft(kind, raw, item, vocabulary)
            if kind is not ProposalKind.TAG and (kind, draft.module) in once:
                raise Refused("proposals.twice", "The answer proposes this for the module twice.")
        except Refused as error:
            refused.append(_refusal(error.code, error.reason, kind, item.module.id if item else "", raw))
            continue
        once.add((kind, draft.module))
        drafts.setdefault(draft.id, draft)
    return Reading(tuple(drafts.values()), tuple(refused))


def _unknown(answer: Answer) -> list[str]:
    return sorted(answer.model_extra or {})[:MOST]


def _entries(answer: Answer) -> Iterator[tuple[ProposalKind, Any]]:
    yield from ((ProposalKind.SPLIT, raw) for raw in answer.splits)
    yield from ((ProposalKind.KIND, raw) for raw in answer.kinds)
    yield from ((ProposalKind.TAG, raw) for raw in answer.tags)


def _refusal(code: str, reason: str, what: str, module: str, said: object) -> Refusal:
    shown = _UNKEPT.sub("\ufffd", said if isinstance(said, str) else repr(said))
    return Refusal(code=code, reason=reason, what=str(what), module=module, said=shown[:SAID])


def _draft(kind: ProposalKind, raw: Any, item: Item | None, vocabulary: Taxonomy) -> ProposalDraft:
    readers: dict[ProposalKind, Callable[[], ProposalDraft]] = {
        ProposalKind.SPLIT: lambda: _split(_said(raw, SplitSaid), _known(item)),
        ProposalKind.KIND: lambda: _kind(_said(raw, KindSaid), _known(item)),
        ProposalKind.TAG: lambda: _tag(_said(raw, TagSaid), _known(item), vocabulary),
    }
    return readers[kind]()


def _said(raw: Any, schema: type[Said]) -> Said:
    try:
        return schema.model_validate(raw)
    except ValidationError as error:
        where = ", ".join(sorted({".".join(map(str, e["loc"])) or "top" for e in error.errors()})[:3])
        raise Refused("proposals.form", f"It is not of the asked form (at {where[:100]}).") from None


def _known(item: Item | None) -> Item:
    if item is None:
        raise Refused("proposals.unknown_module", "It is about a module that was not shown.")
    return item


def _split(said: SplitSaid, item: Item) -> ProposalDraft:
    pieces, left_out = split_of(
        item, [(p.text, p.context) for p in said.pieces], [(x.text, x.reason) for x in said.left_out]
    )
    return ProposalDraft(kind=ProposalKind.SPLIT, module=item.module.id, pieces=pieces, left_out=left_out)


def _kind(said: KindSaid, item: Item) -> ProposalDraft:
    try:
        kind = ModuleKind(said.kind)
    except ValueError:
        raise Refused("proposals.unknown_kind", "There is no such kind.") from None
    now = item.module.content.kind
    if kind is now:
        raise Refused("proposals.known", "The module has this kind.")
    if kind is ModuleKind.PHRASE or now is ModuleKind.PHRASE:
        raise Refused("proposals.kind_not_allowed", "Phrases are our own connective words, never a document's.")
    if now.is_claim and not kind.is_claim:
        raise Refused(
            "proposals.kind_not_allowed", "Only a person may say that a claim is none and needs nothing to bear it out."
        )
    if now.is_safety and not kind.is_safety:
        raise Refused("proposals.kind_not_allowed", "Only a person may take a statement out of the safety information.")
    words, anchor = _exact(said.words, item)
    return ProposalDraft(kind=ProposalKind.KIND, module=item.module.id, value=kind.value, words=words, anchor=anchor)


def _tag(said: TagSaid, item: Item, vocabulary: Taxonomy) -> ProposalDraft:
    if said.facet not in FACETS:
        raise Refused("proposals.unknown_facet", "A model may not tag this facet.")
    value = vocabulary.find(said.facet, said.value)
    if not value:
        raise Refused("proposals.unknown_value", "The taxonomy has no such value.")
    concept = vocabulary.facet(said.facet)[value]
    if said.facet in OF_PRODUCT and getattr(concept, "product", "") != item.module.content.product:
        raise Refused("proposals.other_product", "The value belongs to another product.")
    if any((tag.facet, tag.value) == (said.facet, value) for tag in item.module.tags):
        raise Refused("proposals.known", "The module has this tag.")
    if any(value in vocabulary.ancestors(said.facet, tag.value) for tag in item.module.tags if tag.facet == said.facet):
        raise Refused("proposals.known", "The module has a narrower tag.")
    words, anchor = _exact(said.words, item)
    return ProposalDraft(
        kind=ProposalKind.TAG, module=item.module.id, facet=said.facet, value=value, words=words, anchor=anchor
    )


def _exact(said: str, item: Item) -> tuple[str, AnchorDraft | None]:
    """The words as they stand and their place: in the module's body, its anchored context, else a heading over it."""
    if sum(character.isalpha() for character in said) < 2:
        raise Refused("proposals.no_words", "It gives no words that say so.")
    for quote in item.quotes:
        for low, high in places(quote.text, said):
            if _whole(quote.text, low, high) and not parts_figure(
                quote.passage.text, quote.start + low, quote.start + high
            ):
                found = quote.passage.text[quote.start + low : quote.start + high]
                return found, AnchorDraft(
                    role=AnchorRole.ORIGIN,
                    passage=quote.passage.id,
                    start=quote.start + low,
                    end=quote.start + high,
                    quote=found,
                )
    for anchor in (a for a in item.module.anchors if a.role is AnchorRole.CONTEXT):
        for low, high in places(anchor.quote, said):
            if _whole(anchor.quote, low, high):
                found = anchor.quote[low:high]
                return found, AnchorDraft(
                    role=AnchorRole.CONTEXT,
                    passage=anchor.passage,
                    start=anchor.start + low,
                    end=anchor.start + high,
                    quote=found,
                )
    for head in item.over:
        for low, high in places(head, said):
            if _whole(head, low, high):
                return head[low:high], None
    raise Refused("proposals.not_verbatim", "These words stand neither in the module nor over it.")


def _whole(text: str, start: int, end: int) -> bool:
    """Does ``text[start:end]`` begin and end where words and figures do?"""
    return not (_inside_word(text, start) or _inside_word(text, end) or parts_figure(text, start, end))


def _inside_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and not (_is_cjk(before) or _is_cjk(after))


def _is_cjk(character: str) -> bool:
    return "\u3041" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"
