"""Which of the modules that cover a question are its answer: the best-sourced words, each fact once. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generate.answers.action import led_by_action
from generate.answers.cover import (
    GIVES_ADVICE,
    Cover,
    advises,
    at_home,
    cover,
    covers_report,
    may_advise,
    near_home,
    people_of_the_heading,
    says_what_to_do,
)
from generate.answers.grades import by_grades, without_rows
from generate.answers.models import not_of_models
from generate.answers.passage import place_of, with_every_degree, with_short_passage
from generate.answers.rank import ADVICE, POPULATIONS, only_refers
from generate.answers.told_apart import ANY_OTHER, lists_who_must_not
from generate.lexicon import table
from generate.likeness import adds_to, says_it_all
from generate.question import Question
from generate.questions.asked import ENDPOINTS, Need, bare, too_bare
from generate.questions.groups import group_of
from generate.questions.vocabulary import Vocabulary
from generate.reading import Reading, with_implied
from generate.sourcing import Rank
from library.models import ModuleKind

MOST_STATEMENTS = 3
_AS_MUCH = 0.35
"""The better source speaks first where it holds about as much of what was asked, by share."""
_MEASURES = frozenset({"rate", "median", "hazard_ratio", "confidence_interval", "p_value", "comparison", "months_unit"})
"""What is asked of an endpoint named before."""
_TELLING = 1.2
"""Weight from which a word says by itself what a question is about."""
_SPARSE = 0.3
"""Least share of what tells where all that decides is met."""
_CLOSE = 0.8
"""Modules that cover a question and rank this near to the best are shown as well (two studies, two steps)."""
_CONDITIONS = {"pregnancy": ModuleKind.SPECIAL_POPULATION, "overdosage": ModuleKind.OVERDOSE}
"""Where the label says what to do about a condition that a report tells of."""
_SOME = POPULATIONS | {"intracranial", "long_term"}
_ONE_CHAPTER = frozenset({"pregnancy", "lactation", "fertility"})
"""What one chapter tells of in turn: asked together, each is answered by its own sentences."""
_MUCH_LESS = 0.25
"""Beside the best statement none stands that holds so much less of what was asked, by share."""
_OF_REACTIONS = frozenset({"side_effects", "liver_tests", "severe_event", "liver_values", "severe"})
"""What a question on reactions names without naming one."""
_UNCHANGED = re.compile(
    r"^(?!.*(?:not (?:been )?(?:studied|established)|unknown|no data|尚未|尚无|没有[^。]{0,8}数据|未确定"
    r"|確立していない)).*"
    r"(?:no (?:dose|dosage) (?:adjustment|change|modification)|无需调整|不需调整|調節は不要|keine dosisanpassung)",
    re.DOTALL,
)
_NOT_KNOWN = re.compile(
    r"(?:has|have|was|were)? ?not (?:been )?(?:studied|established|recommended|evaluated)|contraindicated"
    r"|尚未(?:研究|确定|确立)|未(?:进行|开展)研究|不推荐|禁用|確立していない|推奨されない"
    r"|nicht (?:untersucht|empfohlen|erwiesen)"
)
"""Nothing is known, or it must not be: neither a plain dose nor "no adjustment" for another trait stands beside."""
_TIMES = frozenset({"time_to_effect", "onset", "dor", "time_on_treatment", "follow_up"})
"""How long something takes is no part of how many it befell."""
_SAME_HOME = {ModuleKind.SPECIAL_POPULATION: ModuleKind.DOSING, ModuleKind.SAFETY_RESULT: ModuleKind.ADVERSE_REACTION}
"""Kinds that say the same sort of thing in different chapters."""


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


def best(read: Question, asked: tuple[Need, ...], shelf: Shelf, report: bool) -> list[Reading]:
    """The answer, at most three statements: from the label where the label answers, each adding a fact.

    Empty where nothing covers the question. ``report`` is whether the question tells of something that happened. More
    than three are the rows of a table on all grades of a reaction (:mod:`generate.answers.grades`).
    """
    answer = by_grades(read, _best(read, asked, shelf, report), shelf.readings)
    of_a_reaction = any(need.kind in ("event", "number") or need.id in _OF_REACTIONS for need in asked)
    if report:
        return answer
    return with_every_degree(read, asked, answer if of_a_reaction else without_rows(answer), shelf.readings)


def _best(read: Question, asked: tuple[Need, ...], shelf: Shelf, report: bool) -> list[Reading]:
    if report:
        covers = shelf.covers(read, asked)
        return _chosen(read, asked, _beside_report(read, asked, covers), covers, shelf, report)
    if shelf.vocabulary.foreign(asked) or (
        too_bare(asked) and any(need.decides for need in asked) and not speaks_for_itself(asked, shelf)
    ):
        return []
    listed = {need.id for need in asked if need.kind == "topic"}
    if len(listed) > 1 and listed <= _ONE_CHAPTER and (each := _by_topics(read, asked, shelf)):
        return each
    for at_large in (False, True):
        if at_large and not any(need.narrows and not need.general for need in asked):
            break
        covers = shelf.covers(read, asked, at_large=at_large)
        fit = [c for c in covers if c.complete]
        if fit and min(shelf.rank(c.reading.module) for c in fit) > 0:
            each = _by_topics(read, asked, shelf)
            if each and all(shelf.rank(reading.module) == 0 for reading in each):
                return each  # two statements of the label before one of a slide that holds a part of each
        if fit:
            return _chosen(read, asked, fit, covers, shelf, report)
    return (
        _by_patient(read, asked, shelf)
        or _by_topics(read, asked, shelf)
        or _by_grade(read, asked, shelf)
        or _by_advice(read, asked, shelf, report)
        or _by_what_decides(read, asked, shelf, report)
    )


def _chosen(
    read: Question, asked: tuple[Need, ...], fit: list[Cover], covers: list[Cover], shelf: Shelf, report: bool
) -> list[Reading]:
    if not fit:
        return []
    fit = [c for c in fit if c.reading.module.content.kind is not ModuleKind.PATIENT_COUNSELLING] or fit
    fit = _of_asked_people(read, asked, not_of_models(read, fit))
    narrow = {n.id for n in asked if n.kind == "topic" and not n.general} - table("topics").flagged("by_kind")
    fit = [c for c in fit if narrow <= c.reading.topics | people_of_the_heading(c.reading)] or fit
    fit = _best_sourced([c for c in fit if c.share > max(c.share for c in fit) - _AS_MUCH], shelf.rank)
    ranked = _sorted([c for c in fit if at_home(asked, c.reading)] or [c for c in fit if near_home(asked, c.reading)])
    if not ranked:
        return []
    close = [c for c in ranked if c.rank >= ranked[0].rank - _CLOSE and _alike(c, ranked[0], asked)]
    close = [c for c in close if c.share > ranked[0].share - _MUCH_LESS]
    chosen = _each_fact_once(close)[: 2 if report else MOST_STATEMENTS]
    chosen = _of_one_table(chosen)
    chosen = _with_base_dose(read, asked, chosen, shelf)
    answer = _with_neighbours(asked, [c.reading for c in chosen], covers, report)
    if not report or answer[0].module.content.kind is ModuleKind.OVERDOSE:
        answer = with_short_passage(asked, answer, shelf.readings)
    return led_by_action(read, asked, answer, covers, shelf.rank)[:MOST_STATEMENTS]


def _of_asked_people(read: Question, asked: Sequence[Need], fit: list[Cover]) -> list[Cover]:
    """Covers without those on people nobody asked about, where others are on all patients."""
    meant = read.topic_ids | {need.id for need in asked}
    of_all = [c for c in fit if lists_who_must_not(c.reading) or not (c.reading.topics & _SOME) - meant]
    return of_all or fit


def _of_one_table(chosen: list[Cover]) -> list[Cover]:
    """Statements without those from elsewhere, where two rows of one table answer ("first, second dose reduction")."""
    if not chosen or "\t" not in chosen[0].reading.module.content.body:
        return chosen
    beside = [c for c in chosen if c.reading.module.content.context == chosen[0].reading.module.content.context]
    return beside if len(beside) > 1 else chosen


def speaks_for_itself(own: Sequence[Need], shelf: Shelf, asked: Sequence[Need] = ()) -> bool:
    """Whether a later part of a question says by a telling word of its own what it is about ("must the desiccant stay
    inside?"), so that it need not be about what the part before asked."""
    topics = {need.id for need in own if need.kind == "topic"}
    inherits = {need.id for need in asked if need.kind == "topic"} & table("topics").flagged("endpoint") - topics
    if inherits and topics and topics <= _MEASURES:
        return False
    return any(need.kind in ("term", "word") and shelf.vocabulary.known_weight(need) >= _TELLING for need in own)


def held_by(read: Question, asked: Sequence[Need], own: Sequence[Need], shown: Sequence[Reading], shelf: Shelf) -> bool:
    """Whether a shown statement gives what an unanswered part asks by itself, or the endpoint it asks of."""
    names_it = any(need.decides and not bare(need) for need in own) and not shelf.vocabulary.foreign(own)
    if names_it and any(cover(read, own, reading, shelf.vocabulary).complete for reading in shown):
        return True
    endpoints = table("topics").flagged("endpoint")
    if any(need.id in _TIMES and not any(need.id in reading.topics for reading in shown) for need in own):
        return False
    wanted = [need for need in asked if need.kind == "topic" and need.id in endpoints]
    return bool(wanted) and any(not cover(read, wanted, reading, shelf.vocabulary).lacks for reading in shown)


def _beside_report(read: Question, asked: Sequence[Need], covers: Sequence[Cover]) -> list[Cover]:
    """What may stand beside a report: what the label says of the very grade told, else advice on what happened,
    warnings rather than anything else."""
    speak = [c for c in covers if c.reading.module.content.kind in GIVES_ADVICE and covers_report(asked, c.reading)]
    conditions = [need for need in asked if need.kind == "topic" and need.id in _CONDITIONS]
    home = [c for c in speak if any(_is_home(need.id, c.reading) for need in conditions)]
    if home:
        return [c for c in home if says_what_to_do(c.reading)] or home
    grades = {n.value for n in read.numbers if n.unit == "grade"}
    exact = [c for c in speak if any(n.unit == "grade" and n.value in grades for n in c.reading.numbers)]
    exact = [c for c in exact if c.reading.module.content.kind in (ModuleKind.DOSING, ModuleKind.WARNING)]
    if exact:
        return exact
    if others := _of_any_other(asked, grades, covers):
        return others
    warnings = [c for c in speak if c.reading.module.content.kind is ModuleKind.WARNING]
    counted = {"rate", "side_effects"} & read.topic_ids
    advice = [c for c in speak if advises(asked, c.reading) and (counted or says_what_to_do(c.reading))]
    advice = [c for c in advice if counted or may_advise(c.reading)]
    return [c for c in warnings if c in advice] or advice or warnings


def _of_any_other(asked: Sequence[Need], grades: set[Decimal], covers: Sequence[Cover]) -> list[Cover]:
    """What the label says of "other adverse reactions" of the grade told, where no row is on what happened itself."""
    events = frozenset(need.id for need in asked if need.kind == "event")
    dosing = [c for c in covers if c.reading.module.content.kind is ModuleKind.DOSING]
    if not events or not grades or any(with_implied(events) & c.reading.events for c in dosing):
        return []
    rows = [c for c in dosing if ANY_OTHER.match(c.reading.body)]
    return [c for c in rows if any(n.unit == "grade" and n.value in grades for n in c.reading.numbers)]


def _is_home(condition: str, reading: Reading) -> bool:
    content = reading.module.content
    return content.kind is _CONDITIONS[condition] and (condition in reading.topics or condition in content.section)


def _sorted(covers: Sequence[Cover]) -> list[Cover]:
    return sorted(covers, key=lambda c: (-c.rank, c.reading.id))


def _best_sourced(covers: Sequence[Cover], rank: Rank) -> list[Cover]:
    """Those of the best source that speaks at all: where the label answers, a slide isn't quoted beside it."""
    best_rank = min(rank(c.reading.module) for c in covers)
    return [c for c in covers if rank(c.reading.module) == best_rank]


def _alike(one: Cover, other: Cover, asked: Sequence[Need]) -> bool:
    """Whether a further statement is of the first one's kind: a handling step is no answer to where to store."""
    kinds = [c.reading.module.content.kind for c in (one, other)]
    if any(need.kind == "event" for need in asked):
        return True
    return len({_SAME_HOME.get(kind, kind) for kind in kinds}) == 1


def _each_fact_once(covers: Sequence[Cover]) -> list[Cover]:
    """Covers in order, without those that add no fact; one that says all of an earlier one and more takes its place."""
    kept: list[Cover] = []
    for candidate in covers:
        if not adds_to(candidate.reading, [k.reading for k in kept]):
            continue
        outdone = [k for k in kept if says_it_all(candidate.reading, k.reading)]
        kept = [k for k in kept if k not in outdone] + [candidate]
    return kept


def _with_neighbours(
    asked: tuple[Need, ...], chosen: list[Reading], covers: list[Cover], report: bool
) -> list[Reading]:
    """The sentences that stand beside a single answer in the same paragraph and speak of what was asked as well.

    "Interrupt the medicine" says more with "there is no antidote" before it. In the order of the paragraph. A sentence
    that introduces a result ("Of the patients, 38 were 65 or over") brings the result that follows it.
    """
    if len(chosen) != 1:
        return chosen
    place = place_of(chosen[0])
    endpoints = table("topics").flagged("endpoint")
    asked_topics = {need.id for need in asked}
    narrow = {n.id for n in asked if n.kind == "topic" and not n.general} & chosen[0].topics
    share = next((c.share for c in covers if c.reading.id == chosen[0].id), 0.0)
    beside = [
        c.reading
        for c in covers
        if c.reading.id != chosen[0].id
        and place[0]
        and place_of(c.reading)[0] == place[0]
        and c.reading.module.content.kind is chosen[0].module.content.kind
        and (c.complete or (report and len(c.lacks) < len(asked)))
        and not (c.reading.topics & endpoints) - asked_topics
        and (report or (narrow <= c.reading.topics and c.share > share - _MUCH_LESS))
    ]
    beside += _following_result(chosen[0], covers)
    nearest = sorted(beside, key=lambda r: (abs(place_of(r)[1] - place[1]), r.id))
    kept = list(chosen)
    for reading in nearest[: MOST_STATEMENTS - 1]:
        if adds_to(reading, kept):
            kept.append(reading)
    return sorted(kept, key=lambda r: (place_of(r)[1], r.id))


def _following_result(introduction: Reading, covers: Sequence[Cover]) -> list[Reading]:
    if introduction.module.content.kind is not ModuleKind.STUDY_DESIGN or "elderly" not in introduction.topics:
        return []
    passage, start = place_of(introduction)
    after = [
        c.reading
        for c in covers
        if passage
        and place_of(c.reading)[0] == passage
        and place_of(c.reading)[1] > start
        and c.reading.module.content.kind is ModuleKind.EFFICACY_RESULT
    ]
    return sorted(after, key=lambda r: place_of(r)[1])[:1]


def _by_patient(read: Question, asked: tuple[Need, ...], shelf: Shelf) -> list[Reading]:
    """An answer for a patient who is old and has poor kidneys: what the label says of each, or nothing at all."""
    groups: dict[str, list[Need]] = {}
    for need in asked:
        if of := group_of(need):
            groups.setdefault(of, []).append(need)
    if len(groups) < 2:
        return []
    chosen: list[Cover] = []
    for group in groups.values():
        others = {need for other in groups.values() if other is not group for need in other}
        mine = tuple(need for need in asked if need not in others and need.decides)
        fit = [c for at_large in (False, True) for c in shelf.covers(read, mine, at_large=at_large) if c.complete]
        if not fit:
            return []
        chosen.append(_sorted(_best_sourced(fit, shelf.rank))[0])
    if any(_is_not_known(c.reading) for c in chosen):
        chosen = [c for c in chosen if not _UNCHANGED.search(c.reading.body)]
    return [c.reading for c in _with_base_dose(read, asked, _each_fact_once(chosen), shelf)]


def _by_topics(read: Question, asked: tuple[Need, ...], shelf: Shelf) -> list[Reading]:
    """An answer to "dose and storage?" or "rash and nausea, how often?": each listed thing by a module of its own.

    Everything else that was asked must be met by each of them.
    """
    for listed in (_listed(read, asked, kind) for kind in ("topic", "event", "use")):
        rest = tuple(need for need in asked if need not in listed)
        chosen: list[Cover] = []
        answered = 0
        for need in listed:
            fit = [c for c in shelf.covers(read, (need, *rest)) if c.complete] or _of_no_week(read, need, rest, shelf)
            found = _sorted(_best_sourced(fit, shelf.rank)) if fit else []
            people = len(listed) == 2 and need.id in POPULATIONS
            chosen += [c for c in found[: 2 if people else 1] if c.rank >= found[0].rank - _CLOSE]
            answered += bool(found)
        if listed and answered == len(listed):
            return [c.reading for c in _each_fact_once(chosen)]
    return []


def _of_no_week(read: Question, need: Need, rest: tuple[Need, ...], shelf: Shelf) -> list[Cover]:
    """What gives an endpoint without a time of its own, where it is asked at a week beside others."""
    weeks = [n for n in rest if n.number is not None and n.number.unit == "week"]
    if not weeks or need.id not in ENDPOINTS:
        return []
    timeless = tuple(n for n in rest if n not in weeks)
    covers = [c for c in shelf.covers(read, (need, *timeless)) if c.complete]
    return [c for c in covers if not any(n.unit == "week" for n in c.reading.numbers)]


def _by_what_decides(read: Question, asked: tuple[Need, ...], shelf: Shelf, report: bool) -> list[Reading]:
    """What meets everything that decides, something narrow among it, in its own chapter; words may weigh more."""
    if not any(need.narrows and not need.general and not bare(need) for need in asked):
        return []
    covers = shelf.covers(read, asked)
    fit = [c for c in covers if not c.lacks and c.share >= _SPARSE and at_home(asked, c.reading)]
    return _chosen(read, asked, fit, covers, shelf, report)


def _by_advice(read: Question, asked: tuple[Need, ...], shelf: Shelf, report: bool) -> list[Reading]:
    """What the label says to do about a reaction, where it is asked whether to go on and nothing says that."""
    to_do = Need("topic", "what_to_do")
    whether = [need for need in asked if need.kind == "topic" and need.id in ADVICE]
    if not whether or to_do in asked or not any(need.kind == "event" for need in asked):
        return []
    return best(read, (to_do, *(need for need in asked if need not in whether)), shelf, report)


def _by_grade(read: Question, asked: tuple[Need, ...], shelf: Shelf) -> list[Reading]:
    """What to do at a grade of a reaction that has no row of its own: the row of all other reactions."""
    advised = {need.id for need in asked if need.kind == "topic"} & {"what_to_do", "management", "dose_change", "dose"}
    grades = {n.value for n in read.numbers if n.unit == "grade"}
    if not advised or {need.id for need in asked if need.kind == "topic"} - advised:
        return []
    fit = _of_any_other(asked, grades, shelf.covers(read, asked))
    return [c.reading for c in _best_sourced(fit, shelf.rank)][:1] if fit else []


def _listed(read: Question, asked: Sequence[Need], kind: str) -> list[Need]:
    """Two or three things of one kind that a question lists; empty where one narrows the other."""
    listed = [need for need in asked if need.kind == kind]
    counted = [need for need in listed if need.kind == "topic" and need.id in ("stopped_rate", "dose_change")]
    if len(counted) > 1 and Need("topic", "rate") in listed and _joined(read):
        return counted
    endpoints = [need for need in listed if need.kind == "topic" and need.id in ENDPOINTS]
    if len(endpoints) > 1 and _joined(read):
        return endpoints if len(endpoints) <= MOST_STATEMENTS else []
    if kind == "topic":
        besides = any(need.decides and need.kind not in ("topic", "figure", "count") for need in asked)
        if (besides and not {need.id for need in listed} <= ENDPOINTS) or not _enumerates(read, listed):
            return []
    elif not _joined(read):
        return []
    return listed if 2 <= len(listed) <= MOST_STATEMENTS else []


def _enumerates(read: Question, topics: list[Need]) -> bool:
    """Whether the topics are listed ("dose and storage"), not one narrowing the other ("dose in renal impairment")."""
    narrowing = table("topics").flagged("subgroup") | table("topics").flagged("quantity")
    if {topic.id for topic in topics} <= _ONE_CHAPTER:
        return _joined(read)
    return _joined(read) and not any(topic.id in narrowing for topic in topics)


def _joined(read: Question) -> bool:
    return any(
        word in read.masked
        for word in (" and ", ",", " und ", "和", "、", "及", "と", "?", "，", " & ", " or ", "/", " vs", " versus ")
    )


def _is_not_known(reading: Reading) -> bool:
    """Whether a statement only says that nothing is known, or that it must not be, and gives no dose."""
    return bool(_NOT_KNOWN.search(reading.body)) and not any(n.unit == "mg" for n in reading.numbers)


def _with_base_dose(read: Question, asked: tuple[Need, ...], chosen: list[Cover], shelf: Shelf) -> list[Cover]:
    """A dose question whose best answer names no dose ("no adjustment") gets the recommended dose as well."""
    if "dose" not in {need.id for need in asked} or any("mg" in {n.unit for n in c.reading.numbers} for c in chosen):
        return chosen
    dose = Need("topic", "dose")
    plain = [c for c in shelf.covers(read, (dose,)) if c.complete]
    doses = [
        c
        for c in plain
        if c.reading.module.content.kind is ModuleKind.DOSING
        and any(n.unit == "mg" for n in c.reading.numbers)
        and any(n.kind == "frequency" for n in c.reading.numbers)
        and not c.reading.topics & (table("topics").flagged("subgroup") | {"dose_change"})
        and not re.search(r"may be considered|可考虑", c.reading.body)
    ]
    if not doses or any(_is_not_known(c.reading) for c in chosen):
        return chosen
    if not any(_UNCHANGED.search(c.reading.body) for c in chosen):
        return chosen
    return [*chosen[: MOST_STATEMENTS - 1], *_sorted(_best_sourced(doses, shelf.rank))[:1]]
