"""A piece as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from generate.render.parts import Piece


def to_json(piece: Piece) -> bytes:
    """The piece as one JSON document: marks, sections with citation numbers, source list, metadata."""
    shown = {
        "id": piece.id,
        "release": piece.release,
        "status": "preview" if piece.preview else "released",
        "kind": piece.kind,
        "title": piece.title,
        "language": piece.language,
        "scope": piece.scope.model_dump(mode="json"),
        "marks": list(piece.marks),
        "sections": [
            {
                "title": block.title,
                "statements": [
                    {
                        "text": line.text,
                        "shown": line.shown,
                        "role": line.role.value,
                        "citations": list(line.citations),
                        "modules": list(line.modules),
                    }
                    for line in block.lines
                ],
            }
            for block in piece.blocks
        ],
        "sources": [asdict(reference) for reference in piece.references],
        "missing": list(piece.missing) if piece.preview else [],
        "metadata": piece.metadata,
    }
    return json.dumps(shown, ensure_ascii=False, indent=2).encode()
