"""Does a question tell of something that happened to a person or a pack? Pure.

Pharmacovigilance wants every suspected adverse event, partial reports too, and pregnancy, overdose, misuse and lack of
effect (ICH E2D; GVP Module VI). A question about what the label says is none of these, and must not be swallowed by
them either: "What are the side effects?" is a question, "My patient coughs" is a report. In doubt it is a report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generate.lexicon import table
from generate.question import PRODUCT_WORD, Question
from library.models import AnswerFlag

_AFTER_PRODUCT = re.compile(
    rf"(?:after|since|following|nach|seit) (?:\S+ ){{0,4}}?{PRODUCT_WORD}"
    rf"|{PRODUCT_WORD}[^,，。;；?？]{{0,8}}(?:后|後|之后|期间|から|したら)"
    rf"|(?:打|吃|用|服|注射)(?:完|过|了)[^,，。;；?？]{{0,8}}{PRODUCT_WORD}"
)
_ON_PRODUCT = re.compile(
    r"(?<![a-z])(?:on|taking|takes|took|receiv\w+|using|started|stopped|discontinued|injected|unter|nimmt|mit)"
    rf" (?:\w+ )?{PRODUCT_WORD}"
    rf"|(?:用|服用|使用|注射|吃|打)(?:了|过|着)?{PRODUCT_WORD}|{PRODUCT_WORD}(?:を)?(?:投与|内服|服用|使用|治疗|治療)"
)
_MAY_BE_BROKEN = re.compile(r"(?:can|may|should|must|could|kann|darf) (?:\S+ ){0,4}(?:be )?(?:broken|cracked|geteilt)")
_OTHER_STORIES = frozenset({"missed_dose", "room_temperature", "storage", "shelf_life", "vaccine"})
"""What is told of a dose, a pack or a vaccination befell nobody."""
_OTHER_REMEDY = re.compile(
    r"(?:drops?|antihistamines?|steroids?|creams?|ointments?|diuretics?|antibiotics?|painkillers?|antiemetics?|inhalers?)"
    r" (?:\w+ ){0,2}$|(?:眼药水|药膏|抗组胺药|利尿剂|止吐药|激素|抗生素|退烧药)[^,，。?？]{0,3}$"
)
"""What does not help is something taken against a reaction."""
_SUSPECTED = re.compile(r"suspected|怀疑|疑似|疑われ")
"""Told of a patient on the medicine, a suspicion is a report and no supposition."""
_TAKEN = re.compile(r"inject|took|taken|swallow|used|gave|given|(?:打|吃|服|用)了|spritz|genommen|投与")
_WENT_WELL = re.compile(
    r"better|improv|respon|well(?![a-z])|stable|clear|remission|好转|改善|缓解|有效|稳定|满意|不错|besser|良好|改善"
)
_NO_EVENT = re.compile(
    r"(?:\S+ ){1,5}?(?:dos(?:e|es|ing)|injections?|pens?|tablets?|shots?|jabs?|prescri\w+|vaccin\w*|appointment\w*"
    r"|questions?"
    r"|surgery|operation|transplant\w*|biops\w*|scans?|ct|mri|chemo\w*|radio\w*|cycles?|treat\w*|therap\w*|respon\w*"
    r"|remission|better|benefit\w*|improve\w*|well|fine|clear\w*|resist\w*|progress\w*|relaps\w*|pregnan\w*|baby"
    r"|children|control\w*|stable|switched|taking|on|using|told|advised|approved|diagnosed|metex14|mutation\w*)(?![a-z])"
    r"|(?:突然|一直|感觉|觉得|出现|发生|发现|得了|有了)?.{0,4}(?:好转|改善|缓解|耐药|进展|怀孕|疗效|效果)"
)
"""Beginnings of sentences that tell of a treatment, a test or of getting better, not of harm."""
_CAUSED = re.compile(
    rf"{PRODUCT_WORD} (?:has )?(?:caused|led to|gave|triggered)|due to {PRODUCT_WORD}|{PRODUCT_WORD}(?:引起|导致)了"
    rf"|(?:because of|from) {PRODUCT_WORD}"
)


_COUNTED = frozenset({"rate", "side_effects", "median", "study_design"})
"""Topics of what is counted in many, told of nobody."""
_BEGINS = re.compile(
    r"(?<![a-z])(?:to start|be started|starting|before (?:start|begin|initiat)\w*"
    r"|can (?:he|she|i|we|they) (?:start|begin))"
    r"|能否开始|才能开始|开始用药前"
)
"""Values from before treatment are no event."""
_MEASURED = re.compile(
    r"[^<>≥≤;；?？。]{0,40}?\d+(?:[.,]\d+)? ?(?:x(?![a-z])|×|times|fold|-?fach|倍|i?u/l|[mµu]g/dl|[mµu]mol)"
)
"""A value of one person: a multiple or an amount, not a threshold ("above 5 x ULN")."""
_OF_A_TRIAL = re.compile(
    r"placebo|versus|(?<![a-z])vs(?![a-z])|trial|study|studies|subgroup|安慰剂|研究|试验|プラセボ|試験|studie"
    r"|storage|store|fridge|price|label|冷藏|价格|说明书"
)
_FOR_A_TIME = re.compile(
    r"(?:\d+|two|three|four|five|six|eight|twelve|sixteen|several|many|some|a few)"
    r" (?:weeks?|months?|doses|injections|wochen|monate\w*)"
    r"|(?:\d+|[一二两三四五六七八九十半几]+) ?(?:个)?(?:周|星期|月|针|疗程)|\d+ ?(?:週|か月|ヶ月|回)"
)


@dataclass(frozen=True)
class Report:
    """A reason for a flag: the words of the question that made it so."""

    flag: AnswerFlag
    words: str


def reports(question: Question) -> tuple[Report, ...]:
    """Every report the question holds, urgency last; empty for a question about what is known."""
    found = [
        *_pregnancy(question),
        *_overdose(question),
        *_misuse(question),
        *_complaint(question),
        *_lack_of_effect(question),
    ]
    found = [*(_adverse_event(question, bool(found)) or _laboratory(question) or _swelling(question)), *found]
    return (*found, *_urgency(question, found))


def exposed(question: Question) -> bool:
    """Whether the question puts somebody on a treatment: by product, by "on it", by "after the second dose"."""
    cues = {"on_treatment", "treatment_context", "after_exposure"}
    return bool(question.products) or bool(cues & question.cues)


def _only_asks(question: Question) -> bool:
    """A hypothetical or general question that speaks of nobody in particular."""
    if "own_patient" in question.cues:
        return False
    if (
        "hypothetical" in question.cues
        and {"person"} & question.cues
        and {"on_treatment", "after_exposure"} & question.cues
    ):
        supposed = table("reports").find(question.masked, only=["hypothetical"])
        return "general" in question.cues or not all(_SUSPECTED.fullmatch(found.words) for found in supposed)
    return bool({"hypothetical", "general"} & question.cues)


def _adverse_event(question: Question, other_report: bool) -> list[Report]:
    if not exposed(question):
        return []
    return _known_event(question) or ([] if other_report else _unknown_event(question))


def _known_event(question: Question) -> list[Report]:
    vague = table("events").flagged("vague")
    events = [found for found in question.events if found.id not in vague or _vague_event_happened(question)]
    if not events or not (_befell_own_patient(question) or _befell_somebody(question)):
        return []
    return [Report(AnswerFlag.ADVERSE_EVENT, events[0].words)]


def _unknown_event(question: Question) -> list[Report]:
    """Something that befell a patient on a treatment, told in words that no table holds ("came up with …")."""
    somebody = bool({"person", "own_patient"} & question.cues)
    if not somebody or _only_asks(question) or question.topic_ids & _OTHER_STORIES:
        return []
    linked = "after_exposure" in question.cues or _ON_PRODUCT.search(question.masked)
    linked = linked or _AFTER_PRODUCT.search(question.masked)
    told = [
        f
        for f in table("reports").find(question.masked, only=["occurred"])
        if not _NO_EVENT.match(question.masked[f.start :])
    ]
    if linked and told:
        return [Report(AnswerFlag.ADVERSE_EVENT, told[0].words)]
    after = _AFTER_PRODUCT.search(question.masked)
    only_told = after and "own_patient" in question.cues and "question_mark" not in question.cues
    if after and only_told and not _WENT_WELL.search(question.masked):
        return [Report(AnswerFlag.ADVERSE_EVENT, after.group())]
    return []


def _told_of_somebody(question: Question) -> bool:
    """Whether a finding is told as one that is there, on treatment: no history, and no question of how often."""
    counted = question.topic_ids & _COUNTED and not {"person", "own_patient"} & question.cues
    if counted or _only_asks(question) or not exposed(question):
        return False
    return "baseline" not in question.cues or "after_exposure" in question.cues or bool(_linked_after(question))


def _laboratory(question: Question) -> list[Report]:
    """A laboratory value of somebody: one person's, one told of a time on treatment, or a multiple of a limit."""
    found = table("reports").find(question.masked, only=["laboratory"])
    if not found or not _told_of_somebody(question) or _BEGINS.search(question.masked):
        return []
    somebody = {"person", "own_patient", "after_exposure"} & question.cues or _linked_after(question)
    measured = [f for f in found if _MEASURED.match(question.masked[f.start :])]
    if not somebody and not measured:
        return []
    return [Report(AnswerFlag.ADVERSE_EVENT, (measured or list(found))[0].words)]


def _swelling(question: Question) -> list[Report]:
    """Lips, lids, tongue, face or throat that swell on the medicine: a report in whatever words it is told."""
    linked = _linked(question) or {"person", "own_patient", "occurred"} & question.cues
    return (
        _cue(question, "angioedema_signs", AnswerFlag.ADVERSE_EVENT) if linked and _told_of_somebody(question) else []
    )


def _linked_after(question: Question) -> bool:
    return _AFTER_PRODUCT.search(question.masked) is not None


def _vague_event_happened(question: Question) -> bool:
    return "occurred" in question.cues and bool({"person", "own_patient"} & question.cues)


def _befell_own_patient(question: Question) -> bool:
    cues = question.cues
    if "own_patient" not in cues:
        return False
    if "baseline" in cues and not _linked(question):
        return False
    return not ("hypothetical" in cues and not _linked(question) and "occurred" not in cues)


def _befell_somebody(question: Question) -> bool:
    if _only_asks(question):
        return False
    cues = question.cues
    if "baseline" in cues and "after_exposure" not in cues and not _AFTER_PRODUCT.search(question.masked):
        return False
    person = "person" in cues
    after = "after_exposure" in cues or bool(_AFTER_PRODUCT.search(question.masked))
    if _CAUSED.search(question.masked):
        return True
    if person:
        return after or "occurred" in cues or "on_treatment" in cues or bool(_ON_PRODUCT.search(question.masked))
    return after and (bool(question.products) or bool({"occurred", "treatment_context"} & cues))


def _linked(question: Question) -> bool:
    return (
        bool({"after_exposure", "on_treatment"} & question.cues)
        or bool(_ON_PRODUCT.search(question.masked))
        or bool(_AFTER_PRODUCT.search(question.masked))
    )


def _cue(question: Question, cue: str, flag: AnswerFlag) -> list[Report]:
    found = table("reports").find(question.masked, only=[cue])
    return [Report(flag, found[0].words)] if found else []


def _pregnancy(question: Question) -> list[Report]:
    planned = "planning_pregnancy" in question.topic_ids
    if planned or _only_asks(question) or not exposed(question):
        return []
    return _cue(question, "pregnant_now", AnswerFlag.PREGNANCY)


def _overdose(question: Question) -> list[Report]:
    return [] if _only_asks(question) else _cue(question, "took_too_much", AnswerFlag.OVERDOSE)


def _misuse(question: Question) -> list[Report]:
    kept = question.topic_ids & {"freezing", "room_temperature", "storage"} and not _TAKEN.search(question.masked)
    return [] if kept or _only_asks(question) else _cue(question, "used_wrongly", AnswerFlag.MISUSE)


def _lack_of_effect(question: Question) -> list[Report]:
    if _only_asks(question) or ({"defect", "device"} <= question.cues):
        return []
    found = table("reports").find(question.masked, only=["stopped_working"])
    if not found and _on_it_for_a_time(question):
        found = table("reports").find(question.masked, only=["unchanged"])
    found = tuple(f for f in found if not _OTHER_REMEDY.search(question.masked[: f.start]))
    return [Report(AnswerFlag.LACK_OF_EFFECT, found[0].words)] if found else []


def _on_it_for_a_time(question: Question) -> bool:
    """Whether a time on the medicine is told, rather than a trial's: then "no different" is said of somebody."""
    told = _linked(question) or _FOR_A_TIME.search(question.masked) or {"person", "own_patient"} & question.cues
    return bool(told) and not _OF_A_TRIAL.search(question.masked) and exposed(question)


def _complaint(question: Question) -> list[Report]:
    cues = question.cues
    if not _only_asks(question) and (said := _cue(question, "product_complaint", AnswerFlag.COMPLAINT)):
        return said
    about_a_pack = "batch" in cues or "device" in cues
    if "defect" not in cues or not about_a_pack or _only_asks(question) or _MAY_BE_BROKEN.search(question.masked):
        return []
    return _cue(question, "defect", AnswerFlag.COMPLAINT)


def _urgency(question: Question, found: list[Report]) -> list[Report]:
    flags = {report.flag for report in found}
    if not flags:
        return []
    serious = table("events").flagged("serious")
    grave = [event for event in question.events if event.id in serious]
    if AnswerFlag.OVERDOSE in flags:
        return _cue(question, "took_too_much", AnswerFlag.URGENT)
    if grave and AnswerFlag.ADVERSE_EVENT in flags:
        return [Report(AnswerFlag.URGENT, grave[0].words)]
    return _cue(question, "urgency", AnswerFlag.URGENT)
