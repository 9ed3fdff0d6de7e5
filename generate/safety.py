"""What must stand beside a claim: the product's safety, and the companions a module names. Pure.

An efficacy statement never travels without its safety (21 CFR 202.1(e)(5)(ii), fair balance, and its like elsewhere).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from generate.sourcing import Rank, unranked
from library.models import Module, ModuleKind
from library.text import fold, numbers

_GRAVE = re.compile(
    r"fatal|death|life-threatening|boxed|致死|死亡|危及生命|警示|致命|重篤な|死亡|警告|tödlich|lebensbedrohlich|todesf"
)
_ACTS = re.compile(
    r"discontinu|withh|monitor|should not|must not|avoid|interrupt|caution|can cause"
    r"|停用|停药|暂停|避免|监测|不得|可引起|慎用"
    r"|中止|注意|観察|避け|absetz|abgesetzt|überwach|vermeid|unterbrech|nicht angewendet"
)
"""A warning that says what to do or what may happen, unlike "no influence on the ability to drive"."""
_COMMON = re.compile(r"(?:most|very) common|十分常见|最常见|最も多|主な副作用|sehr häufig|am häufigsten")
_RANK = {
    ModuleKind.CONTRAINDICATION: 1,
    ModuleKind.WARNING: 2,
    ModuleKind.ADVERSE_REACTION: 3,
    ModuleKind.SAFETY_RESULT: 3,
}
_BOXED = "boxed_warning"
SAFETY_BLOCK = 3
"""Statements of a mandatory safety block: the contraindication, the gravest warning, the common reactions."""


def needs_safety(module: Module) -> bool:
    """Whether a module speaks for its product, so that safety must stand beside it."""
    return module.content.kind in (ModuleKind.EFFICACY_RESULT, ModuleKind.INDICATION, ModuleKind.MECHANISM)


def safety_block(
    modules: Iterable[Module], product: str, language: str, limit: int = SAFETY_BLOCK, *, rank: Rank = unranked
) -> list[Module]:
    """The safety to show for a product: one module of each kind, best source and gravest first, at most ``limit``.

    In the order of a label: what is boxed, contraindications, warnings, reactions. A boxed warning is the warning.
    Empty where the given modules hold no safety of the product in the language.
    """
    mine = [
        m
        for m in modules
        if m.content.product == product and m.content.language == language and m.content.kind in _RANK
    ]
    chosen: dict[int, Module] = {}
    for module in sorted(mine, key=lambda m: weight_order(m, rank)):
        chosen.setdefault(_RANK[module.content.kind], module)
    return sorted(chosen.values(), key=lambda m: weight_order(m, rank))[:limit]


def weight_order(module: Module, rank: Rank = unranked) -> tuple[int, int, Decimal, int, int, str]:
    """Sort key of safety modules: kind, then gravity, then source, then brevity.

    A warning weighs by its words, a reaction by how common it is said or found to be.
    """
    content = module.content
    place = _RANK.get(content.kind, len(_RANK) + 1)
    tail = (rank(module), len(content.body), module.id)
    if content.kind is ModuleKind.WARNING:
        words = fold(content.body)
        gravity = 0 if _GRAVE.search(words) else 1 if _ACTS.search(words) else 2
        boxed = content.section == _BOXED and gravity < 2
        return (0 if boxed else place, gravity, Decimal(0), *tail)
    shares = [n.value for n in numbers(content.body, content.language) if n.unit == "%"]
    common = 0 if _COMMON.search(fold(content.body)) else 1
    return (place, common, -shares[0] if shares else Decimal(0), *tail)


def companions_of(modules: Sequence[Module], by_lineage: dict[str, Module]) -> tuple[list[Module], list[str]]:
    """``(companions, lacking)``: what must travel with ``modules`` and isn't among them, companions' own included;
    ``lacking`` are lineages that the library can't give in this scope."""
    present = {m.lineage for m in modules}
    found: list[Module] = []
    lacking: list[str] = []
    waiting = [lineage for m in modules for lineage in m.content.companions]
    while waiting:
        lineage = waiting.pop(0)
        if lineage in present:
            continue
        present.add(lineage)
        companion = by_lineage.get(lineage)
        if companion is None:
            lacking.append(lineage)
        else:
            found.append(companion)
            waiting += companion.content.companions
    return found, lacking
