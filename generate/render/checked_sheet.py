"""The report on a checked piece as a workbook: one row a line, so that a team can sort, filter and answer it."""

from __future__ import annotations

import io
import re
from typing import Any

from generate.render.checked import NAMES, scope_words
from library.models import CheckedLine, LineStatus, PieceCheck

_COLUMNS = (
    ("No.", 6),
    ("Page", 6),
    ("Status", 18),
    ("Line", 60),
    ("What was found", 50),
    ("Module says", 60),
    ("What differs", 36),
    ("Module", 14),
    ("Module status", 14),
    ("Approved for", 26),
    ("Source", 30),
    ("Source page", 11),
    ("Findings", 60),
)
_FILLS = {
    LineStatus.APPROVED: "DFF2E7",
    LineStatus.ELSEWHERE: "FDF0D9",
    LineStatus.VARIANT: "FDF0D9",
    LineStatus.CONFLICT: "FBDFE3",
    LineStatus.NOT_IN_FORCE: "FBDFE3",
    LineStatus.NOT_APPROVED: "ECE4F8",
    LineStatus.UNSUPPORTED: "ECE4F8",
    LineStatus.NOT_A_CLAIM: "F0F2F6",
}
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 32_000


def to_xlsx(check: PieceCheck) -> bytes:
    """The report as .xlsx bytes: a sheet of all lines, a sheet of what was checked. Words are never formulas."""
    import openpyxl  # a fifth of a second to import, and only this export needs it
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lines"
    for place, (name, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(1, place, name)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0A5F66")
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row, checked in enumerate(check.lines, 2):
        for place, value in enumerate(_values(checked), 1):
            _put(sheet.cell(row, place), value)
            sheet.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor=_FILLS[checked.status])
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{max(2, len(check.lines) + 1)}"
    about = book.create_sheet("About")
    for row, pair in enumerate(_about(check), 1):
        for place, value in enumerate(pair, 1):
            _put(about.cell(row, place), value)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 24, 90
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Any, value: Any) -> None:
    """Write a value; a text that begins like a formula stays a text."""
    if isinstance(value, str):
        cell.value = _ILLEGAL.sub("", value)[:_LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value


def _values(checked: CheckedLine) -> tuple[Any, ...]:
    line, match = checked.line, checked.matches[0] if checked.matches else None
    differs = [f"{d.source_words or '–'} → {d.words or '–'}" for d in checked.differences if d.change != "same"]
    findings = [f"{f.severity.value}: {f.message}" for f in checked.findings]
    told = (line.number, line.page or line.place, NAMES[checked.status], _row(line.text), checked.message)
    if match is None:
        return (*told, "", "", "", "", "", "", "", "\n".join(findings))
    return (
        *told,
        _row(match.text),
        "\n".join(differs),
        match.module[:12],
        match.status.value.replace("_", " "),
        "; ".join(dict.fromkeys(scope_words(scope) for scope in match.scopes)),
        match.filename,
        match.page or match.place,
        "\n".join(findings),
    )


def _row(text: str) -> str:
    return text.replace("\t", "  |  ")


def _about(check: PieceCheck) -> list[tuple[str, Any]]:
    counts = [(NAMES[LineStatus(name)], count) for name, count in check.counts.items()]
    return [
        ("File", check.filename),
        ("SHA-256", check.sha256),
        ("Checked for", scope_words(check.scope)),
        ("Checked on", check.checked_at.strftime("%Y-%m-%d %H:%M UTC")),
        ("Module versions compared", check.compared),
        ("Every claim approved", "yes" if check.ok else "no"),
        *counts,
        *(("Not read", words) for words in check.unread),
        ("Note", "Only whole approved modules or whole sentences of them count as approved; the rest is a proposal."),
    ]
