"""The process that parses: it loads the document libraries once, then forks a child for each document.

Run as ``python -m ingest.worker.nursery FD READER`` by :mod:`ingest.worker.sandbox`: a Unix socket is its only way in.
Each order comes with three descriptors: the document, a pipe for the results and a pipe for the child's fate. A child
has its own session, bounded time, memory and files, and no network where the kernel allows that; it dies with its
document, so nothing one document does is left for the next.
"""

from __future__ import annotations

import array
import contextlib
import ctypes
import gc
import io
import json
import os
import resource
import select
import signal
import socket
import sys
from typing import Any

_PAGE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 105>> stream
BT /F 11 Tf 60 780 Td (4.1 Therapeutic indications) Tj 0 -16 Td (It is indicated for adults \\(18 years\\).) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>> endobj
trailer <</Root 1 0 R>>
"""
_NEWNET, _NEWUSER = 0x40000000, 0x10000000
_NO_NEW_PRIVILEGES = 38
_THREAD = 80 * 1024 * 1024
"""Address space that a second thread of a child takes before it does anything: its stack and a heap of its own."""


def main(descriptor: int, pdf_reader: str = "pymupdf") -> None:
    """Serve orders until the socket closes, then end every child. ``pdf_reader``: which PDF library is loaded."""
    channel = socket.socket(fileno=descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _preload(pdf_reader)
    _warm(pdf_reader)
    _cut_network()
    children: dict[int, int] = {}
    wake, alarm = os.pipe()
    os.set_blocking(alarm, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(alarm, warn_on_full_buffer=False)
    while True:
        watched: list[Any] = [channel, wake]
        ready, _, _ = select.select(watched, [], [], 5.0)
        if wake in ready:
            os.read(wake, 4096)
        _bury(children)
        if channel in ready:
            order = _receive(channel)
            if order is None:
                break
            if order[1]:
                _begin(channel, order, children)
    for child in children:
        end_child(child)


def end_child(child: int) -> None:
    """End a child and whatever it started: its process group has its number, once it has made it."""
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
            return
        except (ProcessLookupError, PermissionError):
            continue


def _preload(pdf_reader: str) -> None:
    import docx
    import lxml.etree
    import lxml.html
    import openpyxl
    import pptx

    import ingest.deck.slides
    import ingest.image
    import ingest.legacy
    import ingest.markup.label
    import ingest.markup.web
    import ingest.package
    import ingest.pdf.document
    import ingest.pdf.draw
    import ingest.pdf.pdfium
    import ingest.readers
    import ingest.sheets.workbook
    import ingest.text
    import ingest.word.document  # noqa: F401

    if pdf_reader == "pymupdf":
        import pymupdf  # noqa: F401
    with contextlib.suppress(ImportError):
        import pypdfium2  # noqa: F401
    del docx, lxml, openpyxl, pptx


def _warm(pdf_reader: str) -> None:
    """Read pages of our own once, so that no child has to fill the tables and caches that all of them share.

    What is there by then is left out of the children's garbage collection: looking at it would copy its memory.
    """
    import docx
    import pptx

    from ingest.readers import read
    from ingest.reading import Limits

    limits = Limits(pdf_reader="pdfium" if pdf_reader == "pdfium" else "pymupdf", ocr=False)
    text, deck = docx.Document(), pptx.Presentation()
    text.add_paragraph("It is indicated for adults.")
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "Adults"
    for name, document in (("a.docx", text), ("a.pptx", deck), ("a.pdf", None)):
        with contextlib.suppress(Exception):
            data = io.BytesIO()
            if document is not None:
                document.save(data)
            read(data.getvalue() or _PAGE, name, limits)
    gc.collect()
    gc.freeze()


def _receive(channel: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    data, ancillary, _, _ = channel.recvmsg(65536, socket.CMSG_LEN(3 * array.array("i").itemsize))
    if not data:
        return None
    descriptors = array.array("i")
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(content[: len(content) - len(content) % descriptors.itemsize])
    return json.loads(data), list(descriptors)


def _begin(channel: socket.socket, order: tuple[dict[str, Any], list[int]], children: dict[int, int]) -> None:
    request, (document, results, fate) = order
    request["alone"] = not children and _processors() > 1  # it may then use another processor, too
    child = os.fork()
    if child == 0:
        status = 70
        try:
            channel.close()
            for other in (fate, *children.values()):
                os.close(other)  # who waits for another child's end must not wait for this one's
            status = _work(request, document, results)
        finally:
            os._exit(status)
    os.close(document)
    os.close(results)
    children[child] = fate
    _tell(fate, {"pid": child})


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _bury(children: dict[int, int]) -> None:
    while children:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child == 0:
            return
        fate = children.pop(child, None)
        if fate is not None:
            _tell(fate, {"status": status})
            os.close(fate)


def _tell(fate: int, message: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        os.write(fate, json.dumps(message).encode() + b"\n")


# --- in the child -----------------------------------------------------------------------------------------------------


def _work(request: dict[str, Any], document: int, results: int) -> int:
    with contextlib.suppress(OSError):
        os.setsid()  # a session of its own: it is ended with all it started, and shares no one's part of the processor
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    gc.disable()  # it ends with its document
    _bound(request["limits"], more=_THREAD if request["alone"] else 0)
    from ingest.worker.task import perform

    with os.fdopen(document, "rb") as file, os.fdopen(results, "wb") as out:
        return perform(request, file.read(), out)


def _bound(limits: dict[str, int], more: int) -> None:
    """Processor seconds, address space and file sizes; no core dumps. Memory already loaded counts.

    ``more`` is added to its address space; beyond that a child may give some to LibreOffice, where a document needs it.
    """
    seconds, memory, files = limits["cpu_seconds"], limits["memory_bytes"], limits["file_bytes"]
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, seconds, seconds),
        (resource.RLIMIT_AS, memory + more, limits["memory_most"] + more),
        (resource.RLIMIT_FSIZE, files, files),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))


def _cut_network() -> None:
    """A network namespace with no way out, for this process and all its children. Best effort.

    An ordinary user gets it within a user namespace.
    """
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if library.unshare(_NEWNET) != 0:
            library.unshare(_NEWUSER | _NEWNET)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:3])
