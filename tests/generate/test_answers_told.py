"""How answers are told and what leads them: heads and notes of rows, contraindications, people who were asked about."""

from __future__ import annotations

import pytest

from generate.answers.of_study import of_their_study
from generate.ask import Ask
from generate.assets.told import told
from generate.question import read_question
from generate.questions.asked import needs
from generate.reading import phases, read_module
from generate.short import written_out
from generate.triage.reports import reports
from library.models import AnswerDraft, AnswerFlag, Module, ModuleKind
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, label_modules

TAXONOMY = Taxonomy.load()


@pytest.fixture(scope="module")
def ask() -> Ask:
    shelf = Shelf.of(label_modules())
    return Ask(shelf, TAXONOMY, WordIndex(shelf))


def answer(ask: Ask, question: str, market: str = "US", product: str = "ovranteq") -> AnswerDraft:
    return ask.ask(DOCTOR, question, market=market, product=product).content


def said(given: AnswerDraft) -> str:
    return " | ".join(statement.text for statement in given.statements)


def a_row(body: str, *context: str) -> Module:
    module = label_modules()[0]
    content = module.content.model_copy(update={"body": body, "context": context, "kind": ModuleKind.EFFICACY_RESULT})
    return module.model_copy(update={"content": content})


ROW = a_row(
    "75 years or older\t47/24\t0.61 (0.34–1.10)",
    "Table 5. PFS in subgroups",
    "Subgroup†\tn\tPFS HR (95% CI)",
    "Prespecified subgroup; descriptive; not adjusted for multiplicity.",
    "HR: hazard ratio. DoR: duration of response.",
)


def test_a_row_is_told_under_its_column_heads_with_its_marked_note() -> None:
    read = told(ROW)
    assert read.heading == "Table 5. PFS in subgroups"
    assert read.cells[2] == ("PFS HR (95% CI)", "0.61 (0.34–1.10)")
    assert read.notes[0] == "† Prespecified subgroup; descriptive; not adjusted for multiplicity."
    assert "HR: hazard ratio. DoR: duration of response." in read.notes


def test_a_sentence_has_a_heading_and_no_cells() -> None:
    read = told(a_row("2 years.", "6.3 Shelf life"))
    assert (read.heading, read.cells, read.notes) == ("6.3 Shelf life", (), ())


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("PFS in pts with brain mets?", "PFS in patients with brain metastases?"),
        ("how did the over-75s do?", "how did the patients 75 years and older do?"),
        ("78yo, CrCl 38", "78-year-old, CrCl 38"),
        ("EASI-75 at wk16", "EASI-75 at week 16"),
        ("Most frequent AEs?", "Most frequent adverse events?"),
        ("aes is no short form here", "aes is no short form here"),
    ],
)
def test_short_forms_are_written_out(text: str, whole: str) -> None:
    assert written_out(text) == whole


def test_the_question_is_kept_as_it_was_asked(ask: Ask) -> None:
    assert answer(ask, "PFS in pts aged 75+?").question == "PFS in pts aged 75+?"


def test_a_result_names_what_the_design_of_its_study_names() -> None:
    design = a_row("TRIAL-7 was a phase 3 trial against pemetrexed in untreated patients.", "14 Studies")
    design = design.model_copy(
        update={"id": "d", "content": design.content.model_copy(update={"kind": ModuleKind.STUDY_DESIGN})}
    )
    row = a_row("Median PFS\t13.6\t6.8", "14 Studies", "Endpoint\tA\tB")
    read = [read_module(module, TAXONOMY) for module in (design, row)]
    alone, beside = read[1], of_their_study(read)[1]
    assert ("product", "pemetrexed") not in alone.named
    assert ("product", "pemetrexed") in beside.named
    assert "first_line" in beside.uses
    assert "phase_3" in beside.terms


def test_two_studies_under_one_heading_lend_a_result_nothing() -> None:
    designs = [
        a_row(f"TRIAL-{n} was a phase {n} trial against pemetrexed in untreated patients.", "14 Studies")
        for n in (2, 3)
    ]
    designs = [
        d.model_copy(update={"id": str(n), "content": d.content.model_copy(update={"kind": ModuleKind.STUDY_DESIGN})})
        for n, d in enumerate(designs)
    ]
    row = read_module(a_row("Median PFS\t13.6\t6.8", "14 Studies", "Endpoint\tA\tB"), TAXONOMY)
    assert of_their_study([*(read_module(d, TAXONOMY) for d in designs), row])[-1] == row


def test_a_contraindication_leads_the_answer_on_a_medicine(ask: Ask) -> None:
    given = answer(ask, "Epileptic on carbamazepine. Is Ovranteq possible?")
    assert "contraindicated" in given.statements[0].text


def test_nobody_is_answered_with_the_dose_of_other_people(ask: Ask) -> None:
    assert "100 mg orally once daily" not in said(answer(ask, "What is the usual dose of Ovranteq?"))


@pytest.mark.parametrize(
    "question", ["12-month PFS rate?", "Median time on treatment?", "Are results different by weight?"]
)
def test_what_decides_and_is_not_told_is_no_answer(ask: Ask, question: str) -> None:
    assert not answer(ask, question).statements


def test_a_named_degree_of_kidney_function_is_an_interval() -> None:
    question = read_question("PFS in moderate renal impairment?", TAXONOMY)
    assert [(m.low, m.high) for m in question.measures] == [(30, 60)]


def test_an_adult_age_decides_nothing() -> None:
    asked = needs(read_question("55-year-old, Child-Pugh A, dose?", TAXONOMY), "ovranteq", TAXONOMY)
    assert not [need for need in asked if need.kind == "measure"]


@pytest.mark.parametrize(
    ("text", "found"), [("a phase III trial", {"phase_3"}), ("单臂II期试验", {"phase_2"}), ("stage 3", set())]
)
def test_phases_are_read_in_either_numerals(text: str, found: set[str]) -> None:
    assert phases(text.casefold()) == found


@pytest.mark.parametrize(
    ("question", "flags"),
    [
        ("Patient in ICU, took Ovranteq until yesterday, suspected ILD. Urgent advice!", {"adverse_event", "urgent"}),
        ("What does the label advise in suspected ILD?", set()),
        ("Hair turned white on Ovranteq in my patient", {"adverse_event"}),
        ("Tumour is growing again after 7 months on Ovranteq", {"lack_of_effect"}),
        ("Can the dose be increased if no response?", set()),
        ("Conjunctivitis in a Wyndralis patient, drops not helping. Stop?", {"adverse_event"}),
        ("Two tablets in the new bottle were crumbled", {"complaint"}),
        ("想打带状疱疹减毒活疫苗，行不行？", set()),
        ("温卓怡打了两个月一点效果都没有，要停吗", {"lack_of_effect"}),
    ],
)
def test_reports_are_told_from_questions(question: str, flags: set[str]) -> None:
    found = {report.flag for report in reports(read_question(question, TAXONOMY))}
    assert found == {AnswerFlag(flag) for flag in flags}
