"""Which line answers where another medicine is named: of the combination, of the very medicine, of no class of our own."""

from __future__ import annotations

from generate.question import read_question
from generate.questions.partners import is_own_class, partners
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def test_medicines_joined_by_plus_or_a_stroke_are_one_combination() -> None:
    assert partners(read_question("on darunavir plus ritonavir", TAXONOMY)) == [frozenset({"darunavir", "ritonavir"})]
    assert partners(read_question("洛匹那韦/利托那韦", TAXONOMY)) == [frozenset({"lopinavir", "ritonavir"})]


def test_medicines_named_one_beside_the_other_are_none() -> None:
    assert partners(read_question("on warfarin and digoxin", TAXONOMY)) == []


def _own(text: str) -> bool:
    question = read_question(text, TAXONOMY)
    (mention,) = (m for m in question.mentions if m.id == "statin")
    return is_own_class(mention, question, "atorvastatin", TAXONOMY)


def test_the_class_that_our_own_medicine_belongs_to_asks_nothing() -> None:
    assert _own("My patient on digoxin needs a statin. How much atorvastatin?")


def test_another_medicine_of_our_class_is_asked_about() -> None:
    assert not _own("Can atorvastatin be given with another statin?")
