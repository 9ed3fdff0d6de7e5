"""The parts of an Office file, and how they refer to each other."""

from __future__ import annotations

import posixpath
from typing import Any

from library.errors import Refused

_NEXT = "Save it again from its source program."


class Part:
    """One XML part: its root, and the parts it refers to by name."""

    def __init__(self, package: Package, name: str, root: Any) -> None:
        self._package, self.name, self.root = package, name, root
        folder, file = posixpath.split(name)
        found = package.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        self.relations = [
            (r.get("Id", ""), r.get("Type", ""), _joined(folder, r.get("Target", "")))
            for r in (found if found is not None else ())
            if r.get("TargetMode") != "External"
        ]

    @property
    def blob(self) -> bytes:
        """Its bytes."""
        return self._package.bytes_of(self.name)

    def related_part(self, name: str | None) -> Part:
        """The part called ``name`` here. Raises KeyError where there is none."""
        for identity, _, target in self.relations:
            if identity == name and self._package.holds(target):
                return Part(self._package, target, None)
        raise KeyError(name)

    def related(self, kind: str) -> list[Part]:
        """The parts related as ``kind`` (``footnotes``, ``header``), in order, each once."""
        names = dict.fromkeys(target for _, type_, target in self.relations if type_.endswith(f"/{kind}"))
        roots = [(name, self._package.xml(name)) for name in names]
        return [Part(self._package, name, root) for name, root in roots if root is not None]


class Package:
    """An Office file and its main part. Raises Refused where it holds no document or a part is damaged."""

    def __init__(self, archive: Any) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        start = Part(self, "", None)
        main = next((t for _, type_, t in start.relations if type_.endswith("/officeDocument")), "word/document.xml")
        root = self.xml(main)
        if root is None:
            raise Refused("ingest.broken", "The file holds no document.", _NEXT)
        self.main = Part(self, main, root)

    def holds(self, name: str) -> bool:
        return name in self._names

    def bytes_of(self, name: str) -> bytes:
        """Bytes of a member."""
        data: bytes = self._archive.read(name)
        return data

    def xml(self, name: str) -> Any:
        """Root element of a member, None where it is missing."""
        from lxml import etree

        if name not in self._names:
            return None
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
            return etree.fromstring(self.bytes_of(name), parser)
        except etree.XMLSyntaxError as error:
            raise Refused("ingest.broken", "A part of the document is damaged.", _NEXT) from error

    def title(self) -> str:
        """The title in the file's properties."""
        root = self.xml("docProps/core.xml")
        if root is None:
            return ""
        words = root.findtext("{http://purl.org/dc/elements/1.1/}title") or ""
        return words.strip() if len(words.strip()) > 3 and not words.lower().endswith((".doc", ".docx")) else ""


def _joined(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
