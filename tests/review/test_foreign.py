"""What a line of somebody else's piece is: a table of cases, and what must never be called approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.models import (
    CheckedLine,
    LineStatus,
    Module,
    ModuleContent,
    ModuleKind,
    PieceLine,
    Scope,
    Severity,
    Status,
    module_id,
    module_lineage,
)
from modularize.sentences.depends import depends
from review.foreign import Held, Piece, Rules, compare
from review.likeness import Said, differences, same_key, same_words
from review.wordings import Wording, Wordings

US = Scope(market="US")
RULES = Rules(depends)
DOSE = "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food."
PREGNANCY = "OVRANTEQ is not recommended during pregnancy."
ORR = "The objective response rate was 61.6% (101/164) with OVRANTEQ and 39.0% (32/82) with chemotherapy."
SAFETY = "Peripheral oedema occurred in 58.3% of patients treated with OVRANTEQ."


def held(
    body: str,
    *,
    kind: ModuleKind = ModuleKind.DOSING,
    status: Status = Status.RELEASED,
    usable: bool | None = None,
    scopes: Sequence[Scope] = (US,),
    language: str = "en",
    **more: Any,
) -> Held:
    content = ModuleContent(
        **{"kind": kind, "body": body, "language": language, "market": "US", "product": "ovranteq"} | more
    )
    lineage = module_lineage(content)
    made = Module(
        id=module_id(content, lineage, None),
        lineage=lineage,
        parent=None,
        version=1,
        content=content,
        author="system",
        created_at=datetime(2026, 11, 21, tzinfo=UTC),
    )
    may = status is Status.RELEASED if usable is None else usable
    return Held(made, status, may, tuple(scopes) if status is Status.RELEASED else ())


def line(text: str, number: int = 1, **more: Any) -> PieceLine:
    said = {"language": "en", "page": 1, "unit": number, "kind": ModuleKind.DOSING, "product": "ovranteq"} | more
    return PieceLine(number=number, text=text, **said)


def check(*lines: PieceLine, against: Sequence[Held], scope: Scope = US) -> tuple[CheckedLine, ...]:
    return compare(Piece.of(lines, "ovranteq"), {x.number: against for x in lines}, scope, RULES)


def status(text: str, *against: Held, **more: Any) -> LineStatus:
    return check(line(text, **more), against=against)[0].status


# --- approved ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        DOSE,
        f"• {DOSE}",
        DOSE.upper(),
        DOSE.rstrip("."),
        "The recommended dosage of OVRANTEQ is 300 mg orally once daily with food.¹",
        "The recommended dosage\u00a0of OVRANTEQ is ３００ mg orally once daily with food",
    ],
)
def test_the_same_words_are_approved_however_they_are_set(text: str) -> None:
    assert status(text, held(DOSE)) is LineStatus.APPROVED


def test_a_whole_sentence_of_a_module_is_approved() -> None:
    both = held(f"{DOSE} Swallow the tablets whole.")
    assert status(DOSE, both) is LineStatus.APPROVED
    assert status("Swallow the tablets whole.", both) is LineStatus.APPROVED


def test_a_whole_module_of_two_sentences_is_approved_by_its_lines() -> None:
    lines = [line(DOSE, 1, unit=7), line("Take it at the same time each day.", 2, unit=7)]
    found = check(*lines, against=[held(f"{DOSE} Take it at the same time each day.")])
    assert [x.status for x in found] == [LineStatus.APPROVED] * 2


# --- what is never approved -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Recommended during pregnancy.",
        "OVRANTEQ is recommended during pregnancy.",
        "recommended during pregnancy",
        "OVRANTEQ is not recommended",
        "during pregnancy",
    ],
)
def test_a_part_of_a_sentence_is_never_approved(text: str) -> None:
    assert status(text, held(PREGNANCY)) is not LineStatus.APPROVED


def test_what_denies_its_module_is_a_conflict() -> None:
    assert status("OVRANTEQ is recommended during pregnancy.", held(PREGNANCY)) is LineStatus.CONFLICT


@given(st.integers(0, 14), st.sampled_from(["3000", "30", "200", "twice", "without", "", "not"]))
def test_one_changed_word_is_never_approved(place: int, other: str) -> None:
    words = DOSE.split()
    place %= len(words)
    if words[place] == other:
        return
    changed = " ".join([*words[:place], *([other] if other else []), *words[place + 1 :]])
    assert status(changed, held(DOSE)) is not LineStatus.APPROVED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("−5.2 points", "5.2 points"),
        ("-5.2 points", "5.2 points"),
        ("1 5 mg", "15 mg"),
        ("10² copies", "102 copies"),
        ("58.3\t7.6", "58.37.6"),
        ("<5%", ">5%"),
        ("≥75", "75"),
    ],
)
def test_what_can_change_a_figure_makes_another_wording(one: str, other: str) -> None:
    assert same_key(one) != same_key(other)


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_same_words_are_kept_by_layout_and_by_nothing_else(text: str, extra: str) -> None:
    said = Said.of(text)
    if any(c.isalpha() for c in said.key):
        assert same_words(said, f"  {text}\n", "en") in ("whole", "sentence")
    if any(c.isalnum() for c in extra) and same_key(text + " " + extra) != said.key:
        assert same_words(said, f"{text} {extra}", "en") in ("", "sentence")


# --- variants, conflicts ----------------------------------------------------------------------------------------------


def test_other_words_for_the_same_are_a_variant_told_word_by_word() -> None:
    found = check(line("The recommended dose of OVRANTEQ is 300 mg orally once daily with food."), against=[held(DOSE)])
    assert found[0].status is LineStatus.VARIANT
    changed = [(d.words, d.source_words) for d in found[0].differences if d.change != "same"]
    assert changed == [("dose", "dosage")]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (DOSE.replace("300", "200"), DOSE),
        (DOSE.replace("once", "twice"), DOSE),
        (DOSE.replace("with food", "without food"), DOSE),
        (ORR.replace("61.6", "6.16"), ORR),
        (ORR.replace("39.0% (32/82)", "61.6% (101/164)").replace("61.6% (101/164)", "39.0% (32/82)", 1), ORR),
        ("推荐剂量为300 mg,每日两次,随餐口服。", "推荐剂量为300 mg,每日一次,随餐口服。"),
    ],
)
def test_another_figure_or_the_opposite_is_a_conflict(text: str, body: str) -> None:
    language = "zh" if "推" in body else "en"
    assert status(text, held(body, language=language), language=language) is LineStatus.CONFLICT


@pytest.mark.parametrize("mark", ["¹", "1", "12.", "†", "— 3 —"])
def test_a_mark_without_words_is_nobodys_words(mark: str) -> None:
    assert same_words(Said.of(mark), f"治疗期间应避免接种活疫苗。{mark}", "zh") == ""


def test_an_absolute_is_not_borne_out_by_words_it_shares() -> None:
    near = held("If you get any side effects, talk to your doctor.", kind=ModuleKind.PATIENT_COUNSELLING)
    assert status("OVRANTEQ has no side effects.", near) is LineStatus.UNSUPPORTED


def test_a_benefit_that_an_approved_module_denies_is_a_conflict() -> None:
    denied = "OVRANTEQ: no statistically significant improvement in overall survival (HR 0.83; 95% CI 0.57–1.21)."
    found = status("OVRANTEQ improves overall survival.", held(denied, kind=ModuleKind.EFFICACY_RESULT))
    assert found is LineStatus.CONFLICT


def test_nothing_alike_is_unsupported() -> None:
    text = "OVRANTEQ was chosen by leading centres for its convenient packaging."
    found = check(line(text), against=[held(DOSE), held(ORR)])[0]
    assert found.status is LineStatus.UNSUPPORTED
    assert not found.ok


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_differences_hold_the_words_of_both_sides(text: str, source: str) -> None:
    runs = differences(text, source)
    for side, whole in (("words", text), ("source_words", source)):
        said = "".join("".join(getattr(run, side) for run in runs).split())
        assert said == "".join(whole.split())


# --- where and when ---------------------------------------------------------------------------------------------------


def test_a_module_of_another_market_is_not_approved_here() -> None:
    eu = held(DOSE, usable=False, scopes=[Scope(market="EU")])
    found = check(line(DOSE), against=[eu])[0]
    assert found.status is LineStatus.ELSEWHERE
    assert "EU" in found.message


@pytest.mark.parametrize(
    "gone", [Status.WITHDRAWN, Status.EXPIRED, Status.SUPERSEDED, Status.SUSPENDED, Status.ON_HOLD]
)
def test_what_is_no_longer_in_force_says_so_and_shows_what_is(gone: Status) -> None:
    old = DOSE.replace("300", "200")
    found = check(line(old), against=[held(old, status=gone), held(DOSE)])[0]
    assert found.status is LineStatus.NOT_IN_FORCE
    assert [m.usable for m in found.matches] == [False, True]


@pytest.mark.parametrize("waiting", [Status.DRAFT, Status.IN_REVIEW, Status.REJECTED, Status.CHANGES_REQUESTED])
def test_what_nobody_has_approved_is_not_approved(waiting: Status) -> None:
    assert status(DOSE, held(DOSE, status=waiting)) is LineStatus.NOT_APPROVED


def test_a_draft_that_contradicts_what_is_approved_is_told_as_the_conflict() -> None:
    wrong = DOSE.replace("once", "twice")
    assert status(wrong, held(wrong, status=Status.DRAFT), held(DOSE)) is LineStatus.CONFLICT


def test_words_approved_for_another_product_are_not_approved() -> None:
    general = held("The recommended dosage is 300 mg once daily.", product="wyndralis")
    assert status("The recommended dosage is 300 mg once daily.", general) is LineStatus.ELSEWHERE


# --- what words depend on ---------------------------------------------------------------------------------------------


def test_words_under_another_heading_are_not_approved() -> None:
    module = held("No dose adjustment is recommended.", context=("Renal impairment",))
    hepatic = line("No dose adjustment is recommended.", context=("Hepatic impairment",))
    assert check(hepatic, against=[module])[0].status is LineStatus.VARIANT
    renal = line("No dose adjustment is recommended.", context=("Dosing in renal impairment",))
    assert check(renal, against=[module])[0].status is LineStatus.APPROVED


def test_a_result_without_its_qualifier_is_not_approved_and_with_it_is() -> None:
    note = "† Prespecified, descriptive, not adjusted for multiplicity."
    body = "In patients aged 75 years or older the hazard ratio was 0.61 (0.34–1.10)."
    module = held(body, kind=ModuleKind.EFFICACY_RESULT, context=(note,))
    alone, qualified = line(body), line(body, context=(note,))
    assert check(alone, against=[module])[0].status is LineStatus.VARIANT
    assert check(qualified, against=[module])[0].status is LineStatus.APPROVED


def test_a_sentence_whose_module_takes_it_back_is_not_approved() -> None:
    body = "Overall survival was longer with OVRANTEQ (hazard ratio 0.83). The difference was not statistically significant."
    first, second = body[: body.index(" The")], "The difference was not statistically significant."
    assert check(line(first), against=[held(body)])[0].status is LineStatus.VARIANT
    shown = check(line(first, 1), line(second, 2), against=[held(body)])
    assert [x.status for x in shown] == [LineStatus.APPROVED] * 2


def test_a_table_row_needs_its_table_header() -> None:
    row, head = "Peripheral oedema\t58.3\t7.6", "Adverse reaction\tOVRANTEQ\tChemotherapy"
    module = held(row, context=(head,), kind=ModuleKind.SAFETY_RESULT)
    assert check(line(row, context=(head,)), against=[module])[0].status is LineStatus.APPROVED
    swapped = "Adverse reaction\tChemotherapy\tOVRANTEQ"
    assert check(line(row, context=(swapped,)), against=[module])[0].status is LineStatus.VARIANT


# --- fair balance, honest language ------------------------------------------------------------------------------------


def codes(checked: CheckedLine) -> set[str]:
    return {f.code for f in checked.findings if f.severity is Severity.BLOCKING}


def test_efficacy_without_safety_is_found_and_with_it_is_not() -> None:
    library = [held(ORR, kind=ModuleKind.EFFICACY_RESULT), held(SAFETY, kind=ModuleKind.SAFETY_RESULT)]
    alone = check(line(ORR, 1), against=library)[0]
    assert alone.status is LineStatus.APPROVED
    assert codes(alone) == {"check.missing_safety"}
    assert not alone.ok
    both = check(line(ORR, 1), line(SAFETY, 2), against=library)
    assert all(x.ok for x in both)


def test_the_safety_of_another_product_balances_nothing() -> None:
    other = held(SAFETY.replace("OVRANTEQ", "WYNDRALIS"), kind=ModuleKind.SAFETY_RESULT, product="wyndralis")
    lines = [line(ORR, 1), line(other.module.content.body, 2, product="wyndralis")]
    found = check(*lines, against=[held(ORR, kind=ModuleKind.EFFICACY_RESULT), other])
    assert "check.missing_safety" in codes(found[0])


def test_what_must_travel_with_a_module_is_missed_by_its_lineage() -> None:
    companion = held(SAFETY, kind=ModuleKind.SAFETY_RESULT)
    main = held(ORR, kind=ModuleKind.SAFETY_RESULT, companions=(companion.module.lineage,))
    assert "check.companion_missing" in codes(check(line(ORR, 1), against=[main, companion])[0])
    both = check(line(ORR, 1), line(SAFETY, 2), against=[main, companion])
    assert "check.companion_missing" not in codes(both[0])


def test_a_superlative_is_found_even_in_what_claims_nothing_else() -> None:
    found = check(line("最佳选择,安全有效", language="zh", reason="title: kept as context"), against=[])[0]
    assert found.status is LineStatus.NOT_A_CLAIM
    assert "evidence.superlative" in codes(found)
    assert not found.ok


def test_a_line_that_claims_nothing_is_listed_with_its_reason() -> None:
    found = check(line("Page 3", reason="page footer"), against=[held(DOSE)])[0]
    assert (found.status, found.message, found.ok) == (LineStatus.NOT_A_CLAIM, "page footer", True)


# --- blocking ---------------------------------------------------------------------------------------------------------


def test_the_index_finds_among_thousands_the_wording_that_holds_every_word() -> None:
    index = Wordings()
    index.add(
        Wording(str(n), f"In study {n} the rate was {n % 97}.{n % 10}% with medicine {n % 13}.") for n in range(5000)
    )
    index.add([Wording("it", f"{DOSE} Swallow the tablets whole.")])
    assert index.near(DOSE)[0].id == "it"
    assert index.near("In study 4711 the rate was 55.1% with medicine 5.")[0].id == "4711"
    assert index.near("何もない 龘龘") == []
    index.add([Wording("late", "An entirely unheard-of pangolin.")])
    assert index.near("unheard-of pangolin")[0].id == "late"


def test_a_cut_axis_of_the_piece_is_found_on_the_chart_s_first_line_whatever_its_words_are() -> None:
    axis = (("value_axis", "ORR (%)"), ("value_axis_draws", "bars"), ("value_axis_min", "40"))
    for one in (line(DOSE, chart=axis), line("ORR", reason="caption", chart=axis)):
        (found,) = [f for f in check(one, against=[held(DOSE)])[0].findings if f.code == "evidence.axis_truncated"]
        assert found.severity is Severity.BLOCKING
        assert "starts at 40, not at zero" in found.message
    said = line("The axis is truncated.", 2, reason="note")
    told = check(line("ORR", reason="caption", chart=axis), said, against=[])[0].findings
    assert [f.severity for f in told if f.code == "evidence.axis_truncated"] == [Severity.ADVISORY]


def test_another_medicine_in_the_place_of_the_modules_is_a_conflict() -> None:
    module = held("WYNDRALIS can be used with or without topical corticosteroids.", product="wyndralis")
    rules = Rules(depends, product=lambda words: words.lower() if words.lower() == "ovranteq" else "")
    said = line("OVRANTEQ can be used with or without topical corticosteroids.", product="wyndralis")
    (checked,) = compare(Piece.of([said]), {said.number: [module]}, US, rules)
    assert checked.status is LineStatus.CONFLICT
    assert "check.other_product" in codes(checked) or "evidence.name_differs" in codes(checked)


def test_a_line_that_turns_a_longer_module_round_is_a_conflict() -> None:
    body = (
        "Live vaccines should not be given with OVRANTEQ, as safety and efficacy of both together are not established."
    )
    assert status("Live vaccines can be given with OVRANTEQ.", held(body)) is LineStatus.CONFLICT


def test_how_an_overdose_is_treated_balances_no_benefit() -> None:
    promise = held("OVRANTEQ is indicated for lung cancer.", kind=ModuleKind.INDICATION)
    treated = held("There is no specific treatment for an OVRANTEQ overdose.", kind=ModuleKind.OVERDOSE)
    lines = [
        line("OVRANTEQ is indicated for lung cancer.", 1),
        line("There is no specific treatment for an OVRANTEQ overdose.", 2),
    ]
    first, _ = check(*lines, against=[promise, treated])
    assert "check.missing_safety" in codes(first)
