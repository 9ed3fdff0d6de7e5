"""Words of drawings in Office files: read as the file keeps them, in their place, never joined to other words."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from ingest.assemble import assemble
from ingest.office.vectors import words_of
from ingest.reading import Limits
from ingest.word import document as word
from library.models import PassageFlag, PassageKind
from tests.ingest import documents as make
from tests.ingest.office.test_pictures import deck_of, drawn, read

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def record(kind: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 4)
    return struct.pack("<II", kind, len(body) + 8) + body


def text(words: str, *box: int, options: int = 0) -> bytes:
    head = struct.pack("<4iIff", *box, 1, 1.0, 1.0) + struct.pack("<2i3I4iI", 0, 0, len(words), 76, options, *box, 0)
    return record(84, head + words.encode("utf-16-le"))


def font(number: int, name: str) -> bytes:
    face = name.encode("utf-16-le").ljust(64, b"\0")
    return record(82, struct.pack("<I", number) + bytes(28) + face) + record(37, struct.pack("<I", number))


def emf(*records: bytes) -> bytes:
    """A drawing of 200 by 100 with the records."""
    head = record(1, struct.pack("<8i", 0, 0, 200, 100, 0, 0, 9, 9) + b" EMF" + bytes(64))
    return head + b"".join(records) + record(14, bytes(12))


ONE = text("Hazard ratio 0.66", 20, 10, 120, 20)


def told(data: bytes) -> list[str]:
    found = words_of(data)
    assert found is not None
    return [piece.text for piece in found.pieces]


def test_texts_of_an_emf_are_words_in_their_place() -> None:
    found = words_of(emf(ONE))
    assert found is not None
    assert [(p.text, p.box) for p in found.pieces] == [("Hazard ratio 0.66", (0.1, 0.1, 0.6, 0.2))]


def test_letters_side_by_side_are_a_word_and_what_stands_apart_is_not_joined() -> None:
    letters = [text(c, 10 + 6 * n, 10, 15 + 6 * n, 20) for n, c in enumerate("Ovalex")]
    near, far = text("45.2%", 52, 10, 70, 20), text("10.1%", 120, 10, 140, 20)
    assert told(emf(*letters, near, far)) == ["Ovalex 45.2%", "10.1%"]
    assert told(emf(text("first", 10, 10, 40, 20), text("second", 10, 30, 40, 40))) == ["first", "second"]


def test_a_raised_figure_is_never_part_of_the_number_before_it() -> None:
    assert told(emf(text("10", 10, 10, 20, 22), text("9", 21, 8, 24, 15), text("/L", 25, 10, 32, 22))) == ["10⁹/L"]


def test_signs_of_a_symbol_font_are_what_they_show() -> None:
    sign, words = text("\uf0b3", 10, 10, 20, 20), text("18 years", 21, 10, 60, 20)
    assert told(emf(font(1, "Symbol"), sign, font(2, "Arial"), words)) == ["≥18 years"]


def test_numbers_of_glyphs_and_letters_alone_are_counted_as_unread() -> None:
    glyphs = text("\u0012\u0013", 1, 1, 9, 9, options=0x10)
    found = words_of(emf(glyphs, text("O", 1, 50, 9, 59), text("7", 50, 50, 59, 59)))
    assert found is not None
    assert ([p.text for p in found.pieces], found.unread) == (["7"], 2)


def test_texts_of_an_svg_are_words_line_by_line() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><text>not shown</text></defs><text x="1" y="5">Overall '
        '<tspan x="20" y="5">survival</tspan><tspan x="1" y="15">24.5 months</tspan></text>'
        '<text>10<tspan dy="-4">9</tspan>/L</text><text display="none">hidden</text><text>疗效</text></svg>'
    )
    assert told(svg.encode()) == ["Overall survival", "24.5 months", "10⁹/L", "疗效"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG",
        b"<svg",
        b"<html><body>svg</body></html>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg><text>&a;',
        bytes(200),
    ],
)
def test_anything_else_is_no_drawing(data: bytes) -> None:
    assert words_of(data) is None


def test_a_damaged_drawing_gives_what_stands_before_the_damage() -> None:
    whole = emf(text("first", 10, 10, 40, 20), text("second", 10, 30, 40, 40))
    for end in range(len(whole)):
        found = words_of(whole[:end])
        assert found is None or [p.text for p in found.pieces] in ([], ["first"], ["first", "second"])


def test_a_drawing_in_a_document_gives_image_passages_that_are_no_ocr() -> None:
    picture = f'<w:p><w:r><w:drawing><x><a:blip {_NAMES} r:embed="r0"/></x></w:drawing></w:r></w:p>'
    data, out = make.docx(make.paragraph("Survival was longer.") + picture, image=emf(ONE)), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            part = archive.read(name)
            made.writestr(name.replace("image.xml", "image.emf"), part.replace(b'"image.xml"', b'"image.emf"'))
    reading = assemble(word.read(out.getvalue(), Limits()))
    (said,) = (p for p in reading.passages if p.kind is PassageKind.IMAGE)
    assert (said.text, said.flags, reading.losses) == ("Hazard ratio 0.66", (), ())


def test_a_drawing_on_a_slide_stands_in_its_part_of_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.office import pictures

    found = words_of(emf(ONE))
    monkeypatch.setattr(pictures, "_DRAWINGS", (".png",))
    monkeypatch.setattr(pictures, "words_of", lambda data: found)
    (said,) = read(deck_of(drawn("x"))).passages
    assert (said.kind, said.text) == (PassageKind.IMAGE, "Hazard ratio 0.66")
    assert PassageFlag.OCR not in said.flags
    x0, y0, x1, y1 = said.locator.fragments[0].box
    assert (round(x0, 1), round(x1, 1), round(y0, 1), round(y1, 1)) == (129.6, 417.6, 100.8, 129.6)
