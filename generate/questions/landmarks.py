"""Times at which an endpoint is asked ("12-month PFS"). Pure."""

from __future__ import annotations

import re

_LANDMARK = re.compile(
    r"(\d+[- ]months?|\d+[- ]years?)[- ](?:pfs|os|dor|orr|survival|progression|overall|event|respon|rate|landmark)"
    r"|at (\d+ (?:months?|years?))(?![a-z])|(\d+ ?(?:个月|年))(?:的|时)?(?:pfs|os|无进展|总生存|生存|缓解)"
)


def landmarks(masked: str) -> list[str]:
    """The time an endpoint is asked at, as a label may write it ("12-month PFS", "PFS at 12 months", "12个月PFS率")."""
    found = [next(group for group in match.groups() if group) for match in _LANDMARK.finditer(masked)]
    return list(dict.fromkeys(re.sub(r"[\s-]+", "", words) for words in found))
