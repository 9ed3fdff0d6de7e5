"""A product is known by the names on its own label, and of several medicines named it is the one with a label here."""

from __future__ import annotations

import pytest

from generate.answers.label_names import in_known_names, names_on_labels
from generate.ask import Ask
from library.models import AnswerOutcome
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()


def label(*rows: str, product: str = "fenofibrate", heading: str = "【药品名称】") -> dict[str, str]:
    modules = [
        module("description", row, product=product, language="zh", market="CN", context=(heading,)) for row in rows
    ]
    return names_on_labels(modules, TAXONOMY)


def test_the_trade_name_on_a_label_is_a_name_of_its_product() -> None:
    assert label("商品名称：清脂安®", "英文名称：Quivolar Capsules") == {
        "清脂安": "fenofibrate",
        "Quivolar": "fenofibrate",
    }


def test_the_dose_form_is_no_part_of_the_name() -> None:
    assert "清脂安" in label("商品名称：清脂安胶囊")


def test_the_first_word_under_the_heading_of_names_is_a_name() -> None:
    assert label("Quivolar 200 mg hard capsules", heading="1. NAME OF THE MEDICINAL PRODUCT") == {
        "Quivolar": "fenofibrate"
    }


def test_a_name_the_vocabulary_knows_is_left_to_it() -> None:
    assert label("通用名称：非诺贝特片") == {}


def test_a_name_of_two_products_is_nobodys() -> None:
    rows = [
        module("description", "商品名称：清脂安", product=product, context=("【药品名称】",))
        for product in ("fenofibrate", "ovranteq")
    ]
    assert names_on_labels(rows, TAXONOMY) == {}


def test_a_question_is_read_with_the_name_the_vocabulary_knows() -> None:
    read = in_known_names("清脂安饭前吃吗？", {"清脂安": "ovranteq"}, TAXONOMY, "zh")
    known = TAXONOMY.label("product", "ovranteq", "zh")
    assert read.text == f"{known}饭前吃吗？"
    assert read.read == (("清脂安", known),)


def test_a_latin_name_is_read_only_as_a_whole_word() -> None:
    assert in_known_names("Quivolara?", {"Quivolar": "ovranteq"}, TAXONOMY, "en").read == ()


@pytest.mark.parametrize(
    "question", ["Can warfarin be given with fenofibrate?", "On fenofibrate: may she take warfarin?"]
)
def test_of_two_medicines_the_one_with_a_label_in_the_market_is_asked_about(question: str) -> None:
    said = "Fenofibrate potentiates the effect of warfarin; reduce the dose of warfarin."
    shelf = Shelf.of([module("interaction", said, product="fenofibrate", section="interactions")])
    given = Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, question, market="US").content
    assert given.product == "fenofibrate"
    assert given.outcome is AnswerOutcome.ANSWERED
