"""What is cut off by clips is found without drawing pages whose clips cut nothing off."""

from __future__ import annotations

import pytest

from ingest.pdf.clips import clips_of
from ingest.pdf.mupdf import MuDocument
from ingest.readers import read
from ingest.reading import Limits
from library.models import PassageFlag
from tests.ingest import documents as make

_SEEN = (1.0, 0.0, 0.0, -1.0, 0.0, 842.0)
_WHOLE = (60.0, 60.0, 500.0, 780.0)
_CELL = b"q\n100 600 200 20 re\nW n\nBT\n/helv 10 Tf\n%s\nET\nQ\n"


def with_cell(shown: bytes, before: bytes = b"") -> bytes:
    """A PDF whose second page shows a line, and ``shown`` under a clip from 100 to 300 and 600 to 620 points."""
    import pymupdf

    line = [(60.0, 100.0, "The response was kept up over the whole of the time.", {"fontname": "helv"})]
    document = pymupdf.open(stream=make.pdf(line, line))
    page = document[1]
    xref = page.get_contents()[0]
    document.update_stream(xref, document.xref_stream(xref) + b"\n" + before + _CELL % shown)
    return bytes(document.tobytes())


def hidden_in(data: bytes) -> list[str]:
    passages = read(data, "a.pdf", Limits(ocr=False))[1].passages
    return [p.text for p in passages if PassageFlag.HIDDEN in p.flags]


def draws_second_page(data: bytes) -> bool:
    document = MuDocument(data)
    for index in (0, 1):
        page = document.page(index)
        page.seen()
    return page.may_hide()


@pytest.mark.parametrize(
    "shown",
    [b"1 0 0 1 105 605 Tm\n(45.2 % of them)Tj", b"1 0 0 1 105 605 Tm\n[(45)-20(.2)]TJ", b"1 0 0 1 290 605 Tm\n( )Tj"],
)
def test_a_page_whose_clips_hold_their_words_is_not_drawn(shown: bytes) -> None:
    data = with_cell(shown)
    assert not draws_second_page(data)
    assert hidden_in(data) == []


@pytest.mark.parametrize(
    ("shown", "before", "words"),
    [
        (b"1 0 0 1 400 605 Tm\n(cut off)Tj", b"", ["cut off"]),
        (b"1 0 0 1 105 640 Tm\n(cut off)Tj", b"", ["cut off"]),
        (b"1 0 0 1 105 605 Tm\n[(seen)-30000(cut off)]TJ", b"", ["cut off"]),
        (b"1 0 0 1 105 605 Tm\n(seen cutoff)Tj", b"BT 300 Tw ET\n", ["cutoff"]),
        (b"1 0 0 1 105 605 Tm\n(seen)Tj 0 100 Td\n(cut off)Tj", b"", ["cut off"]),
        (b"1 0 0 1 105 605 Tm\n(seen)Tj 1 0 0 1 400 500 Tm\n(cut off)Tj", b"", ["cut off"]),
    ],
)
def test_words_that_a_clip_cuts_off_are_hidden(shown: bytes, before: bytes, words: list[str]) -> None:
    data = with_cell(shown, before)
    assert draws_second_page(data)
    assert hidden_in(data) == words


def test_clips_that_hold_all_words_are_told_once_however_many_there_are() -> None:
    program = b"q\n0 0 595 842 re\nW* n\nBT\n1 0 0 1 70 700 Tm\n(a)Tj\nET\nQ\n" * 300
    assert clips_of(program, lambda: _SEEN, lambda: _WHOLE) == []


@pytest.mark.parametrize(
    "program",
    [
        b"q\n0 0 10 10 re % 0 0 595 842 re\nW n\n",
        b"q\n% q 0 0 595 842 re\nW n\n",
        b"q\n0 0 595 842 re 0 0 5 5 re\nW* n\n",
        b"q\n0 0 m 10 0 l 5 9 l\nW n\n",
    ],
)
def test_a_clip_that_is_not_plainly_a_box_is_not_told(program: bytes) -> None:
    assert clips_of(program, lambda: _SEEN, lambda: _WHOLE) is None


def test_words_that_look_like_the_start_of_a_string_take_no_time() -> None:
    assert clips_of(b"1 0 0 1 0 0 cm (" + b"a" * 5000 + b" 0 0 9 9 re W n", lambda: _SEEN, lambda: _WHOLE) is None
