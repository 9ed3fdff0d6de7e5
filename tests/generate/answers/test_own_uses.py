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
