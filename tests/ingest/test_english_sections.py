"""Professional texts in English without numbers, which are no US labels, have their sections by other names."""

from __future__ import annotations

from ingest.reading import Block
from ingest.sections.assign import Family, assign, family_of
from library.models import PassageKind

H, P = PassageKind.HEADING, PassageKind.PARAGRAPH
_INSTRUCTION = (
    ("Composition", "composition"),
    ("Pharmacokinetics", "pharmacokinetics"),
    ("Indications for use", "indications"),
    ("Contraindications", "contraindications"),
    ("Use during pregnancy and breast-feeding period", "pregnancy"),
    ("Posology and method of administration", "dosage"),
    ("Side effects", "adverse_reactions"),
    ("Overdose", "overdose"),
    ("Interaction with other medicinal products", "interactions"),
    ("Special warnings", "warnings"),
)


def _blocks(names: tuple[str, ...]) -> list[Block]:
    return [block for name in names for block in (Block(H, name, 2), Block(P, f"What is said of {name.lower()}."))]


def test_an_instruction_without_numbers_has_its_sections() -> None:
    blocks = _blocks(tuple(name for name, _ in _INSTRUCTION))
    assert family_of(blocks) is Family.ENGLISH
    assert assign(blocks, Family.ENGLISH)[1::2] == [section for _, section in _INSTRUCTION]


def test_a_us_label_in_the_old_order_is_still_one() -> None:
    names = ("DESCRIPTION", "CLINICAL PHARMACOLOGY", "INDICATIONS AND USAGE", "CONTRAINDICATIONS", "WARNINGS")
    blocks = _blocks(
        (*names, "PRECAUTIONS", "ADVERSE REACTIONS", "OVERDOSAGE", "DOSAGE AND ADMINISTRATION", "HOW SUPPLIED")
    )
    assert family_of(blocks) is Family.US_OLD
