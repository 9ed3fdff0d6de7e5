"""What Markdown writes around its words is no word: slanted words, wrapped headings, escaped numbers, named notes."""

from __future__ import annotations

from ingest import text
from ingest.assemble import assemble
from ingest.reading import Limits
from library.models import PassageKind


def read(data: str) -> list[tuple[PassageKind, str]]:
    return [(b.kind, b.text) for b in text.read(data.encode(), Limits()).blocks]


def test_words_set_slanted_bear_no_mark_of_a_note() -> None:
    assert read("# Galle\n\n## Kur\n\n- *Marudol* (Ovan®) bei Krampf, ***cave:** nie bei Stau!*\n- 5 mg* täglich\n")[
        2:
    ] == [
        (PassageKind.LIST_ITEM, "Marudol (Ovan®) bei Krampf, cave: nie bei Stau!"),
        (PassageKind.LIST_ITEM, "5 mg* täglich"),
    ]


def test_a_long_heading_with_the_rest_of_its_question_on_the_next_line_is_one() -> None:
    found = read(
        "# Fragen\n\n## 3\\. Ist das Impfen unnötig, weil die Krankheit heute so gut mit\nTabletten behandelt wird?\n\nNein.\n"
    )
    assert found[1] == (
        PassageKind.HEADING,
        "3. Ist das Impfen unnötig, weil die Krankheit heute so gut mit Tabletten behandelt wird?",
    )


def test_a_statement_right_below_a_long_heading_is_no_part_of_it() -> None:
    found = read("# A\n\n## What the committee of the hospital found in its report\nSolvan works.\n\nMore.\n")
    assert (PassageKind.PARAGRAPH, "Solvan works.") in found


def test_a_named_note_is_a_raised_figure_and_its_footnote() -> None:
    data = "# Darm\n\n- Marker (AGA)[^gli] sind erhöht\n\n[^gli]: Gli ist ein Teil des Korns\n"
    reading = assemble(text.read(data.encode(), Limits()), "x.md")
    told = [(p.kind, p.text) for p in reading.passages]
    assert (PassageKind.LIST_ITEM, "Marker (AGA)¹ sind erhöht") in told
    assert any(kind is PassageKind.FOOTNOTE and words.endswith("Gli ist ein Teil des Korns") for kind, words in told)


def test_items_counted_below_an_item_with_a_bullet_are_a_list_of_their_own() -> None:
    data = (
        "# Kur\n\n- erste Kur\n\t1. Marudol 10 mg\n\t2. Solvan 20 mg\n- zweite Kur\n\t1. Marudol 5 mg\n\t2. Ovan 2 mg\n"
    )
    groups = {b.text: b.group for b in text.read(data.encode(), Limits()).blocks}
    assert groups["Solvan 20 mg"] != groups["erste Kur"] == groups["zweite Kur"] != groups["Ovan 2 mg"]
