"""Characters of the Symbol font in markup: ``³`` set in Symbol is ``≥``, and a dose limit without it is wrong.

The code points follow the encoding of the Symbol font (Adobe, also ``mac-symbol``). A run is mapped where an element,
its style or its class declares the font, and where a class without a declaration is used for nothing but such signs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

_GREEK = dict(
    zip(
        "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
)
_SIGNS = {
    "£": "≤", "¥": "∞", "¬": "←", "­": "↑", "®": "→", "¯": "↓", "³": "≥", "´": "×", "·": "•", "¸": "÷", "¹": "≠",
    "º": "≡", "»": "≈", "@": "≅", "Ö": "√", "Î": "∈", "Ò": "®", "Ó": "©", "Ô": "™", "â": "®", "ã": "©", "ä": "™",
}  # fmt: skip
_LONE = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_FAMILY = re.compile(r"font(?:-family)?\s*:\s*[^;}]*?([\w\"'][^;}]*)", re.I)
_SYMBOL = re.compile(r"(^|[\s,\"':])symbol\b", re.I)
_PICTORIAL = re.compile(r"[\s\"']*(wingdings|webdings)", re.I)
_USUAL = set("³£·<>=+-±°×÷~%•≥≤®´¸»") | set("abdgkmlsDW")
"""What a class that is used for Symbol characters only may hold."""

SUSPICIOUS = re.compile(
    r"(?<![\w)\]²³⁰-⁹/])³\s?\d"
    r"|£\s?\d+(?:[.,]\d+)?\s*(?:%|[mµμ]?[glL]\b|kg|m[lL]|mm|mmol|cm|°|[x×]\s?U|-?fach|-?fold|U[LN]|Jahre|years|ans|Wochen|weeks"
    r"|Tage|days|Monate|months|Stunden|hours|h\b)"
)
"""Where no font is declared but a sign stands before a figure as ``≥`` or ``≤`` would: kept, and shown to a person."""


def as_unicode(text: str) -> str:
    """``text`` set in the Symbol font as the characters it shows; words of two letters or more are left as they are."""
    return "".join(_SIGNS.get(c, c) for c in _LONE.sub(lambda found: _GREEK.get(found[0], found[0]), text))


def families(css: str) -> dict[str, str]:
    """Font family by class name, of the rules that stand for one class alone."""
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        if said := _FAMILY.search(body):
            for part in selector.split(","):
                if match := re.fullmatch(r"\s*\w*\.([\w-]+)\s*", part):
                    found[match[1]] = said[1]
    return found


def map_tree(root: Any, fonts: Mapping[str, str]) -> tuple[int, int]:
    """Maps the Symbol runs of the tree in place.

    Returns how many characters changed by a declared font and how many by the use of their class alone.
    """
    lone = _classes_of_signs(root) - set(fonts)
    declared, inferred = _Counter(), _Counter()
    _map(root, fonts, lone, None, (declared, inferred))
    return declared.count, inferred.count


def map_bullets(root: Any, fonts: Mapping[str, str]) -> None:
    """Puts a bullet for each single character of the Wingdings fonts, which hold signs only."""
    for element in root.iter():
        text = (element.text or "").strip() if isinstance(element.tag, str) else ""
        if len(text) == 1 and not len(element) and _PICTORIAL.match(_family(element, fonts)):
            element.text = "• "


def _family(element: Any, fonts: Mapping[str, str]) -> str:
    """The font family of an element as it, or the nearest element around it that says one, declares it."""
    for _ in range(20):
        if element is None:
            break
        style = _FAMILY.search(element.get("style") or "")
        said = [style[1]] if style else [element.get("face") or ""]
        said += [fonts[name] for name in (element.get("class") or "").split() if name in fonts]
        if family := next(filter(None, said), ""):
            return family
        element = element.getparent()
    return ""


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def mapped(self, text: str | None) -> str | None:
        if not text:
            return text
        now = as_unicode(text)
        self.count += sum(1 for a, b in zip(text, now, strict=True) if a != b)
        return now


def _map(
    element: Any, fonts: Mapping[str, str], lone: set[str], on: _Counter | None, both: tuple[_Counter, _Counter]
) -> None:
    on = _font(element, fonts, lone, on, both)
    if on is not None:
        element.text = on.mapped(element.text)
    for child in element:
        if isinstance(child.tag, str):
            _map(child, fonts, lone, on, both)
        if on is not None:
            child.tail = on.mapped(child.tail)


def _font(
    element: Any, fonts: Mapping[str, str], lone: set[str], on: _Counter | None, both: tuple[_Counter, _Counter]
) -> _Counter | None:
    """The counter of the Symbol font where ``element`` is set in it, None in any other font."""
    names = (element.get("class") or "").split()
    style = _FAMILY.search(element.get("style") or "")
    said = [style[1]] if style else [element.get("face")] if element.get("face") else []
    said += [fonts[name] for name in names if name in fonts] if not said else []
    if said:
        return both[0] if _SYMBOL.search(said[0]) else None
    if any(name.casefold() == "symbol" for name in names):
        return both[0]
    return both[1] if lone & set(names) else on


def _classes_of_signs(root: Any) -> set[str]:
    """Classes used only for single characters of the Symbol font, with a ``³`` or ``£`` before a figure among them."""
    used: dict[str, set[str]] = defaultdict(set)
    limits: set[str] = set()
    last = ""
    for name, text in _texts(root, ""):
        words = text.strip()
        if last and words[:1].isdigit():
            limits.add(last)
        if words:
            used[name].add(words)
            last = name if words in ("³", "£") else ""
    return {name for name in limits if name and used[name] <= _USUAL and len(used[name]) >= 2}


def _texts(element: Any, name: str) -> Iterator[tuple[str, str]]:
    """``(innermost class, words)`` of every piece of text, in order."""
    name = element.get("class") or name
    if element.tag in ("sup", "sub"):
        name = ""
    yield name, element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child, name)
        yield name, child.tail or ""
