"""Slides printed as pages: which headings stand over what."""

from __future__ import annotations

from library.models import Fragment, Locator, Passage, PassageKind
from modularize.headings.deck_pages import with_titles_on_their_pages


def deck(lines: list[tuple[int, PassageKind, str, tuple[str, ...]]], *, height: float = 500.0) -> list[Passage]:
    """Passages of pages as wide as 900 points."""
    return [
        Passage(
            id=f"p{seq}", source="s", extraction="e", seq=seq, kind=kind, text=text, group=None, heading_path=path,
            section=None, language="de", flags=(), facts={},
            locator=Locator(page=page, fragments=(
                Fragment(page=page, box=(40.0, 20.0, 900.0, height), start=0, end=len(text)),
            )),
        )
        for seq, (page, kind, text, path) in enumerate(lines)
    ]  # fmt: skip


HEAD, LINE, ITEM = PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM
SCALE = "Grade der Kraft"
PAGES = [
    line
    for page in range(3, 9)
    for line in ((page, HEAD, f"Thema {page}", (SCALE,)), (page, ITEM, "Worte dazu", (SCALE, f"Thema {page}")))
]


def test_the_title_of_a_page_with_words_of_its_own_ends_with_it() -> None:
    pages = deck([(1, HEAD, SCALE, ()), (1, ITEM, "Null: keine Bewegung", (SCALE,)), *PAGES])
    assert {p.heading_path[:1] for p in with_titles_on_their_pages(pages)[3::2]} == {
        (f"Thema {n}",) for n in range(3, 9)
    }


def test_a_page_that_is_only_a_title_stands_over_the_next_ones() -> None:
    pages = deck([(1, HEAD, SCALE, ()), (2, LINE, "Worte", (SCALE,)), *PAGES])
    assert {p.heading_path[:1] for p in with_titles_on_their_pages(pages)[1:]} == {(SCALE,)}


def test_pages_that_are_higher_than_wide_are_no_deck() -> None:
    pages = deck([(1, HEAD, SCALE, ()), (1, ITEM, "Null: keine Bewegung", (SCALE,)), *PAGES], height=1200.0)
    assert with_titles_on_their_pages(pages) == pages


def test_a_line_over_a_heading_is_the_head_of_its_column() -> None:
    pages = deck(
        [
            (1, HEAD, "Zwei Formen", ()),
            (1, HEAD, "Langsame Form", ("Zwei Formen",)),
            (1, ITEM, "über Jahre", ("Zwei Formen", "Langsame Form")),
            (1, LINE, "Rasche Form", ("Zwei Formen", "Langsame Form")),
            (1, HEAD, "Zeichen", ("Zwei Formen",)),
            (1, ITEM, "in Wochen", ("Zwei Formen", "Zeichen")),
            *PAGES,
        ]
    )
    found = with_titles_on_their_pages(pages)
    assert found[5].heading_path == ("Zwei Formen", "Rasche Form", "Zeichen")
    assert found[2].heading_path == ("Zwei Formen", "Langsame Form")
