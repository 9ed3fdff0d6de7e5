"""Uses that stand in no table are outside the label too: abbreviations, unlisted illnesses, prevention, other people."""

from __future__ import annotations

import pytest

from generate.label import Label
from generate.question import read_question
from generate.short import written_out
from generate.triage.off_label import outside_label
from generate.triage.reports import reports
from library.taxonomy import Taxonomy
from tests.generate.triage.test_off_label import LABELS

TAXONOMY = Taxonomy.load()


def part(question: str, product: str = "wyndralis", market: str = "EU", label: Label | None = None) -> str:
    read = read_question(question, TAXONOMY, product=product)
    found = outside_label(read, product, market, label or LABELS[product, market], TAXONOMY)
    return found.part if found else ""


@pytest.mark.parametrize(
    "question",
    [
        "Wyndralis for MS?",
        "Would Wyndralis be an option in active UC?",
        "PsA patient, can I give Wyndralis?",
        "Hilft Wyndralis bei OCD?",
        "Wyndralis for granuloma annulare?",
        "Can Wyndralis be used for borrowed sailor disease?",
        "Wyndralis gegen eine Wanderdünen-Störung?",
        "Wyndralis for hair loss?",
        "Wyndralis bei Tourette-Tics: welche Dosis?",
        "Wyndralis for prevention of asthma attacks?",
    ],
)
def test_a_use_by_an_abbreviation_or_of_an_illness_nobody_listed_is_outside_the_label(question: str) -> None:
    assert part(question) == "indication"


@pytest.mark.parametrize(
    "question",
    [
        "Wyndralis for AD?",
        "Wyndralis in adults with severe eczema?",
        "Is Wyndralis stable in polypropylene?",
        "Should I stop Wyndralis for conjunctivitis?",
        "Wyndralis in the evening?",
        "Wyndralis for outpatients?",
        "Wyndralis in severe renal impairment?",
        "Can Wyndralis be given for atopic dermatitis in a patient with MS?",
    ],
)
def test_what_is_no_other_use_is_left_alone(question: str) -> None:
    assert part(question) == ""


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("治疗UC有效吗", "治疗ulcerative colitis有效吗"),
        ("QTc 480 ms on MS", "QTc 480 ms on MS"),
        ("in CD4 counts", "in CD4 counts"),
        ("RA-Patientin", "rheumatoid arthritis-Patientin"),
    ],
)
def test_capitals_are_a_disease_only_where_one_may_stand(asked: str, read: str) -> None:
    assert written_out(asked) == read


def test_a_medicine_for_women_is_outside_its_label_for_a_man() -> None:
    women = Label(
        indications=True,
        diseases=frozenset({"breast_cancer"}),
        indication_text="postmenopausal women with breast cancer",
    )
    assert part("Can a man with breast cancer have Wyndralis?", label=women) == "population"
    assert part("Can a woman with breast cancer have Wyndralis?", label=women) == ""


def test_an_illness_the_medicine_is_asked_for_befell_nobody() -> None:
    assert not reports(read_question("Wyndralisは帯状疱疹に使えますか", TAXONOMY))
