"""From records to cases: everything a check looks at, read from the library once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from library.errors import NotFound
from library.models import (
    ANY,
    Anchor,
    AnchorRole,
    Asset,
    DocumentClass,
    Module,
    Passage,
    PassageFlag,
    PassageKind,
    Source,
    Status,
)
from library.text import sentences
from review.cases import AssetCase, Cited, Companion, ModuleCase, SourceCase, Wording

if TYPE_CHECKING:
    from library.store import Library
    from library.taxonomy import Taxonomy


_DENIES = re.compile(
    r"\b(?:not?|never|without|no|nicht|kein\w*)\b|尚未|尚不|未确立|不应|不得|不推荐|未进行|無い|ない|していない",
    re.IGNORECASE,
)
"""A sentence that denies: "safety in adolescents has not been established" claims nothing about adolescents."""


class Shelf:
    """What never changes, kept between check runs: passages by extraction, and the attributes found in texts."""

    def __init__(self) -> None:
        self.passages: dict[str, tuple[str, tuple[Passage, ...]]] = {}
        self.attributes: dict[tuple[str, str], frozenset[str]] = {}

    def trim(self) -> None:
        """Forget everything once it has grown large."""
        if len(self.passages) > 500 or len(self.attributes) > 50_000:
            self.passages.clear()
            self.attributes.clear()


class Gather:
    """Reads cases. One instance serves one check run: what it read once it does not read again."""

    def __init__(self, lib: Library, taxonomy: Taxonomy, now: datetime, shelf: Shelf | None = None) -> None:
        self._lib, self._taxonomy, self._now, self._shelf = lib, taxonomy, now, shelf or Shelf()
        self._sources: dict[str, tuple[Source | None, Status]] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._labels: dict[str, dict[str, tuple[Passage, ...]]] = {}
        self._old_labels: dict[tuple[str, str], tuple[Passage, ...]] = {}

    def module_case(self, module: Module) -> ModuleCase:
        """The module with its anchors' passages and sources, companions, and the signed labels of its product."""
        content = module.content
        cited = tuple(self._cited(anchor) for anchor in module.anchors)
        labels = self._signed_labels(content.product)
        label = labels.get(content.market, ())
        return ModuleCase(
            module=module,
            cited=cited,
            now=self._now,
            companions=tuple(self._companion(lineage) for lineage in content.companions),
            label=label,
            old_label=self._old_label(content.product, content.market) if content.kind.is_claim else (),
            other_labels={market: text for market, text in labels.items() if market != content.market},
            wordings=self._wordings(module, cited),
            population=self._population(content.body, content.language),
            label_population=self._covered(label),
            off_label_scenarios=self._off_label(module),
            products=frozenset(self._taxonomy.products),
            diseases=frozenset(self._taxonomy.diseases),
        )

    def asset_case(self, asset: Asset) -> AssetCase:
        """The asset with the module versions it cites and whether each can be used in its scope now."""
        cited: dict[str, Module] = {}
        for id_ in asset.content.cited:
            try:
                cited[id_] = self._lib.module(id_)
            except NotFound:
                continue
        usable = self._lib.eligible(asset.content.brief.scope)
        charts = {id_: found for id_, module in cited.items() if (found := self._charts(module))}
        return AssetCase(asset, cited, self._lib.statuses(list(cited)), frozenset(usable), charts)

    def _charts(self, module: Module) -> tuple[Mapping[str, str], ...]:
        """Facts of the charts a module was read from, each once."""
        stood_in = self._lib.passages_named({anchor.passage for anchor in module.anchors})
        facts = [p.facts for p in stood_in.values() if PassageFlag.CHART_DATA in p.flags]
        return tuple(one for index, one in enumerate(facts) if one not in facts[:index])

    def source_case(self, source: Source) -> SourceCase:
        """The label version with its extraction and the signed versions it would replace."""
        facts = source.facts
        others = self._lib.sources(product=facts.product, market=facts.market, document_class=DocumentClass.LABEL)
        signed = tuple(s for s in others if s.id != source.id and self._source(s.id)[1] is Status.RELEASED)
        return SourceCase(
            source=source,
            extraction=self._lib.extraction(source.id),
            passages=len(self._source_passages(source.id)),
            now=self._now,
            signed=signed if facts.product and facts.market else (),
            products=frozenset(self._taxonomy.products),
        )

    def _cited(self, anchor: Anchor) -> Cited:
        source, status = self._source(anchor.source)
        passage = next((p for p in self._source_passages(anchor.source) if p.id == anchor.passage), None)
        passage = passage or self._passage(anchor.passage)
        return Cited(anchor, passage, source, status, self._header(passage))

    def _header(self, passage: Passage | None) -> str:
        """The header line of the table a row stands in; "" for anything else."""
        if passage is None or passage.kind is not PassageKind.TABLE_ROW or passage.group is None:
            return ""
        table = (p for p in self._source_passages(passage.source) if p.group == passage.group)
        return "\n".join(p.text for p in table if p.kind is PassageKind.TABLE_HEADER)

    def _passage(self, id_: str) -> Passage | None:
        """A passage of an earlier reading of its source."""
        try:
            return self._lib.passage(id_)
        except NotFound:
            return None

    def _source(self, id_: str) -> tuple[Source | None, Status]:
        if id_ not in self._sources:
            try:
                self._sources[id_] = self._lib.source(id_), self._lib.source_status(id_)
            except NotFound:
                self._sources[id_] = None, Status.SUSPENDED
        return self._sources[id_]

    def _source_passages(self, id_: str) -> tuple[Passage, ...]:
        if id_ not in self._passages:
            self._passages[id_] = self._shelved(id_) if self._source(id_)[0] is not None else ()
        return self._passages[id_]

    def _shelved(self, source: str) -> tuple[Passage, ...]:
        """Passages of the newest extraction: an extraction never changes, so its passages are read once."""
        extraction = self._lib.extraction(source).id
        known = self._shelf.passages.get(source)
        if known is None or known[0] != extraction:
            known = extraction, tuple(self._lib.passages(source))
            self._shelf.passages[source] = known
        return known[1]

    def _companion(self, lineage: str) -> Companion:
        versions = self._lib.versions(lineage)
        if not versions:
            return Companion(lineage)
        states = self._lib.statuses([v.id for v in versions])
        usable = [v for v in versions if states[v.id] is Status.RELEASED]
        chosen = (usable or versions)[-1]
        return Companion(lineage, chosen, states[chosen.id])

    def _signed_labels(self, product: str) -> Mapping[str, tuple[Passage, ...]]:
        """Passages of the signed labels of a product, by market."""
        if not product:
            return {}
        if product not in self._labels:
            found: dict[str, tuple[Passage, ...]] = {}
            for source in self._lib.sources(product=product, document_class=DocumentClass.LABEL):
                if source.facts.market not in ("", ANY) and self._source(source.id)[1] is Status.RELEASED:
                    found[source.facts.market] = found.get(source.facts.market, ()) + self._source_passages(source.id)
            self._labels[product] = found
        return self._labels[product]

    def _old_label(self, product: str, market: str) -> tuple[Passage, ...]:
        """Passages of the label versions of a market that a signed one replaced."""
        key = (product, market)
        if key not in self._old_labels:
            labels = self._lib.sources(product=product, market=market, document_class=DocumentClass.LABEL)
            dead = [s for s in labels if product and self._source(s.id)[1] is Status.SUPERSEDED]
            self._old_labels[key] = tuple(p for s in dead for p in self._source_passages(s.id))
        return self._old_labels[key]

    def _population(self, text: str, language: str) -> frozenset[str]:
        """Patient attributes of the sentences that don't say no."""
        pieces = [text[start:end] for start, end in sentences(text, language)]
        return frozenset(a for piece in pieces if not _DENIES.search(piece) for a in self._attributes(piece, language))

    def _covered(self, label: Sequence[Passage]) -> frozenset[str]:
        indications = [p for p in label if p.section == "indications"]
        return frozenset(a for p in indications for a in self._attributes(p.text, p.language))

    def _attributes(self, text: str, language: str) -> frozenset[str]:
        key = (text, language)
        if key not in self._shelf.attributes:
            found = self._taxonomy.concepts(text, language)
            self._shelf.attributes[key] = frozenset(m.id for m in found if m.facet == "attribute")
        return self._shelf.attributes[key]

    def _off_label(self, module: Module) -> tuple[str, ...]:
        """The scenarios it is tagged with that are off label in its market."""
        found = []
        for tag in module.tags:
            scenario = self._taxonomy.scenarios.get(tag.value) if tag.facet == "scenario" else None
            if scenario is not None and scenario.label_status.get(module.content.market) == "off_label":
                found.append(tag.value)
        return tuple(dict.fromkeys(found))

    def _wordings(self, module: Module, cited: Sequence[Cited]) -> tuple[Wording, ...]:
        """The same statement in other languages: passages of the same kind and group or topic in the same source."""
        found: dict[str, Wording] = {}
        for one in cited:
            if one.passage is None or one.anchor.role is not AnchorRole.ORIGIN:
                continue
            for passage in self._source_passages(one.anchor.source):
                is_other = passage.language and passage.language != module.content.language
                if is_other and passage.kind is one.passage.kind and _same_statement(passage, one.passage):
                    found[passage.id] = Wording(passage.language, passage.text, passage.id)
        return tuple(found.values())


def _same_statement(one: Passage, other: Passage) -> bool:
    """True for passages of one group, or that their document files under one topic (the rows of an FAQ)."""
    by_topic = bool(one.facts.get("topic")) and one.facts.get("topic") == other.facts.get("topic")
    return by_topic or (one.group is not None and one.group == other.group)
