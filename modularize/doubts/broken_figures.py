"""Figures that their source broke, most in Chinese texts: a fraction run into its whole number, a power of ten whose
raised figure was set in line, a letter read for a one, signs within words, a formula. What bears one waits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from library import han
from modularize.items.steps import opens_doses

__all__ = ["of_broken_figures"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_RUN_IN_FRACTION = re.compile(r"(?<![\d./／])[1-9]1[/／][2348](?=\s?(?:[片粒支丸包袋瓶滴次]|锭|錠))")
"""11/2 片: one and a half, or eleven halves."""
_SUM = re.compile(r"\d\s?[-－–]\s?\d[/／]\d\s?=")
_LOST_POWER = han.compile(
    r"[×xX*]\s?10(?:[3-9]|1[0-2])(?![\d.,])\s?(?:IU|U\b|CFU|PFU|TCID|copies|[/／]\s?(?:L|l|ml|mL|kg|μl)|个|拷贝|细胞|单位|国际单位)"
)
"""×109/L: ten to the ninth whose raised figure stands in line."""
_LOST_TIMES = re.compile(r"(?<![\d.])[1-9]\d?(?:\.\d+)?10[3-9]\s?(?:IU|U(?![A-Za-z])|CFU|PFU|[CT]CID|国际单位|单位)")
"""6106IU: six times ten to the sixth, which lost its sign as well."""
_LETTER_FOR_ONE = re.compile(
    r"(?<=[\u3400-\u9fff～~（(])\s?[lI|]\s?(?=(?:小时|个?月|周|天|日|次|片|粒|支|年|岁|例|分钟|mg|ml)(?![A-Za-z]))|"
    r"(?<![A-Za-z\d])[lI]\s?\d{0,3}(?=\s?(?:mg|ml|支|片|粒|周|天|日|岁|例|次|个月|小时)(?![A-Za-z]))|"
    r"(?<=\d)[oO](?=\s?(?:mg|ml|片|%|％))|(?<=\d)\s?l(?=\d)"
)
_IN_WORD = re.compile(r"[A-Za-z]{2,}[~～^|][A-Za-z]{2,}|\}\s*\{")
_WITHIN_FIGURE = re.compile(r"^\d[\d\s.,]*\s?(?:mg|g|ml|μg|µg|IU|毫克|克|毫升|单位)[，,、；]")
"""A statement that begins with an amount and a comma: what it is an amount of stood before it."""
_FORMULA = re.compile(
    r"\$[^$]{0,200}(?:\\[A-Za-z%]|\d \.? ?\d|[\^_] ?\{)|(?:\\[A-Za-z%]|\d \. ?\d|[\^_] ?\{)[^$]{0,200}\$"
)
"""A formula as a program set it, each character by itself, or a half of one."""
_LISTS = ("adverse_reactions", "indications", "contraindications")
"""Sections that list names of states and diseases."""
_FUNCTION = re.compile(r"[的了在与和或及对可能会有是为于者用时后前应需须不无未使致由从将并其该本被所如则等]")
_RUN = re.compile(r"[\u3400-\u9fff]{26,}")
_LONGEST, _FEWEST = 60, 20
"""Ideographs that no statement goes on for without a sign; so many for one word that joins names are too many."""
_SYSTEM_WITHIN = re.compile(
    r"(?:(?<!提)高|[炎血症痛吐泻疹痒肿低出少多慢快衡调迟薄折死热力晕留失疡孔病害毒])"
    r"(?:神经系统|内分泌(?:系统)?|心血管(?:系统)?|免疫系统|肌肉骨骼(?:系统)?|消化系统|胃肠道|呼吸系统|泌尿系统|血液系统|循环系统)"
    r"(?![的、，：:；。和及或性学与]|疾病|障碍|反应|事件|症状)"
)
"""The name of a system of organs right behind a reaction and before another: headings that run into the text."""


def of_broken_figures(body: str, section: str | None = "", over: Sequence[str] = ()) -> str:
    """What shows that a figure or word of a Chinese text is not as it was written, in words; "" where nothing does.

    ``over``: what stands over the words; under a line that opens doses they may begin with one.
    """
    if "$" in body and _FORMULA.search(body):
        return "a formula in the signs of a typesetting program"
    if not _HAN.search(body):
        return ""
    if _RUN_IN_FRACTION.search(body) or _SUM.search(body):
        return "a fraction that may have run into the figure before it"
    if _LOST_POWER.search(body) or _LOST_TIMES.search(body):
        return "a power of ten whose raised figure may stand in line"
    if _LETTER_FOR_ONE.search(body):
        return "a letter in the place of a figure"
    if _IN_WORD.search(body):
        return "a sign within a word: letters may have been misread"
    if _WITHIN_FIGURE.search(body) and not any(opens_doses(text) for text in over):
        return "it begins with an amount of what does not stand with it"
    if section in _LISTS and _runs_together(body):
        return "names run into one another without a sign between them"
    return ""


def _runs_together(body: str) -> bool:
    """Does a long stretch without any sign hold names only, or more than a statement, or the name of a system?"""
    if _SYSTEM_WITHIN.search(body):
        return True
    runs = [run.group() for run in _RUN.finditer(body)]
    return any(len(run) > _LONGEST or len(_FUNCTION.findall(run)) * _FEWEST < len(run) for run in runs)
