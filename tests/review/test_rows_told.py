"""A line in words against the rows of tables: the same row and column with another figure, and what is no conflict."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from library.models import CheckedLine, LineStatus, ModuleKind, PieceLine
from modularize.sentences.depends import depends
from review.foreign import Held, Piece, Rules, compare
from review.wordings import Wording, Wordings
from tests.review.test_foreign import US, held, line

HEAD = "Adverse reaction\tOVRANTEQ (N=200)\tPlacebo (N=190)"
CAPTION = "Table 4 Adverse reactions (%) in study BROOK-7"
PRODUCTS = {"ovranteq": "ovranteq", "navoretinib": "ovranteq", "brandix": "brandix", "本品": ""}
RULES = Rules(depends, product=lambda words: next((v for k, v in PRODUCTS.items() if k in words.casefold()), ""))


def row(body: str, *context: str, **more: object) -> Held:
    over = context or (CAPTION, HEAD)
    return held(body, kind=ModuleKind.ADVERSE_REACTION, context=over, **more)


NAUSEA = row("Nausea\t41.1%\t9.8%")


def checked(text: str, *rows: Held, near: Sequence[Held] = (), **more: object) -> CheckedLine:
    mine: PieceLine = line(text, kind=ModuleKind.ADVERSE_REACTION, **more)
    [found] = compare(Piece.of([mine], "ovranteq"), {1: near}, US, RULES, {1: rows})
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Nausea occurred in 44.1% of patients treated with OVRANTEQ.",
        "With OVRANTEQ, the rate of nausea was 31.1%.",
        "Nausea was reported in 8.9% of patients receiving placebo.",
        "Nausea was reported in 9.8% of patients treated with OVRANTEQ.",
        "Nausea: 44.1% with OVRANTEQ, 9.8% with placebo",
    ],
)
def test_a_figure_in_words_that_its_row_and_column_gainsay_is_a_conflict_with_the_row_beside_it(text: str) -> None:
    found = checked(text, NAUSEA)
    assert found.status is LineStatus.CONFLICT
    assert [finding.code for finding in found.findings if "conflict" in finding.code] == ["check.conflicting_figure"]
    assert found.matches[0].module == NAUSEA.module.id


@pytest.mark.parametrize(
    "text",
    [
        "Nausea occurred in 41.1% of patients treated with OVRANTEQ.",
        "Nausea occurred in 41% of patients treated with OVRANTEQ.",
        "Nausea occurred in about 44% of patients treated with OVRANTEQ.",
        "Nausea occurred in up to 44.1% of patients treated with OVRANTEQ.",
        "Severe nausea occurred in 4.1% of patients treated with OVRANTEQ.",
        "Nausea led to discontinuation in 1.1% of patients treated with OVRANTEQ.",
        "Nausea occurred in 44.1% of elderly patients treated with OVRANTEQ.",
        "Nausea occurred in 44.1% of patients treated with OVRANTEQ at week 52.",
        "Nausea occurred in 44.1% of patients treated with OVRANTEQ in study HILL-2.",
        "Nausea occurred in 44.1% of patients treated with OVRANTEQ 40 mg.",
        "Nausea occurred in 44.1% of patients treated with Brandix.",
        "Nausea occurred in 44.1% of patients.",
        "Nausea and vomiting occurred in 44.1% of patients treated with OVRANTEQ.",
        "Nausea lasted 44.1 days with OVRANTEQ.",
        "Nausea did not occur in 44.1% of patients treated with OVRANTEQ.",
    ],
)
def test_the_same_figure_or_another_claim_is_no_conflict_with_a_row(text: str) -> None:
    assert checked(text, NAUSEA).status is not LineStatus.CONFLICT


def test_a_title_over_the_line_that_names_another_time_makes_another_claim() -> None:
    text = "Nausea occurred in 44.1% of patients treated with OVRANTEQ."
    assert checked(text, NAUSEA, context=("Safety at week 104",)).status is LineStatus.UNSUPPORTED


def test_a_figure_that_any_other_row_of_that_name_gives_is_no_conflict() -> None:
    other = row("Nausea\t44.1%\t12.0%", "Table 9 Adverse reactions (%) in study HILL-2", HEAD)
    assert checked("Nausea occurred in 44.1% of patients treated with OVRANTEQ.", NAUSEA, other).status is (
        LineStatus.UNSUPPORTED
    )


def test_a_figure_that_an_approved_sentence_gives_is_no_conflict() -> None:
    said = held("In a long study of ninety weeks without control, nausea was seen, by year, in 44.1% and in 20.3%.")
    text = "Nausea occurred in 44.1% of patients treated with OVRANTEQ."
    assert checked(text, NAUSEA, near=[said]).status is not LineStatus.CONFLICT


def test_of_two_names_the_longer_one_is_the_row_that_is_told() -> None:
    severe = row("Nausea, grade 3\t2.1%\t0.4%")
    found = checked("Nausea, grade 3, occurred in 3.1% of patients treated with OVRANTEQ.", NAUSEA, severe)
    assert found.matches[0].module == severe.module.id


def test_a_count_with_its_share_is_held_to_the_share() -> None:
    counted = row("Nausea\t82 (41.1)\t19 (9.8)", CAPTION, "Adverse reaction\tOVRANTEQ n (%)\tPlacebo n (%)")
    assert checked("Nausea occurred in 41.1% of patients treated with OVRANTEQ.", counted).status is not (
        LineStatus.CONFLICT
    )
    assert checked("Nausea occurred in 47.1% of patients treated with OVRANTEQ.", counted).status is LineStatus.CONFLICT


def test_a_general_name_counts_only_under_what_heads_it() -> None:
    grade = row("Any\t41.1%\t9.8%", CAPTION, HEAD, "Rash")
    assert checked("Any rash occurred in 44.1% of patients treated with OVRANTEQ.", grade).status is LineStatus.CONFLICT
    assert checked("Any itch occurred in 44.1% of patients treated with OVRANTEQ.", grade).status is not (
        LineStatus.CONFLICT
    )


def test_a_row_that_may_not_be_used_contradicts_nothing() -> None:
    gone = row("Nausea\t41.1%\t9.8%", usable=False)
    assert checked("Nausea occurred in 44.1% of patients treated with OVRANTEQ.", gone).status is (
        LineStatus.UNSUPPORTED
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("本品治疗组恶心的发生率为44.1%。", LineStatus.CONFLICT),
        ("本品治疗组恶心的发生率为41.1%。", LineStatus.UNSUPPORTED),
        ("本品治疗组恶心导致停药的发生率为4.1%。", LineStatus.UNSUPPORTED),
    ],
)
def test_a_chinese_line_is_held_to_the_row_it_tells(text: str, status: LineStatus) -> None:
    told = row("恶心\t41.1%\t9.8%", "表4 不良反应发生率", "不良反应\t本品（N=200）\t安慰剂（N=190）", language="zh")
    assert checked(text, told, language="zh").status is status


def test_rows_are_found_by_their_names_however_little_else_they_share() -> None:
    index = Wordings()
    index.add(
        [Wording("a", "Nausea\t41.1%\t9.8%"), Wording("b", "Nausea and rash\t1%"), Wording("c", "Nausea was seen.")]
    )
    index.add([Wording("d", "瘙痒改善≥4分\t46.7%\t13.3%")])
    assert [w.id for w in index.rows_named("In 44.1% of those treated nausea was seen")] == ["a"]
    assert [w.id for w in index.rows_named("瘙痒改善≥4分发生率为47.7%")] == ["d"]
