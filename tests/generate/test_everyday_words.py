"""A word beside what is asked, or an everyday one, doesn't keep the answer from a question."""

from __future__ import annotations

import pytest

from generate.answers.items import items_of
from generate.question import read_question
from generate.questions.need import Need
from generate.questions.parts import Part, parts_of
from generate.triage.reports import reports
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()
COMBINED = Need("use", "combined")


def asked(question: str, product: str) -> list[Part]:
    return list(parts_of(read_question(question, TAXONOMY), product, TAXONOMY))


def test_lfts_that_need_checking_are_liver_tests() -> None:
    (part,) = asked("How often do LFTs need checking on Ovranteq?", "ovranteq")
    assert {Need("topic", "liver_tests"), Need("topic", "monitoring")} <= set(part.asked)


@pytest.mark.parametrize("words", ["plus topical steroid vs topical steroid alone", "plus TCS vs placebo plus TCS"])
def test_a_result_of_a_named_combination_asks_for_no_combination_beside(words: str) -> None:
    (part,) = asked(f"EASI-75 at week 16, Wyndralis {words}?", "wyndralis")
    assert Need("topic", "easi75") in part.asked
    assert COMBINED not in part.asked


def test_what_to_watch_when_it_is_added_to_a_medicine_asks_for_that_medicine() -> None:
    (part,) = asked("病人在吃地高辛，加用欧弗然要注意什么？", "ovranteq")
    assert COMBINED not in part.asked
    assert Need("topic", "warnings") not in part.asked
    assert any(need.id.startswith("product:digoxin") for need in part.asked)


def test_what_to_watch_of_a_combination_unnamed_is_still_asked() -> None:
    (part,) = asked("欧弗然和别的药联用要注意什么？", "ovranteq")
    assert COMBINED in part.asked or Need("topic", "interaction") in part.asked


def test_an_endpoint_in_letters_and_one_in_words_are_two_items() -> None:
    (part,) = asked("WAYMARK-2的ORR和中位缓解持续时间分别是多少？", "ovranteq")
    assert len(items_of(part, "ovranteq", TAXONOMY)) == 2


def test_trouble_swallowing_told_beside_crushing_is_passed_on_in_doubt() -> None:
    (report,) = reports(read_question("Pt has trouble swallowing. May the tablets be crushed?", TAXONOMY))
    assert report.unnamed


def test_trouble_swallowing_on_the_medicine_is_a_certain_report() -> None:
    (report, *_) = reports(read_question("Pt on Ovranteq developed trouble swallowing. Stop it?", TAXONOMY))
    assert not report.unnamed
