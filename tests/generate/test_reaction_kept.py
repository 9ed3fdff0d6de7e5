"""What a later part of a question is about, whom nursing is told of, and what counts as two doses on one day: twins."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from generate.question import read_question
from generate.questions.asked import needs
from generate.questions.parts import parts_of
from generate.short import written_out
from generate.triage.reports import reports
from library.models import AnswerDraft, AnswerFlag
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
TABLE = ("Adverse reaction\tSeverity\tDosage modification",)
REDUCED = "Increased ALT or AST without increased bilirubin (5.2)\tGrade 4\tPermanently discontinue."
ILD = "ILD/pneumonitis (5.1)\tAny grade, confirmed\tPermanently discontinue."
PANCREATITIS = "Withhold OVRANTEQ if pancreatitis is suspected and permanently discontinue OVRANTEQ if it is confirmed."
LABEL = [
    module("warning", "Pancreatitis occurred in 1.2% (2/163) of patients treated with OVRANTEQ in WAYMARK-1."),
    module("warning", PANCREATITIS, context=("5.5 Pancreatitis",)),
    module("dosing", ILD, context=TABLE),
    module("dosing", REDUCED.replace("4\tPermanently discontinue", "3\tWithhold until recovery"), context=TABLE),
    module("dosing", REDUCED, context=TABLE),
    module("warning", "In WAYMARK-1, ALT increased in 20.9% (34/163) of patients treated with OVRANTEQ."),
    module("adverse_reaction", "Nausea\t41.1% (67)\t45.6% (36)", context=("Adverse reaction, % (n)\tA\tB",)),
    module("mechanism", "Navoretinib is a kinase inhibitor that targets MET."),
    module("mechanism", "Navoretinib inhibited the growth of tumor cells in laboratory models."),
]


@pytest.fixture(scope="module")
def ask() -> Ask:
    shelf = Shelf.of(LABEL)
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def answer(ask: Ask, question: str) -> AnswerDraft:
    return ask.ask(DOCTOR, question, market="US", product="ovranteq").content


def said(draft: AnswerDraft) -> str:
    return " | ".join(statement.text for statement in draft.statements)


def flags(text: str, product: str = "ovranteq") -> set[AnswerFlag]:
    return {report.flag for report in reports(read_question(text, TAXONOMY), product)}


def asked_of(text: str, product: str) -> list[set[tuple[str, str]]]:
    parts = parts_of(read_question(text, TAXONOMY), product, TAXONOMY)
    return [{(need.kind, need.id) for need in part.asked} for part in parts]


def topics(text: str, product: str) -> set[str]:
    return {need.id for need in needs(read_question(text, TAXONOMY), product, TAXONOMY) if need.kind == "topic"}


def test_what_is_done_once_it_is_confirmed_is_of_the_reaction_asked_before(ask: Ask) -> None:
    given = said(answer(ask, "How often was pancreatitis seen with Ovranteq and what is done once it's confirmed?"))
    assert "1.2%" in given
    assert "pancreatitis is suspected" in given
    assert "ILD" not in given


def test_a_reaction_without_such_a_rule_gets_no_row_of_another_one_and_the_part_is_named(ask: Ask) -> None:
    given = answer(ask, "How often was nausea seen with Ovranteq and what is done once it's confirmed?")
    assert "ILD" not in said(given)
    assert "once it's confirmed" in given.message


def test_of_grades_nobody_told_every_row_stands_beside_the_other_part(ask: Ask) -> None:
    given = said(answer(ask, "How often was ALT increase seen with Ovranteq and what is done once it's confirmed?"))
    assert "Grade 3\tWithhold" in given
    assert "Grade 4\tPermanently" in given
    told = said(answer(ask, "How often was ALT increase seen with Ovranteq and what is done once it's grade 3?"))
    assert "Grade 4\tPermanently" not in told


def test_a_reaction_that_the_part_itself_names_is_the_one_answered(ask: Ask) -> None:
    assert "ILD" in said(answer(ask, "How often was nausea seen with Ovranteq and what if ILD is confirmed?"))


def test_a_dose_to_restart_at_keeps_no_row_of_the_grade_back(ask: Ask) -> None:
    given = answer(ask, "If ALT climbs to grade 4 with a normal bilirubin, may Ovranteq be restarted at 200 mg?")
    assert "Grade 4\tPermanently discontinue" in said(given)
    assert answer(ask, "After nausea of grade 3, may Ovranteq be restarted at 200 mg?").outcome == "not_covered"


def test_how_a_medicine_works_is_not_told_by_models_unless_they_are_asked_of(ask: Ask) -> None:
    assert "laboratory" not in said(answer(ask, "Mechanism of action of Ovranteq in tumors?"))
    assert "laboratory" in said(answer(ask, "Was navoretinib active in laboratory models?"))


@pytest.mark.parametrize(
    ("text", "of_the_line"),
    [
        ("Can I use Ovranteq second line, and what response rate should I quote?", True),
        ("Can I use Ovranteq in adults, and what response rate should I quote?", False),
    ],
)
def test_a_result_asked_after_a_line_is_of_that_line(text: str, of_the_line: bool) -> None:
    assert (("use", "later_line") in asked_of(text, "ovranteq")[-1]) is of_the_line


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("病人今天吃了两次欧弗然,没有不舒服,要紧吗?", True),
        ("病人早上和晚上都吃了欧弗然,没事吧?", True),
        ("一天可以吃两次欧弗然吗?", False),
        ("欧弗然今天吃了一次,明天什么时候吃?", False),
    ],
)
def test_two_doses_on_one_day_are_an_overdose_in_chinese(text: str, due: bool) -> None:
    assert (AnswerFlag.OVERDOSE in flags(text)) is due


def test_a_first_dose_of_two_pens_is_no_overdose_unless_it_was_given_again() -> None:
    assert AnswerFlag.OVERDOSE not in flags("温卓怡今天打了两针，是首次剂量。", "wyndralis")
    assert AnswerFlag.OVERDOSE in flags("温卓怡今天又误打了两针，首次剂量上周打过了。", "wyndralis")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Patient finished Ovranteq yesterday and asks when she can nurse her baby again", False),
        ("Young mum, baby is 3 months and fully breastfed. She'd like to begin Ovranteq.", False),
        ("She is breastfeeding and has been on Ovranteq for 2 weeks.", True),
        ("Mother on Ovranteq for a month is nursing her newborn.", True),
    ],
)
def test_nursing_is_a_report_only_under_the_medicine(text: str, due: bool) -> None:
    assert (AnswerFlag.PREGNANCY in flags(text)) is due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Six months of Wyndralis and her EASI is exactly where it was at the start. Is it time to stop?", True),
        ("After six months of Wyndralis her skin looks just like before we began.", True),
        ("Where is Wyndralis injected, and where was it studied?", False),
    ],
)
def test_a_score_that_is_where_it_was_is_a_lack_of_effect(text: str, due: bool) -> None:
    assert (AnswerFlag.LACK_OF_EFFECT in flags(text, "wyndralis")) is due


@pytest.mark.parametrize(
    ("text", "topic", "due"),
    [
        ("温卓怡打几天开始止痒?", "time_to_effect", True),
        ("温卓怡几天打一次?", "time_to_effect", False),
        ("How many days before Wyndralis starts working?", "time_to_effect", True),
        ("How many days before surgery must Wyndralis be stopped?", "time_to_effect", False),
        ("How much do itch and quality of life improve with Wyndralis?", "dlqi", True),
        ("对开温卓怡的医生有要求吗?", "prescriber", True),
        ("医生怎么打温卓怡?", "prescriber", False),
        ("Why does losing exon 14 drive the tumor?", "driving", False),
        ("Can she drive a tractor on Wyndralis?", "driving", True),
        ("EGFR mutant lung cancer, does Wyndralis work?", "renal", False),
        ("eGFR 40, Wyndralis dose?", "renal", True),
        ("When can she nurse her baby again after finishing Wyndralis?", "contraception", False),
        ("How soon after stopping Wyndralis can she conceive?", "lactation", False),
    ],
)
def test_topics_are_read_by_their_whole_phrase(text: str, topic: str, due: bool) -> None:
    assert (topic in topics(text, "wyndralis")) is due


def test_two_traits_joined_by_plus_are_no_combination_of_medicines() -> None:
    traits = asked_of("Child Pugh B plus CrCl 38, starting dose of Ovranteq?", "ovranteq")
    assert all(("use", "combined") not in part for part in traits)
    medicines = asked_of("Child Pugh B, Ovranteq plus osimertinib, starting dose?", "ovranteq")
    assert any(("use", "combined") in part for part in medicines)


def test_a_week_in_chinese_is_parted_from_the_letters_after_it() -> None:
    assert written_out("第4周EASI-75是多少") == "第4周 EASI-75是多少"
    assert written_out("4周后EASI-75是多少") == "4周后EASI-75是多少"
