"""Originals are kept whole or not at all, by what they contain."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from library.errors import NotFound, Unavailable
from library.files import Files


def test_a_file_is_named_by_its_sha256_and_kept_once(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"data")
    assert name == hashlib.sha256(b"data").hexdigest() == files.put(b"data")
    assert files.get(name) == b"data"
    assert files.path(name) == tmp_path / name[:2] / name[2:4] / name
    assert list(files.names()) == [name]
    assert list(files.drafts()) == []
    assert files.get(files.put(b"")) == b""


def test_what_was_changed_or_lost_is_said_and_not_given_out(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"data")
    assert files.state(name) == "ok"
    files.path(name).write_bytes(b"date")
    assert files.state(name) == "changed"
    with pytest.raises(Unavailable):
        files.get(name)
    files.path(name).unlink()
    assert files.state(name) == "missing"
    with pytest.raises(NotFound):
        files.get(name)


def test_putting_a_file_again_mends_one_that_was_cut_short(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"data")
    files.path(name).write_bytes(b"da")
    assert files.put(b"data") == name
    assert files.get(name) == b"data"


def test_a_write_that_fails_leaves_nothing_under_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = Files(tmp_path)

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        files.put(b"data")
    assert list(files.names()) == []
    assert list(files.drafts()) == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "/x"])
def test_what_is_no_name_reaches_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        Files(tmp_path).get(name)
