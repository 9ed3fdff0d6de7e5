"""Styles of a Word document, and how the words of a run look by its properties and its character style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.office.fonts import is_symbols

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = f"{W}rPr"
_WHITE = ("FFFFFF", "FEFEFE", "FDFDFD")
_OFF = ("0", "false", "none", "off")
_VAL = f"{W}val"
_RUN_STYLE, _BOLD, _VANISH, _ALWAYS_VANISH = f"{W}rStyle", f"{W}b", f"{W}vanish", f"{W}specVanish"
_FONTS, _ASCII, _HIGH_ANSI = f"{W}rFonts", f"{W}ascii", f"{W}hAnsi"
_RAISED, _POSITION, _SIZE = f"{W}vertAlign", f"{W}position", f"{W}sz"
_COLOUR, _SHADE, _FILL, _HIGHLIGHT = f"{W}color", f"{W}shd", f"{W}fill", f"{W}highlight"
_RAISED_BY = 4
"""Half points above the line from which small type is raised."""


def on(element: Any, name: str) -> bool:
    """True where a switch such as ``w:b`` or ``w:vanish`` is set and not switched off."""
    return element is not None and _is_on(element.find(f"{W}{name}"))


def value_of(properties: Any, name: str) -> str | None:
    """What the child ``name`` says, None where there is none."""
    found = properties.find(f"{W}{name}")
    return found.get(_VAL) if found is not None else None


def is_shaded(properties: Any) -> bool:
    """True where the properties of a paragraph, run or cell paint a background that is not white."""
    return properties is not None and _paints(properties.find(_SHADE))


def _paints(shade: Any) -> bool:
    return shade is not None and (shade.get(_FILL) or "auto").upper() not in ("AUTO", "FFFFFF", "")


# --- runs -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of a run look."""

    bold: bool = False
    raised: bool = False
    hidden: str = ""
    """Why they are not seen."""
    white: bool = False
    """They are white, and so is the ground they bring along."""
    font: str = ""
    """The symbol font they are set in, "" for fonts of letters."""


@dataclass(frozen=True, slots=True)
class StyledLook:
    """What a character style says of the words in it."""

    vanishes: bool = False
    raised: str = ""
    bold: bool = False


PLAIN, _PLAIN_STYLE = Look(), StyledLook()


def look_of(run: Any, styles: Styles | None) -> Look:
    """How the words of a run look, by its own properties and its character style."""
    properties = run.find(PROPERTIES)
    if properties is None:
        return PLAIN
    said = {child.tag: child for child in properties.iterchildren(reversed=True)}
    name = said.get(_RUN_STYLE)
    styled = styles.look(name.get(_VAL) or "") if name is not None and styles is not None else _PLAIN_STYLE
    fonts = said.get(_FONTS)
    font = (fonts.get(_ASCII) or fonts.get(_HIGH_ANSI) or "") if fonts is not None else ""
    return Look(
        bold=_is_on(said[_BOLD]) if _BOLD in said else styled.bold,
        raised=_is_raised(said, styled),
        hidden=_why_hidden(said, styled),
        white=_is_white(said),
        font=font if font and is_symbols(font) else "",
    )


def _is_on(found: Any) -> bool:
    return found is not None and found.get(_VAL, "1") not in _OFF


def _is_raised(said: dict[str, Any], styled: StyledLook) -> bool:
    own = said.get(_RAISED)
    if align := (own.get(_VAL) if own is not None else None) or styled.raised:
        return bool(align == "superscript")
    position = said.get(_POSITION)
    value = position.get(_VAL) if position is not None else None
    return value is not None and value.isdigit() and int(value) >= _RAISED_BY


def _why_hidden(said: dict[str, Any], styled: StyledLook) -> str:
    own = said.get(_VANISH)
    if (styled.vanishes and own is None) or _is_on(own) or _is_on(said.get(_ALWAYS_VANISH)):
        return "hidden text"
    size = said.get(_SIZE)
    points = (size.get(_VAL) or "99") if size is not None else "99"
    return "tiny" if points.isdigit() and int(points) <= 4 else ""


def _is_white(said: dict[str, Any]) -> bool:
    colour = said.get(_COLOUR)
    if colour is None or (colour.get(_VAL) or "").upper() not in _WHITE:
        return False
    highlight = said.get(_HIGHLIGHT)
    return not _paints(said.get(_SHADE)) and (highlight is None or highlight.get(_VAL) is None)


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

    @property
    def level(self) -> int | None:
        """0 for the title, 1 to 9 for a heading, None for any other style."""
        if self.name in ("title", "titel", "titre", "título", "标题", "表題"):
            return 0
        if found := _HEADING.match(self.name):
            return int(found[2])
        return self.outline + 1 if self.outline is not None and self.outline < 9 else None


_HEADING = re.compile(r"^(heading|überschrift|titre|título|标题|見出し|titolo|rubrik)\s*(\d)", re.I)


@dataclass(frozen=True, slots=True)
class Chain:
    """What a style and those it is based on say together, the nearest first."""

    styles: tuple[Style, ...]
    level: int | None
    caption: bool
    listed: bool
    numbered: Style | None
    """The nearest style with a list."""
    number: str
    """The nearest list that is named."""


class Styles:
    """Styles of paragraphs and characters by id, with what they inherit."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._styles: dict[str, Style] = {}
        self._chains: dict[str, Chain] = {}
        self._looks: dict[str, StyledLook] = {}
        self.usual = ""
        """Style of paragraphs that name none."""
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId") or ""
            self._elements[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.usual = name

    def chain(self, name: str) -> Chain:
        """The style called ``name`` with what it is based on; an unknown one says nothing."""
        if name not in self._chains:
            styles = tuple(self._each(name))
            names = " ".join(s.name for s in styles)
            numbered = [s for s in styles if s.numbering]
            self._chains[name] = Chain(
                styles,
                next((level for s in styles if (level := s.level) is not None), None),
                "caption" in names or "beschriftung" in names,
                "list" in names.split(" ")[0:1],
                numbered[0] if numbered else None,
                next((s.numbering[0] for s in numbered if s.numbering and s.numbering[0]), ""),
            )
        return self._chains[name]

    def look(self, name: str) -> StyledLook:
        """What the character style called ``name`` says of the words in it."""
        if name not in self._looks:
            runs = [s.run for s in self._each(name) if s.run is not None]
            aligned = (value_of(run, "vertAlign") for run in runs)
            bold = next((on(run, "b") for run in runs if run.find(_BOLD) is not None), False)
            raised = next((a for a in aligned if a), "")
            self._looks[name] = StyledLook(any(on(run, "vanish") for run in runs), raised, bold)
        return self._looks[name]

    def _each(self, name: str) -> Iterator[Style]:
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            style = self._style(name)
            yield style
            name = style.based_on

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            style = self._elements[name]
            properties = style.find(f"{W}pPr")
            outline = value_of(properties, "outlineLvl") if properties is not None else None
            level = int(outline) if outline and outline.isdigit() else None
            self._styles[name] = Style(
                (value_of(style, "name") or "").lower(),
                level,
                numbering_of(properties),
                value_of(style, "basedOn") or "",
                style.find(f"{W}rPr"),
                name,
            )
        return self._styles[name]


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
