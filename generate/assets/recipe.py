"""Recipes: what each kind of asset is made of. Read strictly from ``recipes/*.yaml``."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from generate.lexicon import table
from library.errors import BadInput
from library.models import AssetKind, ModuleKind, Record

FOLDER = Path(__file__).parents[1] / "recipes"
LENGTHS = ("short", "standard", "long")


class SlotSource(StrEnum):
    """Where a slot takes its modules from."""

    MESSAGES = "messages"
    MODULES = "modules"
    DESIGNS = "designs"
    COMPANIONS = "companions"
    SAFETY = "safety"


class Slot(Record):
    """A place for modules in a section. ``most`` is the number of statements by the brief's length.

    ``about`` takes only what shares the concepts of barrier, key message and patient; ``each`` one module a topic.
    """

    name: str
    source: SlotSource
    kinds: tuple[ModuleKind, ...] = ()
    topics: tuple[str, ...] = ()
    about: bool = False
    each: bool = False
    most: dict[str, int]
    required: bool = False


class RecipeSection(Record):
    """A section: phrase keys for its title, an optional question, leading phrases, and its slots in order.

    ``told``: that it stayed empty is said; ``names_barrier``: its title holds the barrier's words.
    """

    key: str
    title: str
    question: str = ""
    lead: tuple[str, ...] = ()
    told: bool = False
    names_barrier: bool = False
    slots: tuple[Slot, ...] = ()


class Recipe(Record):
    """What one kind of asset is made of."""

    kind: AssetKind
    version: int
    title: str
    sections: tuple[RecipeSection, ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """``kind.vN``, as it is recorded with every asset."""
        return f"{self.kind}.v{self.version}"

    @property
    def phrase_keys(self) -> tuple[str, ...]:
        """Keys of every phrase the recipe uses, in order of first use."""
        keys = [self.title]
        for section in self.sections:
            keys += [section.title, *([section.question] if section.question else []), *section.lead]
        return tuple(dict.fromkeys(keys))


@cache
def load_recipe(kind: AssetKind) -> Recipe:
    """The recipe for a kind of asset. Raises BadInput ``generate.recipe`` where the file breaks the format."""
    return read_recipe((FOLDER / f"{kind.value}.yaml").read_text(encoding="utf-8"), kind)


def read_recipe(text: str, kind: AssetKind) -> Recipe:
    """A recipe from YAML. Raises BadInput ``generate.recipe``: unknown key or kind, missing length, unknown topic."""
    try:
        recipe = Recipe.model_validate(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise BadInput("generate.recipe", f"The recipe for {kind} is not valid: {error}") from error
    slots = [slot for section in recipe.sections for slot in section.slots]
    if recipe.kind is not kind:
        raise BadInput("generate.recipe", f"The recipe for {kind} says it is for {recipe.kind}.")
    for slot in slots:
        if set(slot.most) != set(LENGTHS):
            raise BadInput("generate.recipe", f"Slot {slot.name!r} needs a number for {', '.join(LENGTHS)}.")
        if unknown := set(slot.topics) - set(table("topics").ids):
            raise BadInput("generate.recipe", f"Slot {slot.name!r} names unknown topics {sorted(unknown)}.")
    if not any(slot.source is SlotSource.SAFETY and slot.required for slot in slots):
        raise BadInput("generate.recipe", f"The recipe for {kind} has no mandatory safety.")
    return recipe
