"""Reading a module once for questions: what its words, and the headings above them, speak of. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generate.degrees import renal_degrees
from generate.lexicon import stem, table, terms_in
from generate.marks import without_marks
from library.matching import fold_with_offsets
from library.models import AnchorRole, Module, ModuleContent, ModuleKind
from library.quantities import Measure, measures
from library.taxonomy import Taxonomy
from library.text import Number, fold, numbers

_WORD = re.compile(r"[a-zäöüß0-9][a-zäöüß0-9./-]*")
_RUN_IN = re.compile(r"([a-zäöüß][a-zäöüß /-]{3,40})[.:] ")
"""A heading that begins a paragraph."""
CJK_RUN = re.compile(r"[\u3400-\u9fff\u30a1-\u30fc]+")


@dataclass(frozen=True)
class Reading:
    """A module as read: ``body`` and ``whole`` (with context) are folded; ids are concepts of our tables.

    ``under`` are topics of the headings alone. ``events`` are those of the body and the headings: a result told in the
    sentence before is not this one's.
    ``named`` are the taxonomy's concepts as ``(facet, id)`` in body and context, ``said`` those in the body, ``above``
    those in the context.
    ``stems`` are of the Latin words, ``pairs`` are neighbouring characters of the others, ``terms`` ids of the words
    that mean the same.
    """

    module: Module
    body: str
    whole: str
    topics: frozenset[str]
    context_topics: frozenset[str]
    under: frozenset[str]
    events: frozenset[str]
    uses: frozenset[str]
    named: frozenset[tuple[str, str]]
    said: frozenset[tuple[str, str]]
    above: frozenset[tuple[str, str]]
    measures: tuple[Measure, ...]
    numbers: tuple[Number, ...]
    words: frozenset[str]
    stems: frozenset[str]
    pairs: frozenset[str]
    terms: frozenset[str]

    @property
    def id(self) -> str:
        """Id of the module version."""
        return self.module.id


def read_module(module: Module, taxonomy: Taxonomy) -> Reading:
    """Everything a question may be compared with."""
    content = module.content
    above = content.context
    if _RUN_IN.match(fold(content.body)) and "\t" not in content.body:
        above = tuple(line for line in above if not line.rstrip().endswith((".", "。")))
    context = "\n".join((*above, content.section.replace("_", " ")))
    said = without_marks(content.body)
    body, whole = fold(said), fold(f"{context}\n{said}")
    headings = [line for line in content.context if "%" not in line or "\t" in line]
    in_body = table("topics").ids_in(body)
    siblings = _siblings(content.context, body)
    mentioned = taxonomy.concepts(f"{context}\n{content.body}")
    tagged = {(tag.facet, tag.value) for tag in module.tags}
    words = frozenset(_WORD.findall(whole))
    return Reading(
        module=module,
        body=body,
        whole=whole,
        topics=in_body,
        context_topics=table("topics").ids_in(fold(context)) - in_body - siblings,
        under=table("topics").ids_in(fold("\n".join(line for line in headings if not line.endswith((".", "。"))))),
        events=with_implied(table("events").ids_in(fold("\n".join((*headings, content.body))))),
        uses=table("uses").ids_in(whole),
        named=frozenset((m.facet, m.id) for m in mentioned) | frozenset(tagged),
        said=frozenset((m.facet, m.id) for m in mentioned if m.start > len(context)),
        above=frozenset((m.facet, m.id) for m in mentioned if m.start <= len(context)),
        measures=(*measures(fold_with_offsets(f"{content.body}\n{context}")), *_degrees(content, body)),
        numbers=tuple(numbers(content.body, content.language)),
        words=words,
        stems=frozenset(stem(part) for word in words for part in (word, *re.split("[./-]", word))),
        pairs=pairs_of(whole),
        terms=_terms(whole, content.language) | phases(whole),
    )


def _terms(whole: str, language: str) -> frozenset[str]:
    return frozenset(f.id for f in terms_in(whole, "de")) if language == "de" else table("terms").ids_in(whole)


def heads_over(content: ModuleContent) -> list[str]:
    """The headings above a statement: lines of its context that are neither sentences nor heads of columns."""
    return [line for line in content.context if "\t" not in line and not line.rstrip().endswith((".", "。"))]


def column_heads(content: ModuleContent) -> list[str]:
    """The heads of columns above a row, folded, each header line as it stands."""
    return [fold(line) for line in content.context if "\t" in line]


_FORBIDS = frozenset({ModuleKind.CONTRAINDICATION, ModuleKind.WARNING})


def _degrees(content: ModuleContent, body: str) -> list[Measure]:
    """Degrees of renal impairment in words of a statement, else those of the headings above it."""
    forbids = content.kind in _FORBIDS
    return renal_degrees(body, forbids=forbids) or renal_degrees(fold("\n".join(heads_over(content))), forbids=forbids)


_PEOPLE_OF_A_CHAPTER = frozenset({"pregnancy", "lactation", "fertility"})
"""Topics that one chapter's heading names together, each with sentences of its own."""


def _all_topics() -> frozenset[str]:
    return frozenset(table("topics").ids)


def _siblings(context: Sequence[str], body: str) -> frozenset[str]:
    """What a chapter's heading names beside the topic of a paragraph's own heading ("Fertility, pregnancy and
    lactation" above "Fertility. Animal studies …"): such a paragraph is on its own topic alone."""
    heading = _RUN_IN.match(body)
    own = table("topics").ids_in(heading[1] if heading else body) & (
        _PEOPLE_OF_A_CHAPTER if not heading else _all_topics()
    )
    named = (table("topics").ids_in(fold(line)) for line in context if len(line) < 80)
    return frozenset(id_ for ids in named if own & ids for id_ in ids - own)


def under_their_headings(readings: Sequence[Reading]) -> list[Reading]:
    """Readings in which a sentence stands under the heading that begins its paragraph ("Elderly. Of the patients …"):
    what follows in the same passage, up to the next such heading, is of the same people."""
    placed: dict[str, list[tuple[int, int]]] = {}
    for number, reading in enumerate(readings):
        origin = next((a for a in reading.module.anchors if a.role is AnchorRole.ORIGIN), None)
        if origin is not None and origin.passage:
            placed.setdefault(origin.passage, []).append((origin.start, number))
    result = list(readings)
    people = table("topics").flagged("subgroup")
    for places in placed.values():
        heading: frozenset[str] = frozenset()
        for _, number in sorted(places):
            reading = readings[number]
            own = _RUN_IN.match(reading.body)
            if own:
                heading = table("topics").ids_in(own[1]) & people
            elif heading - reading.topics:
                result[number] = replace(
                    reading,
                    context_topics=reading.context_topics | (heading - reading.topics),
                    under=reading.under | heading,
                )
    return result


_PHASE = re.compile(
    r"phase ?(iii|ii|i|[1-4])(?![a-z\d])|(?<![a-z\d])(iii|ii|i|[1-4]) ?期(?!肾|慢)|第(iii|ii|i|[1-4])相"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3"}


def phases(folded: str) -> frozenset[str]:
    """Phases of trials that a folded text names, as "phase_3"."""
    found = (next(group for group in match.groups() if group) for match in _PHASE.finditer(folded))
    return frozenset(f"phase_{_ROMAN.get(number, number)}" for number in found)


def pairs_of(folded: str) -> frozenset[str]:
    """Every two neighbouring Chinese characters or katakana of a folded text."""
    return frozenset(run[i : i + 2] for run in CJK_RUN.findall(folded) for i in range(len(run) - 1))


def with_implied(events: frozenset[str]) -> frozenset[str]:
    """Events and what they point to."""
    concepts = table("events").concepts
    implied = (other for id_ in events for other in concepts[id_].implies if other in concepts)
    return events | frozenset(implied)
