"""``clearcopy check``: a piece from elsewhere against the signed US label; nothing of it stays."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.test_axes import deck as deck_with_chart
from tests.test_cli import DOCUMENTS, PASSWORD, Home

DOSE = "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food."


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    with pytest.MonkeyPatch.context() as patch:
        made = Home(tmp_path_factory.mktemp("check") / "home", patch)
        made.add("ada", "admin")
        made.be("ada")
        for name, role in (("mia", "marketer"), ("rex", "regulatory"), ("ag", "agency"), ("doc", "doctor")):
            made.add(name, role)
        made.run("policy", "import", "--password-stdin", stdin=PASSWORD + "\n")
        made.be("mia")
        pdf = str(DOCUMENTS / "A-pi-us-v2.pdf")
        [read] = made.run("ingest", pdf, "--product", "OVRANTEQ", "--market", "US", "--class", "label")
        made.run("modularize", read["source"])
        made.be("rex")
        made.run("review", "approve", read["source"], "--reason", "ok", "--password-stdin", stdin=PASSWORD + "\n")
        yield made.folder, made.tokens


@pytest.fixture
def home(prepared: tuple[Path, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    folder, tokens = prepared
    shutil.copytree(folder, tmp_path / "home")
    copied = Home(tmp_path / "home", monkeypatch)
    copied.tokens = dict(tokens)
    copied.be("mia")
    return copied


def label_line(home: Home, words: str) -> str:
    """A sentence of the signed label."""
    found = home.run("modules", "--status", "released", "--text", words)
    return str(found[0]["text"])


def slides(path: Path, *pages: list[str]) -> Path:
    """A deck with a text box per line."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    for lines in pages:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "OVRANTEQ in practice"
        for place, line in enumerate(lines):
            box = slide.shapes.add_textbox(Inches(0.5), Inches(1.6 + place), Inches(9), Inches(0.8))
            box.text_frame.word_wrap = True
            box.text_frame.text = line
    deck.save(path)
    return path


def by_text(report: dict[str, Any], words: str) -> dict[str, Any]:
    return next(x for x in report["lines"] if words in x["text"])


def test_a_deck_is_told_line_by_line_and_ends_with_one(home: Home, tmp_path: Path) -> None:
    dose = label_line(home, "recommended dosage")
    deck = slides(
        tmp_path / "theirs.pptx",
        [dose, dose.replace("300 mg", "200 mg"), "OVRANTEQ is the best choice for every patient."],
        ["Prepared by Example Agency, May 2026", "Page 2"],
    )
    report = home.run("check", str(deck), "--market", "US", status=1)
    assert by_text(report, dose[:60])["status"] == "approved"
    assert by_text(report, "200 mg")["status"] == "conflict"
    best = by_text(report, "best choice")
    assert "evidence.superlative" in best["flags"]
    assert report["counts"]["not_a_claim"] >= 2
    assert all(x["message"] for x in report["lines"])
    match = by_text(report, dose[:60])["matches"][0]
    assert match["filename"] == "A-pi-us-v2.pdf"
    assert match["page"]
    assert match["boxes"]


def test_a_piece_of_approved_words_alone_ends_with_zero(home: Home, tmp_path: Path) -> None:
    deck = slides(tmp_path / "good.pptx", [label_line(home, "recommended dosage")])
    assert home.run("check", str(deck), "--market", "US")["ok"] is True


def test_a_chart_with_a_cut_axis_is_told_with_both_ratios(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "chart.pptx"
    path.write_bytes(deck_with_chart("COLUMN_CLUSTERED", least=40, title="ORR (%)"))
    report = home.run("check", str(path), "--market", "US", status=1)
    (told,) = [f for x in report["lines"] for f in x["findings"] if f["code"] == "evidence.axis_truncated"]
    assert "starts at 40, not at zero" in told["message"]
    assert "drawn 3.9 times as long" in told["message"]


def test_what_is_approved_in_the_us_is_approved_elsewhere_for_the_eu(home: Home, tmp_path: Path) -> None:
    deck = slides(tmp_path / "eu.pptx", [label_line(home, "recommended dosage")])
    report = home.run("check", str(deck), "--market", "EU", status=1)
    line = by_text(report, "recommended dosage")
    assert line["status"] == "approved_elsewhere"
    assert "US" in line["message"]


def test_nothing_of_the_piece_is_kept_but_a_line_of_the_trail(home: Home, tmp_path: Path) -> None:
    deck = slides(tmp_path / "piece.pptx", ["OVRANTEQ is taken with food."])
    before = home.run("sources"), len(home.run("modules"))
    report = home.run("check", str(deck), "--market", "US", status=1)
    assert (home.run("sources"), len(home.run("modules"))) == before
    home.be("ada")
    out = tmp_path / "trail.jsonl"
    home.run("audit", "export", "--out", str(out))
    [noted] = [x for x in out.read_text(encoding="utf-8").splitlines() if '"check.piece"' in x]
    assert report["sha256"] in noted
    assert "piece.pptx" not in noted
    assert "with food" not in noted
    assert not list((home.folder / "uploads").glob("*")) if (home.folder / "uploads").exists() else True


def test_the_reports_stand_alone_and_no_word_becomes_a_formula(home: Home, tmp_path: Path) -> None:
    import openpyxl

    deck = slides(tmp_path / "x.pptx", ['=HYPERLINK("http://x") OVRANTEQ reduces death by 45.5%', "<script>alert(1)</script> OVRANTEQ improves overall survival."])  # fmt: skip
    html, xlsx = tmp_path / "r.html", tmp_path / "r.xlsx"
    home.run("check", str(deck), "--market", "US", "--html", str(html), "--xlsx", str(xlsx), status=1)
    page = html.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'src="http' not in page and 'href="http' not in page  # noqa: PT018
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.read_bytes()))["Lines"]
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(cell.value.startswith("=HYPERLINK") for cell in cells)
    assert all(cell.data_type == "s" for cell in cells)


def test_an_email_is_read_with_its_subject(home: Home, tmp_path: Path) -> None:
    mail = tmp_path / "news.eml"
    dose = label_line(home, "recommended dosage")
    mail.write_text(
        "From: rep@example.com\nTo: doctor@example.com\nSubject: OVRANTEQ: the best choice\nMIME-Version: 1.0\n"
        'Content-Type: text/html; charset="utf-8"\n\n'
        f"<html><body><p>{dose}</p><p>Kind regards</p></body></html>\n",
        encoding="utf-8",
    )
    report = home.run("check", str(mail), "--market", "US", status=1)
    assert by_text(report, dose[:50])["status"] == "approved"
    assert "evidence.superlative" in by_text(report, "best choice")["flags"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["check", "not-there.pdf", "--market", "US"], 2),
        (["check", "{deck}", "--market", "US", "--audience", "everybody"], 2),
        (["check", "{deck}", "--market", "US", "--html", "no/such/folder/r.html"], 2),
        (["check", "{deck}"], 2),
    ],
)
def test_bad_use_is_told_from_findings(home: Home, tmp_path: Path, words: list[str], status: int) -> None:
    deck = slides(tmp_path / "x.pptx", ["Hello there."])
    said = home.run(*(w.format(deck=deck) for w in words), status=status)
    assert said["error"]["next_step"]


def test_a_damaged_file_is_refused_and_leaves_nothing(home: Home, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing more")
    assert home.run("check", str(bad), "--market", "US", status=1)["error"]["code"].startswith("ingest.")


def test_a_doctor_may_not_check_and_an_agency_is_shown_no_drafts(home: Home, tmp_path: Path) -> None:
    deck = slides(tmp_path / "x.pptx", ["OVRANTEQ tablets may be kept beside the toothbrush."])
    home.run("ingest", str(deck), "--product", "OVRANTEQ", "--market", "US", "--class", "deck")
    home.run("modularize", "--all")
    assert by_text(home.run("check", str(deck), "--market", "US", status=1), "toothbrush")["status"] == "not_approved"
    home.be("ag")
    seen = by_text(home.run("check", str(deck), "--market", "US", status=1), "toothbrush")
    assert (seen["status"], seen["matches"]) == ("unsupported", [])
    home.be("doc")
    home.run("check", str(deck), "--market", "US", status=3)


def test_coverage_counts_what_is_there_and_names_what_is_missing(home: Home) -> None:
    found = home.run("coverage", "--product", "OVRANTEQ", "--market", "US")
    whole = [row for row in found["rows"] if row["product"] == "ovranteq"]
    assert sum(row["approved"] for row in whole) > 20
    assert {row["scenario"] for row in whole} > {""}
    assert all(set(row["missing"]).isdisjoint(row["cells"]) for row in whole)
    home.be("ag")
    home.run("coverage", status=3)
