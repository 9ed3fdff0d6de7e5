"""A comparison that its own figures gainsay: "less frequent with A (58.3%) than with B (7.6%)"."""

from __future__ import annotations

import re

_LESS = r"less|fewer|lower|rarer|smaller|shorter|seltener|niedriger|geringer|kürzer|weniger"
_MORE = r"more|higher|greater|larger|longer|häufiger|höher|größer|länger|mehr"
_THAN = re.compile(
    rf"\b(?:(?P<less>{_LESS})|(?P<more>{_MORE}))\b(?P<left>[^.;。；]*?(?:\d\.\d[^.;。；]*?)*?)\b(?:than|als)\b"
    r"(?P<right>[^;。；]*)",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"(?P<left>[^。；]*?)(?:(?P<less>低于|少于|短于)|(?P<more>高于|多于|长于))(?P<right>[^。；]*)")
_SHARE = re.compile(r"(?<![\d.,−–-])(\d{1,3}(?:[.,]\d+)?)\s?[%％]")
_DENIED = re.compile(r"\b(?:not|no|never|nor|nicht|kein\w*)\b|不|未|无", re.IGNORECASE)


def gainsaid(text: str) -> tuple[str, str, str] | None:
    """The word of a comparison and the shares left and right of it where they say the opposite; None elsewhere.

    Only where each side gives exactly one share and nothing before the comparison denies it.
    """
    for pattern in (_THAN, _CHINESE):
        for match in pattern.finditer(text):
            left, right = _SHARE.findall(match["left"]), _SHARE.findall(match["right"])
            if len(left) != 1 or len(right) != 1 or _DENIED.search(text[: match.end("left")]):
                continue
            one, other = (float(share.replace(",", ".")) for share in (left[0], right[0]))
            if (one > other and match["less"]) or (one < other and match["more"]):
                return match["less"] or match["more"], left[0], right[0]
    return None
