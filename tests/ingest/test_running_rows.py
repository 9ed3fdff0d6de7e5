"""A table's row at the head or foot of a page: none of its cells is the page's number or a running head."""

from __future__ import annotations

import pytest

from ingest.assemble import assemble
from ingest.pdf import document as pdf
from ingest.reading import Limits, Reading
from library.models import PassageKind
from tests.ingest import documents as make

_PLACES = (60.0, 200.0, 300.0, 400.0)
_Drawn = list[tuple[float, float, str, dict[str, int]]]


def _row(height: float, *cells: str) -> _Drawn:
    return [(x, height, cell, {}) for x, cell in zip(_PLACES, cells, strict=True) if cell]


def _rows(start: float, step: float = 16.0) -> _Drawn:
    medicines = ("Ovalex", "Zentrix", "Kolmin", "Aldrine", "Belorin")
    return [
        drawn
        for n, name in enumerate(medicines)
        for drawn in _row(start + step * n, name, f"{n + 2}-{n + 4}", f"{n + 11}-{n + 12}", f">{n + 20} mg")
    ]


def _words(n: int, start: float) -> _Drawn:
    about = ("doses", "mothers", "children", "kidneys", "storage", "trials")[n - 1]
    return [(60.0, start + 14 * k, f"What is told of {about} goes on over the whole width.", {}) for k in range(20)]


def _read(*made: _Drawn) -> Reading:
    return assemble(pdf.read(make.pdf(*made), Limits(pdf_check=False)))


def _edges(reading: Reading) -> list[str]:
    return [p.text for p in reading.passages if p.kind in (PassageKind.HEADER, PassageKind.FOOTER)]


def test_cells_at_the_foot_of_a_page_stay_in_their_row() -> None:
    made = [*_words(1, 100), *_rows(710), *_row(790, "Miselprid", "400", "600", "800-1200")]
    reading = _read(made)
    assert not _edges(reading)
    [row] = [p.text for p in reading.passages if "Miselprid" in p.text]
    assert all(figure in row for figure in ("400", "600", "800-1200"))


def test_a_cell_at_the_head_of_a_page_stays_in_its_row_where_pages_are_numbered() -> None:
    plain = [[(290.0, 40.0, str(n), {}), *_words(n, 100)] for n in range(1, 6)]
    made = [*_row(40, "Ripazol", "10-15", "20-25", ">30"), *_rows(56), *_words(6, 300)]
    reading = _read(*plain, made)
    assert _edges(reading) == ["1", "2", "3", "4", "5"]
    assert any("Ripazol" in p.text for p in reading.passages)
    assert any(">30" in p.text for p in reading.passages if p.kind not in (PassageKind.HEADER, PassageKind.FOOTER))


@pytest.mark.parametrize("height", [40.0, 800.0])
def test_a_running_line_of_three_parts_over_a_table_is_still_one(height: float) -> None:
    made = [
        [*_row(height, "Ovalia Journal", f"{n}", "", "No. 4"), *_words(n, 300), *_rows(56 if height < 400 else 720)]
        for n in range(1, 5)
    ]
    assert len(_edges(_read(*made))) >= 4


def test_names_at_the_very_top_of_each_of_two_pages_run_along_them() -> None:
    reading = _read(
        [(60.0, 20.0, "Aldrine", {}), *_words(1, 60.0)],
        [(400.0, 20.0, "Zentrix", {}), *_words(2, 60.0)],
    )
    assert _edges(reading) == ["Aldrine", "Zentrix"]
