"""Errors inside free wordings, and cells of a table told for another column: found by rule; true wordings pass."""

from __future__ import annotations

import pytest

from library.evidence import check
from library.evidence_comparators import unknown_comparators
from library.models import Severity


def stops(text: str, source: str, language: str = "en") -> set[str]:
    found = check(text, [source], language=language)
    return {f.code.removeprefix("evidence.") for f in found if f.severity is Severity.BLOCKING}


SCORES = (
    "\tMTX n=257 (95% CI)\tDrug n=274 (95% CI)\tDrug/MTX n=268 (95% CI)\tp-value\n"
    "Total score\t5.7 (4.2-7.3)\t3.0 (1.7-4.3)\t1.3 (0.5-2.1)\t0.002\n"
    "Erosion score\t3.7 (2.7-4.7)\t1.6 (1.0-2.4)\t0.8 (0.4-1.2)\t0.008"
)


@pytest.mark.parametrize(
    "text",
    [
        "Total score: 1.3 (0.5-2.1) (Drug n=274 (95% CI))",
        "Total score: 3.0 (1.7-4.3) (Drug/MTX n=268 (95% CI))",
        "Total score was 3.0 with Drug/MTX",
        "With MTX n=257, Total score was 3.0",
        "Erosion score: 0.8 (0.4-1.2) (p-value)",
    ],
)
def test_a_cell_told_for_a_column_whose_words_another_heading_holds_too_is_found(text: str) -> None:
    assert stops(text, SCORES) & {"arm_swapped", "number_of_another_group"}


@pytest.mark.parametrize(
    "text",
    [
        "Total score: 1.3 (0.5-2.1) (Drug/MTX n=268 (95% CI))",
        "Total score was 3.0 with Drug",
        "With Drug and MTX together, Total score was 1.3",
        "Erosion score was 3.7 with MTX (n=257)",
    ],
)
def test_a_cell_told_for_its_own_column_passes(text: str) -> None:
    assert not stops(text, SCORES) & {"arm_swapped", "number_of_another_group"}


def test_a_row_whose_name_is_longer_is_another_row() -> None:
    table = "\tDrug\tPlacebo\nBaseline (mean; after run-in)\t8.1\t8.2\nBaseline (mean)\t9.7\t9.8"
    assert stops("Baseline (mean; after run-in): 9.7 (Drug)", table)
    assert not stops("Baseline (mean): 9.7 (Drug)", table)


def test_a_mean_with_its_deviation_is_followed_to_its_column() -> None:
    table = "\tBaseline (B2)\tDrug (D1)\nMean pressure\t5.7 ± 3.7\t4.1 ± 3.7"
    assert stops("Mean pressure was 4.1 ± 3.7 with Baseline (B2)", table)
    assert not stops("Mean pressure was 4.1 ± 3.7 with Drug (D1)", table)


@pytest.mark.parametrize(
    ("text", "source", "language", "code"),
    [
        ("Exposure rises by 64% if rifampicin is taken.", "Rifampicin decreased exposure by 64%.", "en", "direction_differs"),
        ("Smokers had 38% more exposure than non-smokers.", "Exposure was 38% lower in smokers than in non-smokers.", "en", "direction_differs"),
        ("Relapses became more frequent on Corvalim.", "Relapses were less frequent with Corvalim.", "en", "direction_differs"),
        ("吸烟者的暴露量升高38%。", "吸烟者的暴露量比不吸烟者低38%。", "zh", "direction_differs"),
        ("Mild liver impairment calls for a different dose.", "No dose adjustment is needed in mild hepatic impairment.", "en", "negation_differs"),
        ("Live vaccines may be given on treatment.", "Live vaccines are contraindicated during treatment.", "en", "negation_differs"),
        ("患有活动性结核的人应接受科伐林治疗。", "活动性结核患者不应使用科伐林。", "zh", "negation_differs"),
        ("Patients bled more on Talverin (8.2%) than on aspirin (5.1%).", "Patients bled more with Talverin than with warfarin (8.2% vs 5.1%).", "en", "comparator_differs"),
        ("恶心：二甲双胍组22.5%，塔维林组9.8%。", "塔维林组22.5%的患者报告恶心，二甲双胍组为9.8%。", "zh", "arm_swapped"),
        ("Any man must use contraception during treatment.", "Women of childbearing potential must use contraception during treatment.", "en", "population_differs"),
    ],
)  # fmt: skip
def test_an_error_inside_a_free_wording_is_told_as_what_it_is(text: str, source: str, language: str, code: str) -> None:
    assert code in stops(text, source, language)


@pytest.mark.parametrize(
    ("text", "source", "language"),
    [
        ("Exposure drops by 64% if rifampicin is taken.", "Rifampicin decreased exposure by 64%.", "en"),
        ("The tablets can be taken either with food or without.", "The tablets can be taken with or without food.", "en"),
        ("Whether it passes into human milk is not known.", "It is unknown whether it passes into human milk.", "en"),
        ("Patients bled more on Talverin (8.2%) than on warfarin (5.1%).", "Patients bled more with Talverin than with warfarin (8.2% vs 5.1%).", "en"),
        ("Lesions cleared in 33.5% of patients using the cream and in 11.2% using the vehicle.", "Compared with the vehicle, the cream cleared lesions in 33.5% versus 11.2% of patients.", "en"),
        ("Velorix should not be taken while breast-feeding.", "Breast-feeding women should not take Velorix.", "en"),
        ("与多西他赛的16.9个月相比，尼洛西布组患者中位生存期达21.4个月。", "尼洛西布组中位生存期为21.4个月，多西他赛组为16.9个月（HR 0.74）。", "zh"),
        ("年复发率科伐林组0.18次，干扰素组0.41次。", "科伐林组的复发率低于干扰素组（每年0.18次对0.41次）。", "zh"),
    ],
)  # fmt: skip
def test_a_true_free_wording_is_not_stopped(text: str, source: str, language: str) -> None:
    assert not stops(text, source, language)


def test_the_end_of_a_longer_word_is_no_part_of_its_sentence() -> None:
    source = "Keine Dosisanpassung erforderlich bei leichter bis mässiger Leberinsuffizienz."
    assert "negation_differs" in stops(source.replace("Keine", "Eine"), source, "de")


@pytest.mark.parametrize(
    ("text", "source", "language"),
    [
        ("have diabetes (your dose may need adjusting)", "may have diabetes (your dose may need adjusting)", "en"),
        ("die an Phenylketonurie leiden, muss der Süssstoff beachtet werden.", "Bei Patienten, die an Phenylketonurie leiden, muss der Süssstoff beachtet werden.", "de"),
        ("bei denen das Gewicht sinkt, sollte die Behandlung unterbrochen werden.", "Bei Patienten, bei denen das Gewicht sinkt, sollte die Behandlung unterbrochen werden.", "de"),
        ("使用本品前请咨询医师。", "如正在使用其他药品，使用本品前请咨询医师。", "zh"),
    ],
)  # fmt: skip
def test_a_part_whose_opening_said_for_whom_it_holds_is_stopped(text: str, source: str, language: str) -> None:
    assert "fragment_omits" in stops(text, source, language)


def test_a_japanese_possibility_left_out_is_found_behind_a_verb_too() -> None:
    source = "また、発疹、発熱、肝機能障害等の症状が再燃あるいは遷延化することがあるので注意すること。"
    assert "hedge_dropped" in stops(source.replace("することがあるので", "するので"), source, "ja")


def test_a_level_of_significance_may_be_a_usual_one_but_no_other() -> None:
    source = "The difference was significant (p<0.001)."
    assert not stops("The difference was significant (p<0.05).", source)
    assert stops("The difference was significant (p<0.041).", source)
    assert stops("The difference was significant (p<1).", source)


def test_only_names_are_comparators_and_only_where_the_source_compares() -> None:
    assert unknown_comparators("better than expected, and better than on baseline", "compared with warfarin") == []
    assert unknown_comparators("than on aspirin", "compared with warfarin") == ["aspirin"]
    assert unknown_comparators("than on aspirin", "Bleeding was common.") == []
    assert unknown_comparators("Überempfindlichkeit gegenüber Medikamenten", "verglichen mit Warfarin") == []
