"""Classes of frequency reach the reactions below them, whatever stands between."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.headings.classes_over import with_classes_over
from modularize.segment import segment
from tests.modularize.making import Page


def reactions(*heads: tuple[str, ...]) -> list[Passage]:
    page = Page(section="adverse_reactions")
    for number, lines in enumerate(heads):
        page.path = ("ADVERSE REACTIONS",)
        for line in lines:
            page.passages.append(
                page.text(line).model_copy(update={"kind": PassageKind.HEADING, "heading_path": ("ADVERSE REACTIONS",)})
            )
            page.passages.pop(-2)
        page.path = ("ADVERSE REACTIONS", lines[-1])
        page.text(f"Skin and Appendages: rash {number}, itching, sweating")
    return page.passages


def test_a_class_of_frequency_over_another_heading_stands_over_what_that_one_heads() -> None:
    found = segment(
        reactions(("Most Common Reactions*", "Probably Related"), ("Incidence Less Than 1%", "Probably Related"))
    )
    contexts = {part.body: part.context_texts for part in found.segments}
    often = next(texts for body, texts in contexts.items() if "rash 0" in body)
    rarely = next(texts for body, texts in contexts.items() if "rash 1" in body)
    assert any("Most Common Reactions" in text for text in often)
    assert "Incidence Less Than 1%" in rarely
    assert not any("Most Common" in text for text in rarely)
    assert "Probably Related" in rarely


def test_a_heading_that_is_no_class_and_one_over_a_paragraph_change_no_path() -> None:
    for heads in ((("Other Reactions", "Probably Related"),), (("Incidence Less Than 1%",),)):
        passages = reactions(*heads)
        assert with_classes_over(passages) == passages


def test_classes_over_lists_of_reactions_are_no_key_and_stay_with_them() -> None:
    page = Page(section="leaflet")
    page.heading("4. Possible side effects")
    for number, said in enumerate(
        ("Common: may affect up to 1 in 10 people", "Uncommon: may affect up to 1 in 100 people",
         "Rare: may affect up to 1 in 1,000 people")
    ):  # fmt: skip
        page.text(said)
        page.items(f"Swelling of the face and hands {number}", f"Blood clots in the legs {number}", group=f"l{number}")
    found = segment(page.passages)
    for number, said in enumerate(("Common", "Uncommon", "Rare")):
        for words in ("Swelling of the face and hands", "Blood clots in the legs"):
            [part] = [s for s in found.segments if f"{words} {number}" in s.body]
            assert any(text.startswith(said) for text in (part.body, *part.context_texts))


def test_a_key_of_classes_in_a_row_is_still_no_module() -> None:
    page = Page(section="leaflet")
    page.heading("4. Possible side effects")
    page.text("Common: may affect up to 1 in 10 people")
    page.text("Uncommon: may affect up to 1 in 100 people")
    page.text("Rare: may affect up to 1 in 1,000 people")
    page.text("Velzury can cause severe infections; stop it where one is suspected.")
    found = segment(page.passages)
    assert [part.body for part in found.segments] == [
        "Velzury can cause severe infections; stop it where one is suspected."
    ]


def test_a_class_set_below_another_ends_it_for_the_groups_that_come_again() -> None:
    rare, unknown = "Rare side effects (up to 1 in 1,000) include:", "Not known: frequency cannot be estimated"
    page = Page(section="leaflet")
    top = ("4. Possible side effects",)
    lines = [
        (PassageKind.HEADING, top, rare),
        (PassageKind.HEADING, (*top, rare), "In adults:"),
        (PassageKind.LIST_ITEM, (*top, rare, "In adults:"), "Muscle pain."),
        (PassageKind.HEADING, (*top, rare), unknown),
        (PassageKind.LIST_ITEM, (*top, rare, unknown), "Facial swelling."),
        (PassageKind.HEADING, (*top, rare), "In adults:"),
        (PassageKind.LIST_ITEM, (*top, rare, "In adults:"), "Rash."),
        (PassageKind.PARAGRAPH, (*top, rare, "In adults:"), "The skin can get lumpy where you inject often."),
    ]
    for kind, path, text in lines:
        page.path = path
        page.passages[-1:] = [page.text(text).model_copy(update={"kind": kind})]
    paths = {p.text: p.heading_path for p in with_classes_over(page.passages)}
    assert paths["Muscle pain."] == (*top, rare, "In adults:")
    assert paths["Facial swelling."] == (*top, unknown)
    assert paths["Rash."] == (*top, unknown, "In adults:")
    assert paths["The skin can get lumpy where you inject often."] == top
