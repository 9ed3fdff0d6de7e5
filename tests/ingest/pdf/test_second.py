from __future__ import annotations

import sys
import threading

import pytest

from ingest.pdf import document as pdf
from ingest.pdf.second import Ahead, SecondLibrary
from ingest.reading import Limits
from tests.ingest import documents as make
from tests.ingest.test_pdf_check import codes, two_ways

BESIDE = Limits(pdf_check_beside=True)
DOSES = make.pdf(*[make.text_page(f"Take {n}.5 mg of Ovalex with {n + 40} mL of water.") for n in range(1, 13)])


def test_a_document_reads_the_same_whether_the_other_library_works_before_or_beside_us() -> None:
    for data in (DOSES, two_ways("Take 3.5 mg once a day."), make.pdf(make.text_page(make.BODY))):
        assert pdf.read(data, BESIDE) == pdf.read(data, Limits())


def test_a_number_on_which_the_libraries_differ_is_found_by_the_library_that_works_beside_us() -> None:
    assert codes(pdf.read(two_ways("Take 3.5 mg once a day."), BESIDE)) == ["ingest.readers_disagree"]


def test_the_other_library_works_in_one_thread_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = set()
    words = SecondLibrary.words

    def watched(library: SecondLibrary, index: int) -> str:
        threads.add(threading.get_ident())
        return words(library, index)

    monkeypatch.setattr(SecondLibrary, "words", watched)
    pdf.read(DOSES, BESIDE)
    assert len(threads) == 1
    assert threads != {threading.get_ident()}


def test_a_page_that_the_other_library_cannot_read_is_told_and_the_others_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = SecondLibrary.words

    def damaged(library: SecondLibrary, index: int) -> str:
        if index == 4:
            raise RuntimeError("The page cannot be loaded.")
        return words(library, index) + ("9" if index == 6 else "")

    monkeypatch.setattr(SecondLibrary, "words", damaged)
    raws = [pdf.read(DOSES, limits) for limits in (BESIDE, Limits())]
    assert [[(loss.code, loss.page) for loss in raw.losses] for raw in raws] == 2 * [[("ingest.not_cross_checked", 5)]]


def test_a_lack_of_memory_in_the_thread_is_one_of_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(library: SecondLibrary, index: int) -> str:
        raise MemoryError

    monkeypatch.setattr(SecondLibrary, "words", full)
    with pytest.raises(MemoryError):
        pdf.read(DOSES, BESIDE)


def test_a_document_that_the_other_library_cannot_open_is_read_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    raw = pdf.read(DOSES, BESIDE)
    assert codes(raw) == ["ingest.not_cross_checked"]
    assert len(raw.blocks) == 12


def test_where_no_thread_can_be_made_the_pages_are_compared_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", none)
    assert codes(pdf.read(two_ways("Take 3.5 mg once a day."), BESIDE)) == ["ingest.readers_disagree"]


def test_no_page_is_asked_for_after_the_reading_was_given_up_and_threads_take_turns_as_before() -> None:
    usual, asked, goes_on = sys.getswitchinterval(), [], threading.Event()

    def ask(index: int) -> str:
        asked.append(index)
        goes_on.wait(5)
        return ""

    ahead = Ahead.of(lambda: True, ask, 50)
    assert ahead is not None
    threading.Timer(0.05, goes_on.set).start()
    ahead.end()
    assert asked == [0]
    assert sys.getswitchinterval() == usual


def test_an_error_in_the_reading_ends_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pdf, "read_page", fails)
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        pdf.read(DOSES, BESIDE)
    assert threading.active_count() == before
