"""Names that decide as they are written: studies and scales (STILLPOINT-2, EASI-90), medicines nobody listed. Pure."""

from __future__ import annotations

import re

from generate.question import Question
from library.text import fold

_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{3,}-?\d{1,3}(?![\d%/.]?\d|[A-Za-z%])")
_NO_CODE = re.compile(
    r"(?:cyp|week|wk|grade|crcl|egfr|day|age|phase|stage|section|table|qproduct|chemotherap|化疗|化学療法)"
)


def codes(question: Question) -> tuple[str, ...]:
    """The names in a question, folded, each once."""
    listed = [fold(m.words) for m in question.mentions]
    found = [fold(match.group()) for match in _CODE.finditer(question.text)]
    asked = {found.words for found in question.topics}
    found += [
        f.words for f in question.uses if f.id == "drug_class" and f.words in question.masked if f.words not in asked
    ]
    own = [code for code in found if not any(code in words for words in listed)]
    return tuple(code for code in dict.fromkeys(own) if not _NO_CODE.match(code))
