"""Where a section without a number ends in a file with heading levels of its own: at an unknown heading beside it."""

from __future__ import annotations

from ingest.reading import Block
from ingest.sections.heads import bracketed
from library.models import PassageKind

__all__ = ["Beside"]


class Beside:
    """The level of the last section that was headed by a name alone."""

    def __init__(self) -> None:
        self._level = 0

    def ends(self, block: Block, *, is_section: bool, is_numbered: object) -> bool:
        """Is the heading none of an insert, and as high as the section it stands behind?

        ``is_section``: its name is that of a section; ``is_numbered``: true where sections bear numbers.
        """
        if is_section or is_numbered or block.fragments or block.kind is not PassageKind.HEADING:
            self._level = block.level if is_section and not (is_numbered or block.fragments) else 0
            return False
        return 0 < block.level <= self._level and not bracketed(block.text)
