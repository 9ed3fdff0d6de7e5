"""Automatic numbers of a Word document, counted and written as the word processor shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: form and text of its numbers, where it begins, when it begins anew, whose style it is."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    """Begins anew after a number of this level or a higher one (from 1; 0: never); None: after any higher one."""
    legal: bool = False
    """All numbers in it are written in Arabic figures."""
    style: str = ""


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._linked: dict[str, str] = {}
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        homes: dict[str, str] = {}
        for abstract in root.findall(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId") or ""
            self._elements[name] = abstract
            if linked := _value(abstract, "numStyleLink"):
                self._linked[name] = linked
            if home := _value(abstract, "styleLink"):
                homes[home] = name
        self._linked = {name: homes[style] for name, style in self._linked.items() if style in homes}
        for number in root.findall(f"{W}num"):
            self._read_list(number)

    def _read_list(self, number: Any) -> None:
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in number.findall(f"{W}lvlOverride"):
            at, own = _int(override, "ilvl"), override.find(f"{W}lvl")
            if own is not None:
                levels[at] = _level(own)
            if (start := _value(override, "startOverride")) is not None and start.isdigit():
                starts[at] = int(start)
        name = number.get(f"{W}numId") or ""
        self._lists[name] = (_value(number, "abstractNumId") or "", levels, starts)

    def _levels(self, abstract: str) -> dict[int, Level]:
        """Levels of an abstract list; of one that only links to a style, those of the style's list."""
        if abstract not in self._abstract:
            found = _levels_in(self._elements.get(abstract))
            self._abstract[abstract] = found or _levels_in(self._elements.get(self._linked.get(abstract, "")))
        return self._abstract[abstract]

    def level_of(self, number: str, style: str) -> int | None:
        """The level of the list that belongs to a paragraph style; None where none does."""
        abstract, own, _ = self._lists.get(number, ("", {}, {}))
        levels = {**self._levels(abstract), **own}
        return next((at for at, level in levels.items() if style and level.style == style), None)

    def marker(self, numbering: tuple[str, int]) -> str:
        """The next marker of that list and level (``2.1``, ``•``), "" where the list is unknown or switched off."""
        number, at = numbering
        abstract, own, starts = self._lists.get(number, ("", {}, {}))
        levels = {**self._levels(abstract), **own}
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        self._begin(number, starts, counts, levels)
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [d for d in counts if d > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and at < restart):
                del counts[deeper]
        if level.form == "bullet":
            return "•"
        text = level.text
        for index in range(9):
            if f"%{index + 1}" in text:
                shown = (
                    replace(levels.get(index, Level()), form="decimal") if level.legal else levels.get(index, Level())
                )
                text = text.replace(f"%{index + 1}", formatted(counts.get(index, shown.start), shown.form))
        return text.strip()

    def _begin(self, number: str, starts: dict[int, int], counts: dict[int, int], levels: dict[int, Level]) -> None:
        """A list that says where it begins does so at its first item, though it shares its counts with others."""
        for at, start in starts.items():
            if (number, at) not in self._begun:
                self._begun.add((number, at))
                counts[at] = start - 1
                levels[at] = replace(levels.get(at, Level()), start=start)


def _levels_in(abstract: Any) -> dict[int, Level]:
    return {_int(e, "ilvl"): _level(e) for e in abstract.findall(f"{W}lvl")} if abstract is not None else {}


def _level(element: Any) -> Level:
    start, restart, legal = _value(element, "start"), _value(element, "lvlRestart"), element.find(f"{W}isLgl")
    return Level(
        form=_value(element, "numFmt") or _alternative(element) or "decimal",
        text=_value(element, "lvlText") or "",
        start=int(start) if start and start.isdigit() else 1,
        restart=int(restart) if restart and restart.isdigit() else None,
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        style=_value(element, "pStyle") or "",
    )


def _alternative(element: Any) -> str:
    """A form of numbers that newer programs know, told for older ones beside it."""
    found = next(element.iter(f"{W}numFmt"), None)
    return (found.get(f"{W}val") or "") if found is not None else ""


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val") if found is not None else None


def _int(element: Any, name: str) -> int:
    value = element.get(f"{W}{name}") or "0"
    return int(value) if value.isdigit() else 0


# --- how numbers are written ------------------------------------------------------------------------------------------


def formatted(count: int, form: str) -> str:
    """``count`` as the number format writes it; a form that is not known as figures."""
    if form == "none":
        return ""
    if count < 0:
        return str(count)
    written = _FORMS.get(form)
    return written(count) if written is not None and count > 0 else str(count)


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * min(50, (count - 1) // 26 + 1)


def _roman(count: int) -> str:
    hundreds = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"))
    units = ((90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    out, count = "", min(count, 9999)
    for value, letters in (*hundreds, *units):
        out += letters * (count // value)
        count %= value
    return out


def _chinese(count: int) -> str:
    """``十二``, ``二十``, ``一百零三``: as numbers are counted."""
    if count >= 10_000:
        return str(count)
    out, rest = "", count
    for value, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit, rest = divmod(rest, value)
        if digit:
            out += ("" if value == 10 and digit == 1 and not out else _DIGITS[digit]) + name
            zero = rest and rest < value // 10
            out += "零" if zero else ""
    return out + (_DIGITS[rest] if rest else "")


def _japanese(count: int) -> str:
    return _chinese(count).replace("零", "").replace("一百", "百").replace("一千", "千")


def _ordinal(count: int) -> str:
    last = {1: "st", 2: "nd", 3: "rd"}.get(count % 10 if count % 100 // 10 != 1 else 0, "th")
    return f"{count}{last}"


def _within(first: str, most: int) -> Callable[[int], str]:
    """One character for each number up to ``most``, beginning with ``first``; figures beyond."""
    return lambda count: chr(ord(first) + count - 1) if count <= most else str(count)


def _of(letters: str) -> Callable[[int], str]:
    return lambda count: letters[(count - 1) % len(letters)]


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "ordinal": _ordinal,
    "decimalEnclosedCircle": _within("①", 20),
    "decimalEnclosedCircleChinese": _within("①", 10),
    "decimalEnclosedParen": _within("⑴", 20),
    "decimalEnclosedFullstop": _within("⒈", 20),
    "decimalFullWidth": lambda count: str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalFullWidth2": lambda count: str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda count: "".join(_DIGITS[int(d)] for d in str(count)),
    "japaneseDigitalTenThousand": lambda count: "".join(_DIGITS[int(d)] for d in str(count)),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographEnclosedCircle": _within("㊀", 10),
    "aiueoFullWidth": _of(_AIUEO),
    "aiueo": _of(_AIUEO),
    "irohaFullWidth": _of(_IROHA),
    "iroha": _of(_IROHA),
}
