"""The endpoint that a row of comparisons is about, where the group over it does not say it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from library import han
from library.models import Passage
from modularize.draft import Quote, whole

__all__ = ["Endpoint"]

_COMPARES = han.compile(
    r"^\W*(?:(?:LS|least[- ]squares?|mean|median|adjusted|estimated|absolute|relative|proportion|treatment|risk|rate|"
    r"between-group|percent(?:age)?)\s+)*(?:difference|comparison|reduction|ratio|Differenz|Unterschied|Vergleich)\b"
    r"[^\t]{0,60}(?:\b(?:vs|versus|from|to|with|between|gegenüber|zu|zwischen)\b|\[|[(（])|"
    r"^\W*(?:p[- ]?(?:value|Wert)|95\s?% ?(?:CI|KI)|与[^\t]{1,20}(?:之差|比较|差异)|(?:群間|投与群間)差)",
    re.IGNORECASE,
)
"""A row that compares the figures of a row above it."""
_MEASURED = han.compile(
    r"^\W*(?:baseline|end of|week|month|LS|least|mean|median|change|adjusted|n\b|ausgangswert|veränderung|基线|变化|"
    r"ベースライン|変化)",
    re.IGNORECASE,
)
"""A row of the group it stands in: it names a time or a statistic, and no endpoint of its own."""


@dataclass
class Endpoint:
    """The row that the comparisons below it are about, where the group over it does not say it."""

    above: Quote | None = None
    """The last row that compares nothing."""
    compares: bool = False
    """Did the row before compare?"""
    closes: bool = False
    """Does the row at hand end the group over it: an endpoint of its own behind the comparison of that group?"""

    def compared_by(self, row: Passage, *, is_grouped: bool) -> Quote | None:
        """The row above that ``row`` compares the figures of; None where it compares none or its group says it."""
        is_part = self.above is not None and bool(_MEASURED.match(self.above.text))
        self.closes = False
        if _COMPARES.match(row.text):
            self.compares = True
            return None if is_grouped and is_part else self.above
        self.closes = self.compares and is_part and not _MEASURED.match(row.text)
        self.above, self.compares = whole(row), False
        return None
