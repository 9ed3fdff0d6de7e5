"""The vocabulary: what is found in a text, and what a taxonomy file may say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import BadInput, NotFound
from library.matching import fold_with_offsets
from library.taxonomy import Taxonomy

TAXONOMY = Taxonomy.load()


def found(text: str, language: str = "en") -> set[tuple[str, str]]:
    return {(mention.id, mention.words) for mention in TAXONOMY.concepts(text, language)}


def ids(text: str, language: str = "en", facet: str = "") -> set[str]:
    return {m.id for m in TAXONOMY.concepts(text, language) if facet in ("", m.facet)}


# --- finding ----------------------------------------------------------------------------------------------------------

ALL_NAMES = [
    name
    for facet in ("product", "disease", "attribute", "topic", "scenario", "key_message")
    for concept in TAXONOMY.facet(facet).values()
    for names in concept.names.values()
    for name in names
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(ALL_NAMES),
            st.text(max_size=12),
            st.text(alphabet="ﾊﾞﾌﾟ\u0301\u3099eÅﬁ㎎①ß75≥歳岁 -–CrCl0-9.,", max_size=12),
        ),
        max_size=8,
    ),
    st.sampled_from(["", " ", "\n", ", "]),
    st.sampled_from(["", "en", "zh", "ja", "de"]),
)
def test_the_words_of_every_mention_are_the_text_at_its_span(pieces: list[str], glue: str, language: str) -> None:
    text = glue.join(pieces)
    mentions = TAXONOMY.concepts(text, language)
    assert all(m.words and text[m.start : m.end] == m.words for m in mentions)
    assert mentions == TAXONOMY.concepts(text, language)


@pytest.mark.parametrize("facet", ["product", "disease", "attribute", "audience", "topic", "barrier", "key_message"])
def test_every_name_of_every_concept_is_found_as_that_concept(facet: str) -> None:
    for concept in TAXONOMY.facet(facet).values():
        for language, names in concept.names.items():
            for name in names:
                assert concept.id in ids(f"({name})", language, facet), (concept.id, name)
                assert TAXONOMY.find(facet, name.upper()) == concept.id


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_folding_maps_every_character_to_the_part_of_the_text_it_stands_for(text: str) -> None:
    folded = fold_with_offsets(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))


def test_names_are_found_in_any_case_width_accent_and_across_line_ends() -> None:
    assert ("metformin", "ﾒﾄﾎﾙﾐﾝ塩酸塩") in found("ﾒﾄﾎﾙﾐﾝ塩酸塩錠", "ja")
    assert ("hiv_1", "ＨＩＶ－１") in found("ＨＩＶ－１", "en")
    assert ("treatment_naive", "treatment-naïve") in found("in treatment-naïve adults")
    assert ("atrial_fibrillation", "atrial\nfibrillation") in found("atrial\nfibrillation")
    assert ("interstitial_lung_disease", "间质\n性肺疾病") in found("间质\n性肺疾病", "zh")
    assert ("crohns_disease", "Crohn’s disease") in found("Crohn’s disease")


def test_names_match_whole_words_and_their_forms_only() -> None:
    assert "gout" in ids("gout.")
    assert "gout" not in ids("ragout")
    assert "statin" in ids("Statins interact")
    assert "statin" not in ids("nystatin")
    assert "renal_severe" in ids("bei schweren Nierenfunktionsstörungen", "de")
    assert "trastuzumab" not in ids("トラスツズマブデルクステカン", "ja"), "a longer katakana word is another substance"


def test_the_longest_name_wins_within_a_facet_and_facets_do_not_hide_each_other() -> None:
    assert ids("pulmonary hypertension", facet="disease") == {"pulmonary_hypertension"}
    assert ids("重度肾功能不全", "zh", "attribute") == {"renal_severe"}
    assert {"nsclc", "nsclc_metex14", "metex14"} <= ids("non-small cell lung cancer harbouring MET exon 14 skipping")


def test_words_that_only_contain_a_name_are_not_found() -> None:
    assert "paediatric" not in ids("Child-Pugh score of 7")
    assert "depression" not in ids("respiratory depression")
    assert "lactation" not in ids("哺乳动物细胞", "zh")


def test_short_abbreviations_are_found_only_as_written() -> None:
    assert "overall_survival" in ids("median OS was not reached")
    assert "overall_survival" not in ids("per os")


def test_names_of_another_language_count_only_where_they_can_be_meant() -> None:
    assert "ovranteq" in ids("Frage zu 欧弗然", "de"), "a product's name counts everywhere"
    assert "pregnancy" in ids("妊娠", "ja")
    assert "pregnancy" in ids("妊婦", "zh")
    assert "dose" in ids("推荐剂量为 dose", "zh"), "English words stand in Chinese documents"
    assert "lung_cancer" not in ids("Lungenkrebs", "en")
    assert "lung_cancer" in ids("Lungenkrebs", "")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("≥75 years", "en", {"age_75_and_over"}),
        ("patients 75 years or older", "en", {"age_75_and_over"}),
        ("aged 75 or over", "en", {"age_75_and_over"}),
        ("75岁以上患者", "zh", {"age_75_and_over"}),
        ("年龄≥65岁", "zh", {"age_65_and_over"}),
        ("65歳以上の患者", "ja", {"age_65_and_over"}),
        ("Patienten ab 65 Jahren", "de", {"age_65_and_over"}),
        ("älter als 75 Jahre und älter", "de", {"age_75_and_over"}),
        ("a 34-year-old woman", "en", {"adult"}),
        ("12 to 17 years of age", "en", {"adolescent"}),
        ("aged 18 to 64 years", "en", {"adult"}),
        ("12 years of age and older", "en", {"adolescent", "adult"}),
        ("18歳未満", "ja", {"paediatric"}),
        ("younger than 18 years old", "en", {"paediatric"}),
        ("CrCl 45?", "en", {"renal_moderate"}),
        ("CrCl 30–59 mL/min", "en", {"renal_moderate"}),
        ("creatinine clearance (CrCl) of 60 to 89 mL/min", "en", {"renal_mild"}),
        ("CrCl ≥30 mL/min", "en", {"renal_moderate", "renal_mild", "renal_normal"}),
        ("eGFR below 30 mL/min/1.73 m²", "en", {"renal_severe", "renal_end_stage"}),
        ("肌酐清除率15～29 mL/min", "zh", {"renal_severe"}),
        ("Kreatinin-Clearance < 15 ml/min", "de", {"renal_end_stage"}),
        ("クレアチニンクリアランスが30mL/min未満", "ja", {"renal_severe", "renal_end_stage"}),
    ],
)
def test_stated_ages_and_kidney_function_are_attributes(text: str, language: str, expected: set[str]) -> None:
    groups = {"age", "renal"}
    assert {i for i in ids(text, language, "attribute") if TAXONOMY.attributes[i].group in groups} == expected


@pytest.mark.parametrize(
    "text",
    ["5-year survival", "≥2 years", "after 20 years of treatment", "48 patients", "version 75", "300 mg", "2.75 years"],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert ids(text, "en", "attribute") & {"adult", "paediatric", "age_65_and_over", "age_75_and_over"} == set()


def test_a_key_message_is_found_by_words_that_occur_together() -> None:
    assert ids("ORR was 45.5% (40/88; 34.8–56.4)", "en", "key_message") == {"test_at_progression"}
    assert ids("中国患者客观缓解率为45.5%", "zh", "key_message") == {"test_at_progression"}
    assert ids("45.5% of patients were women", "en", "key_message") == set()
    assert ids("the ORR was 145.5", "en", "key_message") == set()


# --- asking -----------------------------------------------------------------------------------------------------------


def test_products_and_scenarios_are_found_by_any_of_their_names() -> None:
    assert {TAXONOMY.product(name) for name in ("OVRANTEQ", "navoretinib", "纳沃雷替尼", "ovranteq")} == {"ovranteq"}
    assert TAXONOMY.product("aspirine effervescent") == ""
    assert TAXONOMY.scenario("s1") == TAXONOMY.scenario("初治高龄肾功能不全") == "S1"
    assert TAXONOMY.label("disease", "gout", "ja") == "痛風"
    assert TAXONOMY.label("disease", "no such", "ja") == "no such"


def test_the_ladder_of_a_product_starts_with_the_easiest_belief() -> None:
    assert [scenario.id for scenario in TAXONOMY.scenarios_of("ovranteq")] == ["S3", "S4", "S1", "S2"]
    assert [scenario.id for scenario in TAXONOMY.scenarios_of("wyndralis")] == ["B1", "B2", "B3", "B4", "B5"]


def test_a_scenario_says_where_its_use_is_on_label_and_what_must_travel() -> None:
    scenario = TAXONOMY.scenario_record("S1")
    assert scenario.label_status == {"US": "on_label", "CN": "off_label"}
    assert scenario.messages[0].key_message == "no_dose_change_crcl_30"
    assert "subgroup_descriptive" in scenario.messages[0].travels_with
    with pytest.raises(NotFound, match="S9"):
        TAXONOMY.scenario_record("S9")


def test_wider_concepts_are_known() -> None:
    assert TAXONOMY.ancestors("disease", "nsclc_metex14") == ("nsclc", "lung_cancer")
    assert TAXONOMY.ancestors("disease", "unknown") == ()


# --- files ------------------------------------------------------------------------------------------------------------


def load(folder: Path, text: str) -> Taxonomy:
    file = folder / "more.yaml"
    file.write_text(text, encoding="utf-8")
    return Taxonomy.load(file)


def test_a_further_file_adds_concepts_and_names_and_replaces_labels(tmp_path: Path) -> None:
    more = load(
        tmp_path,
        "product:\n"
        "  newdrug: {kind: brand, names: {en: [Newdrug]}, treats: [gout]}\n"
        "  warfarin: {names: {en: [Warfilone], ja: [ワルファリンK]}}\n",
    )
    assert more.product("Newdrug") == "newdrug"
    assert more.product("Warfilone") == more.product("Coumadin") == "warfarin"
    assert more.label("product", "warfarin", "en") == "Warfilone"
    assert more.products["warfarin"].classes[0] == "vitamin_k_antagonist"
    assert TAXONOMY.product("Warfilone") == "", "the built-in vocabulary is untouched"


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("colour: {red: {}}", "taxonomy.unknown_key", "colour"),
        ("product: {x: {kind: brand, colour: red}}", "taxonomy.unknown_key", "product.x: unknown key 'colour'"),
        ("product: {x: {id: y, kind: brand}}", "taxonomy.unknown_key", "'id'"),
        ("product: {x: {names: {en: [x]}}}", "taxonomy.invalid", "product.x.kind"),
        ("product: {x: {kind: pill, names: {en: [x]}}}", "taxonomy.invalid", "product.x.kind"),
        ("product: {x: {kind: brand, names: {en: [17]}}}", "taxonomy.invalid", "product.x.names.en.0"),
        ("product: {warfarin: {kind: brand}}", "taxonomy.invalid", "product.warfarin.kind"),
        ("product: {x: {kind: brand, names: {en: ['  ']}}}", "taxonomy.invalid", "product.x"),
        ("product: {x: {kind: brand, treats: [nothing]}}", "taxonomy.unknown_reference", "product.x.treats"),
        ("product: {x: {kind: brand, names: {en: [Coumadin]}}}", "taxonomy.ambiguous_name", "Coumadin"),
        ("product: [x]", "taxonomy.invalid", "product"),
        ("disease: {x: }", "taxonomy.invalid", "disease.x"),
        ("- x", "taxonomy.invalid", "more.yaml"),
        ("product: {x: {kind: brand}, x: {kind: class}}", "taxonomy.unreadable", "written twice"),
        ("product: {x: !!python/object:os.system {}}", "taxonomy.unreadable", "more.yaml"),
        ("product: {", "taxonomy.unreadable", "more.yaml"),
    ],
)
def test_a_mistake_in_a_file_is_named_by_file_and_key(tmp_path: Path, text: str, code: str, named: str) -> None:
    with pytest.raises(BadInput) as refused:
        load(tmp_path, text)
    assert refused.value.code == code
    assert named in refused.value.message
    assert "more.yaml" in refused.value.message


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.yaml"):
        Taxonomy.load(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("medicine", "expected"),
    [
        ("edoxaban", "pgp_substrate"),
        ("tacrolimus", "pgp_substrate"),
        ("他克莫司", "cyp3a_substrate"),
        ("ciclosporin", "pgp_substrate"),
        ("瑞舒伐他汀", "bcrp_substrate"),
        ("维拉帕米", "moderate_cyp3a_inhibitor"),
        ("efavirenz", "moderate_cyp3a_inducer"),
        ("irinotecan", "ugt1a1_substrate"),
    ],
)
def test_common_medicines_belong_to_the_classes_by_which_they_interact(medicine: str, expected: str) -> None:
    assert expected in TAXONOMY.products[TAXONOMY.product(medicine)].classes


def test_moderate_inhibitors_and_inducers_are_never_strong_ones() -> None:
    for name, product in TAXONOMY.products.items():
        for way in ("inducer", "inhibitor"):
            both = {f"cyp3a_{way}", f"moderate_cyp3a_{way}"}
            assert not both <= set(product.classes), name
    assert ids("moderate CYP3A inducers", "en", "product") == {"moderate_cyp3a_inducer"}
