"""Vocabulary is taken over by a signature, fits what is there, and is noticed when somebody alters it."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.errors import BadInput, Forbidden, Unavailable
from library.store.vocabulary import taxonomy_files
from library.taxonomy import Taxonomy
from tests.gate.world import Clock, World, found, password_of

TEXT = "disease:\n  podagra: {names: {en: [podagra]}}\n"
MORE = "product:\n  gelvanto: {kind: brand, names: {en: [GELVANTO]}, treats: [podagra]}\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return found(f"sqlite:///{tmp_path / 'clearcopy.db'}", tmp_path, Clock())


def take(world: World, text: str, by: str = "ada") -> Path:
    return world.lib.import_taxonomy(world.people[by], text, password_of(by))


def test_files_are_kept_in_order_and_each_may_build_on_those_before(world: World) -> None:
    first, second = take(world, TEXT), take(world, MORE)
    assert taxonomy_files(world.home) == [first, second]
    assert Taxonomy.load(first, second).products["gelvanto"].treats == ("podagra",)
    assert [e.verb for e in world.lib.events()].count("taxonomy.import") == 2


def test_the_same_file_again_is_the_same_file(world: World) -> None:
    assert take(world, TEXT) == take(world, TEXT)
    assert len(taxonomy_files(world.home)) == 1


def test_what_does_not_fit_leaves_nothing_behind(world: World) -> None:
    for text in (MORE, "disease: [1]", "no: yaml: at all", "disease:\n  x: {names: {en: [atopic dermatitis]}}\n"):
        with pytest.raises(BadInput):
            take(world, text)
    assert taxonomy_files(world.home) == []
    assert list((world.home / "taxonomy").iterdir()) == []
    assert "taxonomy.import" not in {e.verb for e in world.lib.events()}


def test_only_an_admin_with_the_password_takes_over(world: World) -> None:
    with pytest.raises(Forbidden):
        take(world, TEXT, by="mark")
    with pytest.raises(Forbidden):
        world.lib.import_taxonomy(world.people["ada"], TEXT, "not the password")
    assert taxonomy_files(world.home) == []


def test_an_altered_file_is_refused_with_its_name(world: World) -> None:
    kept = take(world, TEXT)
    kept.write_text(TEXT.replace("podagra]", "podagra, gout]"), encoding="utf-8")
    with pytest.raises(Unavailable, match=kept.name):
        taxonomy_files(world.home)
