"""Words of a picture by tesseract, where it is installed. They are marked as OCR: their numbers are never trusted
without a person."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from functools import cache
from statistics import median

from ingest.reading import Block, LineOfText, join_lines, union
from library.models import Box, PassageFlag, PassageKind

_WANTED = ("eng", "chi_sim", "jpn", "deu")
_LEAST_CONFIDENCE = 40.0


@cache
def _languages() -> str:
    """Installed languages of those wanted, as tesseract's ``-l`` takes them; empty where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False).stdout
    return "+".join(language for language in _WANTED if language in listed.split())


def read_picture(png: bytes, page: int, scale: float, languages: str = "") -> list[Block] | None:
    """Paragraphs of the picture (PNG), boxes in points by ``scale`` (points per pixel); None without tesseract."""
    available = languages or _languages()
    if not available:
        return None
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", available, "--psm", "3", "tsv"],
        input=png,
        capture_output=True,
        timeout=90,
        check=False,
    )
    if done.returncode:
        return None
    return _blocks(done.stdout.decode("utf-8", "replace"), page, scale)


def _blocks(table: str, page: int, scale: float) -> list[Block]:
    paragraphs: dict[tuple[str, str], dict[str, list[dict[str, str]]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row.get("text") or "").strip():
            lines = paragraphs.setdefault((row["block_num"], row["par_num"]), {})
            lines.setdefault(row["line_num"], []).append(row)
    found = []
    for lines in paragraphs.values():
        words = [word for line in lines.values() for word in line]
        confidence = median(float(word["conf"]) for word in words)
        text, fragments = join_lines(
            LineOfText(_line(line), page, union(_box(w, scale) for w in line)) for line in lines.values()
        )
        if text and confidence >= _LEAST_CONFIDENCE:
            facts = {"ocr_confidence": f"{confidence:.0f}"}
            block = Block(PassageKind.PARAGRAPH, text, page=page, fragments=fragments, facts=facts)
            found.append(block.flagged(PassageFlag.OCR))
    return found


def _line(words: list[dict[str, str]]) -> str:
    """Words with spaces, Chinese and Japanese characters without."""
    text, _ = join_lines(LineOfText(word["text"], 0, (0, 0, 1, 1)) for word in words)
    return text


def _box(word: dict[str, str], scale: float) -> Box:
    left, top = float(word["left"]) * scale, float(word["top"]) * scale
    return (left, top, left + float(word["width"]) * scale, top + float(word["height"]) * scale)
