"""Whether a module says what to do: its chapter, its words, and that a reaction calls for stopping. Pure."""

from __future__ import annotations

import re

from generate.reading import Reading
from library.models import ModuleKind

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


def says_what_to_do(reading: Reading) -> bool:
    """Whether a module's words tell somebody to do or to leave something."""
    return _SAYS_WHAT_TO_DO.search(reading.body) is not None


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
