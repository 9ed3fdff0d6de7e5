"""Information for professionals and patients as the Swiss register exports it: XML around HTML, a part for each kind.

``medicalInformation`` has a type (``fi`` for professionals, ``pi`` for patients), a language, a style sheet of its own,
its HTML as text, and the titles of its sections by the ``id`` of the line that heads each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.markup.blocks import Place, Walker
from ingest.markup.web import lost_pictures, parsed, symbol_warnings
from ingest.reading import Block, Limits, Raw
from ingest.sections.names import Section
from library.errors import Refused
from library.models import DocumentClass, PassageKind, SourceFacts

_NEXT = "Get the file again from the register."
_PART = "medicalInformation"
_TOLD = ("authHolder", "substances", "authNrs", "remark")


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of every part; those for patients are ``leaflet``. Raises Refused for broken markup or another one."""
    from lxml import etree  # only where such a file is read

    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data[:65536], re.IGNORECASE):
        raise Refused("ingest.doctype", "The file declares a document type.", _NEXT)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise Refused("ingest.broken", "The file is not well-formed XML.", _NEXT) from error
    parts = [root] if root.tag == _PART else root.findall(_PART)
    if not any(_words(part, "content") for part in parts):
        raise Refused("ingest.no_sections", "The file holds no product information.", _NEXT)
    blocks: list[Block] = []
    pictures, declared, inferred = 0, 0, 0
    for number, part in enumerate(parts, 1):
        walker = Walker(Place(path=f"{part.get('type') or 'part'}[{number}]/", level=1), headed=_anchors(part))
        blocks += _part(part, walker, number)
        pictures += walker.pictures
        declared, inferred = declared + walker.symbols[0], inferred + walker.symbols[1]
    losses = (lost_pictures(pictures),) if pictures else ()
    return Raw(blocks, len(parts), losses, symbol_warnings(declared, inferred), _facts(parts))


def _part(part: Any, walker: Walker, number: int) -> Iterator[Block]:
    """The part's title, what the register says of it, and its words."""
    section = Section.LEAFLET if part.get("type") == "pi" else None
    path = f"{part.get('type') or 'part'}[{number}]/"
    if title := _words(part, "title"):
        yield Block(PassageKind.TITLE if number == 1 else PassageKind.HEADING, title, 1, path=path, section=section)
    for name in _TOLD:
        if said := _words(part, name):
            yield Block(PassageKind.HEADER, said, path=f"{path}{name}")
    page = f"<html><head><style>{_words(part, 'style')}</style></head><body>{_content(part)}</body></html>"
    tree, _, _ = parsed(page.encode())
    for block in walker.walk(tree):
        group = f"{number}-{block.group}" if block.group else None
        yield replace(block, group=group, section=section)


def _content(part: Any) -> str:
    element = part.find("content")
    words = "".join(element.itertext()) if element is not None else ""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", words)


def _anchors(part: Any) -> frozenset[str]:
    return frozenset(name for section in part.iterfind("sections/section") if (name := section.get("id")))


def _words(part: Any, name: str) -> str:
    return " ".join((part.findtext(name) or "").split())


def _facts(parts: list[Any]) -> SourceFacts:
    first = next((part for part in parts if part.get("type") == "fi"), parts[0])
    kind = first.get("type") or ""
    said = {"market": "medicalInformation (Swiss register)", "document_class": f"type {kind}"}
    version = first.get("informationUpdate") or ""
    return SourceFacts(
        title=_words(first, "title"),
        document_class=DocumentClass.LABEL if kind == "fi" else DocumentClass.LEAFLET,
        market="CH",
        language=(first.get("lang") or "")[:2].lower(),
        version_label=version,
        words={**said, **({"version_label": f"informationUpdate {version}"} if version else {})},
    )
