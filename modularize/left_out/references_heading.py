"""The heading over a list of references."""

from __future__ import annotations

import re

from library import han

__all__ = ["is_references_heading", "opens_references"]

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


_OPENS = han.compile(
    r"\W*(?:references?|bibliography|literatur|quellen|参考文献|文献)\s*[:：]\s*(?=[^\W_])", re.IGNORECASE
)
_ENTRY = re.compile(
    r"\bet al\b|\b(?:19|20)\d\d\b|\bdata on file\b|\bdoi\b|https?:|\b(?:product|prescribing) information\b|\bSmPC\b",
    re.IGNORECASE,
)


def opens_references(text: str) -> bool:
    """True for a paragraph that is a list of references from its first word on ("References: 1. …"), to its end."""
    opened = _OPENS.match(text)
    return opened is not None and bool(_ENTRY.search(text, opened.end()))
