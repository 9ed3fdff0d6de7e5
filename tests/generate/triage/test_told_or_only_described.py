"""What befell somebody is a report in whatever verb; what somebody is treated for, denies or wishes is none."""

from __future__ import annotations

import pytest

from generate.question import read_question
from generate.triage.reports import reports
from library.models import AnswerFlag
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def flags(text: str) -> set[AnswerFlag]:
    return {report.flag for report in reports(read_question(text, TAXONOMY, product="wyndralis"), "wyndralis")}


@pytest.mark.parametrize(
    "text",
    [
        "My patient shed 6 kg over five weeks since starting Wyndralis. Known?",
        "Woman, 41, piled on 11 kg in two months on Wyndralis.",
        "Meine Patientin hat unter Wyndralis in drei Wochen 9 kg zugelegt. Ist das bekannt?",
        "On Wyndralis for 3 weeks, now flushes every evening.",
        "病人用温卓怡后拉了两天肚子，还能继续用吗？",
    ],
)
def test_a_sign_is_a_report_whatever_the_verb_and_whatever_is_asked_after_it(text: str) -> None:
    assert AnswerFlag.ADVERSE_EVENT in flags(text)


@pytest.mark.parametrize(
    "text",
    [
        "A child of 20 kg with eczema. Which Wyndralis dose?",
        "He weighs 92 kg and has eczema. Wyndralis dose?",
        "An adult with asthma and fever: how many days of Wyndralis?",
        "服用温卓怡出现肌痛、CK升高要停药吗？",
        "患者没有肌肉疼痛，温卓怡还要继续用吗？",
        "Wyndralisでけいれんは起きていませんが、減らしたいです。どう減らしますか。",
        "発作が2年ないのでWyndralisをやめたいと患者さんが言っています。すぐ中止してよいですか？",
        "Patientin, 45, soll Wyndralis bekommen. Wann spritzen?",
        "患者没有肌肉疼痛，CK正常，温卓怡还要继续监测吗？",
        "My patient is due to start Wyndralis. Should CK be checked before?",
        "Patient auf Wyndralis, CK normal. Wie oft kontrollieren?",
        "He has no side effects on Wyndralis but would like to stop it. Can he just stop?",
    ],
)
def test_a_description_a_denied_sign_a_plan_or_a_wish_is_no_report(text: str) -> None:
    assert not flags(text)


def test_a_value_that_is_still_high_under_treatment_is_a_lack_of_effect() -> None:
    assert AnswerFlag.LACK_OF_EFFECT in flags("Viral load still 40,000 after 6 months of Wyndralis.")


@pytest.mark.parametrize(
    "text",
    ["患者さんがWyndralisを間違えて1日4錠飲んでいたそうです。", "家属误给孩子用了三倍量的温卓怡，怎么办？"],
)
def test_too_much_by_mistake_is_an_overdose_and_no_misuse_beside_it(text: str) -> None:
    found = flags(text)
    assert AnswerFlag.OVERDOSE in found
    assert AnswerFlag.MISUSE not in found
