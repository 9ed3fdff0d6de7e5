"""Pages or slides per second of ingest, beside the raw document libraries on the same files in the same run.

``python benchmarks/parse.py DIR [--repeat N]``. *read* is our reader in this process, *ingest* the whole way through
the sandbox (fork, read, validate); *raw* is PyMuPDF's text as ``dict``, python-pptx's shapes, python-docx's paragraphs
and tables. The best of the repeats counts.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.readers import read, sniff
from ingest.reading import Limits
from ingest.sandbox import Sandbox, SandboxLimits
from library.errors import Refused


def raw_pdf(data: bytes) -> None:
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            page.get_text("dict", flags=pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES)


def raw_slides(data: bytes) -> None:
    from pptx import Presentation

    def walk(shapes: Any) -> None:
        for shape in shapes:
            if shape.shape_type == 6:
                walk(shape.shapes)
            elif shape.has_text_frame:
                _ = shape.text_frame.text
            elif getattr(shape, "has_table", False) and shape.has_table:
                _ = [cell.text for row in shape.table.rows for cell in row.cells]

    for slide in Presentation(io.BytesIO(data)).slides:
        walk(slide.shapes)


def raw_word(data: bytes) -> None:
    from docx import Document

    document = Document(io.BytesIO(data))
    _ = [paragraph.text for paragraph in document.paragraphs]
    _ = [cell.text for table in document.tables for row in table.rows for cell in row.cells]


RAW: dict[str, tuple[str, Callable[[bytes], None]]] = {
    "application/pdf": ("PyMuPDF", raw_pdf),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("python-pptx", raw_slides),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("python-docx", raw_word),
}


def best(work: Callable[[], object], repeat: int) -> float:
    """Seconds of the fastest of ``repeat`` runs."""
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def measure(path: Path, sandbox: Sandbox, repeat: int) -> tuple[str, int, float, float, float] | None:
    """``(library, pages, seconds reading, seconds through the sandbox, seconds raw)`` of one file."""
    data = path.read_bytes()
    try:
        library, raw = RAW[sniff(data, path.name)]
        pages = read(data, path.name, Limits())[1].pages
    except (Refused, KeyError):
        return None
    ours = best(lambda: read(data, path.name, Limits()), repeat)
    whole = best(lambda: sandbox.read(data, path.name), repeat)
    return library, pages, ours, whole, best(lambda: raw(data), repeat)


def main() -> None:
    """Print one line per file and one per library."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    sandbox = Sandbox(SandboxLimits(), 1)
    totals: dict[str, list[float]] = {}
    print(f"{'file':44} {'pages':>5} {'read':>9} {'ingest':>9} {'raw':>9}  pages or slides per second")
    for path in sorted(p for p in given.folder.rglob("*") if p.is_file()):
        found = measure(path, sandbox, given.repeat)
        if found is None:
            continue
        library, pages, *seconds = found
        rates = " ".join(f"{pages / s:9.1f}" for s in seconds)
        print(f"{path.name[-44:]:44} {pages:5} {rates}  {library}")
        sums = totals.setdefault(library, [0.0] * 4)
        for index, value in enumerate((pages, *seconds)):
            sums[index] += value
    for library, (pages, *seconds) in totals.items():
        rates = " ".join(f"{pages / s:9.1f}" for s in seconds)
        print(f"{'all, beside ' + library:44} {int(pages):5} {rates}")
    sandbox.close()


if __name__ == "__main__":
    main()
