"""The durable vector store: Chroma, opened by the one owner of the index only (two writers corrupt it silently)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

_BATCH = 5000
"""Chroma takes at most 5,461 rows at once."""


class NearestStore:
    """Vectors by key in one Chroma collection, nearest by cosine (approximate)."""

    def __init__(self, folder: Path) -> None:
        """Open or create. Raises what Chroma raises for a folder it cannot read."""
        import chromadb  # 1.7 s
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self._client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
        self._texts: Any = self._client.get_or_create_collection(
            "texts", embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
        )

    def put(self, keys: Sequence[str], vectors: np.ndarray) -> None:
        """Add or replace rows."""
        unique = {key: row for row, key in enumerate(keys)}
        names, rows = list(unique), list(unique.values())
        for start in range(0, len(names), _BATCH):
            part = slice(start, start + _BATCH)
            self._texts.upsert(ids=names[part], embeddings=vectors[rows[part]])

    def near(self, question: np.ndarray, limit: int) -> list[tuple[str, float]]:
        """``(key, cosine)`` of about the nearest ``limit`` rows, best first."""
        found = self._texts.query(query_embeddings=[question], n_results=limit, include=["distances"])
        return [(key, 1.0 - float(d)) for key, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def keys(self) -> set[str]:
        """Every key."""
        total, found = self._texts.count(), set[str]()
        for start in range(0, total, _BATCH):
            found.update(self._texts.get(limit=_BATCH, offset=start, include=[])["ids"])
        return found

    def close(self) -> None:
        """Let go of the folder."""
        close: Any = getattr(self._client, "close", None)
        if close is not None:
            close()
