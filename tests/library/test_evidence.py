"""What a text may say of its sources, in a table of cases, and what honest text looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.evidence import check, claims_language, coverage, is_verbatim, statistical_honesty
from library.models import Severity

EN = (
    "OVRANTEQ is indicated for adults with metastatic non-small cell lung cancer with METex14 skipping. "
    "The recommended dose is 300 mg once daily with food. "
    "Median progression-free survival was 13.6 months (95% CI 11.1–16.4) with OVRANTEQ and 6.8 months (5.5–8.2) with "
    "chemotherapy (HR 0.54; 95% CI 0.39–0.74; p=0.0002). "
    "The objective response rate was 61.6% (101/164; 53.7–69.1) vs 39.0% (32/82; 28.4–50.4) with chemotherapy. "
    "The interim overall survival analysis was not statistically significant (HR 0.83; 95% CI 0.57–1.21; p=0.33). "
    "In patients aged 75 years or older the progression-free survival HR was 0.61 (95% CI 0.34–1.10); this subgroup was "
    "descriptive and not adjusted for multiplicity. "
    "Among previously treated patients the response rate was 45.5% (40/88). "
    "In Chinese patients the response rate was 45.2% (14/31). "
    "OVRANTEQ is not recommended during pregnancy. "
    "Withhold OVRANTEQ if interstitial lung disease is suspected. "
    "No dose adjustment is needed for patients with creatinine clearance of 30 mL/min or more. "
    "High-fat food increased the AUC by 38%. "
    "The mean difference was 26.15 points. "
    "Strong CYP3A inducers may decrease the exposure of OVRANTEQ."
)
ZH = (
    "推荐剂量为300 mg，每日一次，随餐口服。第16周后每两周注射一次。中国患者的客观缓解率为45.2%（14/31）。全部患者的客观缓解率为45.5%（40/88）。"
    "孕妇禁用本品。本品可能引起肝毒性。未见总生存期的显著差异（HR 0.83，95% CI 0.57–1.21，p=0.33）。"
    "WPAI改善（−12.3，95% CI −17.9至−6.7，名义p<0.0001），为探索性终点。"
)
DE = "Die empfohlene Dosis beträgt 12,5 mg zweimal täglich. Das Arzneimittel darf während der Schwangerschaft nicht angewendet werden."
TABLE = "Adverse reaction\tOVRANTEQ (N=163)\tChemotherapy (N=79)\nPeripheral oedema\t58.3% (95)\t7.6% (6)\nNausea\t41.1% (67)\t45.6% (36)"


def codes(text: str, source: str = EN, language: str = "en", context: str = "") -> set[str]:
    found = check(text, [source], language=language, context=context)
    return {f.code.removeprefix("evidence.") for f in found if f.severity is Severity.BLOCKING}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The recommended dose is 300 mg twice daily with food.", "frequency_differs"),
        ("The recommended dose is 200 mg once daily with food.", "number_not_in_source"),
        ("The recommended dose is 300 g once daily with food.", "unit_differs"),
        ("The recommended dose is 300 mg once daily without food.", "direction_differs"),
        ("Median progression-free survival was 13.9 months with OVRANTEQ.", "number_not_in_source"),
        ("The objective response rate was 6.16% (101/164).", "number_not_in_source"),
        ("The objective response rate was 39.0% vs 61.6% with chemotherapy.", "arm_swapped"),
        ("The response rate in Chinese patients was 45.5%.", "number_of_another_group"),
        ("OVRANTEQ is recommended during pregnancy.", "negation_differs"),
        ("recommended during pregnancy", "fragment_omits"),
        ("Withhold OVRANTEQ", "fragment_omits"),
        ("OVRANTEQ improves overall survival.", "not_significant"),
        ("OVRANTEQ prolongs survival in patients with metastatic disease.", "not_significant"),
        ("In patients aged 75 years or older the progression-free survival HR was 0.61.", "exploratory_unstated"),
        ("OVRANTEQ is indicated for children with metastatic non-small cell lung cancer with METex14 skipping.", "population_differs"),
        ("The objective response rate was 61.6% vs 39.0% with placebo.", "comparator_differs"),
        ("High-fat food decreased the AUC by 38%.", "direction_differs"),
        ("Strong CYP3A inducers decrease the exposure of OVRANTEQ.", "hedge_dropped"),
        ("Strong CYP3A inducers must decrease the exposure of OVRANTEQ.", "modality_differs"),
        ("No dose adjustment is needed for patients with creatinine clearance below 30 mL/min.", "threshold_differs"),
        ("Doctors everywhere are delighted with the convenience of treatment.", "not_in_source"),
        ("The progression-free survival HR was 0.54 (95% CI 0.39–0.47).", "number_not_in_source"),
        ("Progression-free survival improved (p=0.002).", "number_not_in_source"),
    ],
)  # fmt: skip
def test_a_changed_claim_is_found(text: str, expected: str) -> None:
    assert expected in codes(text)


@pytest.mark.parametrize(
    ("text", "source", "language", "expected"),
    [
        ("推荐剂量为300 mg，每日两次，随餐口服。", ZH, "zh", "frequency_differs"),
        ("第16周后每四周注射一次。", ZH, "zh", "frequency_differs"),
        ("中国患者的客观缓解率为45.5%。", ZH, "zh", "number_of_another_group"),
        ("孕妇可用本品。", ZH, "zh", "negation_differs"),
        ("本品延长总生存期。", ZH, "zh", "not_significant"),
        ("WPAI改善12.3（p<0.0001）。", ZH, "zh", "exploratory_unstated"),
        ("Die empfohlene Dosis beträgt 12,5 mg einmal täglich.", DE, "de", "frequency_differs"),
        ("Die empfohlene Dosis beträgt 125 mg zweimal täglich.", DE, "de", "number_not_in_source"),
        ("Das Arzneimittel darf während der Schwangerschaft angewendet werden.", DE, "de", "negation_differs"),
        ("Peripheral oedema occurred in 7.6% of patients on OVRANTEQ vs 58.3% on chemotherapy.", TABLE, "en", "arm_swapped"),
    ],
)  # fmt: skip
def test_a_changed_claim_is_found_in_other_languages_and_tables(
    text: str, source: str, language: str, expected: str
) -> None:
    assert expected in codes(text, source, language)


@pytest.mark.parametrize(
    ("text", "source", "language"),
    [
        ("The objective response rate was 61.6% vs 39.0% with chemotherapy.", EN, "en"),
        ("Median progression-free survival was 13.6 months with OVRANTEQ and 6.8 months with chemotherapy.", EN, "en"),
        ("The mean difference was 26.2 points.", EN, "en"),
        ("The mean difference was 26.1 points.", EN, "en"),
        ("The objective response rate was 62% vs 39% with chemotherapy.", EN, "en"),
        ("Progression-free survival: HR 0.54 (p<0.001).", EN, "en"),
        ("In Chinese patients the response rate was 45.2%.", EN, "en"),
        ("The response rate was 45.5% among previously treated patients.", EN, "en"),
        ("Peripheral oedema: 58.3% vs 7.6% with chemotherapy.", TABLE, "en"),
        ("中国患者的客观缓解率为45.2%。", ZH, "zh"),
        ("推荐剂量：300 mg 每日一次，随餐口服", ZH, "zh"),
        ("WPAI改善12.3（探索性终点，名义p<0.0001）。", ZH, "zh"),
        ("Die empfohlene Dosis: 12,5 mg zweimal täglich", DE, "de"),
    ],
)  # fmt: skip
def test_an_honest_rewording_is_not_flagged(text: str, source: str, language: str) -> None:
    assert codes(text, source, language) == set()


@given(st.sampled_from([(EN, "en"), (ZH, "zh"), (DE, "de"), (TABLE, "en")]), st.data())
def test_whole_sentences_of_the_source_always_pass(source: tuple[str, str], data: st.DataObject) -> None:
    from library.text import sentences

    text, language = source
    spans = sentences(text, language) if "\t" not in text else [(0, text.index("\n"))]
    chosen = data.draw(st.lists(st.sampled_from(spans), min_size=1, max_size=3))
    said = "\n".join(text[a:b] for a, b in chosen)
    assert check(said, [text], language=language) == ()
    assert is_verbatim(said, [text], language=language)


def test_a_chinese_claim_is_compared_with_an_english_source_by_figures_and_groups() -> None:
    assert codes("客观缓解率为61.6%（101/164）。", EN, "zh") == set()
    assert codes("客观缓解率为66.1%（101/164）。", EN, "zh") == {"number_not_in_source", "percentage_inconsistent"}
    found = check("客观缓解率为61.6%。", [EN], language="zh")
    assert [f.code for f in found] == ["evidence.cross_language"]
    assert found[0].severity is Severity.ADVISORY


def test_a_name_with_another_number_is_another_thing() -> None:
    source = "In WAYMARK-1 EASI-75 was reached by 52.6% of patients."
    assert codes("In WAYMARK-2 EASI-75 was reached by 52.6% of patients.", source) == {"number_not_in_source"}
    assert codes("EASI-90 was reached by 52.6% of patients.", source) == {"number_not_in_source"}


def test_the_qualifier_may_stand_in_the_context() -> None:
    text = "In patients aged 75 years or older the progression-free survival HR was 0.61."
    assert codes(text, context="† Descriptive; not adjusted for multiplicity.") == set()


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("HR 0.54 (95% CI 0.74–0.39)", "en", "bounds_swapped"),
        ("The response rate was 45.5% (14/31).", "en", "percentage_inconsistent"),
        ("In patients aged ≥75 the HR was 0.61 (95% CI 0.34–1.10).", "en", "subgroup_crosses_no_effect"),
        ("≥75岁患者的HR为0.61（95% CI 0.34–1.10）。", "zh", "subgroup_crosses_no_effect"),
        ("In patients ≥75: reduces progression by 39%.", "en", "relative_without_absolute"),
        ("疾病进展风险降低39%。", "zh", "relative_without_absolute"),
        ("Response was 61.6% versus 48% with Competitor X.", "en", "cross_trial"),
        ("The response was higher than in STILLPOINT-2 (52.6%).", "en", "cross_trial"),
    ],
)  # fmt: skip
def test_statistics_told_by_half_are_found(text: str, language: str, code: str) -> None:
    found = statistical_honesty(text, language=language, market="US")
    assert f"evidence.{code}" in {f.code for f in found}


@pytest.mark.parametrize(
    "text",
    [
        "Median PFS was 13.6 vs 6.8 months (HR 0.54; 95% CI 0.39–0.74).",
        "In patients aged ≥75 the HR was 0.61 (95% CI 0.34–1.10)†.",
        "Reduce the dose from 300 to 200 mg.",
        "The change was −5.2 (−6.5 to −3.9) points.",
        "OVRANTEQ reduced the risk of progression by 46% (median 13.6 vs 6.8 months).",
        "High-fat food increased the AUC by 38%.",
    ],
)
def test_honest_statistics_are_not_flagged(text: str) -> None:
    assert statistical_honesty(text, language="en", market="US") == ()


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("The best choice for your patients", "en", "superlative"),
        ("最佳选择，安全有效", "zh", "superlative"),
        ("最佳选择，安全有效", "zh", "unqualified_safe"),
        ("最も優れた治療です", "ja", "superlative"),
        ("Die beste Wahl für Ihre Patienten", "de", "superlative"),
        ("It has no side effects.", "en", "absolute"),
        ("本品无副作用", "zh", "absolute"),
        ("副作用はありません", "ja", "absolute"),
        ("keine Nebenwirkungen", "de", "absolute"),
        ("We guarantee a response.", "en", "absolute"),
        ("the new, safe antibody", "en", "unqualified_safe"),
        ("the new, safe antibody", "en", "unqualified_new"),
        ("OVRANTEQ is safe and effective.", "en", "unqualified_safe"),
        ("sicher und wirksam", "de", "unqualified_safe"),
        ("best-in-class efficacy", "en", "superlative"),
    ],
)
def test_words_no_source_can_justify_are_found(text: str, language: str, code: str) -> None:
    assert f"evidence.{code}" in {f.code for f in claims_language(text, language, "CN")}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It is not known if OVRANTEQ is safe and effective in children.", "en"),
        ("Safety and effectiveness have not been established.", "en"),
        ("儿童用药的安全有效性尚未确立。", "zh"),
        ("最常见的不良反应为恶心。", "zh"),
        ("Best overall response was assessed by BICR.", "en"),
        ("New or worsening respiratory symptoms should be reported.", "en"),
        ("小児等に対する安全性は確立していない。", "ja"),
        ("Die Sicherheit und Wirksamkeit ist nicht erwiesen.", "de"),
        ("OVRANTEQ cannot guarantee a response.", "en"),
        ("No adverse reactions were reported in this group.", "en"),
    ],
)
def test_guarded_words_are_not_flagged(text: str, language: str) -> None:
    assert claims_language(text, language, "CN") == ()


def test_coverage_is_the_share_of_words_found_in_the_sources() -> None:
    assert coverage("The recommended dose", ["recommended dose of 300 mg"]) == 1.0
    assert coverage("unicorn pasture", ["recommended dose"]) == 0.0
    assert coverage("12.5%", []) == 1.0


def test_findings_carry_the_words_of_both_sides() -> None:
    [finding] = check("The recommended dose is 300 mg twice daily with food.", [EN], language="en")
    assert finding.words == "twice daily"
    assert "once daily" in finding.source_words
    assert "twice daily" in finding.message
