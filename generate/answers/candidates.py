"""Which eligible modules come into question for an answer: found by the index, read once, never trusted beyond that."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generate.answers.label_names import NAME_SECTIONS, names_on_labels
from generate.answers.of_study import of_their_study
from generate.label import Label, read_label
from generate.lexicon import table
from generate.ports import AnswerBook, SearchIndex
from generate.question import Question
from generate.reading import Reading, read_module, under_their_headings
from generate.sourcing import Sourcing
from generate.triage.off_label import EVERYDAY
from library.errors import NotFound, Unavailable
from library.models import Audience, ModuleKind, Retrieval, Scope, UseClass
from library.taxonomy import Taxonomy
from library.text import fold

_STUDY = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{4,}-\d{1,2}(?!\d)")
"""Names of studies (WAYMARK-1): a study known of one product alone tells which product is meant."""
READ_ALL = 800
"""A product with no more eligible modules than this is read whole: nothing can be missed by the index."""
HITS = 60
_KEPT_READINGS = 20_000
_KEPT_LABELS = 64
_LABEL_KINDS = frozenset(
    {
        ModuleKind.INDICATION,
        ModuleKind.DOSING,
        ModuleKind.CONTRAINDICATION,
        ModuleKind.WARNING,
        ModuleKind.SPECIAL_POPULATION,
        ModuleKind.INTERACTION,
    }
)
_EUROPE = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"}
    | {"IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO"}
)
"""Members of the European Economic Area: one central marketing authorisation, filed under market EU."""


@dataclass(frozen=True)
class Pool:
    """What an answer may be made of: the product asked about ("" if none is clear), its label, the modules read."""

    product: str
    scoped: bool
    label: Label
    readings: tuple[Reading, ...]
    retrieval: Retrieval

    def by_language(self, language: str) -> list[tuple[tuple[Reading, ...], bool]]:
        """``(readings, whether in another language)``: the question's language first."""
        same = tuple(r for r in self.readings if r.module.content.language == language)
        rest: dict[str, list[Reading]] = {}
        for reading in self.readings:
            if reading.module.content.language != language:
                rest.setdefault(reading.module.content.language, []).append(reading)
        return [(same, False), *((tuple(rest[other]), True) for other in sorted(rest))]


class Candidates:
    """Finds and reads eligible modules; readings of a module version never change, so they are kept."""

    def __init__(
        self, lib: AnswerBook, taxonomy: Taxonomy, index: SearchIndex, use_classes: tuple[UseClass, ...]
    ) -> None:
        self._lib = lib
        self._taxonomy = taxonomy
        self._index = index
        self._use_classes = use_classes
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self.sourcing = Sourcing(lib.source)
        self._labels: OrderedDict[frozenset[str], Label] = OrderedDict()
        self._names: dict[frozenset[str], dict[str, str]] = {}

    def market(self, market: str) -> str:
        """The market whose label holds: members of the European Economic Area share the central one (EU)."""
        return "EU" if market.upper() in _EUROPE else market.upper()

    def warm(self, stopped: Callable[[], bool]) -> int:
        """Reads what may answer in the markets of the taxonomy, so that the first question needn't; how many modules.

        Ends early once ``stopped`` says so.
        """
        markets = {market for scenario in self._taxonomy.scenarios.values() for market in scenario.label_status}
        read = 0
        for market in sorted(markets):
            scope = Scope(market=market, audience=Audience.HCP, use_class=UseClass.MEDICAL_REACTIVE)
            for id_ in sorted(self._lib.eligible(scope, use_classes=self._use_classes)):
                if stopped():
                    return read
                read += len(self._read([id_]))
        return read

    def labels(self) -> Iterator[tuple[Scope, str]]:
        """Each market of the taxonomy with each of our products that has a label there, as a doctor asks."""
        for scenario in self._taxonomy.scenarios.values():
            for market in sorted(scenario.label_status):
                scope = Scope(market=market, audience=Audience.HCP, use_class=UseClass.MEDICAL_REACTIVE)
                yield scope, scenario.product

    def pool(self, question: Question, scope: Scope, product: str = "") -> Pool:
        """Everything that may be used in scope and comes into question."""
        if not scope.market:
            return Pool(self._named_product(question, product, scope), False, Label(), (), Retrieval())
        named = self._named_product(question, product, scope)
        if named and not product and not self._is_ours(named) and not self._eligible_of(named, scope):
            named = ""  # another medicine of the patient
        product = named or self._only_product(question, scope)
        eligible = self._lib.eligible(scope, product=product, use_classes=self._use_classes)
        ids, retrieval = self._search(question, eligible)
        if product and len(eligible) <= READ_ALL:
            ids = eligible
        readings = self._read(sorted(ids))
        readings = [r for r in readings if r.module.content.kind is not ModuleKind.PHRASE]
        if product:
            readings = [r for r in readings if r.module.content.product == product]
        label = self._label(product, eligible, readings) if product else Label()
        return Pool(product, True, label, tuple(of_their_study(under_their_headings(readings))), retrieval)

    # --- which product ------------------------------------------------------------------------------------------------

    def _named_product(self, question: Question, product: str, scope: Scope) -> str:
        """The product asked for by name: of several medicines named, the one of which something may be said here."""
        if product:
            return self._taxonomy.product(product) or product
        ours = [id_ for id_ in question.products if self._is_ours(id_)]
        if ours or len(question.products) == 1:
            return (ours or question.products)[0]
        held = [id_ for id_ in question.products if self._eligible_of(id_, scope)] if scope.market else []
        return held[0] if len(held) == 1 else ""

    def names(self, scope: Scope) -> dict[str, str]:
        """Names that the labels in scope give their own products and the vocabulary lacks, each with its product."""
        eligible = self._lib.eligible(scope, use_classes=self._use_classes) if scope.market else frozenset()
        if eligible not in self._names:
            found: set[str] = set()
            for language, words in NAME_SECTIONS.items():
                try:
                    hits = self._index.search(words, language=language, candidates=eligible, limit=HITS).hits
                except Unavailable:
                    return {}
                found |= {hit.id for hit in hits} & eligible
            read = self._read(sorted(found))
            self._names = {eligible: names_on_labels((reading.module for reading in read), self._taxonomy)}
        return self._names[eligible]

    def _is_ours(self, product: str) -> bool:
        return any(scenario.product == product for scenario in self._taxonomy.scenarios.values())

    def _only_product(self, question: Question, scope: Scope) -> str:
        """The product that a question means without naming it: the one for its disease, else the market's only one."""
        diseases = set(question.mentioned("disease"))
        diseases |= {EVERYDAY[word] for m in question.mentions if (word := fold(m.words)) in EVERYDAY}
        for_disease = [
            id_
            for id_, product in self._taxonomy.products.items()
            if diseases & set(product.treats) and self._eligible_of(id_, scope)
        ]
        if len(for_disease) == 1:
            return for_disease[0]
        everything = self._lib.eligible(scope, use_classes=self._use_classes)
        readings = [r for r in self._read(sorted(everything)[:READ_ALL]) if r.module.content.product]
        products = {reading.module.content.product for reading in readings}
        studies = [fold(match.group()) for match in _STUDY.finditer(question.text)]
        told_by = {r.module.content.product for r in readings if any(study in r.whole for study in studies)}
        if len(told_by) == 1:
            return told_by.pop()
        markers = {m.id for m in question.mentions if m.facet == "attribute" and self._is_marker(m.id)}
        indications = [r for r in readings if r.module.content.kind is ModuleKind.INDICATION]
        indicated = {r.module.content.product for r in indications if any(id_ in markers for _, id_ in r.named)}
        if len(indicated) == 1:
            return indicated.pop()
        return products.pop() if len(products) == 1 and len(everything) <= READ_ALL else ""

    def _is_marker(self, id_: str) -> bool:
        return self._taxonomy.attributes[id_].group == "biomarker"

    def _eligible_of(self, product: str, scope: Scope) -> frozenset[str]:
        return self._lib.eligible(scope, product=product, use_classes=self._use_classes)

    # --- finding and reading ------------------------------------------------------------------------------------------

    def _search(self, question: Question, eligible: frozenset[str]) -> tuple[frozenset[str], Retrieval]:
        """Ids the index finds for the question and for the concepts in it; an index that fails is a degraded search."""
        if not eligible:
            return frozenset(), Retrieval()
        begun = time.perf_counter()
        found: set[str] = set()
        lexical = dense = 0.0
        degraded = False
        for query in dict.fromkeys((question.text, _expanded(question))):
            if not query:
                continue
            try:
                result = self._index.search(query, language=question.language, candidates=eligible, limit=HITS)
            except Unavailable:
                degraded = True
                continue
            found |= {hit.id for hit in result.hits} & eligible
            lexical, dense = lexical + result.lexical_ms, dense + result.dense_ms
            degraded = degraded or result.degraded
        total = (time.perf_counter() - begun) * 1000
        spent = Retrieval(
            lexical_ms=round(lexical, 3), dense_ms=round(dense, 3), total_ms=round(total, 3), degraded=degraded
        )
        return frozenset(found), spent

    def _read(self, ids: Iterable[str]) -> list[Reading]:
        readings = []
        for id_ in ids:
            reading = self._readings.get(id_)
            if reading is None:
                try:
                    module = self._lib.module(id_)
                except NotFound:  # an asset's id
                    continue
                if module.is_figure:  # a caption without its picture answers nothing
                    continue
                reading = self._readings[id_] = read_module(module, self._taxonomy)
                if len(self._readings) > _KEPT_READINGS:
                    self._readings.popitem(last=False)
            readings.append(reading)
        return readings

    # --- the label ----------------------------------------------------------------------------------------------------

    def _label(self, product: str, eligible: frozenset[str], readings: list[Reading]) -> Label:
        if len(eligible) > READ_ALL:
            readings = [r for r in self._read(sorted(eligible)) if r.module.content.product == product]
        modules = [r.module for r in readings if r.module.content.kind in _LABEL_KINDS]
        modules = [m for m in modules if self.sourcing.from_label(m)] or modules
        key = frozenset(module.id for module in modules)
        if key not in self._labels:
            self._labels[key] = read_label(modules, self._taxonomy)
            if len(self._labels) > _KEPT_LABELS:
                self._labels.popitem(last=False)
        return self._labels[key]


def _expanded(question: Question) -> str:
    """What the question's signs point to, in the words of a label: "ground-glass" finds "interstitial lung disease"."""
    events = table("events").concepts
    words = [other.replace("_", " ") for id_ in sorted(question.event_ids) for other in events[id_].implies]
    return " ".join([*words, *(id_.replace("_", " ") for id_ in sorted(question.event_ids))])
