"""The server's keys, kept outside the database in ``home/keys`` (directory 0700, private files 0600).

``signing.key`` signs decisions, policies and checkpoints (Ed25519); ``personal.key`` wraps the per-record keys of
personal data (AES-256). ``*.pub`` are the public halves of this and earlier signing keys, named by key id.
"""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from library.signature import is_signed

REMEMBERED = 200_000
"""Signatures remembered as good."""


def key_id(public: bytes) -> str:
    """Name of a public key: the first 16 hex digits of the SHA-256 of its 32 raw bytes."""
    return hashlib.sha256(public).hexdigest()[:16]


class Keyring:
    """Signs with this home's key and verifies with any public key the home has known. Keys are made on first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._private: Ed25519PrivateKey | None = None
        self._public: dict[str, Ed25519PublicKey] = {}
        self._verified: set[bytes] = set()

    def sign(self, message: bytes) -> tuple[str, str]:
        """``(key id, signature in hex)`` over ``message``."""
        private = self._signing_key()
        return key_id(private.public_key().public_bytes_raw()), private.sign(message).hex()

    def verify(self, key: str, message: bytes, signature: str) -> bool:
        """True if ``signature`` is that of the known key ``key`` over ``message``.

        Good ones are remembered, each bound to its whole message: a row that was changed is a new question.
        """
        mark = hashlib.sha256(f"{key} {signature} ".encode() + message).digest()
        if mark in self._verified:
            return True
        public = self._public_key(key)
        if public is None or not is_signed(public, message, signature):
            return False
        if len(self._verified) > REMEMBERED:
            self._verified.clear()
        self._verified.add(mark)
        return True

    def public_keys(self) -> dict[str, str]:
        """Every public key this home has known: key id to 64 hex digits."""
        self._signing_key()
        found = {path.stem: path.read_bytes().hex() for path in sorted(self._folder.glob("*.pub"))}
        return {name: public for name, public in found.items() if key_id(bytes.fromhex(public)) == name}

    def personal_key(self) -> bytes:
        """The 32-byte key that wraps the per-record keys of personal data."""
        return self._secret("personal.key")

    def _signing_key(self) -> Ed25519PrivateKey:
        with self._lock:
            if self._private is None:
                private = Ed25519PrivateKey.from_private_bytes(self._secret("signing.key"))
                public = private.public_key().public_bytes_raw()
                path = self._folder / f"{key_id(public)}.pub"
                if not path.exists():
                    _create(path, public, 0o644)
                self._private = private
            return self._private

    def _public_key(self, key: str) -> Ed25519PublicKey | None:
        if key not in self._public:
            known = self.public_keys().get(key)
            if known is None:
                return None
            self._public[key] = Ed25519PublicKey.from_public_bytes(bytes.fromhex(known))
        return self._public[key]

    def _secret(self, name: str) -> bytes:
        path = self._folder / name
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _create(path, os.urandom(32), 0o600)
        return path.read_bytes()


def _create(path: Path, data: bytes, mode: int) -> None:
    """Write ``data`` to ``path`` whole or not at all; a file another process made first is kept."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
