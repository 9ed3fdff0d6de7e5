"""What a question asks for: topics, events, people and figures that decide, and words that speak for an answer.

A question is taken apart into needs (:mod:`generate.questions.need`). Some decide (a named medicine, a population, an
endpoint, a figure): without them a module is no answer. Others are evidence (words and terms): a module is the better
the more of them it holds, and they count by how telling they are (:mod:`generate.answers.covers.cover`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.lexicon import table
from generate.question import Question
from generate.questions.codes import codes
from generate.questions.figures import is_no_group, numbers_asked, words_of
from generate.questions.landmarks import landmarks
from generate.questions.named import others_named, uses_asked
from generate.questions.need import ENDPOINTS, Need
from generate.questions.topics import topics_asked
from generate.questions.words_left import terms_asked, words_left
from generate.reading import phases
from library.taxonomy import Taxonomy

_HOW_MUCH = re.compile(
    r"(?<![a-z])how (?:many|much|long|high|big|large)(?! (?:experience|data|evidence|risk|information))"
    r"|percentage|proportion"
    r"|多少|几(?:片|支|针|瓶|盒|周|天|个月|次|例|级|%)|多久|多长|百分之|几率|概率|比例"
    r"|wie (?:viel|lange|hoch|gross)|何(?:錠|回|日|週|か月|例|%|mg)|どれくらい|どのくらい"
)
_HOW_FREQUENT = re.compile(
    r"(?<![a-z])how (?:many(?! doses?| tablets?| injections?| shots?| times| m[gl]| days?| weeks?| months?| hours?)"
    r"|much|often|frequent\w*|common)|percentage|proportion|share|fraction"
    r"|(?<![到至达过于])多少(?!倍)|几率|概率|比例|百分之|几(?:例|%)"
    r"|wie (?:viele|haufig|häufig|oft)|何(?:例|%)|どれくらい"
)
_AT_INTERVALS = frozenset({"dose", "administration", "monitoring", "liver_tests", "storage", "room_temperature"})
_NO_RATE = frozenset({"dose", "interval", "monitoring", "onset", "missed_dose", "overdosage", "pack_size", "food"})
_COUNTED = frozenset({"side_effects", "severe_event", "stopped_rate", "dose_change"})
"""Asked how often, these are counted; a tablet is taken at intervals."""
_GOING_ON = frozenset({"management", "what_to_do", "dose_change", "warnings", "off_treatment", "treat_until"})
"""Topics that asking how to stop names as well."""
_NO_FIGURE = re.compile(r"how much (?:is|do we) known|how long .{0,20}(?:before|until)|多久(?:才|能)?(?:停|换)")
_WHY = re.compile(
    r"(?<![a-z])why(?! not)(?![a-z])|what(?:.s| is| was) the (?:reason|rationale)|为什么|为何|原因|なぜ|warum"
)


def needs(question: Question, product: str, taxonomy: Taxonomy) -> tuple[Need, ...]:
    """What an answer to the question must or should speak of; empty where it asks for nothing we can name."""
    return settled(loose_needs(question, product, taxonomy))


def loose_needs(question: Question, product: str, taxonomy: Taxonomy) -> tuple[Need, ...]:
    """The needs of a part of a question, before those of other parts."""
    topics = topics_asked(question)
    hard = [topic for topic in topics if topic not in table("topics").flagged("soft")]
    found = [
        *(Need("event", id_) for id_ in sorted(question.event_ids)),
        *(Need("use", id_) for id_ in sorted(uses_asked(question))),
        *_severity(question),
        *others_named(question, product, taxonomy),
        *(Need("measure", words_of(question, m), measure=m) for m in question.measures if not is_no_group(m, question)),
        *numbers_asked(question),
        *(Need("code", code) for code in codes(question)),
        *(Need("trait", id_) for id_ in sorted(phases(question.masked))),
    ]
    if _WHY.search(question.masked):
        found.append(Need("reason", "reason"))
    if set(topics) & table("topics").flagged("endpoint"):
        found += [Need("landmark", words) for words in landmarks(question.masked)]
    if _HOW_MUCH.search(question.masked) and not _NO_FIGURE.search(question.masked):
        found.append(Need("figure", "figure"))
    if Need("figure", "figure") in found and _HOW_FREQUENT.search(question.masked):
        found.append(Need("count", "count"))
    if "severe_event" in topics and not question.event_ids and Need("figure", "figure") in found:
        found.append(Need("topic", "severe_event"))
    if "what_to_do" in topics and question.event_ids:
        hard.append("what_to_do")
    if "efficacy" in topics and hard and set(hard) <= table("topics").flagged("subgroup"):
        hard.append("efficacy")
    if "warnings" in hard and any(need.kind in ("named", "event") for need in found):
        hard.remove("warnings")
    evidence = [*terms_asked(question), *words_left(question)]
    if not hard and not [need for need in found if need.kind not in ("figure", "count")]:
        hard = list(topics)
    return (*(Need("topic", topic) for topic in hard), *found, *evidence)


def settled(asked: Sequence[Need]) -> tuple[Need, ...]:
    """Needs without repetition, where "how many" or "how often" beside an event asks for its rate."""
    happens = any(need.kind == "event" for need in asked)
    asked = [need for need in asked if happens or need != Need("topic", "onset")]
    ids = {need.id for need in asked if need.kind == "topic"}
    asked = _how_to_stop(_with_another_medicine(asked, ids))
    if not happens and {"interval", "rate"} <= ids and not ids & (table("topics").flagged("endpoint") | _COUNTED):
        asked = [need for need in asked if need != Need("topic", "rate")]  # "which tablet, and how often?"
    if happens and "interval" in ids and not ids & _AT_INTERVALS:
        asked = [Need("topic", "rate") if need == Need("topic", "interval") else need for need in asked]
        ids = ids - {"interval"} | {"rate"}
    if {"monitoring", "long_term"} <= ids:  # for how long a treatment lasts makes no result of what is tested then
        asked = [need for need in asked if need != Need("topic", "long_term")]
    if ids & {"dose", "dose_change"} and Need("term", "tolerate") in asked:
        asked = [n for n in asked if not (n.number and n.number.unit == "mg") and n != Need("topic", "dose")]
        asked.append(Need("topic", "dose_change"))
    organs = any(n.id.startswith(("attribute:hepatic_", "attribute:renal_")) for n in asked)
    if organs or (happens and ids & {"management", "dose_change"}):
        asked = [n for n in asked if not (n.number and n.number.unit == "mg")]
    if "monotherapy" in ids:
        asked = [n for n in asked if "topical_corticosteroid" not in n.id and n.id != "with_tcs"]
    if "mixing" in ids:
        asked = [n for n in asked if n.kind != "word" and not (n.kind == "named" and n.id.startswith("product:"))]
    if "missed_dose" in ids:
        asked = [
            n for n in asked if n.kind != "number" and n not in (Need("topic", "dose"), Need("topic", "management"))
        ]
    counts = {"count", "event"} <= {need.kind for need in asked}
    rate = [Need("topic", "rate")] if counts and not ids & _NO_RATE else []
    return tuple(dict.fromkeys(need for need in (*rate, *asked) if need.kind != "count" or not rate))


def _how_to_stop(asked: Sequence[Need]) -> list[Need]:
    """Needs where it is asked whether or how treatment is stopped: of a reaction, a medicine or people told it is one
    of going on; of nothing else it is how to stop, and "stop if X" is no answer to it."""
    stop = Need("topic", "how_to_stop")
    if stop not in asked:
        return list(asked)
    about = [need for need in asked if need.decides and need != stop and need.id not in _GOING_ON]
    if about:
        kept = [need for need in asked if need != stop]
        named = any(need.kind == "topic" or need.id in _GOING_ON for need in kept if need.decides)
        return kept if named else [Need("topic", "management"), *kept]
    return [need for need in asked if need.id not in _GOING_ON]


def _with_another_medicine(asked: Sequence[Need], topics: set[str]) -> list[Need]:
    """Needs where a medicine is named beside: that it is "added", and what to watch then, ask for nothing but it.

    Of a combination a result is measured ("EASI-75 plus TCS"), or what holds of the other medicine is wanted.
    """
    other = any(need.kind == "named" and need.id.startswith("product:") for need in asked)
    combined = Need("use", "combined")
    by_name = topics <= {"cyp3a", "interaction"} and not any(need.kind == "event" for need in asked)
    if not other or combined not in asked or not (by_name or topics & (ENDPOINTS | {"warnings"})):
        return list(asked)
    return [need for need in asked if need not in (combined, Need("topic", "warnings"))]


def report_needs(question: Question, conditions: frozenset[str], advice: frozenset[str]) -> tuple[Need, ...]:
    """What an answer beside a report must speak of: what happened, and whether to go on if that is asked.

    ``conditions`` are topics that the report itself is about (pregnancy, overdosage), ``advice`` those of what to do.
    A report tells a story; its other words (age, day, history) ask for nothing.
    """
    events = tuple(Need("event", id_) for id_ in sorted(question.event_ids))
    topics = conditions | (question.topic_ids & advice if events else frozenset())
    return (*(Need("topic", topic) for topic in sorted(topics)), *events)


def _severity(question: Question) -> list[Need]:
    """ "How many had severe oedema" asks for the severe ones, not for all."""
    asks_how_many = "rate" in question.topic_ids or "side_effects" in question.topic_ids
    if "severe_event" in question.topic_ids and question.event_ids and asks_how_many:
        return [Need("topic", "severe_event")]
    return []
