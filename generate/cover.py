"""Does a module answer a question? Only if it speaks of *everything* asked: topics, events, people, figures, words.

There is no score threshold to tune. A question is taken apart into needs; a module covers the question if it meets
every need, and what isn't met is named. Rank only orders modules that cover. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generate.label import LINES, ROUTES
from generate.lexicon import Found, stop_words, table
from generate.question import PRODUCT_WORD, Question
from generate.reading import Reading, with_implied
from library.models import ModuleKind
from library.quantities import Measure, Quantity
from library.taxonomy import Taxonomy
from library.text import Number, fold, numbers

_LATIN_WORD = re.compile(r"[a-zäöüßàâçéèêëîïôùûœñ0-9][a-zäöüßàâçéèêëîïôùûœñ0-9'/-]*")
_CJK_RUN = re.compile(r"[\u3400-\u9fff\u30a1-\u30fc]+")
_KANA_ENDING = re.compile(r"[\u3041-\u309f]+")
ADVICE = frozenset({"management", "dose_change"})
_LESS_FIT = {
    ModuleKind.BOILERPLATE: 2.0,
    ModuleKind.REFERENCE: 2.0,
    ModuleKind.DESCRIPTION: 0.5,
    ModuleKind.PHARMACOKINETICS: 0.3,
    ModuleKind.PATIENT_COUNSELLING: 1.0,
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
_SECOND_RATE = re.compile(r"descriptive|exploratory|描述性|探索性|記述的|探索的|deskriptiv|explorativ")
_FORM = re.compile(r"tablet|swallow|片|錠|tablette")
_SKIPPED_GROUPS = frozenset({"line", "severity", "stage", "renal", "age", "reproduction", "behaviour", "comorbidity"})
_SKIPPED_ATTRIBUTES = frozenset({"adult", "metex14", "hepatic_impairment"})


@dataclass(frozen=True)
class Need:
    """Something an answer must speak of: its kind (topic, event, use, named, measure, number, word) and id or words."""

    kind: str
    id: str
    measure: Measure | None = None
    number: Number | None = None


@dataclass(frozen=True)
class Cover:
    """How a module meets a question: what it lacks (empty: it covers), and its rank among those that cover."""

    reading: Reading
    lacks: tuple[Need, ...]
    rank: float

    @property
    def complete(self) -> bool:
        """Whether nothing asked is missing."""
        return not self.lacks


def needs(question: Question, product: str, taxonomy: Taxonomy) -> tuple[Need, ...]:
    """What an answer to the question must speak of; empty where the question asks for nothing we can name."""
    topics = _topics(question)
    hard = [topic for topic in topics if topic not in table("topics").flagged("soft")]
    found = [
        *(Need("event", id_) for id_ in sorted(question.event_ids)),
        *(Need("use", id_) for id_ in sorted(_uses(question))),
        *_severity(question),
        *_named(question, product, taxonomy),
        *(Need("measure", _words(question, m), measure=m) for m in question.measures),
        *_numbers(question),
        *_words_left(question, taxonomy),
    ]
    if not hard and not found:
        hard = list(topics)
    return (*(Need("topic", topic) for topic in hard), *found)


def report_needs(question: Question, conditions: frozenset[str]) -> tuple[Need, ...]:
    """What an answer beside a report must speak of: what happened, and whether to go on if that is asked.

    ``conditions`` are topics that the report itself is about (pregnancy, overdosage). A report tells a story; its
    other words (age, day, history) ask for nothing.
    """
    events = tuple(Need("event", id_) for id_ in sorted(question.event_ids))
    topics = conditions | (question.topic_ids & ADVICE if events else frozenset())
    return (*(Need("topic", topic) for topic in sorted(topics)), *events)


def at_home(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module stands in the chapter of every topic asked: storage where storage is told, not in passing."""
    concepts = [table("topics").concepts[need.id] for need in asked if need.kind == "topic"]
    return all(not c.kinds or reading.module.content.kind in c.kinds for c in concepts)


def only_refers(folded: str) -> bool:
    """Whether a folded text says nothing but where to look ("For live vaccines, see section 4.4."): no answer."""
    return _ONLY_REFERS.match(folded) is not None


def cover(question: Question, asked: Sequence[Need], reading: Reading) -> Cover:
    """How one module meets the needs."""
    lacks = tuple(need for need in asked if not _meets(need, asked, reading))
    return Cover(reading, lacks, _rank(question, asked, reading))


def covers_report(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module speaks of a report: of its conditions, or of at least one event by name or what it points to."""
    conditions = [need for need in asked if need.kind == "topic" and need.id not in ADVICE]
    events = [need for need in asked if need.kind == "event"]
    if conditions:
        return all(_meets(need, asked, reading) for need in conditions)
    return any(_meets(need, asked, reading) for need in events)


def advises(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module says what to do where that is asked: go on, withhold, reduce."""
    wanted = [need for need in asked if need.kind == "topic" and need.id in ADVICE]
    at_home = all(reading.module.content.kind in table("topics").concepts[need.id].kinds for need in wanted)
    return at_home and all(_meets(need, asked, reading) for need in wanted)


# --- what is asked ----------------------------------------------------------------------------------------------------


def _uses(question: Question) -> frozenset[str]:
    """Lines, routes and combinations asked about; "tablets" and "swallow" name the medicine, they ask for no route."""
    found = [use for use in question.uses if use.id != "oral" or not _FORM.match(use.words)]
    asked = frozenset(use.id for use in found) & (LINES | ROUTES | {"combined"})
    return asked - {"combined"} if "interaction" in question.topic_ids else asked


def _topics(question: Question) -> list[str]:
    """Topics, without those that are only a part of a longer one's words, in order of place."""
    kept = [found for found in question.topics if not _inside_another(found, question.topics)]
    ids = list(dict.fromkeys(found.id for found in kept))
    if "interval" in ids and question.event_ids and not {"dose", "administration"} & set(ids):
        ids[ids.index("interval")] = "rate"
    if "interval" in ids and {"storage", "room_temperature"} & set(ids):
        ids.remove("interval")
    if "onset" in ids and not question.event_ids:
        ids.remove("onset")
    implied = {id_ for topic in ids for id_ in table("topics").concepts[topic].implies}
    return [topic for topic in dict.fromkeys(ids) if topic not in implied or topic in {"pregnancy"}]


def _inside_another(found: Found, others: Sequence[Found]) -> bool:
    return any(
        o.start <= found.start and found.end <= o.end and (o.end - o.start) > (found.end - found.start) for o in others
    )


def _named(question: Question, product: str, taxonomy: Taxonomy) -> list[Need]:
    own = {product, *(taxonomy.products[product].treats if product in taxonomy.products else ())}
    family = own | {parent for id_ in own if id_ in taxonomy.diseases for parent in taxonomy.ancestors("disease", id_)}
    events = {found.words for found in question.events}
    found = []
    for mention in question.mentions:
        if mention.facet not in ("product", "disease", "attribute") or mention.id in family:
            continue
        if mention.facet == "attribute":
            group = taxonomy.attributes[mention.id].group
            if group in _SKIPPED_GROUPS or mention.id in _SKIPPED_ATTRIBUTES:
                continue
        if mention.facet == "disease" and any(fold(mention.words) in words for words in events):
            continue
        classes = taxonomy.products[mention.id].classes if mention.facet == "product" else ()
        found.append(Need("named", f"{mention.facet}:{'|'.join((mention.id, *classes))}"))
    return list(dict.fromkeys(found))


def _severity(question: Question) -> list[Need]:
    """ "How many had severe oedema" asks for the severe ones, not for all."""
    asks_how_many = "rate" in question.topic_ids or "side_effects" in question.topic_ids
    if "severe_event" in question.topic_ids and question.event_ids and asks_how_many:
        return [Need("topic", "severe_event")]
    return []


def _words(question: Question, measure: Measure) -> str:
    return question.text[measure.start : measure.end]


def _numbers(question: Question) -> list[Need]:
    spans = [(m.start, m.end) for m in question.measures]
    spans += [(m.start, m.end) for m in question.mentions if m.facet in ("product", "scenario")]
    return [
        Need("number", number.text, number=number)
        for number in question.numbers
        if number.unit in ("mg", "grade", "%", "points", "week") or number.kind == "frequency"
        if not any(low <= number.start < high for low, high in spans)
    ]


def _words_left(question: Question, taxonomy: Taxonomy) -> list[Need]:
    """Content words of the question that no concept explains."""
    text = list(question.masked)
    spans = [(f.start, f.end) for f in (*question.topics, *question.events, *question.uses)]
    spans += [(m.start(), m.end()) for m in re.finditer(PRODUCT_WORD, question.masked)]
    for words in [m.words for m in question.mentions] + [_words(question, m) for m in question.measures]:
        spans += [(m.start(), m.end()) for m in re.finditer(re.escape(fold(words)), question.masked)]
    spans += _number_spans(question)
    for start, end in spans:
        text[start:end] = " " * (end - start)
    rest = "".join(text)
    stops = stop_words()
    said = [re.sub(r"['’]s$", "", word) for word in _LATIN_WORD.findall(rest)]
    latin = [word for word in said if not word.isdigit() and word.strip("'/-") not in stops.latin]
    cjk_rest = stops.cjk.sub(" ", _KANA_ENDING.sub(" ", rest))
    cjk = [run for run in _CJK_RUN.findall(cjk_rest) if len(run) > 1]
    return [Need("word", word) for word in dict.fromkeys([*(w for w in latin if len(w) > 1), *cjk])]


def _number_spans(question: Question) -> list[tuple[int, int]]:
    texts = {fold(n.text) for n in question.numbers if n.kind not in ("name",)}
    return [(m.start(), m.end()) for t in texts if t for m in re.finditer(re.escape(t), question.masked)]


# --- what a module meets ----------------------------------------------------------------------------------------------


def _meets(need: Need, asked: Sequence[Need], reading: Reading) -> bool:
    match need.kind:
        case "topic":
            return _meets_topic(need.id, asked, reading)
        case "event":
            return bool(with_implied(frozenset({need.id})) & reading.events)
        case "use":
            return need.id in reading.uses
        case "named":
            return _meets_name(need.id, reading)
        case "measure":
            return _meets_measure(need.measure, reading)
        case "number":
            return _meets_number(need.number, reading)
        case _:
            return _meets_word(need.id, reading)


def _meets_topic(topic: str, asked: Sequence[Need], reading: Reading) -> bool:
    concept = table("topics").concepts[topic]
    at_home = reading.module.content.kind in concept.kinds
    if concept.answered is not None and not concept.answered.search(reading.body):
        return False
    if "endpoint" in concept.flags and not at_home:
        return False
    if "quantity" in concept.flags:
        return topic in reading.topics | reading.context_topics and _bound(topic, asked, reading)
    if topic in reading.topics or (at_home and "by_kind" in concept.flags):
        return True
    return topic in reading.context_topics and (at_home or "endpoint" in concept.flags)


def _bound(topic: str, asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a quantity (median, hazard ratio) is stated of the endpoint asked for, not of its neighbour."""
    endpoints = table("topics").flagged("endpoint")
    wanted = {need.id for need in asked if need.kind == "topic" and need.id in endpoints}
    if not wanted:
        return True
    places = table("topics").find(reading.whole, only=sorted(endpoints))
    for quantity in table("topics").find(reading.whole, only=[topic]):
        nearest = min(places, key=lambda f: _distance(f, quantity), default=None)
        if nearest is not None and nearest.id in wanted:
            return True
    return False


def _distance(one: Found, other: Found) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _meets_name(name: str, reading: Reading) -> bool:
    """``facet:id|class|…``: the label speaks of a medicine where it speaks of its class (a strong CYP3A inducer)."""
    facet, _, ids = name.partition(":")
    said = reading.topics | reading.context_topics
    if facet == "attribute" and said & frozenset(ids.split("|")):
        return True
    return any((facet, id_) in reading.named for id_ in ids.split("|"))


def _meets_measure(measure: Measure | None, reading: Reading) -> bool:
    """A stated age or kidney function must lie inside one the module states; "elderly" is 65 and over."""
    if measure is None:
        return False
    same = [m for m in reading.measures if m.quantity == measure.quantity]
    if any(m.low <= measure.low and measure.high <= m.high for m in same):
        return True
    if same or measure.quantity is not Quantity.AGE:
        return False
    return measure.low >= 65 and "elderly" in reading.topics | reading.context_topics


def _meets_number(number: Number | None, reading: Reading) -> bool:
    """A figure must stand in the body; the week of a result may stand in the header above it."""
    if number is None:
        return False
    if any(_same(number, other) for other in reading.numbers):
        return True
    content = reading.module.content
    above = numbers("\n".join(content.context), content.language) if number.unit == "week" else []
    return any(_same(number, other) for other in above)


def _same(asked: Number, said: Number) -> bool:
    if asked.unit != said.unit:
        return False
    if asked.value == said.value:
        return True
    return asked.unit == "grade" and said.sign in ("≥", ">=") and asked.value >= said.value


def _meets_word(word: str, reading: Reading) -> bool:
    if _CJK_RUN.fullmatch(word):
        pairs = {word[i : i + 2] for i in range(len(word) - 1)}
        return all(pair in reading.whole for pair in pairs)
    stem = re.sub(r"(?:'s|ies|es|s|ed|ing|en|er|e)$", "", word) if len(word) > 4 else word
    if len(stem) < 4:
        return word in reading.words
    return any(other.startswith(stem) for other in reading.words)


# --- rank -------------------------------------------------------------------------------------------------------------


def _rank(question: Question, asked: Sequence[Need], reading: Reading) -> float:
    """Higher is better: words in the body before words in headings, the topic's home kinds, no unasked subgroup."""
    topics = [need.id for need in asked if need.kind == "topic"]
    named = [topic for topic in topics if "most_common" not in topics or topic != "side_effects"]
    rank = sum(1.0 for topic in named if topic in reading.topics)
    rank += sum(0.5 for topic in topics if reading.module.content.kind in table("topics").concepts[topic].kinds)
    rank += sum(1.0 for need in asked if need.kind == "event" and need.id in reading.events)
    rank += sum(0.5 for need in asked if need.kind == "event" and table("events").has(need.id, reading.body))
    unasked = reading.topics & table("topics").flagged("subgroup") - question.topic_ids
    if reading.module.content.kind is ModuleKind.WARNING:
        unasked -= {"dose_change"}
    rank -= 1.0 * len(unasked)
    if "most_common" in topics:
        shares = [n.value for n in reading.numbers if n.unit == "%"]
        rank += float(shares[0]) / 100 if shares else 0.0
        rank += 1.0 if reading.module.content.kind in table("topics").concepts["most_common"].kinds else 0.0
    rank -= _LESS_FIT.get(reading.module.content.kind, 0.0)
    if _SECOND_RATE.search(reading.body) and not _SECOND_RATE.search(question.masked):
        rank -= 1
    if "efficacy" in question.topic_ids and _is_result(reading):
        rank += 1.0
    if CONDITIONAL.match(reading.body):
        rank -= 0.2
    if _SAYS_NOTHING.search(reading.body):
        rank -= 2
    if any(n.unit == "grade" for n in reading.numbers) and not any(n.unit == "grade" for n in question.numbers):
        rank -= 0.3
    return rank - min(len(reading.body), 2000) / 4000


def _is_result(reading: Reading) -> bool:
    """Whether a module tells of a study: a result, its design, or an endpoint with a figure in another chapter."""
    if reading.module.content.kind in (ModuleKind.EFFICACY_RESULT, ModuleKind.STUDY_DESIGN):
        return True
    return bool(reading.topics & table("topics").flagged("endpoint")) and bool(reading.numbers)
