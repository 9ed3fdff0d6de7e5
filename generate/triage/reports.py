"""Does a question tell of something that happened to a person or a pack? Pure.

Pharmacovigilance wants every suspected adverse event, partial reports too, and pregnancy, overdose, misuse and lack of
effect (ICH E2D; GVP Module VI). A question about what the label says is none of these, and must not be swallowed by
them either: "What are the side effects?" is a question, "My patient coughs" is a report. In doubt it is passed on as a
possible one.

What happened is read by :mod:`generate.triage.signs` and the tables of events and cues; whether it is told of
somebody, and not supposed or asked in general, by :mod:`generate.triage.story`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generate.kit import Span
from generate.lexicon import table
from generate.question import PRODUCT_WORD, Question
from generate.triage import asides
from generate.triage.asides import IS_PREGNANT, PLANNED, WHEN_TO_NURSE, is_first_dose, only_a_topic
from generate.triage.looks import looks_wrong
from generate.triage.partdose import less_given, partly_given
from generate.triage.residue import residue
from generate.triage.signs import Signs, first_told
from generate.triage.story import Story, story_of
from library.models import AnswerFlag
from library.text import fold

_MAY_BE_BROKEN = re.compile(
    r"(?:can|may|should|must|could|kann|darf) (?:\S+ ){0,4}"
    r"(?:(?:be )?(?:broken|cracked|geteilt)|be (?:dissolved|split|halved))"
)
_KEPT_IN = re.compile(
    r"(?<![a-z])(?:in|on) (?:\w+ ){1,2}"
    r"(?:rucksack|backpack|bag|handbag|car|counter|kitchen|bench|table|desk|suitcase|luggage)"
    r"(?![a-z])(?!.*(?:broke|crack|leak|damag|bent|melt|froze))"
)
"""Where a pen lay is no fault of it."""
_AND_IT = re.compile(r", (?:and|but) (?:it|she|he) ")
"""What a pen is said beside of is no fault of the pen ("never missed a pen, and it does nothing")."""
_MAY_BE_CRUSHED = re.compile(
    r"(?<![a-z])(?:can|could|may|should) (?:\w+ ){0,3}?"
    r"(?:qproduct (?:tablets? )?|(?:tablets?|pills?) |they |it )be (?:\w+ ){0,2}?"
    r"(?:crush|split|halv|chew|dissolv|open|ground|mix)\w*"
)
_CRUSHED = re.compile(r"(?<![a-z])(?:crush|chew|ground|grind|dissolv|split|halv|open)\w*")
"""What may be done with a tablet is asked; nobody did it, unless that is told as well."""
_MAY_BE_CRUSHED_CJK = re.compile(
    r"(?:能不能|可不可以|可否|能否|是否(?:可以|能)|(?:可以|能)(?=[^,，。?？]*[吗么]))[^,，。?？!！]*"
)
_CRUSHED_CJK = re.compile(r"掰|碾|压碎|嚼|磨碎|研碎|切开|溶解|化开|冲水|鼻饲")
_NOT_WHOLE = re.compile(
    r"(?:can['’]?t|can ?not|unable to|struggl\w+ to|trouble|difficulty|hard to) ?(?:with )?swallow\w*"
    r"(?= (?:\w+ ){0,2}?(?:whole|tablets?|pills?|capsules?|qproduct))|[吞咽]不[下了](?=整|药|片)"
)
"""That somebody can't take a tablet whole befell nobody: it is why it is asked how else to give it."""
_SWALLOWS_BADLY = re.compile(
    r"(?:has |have |having )?(?:trouble|difficult\w*|problems?|struggl\w*|hard)(?: with| to| in)? ?swallow\w*"
    r"|swallowing (?:trouble|difficult\w*|problems?)|dysphagi\w*"
    r"|吞?咽(?:困难|不便|障碍|不(?:太|大|怎么|是很)?好|费劲|差)|嚥下(?:困難|障害)|schluck(?:störung|beschwerden)"
)
"""Passed on in doubt; that tablets may be crushed, or may not, is answered none the less."""
_ORGAN = re.compile(
    r"[肝肾](?:脏|功能?)?(?:不好|不全|差|减退)"
    r"|(?:nieren|leber)funktion (?:ist )?(?:\w+ )?(?:eingeschränkt|vermindert|reduziert)"
)
"""Impaired liver or kidneys of nobody in particular tell whom a dose is asked for."""
_UNTIL = re.compile(r"(?:until|till|bis zum?r?|直到|直至|至)\s*$")
_OF_A_FACULTY = re.compile(r"(?:吞咽|胃口|睡眠|肾|肝|功能|心脏|身体|腿脚|记性|视力|听力|血管|脾胃|消化|牙口)$")
"""What is "not so good" is somebody's swallowing, not the treatment."""
_OTHER_STORIES = frozenset({"missed_dose", "room_temperature", "storage", "shelf_life", "vaccine"})
"""What is told of a dose, a pack or a vaccination befell nobody."""
_TAKEN = re.compile(r"inject|took|taken|swallow|used|gave|given|(?:打|吃|服|用)了|spritz|genommen|投与")
_BY_MISTAKE = re.compile(
    r"mistake|accident|in error|erroneous|versehen|irrtüml|误|不小心|[弄搞看记]错|誤|間違|うっかり"
)
"""How an overdose came about is no misuse beside it."""
_MILD = re.compile(r"bruis|nosebleed|blutergu|nasenbluten|瘀|淤|鼻|あざ|内出血|creatinine|肌酐|クレアチニン|kreatinin")
"""Serious events that alone threaten no life."""


@dataclass(frozen=True)
class Report:
    """A reason for a flag: the words of the question that made it so.

    ``unnamed`` are words in no table, passed on in doubt: what is asked beside them is answered as if they were told.
    """

    flag: AnswerFlag
    words: str
    unnamed: bool = False


@dataclass(frozen=True)
class _Read:
    """A question with its signs and its story."""

    question: Question
    signs: Signs
    story: Story
    product: str = ""

    def words(self, span: Span) -> str:
        return self.question.masked[slice(*span)]

    def spans(self, *cues: str) -> tuple[Span, ...]:
        """Where the cues of ``words/reports.yaml`` stand."""
        return tuple((f.start, f.end) for f in table("reports").find(self.question.masked, only=cues))

    def events(self, *, vague: bool) -> tuple[Span, ...]:
        """Where events of ``words/events/`` are named, plain ones or vague ones."""
        ids = table("events").flagged("vague")
        found = ((f.start, f.end) for f in self.question.events if (f.id in ids) == vague)
        return tuple(span for span in found if not self.signs.only_a_value(span))  # "CK" by itself befell nobody


def reports(question: Question, product: str = "") -> tuple[Report, ...]:
    """Every report the question holds, urgency last; empty for a question about what is known.

    ``product`` is the medicine of ours that is asked about: what another one did not help is none of its reports.
    """
    read = _Read(question, Signs(question.masked, question.language), story_of(question), product)
    found = [
        *_pregnancy(read),
        *_overdose(read),
        *_misuse(read),
        *_complaint(read),
        *_lack_of_effect(read),
    ]
    if any(report.flag is AnswerFlag.OVERDOSE for report in found):
        found = [r for r in found if r.flag is not AnswerFlag.MISUSE or not _BY_MISTAKE.search(r.words)]
    found = [*_adverse_event(read, {report.flag for report in found}), *found]
    if not found:
        found = _in_other_words(read)
    return (*found, *_urgency(read, found))


def _in_other_words(read: _Read) -> list[Report]:
    """A report whose words no table holds: of a pack where a part of one is named, else of a person."""
    if read.question.topic_ids & _OTHER_STORIES:
        return []
    told = residue(read.question, read.story)
    if told is None:
        return []
    pack = any(told[0] <= start < told[1] for start, _ in read.signs.gadgets)
    flag = AnswerFlag.COMPLAINT if pack else AnswerFlag.ADVERSE_EVENT
    return [Report(flag, read.words(told), unnamed=True)]


def _reported(read: _Read, span: Span | None, flag: AnswerFlag) -> list[Report]:
    return [Report(flag, read.words(span))] if span else []


def exposed(question: Question) -> bool:
    """Whether the question puts somebody on a treatment: by product, by "on it", by "after the second dose"."""
    cues = {"on_treatment", "treatment_context", "after_exposure"}
    return bool(question.products) or bool(cues & question.cues) or bool(story_of(question).exposure)


def taken(question: Question) -> bool:
    """Whether somebody is told to have taken the medicine, not only asked to ("has been taking it twice a day")."""
    return _HAS_TAKEN.search(question.masked) is not None


_HAS_TAKEN = re.compile(
    r"(?:took|takes|taking|taken|injects|injected|injecting|had|got|received|swallowed|been on) "
    rf"(?:\w+ ){{0,3}}?{PRODUCT_WORD}"
    rf"|{PRODUCT_WORD} (?:\w+ ){{0,6}}(?:since|for the (?:last|past))|(?:吃|服|打|用)了"
)


def _adverse_event(read: _Read, others: set[AnswerFlag]) -> list[Report]:
    """A change of the body or of a laboratory value, or an event by its name, told of somebody."""
    pack = AnswerFlag.COMPLAINT in others
    bodily = tuple(s for s in read.signs.bodily if not (pack and _overlaps(s, read.signs.defects)))
    bodily = tuple(s for s in bodily if not (_only_of_whom(read, s) or _of_a_test_or_label(read, s)))
    told = first_told((*read.spans("angioedema_signs"), *bodily), read.story)
    named = (*read.events(vague=False), *read.signs.conditions)
    named = tuple(s for s in named if not (_of_a_test_or_label(read, s) or _only_of_whom(read, s)))
    told = told or first_told(named, read.story, plain=True)
    told = told or first_told(read.signs.laboratory, read.story) or _on_course(read)
    told = told or first_told(read.events(vague=True), read.story)
    if told and read.story.products > 1 and _of_another_medicine(read, told) and not _on_it(read):
        return []
    if told and not _on_it(read) and not read.spans("angioedema_signs"):
        return [Report(AnswerFlag.ADVERSE_EVENT, read.words(told), unnamed=True)]
    if told is None and not others and not read.story.concessions:
        told = _unknown_event(read)
        return [Report(AnswerFlag.ADVERSE_EVENT, read.words(told), unnamed=True)] if told else []
    found = _reported(read, told, AnswerFlag.ADVERSE_EVENT)
    asks_how = bool(read.question.use_ids & {"crushed", "feeding_tube"})
    if told and asks_how and _SWALLOWS_BADLY.fullmatch(read.words(told)):
        return [replace(report, unnamed=True) for report in found]
    return found


def _of_a_test_or_label(read: _Read, span: Span) -> bool:
    """Whether words tell what a tumour's test found, what a label got added, or what a medicine is to be for."""
    found = asides.of_a_tumour_test(read.words(span), read.words(read.story.sentence(span[0])))
    return found or asides.was_added(read.question.masked[span[1] :]) or asides.is_given_for(read.story.text, span)


_NO_TIME_ON_IT = re.compile(
    rf"{PRODUCT_WORD} pens?|(?:starting|first|usual|recommended|initial) (?:dose|dosing|dosage) of {PRODUCT_WORD}"
    r"|next (?:week|month|dose|injection|pen)|正在吃|正在服"
)


_OF_OUR_PATIENTS = re.compile(rf"of (?:my|our) (?:\S+ )?{PRODUCT_WORD} (?:patients|pts)")


def _on_it(read: _Read) -> bool:
    """Whether somebody is told to be on a treatment of ours, or it is asked how it shall go on."""
    if any(not read.story.asks(span) for span in read.story.course) or _OF_OUR_PATIENTS.search(read.question.masked):
        return True
    for span in read.story.exposure:
        low, high = span[0], span[1] + 12
        medicines = _medicines_in(read, low, high if PRODUCT_WORD in read.question.masked[low:high] else span[1])
        other = read.product in read.question.products and bool(medicines) and read.product not in medicines
        if not other and not _NO_TIME_ON_IT.fullmatch(read.words(span).strip()):
            return True
    return False


_REGIMEN = frozenset({"dose", "interval", "indication", "administration", "duration", "max_dose"})
_FOR_HOW_LONG = re.compile(r"how (?:many (?:days|weeks|doses)|long)|wie (?:lange|viele tage)|几天|多少天|何日")


def _only_of_whom(read: _Read, span: Span) -> bool:
    """Whether the words only tell for whom is asked: somebody who can't swallow tablets, or whose kidneys are poor."""
    if read.story.exposure:
        return False
    asks_a_regimen = (
        read.story.begins or bool(read.question.topic_ids & _REGIMEN) or _FOR_HOW_LONG.search(read.story.text)
    )
    if asks_a_regimen and not read.story.course and asides.describes_a_patient(read.story.text, span):
        return True
    if any(m.start() <= span[0] < m.end() for m in _NOT_WHOLE.finditer(read.question.masked)):
        return True
    return not read.story.persons and bool(_ORGAN.fullmatch(read.words(span)))


def _on_course(read: _Read) -> Span | None:
    """A value measured where it is asked how a treatment shall go on ("ALT 6 x ULN: hold?"): it was somebody's."""
    story = read.story
    values = read.signs.laboratory if story.course else read.signs.changed_values
    return next((s for s in values if not (story.supposes(s) or story.asks(s) or story.was_before(s))), None)


def _unknown_event(read: _Read) -> Span | None:
    """Something that befell a patient on a treatment, told in words that no table holds ("came up with …")."""
    question, story = read.question, read.story
    if question.topic_ids & _OTHER_STORIES:
        return None
    told = [s for s in read.spans("occurred") if not asides.NO_EVENT.match(question.masked[s[0] :])]
    if story.persons and story.exposure and (told := [s for s in told if story.tells(s)]):
        return told[0]
    return story.aftermath()


def _overlaps(span: Span, others: tuple[Span, ...]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _pregnancy(read: _Read) -> list[Report]:
    planned = "planning_pregnancy" in read.question.topic_ids or bool(PLANNED.search(read.question.masked))
    planned = planned and not IS_PREGNANT.search(read.question.masked)
    story = read.story
    if planned or not (story.exposure or story.course or story.product):
        return []
    spans = (*read.spans("pregnant_now"), *read.signs.pregnant)
    told = first_told(tuple(s for s in spans if not only_a_topic(read.words(s), story, s)), story)
    if told is None and story.exposure and not asides.starts_later(read.question.masked):
        nursing = (s for s in read.signs.nursing if not WHEN_TO_NURSE.search(read.question.masked[: s[0]]))
        told = first_told(tuple(s for s in nursing if not story.ends_in_question(s)), story)
    return _reported(read, told, AnswerFlag.PREGNANCY)


def _overdose(read: _Read) -> list[Report]:
    if less_given(read.question.masked):
        return []
    spans = (*read.spans("took_too_much"), *read.signs.excess)
    spans = tuple(s for s in spans if not is_first_dose(read.words(read.story.sentence(s[0])), read.words(s)))
    return _reported(read, _of_a_dose(read, spans), AnswerFlag.OVERDOSE)


def _misuse(read: _Read) -> list[Report]:
    kept = read.question.topic_ids & {"freezing", "room_temperature", "storage"}
    if kept and not _TAKEN.search(read.question.masked):
        return []
    less = less_given(read.question.masked)
    if less and (read.story.tells_of_a_pack(less) or read.story.told_in_passing(less)):
        return _reported(read, less, AnswerFlag.MISUSE)
    rest = _MAY_BE_CRUSHED.sub(" ", read.question.masked)
    asked = [] if _CRUSHED.search(rest) else [m.end() for m in _MAY_BE_CRUSHED.finditer(read.question.masked)]
    spans = (*read.spans("used_wrongly"), *read.signs.errors)
    told = tuple(s for s in spans if not any(s[0] < end <= s[1] + 1 for end in asked))
    may = [m.span() for m in _MAY_BE_CRUSHED_CJK.finditer(read.question.masked) if _CRUSHED_CJK.search(m.group())]
    told = tuple(s for s in told if not _overlaps(s, tuple(may)))
    return _reported(read, _of_a_dose(read, told), AnswerFlag.MISUSE)


def _of_a_dose(read: _Read, spans: tuple[Span, ...]) -> Span | None:
    story = read.story
    spans = tuple(s for s in spans if not (_of_another_medicine(read, s) or _asks_to_take(read, s)))
    told = (s for s in spans if story.tells_of_a_pack(s) and not (story.begins and story.asks(s)))
    return next(told, None)


_SHOULD = re.compile(
    r"(?<![a-z])(?:should|can|could|may|must|shall|would|do|does|darf|soll|kann|muss) (?:\w+ ){0,2}?"
    r"(?:he|she|they|we|i|patient|patients|one|you|er|sie|man|ich)(?![a-z])[^.?!]*$"
)
_SHOULD_CJK = re.compile(
    r"(?:要不要|能不能|可不可以|需不需要|该不该|用不用|可以|能|要|需要|应该)[^,，。?？]*(?:吗|么|[?？]|$)|(?:ましょうか|ですか|ますか)"
)


def _asks_to_take(read: _Read, span: Span) -> bool:
    """Whether it is only asked if more may be taken, after a dose that was missed ("should he double it today?")."""
    if not read.question.topic_ids & {"missed_dose"}:
        return False
    low, high = read.story.clause(span)
    if read.story.cjk:
        return _SHOULD_CJK.search(read.question.masked[low:high]) is not None
    start, end = read.story.sentence(span[0])
    ends = read.question.masked[start:end].rstrip().endswith("?")
    return ends and _SHOULD.search(read.question.masked[start : span[0]]) is not None


def _of_another_medicine(read: _Read, span: Span) -> bool:
    """Whether a dose told is one of another medicine, named in its clause and not ours ("takes omeprazole 40 mg")."""
    medicines = _medicines_in(read, *read.story.clause(span))
    return bool(read.product and medicines and read.product not in medicines)


def _lack_of_effect(read: _Read) -> list[Report]:
    if {"defect", "device"} <= read.question.cues:
        return []
    spans = (*read.spans("stopped_working"), *read.signs.no_effect)
    if read.story.exposure or read.story.persons:
        spans = (*spans, *read.spans("unchanged"))
    before = read.question.masked
    spans = tuple(s for s in spans if not (_UNTIL.search(before[: s[0]]) or _OF_A_FACULTY.search(before[: s[0]])))
    spans = tuple(s for s in spans if not (_of_a_reaction(read, s) or _asks_whether_to_use(read, s)))
    spans = tuple(s for s in spans if not _of_the_eyes(read, s))
    told = next((s for s in spans if read.story.tells(s) and not _of_another_remedy(read, s)), None)
    if told is None and not read.events(vague=False) and not read.signs.bodily:
        told = first_told(read.story.concessions, read.story)
    found = _reported(read, told, AnswerFlag.LACK_OF_EFFECT)
    certain = _on_it(read) or not read.story.persons or (told and asides.of_it(before[: told[0]]))
    return found if certain else [replace(report, unnamed=True) for report in found]


def _of_a_reaction(read: _Read, span: Span) -> bool:
    """Whether what has not changed is a reaction told just before it ("the lump is still there after three days")."""
    low, _ = read.story.sentence(span[0])
    return bool(_STILL_THERE.search(read.words(span))) and any(low <= s[0] < span[0] for s in read.signs.bodily)


def _of_the_eyes(read: _Read, span: Span) -> bool:
    """Whether what does not get better are the eyes: a reaction that lasts, not the disease that is treated."""
    low, high = read.story.clause((span[1] - 1, span[1]))
    clause = read.question.masked[low:high]
    return _EYES.search(clause) is not None and _SKIN.search(clause) is None


_EYES = re.compile(r"(?<![a-z])eyes?(?![a-z])|conjunctiv|keratitis|[眼目]|结膜|角膜|(?<![a-z])augen?(?![a-z])")
_SKIN = re.compile(r"skin|eczema|dermat|rash|haut|ekzem|皮|湿疹|皮膚")


def _asks_whether_to_use(read: _Read, span: Span) -> bool:
    """Whether "no use" is only how Chinese asks ("用不用减量", "有没有用过"), or if protection still holds is asked."""
    asked = asides.asks_if_it_holds(read.words(read.story.sentence(span[0])))
    return (
        asked
        or "side effect" in read.words(span)
        or bool(re.search(r"用不用|有没有用", read.question.masked[max(span[0] - 1, 0) : span[1]]))
    )


_STILL_THERE = re.compile(r"不好转|没好转|没消|未消|不消|没退|没好|still there|not gone|消えない|nicht weg")


def _medicines_in(read: _Read, low: int, high: int) -> set[str]:
    """Ids of the medicines whose names stand masked between two places."""
    masked = [m.start() for m in re.finditer(PRODUCT_WORD, read.question.masked)]
    last, named = 0, []
    for mention in read.question.mentions:
        if mention.facet == "product" and mention.id in read.question.products and mention.start >= last:
            named.append(mention.id)
            last = mention.end
    return {id_ for at, id_ in zip(masked, named, strict=False) if low <= at < high}


def _of_another_remedy(read: _Read, span: Span) -> bool:
    """Whether the words are in a clause on another medicine, or something against a reaction ("drops not help")."""
    low, high = read.story.clause((span[1] - 1, span[1]))
    clause = read.question.masked[low:high]
    named = {fold(m.words) for m in read.question.mentions if m.facet == "product"}
    named |= {found.words for found in read.question.uses if found.id == "drug_class"}
    start, end = read.story.clause((span[0], span[0] + 1))
    clauses = (clause, read.question.masked[start:end])
    other = any(PRODUCT_WORD not in text and any(words in text for words in named) for text in clauses)
    for place in ((low, high), read.story.clause((span[0], span[0] + 1)), span):
        medicines = _medicines_in(read, *place)
        other = other or bool(read.product and medicines and read.product not in medicines)
    return other or bool(asides.OTHER_REMEDY.search(clause))


def _complaint(read: _Read) -> list[Report]:
    story, cues = read.story, read.question.cues
    said = read.spans("product_complaint")
    if said and not story.supposes(said[0]):
        return _reported(read, said[0], AnswerFlag.COMPLAINT)
    if _MAY_BE_BROKEN.search(read.question.masked):
        return []
    partly = partly_given(read.question.masked)
    if partly and (story.tells_of_a_pack(partly) or story.told_in_passing(partly)):
        return _reported(read, partly, AnswerFlag.COMPLAINT)
    named = read.spans("defect") if {"batch", "device"} & cues else ()
    defects = (s for s in read.signs.defects if not (_AND_IT.search(read.words(s)) or _KEPT_IN.search(read.words(s))))
    told = next((s for s in (*named, *defects, *looks_wrong(story)) if story.tells_of_a_pack(s)), None)
    return _reported(read, told, AnswerFlag.COMPLAINT)


def _urgency(read: _Read, found: list[Report]) -> list[Report]:
    """What threatens life, told of somebody: urgent also when it is over, unless it was long ago."""
    flags = {report.flag for report in found}
    if not flags or read.signs.resolved:
        return []
    if AnswerFlag.MISUSE in flags and (child := asides.CHILD.search(read.question.masked)):
        return [Report(AnswerFlag.URGENT, child.group())]
    if AnswerFlag.OVERDOSE in flags:
        return [Report(AnswerFlag.URGENT, next(r.words for r in found if r.flag is AnswerFlag.OVERDOSE))]
    told = first_told((*read.spans("angioedema_signs"), *read.signs.grave), read.story)
    if told is None and AnswerFlag.ADVERSE_EVENT in flags:
        serious = table("events").flagged("serious")
        grave = tuple((e.start, e.end) for e in read.question.events if e.id in serious and not _MILD.search(e.words))
        grave = tuple(span for span in grave if not read.signs.only_a_value(span))
        told = first_told(grave, read.story, plain=True)
    return _reported(read, told or next(iter(read.spans("urgency")), None), AnswerFlag.URGENT)
