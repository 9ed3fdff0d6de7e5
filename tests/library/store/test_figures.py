"""No anchor parts a figure: a module never says 6% where its source says 61.6%."""

from __future__ import annotations

import pytest

from library.errors import BadInput
from library.models import AnchorDraft, AnchorRole, DocumentClass, ModuleContent, ModuleDraft, ModuleKind
from tests.gate.world import World

SAID = "The response rate was 61.6% with OVRANTEQ and 39.0% with chemotherapy."


def quoted(world: World, words: str) -> ModuleDraft:
    """A module of words of one passage, anchored where they stand in it."""
    _, [passage] = world.document([SAID], DocumentClass.PUBLICATION)
    start = SAID.index(words)
    anchor = AnchorDraft(role=AnchorRole.ORIGIN, passage=passage.id, start=start, end=start + len(words), quote=words)
    content = ModuleContent(kind=ModuleKind.EFFICACY_RESULT, body=words, language="en", market="US", product="ovranteq")
    return ModuleDraft(content=content, anchors=(anchor,))


@pytest.mark.parametrize("words", [".6% with OVRANTEQ", "1.6% with OVRANTEQ", "The response rate was 61", "9.0% with"])
def test_a_module_that_parts_a_figure_is_refused(world: World, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        world.lib.add_modules(world.people["mark"], [quoted(world, words)])
    assert refused.value.code == "library.parted_figure"
    assert world.lib.modules() == []


def test_a_module_of_whole_figures_is_kept(world: World) -> None:
    words = "61.6% with OVRANTEQ and 39.0%"
    [(module, is_new)] = world.lib.add_modules(world.people["mark"], [quoted(world, words)])
    assert is_new
    assert module.content.body == words
