"""Does a module answer a question? Only if it speaks of everything that decides, and of most of what tells.

What decides (a named medicine, a population, an event, an endpoint, a figure) must be met, all of it. The other words
of a question are evidence: weighed by how rare they are among the modules, they must be covered for the greater part.
A word that stands nowhere in the library and is no turn of phrase names a thing that nothing approved speaks of: then
there is no answer. Rank only orders modules that cover. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generate.answers.covers.advice import tells_to_stop
from generate.answers.covers.meets import meets
from generate.answers.covers.rows import is_row_of_week
from generate.answers.of_use import asks_of_use
from generate.answers.rank import ADVICE, POPULATIONS, rank_of
from generate.lexicon import table
from generate.question import Question
from generate.questions.need import Need, bare
from generate.questions.vocabulary import Vocabulary, word_share
from generate.reading import Reading
from library.models import ModuleKind

_FORBIDDEN_LEADS = 3.0
"""What forbids a medicine to those asked about comes before whatever else is said of them."""
_BAN_LEADS = 1.5
"""In pregnancy and nursing, what tells to leave a medicine comes before data on animals and on exposure."""
_EXPECTING = frozenset({"pregnancy", "lactation"})
_BANS = re.compile(
    r"contraindicated|(?:should|must) (?:not|be (?:discontinu|stopp))|not (?:to )?(?:nurse|breast-?feed)"
    r"|do not use|not recommended"
    r"|禁(?:用|忌)|不得|不应|不宜|避免|停(?:药|止)|しないこと|投与を中止|避け(?:る|させる)"
    r"|nicht (?:[\w-]+ ){0,3}(?:stillen|werden)"
    r"|kontraindiziert|abgesetzt"
)
_ROW_OF_THE_WEEK = 1.5
"""The row of the very week asked leads what tells of the weeks before and after it."""
_SHARES = (("a tenth", 10.0), ("a fifth", 20.0), ("a quarter", 25.0), ("a third", 100 / 3), ("half", 50.0))
_FRAME = 0.3
"""Most that a word weighs which only frames a question ("before the start", "during treatment")."""
ENOUGH_ALONE = 0.7
"""The same where nothing decides."""
ENOUGH = 0.5
"""Share of what tells, by weight, that a module must hold."""


@dataclass(frozen=True)
class Cover:
    """How a module meets a question: what it lacks of what decides, the share of the evidence it holds, its rank."""

    reading: Reading
    lacks: tuple[Need, ...]
    rank: float
    share: float = 1.0
    decided: bool = True

    @property
    def complete(self) -> bool:
        """Whether nothing that decides is missing, and most of what tells is there."""
        return not self.lacks and self.share >= (ENOUGH if self.decided else ENOUGH_ALONE)


def cover(
    question: Question, asked: Sequence[Need], reading: Reading, vocabulary: Vocabulary, *, at_large: bool = False
) -> Cover:
    """How one module meets the needs; ``at_large``: a general topic is met by the chapter a module stands in."""
    deciding = [need for need in asked if need.decides]
    ranked = rank_of(question, asked, reading)
    if reading.module.content.kind is ModuleKind.CONTRAINDICATION and asks_of_use(question):
        ranked += _FORBIDDEN_LEADS
    expecting = _EXPECTING & reading.topics
    if expecting and any(need.id in expecting for need in asked) and _BANS.search(reading.body):
        ranked += _BAN_LEADS
    if any(is_row_of_week(need.number, reading) for need in asked if need.number and need.number.unit == "week"):
        ranked += _ROW_OF_THE_WEEK
    lacks = tuple(need for need in deciding if not meets(need, asked, reading, at_large=at_large))
    if "most_common" in {need.id for need in deciding} and _rarer(question, reading):
        lacks = (*lacks, Need("topic", "rate"))
    if at_large and _other_people(asked, reading):
        lacks = (*lacks, Need("topic", "population"))
    soft = table("topics").flagged("soft")
    told = sum(1.0 if need.general or need.kind == "figure" or need.id in soft else 1.5 for need in deciding)
    met = missed = echoes = 0.0
    for need in asked:
        if need.kind == "plain":
            echoes += 0.4 * word_share(need, reading) * vocabulary.weight(need)
        if need.kind in ("word", "term"):
            share, weight = word_share(need, reading), vocabulary.weight(need)
            weight = min(weight, _FRAME) if need.id in table("terms").flagged("frame") else weight
            met += weight * share
            missed += weight * (1 - share)
    decided = any(need.decides and not bare(need) for need in asked) or not met + missed
    told = told if decided else 0.0
    whole = told + met + missed
    share = (told + met) / whole if whole else 0.0
    decided = any(need.decides for need in asked)
    return Cover(reading, lacks, ranked + 0.8 * met - 0.3 * missed + echoes, share, decided)


def _rarer(question: Question, reading: Reading) -> bool:
    """Whether a module's first share is below the one asked for ("in 20% or more", "in a fifth of patients")."""
    limits = [float(n.value) for n in question.numbers if n.unit == "%"]
    limits += [share for words, share in _SHARES if words in question.masked]
    shares = [float(n.value) for n in reading.numbers if n.unit == "%"]
    return bool(limits and shares) and shares[0] < limits[0]


def _other_people(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module is on a population that nobody asked about."""
    return bool((reading.topics & POPULATIONS) - {need.id for need in asked})


def covers_report(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module speaks of a report: of its conditions, or of at least one event by name or what it points to."""
    conditions = [need for need in asked if need.kind == "topic" and need.id not in ADVICE]
    events = [need for need in asked if need.kind == "event"]
    if conditions:
        return all(meets(need, asked, reading) for need in conditions)
    return any(meets(need, asked, reading) for need in events)


def advises(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module says what to do where that is asked: go on, withhold, reduce."""
    wanted = [need for need in asked if need.kind == "topic" and need.id in ADVICE]
    at_home = all(reading.module.content.kind in table("topics").concepts[need.id].kinds for need in wanted)
    return (at_home or tells_to_stop(reading)) and all(meets(need, asked, reading) for need in wanted)
