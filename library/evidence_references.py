"""Does the reference beside a claim name the study the claim is about?

A study is told by a name of capitals with a number ("WAYMARK-1"); scores and laboratory names of that form are left
out. Where any reference names no study (a label, a guideline) nothing is concluded: it may hold the figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Finding, Severity

_STUDY = re.compile(r"(?<![A-Za-z0-9-])([A-Z][A-Z]{2,})[- ]?(\d{1,3})(?![A-Za-z0-9%])")
_NO_STUDY = re.compile(
    "ACR|ANCA|HIV|HSV|HPV|HTLV|TIM|LAG|HER|COX|SGLT|DPP|JAK|PDE|BTK|PARP|PCSK|CCR|BRCA|CDK|COVID|CTCAE|CTLA|CYP|DAS|DLQI|EASI|EGFR|EORTC|ESS|FEV|FGFR|FIGO|GLP|HADS|HLA|ICD|IGA|IPSS|ISO|MET|"
    "NCT|NRS|PANSS|PASI|PHQ|QLQ|RECIST|RET|SARS|SLEDAI|SNOT|TNF|UGT|VEGF|WHO|WPAI"
)


def studies(text: str) -> frozenset[str]:
    """Names of studies in ``text``, written with a hyphen: "WAYMARK-1"."""
    return frozenset(f"{name}-{number}" for name, number in _STUDY.findall(text) if not _NO_STUDY.fullmatch(name))


def reference_findings(text: str, references: Sequence[str]) -> tuple[Finding, ...]:
    """A finding where ``text`` names studies and its ``references`` name only others."""
    named = studies(text)
    each = [studies(reference) for reference in references]
    if not named or not each or not all(each):
        return ()
    cited = frozenset().union(*each)
    if cited & named:
        return ()
    said, other = ", ".join(sorted(named)), ", ".join(sorted(cited))
    message = f"The text is about {said}; the reference beside it is {other}."
    return (
        Finding(
            code="evidence.reference_mismatch",
            severity=Severity.BLOCKING,
            message=message,
            words=text,
            source_words="; ".join(references),
        ),
    )
