"""WordprocessingML as it stands in a document: the words of a paragraph as accepted, hidden and changed words apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ingest.office.alternatives import written
from ingest.office.drawing import A, R
from ingest.office.fonts import UNKNOWN, as_unicode, is_symbols
from ingest.office.pictures import drawing_of
from ingest.reading import superscript
from ingest.word.styles import PROPERTIES, Look, Styles, W, is_shaded, look_of, on, value_of

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BLIP, _IMAGE = f"{A}blip", "{urn:schemas-microsoft-com:vml}imagedata"
_RUN, _TEXT, _RUBY = f"{W}r", f"{W}t", f"{W}ruby"
_NO_WORDS = ("", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt")
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@lru_cache(maxsize=1024)
def local(tag: Any) -> str:
    """The name of an element without its namespace, "" of what is no element."""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: words somebody wrote for it, and the names of the picture files it shows."""

    said: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    """Each with the drawing that newer programs show instead, "" for none."""
    alone: bool = True
    """Nothing else in the drawing is read: without words for it, it is lost."""


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
    pictures: list[Picture] = field(default_factory=list)
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
            name = child.tag
            if name == _RUN:
                self._run(child, deleted=deleted, inserted=inserted)
                continue
            tag = local(name)
            if tag in _NO_WORDS:
                continue
            if tag in ("ins", "moveTo", "del", "moveFrom"):
                self.words.authors.add(child.get(f"{W}author") or "")
                out = tag in ("del", "moveFrom")
                self._walk(child, deleted=deleted or out, inserted=inserted or not out)
            elif tag in ("commentReference", "commentRangeStart"):
                self._note_comment(child)
            elif tag == "AlternateContent":
                self._alternative(child, deleted=deleted, inserted=inserted)
            elif name.startswith(_M):
                self._add("".join(t.text or "" for t in child.iter(f"{_M}t")), deleted=deleted, inserted=inserted)
            elif tag == "ruby":
                self._walk(_part(child, "rubyBase"), deleted=deleted, inserted=inserted)
            else:
                self._walk(child, deleted=deleted, inserted=inserted)

    def _alternative(self, element: Any, *, deleted: bool, inserted: bool) -> None:
        self._walk(_shown_form(element), deleted=deleted, inserted=inserted)

    def _run(self, run: Any, *, deleted: bool, inserted: bool) -> None:
        look: Look | None = None
        for child in run:
            name = child.tag
            if name == PROPERTIES:
                continue
            if name == _TEXT:
                words: str | None = child.text or ""
                if self._fields:
                    self._fields[-1].worded = True
            elif name == _RUBY:
                self._walk(_part(child, "rubyBase"), deleted=deleted, inserted=inserted)
                continue
            else:
                words = self._piece(child, deleted=deleted, inserted=inserted)
            if words is None:
                continue
            look = look or look_of(run, self._styles)
            self._put(words, look, deleted=deleted, inserted=inserted)

    def _put(self, words: str, look: Look, *, deleted: bool, inserted: bool) -> None:
        """Takes in the words of a run that looks so."""
        if look.font:
            words = as_unicode(words, look.font)
        if UNKNOWN in words:
            self.words.unknown += words.count(UNKNOWN)
        if look.raised:
            words = superscript(words)
        if why := look.hidden or (look.white and not self._shaded and "white on white"):
            if not deleted:
                self.words.hidden.append((words, why))
            return
        if not deleted and words.strip():
            if look.bold:
                self.words.bold += len(words)
            else:
                self.words.plain += len(words)
        self._add(words, deleted=deleted, inserted=inserted)

    def _add(self, words: str, *, deleted: bool, inserted: bool) -> None:
        if not deleted:
            self.words.text += words
        if not inserted:
            self.words.before += words
        self.words.changed = self.words.changed or ((deleted or inserted) and bool(words.strip()))

    def _piece(self, child: Any, *, deleted: bool, inserted: bool) -> str | None:
        """The words of one child of a run; None where it holds none (what else it means is noted)."""
        tag = local(child.tag)
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
        words = tuple(w for e in element.iter() if (w := _said_for(e)))
        named = ((_file_of(e, element), drawing_of(e)) for e in element.iter(_BLIP, _IMAGE))
        files = tuple(dict.fromkeys(pair for pair in named if pair[0]))
        alone = not (boxes or graphic or "OLEObject" in tags or "contentPart" in tags)
        if words or files or (alone and tags & _PICTURES):
            self.words.pictures.append(Picture(words, files, alone))


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


def _file_of(element: Any, top: Any) -> str:
    """What the part calls the file of a picture, "" of one that belongs to a text box within the drawing."""
    name = element.get(f"{R}embed") or (element.get(f"{R}id") if element.tag == _IMAGE else "") or ""
    return "" if _is_inside(element, top) else name


def _said_for(element: Any) -> str:
    """Words somebody wrote for a picture, or that are drawn as one (a watermark)."""
    tag = element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
    if tag == "docPr":
        return written(element.get("descr")) or written(element.get("title"))
    if tag == "textpath":
        return (element.get("string") or "").strip()
    return written(element.get("alt")) if tag == "shape" else ""


def _form_field(child: Any) -> str | None:
    """The tick of a check box and the choice of a list, which old forms keep beside their field."""
    data = child.find(f"{W}ffData")
    box, choices = (data.find(f"{W}{n}") if data is not None else None for n in ("checkBox", "ddList"))
    if box is not None:
        return "☒" if on(box, "checked") or (box.find(f"{W}checked") is None and on(box, "default")) else "☐"
    if choices is not None:
        entries = [e.get(f"{W}val") or "" for e in choices.findall(f"{W}listEntry")]
        chosen = value_of(choices, "result") or value_of(choices, "default") or "0"
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


def is_mark_deleted(paragraph: Any) -> bool:
    """True where a tracked change deletes the end of the paragraph."""
    properties = paragraph.find(f"{W}pPr")
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and mark.find(f"{W}del") is not None


def only_moved(paragraphs: Sequence[Any]) -> bool:
    """True where tracked changes took the words elsewhere and deleted none of them."""
    moved = any(next(p.iter(f"{W}moveFrom"), None) is not None for p in paragraphs)
    return moved and all(next(p.iter(f"{W}delText"), None) is None for p in paragraphs)
