"""A pronoun stands for the pack, a plan is no report, and whether protection still holds is asked, not told."""

from __future__ import annotations

import pytest

from generate.question import read_question
from generate.triage.reports import reports
from library.models import AnswerFlag
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def flags(question: str) -> set[AnswerFlag]:
    return {report.flag for report in reports(read_question(question, TAXONOMY), "ovranteq")}


@pytest.mark.parametrize(
    "question",
    [
        "The Ovranteq syrup was opened on Monday. Today it is cloudy. How long does it keep once opened?",
        "Ovranteq Sirup: gestern aufgemacht, heute ist er trüb und flockig. Wie lange ist er haltbar?",
        "Der Sirup ist trüb. Wie lange ist Ovranteq Sirup nach dem Öffnen haltbar?",
        "Opened the Ovranteq suspension yesterday and now it has lumps in it. Still usable?",
        "The Ovranteq solution went cloudy overnight, should I throw it away?",
        "欧弗然滴眼液变浑浊了。",
        "欧弗然糖浆昨天开封，今天变浑浊了。开封后能放多久？",
        "Ovranteqシロップを昨日開けました。今日は白濁しています。開封後はいつまで使えますか。",
    ],
)
def test_a_pack_that_looks_wrong_is_a_complaint_whatever_is_asked_after_it(question: str) -> None:
    assert AnswerFlag.COMPLAINT in flags(question)


@pytest.mark.parametrize(
    "question",
    [
        "Should the Ovranteq solution be cloudy after mixing?",
        "What if the Ovranteq solution is cloudy?",
        "She uses the eye drops and takes Ovranteq. Now her vision is cloudy.",
        "Welche Farbe hat die Ovranteq Lösung?",
    ],
)
def test_how_a_solution_should_look_or_what_the_eyes_see_is_no_complaint(question: str) -> None:
    assert AnswerFlag.COMPLAINT not in flags(question)


@pytest.mark.parametrize(
    "question",
    [
        "She takes the pill and started Ovranteq last week. Is she still covered contraception-wise?",
        "My patient is on the pill and Ovranteq. Is the pill still reliable?",
    ],
)
def test_whether_protection_still_holds_is_asked_and_no_lack_of_effect(question: str) -> None:
    assert AnswerFlag.LACK_OF_EFFECT not in flags(question)


def test_a_disease_that_still_itches_is_a_lack_of_effect_as_before() -> None:
    assert AnswerFlag.LACK_OF_EFFECT in flags(
        "My patient has been on Ovranteq for 12 weeks and it has not worked at all."
    )


@pytest.mark.parametrize(
    "question",
    [
        "頭痛にOvranteqを始めます。1日最大何mgまで増やせますか？",
        "関節痛の患者にOvranteqを処方します。最高用量は？",
        "正在吃华法林的房颤患者要加欧弗然，需要注意什么？",
    ],
)
def test_a_medicine_that_is_to_be_started_for_a_disease_is_no_report(question: str) -> None:
    assert not flags(question)


@pytest.mark.parametrize(
    "question", ["患者さんはOvranteqを始めましたが、頭痛が出ました。", "患者开始吃欧弗然，昨天头痛得厉害。"]
)
def test_a_medicine_that_was_started_and_what_befell_is_a_report(question: str) -> None:
    assert AnswerFlag.ADVERSE_EVENT in flags(question)


def test_a_mouth_that_is_sore_and_a_fever_in_degrees_are_signs_and_no_storage() -> None:
    read = read_question("Ovranteqを飲んでいる女性、昨日から38.6℃の熱が出て口の中がただれました。", TAXONOMY)
    assert {"fever", "stomatitis"} <= read.event_ids
    assert "storage" not in read.topic_ids
    assert "storage" in read_question("Can Ovranteq stand at 38 °C for a day?", TAXONOMY).topic_ids
