"""A part of a dose and a leaking pen: told it is a complaint, and no plain or missed dose answers it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from generate.answers.together import each_alone
from generate.question import read_question
from generate.triage.partdose import partly_given, speaks_of_a_part
from generate.triage.reports import reports
from library.models import AnswerFlag
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


@pytest.mark.parametrize(
    "told",
    [
        "The Wyndralis pen leaked and only half was injected. Give another dose?",
        "Wyndralis pen clicked but the liquid ran down her leg. Should she inject again?",
        "Wyndralis: only half the dose went in. What dose now?",
        "温卓怡注射笔漏液，只打进去一半，需要补打吗？",
        "打温卓怡时笔漏液，剂量只进去一半，下次什么时候打？",
        "温卓怡打的时候漏了一半药",
        "ペンから薬液が漏れて半分しか入りませんでした。もう一度打つべきですか？",
        "Beim Wyndralis-Pen lief die Lösung daneben, nur die Hälfte wurde gespritzt. Nachspritzen?",
    ],
)
def test_a_dose_of_which_a_part_went_in_is_a_complaint(told: str) -> None:
    read = read_question(told, TAXONOMY)
    assert AnswerFlag.COMPLAINT in {report.flag for report in reports(read)}


@pytest.mark.parametrize(
    "asked",
    [
        "What if only half of the qproduct dose is injected?",
        "如果漏液只打进去一半,要补打吗?",
    ],
)
def test_a_part_of_a_dose_is_seen_where_it_is_only_supposed(asked: str) -> None:
    assert partly_given(asked.casefold())


@pytest.mark.parametrize(
    "asked",
    [
        "how much qproduct if a dose is missed?",
        "half the dose in hepatic impairment?",
        "qproduct漏用一次怎么办?",
        "she ran out of pens last week",
        "after the injection she leaked urine",
        "is half of the dose enough?",
    ],
)
def test_a_missed_or_a_lower_dose_is_no_part_of_a_dose(asked: str) -> None:
    assert partly_given(asked) is None


def test_only_a_statement_on_partial_doses_may_answer() -> None:
    assert speaks_of_a_part("if a partial dose is given, do not inject again")
    assert not speaks_of_a_part("if a dose is missed, inject as soon as possible")


@pytest.mark.parametrize(
    "asked",
    [
        "She is breastfeeding, baby is 4 months. Can she have Wyndralis?",
        "Breastfeeding, 4 months post partum, severe eczema. Can she have Wyndralis?",
        "产后4个月还在喂母乳，湿疹很重，能打温卓怡吗？",
    ],
)
def test_a_nursing_mother_who_has_not_begun_is_no_report(asked: str) -> None:
    assert reports(read_question(asked, TAXONOMY)) == ()


def test_a_nursing_mother_on_the_medicine_is_a_report() -> None:
    told = "She has been on Wyndralis for 4 months and is breastfeeding her baby. Should she stop?"
    assert AnswerFlag.PREGNANCY in {report.flag for report in reports(read_question(told, TAXONOMY))}


def _says(topics: set[str], *doses: int) -> Any:
    return cast(Any, SimpleNamespace(topics=topics, numbers=[SimpleNamespace(unit="mg", value=dose) for dose in doses]))


def test_two_doses_for_one_patient_are_told_to_be_unreconciled() -> None:
    both = frozenset({"renal", "hepatic"})
    liver, kidneys = _says({"hepatic"}, 100), _says({"renal"}, 300)
    assert each_alone(both, [liver, kidneys])
    assert each_alone(both, [liver, _says({"renal"})])
    assert not each_alone(both, [_says({"hepatic"}), _says({"renal"})])
    assert not each_alone(both, [_says({"hepatic", "renal"}, 100), kidneys])
    assert not each_alone(frozenset({"renal"}), [liver, kidneys])


@pytest.mark.parametrize(
    "asked",
    [
        "Patient on Wyndralis needs a yellow fever shot. OK?",
        "Patient on Wyndralis needs a hepatitis A shot. OK?",
        "Patient on Wyndralis needs a hepatitis B vaccine. OK?",
    ],
)
def test_the_illness_in_the_name_of_a_vaccine_befell_nobody(asked: str) -> None:
    assert reports(read_question(asked, TAXONOMY)) == ()


@pytest.mark.parametrize(
    "told", ["Patient on Wyndralis, fever shot up to 40.", "Patient on Wyndralis developed hepatitis. Stop?"]
)
def test_a_fever_and_a_hepatitis_told_are_reports(told: str) -> None:
    assert AnswerFlag.ADVERSE_EVENT in {report.flag for report in reports(read_question(told, TAXONOMY))}
