"""Kinds of what papers, decks and monographs tell of studies: what was found, what befell patients, whom they took in."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, SourceFacts
from modularize.tagging.weighed import weighed

K = ModuleKind
FACTS = SourceFacts(document_class=DocumentClass.PUBLICATION, title="Zelubart in plurosis")
FOREST = ("Results", "Table 3. PFS in subgroups", "Subgroup\tn\tPFS HR (95% CI)")
EVENTS = ("Results", "Safety", "Table 2. Adverse events", "Adverse event, n (%)\tZelubart (N=90)\tPlacebo (N=91)")


def _kind(body: str, *heads: str, language: str = "en", found: ModuleKind = K.DESCRIPTION) -> ModuleKind:
    return weighed(found, body, heads, FACTS, language)


@pytest.mark.parametrize(
    ("body", "heads", "language"),
    [
        ("PFS events occurred in 61 patients on zelubart and 40 on control.", ("Results",), "en"),
        ("Zelubart prolonged PFS in plurosis.", ("Discussion",), "en"),
        ("The ORR was 33.3% (20/60).", ("Zelubart after surgery",), "en"),
        ("The confidence intervals of both subgroups include 1.", ("5 Subgroups",), "en"),
        ("The interim analysis of overall survival was not statistically significant.", (), "en"),
        ("Das mediane Gesamtüberleben betrug 12,1 Monate gegenüber 9,4 Monaten.", ("Ergebnisse",), "de"),
        ("無増悪生存期間の中央値は12.1ヵ月であった。", ("試験結果",), "ja"),
        ("总生存期中位数为12.1个月，对照组为9.4个月。", ("结果",), "zh"),
    ],
)
def test_an_end_point_beside_a_figure_or_a_comparison_is_a_result(
    body: str, heads: tuple[str, ...], language: str
) -> None:
    assert _kind(body, *heads, language=language) is K.EFFICACY_RESULT


def test_a_row_takes_from_the_title_and_the_columns_of_its_table_what_its_words_do_not_say() -> None:
    assert _kind("70 years or older†\t40/21\t0.70 (0.40–1.20)", *FOREST) is K.EFFICACY_RESULT
    assert (
        _kind("Median DoR, months\t9.1 (8.0–10.2)\t5.2 (4.4–6.1)", "Table 1. Efficacy", "\tA\tB") is K.EFFICACY_RESULT
    )
    assert _kind("Serious\t1.1% (1)\t2.2% (2)", *EVENTS, found=K.ADVERSE_REACTION) is K.SAFETY_RESULT
    assert _kind("Sex, n (%)\tMale\t30 (50)\t31 (51)", "Results", "Demographics") is K.STUDY_DESIGN
    assert _kind("Patients, n\t60\t21", "Table 3. Response", "\tAll\tWomen") is K.STUDY_DESIGN


@pytest.mark.parametrize(
    ("body", "heads", "language"),
    [
        ("Grade ≥3 adverse events occurred in 31.1% and 40.2%.", (), "en"),
        ("Adverse events led to discontinuation in 5.1% (5) and 6.2% (6).", ("Results", "Safety"), "en"),
        ("Headache was more frequent than with placebo.", ("Zelubart",), "en"),
        ("There were no serious adverse events.", ("Results", "Adverse effects"), "en"),
        ("Übelkeit war seltener als unter Placebo.", ("Verträglichkeit",), "de"),
        ("頭痛は12.0%（9例）に認められた。", ("安全性",), "ja"),
        ("头痛发生率为12.0%（9例）。", ("安全性",), "zh"),
    ],
)
def test_a_reaction_beside_a_rate_or_a_comparison_is_a_result_of_safety(
    body: str, heads: tuple[str, ...], language: str
) -> None:
    assert _kind(body, *heads, language=language) is K.SAFETY_RESULT


@pytest.mark.parametrize(
    ("body", "heads", "kind"),
    [
        ("In the second trial, 90 adults received zelubart (n=60) or placebo (n=30).", (), K.STUDY_DESIGN),
        ("Zelubart is an oral kinase inhibitor.", (), K.MECHANISM),
        ("Zelubart is a monoclonal antibody against the plurin receptor.", (), K.MECHANISM),
        ("Plurin loss removes a domain of the receptor and prolongs its signalling.", ("Introduction",), K.MECHANISM),
        ("Background. Plurin contributes to itch in skin disease.", (), K.DISEASE_KNOWLEDGE),
        ("A result that is pending at progression remains useful.", ("Test at diagnosis",), K.DISEASE_KNOWLEDGE),
        ("Zelubart can be used with topical steroids.", (), K.DOSING),
    ],
)
def test_arms_mechanism_background_and_use_have_their_own_kinds(
    body: str, heads: tuple[str, ...], kind: ModuleKind
) -> None:
    assert _kind(body, *heads) is kind


@pytest.mark.parametrize(
    ("found", "body", "heads"),
    [
        (K.STUDY_DESIGN, "The two groups did not differ significantly in age at baseline.", ("Results",)),
        (K.DESCRIPTION, "Percentages are of all 90 patients.", ("Results",)),
        (K.DESCRIPTION, "Roe AB, et al. Zelubart in 90 patients: results.", ("Results", "Safety")),
        (K.DESCRIPTION, "Each tablet holds 20 mg of zelubart.", ("Composition",)),
        (K.DOSING, "Oedema of grade 3: withhold zelubart, then resume at 20 mg.", ("Safety",)),
        (K.STUDY_DESIGN, "The primary endpoint was PFS at week 12.", ("Methods",)),
        (K.DISEASE_KNOWLEDGE, "Plurosis is a common emergency that has a 10% mortality rate.", ("Context",)),
    ],
)
def test_notes_orders_background_and_patients_at_the_start_are_no_results(
    found: ModuleKind, body: str, heads: tuple[str, ...]
) -> None:
    assert _kind(body, *heads, found=found) is found


@pytest.mark.parametrize(
    ("body", "heads", "language", "kind"),
    [
        ("头痛\t12.5\t8.3", ("表2 不良反应发生率", "\t治疗前（%）\t治疗后（%）"), "zh", K.SAFETY_RESULT),
        ("结果表明，该药可有效改善睡眠质量。", ("2.1 单用",), "zh", K.EFFICACY_RESULT),
        ("治疗组采用耳部贴压，对照组仅贴胶布。", ("2.1 单用",), "zh", K.STUDY_DESIGN),
        ("与葡萄柚汁有交互作用的药品很多。", ("问题",), "zh", K.INTERACTION),
        ("NNT: 45（3年間）", ("主要試験の結果",), "ja", K.EFFICACY_RESULT),
        ("骨折リスク上昇なし", ("長期の追跡",), "ja", K.SAFETY_RESULT),
        ("主要評価項目未達成（2025年5月）", ("更新",), "ja", K.EFFICACY_RESULT),
        ("Fieber, Müdigkeit, Gewichtsverlust", ("Plurosis", "Symptome"), "de", K.DISEASE_KNOWLEDGE),
        ("F:M = 3:1", ("Plurosis",), "de", K.DISEASE_KNOWLEDGE),
        ("The aim of this study was to assess zelubart in plurosis.", ("Background",), "en", K.STUDY_DESIGN),
        ("Age over 18 years, written consent", ("Inclusion criteria",), "en", K.STUDY_DESIGN),
        ("Zelubart should be diluted and administered over 60 minutes.", ("Guide",), "en", K.DOSING),
        ("Zelubart is a clear, colourless solution in vials of 20 mL.", ("Dosage",), "en", K.DESCRIPTION),
    ],
)
def test_each_language_has_words_for_what_a_study_tells_and_for_what_surrounds_it(
    body: str, heads: tuple[str, ...], language: str, kind: ModuleKind
) -> None:
    assert _kind(body, *heads, language=language) is kind


def test_a_note_below_a_table_is_no_heading_of_its_rows() -> None:
    heads = ("2. High plurin", "*Zelusin*: side effects of the gut", "Drug\tDose\tOnset\tDuration")
    assert _kind("*Zelubart*\t20 mg\t~10 min\t~2 h", *heads, found=K.DOSING) is K.DOSING


def test_rows_of_what_becomes_of_a_medicine_are_pharmacokinetics() -> None:
    assert _kind("Metabolismus\tHepatisch", "Pharmakologie", "Parameter\tWert", language="de") is K.PHARMACOKINETICS
