"""A piece as a Word document: marks in every page's header and footer, a watermark behind every page of a preview."""

from __future__ import annotations

import io
from typing import Any

from generate.render.office import clean, east_asian, set_metadata, source_line
from generate.render.parts import INTERNAL, PREVIEW, Block, Line, Piece
from library.models import StatementRole

_WATERMARK = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="ClearcopyWatermark" type="#_x0000_t136" style="position:absolute;width:430pt;height:60pt;'
    "rotation:325;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#c0504d" stroked="f">'
    '<v:fill opacity=".25"/><v:textpath style="font-family:Arial;font-size:1pt" string="{words}"/></v:shape></w:pict>'
)


def to_docx(piece: Piece) -> bytes:
    """The piece as .docx bytes."""
    # python-docx takes a sixth of a second to import, and only an export or preview in Word needs it.
    import docx
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10.5)
    _set_east_asian(style, east_asian(piece.language))
    set_metadata(document.core_properties, piece)
    for section in document.sections:
        _set_marks(section, piece)
    document.add_heading(clean(piece.title), level=0)
    if piece.internal:
        banner = document.add_paragraph().add_run(INTERNAL)
        banner.bold, banner.font.color.rgb = True, RGBColor(0xB3, 0x26, 0x1E)
    for block in piece.blocks:
        _add_block(document, block)
    if piece.preview and piece.missing:
        document.add_heading("Missing", level=1)
        for words in piece.missing:
            document.add_paragraph(clean(words), style="List Bullet")
    if piece.references:
        document.add_heading("Sources", level=1)
        for reference in piece.references:
            document.add_paragraph(clean(source_line(reference)))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_east_asian(style: Any, font: str) -> None:
    from docx.oxml.ns import qn

    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _set_marks(section: Any, piece: Piece) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Pt, RGBColor

    head = section.header.paragraphs[0]
    run = head.add_run(" · ".join(map(clean, piece.marks[:2])))
    run.bold, run.font.size = True, Pt(9)
    run.font.color.rgb = RGBColor(0xB3, 0x26, 0x1E) if piece.preview else RGBColor(0x4B, 0x56, 0x63)
    if piece.preview:
        head.add_run()._r.append(parse_xml(_WATERMARK.format(words=PREVIEW)))
    foot = section.footer.paragraphs[0].add_run(" · ".join(map(clean, piece.marks)))
    foot.font.size = Pt(7.5)


def _add_block(document: Any, block: Block) -> None:
    document.add_heading(clean(block.title), level=1)
    for group in block.groups():
        if group[0].headers:
            _add_rows(document, group)
        else:
            _add_line(document, group[0])


def _add_rows(document: Any, group: tuple[Line, ...]) -> None:
    """Table rows that share their headers as one table; the citation stands at the row's first cell."""
    from docx.shared import Pt

    headers = group[0].headers
    table = document.add_table(rows=1, cols=len(headers), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, headers, strict=True):
        cell.paragraphs[0].add_run(clean(name)).bold = True
    _repeat(table.rows[0])
    for line in group:
        cells = table.add_row().cells
        for cell, (_, words) in zip(cells, line.cells, strict=True):
            cell.paragraphs[0].add_run(clean(words))
        _add_citations(cells[0].paragraphs[0], line)
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9.5)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _repeat(row: Any) -> None:
    """A header row that is repeated on every page the table reaches."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _add_citations(paragraph: Any, line: Line) -> None:
    if line.citations:
        paragraph.add_run(" [" + ", ".join(map(str, line.citations)) + "]").font.superscript = True


def _add_line(document: Any, line: Line) -> None:
    paragraph = document.add_paragraph(style="List Bullet" if line.role is StatementRole.SAFETY else None)
    run = paragraph.add_run(clean(line.shown))
    run.italic = line.role is StatementRole.PHRASE
    run.bold = line.role is StatementRole.QUESTION
    _add_citations(paragraph, line)
