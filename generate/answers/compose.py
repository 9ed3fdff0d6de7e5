"""An answer put together: its statements, its outcome, the desks it goes to, and the words beside it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generate.answers.candidates import Pool
from generate.answers.notices import notices
from generate.question import Question
from generate.triage.needs import Triage
from generate.triage.partdose import partly_given
from library.models import (
    AnswerDraft,
    AnswerFlag,
    AnswerOutcome,
    Module,
    Role,
    Scope,
    Statement,
    StatementRole,
)

_NOTHING_NEAR = frozenset(
    {AnswerFlag.OFF_LABEL, AnswerFlag.OVERDOSE, AnswerFlag.MISUSE, AnswerFlag.COMPLAINT, AnswerFlag.LACK_OF_EFFECT}
)
"""Where a person answers, or a dose could do harm, nothing stands beside what answers."""
_FILED = re.compile(
    r"for (?:your|the) (?:records?|files?|information)|let(?:ting)? you know|please (?:log|record|note|file)"
    r"|(?<![a-z])report"
    r"|上报|反映|报告一下|特此|告知|报备|ご報告|報告します|zur kenntnis|meld(?:e|en|ung)"
)
"""Says that somebody reports and wants nothing answered."""
_NO_REPORT = frozenset({AnswerFlag.OFF_LABEL, AnswerFlag.COMPLAINT, AnswerFlag.URGENT, AnswerFlag.POSSIBLE_REPORT})
"""Flags with words of their own."""


@dataclass(frozen=True)
class Answered:
    """Modules that answer, the safety beside them, what is said of them, and what is only nearest to the question."""

    modules: tuple[Module, ...] = ()
    safety: tuple[Module, ...] = ()
    notices: tuple[str, ...] = ()
    nearby: tuple[Module, ...] = ()


def composed(text: str, read: Question, scope: Scope, found: Triage, pool: Pool, answer: Answered) -> AnswerDraft:
    """The draft that the library is asked to keep."""
    if set(found.flags) & _NOTHING_NEAR:
        answer = replace(answer, nearby=())
    outcome = _outcome(found, answer, read)
    handed_to = found.handed_to
    asks_back = {"which_product", "which_market"} & set(answer.notices)
    only_told = found.has(AnswerFlag.LACK_OF_EFFECT) and not found.asks
    unanswered = outcome is AnswerOutcome.NOT_COVERED and not asks_back and not only_told
    passed_on = "each_alone" in answer.notices or any(n.startswith("part_not_covered|") for n in answer.notices)
    of_a_pack = partly_given(read.masked) is not None or found.has(AnswerFlag.COMPLAINT)
    unanswered |= outcome is AnswerOutcome.HANDED_OVER and found.asks and of_a_pack
    if (unanswered or passed_on) and Role.MEDICAL_INFORMATION not in handed_to:
        handed_to = (*handed_to, Role.MEDICAL_INFORMATION)
    return AnswerDraft(
        question=text,
        language=read.language,
        scope=scope,
        product=pool.product,
        outcome=outcome,
        flags=found.flags,
        statements=tuple(_statement(m, StatementRole.CLAIM) for m in answer.modules),
        safety=tuple(_statement(m, StatementRole.SAFETY) for m in answer.safety),
        nearby=tuple(_statement(m, StatementRole.CLAIM) for m in answer.nearby),
        handed_to=handed_to,
        message=notices(_message(found, answer, unanswered, pool), read.language),
        retrieval=pool.retrieval,
    )


def _statement(module: Module, role: StatementRole) -> Statement:
    safety = module.content.kind.is_safety and role is StatementRole.SAFETY
    return Statement(
        text=module.content.body,
        modules=(module.id,),
        role=StatementRole.SAFETY if safety else StatementRole.CLAIM,
    )


def _outcome(found: Triage, answer: Answered, read: Question) -> AnswerOutcome:
    if found.has(AnswerFlag.OFF_LABEL):
        return AnswerOutcome.HANDED_OVER
    if answer.modules:
        return AnswerOutcome.ANSWERED
    told_only = not found.has(AnswerFlag.LACK_OF_EFFECT) or _FILED.search(read.masked) is not None
    if found.reports and not found.asks and told_only:
        return AnswerOutcome.HANDED_OVER
    if found.has(AnswerFlag.COMPLAINT):
        return AnswerOutcome.HANDED_OVER
    return AnswerOutcome.NOT_COVERED


def _message(found: Triage, answer: Answered, unanswered: bool, pool: Pool) -> list[str]:
    keys = []
    if found.has(AnswerFlag.URGENT):
        keys.append("urgent")
    if set(found.flags) - _NO_REPORT:
        keys.append("report")
    if found.has(AnswerFlag.POSSIBLE_REPORT):
        keys.append("possible_report")
    if found.has(AnswerFlag.COMPLAINT):
        keys.append("complaint")
    if found.has(AnswerFlag.OFF_LABEL):
        keys.append("off_label")
    keys += answer.notices
    if unanswered:
        keys.append("not_covered")
    if answer.nearby:
        keys.append("nearby" if answer.modules else "nearest")
    if pool.retrieval.degraded and not answer.modules:
        keys.append("search_degraded")
    return keys
