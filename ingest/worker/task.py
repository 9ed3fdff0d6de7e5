"""What a parsing child does with one document, and the lines it writes: JSON objects, the last says it is done."""

from __future__ import annotations

import base64
import json
import time
from typing import Any, BinaryIO

from ingest.reading import Limits
from library.errors import Refused


def perform(request: dict[str, Any], data: bytes, out: BinaryIO) -> int:
    """Do the task and write its lines. The exit status is 0 also where the document is refused; that is an answer."""
    lines = Lines(out)
    try:
        TASKS[request["task"]](request, data, lines)
    except Refused as refused:
        lines.write({"refused": refused.code, "message": refused.message, "next_step": refused.next_step})
    except (MemoryError, RecursionError):
        lines.write(
            {"refused": "ingest.memory", "message": "Reading it took more memory than allowed.", "next_step": ""}
        )
    except Exception as error:
        if _is_memory(error):
            lines.write({"refused": "ingest.memory", "message": "Reading it took more memory than allowed."})
        else:
            lines.write({"failed": f"{type(error).__name__}: {str(error)[:300]}", "where": _where(error)})
    out.flush()
    return 0


class Lines:
    """Writes JSON lines."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, value: dict[str, Any]) -> None:
        """Write one object as one line."""
        self.write_json(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def write_json(self, value: str) -> None:
        """Write one object that is JSON already, without line breaks, as one line."""
        self._out.write(value.encode("utf-8", "replace") + b"\n")


def _is_memory(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, MemoryError) or "malloc" in str(error) or "memory" in str(error).lower():
            return True
        error = error.__cause__ or error.__context__
    return False


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else ""


def _read(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    from ingest.readers import read

    limits = Limits.model_validate({**request["reading"], "pdf_check_beside": request.get("alone", False)})
    reader, reading = read(data, request["filename"], limits)
    lines.write(
        {
            "media_type": reader.media_type,
            "reader": reader.name,
            "version": reader.version,
            "pages": reading.pages,
            "losses": [loss.model_dump(mode="json") for loss in reading.losses[:2000]],
            "warnings": list(reading.warnings),
            "facts": reading.facts.model_dump(mode="json"),
            "product_names": list(reading.product_names),
        }
    )
    for passage in reading.passages:
        lines.write_json('{"passage":' + passage.model_dump_json(exclude_defaults=True) + "}")
    lines.write({"done": len(reading.passages)})


def _draw(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    from ingest.pdf.draw import draw

    lines.write({"bytes": base64.b64encode(draw(data, request)).decode()})
    lines.write({"done": 1})


def _convert(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    """PDF to draw from: of an Office file by LibreOffice, or of a picture."""
    from ingest import image
    from ingest.office import libreoffice as office

    suffix = request["suffix"]
    limits = Limits(pdf_reader=request.get("pdf_reader", "pymupdf"))
    made = image.as_pdf(data, limits) if suffix == "image" else office.as_pdf(data, suffix)
    lines.write({"bytes": base64.b64encode(made).decode()})
    lines.write({"done": 1})


def _locate(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    from ingest.pdf.draw import locate

    for place in locate(data, request["wanted"], request.get("pdf_reader", "pymupdf")):
        lines.write(place)
    lines.write({"done": len(request["wanted"])})


def _place(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    """Pages and boxes of a quote in a rendition."""
    from ingest.rendered import places, places_and_figure

    limits = Limits(pdf_reader=request.get("pdf_reader", "pymupdf"), pdf_check=False)
    figure = None
    if request.get("figure"):
        found, figure = places_and_figure(data, request, limits)
    else:
        found = places(data, request, limits)
    for page, boxes in found:
        lines.write({"page": page, "boxes": boxes})
    if figure is not None:
        lines.write({"page": figure[0], "boxes": [figure[1]], "figure": True})
    lines.write({"done": 1})


def _sleep(request: dict[str, Any], data: bytes, lines: Lines) -> None:
    """Does nothing for a while: how the time limit is tried out."""
    end = time.monotonic() + float(request["seconds"])
    while time.monotonic() < end:
        time.sleep(0.05)
    lines.write({"done": 0})


TASKS = {"read": _read, "draw": _draw, "convert": _convert, "locate": _locate, "place": _place, "sleep": _sleep}
