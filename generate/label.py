"""What the approved label text of one product in one market covers, as concepts. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generate.lexicon import table
from library.models import Module, ModuleKind
from library.taxonomy import Taxonomy
from library.text import fold, numbers

_USE_KINDS = frozenset({ModuleKind.DOSING, ModuleKind.SPECIAL_POPULATION, ModuleKind.WARNING, ModuleKind.INTERACTION})
_CAUTIONS = _USE_KINDS | {ModuleKind.CONTRAINDICATION}
LINES = frozenset({"first_line", "later_line", "adjuvant", "maintenance"})
ROUTES = frozenset(
    {"oral", "subcutaneous", "intravenous", "intramuscular", "topical", "inhaled"}
    | {"intrathecal", "feeding_tube", "rectal", "crushed"}
)


@dataclass(frozen=True)
class Label:
    """The concepts of a label.

    ``indications`` is whether any indication text is there: without it nothing can be called outside the label.
    ``diseases``, ``attributes`` and ``lines`` come from the indication alone; ``doses`` (mg) and ``frequencies``
    (canonical units such as ``/2 week``) from dosing; ``mentioned`` are diseases named anywhere in the label;
    ``cautions`` is what it says of use, people, warnings and contraindications, without its lists of reactions;
    ``combined`` are medicines the label names together with the product's use, ``medicines`` all it names, classes too.
    """

    indications: bool = False
    diseases: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    routes: frozenset[str] = frozenset()
    doses: frozenset[Decimal] = frozenset()
    frequencies: frozenset[tuple[Decimal, str]] = frozenset()
    mentioned: frozenset[str] = frozenset()
    combined: frozenset[str] = frozenset()
    medicines: frozenset[str] = frozenset()
    indication_text: str = ""
    cautions: str = ""
    text: str = ""


def read_label(modules: Iterable[Module], taxonomy: Taxonomy) -> Label:
    """The label that the given modules (verbatim label text of one product and market) add up to."""
    ordered = list(modules)
    indication = [m for m in ordered if m.content.kind is ModuleKind.INDICATION]
    dosing = [m for m in ordered if m.content.kind in _USE_KINDS]
    whole = [*indication, *dosing]
    indicated = "\n".join(m.content.body for m in indication)
    used = "\n".join(m.content.body for m in whole)
    figures = [n for m in dosing for n in numbers(m.content.body, m.content.language)]
    concepts = taxonomy.concepts(indicated)
    return Label(
        indications=bool(indication),
        diseases=frozenset(c.id for c in concepts if c.facet == "disease") | table("diseases").ids_in(fold(indicated)),
        attributes=frozenset(c.id for c in concepts if c.facet == "attribute"),
        lines=table("uses").ids_in(fold(indicated)) & LINES,
        routes=table("uses").ids_in(fold(used)) & ROUTES,
        doses=frozenset(n.value for n in figures if n.unit == "mg"),
        frequencies=frozenset((n.value, n.unit) for n in figures if n.kind == "frequency"),
        mentioned=frozenset(c.id for m in ordered for c in taxonomy.concepts(m.content.body) if c.facet == "disease"),
        combined=frozenset(name for m in whole for name in _combined(m.content.body, taxonomy)),
        medicines=frozenset(c.id for m in ordered for c in taxonomy.concepts(m.content.body) if c.facet == "product"),
        indication_text=fold(indicated),
        cautions=fold("\n".join(m.content.body for m in ordered if m.content.kind in _CAUTIONS)),
        text=fold("\n".join(m.content.body for m in ordered)),
    )


def _combined(body: str, taxonomy: Taxonomy) -> list[str]:
    if not table("uses").has("combined", fold(body)) and "with or without" not in fold(body):
        return []
    return [c.id for c in taxonomy.concepts(body) if c.facet == "product"]
