"""What a question needs before anybody answers it: safety reports, complaints, urgency, use outside the label. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generate.label import Label
from generate.question import Question
from generate.reading import with_implied
from generate.triage.doses import another_interval
from generate.triage.off_label import outside_label
from generate.triage.reports import reports, taken
from library.models import AnswerFlag, Role
from library.taxonomy import Taxonomy

_ASKS = re.compile(
    r"(?:^|[.!;\n]\s*)(?:(?:and|so|but|then|restart|resume|stop|continue) )?(?:when|what|which|how|why|can|could"
    r"|should|may|must|does|wann|was|wie|darf|soll|kann)(?![a-z])"
    r"|(?<![a-z])any (?:way|need|point|reason|data|experience|info\w*|advice|guidance)(?![a-z])|asks? (?:me |us )?for"
    r"|(?:at|to|and|or|on) (?:what|which) (?:dose|dosage|grade|level)"
    r"|(?:hold|stop|continue|reduce|restart|resume|pause|withhold|discontinue|carry on) or "
    r"(?:hold|stop|continue|reduce|re|pause|withhold|discontinue)"
)
"""What asks without a question mark."""
_TAKEN_OTHERWISE = frozenset({"dose", "interval", "route"})
"""Uses outside the label that are misuse or overdose where somebody did it."""
_TO_CHANGE = re.compile(
    r"(?:改|换|调|延长|拉长|减)(?:成|为|到|至)[^。?？]{0,24}(?:吗|么|不|[?？])"
    r"|(?:可不可以|能不能|可否|能否|是否可以)[^,，。?？]{0,4}(?:改|换|调|延长|拉长|减)"
    r"|(?:can|could|may|should|shall) (?:\w+ ){1,3}?"
    r"(?:switch|change|move|go|extend|stretch|space|drop|cut|step)\w*(?![a-z])"
)
"""Asks whether a dose or an interval may be changed: nobody has taken it so."""
_TO = {
    AnswerFlag.ADVERSE_EVENT: Role.PHARMACOVIGILANCE,
    AnswerFlag.PREGNANCY: Role.PHARMACOVIGILANCE,
    AnswerFlag.OVERDOSE: Role.PHARMACOVIGILANCE,
    AnswerFlag.MISUSE: Role.PHARMACOVIGILANCE,
    AnswerFlag.LACK_OF_EFFECT: Role.PHARMACOVIGILANCE,
    AnswerFlag.POSSIBLE_REPORT: Role.PHARMACOVIGILANCE,
    AnswerFlag.COMPLAINT: Role.PHARMACOVIGILANCE,
    AnswerFlag.OFF_LABEL: Role.MEDICAL_INFORMATION,
}


@dataclass(frozen=True)
class Triage:
    """Flags in order of weight, the words behind each, who is told, and whether anything is asked at all.

    ``grave_allergy`` is whether signs of a grave hypersensitivity reaction are told of somebody: then what the label
    says to do about it is due, asked or not. ``in_doubt`` is whether all that is told are words in no table.
    """

    flags: tuple[AnswerFlag, ...] = ()
    words: tuple[tuple[AnswerFlag, str], ...] = ()
    handed_to: tuple[Role, ...] = ()
    asks: bool = True
    grave_allergy: bool = False
    in_doubt: bool = False

    def has(self, *flags: AnswerFlag) -> bool:
        """Whether any of the flags is set."""
        return any(flag in self.flags for flag in flags)

    @property
    def reports(self) -> bool:
        """Whether the question tells of something that happened."""
        return any(flag is not AnswerFlag.OFF_LABEL for flag in self.flags)

    @property
    def certain(self) -> bool:
        """Whether what happened is known by its words, so that the answer is to be about it."""
        return self.reports and not self.in_doubt


def triage(question: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Triage:
    """Flags of a question on ``product`` asked in ``market``, whose label text is ``label``.

    A dose, route or age told in a report is not a question about use, so a report is off label only by an
    interval to which what it asks would change.
    """
    told = reports(question, product)
    found = [(AnswerFlag.POSSIBLE_REPORT if report.unnamed else report.flag, report.words) for report in told]
    if all(report.unnamed for report in told):
        outside = outside_label(question, product, market, label, taxonomy)
        if outside is not None:
            found.append((AnswerFlag.OFF_LABEL, f"{outside.part}: {outside.words}"))
            changed = outside.part in _TAKEN_OTHERWISE and not _TO_CHANGE.search(question.masked)
            if changed and taken(question) and not told:
                found.append((AnswerFlag.POSSIBLE_REPORT, outside.words))
    elif product and (interval := another_interval(question, product, market, label, taxonomy)):
        found.append((AnswerFlag.OFF_LABEL, f"{interval.part}: {interval.words}"))
    flags = tuple(dict.fromkeys(flag for flag, _ in found))
    handed_to = tuple(dict.fromkeys(_TO[flag] for flag in flags if flag in _TO))
    grave = AnswerFlag.URGENT in flags and "hypersensitivity" in with_implied(question.event_ids)
    asks = "question_mark" in question.cues or "what_to_do" in question.topic_ids or not found
    asks = asks or _ASKS.search(question.masked) is not None
    in_doubt = bool(told) and all(report.unnamed for report in told)
    return Triage(flags, tuple(found), handed_to, asks=asks, grave_allergy=grave, in_doubt=in_doubt)
