"""The audit trail as a chain: each line's hash covers its fields and the hash before it. Pure, no database.

A checkpoint is the server's Ed25519 signature over the number and hash of one line. An export carries every line, every
checkpoint, the public keys, and ends with a signature over all of it, so it can be verified anywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from library.models import Event, Finding, Severity, canonical
from library.signature import is_signed

GENESIS = "0" * 64
"""The hash before the first line."""

FORMAT = "clearcopy audit 1"

Checkpoint = dict[str, Any]
"""``{seq, hash, at (ISO), key (id), signature (hex)}``"""


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


def checkpoint_message(seq: int, hash: str, at: str) -> bytes:
    """What the server signs for a checkpoint; ``at`` in ISO form."""
    return b"clearcopy checkpoint\x00" + canonical([seq, hash, at])


def plain(checkpoint: Mapping[str, Any]) -> Checkpoint:
    """A checkpoint with its time in ISO form, as it is exported and was signed."""
    at = checkpoint["at"]
    return {**checkpoint, "at": at.isoformat() if isinstance(at, datetime) else at}


def verify(
    events: Iterable[Event], checkpoints: Iterable[Checkpoint], verifies: Callable[[str, bytes, str], bool]
) -> list[Finding]:
    """What is wrong with a trail: changed, removed, added or reordered lines, false or unmet checkpoints.

    ``verifies(key id, message, signature)`` tells whether a known key signed. Lines cut off after the last checkpoint
    leave no trace; before it, they do.
    """
    found: list[Finding] = []
    previous, number, hashes = GENESIS, 0, dict[int, str]()
    for event in events:
        if event.seq != number + 1:
            found.append(_finding("audit.gap", event.seq, f"Line {event.seq} follows line {number}."))
        if event.previous != previous:
            found.append(_finding("audit.broken", event.seq, f"Line {event.seq} does not follow the line before it."))
        if event_hash(event) != event.hash:
            found.append(_finding("audit.changed", event.seq, f"Line {event.seq} was changed."))
        previous, number = event.hash, event.seq
        hashes[event.seq] = event.hash
    for checkpoint in checkpoints:
        found += _wrong_checkpoint(checkpoint, hashes, verifies)
    return found


def _wrong_checkpoint(
    checkpoint: Checkpoint, hashes: Mapping[int, str], verifies: Callable[[str, bytes, str], bool]
) -> Iterator[Finding]:
    seq, hash = checkpoint["seq"], checkpoint["hash"]
    message = checkpoint_message(seq, hash, checkpoint["at"])
    if not verifies(checkpoint["key"], message, checkpoint["signature"]):
        yield _finding("audit.signature", seq, f"The checkpoint of line {seq} is not signed by a known key.")
    if seq not in hashes:
        yield _finding("audit.truncated", seq, f"Line {seq} was signed and is missing.")
    elif hashes[seq] != hash:
        yield _finding("audit.rewritten", seq, f"Line {seq} is not the one that was signed.")


def export(
    events: Iterable[Event],
    checkpoints: Iterable[Checkpoint],
    public_keys: Mapping[str, str],
    sign: Callable[[bytes], tuple[str, str]],
) -> bytes:
    """A trail as JSON lines: a head with the keys, the events, the checkpoints, and an end that signs all before it.

    ``sign(message)`` gives ``(key id, signature in hex)``.
    """
    lines = [canonical({"format": FORMAT, "public_keys": dict(public_keys)})]
    lines += [canonical({"event": event.model_dump(mode="json")}) for event in events]
    lines += [canonical({"checkpoint": checkpoint}) for checkpoint in checkpoints]
    body = b"\n".join(lines) + b"\n"
    key, signature = sign(_end_message(body))
    return body + canonical({"end": {"key": key, "signature": signature}}) + b"\n"


def _end_message(body: bytes) -> bytes:
    return b"clearcopy export\x00" + hashlib.sha256(body).digest()


def verify_export(data: bytes, trusted: Collection[str] = ()) -> list[Finding]:
    """What is wrong with an exported trail; needs no database, finds any changed, removed, added or reordered line.

    ``trusted``: public keys (64 hex digits) known from elsewhere. Without them the keys in the file are believed, which
    shows that the file is whole, not who made it.
    """
    try:
        head, *lines = [json.loads(line) for line in data.decode().splitlines()]
        if head["format"] != FORMAT:
            return [_finding("audit.format", 0, f"This is not {FORMAT}.")]
        public = {name: bytes.fromhex(key) for name, key in head["public_keys"].items()}
        events = [Event.model_validate(line["event"]) for line in lines if "event" in line]
        checkpoints = [dict(line["checkpoint"]) for line in lines if "checkpoint" in line]
        end = lines[-1].get("end") if lines else None
        verifies = _verifier(public, trusted)
        found = verify(events, checkpoints, verifies)
        if end is None:
            return [*found, _finding("audit.truncated", 0, "The file was cut short: its signed end is missing.")]
        body, last = data[: data.rstrip(b"\n").rfind(b"\n") + 1], canonical(lines[-1]) + b"\n"
        if body + last != data or not verifies(end["key"], _end_message(body), end["signature"]):
            found.append(_finding("audit.file", 0, "The file is not the one that was exported and signed."))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return [_finding("audit.format", 0, f"The file cannot be read as a trail: {error}.")]
    return found


def _verifier(public: Mapping[str, bytes], trusted: Collection[str]) -> Callable[[str, bytes, str], bool]:
    def verifies(key: str, message: bytes, signature: str) -> bool:
        raw = public.get(key)
        if raw is None or (trusted and raw.hex() not in trusted):
            return False
        try:
            key_read = Ed25519PublicKey.from_public_bytes(raw)
        except ValueError:
            return False
        return is_signed(key_read, message, signature)

    return verifies


def _finding(code: str, seq: int, message: str) -> Finding:
    return Finding(code=code, severity=Severity.BLOCKING, message=message, subject=str(seq) if seq else "")
