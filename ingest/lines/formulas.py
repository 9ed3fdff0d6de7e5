"""Formulas that a text sets between dollar signs (``$7 3 { \\pm } 4 . 8$``), as the figures and signs they stand for.

Programs that recognise pages write a figure so, each character by itself. Blanks mean nothing there. Only what is
figures, signs and units is put into plain words; any other formula stays as it is, for a person.
"""

from __future__ import annotations

import re

__all__ = ["with_plain_formulas"]

_FORMULA = re.compile(r"(?<![\\$])\$(?![$])([^$\n]{1,160}?)(?<!\\)\$(?!\$)")
_SIGNS = {
    "pm": "±", "mp": "∓", "times": "×", "cdot": "·", "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥",
    "geqslant": "≥", "approx": "≈", "sim": "~", "mu": "μ", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "kappa": "κ", "lambda": "λ", "chi": "χ", "sigma": "σ", "omega": "ω", "Delta": "Δ", "rightarrow": "→", "to": "→",
    "circ": "°", "prime": "′", "lt": "<", "gt": ">", "neq": "≠", "quad": " ", "ast": "*",
}  # fmt: skip
_NAMED = re.compile(r"\\(?:mathrm|mathbf|mathit|text|textrm|rm|bf|operatorname)\s*\{([^{}\\^_]*)\}")
_SIGN = re.compile(r"\\([A-Za-z]+)")
_RAISED = re.compile(r"\^\s*(?:\{\s*([-−+]?[\s\d]*[-−+]?|[*°′])\s*\}|([\d*°′]))")
_LOWERED = re.compile(r"_\s*(?:\{\s*([\d\s]+)\s*\}|(\d))")
_IS_SET = re.compile(r"[\\{}^]|\d \. ?\d|\d \d")
"""Shows that a formula stands between the signs, not a sum of money behind each."""
_ONE_SIGN = re.compile(r"\s*(?:[A-Za-z]|[<>=≤≥±])\s*")
_STYLE = re.compile(r"\\(?:scriptstyle|displaystyle|textstyle|left|right)(?![A-Za-z])")
_CITED = re.compile(r"\^\s*\{\s*\[([\d\s,–-]+)\]\s*\}")
_DEGREE = re.compile(r"(?:\{\s*~?\s*\})?\s*\^\s*(?:\{\s*\\circ\s*\}|\\circ)")
_RING = re.compile(r"\\textcircled\s*\{\s*(\d|1\d|20)\s*\}")
_DOUBLE = re.compile(r"\{\s*\{([^{}\\]*)\}\s*\}")
_TILDE = re.compile(r"(?<!\d)\s*~|~\s*(?!\s*\d)")
"""A tied blank; between figures the sign is a range."""
_RUN_TOGETHER = re.compile(r"\d[a-z]+\d|_|[^\W\d_]{2,}\d{3,}")
"""What stood apart has come together: the blanks of the formula meant something."""
_PLAIN = re.compile(r"[\w\s.,;:%‰()\[\]/<>=≤≥±∓×·≈~μ+\-−–→°′*≠⁰¹²³⁴-⁹⁺⁻₀-₉\u0370-\u03ff]+")
_FIGURES = re.compile(r"\d[\d\s.,]*(?:[/~<>=±×+–-][\d\s.,]*)*(?<=\d)")
"""All that a formula without any command may be, or sums of money between two signs would be one."""
_UP = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_BLANK = "\x00"
"""Stands for a blank that is meant, while the others are taken out."""


def with_plain_formulas(text: str) -> str:
    """``text`` with the formulas that are figures, signs and units as such."""
    return _FORMULA.sub(_plain, text) if "$" in text else text


def _plain(found: re.Match[str]) -> str:
    inside = found[1]
    if _ONE_SIGN.fullmatch(inside):
        return inside.strip()
    if not _IS_SET.search(inside):
        return _run(inside) if _FIGURES.fullmatch(inside.strip()) else found[0]
    words = _STYLE.sub("", inside).replace("\\%", "%").replace("\\&", "&").replace("\\~", "~")
    words = _RING.sub(lambda one: chr(0x245F + int(one[1])), _DEGREE.sub("°", _CITED.sub(r"[\1]", words)))
    words = _TILDE.sub(_BLANK, _DOUBLE.sub(r"{\1}", words))
    words = re.sub(r"\\(?:[ ,;!:]|mu\b)", lambda one: "μ" if one[0] == "\\mu" else _BLANK, words)
    named: list[str] = []

    def keep(one: re.Match[str]) -> str:
        named.append("".join(one[1].split()))
        return f"\x01{len(named) - 1}\x02"

    words = _NAMED.sub(keep, words)
    words = _SIGN.sub(lambda one: _SIGNS.get(one[1], one[0]), words)
    words = _RAISED.sub(lambda one: "".join((one[1] or one[2] or "").split()).translate(_UP), words)
    words = _LOWERED.sub(lambda one: "".join((one[1] or one[2] or "").split()).translate(_DOWN), words)
    words = _run(words.replace("{", "").replace("}", ""))
    words = re.sub(r"\x01(\d+)\x02", lambda one: named[int(one[1])], words).replace(_BLANK, " ")
    sure = _PLAIN.fullmatch(words) and not _RUN_TOGETHER.search(words)
    return " ".join(words.split(" ")).strip() if sure else found[0]


def _run(text: str) -> str:
    """``text`` without blanks, which mean nothing in a formula."""
    return "".join(text.split())
