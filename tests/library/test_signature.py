"""A signature counts exactly as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.store.keys import Keyring


@pytest.mark.parametrize("altered", [str.upper, lambda s: s[:64] + " " + s[64:], lambda s: s[:-2], lambda s: "é" * 128])
def test_a_signature_in_other_letters_or_with_blanks_is_none(tmp_path: Path, altered: object) -> None:
    ring = Keyring(tmp_path)
    key, signature = ring.sign(b"released")
    assert ring.verify(key, b"released", signature)
    assert callable(altered)
    changed = altered(signature)
    assert changed != signature
    assert not ring.verify(key, b"released", changed)
    assert not ring.verify(key, b"withdrawn", signature)
