"""Turns of fresh questions that were a no or a missed report, each with the one that must stay as it was."""

from __future__ import annotations

import pytest

from generate.question import read_question
from generate.questions.asked import needs
from generate.questions.monitored import labs_asked
from generate.short import written_out
from generate.triage.reports import reports
from library.models import AnswerFlag
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def topics(text: str, product: str = "wyndralis") -> set[str]:
    return {need.id for need in needs(read_question(text, TAXONOMY), product, TAXONOMY) if need.kind == "topic"}


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Twenty weeks of Wyndralis and he scratches just as much as on day one.", True),
        ("Twenty weeks of Wyndralis and he sleeps as well as before the eczema began.", False),
        ("Does itch come back as badly as before Wyndralis when it is stopped?", False),
    ],
)
def test_as_much_as_on_day_one_is_a_lack_of_effect(text: str, due: bool) -> None:
    found = {report.flag for report in reports(read_question(text, TAXONOMY), "wyndralis")}
    assert (AnswerFlag.LACK_OF_EFFECT in found) is due


@pytest.mark.parametrize(
    ("text", "topic", "due"),
    [
        ("How soon after the first dose did conjunctivitis show up in the trial?", "onset", True),
        ("How soon after the first dose may the second one be given?", "onset", False),
        ("What is in the Wyndralis pen besides orvekitug?", "excipients", True),
        ("What is in the trial report on Wyndralis?", "excipients", False),
        ("Can Wyndralis be diluted with lidocaine?", "mixing", True),
        ("温卓怡要不要避开太阳?", "sun", True),
        ("温卓怡会引起太阳穴痛吗?", "sun", False),
        ("What do I tell patients to call about while on Wyndralis?", "call_about", True),
        ("What do I tell patients about storage of Wyndralis?", "call_about", False),
    ],
)
def test_what_is_asked_is_read_from_its_turn_of_phrase(text: str, topic: str, due: bool) -> None:
    assert (topic in topics(text)) is due


def test_a_kidney_value_told_asks_for_no_test() -> None:
    assert not labs_asked(read_question("Is a dose cut needed at eGFR 22?", TAXONOMY))
    assert labs_asked(read_question("How often must eGFR be monitored?", TAXONOMY)) == {"kidney"}


def test_a_nurse_of_the_infusion_unit_asks_of_no_infusion_and_a_nasal_flu_vaccine_is_a_live_one() -> None:
    assert written_out("Our infusion nurse asks") == "Our nurse asks"
    assert written_out("Can it be given as an infusion?") == "Can it be given as an infusion?"
    assert "live attenuated" in written_out("Is a flu nasal spray vaccine fine?")
    assert "live attenuated" not in written_out("Is a flu vaccine fine?")


@pytest.mark.parametrize(
    ("text", "flag", "due"),
    [
        ("A nurse gave him tonight's Ovranteq although the day shift already had.", AnswerFlag.OVERDOSE, True),
        ("He takes Ovranteq although he already had chemotherapy.", AnswerFlag.OVERDOSE, False),
        ("Is a pregnancy test mandatory before starting a 29-year-old on Ovranteq?", AnswerFlag.PREGNANCY, False),
        ("Her pregnancy test was positive three weeks before, she takes Ovranteq.", AnswerFlag.PREGNANCY, True),
        ("Fertility and pregnancy with Ovranteq?", AnswerFlag.PREGNANCY, False),
        ("Pregnant at 12 weeks on Ovranteq?", AnswerFlag.PREGNANCY, True),
    ],
)
def test_a_dose_given_twice_and_a_pregnancy_are_told_of_somebody(text: str, flag: AnswerFlag, due: bool) -> None:
    found = {report.flag for report in reports(read_question(text, TAXONOMY), "ovranteq")}
    assert (flag in found) is due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("At what temperature is Wyndralis kept?", True),
        ("He developed a cough and a temperature of 38.3 on Wyndralis. Keep going?", False),
    ],
)
def test_a_fever_is_no_storage(text: str, due: bool) -> None:
    assert ("storage" in topics(text)) is due


def test_more_often_than_is_a_comparison() -> None:
    assert "comparison" in topics("Did conjunctivitis occur more often than with placebo on Wyndralis?")
    assert "comparison" not in topics("How often did conjunctivitis occur on Wyndralis?")
