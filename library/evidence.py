"""Does a text say only what its sources say? Pure rules, no model, so the verdict can be explained word by word.

A sentence that is a whole sentence of a source passes as it stands. A part of one passes if what was left out holds no
denial, condition, population, obligation or comparator. Anything else is compared with the sentences of the sources
that share its words: numbers with what they count, frequencies, denial, direction, obligation, population, comparator,
significance and statistical qualifiers. ``evidence_terms`` holds the words, ``evidence_numbers`` the figures and
``evidence_language`` what no source can justify.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from library.evidence_comparators import unknown_comparators
from library.evidence_compared import gainsaid
from library.evidence_contrasts import pieces
from library.evidence_copy import copy_findings, swapped_cells
from library.evidence_degrees import added_degrees
from library.evidence_fragment import fragment_findings, place_in, time_left_out
from library.evidence_language import (
    claims_language,
    crosses_no_effect,
    intervals,
    is_survival_claim,
    statistical_honesty,
)
from library.evidence_numbers import number_findings, own_figures_findings
from library.evidence_reading import Read, key, parts, read_source, same_script, tongue
from library.evidence_terms import (
    DEEDS,
    NOT_SIGNIFICANT,
    SUBGROUPS,
    comparators,
    endpoints,
    hedge,
    modality,
    negations,
    opposites,
    populations,
    qualifiers,
)
from library.evidence_words import content_words
from library.models import Finding, Severity
from library.numbers import NumberKind, numbers

__all__ = ["check", "claims_language", "coverage", "is_verbatim", "statistical_honesty"]

NEAR = 0.6
"""Share of a sentence's words that must stand in one source sentence for the two to be compared word by word."""
UNRELATED = 0.35
"""Below this share of shared words a sentence is not borne out at all."""
_WOMEN = frozenset({"women"})
_OF_WOMEN = frozenset({"pregnant women", "lactating women", "women who can become pregnant"})
_DOUBLED = re.compile(r"\b(with|without|mit|ohne|before|after|vor|nach) (?:and|or|und|oder) \1\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[;；:：,，。—]|\.\s|\bbut\b|\baber\b")


def is_verbatim(text: str, sources: Sequence[str], *, language: str) -> bool:
    """Is every sentence of ``text`` a whole sentence, row or run of sentences of one of the sources?"""
    keys = {read.squeezed for source in sources for read in read_source(source, tongue(source, text, language))}
    whole = {key(source) for source in sources}
    return key(text) in whole or all(read.squeezed in keys for read in read_source(text, language))


def coverage(text: str, sources: Sequence[str]) -> float:
    """Share of the content words of ``text`` that stand anywhere in the sources, 0 to 1 (1 for a text without any)."""
    words = content_words(text)
    if not words:
        return 1.0
    theirs = frozenset().union(*(content_words(source) for source in sources)) if sources else frozenset()
    return len(words & theirs) / len(words)


def check(
    text: str, sources: Sequence[str], *, language: str, market: str = "", context: str = ""
) -> tuple[Finding, ...]:
    """Findings wherever ``text`` says something its ``sources`` do not say; empty where it is borne out.

    A table in a source is given with its header line first and its cells separated by TAB, so that figures know their
    arm. ``context`` is what stands with the text (headings, table header, footnotes): its qualifiers count for the
    text. Sources in another language are compared by figures, populations, comparators and frequencies only.
    """
    reads = [read for source in sources for read in read_source(source, tongue(source, text, language))]
    keys = {read.squeezed for read in reads} | {key(source) for source in sources}
    tongues = [(source, tongue(source, text, language)) for source in sources]
    if key(text) in keys:
        return ()
    found: list[Finding] = []
    for mine in read_source(text, language):
        of_sentence = _of_sentence(mine, reads, keys, tongues, context)
        clauses = parts(mine) if _blocks(of_sentence) else []
        if len(clauses) > 1:
            known = [*reads, *(part for read in reads for part in parts(read))]
            apart = [finding for part in clauses for finding in _of_sentence(part, known, keys, tongues, context)]
            of_sentence = of_sentence if _blocks(apart) else apart
        found.extend(of_sentence)
    return tuple(dict.fromkeys(found))


def _blocks(findings: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.BLOCKING for finding in findings)


def _of_sentence(
    mine: Read, reads: Sequence[Read], keys: set[str], tongues: Sequence[tuple[str, str]], context: str
) -> list[Finding]:
    """Findings about one sentence or clause; none where it is a whole sentence of a source."""
    if mine.squeezed in keys or not mine.squeezed:
        return []
    found = own_figures_findings(mine.text, mine.language)
    found.extend(number_findings(mine.text, mine.language, tongues, context))
    told = {finding.code for finding in found}
    for finding in _wording(mine, reads, context):
        if finding.code not in told or finding.severity is not Severity.BLOCKING:
            found.append(finding)
    return found


def _blocking(code: str, message: str, words: str = "", source_words: str = "") -> Finding:
    return Finding(
        code=f"evidence.{code}", severity=Severity.BLOCKING, message=message, words=words, source_words=source_words
    )


def _wording(mine: Read, reads: Sequence[Read], context: str) -> Iterator[Finding]:
    part_of = [read for read in reads if len(mine.squeezed) >= 4 and place_in(mine, read) is not None]
    if part_of:
        yield from fragment_findings(mine, part_of, context)
    yield from _named(mine, reads, context)
    yield from _significance(mine, reads, context)
    yield from _unqualified(mine, reads, context)
    same = [read for read in reads if same_script(read.language, mine.language)]
    if not same:
        if reads:
            message = "The source is in another language: figures and named groups were compared, not the wording."
            yield Finding(code="evidence.cross_language", severity=Severity.ADVISORY, message=message)
        return
    if part_of:
        return
    copied = copy_findings(mine.text, mine.language, _candidates(mine, same), context)
    changes = copied or []
    if not changes and "\t" in mine.text:
        changes = swapped_cells(mine.text, [read.text for read in same if "\t" in read.text])
    yield from changes
    share = [(len(mine.words & read.words) / max(1, len(mine.words)), read) for read in same]
    near = [read for overlap, read in sorted(share, key=lambda pair: -pair[0]) if overlap >= NEAR]
    told = {finding.code for finding in changes}
    rest = iter(()) if copied is not None else _little_shared(mine, same)
    compared = _compared(mine, near[0], context) if near else rest
    yield from (finding for finding in compared if finding.code not in told)


def _candidates(mine: Read, same: Sequence[Read]) -> list[tuple[str, str]]:
    """What the text may copy: source sentences that share half its words, or it has hardly any; rows, if it is one."""
    least = len(mine.words) * 0.5 if len(mine.words) > 3 else 0
    return [
        (read.text, read.language)
        for read in same
        if len(mine.words & read.words) >= least and (read.text.count("\t") < 2 or "\t" in mine.text)
    ]


def _little_shared(mine: Read, same: Sequence[Read]) -> Iterator[Finding]:
    if len(mine.words) < 2:
        return
    shared = coverage(mine.text, [read.text for read in same])
    nearest = max(same, key=lambda read: len(mine.words & read.words))
    if "\t" not in nearest.text and len(mine.words & nearest.words) >= UNRELATED * len(mine.words):
        yield from _contrary(mine, nearest)
    if shared < UNRELATED:
        message = f"The sources do not speak of this: {shared:.0%} of its words stand in them."
        yield _blocking("not_in_source", message, mine.text)
    elif shared < NEAR:
        message = f"Reworded from several places; {shared:.0%} of its words stand in the sources. Read it against them."
        yield Finding(code="evidence.loosely_supported", severity=Severity.ADVISORY, message=message, words=mine.text)


def _contrary(mine: Read, read: Read) -> Iterator[Finding]:
    """What a free rewording says the other way round: the opposite word, or a denial that one of the two lacks."""
    opposed = opposites(mine.text, read.text)
    if opposed:
        yield _opposed(*opposed)
    elif bool(negations(mine.text)) != bool(negations(read.text)):
        said, theirs = " ".join(negations(mine.text)), " ".join(negations(read.text))
        message = "One of text and source denies what the other states."
        yield _blocking("negation_differs", message, said or mine.text, theirs or read.text)


def _opposed(said: str, other: str) -> Finding:
    return _blocking("direction_differs", f"The text says “{said}” where its source says “{other}”.", said, other)


def _named(mine: Read, reads: Sequence[Read], context: str) -> Iterator[Finding]:
    """Populations and comparators the text names and no source does."""
    everything = "\n".join(read.text for read in reads)
    for code, kind, words in (
        ("population_differs", "population", populations(mine.text) - populations(everything)),
        ("comparator_differs", "comparator", comparators(mine.text) - comparators(everything)),
    ):
        for name in sorted(words):
            yield _blocking(code, f"The sources do not speak of this {kind}: {name}.", name)
    if (compared := gainsaid(mine.text)) is not None:
        word, one, other = compared
        yield _blocking("direction_differs", f"The figures say otherwise: {one}% is not “{word}” than {other}%.", word)
    for degree in added_degrees(mine.text, f"{everything}\n{context}") if reads else ():
        yield _blocking("severity_differs", f"The sources give no figure of what is “{degree}”.", degree)
    for name in unknown_comparators(mine.text, f"{everything}\n{context}"):
        yield _blocking("comparator_differs", f"The sources compare with something else than “{name}”.", name)


def _significance(mine: Read, reads: Sequence[Read], context: str) -> Iterator[Finding]:
    """A benefit claimed on an endpoint for which no source sentence shows one."""
    if NOT_SIGNIFICANT.search(mine.text + context):
        return
    for endpoint in sorted(is_survival_claim(mine.text)):
        on_it = [read for read in reads if endpoint in endpoints(read.text)]
        if not on_it:
            yield _blocking("endpoint_not_in_source", f"The sources do not speak of {endpoint}.", mine.text)
            continue
        verdicts = {read.text: _shows_no_effect(read, endpoint) for read in on_it}
        against = [text for text, verdict in verdicts.items() if verdict]
        if against and not any(verdict is False for verdict in verdicts.values()) and not _states_interval(mine):
            yield _blocking(
                "not_significant", f"No significant effect on {endpoint} in the source.", mine.text, against[0]
            )


def _states_interval(mine: Read) -> bool:
    return any(crosses_no_effect(*interval) for interval in intervals(mine.text, mine.language))


def _shows_no_effect(read: Read, endpoint: str) -> bool | None:
    """True: no significant effect; False: a significant one; None: it does not say."""
    if endpoints(read.text) != {endpoint} and not NOT_SIGNIFICANT.search(read.text):
        return None
    if NOT_SIGNIFICANT.search(read.text):
        return True
    p_values = [n for n in numbers(read.text, read.language) if n.kind is NumberKind.P_VALUE]
    if p_values:
        return all(n.value > 0.05 for n in p_values)
    effects = [i for i in intervals(read.text, read.language) if i[0].kind is NumberKind.RATIO]
    return all(crosses_no_effect(*i) for i in effects) if effects else None


def _unqualified(mine: Read, reads: Sequence[Read], context: str) -> Iterator[Finding]:
    """Exploratory or interim in the source and not in the text; a subgroup's interval that crosses no effect."""
    shown = mine.text + "\n" + context
    groups = populations(mine.text) & SUBGROUPS
    topics = endpoints(mine.text)
    values = {n.value for n in numbers(mine.text, mine.language) if n.decimals and n.kind is not NumberKind.NAME}
    for read in reads:
        theirs = {n.value for n in numbers(read.text, read.language) if n.decimals and n.kind is not NumberKind.NAME}
        is_about = bool(values & theirs) or bool(
            topics and topics == endpoints(read.text) and (numbers(mine.text) or groups)
        )
        if not is_about:
            continue
        for name in sorted(qualifiers(read.text) - qualifiers(shown)):
            if (
                values & theirs
                or groups & populations(read.text)
                or (not groups and not populations(read.text) & SUBGROUPS)
            ):
                yield _blocking(
                    "exploratory_unstated",
                    f"The source calls this {name}; the text does not say so.",
                    mine.text,
                    read.text,
                )
        if groups & populations(read.text) and not qualifiers(shown):
            for interval in intervals(read.text, read.language):
                if interval[0].kind is NumberKind.RATIO and crosses_no_effect(*interval):
                    message = "In this subgroup the interval includes no effect; the text does not say so."
                    yield _blocking("subgroup_crosses_no_effect", message, mine.text, read.text)
                    break


def _compared(mine: Read, read: Read, context: str) -> Iterator[Finding]:
    """Word by word with the one source sentence that holds most of the text's words."""
    yield from _denial(mine, read)
    opposed = opposites(mine.text, read.text)
    if opposed:
        yield _opposed(*opposed)
    said_modality, their_modality = modality(mine.text), modality(read.text)
    if said_modality - their_modality and their_modality - said_modality:
        said, other = sorted(said_modality - their_modality)[0], sorted(their_modality - said_modality)[0]
        yield _blocking("modality_differs", f"The text says “{said}” where its source says “{other}”.", said, other)
    elif hedge(read.text) and not said_modality and len(mine.words & read.words) >= 0.7 * len(read.words):
        message = f"The source leaves it open (“{hedge(read.text)}”); the text states it."
        yield _blocking("hedge_dropped", message, mine.text, read.text)
    if _is_overstated(mine, read):
        message = "The text says that one causes the other; its source only that they go together or were reported."
        yield _blocking("causality_differs", message, mine.text, read.text)
    stated = populations(mine.text)
    dropped = populations(read.text) - stated - (_WOMEN if stated & _OF_WOMEN else frozenset())
    if dropped and len(mine.words & read.words) >= 0.7 * len(read.words):
        name = sorted(dropped)[0]
        yield _blocking("population_dropped", f"The source speaks of {name}; the text does not.", mine.text, name)
    if when := time_left_out(mine, read.text, context):
        message = f"The source says this of a time (“{when}”); the text names none."
        yield Finding(
            code="evidence.time_dropped",
            severity=Severity.ADVISORY,
            message=message,
            words=mine.text,
            source_words=read.text,
        )


def _is_overstated(mine: Read, read: Read) -> bool:
    """Cause in the text, and in the source only that something was seen or reported along with something."""
    said, theirs = (
        {piece.value for piece in pieces(part.text, part.language) if piece.contrast == "cause"}
        for part in (mine, read)
    )
    is_deed = "associated" in theirs and not said and bool(DEEDS.search(mine.text)) and not DEEDS.search(read.text)
    return is_deed or ("caused" in said and "caused" not in theirs and bool(theirs))


def _denial(mine: Read, read: Read) -> Iterator[Finding]:
    doubled = _DOUBLED.search(mine.text)
    if doubled and not _DOUBLED.search(read.text):
        message = f"The text says “{doubled.group()}”, the same twice: what its source sets against it is lost."
        yield _blocking("negation_differs", message, doubled.group(), read.text)
        return
    said, theirs = negations(mine.text), negations(read.text)
    if bool(said) == bool(theirs) and len(said) >= len(theirs):
        return
    clause = max(
        (part for part in _CLAUSES.split(read.text) if part and part.strip()),
        key=lambda part: len(content_words(part) & mine.words),
        default=read.text,
    )
    near = negations(clause) if len(content_words(clause) & mine.words) >= NEAR * len(mine.words) else theirs
    if bool(said) != bool(near) or (said and len(said) < len(near)):
        words, source_words = " ".join(said) or mine.text, " ".join(near) or read.text
        yield _blocking("negation_differs", "One of text and source denies what the other states.", words, source_words)
