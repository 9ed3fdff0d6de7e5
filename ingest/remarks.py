"""What stands beside the slides of a deck: speaker notes, and reviewers' comments in the old and the threaded form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.drawing import P, paragraphs_of
from ingest.reading import Block, LineOfText, join_lines
from library.models import PassageFlag, PassageKind

_NOT_NOTES = ("sldImg", "hdr", "ftr", "dt", "sldNum")


def notes(slide: Any, number: int) -> list[Block]:
    """Every paragraph of the notes page but its header, footer, date and number."""
    if not slide.has_notes_slide:
        return []
    blocks = []
    for shape in slide.notes_slide.shapes._spTree.iter(f"{P}sp"):
        role = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if role is not None and role.get("type") in _NOT_NOTES:
            continue
        for paragraph in paragraphs_of(shape.find(f"{P}txBody")):
            if text := _joined(paragraph.lines):
                blocks.append(Block(PassageKind.NOTE, text, slide=number).flagged(PassageFlag.SPEAKER_NOTES))
    return blocks


def comment_authors(deck: Any) -> dict[str, str]:
    """Names of those who commented, by the id that their comments carry."""
    names = {}
    for relation in deck.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/commentAuthors", "/authors")):
            for author in _root(relation.target_part.blob).iter():
                if _tag(author) in ("cmAuthor", "author"):
                    names[author.get("id") or ""] = " ".join((author.get("name") or "").split())
    return names


def comments(slide: Any, number: int, authors: dict[str, str]) -> list[Block]:
    """A block for each comment and each reply, with its author and day."""
    blocks: list[Block] = []
    for relation in slide.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/comments"):
            continue
        for element in _root(relation.target_part.blob).iter():
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
    return join_lines(LineOfText(line, 0, (0, 0, 0, 0)) for line in lines)[0]


def _root(blob: bytes) -> Any:
    from lxml import etree  # only where a deck has comments

    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _tag(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
