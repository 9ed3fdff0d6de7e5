"""An exported trail shows every change made to it, with nothing but the file in hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given, settings
from hypothesis import strategies as st

from library import audit
from library.audit import GENESIS, export, link, plain, verify_export
from library.models import Event, Role
from library.store import Library
from library.store.keys import key_id

START = datetime(2026, 11, 21, 9, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw()
NAME = key_id(PUBLIC)


def chain(length: int) -> list[Event]:
    lines: list[Event] = []
    for seq in range(1, length + 1):
        previous = lines[-1].hash if lines else GENESIS
        at = START + timedelta(seconds=seq)
        lines.append(link(seq=seq, at=at, actor="审", verb="module.add", subject=f"m{seq}", previous=previous))
    return lines


def signed(event: Event, key: Ed25519PrivateKey = KEY) -> audit.Checkpoint:
    at = event.at.isoformat()
    signature = key.sign(audit.checkpoint_message(event.seq, event.hash, at)).hex()
    return plain({"seq": event.seq, "hash": event.hash, "at": at, "key": NAME, "signature": signature})


def sign(message: bytes) -> tuple[str, str]:
    return NAME, KEY.sign(message).hex()


def exported(length: int = 12, at: tuple[int, ...] = (5, 12)) -> bytes:
    lines = chain(length)
    return export(lines, [signed(lines[n - 1]) for n in at], {NAME: PUBLIC.hex()}, sign)


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in verify_export(data)}


def test_a_whole_trail_verifies_and_an_empty_one_too() -> None:
    assert verify_export(exported()) == []
    assert verify_export(export([], [], {NAME: PUBLIC.hex()}, sign)) == []


DATA = exported()
LINES = DATA.splitlines(keepends=True)


LETTER = next(n for n in range(len(DATA) - 1, 0, -1) if chr(DATA[n]) in "abcdef")
"""Place of the last letter of the file's own signature."""


@example(place=LETTER, byte=ord(chr(DATA[LETTER]).upper()))
@given(place=st.integers(0, len(DATA) - 1), byte=st.integers(0, 255))
@settings(max_examples=200, deadline=None)
def test_any_changed_byte_is_found(place: int, byte: int) -> None:
    changed = DATA[:place] + bytes([byte]) + DATA[place + 1 :]
    assert (changed == DATA) == (verify_export(changed) == [])


@given(place=st.integers(0, len(LINES) - 1))
def test_any_removed_line_is_found(place: int) -> None:
    assert verify_export(b"".join(LINES[:place] + LINES[place + 1 :]))


@given(order=st.permutations(range(len(LINES))))
def test_any_reordered_lines_are_found(order: list[int]) -> None:
    shuffled = b"".join(LINES[n] for n in order)
    assert (shuffled == DATA) == (verify_export(shuffled) == [])


@given(place=st.integers(0, len(LINES)), which=st.integers(0, len(LINES) - 1))
def test_any_line_put_in_twice_is_found(place: int, which: int) -> None:
    assert verify_export(b"".join([*LINES[:place], LINES[which], *LINES[place:]]))


@given(length=st.integers(0, len(DATA) - 1))
def test_a_file_cut_short_anywhere_is_found(length: int) -> None:
    assert verify_export(DATA[:length])


def test_a_rewritten_tail_with_fresh_hashes_is_found_by_the_checkpoints() -> None:
    lines = chain(4)
    forged = [*lines]
    for seq in range(5, 13):
        forged.append(
            link(seq=seq, at=START + timedelta(seconds=seq), actor="审", verb="module.add", subject="forged",
                 previous=forged[-1].hash)
        )  # fmt: skip
    real = chain(12)
    data = export(forged, [signed(real[4]), signed(real[11])], {NAME: PUBLIC.hex()}, sign)
    assert codes(data) == {"audit.rewritten"}


def test_a_trail_signed_by_another_key_is_found_once_the_real_one_is_known() -> None:
    other = Ed25519PrivateKey.generate()
    public = other.public_key().public_bytes_raw()
    lines = chain(3)
    checkpoint = {**signed(lines[2], other), "key": key_id(public)}
    data = export(lines, [checkpoint], {key_id(public): public.hex()}, lambda m: (key_id(public), other.sign(m).hex()))
    assert verify_export(data) == []
    assert {f.code for f in verify_export(data, trusted=[PUBLIC.hex()])} == {"audit.signature", "audit.file"}
    assert verify_export(exported(), trusted=[PUBLIC.hex()]) == []


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"{}\n", b"[]", b'{"format": "other"}', b'{"format":1,"public_keys":2}']
)
def test_what_is_no_trail_is_said_to_be_none(data: bytes) -> None:
    assert codes(data) == {"audit.format"}


def test_an_export_without_its_signed_end_is_cut_short() -> None:
    assert codes(b"".join(LINES[:-1])) == {"audit.truncated"}


def test_lines_cut_off_before_a_checkpoint_are_found_even_if_the_file_is_signed_anew() -> None:
    lines = chain(12)
    assert codes(export(lines[:8], [signed(lines[11])], {NAME: PUBLIC.hex()}, sign)) == {"audit.truncated"}


def test_the_librarys_own_trail_verifies_in_the_database_and_outside(library: Library) -> None:
    ada = library.add_user(None, "ada", "correct horse battery 9", [Role.ADMIN])
    first = library.checkpoint(ada)
    assert first == library.checkpoint(ada), "nothing happened in between"
    library.add_user(ada, "bea", "correct horse battery 9", [Role.MEDICAL])
    assert library.checkpoint(ada)["seq"] > first["seq"]
    assert library.verify_audit() == []
    data = library.export_audit()
    assert verify_export(data) == []
    assert verify_export(data, trusted=list(library.keys.public_keys().values())) == []
    numbers = [json.loads(line)["event"]["seq"] for line in data.splitlines() if b'"event"' in line]
    assert numbers == list(range(1, library.last_event() + 1)) == [e.seq for e in library.events()]
    assert library.events(after=2, limit=1)[0].seq == 3


@pytest.mark.parametrize("write", [lambda e: {**e, "reason": "other"}, lambda e: {**e, "at": "2020-01-01T00:00:00Z"}])
def test_one_field_changed_in_one_line_is_named_by_its_number(
    write: Callable[[dict[str, str]], dict[str, str]],
) -> None:
    lines = [json.loads(line) for line in DATA.splitlines()]
    lines[7]["event"] = write(lines[7]["event"])
    data = b"\n".join(audit.canonical(line) for line in lines) + b"\n"
    assert ("audit.changed", "7") in {(f.code, f.subject) for f in verify_export(data)}
