"""Words of a picture by tesseract, where it is installed. They are marked as OCR: their numbers are never trusted
without a person."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from statistics import median

from ingest.reading import Block, LineOfText, join_lines, union
from library.models import Box, PassageFlag, PassageKind
from library.text import detect_language

_WANTED = {"eng": "English", "chi_sim": "Chinese", "jpn": "Japanese", "deu": "German"}
_BY_CODE = {"en": "eng", "zh": "chi_sim", "ja": "jpn", "de": "deu"}
_LEAST_CONFIDENCE = 40.0
_SURE = 93.0
"""A reading in all languages with this median confidence is not tried again in its own."""
_SMALL, _READABLE, _LARGE, _MOST_PIXELS = 18.0, 27.0, 36.0, 24_000_000
"""Heights of words in pixels: smaller and larger ones are read worse, so that the picture is tried again at the one
between them; pixels a picture may have then."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Words of a picture: paragraphs, and how many words more were too unsure to give."""

    blocks: list[Block]
    unsure: int
    confidence: float
    """Median confidence of all words, 0 to 100."""
    weight: float
    """Characters read, each by the confidence of its word: of two readings the heavier one read more, and surer."""
    height: float
    """Median height of the words in pixels, 0 where there are none."""


@cache
def _installed() -> tuple[str, ...]:
    """Installed languages of those wanted; none where tesseract is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False).stdout
    return tuple(language for language in _WANTED if language in listed.split())


def missing_languages() -> tuple[str, ...]:
    """The warning of languages that tesseract could not try, none where it has them all."""
    names = ", ".join(name for code, name in _WANTED.items() if code not in _installed())
    return (f"ingest.ocr_languages: tesseract has no {names}; words in it were read as another language.",) * bool(
        names
    )


def read_picture(png: bytes, page: int, scale: float, languages: str = "") -> list[Block] | None:
    """Paragraphs of the picture (PNG), boxes in points by ``scale`` (points per pixel); None without tesseract."""
    found = _attempt(png, page, scale, languages or "+".join(_installed()))
    return None if found is None else found.blocks


def scan(png: bytes, page: int, scale: float) -> Scan | None:
    """The picture's words as :func:`read_picture` gives them, at the size they are read best, in their own language.

    All languages are tried together first; where their words are unsure, the one that most of them are in is tried
    alone (with English, for names and units). The reading that read more, and surer, counts. None without tesseract.
    """
    if not _installed():
        return None
    best = _attempt(png, page, scale, "+".join(_installed()))
    if best is None:
        return None
    if best.height < _SMALL or (best.height > _LARGE and best.confidence < _SURE):
        other, factor = _resized(png, _READABLE / max(best.height, _READABLE / 4))
        again = _attempt(other, page, scale / factor, "+".join(_installed())) if factor != 1 else None
        if again is not None and again.weight > best.weight:
            best, png, scale = again, other, scale / factor
    for own in _likely(best):
        again = _attempt(png, page, scale, own if own == "eng" else f"{own}+eng")
        best = again if again is not None and again.weight > best.weight else best
    return best


def _likely(scan: Scan) -> list[str]:
    """Languages to try alone: the one most words are in; each where something is there and nothing could be read."""
    if not scan.blocks:
        return [language for language in _installed() if language != "eng"] if scan.unsure else []
    own = _BY_CODE.get(detect_language(" ".join(b.text for b in scan.blocks)), "")
    return [own] if scan.confidence < _SURE and own in _installed() else []


def _resized(png: bytes, factor: float) -> tuple[bytes, float]:
    """The picture in that many times as many pixels across, and how many times it became."""
    from PIL import Image  # only where a picture is read

    with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        factor = min(factor, (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
        if 0.8 < factor < 1.2:
            return png, 1.0
        size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
        made = picture.convert("L").resize(size)
    out = io.BytesIO()
    made.save(out, "PNG", compress_level=1)
    return out.getvalue(), factor


def _attempt(png: bytes, page: int, scale: float, languages: str) -> Scan | None:
    if not languages:
        return None
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"],
            input=png,
            capture_output=True,
            timeout=90,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    if done.returncode:
        return None
    return _scan(done.stdout.decode("utf-8", "replace"), page, scale)


def _scan(table: str, page: int, scale: float) -> Scan:
    paragraphs: dict[tuple[str, str], dict[str, list[dict[str, str]]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row.get("text") or "").strip():
            lines = paragraphs.setdefault((row["block_num"], row["par_num"]), {})
            lines.setdefault(row["line_num"], []).append(row)
    found, unsure, all_words = [], 0, list[dict[str, str]]()
    for lines in paragraphs.values():
        words = [word for line in lines.values() for word in line]
        confidence = median(float(word["conf"]) for word in words)
        all_words += words
        text, fragments = join_lines(
            LineOfText(_line(line), page, union(_box(w, scale) for w in line)) for line in lines.values()
        )
        if text and confidence < _LEAST_CONFIDENCE:
            unsure += len(words)
        elif text:
            facts = {"ocr_confidence": f"{confidence:.0f}"}
            block = Block(PassageKind.PARAGRAPH, text, page=page, fragments=fragments, facts=facts)
            found.append(block.flagged(PassageFlag.OCR))
    sure = [float(word["conf"]) for word in all_words]
    weight = sum(one * len(word["text"].strip()) for one, word in zip(sure, all_words, strict=True))
    heights = [float(word["height"]) for word in all_words]
    return Scan(found, unsure, median(sure or [0.0]), weight, median(heights or [0.0]))


def _line(words: list[dict[str, str]]) -> str:
    """Words with spaces, Chinese and Japanese characters without."""
    text, _ = join_lines(LineOfText(word["text"], 0, (0, 0, 1, 1)) for word in words)
    return text


def _box(word: dict[str, str], scale: float) -> Box:
    left, top = float(word["left"]) * scale, float(word["top"]) * scale
    return (left, top, left + float(word["width"]) * scale, top + float(word["height"]) * scale)
