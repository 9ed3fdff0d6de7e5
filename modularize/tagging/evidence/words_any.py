"""Words of signs in any language: figures, shapes and names of tests."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "row": r"\t",
    "rate or count": r"\d\s?[%％]|\b\d+/\d+\b",
    "test of difference": (
        r"\bp\s?[=<＜≤]\s?0?[.,]\d|\b95\s?[%％]\s?(?:CI|KI|信頼区間|置信区间)|\b(?:a?HR|"
        r"a?OR|RR|MD|SMD)\s?[=:：]?\s?-?\d|\t(?:NS|n\.s\.)\s*$"
    ),
    "arms": (
        r"(?:^|\t)\s*(?:p[- ]?(?:値|值|value|Wert)?|HR|OR|RR|95\s?% ?CI)\b[^\t]*(?=\t|$)|"
        r"\bplacebo\b|プラセボ|安慰剂"
    ),
    "outcome told": r"(?<![A-Za-z])(?:ORR|PFS|DFS|EASI|HbA1c|LDL-C|ACR ?\d+)(?![A-Za-z])",
}
