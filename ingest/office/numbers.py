"""Numbers and dates of a spreadsheet as its cells show them, by their number format (ECMA-376 part 1, 18.8.30/31).

Rounding is of the 15 digits that a spreadsheet keeps, half away from zero: 0.125 shown with two decimals is 0.13.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<exponent>[Ee][+-])|(?P<ampm>AM/PM|A/P)|(?P<part>y+|m+|d+|h+|s+(?:\.0+)?|g+|a{3,4}|e+|b+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$")
_OF_THE_SYSTEM = ("mm-dd-yy", "m/d/yy h:mm")
"""Built-in formats (14 and 22) that every machine shows in its own way: given as ISO days, which none mistakes."""
_EXACT = Context(prec=500, rounding=ROUND_HALF_UP)
_EPOCH = datetime(1899, 12, 30)
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
_DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
}
Value = bool | int | float | str | date | time | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a format: ``text`` is printed; ``digit`` (``0 # ?``), ``point``, ``comma``, ``percent``, ``slash``,
    ``exponent``, ``at``, ``general``, ``part`` (of a date) and ``elapsed`` stand for something."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of up to four parts of a format; ``condition`` is ``(sign, number)`` where it has one of its own."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    locale: str

    def has(self, *kinds: str) -> bool:
        return any(t.kind in kinds for t in self.tokens)


def shown(value: Value, code: str) -> str:
    """The value as its cell shows it; "" where the format shows nothing (``;;;``)."""
    sections = _sections(code or "General")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _text(value, sections)
    if isinstance(value, date | time | timedelta):
        return _moment(value, code, sections[0])
    exact = _fifteen(value)
    if exact is None:
        return str(value)
    section, signed = _chosen(exact, sections)
    if section is None:
        return "#" * 8
    if section.has("part", "elapsed"):
        return _serial(exact, code, section)
    text = _number(abs(exact), section)
    return f"-{text}" if exact < 0 and not signed and text else text


def is_date(code: str) -> bool:
    """True for a format that shows days or times."""
    return bool(code) and _sections(code)[0].has("part", "elapsed")


# --- formats ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    parts: list[str] = [""]
    for found in _TOKEN.finditer(code[:500]):
        if found["other"] == ";":
            parts.append("")
        else:
            parts[-1] += found[0]
    return tuple(_section(part) for part in parts[:4])


def _section(code: str) -> Section:
    tokens, condition, locale = list[Token](), None, ""
    for found in _TOKEN.finditer(code):
        kind = str(found.lastgroup)
        text = found[kind]
        if kind in ("quoted", "escaped"):
            tokens.append(Token("text", text))
        elif kind == "space":
            tokens.append(Token("text", " "))
        elif kind == "bracket":
            if limit := _CONDITION.match(text):
                condition = (limit[1], Decimal(limit[2]))
            elif text.startswith("$"):
                symbol, _, locale = text[1:].partition("-")
                tokens.append(Token("text", symbol))
            elif re.fullmatch(r"h+|m+|s+", text, re.IGNORECASE):
                tokens.append(Token("elapsed", text.lower()))
        elif kind in ("general", "exponent", "ampm"):
            tokens.append(Token({"ampm": "part"}.get(kind, kind), text))
        elif kind == "part":
            tokens.append(Token("part", text.lower()))
        elif kind == "other":
            names = {".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "at"}
            tokens.append(Token("digit" if text in "0#?" else names.get(text, "text"), text))
    return Section(tuple(tokens), condition, locale)


def _chosen(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """The section for a number, and whether it says the sign itself."""
    usable = sections[:3]
    if any(s.condition for s in usable):
        for section in usable:
            if section.condition is None or _holds(value, section.condition):
                return section, False
        return None, False
    if value < 0 and len(usable) > 1:
        return usable[1], True
    return (usable[2] if value == 0 and len(usable) > 2 else usable[0]), False


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    results = {"<": value < limit, ">": value > limit, "=": value == limit}
    return any(results[s] for s in sign) if sign != "<>" else value != limit


def _text(value: str, sections: tuple[Section, ...]) -> str:
    section = sections[3] if len(sections) == 4 else sections[0] if sections[0].has("at") else None
    if section is None:
        return value
    return "".join(value if t.kind == "at" else t.text for t in section.tokens)


# --- numbers ----------------------------------------------------------------------------------------------------------


def _fifteen(value: float) -> Decimal | None:
    """The number in the 15 digits a spreadsheet shows at most; None for what is no number."""
    try:
        exact = Decimal(f"{value:.15g}")
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return exact if exact.is_finite() else None


def _number(value: Decimal, section: Section) -> str:
    if section.has("general"):
        return "".join(_general(value) if t.kind == "general" else t.text for t in section.tokens)
    if not section.has("digit"):
        return "".join(t.text for t in section.tokens if t.kind in ("text", "percent", "slash", "comma", "point"))
    value *= Decimal(100) ** sum(t.kind == "percent" for t in section.tokens)
    if section.has("slash"):
        return _fraction(value, section.tokens)
    if section.has("exponent"):
        return _scientific(value, section.tokens)
    return _fixed(value, section.tokens)


def _general(value: Decimal) -> str:
    """Up to eleven characters, as a cell without a format shows them; very large and small ones by powers of ten."""
    if value and not Decimal("1e-9") <= value < Decimal("1e20"):
        return f"{value:.5E}"
    room = max(0, 10 - max(1, value.adjusted() + 1)) if value >= 1 else 9
    text = format(value.quantize(Decimal(1).scaleb(-room), context=_EXACT), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fixed(value: Decimal, tokens: tuple[Token, ...]) -> str:
    digits = [i for i, t in enumerate(tokens) if t.kind == "digit"]
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    whole, places = [i for i in digits if i < point], [i for i in digits if i > point]
    last = whole[-1] if whole else point
    commas = [i for i, t in enumerate(tokens) if t.kind == "comma"]
    grouped = any(whole and whole[0] < i < last for i in commas)
    scaled = [i for i in commas if i > last and _adjoins(tokens, i)]
    value /= Decimal(1000) ** len(scaled)
    text = format(value.quantize(Decimal(1).scaleb(-len(places)), context=_EXACT), "f")
    integer, _, decimals = text.partition(".")
    return _laid(tokens, whole, places, point, integer, decimals, grouped=grouped)


def _adjoins(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a comma that follows a digit's place or another such comma: it divides by a thousand."""
    while at and tokens[at].kind == "comma":
        at -= 1
    return tokens[at].kind in ("digit", "point")


def _laid(
    tokens: tuple[Token, ...],
    whole: list[int],
    places: list[int],
    point: int,
    integer: str,
    decimals: str,
    *,
    grouped: bool,
) -> str:
    """The digits in their places, with what the format prints between them."""
    least = sum(tokens[i].text == "0" for i in whole)
    integer = integer.lstrip("0").rjust(least, "0")
    if grouped:
        integer = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", integer)
    while decimals and places and tokens[places[len(decimals) - 1]].text != "0" and decimals[-1] == "0":
        decimals = decimals[:-1]
    between = any(tokens[i].kind == "text" for i in range(whole[0], whole[-1])) if whole else False
    share = _shares(integer, len(whole)) if between else [integer, *[""] * (len(whole) - 1)]
    out = ""
    for index, token in enumerate(tokens):
        if index in whole:
            out += share[whole.index(index)]
        elif index in places:
            at = places.index(index)
            out += decimals[at : at + 1]
        elif index == point:
            out += "." if decimals or not places else ""
        elif token.kind in ("text", "percent"):
            out += token.text
    return out.strip()


def _shares(integer: str, count: int) -> list[str]:
    """Digits for each place of ``000-0000``: one each from the right, what is more at the first."""
    padded = integer.rjust(count)
    return [padded[: len(padded) - count + 1], *padded[len(padded) - count + 1 :]]


def _scientific(value: Decimal, tokens: tuple[Token, ...]) -> str:
    at = next(i for i, t in enumerate(tokens) if t.kind == "exponent")
    mantissa, power = tokens[:at], 0
    point = next((i for i, t in enumerate(mantissa) if t.kind == "point"), at)
    places = sum(t.kind == "digit" for t in mantissa[point:])
    if value:
        power = value.adjusted()
        rounded = value.scaleb(-power).quantize(Decimal(1).scaleb(-places), context=_EXACT)
        if rounded >= 10:
            power += 1
        value = value.scaleb(-power)
    digits = sum(t.kind == "digit" for t in tokens[at:])
    sign = "-" if power < 0 else "+" if tokens[at].text[1] == "+" else ""
    rest = "".join(t.text for t in tokens[at + 1 :] if t.kind in ("text", "percent"))
    return f"{_fixed(value, mantissa)}E{sign}{abs(power):0{digits}d}{rest}"


def _fraction(value: Decimal, tokens: tuple[Token, ...]) -> str:
    slash = next(i for i, t in enumerate(tokens) if t.kind == "slash")
    below = "".join(t.text for t in tokens[slash + 1 :])
    fixed = re.match(r"\s*(\d+)", below)
    most = 10 ** sum(t.kind == "digit" for t in tokens[slash:]) - 1
    before = [i for i, t in enumerate(tokens[:slash]) if t.kind == "digit"]
    whole = (
        any(tokens[i].kind == "text" and tokens[i].text == " " for i in range(before[0], slash)) if before else False
    )
    integer = int(value) if whole else 0
    part = Fraction(value) - integer
    part = (
        Fraction(round(part * int(fixed[1])), int(fixed[1]))
        if fixed and int(fixed[1])
        else part.limit_denominator(most or 1)
    )
    if part == 1 and whole:
        integer, part = integer + 1, Fraction(0)
    if not part:
        return str(integer)
    under = int(fixed[1]) if fixed and int(fixed[1]) else part.denominator
    over = part.numerator * (under // part.denominator)
    return f"{integer} {over}/{under}" if whole and integer else f"{over}/{under}"


# --- days and times ---------------------------------------------------------------------------------------------------


def _serial(value: Decimal, code: str, section: Section) -> str:
    """A day counted from the end of 1899, as spreadsheets keep it."""
    seconds = round(value * 86400)
    if section.has("elapsed"):
        return _moment(timedelta(seconds=seconds), code, section)
    try:
        return _moment(_EPOCH + timedelta(seconds=seconds), code, section)
    except OverflowError:
        return _general(abs(value))


def _moment(value: date | time | timedelta, code: str, section: Section) -> str:
    if isinstance(value, timedelta):
        return _elapsed(value, section)
    parts = [t.text for t in section.tokens if t.kind == "part"]
    special = any(p[0] in "gb" or p.startswith(("e", "aaa")) for p in parts if p.lower() not in ("am/pm", "a/p"))
    words = any(p in ("mmm", "mmmm", "mmmmm", "ddd", "dddd") for p in parts)
    language = _language(section.locale)
    system = section.locale.upper().lstrip("X-") in ("F800", "F400")
    if not parts or special or system or code in _OF_THE_SYSTEM or (words and not language):
        return iso(value)
    return _printed(value, section.tokens, language or "en")


def iso(value: date | time | timedelta) -> str:
    """The day (and time, where it has one) as ISO 8601 gives it."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return str(value) if isinstance(value, timedelta) else value.isoformat()


def _language(locale: str) -> str:
    """The language of month names: English without a locale, German; "" for others."""
    low = locale.lower().lstrip("x-")[-4:].lstrip("0")
    return "en" if low in ("", "409", "809") else "de" if low in ("407", "807", "c07") else ""


def _elapsed(value: timedelta, section: Section) -> str:
    seconds = int(value.total_seconds())
    units = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}
    out = ""
    for token in section.tokens:
        if token.kind == "elapsed":
            out += f"{units[token.text[0]]:0{len(token.text)}d}"
        elif token.kind == "part" and token.text[0] in "hms":
            left = {"h": seconds // 3600 % 24, "m": seconds // 60 % 60, "s": seconds % 60}
            out += f"{left[token.text[0]]:0{len(token.text.split('.')[0])}d}"
        elif token.kind in ("text", "point"):
            out += token.text
    return out.strip() or str(value)


def _printed(value: date | time, tokens: tuple[Token, ...], language: str) -> str:
    parts = [(i, t.text) for i, t in enumerate(tokens) if t.kind == "part"]
    half = any(text.lower() in ("am/pm", "a/p") for _, text in parts)
    out = ""
    for index, token in enumerate(tokens):
        if token.kind != "part":
            out += token.text if token.kind in ("text", "slash", "comma", "point") else ""
            continue
        at = next(n for n, (i, _) in enumerate(parts) if i == index)
        minutes = token.text[0] == "m" and (
            (at > 0 and parts[at - 1][1][0] == "h") or (at + 1 < len(parts) and parts[at + 1][1][0] == "s")
        )
        out += _part(value, token.text, language, minutes=minutes, half=half)
    return out.strip()


def _part(value: date | time, part: str, language: str, *, minutes: bool, half: bool) -> str:
    day = value if isinstance(value, date) else date(1900, 1, 1)
    clock = value.time() if isinstance(value, datetime) else value if isinstance(value, time) else time()
    if part.lower() in ("am/pm", "a/p"):
        return ("PM" if clock.hour >= 12 else "AM")[: 2 if part.lower() == "am/pm" else 1]
    first, length = part[0], len(part.split(".")[0])
    if first == "y":
        return f"{day.year:04d}" if length > 2 else f"{day.year % 100:02d}"
    if first == "m" and not minutes:
        names = _MONTHS[language][day.month - 1]
        return {3: names[:3], 4: names, 5: names[:1]}.get(length, f"{day.month:0{min(length, 2)}d}")
    if first == "d":
        names = _DAYS[language][day.weekday()]
        return {3: names[:3] if language == "en" else names[:2], 4: names}.get(length, f"{day.day:0{min(length, 2)}d}")
    hour = (clock.hour % 12 or 12) if half else clock.hour
    number = {"h": hour, "m": clock.minute, "s": clock.second}[first]
    text = f"{number:0{min(length, 2)}d}"
    if "." in part:
        text += f"{clock.microsecond / 1_000_000:.{len(part.split('.')[1])}f}"[1:]
    return text
