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

from generate.answers.contradicts import EITHER_WAY
from generate.answers.of_use import asks_of_use
from generate.answers.rank import ADVICE, OF_BODY, POPULATIONS, names_one_of, rank_of
from generate.lexicon import Found, table
from generate.question import Question
from generate.questions.asked import Need, bare
from generate.questions.vocabulary import Vocabulary, word_share
from generate.reading import Reading, column_heads, heads_over, with_implied
from library.models import ModuleKind
from library.quantities import Measure, Quantity
from library.text import Number, fold, numbers

_ANY_GRADE = re.compile(r"(?:any|all|every) grades?|任何(?:级别|程度)|全グレード|jeden grades|jeder schweregrad")
_OF_DEGREE = re.compile(
    r"(?:mild|moderate|severe|end-stage|dialys)|轻度|中度|重度|终末|透析|軽度|中等度|leicht|mäßig|massig|schwer"
)
_FORBIDDEN_LEADS = 3.0
"""What forbids a medicine to those asked about comes before whatever else is said of them."""
_AGE_GROUPS = frozenset({"pediatric", "elderly"})
_COMPARATORS = frozenset({"chemo_arm", "control_arm"})
_WAYS = frozenset({"pgp", "cyp3a"})
GIVES_ADVICE = frozenset(
    {
        ModuleKind.WARNING,
        ModuleKind.DOSING,
        ModuleKind.ADVERSE_REACTION,
        ModuleKind.CONTRAINDICATION,
        ModuleKind.SPECIAL_POPULATION,
        ModuleKind.OVERDOSE,
        ModuleKind.PATIENT_COUNSELLING,
    }
)
_SAYS_WHAT_TO_DO = re.compile(
    r"avoid|should|advise|withh|resum|reduc|discontinu|contraindicat|interrupt|monitor|must|not recommended"
    r"|do not|don.t|必要时|应|避免|不得|不可|禁|停|监测|すること|しないこと|中止|望ましい|soll|darf|vermeid|empfohlen"
)
_SHARES = (("a tenth", 10.0), ("a fifth", 20.0), ("a quarter", 25.0), ("a third", 100 / 3), ("half", 50.0))
_FRAME = 0.3
"""Most that a word weighs which only frames a question ("before the start", "during treatment")."""
_GIVES_REASON = re.compile(
    r"because|due to|based on|owing to|(?<![a-z])as (?:clinical|safety|the)|may reduce|can cause|risk"
    r"|which (?:may|delays)"
    r"|由于|因为|基于|根据|从而|可引起|可降低|ため|により|weil|aufgrund"
)
"""What answers "why"."""
ENOUGH_ALONE = 0.7
"""The same where nothing decides."""
ENOUGH = 0.5
"""Share of what tells, by weight, that a module must hold."""
_SHARE_HEAD = re.compile(
    r"\d ?%|[≥>＜<] ?1/\d|(?<![a-z])(?:common|rare|häufig|haufig|selten|gelegentlich)(?![a-z])|常见|少见|罕见|偶见|頻度"
)
"""A column head that says how often what stands below it was seen."""
_WEEKS = re.compile(r"(?<![a-z])weeks?(?![a-z])|woche|周|週")
_FIGURE = re.compile(
    r"\d|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|once|twice|no|none|half|ein|zwei|drei|kein\w*)(?![a-z])"
    r"|[一二两三四五六七八九十无]"
)


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


def at_home(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module stands in the chapter of every topic asked: storage where storage is told, not in passing."""
    concepts = [table("topics").concepts[need.id] for need in asked if need.kind == "topic"]
    kind = reading.module.content.kind
    if kind is ModuleKind.CONTRAINDICATION:  # whoever must not have it is told there
        concepts = [c for c in concepts if "subgroup" not in c.flags]
    return all(not c.kinds or kind in c.kinds for c in concepts)


def near_home(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module stands in the chapter of one of the narrow topics asked, if any has one.

    "Excreted" in a sentence on nursing mothers is no answer to how a medicine is eliminated.
    """
    narrow = [need.id for need in asked if need.kind == "topic" and not need.general]
    homes = [table("topics").concepts[id_].kinds for id_ in narrow if table("topics").concepts[id_].kinds]
    if homes and {Need("topic", "excipients"), Need("event", "hypersensitivity")} <= set(asked):
        homes.append(frozenset({ModuleKind.CONTRAINDICATION}))
    if homes and Need("topic", "study_design") in asked:
        homes.append(frozenset({ModuleKind.STUDY_DESIGN}))
    return (
        not homes or "\t" in reading.module.content.body or any(reading.module.content.kind in kinds for kinds in homes)
    )


def says_what_to_do(reading: Reading) -> bool:
    """Whether a module's words tell somebody to do or to leave something."""
    return _SAYS_WHAT_TO_DO.search(reading.body) is not None


def cover(
    question: Question, asked: Sequence[Need], reading: Reading, vocabulary: Vocabulary, *, at_large: bool = False
) -> Cover:
    """How one module meets the needs; ``at_large``: a general topic is met by the chapter a module stands in."""
    deciding = [need for need in asked if need.decides]
    ranked = rank_of(question, asked, reading)
    if reading.module.content.kind is ModuleKind.CONTRAINDICATION and asks_of_use(question):
        ranked += _FORBIDDEN_LEADS
    lacks = tuple(need for need in deciding if not _meets(need, asked, reading, at_large=at_large))
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


def may_advise(reading: Reading) -> bool:
    """Whether a module can tell what to do about a reaction: no count of those who stopped because of it."""
    results = {ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT, ModuleKind.EFFICACY_RESULT}
    results |= {ModuleKind.PATIENT_COUNSELLING}
    if tells_to_stop(reading):
        return True
    return reading.module.content.kind not in results and "stopped_rate" not in reading.topics


_TELLS_TO_STOP = re.compile(
    r"(?:投与|使用|服用)を?中止し|中止すること|中止するなど|(?:immediately|permanently) (?:discontinue|stop|withhold)"
    r"|(?:should|must) (?:be )?(?:\w+ )?(?:discontinue|stop|withh[eo]ld|withdraw)\w*"
    r"|discontinue \w+ (?:immediately|permanently)"
    r"|(?:立即|应(?:当|该)?(?:立即)?)(?:停|中止|终止)|(?:abzusetzen|abgesetzt werden|abgebrochen werden)"
)


def tells_to_stop(reading: Reading) -> bool:
    """Whether a statement on reactions tells to stop because of one, as the lists of Japanese labels do."""
    of_reactions = reading.module.content.kind is ModuleKind.ADVERSE_REACTION
    return of_reactions and "stopped_rate" not in reading.topics and bool(_TELLS_TO_STOP.search(reading.body))


def _rarer(question: Question, reading: Reading) -> bool:
    """Whether a module's first share is below the one asked for ("in 20% or more", "in a fifth of patients")."""
    limits = [float(n.value) for n in question.numbers if n.unit == "%"]
    limits += [share for words, share in _SHARES if words in question.masked]
    shares = [float(n.value) for n in reading.numbers if n.unit == "%"]
    return bool(limits and shares) and shares[0] < limits[0]


def _written(folded: str) -> str:
    """Text in which "EASI 90", "EASI-90" and "easi90" are one."""
    return re.sub(r"(?<=[a-z])[ -](?=\d)", "", folded)


def _other_people(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module is on a population that nobody asked about."""
    return bool((reading.topics & POPULATIONS) - {need.id for need in asked})


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
    return (at_home or tells_to_stop(reading)) and all(_meets(need, asked, reading) for need in wanted)


# --- what a module meets ----------------------------------------------------------------------------------------------


def _meets(need: Need, asked: Sequence[Need], reading: Reading, *, at_large: bool = False) -> bool:
    match need.kind:
        case "topic":
            return _meets_topic(need.id, asked, reading, at_large)
        case "event":
            return bool(with_implied(frozenset({need.id})) & reading.events)
        case "use":
            return need.id in reading.uses
        case "named":
            return _meets_name(need.id, reading) or _meets_way(need.id, asked, reading)
        case "measure":
            return _meets_measure(need.measure, reading)
        case "number":
            return _meets_number(need.number, reading)
        case "code":
            return _written(need.id) in _written(reading.whole)
        case "reason":
            return _GIVES_REASON.search(reading.body) is not None or _why_stopped(asked, reading)
        case "landmark":
            return need.id.rstrip("s") in re.sub(r"[\s-]+", "", reading.body)
        case "figure":
            return _FIGURE.search(reading.body) is not None or _is_row_of_shares(reading)
        case _:
            return word_share(need, reading) > 0


def _why_stopped(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether treatments that were stopped, or doses reduced, are told with the reactions they were stopped for."""
    counted = {need.id for need in asked if need.kind == "topic"} & {"stopped_rate", "dose_change"}
    return bool(counted & reading.topics) and bool(reading.events)


def _meets_topic(topic: str, asked: Sequence[Need], reading: Reading, at_large: bool) -> bool:
    concept = table("topics").concepts[topic]
    at_home = reading.module.content.kind in concept.kinds
    if topic == "what_to_do" and any(need.kind == "event" for need in asked):
        return reading.module.content.kind in GIVES_ADVICE and says_what_to_do(reading)
    if topic in ADVICE and any(need.kind == "event" for need in asked) and not may_advise(reading):
        return False
    if concept.excludes:
        if EITHER_WAY.search(reading.body):
            return True
        return not reading.topics.union(reading.context_topics).intersection(concept.excludes)
    if topic == "planning_pregnancy" and at_home and "pregnancy" in reading.topics:
        return True
    if topic == "management" and reading.module.content.kind is ModuleKind.CONTRAINDICATION:
        return True  # what must not be is not to go on
    if topic == "comparison" and _compares(asked, reading):
        return True
    if topic == "dose" and _is_row_of_doses(reading):
        return True
    if topic == "rate" and any(need.kind == "event" for need in asked) and _is_row_of_shares(reading):
        return True
    if concept.answered is not None and not concept.answered.search(reading.body):
        return False
    if topic == "most_common" and "\t" in reading.module.content.body and not _names_a_reaction(reading):
        return False
    of_people = topic in reading.topics and reading.module.content.kind is ModuleKind.SPECIAL_POPULATION
    of_people = of_people and any(need.id in POPULATIONS for need in asked)
    if concept.flags & {"endpoint", "home"} and not (at_home or of_people or _is_row_under(topic, reading)):
        return False
    if (
        "endpoint" in concept.flags
        and topic not in reading.topics
        and reading.topics & table("topics").flagged("endpoint")
    ):
        return False
    if "quantity" in concept.flags:
        return topic in reading.topics | reading.context_topics and _bound(topic, asked, reading)
    if topic in reading.topics or (at_home and "by_kind" in concept.flags):
        return True
    if topic in reading.context_topics and topic not in OF_BODY - {"food"} and (at_home or "endpoint" in concept.flags):
        return True
    if topic in people_of_the_heading(reading):
        return True
    if topic in ("dose", "dose_change") and reading.module.content.kind is ModuleKind.PHARMACOKINETICS:
        return False
    return at_large and "general" in concept.flags and (at_home or _elsewhere_at_home(asked, reading))


def people_of_the_heading(reading: Reading) -> frozenset[str]:
    """The people of an age that the nearest heading above advice names: what stands below it is of them."""
    content = reading.module.content
    heads = heads_over(content)
    if not heads or content.kind not in GIVES_ADVICE:
        return frozenset()
    return _AGE_GROUPS & reading.under & table("topics").ids_in(fold(heads[-1]))


def _is_row_of_week(number: Number, reading: Reading) -> bool:
    """Whether a module is the row of a week: weeks stand in the first column, this one, or "9+" where it is later."""
    first, tab, _ = reading.module.content.body.partition("\t")
    match = re.fullmatch(r"(\d+)\s*(\+|or more|and above|以上|以后)?", first.strip())
    heads = [line.split("\t")[0] for line in reading.module.content.context if "\t" in line]
    if not (tab and match and any(_WEEKS.search(fold(head)) for head in heads)):
        return False
    return number.value == int(match[1]) or (match[2] is not None and number.value >= int(match[1]))


def _is_row_of_doses(reading: Reading) -> bool:
    """Whether a module is a row of a table of doses: a column head says that doses stand below it."""
    content = reading.module.content
    if "\t" not in content.body or content.kind is not ModuleKind.DOSING:
        return False
    return any("dose" in table("topics").ids_in(head) for head in column_heads(content))


def _is_row_of_shares(reading: Reading) -> bool:
    """Whether a module is a row of reactions whose columns are shares or classes of frequency ("≥5 %", "common")."""
    content = reading.module.content
    if "\t" not in content.body or content.kind is not ModuleKind.ADVERSE_REACTION:
        return False
    return any(_SHARE_HEAD.search(head) for head in column_heads(content))


def _is_row_under(topic: str, reading: Reading) -> bool:
    """Whether a module is a row of a table whose title or heads name the topic, whatever its kind was taken for."""
    return "\t" in reading.module.content.body and topic in reading.context_topics


def _names_a_reaction(reading: Reading) -> bool:
    """Whether a row is on a reaction by name, not on all grave ones or on those who stopped."""
    events = table("events")
    return bool(events.ids_in(reading.body) - events.flagged("vague")) and "stopped_rate" not in reading.topics


def _compares(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module compares with the comparator asked about (chemotherapy, placebo), not with another medicine."""
    comparators = {need.id for need in asked if need.kind == "term"} & _COMPARATORS
    return bool(comparators & reading.terms) or bool(comparators and reading.topics & {"hazard_ratio", "p_value"})


def _elsewhere_at_home(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a module speaks of a narrower topic asked, in that one's own chapter: the dose in pregnancy."""
    narrower = [table("topics").concepts[need.id] for need in asked if need.kind == "topic" and need.narrows]
    kind = reading.module.content.kind
    return any(kind in c.kinds and c.id in reading.topics for c in narrower if "general" not in c.flags)


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
    if facet == "attribute" and (of_body := _degrees_said(ids, reading)):
        return bool((of_body | reading.topics) & frozenset(ids.split("|")))
    if facet == "attribute" and said & frozenset(ids.split("|")):
        return True
    return names_one_of(name, reading.named)


def _degrees_said(attribute: str, reading: Reading) -> frozenset[str]:
    """The degrees of the same impairment that a body names itself: the sentence before it is on another one."""
    organ, _, degree = attribute.partition("_")
    said = {id_ for facet, id_ in reading.said if facet == "attribute" and id_.startswith(f"{organ}_")}
    return frozenset(said) if degree else frozenset()


def _meets_way(name: str, asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a question names the way by which a medicine interacts (P-gp, CYP3A), and a module speaks of that."""
    ways = {need.id for need in asked if need.kind == "topic"} & _WAYS
    interacts = reading.module.content.kind in (ModuleKind.INTERACTION, ModuleKind.CONTRAINDICATION)
    acts, said = _roles(name), _roles(reading.body)
    if acts and said and not acts & said:
        return False
    return name.startswith("product:") and interacts and bool(ways & reading.topics)


_ROLES = {
    "inhibitor": re.compile(r"inhibitor|抑制剂|阻害|hemmer|inhibitor"),
    "inducer": re.compile(r"inducer|诱导剂|誘導|induktor|induzier"),
    "substrate": re.compile(r"substrate|底物|基質|substrat"),
}


def _roles(words: str) -> frozenset[str]:
    """What a medicine does to an enzyme, as a name of its class or a statement says."""
    return frozenset(role for role, pattern in _ROLES.items() if pattern.search(words))


def _meets_measure(measure: Measure | None, reading: Reading) -> bool:
    """A stated age or kidney function must lie inside one the module states; "elderly" is 65 and over."""
    if measure is None:
        return False
    same = [m for m in reading.measures if m.quantity == measure.quantity]
    if any(m.low <= measure.low and measure.high <= m.high for m in same):
        return True
    if same:
        return False
    if measure.quantity is Quantity.RENAL:
        of_reactions = reading.module.content.kind in (ModuleKind.ADVERSE_REACTION, ModuleKind.SAFETY_RESULT)
        return "renal" in reading.topics and not (of_reactions or _OF_DEGREE.search(reading.body))
    return measure.low >= 65 and "elderly" in reading.topics | reading.context_topics


def _meets_number(number: Number | None, reading: Reading) -> bool:
    """A figure must stand in the body; the week of a result may stand in the header above it."""
    if number is None:
        return False
    if any(_same(number, other) for other in reading.numbers):
        return True
    if number.unit == "grade" and _ANY_GRADE.search(reading.body):
        return True
    content = reading.module.content
    if number.unit == "week" and _is_row_of_week(number, reading):
        return True
    above = numbers("\n".join(content.context), content.language) if number.unit == "week" else []
    return any(_same(number, other) for other in above)


def _same(asked: Number, said: Number) -> bool:
    if asked.unit != said.unit:
        return False
    if asked.value == said.value:
        return True
    return asked.unit == "grade" and said.sign in ("≥", ">=") and asked.value >= said.value
