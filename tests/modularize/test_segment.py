"""Self-contained minimal units, and a reason for all that is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.models import Passage, PassageFlag, PassageKind
from modularize.draft import Segmentation
from modularize.prose import start_of_words
from modularize.segment import segment
from modularize.sentences.depends import breaks_off
from tests.modularize.making import Page


def bodies(page: Page) -> list[str]:
    return [part.body for part in segment(page.passages).segments]


def reasons(page: Page) -> dict[str, str]:
    return {skipped.passage: skipped.reason for skipped in segment(page.passages).skipped}


def test_each_sentence_that_stands_alone_is_a_module() -> None:
    page = Page()
    page.heading("5.1 Interstitial Lung Disease")
    page.text(
        "OVRANTEQ can cause interstitial lung disease. Withhold OVRANTEQ if interstitial lung disease is suspected."
    )
    cut = segment(page.passages).segments
    assert [part.body for part in cut] == [
        "OVRANTEQ can cause interstitial lung disease.",
        "Withhold OVRANTEQ if interstitial lung disease is suspected.",
    ]
    assert all(part.context_texts == ("5.1 Interstitial Lung Disease",) for part in cut)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hepatotoxicity occurred in 20.9% of patients. This was usually reversible."),
        ("en", "OVRANTEQ has not been studied below 30 mL/min. [see Use in Specific Populations (8.6)]"),
        ("en", "Response was seen in 61.6% of patients. The median time to response was 1.4 months."),
        ("en", "The safety in children has not been established. No data are available."),
        ("zh", "外周水肿是本品最常见的不良反应。该反应通常为轻度。"),
        ("zh", "应监测肝功能。如出现异常，上述药物应暂停使用。因此需定期复查。"),
        ("ja", "副作用は14例に認められた。なお、重篤なものはなかった。"),
        ("de", "Sinovial wirkt nur in den Gelenken. Es entfaltet keinerlei systemische Wirkung."),
    ],
)
def test_a_sentence_that_points_back_stays_with_the_one_before(language: str, text: str) -> None:
    page = Page(language)
    page.heading("Warnings")
    page.text(text)
    assert bodies(page) == [text]


def test_a_run_in_heading_opens_the_sentence_after_it() -> None:
    page = Page(section="pharmacokinetics")
    page.heading("12.3 Pharmacokinetics")
    page.text(
        "Absorption. The median time to peak is 4 hours. Effect of food. A high-fat meal increased the AUC by 38%."
    )
    assert bodies(page) == [
        "Absorption. The median time to peak is 4 hours.",
        "Effect of food. A high-fat meal increased the AUC by 38%.",
    ]


def test_a_paragraph_broken_by_a_page_is_one_module_with_two_anchors() -> None:
    page = Page()
    page.heading("5.2 Hepatotoxicity")
    page.text("Monitor liver tests before treatment and in patients with a history of")
    page.add(PassageKind.FOOTER, "BM-OVR-US-PI-01 | 3 / 8")
    page.text("hepatic disease at least once a month.")
    [part] = segment(page.passages).segments
    assert part.body.split("\n")[1] == "hepatic disease at least once a month."
    assert [anchor.passage for anchor in part.anchors() if anchor.role == "origin"] == ["p1", "p3"]


def test_a_list_of_fragments_is_one_module_with_its_stem() -> None:
    page = Page(section="contraindications")
    page.heading("4.3 Contraindications")
    page.text("OVRANTEQ is contraindicated in:")
    page.items("• severe hepatic impairment", "• pregnancy")
    [part] = segment(page.passages).segments
    assert part.body == "OVRANTEQ is contraindicated in:\nsevere hepatic impairment\npregnancy"


def test_full_sentences_in_a_list_are_modules_with_the_stem_as_context() -> None:
    page = Page(section="patient_counselling")
    page.heading("17 Patient Counseling")
    page.text("Advise patients of the following:")
    page.items(
        "ILD/Pneumonitis: Contact the healthcare provider at once for new or worsening cough, dyspnea or fever.",
        "Hepatotoxicity: Report jaundice, dark urine or unusual tiredness to the healthcare provider at once.",
    )
    cut = segment(page.passages).segments
    assert len(cut) == 2
    assert cut[1].context_texts == ("17 Patient Counseling", "Advise patients of the following:")


def test_a_table_row_is_a_module_under_its_header_and_footnotes() -> None:
    page = Page(section="clinical_studies")
    page.heading("14.1 WAYMARK-1")
    page.add(PassageKind.CAPTION, "Table 5. PFS in subgroups", group="table-1")
    page.table(
        "Subgroup†\tPFS HR (95% CI)", "75 years or older\t0.61 (0.34–1.10)", "CrCl 30–59 mL/min\t0.57 (0.30–1.08)"
    )
    page.add(PassageKind.FOOTNOTE, "† Prespecified; descriptive; not adjusted for multiplicity.", facts={"marker": "†"})
    first, second = segment(page.passages).segments
    assert first.body == "75 years or older\t0.61 (0.34–1.10)"
    assert first.context_texts == (
        "14.1 WAYMARK-1", "Table 5. PFS in subgroups", "Subgroup†\tPFS HR (95% CI)",
        "† Prespecified; descriptive; not adjusted for multiplicity.",
    )  # fmt: skip
    assert {a.role for a in second.anchors()} == {"origin", "context"}


def test_a_row_that_only_holds_a_statistic_joins_the_row_above() -> None:
    page = Page(section="clinical_studies")
    page.heading("Overall survival")
    page.table(
        "Interim analysis\tResult", "Deaths\t122 (49.6%)", "Hazard ratio (95% CI)\t0.83 (0.57–1.21)", "p-value\t0.33"
    )
    assert bodies(page) == ["Deaths\t122 (49.6%)\nHazard ratio (95% CI)\t0.83 (0.57–1.21)\np-value\t0.33"]


def test_an_unmarked_first_row_heads_its_table() -> None:
    page = Page("ja", "adverse_reactions")
    page.heading("11.2 その他の副作用")
    for row in ("\t10%以上\t2～10%未満", "皮膚\t爪の障害\t発疹"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    [part] = segment(page.passages).segments
    assert part.context_texts[-1] == "\t10%以上\t2～10%未満"


def test_a_question_is_context_and_its_answer_the_body() -> None:
    page = Page(section=None)
    page.add(PassageKind.QUESTION, "What is the dose?", group="faq-1")
    page.add(PassageKind.ANSWER, "The recommended dosage is 300 mg once daily. It is taken with food.", group="faq-1")
    [part] = segment(page.passages).segments
    assert part.question == "What is the dose?"
    assert part.body.endswith("with food.")
    assert part.context_texts == ("What is the dose?",)


def test_a_large_figure_on_a_slide_joins_the_line_that_explains_it() -> None:
    page = Page(section=None, slide=9)
    page.heading("Key secondary endpoint")
    page.text("61.6%")
    page.text("OVRANTEQ (101/164; 95% CI 53.7–69.1)")
    assert bodies(page) == ["61.6%\nOVRANTEQ (101/164; 95% CI 53.7–69.1)"]


def test_results_carry_the_sentence_that_names_their_study() -> None:
    page = Page(section="clinical_studies")
    page.heading("14 Clinical studies")
    page.text("WAYMARK-2 was a single-arm trial in 88 patients. The ORR was 45.5% (40/88) in all patients.")
    cut = segment(page.passages).segments
    assert cut[1].context_texts[-1] == "WAYMARK-2 was a single-arm trial in 88 patients."


def test_a_cited_reference_travels_with_the_claim() -> None:
    page = Page(section=None, slide=3)
    page.text("METex14 skipping removes a regulatory domain of MET.²")
    page.add(PassageKind.REFERENCE, "2. WAYMARK-1 publication.", facts={"marker": "2."})
    [part] = segment(page.passages).segments
    assert part.references == ("2. WAYMARK-1 publication.",)


@pytest.mark.parametrize(
    ("flags", "word"),
    [
        ((PassageFlag.HIDDEN,), "hidden text"),
        ((PassageFlag.HIDDEN_SLIDE,), "hidden slide"),
        ((PassageFlag.INSTRUCTION,), "order to a program"),
        ((PassageFlag.SPEAKER_NOTES,), "speaker notes"),
        ((PassageFlag.TRACKED_CHANGE,), "tracked change"),
    ],
)
def test_what_a_reader_should_not_see_never_becomes_a_module(flags: tuple[PassageFlag, ...], word: str) -> None:
    page = Page()
    hidden = page.add(PassageKind.PARAGRAPH, "OVRANTEQ is the best treatment in its class.", flags=flags)
    assert bodies(page) == []
    assert word in reasons(page)[hidden.id]


@pytest.mark.parametrize(
    "text",
    ["3", "https://example.org/label", "Tel: +49 30 1234567", "5.1 Warnings ........ 12", "See section 4.4.", "© 2026 Brackenmoor",
     "［17.1.9参照］", "参见【注意事项】。", "见用法用量。", "详见注意事项", "BICR, blinded review; CI, confidence interval; HR, hazard ratio"],
)  # fmt: skip
def test_a_text_that_says_nothing_of_its_own_is_left_out_with_a_reason(text: str) -> None:
    page = Page()
    page.heading("Something")
    left_out = page.text(text)
    assert bodies(page) == []
    assert reasons(page)[left_out.id]


def test_modules_never_mix_two_label_sections() -> None:
    page = Page(section="warnings")
    page.text("OVRANTEQ can cause hepatotoxicity.")
    page.section = "overdose"
    page.text("This was reversible after supportive treatment.")
    page.text("Overdose is treated with supportive measures alone.")
    cut = segment(page.passages)
    assert [part.body for part in cut.segments] == [
        "OVRANTEQ can cause hepatotoxicity.",
        "Overdose is treated with supportive measures alone.",
    ]
    assert [skip.reason for skip in cut.skipped] == ["points back to words that were not found"]


WORDS = ["The dose is 300 mg once daily", "This was mild", "45.2%", "Absorption", "应暂停用药", "该反应为轻度", "副作用", "Es wirkt",
         "see section 5", "Advise:", "a\tb", "\t10%", "Row\t12 (3.4%)\t5", "† note", "However, patients improved", "x", "HR 0.54 (0.39–0.74)"]  # fmt: skip
KINDS = [k for k in PassageKind if k is not PassageKind.TITLE]


@st.composite
def documents(draw: st.DrawFn) -> list[Passage]:
    page = Page(draw(st.sampled_from(["en", "zh", "ja", "de"])), slide=draw(st.sampled_from([None, 2])))
    for _ in range(draw(st.integers(1, 14))):
        page.section = draw(st.sampled_from(["warnings", "dosage", None, "clinical_studies"]))
        text = draw(st.sampled_from([". ", "。", " ", "\n"])).join(
            draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
        )
        page.add(
            draw(st.sampled_from(KINDS)), text + draw(st.sampled_from(["", ".", "。", ":"])),
            group=draw(st.sampled_from([None, "g1", "g2"])),
            flags=draw(st.sampled_from([(), (), (), (PassageFlag.HIDDEN,), (PassageFlag.OCR,)])),
        )  # fmt: skip
    return page.passages


@settings(max_examples=150, deadline=None)
@given(documents())
def test_every_passage_ends_in_a_module_or_in_a_reason_and_every_anchor_is_exact(passages: list[Passage]) -> None:
    cut: Segmentation = segment(passages)
    texts = {passage.id: passage for passage in passages}
    ended = {s.passage for s in cut.skipped}
    for part in cut.segments:
        origins = [anchor for anchor in part.anchors() if anchor.role == "origin"]
        assert part.body == "\n".join(anchor.quote for anchor in origins)
        assert part.body.strip()
        assert len({texts[anchor.passage].section for anchor in origins}) == 1
        for anchor in part.anchors():
            assert 0 <= anchor.start < anchor.end
            assert texts[anchor.passage].text[anchor.start : anchor.end] == anchor.quote
            assert PassageFlag.HIDDEN not in texts[anchor.passage].flags
        ended |= {anchor.passage for anchor in origins}
    assert ended == set(texts)


def test_each_slide_counts_its_own_references_even_on_one_line() -> None:
    page = Page(section=None, slide=3)
    page.text("The response rate in WAYMARK-1 was 57.9% (11/19).⁴")
    page.add(PassageKind.REFERENCE, "WAYMARK-1 publication. 4. WAYMARK-2 publication.", facts={"marker": "2."})
    [made] = segment(page.passages).segments
    assert made.references == ("4. WAYMARK-2 publication.",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2.1 型糖尿病患者禁用。", "1 型糖尿病患者禁用。"),
        ("2.1型糖尿病患者禁用。", "1型糖尿病患者禁用。"),
        ("2.1 概述内容如下", "概述内容如下"),
        ("1.2 mg daily", "1.2 mg daily"),
    ],
)
def test_the_number_of_a_type_stays_with_it(text: str, words: str) -> None:
    assert text[start_of_words(text) :] == words


def test_the_abbreviation_of_a_kind_of_germ_ends_no_sentence_that_goes_on() -> None:
    page = Page(section="indications")
    page.text(
        "Infections due to isolates of Aspergillus spp. (susceptible only), Candida spp., or C. auris are treated."
    )
    [made] = segment(page.passages).segments
    assert made.body == page.passages[0].text


def test_words_after_which_a_time_must_follow_are_no_whole_sentence() -> None:
    assert breaks_off("The dose may be raised, up to a maximum of 7.5 mg/kg every")
    assert not breaks_off("The dose may be raised to 7.5 mg/kg every 8 weeks.")


def test_the_item_number_before_a_type_parts_no_figure() -> None:
    page = Page(language="zh", section="contraindications")
    page.text("2.1 型糖尿病患者禁用本品。")
    assert [part.body for part in segment(page.passages).segments] == ["1 型糖尿病患者禁用本品。"]


def test_a_numbered_title_with_a_colon_stands_over_what_is_below_it() -> None:
    page = Page(section="indications")
    page.heading("1.4 Infections of the Lower Respiratory Tract and of the Ear:")
    page.text("Ovranteq is indicated in infections due to isolates of Aspergillus spp. (susceptible isolates only),")
    page.text("C. auris, or C. tropicalis.")
    [made] = segment(page.passages).segments
    assert made.context_texts == ("1.4 Infections of the Lower Respiratory Tract and of the Ear:",)
    assert made.body.endswith("tropicalis.")
