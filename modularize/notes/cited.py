"""Footnotes and references: found once for a document, so that modules can carry those they cite."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from library.models import Passage, PassageFlag, PassageKind
from modularize.draft import Quote, whole

_CITED = re.compile(
    r"\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\]|"
    r"(?<=[\w.,;)）。，])([\u00b9\u00b2\u00b3\u2070-\u2079]+(?:[,–-][\u00b9\u00b2\u00b3\u2070-\u2079]+)*)"
)
_UP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


_NOTE_MARKERS = frozenset("†‡§¶")
_MARK = re.compile(r"\W{0,2}?([†‡§¶])\1*|([*＊])\2*|[¹²³⁴-⁹](?![¹²³⁰⁴-⁹])|[a-h][)）](?=\s?[^\s)）])")


def mark_of(text: str) -> str:
    """The mark a footnote opens with (``*``, ``**``, ``†``); "" if it opens with words or a number."""
    found = _MARK.match(text.strip())
    return found.group().strip() if found else ""


def mark_of_note(passage: Passage) -> str:
    """The mark of a footnote, as the reader of the document kept it or as its words open; "" where none is known.

    "注1 ）" is "注1".
    """
    marker = re.sub(r"\s", "", passage.facts.get("marker", ""))
    if re.fullmatch(r"[a-h][)）]", marker):
        return f"{marker[0]})"
    return re.sub(r"[()（）]", "", marker) or mark_of(passage.text)


def carries(text: str, mark: str) -> bool:
    """Does the text bear exactly that mark behind a word, a figure or alone: ``*`` is not ``**``?

    A letter with its bracket (``a)``) counts raised or not.
    """
    if mark.startswith(("注", "※")):
        return bool(re.search(rf"{re.escape(mark)}(?!\d)", re.sub(r"\s", "", text)))
    if re.fullmatch(r"[a-z][)）]", mark):
        return bool(re.search(rf"(?<![A-Za-z(]){mark[0]}\s?\)", unicodedata.normalize("NFKC", text)))
    sign = re.escape(mark[0])
    return bool(re.search(rf"(?<=[^\s])(?<!{sign})\s?{re.escape(mark)}(?!{sign})", text))


def is_note(text: str, above: Sequence[str]) -> bool:
    """A paragraph that opens with a footnote mark; an asterisk counts where the texts ``above`` carry one."""
    if text[:1] in _NOTE_MARKERS or re.match(r"[¹²³⁴-⁹⁰]+\s?[:：)）]?\s*[^\W\d_]{2}", text):
        return True
    return bool(re.match(r"[*＊]{1,3}(?![*＊])", text)) and any(carries(said, mark_of(text)) for said in above)


def ends_note(passage: Passage, notes: Sequence[Passage]) -> bool:
    """Is a paragraph the rest of the last of the ``notes``, which stands on the page before?"""
    parted = bool(notes) and notes[-1].facts.get("continues") == "next"
    return parted and passage.facts.get("continues") == "previous"


def footnotes(passages: Sequence[Passage]) -> dict[tuple[int | None, str], list[Quote]]:
    """Footnotes by page or slide and marker."""
    found: dict[tuple[int | None, str], list[Quote]] = {}
    for passage in passages:
        if passage.kind is not PassageKind.FOOTNOTE or PassageFlag.HIDDEN in passage.flags:
            continue
        marker = passage.facts.get("marker") or mark_of(passage.text) or passage.text.strip()[:1]
        page = passage.locator.page or passage.locator.slide
        found.setdefault((page, marker), []).append(whole(passage))
    return found


def nearest_of(notes: Sequence[Quote], first: Passage) -> list[Quote]:
    """Of a page's notes of one mark those that hold for what begins with ``first``: where there are several, the next.

    A text without pages is one page, and each of its tables may have a note of the same mark: that of a table above
    holds for nothing in another.
    """
    found = [note for note in notes if note.passage.seq > first.seq or not _is_of_other_table(note.passage, first)]
    if len(notes) < 2:
        return found
    below = [note for note in found if note.passage.seq > first.seq]
    return below[:1] or found[-1:]


def _is_of_other_table(note: Passage, first: Passage) -> bool:
    return note.group is not None and note.group.startswith("table") and note.group != first.group


_ENTRY = re.compile(r"(?:^|(?<=\s))\[?(\d{1,3})[.\]][ \u00a0\u3000]*(?=[^\W\d_])")


def bibliography(passages: Sequence[Passage]) -> dict[tuple[int | None, str], str]:
    """References by slide and number: each slide counts its own; under None the first of that number anywhere.

    In a deck only a slide that holds nothing but references stands for the others, and no number that two such slides
    give to different papers: a list at the foot of one slide is of that slide.
    """
    found: dict[tuple[int | None, str], str] = {}
    lists, twice = _reference_slides(passages), set[str]()
    for passage in passages:
        is_note = passage.kind is PassageKind.FOOTNOTE and passage.locator.slide is not None
        if passage.kind is not PassageKind.REFERENCE and not is_note:
            continue
        for number, text in _entries(passage):
            found.setdefault((passage.locator.slide, number), text)
            if is_note or (passage.locator.slide is not None and passage.locator.slide not in lists):
                continue
            if passage.locator.slide is not None and found.setdefault((None, number), text) != text:
                twice.add(number)
            found.setdefault((None, number), text)
    return {key: text for key, text in found.items() if key[0] is not None or key[1] not in twice}


def _reference_slides(passages: Sequence[Passage]) -> set[int]:
    """The slides with references and, but for titles, notes and what runs along their edges, nothing else."""
    beside = (
        PassageKind.TITLE,
        PassageKind.HEADING,
        PassageKind.HEADER,
        PassageKind.FOOTER,
        PassageKind.NOTE,
        PassageKind.IMAGE,
    )
    told: dict[int, set[bool]] = {}
    for passage in passages:
        slide = passage.locator.slide
        if slide is not None and passage.kind not in beside and PassageFlag.HIDDEN not in passage.flags:
            told.setdefault(slide, set()).add(passage.kind is PassageKind.REFERENCE)
    return {slide for slide, kinds in told.items() if kinds == {True}}


def _entries(passage: Passage) -> list[tuple[str, str]]:
    """The numbered references of one line: "2. One publication. 4. Another publication."."""
    text = passage.text.strip()
    marker = passage.facts.get("marker", "").strip("[]. ")
    starts = [(match.group(1), match.start(), match.end()) for match in _ENTRY.finditer(text)]
    if marker.isdigit() and not (starts and starts[0][1] == 0):
        starts.insert(0, (marker, 0, 0))
    rising: list[tuple[str, int, int]] = []
    for start in starts:
        if not rising or int(rising[-1][0]) < int(start[0]) <= int(rising[-1][0]) + 30:
            rising.append(start)
    if not rising:
        return []
    ends = [start for _, start, _ in rising[1:]] + [len(text)]
    return [(number, text[begin:end].strip()) for (number, begin, _), end in zip(rising, ends, strict=True)]


def cited(text: str) -> list[str]:
    numbers: list[str] = []
    for bracketed, raised in _CITED.findall(text):
        for part in re.split(r"\s?,\s?", (bracketed or raised).translate(_UP)):
            low, _, high = part.replace("–", "-").partition("-")
            if low.isdigit() and (not high or high.isdigit()):
                numbers.extend(str(n) for n in range(int(low), int(high or low) + 1))
    return numbers
