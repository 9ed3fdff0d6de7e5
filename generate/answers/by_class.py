"""A medicine asked about by name that the approved content speaks of by its class: the answer says so. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from generate.question import Question
from generate.questions.parts import Part
from generate.reading import Reading
from library.taxonomy import Taxonomy


def by_class(
    parts: Sequence[Part], answers: Sequence[tuple[list[Reading], bool]], read: Question, taxonomy: Taxonomy
) -> list[str]:
    """A notice for each medicine asked about by name of whose class, not of which, an answer speaks."""
    said = []
    for part, (answer, _) in zip(parts, answers, strict=True):
        for need in part.asked:
            facet, _, ids = need.id.partition(":")
            if not answer or need.kind != "named" or facet != "product":
                continue
            own, *classes = ids.split("|")
            named = {id_ for reading in answer for kind, id_ in reading.named if kind == "product"}
            if own not in named and named & set(classes):
                (first, *_) = [c for c in classes if c in named]
                asked = next((m.words for m in (*part.question.mentions, *read.mentions) if m.id == own), "")
                named_as = asked or taxonomy.label("product", own, read.language)
                said.append(f"by_class|{named_as} → {taxonomy.label('product', first, read.language)}")
    return said
