"""The kind of a piece whose own heading, within a section of a label, names something else than the section does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from library.models import ModuleKind

__all__ = ["by_own_heading"]

_SECTIONS = ("dosage", "contraindications", "warnings", "boxed_warning")
_TOO_MUCH = han.compile(
    r"\boverdos(?:e|age)\b|Überdosierung|zu viel|(?:sehr )?gro(?:ß|ss)en Mengen|größere Menge|过量|過量(?:投与|服用)|"
    r"飲み過ぎ",
    re.IGNORECASE,
)
_DOSES = han.compile(
    r"\b(?:dosage|dosing|posology)\b|(?<!Über)Dosierung|用法|用量|Warnhinweis|\bwarnings?\b|\bprecautions?\b|注意",
    re.IGNORECASE,
)
"""A heading that names the section as well: it parts nothing."""
_PATIENTS = han.compile(
    r"\bKindern?\b.*\bälteren\b|\bälteren? (?:Menschen|Patienten)\b|\b(?:children|elderly|older people)\b|"
    r"小児等?への投与|高齢者への投与|"
    r"(?:儿童|老年人?)(?:患者)?用药",
    re.IGNORECASE,
)
_FORBIDS = han.compile(
    r"\b(?:nicht|kein\w*|not|never|contraindicated|kontraindiziert)\b[^.]{0,60}\b(?:anwenden|angewendet|eingenommen|einnehmen|gegeben|"
    r"verabreicht|used?|given|taken?|take|empfohlen|recommended)\b|禁忌|禁用|しないこと|不得|不宜",
    re.IGNORECASE,
)


def by_own_heading(kind: ModuleKind, body: str, heads: Sequence[str], section: str | None) -> ModuleKind:
    """The kind, or that of the nearest heading that opens no list.

    Overdose told among the doses is overdose; patients told among contraindications are a special population where no
    word forbids.
    """
    lines = [head for head in heads if "\t" not in head and len(head) < 120]
    near = [head for head in lines if not head.rstrip().endswith((":", "："))][-1:]
    if section not in _SECTIONS or kind is ModuleKind.OVERDOSE:
        return kind
    if section == "dosage" and any(_TOO_MUCH.search(head) and not _DOSES.search(head) for head in near):
        return ModuleKind.OVERDOSE
    of_patients = kind is ModuleKind.CONTRAINDICATION and any(_PATIENTS.search(head) for head in near)
    return ModuleKind.SPECIAL_POPULATION if of_patients and not _FORBIDS.search(body) else kind
