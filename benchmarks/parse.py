"""Reading documents, measured beside the raw libraries and markitdown on the same files in the same run.

``python benchmarks/parse.py DIR [--repeat N] [--memory N]`` prints, for each kind of document, pages or slides a second
and ratios: *read* is our reader with all checks in this process, *raw* the bare library (PyMuPDF's text as ``dict``,
python-pptx's shapes, python-docx's paragraphs and tables), *markitdown* that program where it is installed with what it
needs for the kind. Processor time of the best of the repeats counts, since a shared machine tells no other; *read* and
*raw* take turns. PDF pages are sorted into text pages, pages with a table and pages with a picture by what our own
reader finds on them. No side reads words of pictures here (OCR is measured apart, on the clock), and our reader forgets
between the repeats.

PDF are read on the clock once more, raw and read in turns again: *read* in one thread, *beside* with the second library
in a thread of its own, as a child reads while it is the only one and a processor is idle. On a busy machine that says
nothing.

*ingest* is the whole way through the sandbox on the clock, with one worker and with two by turns, and the processor
time that this process (which validates) and the parser with its children took; what two processes that share
nothing gain on the same machine at the same time is told beside it. ``--memory`` counts documents
that are read one after the other while the memory of the parse process and of this one is watched.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.pdf.draw import draw
from ingest.readers import read, sniff
from ingest.reading import Limits
from ingest.worker.sandbox import Sandbox, SandboxLimits
from library.errors import Refused

_PDF = "application/pdf"
_OFFICE = "application/vnd.openxmlformats-officedocument."
LIMITS = Limits(ocr=False)


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
    _PDF: (".pdf", raw_pdf),
    f"{_OFFICE}presentationml.presentation": (".pptx", raw_slides),
    f"{_OFFICE}wordprocessingml.document": (".docx", raw_word),
}


def markitdown_of() -> Callable[[bytes, str], object] | None:
    """What markitdown makes of bytes with that suffix; None where it is not installed."""
    try:
        from markitdown import MarkItDown
    except ImportError:
        return None
    program = MarkItDown()
    return lambda data, suffix: program.convert_stream(io.BytesIO(data), file_extension=suffix)


def best(
    work: Callable[[], object],
    repeat: int,
    clock: Callable[[], float] = time.process_time,
    before: Callable[[], object] | None = None,
) -> float:
    """Seconds of the fastest of ``repeat`` runs; what is done ``before`` each of them does not count."""
    times = []
    for _ in range(repeat):
        if before is not None:
            before()
        began = clock()
        work()
        times.append(clock() - began)
    return min(times)


def forget() -> None:
    """Empties what our reader remembers of texts it met: in life each document is read by a child that met none."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("ingest", "library"):
            for thing in vars(module).values():
                if hasattr(thing, "cache_info") and thing.cache_info().maxsize:
                    thing.cache_clear()


def parts_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """A PDF's text pages, pages with tables and pages with pictures, each as a PDF of its own."""
    import pymupdf

    reading = read(data, "a.pdf", LIMITS)[1]
    tables = {p.locator.page for p in reading.passages if "table" in p.kind}
    pictures = {loss.page for loss in reading.losses if "picture" in loss.code or "scanned" in loss.code}
    kinds: dict[str, list[int]] = defaultdict(list)
    for number in range(1, reading.pages + 1):
        kind = "table pages" if number in tables else "picture pages" if number in pictures else "text pages"
        kinds[kind].append(number - 1)
    for kind, numbers in kinds.items():
        with pymupdf.open(stream=data, filetype="pdf") as document:
            document.select(numbers)
            yield f"PDF {kind}", document.tobytes(garbage=3, deflate=True)


def jobs_of(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """``(kind, name, bytes)`` of everything below the folder that is measured."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        try:
            suffix, _ = RAW[sniff(data, path.name)]
            if suffix == ".pdf":
                yield from ((kind, path.name, part) for kind, part in parts_of(data))
            else:
                yield suffix[1:].upper(), path.name, data
        except (Refused, KeyError):
            continue


def in_process(jobs: list[tuple[str, str, bytes]], repeat: int) -> None:
    """Our readers beside the raw libraries and markitdown, by processor time."""
    peer = markitdown_of()
    totals: dict[str, list[float]] = {}
    for kind, name, data in jobs:
        suffix, raw = RAW[sniff(data, name)]
        pages = read(data, name, LIMITS)[1].pages
        ours = bare = float("inf")
        for _ in range(repeat):  # by turns, so that both meet the machine as it is then
            bare = min(bare, best(lambda raw=raw, data=data: raw(data), 1))
            ours = min(ours, best(lambda data=data, name=name: read(data, name, LIMITS), 1, before=forget))
        theirs = 0.0
        if peer is not None:
            try:
                theirs = best(lambda data=data, suffix=suffix: peer(data, suffix), 1)
            except Exception as error:
                print(f"markitdown: {name}: {type(error).__name__}", file=sys.stderr)
                theirs = float("nan")
        sums = totals.setdefault(kind, [0.0] * 4)
        for index, value in enumerate((pages, ours, bare, theirs)):
            sums[index] += value
    print(f"{'':18} {'pages':>6} {'read':>8} {'raw':>8} {'markitdown':>11} {'read/raw':>9} {'x markitdown':>13}")
    for kind, (pages, ours, bare, theirs) in totals.items():
        rate = f"{pages / theirs:11.1f}" if theirs else f"{'':>11}"
        times = f"{theirs / ours:13.1f}" if theirs else f"{'':>13}"
        print(f"{kind:18} {int(pages):6} {pages / ours:8.1f} {pages / bare:8.1f} {rate} {bare / ours:9.2f} {times}")


def on_the_clock(jobs: list[tuple[str, str, bytes]], repeat: int) -> None:
    """What a reader waits for a PDF: raw, read in one thread, and read as a child alone does, each on the clock.

    The processor time of the last is told beside it: a second thread is sooner done, not less work.
    """
    totals: dict[str, list[float]] = {}
    for kind, name, data in jobs:
        if not kind.startswith("PDF"):
            continue
        works = (lambda data=data: raw_pdf(data), *(lambda d=data, n=name, w=way: read(d, n, w) for way in _WAYS))
        times = [[float("inf")] * 2 for _ in works]
        for _ in range(repeat):
            for at, work in enumerate(works):
                times[at] = [min(pair) for pair in zip(times[at], both(work), strict=True)]
        sums = totals.setdefault(kind, [0.0] * 5)
        values = (read(data, name, LIMITS)[1].pages, times[0][0], times[1][0], times[2][0], times[2][1])
        for index, value in enumerate(values):
            sums[index] += value
    print(f"{'on the clock':18} {'pages':>6} {'read':>8} {'beside':>8} {'raw':>8} {'read/raw':>9} {'beside/raw':>11}")
    for kind, (pages, bare, alone, beside, work) in totals.items():
        rates = (
            f"{pages / alone:8.1f} {pages / beside:8.1f} {pages / bare:8.1f} {bare / alone:9.2f} {bare / beside:11.2f}"
        )
        print(f"{kind:18} {int(pages):6} {rates}   (processor time {1e3 * work / pages:.2f} ms a page)")


_WAYS = (LIMITS, LIMITS.model_copy(update={"pdf_check_beside": True}))


def both(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processor, of work that has met no text before."""
    forget()
    began, spent = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - spent


def through_sandbox(jobs: list[tuple[str, str, bytes]], repeat: int) -> None:
    """The whole way on the clock, with one worker and with two."""
    order = sorted(jobs, key=lambda job: -len(job[2]))

    def all_by(sandbox: Sandbox, workers: int) -> None:
        waiting = iter(order)
        lock = threading.Lock()

        def work() -> None:
            while True:
                with lock:
                    job = next(waiting, None)
                if job is None:
                    return
                sandbox.read(job[2], job[1])

        threads = [threading.Thread(target=work) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    sandbox = Sandbox(SandboxLimits(reading=LIMITS), 2)
    sandbox.read(jobs[0][2], jobs[0][1])
    one, two = float("inf"), float("inf")
    spent: dict[int, tuple[float, float]] = {}
    for _ in range(repeat):  # by turns, so that both meet the machine as it is then
        for workers in (1, 2):
            here, there = time.process_time(), _processor_time(sandbox.process_id or 0)
            took = best(lambda workers=workers: all_by(sandbox, workers), 1, time.perf_counter)
            one, two = (min(one, took), two) if workers == 1 else (one, min(two, took))
            spent[workers] = time.process_time() - here, _processor_time(sandbox.process_id or 0) - there
    sandbox.close()
    bare = best(lambda: at_once(order, 1), repeat, time.perf_counter) / best(
        lambda: at_once(order, 2), repeat, time.perf_counter
    )
    print(f"ingest, {len(jobs)} documents: one worker {one:.2f} s, two {two:.2f} s, ratio {one / two:.2f}")
    for workers, (here, there) in spent.items():
        print(f"processor time with {workers}: {here:.2f} s here, {there:.2f} s in the parser and its children")
    print(f"two processes that share nothing, now and here: ratio {bare:.2f}")


def _processor_time(process: int) -> float:
    """Seconds of a process and of its children that ended."""
    time.sleep(0.05)  # the last child may just be ending
    words = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")


def at_once(jobs: list[tuple[str, str, bytes]], count: int) -> None:
    """The same documents read by ``count`` processes that share nothing, each its part of them."""
    children = []
    for part in range(count):
        child = os.fork()
        if child == 0:
            for _, name, data in jobs[part::count]:
                read(data, name, LIMITS)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def drawing(jobs: list[tuple[str, str, bytes]]) -> None:
    """Pages drawn a second, and on the clock what OCR takes: a scanned page, the pictures of a deck or document."""
    for kind, name, data in jobs:
        if kind == "PDF text pages":
            pages = read(data, name, LIMITS)[1].pages
            for reader in ("pymupdf", "pdfium"):
                request = {"boxes": [[60, 60, 300, 90]], "dpi": 110, "pdf_reader": reader}
                took = best(
                    lambda data=data, request=request, pages=pages: [
                        draw(data, {**request, "page": n}) for n in range(1, pages + 1)
                    ],
                    1,
                )
                print(f"draw at 110 dpi with {reader}: {pages / took:.1f} pages/s ({name})")
            scan = _scanned(data)
            took = best(lambda scan=scan: read(scan, "scan.pdf", Limits()), 1, time.perf_counter)
            print(f"one scanned page by OCR: {took:.1f} s")
            break
    for kind, name, data in jobs:
        if kind not in ("PPTX", "DOCX"):
            continue
        reading: list[Any] = []
        took = best(
            lambda data=data, name=name, into=reading: into.append(read(data, name, Limits())), 1, time.perf_counter
        )
        if words := sum("ocr" in p.flags for p in reading[0][1].passages):
            print(f"pictures of {name} by OCR, {words} passages: {took:.1f} s")
            return


def _scanned(data: bytes) -> bytes:
    """The first page as nothing but its picture."""
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document, pymupdf.open() as made:
        page = document[0]
        made.new_page(width=page.rect.width, height=page.rect.height)
        made[0].insert_image(made[0].rect, stream=page.get_pixmap(dpi=200).tobytes("png"))
        return bytes(made.tobytes())


def memory(jobs: list[tuple[str, str, bytes]], count: int) -> None:
    """Resident memory here and in the parse process while the smallest documents are read again and again."""
    small: dict[str, tuple[str, bytes]] = {}
    for kind, name, data in sorted(jobs, key=lambda job: -len(job[2])):
        small[kind] = (name, data)
    sandbox = Sandbox(SandboxLimits(reading=LIMITS), 1)
    chosen = list(small.values())
    for number in range(count + 1):
        name, data = chosen[number % len(chosen)]
        sandbox.read(data, name)
        if number in (min(50, count // 2), count // 2, count):
            parser = sandbox.process_id or 0
            print(f"after {number} documents: {_resident(os.getpid())} MB here, {_resident(parser)} MB in the parser")
    sandbox.close()


def _resident(process: int) -> int:
    words = Path(f"/proc/{process}/statm").read_text().split()
    return int(words[1]) * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)


def main() -> None:
    """Measure everything below a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--memory", type=int, default=1000)
    given = parser.parse_args()
    jobs = list(jobs_of(given.folder))
    in_process(jobs, given.repeat)
    on_the_clock(jobs, given.repeat)
    through_sandbox(jobs, given.repeat)
    drawing(jobs)
    if given.memory:
        memory(jobs, given.memory)


if __name__ == "__main__":
    main()
