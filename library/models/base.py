"""What every record stands on: frozen values, canonical JSON and ids made from content."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict

Box = tuple[float, float, float, float]
ANY = "*"
"""Wildcard for a market, audience or channel in a scope."""


class Record(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def canonical(value: Any) -> bytes:
    """Canonical JSON of a record or plain value: sorted keys, no white space, UTF-8, ISO dates."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def content_id(label: str, value: Any) -> str:
    """SHA-256 (64 hex digits) of ``label`` and the canonical JSON of ``value``; the label keeps record kinds apart."""
    return hashlib.sha256(label.encode() + b"\x00" + canonical(value)).hexdigest()
