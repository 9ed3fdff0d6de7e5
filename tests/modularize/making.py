"""Passages made by hand for the tests of this room."""

from __future__ import annotations

from library.models import Locator, Passage, PassageFlag, PassageKind


class Page:
    """Collects passages in reading order, with headings kept as a path."""

    def __init__(self, language: str = "en", section: str | None = "warnings", slide: int | None = None) -> None:
        self.language, self.section, self.slide = language, section, slide
        self.path: tuple[str, ...] = ()
        self.passages: list[Passage] = []

    def add(
        self,
        kind: PassageKind,
        text: str,
        *,
        group: str | None = None,
        flags: tuple[PassageFlag, ...] = (),
        facts: dict[str, str] | None = None,
    ) -> Passage:
        """One passage; a heading opens its place for what follows."""
        if kind is PassageKind.HEADING:
            self.path = self.path[:0]
        seq = len(self.passages)
        passage = Passage(
            id=f"p{seq}", source="source", extraction="extraction", seq=seq, kind=kind, text=text, group=group,
            heading_path=self.path, section=self.section, language=self.language, flags=flags, facts=facts or {},
            locator=Locator(page=None if self.slide else 1, slide=self.slide),
        )  # fmt: skip
        self.passages.append(passage)
        if kind is PassageKind.HEADING:
            self.path = (text,)
        return passage

    def heading(self, text: str) -> Passage:
        return self.add(PassageKind.HEADING, text)

    def text(self, text: str) -> Passage:
        return self.add(PassageKind.PARAGRAPH, text)

    def items(self, *texts: str, group: str = "list-1") -> None:
        for text in texts:
            self.add(PassageKind.LIST_ITEM, text, group=group)

    def table(self, header: str, *rows: str, group: str = "table-1") -> None:
        self.add(PassageKind.TABLE_HEADER, header, group=group)
        for row in rows:
            self.add(PassageKind.TABLE_ROW, row, group=group)
