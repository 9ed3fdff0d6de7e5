"""What a taxonomy file may say about a concept: one record per facet, every unknown key refused."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from library.models import Record
from library.quantities import Quantity

Names = dict[str, tuple[str, ...]]
Terms = tuple[str, ...]


class Concept(Record):
    """One entry of a facet. The first name of a language is its label there."""

    id: str
    facet: str
    names: Names = Field(default_factory=dict)
    exact: Terms = ()
    """Names matched only in the very letters they are written in (short abbreviations)."""
    never: Terms = ()
    """Longer words that contain a name and mean something else."""
    any_of: tuple[tuple[Terms, ...], ...] = ()
    """Alternatives; one holds where a text has a term of each of its groups."""
    parent: str = ""
    is_sign: bool = False
    """Of a disease: a sign of many others (pain, fever), which one named beside it is treated for."""

    def label(self, language: str) -> str:
        """Name in the language, else in English, else the id."""
        for wanted in (language, "en"):
            if self.names.get(wanted):
                return self.names[wanted][0]
        return self.id


class Product(Concept):
    """A brand, a substance or a class of substances."""

    kind: Literal["brand", "substance", "class"]
    contains: Terms = ()
    classes: Terms = ()
    treats: Terms = ()


class Range(Record):
    """``low`` inclusive, ``high`` exclusive (absent: no upper bound)."""

    quantity: Quantity
    low: float
    high: float = float("inf")


class Attribute(Concept):
    """What a patient is like; ``range`` gives it a numeric reading."""

    group: str
    range: Range | None = None


class OfProduct(Concept):
    """A barrier or a companion: holds for one product."""

    product: str


class KeyMessage(OfProduct):
    """What resolves a barrier."""

    barrier: str


class Step(Record):
    """One barrier of a scenario, the message that resolves it and what must travel with the message."""

    barrier: str
    key_message: str
    travels_with: Terms = Field(default=(), alias="with")


LabelStatus = Literal["on_label", "off_label", "by_line"]


class Scenario(Concept):
    """A named patient scenario: who the patient is, where the use is on label, what is said in which order."""

    product: str
    disease: str
    attributes: Terms
    label_status: dict[str, LabelStatus] = Field(alias="label")
    """By two-letter market: on label, off label, or on label only in a certain line of treatment."""
    notes: dict[str, str] = Field(default_factory=dict)
    step: int = 0
    """Place in the product's ladder of scenarios, from the easiest belief to change (1) upwards."""
    hand_over: str = ""
    """Role that answers, where content must not."""
    messages: tuple[Step, ...]


FACETS: dict[str, type[Concept]] = {
    "product": Product,
    "disease": Concept,
    "attribute": Attribute,
    "audience": Concept,
    "topic": Concept,
    "barrier": OfProduct,
    "key_message": KeyMessage,
    "scenario": Scenario,
    "companion": OfProduct,
}

REFERENCES: dict[str, str] = {
    "contains": "product",
    "classes": "product",
    "treats": "disease",
    "product": "product",
    "disease": "disease",
    "attributes": "attribute",
    "barrier": "barrier",
    "key_message": "key_message",
    "travels_with": "companion",
}
"""Field of a record -> facet its values must be found in (``parent`` refers to its own facet)."""
