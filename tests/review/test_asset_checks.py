"""An assembly says only what its approved modules say, with what must travel with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from library.models import Finding, ModuleKind, Severity, Statement, StatementRole, WriterRun
from review.asset_checks import check_asset
from review.cases import AssetCase
from tests.review.builders import CLAIM, asset_case, module, safety

CLAIMED, SAFE = module(), safety()


def codes(case: AssetCase) -> set[str]:
    return {f.code for f in check_asset(case)}


def blockers(case: AssetCase) -> set[str]:
    return {f.code for f in check_asset(case) if f.severity is Severity.BLOCKING}


def saying(
    text: str,
    *,
    role: StatementRole = StatementRole.CLAIM,
    cites: tuple[str, ...] = ("m1",),
    also: tuple[Statement, ...] = (),
) -> AssetCase:
    balance = Statement(text=SAFE.content.body, modules=(SAFE.id,), role=StatementRole.SAFETY)
    return asset_case([CLAIMED, SAFE], statements=[Statement(text=text, modules=cites, role=role), *also, balance])


def test_a_verbatim_balanced_piece_of_usable_modules_has_no_finding() -> None:
    assert check_asset(asset_case([CLAIMED, SAFE])) == ()


def test_a_statement_that_cites_nothing_is_stopped() -> None:
    assert "review.uncited" in blockers(saying("Oral, once daily.", cites=()))


def test_a_citation_of_nothing_known_is_stopped() -> None:
    assert "review.cited_unknown" in blockers(saying(CLAIM, cites=("m1", "nowhere")))


def test_a_cited_module_that_can_not_be_used_now_is_stopped_and_its_status_named() -> None:
    found = [
        f for f in check_asset(asset_case([CLAIMED, SAFE], usable=[SAFE.id])) if f.code == "review.cited_not_usable"
    ]
    assert [f.related for f in found] == [("m1",)]
    assert "draft" in found[0].message


@pytest.mark.parametrize("text", [CLAIM.replace("61.6", "66.1"), CLAIM.replace("101", "110")])
def test_a_changed_figure_is_stopped(text: str) -> None:
    assert any(code.startswith("evidence.") for code in blockers(saying(text)))


def test_white_space_and_width_do_not_make_a_statement_another() -> None:
    assert not blockers(saying(f"  {CLAIM.replace(' ', '  ')}\n"))


def test_a_phrase_is_the_approved_phrase_word_for_word() -> None:
    phrase = module("Let us look at the evidence.", kind=ModuleKind.PHRASE, id="p1", product="", market="*")
    said = Statement(text="Let us look at the best evidence.", modules=("p1",), role=StatementRole.PHRASE)
    balance = Statement(text=SAFE.content.body, modules=(SAFE.id,), role=StatementRole.SAFETY)
    assert "review.phrase_changed" in blockers(asset_case([phrase, SAFE], statements=[said, balance]))
    exact = Statement(text=phrase.content.body, modules=("p1",), role=StatementRole.PHRASE)
    assert not blockers(asset_case([phrase, SAFE], statements=[exact, balance]))


def test_a_question_may_be_the_question_its_module_answers() -> None:
    answer = module(id="m1", context=("How many patients responded?",))
    said = [
        Statement(text="How many patients responded?", modules=("m1",), role=StatementRole.QUESTION),
        Statement(text=CLAIM, modules=("m1",)),
        Statement(text=SAFE.content.body, modules=(SAFE.id,), role=StatementRole.SAFETY),
    ]
    assert check_asset(asset_case([answer, SAFE], statements=said)) == ()


def test_efficacy_without_safety_is_stopped() -> None:
    assert "review.no_fair_balance" in blockers(asset_case([CLAIMED]))


def test_the_safety_of_another_product_does_not_balance() -> None:
    other = module("Conjunctivitis occurred in 7.8%.", kind=ModuleKind.ADVERSE_REACTION, id="s2", product="wyndralis")
    assert "review.no_fair_balance" in blockers(asset_case([CLAIMED, other]))


def test_safety_without_efficacy_needs_no_balance() -> None:
    assert check_asset(asset_case([SAFE])) == ()


def test_what_must_travel_with_a_module_is_in_the_piece() -> None:
    qualifier = module("Descriptive; not adjusted for multiplicity.", kind=ModuleKind.STUDY_DESIGN, id="q1")
    subgroup = module(CLAIM, id="m1", companions=(qualifier.lineage,))
    (found,) = [f for f in check_asset(asset_case([subgroup, SAFE])) if f.code == "review.companion_missing"]
    assert found.related == (qualifier.lineage,)
    assert "review.companion_missing" not in codes(asset_case([subgroup, qualifier, SAFE]))


def test_a_module_of_another_market_is_stopped_and_another_product_or_language_told() -> None:
    assert "review.other_market" in blockers(asset_case([module(market="CN"), SAFE]))
    told = codes(
        asset_case(
            [
                CLAIMED,
                SAFE,
                module("Emollients help.", kind=ModuleKind.LIFESTYLE, id="w", product="wyndralis", language="zh"),
            ]
        )
    )
    assert {"review.other_product", "review.other_language"} <= told


def test_a_title_is_no_place_for_new_figures_or_superlatives() -> None:
    assert "review.title_figure" in blockers(asset_case([CLAIMED, SAFE], title="70.1% respond"))
    assert not blockers(asset_case([CLAIMED, SAFE], title="61.6% responded"))
    assert blockers(asset_case([CLAIMED, SAFE], section="The best choice"))


def test_a_reviewer_is_told_what_a_model_worded_what_was_dropped_and_what_is_missing() -> None:
    run = WriterRun(
        writer="model", model="some-model", prompt="talk_track.v1", dropped=("It cures.\tnumber not in source",)
    )
    found: list[Finding] = list(check_asset(asset_case([CLAIMED, SAFE], run=run, missing=("a study design",))))
    assert {f.code for f in found} == {"review.model_worded", "review.model_dropped", "review.missing_part"}
    assert not any(f.severity is Severity.BLOCKING for f in found)


def test_a_chart_behind_a_cited_figure_whose_axis_is_cut_is_told() -> None:
    whole = asset_case([CLAIMED, SAFE])
    facts = {"chart": "barChart", "value_axis": "ORR (%)", "value_axis_min": "40", "value_axis_draws": "bars"}
    (told,) = [
        f for f in check_asset(replace(whole, charts={CLAIMED.id: (facts,)})) if f.code == "evidence.axis_truncated"
    ]
    assert "starts at 40" in told.message
    assert told.related == (CLAIMED.id,)
    assert all(f.code != "evidence.axis_truncated" for f in check_asset(whole))
