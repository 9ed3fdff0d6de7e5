"""Measures that are taken at once are those of the case told right before."""

from __future__ import annotations

from modularize.prose import introduces_study
from modularize.sentences.depends import depends, goes_on


def test_what_must_be_given_at_once_leans_on_the_case_before_it_unless_it_says_when() -> None:
    assert depends("Es müssen sofort 0,3 mg Beispielin subkutan gegeben werden.", "de")
    assert not depends("Es muss sofort ein Arzt gerufen werden, wenn Atemnot auftritt.", "de")


def test_a_study_to_come_is_no_study_of_results() -> None:
    assert introduces_study("In der Studie ABC-1 erhielten 200 Patienten Beispielan.")
    assert not introduces_study("Dies ist eine Option für die geplante Studie ABC-1 mit 200 Patienten.")


def test_a_bracket_left_open_sentences_ago_tears_no_paragraph() -> None:
    after = "Beispielan ist gut untersucht."
    assert not goes_on("Die Radio(Chemotherapie war wirksam. Wir suchen Patienten, die Kandidaten sein können", after)
    assert goes_on("Wir untersuchten Patienten (nach Radiochemotherapie, die sehr wirksam war", after)
