"""A line over headings that come again stands over all below them."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from tests.modularize.making import Page


def _page(first: str, second: str) -> Page:
    page = Page("de", "pharmacodynamics")
    page.path = ("Eigenschaften/Wirkungen",)
    for line in (first, second):
        page.text(line)
        for head, germs in (
            ("Grampositive Aerobier:", ("Ovococcus albus*",)),
            ("Gramnegative Aerobier:", ("Zentra spp.",)),
        ):
            page.path = ("Eigenschaften/Wirkungen",)
            page.add(PassageKind.HEADING, head)
            page.passages[-1] = page.passages[-1].model_copy(update={"heading_path": ("Eigenschaften/Wirkungen",)})
            page.path = ("Eigenschaften/Wirkungen", head)
            for germ in germs:
                page.text(germ)
    return page


def test_a_resistant_germ_carries_the_line_that_says_so() -> None:
    parts = segment(_page("Üblicherweise empfindliche Keime:", "Inhärent resistente Keime:").passages).segments
    assert len(parts) == 4
    for part in parts[:2]:
        assert "Üblicherweise empfindliche Keime:" in part.context_texts
    for part in parts[2:]:
        assert "Inhärent resistente Keime:" in part.context_texts
        assert "Üblicherweise empfindliche Keime:" not in part.context_texts
