"""Personal words (names, questions, comments) apart from the records that point at them.

Each text is encrypted under its own random key (AES-256-GCM). The ciphertext row is append-only; the key lies in a
small table that may be deleted from, itself wrapped by ``home/keys/personal.key``. Destroying the key makes the words
unreadable for good while every immutable row, hash and signature that names the opaque id still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Connection, LargeBinary, String, Table, delete, insert, select

from library.store.base import Store, metadata, uuid7

personal = Table(
    "personal",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("nonce", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("mac", String(64), nullable=False),
    sqlite_with_rowid=False,
)

personal_keys = Table(
    "personal_keys",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("nonce", LargeBinary, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)


class PersonalVerbs(Store):
    """Keeps, reads and destroys personal words."""

    def put_personal(self, tx: Connection, words: str) -> str:
        """Keep ``words`` in the write transaction ``tx``; returns the opaque id that immutable rows may hold."""
        id = uuid7(self.now())
        key, nonce, wrap_nonce = os.urandom(32), os.urandom(12), os.urandom(12)
        data = words.encode()
        wrapped = AESGCM(self.keys.personal_key()).encrypt(wrap_nonce, key, id.encode())
        sealed = AESGCM(key).encrypt(nonce, data, id.encode())
        mac = hmac.new(key, data, hashlib.sha256).hexdigest()
        tx.execute(insert(personal).values(id=id, nonce=nonce, ciphertext=sealed, mac=mac))
        tx.execute(insert(personal_keys).values(id=id, nonce=wrap_nonce, wrapped=wrapped))
        return id

    def get_personal(self, id: str) -> str | None:
        """The words of ``id``; None once they were erased, or if the row is not what was written."""
        with self.reading() as tx:
            return self._read_personal(tx, id)

    def destroy_personal(self, tx: Connection, id: str) -> bool:
        """Destroy the key of ``id`` for good in the write transaction ``tx``; False if it was gone already."""
        return tx.execute(delete(personal_keys).where(personal_keys.c.id == id)).rowcount > 0

    def _read_personal(self, tx: Connection, id: str) -> str | None:
        joined = personal.join(personal_keys, personal.c.id == personal_keys.c.id)
        row = tx.execute(
            select(
                personal.c.nonce, personal.c.ciphertext, personal.c.mac, personal_keys.c.nonce, personal_keys.c.wrapped
            )
            .select_from(joined)
            .where(personal.c.id == id)
        ).first()
        if row is None:
            return None
        nonce, sealed, mac, wrap_nonce, wrapped = row
        try:
            key = AESGCM(self.keys.personal_key()).decrypt(wrap_nonce, wrapped, id.encode())
            data = AESGCM(key).decrypt(nonce, sealed, id.encode())
        except InvalidTag:
            return None
        if not hmac.compare_digest(hmac.new(key, data, hashlib.sha256).hexdigest(), mac):
            return None
        return data.decode()
