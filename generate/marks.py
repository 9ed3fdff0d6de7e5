"""Raised reference marks in texts ("(40/88)⁴"): they point into another document's list of references. Pure."""

from __future__ import annotations

import re

_RAISED = "⁰¹²³⁴-⁹"
_MARKS = re.compile(
    rf"(?<=[^\s{_RAISED}])(?<![\s/]m)(?<!cm)(?<!mm)(?<!km)"
    rf"[{_RAISED}](?:[{_RAISED},⁻–]*[{_RAISED}])?(?=[\s.;,。；，)）]|$)"
)


def without_marks(text: str) -> str:
    """Text without raised reference marks."""
    return _MARKS.sub("", text)
