"""Words of Windows metafiles: in the character set of their font, in their place, and bounded whatever the file says."""

from __future__ import annotations

import io
import struct
import time
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.assemble import assemble
from ingest.office.vectors import Drawn, words_of
from ingest.reading import Limits
from ingest.word import document as word
from library.models import PassageKind
from tests.ingest import documents as make
from tests.ingest.office.test_vectors import _NAMES


def record(kind: int, body: bytes = b"") -> bytes:
    body += bytes(len(body) % 2)
    return struct.pack("<IH", 3 + len(body) // 2, kind) + body


def font(charset: int = 0, name: str = "Arial", height: int = -10, turned: int = 0) -> bytes:
    """A font of that character set, made and selected as object 0."""
    body = struct.pack("<5h8B", height, 0, turned, turned, 400, 0, 0, 0, charset, 0, 0, 0, 0)
    return record(0x02FB, body + name.encode().ljust(32, b"\0")) + record(0x012D, struct.pack("<H", 0))


def text(words: bytes, x: int, y: int) -> bytes:
    return record(0x0521, struct.pack("<h", len(words)) + words + bytes(len(words) % 2) + struct.pack("<hh", y, x))


def spaced(words: bytes, x: int, y: int, wide: int = 5, options: int = 0) -> bytes:
    """A text with the width of each character."""
    rectangle = bytes(8) if options & 6 else b""
    widths = struct.pack(f"<{len(words)}h", *[wide] * len(words))
    head = struct.pack("<hhhH", y, x, len(words), options)
    return record(0x0A32, head + rectangle + words + bytes(len(words) % 2) + widths)


def wmf(*records: bytes, placeable: bool = True) -> bytes:
    """A drawing of 200 by 100 with the records."""
    place = b"\xd7\xcd\xc6\x9a" + struct.pack("<H4hHIH", 0, 0, 0, 200, 100, 96, 0, 0)
    window = record(0x020B, struct.pack("<hh", 0, 0)) + record(0x020C, struct.pack("<hh", 100, 200))
    head = struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 4, 0, 0)
    return (place if placeable else b"") + head + (b"" if placeable else window) + b"".join(records) + record(0)


def found(data: bytes) -> Drawn:
    told = words_of(data)
    assert told is not None
    return told


def told(data: bytes) -> list[str]:
    return [piece.text for piece in found(data).pieces]


def test_texts_of_a_wmf_are_words_in_their_place_with_and_without_the_placeable_header() -> None:
    for placeable in (True, False):
        data = wmf(font(), spaced(b"Hazard ratio 0.66", 20, 10), placeable=placeable)
        assert [(p.text, p.box) for p in found(data).pieces] == [("Hazard ratio 0.66", (0.1, 0.1, 0.525, 0.2))]


def test_bytes_are_read_in_the_character_set_of_the_font() -> None:
    for charset, words, codec in (
        (0, "Überleben ≥ 5".replace("≥", "±"), "cp1252"),
        (128, "無増悪生存期間", "cp932"),
        (134, "无进展生存期", "gbk"),
        (136, "無惡化存活期", "cp950"),
        (204, "Выживаемость", "cp1251"),
    ):
        assert told(wmf(font(charset), text(words.encode(codec), 20, 10))) == [words]


def test_signs_of_a_symbol_font_are_what_they_show() -> None:
    assert told(wmf(font(2, "Symbol"), text(b"\xb3 5", 20, 10))) == ["≥ 5"]


def test_words_of_a_line_are_joined_only_where_the_file_says_how_wide_they_are() -> None:
    near = (spaced(b"61.6", 20, 10), spaced(b"%", 40, 10))
    assert told(wmf(font(), *near)) == ["61.6%"]
    assert told(wmf(font(), text(b"61.6", 20, 10), text(b"mg daily", 42, 10))) == ["61.6", "mg daily"]


def test_a_raised_figure_stays_raised() -> None:
    small = record(0x02FB, struct.pack("<5h8B", -6, 0, 0, 0, 400, *bytes(8)) + bytes(32))
    power = small + record(0x012D, struct.pack("<H", 1)) + spaced(b"9", 31, 8, 3)
    assert told(wmf(font(), spaced(b"10", 20, 10), power)) == ["10⁹"]


def test_a_deleted_object_leaves_its_place_to_the_next() -> None:
    again = record(0x01F0, struct.pack("<H", 0)) + font(204)
    assert told(wmf(font(), again, text("Доза".encode("cp1251"), 20, 10))) == ["Доза"]


def test_the_state_that_was_kept_comes_back() -> None:
    kept = font() + record(0x001E) + record(0x02FB, struct.pack("<5h8B", -10, 0, 0, 0, 400, 0, 0, 0, 204, 0, 0, 0, 0))
    other = record(0x012D, struct.pack("<H", 1)) + record(0x0127, struct.pack("<h", -1))
    assert told(wmf(kept, other, text(b"\xdcber", 20, 10))) == ["Über"]


def test_aligned_texts_stand_where_they_are_drawn() -> None:
    for align, box in ((6, (0.4, 0.5, 0.6, 0.6)), (2, (0.3, 0.5, 0.5, 0.6)), (8, (0.5, 0.4, 0.7, 0.5))):
        data = wmf(font(), record(0x012E, struct.pack("<H", align)), spaced(b"Ovranteq", 100, 50))
        assert [p.box for p in found(data).pieces] == [box], align


def test_turned_texts_have_no_place_and_numbers_of_glyphs_are_a_loss() -> None:
    data = wmf(font(turned=900), spaced(b"Patients (%)", 5, 90), spaced(b"\x01\x02", 20, 10, options=0x10))
    assert [(p.text, p.box) for p in found(data).pieces] == [("Patients (%)", None)]
    assert found(data).unread == 1


def test_records_that_lie_end_the_reading_and_keep_what_was_read() -> None:
    good = font() + spaced(b"Hazard ratio", 20, 10)
    for lie in (struct.pack("<IH", 0xFFFFFFFF, 0x0521), struct.pack("<IH", 0, 0x0521), struct.pack("<IH", 2, 0x0A32)):
        assert told(wmf(good)[:-6] + lie + bytes(40)) == ["Hazard ratio"]
    assert words_of(wmf(good, record(0x0521, struct.pack("<h", 9000)))) is None


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    result = words_of(wmf(font())[:-6] + noise)
    assert result is None or all(piece.text for piece in result.pieces)


def test_a_metafile_of_many_records_is_bounded() -> None:
    began = time.monotonic()
    assert len(found(wmf(font(), *[text(b"word", 1, 1)] * 20_000)).pieces) == 3_000
    found(wmf(*[record(0x02FA, bytes(10))] * 20_000))
    assert time.monotonic() - began < 5


def test_words_of_a_wmf_in_a_document_are_an_image_passage() -> None:
    picture = f'<w:p><w:r><w:drawing><x><a:blip {_NAMES} r:embed="r0"/></x></w:drawing></w:r></w:p>'
    drawing = wmf(font(), spaced(b"Hazard ratio 0.66", 20, 10))
    data, out = make.docx(make.paragraph("Survival was longer.") + picture, image=drawing), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            part = archive.read(name)
            made.writestr(name.replace("image.xml", "image.wmf"), part.replace(b'"image.xml"', b'"image.wmf"'))
    reading = assemble(word.read(out.getvalue(), Limits()))
    (said,) = (p for p in reading.passages if p.kind is PassageKind.IMAGE)
    assert (said.text, said.flags, reading.losses) == ("Hazard ratio 0.66", (), ())
