"""An `Approved` or `Released` value is made by the library or not at all, and no file is made of a look-alike."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from types import SimpleNamespace
from typing import Any

import pytest

from generate.service import Generate
from library.errors import BadInput
from library.models import Asset, Module
from library.release import Approved, Released, is_genuine
from library.taxonomy import Taxonomy
from tests.gate.test_withdrawal import approved_claim, approved_piece
from tests.gate.world import US, World


def forged_module(module: Module) -> Module:
    return module.model_copy(update={"content": module.content.model_copy(update={"body": "It cures everybody."})})


def genuine(world: World) -> tuple[Approved[Module], Module]:
    module = approved_claim(world)
    (value,) = world.lib.approved([module.id], US)
    assert is_genuine(value)
    return value, forged_module(module)


def test_it_can_not_be_constructed(world: World) -> None:
    value, false = genuine(world)
    for seal in (None, object(), "seal", value, type("_Seal", (), {})()):
        with pytest.raises(TypeError):
            Approved(false, US, value.as_of, seal)
    with pytest.raises(TypeError):
        Approved.__new__(Approved).__init__(false, US, value.as_of)  # type: ignore[misc]


def test_it_can_not_be_pickled_copied_replaced_or_subclassed(world: World) -> None:
    value, false = genuine(world)
    attempts: tuple[Any, ...] = (
        *(lambda p=p: pickle.dumps(value, p) for p in range(pickle.HIGHEST_PROTOCOL + 1)),
        lambda: copy.copy(value),
        lambda: copy.deepcopy(value),
        lambda: value.__reduce__(),
        lambda: dataclasses.replace(value, value=false),  # type: ignore[type-var]
        lambda: type("Mine", (Approved,), {}),
        lambda: setattr(value, "_value", false),
        lambda: delattr(value, "_value"),
        lambda: Approved.model_construct(value=false),  # type: ignore[attr-defined]
    )
    for attempt in attempts:
        with pytest.raises((TypeError, AttributeError)):
            attempt()
    assert value.value.content.body != "It cures everybody."


def test_one_made_past_the_constructor_shows_no_value(world: World) -> None:
    value, false = genuine(world)
    fake: Approved[Module] = object.__new__(Approved)
    for name, part in (("_value", false), ("_scope", US), ("_as_of", value.as_of)):
        object.__setattr__(fake, name, part)
    assert not is_genuine(fake)
    with pytest.raises(TypeError):
        _ = fake.value


def test_a_genuine_one_with_its_value_swapped_shows_no_value(world: World) -> None:
    value, false = genuine(world)
    object.__setattr__(value, "_value", false)
    assert not is_genuine(value)
    with pytest.raises(TypeError):
        _ = value.value


def look_alikes(released: Released, asset: Asset, world: World) -> list[Any]:
    brief = asset.content.model_copy(update={"title": "It cures everybody"})
    false = asset.model_copy(update={"content": brief})
    module = world.lib.approved([m.value.id for m in released.modules], US)
    parts = {f.name: getattr(released, f.name) for f in dataclasses.fields(released)}
    swapped = world.lib.release([asset.id], US, world.to())
    object.__setattr__(swapped, "assets", (SimpleNamespace(value=false),))
    return [
        SimpleNamespace(**{**parts, "assets": (SimpleNamespace(value=false),)}),
        Released(**{**parts, "assets": (SimpleNamespace(value=false),)}),  # type: ignore[arg-type]
        Released(**{**parts, "id": "never recorded", "modules": tuple(module)}),
        dataclasses.replace(released, id="never recorded"),
        copy.copy(released),
        swapped,
    ]


@pytest.mark.parametrize("fmt", ["html", "json", "docx"])
def test_no_file_is_made_of_a_look_alike_of_a_release(world: World, fmt: str) -> None:
    _, asset = approved_piece(world)
    generate = Generate(world.lib, Taxonomy.load(), None, None)
    released = world.lib.release([asset.id], US, world.to())
    assert generate.render(asset.id, fmt, released=released)
    for fake in look_alikes(released, asset, world):
        assert not world.lib.genuine(fake)
        with pytest.raises((BadInput, TypeError)):
            generate.render(asset.id, fmt, released=fake)


def test_an_export_leaves_a_record_before_its_bytes_and_none_where_it_is_refused(world: World) -> None:
    _, asset = approved_piece(world)
    generate = Generate(world.lib, Taxonomy.load(), None, None)
    before = len(world.lib.releases())
    out = generate.export(world.people["rep"], asset.id, US, "html", world.to())
    assert out.release_id == world.lib.releases()[-1].id
    assert len(world.lib.releases()) == before + 1
    world.withdraw(asset.id)
    with pytest.raises(Exception, match=asset.id[:12]):
        generate.export(world.people["rep"], asset.id, US, "html", world.to())
    assert len(world.lib.releases()) == before + 1
