"""The JSON shapes of a check and of coverage, shared by the command line and the API."""

from __future__ import annotations

from typing import Any

from library.models import CheckedLine, PieceCheck, Severity
from review.coverage import Coverage

Shape = dict[str, Any]
COVERAGE_STATES = ("approved", "expiring", "in_review", "draft", "on_hold")
"""How a module counts in the coverage matrix; ``expiring`` are among the approved."""


def check_shape(check: PieceCheck) -> Shape:
    """The report on a piece made elsewhere: counts by status, then every line with its modules and findings."""
    return {
        "ok": check.ok,
        "filename": check.filename,
        "sha256": check.sha256,
        "media_type": check.media_type,
        "pages": check.pages,
        "scope": check.scope.model_dump(mode="json"),
        "language": check.language,
        "product": check.product,
        "checked_at": check.checked_at.isoformat(),
        "compared": check.compared,
        "counts": check.counts,
        "unread": list(check.unread),
        "lines": [checked_line_shape(checked) for checked in check.lines],
    }


def checked_line_shape(checked: CheckedLine) -> Shape:
    """``{number, page, place, boxes, text, status, ok, message, module, flags, matches, differences, findings}``.

    ``module`` is the first match's id, ``flags`` the codes of blocking findings.
    """
    line = checked.line
    return {
        "number": line.number,
        "page": line.page,
        "place": line.place,
        "boxes": [list(box) for box in line.boxes],
        "text": line.text,
        "language": line.language,
        "context": list(line.context),
        "kind": line.kind.value if line.kind else None,
        "product": line.product,
        "status": checked.status.value,
        "ok": checked.ok,
        "message": checked.message,
        "module": checked.matches[0].module if checked.matches else None,
        "flags": list(dict.fromkeys(f.code for f in checked.findings if f.severity is Severity.BLOCKING)),
        "matches": [match.model_dump(mode="json") for match in checked.matches],
        "differences": [difference.model_dump(mode="json") for difference in checked.differences],
        "findings": [finding.model_dump(mode="json") for finding in checked.findings],
    }


def coverage_shape(coverage: Coverage) -> Shape:
    """``{kinds, counted, rows}``; a row has product, scenario, barrier, totals, missing kinds and its cells by kind."""
    return {
        "kinds": [kind.value for kind in coverage.kinds],
        "counted": coverage.counted,
        "rows": [
            {
                "product": line.product,
                "scenario": line.scenario,
                "barrier": line.barrier,
                **{state: sum(getattr(c, state) for c in line.cells) for state in COVERAGE_STATES},
                "missing": [kind.value for kind in line.missing],
                "cells": {
                    cell.kind.value: {state: getattr(cell, state) for state in COVERAGE_STATES}
                    for cell in line.cells
                    if not cell.missing
                },
            }
            for line in coverage.lines
        ],
    }
