"""Are all words that the raw libraries see in passages, or named as a loss? By document and in total.

``python benchmarks/recall.py DIR [--missing N]``. *raw* is PyMuPDF's and pypdfium2's text of a PDF (whichever sees more
words on a page), python-docx's and python-pptx's text, openpyxl's cells, and the text of markup without tags. A word is
found where its line stands in the passages as it is, or where the passages of its page (of the document, without pages)
hold that word as often. Chinese and Japanese characters count one by one. White space, hyphens and the form of
characters (NFKC) do not matter. Words on a page that the loss report names are counted apart.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.readers import read, sniff
from ingest.reading import Limits, Reading
from library.errors import Refused
from library.models import PassageDraft
from tests.ingest.independent import squeezed

_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|[^\W_\u2e80-\u9fff\uac00-\ud7af]+")
_UNREAD = ("ingest.scanned_page", "ingest.page_not_read", "ingest.picture_without_text")


@dataclass
class Tally:
    """Words of one document or of many."""

    words: int = 0
    named: int = 0
    missing: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in the counts of another tally."""
        self.words += other.words
        self.named += other.named
        self.missing += other.missing

    @property
    def share(self) -> float:
        return 100 * (1 - self.missing / self.words) if self.words else 100.0


def words_of(text: str) -> list[str]:
    """Words of one line as they are compared."""
    return _WORD.findall(squeezed_words(text))


def squeezed_words(text: str) -> str:
    """NFKC and no hyphens, white space kept."""
    return " ".join(squeezed(part) for part in text.split())


def raw_pages(data: bytes, media: str) -> dict[int, list[str]]:
    """Lines by page that the raw libraries see (page 0: a format without pages)."""
    if media == "application/pdf":
        return _pdf_lines(data)
    if media.endswith("wordprocessingml.document"):
        return {0: list(_word_lines(data))}
    if media.endswith("presentationml.presentation"):
        return {0: list(_slide_lines(data))}
    if media.endswith("spreadsheetml.sheet"):
        return {0: list(_sheet_lines(data))}
    if media in ("text/html", "application/x-spl+xml", "application/fhir+xml"):
        return {0: list(_markup_lines(data, media))}
    return {0: data.decode("utf-8", "replace").splitlines()} if media.startswith("text/") else {}


def _pdf_lines(data: bytes) -> dict[int, list[str]]:
    import pymupdf
    import pypdfium2

    found = {}
    second = pypdfium2.PdfDocument(data)
    with pymupdf.open(stream=data, filetype="pdf") as first:
        for number, page in enumerate(first):
            texts = [page.get_text("text"), second[number].get_textpage().get_text_bounded()]
            longest = max(texts, key=lambda text: sum(len(words_of(line)) for line in text.splitlines()))
            found[number + 1] = longest.splitlines()
    return found


def _word_lines(data: bytes) -> Iterator[str]:
    from docx import Document

    document = Document(io.BytesIO(data))
    for paragraph in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        yield "".join(t.text or "" for t in paragraph.iter(f"{paragraph.tag[:-1]}t"))


def _slide_lines(data: bytes) -> Iterator[str]:
    from pptx import Presentation

    def walk(shapes: Any) -> Iterator[str]:
        for shape in shapes:
            if shape.shape_type == 6:
                yield from walk(shape.shapes)
            elif shape.has_text_frame:
                yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
            elif getattr(shape, "has_table", False) and shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells if not cell.is_spanned)

    for slide in Presentation(io.BytesIO(data)).slides:
        yield from walk(slide.shapes)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            yield slide.notes_slide.notes_text_frame.text


def _sheet_lines(data: bytes) -> Iterator[str]:
    from openpyxl import load_workbook

    for sheet in load_workbook(io.BytesIO(data), read_only=True, data_only=True):
        for row in sheet.iter_rows(values_only=True):
            yield from (cell for cell in row if isinstance(cell, str))


def _markup_lines(data: bytes, media: str) -> Iterator[str]:
    from lxml import etree, html

    tree: Any = html.fromstring(_decoded(data)) if media == "text/html" else etree.fromstring(data)
    for element in list(tree.iter("script", "style", "head")):
        element.drop_tree()
    if media == "text/html":
        yield from (text for text in tree.itertext())
        return
    for element in tree.iter():
        name = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
        if name == "text" and element.getparent().tag.endswith(("section", "highlight")):
            yield from element.itertext()
        elif name == "title" and element.getparent().tag.endswith(("section", "document")):
            yield (element.get("value") or "") + "".join(element.itertext())


def _decoded(data: bytes) -> str | bytes:
    """UTF-8 where it is; else the bytes, for the parser to find the encoding that the page declares."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def tally(lines: dict[int, list[str]], reading: Reading, most: int) -> Tally:
    """How many of the words are in the passages, are named as lost, or are missing."""
    total = Tally()
    unread = {loss.page for loss in reading.losses if loss.code in _UNREAD}
    if any(loss.code == "ingest.rows_left_out" for loss in reading.losses):
        unread.add(0)
    for page, said in lines.items():
        passages = [p.text for p in reading.passages if not page or page in _pages(p)]
        marks = [p.facts.get("marker", "") + p.facts.get("revised", "") for p in reading.passages]
        whole = squeezed("".join(passages))
        left = Counter(word for text in (*passages, *marks) for word in words_of(text))
        for line in said:
            words = words_of(line)
            total.words += len(words)
            lost = [] if squeezed(line) in whole else [w for w in words if not _taken(w, left, whole)]
            if lost and page in unread:
                total.named += len(lost)
            elif lost:
                total.missing += len(lost)
                total.examples += [f"{page or ''} {' '.join(lost)[:50]!r} of {line.strip()[:70]!r}"]
    total.examples = total.examples[:most]
    return total


def _pages(passage: PassageDraft) -> set[int | None]:
    """Pages on which a passage stands: a row of a table that a page cut is one passage on both."""
    return {passage.locator.page, *(fragment.page for fragment in passage.locator.fragments)}


def _taken(word: str, left: Counter[str], whole: str) -> bool:
    """True where the passages hold the word once more; a long one also inside another (joined at a line's end)."""
    if left[word]:
        left[word] -= 1
        return True
    return len(word) > 3 and word in whole


def main() -> None:
    """Print one line per document and the total; the exit status says whether 99.5 % are found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missing", type=int, default=0, help="examples of missing words to show for each document")
    given = parser.parse_args()
    whole = Tally()
    for path in sorted(p for p in given.folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        try:
            media = sniff(data, path.name)
            reading = read(data, path.name, Limits(ocr=False))[1]
        except Refused as refused:
            print(f"{path.name[:52]:52} {refused.code}")
            continue
        found = tally(raw_pages(data, media), reading, given.missing)
        whole.add(found)
        print(f"{path.name[:52]:52} {found.share:7.2f} % of {found.words:6} words, {found.named} named as lost")
        _show(found.examples)
    print(f"{'all':52} {whole.share:7.2f} % of {whole.words:6} words, {whole.named} named as lost")
    sys.exit(0 if whole.share >= 99.5 else 1)


def _show(examples: Iterable[str]) -> None:
    for example in examples:
        print(f"      {example}")


if __name__ == "__main__":
    main()
