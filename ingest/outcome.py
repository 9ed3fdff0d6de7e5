"""Whether a reading is a success, and what a person is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from library.models import Loss, PassageDraft, PassageFlag, PassageKind

__all__ = ["attention", "suspicions", "tables_in"]


def tables_in(passages: Sequence[PassageDraft]) -> int:
    """How many tables the passages make: groups of rows."""
    rows = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
    return len({p.group for p in passages if p.kind in rows and p.group})


def attention(
    pages: int, passages: Sequence[PassageDraft], losses: Sequence[Loss], warnings: Sequence[str]
) -> tuple[str, str]:
    """``(code, message)`` of why a person must look at a reading, or two empty strings. Empty is never success."""
    body = [p for p in passages if p.kind not in (PassageKind.HEADER, PassageKind.FOOTER)]
    seen = [p for p in body if PassageFlag.HIDDEN not in p.flags]
    scanned = sum(1 for loss in losses if loss.code == "ingest.scanned_page")
    if scanned:
        return (
            "ingest.scanned_page",
            f"{scanned} scanned pages were not read. Install tesseract or give a text version.",
        )
    pictures = sum(1 for loss in losses if loss.code == "ingest.picture_not_read")
    if pictures:
        return (
            "ingest.picture_not_read",
            "The words of a picture were not read. Install tesseract, or give a version that holds text.",
        )
    unread = sum(loss.count for loss in losses if loss.code == "ingest.ocr_unread")
    if unread:
        return "ingest.ocr_unread", f"{unread} words of scanned pages could not be read. Give a better scan or a text."
    damaged = sum(1 for loss in losses if loss.code == "ingest.page_not_read")
    if damaged:
        return "ingest.page_not_read", f"{damaged} damaged pages were not read. Export the document again."
    if not seen:
        return "ingest.no_text", "No readable words were found. Give a version that holds text, not pictures."
    characters = sum(len(p.text) for p in seen)
    if pages >= 3 and characters < 40 * pages:
        return "ingest.little_text", "Hardly any words were found for its length; most of it may be pictures."
    by_ocr = sum(len(p.text) for p in seen if PassageFlag.OCR in p.flags)
    if by_ocr > 0.2 * characters:
        return "ingest.ocr", "Words were read from pictures by OCR: check every figure against the original."
    for warning in warnings:
        if warning.startswith("ingest.unmapped_glyphs"):
            return "ingest.unmapped_glyphs", "Part of the text has no readable characters in the file."
        if warning.startswith("ingest.readers_disagree"):
            return "ingest.readers_disagree", "Two readers differ on a number: compare the marked figures."
        if warning.startswith("ingest.machine_translation"):
            return "ingest.machine_translation", "A program translated these pages: use the document it was made from."
        if warning.startswith("ingest.other_type"):
            return "ingest.other_type", warning.partition(": ")[2] + " Compare it with the original."
    return "", ""


def suspicions(passages: Sequence[PassageDraft]) -> tuple[str, ...]:
    """Warnings about passages that somebody may have hidden or addressed to a program."""
    found = []
    for flag, code, what in (
        (PassageFlag.HIDDEN, "ingest.hidden_text", "cannot be seen by a reader"),
        (PassageFlag.INSTRUCTION, "ingest.instruction_text", "read like an instruction to a program"),
        (PassageFlag.HIDDEN_SLIDE, "ingest.hidden_slide", "stand on hidden slides"),
    ):
        count = sum(1 for p in passages if flag in p.flags)
        if count:
            found.append(f"{code}: {count} passages {what}.")
    return tuple(found)
