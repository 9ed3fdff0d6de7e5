"""The heading over a list of references."""

from __future__ import annotations

import re

from library import han

__all__ = ["is_references_heading"]

_REFERENCES_HEADING = han.compile(
    r"^[\d.\s\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]*(?:references?(?: list)?|bibliography|literature|"
    r"literatur(?:verzeichnis|angaben|hinweise|quellen)?|quellen(?:verzeichnis|angaben)?|referenzen|"
    r"(?:[\u4e00-\u9fff]{2,8})?[参參]\s*考\s*(?:文\s*[献獻]|[资資]\s*料|[来來]\s*源|[书書]目)|"
    r"(?:主\s*要\s*|引\s*用\s*){0,2}文\s*[献獻]|(?:[资資]料|文[献獻])[来來]源|出典|引用元|参考サイト)\W*$",
    re.IGNORECASE,
)


def is_references_heading(text: str) -> bool:
    """True for the heading over a list of references, in whatever language."""
    return bool(_REFERENCES_HEADING.match(text))
