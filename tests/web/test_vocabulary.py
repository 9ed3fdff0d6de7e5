"""The vocabulary on its page: found by name, what lacks a concept, and an admin's table taken over."""

from __future__ import annotations

from typing import Any

import pytest

from library.models import DocumentClass, Role
from library.store.vocabulary import taxonomy_files
from tests.web.world import PASSWORD, World, take_in, text_of

NOTE = """<!doctype html><html lang="en"><body><h1>ZIPPERANT</h1><h2>Indications</h2>
<p>ZIPPERANT is indicated for the treatment of tertiary zipperia in adults.</p></body></html>"""


def test_a_concept_is_found_by_any_of_its_names(world: World, app: Any) -> None:
    page = text_of(world.browser(app, Role.MARKETER).get("/vocabulary?facet=product&text=奥维奇单抗").text)
    assert "wyndralis" in page
    assert "ovranteq" not in page
    assert "met_inhibitor" in text_of(world.browser(app, Role.MARKETER).get("/vocabulary?facet=nonsense").text)


def test_words_without_a_concept_are_listed_with_their_modules(world: World, app: Any) -> None:
    take_in(world, NOTE, "zip.html", DocumentClass.OTHER, "zipperant")
    page = world.browser(app, Role.MARKETER).get("/vocabulary/unknown").text
    assert "zipperant" in text_of(page)
    assert 'href="/modules/' in page


@pytest.mark.parametrize(("role", "status"), [(Role.MARKETER, 403), (Role.ADMIN, 200)])
def test_only_an_admin_takes_a_table_over(world: World, app: Any, role: Role, status: int) -> None:
    table = f"facet,id,en\ntopic,topic_of_{role.value},topic of {role.value}\n".encode()
    before = len(taxonomy_files(world.shop.library.home))
    answer = world.browser(app, role).form(
        "/vocabulary", {"password": PASSWORD}, files={"file": ("words.csv", table, "text/csv")}
    )
    assert answer.status_code == status
    kept = taxonomy_files(world.shop.library.home)
    assert len(kept) - before == (status == 200)
    if status == 200:
        assert kept[-1].name in answer.text


def test_a_wrong_table_says_which_row_and_is_not_kept(world: World, app: Any) -> None:
    before = taxonomy_files(world.shop.library.home)
    answer = world.browser(app, Role.ADMIN).form(
        "/vocabulary", {"password": PASSWORD}, files={"file": ("w.csv", b"facet,id,en\ntopic,x1,\n", "text/csv")}
    )
    assert answer.status_code == 422
    assert "row 2" in answer.text
    assert taxonomy_files(world.shop.library.home) == before
