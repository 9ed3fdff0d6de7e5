"""Hostile documents made from our own examples: broken, cut off, flipped, swollen, protected, misnamed, lying.

``files(seed, count)`` gives the same files for the same seed. Each has the family of what was done to it, so that a
failure can be made again alone.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
_MARKUP = (".xml", ".rels", ".html", ".htm", ".vml")
_WORDS = "Ovalex 300 mg once daily reduced relapses by 45.2% (38 to 52). "


@dataclass(frozen=True)
class Hostile:
    """One file: its name, what was done to it, and its bytes."""

    name: str
    family: str
    data: bytes


def files(seed: int, count: int) -> Iterator[Hostile]:
    """The fixed attacks first, then changed copies of the originals in turn."""
    fixed = list(attacks())
    yield from fixed[:count]
    chance = random.Random(seed)
    originals = sorted(originals_by_name().items())
    changes = sorted(_CHANGES.items())
    for number in range(max(0, count - len(fixed))):
        name, data = originals[number % len(originals)]
        family, change = changes[(number // len(originals)) % len(changes)]
        stem, suffix = name.rsplit(".", 1)
        made = change(data, chance)
        lying = chance.choice(("pdf", "docx", "pptx", "xlsx", "zip", "html", "txt", "png", "doc", "xml", "csv"))
        suffix = lying if chance.random() < 0.15 else suffix
        yield Hostile(f"{number:05d}-{stem}.{suffix}", family, made)


@cache
def originals_by_name() -> dict[str, bytes]:
    """The example documents, and one small file of every other format."""
    found = {path.name: path.read_bytes() for path in sorted(EXAMPLES.iterdir()) if path.is_file()}
    html = f"<!doctype html><html lang=en><title>t</title><h1>Dose</h1><p>{_WORDS * 5}<table><tr><td>a<td>1</table>"
    found["page.html"] = html.encode()
    found["words.txt"] = (_WORDS * 40).encode()
    found["words.md"] = f"# Dose\n\n{_WORDS * 4}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode()
    found["values.csv"] = b"Question,Answer\nDose?,300 mg\nFood?,with food\nWhen?,daily\n"
    found["label.xml"] = _spl(_WORDS * 4).encode()
    found["epi.xml"] = _epi(_WORDS * 4).encode()
    found["mail.eml"] = f"From: a@example.org\r\nTo: b@example.org\r\nSubject: Dose\r\n\r\n{_WORDS}\r\n".encode()
    found["picture.png"], found["picture.jpg"], found["picture.tiff"] = (_picture(f) for f in ("PNG", "JPEG", "TIFF"))
    found["old.doc"] = _ole("WordDocument")
    found["old.ppt"] = _ole("PowerPoint Document")
    return found


def _spl(words: str) -> str:
    return (
        '<?xml version="1.0"?><document xmlns="urn:hl7-org:v3"><title>OVALEX</title><component><structuredBody>'
        '<component><section><code code="34067-9" codeSystem="2.16.840.1.113883.6.1"/><title>1 INDICATIONS</title>'
        "<text><paragraph>"
        f"{words}</paragraph></text></section></component></structuredBody></component></document>"
    )


def _epi(words: str) -> str:
    return (
        '<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><entry><resource><Composition><title value="SmPC"/>'
        f'<section><title value="4.1"/><text><div xmlns="http://www.w3.org/1999/xhtml"><p>{words}</p></div></text></section>'
        "</Composition></resource></entry></Bundle>"
    )


def _picture(form: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("L", (60, 40), random.Random(1).randbytes(2400)).save(out, form)
    return out.getvalue()


def _ole(stream: str) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    entries = b"".join(
        n.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(n) + 2) + bytes(62)
        for n in ("Root Entry", stream)
    )
    return head + entries + bytes(2048)


# --- changes to a whole file ------------------------------------------------------------------------------------------


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _flip(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 100))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _blank(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    length = chance.randrange(1, max(2, len(data) // 4))
    return data[:start] + bytes(min(length, len(data) - start)) + data[start + length :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 5000)]
    return data[:start] + piece * chance.randrange(2, 40) + data[start:]


def _splice(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice(sorted(originals_by_name().values()))
    return data[: chance.randrange(1, len(data))] + other[chance.randrange(len(other)) :]


def _numbers(data: bytes, chance: random.Random) -> bytes:
    """Some figures of the file become ones that no reader expects."""
    odd = (b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"4294967296", b"2147483647", b"-0.5", b"x")
    found = list(re.finditer(rb"\d+", data))
    made, last = [], 0
    for hit in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 20)))), key=lambda m: m.start()):
        made += [data[last : hit.start()], chance.choice(odd)]
        last = hit.end()
    return b"".join([*made, data[last:]])


# --- changes inside an archive ----------------------------------------------------------------------------------------


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def _inside(change: Callable[[bytes, random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    """The change made to one or more members of an archive; to the whole of any other file."""

    def made(data: bytes, chance: random.Random) -> bytes:
        if data[:2] != b"PK":
            return change(data, chance) if data else data
        members = _members(data)
        names = [n for n in members if members[n] and n.lower().endswith(_MARKUP)]
        for name in chance.sample(names, min(len(names), chance.choice((1, 2, 5)))):
            members[name] = change(members[name], chance)
        return zipped(members)

    return made


def _element(data: bytes, chance: random.Random) -> bytes:
    """An element is taken out, doubled, renamed, or nested in itself many times."""
    tags = list(re.finditer(rb"<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)(/?)>", data))
    if not tags:
        return _flip(data, chance)
    hit = chance.choice(tags)
    how = chance.randrange(4)
    if how == 0:
        return data[: hit.start()] + data[hit.end() :]
    if how == 1:
        return data[: hit.start()] + b"<" + chance.choice(tags)[1] + hit[2] + hit[3] + b">" + data[hit.end() :]
    if how == 2:
        return data[: hit.end()] + (b"<" + hit[1] + b"/>") * chance.choice((10, 5000)) + data[hit.end() :]
    deep = chance.choice((50, 300, 20_000))
    return data[: hit.start()] + (b"<" + hit[1] + b">") * deep + (b"</" + hit[1] + b">") * deep + data[hit.start() :]


def _attribute(data: bytes, chance: random.Random) -> bytes:
    """Values of attributes become empty, huge, negative, or somebody else's."""
    values = list(re.finditer(rb'="([^"<>]*)"', data))
    if not values:
        return _numbers(data, chance)
    odd = (
        b"",
        b"-1",
        b"999999999",
        b"0",
        b"NaN",
        b"../../../etc/passwd",
        b"http://192.0.2.1/x",
        b"A" * 100_000,
        b"rId1",
    )
    made, last = [], 0
    for hit in sorted(chance.sample(values, min(len(values), chance.choice((1, 4, 30)))), key=lambda m: m.start()):
        made += [data[last : hit.start(1)], chance.choice((*odd, chance.choice(values)[1]))]
        last = hit.end(1)
    return b"".join([*made, data[last:]])


def _drop_member(data: bytes, chance: random.Random) -> bytes:
    if data[:2] != b"PK":
        return _blank(data, chance)
    members = _members(data)
    for name in chance.sample(sorted(members), min(len(members), chance.choice((1, 2, 6)))):
        del members[name]
    return zipped(members)


def _swap_members(data: bytes, chance: random.Random) -> bytes:
    if data[:2] != b"PK":
        return _splice(data, chance)
    members = _members(data)
    if len(members) > 1:
        one, two = chance.sample(sorted(members), 2)
        members[one], members[two] = members[two], members[one]
    return zipped(members)


def _doctype(data: bytes, chance: random.Random) -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'.encode()
    at = data.find(b"?>") + 2 if b"?>" in data[:200] else 0
    return data[:at] + head + data[at:].replace(b"</", b"&l8;&f;</", 2)


def _protect(data: bytes, chance: random.Random) -> bytes:
    """PDF with a password; archives whose members say they are encrypted."""
    if data[:4] == b"%PDF":
        import pymupdf

        with pymupdf.open(stream=data, filetype="pdf") as document:
            how = chance.choice((pymupdf.PDF_ENCRYPT_AES_256, pymupdf.PDF_ENCRYPT_RC4_128))
            return bytes(document.tobytes(encryption=how, owner_pw="o", user_pw="u"))
    if data[:2] == b"PK":
        made = bytearray(data)
        for hit in re.finditer(rb"PK\x03\x04|PK\x01\x02", data):
            made[hit.start() + (6 if data[hit.start() + 2] == 3 else 8)] |= 1
        return bytes(made)
    return _flip(data, chance)


_CHANGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut off": _cut,
    "bits flipped": _flip,
    "zeros": _blank,
    "repeated": _repeat,
    "spliced": _splice,
    "odd numbers": _numbers,
    "odd numbers inside": _inside(_numbers),
    "bits flipped inside": _inside(_flip),
    "cut off inside": _inside(_cut),
    "elements": _inside(_element),
    "attributes": _inside(_attribute),
    "member missing": _drop_member,
    "members swapped": _swap_members,
    "document type": _inside(_doctype),
    "protected": _protect,
}


# --- attacks that are always the same ---------------------------------------------------------------------------------


def attacks() -> Iterator[Hostile]:
    """Bombs, paths that lead out, enormous and endless things."""
    for name, data in _bombs().items():
        yield Hostile(name, "bomb", data)
    for name, data in _paths().items():
        yield Hostile(name, "path", data)
    for name, data in _enormous().items():
        yield Hostile(name, "enormous", data)
    for name, data in _pdf_attacks().items():
        yield Hostile(name, "pdf", data)
    for name, data in {
        "empty.pdf": b"",
        "zeros.docx": bytes(5000),
        "mark.txt": b"\xef\xbb\xbf",
        "noise.bin": bytes(range(256)) * 9,
    }.items():
        yield Hostile(name, "empty", data)


def _docx_with(body: str, **parts: bytes) -> bytes:
    members = _members(originals_by_name()["B-leaflet.docx"])
    head, tail = members["word/document.xml"].split(b"<w:body>")[0], b"</w:body></w:document>"
    members["word/document.xml"] = head + b"<w:body>" + body.encode() + tail
    return zipped({**members, **{f"word/{name}.xml": content for name, content in parts.items()}})


def _bombs() -> dict[str, bytes]:
    zeros = zipped({"index.html": b"0" * 200_000_000})
    nested = zipped({"a.zip": zipped({"b.zip": zipped({"c.html": b"<p>" + b"0" * 50_000_000})})})
    rows = zlib.compress(bytes(1_000_000), 9)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0))
    overlapping = bytearray(zipped({"a.html": b"<p>a</p>" * 50, "b.html": b"<p>b</p>" * 50}))
    second = overlapping.rindex(b"PK\x01\x02")
    overlapping[second + 42 : second + 46] = bytes(4)
    text = "<w:p><w:r><w:t>" + "A" * 60_000_000 + "</w:t></w:r></w:p>"
    return {
        "zeros.zip": zeros,
        "nested.zip": nested,
        "pixels.png": png + chunk(b"IDAT", rows) + chunk(b"IEND", b""),
        "overlapping.zip": bytes(overlapping),
        "long.docx": _docx_with(text),
    }


def _paths() -> dict[str, bytes]:
    names = ("../out.html", "/etc/passwd.html", "a/../../b.html", "C:\\x.html", "..\\x.html")
    return {f"path{n}.zip": zipped({name: b"<p>words</p>"}) for n, name in enumerate(names)}


def _enormous() -> dict[str, bytes]:
    deep = "<w:sdt><w:sdtContent>" * 4000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 4000
    cells = (
        "<w:tbl><w:tr>" + "<w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr><w:p/></w:tc>" * 500 + "</w:tr></w:tbl>"
    )
    tables = "<w:tbl><w:tr><w:tc>" * 1500 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 1500
    members = _members(originals_by_name()["faq.xlsx"])
    sheet = next(n for n in members if n.endswith("sheet1.xml"))
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    html = b"<div>" * 50_000 + b"words" + b"</div>" * 50_000
    return {
        "deep.docx": _docx_with(deep),
        "wide.docx": _docx_with(cells),
        "tables.docx": _docx_with(tables),
        "paragraphs.docx": _docx_with("<w:p><w:r><w:t>words</w:t></w:r></w:p>" * 250_000),
        "merged.xlsx": zipped({**members, sheet: members[sheet].replace(b"</sheetData>", merged)}),
        "far.xlsx": zipped({**members, sheet: members[sheet].replace(b"</sheetData>", far)}),
        "deep.html": html,
        "deep.xml": _spl("<content>" * 30_000 + "words" + "</content>" * 30_000).encode(),
        "many.zip": zipped({f"{n}.html": b"<p>words</p>" for n in range(21_000)}),
        "lines.txt": b"a\n\n" * 2_000_000,
        "one-line.txt": b"words " * 5_000_000,
        "values.csv": b"a,b\n" * 1_000_000,
        "quotes.csv": b'"' * 3_000_000,
        "pipes.md": b"|a" * 1_000_000,
    }


def _pdf_attacks() -> dict[str, bytes]:
    def pdf(*objects: str) -> bytes:
        body, places = b"%PDF-1.7\n", []
        for number, content in enumerate(objects, 1):
            places.append(len(body))
            body += f"{number} 0 obj\n{content}\nendobj\n".encode()
        table = "".join(f"{at:010d} 00000 n \n" for at in places)
        end = f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
        return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()

    catalog, font = "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
    pages = "<</Type /Pages /Kids [3 0 R] /Count 1>>"
    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 {}] /Contents 4 0 R /Resources <</Font <</F 5 0 R>> {}>>>>"
    words = "BT /F 10 Tf 50 50 Td (Ovalex 300 mg once daily) Tj ET "

    def stream(content: str, extra: str = "") -> str:
        return f"<</Length {len(content)} {extra}>>\nstream\n{content}\nendstream"

    form, a4 = "/XObject <</X 6 0 R>>", page.format("595 842", "")
    itself = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <<{form}>>"
    wide = "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    with_form = page.format("595 842", form)
    lines = "0 0 m 500 800 l S " * 200_000
    return {
        "circle.pdf": pdf(catalog, "<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000>>"),
        "huge-page.pdf": pdf(catalog, pages, page.format("1e9 1e9", ""), stream(words), font),
        "no-page.pdf": pdf(catalog, "<</Type /Pages /Kids [] /Count 0>>"),
        "count.pdf": pdf(catalog, pages.replace("/Count 1", "/Count 99999999"), a4, stream(words), font),
        "form-in-itself.pdf": pdf(catalog, pages, with_form, stream(words + "/X Do"), font, stream("/X Do", itself)),
        "many-words.pdf": pdf(catalog, pages, a4, stream(words * 60_000), font),
        "many-lines.pdf": pdf(catalog, pages, a4, stream(lines + words), font),
        "unclosed.pdf": pdf(catalog, pages, a4, stream("q " * 500_000 + words), font),
        "image.pdf": pdf(catalog, pages, with_form, stream("/X Do"), font, stream("x", wide)),
    }
