"""What the label says of those it gives no use, children or the opposite of its own patients, beside a hand-over. Pure.

"The safety and effectiveness in pediatric patients have not been established" is approved text of the market's label
and no use outside it. A dose for children or a result in them is never told this way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.lexicon import table
from generate.reading import Reading
from generate.sourcing import Rank
from library.models import AnswerFlag, ModuleKind

_KINDS = frozenset(
    {
        ModuleKind.SPECIAL_POPULATION,
        ModuleKind.DOSING,
        ModuleKind.INDICATION,
        ModuleKind.WARNING,
        ModuleKind.CONTRAINDICATION,
    }
)
_NOT_ESTABLISHED = re.compile(
    r"(?:not|never) (?:yet )?(?:been )?(?:established|studied|evaluated|determined|demonstrated)"
    r"|no data (?:are|is) available"
    r"|not (?:recommended|indicated|for use)|should not be used"
    r"|尚未|未确立|未确定|没有.{0,8}(?:数据|资料|经验)|不推荐|不宜|禁用"
    r"|確立していない|実施していない|(?:使用|投与)しないこと|nicht (?:erwiesen|untersucht|empfohlen)|keine daten"
)
_A_DOSE = re.compile(r"\d\s?(?:mg|ml|µg|mcg|g/|iu)(?![a-z])|毫克")
MOST = 2


def asks_of_children(words: Sequence[tuple[AnswerFlag, str]]) -> bool:
    """Whether a question is outside the label by the age of the patients alone, from what triage says of it."""
    outside = [said for flag, said in words if flag is AnswerFlag.OFF_LABEL]
    return bool(outside) and all(said.startswith("population:") for said in outside)


def opposites_asked(words: Sequence[tuple[AnswerFlag, str]]) -> frozenset[str]:
    """The terms of people opposite to those of the indication, where a question is outside the label by them alone."""
    outside = [said for flag, said in words if flag is AnswerFlag.OFF_LABEL]
    if not outside or not all(said.startswith("opposite:") for said in outside):
        return frozenset()
    return table("terms").ids_in(" ".join(outside))


def on_opposites(readings: Sequence[Reading], terms: frozenset[str], rank: Rank) -> list[Reading]:
    """The statements of the best source that say such people are not to be treated; at most two, empty if none."""
    found = [r for r in readings if terms & table("terms").ids_in(r.body) and _says_no_use(r)]
    best = min((rank(reading.module) for reading in found), default=0)
    return sorted((r for r in found if rank(r.module) == best), key=lambda r: (len(r.body), r.id))[:MOST]


def on_children(readings: Sequence[Reading], rank: Rank) -> list[Reading]:
    """The statements of the best source that say nothing is established in children; at most two, empty if none."""
    found = [reading for reading in readings if _says_not(reading)]
    if not found:
        return []
    best = min(rank(reading.module) for reading in found)
    found = [reading for reading in found if rank(reading.module) == best]
    own = [r for r in found if r.module.content.kind is ModuleKind.SPECIAL_POPULATION] or found
    return sorted(own, key=lambda r: (len(r.body), r.id))[:MOST]


def _says_not(reading: Reading) -> bool:
    return "pediatric" in reading.topics and _says_no_use(reading)


def _says_no_use(reading: Reading) -> bool:
    in_place = reading.module.content.kind in _KINDS
    return in_place and bool(_NOT_ESTABLISHED.search(reading.body)) and not _A_DOSE.search(reading.body)
