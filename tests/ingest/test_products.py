"""A document's product is what its opening names or its words tell of, never a medicine out of a list of others."""

from __future__ import annotations

import pytest

from ingest.products import medicine_of, medicines, of_a_class, product_names, under_own_headings
from ingest.reading import Block, Reading
from library.models import DocumentClass, Locator, PassageDraft, PassageKind, SourceFacts

FORBIDDEN = Block(PassageKind.LIST_ITEM, "PDE5 inhibitors: osinib (Rivalon®)", section="contraindications")


def names(*opening: str, file: str = "insert.html", others: int = 70, more: tuple[Block, ...] = ()) -> list[str]:
    blocks = [*(Block(PassageKind.PARAGRAPH, line) for line in opening), *more]
    blocks += [Block(PassageKind.PARAGRAPH, f"Take it on day {day}.") for day in range(others)]
    return product_names(blocks, SourceFacts(title=opening[0]), file)


@pytest.mark.parametrize("others", [0, 70])
def test_a_medicine_that_may_not_be_taken_with_it_is_not_the_product(others: int) -> None:
    row = Block(PassageKind.TABLE_ROW, "osinib (Rivalon®)\tdo not take")
    found = names(
        "維樂康150毫克膜衣錠", "VELZAC 150 mg tablets", others=others, more=(FORBIDDEN,) * 3 + (row,) * (others // 35)
    )
    assert not {"Rivalon", "osinib"} & set(found)


def test_the_name_of_the_opening_wins_over_a_marked_one_told_of_less_often() -> None:
    own = tuple(Block(PassageKind.PARAGRAPH, f"VELZAC was given in week {week}.") for week in range(20))
    other = tuple(Block(PassageKind.PARAGRAPH, f"Rivalon® was given in week {week}.") for week in range(4))
    assert "Rivalon" not in names("VELZAC 150 mg tablets", more=own + other)
    assert "Rivalon" in names("Results of the trial", more=own + other)


def test_a_substance_behind_the_name_of_the_opening_is_its_own() -> None:
    own = tuple(Block(PassageKind.PARAGRAPH, f"Velzac was given in week {week}.") for week in range(20))
    more = (Block(PassageKind.PARAGRAPH, "Velzac (velzinib) is a medicine."), *own)
    assert "velzinib" in names("Velzac 150 mg tablets", more=more)


def test_the_file_names_the_product_only_where_its_words_are_told_of() -> None:
    told = tuple(Block(PassageKind.PARAGRAPH, f"Velzinib is given in week {week}.") for week in range(3))
    assert "velzinib" in names("Some Packer Inc.", file="velzinib_label.pdf", more=told)
    assert "velzinib" not in names("Some Packer Inc.", file="velzinib_label.pdf")
    assert "osinib" not in names("A trial", file="velzinib vs osinib.pdf", more=told)


KNOWN = {f"drug{letter}": f"drug_{letter.lower()}" for letter in "ABCDEFGHIJ"} | {"BrandA": "drug_a"}


def known(name: str) -> str:
    return KNOWN.get(name, "")


def heads(*texts: str, section: str | None = None) -> list[PassageDraft]:
    return [PassageDraft(kind=PassageKind.HEADING, text=text, locator=Locator(), section=section) for text in texts]


@pytest.mark.parametrize(
    ("heading", "product"),
    [
        ("drugA", "drug_a"),
        ("BrandA® / drugA 5 mg", "drug_a"),
        ("drugA / drugB", ""),
        ("drugA / Unheard", ""),
        ("drugA und drugB", ""),
        ("Dosage", ""),
    ],
)
def test_a_heading_names_a_medicine_only_with_all_its_words(heading: str, product: str) -> None:
    assert medicine_of(heading, known) == product


def test_a_collection_is_told_by_many_headings_of_medicines_and_a_label_is_none() -> None:
    many = heads(*(f"drug{letter}" for letter in "ABCDEFGH"))
    assert len(medicines(many, DocumentClass.OTHER, known)) == 8
    assert not medicines(many[1:], DocumentClass.OTHER, known)
    assert not medicines(many, DocumentClass.LABEL, known)
    assert not medicines([*many, *heads(*["drugA"] * 12)], DocumentClass.OTHER, known)
    assert not medicines(heads(*KNOWN, section="interactions"), DocumentClass.OTHER, known)


def test_a_passage_of_a_collection_has_the_product_of_its_own_heading_or_none() -> None:
    def under(*path: str) -> str:
        words = PassageDraft(kind=PassageKind.PARAGRAPH, text="Once.", locator=Locator(), heading_path=path)
        return under_own_headings([words], known)[0].facts.get("product", "")

    assert under("drugA") == "drug_a"
    assert under("drugA", "Dosage and administration") == "drug_a"
    assert under("drugA", "Unheard") == under("drugA und drugB") == under() == ""


def _reading(title: str, kind: DocumentClass = DocumentClass.OTHER) -> Reading:
    told = []
    for name in ("1. drugA (BrandA)", "2. drugB"):
        told += heads(name)
        text = heads("10 mg once a day")[0]
        told.append(text.model_copy(update={"kind": PassageKind.LIST_ITEM, "heading_path": (name,)}))
    facts = SourceFacts(title=title, document_class=kind)
    return Reading(pages=1, passages=tuple(told), facts=facts, product_names=("BrandA",))


def test_a_text_on_a_class_is_filed_under_none_of_its_medicines_but_for_what_stands_under_its_heading() -> None:
    found = of_a_class(_reading("Inhibitors"), known)
    assert [passage.facts.get("product") for passage in found.passages if passage.heading_path] == ["drug_a", "drug_b"]
    assert not found.product_names
    assert "drugB" in found.warnings[0]


def test_a_text_whose_title_names_one_of_them_and_a_label_are_about_that_one() -> None:
    for reading in (_reading("drugA and others"), _reading("Inhibitors", DocumentClass.LABEL)):
        assert of_a_class(reading, known) == reading


@pytest.mark.parametrize("title", ["Osinib-induzierte Anämie", "Osinib-induced anaemia", "Osinib-resistente Keime"])
def test_a_medicine_that_a_disease_comes_from_is_not_the_product_of_a_text_on_the_disease(title: str) -> None:
    assert "Osinib" not in names(title)


def test_a_medicine_in_a_title_is_a_name_of_its_product() -> None:
    assert "Osinib" in names("Osinib bei Anämie")
