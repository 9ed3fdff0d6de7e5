"""A document kit on python-docx: branded headings, rich text, tables, real footnotes, tracked changes, footers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from examples.makers.materials import Colour, Material
from examples.makers.ooxml import normalised
from examples.makers.rich import Style, runs

_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_EDITOR = "R. Vanterpool"


class Word:
    """A document under construction."""

    def __init__(self, material: Material, title: str, header: str) -> None:
        self.material, self.brand = material, material.brand
        self.doc: Any = Document()
        self.notes: list[str] = []
        self._changes = 100
        properties = self.doc.core_properties
        properties.title, properties.subject = title, material.code
        properties.author = properties.last_modified_by = "Brackenmoor Pharma (fictional)"
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.4)
        self._styles()
        self._furniture(section, header)

    def _styles(self) -> None:
        for name, size, colour in (
            ("Normal", 10.5, (33, 37, 41)),
            ("Title", 30, self.brand.dark),
            ("Heading 1", 19, self.brand.dark),
            ("Heading 2", 13, self.brand.main),
        ):
            style = self.doc.styles[name]
            style.font.name, style.font.size = "Arial", Pt(size)
            style.font.color.rgb = RGBColor(*colour)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(qn(kind), "Arial")
            fonts.set(qn("w:eastAsia"), "Microsoft YaHei")
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(theme), None)
        self.doc.styles["Normal"].paragraph_format.space_after = Pt(7)
        self.doc.styles["Normal"].paragraph_format.line_spacing = 1.2

    def _furniture(self, section: Any, header: str) -> None:
        self._small(section.header.paragraphs[0], header)
        footer = section.footer.paragraphs[0]
        self._small(footer, self.material.footer[0])
        self._small(section.footer.add_paragraph(), self.material.footer[1] + " | Page ")
        run = section.footer.paragraphs[-1].add_run()
        run.font.size, run.font.color.rgb = Pt(7.5), RGBColor(*self.brand.grey)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        text = OxmlElement("w:r")
        small = OxmlElement("w:rPr")
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), "15")
        small.append(size)
        text.append(small)
        text.append(OxmlElement("w:t"))
        text[1].text = "1"
        field.append(text)
        run._r.addnext(field)

    def _small(self, paragraph: Any, text: str) -> None:
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(7.5), RGBColor(*self.brand.grey)

    # --- content ----------------------------------------------------------------------------------------------------
    def title(self, text: str, subtitle: str) -> None:
        """The document's title and subtitle."""
        self.doc.add_paragraph(text, style="Title")
        paragraph = self.para(subtitle)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(14), RGBColor(*self.brand.main)

    def heading(self, text: str, level: int = 1) -> None:
        """A real heading."""
        self.doc.add_heading(text, level)

    def page_break(self) -> None:
        """An explicit page break."""
        paragraph = self.doc.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run().add_break(WD_BREAK.PAGE)

    def para(self, text: str, style: str | None = None, note: str = "") -> Any:
        """A paragraph with the markup of `rich`; `note` becomes a real footnote at its end."""
        paragraph = self.doc.add_paragraph(style=style)
        self._write(paragraph, text)
        if note:
            self.notes.append(note)
            run = paragraph.add_run()
            run.font.superscript = True
            mark = OxmlElement("w:footnoteReference")
            mark.set(qn("w:id"), str(len(self.notes)))
            run._r.append(mark)
        return paragraph

    @staticmethod
    def _write(paragraph: Any, text: str, bold: bool = False) -> None:
        for part, style in runs(text, Style(bold=bold)):
            run = paragraph.add_run(part)
            run.bold, run.italic = style.bold or None, style.italic or None
            if style.raised:
                run.font.superscript = True

    def bullets(self, items: Sequence[str]) -> None:
        """A bulleted list."""
        for item in items:
            self.para(item, "List Bullet")

    def numbered(self, items: Sequence[str]) -> None:
        """A numbered list."""
        for item in items:
            self.para(item, "List Number")

    def hidden_white(self, text: str) -> None:
        """Text in white on white."""
        run = self.doc.add_paragraph().add_run(text)
        run.font.color.rgb = RGBColor(255, 255, 255)

    def tracked(self, before: str, deleted: str, inserted: str, after: str) -> None:
        """A paragraph with one tracked replacement."""
        paragraph = self.doc.add_paragraph(before)
        for tag, words, text_tag in (("w:del", deleted, "w:delText"), ("w:ins", inserted, "w:t")):
            if not words:
                continue
            self._changes += 1
            change = OxmlElement(tag)
            change.set(qn("w:id"), str(self._changes))
            change.set(qn("w:author"), _EDITOR)
            change.set(qn("w:date"), f"{self.material.prepared}T09:00:00Z")
            run, text = OxmlElement("w:r"), OxmlElement(text_tag)
            text.text = words
            text.set(qn("xml:space"), "preserve")
            run.append(text)
            change.append(run)
            paragraph._p.append(change)
        paragraph.add_run(after)

    def table(self, rows: Sequence[Sequence[str]], caption: str) -> None:
        """A ruled table with a coloured header row and its caption above."""
        self.para(f"**{caption}**").paragraph_format.keep_with_next = True
        table = self.doc.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for number, row in enumerate(rows):
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.space_before = Pt(2)
                self._write(paragraph, text, bold=number == 0)
                for run in paragraph.runs:
                    run.font.size = Pt(9.5)
                    if number == 0:
                        run.font.color.rgb = RGBColor(255, 255, 255)
                if number == 0:
                    self._shade(cell, self.brand.main)
        header = table.rows[0]._tr.get_or_add_trPr()
        header.append(OxmlElement("w:tblHeader"))
        self.doc.add_paragraph().paragraph_format.space_after = Pt(2)

    def picture(self, png: bytes, width_cm: float, caption: str) -> None:
        """A picture with its caption below; the caption is its alternative text too."""
        self.doc.add_picture(io.BytesIO(png), width=Cm(width_cm))
        drawn = self.doc.paragraphs[-1]._p.xpath(".//wp:docPr")[0]
        drawn.set("descr", caption)
        self.para(f"**{caption}**")

    @staticmethod
    def _shade(cell: Any, colour: Colour) -> None:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "".join(f"{part:02X}" for part in colour))
        cell._tc.get_or_add_tcPr().append(shade)

    # --- finish -----------------------------------------------------------------------------------------------------
    def _footnotes(self) -> None:
        marks = (("separator", "w:separator"), ("continuationSeparator", "w:continuationSeparator"))
        body = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><{tag}/></w:r></w:p></w:footnote>'
            for number, (kind, tag) in zip((-1, 0), marks, strict=True)
        )
        body += "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:rPr><w:vertAlign '
            f'w:val="superscript"/><w:sz w:val="16"/></w:rPr><w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="16"/></w:rPr>'
            f'<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.notes, 1)
        )
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{body}</w:footnotes>'
        package = self.doc.part.package
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), package)
        self.doc.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def finish(self) -> bytes:
        """The finished file's bytes, the same on every run."""
        if self.notes:
            self._footnotes()
        out = io.BytesIO()
        self.doc.save(out)
        return normalised(out.getvalue(), self.material.prepared)
