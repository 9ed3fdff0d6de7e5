from __future__ import annotations

from ingest.assemble import assemble
from ingest.markup import web
from ingest.reading import Block, Limits
from ingest.structure.counted import with_headings_of_contents, without_broken_headings
from library.models import PassageDraft, PassageKind


def page(*paragraphs: str) -> tuple[PassageDraft, ...]:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return assemble(web.read(f"<html><body><h2>Dosage</h2>{body}</body></html>".encode(), Limits())).passages


def path_of(found: tuple[PassageDraft, ...], words: str) -> tuple[str, ...]:
    return next(p.heading_path for p in found if p.text.startswith(words))


def test_counted_items_over_paragraphs_head_them_each_in_its_own_count() -> None:
    found = page(
        "a) Transplantation",
        "The first dose is 10 mg/kg, taken within twelve hours.",
        "b) Other uses",
        "1. Uveitis",
        "The dose is 5 mg/kg until the inflammation is gone.",
        "2. Psoriasis",
        "The dose is 2.5 mg/kg, taken in two portions.",
        "c) Handling",
        "The capsules are swallowed whole, with water.",
    )
    assert path_of(found, "The first dose") == ("Dosage", "a) Transplantation")
    assert path_of(found, "The dose is 5") == ("Dosage", "b) Other uses", "1. Uveitis")
    assert path_of(found, "The dose is 2.5") == ("Dosage", "b) Other uses", "2. Psoriasis")
    assert path_of(found, "The capsules") == ("Dosage", "c) Handling")


def test_counted_items_with_nothing_between_stay_items() -> None:
    found = page("Not for patients with", "1. Liver disease", "2. Liver tumours", "3. Hepatitis", "Ask a doctor first.")
    assert [p.kind for p in found if p.text.startswith(("Liver", "Hepatitis"))] == [PassageKind.LIST_ITEM] * 3
    assert path_of(found, "Ask a doctor") == ("Dosage",)


def item(number: int, text: str) -> Block:
    return Block(PassageKind.LIST_ITEM, text, facts={"marker": f"{number}."})


def test_entries_of_a_list_of_contents_head_their_sections_where_they_stand_again() -> None:
    names = ["What it is", "What to know before", "How to take it", "Side effects"]
    entries = [item(n, name) for n, name in enumerate(names, 1)]
    body: list[Block] = []
    for entry in entries:
        body += [
            entry,
            Block(PassageKind.HEADING, f"Liver under {entry.text}", level=2),
            Block(PassageKind.PARAGRAPH, "x"),
        ]
    made = with_headings_of_contents([Block(PassageKind.HEADING, "Contents", level=2), *entries, *body])
    assert [b.kind for b in made[1:5]] == [PassageKind.LIST_ITEM] * 4
    assert [b.level for b in made[5:]] == [2, 3, 0] * 4
    twice = [*entries, Block(PassageKind.PARAGRAPH, "x"), entries[0]]
    assert with_headings_of_contents(twice) == twice


def test_a_run_of_headings_of_which_one_breaks_off_is_text() -> None:
    def heads(*texts: str) -> list[PassageKind]:
        blocks = [Block(PassageKind.HEADING, text, level=2) for text in texts]
        return [
            b.kind for b in without_broken_headings([*blocks, Block(PassageKind.PARAGRAPH, "It is taken daily.")])[:-1]
        ]

    assert heads("One tablet", "One tablet of the oestrogen-", "combination (the pill") == [PassageKind.PARAGRAPH] * 3
    assert heads("Liver", "Kidneys", "Heart") == [PassageKind.HEADING] * 3
