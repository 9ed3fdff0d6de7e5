"""What a question asks for: topics, events, people and figures that decide, and words that speak for an answer.

A question is taken apart into needs. Some decide (a named medicine, a population, an endpoint, a figure): without
them a module is no answer. Others are evidence (words and terms): a module is the better the more of them it holds, and
they count by how telling they are (:mod:`generate.answers.cover`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generate.label import LINES, ROUTES
from generate.lexicon import Found, plain_words, stop_words, table, terms_in
from generate.question import PRODUCT_WORD, VACCINATED, Question, of_no_dose
from generate.questions.codes import codes
from generate.questions.joined import joined_in, joins_no_medicine
from generate.questions.landmarks import landmarks
from generate.reading import CJK_RUN, phases
from library.models import ModuleKind
from library.quantities import Measure, Quantity
from library.taxonomy import Mention, Taxonomy
from library.text import Number, fold

_LATIN_WORD = re.compile(r"[a-zäöüßàâçéèêëîïôùûœñ0-9][a-zäöüßàâçéèêëîïôùûœñ0-9'/-]*")
_KANA_ENDING = re.compile(r"[\u3041-\u309f]+")
_FORM = re.compile(r"tablet|swallow|片|錠|tablette")
_SKIPPED_GROUPS = frozenset({"line", "severity", "stage", "renal", "age", "reproduction", "behaviour", "comorbidity"})
_SKIPPED_ATTRIBUTES = frozenset({"adult", "metex14", "hepatic_impairment"})
_HOW_MUCH = re.compile(
    r"(?<![a-z])how (?:many|much|long|high|big|large)(?! (?:experience|data|evidence|risk|information))"
    r"|percentage|proportion"
    r"|多少|几(?:片|支|针|瓶|盒|周|天|个月|次|例|级|%)|多久|多长|百分之|几率|概率|比例"
    r"|wie (?:viel|lange|hoch|gross)|何(?:錠|回|日|週|か月|例|%|mg)|どれくらい|どのくらい"
)
_HOW_FREQUENT = re.compile(
    r"(?<![a-z])how (?:many|much|often|frequent\w*|common)|percentage|proportion|share|fraction"
    r"|多少|几率|概率|比例|百分之|几(?:例|%)"
    r"|wie (?:viele|haufig|häufig|oft)|何(?:例|%)|どれくらい"
)
_ONLY_HOW_MUCH = re.compile(r"how much|how often|how frequent\w*|wie viel|wieviel|多久|吃多少|打多少|多久.{0,6}一?次")
_DOSED = frozenset({ModuleKind.DOSING, ModuleKind.INDICATION})
_BARE = frozenset({"management", "what_to_do", "rate", "onset", "severe_event", "months_unit", "median", "figure"})
_AT_INTERVALS = frozenset({"dose", "administration", "monitoring", "liver_tests", "storage", "room_temperature"})
_NO_RATE = frozenset({"dose", "interval", "monitoring", "onset", "missed_dose", "overdosage", "pack_size", "food"})
_NO_FIGURE = re.compile(r"how much (?:is|do we) known|how long .{0,20}(?:before|until)|多久(?:才|能)?(?:停|换)")
DEPENDENT = frozenset(
    {
        "rate",
        "interval",
        "onset",
        "median",
        "hazard_ratio",
        "confidence_interval",
        "p_value",
        "severe_event",
        "months_unit",
    }
    | {
        "what_to_do",
        "management",
        "dose_change",
        "monitoring",
        "efficacy",
        "follow_up",
        "hepatic_severe",
        "side_effects",
    }
    | {"hepatic_moderate", "administration", "pen_use", "comparison", "time_to_effect", "long_term", "dose"}
)
"""Topics that a later part of a question may ask of what an earlier part named ("…, and how often?")."""
ENDPOINTS = frozenset({"orr", "pfs", "dor", "easi75", "iga", "dlqi", "wpai", "itch_result"})
"""What is measured of a combination is no interaction."""
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
    "interaction": frozenset({"monotherapy"}) | ENDPOINTS,
}
"""Topics whose words are also those of another one: "how many tablets in a bottle" asks for no dose."""
_VISIT = re.compile(r"(?:weeks?|wks?\.?|woche|w|第)[ -]?$", re.IGNORECASE)
ADULT, ELDERLY = 18, 65
"""Years from which, and up to which, an age tells of no special group."""
_WHY = re.compile(
    r"(?<![a-z])why(?! not)(?![a-z])|what(?:.s| is| was) the (?:reason|rationale)|为什么|为何|原因|なぜ|warum"
)
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
_WHATEVER_THE_LINE = frozenset({"renal", "hepatic", "elderly", "interaction", "food", "missed_dose", "monitoring"})
_OF_THE_LINE = frozenset({"efficacy", "indication", "study_design", "overall_survival", "intracranial"})
"""A line of therapy told beside kidneys or liver is background; beside a result it decides."""


@dataclass(frozen=True)
class Need:
    """Something asked: its kind (topic, event, use, named, code, number, figure; word, term, plain) and id or words."""

    kind: str
    id: str
    measure: Measure | None = None
    number: Number | None = None

    @property
    def decides(self) -> bool:
        """Whether a module without it is no answer; words and terms are evidence."""
        return self.kind not in ("word", "term", "plain", "count")

    @property
    def general(self) -> bool:
        """Whether a chapter answers it as well as a word does: dose, interaction, side effects."""
        return self.kind == "topic" and "general" in table("topics").concepts[self.id].flags

    @property
    def narrows(self) -> bool:
        """Whether it says whom or what a question is about, so that later parts are about it too."""
        return self.decides and self.kind != "figure" and not (self.kind == "topic" and self.id in DEPENDENT)


def needs(question: Question, product: str, taxonomy: Taxonomy) -> tuple[Need, ...]:
    """What an answer to the question must or should speak of; empty where it asks for nothing we can name."""
    return settled(loose_needs(question, product, taxonomy))


def loose_needs(question: Question, product: str, taxonomy: Taxonomy) -> tuple[Need, ...]:
    """The needs of a part of a question, before those of other parts."""
    topics = _topics(question)
    hard = [topic for topic in topics if topic not in table("topics").flagged("soft")]
    found = [
        *(Need("event", id_) for id_ in sorted(question.event_ids)),
        *(Need("use", id_) for id_ in sorted(_uses(question))),
        *_severity(question),
        *_named(question, product, taxonomy),
        *(Need("measure", _words(question, m), measure=m) for m in question.measures if not _no_group(m, question)),
        *_numbers(question),
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
    evidence = [*_terms(question), *_words_left(question)]
    if not hard and not [need for need in found if need.kind not in ("figure", "count")]:
        hard = list(topics)
    return (*(Need("topic", topic) for topic in hard), *found, *evidence)


def _no_group(measure: Measure, question: Question) -> bool:
    """Whether an age is that of any adult, who is no group of patients of his own, or that of a nursed child."""
    nursed = "lactation" in question.topic_ids and measure.high < ADULT
    adult = measure.low >= ADULT and measure.high <= ELDERLY
    return measure.quantity is Quantity.AGE and (adult or nursed)


def settled(asked: Sequence[Need]) -> tuple[Need, ...]:
    """Needs without repetition, where "how many" or "how often" beside an event asks for its rate."""
    happens = any(need.kind == "event" for need in asked)
    asked = [need for need in asked if happens or need != Need("topic", "onset")]
    ids = {need.id for need in asked if need.kind == "topic"}
    asked = _with_another_medicine(asked, ids)
    if happens and "interval" in ids and not ids & _AT_INTERVALS:
        asked = [Need("topic", "rate") if need == Need("topic", "interval") else need for need in asked]
        ids = ids - {"interval"} | {"rate"}
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


def bare(need: Need) -> bool:
    """Whether a need names nothing by itself: what to do, how often."""
    return need.kind in ("figure", "number") or (need.kind == "topic" and need.id in _BARE)


def too_bare(asked: Sequence[Need]) -> bool:
    """Whether a question says what to do, or how often, but of nothing that we can name."""
    deciding = {need.id for need in asked if need.decides and need.kind in ("topic", "figure", "number")}
    return all(need.kind in ("topic", "figure", "number") for need in asked if need.decides) and deciding <= _BARE


def report_needs(question: Question, conditions: frozenset[str], advice: frozenset[str]) -> tuple[Need, ...]:
    """What an answer beside a report must speak of: what happened, and whether to go on if that is asked.

    ``conditions`` are topics that the report itself is about (pregnancy, overdosage), ``advice`` those of what to do.
    A report tells a story; its other words (age, day, history) ask for nothing.
    """
    events = tuple(Need("event", id_) for id_ in sorted(question.event_ids))
    topics = conditions | (question.topic_ids & advice if events else frozenset())
    return (*(Need("topic", topic) for topic in sorted(topics)), *events)


def _uses(question: Question) -> frozenset[str]:
    """Lines, routes and combinations asked about; "tablets" and "swallow" name the medicine, they ask for no route."""
    found = [use for use in question.uses if use.id != "oral" or not _FORM.match(use.words)]
    found = [use for use in found if use.id != "combined" or not joins_no_medicine(question, use)]
    asked = frozenset(use.id for use in found) & (LINES | ROUTES | {"combined"})
    asked -= {"feeding_tube"} if "crushed" in asked else frozenset()
    if question.topic_ids & _WHATEVER_THE_LINE and not question.topic_ids & (ENDPOINTS | _OF_THE_LINE):
        asked -= LINES
    return asked - {"combined"} if "interaction" in question.topic_ids else asked


def _topics(question: Question) -> list[str]:
    """Topics, without those that are only a part of a longer one's words, in order of place."""
    kept = [f for f in question.topics if not _inside_another(f, question.topics) or joined_in(f, question, ENDPOINTS)]
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


def _inside_another(found: Found, others: Sequence[Found]) -> bool:
    """Whether a topic's words are only a part of a longer one's, unless that is a turn of phrase around them."""
    spans = table("topics").flagged("spans")
    others = [other for other in others if other.id not in spans]
    return any(
        o.start <= found.start and found.end <= o.end and (o.end - o.start) > (found.end - found.start) for o in others
    )


def _named(question: Question, product: str, taxonomy: Taxonomy) -> list[Need]:
    """Other medicines, diseases and biomarkers named; a disease beside another medicine is what that one is for."""
    own = {product, *(taxonomy.products[product].treats if product in taxonomy.products else ())}
    family = own | {parent for id_ in own if id_ in taxonomy.diseases for parent in taxonomy.ancestors("disease", id_)}
    others = [m for m in question.mentions if m.facet == "product" and m.id not in family]
    live = table("terms").has("live_vaccine", question.masked)
    found = []
    for mention in question.mentions:
        if mention.facet not in ("product", "disease", "attribute") or mention.id in family:
            continue
        if fold(mention.words) in _denied(question):
            continue
        if mention.facet == "product" and _is_earlier_therapy(mention.id, question, family, taxonomy):
            continue
        if mention.facet == "attribute":
            group = taxonomy.attributes[mention.id].group
            if group in _SKIPPED_GROUPS or mention.id in _SKIPPED_ATTRIBUTES:
                continue
        if mention.facet == "disease" and live and VACCINATED.match(question.text[mention.end :]):
            continue
        if mention.facet == "disease" and (others or _is_said_otherwise(mention, question)):
            continue
        classes = taxonomy.products[mention.id].classes if mention.facet == "product" else ()
        found.append(Need("named", f"{mention.facet}:{'|'.join((mention.id, *classes))}"))
    return list(dict.fromkeys(found))


def _denied(question: Question) -> str:
    """The words by which a question leaves something out ("without topical steroids")."""
    concepts = table("topics").concepts
    return " ".join(found.words for found in question.topics if concepts[found.id].excludes)


def _is_earlier_therapy(other: str, question: Question, family: set[str], taxonomy: Taxonomy) -> bool:
    """Whether a medicine of the same disease is named as what failed before."""
    treated = {d for id_ in taxonomy.products[other].treats for d in (id_, *_lineage(id_, taxonomy))}
    wanted = family | {d for id_ in family for d in _lineage(id_, taxonomy)}
    return "later_line" in question.use_ids and bool(treated & wanted)


def _lineage(disease: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    return taxonomy.ancestors("disease", disease) if disease in taxonomy.diseases else ()


def _is_said_otherwise(mention: Mention, question: Question) -> bool:
    """Whether a disease's words are those of an event or of a topic (cirrhosis is hepatic impairment)."""
    words = fold(mention.words)
    return any(words in found.words or found.words in words for found in (*question.events, *question.topics))


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
        if not of_no_dose(number, question.text)
        if number.unit != "week" or _names_a_visit(question, number)
        if number.unit != "%" or "most_common" not in question.topic_ids
        if not any(low <= number.start < high for low, high in spans)
    ]


def _names_a_visit(question: Question, number: Number) -> bool:
    """Whether weeks say when something was measured ("week 16"), not since or until when."""
    return bool(question.topic_ids & (ENDPOINTS | {"efficacy"}) or _VISIT.search(question.text[: number.start]))


def _terms(question: Question) -> list[Need]:
    found = terms_in(question.masked, question.language)
    deciding = table("terms").flagged("decides")
    ids = dict.fromkeys(f.id for f in found if not _inside_another(f, found))
    return [Need("trait" if id_ in deciding else "term", id_) for id_ in ids]


def _words_left(question: Question) -> list[Need]:
    """Content words of the question that no concept explains; ``plain`` ones are turns of phrase."""
    rest = _without(question.masked, _explained(question))
    stops, plain = stop_words(), plain_words()
    said = [re.sub(r"['’]s$", "", word).strip("'/-") for word in _LATIN_WORD.findall(rest)]
    latin = [w for w in said if len(w) > 1 and not w.isdigit() and w not in stops.latin]
    turns = [w for w in latin if all(plain.holds(p) or p in stops.latin or len(p) < 2 for p in re.split("[/-]", w))]
    latin = [w for w in latin if w not in turns]
    cjk_rest = plain.cjk.sub(" ", stops.cjk.sub(" ", _KANA_ENDING.sub(" ", plain.cjk.sub(" ", rest))))
    cjk = [run for run in CJK_RUN.findall(cjk_rest) if len(run) > 1]
    bare = [word for word in said if len(word) > 1 and word.isdigit()]
    telling = [Need("word", word) for word in dict.fromkeys([*latin, *bare, *cjk])]
    return [*telling, *(Need("plain", word) for word in dict.fromkeys(turns))]


def _explained(question: Question) -> Iterable[tuple[int, int]]:
    """Spans of the masked text that concepts, names, measures and figures account for."""
    masked = question.masked
    found = (*question.topics, *question.events, *question.uses, *terms_in(masked, question.language))
    yield from ((f.start, f.end) for f in found)
    yield from ((m.start(), m.end()) for m in re.finditer(PRODUCT_WORD, masked))
    names = [m.words for m in question.mentions] + [_words(question, m) for m in question.measures]
    names += [n.text for n in question.numbers if n.kind not in ("name",)]
    for words in {fold(name) for name in names} - {""}:
        yield from ((m.start(), m.end()) for m in re.finditer(re.escape(words), masked))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
