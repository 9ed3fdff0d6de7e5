"""A sample of the hostile documents of ``benchmarks/hostile.py``; thousands of them run at night."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hostile import attempt
from benchmarks.hostile_files import Hostile, attacks, files
from ingest.service import Ingest
from ingest.worker.sandbox import SandboxLimits
from library.store import open_library

SLOW = (
    "lines.txt",
    "one-line.txt",
    "values.csv",
    "pipes.md",
    "many-words.pdf",
    "many-lines.pdf",
    "unclosed.pdf",
    "zeros.zip",
)


def ends(documents: list[Hostile], home: Path, seconds: float) -> dict[str, int]:
    """How many files ended how; fails where one ended as it must not."""
    library = open_library(f"sqlite:///{home}/clearcopy.db", home)
    ingest = Ingest(library, SandboxLimits(seconds=seconds), workers=2)
    try:
        report = attempt(ingest, library, documents, seconds + 10)
    finally:
        ingest.close()
        library.close()
    assert [(document.name, document.family, why) for document, why in report.bad] == []
    assert report.count == len(documents)
    return dict(report.codes)


def test_the_same_seed_makes_the_same_files() -> None:
    one, two = (list(files(3, 60)) for _ in range(2))
    assert [f.data for f in one if f.family != "protected"] == [f.data for f in two if f.family != "protected"]
    assert len({f.data for f in one}) > 50


def test_attacks_are_refused_with_a_code_or_read_within_their_bounds(tmp_path: Path) -> None:
    codes = ends([f for f in attacks() if f.name not in SLOW], tmp_path, 60)
    assert codes["ingest.hostile_archive"] >= 8
    assert "ingest.timeout" not in codes


def test_changed_copies_of_every_format_are_stored_need_attention_or_are_refused(tmp_path: Path) -> None:
    fixed = len(list(attacks()))
    documents = [f for f in list(files(11, fixed + 70))[fixed:] if "old" not in f.name]  # those need LibreOffice
    codes = ends(documents, tmp_path, 60)
    assert len(codes) > 3


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_thousands_of_hostile_documents_neither_crash_nor_hang_nor_leave_halves(tmp_path: Path) -> None:
    ends(list(files(7, 4000)), tmp_path, 60)
