"""Pictures (PNG, JPEG, TIFF) to blocks: their words by OCR, marked as such, with the place of every line."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from ingest.ocr import Eyes, Scan, missing_languages, unread
from ingest.reading import Limits, Raw
from library.errors import Refused
from library.models import DocumentClass, Loss, SourceFacts

_FORMATS = ("PNG", "JPEG", "TIFF")
_USUAL_DPI, _LEAST_DPI, _MOST_DPI = 96.0, 50.0, 1200.0
_MOST_INCHES = 100.0
_NEXT = "Save the picture again, smaller, and try again."


@dataclass(frozen=True, slots=True)
class Frame:
    """One upright picture of a file: PNG bytes, pixels across and down, points per pixel."""

    png: bytes
    width: int
    height: int
    scale: float


def read(data: bytes, limits: Limits, eyes: Eyes | None = None) -> Raw:
    """Blocks of a picture, frame by frame (a TIFF may hold several pages).

    ``eyes``: of the document that the picture is a part of. Without tesseract each frame is a loss. Raises Refused for
    a broken picture or one of too many pixels.
    """
    blocks, losses, frames, eyes = [], list[Loss](), 0, eyes or Eyes(limits)
    for number, frame in enumerate(frames_of(data, limits), 1):
        frames = number
        found = eyes.scan(frame.png, number, frame.scale)
        losses += _losses(found, number)
        blocks += [replace(b, page=number) for b in found.blocks] if found is not None else []
    facts = SourceFacts(document_class=DocumentClass.OTHER)
    return Raw(blocks, frames, tuple(losses), missing_languages() if blocks else (), facts)


def _losses(found: Scan | None, page: int) -> list[Loss]:
    if found is None:
        return [Loss(code="ingest.picture_not_read", message="The words of a picture were not read.", page=page)]
    return unread(found, page)


def frames_of(data: bytes, limits: Limits) -> Iterator[Frame]:
    """The upright pictures of the file. Raises Refused (``ingest.too_large``, ``ingest.broken``)."""
    with _opened(data, limits) as picture:
        count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
        if count > limits.pages:
            raise Refused("ingest.too_large", f"The picture has more than {limits.pages} pages.", "Split it.")
        for number in range(count):
            if number:
                picture.seek(number)
            _check_size(picture, limits)
            yield _frame(picture)


@contextmanager
def _opened(data: bytes, limits: Limits) -> Iterator[Any]:
    """The picture, its pixels not yet unpacked; what goes wrong in it means that it is damaged."""
    from PIL import Image, UnidentifiedImageError  # only where a picture is read

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.MAX_IMAGE_PIXELS = limits.pixels
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                yield picture
    except Image.DecompressionBombError as error:
        raise _too_many(limits) from error
    except UnidentifiedImageError as error:
        raise Refused("ingest.broken", "The picture cannot be opened.", _NEXT) from error
    except (OSError, SyntaxError, EOFError, ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise Refused("ingest.broken", f"The picture is damaged ({type(error).__name__}).", _NEXT) from error


def _check_size(picture: Any, limits: Limits) -> None:
    if picture.width * picture.height > limits.pixels:
        raise _too_many(limits)


def _too_many(limits: Limits) -> Refused:
    most = limits.pixels // 1_000_000
    return Refused("ingest.too_large", f"The picture has more than {most} million pixels.", _NEXT)


def _frame(picture: Any) -> Frame:
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright.convert("RGBA"))
    if upright.mode.startswith("I;16"):
        upright = upright.point(lambda value: value / 256)
    upright = upright.convert("L" if upright.mode in ("1", "L", "I", "F") else "RGB")
    out = io.BytesIO()
    upright.save(out, "PNG", compress_level=1)
    return Frame(out.getvalue(), upright.width, upright.height, _scale(picture))


def _scale(picture: Any) -> float:
    """Points per pixel by the resolution the file states, else by 96 dots per inch; no page beyond 100 inches."""
    stated = picture.info.get("dpi") or (0, 0)
    try:
        dpi = float(stated[0])
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        dpi = 0.0
    dpi = dpi if _LEAST_DPI <= dpi <= _MOST_DPI else _USUAL_DPI
    most = float(max(picture.width, picture.height)) / _MOST_INCHES
    return 72.0 / max(dpi, most)


def as_pdf(data: bytes, limits: Limits) -> bytes:
    """The pictures as pages of a PDF, to mark words on: one page each, in the points that the blocks' boxes use."""
    if limits.pdf_reader == "pdfium":
        from ingest.pdf.pdfium_draw import pages_of

        return pages_of((f.png, f.width * f.scale, f.height * f.scale) for f in frames_of(data, limits))
    import pymupdf  # only where a page is drawn

    document = pymupdf.open()
    with document:
        for frame in frames_of(data, limits):
            page = document.new_page(width=frame.width * frame.scale, height=frame.height * frame.scale)
            page.insert_image(page.rect, stream=frame.png)
        return bytes(document.tobytes())
