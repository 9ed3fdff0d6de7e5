"""Boxes that a page fills are told from its program, and stand where its drawings put them."""

from __future__ import annotations

import pymupdf
import pytest

from ingest.pdf.mupdf import MuDocument
from ingest.pdf.raw import Path
from tests.ingest import documents as make

_BULLET = (
    b"0 0 0 rg 62 700 m 64 700 65 701 65 703 c 65 704 64 705 62 705 c 61 705 60 704 60 703 c 60 701 61 700 62 700 c f\n"
)
_MOVED = b"q 0.5 0 0 -0.5 40 800 cm 0.9 0.9 0.2 rg q 2 0 0 2 0 0 cm 10 20 200 90 re f Q 0 0 0 rg 40 240 800 0 re f Q\n"


def with_program(program: bytes) -> bytes:
    """A PDF of one page with a line of words that runs ``program`` after them."""
    with pymupdf.open(
        stream=make.pdf([(60.0, 300.0, "Half of them were well by the end.", {"fontname": "helv"})])
    ) as pdf:
        xref = pdf[0].get_contents()[0]
        pdf.update_stream(xref, b"<00> pop\n" + program)
        return bytes(pdf.tobytes())


def boxes(paths: list[Path]) -> list[tuple[float, ...]]:
    return sorted(tuple(round(v, 1) for v in path.box) for path in paths)


def told_and_drawn(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Path] | None, list[Path]]:
    """What is told of the page without its drawings, None where they were asked for; and what they say."""
    page = MuDocument(data).page(0)
    drawn = [Path(p["type"], p["items"], tuple(p["rect"])) for p in page._page.get_cdrawings()]
    asked: list[int] = []
    monkeypatch.setattr(pymupdf.Page, "get_cdrawings", lambda self: asked.append(1) or [])
    told = page.paths()
    return (None if asked else told), drawn


@pytest.mark.parametrize("program", [_MOVED, _MOVED + _BULLET])
def test_boxes_filled_in_a_space_of_their_own_stand_where_they_are_drawn(
    program: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, drawn = told_and_drawn(with_program(program), monkeypatch)
    assert told is not None
    assert boxes(told) == boxes(drawn)
    assert len(told) == (3 if _BULLET in program else 2)


@pytest.mark.parametrize(
    "program",
    [
        b"q 0.9 0.1 -0.1 0.9 0 0 cm 100 100 200 90 re f 100 300 200 0 re f Q\n",
        b"q 1 0 0 1 0 9 cm 1 0 0 rg 100 100 200 90 re f 0 0 1 rg 100 100 200 90 re f 100 300 200 0 re f Q\n",
        b"q 1 0 0 1 0 9 cm (0 0 5 5 re) pop 100 100 200 90 re f 100 300 200 0 re f Q\n",
        b"q 1 0 0 1 0 9 cm 100 100 200 90 re 100 300 200 0 re f Q\n",
    ],
)
def test_boxes_that_a_program_does_not_plainly_tell_are_asked_for(
    program: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told_and_drawn(with_program(program), monkeypatch)[0] is None
