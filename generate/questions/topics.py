"""Which topics a question asks for: without those whose words are a part, or an echo, of another one's. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.lexicon import Found, table
from generate.question import Question
from generate.questions.joined import joined_in
from generate.questions.need import ENDPOINTS
from library.models import ModuleKind

_ONLY_HOW_MUCH = re.compile(r"how much|how often|how frequent\w*|wie viel|wieviel|多久|吃多少|打多少|多久.{0,6}一?次")
_DOSED = frozenset({ModuleKind.DOSING, ModuleKind.INDICATION})
_YIELDS: dict[str, frozenset[str]] = {
    "dose": frozenset({"pack_size", "rotation"}),
    "strengths": frozenset({"pack_size"}),
    "storage": frozenset({"freezing"}) | ENDPOINTS,
    "iga": frozenset({"dose", "interval"}),
    "management": frozenset({"contraception", "planning_pregnancy", "pregnancy_test", "vaccine", "asthma_treatment"})
    | {"stopped_rate", "treat_until", "missed_dose"},
    "self_injection": frozenset({"injection_place"}),
    "injection_place": frozenset({"rotation"}),
    "metabolism": frozenset({"lactation"}),
    "treat_until": frozenset({"contraception", "lactation", "storage", "room_temperature", "half_life", "monitoring"})
    | {"dor", "pfs", "warming_up", "missed_dose", "sun", "pregnancy", "onset", "time_on_treatment"},
    "auc": frozenset({"time_on_treatment"}),
    "dor": frozenset({"time_on_treatment"}),
    "testing": frozenset({"pregnancy_test"}),
    "planning_pregnancy": frozenset({"contraception"}),
    "itch_result": frozenset({"mechanism"}),
    "efficacy": frozenset({"mechanism"}),
    "orr": frozenset({"easi75", "iga", "itch_result", "pfs", "dor", "dlqi", "wpai"}),
    "pregnancy": frozenset({"pregnancy_test", "teratogenicity"}),
    "fertility": frozenset({"contraception"}),
    "mechanism": frozenset({"time_to_effect"}),
    "topical_steroid": frozenset({"monotherapy"}),
    "room_temperature": frozenset({"warming_up"}),
    "interaction": frozenset({"monotherapy", "rate", "most_common", "stopped_rate"}) | ENDPOINTS,
}
"""Topics whose words are also those of another one: "how many tablets in a bottle" asks for no dose."""
_PHASE = re.compile(r"phase|期|相")
_IN_EACH = re.compile(r"phase|期|相|(?:each|every|both|per) (?:\w+ )?(?:arm|group)|[每各两]组")
_NO_DOSE_ASKED = re.compile(r"(?:last|final|next|previous|missed|after (?:a|the|each|every|the first))(?: qproduct)? $")
_NEVER = re.compile(r"(?:never|not|hasn['’]t|haven['’]t|without|从(?:没|未)|没有?)(?: \w+)? ?$")
_BODY = frozenset({"thigh", "thighs", "abdomen", "upper arm", "upper arms", "大腿", "腹部", "上臂"})
"""Places where something may happen as well as be injected."""
_HAPPENED = re.compile(r"how (?:often|frequently) (?:was|were|did|have|had)(?![a-z])")
_TO_AN_INTERVAL = re.compile(
    r"switch\w* (?:\w+ ){0,2}to (?:that|this|it|q\d|every|\d|monthly|once|less|the (?:longer|less|lower|other))"
)
"""A change of interval or dose, not of medicine."""
_RATE_NAMED = re.compile(r"orr|肿瘤缩小|response rate|responder rate|缓解率|奏効率|奏効割合|ansprechrate")
_BESIDE_RATE = frozenset({"dor", "pfs"})
"""A response rate asked for by name is asked for beside these as well."""


def topics_asked(question: Question) -> list[str]:
    """Topics, without those that are only a part of a longer one's words, in order of place."""
    kept = [f for f in question.topics if not inside_another(f, question.topics) or joined_in(f, question, ENDPOINTS)]
    kept = [f for f in kept if not (f.id == "missed_dose" and _NEVER.search(question.masked[: f.start]))]
    kept = [f for f in kept if not (f.id == "injection_place" and question.event_ids and f.words in _BODY)]
    kept = [f for f in kept if f.id != "dose" or not _NO_DOSE_ASKED.search(question.masked[: f.start])]
    ids = list(dict.fromkeys(found.id for found in kept))
    if "interval" in ids and "dose_change" in ids and _HAPPENED.search(question.masked):
        ids = list(dict.fromkeys("rate" if id_ == "interval" else id_ for id_ in ids if id_ != "dose"))
    if "interval" in ids and question.event_ids and not {"dose", "administration", "monitoring"} & set(ids):
        ids[ids.index("interval")] = "rate"
    if "interval" in ids and {"storage", "room_temperature"} & set(ids):
        ids.remove("interval")
    if "rate" in ids and {"interval", "monitoring"} <= set(ids):
        ids.remove("rate")
    ids = _without_echoes(ids, question)
    if "lactation" in ids:  # the child spoken of is the nursed one
        ids = [topic for topic in ids if topic not in ("pediatric", "long_term")]
    if {"food", "interaction"} <= set(ids) and len({m.id for m in question.mentions if m.facet == "product"}) < 2:
        ids.remove("interaction")
    if "switching" in ids and _TO_AN_INTERVAL.search(question.masked):
        ids.remove("switching")
    apart = _IN_EACH if ENDPOINTS & set(ids) else _PHASE
    if set(ids) - {"study_design"} and all(apart.search(f.words) for f in kept if f.id == "study_design"):
        ids = [id_ for id_ in ids if id_ != "study_design"]
    named = {found.id for found in kept if _RATE_NAMED.search(found.words)}
    ids = [topic for topic in ids if not (_stronger(topic) - (_BESIDE_RATE if topic in named else set())) & set(ids)]
    implied = {id_ for topic in ids for id_ in table("topics").concepts[topic].implies}
    return [topic for topic in dict.fromkeys(ids) if topic not in implied or topic in {"pregnancy"}]


def _stronger(topic: str) -> frozenset[str]:
    return _YIELDS.get(topic, frozenset())


def _without_echoes(ids: list[str], question: Question) -> list[str]:
    """Topics without a dose or an interval that only "how much" or "多久" suggests where something else is counted."""
    concepts = table("topics").concepts
    counted = any(concepts[id_].kinds and not concepts[id_].kinds & _DOSED for id_ in ids)
    counted = counted or (bool(question.event_ids) and "dose_change" not in ids)
    only_how_much = {
        id_
        for id_ in ("dose", "interval")
        if all(_ONLY_HOW_MUCH.fullmatch(found.words) for found in question.topics if found.id == id_)
    }
    return [id_ for id_ in ids if not (counted and id_ in only_how_much)]


def inside_another(found: Found, others: Sequence[Found]) -> bool:
    """Whether a topic's words are only a part of a longer one's, unless that is a turn of phrase around them."""
    spans = table("topics").flagged("spans")
    others = [other for other in others if other.id not in spans]
    return any(
        o.start <= found.start and found.end <= o.end and (o.end - o.start) > (found.end - found.start) for o in others
    )
