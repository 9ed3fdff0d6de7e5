"""WordprocessingML as it stands in a document: the words of a paragraph as accepted, hidden and changed words apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.reading import superscript

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
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
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Contents of text boxes anchored here."""
    pictures: list[str] = field(default_factory=list)
    """Alternative text of each picture ("" where it has none)."""
    breaks: int = 0
    rendered: int = 0
    leading: int = 0
    """Page breaks before the first word (of either kind)."""
    bold: int = 0
    plain: int = 0


class ParagraphReader:
    """Reads one paragraph; ``shaded`` where it lies on a colour, so that white words can be seen."""

    def __init__(self, *, shaded: bool) -> None:
        self.words = Words()
        self._shaded = shaded

    def read(self, paragraph: Any) -> Words:
        """The words of a ``w:p`` element."""
        properties = paragraph.find(f"{W}pPr")
        self._shaded = self._shaded or is_shaded(properties)
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
            elif tag not in ("pPr", "rPr", "sdtPr", "sdtEndPr"):
                self._walk(child, deleted=deleted, inserted=inserted)

    def _alternative(self, element: Any, *, deleted: bool, inserted: bool) -> None:
        choice = element.find(f"{_COMPATIBLE}Choice")
        if choice is None:
            choice = element.find(f"{_COMPATIBLE}Fallback")
        if choice is not None:
            self._walk(choice, deleted=deleted, inserted=inserted)

    def _run(self, run: Any, *, deleted: bool, inserted: bool) -> None:
        properties = run.find(f"{W}rPr")
        why = self._why_hidden(properties)
        raised = properties is not None and _value(properties, "vertAlign") == "superscript"
        for child in run:
            words = self._piece(child, deleted=deleted, inserted=inserted)
            if words is None:
                continue
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
            return child.text or ""
        if tag == "tab":
            return " "
        if tag in ("br", "cr"):
            if child.get(f"{W}type") == "page":
                self.words.breaks += 1
                self.words.leading += 0 if self.words.text.strip() else 1
            return "\n"
        if tag == "noBreakHyphen":
            return "-"
        if tag == "sym":
            code = child.get(f"{W}char") or ""
            return chr(int(code, 16)) if code else ""
        self._note(child, tag, deleted=deleted, inserted=inserted)
        return None

    def _note(self, child: Any, tag: str, *, deleted: bool, inserted: bool) -> None:
        if tag == "lastRenderedPageBreak":
            self.words.rendered += 1
            self.words.leading += 0 if self.words.text.strip() else 1
        elif tag == "footnoteReference":
            self.words.footnotes.append(child.get(f"{W}id") or "")
        elif tag == "endnoteReference":
            self.words.endnotes.append(child.get(f"{W}id") or "")
        elif tag == "commentReference":
            self._note_comment(child)
        elif tag == "AlternateContent":
            choice = child.find(f"{_COMPATIBLE}Choice")
            drawn = choice if choice is not None else child.find(f"{_COMPATIBLE}Fallback")
            if drawn is not None:
                self._drawing(drawn)
        elif tag in ("drawing", "pict", "object"):
            self._drawing(child)

    def _note_comment(self, child: Any) -> None:
        name = child.get(f"{W}id") or ""
        if name not in self.words.comments:
            self.words.comments.append(name)

    def _drawing(self, element: Any) -> None:
        boxes = list(element.iter(f"{W}txbxContent"))
        self.words.boxes += boxes
        if boxes:
            return
        for named in element.iter():
            if isinstance(named.tag, str) and named.tag.rsplit("}", 1)[-1] == "docPr":
                self.words.pictures.append((named.get("descr") or "").strip())
                return
        self.words.pictures.append("")

    def _why_hidden(self, properties: Any) -> str:
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


class Styles:
    """Paragraph styles by id, with what they inherit."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Style] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            properties = style.find(f"{W}pPr")
            outline = _value(properties, "outlineLvl") if properties is not None else None
            parent = style.find(f"{W}basedOn")
            self._styles[style.get(f"{W}styleId") or ""] = Style(
                (style.find(f"{W}name").get(f"{W}val") or "").lower() if style.find(f"{W}name") is not None else "",
                int(outline) if outline and outline.isdigit() else None,
                numbering_of(properties),
                parent.get(f"{W}val") or "" if parent is not None else "",
            )

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


class Numbering:
    """Counts automatic numbers as a word processor shows them."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._abstract: dict[str, str] = {}
        if root is None:
            return
        for abstract in root.findall(f"{W}abstractNum"):
            levels = {}
            for level in abstract.findall(f"{W}lvl"):
                start = _value(level, "start") or "1"
                levels[int(level.get(f"{W}ilvl") or 0)] = (
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                    int(start) if start.isdigit() else 1,
                )
            self._levels[abstract.get(f"{W}abstractNumId") or ""] = levels
        for number in root.findall(f"{W}num"):
            self._abstract[number.get(f"{W}numId") or ""] = _value(number, "abstractNumId") or ""

    def marker(self, numbering: tuple[str, int]) -> str:
        """The next marker of that list and level (``2.1``, ``•``), "" where the list is unknown or switched off."""
        number, level = numbering
        abstract = self._abstract.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        form, text, start = levels[level]
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [d for d in counts if d > level]:
            del counts[deeper]
        if form == "bullet":
            return "•"
        for index in range(level + 1):
            shown = _formatted(
                counts.get(index, levels.get(index, ("", "", 1))[2]), levels.get(index, (form, "", 1))[0]
            )
            text = text.replace(f"%{index + 1}", shown)
        return text.strip()


def _formatted(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    pairs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    out = ""
    for value, letters in pairs:
        out += letters * (count // value)
        count %= value
    return out
