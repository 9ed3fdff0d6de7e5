"""What the Word and the slide rendition share: words XML can hold, fonts, the line of a source, the metadata."""

from __future__ import annotations

from typing import Any

from generate.render.parts import PREVIEW, Piece, Reference

_EAST_ASIAN = {"zh": "Microsoft YaHei", "ja": "Yu Gothic"}


def east_asian(language: str) -> str:
    """The font for Chinese and Japanese letters; the Chinese one where the language has none of its own."""
    return _EAST_ASIAN.get(language, _EAST_ASIAN["zh"])


def source_line(reference: Reference) -> str:
    """An entry of the source list: number, document, version and page, what bears it out, the modules."""
    notes = f" {reference.notes}" if reference.notes else ""
    return f"[{reference.number}] {reference.where}.{notes} (module {', '.join(id_[:12] for id_ in reference.modules)})"


def clean(text: str) -> str:
    """Text without the control characters XML 1.0 forbids."""
    return "".join(
        c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


def set_metadata(core: Any, piece: Piece) -> None:
    """Write id, status, scope and the model-made fact into a document's core properties."""
    core.title, core.author, core.language = clean(piece.title)[:255], "Clearcopy", piece.language
    core.identifier = piece.id
    core.content_status = PREVIEW if piece.preview else "released"
    core.comments = "; ".join(f"{name}={value}" for name, value in piece.metadata.items() if value)[:255]
    core.keywords = f"model-made={piece.metadata['clearcopy-model-made']}; release={piece.release}"
