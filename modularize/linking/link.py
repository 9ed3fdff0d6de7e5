"""The same claim in several documents: what is one module, what may be a variant, what contradicts.

Exact duplicates need nothing here: the same content in the same section has the same id, and the library joins their
anchors. Near matches are looked up by what they share (:mod:`modularize.linking.near`), never by comparing all
pairs; a person decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from library.models import Finding, Module, Severity
from library.numbers import NumberKind
from modularize.linking.near import Claim, Near, claim_of
from modularize.linking.same_claim import is_another_claim, is_dosing, is_of_one_thing, tells_one_dose

CONFLICT = "modularize.conflict"
ALIKE = 0.72
"""Share of words in common from which two modules are proposed as variants."""


def proposals(fresh: Sequence[Module], held: Iterable[Module]) -> tuple[Finding, ...]:
    """Variants and conflicts of ``fresh`` modules among themselves and with those ``held``. Nothing is joined here."""
    known = {module.id: module for module in (*held, *fresh)}
    near = Near()
    for module in known.values():
        near.file(module)
    return proposed(fresh, near, known.__getitem__)


def proposed(fresh: Sequence[Module], near: Near, fetch: Callable[[str], Module]) -> tuple[Finding, ...]:
    """As :func:`proposals`, with all modules, the fresh ones too, filed before; ``fetch`` gives a module by its id."""
    fresh_ids = {module.id for module in fresh}
    claims: dict[str, Claim] = {}
    found: dict[tuple[str, str], Finding] = {}

    def claim(id: str) -> Claim:
        if id not in claims:
            claims[id] = claim_of(fetch(id))
        return claims[id]

    for module in fresh:
        for other in near.beside(module):
            if (other, module.id) in found or (other in fresh_ids and other <= module.id):
                continue
            finding = related(claim(module.id), claim(other))
            if finding is not None and not (
                finding.code == CONFLICT and _is_one_of_a_family(claim(module.id), claim(other), near, claim)
            ):
                found[module.id, other] = finding
    return tuple(found.values())


def _is_one_of_a_family(mine: Claim, theirs: Claim, near: Near, claim: Callable[[str], Claim]) -> bool:
    """Does a document that says one of two claims say the other as well, beside it?

    Then they are two of a family (a line for each strength, pack or time), and neither contradicts the other.
    """
    for one, other in ((mine, theirs), (theirs, mine)):
        said_beside = (claim(id) for id in near.beside(one.module) if id != other.module.id)
        if any(third.origins & other.origins and _says_the_same(one, third) for third in said_beside):
            return True
    return False


def _says_the_same(one: Claim, other: Claim) -> bool:
    shared = len(one.words & other.words) / max(1, len(one.words), len(other.words))
    return shared >= ALIKE and _values(one) == _values(other)


def related(mine: Claim, theirs: Claim) -> Finding | None:
    """As :func:`compare`, without variants whose figures differ: rows of one form are not one claim."""
    finding = compare(mine, theirs)
    if finding is None or finding.code == CONFLICT or _values(mine) == _values(theirs):
        return finding
    return None


def _values(claim: Claim) -> list[tuple[str, str]]:
    return sorted((str(n.value), n.unit) for n in claim.figures)


def compare(mine: Claim, theirs: Claim) -> Finding | None:
    """Conflict where the same claim carries another figure, variant where the words are alike; else None.

    ``mine`` is the module the finding is about. Only the same language is compared by words; across languages a
    conflict is told from dosing frequencies and from figures on the same endpoint, group and study.
    """
    same_language = mine.module.content.language == theirs.module.content.language
    shared = len(mine.words & theirs.words) / max(1, min(len(mine.words), len(theirs.words)))
    clash = _clash(mine, theirs, same_language, shared)
    if clash is not None:
        words, source_words = clash
        message = f"The same claim stands elsewhere with another figure: “{words}” here, “{source_words}” there."
        return _finding("conflict", Severity.BLOCKING, message, mine, theirs, words, source_words)
    both = len(mine.words | theirs.words)
    alike = len(mine.words & theirs.words) / both if both else 0.0
    if same_language and alike >= ALIKE and len(mine.words) >= 4 and mine.text != theirs.text:
        message = "Nearly the same words stand in another module: a variant?"
        body = theirs.module.content.body
        return _finding("variant", Severity.ADVISORY, message, mine, theirs, mine.module.content.body, body)
    return None


def _finding(
    code: str, severity: Severity, message: str, mine: Claim, theirs: Claim, words: str, source_words: str
) -> Finding:
    return Finding(
        code=f"modularize.{code}",
        severity=severity,
        message=message,
        words=words,
        source_words=source_words,
        subject=mine.module.id,
        related=(theirs.module.id,),
    )


def _clash(mine: Claim, theirs: Claim, same_language: bool, shared: float) -> tuple[str, str] | None:
    if mine.groups != theirs.groups or not is_of_one_thing(mine, theirs):
        return None
    if mine.module.content.market != theirs.module.content.market and is_dosing(mine) and is_dosing(theirs):
        return None
    frequencies = _frequency_clash(mine, theirs)
    if frequencies and tells_one_dose(mine, theirs) and (not same_language or shared >= 0.6):
        return frequencies
    if not _same_study(mine, theirs):
        return None
    if same_language and shared >= 0.75 and _is_template(mine, theirs):
        pairs = [(a, b) for a, b in zip(mine.figures, theirs.figures, strict=True) if a.value != b.value]
        return None if is_another_claim(mine, theirs, pairs) else _figure_clash(mine, theirs)
    if (
        mine.topics
        and mine.topics == theirs.topics
        and mine.arms == theirs.arms
        and mine.studies
        and mine.studies == theirs.studies
    ):
        return _headline_clash(mine, theirs)
    return None


def _same_study(mine: Claim, theirs: Claim) -> bool:
    return not mine.studies or not theirs.studies or bool(mine.studies & theirs.studies)


def _is_template(mine: Claim, theirs: Claim) -> bool:
    """The same sentence but for its figures: as many of each kind, about the same topic and arms."""
    return (
        [(n.kind, n.unit) for n in mine.figures] == [(n.kind, n.unit) for n in theirs.figures]
        and mine.topics == theirs.topics
        and mine.arms == theirs.arms
    )


def _frequency_clash(mine: Claim, theirs: Claim) -> tuple[str, str] | None:
    ours = {(n.value, n.unit): n.text for n in mine.figures if n.kind is NumberKind.FREQUENCY}
    others = {(n.value, n.unit): n.text for n in theirs.figures if n.kind is NumberKind.FREQUENCY}
    doses = {n.value for n in mine.figures if n.unit == "mg"}, {n.value for n in theirs.figures if n.unit == "mg"}
    if len(ours) == 1 and len(others) == 1 and not ours.keys() & others.keys() and doses[0] & doses[1]:
        return next(iter(ours.values())), next(iter(others.values()))
    return None


def _figure_clash(mine: Claim, theirs: Claim) -> tuple[str, str] | None:
    """The one or two figures that differ where all others agree."""
    pairs = [(a, b) for a, b in zip(mine.figures, theirs.figures, strict=True) if a.value != b.value]
    if not pairs or len(pairs) > 2 or len(pairs) == len(mine.figures) > 1:
        return None
    first, second = pairs[0]
    return first.text, second.text


def _headline_clash(mine: Claim, theirs: Claim) -> tuple[str, str] | None:
    """Another median, rate or ratio with an interval or a count in common: one of the two is a slip."""
    shared = _anchoring(mine) & _anchoring(theirs)
    if not shared:
        return None
    for number in mine.figures:
        if number.kind not in (NumberKind.PERCENT, NumberKind.TIME, NumberKind.RATIO):
            continue
        rivals = [n for n in theirs.figures if n.kind is number.kind and n.unit == number.unit]
        if len(rivals) == 1 and all(n.value != number.value for n in rivals):
            return number.text, rivals[0].text
    return None


def _anchoring(claim: Claim) -> set[tuple[str, object]]:
    """Interval bounds and counts, which hardly agree by chance."""
    bounds = {
        (n.kind.value, n.value) for n in claim.figures if n.kind in (NumberKind.LOW, NumberKind.HIGH, NumberKind.PART)
    }
    return {pair for pair in bounds if pair[1]}
