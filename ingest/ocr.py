"""Words of a picture by tesseract, where it is installed. They are marked as OCR: their numbers are never trusted
without a person."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

from ingest.lines.marks import END
from ingest.reading import Block, Limits, LineOfText, join_lines, rounded, union
from ingest.sections.heads import heading_number, known_heading
from library.models import Box, Loss, PassageFlag, PassageKind
from library.text import detect_language

_WANTED = {"eng": "English", "chi_sim": "Chinese", "jpn": "Japanese", "deu": "German"}
_BY_CODE = {"en": "eng", "zh": "chi_sim", "ja": "jpn", "de": "deu"}
_LEAST_CONFIDENCE = 40.0
_MANY, _SIZEABLE = 5, 0.15
"""Words, and the share of a page's words, from which unread ones are a sizeable part of it."""
_MOST_PLACES = 5
_ENOUGH_LETTERS = 60
"""Letters that tell the language of a text."""
_LONGEST, _SHORTEST = 90.0, 5.0
"""Seconds that one reading of a picture may take, at most and at least."""
_SURE = 93.0
"""A reading in all languages with this median confidence is not tried again in its own."""
_RATHER_SURE = 70.0
"""A reading in the language of the words around a picture with this median confidence is not tried in others."""
_SMALL, _READABLE, _LARGE, _MOST_PIXELS = 18.0, 27.0, 36.0, 24_000_000
"""Heights of words in pixels: smaller and larger ones are read worse, so that the picture is tried again at the one
between them; pixels a picture may have then."""


@dataclass(frozen=True, slots=True)
class Scan:
    """Words of a picture: paragraphs, and how many words more were too unsure to give."""

    blocks: list[Block]
    lost: tuple[tuple[int, Box], ...]
    """Paragraphs too unsure to give: how many words each has, and where it stands."""
    words: int
    """All words that were seen, the unsure ones included."""
    confidence: float
    """Median confidence of all words, 0 to 100."""
    weight: float
    """Characters read, each by the confidence of its word: of two readings the heavier one read more, and surer."""
    height: float
    """Median height of the words in pixels, 0 where there are none."""

    @property
    def unsure(self) -> int:
        """How many words were too unsure to give."""
        return sum(count for count, _ in self.lost)


class Eyes:
    """Reads the pictures of one document within its limits: so many of them, and no new one when the time is up."""

    def __init__(self, limits: Limits) -> None:
        self._left = limits.ocr_pages if limits.ocr else 0
        self._seconds = limits.ocr_seconds
        self._end: float | None = None
        self._language = ""

    @property
    def open(self) -> bool:
        """True while further pictures may be read, and something is there to read them."""
        self._end = self._end or time.monotonic() + self._seconds
        return self._left > 0 and time.monotonic() < self._end and bool(_installed())

    def scan(self, png: bytes | Callable[[], bytes], page: int, scale: float) -> Scan | None:
        """As :func:`scan`, of a picture or of what draws it; None also where no more pictures may be read."""
        if not self.open:
            return None
        self._left -= 1
        return scan(png() if callable(png) else png, page, scale, self._end)

    def page(self, png: bytes | Callable[[], bytes], page: int, scale: float) -> Scan | None:
        """A page of a scanned document: the first as :func:`scan`, others first in the language of the one before."""
        found = self.glance(png, page, scale, self._language) if self._language else self.scan(png, page, scale)
        if found is not None:
            self._language = language_of(" ".join(b.text for b in found.blocks)) or self._language
        return found

    def glance(self, png: bytes | Callable[[], bytes], page: int, scale: float, language: str) -> Scan | None:
        """As :func:`glance`, of a picture or of what draws it; None also where no more pictures may be read."""
        if not self.open:
            return None
        self._left -= 1
        return glance(png() if callable(png) else png, page, scale, language, self._end)


def unread(found: Scan, page: int | None, *, whole: bool = True) -> list[Loss]:
    """The loss of words that OCR saw and could not read with any confidence, with their number and where they stand.

    ``whole``: the picture is the page; its code is then another (``ingest.ocr_unread``, which asks for a person) where
    they are a sizeable part of it.
    """
    if not found.unsure:
        return []
    places = "; ".join(" ".join(f"{v:.0f}" for v in box) for _, box in found.lost[:_MOST_PLACES])
    more = " and elsewhere" if len(found.lost) > _MOST_PLACES else ""
    message = f"Words of a picture could not be told with any confidence and were left out (points: {places}{more})."
    sizeable = whole and found.unsure >= _MANY and found.unsure >= _SIZEABLE * found.words
    code = "ingest.ocr_unread" if sizeable else "ingest.ocr_unsure"
    return [Loss(code=code, message=message, page=page, count=found.unsure)]


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


def scan(png: bytes, page: int, scale: float, end: float | None = None) -> Scan | None:
    """Words of the picture (PNG), boxes in points by ``scale`` (points per pixel), at the size they are read best.

    All languages are tried together first; where their words are unsure, the one that most of them are in is tried
    alone (with English, for names and units). The reading that read more, and surer, counts. No further one begins
    after ``end`` (of the monotonic clock). None without tesseract.
    """
    if not _installed():
        return None
    best = _attempt(png, page, scale, "+".join(_installed()), end)
    if best is None or _is_over(end):
        return best
    if best.height < _SMALL or (best.height > _LARGE and best.confidence < _SURE):
        other, factor = _resized(png, _READABLE / max(best.height, _READABLE / 4))
        again = _attempt(other, page, scale / factor, "+".join(_installed()), end) if factor != 1 else None
        if again is not None and again.weight > best.weight:
            best, png, scale = again, other, scale / factor
    for own in _likely(best):
        if _is_over(end):
            break
        again = _attempt(png, page, scale, own if own == "eng" else f"{own}+eng", end)
        best = again if again is not None and again.weight > best.weight else best
    return best


def glance(png: bytes, page: int, scale: float, language: str, end: float | None = None) -> Scan | None:
    """Words of a picture that may hold none, as :func:`scan` gives them, with as few readings as will do.

    ``language``: of the words around it, tried alone (with English) first; "" where it is not known. Further readings
    follow only where there are words, too small or too unsure. None without tesseract.
    """
    every, own = "+".join(_installed()), _BY_CODE.get(language, "")
    first = every if own not in _installed() else own if own == "eng" else f"{own}+eng"
    best = _attempt(png, page, scale, first, end)
    if best is None or best.words < _MANY:
        return best
    if best.height < _SMALL and best.confidence < _SURE and not _is_over(end):
        other, factor = _resized(png, _READABLE / max(best.height, _READABLE / 4))
        again = _attempt(other, page, scale / factor, first, end) if factor != 1 else None
        if again is not None and again.weight > best.weight:
            best, png, scale = again, other, scale / factor
    if best.confidence < _RATHER_SURE and first != every and not _is_over(end):
        again = _attempt(png, page, scale, every, end)
        best = again if again is not None and again.weight > best.weight else best
    return best


def language_of(words: str) -> str:
    """The language of the words; "" where they are too few to tell."""
    return detect_language(words[:5000]) if sum(map(str.isalpha, words[:5000])) >= _ENOUGH_LETTERS else ""


def _is_over(end: float | None) -> bool:
    return end is not None and time.monotonic() >= end


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


def _attempt(png: bytes, page: int, scale: float, languages: str, end: float | None = None) -> Scan | None:
    if not languages:
        return None
    seconds = _LONGEST if end is None else min(_LONGEST, max(_SHORTEST, end - time.monotonic()))
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", languages, "--psm", "3", "tsv"],
            input=png,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # threads that wait for a busy core cost more than they gain
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
    found, lost, all_words = [], list[tuple[int, Box]](), list[dict[str, str]]()
    for seen in (part for whole in paragraphs.values() for part in _at_headings(list(whole.values()))):
        words = [word for line in seen for word in line]
        confidence = median(float(word["conf"]) for word in words)
        all_words += words
        text, fragments = join_lines(
            LineOfText(_line(line), page, union(_box(w, scale) for w in line)) for line in seen
        )
        if text and confidence < _LEAST_CONFIDENCE:
            lost.append((len(words), rounded(union(_box(w, scale) for w in words))))
        elif text:
            facts = {"ocr_confidence": f"{confidence:.0f}"}
            block = Block(PassageKind.PARAGRAPH, text, page=page, fragments=fragments, facts=facts)
            found.append(block.flagged(PassageFlag.OCR))
    sure = [float(word["conf"]) for word in all_words]
    weight = sum(one * len(word["text"].strip()) for one, word in zip(sure, all_words, strict=True))
    heights = [float(word["height"]) for word in all_words]
    return Scan(found, tuple(lost), len(all_words), median(sure or [0.0]), weight, median(heights or [0.0]))


def _at_headings(lines: list[list[dict[str, str]]]) -> Iterator[list[list[dict[str, str]]]]:
    """A paragraph as tesseract sees it, cut at lines that are headings of label sections: it often joins them."""
    part: list[list[dict[str, str]]] = []
    closed = True
    for line in lines:
        text = _line(line)
        heads = known_heading(text) and (closed or bool(heading_number(text)[0]))
        if part and (heads or known_heading(_line(part[0]))):
            yield part
            part = []
        part.append(line)
        closed = heads or bool(END.search(text))
    if part:
        yield part


def _line(words: list[dict[str, str]]) -> str:
    """Words with spaces, Chinese and Japanese characters without."""
    text, _ = join_lines(LineOfText(word["text"], 0, (0, 0, 1, 1)) for word in words)
    return text


def _box(word: dict[str, str], scale: float) -> Box:
    left, top = float(word["left"]) * scale, float(word["top"]) * scale
    return (left, top, left + float(word["width"]) * scale, top + float(word["height"]) * scale)
