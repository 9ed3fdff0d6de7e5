"""WordprocessingML as it stands in a document: the words of a paragraph as accepted, hidden and changed words apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.fonts import UNKNOWN, as_unicode, is_symbols
from ingest.reading import superscript

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WHITE = ("FFFFFF", "FEFEFE", "FDFDFD")


def on(element: Any, name: str) -> bool:
    """True where a switch such as ``w:b`` or ``w:vanish`` is set and not switched off."""
    found = element.find(f"{W}{name}") if element is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "none", "off")


@dataclass(slots=True)
class Words:
    """What a paragraph says."""

    text: str = ""
    """As accepted: insertions in, deletions out, hidden words out."""
    before: str = ""
    """As it was before the tracked changes."""
    hidden: list[tuple[str, str]] = field(default_factory=list)
    """Words that are not seen, and why."""
    authors: set[str] = field(default_factory=set)
    changed: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes as ``(kind, id)``, in order."""
    marks: list[str] = field(default_factory=list)
    """The marks of those notes as the page shows them."""
    comments: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Contents of text boxes anchored here."""
    pictures: list[str] = field(default_factory=list)
    """Alternative text of each picture ("" where it has none)."""
    graphics: list[Any] = field(default_factory=list)
    """Drawings that point to a chart or a diagram."""
    objects: int = 0
    """Embedded objects and handwriting."""
    unknown: int = 0
    """Signs of a symbol font that are not known."""
    fields: int = 0
    """Fields that show something the file does not hold."""
    breaks: int = 0
    rendered: int = 0
    leading: int = 0
    """Page breaks before the first word (of either kind)."""
    bold: int = 0
    plain: int = 0


@dataclass(slots=True)
class _Field:
    """An open field: its instruction, whether its result has begun, and whether that holds words."""

    instruction: str = ""
    shown: bool = False
    worded: bool = False


class ParagraphReader:
    """Reads one paragraph; ``shaded`` where it lies on a colour, so that white words can be seen.

    ``styles`` know the character styles; ``mark`` gives the mark of a note by its kind and id.
    """

    def __init__(
        self, *, shaded: bool, styles: Styles | None = None, mark: Callable[[str, str], str] | None = None
    ) -> None:
        self.words = Words()
        self._shaded = shaded
        self._styles = styles
        self._mark = mark
        self._fields: list[_Field] = []

    def read(self, *paragraphs: Any) -> Words:
        """The words of ``w:p`` elements: one, or those that are one once a deletion of paragraph marks is accepted."""
        for number, paragraph in enumerate(paragraphs):
            properties = paragraph.find(f"{W}pPr")
            self._shaded = self._shaded or is_shaded(properties)
            if number:
                self.words.before += "\n"
                self.words.changed = True
            self._walk(paragraph, deleted=False, inserted=False)
        return self.words

    def _walk(self, element: Any, *, deleted: bool, inserted: bool) -> None:
        for child in element:
            if not isinstance(child.tag, str):
                continue
            tag = child.tag.rsplit("}", 1)[-1]
            if child.tag == f"{W}r":
                self._run(child, deleted=deleted, inserted=inserted)
            elif tag in ("ins", "moveTo", "del", "moveFrom"):
                self.words.authors.add(child.get(f"{W}author") or "")
                out = tag in ("del", "moveFrom")
                self._walk(child, deleted=deleted or out, inserted=inserted or not out)
            elif tag in ("commentReference", "commentRangeStart"):
                self._note_comment(child)
            elif tag == "AlternateContent":
                self._alternative(child, deleted=deleted, inserted=inserted)
            elif child.tag.startswith(_M):
                self._add("".join(t.text or "" for t in child.iter(f"{_M}t")), deleted=deleted, inserted=inserted)
            elif tag == "ruby":
                self._walk(_part(child, "rubyBase"), deleted=deleted, inserted=inserted)
            elif tag not in ("pPr", "rPr", "sdtPr", "sdtEndPr", "rt"):
                self._walk(child, deleted=deleted, inserted=inserted)

    def _alternative(self, element: Any, *, deleted: bool, inserted: bool) -> None:
        self._walk(_shown_form(element), deleted=deleted, inserted=inserted)

    def _run(self, run: Any, *, deleted: bool, inserted: bool) -> None:
        properties = run.find(f"{W}rPr")
        styled = self._styled(properties)
        why = self._why_hidden(properties, styled)
        raised = self._is_raised(properties, styled)
        font = _font(properties)
        for child in run:
            if child.tag == f"{W}ruby":
                self._walk(_part(child, "rubyBase"), deleted=deleted, inserted=inserted)
                continue
            words = self._piece(child, deleted=deleted, inserted=inserted)
            if words is None:
                continue
            if font:
                words = as_unicode(words, font)
            self.words.unknown += words.count(UNKNOWN)
            words = superscript(words) if raised else words
            if why:
                if not deleted:
                    self.words.hidden.append((words, why))
                continue
            if words.strip() and not deleted:
                bold = on(properties, "b")
                self.words.bold += len(words) if bold else 0
                self.words.plain += 0 if bold else len(words)
            self._add(words, deleted=deleted, inserted=inserted)

    def _styled(self, properties: Any) -> list[Any]:
        """Run properties of the character style in force, nearest first."""
        name = _value(properties, "rStyle") if properties is not None and self._styles is not None else None
        return [s.run for s in self._styles.chain(name) if s.run is not None] if name and self._styles else []

    def _is_raised(self, properties: Any, styled: list[Any]) -> bool:
        said = [v for p in (properties, *styled) if p is not None and (v := _value(p, "vertAlign"))]
        if said:
            return said[0] == "superscript"
        position = _value(properties, "position") if properties is not None else None
        return position is not None and position.isdigit() and int(position) >= _RAISED_BY

    def _add(self, words: str, *, deleted: bool, inserted: bool) -> None:
        if not deleted:
            self.words.text += words
        if not inserted:
            self.words.before += words
        self.words.changed = self.words.changed or ((deleted or inserted) and bool(words.strip()))

    def _piece(self, child: Any, *, deleted: bool, inserted: bool) -> str | None:
        """The words of one child of a run; None where it holds none (what else it means is noted)."""
        tag = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
        if tag in ("t", "delText"):
            if self._fields:
                self._fields[-1].worded = True
            return child.text or ""
        if tag in _BLANKS:
            return _BLANKS[tag]
        if tag in ("br", "cr"):
            if child.get(f"{W}type") == "page":
                self.words.breaks += 1
                self.words.leading += 0 if self.words.text.strip() else 1
            return "\n"
        if tag == "sym":
            code = child.get(f"{W}char") or ""
            sign = chr(int(code, 16)) if code else ""
            return as_unicode(sign, child.get(f"{W}font") or "") if is_symbols(child.get(f"{W}font") or "") else sign
        if tag in ("footnoteReference", "endnoteReference"):
            return self._note_mark(tag.removesuffix("Reference"), child)
        if tag in ("fldChar", "instrText"):
            return self._field(tag, child)
        self._note(child, tag, deleted=deleted, inserted=inserted)
        return None

    def _note_mark(self, kind: str, child: Any) -> str | None:
        """The mark of a note, raised; None where the document writes its own."""
        name = child.get(f"{W}id") or ""
        self.words.notes.append((kind, name))
        if child.get(f"{W}customMarkFollows") in ("1", "true", "on") or self._mark is None:
            return None
        mark = self._mark(kind, name)
        self.words.marks.append(mark)
        after = "\u2009" if self.words.text[-1:] in _RAISED_DIGITS and mark[:1].isdigit() else ""
        return after + "".join(superscript(c) for c in mark)

    def _field(self, tag: str, child: Any) -> str | None:
        """Fields whose result the file does not hold: signs and ticks are given, others counted."""
        if tag == "instrText":
            if self._fields and not self._fields[-1].shown:
                self._fields[-1].instruction += child.text or ""
            return None
        kind = child.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
            return _form_field(child)
        if kind == "separate" and self._fields:
            self._fields[-1].shown = True
        if kind == "end" and self._fields:
            done = self._fields.pop()
            sign = None if done.worded else _sign_field(done.instruction)
            name = (done.instruction.split() or [""])[0].upper()
            if sign is None and not done.shown and name in _SHOWING:
                self.words.fields += 1
            return sign
        return None

    def _note(self, child: Any, tag: str, *, deleted: bool, inserted: bool) -> None:
        if tag == "lastRenderedPageBreak":
            self.words.rendered += 1
            self.words.leading += 0 if self.words.text.strip() else 1
        elif tag == "commentReference":
            self._note_comment(child)
        elif tag == "AlternateContent":
            self._drawing(_shown_form(child))
        elif tag in ("drawing", "pict", "object"):
            self._drawing(child)

    def _note_comment(self, child: Any) -> None:
        name = child.get(f"{W}id") or ""
        if name not in self.words.comments:
            self.words.comments.append(name)

    def _drawing(self, element: Any) -> None:
        boxes = [b for b in element.iter(f"{W}txbxContent") if not _is_inside(b, element)]
        self.words.boxes += boxes
        tags = {e.tag.rsplit("}", 1)[-1] for e in element.iter() if isinstance(e.tag, str)}
        graphic = bool(tags & {"chart", "relIds"}) and not boxes
        if graphic:
            self.words.graphics.append(element)
        if "OLEObject" in tags or "contentPart" in tags:
            self.words.objects += 1
        words = [w for e in element.iter() if (w := _said_for(e))]
        if words or not (boxes or graphic or "OLEObject" in tags or "contentPart" in tags):
            self.words.pictures += words or ([""] if tags & _PICTURES else [])

    def _why_hidden(self, properties: Any, styled: list[Any]) -> str:
        if any(on(p, "vanish") for p in styled) and (properties is None or properties.find(f"{W}vanish") is None):
            return "hidden text"
        if properties is None:
            return ""
        if on(properties, "vanish") or on(properties, "specVanish"):
            return "hidden text"
        if (_value(properties, "sz") or "99").isdigit() and int(_value(properties, "sz") or 99) <= 4:
            return "tiny"
        white = (_value(properties, "color") or "").upper() in _WHITE
        if white and not self._shaded and not is_shaded(properties) and _value(properties, "highlight") is None:
            return "white on white"
        return ""


_RAISED_BY = 4
"""Half points above the line from which small type is raised."""
_RAISED_DIGITS = tuple("⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLANKS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_PICTURES = {"pic", "imagedata", "blip", "docPr", "wgp", "wpc"}
_SHOWING = ("EQ", "SYMBOL", "INCLUDETEXT", "INCLUDEPICTURE", "EMBED", "LINK", "DATABASE", "AUTOTEXT", "FILLIN", "ASK")
"""Fields whose result is words or a picture of the document, not a number of a page or a link."""


def _part(element: Any, name: str) -> Any:
    found = element.find(f"{W}{name}")
    return found if found is not None else ()


def _shown_form(element: Any) -> Any:
    """Of two forms of one thing, the one that newer programs show; else the other."""
    choice = element.find(f"{COMPATIBLE}Choice")
    if choice is None or not len(choice):
        choice = element.find(f"{COMPATIBLE}Fallback")
    return choice if choice is not None else ()


def _is_inside(box: Any, top: Any) -> bool:
    """True for a text box within another one of the same drawing, or in the form for older programs."""
    for above in box.iterancestors():
        if above is top:
            return False
        if above.tag in (f"{W}txbxContent", f"{COMPATIBLE}Fallback"):
            return True
    return False


def _said_for(element: Any) -> str:
    """Words somebody wrote for a picture, or that are drawn as one (a watermark)."""
    tag = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
    if tag == "docPr":
        return (element.get("descr") or element.get("title") or "").strip()
    if tag == "textpath":
        return (element.get("string") or "").strip()
    return (element.get("alt") or "").strip() if tag == "shape" else ""


def _form_field(child: Any) -> str | None:
    """The tick of a check box and the choice of a list, which old forms keep beside their field."""
    data = child.find(f"{W}ffData")
    box, choices = (data.find(f"{W}{n}") if data is not None else None for n in ("checkBox", "ddList"))
    if box is not None:
        return "☒" if on(box, "checked") or (box.find(f"{W}checked") is None and on(box, "default")) else "☐"
    if choices is not None:
        entries = [e.get(f"{W}val") or "" for e in choices.findall(f"{W}listEntry")]
        chosen = _value(choices, "result") or _value(choices, "default") or "0"
        return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else None
    return None


def _sign_field(instruction: str) -> str | None:
    """The sign of ``SYMBOL 179 \\f "Symbol"``; None for any other field."""
    found = re.match(r'\s*SYMBOL\s+(0x[0-9A-Fa-f]+|\d+)(?:.*?\\f\s*"?([^"\\]+)"?)?', instruction, re.IGNORECASE)
    if found is None:
        return None
    code = int(found[1], 0) if found[1].lower().startswith("0x") else int(found[1])
    font = (found[2] or "").strip()
    if is_symbols(font):
        return as_unicode(chr(code & 0xFF), font)
    return chr(code) if "\\u" in instruction else bytes([code & 0xFF]).decode("cp1252", "replace")


def _font(properties: Any) -> str:
    """The symbol font a run is set in, "" for fonts of letters."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    name = (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""
    return name if is_symbols(name) else ""


def is_shaded(properties: Any) -> bool:
    """True where the properties of a paragraph, run or cell paint a background that is not white."""
    shade = properties.find(f"{W}shd") if properties is not None else None
    return shade is not None and (shade.get(f"{W}fill") or "auto").upper() not in ("AUTO", "FFFFFF", "")


def _value(properties: Any, name: str) -> str | None:
    found = properties.find(f"{W}{name}")
    return found.get(f"{W}val") if found is not None else None


# --- styles and numbers -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Style:
    """What matters of a paragraph style."""

    name: str
    outline: int | None
    numbering: tuple[str, int] | None
    based_on: str
    run: Any = None
    """Its run properties."""
    name_id: str = ""


class Styles:
    """Styles of paragraphs and characters by id, with what they inherit."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Style] = {}
        self.usual = ""
        """Style of paragraphs that name none."""
        for style in root.iter(f"{W}style") if root is not None else ():
            properties = style.find(f"{W}pPr")
            outline = _value(properties, "outlineLvl") if properties is not None else None
            parent = style.find(f"{W}basedOn")
            self._styles[style.get(f"{W}styleId") or ""] = Style(
                (style.find(f"{W}name").get(f"{W}val") or "").lower() if style.find(f"{W}name") is not None else "",
                int(outline) if outline and outline.isdigit() else None,
                numbering_of(properties),
                parent.get(f"{W}val") or "" if parent is not None else "",
                style.find(f"{W}rPr"),
                style.get(f"{W}styleId") or "",
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.usual = style.get(f"{W}styleId") or ""

    def chain(self, name: str) -> Iterator[Style]:
        """The style and what it is based on, nearest first."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].based_on


def numbering_of(properties: Any) -> tuple[str, int] | None:
    """``(numId, level)`` of paragraph properties; None where they say none."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    return (
        number.get(f"{W}val") or "0" if number is not None else "",
        int(level.get(f"{W}val") or 0) if level is not None else 0,
    )
