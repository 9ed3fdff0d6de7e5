"""What a medical reviewer would be embarrassed by: repetition, off-target evidence, bare references, raised marks."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from generate.answers.rank import only_refers
from generate.ask import Ask
from generate.assets.recipe import load_recipe
from generate.assets.select import select
from generate.assets.selection import Selection
from generate.assets.write import verbatim
from generate.likeness import adds_to, says_the_same, without_marks
from generate.reading import read_module
from generate.render.page import to_html
from generate.render.parts import Block, Evidence, Line, piece_of
from generate.render.word import to_docx
from generate.sourcing import Sourcing
from library.models import (
    Asset,
    AssetContent,
    AssetKind,
    Module,
    ModuleKind,
    Scope,
    Section,
    Statement,
    StatementRole,
)
from library.taxonomy import Taxonomy
from library.text import fold
from tests.generate.assets.test_select import brief, phrases
from tests.generate.shelf import DOCTOR, NOW, Shelf, WordIndex, label_modules, module

TAXONOMY = Taxonomy.load()
LABEL = label_modules()
DECK_RATE = module(
    "efficacy_result",
    "45.5%\nORR (40/88; 95% CI 34.8–56.4)⁴",
    context=["After platinum: WAYMARK-2"],
    source="deck",
)
DECK_EDEMA = module("safety_result", "58.3%\nhad peripheral edema (95/163)²", source="deck")
OFF_TARGET = module("efficacy_result", "PFS and ORR were tested in a fixed sequence.²", source="deck")
AFTER_PLATINUM = "14.2 After Platinum-Based Chemotherapy (WAYMARK-2)"


def chosen(kind: str, modules: list[Module], **more: str) -> Selection:
    wanted = brief(kind, **more)
    rank = Sourcing(Shelf().source).rank
    return select(wanted, modules, load_recipe(wanted.kind), TAXONOMY, rank)


def said(selection: Selection, section: str) -> list[str]:
    filled = next(s for s in selection.sections if s.section.key == section)
    return [pick.module.content.body for pick in filled.picks]


# --- each fact once, from the best source -----------------------------------------------------------------------------


def test_a_large_figure_of_a_slide_is_the_sentence_that_gives_it() -> None:
    sentence = module("efficacy_result", "The ORR was 45.5% (40/88; 34.8–56.4) and the median DoR was 10.2 months.")
    assert says_the_same(DECK_RATE, sentence)
    assert not says_the_same(DECK_RATE, module("efficacy_result", "45.2%\nORR (14/31; 95% CI 27.3–64.0)⁴"))


def test_a_talk_track_says_a_result_once_and_in_the_words_of_the_label() -> None:
    selection = chosen("talk_track", [*LABEL, DECK_RATE, DECK_EDEMA], scenario="S3", length="long")
    bodies = [pick.module.content.body for pick in selection.picks]
    assert sum("40/88" in body for body in bodies) == 1
    assert DECK_EDEMA.content.body not in bodies


def test_an_answer_quotes_the_label_alone_where_the_label_answers() -> None:
    copies = [
        module("dosing", "The recommended dosage is 300 mg orally once daily with food.", source="monograph"),
        module("dosing", "300 mg once daily with food", source="deck"),
    ]
    shelf = Shelf.of([*LABEL, *copies])
    answer = Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, "What is the recommended dose of Ovranteq?").content
    cited = {id_ for statement in answer.statements for id_ in statement.modules}
    assert answer.statements
    assert not cited & {copy.id for copy in copies}


def test_a_slide_answers_where_nothing_better_does() -> None:
    fact = module("description", "The bottle holds 90 tablets of Ovranteq; store the bottle at 20°C.", source="deck")
    shelf = Shelf.of([fact, *(m for m in LABEL if m.content.kind is not ModuleKind.DESCRIPTION)])
    answer = Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, "How should Ovranteq be stored?").content
    assert [s.modules[0] for s in answer.statements] == [fact.id]


@pytest.mark.parametrize(
    ("first", "second", "adds"),
    [
        ("No dosage adjustment for CrCl 30 mL/min or higher.", "No dosage adjustment is needed: CrCl 30 mL/min or higher.", False),
        ("No dosage adjustment for CrCl 30 mL/min or higher.", "Not studied in patients with CrCl below 30 mL/min.", True),
        ("Withhold immediately if ILD is suspected.", "Withhold immediately in patients with suspected ILD.", False),
        ("Nausea occurred in 41.1%.", "Nausea occurred in 41.1% and vomiting in 12.0%.", True),
        ("No dose adjustment is recommended.", "No dose adjustment is recommended in the elderly.", True),
    ],
)  # fmt: skip
def test_a_further_statement_is_shown_only_for_another_figure_condition_or_event(
    first: str, second: str, adds: bool
) -> None:
    one, other = (read_module(module("dosing", body), TAXONOMY) for body in (first, second))
    assert adds_to(other, [one]) is adds


def test_no_base_dose_stands_beside_a_dose_that_is_not_established() -> None:
    rows = [
        module("dosing", "推荐剂量为300 mg，每日一次，随餐口服。", market="CN", language="zh"),
        module("dosing", "肝功能不全：中度及重度肝功能不全患者的推荐剂量尚未确定。", market="CN", language="zh"),
    ]
    shelf = Shelf.of(rows)
    answer = (
        Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, "中度肝功能不全患者如何使用欧弗然？", market="CN").content
    )
    assert [s.text for s in answer.statements] == [rows[1].content.body]


# --- on the subject or not at all -------------------------------------------------------------------------------------


def test_an_objection_is_answered_on_its_subject_with_what_to_do() -> None:
    selection = chosen("objection", [*LABEL, OFF_TARGET], scenario="S4", barrier="oedema_will_stop_treatment")
    answer = "\n".join(said(selection, "answer"))
    assert "1.2%" in answer
    assert "23.3%" in answer
    assert said(selection, "evidence")
    assert all("edema" in body for body in said(selection, "evidence"))
    assert any("Withhold until recovery to Grade 1" in body for body in said(selection, "management"))


def test_evidence_on_another_subject_leaves_the_section_empty_and_says_so() -> None:
    kinds = (ModuleKind.EFFICACY_RESULT, ModuleKind.STUDY_DESIGN)
    few = [m for m in LABEL if m.content.kind not in kinds or "40/88" in m.content.body]
    single_arm = module("study_design", "WAYMARK-2 was a single-arm trial.", context=[AFTER_PLATINUM])
    first_line = module("efficacy_result", "ORR 61.6% (101/164)", context=["4 WAYMARK-1: efficacy"])
    selection = chosen("talk_track", [*few, single_arm, first_line, OFF_TARGET], scenario="S3")
    assert first_line.content.body not in said(selection, "evidence")
    assert OFF_TARGET.content.body not in said(selection, "evidence")
    if not said(selection, "evidence"):
        assert any("testing takes too long" in words for words in selection.missing)


def test_the_objection_is_named_in_the_title_and_in_its_section() -> None:
    wanted = brief("objection", scenario="S4", barrier="oedema_will_stop_treatment")
    selection = chosen("objection", LABEL, scenario="S4", barrier="oedema_will_stop_treatment")
    content = verbatim(wanted, selection, load_recipe(AssetKind.OBJECTION), phrases(), TAXONOMY)
    assert "“oedema will make them stop”" in content.title
    assert content.sections[0].title == "The objection: “oedema will make them stop”"


# --- an FAQ in the order of a label -----------------------------------------------------------------------------------


def eu(kind: str, body: str, *context: str, section: str = "") -> Module:
    return module(kind, body, product="wyndralis", market="EU", context=context, section=section)


EU = [
    eu("indication", "Wyndralis is indicated for atopic dermatitis in adults.", "4.1 Therapeutic indications"),
    eu("dosing", "The recommended dose is 600 mg, followed by 300 mg every 2 weeks.", "4.2 Posology"),
    eu("dosing", "Elderly (65 years of age and over): No dose adjustment is recommended.", "4.2 Posology"),
    eu("dosing", "Renal impairment: No dose adjustment is needed in renal impairment.", "4.2 Posology"),
    eu("special_population", "Fertility. Animal studies showed no impairment of fertility.", "4.6 Pregnancy"),
    eu("special_population", "It is preferable to avoid the use of Wyndralis during pregnancy.", "4.6 Pregnancy"),
    eu("special_population", "Animal studies do not indicate harmful effects in pregnancy.", "4.6 Pregnancy"),
    eu("interaction", "For live vaccines, see section 4.4.", "4.5 Interaction"),
    eu("warning", "Live vaccines should not be given concurrently with Wyndralis.", "4.4 Special warnings"),
    eu("warning", "Fatal conjunctivitis can occur; Wyndralis should be discontinued.", "4.4 Special warnings"),
    eu("contraindication", "Hypersensitivity to the active substance.", "4.3 Contraindications"),
    eu("adverse_reaction", "The most common adverse reaction was conjunctivitis (7.8% (21)).", "4.8 Undesirable effects"),
    eu("efficacy_result", "EASI-75, STILLPOINT-2\t68.4% (145/212)\t34.9% (37/106)", "Endpoint\tWyndralis\tPlacebo"),
    eu("efficacy_result", "EASI-75, STILLPOINT-1\t52.6% (141/268)\t15.7% (21/134)", "Endpoint\tWyndralis\tPlacebo"),
    eu("efficacy_result", "In an exploratory analysis WPAI changed by −21.4 versus −9.1 points.", "5.1 Pharmacodynamics"),
    eu("study_design", "STILLPOINT-1 was a randomised, double-blind study (N=402).", "5.1 Pharmacodynamics"),
]  # fmt: skip


def faq(modules: list[Module]) -> Selection:
    return chosen("faq", modules, product="wyndralis", scenario="B1", market="EU")


def test_populations_are_told_as_advice_pregnancy_first() -> None:
    assert said(faq(EU), "populations") == [EU[5].content.body, EU[2].content.body, EU[3].content.body]


def test_a_bare_reference_is_followed_or_the_section_is_missing() -> None:
    assert only_refers(fold(EU[7].content.body))
    assert not only_refers(fold("Live vaccines should not be given, see section 4.4."))
    assert said(faq(EU), "interactions") == [EU[8].content.body]
    selection = faq([m for m in EU if "vaccines should not" not in m.content.body])
    assert said(selection, "interactions") == []
    assert any("interactions" in words for words in selection.missing)


def test_a_study_is_described_before_its_results_and_a_result_is_no_safety() -> None:
    selection = faq(EU)
    results = [p.module.content.kind for s in selection.sections if s.section.key == "efficacy" for p in s.picks]
    assert results[0] is ModuleKind.STUDY_DESIGN
    assert any("WPAI" in body for body in said(selection, "efficacy"))
    assert not any("WPAI" in body for body in said(selection, "safety"))


def test_safety_is_told_in_the_order_of_a_label() -> None:
    kinds = [p.module.content.kind for s in faq(EU).sections if s.section.key == "safety" for p in s.picks]
    order = [ModuleKind.CONTRAINDICATION, ModuleKind.WARNING, ModuleKind.ADVERSE_REACTION]
    assert kinds[0] is ModuleKind.CONTRAINDICATION
    assert [order.index(kind) for kind in kinds] == sorted(order.index(kind) for kind in kinds)


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ORR (40/88; 95% CI 34.8–56.4)⁴", "ORR (40/88; 95% CI 34.8–56.4)"),
        ("适合成人患者。¹", "适合成人患者。"),
        ("stopped (2/163)² and more", "stopped (2/163) and more"),
        ("seen in two trials¹,² today.", "seen in two trials today."),
        ("1.73 m²", "1.73 m²"),
        ("10⁹/L", "10⁹/L"),
    ],
)
def test_raised_reference_marks_are_not_shown_and_units_are(text: str, shown: str) -> None:
    assert without_marks(text) == shown


def shown_piece(*modules: Module) -> tuple[str, bytes, dict[str, object]]:
    statements = tuple(Statement(text=m.content.body, modules=(m.id,), role=StatementRole.SAFETY) for m in modules)
    content = AssetContent(brief=brief(), title="T", sections=(Section(title="S", statements=statements),))
    asset = Asset(id="a" * 64, lineage="l", parent=None, version=1, content=content, author="u", created_at=NOW)
    evidence = Evidence({m.id: m for m in modules}, Shelf().passage, Shelf().source)
    piece = piece_of(asset, evidence, release="r", scope=Scope(market="US"))
    return to_html(piece).decode(), to_docx(piece), {"piece": piece}


def test_rows_under_the_same_headers_are_one_table_with_the_headers_above() -> None:
    header = "Adverse reaction\tOVRANTEQ (N=163)\tChemotherapy (N=79)"
    rows = [
        module("adverse_reaction", body, context=[header])
        for body in ("Edema\t58.3% (95)\t7.6% (6)", "Nausea\t41.1% (67)\t45.6% (36)")
    ]
    html, docx_bytes, _ = shown_piece(*rows)
    assert html.count("<table") == 1
    assert '<th scope="col">Chemotherapy (N=79)</th>' in html
    import io

    import docx

    (table,) = docx.Document(io.BytesIO(docx_bytes)).tables
    assert [cell.text for cell in table.rows[0].cells] == header.split("\t")
    assert [cell.text for cell in table.rows[1].cells][1:] == ["58.3% (95)", "7.6% (6)"]


def test_a_row_without_known_headers_is_set_as_a_line() -> None:
    bare = Line("a\tb", StatementRole.CLAIM, (1,), ("m",), (("", "a"), ("", "b")))
    assert Block("S", (bare, bare)).groups() == [(bare,), (bare,)]
    assert bare.shown == "a; b"


def test_the_source_list_has_one_entry_a_place_and_resolves_what_a_slide_cites() -> None:
    first, second = module("warning", "One."), module("warning", "Two.")
    deck = module("safety_result", "58.3%\nhad edema (95/163)²", source="deck")
    deck = deck.model_copy(update={"content": deck.content.model_copy(update={"references": ("Doe J, 2025.",)})})
    html, _, held = shown_piece(first, second, deck)
    references = held["piece"].references
    assert [len(reference.modules) for reference in references] == [2, 1]
    assert references[1].cites == ("Doe J, 2025.",)
    assert "58.3% had edema (95/163) <sup>" in html
    assert "It cites: Doe J, 2025." in html


def test_the_version_in_force_is_cited_where_the_words_stand_in_several() -> None:
    base = module("warning", "One.")
    (anchor,) = base.anchors
    both = base.model_copy(
        update={"anchors": (anchor, anchor.model_copy(update={"source": "label-new-US", "id": "n"}))}
    )
    old = Shelf().source("label-ovranteq-US")
    new = Shelf().source("label-new-US")
    new = new.model_copy(update={"facts": new.facts.model_copy(update={"replaces": old.id, "version_label": "v2"})})
    asset = SimpleNamespace(
        id="a" * 64,
        content=AssetContent(
            brief=brief(),
            title="T",
            sections=(Section(title="S", statements=(Statement(text="One.", modules=(both.id,)),)),),
        ),
    )
    piece = piece_of(asset, Evidence({both.id: both}, Shelf().passage, {old.id: old, new.id: new}.__getitem__))  # type: ignore[arg-type]
    assert piece.references[0].version == "v2"


def test_a_piece_to_be_said_carries_its_banner_in_word_and_html() -> None:
    import io

    import docx

    html, docx_bytes, _ = shown_piece(module("warning", "One."))
    words = "\n".join(p.text for p in docx.Document(io.BytesIO(docx_bytes)).paragraphs)
    assert "Internal – say, do not hand over" in words
    assert 'class="internal"' in html
    assert json.dumps(html)
