"""The audit trail as a chain: each line's hash covers its fields and the hash before it. Pure, no database.

A checkpoint is the server's Ed25519 signature over the number and hash of one line. An export carries every line, every
checkpoint, the public keys, and ends with a checkpoint of its last line, so it can be verified anywhere.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from library.models import Event, canonical

GENESIS = "0" * 64
"""The hash before the first line."""


def event_hash(event: Event) -> str:
    """SHA-256 (64 hex digits) of the canonical JSON of every field but ``hash``."""
    return hashlib.sha256(canonical(event.model_dump(mode="json", exclude={"hash"}))).hexdigest()


def link(
    *,
    seq: int,
    at: datetime,
    actor: str,
    verb: str,
    subject: str,
    previous: str,
    on_behalf_of: str = "",
    old: str = "",
    new: str = "",
    reason: str = "",
) -> Event:
    """The line numbered ``seq`` that follows ``previous``, with its hash."""
    bare = Event(
        seq=seq,
        at=at,
        actor=actor,
        on_behalf_of=on_behalf_of,
        verb=verb,
        subject=subject,
        old=old,
        new=new,
        reason=reason,
        previous=previous,
        hash="",
    )
    return Event(**{**bare.model_dump(), "hash": event_hash(bare)})
