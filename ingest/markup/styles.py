"""What style sheets and style classes say: hidden words, italic and underlined ones, lines that are headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.lines.marks import CAPTION, END
from ingest.reading import Block
from library.models import PassageKind

HEADING_LEVEL = 6
"""Level of a heading that only its looks make one; headings a label's layout names stand above it."""
_NESTED = 7
_MARKS = (
    (
        "i",
        re.compile(r"font-style\s*:\s*(italic|oblique)|\bitalics?\b", re.I),
        re.compile(r"font-style\s*:\s*normal", re.I),
    ),
    (
        "u",
        re.compile(r"text-decoration[\w-]*\s*:[^;]*underline|\bunderline\b", re.I),
        re.compile(r"text-decoration\s*:\s*none", re.I),
    ),
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0*(\.0*)?[0-2]?(px|pt)?\s*(;|$|!)|opacity\s*:\s*0*(\.0+)?\s*(;|$|!)"
    r"|text-indent\s*:\s*-\d{3,}|(?<![-\w])(left|top)\s*:\s*-\d{4,}", re.I,
)  # fmt: skip
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(#fff(fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.I)
_BACKGROUND = re.compile(r"background(-color|-image)?\s*:", re.I)
_USE = re.compile(
    r"(behandlung|therapie|prophylaxe|vorbeugung|prävention|kinder|jugendliche|erwachsene|ältere|patient|traitement"
    r"|prophylaxie|prévention|enfants|adultes|treatment|prophylaxis|prevention|children|adults|elderly|trattamento"
    r"|profilassi|tratamiento|profilaxis|tratamento|profilaxia)",
    re.I,
)
_TABLE = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
_LONGEST, _LONGEST_ALONE = 140, 90
_DEPTH = 20
"""Elements around a word in which its style is looked for."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Style class and marks (``i``, ``u``) that all words of a paragraph share."""

    name: str
    marks: str


def hidden_classes(css: str) -> set[str]:
    """Class names and ``#ids`` that a style sheet hides by a rule for them alone."""
    found = set()
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", body, re.I):
            for part in selector.split(","):
                if match := re.fullmatch(r"\s*[a-z]*([.#][\w-]+)\s*", part):
                    found.add(match[1].removeprefix("."))
    return found


def style_marks(css: str) -> dict[str, str]:
    """Marks by class name, of the rules that stand for one class alone: ``i`` italic, ``u`` underlined."""
    found = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        marks = "".join(mark for mark, on, _ in _MARKS if on.search(body))
        for part in selector.split(","):
            if match := re.fullmatch(r"\s*\w*\.([\w-]+)\s*", part):
                found[match[1]] = marks
    return found


def weights(css: str) -> dict[str, bool]:
    """Whether the words of a class are bold, for the classes of which a rule for them alone says so."""
    found = {}
    for name, body in _rules(css):
        if said := re.search(r"font-weight\s*:\s*(bold|[1-9]00|normal)", body, re.I):
            found[name] = said[1].lower() == "bold" or (said[1].isdigit() and int(said[1]) >= 600)
    return found


def sizes(css: str) -> dict[str, float]:
    """Type size in points by class name, of the rules that stand for one class alone."""
    found = {}
    for name, body in _rules(css):
        if said := re.search(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*pt", body, re.I):
            found[name] = float(said[1])
    return found


def small_classes(root: Any, css: str) -> set[str]:
    """Classes set much smaller than most words of the page: a letter in them after a word is the mark of a note."""
    known = sizes(css)
    used: Counter[str] = Counter()
    for element in root.iter():
        if known and isinstance(element.tag, str) and (words := (element.text or "").strip()):
            holder = element
            for _ in range(_DEPTH):
                if holder is None or (holder.get("class") or "") in known:
                    break
                holder = holder.getparent()
            if holder is not None and (holder.get("class") or "") not in known:
                continue
            if holder is not None:
                used[holder.get("class")] += len(words)
    letters: Counter[float] = Counter()
    for name, count in used.items():
        letters[known[name]] += count
    body = max(letters, key=lambda size: letters[size], default=0.0)
    return {name for name, size in known.items() if size <= 0.75 * body}


def _rules(css: str) -> Iterator[tuple[str, str]]:
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        for part in selector.split(","):
            if match := re.fullmatch(r"\s*\w*\.([\w-]+)\s*", part):
                yield match[1], body


def marks_of(element: Any, tag: str, looks: Mapping[str, str], outer: str) -> str:
    """Marks of the words in ``element``, given those around it."""
    marks = set(outer)
    for name in (element.get("class") or "").split():
        marks |= set(looks.get(name, ""))
    style = (element.get("style") or "") + " " + (element.get("styleCode") or "")
    for mark, on, off in _MARKS:
        if on.search(style):
            marks.add(mark)
        elif off.search(style):
            marks.discard(mark)
    marks |= {"i"} if tag in ("i", "em") else {"u"} if tag in ("u", "ins") else set()
    return "".join(sorted(marks))


def with_style_headings(blocks: Sequence[Block], styles: Mapping[int, Styled], level: int) -> list[Block]:
    """The blocks with those paragraphs made headings that only their looks make so.

    A short line in another style than running text, with something under it. A dose must not stand under the heading of
    another use, so a style once seen over running text counts at every place. A line directly over a table is nested
    in the heading before it unless it names a use or patients: it may be the table's caption.
    """
    lengths: Counter[Styled] = Counter()
    for index, style in styles.items():
        lengths[style] += len(blocks[index].text)
    body = max(lengths, key=lambda style: lengths[style], default=Styled("", ""))
    lines = {i: s for i, s in styles.items() if s != body and (s.name or s.marks) and _is_line(blocks[i])}
    strict = {i for i in lines if styles.get(i + 1) == body and len(blocks[i].text) < _LONGEST_ALONE}
    seen = Counter(lines[i] for i in strict)
    made = list(blocks)
    for index, style in lines.items():
        known = index in strict or style.marks or seen[style] >= 2
        if index in strict or (known and _stands_over(index, blocks, lines)):
            over_table = blocks[index + 1].kind in _TABLE and not _USE.search(blocks[index].text)
            depth = (_NESTED if over_table else HEADING_LEVEL) + level
            made[index] = replace(blocks[index], kind=PassageKind.HEADING, level=depth)
    return made


def nested(blocks: Sequence[Block], styles: Mapping[int, Styled], level: int) -> list[Block]:
    """The blocks with those headings one deeper that the page shows to be so: style-only headings all have one depth.

    A heading that stands directly under one of another look opens a depth below it, and those that look like it stay
    there until a section begins or a heading of a third look comes: a dose must not stand under another use.
    """
    made = list(blocks)
    plain = HEADING_LEVEL + level
    above: Styled | None = None
    below: set[Styled] = set()
    seen: set[Styled] = set()
    for index, block in enumerate(blocks):
        if block.level and block.level < plain:
            above, below, seen = None, set(), set()
        style = styles.get(index)
        if block.level != plain or style is None:
            continue
        before = styles.get(index - 1) if blocks[index - 1].level == plain else None
        if before is not None and before not in (style, *below) and style not in seen:
            above = before
            below.add(style)
        elif style != above and style not in below:
            above, below = None, set()
        seen.add(style)
        if style in below:
            made[index] = replace(block, level=_NESTED + level)
    return made


def _is_line(block: Block) -> bool:
    text = block.text
    letters = sum(1 for c in text if c.isalpha())
    return (
        block.kind is PassageKind.PARAGRAPH
        and len(text) < _LONGEST
        and not END.search(text)
        and not CAPTION.match(text)
        and (text[0].isupper() or text[0].isdigit())
        and not re.match(r"ATC\b", text)
        and "=" not in text
        and letters > 2
        and letters > 0.6 * len("".join(text.split()))
    )


def _stands_over(index: int, blocks: Sequence[Block], lines: Mapping[int, Styled]) -> bool:
    """True where something follows that it can head: not the next section, not a run of lines of the same style."""
    if index + 1 >= len(blocks) or (blocks[index + 1].level and blocks[index + 1].level <= HEADING_LEVEL - 1):
        return False
    run = 1
    for step in (-1, 1):
        at = index + step
        while lines.get(at) == lines[index]:
            run, at = run + 1, at + step
    return run <= 3


def why_hidden(element: Any, tag: str, hidden: set[str]) -> str:
    """Why an element cannot be seen, or ""; ``hidden`` as :func:`hidden_classes` gives it."""
    if tag in ("html", "body"):
        return ""
    style = element.get("style") or ""
    if element.get("hidden") is not None:
        return "hidden attribute"
    if style and _HIDING.search(style):
        return "hidden by style"
    if style and _WHITE.search(style) and not _BACKGROUND.search(style):
        return "white on white" if not _on_colour(element) else ""
    names = set((element.get("class") or "").split()) | {f"#{element.get('id')}"}
    return "hidden by style" if names & hidden else ""


def _on_colour(element: Any) -> bool:
    """True where the element or anything around it paints a background."""
    while element is not None:
        if _BACKGROUND.search(element.get("style") or "") or element.get("bgcolor") or element.get("class"):
            return True
        element = element.getparent()
    return False
