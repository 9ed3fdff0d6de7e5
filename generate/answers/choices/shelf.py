"""What an answer may be chosen from, and the order in which covers are taken: best source, best rank. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generate.answers.covers.cover import Cover, cover
from generate.answers.rank import only_refers
from generate.question import Question
from generate.questions.need import Need
from generate.questions.vocabulary import Vocabulary
from generate.reading import Reading
from generate.sourcing import Rank

MOST_STATEMENTS = 3


@dataclass(frozen=True)
class Shelf:
    """What an answer may be chosen from: modules of one language as read, their words, whose words weigh most."""

    readings: tuple[Reading, ...]
    vocabulary: Vocabulary
    rank: Rank

    def covers(self, read: Question, asked: Sequence[Need], *, at_large: bool = False) -> list[Cover]:
        """How each module that says anything meets the needs."""
        return [
            cover(read, asked, reading, self.vocabulary, at_large=at_large)
            for reading in self.readings
            if not only_refers(reading.body)
        ]


def in_order(covers: Sequence[Cover]) -> list[Cover]:
    """Covers, the best first."""
    return sorted(covers, key=lambda c: (-c.rank, c.reading.id))


def best_sourced(covers: Sequence[Cover], rank: Rank) -> list[Cover]:
    """Those of the best source that speaks at all: where the label answers, a slide isn't quoted beside it."""
    best_rank = min(rank(c.reading.module) for c in covers)
    return [c for c in covers if rank(c.reading.module) == best_rank]
