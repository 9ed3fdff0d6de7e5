"""Whether a module speaks of a medicine, a disease or a degree that is named: by itself, its class or its way. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.rank import names_one_of
from generate.questions.need import Need
from generate.reading import Reading
from library.models import ModuleKind

_WAYS = frozenset({"pgp", "cyp3a"})


def meets_name(name: str, reading: Reading) -> bool:
    """``facet:id|class|…``: the label speaks of a medicine where it speaks of its class (a strong CYP3A inducer)."""
    facet, _, ids = name.partition(":")
    said = reading.topics | reading.context_topics
    if facet == "attribute" and (of_body := _degrees_said(ids, reading)):
        return bool((of_body | reading.topics) & frozenset(ids.split("|")))
    if facet == "attribute" and said & frozenset(ids.split("|")):
        return True
    return names_one_of(name, reading.named)


def _degrees_said(attribute: str, reading: Reading) -> frozenset[str]:
    """The degrees of the same impairment that a body names itself: the sentence before it is on another one."""
    organ, _, degree = attribute.partition("_")
    said = {id_ for facet, id_ in reading.said if facet == "attribute" and id_.startswith(f"{organ}_")}
    return frozenset(said) if degree else frozenset()


def meets_way(name: str, asked: Sequence[Need], reading: Reading) -> bool:
    """Whether a question names the way by which a medicine interacts (P-gp, CYP3A), and a module speaks of that."""
    ways = {need.id for need in asked if need.kind == "topic"} & _WAYS
    interacts = reading.module.content.kind in (ModuleKind.INTERACTION, ModuleKind.CONTRAINDICATION)
    acts, said = _roles(name), _roles(reading.body)
    if acts and said and not acts & said:
        return False
    return name.startswith("product:") and interacts and bool(ways & reading.topics)


_ROLES = {
    "inhibitor": re.compile(r"inhibitor|抑制剂|阻害|hemmer|inhibitor"),
    "inducer": re.compile(r"inducer|诱导剂|誘導|induktor|induzier"),
    "substrate": re.compile(r"substrate|底物|基質|substrat"),
}


def _roles(words: str) -> frozenset[str]:
    """What a medicine does to an enzyme, as a name of its class or a statement says."""
    return frozenset(role for role, pattern in _ROLES.items() if pattern.search(words))
