"""Words that are read only where they stand for themselves, and not as a piece of another word."""

from __future__ import annotations

import pytest

from generate.lexicon import table
from generate.question import read_question
from generate.questions.asked import needs
from generate.triage.reports import reports
from library.taxonomy import Taxonomy
from library.text import fold

TAXONOMY = Taxonomy.load()


def _topics(text: str) -> frozenset[str]:
    return table("topics").ids_in(fold(text), question=True)


def _asked(text: str) -> set[str]:
    return {need.id for need in needs(read_question(text, TAXONOMY), "", TAXONOMY)}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("尿が茶色い", "foods_that_interact"),
        ("茶碱中毒", "foods_that_interact"),
        ("肾上腺皮质功能减退", "renal"),
        ("急性肾盂肾炎", "renal"),
        ("副腎不全", "renal"),
        ("酒石酸盐", "alcohol"),
        ("冻干粉针", "freezing"),
        ("凍結乾燥製剤", "freezing"),
        ("How many doses of it are given?", "rate"),
    ],
)
def test_a_character_within_another_word_is_no_topic(text: str, topic: str) -> None:
    assert topic not in _topics(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("能喝茶吗", "foods_that_interact"),
        ("お茶で飲めますか", "foods_that_interact"),
        ("肾功能不全", "renal"),
        ("腎機能障害", "renal"),
        ("能喝酒吗", "alcohol"),
        ("冻过还能用吗", "freezing"),
        ("How many of the patients had it?", "rate"),
        ("Given in the second trimester", "pregnancy"),
        ("How many doses, and how far apart?", "interval"),
        ("What can I give for the fever?", "what_to_do"),
        ("Was kann ich gegen das Fieber geben?", "what_to_do"),
        ("发热用什么药处理", "what_to_do"),
        ("熱が出たらどうしますか", "what_to_do"),
    ],
)
def test_the_same_character_by_itself_is_one(text: str, topic: str) -> None:
    assert topic in _topics(text)


def test_a_value_up_to_which_something_rises_is_no_rate() -> None:
    assert "rate" not in _asked("转氨酶升到多少要停药？")


def test_what_is_asked_of_a_rate_beside_a_partner_of_the_treatment_is_no_interaction() -> None:
    assert "interaction" not in _asked("联合放疗时腹泻的发生率是多少？")


@pytest.mark.parametrize(
    "text", ["Is the syringe latex free?", "Ist Latex enthalten?", "含乳胶吗？", "ラテックスは含まれますか"]
)
def test_a_substance_asked_about_must_itself_be_named(text: str) -> None:
    found = needs(read_question(text, TAXONOMY), "", TAXONOMY)
    assert any(need.id == "latex" and need.decides for need in found)


def test_permission_to_take_a_medicine_is_no_failure_of_it() -> None:
    assert not reports(read_question("シンバスタチンは朝食後に飲んでもよいですか。", TAXONOMY))
