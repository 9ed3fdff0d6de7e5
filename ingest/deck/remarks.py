"""What stands beside the slides of a deck: speaker notes, and reviewers' comments in the old and the threaded form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.office.drawing import P, paragraphs_of
from ingest.office.ooxml import Part
from ingest.reading import Block, join_text
from library.models import PassageFlag, PassageKind

_NOT_NOTES = ("sldImg", "hdr", "ftr", "dt", "sldNum")


def notes(part: Part, number: int) -> list[Block]:
    """Every paragraph of a slide's notes page but its header, footer, date and number."""
    blocks = []
    for page in part.related("notesSlide")[:1]:
        tree = page.root.find(f"{P}cSld/{P}spTree")
        for shape in tree.iter(f"{P}sp") if tree is not None else ():
            role = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if role is not None and role.get("type") in _NOT_NOTES:
                continue
            for paragraph in paragraphs_of(shape.find(f"{P}txBody")):
                if text := _joined(paragraph.lines):
                    blocks.append(Block(PassageKind.NOTE, text, slide=number).flagged(PassageFlag.SPEAKER_NOTES))
    return blocks


def comment_authors(main: Part) -> dict[str, str]:
    """Names of those who commented, by the id that their comments carry. ``main``: the presentation."""
    names = {}
    for part in main.related("commentAuthors", "authors"):
        for author in part.root.iter():
            if _tag(author) in ("cmAuthor", "author"):
                names[author.get("id") or ""] = " ".join((author.get("name") or "").split())
    return names


def comments(part: Part, number: int, authors: dict[str, str]) -> list[Block]:
    """A block for each comment on a slide and each reply, with its author and day."""
    blocks: list[Block] = []
    for page in part.related("comments"):
        for element in page.root.iter():
            if _tag(element) in ("cm", "reply") and (text := _joined(_own_lines(element))):
                facts = {
                    "author": authors.get(element.get("authorId") or "", ""),
                    "date": (element.get("dt") or element.get("created") or "")[:10],
                    "reply": "yes" if _tag(element) == "reply" or _is_reply(element) else "",
                }
                said = {name: value for name, value in facts.items() if value}
                blocks.append(Block(PassageKind.COMMENT, text, slide=number, facts=said))
    return blocks


def _own_lines(comment: Any) -> Iterator[str]:
    """Lines of the comment itself, not of its replies."""
    for child in comment:
        if _tag(child) == "text":
            yield from (child.text or "").splitlines()
        elif _tag(child) == "txBody":
            for paragraph in paragraphs_of(child):
                yield from paragraph.lines


def _is_reply(comment: Any) -> bool:
    """True of an old comment that an extension ties to the one it answers."""
    return any(_tag(e) == "parentCm" for e in comment.iter())


def _joined(lines: Any) -> str:
    return join_text(lines)


def _tag(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
