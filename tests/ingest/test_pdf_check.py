from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.assemble import assemble
from ingest.pdf import document as pdf
from ingest.pdf.check import CODE, compared, figures_of
from ingest.pdf.raw import Ink, RawLine, Run
from ingest.pdf.raw import Path as Drawn
from ingest.reading import Limits, Raw
from ingest.service import attention
from library.models import Box, Loss, PassageFlag
from tests.ingest import documents as make

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted((ROOT / "examples" / "documents").glob("*.pdf"))


def two_ways(shown: str) -> bytes:
    """A page whose font says that the code of ``3`` means 8, in a way that one library believes and the other does not."""
    import pymupdf

    document = pymupdf.open(stream=make.pdf(make.text_page("Ovalex was studied in 41 adults.", shown, step=200)))
    font = document[0].get_fonts()[0][0]
    meaning = document.get_new_xref()
    document.update_object(meaning, "<<>>")
    document.update_stream(
        meaning,
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n1 begincidchar <33> 56 endcidchar\nendcmap end end",
    )
    document.xref_set_key(font, "ToUnicode", f"{meaning} 0 R")
    return bytes(document.tobytes())


def codes(raw: Raw) -> list[str]:
    return [loss.code for loss in raw.losses]


def test_a_number_on_which_the_two_libraries_differ_is_flagged_with_both_readings_and_its_page() -> None:
    raw = pdf.read(two_ways("Take 3.5 mg once a day."), Limits())
    disputed = [b for b in raw.blocks if PassageFlag.DISPUTED in b.flags]
    assert [b.text for b in disputed] == ["Take 8.5 mg once a day."]
    assert disputed[0].facts["readers_disagree"] == "8.5 | 3.5"
    (loss,) = [loss for loss in raw.losses if loss.code == CODE]
    assert (loss.page, loss.count) == (1, 1)
    assert "8.5 | 3.5" in loss.message


def test_a_document_with_a_disputed_number_needs_a_person() -> None:
    reading = assemble(pdf.read(two_ways("Take 3.5 mg once a day."), Limits()))
    assert attention(reading.pages, reading.passages, reading.losses, reading.warnings)[0] == CODE


def test_words_on_which_the_libraries_differ_without_a_figure_are_no_dispute() -> None:
    raw = pdf.read(two_ways("Take one tablet."), Limits())
    assert codes(raw) == []


def test_raised_figures_columns_and_tables_raise_no_false_alarm() -> None:
    page = [
        (60.0, 100.0, "Platelets below 50 x 10", {}),
        (166.0, 96.0, "9", {"fontsize": 6}),
        (170.0, 100.0, "/L; see 1, 2 and 3.", {}),
        (320.0, 100.0, "45.2% (38 to 52)", {}),
        (60.0, 130.0, "1 000 patients; 0,5 mg; 12-20 h", {}),
        (60.0, 150.0, "４５ ½ Ⅳ ②", {"fontname": "japan"}),
    ]
    assert CODE not in codes(pdf.read(make.pdf(page), Limits()))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_the_libraries_agree_on_every_number_of_the_examples(path: Path) -> None:
    assert not {CODE, "ingest.not_cross_checked"} & set(codes(pdf.read(path.read_bytes(), Limits())))


def test_without_the_second_library_it_is_said_that_nothing_was_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert codes(pdf.read(make.pdf(make.text_page(make.BODY)), Limits())) == ["ingest.not_cross_checked"]


def test_the_permissive_reader_alone_says_that_nothing_was_compared() -> None:
    raw = pdf.read(make.pdf(make.text_page(make.BODY)), Limits(pdf_reader="pdfium"))
    assert codes(raw) == ["ingest.not_cross_checked"]


def test_the_permissive_reader_never_imports_pymupdf(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(EXAMPLES[0].read_bytes())
    program = """
import sys
from ingest.readers import read
from ingest.reading import Limits
found = read(open(sys.argv[1], "rb").read(), "a.pdf", Limits(pdf_reader="pdfium"))[1]
assert len(found.passages) > 10
print(sorted(name for name in sys.modules if name.startswith(("pymupdf", "fitz"))))
"""
    done = subprocess.run([sys.executable, "-c", program, str(source)], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


# --- place by place ---------------------------------------------------------------------------------------------------


class Page:
    """A page of words at places, as a library might give it."""

    width, height = 595.0, 842.0

    def __init__(self, *words: tuple[float, float, str], notes: Sequence[Box] = ()) -> None:
        self.lines = [RawLine(True, [run(x, y, text)]) for x, y, text in words]
        self.losses: list[Loss] = []
        self._notes = notes

    def paths(self) -> list[Drawn]:
        return []

    def pictures(self) -> list[Box]:
        return []

    def comments(self) -> list[tuple[str, str, Box]]:
        return [("note", "", box) for box in self._notes]

    def may_hide(self) -> bool:
        return False

    def seen(self) -> None: ...

    def ink(self) -> Ink:
        return Ink(b"", 0, 0, 0)


def run(x: float, y: float, text: str, hidden: str = "") -> Run:
    """Characters of 5 points each; ``_`` is room where this library gives nothing."""
    places = [(x + 5 * n, x + 5 * n + 5) for n, character in enumerate(text) if character != "_"]
    kept = text.replace("_", "")
    return Run(kept, (places[0][0], y - 8, places[-1][1], y + 2), 10.0, y, False, False, hidden, places)


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ("0.45 mg", "0.95 mg", ["0.45 | 0.95"]),
        ("0.45 mg", "0_45 mg", ["0.45 | 045"]),
        ("0_45 mg", "0.45 mg", ["045 | 0.45"]),
        ("45 mg", "__ mg", ["45 | (nothing)"]),
        ("__ mg", "45 mg", ["(nothing) | 45"]),
        ("45 of 90", "45 of 90", []),
        ("over.", "over_", []),
    ],
)
def test_figures_are_compared_at_their_places(ours: str, theirs: str, words: list[str]) -> None:
    assert [d.words for d in compared(Page((50, 100, ours)), Page((50, 100, theirs)), 1)] == words


def test_another_order_of_the_same_words_and_a_word_told_twice_are_no_dispute() -> None:
    one = Page((50, 100, "45 mg"), (50, 120, "60 mg"))
    two = Page((50, 120, "60 mg"), (50, 100, "45 mg"), (50.3, 100, "45 mg"))
    assert compared(one, two, 1) == []


def test_figures_in_annotations_are_no_words_of_the_page() -> None:
    assert compared(Page((50, 100, "45 mg"), notes=[(40, 80, 90, 110)]), Page((300, 300, "x")), 1) == []


@given(st.text("0123456789.,·…½²⑴１．，٣\x01\u0338ŀé• a", max_size=12))
@example("1½ · 2")
@example("٣.1")
@example("1\x012")
def test_the_figures_of_a_page_are_those_of_its_plain_form(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text)
    whole = "".join(re.findall(r"\d+(?:[.,·]\d+)*", plain))
    words = Run(text, (0.0, 0.0, 10.0, 10.0), 10.0, 8.0, False, False, "", [])
    assert figures_of([RawLine(True, [words])]) == whole
