"""Reports in everyday words are seen in four languages, and questions that look like them are not taken for one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from generate.question import read_question
from generate.triage.reports import reports
from library.models import AnswerFlag
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()
FLAGS = {
    "A": AnswerFlag.ADVERSE_EVENT,
    "U": AnswerFlag.URGENT,
    "C": AnswerFlag.COMPLAINT,
    "P": AnswerFlag.PREGNANCY,
    "O": AnswerFlag.OVERDOSE,
    "L": AnswerFlag.LACK_OF_EFFECT,
    "M": AnswerFlag.MISUSE,
}


class Told(NamedTuple):
    """A line of ``told.txt``: its language, the flags due and the text."""

    language: str
    due: frozenset[AnswerFlag]
    text: str


def _told() -> list[Told]:
    lines = (Path(__file__).parent / "told.txt").read_text(encoding="utf-8").splitlines()
    parts = [line.split("|", 3) for line in lines if line and not line.startswith("#")]
    return [Told(language, frozenset(FLAGS[letter] for letter in due), text) for language, due, _, text in parts]


LINES = _told()


def found(text: str) -> set[AnswerFlag]:
    return {report.flag for report in reports(read_question(text, TAXONOMY))}


@pytest.mark.parametrize("language", ["en", "zh", "de", "ja"])
def test_of_reports_in_everyday_words_at_least_nineteen_of_twenty_get_every_flag_due(language: str) -> None:
    told = [line for line in LINES if line.language == language and line.due]
    missed = [line.text for line in told if not line.due <= found(line.text)]
    assert len(missed) <= 0.05 * len(told), missed


@pytest.mark.parametrize("language", ["en", "zh", "de", "ja"])
def test_of_questions_that_look_like_reports_at_most_one_in_twenty_is_flagged(language: str) -> None:
    asked = [line for line in LINES if line.language == language and not line.due]
    flagged = [line.text for line in asked if found(line.text)]
    assert len(flagged) <= 0.05 * len(asked), flagged


@pytest.mark.parametrize(
    ("told", "supposed"),
    [
        ("Her ankles ballooned on Ovranteq", "What if her ankles ballooned on Ovranteq?"),
        ("The pen jammed", "What should I do in case the pen jammed?"),
        ("患者打完针脸肿了", "如果患者打完针脸肿了怎么办？"),
        ("Nach der Spritze schwoll die Zunge an", "Was tun, wenn nach der Spritze die Zunge anschwillt?"),
        ("投与後に舌が腫れた", "投与後に舌が腫れた場合は？"),
    ],
)
def test_what_is_only_supposed_is_no_report(told: str, supposed: str) -> None:
    assert found(told)
    assert not found(supposed)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("EASI 28 in March, 27 now, on Wyndralis all the time", True),
        ("EASI 28 in March, 6 now, on Wyndralis all the time", False),
        ("Lesion went from 22 to 31 mm on Ovranteq", True),
        ("Lesion went from 31 to 22 mm on Ovranteq", False),
    ],
)
def test_two_figures_tell_whether_a_treatment_had_an_effect(text: str, due: bool) -> None:
    assert (AnswerFlag.LACK_OF_EFFECT in found(text)) is due


def test_what_threatened_life_is_urgent_unless_it_was_long_ago() -> None:
    told = "Her tongue swelled after the second Wyndralis shot"
    assert AnswerFlag.URGENT in found(told)
    assert AnswerFlag.URGENT not in found(f"{told} three years ago")


def test_something_told_on_treatment_in_words_of_no_table_is_read_by_somebody() -> None:
    assert found("Third month of Wyndralis and my patient barks like a fox at night") == {AnswerFlag.ADVERSE_EVENT}
    assert not found("Third month of Wyndralis and my patient is doing well")
