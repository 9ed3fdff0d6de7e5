"""Footnotes, endnotes and comments of a Word document, and the marks that tie notes to the words they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ingest.office.ooxml import Part
from ingest.word.numbers import formatted
from ingest.word.styles import W
from ingest.word.wordml import COMPATIBLE

_KINDS = ("footnote", "endnote", "comment")
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}
_EXTENDED = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_NOT_NOTES = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """What hangs on the words of a document, by kind and id; each is taken once."""

    def __init__(self, main: Part) -> None:
        self._elements: dict[str, dict[str, tuple[Part, Any]]] = {kind: {} for kind in _KINDS}
        self.parts: list[Part] = []
        for kind in _KINDS:
            for part in main.related(f"{kind}s"):
                self.parts.append(part)
                for element in part.root.findall(f"{W}{kind}"):
                    if element.get(f"{W}type") not in _NOT_NOTES:
                        self._elements[kind][element.get(f"{W}id") or ""] = (part, element)
        self._taken: set[tuple[str, str]] = set()
        self._numbers: dict[tuple[str, str], int] = {}
        self._main = main
        self._forms: dict[str, tuple[str, int]] = {}
        self._answers = _answers(main)

    def mark(self, kind: str, name: str) -> str:
        """The mark of a note as the page shows it: counted in the order in which notes are first referred to."""
        if (kind, name) not in self._numbers:
            self._numbers[(kind, name)] = 1 + sum(1 for known, _ in self._numbers if known == kind)
        if kind not in self._forms:
            self._forms[kind] = _form(self._main, kind)
        form, start = self._forms[kind]
        return formatted(self._numbers[(kind, name)] + start - 1, form)

    def take(self, kind: str, name: str) -> tuple[Part | None, Any]:
        """The note or comment and the part it stands in; ``(None, None)`` for an unknown one or the second time."""
        if (kind, name) in self._taken or name not in self._elements[kind]:
            return None, None
        self._taken.add((kind, name))
        return self._elements[kind][name]

    def left(self, kind: str) -> list[str]:
        """Ids of those that were not taken."""
        return [name for name in self._elements[kind] if (kind, name) not in self._taken]

    def comment_facts(self, element: Any) -> dict[str, str]:
        """Author and day of a comment, and whether it answers another."""
        last = [p.get(_PARAGRAPH_ID) or "" for p in element.iter(f"{W}p")][-1:]
        facts = {
            "author": element.get(f"{W}author") or "",
            "date": (element.get(f"{W}date") or "")[:10],
            "reply": "yes" if last and last[0] in self._answers else "",
        }
        return {name: value for name, value in facts.items() if value}


def _form(main: Part, kind: str) -> tuple[str, int]:
    """How notes of that kind are numbered, and from what number: as the document or its settings say."""
    roots = [main.root, *(part.root for part in main.related("settings"))]
    for properties in (p for root in roots for p in root.iter(f"{W}{kind}Pr")):
        form, start = properties.find(f"{W}numFmt"), properties.find(f"{W}numStart")
        if form is not None or start is not None:
            first = start.get(f"{W}val") or "1" if start is not None else "1"
            named = form.get(f"{W}val") if form is not None else None
            return named or _USUAL[kind], int(first) if first.isdigit() else 1
    return _USUAL[kind], 1


def _answers(main: Part) -> set[str]:
    """Paragraph ids of comments that answer another one."""
    return {
        element.get(f"{_EXTENDED}paraId") or ""
        for part in main.related("commentsExtended")
        for element in part.root.iter(f"{_EXTENDED}commentEx")
        if element.get(f"{_EXTENDED}paraIdParent")
    }


def unread_paragraphs(root: Any, read: Iterable[Any]) -> int:
    """How many paragraphs with words under ``root`` were not ``read``, deleted rows and older forms apart."""
    known = set(read)
    return sum(
        1
        for p in root.iter(f"{W}p")
        if p not in known
        and any((t.text or "").strip() for t in p.iter(f"{W}t"))
        and next(p.iterancestors(f"{COMPATIBLE}Fallback"), None) is None
        and not any(row.find(f"{W}trPr/{W}del") is not None for row in p.iterancestors(f"{W}tr"))
    )
