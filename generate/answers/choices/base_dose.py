"""The recommended dose beside a statement that leaves it unchanged. Pure."""

from __future__ import annotations

import re

from generate.answers.choices.shelf import MOST_STATEMENTS, Shelf, best_sourced, in_order
from generate.answers.covers.cover import Cover
from generate.lexicon import table
from generate.question import Question
from generate.questions.need import Need
from generate.reading import Reading
from library.models import ModuleKind

UNCHANGED = re.compile(
    r"^(?!.*(?:not (?:been )?(?:studied|established)|unknown|no data|尚未|尚无|没有[^。]{0,8}数据|未确定"
    r"|確立していない)).*"
    r"(?:no (?:dose|dosage) (?:adjustment|change|modification)|无需调整|不需调整|調節は不要|keine dosisanpassung)",
    re.DOTALL,
)
_NOT_KNOWN = re.compile(
    r"(?:has|have|was|were)? ?not (?:been )?(?:studied|established|recommended|evaluated)|contraindicated"
    r"|尚未(?:研究|确定|确立)|未(?:进行|开展)研究|不推荐|禁用|確立していない|推奨されない"
    r"|nicht (?:untersucht|empfohlen|erwiesen)"
)
"""Nothing is known, or it must not be: neither a plain dose nor "no adjustment" for another trait stands beside."""


def is_not_known(reading: Reading) -> bool:
    """Whether a statement only says that nothing is known, or that it must not be, and gives no dose."""
    return bool(_NOT_KNOWN.search(reading.body)) and not any(n.unit == "mg" for n in reading.numbers)


def with_base_dose(read: Question, asked: tuple[Need, ...], chosen: list[Cover], shelf: Shelf) -> list[Cover]:
    """A dose question whose best answer names no dose ("no adjustment") gets the recommended dose as well."""
    if "dose" not in {need.id for need in asked} or any("mg" in {n.unit for n in c.reading.numbers} for c in chosen):
        return chosen
    dose = Need("topic", "dose")
    plain = [c for c in shelf.covers(read, (dose,)) if c.complete]
    doses = [
        c
        for c in plain
        if c.reading.module.content.kind is ModuleKind.DOSING
        and any(n.unit == "mg" for n in c.reading.numbers)
        and any(n.kind == "frequency" for n in c.reading.numbers)
        and not c.reading.topics & (table("topics").flagged("subgroup") | {"dose_change"})
        and not re.search(r"may be considered|可考虑", c.reading.body)
    ]
    if not doses or any(is_not_known(c.reading) for c in chosen):
        return chosen
    if not any(UNCHANGED.search(c.reading.body) for c in chosen):
        return chosen
    return [*chosen[: MOST_STATEMENTS - 1], *in_order(best_sourced(doses, shelf.rank))[:1]]
