"""Lines in capitals that forbid or warn: in a section of safety they are no print of a pack."""

from __future__ import annotations

import re

from library.models import Passage

__all__ = ["PRINTED", "unless_warning"]

PRINTED = "words printed on the pack"
_WARNS = re.compile(r"\b(?:NOT|NEVER|NO|AVOID|WARNING|CAUTION|DANGER(?:OUS)?|FATAL|ONLY|NICHT|NIEMALS|NUR|VERMEIDEN)\b")
_OF_SAFETY = frozenset(
    ("warnings", "boxed_warning", "contraindications", "interactions", "dosage", "administration", "overdose")
)


def unless_warning(reason: str, passage: Passage, text: str) -> str:
    """The reason a text is left out for; "" where it is one in capitals that forbids or warns ("NOT FOR INJECTION."),
    in a section where doctors look for that.
    """
    bare = text.strip()
    warns = passage.section in _OF_SAFETY and bare.isupper() and bool(_WARNS.search(bare))
    return "" if reason == PRINTED and warns else reason
