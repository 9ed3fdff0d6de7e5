"""The parts of an Office file, and how they refer to each other."""

from __future__ import annotations

import posixpath
from functools import cache, cached_property
from typing import Any

from library.errors import Refused

_NEXT = "Save it again from its source program."


class Part:
    """One part: its bytes, its root element, and the parts it refers to by name; each is read when asked for."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self.name = package, name

    @cached_property
    def root(self) -> Any:
        """Its root element. Raises Refused where it is damaged."""
        return self._package.xml(self.name)

    @cached_property
    def relations(self) -> list[tuple[str, str, str]]:
        """Id, type and path of every part it refers to, those outside the file left out."""
        folder, file = posixpath.split(self.name)
        found = self._package.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        return [
            (r.get("Id", ""), r.get("Type", ""), _joined(folder, r.get("Target", "")))
            for r in (found if found is not None else ())
            if r.get("TargetMode") != "External"
        ]

    @property
    def blob(self) -> bytes:
        """Its bytes."""
        return self._package.bytes_of(self.name)

    @property
    def size(self) -> int:
        """How many bytes it has, by the archive's directory."""
        return self._package.size_of(self.name)

    def related_part(self, name: str | None) -> Part:
        """The part called ``name`` here. Raises KeyError where there is none."""
        for identity, _, target in self.relations:
            if identity == name and self._package.holds(target):
                return self._package.part(target)
        raise KeyError(name)

    def related(self, *kinds: str) -> list[Part]:
        """The parts related as one of ``kinds`` (``footnotes``, ``header``), in order, each once."""
        ends = tuple(f"/{kind}" for kind in kinds)
        names = dict.fromkeys(target for _, type_, target in self.relations if type_.endswith(ends))
        return [self._package.part(name) for name in names if self._package.holds(name)]


class Package:
    """An Office file and its main part. Raises Refused where it holds no document or its main part is damaged."""

    def __init__(self, archive: Any) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._parts: dict[str, Part] = {}
        self._start = Part(self, "")
        starts = (t for _, type_, t in self._start.relations if type_.endswith("/officeDocument"))
        self.main = self.part(next(starts, "word/document.xml"))
        if self.main.root is None:
            raise Refused("ingest.broken", "The file holds no document.", _NEXT)

    def part(self, name: str) -> Part:
        """The member called ``name``; the same one each time, so that nothing is parsed twice."""
        if name not in self._parts:
            self._parts[name] = Part(self, name)
        return self._parts[name]

    def holds(self, name: str) -> bool:
        """True where the file has a member of that name."""
        return name in self._names

    def bytes_of(self, name: str) -> bytes:
        """Bytes of a member."""
        data: bytes = self._archive.read(name)
        return data

    def size_of(self, name: str) -> int:
        """Size of a member in bytes, by the archive's directory."""
        return int(self._archive.getinfo(name).file_size)

    def xml(self, name: str) -> Any:
        """Root element of a member without its comments, None where it is missing. Raises Refused for a damaged one."""
        from lxml import etree

        if name not in self._names:
            return None
        try:
            return etree.fromstring(self.bytes_of(name), _parser())
        except etree.XMLSyntaxError as error:
            raise Refused("ingest.broken", "A part of the document is damaged.", _NEXT) from error

    def properties_title(self) -> str:
        """The title in the file's properties, "" where they are missing or damaged: they are no reason to refuse it."""
        try:
            parts = self._start.related("package/2006/relationships/metadata/core-properties")
            root = parts[0].root if parts else self.xml("docProps/core.xml")
        except Refused:
            return ""
        words = root.findtext("{http://purl.org/dc/elements/1.1/}title") if root is not None else ""
        return (words or "").strip()

    def title(self) -> str:
        """The title in the file's properties where it is more than the name of a file."""
        words = self.properties_title()
        return words if len(words) > 3 and not words.lower().endswith((".doc", ".docx")) else ""


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=False, remove_comments=True, remove_pis=True
    )


def _joined(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
