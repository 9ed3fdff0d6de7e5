"""What must travel together, as the modules themselves say it. Pure.

A module names its companions by lineage: the qualifier of a subgroup, a mandatory warning. Any version of that lineage
meets the obligation. What is chosen beyond that (a product's safety beside its efficacy) is a recipe's matter; this is
the part that the gate itself holds: nothing leaves without what must travel with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from library.models import Module


def lacking(modules: Collection[Module]) -> Mapping[str, tuple[str, ...]]:
    """Per module id the lineages that must travel with it and are not among ``modules``; empty if all are met."""
    present = {module.lineage for module in modules}
    missing = {
        module.id: tuple(line for line in module.content.companions if line not in present) for module in modules
    }
    return {id: lines for id, lines in missing.items() if lines}
