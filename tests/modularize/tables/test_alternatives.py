"""Rows joined by "or" or "plus" are one recommendation."""

from __future__ import annotations

from modularize.tables.alternatives import goes_on_with, without_joints


def test_rows_joined_by_or_go_on_with_one_another() -> None:
    assert goes_on_with("Sepsis\tMittel A oder\t3x 1 g", "Sepsis\tMittel B\t3x 2 g")
    assert goes_on_with("Sepsis\tMittel B\t3x 2 g", "Sepsis\tjeweils ggf. plus Mittel C\t3x 4 g")
    assert goes_on_with("Drug A or\t1 g", "Drug B\t2 g")


def test_rows_of_other_names_or_whole_rows_do_not() -> None:
    assert not goes_on_with("Sepsis\tMittel A oder\t3x 1 g", "Pneumonie\tMittel B\t3x 2 g")
    assert not goes_on_with("Sepsis\tMittel A\t3x 1 g", "Sepsis\tMittel B\t3x 2 g")
    assert not goes_on_with("Sepsis\tFieber oder Schock\t3x 1 g", "Sepsis\tMittel B\t3x 2 g")


def test_the_words_that_join_are_not_the_end_of_a_cell_but_one_at_the_end_of_all_is() -> None:
    assert without_joints(["Sepsis\tA oder\t1 g", "Sepsis\tB oder\t2 g"]) == ["Sepsis\tA\t1 g", "Sepsis\tB oder\t2 g"]
