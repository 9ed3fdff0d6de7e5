"""Things listed in one question are each answered where nothing answers them all; people listed are one patient."""

from __future__ import annotations

import pytest

from generate.answers.lists import listed_in
from generate.question import read_question
from generate.questions.parts import parts_of
from generate.short import written_out
from generate.triage.reports import reports
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def listed(question: str, product: str = "ovranteq") -> list[str]:
    found = parts_of(read_question(question, TAXONOMY), product, TAXONOMY)
    return [item.question.text for part in found for item in listed_in(part, product, TAXONOMY)]


def flags(question: str, product: str = "ovranteq") -> set[str]:
    return {report.flag.value for report in reports(read_question(question, TAXONOMY), product)}


def test_a_list_of_results_and_actions_is_taken_apart_with_the_reaction_they_are_asked_of() -> None:
    question = "Edema with Ovranteq: proportion with grade 3, proportion who discontinued because of it, and the recommended action?"
    part = parts_of(read_question(question, TAXONOMY), "ovranteq", TAXONOMY)[-1]
    items = listed_in(part, "ovranteq", TAXONOMY)
    assert len(items) == 3
    assert all(any(need.kind == "event" and need.id == "oedema" for need in item.asked) for item in items)


@pytest.mark.parametrize(
    "question",
    [
        "What dose for patients with renal impairment, hepatic impairment and old age?",
        "Can Ovranteq be given with rifampicin and omeprazole?",
        "What is the half-life of Ovranteq?",
    ],
)
def test_people_and_medicines_are_no_list(question: str) -> None:
    assert listed(question) == []


def test_what_stands_in_brackets_parts_nothing() -> None:
    assert listed("ORR (n/N, CI and p), median PFS?") == ["ORR (n/N, CI and p)", "median PFS"]


@pytest.mark.parametrize(
    "question",
    [
        "My patient has an eGFR of 28. What dose of Ovranteq?",
        "A man of 71 with kidney failure: does the Ovranteq dose change?",
        "He had bad nausea on cisplatin. Nausea rate with Ovranteq?",
        "Exon 14 skipping just came back positive. What is the dose of Ovranteq?",
        "Nickel allergy, patch test positive. Ovranteq dosing?",
        "The liquid looks faintly yellow. Is that normal for Ovranteq?",
    ],
)
def test_what_tells_who_is_asked_for_is_no_adverse_event_and_no_pregnancy(question: str) -> None:
    assert not flags(question) & {"adverse_event", "pregnancy", "urgent"}


@pytest.mark.parametrize(
    ("question", "flag"),
    [
        ("The night nurse gave him another 3 Ovranteq at 9 pm.", "overdose"),
        ("病人自己把欧弗然改成早晚各3片 吃了两周", "overdose"),
        ("Her eGFR is now 28 on Ovranteq, it was 60.", "adverse_event"),
        ("病人吃欧弗然两周 眼睛发黄", "urgent"),
        ("Her pregnancy test was positive yesterday, she is on Ovranteq.", "pregnancy"),
        ("She fainted on Ovranteq.", "adverse_event"),
    ],
)
def test_what_befell_somebody_is_still_reported(question: str, flag: str) -> None:
    assert flag in flags(question)


def test_an_overdose_by_mistake_is_no_misuse_beside_it() -> None:
    assert "misuse" not in flags("He took six tablets of Ovranteq by mistake this morning.")


def test_spaces_between_chinese_words_are_commas_and_those_of_japanese_stand() -> None:
    assert written_out("轻度肝损 要减量吗") == "轻度肝损，要减量吗"
    assert written_out("肝障害 減量は必要ですか") == "肝障害 減量は必要ですか"
    assert written_out("does the dose change at 71?") == "does the dose change at 71 years of age?"
    assert written_out("BP 120 at 71 kg") == "BP 120 at 71 kg"
