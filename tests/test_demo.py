"""``make demo`` from end to end: what it promises is in its summary, and a second run adds no record."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from library.store import open_library
from tests.ingest.independent import original_text, squeezed, stands

ROOT = Path(__file__).parent.parent
SLOWEST = 900
"""Seconds a whole run may take on a busy machine before it counts as hanging."""

pytestmark = pytest.mark.timeout(SLOWEST + 60)


def run_demo(out: Path) -> dict[str, Any]:
    """The summary of one run, in a process of its own, with the quick embedder."""
    environment = {**os.environ, "CLEARCOPY_EMBEDDER": "hash"}
    command = [sys.executable, "-m", "cli", "demo", "--out", str(out), "--no-serve", "--json"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SLOWEST, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


def rows(out: Path) -> dict[str, int]:
    """Rows of every table but the disposable ones (vectors follow the index)."""
    with sqlite3.connect(out / "home" / "clearcopy.db") as database:
        names = [n for (n,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = {n: database.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}
    return {n: count for n, count in counted.items() if n != "vectors"}


def cuts_a_figure(text: str, at: int) -> bool:
    """True if ``text`` cut at ``at`` would part a decimal figure, such as ``6.`` from ``1``."""
    left, right = text[:at], text[at:]
    return bool(re.search(r"\d[.,]?$", left) and re.match(r"[.,]?\d", right))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    out = tmp_path_factory.mktemp("demo") / "out"
    return out, run_demo(out)


def test_every_document_is_taken_in_and_every_question_ends_as_expected(made: tuple[Path, dict[str, Any]]) -> None:
    _, summary = made
    assert {d["outcome"] for d in summary["documents"]} == {"stored"}
    assert [(q["number"], q["outcome"], q["flags"]) for q in summary["questions"] if not q["as_expected"]] == []
    assert summary["audit"]["ok"]
    assert summary["doctor"]["ok"]


def test_three_assets_are_signed_and_written_in_four_forms(made: tuple[Path, dict[str, Any]]) -> None:
    out, summary = made
    assert {a["kind"]: a["status"] for a in summary["assets_made"]} == {
        "talk_track": "released",
        "faq": "released",
        "objection": "released",
    }
    assert len(summary["exports"]) == 12
    assert all((out / name).stat().st_size > 1000 for name in summary["exports"])


def test_each_planted_trouble_is_found_by_a_check_of_its_own_kind(made: tuple[Path, dict[str, Any]]) -> None:
    _, summary = made
    assert [(t["id"], t["other_findings"]) for t in summary["troubles"] if not t["found"]] == []


def test_no_planted_trouble_reaches_a_released_module(made: tuple[Path, dict[str, Any]]) -> None:
    """Found or not, none of the planted mistakes may be usable."""
    _, summary = made
    assert [t["id"] for t in summary["troubles"] if t["released"]] == []


def test_the_report_has_a_line_for_each_trouble_and_a_picture_beside_the_sentences(
    made: tuple[Path, dict[str, Any]],
) -> None:
    out, summary = made
    report = (out / "demo-report.html").read_text(encoding="utf-8")
    assert [t["id"] for t in summary["troubles"]] == [f"T{n}" for n in range(1, 20)]
    assert all(f"<td>{t['id']}</td>" in report for t in summary["troubles"])
    assert report.count("data:image/png;base64,") > 30


def test_every_quote_is_in_its_passage_and_found_in_the_original_by_an_independent_reader(
    made: tuple[Path, dict[str, Any]],
) -> None:
    home = (made[0] / "home").resolve()
    library = open_library(f"sqlite:///{home / 'clearcopy.db'}", home)
    try:
        sources = library.sources()
        originals = {s.id: squeezed(original_text(s.facts.filename, library.original(s.id))) for s in sources}
        passages = {p.id: p for s in sources for p in library.passages(s.id)}
        anchors = [anchor for module in library.modules(latest_only=False) for anchor in module.anchors]
    finally:
        library.close()
    assert len(anchors) > 2000
    for anchor in anchors:
        assert passages[anchor.passage].text[anchor.start : anchor.end] == anchor.quote
        around = passages[anchor.passage].text
        assert not cuts_a_figure(around, anchor.start), anchor.quote
        assert not cuts_a_figure(around, anchor.end), anchor.quote
        assert all(stands(cell, originals[anchor.source]) for cell in anchor.quote.split("\t")), anchor.quote


def test_a_second_run_adds_no_record(made: tuple[Path, dict[str, Any]]) -> None:
    out, _ = made
    before = rows(out)
    run_demo(out)
    assert rows(out) == before
