"""A statement that points at the one before it brings that one along."""

from __future__ import annotations

import pytest

from generate.answers.leaning import with_what_they_lean_on
from generate.reading import Reading, read_module
from library.models import Module
from library.taxonomy import Taxonomy
from tests.generate.shelf import module

TAXONOMY = Taxonomy.load()
HALF = "The dose of OVRANTEQ should be halved when it is given with quinidine."
ALIKE = "Other strong inhibitors act alike and similar dose reductions should be made."


def in_one_passage(*bodies: str) -> list[Reading]:
    """Statements that follow one another in a passage."""
    start, found = 0, []
    for body in bodies:
        one: Module = module("interaction", body, section="interactions")
        (anchor,) = one.anchors
        placed = anchor.model_copy(update={"passage": "p-1", "start": start, "end": start + len(body)})
        found.append(read_module(one.model_copy(update={"anchors": (placed,)}), TAXONOMY))
        start += len(body) + 1
    return found


def test_similar_reductions_bring_the_reduction_they_are_similar_to() -> None:
    before, leaning = in_one_passage(HALF, ALIKE)
    assert with_what_they_lean_on([leaning], [before, leaning]) == [before, leaning]


@pytest.mark.parametrize(
    "body",
    [
        "Es sollten ähnliche Dosisreduktionen vorgenommen werden.",
        "与强抑制剂合用时同样需调整剂量。",
        "他の阻害剤でも同様の減量を行うこと。",
    ],
)
def test_it_holds_in_other_languages(body: str) -> None:
    before, leaning = in_one_passage(HALF, body)
    assert len(with_what_they_lean_on([leaning], [before, leaning])) == 2


@pytest.mark.parametrize("body", ["Exposure was similar to that with placebo.", "Effects similar between the arms."])
def test_a_comparison_within_a_statement_leans_on_nothing(body: str) -> None:
    before, whole = in_one_passage(HALF, body)
    assert with_what_they_lean_on([whole], [before, whole]) == [whole]


def test_what_is_shown_already_is_not_shown_twice() -> None:
    before, leaning = in_one_passage(HALF, ALIKE)
    assert with_what_they_lean_on([before, leaning], [before, leaning]) == [before, leaning]
