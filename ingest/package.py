"""EDA packages to blocks: the HTML slides of a zip (also of zips inside it), in the order a presenter shows them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from ingest.decode import decoded
from ingest.markup.blocks import Place, Walker
from ingest.markup.web import lost_pictures, parsed
from ingest.ocr import Eyes, Scan, unread
from ingest.reading import Block, Limits, Raw
from ingest.zips import opened
from library.errors import Refused
from library.models import DocumentClass, Loss, SourceFacts

_DEEPEST = 2
_PICTURE = (".png", ".jpg", ".jpeg")
_OTHER = (".pdf", ".docx", ".pptx", ".xlsx", ".doc", ".ppt", ".mp4", ".m4v", ".mov", ".webm", ".mp3", ".swf")
_THUMBNAIL = re.compile(r"thumb|_preview|icon|logo", re.IGNORECASE)
_LARGEST_PARAMETERS = 1_000_000
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
    left: list[Member] = []
    members = list(_members(data, limits, "", 0, left))
    if not members:
        return _without_slides(data, left, limits)
    index = next((m for m in members if "!/" not in m.path and _is_index(m.name)), None)
    slides = _ordered(members, index, _said_order(left))
    reader = _Slides(limits)
    blocks: list[Block] = []
    titles = []
    if index is not None and index not in slides:
        blocks += reader.read(index, None)
        titles.append(reader.title)
    for number, member in enumerate(slides, 1):
        blocks += reader.read(member, number)
        titles.append(reader.title)
    losses = [*reader.losses, *_not_read(left)]
    for member in (*members, *left):
        member.archive.close()
    title = next((t for t in titles if t), "")
    facts = SourceFacts(title=title, language=reader.language, document_class=DocumentClass.EDA)
    return Raw(blocks, len(slides), tuple(losses), facts=facts)


def _without_slides(data: bytes, left: list[Member], limits: Limits) -> Raw:
    """A label that is delivered with its pictures in an archive, or slides that are pictures. Raises Refused."""
    labels = [m for m in left if m.name.lower().endswith(".xml") and _is_label(m)]
    pictures = sorted((m for m in left if _is_slide_picture(m)), key=lambda m: _natural(m.path))
    if len(labels) == 1:
        from ingest.markup import label  # only where an archive holds a label

        raw = label.read(labels[0].archive.read(labels[0].name), limits)
        lost = (lost_pictures(len(pictures)),) if pictures and not raw.losses else ()
        return replace(raw, losses=(*raw.losses, *lost))
    if labels or not pictures:
        raise Refused(
            "ingest.not_a_package",
            f"The archive holds {len(labels)} labels." if labels else "The archive holds no HTML slides.",
            "Build the package from its templates and upload what was built."
            if _holds_templates(data)
            else "Upload an EDA package, or the documents one by one.",
        )
    return _picture_slides(pictures, left, limits)


def _picture_slides(pictures: list[Member], left: list[Member], limits: Limits) -> Raw:
    """Slides that are pictures, by OCR, in the order of their names."""
    from ingest import image  # only where slides are pictures

    blocks, losses, eyes = list[Block](), list[Loss](), Eyes(limits)
    for number, member in enumerate(pictures, 1):
        inner = image.read(member.archive.read(member.name), limits, eyes)
        blocks += [replace(b, page=None, slide=number, fragments=(), path=member.path) for b in inner.blocks]
        losses += [loss.model_copy(update={"page": number}) for loss in inner.losses]
    losses += _not_read([m for m in left if m not in pictures])
    return Raw(blocks, len(pictures), tuple(losses), facts=SourceFacts(document_class=DocumentClass.EDA))


def _is_label(member: Member) -> bool:
    with member.archive.open(member.name) as file:
        return any(mark in file.read(8192) for mark in (b"urn:hl7-org:v3", b"http://hl7.org/fhir"))


def _is_slide_picture(member: Member) -> bool:
    return member.name.lower().endswith(_PICTURE) and not _THUMBNAIL.search(posixpath.basename(member.name))


def _not_read(left: list[Member]) -> list[Loss]:
    """Documents and films of the package that are no slides."""
    names = [m.path for m in left if m.name.lower().endswith(_OTHER)]
    shown = ", ".join(posixpath.basename(n) for n in names[:5])
    message = f"Files of the package that are no slides were not read ({shown[:200]}): upload them apart."
    return [Loss(code="ingest.member_not_read", message=message, count=len(names))] if names else []


def _said_order(left: list[Member]) -> str:
    """What parameters.xml says: the order in which it names the slides. One inside a slide's own zip names but that."""
    said = [m for m in left if posixpath.basename(m.name).lower() == "parameters.xml"]
    if not said:
        return ""
    outer = min(said, key=lambda m: (m.path.count("!/"), m.path.count("/")))
    return decoded(outer.archive.read(outer.name)[:_LARGEST_PARAMETERS])[0]


class _Slides:
    """Reads slides and keeps what was lost on the way."""

    def __init__(self, limits: Limits) -> None:
        self._eyes = Eyes(limits)
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
            blocks = self._words_of_folder(member, number)
        if not blocks:
            self._lose("ingest.slide_without_text", f"{member.path} holds no words.", number)
        return blocks

    def _lose(self, code: str, message: str, number: int | None) -> None:
        self.losses.append(Loss(code=code, message=message, page=number))

    def _words_of_folder(self, member: Member, number: int | None) -> list[Block]:
        """Words of the pictures beside a slide whose markup has none: its style sheet draws them as background."""
        folder = posixpath.dirname(member.name)
        beside = [n for n in member.archive.NameToInfo if n.startswith(f"{folder}/" if folder else "")]
        found = []
        for name in sorted(beside, key=_natural):
            if _is_slide_picture(Member(name, name, member.archive)):
                found += self._words_of(member, posixpath.relpath(name, folder or "."), number) or []
        return found

    def _words_of(self, member: Member, source: str, number: int | None) -> list[Block] | None:
        """Words of a picture in the package by OCR; None where it is missing, OCR is, or too many were read."""
        name = posixpath.normpath(posixpath.join(posixpath.dirname(member.name), unquote(urlsplit(source).path)))
        if not name.lower().endswith(_PICTURE) or name not in member.archive.NameToInfo:
            return None
        if (id(member.archive), name) in self._seen or not self._eyes.open:
            return self._seen.get((id(member.archive), name))
        if member.archive.getinfo(name).file_size > _LARGEST_PICTURE:
            return None
        found = self._scan(member.archive.read(name), number or 1)
        self.losses += unread(found, number, whole=False) if found is not None else []
        blocks = [
            replace(b, page=None, slide=number, fragments=(), path=f"{member.path}#{name}")
            for b in (found.blocks if found is not None else ())
        ] or None
        self._seen[(id(member.archive), name)] = blocks
        return blocks

    def _scan(self, data: bytes, number: int) -> Scan | None:
        """The picture's words; None of one that is damaged or too large."""
        from ingest import image  # only where a slide shows a picture

        try:
            frame = next(image.frames_of(data, Limits()))
        except Refused:
            return None
        return self._eyes.scan(frame.png, number, _POINTS_PER_PIXEL)


# --- members and their order ------------------------------------------------------------------------------------------


def _members(data: bytes, limits: Limits, prefix: str, depth: int, left: list[Member]) -> Iterator[Member]:
    """HTML files of the archive and of zips inside it; anything else goes to ``left``."""
    archive = opened(data, limits, markup=False)
    for entry in archive.infolist():
        name = entry.filename
        low = name.lower()
        if entry.is_dir() or "__macosx/" in low or posixpath.basename(low).startswith("."):
            continue
        if low.endswith((".html", ".htm", ".xhtml")):
            yield Member(prefix + name, name, archive)
        elif low.endswith(".zip") and depth < _DEEPEST:
            smaller = limits.model_copy(update={"zip_bytes": limits.zip_bytes // 2})
            yield from _members(archive.read(name), smaller, f"{prefix}{name}!/", depth + 1, left)
        else:
            left.append(Member(prefix + name, name, archive))


def _holds_templates(data: bytes) -> bool:
    """True for the sources of slides (Handlebars): their words are not yet those a presenter shows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.lower().endswith((".hbs", ".handlebars", ".mustache")) for name in archive.namelist())


def _is_index(name: str) -> bool:
    return name.count("/") <= 1 and posixpath.basename(name).lower() in ("index.html", "index.htm")


def _ordered(members: list[Member], index: Member | None, said: str = "") -> list[Member]:
    """As the index links them, then as ``said`` names them, then by the numbers in their names.

    An index alone is itself the slide.
    """
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
    rest = [m for m in members if m not in linked and m is not index]
    named = {m.path: _named_at(m, said) for m in rest}
    told = sum(place < len(said) for place in named.values()) > 1
    rest.sort(key=lambda m: (named[m.path] if told else 0, _natural(m.path)))
    return linked + rest or members


def _named_at(member: Member, said: str) -> int:
    """Where the slide, or the archive it lies in, is named; the end of the text where it is not."""
    inner = member.path.split("!/")[-2] if "!/" in member.path else member.path
    stem = re.escape(posixpath.splitext(posixpath.basename(inner))[0])
    found = re.search(rf"(?<![\w-]){stem}(?![\w-])", said)
    return found.start() if found else len(said)


def _natural(path: str) -> list[tuple[int, int, str]]:
    return [(0, int(part), "") if part.isdigit() else (1, 0, part.lower()) for part in re.split(r"(\d+)", path) if part]
