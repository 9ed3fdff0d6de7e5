"""What to do about a reaction is told before what to watch for; what the label says of children stands beside a hand-over."""

from __future__ import annotations

import pytest

from generate.answers.action import acts
from generate.ask import Ask
from generate.reading import read_module
from library.models import AnswerDraft, Module
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
WATCH = "Monitor patients for new or worsening pulmonary symptoms (for example cough, dyspnea or fever)."
WITHHOLD = "Withhold OVRANTEQ immediately in patients with suspected ILD/pneumonitis."
CHILDREN = "The safety and effectiveness of OVRANTEQ in pediatric patients have not been established."
LABEL = [
    module("indication", "OVRANTEQ is indicated for adult patients with metastatic non-small cell lung cancer."),
    module("warning", WATCH, section="warnings"),
    module("warning", WITHHOLD, section="warnings"),
    module("adverse_reaction", "ILD/pneumonitis occurred in 4.9% of patients and led to discontinuation in 1%."),
]


def ask(modules: list[Module], question: str) -> AnswerDraft:
    shelf = Shelf.of(modules)
    return Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, question, market="US").content


@pytest.mark.parametrize(
    "question",
    ["First sign of cough and dyspnoea on Ovranteq - what do I do?", "How should a cough under Ovranteq be managed?"],
)
def test_what_to_do_about_a_sign_leads_and_what_to_watch_for_follows(question: str) -> None:
    said = [s.text for s in ask(LABEL, question).statements]
    assert said[0] == WITHHOLD
    assert said[1:] in ([], [WATCH])


def test_a_question_on_monitoring_is_not_led_by_withholding() -> None:
    said = [s.text for s in ask(LABEL, "Which pulmonary symptoms must be monitored on Ovranteq?").statements]
    assert said[:1] == [WATCH]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Permanently discontinue in case of pancreatitis.", True),
        ("出现间质性肺病时应立即停药。", True),
        ("Monitor liver tests every 2 weeks.", False),
        ("Do not stop treatment because of mild nausea.", False),
    ],
)
def test_acting_is_told_from_watching(body: str, expected: bool) -> None:
    assert acts(read_module(module("warning", body), TAXONOMY)) is expected


def test_the_rows_of_the_other_grades_stand_beside_the_first_where_no_grade_is_told() -> None:
    head = ("Adverse reaction\tSeverity\tDosage modification",)
    rows = [
        module("dosing", f"ILD/pneumonitis\t{what}", context=head)
        for what in ("Any grade, confirmed\tPermanently discontinue.", "Any grade, suspected\tWithhold immediately.")
    ]
    said = [s.text for s in ask([LABEL[0], *rows], "What do I do about ILD on Ovranteq?").statements]
    assert said == [rows[1].content.body, rows[0].content.body]


@pytest.mark.parametrize("question", ["Is Ovranteq approved for children?", "Can a 9-year-old be given Ovranteq?"])
def test_what_the_label_says_of_children_stands_beside_the_hand_over(question: str) -> None:
    answer = ask([*LABEL, module("special_population", CHILDREN)], question)
    assert (answer.outcome, answer.flags) == ("handed_over", ("off_label",))
    assert [s.text for s in answer.statements] == [CHILDREN]
    assert "medical_information" in answer.handed_to


def test_a_result_or_a_dose_in_children_is_never_told_beside_a_hand_over() -> None:
    told = [
        module("efficacy_result", "In pediatric patients the response rate was 40%; safety has not been established."),
        module("dosing", "Pediatric patients below 12 years received 50 mg; safety has not been established."),
    ]
    answer = ask([*LABEL, *told], "Is Ovranteq approved for children?")
    assert answer.outcome == "handed_over"
    assert not answer.statements


def test_another_use_outside_the_label_brings_nothing_on_children() -> None:
    answer = ask([*LABEL, module("special_population", CHILDREN)], "Can Ovranteq be used for psoriasis in children?")
    assert answer.outcome == "handed_over"
    assert not answer.statements


def test_what_is_made_ready_before_the_first_question_is_what_would_be_read_for_it() -> None:
    shelf = Shelf.of(LABEL)
    cold, warm = (Ask(shelf, TAXONOMY, WordIndex(shelf)) for _ in range(2))
    assert warm.warm() == len(LABEL)
    question = "Patient on carbamazapine, pneumonitis suspected since last week. What now?"
    one, other = (ask.ask(DOCTOR, question, market="US").content for ask in (warm, cold))
    assert (one.statements, one.flags, one.message) == (other.statements, other.flags, other.message)
    assert Ask(shelf, TAXONOMY, WordIndex(shelf)).warm(lambda: True) == 0
