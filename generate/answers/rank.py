"""How well a module that covers a question fits it: in its own chapter, of nobody else, saying something. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.lexicon import table
from generate.question import Question
from generate.questions.need import Need
from generate.reading import Reading
from generate.weights import bands_of, holds, weight_told
from library.models import ModuleKind
from library.text import fold

ADVICE = frozenset({"management", "dose_change"})
_LESS_FIT = {
    ModuleKind.BOILERPLATE: 2.0,
    ModuleKind.REFERENCE: 2.0,
    ModuleKind.DESCRIPTION: 0.5,
    ModuleKind.PHARMACOKINETICS: 0.3,
    ModuleKind.PATIENT_COUNSELLING: 1.5,
}
_ONLY_REFERS = re.compile(
    r"(?:(?:for|on|regarding|concerning) [^.]{0,60}, )?(?:please )?(?:also )?(?:see|refer to) (?:also )?(?:the )?"
    r"(?:section|table|chapter)s?[\s\d.,and]+$"
    r"|[^.,]{0,60}(?:is|are) (?:described|listed|given|provided) in (?:the )?(?:section|table|chapter)s?[\s\d.,and]+$"
    r"|(?!avoid|do not|monitor|withhold|reduce)(?:[\w/-]+ ){1,4}\[see [^\]]+\]\.?$"
    r"|[^应避不禁停]{0,15}(?:见|参见|参照|详见)【[^】]*】。?$"
    r"|(?:[^.,]{0,60}, )?siehe (?:auch )?abschnitte?[\s\d.,und]+$|[^。、]{0,15}(?:項|節)?(?:を)?参照(?:のこと)?。?$"
)
_SAYS_NOTHING = re.compile(
    r"(?:is|are) defined as|asked to report|report any suspected|cannot be (?:directly )?compared|定义为|收集并评估"
    r"|及时报告|定義|sind definiert|wird definiert"
)
"""Definitions and calls to report: about answers, none themselves."""
CONDITIONAL = re.compile(r"(?:if|in case|when|wenn|falls) |如|若|一旦")
_LEANS = re.compile(
    r"(?:in particular|for example|these|this (?!medic)|they|such|however|in addition|therefore|also)(?![a-z])"
    r"|(?:diese[rsmn]?|dies|daher|außerdem)(?![a-z])|该(?!药)|此外|上述|这些|これら|その"
)
"""Beginnings that lean on a sentence before: such a statement can hardly be read alone."""
_SENTENCE = re.compile(r"(?<=[a-z)\]]\.) |(?<=。)")
_SECOND_RATE = re.compile(r"descriptive|exploratory|描述性|探索性|記述的|探索的|deskriptiv|explorativ")
OF_BODY = frozenset({"half_life", "tmax", "protein_binding", "metabolism", "auc", "food"})
POPULATIONS = frozenset(
    {"renal", "hepatic", "elderly", "pediatric", "pregnancy", "lactation", "asian_subgroup", "brain_metastases"}
)
_TIMES = frozenset({"pfs", "dor", "overall_survival"})
"""Endpoints that a median and a hazard ratio tell, rather than a number of events."""


def rank_of(question: Question, asked: Sequence[Need], reading: Reading) -> float:
    """Higher is better: words in the body before words in headings, the topic's home kinds, no unasked subgroup."""
    topics = [need.id for need in asked if need.kind == "topic"]
    named = [topic for topic in topics if "most_common" not in topics or topic != "side_effects"]
    rank = sum(1.0 for topic in named if topic in reading.topics)
    rank += sum(0.5 for topic in topics if reading.module.content.kind in table("topics").concepts[topic].kinds)
    rank += sum(1.0 for need in asked if need.kind == "event" and need.id in reading.events)
    rank += sum(0.5 for need in asked if need.kind == "event" and table("events").has(need.id, reading.body))
    rank += _traits_said(asked, reading) + _of_the_weight(question, reading)
    rank -= 1.0 * len(_people_unasked(question, asked, reading))
    under = reading.under & POPULATIONS - ({"pediatric"} if "adult" in reading.uses else frozenset())
    if under and not under & (question.topic_ids | {need.id for need in asked}):
        rank -= 1.0
    if _LEANS.match(reading.body):
        rank -= 0.6
    if _TIMES & set(topics) and not {"median", "hazard_ratio", "events_count"} & set(topics):
        rank += 0.3 if reading.topics & {"median", "hazard_ratio"} else 0.0
        rank -= 0.6 if "events_count" in reading.terms and Need("term", "events_count") not in asked else 0.0
    if "stopped_rate" in reading.topics - set(topics):
        rank -= 1.0
    if "what_to_do" in topics and "management" in reading.topics:
        rank += 1.0
    told = reading.module.content.kind is ModuleKind.WARNING and reading.events - table("events").flagged("vague")
    if told and not ADVICE & set(topics) and not any(need.kind == "event" for need in asked):
        rank -= 0.6
    if reading.module.content.kind is ModuleKind.DOSING:
        rank += _how_taken(set(topics), reading)
    if "liver_tests" in topics and "monitoring" in reading.topics:
        rank += 0.8
    if "most_common" in topics:
        shares = [n.value for n in reading.numbers if n.unit == "%"]
        rank += float(shares[0]) / 100 if shares else 0.0
        rank += 1.0 if reading.module.content.kind in table("topics").concepts["most_common"].kinds else 0.0
    if reading.module.content.kind is ModuleKind.PHARMACOKINETICS and not OF_BODY & set(topics):
        rank -= 0.7
    rank -= _LESS_FIT.get(reading.module.content.kind, 0.0)
    if _SECOND_RATE.search(reading.body) and not _SECOND_RATE.search(question.masked):
        rank -= 1
    rank -= _with_something_else(question, set(topics), reading)
    if "how_to_stop" in topics:
        rank += _tells_how_to_stop(reading)
    rank += sum(3.0 for need in asked if need.kind == "code" and _is_row_of(need.id, reading))
    if "efficacy" in question.topic_ids and _tells_of_a_study(reading):
        rank += 0.3 if reading.module.content.kind is ModuleKind.STUDY_DESIGN else 1.5
    rank += 1.0 * sum(1 for need in asked if need.kind == "named" and names_one_of(need.id, reading.said))
    if any(only_refers(sentence) for sentence in _SENTENCE.split(reading.body)):
        rank -= 1
    if CONDITIONAL.match(reading.body):
        rank -= 0.2
    if _SAYS_NOTHING.search(reading.body):
        rank -= 2
    if (
        ADVICE & set(topics)
        and reading.events - table("events").flagged("vague")
        and not any(need.kind == "event" for need in asked)
    ):
        rank -= 1.2
    if any(n.unit == "grade" for n in reading.numbers) and not any(n.unit == "grade" for n in question.numbers):
        rank -= 0.3
    return rank - min(len(reading.body), 2000) / 4000


def _people_unasked(question: Question, asked: Sequence[Need], reading: Reading) -> frozenset[str]:
    """The people a statement is on and nobody asked about; none of a contraindication, whose items stand alone."""
    kind = reading.module.content.kind
    if kind is ModuleKind.CONTRAINDICATION:
        return frozenset()
    unasked = reading.topics & table("topics").flagged("subgroup") - question.topic_ids - {n.id for n in asked}
    return unasked - {"dose_change"} if kind is ModuleKind.WARNING else unasked


_TELLS_RESULTS = frozenset({ModuleKind.SPECIAL_POPULATION, ModuleKind.STUDY_DESIGN, ModuleKind.DESCRIPTION})


def is_result(reading: Reading) -> bool:
    """Whether a module speaks for its product by a result, in whatever chapter: safety must stand beside it."""
    if reading.module.content.kind is ModuleKind.EFFICACY_RESULT:
        return True
    row = "\t" in reading.module.content.body
    topics = reading.topics | (reading.context_topics if row else frozenset())
    told = topics & table("topics").flagged("endpoint") and (row or any(n.unit == "%" for n in reading.numbers))
    return bool(told and reading.numbers) and reading.module.content.kind in _TELLS_RESULTS


def _how_taken(topics: set[str], reading: Reading) -> float:
    """What speaks for a dosing statement: how to take it with food, or a dose that says so."""
    with_meals = "food" in topics and not OF_BODY - {"food"} & topics
    return (1.0 if with_meals else 0.0) + (0.6 if "dose" in topics and "with_food" in reading.terms else 0.0)


def _traits_said(asked: Sequence[Need], reading: Reading) -> float:
    """What speaks for a module whose own words hold a trait asked (weight, race), rather than the sentence before."""
    traits = [need.id for need in asked if need.kind == "trait" and need.id in table("terms").concepts]
    return sum(4.0 for trait in traits if table("terms").has(trait, reading.body))


def _of_the_weight(question: Question, reading: Reading) -> float:
    """What speaks for a module on a band of body weight that holds the weight told."""
    told = weight_told(question.masked)
    return 2.0 if told is not None and any(holds(band, told) for band in bands_of(reading.module.content)) else 0.0


_BESIDE_ANOTHER = frozenset({"food", "interaction", "cyp3a"})


def _with_something_else(question: Question, topics: set[str], reading: Reading) -> float:
    """What speaks against a module on kinetics with a meal or another medicine, where those of ours alone are asked."""
    unasked = (reading.topics & _BESIDE_ANOTHER) - question.topic_ids
    return 1.0 if (OF_BODY - {"food"}) & topics and unasked else 0.0


_ABRUPTLY = re.compile(
    r"abrupt|sudden|rebound|withdrawal (?:symptom|syndrome|reaction|effect)|突然|骤|反跳|停药反应|戒断|急激|急な|急に"
    r"|離脱|退薬|plötzlich|absetz(?:symptom|syndrom|phänomen|erschein)|entzug"
)
_ON_A_REACTION = re.compile(r"(?<![a-z])(?:if|in case|when|wenn|falls)(?![a-z])|如果?|若|出现|場合|あらわれ")


def _tells_how_to_stop(reading: Reading) -> float:
    """What speaks for a module on how to stop: what stopping abruptly brings, not to stop because of a reaction."""
    if _ABRUPTLY.search(reading.body):
        return 1.5
    return -1.5 if _ON_A_REACTION.search(reading.body) else 0.0


def _is_row_of(code: str, reading: Reading) -> bool:
    """Whether a module is the row of an endpoint: its label begins with the name ("PASI 75, n (%)")."""
    label, tab, _ = reading.module.content.body.partition("\t")
    return bool(tab) and fold(label).replace("-", " ").startswith(code.replace("-", " "))


def _tells_of_a_study(reading: Reading) -> bool:
    """Whether a module tells of a study: a result, its design, or an endpoint with a figure in another chapter."""
    if reading.module.content.kind in (ModuleKind.EFFICACY_RESULT, ModuleKind.STUDY_DESIGN):
        return True
    return bool(reading.topics & table("topics").flagged("endpoint")) and bool(reading.numbers)


def names_one_of(name: str, named: frozenset[tuple[str, str]]) -> bool:
    facet, _, ids = name.partition(":")
    return any((facet, id_) in named for id_ in ids.split("|"))


def only_refers(folded: str) -> bool:
    """Whether a folded text says nothing but where to look ("For live vaccines, see section 4.4."): no answer."""
    return _ONLY_REFERS.match(folded) is not None


def says_little(folded: str) -> bool:
    """Whether a folded text only refers elsewhere, defines, or calls to report: about answers, none itself."""
    return only_refers(folded) or _SAYS_NOTHING.search(folded) is not None
