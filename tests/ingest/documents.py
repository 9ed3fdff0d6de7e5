"""Small documents made in memory for the tests; none of them holds words of anybody else's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

BODY = "Ovalex was studied in adults with the condition, and the dose was kept within the range that had been planned."


def pdf(*pages: Sequence[tuple[float, float, str, dict[str, Any]]], **options: Any) -> bytes:
    """A PDF whose pages hold ``(x, y of the baseline, text, options)``; options as of ``insert_text``."""
    import pymupdf

    document = pymupdf.open()
    for lines in pages:
        page = document.new_page(width=options.get("width", 595), height=options.get("height", 842))
        for x, y, text, how in lines:
            page.insert_text((x, y), text, **{"fontsize": 10, **how})
    return bytes(document.tobytes(**options.get("save", {})))


def text_page(
    *lines: str, start: float = 100, step: float = 13, x: float = 60
) -> list[tuple[float, float, str, dict[str, Any]]]:
    """Lines one under the other."""
    return [(x, start + step * number, line, {}) for number, line in enumerate(lines)]


def ruled_table(rows: Sequence[Sequence[str]], *, rules: bool = True, header: bool = True) -> bytes:
    """A PDF with one table, with rules around its cells or with nothing but white space between its columns."""
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((60, 80), BODY[:80], fontsize=10)
    left, top, width, height = 60.0, 120.0, 480.0 / len(rows[0]), 24.0
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            bold = "hebo" if header and r == 0 else "helv"
            page.insert_text((left + c * width + 4, top + r * height + 15), cell, fontsize=9, fontname=bold)
            if rules:
                box = (left + c * width, top + r * height, left + (c + 1) * width, top + (r + 1) * height)
                page.draw_rect(pymupdf.Rect(box), color=(0, 0, 0), width=0.6)
    return bytes(document.tobytes())


def deck() -> Any:
    """An empty presentation of 10 by 7.5 inches."""
    from pptx import Presentation

    return Presentation()


def saved(document: Any) -> bytes:
    """Bytes of a document that knows how to save itself."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes | str], *, stored: bool = False) -> bytes:
    """A zip archive of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def rezipped(data: bytes, change: dict[str, bytes]) -> bytes:
    """The archive with some members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, **change})


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: bytes) -> bytes:
    """A Word document with that raw body XML (``w:`` prefix bound); ``parts`` add members by relation name."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{kind}.xml"/>'
        for n, kind in enumerate(parts)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{rels}"><Relationship Id="r1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{rels}">{relations}</Relationships>',
    }
    members.update({f"word/{kind}.xml": content for kind, content in parts.items()})
    return zipped(members)


def paragraph(text: str, *, style: str = "", properties: str = "") -> str:
    """A ``w:p`` with one run; ``properties`` go into the run's ``w:rPr``."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:p>{styled}<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def spl(sections: str, title: str = "OVALEX (ovalinib) tablets, for oral use") -> bytes:
    """A structured product label with those sections."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><document xmlns="urn:hl7-org:v3">'
        f'<title>{title}</title><effectiveTime value="20260316"/><versionNumber value="3"/>'
        f"<component><structuredBody>{sections}</structuredBody></component></document>"
    ).encode()


def spl_section(code: str, title: str, narrative: str, inner: str = "") -> str:
    """One SPL section with its LOINC code."""
    return (
        f'<component><section><code code="{code}" codeSystem="2.16.840.1.113883.6.1"/><title>{title}</title>'
        f"<text>{narrative}</text>{inner}</section></component>"
    )
