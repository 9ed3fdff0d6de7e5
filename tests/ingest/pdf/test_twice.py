"""Words drawn twice at one place are read once."""

from __future__ import annotations

from ingest.pdf.lines import Line, paragraphs
from ingest.pdf.raw import RawLine, Run
from ingest.pdf.twice import without_copies


def _run(text: str, left: float, base: float = 100.0, hidden: str = "") -> Run:
    places = [(left + 5 * i, left + 5 * i + 5) for i in range(len(text))]
    box = (left, base - 8, left + 5 * len(text), base + 2)
    return Run(text, box, 8.0, base, False, False, hidden, places, False, True)


def _read(*runs: Run) -> list[str]:
    lines = [RawLine(True, [run], 0) for run in runs]
    without_copies(lines)
    return [run.text for line in lines for run in line.runs]


def test_a_line_drawn_again_for_its_underline_is_read_once() -> None:
    assert _read(_run("Schwangerschaft", 40), _run("Schwangerschaft", 40.1)) == ["Schwangerschaft"]


def test_a_letter_drawn_again_on_itself_does_not_follow_the_line() -> None:
    assert _read(_run("2. Was ist Exemplum?", 40), _run("W", 55), _run("as", 60.2)) == ["2. Was ist Exemplum?"]


def test_equal_words_at_another_place_stay() -> None:
    assert _read(_run("5 mg 5 mg", 40), _run("5 mg", 120), _run("5 mg", 40, 112), _run("5 mg", 42)) == [
        "5 mg 5 mg", "5 mg", "5 mg", "5 mg",
    ]  # fmt: skip


def test_of_two_equal_runs_the_seen_one_stays() -> None:
    lines = [RawLine(True, [_run("Dosis", 40, hidden="invisible")], 0), RawLine(True, [_run("Dosis", 40)], 0)]
    without_copies(lines)
    assert [run.hidden for line in lines for run in line.runs] == [""]


def _bold(text: str, base: float) -> Line:
    box = (40.0, base - 8, 40.0 + 4 * len(text), base + 2)
    return Line(pieces=[], page=1, box=box, text=text, size=8.0, base=base, bold=True, starts_bold=True, ends_bold=True)


def test_a_bold_line_below_a_numbered_question_is_a_heading_of_its_own() -> None:
    asked = _bold("2. Was sollten Sie vor der Anwendung beachten?", 100)
    below = [_bold("Exemplum darf nicht angewendet werden,", 109), _bold("wenn Sie allergisch sind", 118)]
    assert [p.lines[0].text for p in paragraphs([asked, *below])][:2] == [asked.text, below[0].text]
