"""Characters of symbol fonts as Unicode: what ``³`` is in Symbol, and the arrows, ticks and boxes of Wingdings.

Word stores them in the private use area (U+F020 to U+F0FF) or as plain characters set in the font.
"""

from __future__ import annotations

_SYMBOL = dict(
    zip(
        range(0x21, 0x7F),
        "!∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        strict=True,
    )
) | dict(
    zip(
        range(0xA0, 0xFF),
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE3: "↖", 0xE4: "↗", 0xE5: "↙", 0xE6: "↘", 0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓",
    0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xF3: "⬄", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺",
    0x4C: "☹", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6A: "&", 0x80: "⓪", 0x81: "①", 0x82: "②",
    0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "•", 0x98: "•"}
_WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶", 0x7D: "▶", 0xE2: "➤",
}  # fmt: skip
_TABLES: dict[str, dict[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
}
UNKNOWN = "\ufffd"


def is_symbols(font: str) -> bool:
    """True for a font whose characters are signs and not the letters they are stored as."""
    return font.strip().lower() in _TABLES or font.strip().lower() in ("webdings", "mt extra")


def as_unicode(text: str, font: str) -> str:
    """``text`` set in that font as the characters it shows; a sign that is not known as U+FFFD, never left out."""
    table = _TABLES.get(font.strip().lower(), {})
    out = ""
    for character in text:
        code = ord(character)
        low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
        if character.isspace() or low == 0x20:
            out += " "
        elif 0xF000 <= code <= 0xF0FF or low <= 0xFF:
            out += table.get(low, UNKNOWN)
        else:
            out += character
    return out
