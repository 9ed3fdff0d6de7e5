"""Which characteristic of a patient something asked is about: kidneys, liver, age, pregnancy. Pure."""

from __future__ import annotations

from generate.questions.need import Need
from library.quantities import Quantity

_GROUP_OF: dict[str, str] = {
    "renal": "renal",
    Quantity.RENAL: "renal",
    "hepatic": "hepatic",
    "hepatic_moderate": "hepatic",
    "hepatic_severe": "hepatic",
    "pregnancy": "pregnancy",
    "lactation": "lactation",
    "elderly": "age",
    Quantity.AGE: "age",
}
"""Which characteristic of a patient a topic or a measure is about."""


def group_of(need: Need) -> str:
    """The characteristic of a patient that a need is about: kidneys, liver, age, pregnancy; "" for anything else."""
    if not need.decides:
        return ""
    return _GROUP_OF.get(need.measure.quantity if need.measure else _organ(need), "")


def _organ(need: Need) -> str:
    """The topic of a need; of a degree of impairment ("attribute:hepatic_mild") that of its organ."""
    return need.id.removeprefix("attribute:").partition("_")[0] if need.kind == "named" else need.id
