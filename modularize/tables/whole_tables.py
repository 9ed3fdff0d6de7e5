"""Words over a table that tell of all its rows that they are no content."""

from __future__ import annotations

import re

from library import han

__all__ = ["PER_CENTRE"]

PER_CENTRE = han.compile(
    r"\b(?:Anzahl|Zahl) (?:der |eingeschlossener |rekrutierter )*(?:Patient\w*|Proband\w*|Fälle) (?:pro|je|nach) "
    r"(?:\w*zentrum|\w*zentren|Klinik|Standort)\w*|"
    r"\b(?:number of )?(?:patients|participants|subjects) (?:recruited |enrolled |randomi[sz]ed )?(?:per|by|at each) "
    r"(?:study |trial )?(?:cent(?:re|er)|site)\b|各(?:中心|施設)(?:の)?(?:登録)?(?:症例数|例数|入组)",
    re.IGNORECASE,
)
