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
    return names_one_of(_without_own_roles(name, reading.body), reading.named)


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
    "inhibitor": re.compile(r"inhibitor|抑制剂|阻害|hemmer"),
    "inducer": re.compile(r"inducer|诱导剂|誘導|induktor|induzier"),
    "substrate": re.compile(r"substrate|底物|基質|substrat"),
}


_OWN_ROLE = re.compile(
    r"(?<![a-z])(?:is|are)(?: also)? an? (?:[\w/-]+ ){0,4}?(inhibitor|inducer|substrate)"
    r"|(?<![因作认成])(?:为|是)[\w -]{0,15}?(抑制剂|诱导剂|底物)|(阻害剤|誘導剤|基質)で(?:ある|あり)"
    r"|(?<![a-z])ist (?:auch )?ein\w* (?:[\w/-]+ ){0,3}?[\w-]*(hemmer|inhibitor|induktor|substrat)"
)
"""What a statement says our own medicine is to an enzyme: the role of another one it doesn't speak of."""
_OF_AN_ENZYME = re.compile(r"pgp|cyp|ugt|oatp|bcrp")


def _without_own_roles(name: str, body: str) -> str:
    """A name without the classes of a role that a statement gives our own medicine alone ("X is a P-gp inhibitor")."""
    own = [role for match in _OWN_ROLE.finditer(body) for word in match.groups() if word for role in _roles(word)]
    alone = {role for role in own if len(_ROLES[role].findall(body)) == own.count(role)}
    if not alone:
        return name
    very, *classes = name.split("|")
    others = (c for c in classes if not (_OF_AN_ENZYME.search(c) and alone & _roles(c.replace("_", " "))))
    return "|".join((very, *others))


def _roles(words: str) -> frozenset[str]:
    """What a medicine does to an enzyme, as a name of its class or a statement says."""
    return frozenset(role for role, pattern in _ROLES.items() if pattern.search(words))
