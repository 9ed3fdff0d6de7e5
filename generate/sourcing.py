"""Whose words a module's are: the label speaks first, then a publication, then data on file, then everything else.

Where the label says a thing, nobody else needs to say it again.
"""

from __future__ import annotations

from collections.abc import Callable

from library.errors import NotFound
from library.models import AnchorRole, DocumentClass, Module, Source

Rank = Callable[[Module], int]
"""Place of a module's source in the order of authority; 0 is the label."""

_ORDER = {
    DocumentClass.LABEL: 0,
    DocumentClass.PUBLICATION: 1,
    DocumentClass.DATA_ON_FILE: 2,
    DocumentClass.MONOGRAPH: 3,
    DocumentClass.REPORT: 3,
    DocumentClass.FAQ: 4,
    DocumentClass.LEAFLET: 4,
    DocumentClass.DECK: 5,
    DocumentClass.EDA: 5,
}
_LAST = 6


def unranked(module: Module) -> int:
    """The rank of every module where nothing is known of sources: they are all alike."""
    return 0


class Sourcing:
    """Ranks modules by the document their words were found in; a source's class is looked up once."""

    def __init__(self, source: Callable[[str], Source]) -> None:
        self._source = source
        self._classes: dict[str, DocumentClass] = {}

    def rank(self, module: Module) -> int:
        """0 for label text, higher for what weighs less; the best origin counts."""
        classes = [self.class_of(a.source) for a in module.anchors if a.role is AnchorRole.ORIGIN]
        return min((_ORDER.get(c, _LAST) for c in classes), default=_LAST)

    def from_label(self, module: Module) -> bool:
        """Whether a module's own words stand in a label."""
        return self.rank(module) == 0

    def class_of(self, source: str) -> DocumentClass:
        """The class of a source; OTHER where the library knows no such source."""
        if source not in self._classes:
            try:
                self._classes[source] = self._source(source).facts.document_class
            except NotFound:
                return DocumentClass.OTHER
        return self._classes[source]
