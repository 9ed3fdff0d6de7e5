"""EDA packages to blocks: the HTML slides of a zip (also of zips inside it), in the order a presenter shows them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from ingest.markup import Place, Walker
from ingest.ocr import read_picture
from ingest.reading import Block, Limits, Raw
from ingest.web import lost_pictures, parsed
from ingest.zips import opened
from library.errors import Refused
from library.models import DocumentClass, Loss, SourceFacts

_DEEPEST = 2
_PICTURE = (".png", ".jpg", ".jpeg")
_LARGEST_PICTURE = 20 * 1024 * 1024
_POINTS_PER_PIXEL = 72 / 96


@dataclass(slots=True)
class Member:
    """One HTML file: its path in the package (inner zips parted by ``!/``) and the archive it lies in."""

    path: str
    name: str
    archive: zipfile.ZipFile


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of a package, slide by slide. Raises Refused where it holds no HTML slide."""
    members = list(_members(data, limits, "", 0))
    if not members:
        raise Refused(
            "ingest.not_a_package",
            "The archive holds no HTML slides.",
            "Build the package from its templates and upload what was built."
            if _holds_templates(data)
            else "Upload an EDA package, or the documents one by one.",
        )
    index = next((m for m in members if _is_index(m.name)), None)
    slides = _ordered(members, index)
    reader = _Slides(limits)
    blocks: list[Block] = []
    titles = []
    if index is not None and index not in slides:
        blocks += reader.read(index, None)
        titles.append(reader.title)
    for number, member in enumerate(slides, 1):
        blocks += reader.read(member, number)
        titles.append(reader.title)
    for member in members:
        member.archive.close()
    title = next((t for t in titles if t), "")
    facts = SourceFacts(title=title, language=reader.language, document_class=DocumentClass.EDA)
    return Raw(blocks, len(slides), tuple(reader.losses), facts=facts)


class _Slides:
    """Reads slides and keeps what was lost on the way."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pictures = 0
        self._seen: dict[tuple[int, str], list[Block] | None] = {}
        self.losses: list[Loss] = []
        self.title = ""
        self.language = ""

    def read(self, member: Member, number: int | None) -> list[Block]:
        """Blocks of one slide; a slide without words is a loss."""
        data = member.archive.read(member.name)
        self.title = ""
        if not data.strip():
            self._lose("ingest.slide_without_text", f"{member.path} is empty.", number)
            return []
        tree, self.title, language = parsed(data)
        self.language = self.language or language
        prefix = f"{member.path}#"
        walker = Walker(Place(slide=number, path=prefix), lambda source: self._words_of(member, source, number))
        blocks = walker.walk(tree)
        blocks = [
            replace(b, path=b.path if b.path and b.path.startswith(prefix) else f"{prefix}{b.path or ''}")
            for b in blocks
        ]
        if walker.pictures:
            self.losses.append(lost_pictures(walker.pictures, number))
        if not blocks:
            self._lose("ingest.slide_without_text", f"{member.path} holds no words.", number)
        return blocks

    def _lose(self, code: str, message: str, number: int | None) -> None:
        self.losses.append(Loss(code=code, message=message, page=number))

    def _words_of(self, member: Member, source: str, number: int | None) -> list[Block] | None:
        """Words of a picture in the package by OCR; None where it is missing, OCR is, or too many were read."""
        name = posixpath.normpath(posixpath.join(posixpath.dirname(member.name), unquote(urlsplit(source).path)))
        if not name.lower().endswith(_PICTURE) or name not in member.archive.NameToInfo or not self._limits.ocr:
            return None
        if (id(member.archive), name) in self._seen or self._pictures >= self._limits.ocr_pages:
            return self._seen.get((id(member.archive), name))
        if member.archive.getinfo(name).file_size > _LARGEST_PICTURE:
            return None
        self._pictures += 1
        found = read_picture(member.archive.read(name), number or 1, _POINTS_PER_PIXEL)
        blocks = [
            replace(b, page=None, slide=number, fragments=(), path=f"{member.path}#{name}") for b in found or ()
        ] or None
        self._seen[(id(member.archive), name)] = blocks
        return blocks


# --- members and their order ------------------------------------------------------------------------------------------


def _members(data: bytes, limits: Limits, prefix: str, depth: int) -> Iterator[Member]:
    archive = opened(data, limits, markup=False)
    for entry in archive.infolist():
        name = entry.filename
        low = name.lower()
        if entry.is_dir() or "__macosx/" in low or posixpath.basename(low).startswith("."):
            continue
        if low.endswith((".html", ".htm", ".xhtml")):
            yield Member(prefix + name, name, archive)
        elif low.endswith(".zip") and depth < _DEEPEST:
            left = limits.model_copy(update={"zip_bytes": limits.zip_bytes // 2})
            yield from _members(archive.read(name), left, f"{prefix}{name}!/", depth + 1)


def _holds_templates(data: bytes) -> bool:
    """True for the sources of slides (Handlebars): their words are not yet those a presenter shows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.lower().endswith((".hbs", ".handlebars", ".mustache")) for name in archive.namelist())


def _is_index(name: str) -> bool:
    return name.count("/") <= 1 and posixpath.basename(name).lower() in ("index.html", "index.htm")


def _ordered(members: list[Member], index: Member | None) -> list[Member]:
    """As the index links them, then by the numbers in their names; an index alone is itself the slide."""
    by_path = {m.path: m for m in members}
    linked: list[Member] = []
    if index is not None:
        tree, _, _ = parsed(index.archive.read(index.name))
        for link in tree.iter("a", "iframe", "area"):
            target = unquote(urlsplit(link.get("href") or link.get("src") or "").path)
            path = posixpath.normpath(posixpath.join(posixpath.dirname(index.path), target))
            member = by_path.get(path)
            if member is not None and member is not index and member not in linked:
                linked.append(member)
    rest = sorted((m for m in members if m not in linked and m is not index), key=lambda m: _natural(m.path))
    return linked + rest or members


def _natural(path: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part.lower()) for part in re.split(r"(\d+)", path) if part]
