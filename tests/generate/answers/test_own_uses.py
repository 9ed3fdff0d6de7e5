"""What the label is for, told of the patient, asks for nothing; what it says of another use is no answer."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
LIPIDS = "用于治疗成人高胆固醇血症。"
FOR_BLOOD = "Falvacor 用于高血压。"
NUTS = "对花生过敏者禁用。"
RASH_CASES = "曾有过敏反应伴皮疹的病例报告。"
NEURALGIA = "三叉神経痛の場合、通常、成人には1日600mgを経口投与する。1日800mgまで増量できる。"
SEIZURES = "精神運動発作の場合、通常、成人には1日900mgを経口投与する。1日1,200mgまで増量できる。"
KIDNEYS = "Not recommended in patients with a creatinine clearance below 35 mL/min."
BONES = "本剤の投与中は精神運動発作に注意すること。"


@pytest.fixture(scope="module")
def ask() -> Ask:
    of_china = {"market": "CN", "language": "zh", "product": "falvacor"}
    of_japan = {"market": "JP", "language": "ja", "product": "neulepta"}
    shelf = Shelf.of(
        [
            module("indication", LIPIDS, section="indications", **of_china),
            module("indication", FOR_BLOOD, section="indications", **of_china),
            module("contraindication", NUTS, section="contraindications", **of_china),
            module("warning", RASH_CASES, section="warnings", **of_china),
            module("indication", "三叉神経痛", section="indications", **of_japan),
            module("indication", "精神運動発作", section="indications", **of_japan),
            module("dosing", NEURALGIA, section="dosing", **of_japan),
            module("dosing", SEIZURES, section="dosing", **of_japan),
            module("warning", BONES, section="warnings", **of_japan),
        ]
    )
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def said(ask: Ask, question: str, market: str, product: str) -> list[str]:
    given = ask.ask(DOCTOR, question, market=market, product=product).content
    return [statement.text for statement in given.statements]


def test_the_disease_a_label_is_for_keeps_no_answer_back_when_it_is_told_of_the_patient(ask: Ask) -> None:
    assert said(ask, "对花生过敏的高血脂病人能用吗？", "CN", "falvacor") == [NUTS]


def test_a_dose_asked_for_one_use_is_never_that_of_another(ask: Ask) -> None:
    assert said(ask, "三叉神経痛の1日の用量は何mgですか。", "JP", "neulepta") == [NEURALGIA]
    assert said(ask, "精神運動発作の1日の用量は何mgですか。", "JP", "neulepta") == [SEIZURES]


def test_where_no_use_is_told_every_use_may_answer(ask: Ask) -> None:
    assert set(said(ask, "1日の用量は何mgですか。", "JP", "neulepta")) == {NEURALGIA, SEIZURES}


@pytest.fixture(scope="module")
def hormone() -> Ask:
    of_china = {"market": "CN", "language": "zh", "product": "medroxa"}
    of_us = {"product": "zolevia"}
    shelf = Shelf.of(
        [
            module("indication", "用于继发性闭经。", section="indications", **of_china),
            module("dosing", "每日 5 mg，持续 5 日。", section="dosing", **of_china),
            module("indication", "For postmenopausal osteoporosis.", section="indications", **of_us),
            module("dosing", KIDNEYS, section="dosing", **of_us),
            module("adverse_reaction", "Osteoporosis was seen in 2%.", section="adverse_reactions", **of_us),
        ]
    )
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def test_a_sign_that_the_medicine_is_for_befell_nobody_and_keeps_no_dose_back(hormone: Ask) -> None:
    given = hormone.ask(DOCTOR, "继发性闭经用 medroxa 每日多少 mg？", market="CN", product="medroxa").content
    assert not given.flags


def test_a_disease_that_is_a_reaction_elsewhere_decides_nothing_where_the_label_is_for_it(hormone: Ask) -> None:
    asked = "Postmenopausal woman with osteoporosis, creatinine clearance 28 mL/min. Can I give it?"
    assert said(hormone, asked, "US", "zolevia") == [KIDNEYS]


def test_what_somebody_has_on_the_medicine_stays_a_report(hormone: Ask) -> None:
    told = "她吃 medroxa 两个月后出现闭经，怎么办？"
    given = hormone.ask(DOCTOR, told, market="CN", product="medroxa").content
    assert [flag.value for flag in given.flags] == ["adverse_event"]
