"""Figures in the field: fetched beside the safety that must stand there, with the picture of their own caption."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from library.errors import NotFound
from library.models import Anchor, AnchorRole, Module, ModuleKind, Scope, Tag
from tests.review.builders import module
from web.api.assets import MOST_FIGURES, _figures
from web.pictures import figure_picture

FIGURE = Tag(facet="form", value="figure")
SAFETY = module("ILD occurred in 4.9% of patients.", kind=ModuleKind.WARNING, id="s1")


def figure(number: int, **content: object) -> Module:
    return module(f"Figure {number}. Overall survival", id=f"f{number}", tags=[FIGURE], **content)


def shop(*stored: Module, usable: frozenset[str]) -> Any:
    library = SimpleNamespace(
        eligible=lambda scope, *, language, product: usable, modules=lambda **asked: list(stored)
    )  # fmt: skip
    return SimpleNamespace(library=library)


def test_figures_that_may_be_used_stand_beside_what_may_be_said_newest_first() -> None:
    stored = [figure(1), figure(2), module(id="m1"), figure(3), figure(4, disease="asthma")]
    chosen = shop(*stored, usable=frozenset({"f1", "f2", "m1", "f4"}))
    assert _figures(chosen, Scope(market="US"), "en", [SAFETY]) == ["f2", "f1"]


def test_no_figure_is_fetched_without_safety_beside_it() -> None:
    chosen = shop(figure(1), usable=frozenset({"f1"}))
    assert _figures(chosen, Scope(market="US"), "en", [module()]) == []
    assert _figures(chosen, Scope(market="US"), "en", []) == []


def test_the_figures_fetched_are_bounded() -> None:
    stored = [figure(number) for number in range(40)]
    chosen = shop(*stored, usable=frozenset(one.id for one in stored))
    assert len(_figures(chosen, Scope(market="US"), "en", [SAFETY])) == MOST_FIGURES


def test_the_picture_is_that_of_the_caption_and_of_no_note() -> None:
    places = [(AnchorRole.CONTEXT, "note"), (AnchorRole.ORIGIN, "caption")]
    anchors = tuple(
        Anchor(id=name, role=role, passage=name, source="s", start=0, end=1, quote="F") for role, name in places
    )
    made = figure(1).model_copy(update={"anchors": anchors})
    drawing = SimpleNamespace(ingest=SimpleNamespace(draw_figure=lambda anchor: anchor.id.encode()))
    assert figure_picture(drawing, made) == b"caption"  # type: ignore[arg-type]
    nothing = SimpleNamespace(ingest=SimpleNamespace(draw_figure=lambda anchor: None))
    with pytest.raises(NotFound):
        figure_picture(nothing, made)  # type: ignore[arg-type]
