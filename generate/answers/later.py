"""A later part of a question that names a telling word of its own beside what the part before was about. Pure.

"How often was pancreatitis seen, and what is done once it is confirmed?": "confirmed" tells, and it is still the
pancreatitis: a statement on another reaction is never the answer, however well it fits the word ("ILD, confirmed:
permanently discontinue"). Of anything else ("… about sun, and is that known from animals?") what says both comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

from generate.questions.parts import Part
from generate.questions.vocabulary import word_share
from generate.reading import Reading, with_implied


def holds_own_words(part: Part, reading: Reading) -> bool:
    """Whether a statement on what the part before was about holds a word or term that the part itself names."""
    own = [need for need in part.own if need.kind in ("word", "term")]
    return any(word_share(need, reading) > 0 for need in own)


def names_a_reaction(part: Part) -> bool:
    """Whether a part is about a reaction, its own or that of the part before."""
    return any(need.kind == "event" for need in part.asked)


def of_no_other_reaction(part: Part, answer: Sequence[Reading]) -> list[Reading]:
    """The answer without statements on reactions none of which was asked of; all of it where no reaction was."""
    events = frozenset(need.id for need in part.asked if need.kind == "event")
    if not events:
        return list(answer)
    return [reading for reading in answer if not reading.events or with_implied(events) & reading.events]
