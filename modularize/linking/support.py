"""Which words of a label, a publication or data on file bear a claim out: found by rules, explained by words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from library.evidence import check, claims_language, coverage
from library.evidence_language import is_survival_claim
from library.evidence_terms import NOT_SIGNIFICANT, endpoints, qualifiers
from library.models import AnchorDraft, AnchorRole, Finding, Module, Severity
from library.numbers import NumberKind, numbers
from library.text import tokens
from modularize.draft import Segment

TRIED = 8
"""Units of evidence compared with a claim: those that share most of its rarer words."""
COVERED = 0.6
"""Share of a claim's words that its support must hold."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment of a source that can bear claims out: its words with the table header, and all it depends on."""

    segment: Segment
    texts: tuple[str, ...]
    language: str
    qualified: frozenset[str]

    def anchors(self) -> list[AnchorDraft]:
        """The unit's own words as support anchors."""
        return [quote.anchor(AnchorRole.SUPPORT) for quote in self.segment.origin]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Units that bear a claim out (empty: none found), and what spoke against it."""

    units: tuple[Unit, ...] = ()
    against: tuple[Finding, ...] = ()
    across: tuple[Unit, ...] = ()
    """Units in another language whose figures agree: for a person to confirm."""


def unit_of(segment: Segment) -> Unit:
    """A segment as evidence: a row stands under its header, so that its figures know their arm."""
    header = [text for text in segment.context_texts if "\t" in text]
    rest = [text for text in segment.context_texts if "\t" not in text]
    own = "\n".join([*header, segment.body])
    shown = "\n".join(rest)
    return Unit(segment, (own, *rest), segment.first.language, qualifiers(shown) | qualifiers(segment.body))


class Evidence:
    """Units of the sources of one product, found by their words and figures."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.units = [unit_of(segment) for segment in segments]
        self.places: dict[str, list[int]] = defaultdict(list)
        for index, unit in enumerate(self.units):
            for word in {token for text in unit.texts for token in tokens(text)}:
                self.places[word].append(index)

    def nearest(self, text: str) -> list[Unit]:
        """Units that share most with ``text``, rare words and figures counting more."""
        scores: Counter[int] = Counter()
        for word in set(tokens(text)):
            holders = self.places.get(word, ())
            for index in holders:
                scores[index] += round(1000 / len(holders)) + (200 if word[0].isdigit() and "." in word else 0)
        return [self.units[index] for index, _ in scores.most_common(TRIED * 3)]

    def denied(self, text: str, language: str) -> list[Finding]:
        """Findings where ``text`` claims a benefit on an endpoint on which no source shows a significant one."""
        topics = is_survival_claim(text)
        if not topics or not self.contrary(text):
            return []
        about = [unit.texts[0] for unit in self.units if topics & endpoints("\n".join(unit.texts))]
        found = check(text, about, language=language)
        return [finding for finding in found if finding.code == "evidence.not_significant"]

    def contrary(self, text: str) -> tuple[str, ...]:
        """Words of the sources that say an endpoint of ``text`` was not significantly changed."""
        topics = endpoints(text)
        if not topics:
            return ()
        own = [unit.texts[0] for unit in self.units]
        return tuple(said for said in own if NOT_SIGNIFICANT.search(said) and topics & endpoints(said))

    def verdict(self, module: Module) -> Verdict:
        """What bears the module out: one unit, or two or three together that leave nothing unsaid."""
        content = module.content
        shown = "\n".join(content.context)
        near = self.nearest(f"{content.body}\n{shown}")
        same = [unit for unit in near if unit.language == content.language][:TRIED]
        against: list[Finding] = []
        contrary = self.contrary(content.body)
        for unit in same:
            found = _against(module, [unit], shown, contrary)
            if not found and coverage(content.body, unit.texts) >= COVERED:
                return Verdict(units=(unit,))
            if not against and coverage(content.body, unit.texts[:1]) >= COVERED and len(tokens(content.body)) > 3:
                against.extend(found)
        for size in (2, 3):
            for chosen in combinations(same[:5], size):
                texts = [text for unit in chosen for text in unit.texts]
                if not _values(content.body, content.language) <= _all_values(chosen):
                    continue
                if coverage(content.body, texts) >= COVERED and not _against(module, chosen, shown, contrary):
                    return Verdict(units=tuple(chosen))
        against = [*self.denied(content.body, content.language), *against]
        other = [unit for unit in near if unit.language != content.language][:TRIED]
        across = tuple(unit for unit in other if _figures_agree(module, unit, shown))
        return Verdict(against=tuple(dict.fromkeys(against)), across=across[:3])


@lru_cache(maxsize=4096)
def _values(text: str, language: str) -> frozenset[Decimal]:
    """Figures that must be somewhere in the evidence: a quick look before the words are compared."""
    return frozenset(n.value for n in numbers(text, language) if n.kind is not NumberKind.REFERENCE)


def _all_values(units: Sequence[Unit]) -> frozenset[Decimal]:
    return frozenset().union(*(_values(text, unit.language) for unit in units for text in unit.texts))


def _against(module: Module, units: Sequence[Unit], shown: str, contrary: Sequence[str] = ()) -> list[Finding]:
    content = module.content
    texts = [*(text for unit in units for text in unit.texts), *contrary]
    found = check(content.body, texts, language=content.language, market=content.market, context=shown)
    found += claims_language(content.body, content.language, content.market)
    blocking = [finding for finding in found if finding.severity is Severity.BLOCKING]
    missing = frozenset().union(*(unit.qualified for unit in units)) - qualifiers(f"{content.body}\n{shown}")
    if missing and any(number.decimals for number in numbers(content.body, content.language)):
        name = sorted(missing)[0]
        message = f"The source calls this {name}; the text does not say so."
        source_words = units[0].segment.body
        blocking.append(
            Finding(
                code="evidence.exploratory_unstated",
                severity=Severity.BLOCKING,
                message=message,
                words=content.body,
                source_words=source_words,
            )
        )
    return blocking


def _figures_agree(module: Module, unit: Unit, shown: str) -> bool:
    """A unit in another language with the claim's decimal figures, and nothing that contradicts it."""
    content = module.content
    telling = {
        number.value for number in numbers(content.body, content.language) if number.decimals or number.unit == "%"
    }
    theirs = {number.value for number in numbers("\n".join(unit.texts), unit.language)}
    return bool(telling) and telling <= theirs and not _against(module, [unit], shown)
