"""The shared vocabulary: diseases, products, patient attributes, scenarios, barriers, key messages, audiences, topics.

Read from YAML (``taxonomy.yaml``, ``diseases.yaml`` and ``medicines.yaml`` in ``library/data``, and any further files,
merged in order).
Finding concepts in a text is pure; every mention's ``words`` are ``text[start:end]``, in code points of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import cast

from library.errors import NotFound
from library.han import simplified
from library.matching import Folded, Hit, Matcher, fold_with_offsets, name_path
from library.quantities import Measure, measures
from library.taxonomy_files import read_taxonomy
from library.taxonomy_records import Attribute, Concept, KeyMessage, OfProduct, Product, Range, Scenario

__all__ = ["Attribute", "Concept", "KeyMessage", "Mention", "OfProduct", "Product", "Scenario", "Taxonomy"]

_DATA = Path(__file__).parent / "data"
_BUILT_IN = (_DATA / "taxonomy.yaml", _DATA / "diseases.yaml")
_MEDICINES = _DATA / "medicines.yaml"
_CJK = frozenset({"zh", "ja"})
_DOSE_FORM = re.compile(
    r"^注射用|(?:肠溶|缓释|控释|分散|咀嚼|泡腾|口腔崩解|薄膜衣)?(?:软胶囊|硬胶囊|胶囊|片剂?|注射液|颗粒剂?|口服溶液|口服液|干混悬剂|混悬液|"
    r"滴眼液|乳膏|软膏|凝胶|糖浆|栓剂?|贴剂|喷雾剂|吸入粉?剂|气雾剂)$"
)


@dataclass(frozen=True)
class Mention:
    """A concept found in a text: ``text[start:end] == words``."""

    facet: str
    id: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class _Term:
    """What a name in the matcher stands for; ``group`` >= 0 marks a term of an ``any_of`` rule."""

    facet: str
    id: str
    language: str = ""
    alternative: int = -1
    group: int = -1
    blocks: bool = False


class Taxonomy:
    """An immutable set of concepts; built by :meth:`load`."""

    def __init__(self, facets: Mapping[str, Mapping[str, Concept]]) -> None:
        self._facets = facets
        self._matcher: Matcher[_Term] = Matcher()
        self._ids: dict[tuple[str, tuple[str, ...]], str] = {}
        for facet, concepts in facets.items():
            for concept in concepts.values():
                self._add(facet, concept)
        self._ranges = tuple(
            (concept.id, concept.range) for concept in self.attributes.values() if concept.range is not None
        )

    @classmethod
    def load(cls, *paths: Path | str) -> Taxonomy:
        """The built-in vocabulary with further files merged over it.

        Raises BadInput (``taxonomy.unknown_key``, ``taxonomy.invalid``, ``taxonomy.unknown_reference``,
        ``taxonomy.ambiguous_name``, ``taxonomy.unreadable``); the message names the file and the key.
        """
        return cls(read_taxonomy(_BUILT_IN, _MEDICINES, tuple(map(Path, paths))))

    # --- what there is ------------------------------------------------------------------------------------------------

    def facet(self, facet: str) -> Mapping[str, Concept]:
        """Concepts of a facet by id, in file order; empty for an unknown facet."""
        return MappingProxyType(dict(self._facets.get(facet, {})))

    @property
    def products(self) -> Mapping[str, Product]:
        return cast(Mapping[str, Product], self.facet("product"))

    @property
    def diseases(self) -> Mapping[str, Concept]:
        return self.facet("disease")

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        return cast(Mapping[str, Attribute], self.facet("attribute"))

    @property
    def barriers(self) -> Mapping[str, OfProduct]:
        return cast(Mapping[str, OfProduct], self.facet("barrier"))

    @property
    def key_messages(self) -> Mapping[str, KeyMessage]:
        return cast(Mapping[str, KeyMessage], self.facet("key_message"))

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        return cast(Mapping[str, Scenario], self.facet("scenario"))

    def label(self, facet: str, id: str, language: str) -> str:
        """Name of a concept in a language (else English, else its id); the id itself for an unknown concept."""
        concept = self._facets.get(facet, {}).get(id)
        return concept.label(language) if concept else id

    def product(self, name: str) -> str:
        """Canonical id of a product by id or any of its names, also with its Chinese dose form; "" if unknown."""
        return self.find("product", name) or self.find("product", _DOSE_FORM.sub("", name.strip()))

    def scenario(self, name: str) -> str:
        """Canonical id of a scenario by id or any of its names, "" if unknown."""
        return self.find("scenario", name)

    def find(self, facet: str, name: str) -> str:
        """Canonical id of a concept by id or any of its names, "" if unknown; case, width and accents do not matter."""
        return self._ids.get((facet, name_path(name)), "")

    def scenario_record(self, id: str) -> Scenario:
        """The scenario of that canonical id. Raises NotFound (``taxonomy.unknown_scenario``)."""
        record = self.scenarios.get(id)
        if record is None:
            raise NotFound(
                "taxonomy.unknown_scenario",
                f"There is no patient scenario {id!r}.",
                f"Known scenarios: {', '.join(self.scenarios)}.",
            )
        return record

    def scenarios_of(self, product: str) -> tuple[Scenario, ...]:
        """Scenarios of a product in the order of its ladder."""
        mine = [scenario for scenario in self.scenarios.values() if scenario.product == product]
        return tuple(sorted(mine, key=lambda scenario: (scenario.step, scenario.id)))

    def ancestors(self, facet: str, id: str) -> tuple[str, ...]:
        """Ids of the wider concepts, nearest first (``nsclc_metex14`` -> ``nsclc``, ``lung_cancer``)."""
        found: list[str] = []
        concept = self._facets.get(facet, {}).get(id)
        while concept is not None and concept.parent and concept.parent not in found:
            found.append(concept.parent)
            concept = self._facets[facet].get(concept.parent)
        return tuple(found)

    def is_sign(self, disease: str) -> bool:
        """Is the disease only a sign of others, as pain and fever are? No for an unknown one."""
        concept = self.diseases.get(disease)
        return concept is not None and concept.is_sign

    # --- finding ------------------------------------------------------------------------------------------------------

    def concepts(self, text: str, language: str = "") -> list[Mention]:
        """Concepts named in ``text``, in order of place: per facet the longest name at a place, none overlapping.

        ``language`` picks whose names count: its own and English ones (Chinese and Japanese share characters and are
        taken together), and product names of every language; "" takes all. Attributes are also read from stated ages
        and kidney function; concepts with ``any_of`` are found where the words of one alternative occur together.
        """
        folded = fold_with_offsets(text)
        found_in = (hit for reading in _scripts(folded, language) for hit in self._matcher.find(reading))
        hits = [hit for hit in dict.fromkeys(found_in) if _counts(hit.payload, language)]
        named = _longest([hit for hit in hits if hit.payload.group < 0])
        found = {(hit.payload.facet, hit.payload.id, hit.start, hit.end) for hit in named if not hit.payload.blocks}
        found |= _together(self._facets, [hit for hit in hits if hit.payload.group >= 0], found)
        for measure in measures(folded):
            found |= {("attribute", id, measure.start, measure.end) for id in _groups(measure, self._ranges)}
        in_order = sorted(found, key=lambda mention: (mention[2], mention[3], mention[0], mention[1]))
        return [Mention(facet, id, start, end, text[start:end]) for facet, id, start, end in in_order]

    def _add(self, facet: str, concept: Concept) -> None:
        for language, names in concept.names.items():
            for name in names:
                term = _Term(facet, concept.id, language)
                for written in {name, simplified(name)} if language == "zh" else {name}:
                    self._matcher.add(written, term, stems=language if language in ("en", "de") else "")
                self._ids[facet, name_path(name)] = concept.id
        for name in concept.exact:
            self._matcher.add(name, _Term(facet, concept.id), exact=True)
            self._ids.setdefault((facet, name_path(name)), concept.id)
        for name in concept.never:
            self._matcher.add(name, _Term(facet, concept.id, blocks=True))
        for alternative, groups in enumerate(concept.any_of):
            for group, terms in enumerate(groups):
                for name in terms:
                    self._matcher.add(name, _Term(facet, concept.id, "", alternative, group))
        self._ids.setdefault((facet, name_path(concept.id)), concept.id)


def _scripts(folded: Folded, language: str) -> Iterator[Folded]:
    """The text; one in traditional characters also in simplified ones, each in its place."""
    yield folded
    is_chinese = language in ("", "zh") and not folded.original.isascii()
    if is_chinese and (same := simplified(folded.text)) != folded.text:
        yield Folded(folded.original, same, folded.starts, folded.ends)


def _counts(term: _Term, language: str) -> bool:
    if not language or not term.language or term.facet == "product" or term.language in ("en", language):
        return True
    return language in _CJK and term.language in _CJK


def _longest(hits: Iterable[Hit[_Term]]) -> list[Hit[_Term]]:
    """Per facet, from left to right: the longest name at a place, then on behind it; equal spans all stay."""
    kept: list[Hit[_Term]] = []
    last: dict[str, tuple[int, int]] = {}
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, not h.payload.blocks, h.payload.id)):
        start, end = last.get(hit.payload.facet, (-1, -1))
        if hit.start >= end or (hit.start, hit.end) == (start, end):
            kept.append(hit)
            last[hit.payload.facet] = (hit.start, hit.end)
    return kept


def _together(
    facets: Mapping[str, Mapping[str, Concept]], hits: Iterable[Hit[_Term]], named: set[tuple[str, str, int, int]]
) -> set[tuple[str, str, int, int]]:
    """Concepts with a complete ``any_of`` alternative, at its first group's words; those found by name are skipped."""
    already = {(facet, id) for facet, id, _, _ in named}
    first: dict[tuple[str, str, int], dict[int, tuple[int, int]]] = {}
    for hit in hits:
        term = hit.payload
        first.setdefault((term.facet, term.id, term.alternative), {}).setdefault(term.group, (hit.start, hit.end))
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for (facet, id, alternative), groups in sorted(first.items()):
        if (facet, id) not in already and len(groups) == len(facets[facet][id].any_of[alternative]):
            found.setdefault((facet, id), groups[0])
    return {(facet, id, start, end) for (facet, id), (start, end) in found.items()}


def _groups(measure: Measure, ranges: Iterable[tuple[str, Range]]) -> list[str]:
    """Attributes a stated interval means: the equal range, else the narrowest around it, else the widest inside it."""
    mine = [(id, range_.low, range_.high) for id, range_ in ranges if range_.quantity == measure.quantity]
    equal = [id for id, low, high in mine if (low, high) == (measure.low, measure.high)]
    if equal:
        return equal
    around = [(high - low, -low, id) for id, low, high in mine if low <= measure.low and measure.high <= high]
    if around:
        return [min(around)[2]]
    inside = [(id, low, high) for id, low, high in mine if measure.low <= low and high <= measure.high]
    return [
        id for id, low, high in inside if not any(other != id and l2 <= low and high <= h2 for other, l2, h2 in inside)
    ]
