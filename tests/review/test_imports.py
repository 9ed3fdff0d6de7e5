"""Approvals given elsewhere are read as a whole before any is signed."""

from __future__ import annotations

from datetime import date

import pytest

from library.errors import BadInput, NotFound
from library.models import Audience, Role, Scope, UseClass
from review.imports import COLUMNS, read_rows

ROW = {
    "id": "abcdef12",
    "role": "medical_reviewer",
    "material_code": "BM-OVR-US-0042",
    "approved_on": "2026-03-01",
    "expires": "2027-03-01",
    "file_sha256": "A" * 64,
    "reviewer": "Dr. R. Lin",
}
OWN = Scope(market="US")


def resolve(prefix: str) -> tuple[str, str]:
    if not prefix.startswith("abcdef"):
        raise NotFound("library.not_found", f"There is no record {prefix}.")
    return "module", prefix + "0" * 56


def read(*rows: dict[str, str]) -> list[object]:
    return list(read_rows(rows, resolve, lambda kind, id: OWN))


def test_a_row_becomes_an_approval_in_the_records_own_scope() -> None:
    (found,) = read_rows([ROW], resolve, lambda kind, id: OWN)
    assert (found.subject, found.role, found.scope) == ("abcdef12" + "0" * 56, Role.MEDICAL, OWN)
    assert (found.approved_on, found.expires, found.file_sha256) == (date(2026, 3, 1), date(2027, 3, 1), "a" * 64)


def test_a_row_may_name_a_scope_of_its_own_and_leave_the_end_open() -> None:
    row = {
        **ROW,
        "market": "cn",
        "audience": "internal",
        "use_class": "internal_training",
        "channel": "email",
        "expires": "",
    }
    (found,) = read_rows([row], resolve, lambda kind, id: OWN)
    assert found.scope == Scope(
        market="CN", audience=Audience.INTERNAL, use_class=UseClass.INTERNAL_TRAINING, channel="email"
    )
    assert found.expires is None


@pytest.mark.parametrize("name", [c for c in COLUMNS if c != "expires"])
def test_every_column_but_the_end_is_needed(name: str) -> None:
    with pytest.raises(BadInput, match="row 1"):
        read({**ROW, name: " "})


@pytest.mark.parametrize(
    "change",
    [
        {"role": "chief"},
        {"approved_on": "01.03.2026"},
        {"expires": "soon"},
        {"expires": "2026-03-01"},
        {"file_sha256": "abc"},
        {"audience": "everybody"},
        {"use_class": "all"},
        {"id": "unknown"},
    ],
)
def test_a_wrong_cell_is_named_with_its_row(change: dict[str, str]) -> None:
    with pytest.raises(BadInput, match="row 2") as caught:
        read(ROW, {**ROW, **change})
    assert caught.value.code == "review.import_rows"


def test_all_wrong_rows_are_named_at_once() -> None:
    with pytest.raises(BadInput, match=r"row 1: .*row 3: "):
        read({**ROW, "role": "x"}, ROW, {**ROW, "id": "x"})
