"""The index's side of the store: the feed, the words to index, the vectors kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.errors import NotFound
from library.models import DocumentClass
from tests.gate.conftest import Database
from tests.gate.world import Clock, World, found
from tests.library.conftest import Opened


@pytest.fixture
def world(empty_databases: Database, tmp_path: Path) -> World:
    url, home = empty_databases.empty(tmp_path / "home")
    return found(url, home, Clock())


def test_the_feed_names_every_new_module_once_in_order(world: World) -> None:
    start = world.lib.feed_end()
    made = [world.claim(f"Response was seen in {n}.6% of patients.", name=f"deck {n}").id for n in range(3)]
    fed = world.lib.feed(start)
    assert [id for _, kind, id in fed if kind == "module"] == made
    assert [seq for seq, _, _ in fed] == list(range(start + 1, world.lib.feed_end() + 1))
    assert world.lib.feed(world.lib.feed_end()) == []
    assert world.lib.feed(start, limit=2) == fed[:2]
    world.lib.close()


def test_what_is_rolled_back_is_not_fed(world: World) -> None:
    before = world.lib.feed_end()

    def cut_off() -> None:
        with world.lib.transaction() as tx:
            world.lib._outbox(tx, "module", "never")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_off()
    assert world.lib.feed_end() == before
    world.lib.close()


def test_the_words_to_index_are_the_body_with_its_context(world: World) -> None:
    _, passages = world.document(["推荐剂量为300 mg，每日一次，随餐口服。"], DocumentClass.DECK, name="欧弗然")
    module = world.module(passages[0])
    text = world.lib.indexable(module.id)
    assert text.text.endswith("推荐剂量为300 mg，每日一次，随餐口服。")
    assert (text.id, text.lineage, text.market) == (module.id, module.lineage, module.content.market)
    assert world.lib.indexables([module.id, "unknown"]) == [text]
    assert world.lib.indexable_ids() == [module.id]
    with pytest.raises(NotFound):
        world.lib.indexable("unknown")
    world.lib.close()


def test_vectors_are_kept_by_model_and_hash_and_can_be_replaced(opened: Opened) -> None:
    lib = opened.lib
    lib.put_vectors("m", {"a": b"\x00\x01", "b": b"\x02"})
    lib.put_vectors("n", {"a": b"other"})
    lib.put_vectors("m", {})
    assert lib.vectors("m", ["a", "b", "c"]) == {"a": b"\x00\x01", "b": b"\x02"}
    lib.put_vectors("m", {"a": b"new"})
    assert opened.again().vectors("m", ["a"]) == {"a": b"new"}
    assert dict(lib.all_vectors("m")) == {"a": b"new", "b": b"\x02"}
    assert lib.drop_vectors("m") == 2
    assert (lib.vectors("m", ["a"]), lib.vectors("n", ["a"])) == ({}, {"a": b"other"})
    assert lib.events() == [], "derived data is no event"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(alphabet="0123456789abcdef", min_size=1, max_size=6), st.binary(max_size=20)))
def test_whatever_is_put_is_given_back(opened_sqlite: Opened, vectors: dict[str, bytes]) -> None:
    opened_sqlite.lib.put_vectors("m", vectors)
    assert opened_sqlite.lib.vectors("m", vectors) == vectors


def test_many_vectors_are_read_in_portions(opened_sqlite: Opened) -> None:
    many = {f"{n:06d}": bytes([n % 256]) for n in range(12_000)}
    opened_sqlite.lib.put_vectors("m", many)
    assert dict(opened_sqlite.lib.all_vectors("m")) == many
    assert opened_sqlite.lib.vectors("m", list(many)[:1501]) == dict(list(many.items())[:1501])
