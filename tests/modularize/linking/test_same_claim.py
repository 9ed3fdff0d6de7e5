"""The same form with another figure: a conflict only where it is the same claim."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from library.models import Anchor, AnchorRole, Module, ModuleContent, ModuleKind
from modularize.linking.link import proposals

RATE = "In study BROOK-7, fatigue was reported by 12.3% of patients with asthma during the first month of use."
HEAD = "Reaction\tOvranteq (N=200)\tPlacebo (N=190)"


def module(body: str, document: str, *context: str, **more: Any) -> Module:
    """A module that one document says."""
    about = {"kind": ModuleKind.SAFETY_RESULT, "language": "en", "market": "US", "product": "ovranteq"}
    content = ModuleContent(**{**about, "body": body, "context": context, **more})
    id = f"{document}: {body} {context}"
    origin = Anchor(
        id=id, source=document, passage=id, start=0, end=len(body), quote=body, role=AnchorRole.ORIGIN
    )  # fmt: skip
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return Module(
        id=id, lineage=id, parent=None, version=1, content=content, author="system", created_at=when, anchors=(origin,)
    )


def conflicts(*modules: Module) -> list[tuple[str, str]]:
    return [(f.words, f.source_words) for f in proposals(modules, ()) if f.code == "modularize.conflict"]


def test_another_figure_of_the_same_claim_in_another_document_is_a_conflict() -> None:
    assert conflicts(module(RATE, "label"), module(RATE.replace("12.3", "13.3"), "deck")) in (
        [("12.3", "13.3")],
        [("13.3", "12.3")],
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RATE, RATE.replace("12.3", "14.4").replace("asthma", "emphysema")),
        (RATE, RATE.replace("12.3", "14.4").replace("fatigue", "itching")),
        ("At week 24, relief was felt by 12.3% of those treated.", "At week 52, relief was felt by 14.4% of those treated."),
        ("The course is as told before (see section 4.4).", "The course is as told before (see section 4.5)."),
        ("Blue lake No. 2 colours the film of the tablet.", "Blue lake No. 40 colours the film of the tablet."),
        ("No difference was seen in deaths of any cause (Table 5).", "No difference was seen in deaths of any cause (Table 7)."),
        ("A hop trial of this kind (H0552g study) was filed.", "A hop trial of this kind (H0551g study) was filed."),
    ],
)  # fmt: skip
def test_other_patients_times_places_and_names_are_other_claims(one: str, other: str) -> None:
    assert conflicts(module(one, "label"), module(other, "deck")) == []


def test_sentences_of_one_form_in_one_document_are_a_family() -> None:
    packs = [module(f"Bottle of {n} tablets, order number {m}.", "label") for n, m in ((30, 4711), (100, 4712))]
    assert conflicts(*packs) == []
    under = [
        module("Do not store above 25 °C.", "label", "Blisters"),
        module("Do not store above 30 °C.", "label", "Jars"),
    ]
    assert conflicts(*under) == []


def test_what_a_document_says_of_each_strength_contradicts_no_other_document_that_does_the_same() -> None:
    line = "{} mg tablets hold the red dye of beet, wax and starch."
    label = [module(line.format(n), "label") for n in (1, 5)]
    other = [module(f"{line.format(n)[:-1]}", "other label") for n in (1, 5)]
    assert conflicts(*label, *other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Nausea\t12.3%\t4.5%", "Table 3 At week 24", HEAD), ("Nausea\t14.4%\t4.5%", "Table 4 At week 52", HEAD)),
        (("Nausea\t12.3%\t4.5%", HEAD), ("Nausea\t14.4%\t4.5%", "Reaction\tOvranteq (N=90)\tPlacebo (N=80)")),
        (("R1\tyes\tno", HEAD), ("R2\tyes\tno", HEAD)),
        (("Month 12\t24%\t5%", HEAD, "Score 20"), ("Month 12\t14%\t5%", HEAD, "Score 70")),
    ],
)
def test_rows_are_one_claim_only_by_name_header_and_caption(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    for document in ("label", "deck"):
        assert conflicts(module(one[0], "label", *one[1:]), module(other[0], document, *other[1:])) == []


def test_the_same_row_with_another_figure_in_another_document_is_a_conflict() -> None:
    rows = module("Nausea\t12.3%\t4.5%", "label", HEAD), module("Nausea\t14.4%\t4.5%", "deck", HEAD)
    assert len(conflicts(*rows)) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The recommended dose is 30 mg once daily.", "The usual dose is 30 mg twice daily.", 1),
        ("In the first week, 30 mg are taken once daily.", "In the second week, 30 mg are taken twice daily.", 0),
    ],
)
def test_how_often_a_dose_is_taken_conflicts_only_in_the_same_case(one: str, other: str, expected: int) -> None:
    found = conflicts(module(one, "label", kind=ModuleKind.DOSING), module(other, "deck", kind=ModuleKind.DOSING))
    assert len(found) == expected


def test_steps_of_a_dose_in_one_document_and_doses_for_another_medicine_are_no_conflict() -> None:
    dose = module("The recommended dose is 30 mg once daily.", "label", kind=ModuleKind.DOSING)
    step = module("The recommended dose is 30 mg twice daily.", "label", kind=ModuleKind.DOSING)
    beside = module("The recommended dose is 30 mg twice daily.", "smpc", kind=ModuleKind.INTERACTION)
    assert conflicts(dose, step) == []
    assert conflicts(dose, beside) == []


def test_statements_on_no_known_medicine_and_disease_are_not_held_against_one_another() -> None:
    assert conflicts(module("Item 4", "one", product=""), module("Item 5", "two", product="")) == []
