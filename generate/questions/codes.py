"""Names that decide as they are written: studies and scales (STILLPOINT-2, EASI-90), medicines nobody listed. Pure."""

from __future__ import annotations

import re

from generate.question import Question
from library.text import fold

_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{3,}-?\d{1,3}(?![\d%/.]?\d|[A-Za-z%])")
_SCALE = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:PASI|EASI|SCORAD|HiSCR|NAPSI|BASDAI) ?(?:50|75|90|100)|ACR(?: ?Pedi)? ?(?:20|30|50|70|90)"
    r"|ASAS ?(?:20|40)|HAM-?D ?(?:17|21)|DAS ?28|SRI ?4|SVR ?(?:12|24)|ADAS-?[Cc]og ?(?:11|13))"
    r"(?![\d%/.,]?\d|[A-Za-z%])"
)
"""A scale or response with the number that is part of its name (PASI 75, ACR 20, HAM-D 17)."""
_NO_CODE = re.compile(
    r"(?:cyp|week|wk|grade|crcl|egfr|day|age|phase|stage|section|table|qproduct|chemotherap|化疗|化学療法)"
)


def codes(question: Question) -> tuple[str, ...]:
    """The names in a question, folded, each once."""
    listed = [fold(m.words) for m in question.mentions]
    found = [fold(match.group()) for match in _CODE.finditer(question.text)]
    found += [fold(match.group()) for match in _SCALE.finditer(question.text) if fold(match.group()) not in found]
    asked = {found.words for found in question.topics}
    found += [
        f.words for f in question.uses if f.id == "drug_class" and f.words in question.masked if f.words not in asked
    ]
    own = [code for code in found if not any(code in words for words in listed)]
    return tuple(code for code in dict.fromkeys(own) if not _NO_CODE.match(code))
