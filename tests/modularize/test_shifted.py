"""Names of columns set one column too far left, items that are not sentences, the brand of two substances."""

from __future__ import annotations

from library.models import DocumentClass, SourceFacts
from modularize.items.lists import OpenList, needs_lead
from modularize.prose import quotes_of
from modularize.segment import segment
from modularize.sentences.leaning import leans
from modularize.tables.holes import SHIFTED
from modularize.tagging.named import combined_name
from tests.modularize.making import Page


def test_rows_under_names_that_stand_one_column_too_far_left_wait_for_a_person() -> None:
    page = Page(section="leaflet")
    page.table(
        "\tTablets\t", "Above 40 kg\tBelow 40 kg\t", "First 24 hours\t400 mg\t200 mg", "Thereafter\t200 mg\t100 mg"
    )
    cut = segment(page.passages)
    assert not cut.segments
    assert {part.doubt for part in cut.withheld} == {SHIFTED} or all(
        SHIFTED in skip.reason for skip in cut.skipped[-3:]
    )


def test_a_row_that_lacks_its_last_value_is_no_shifted_head() -> None:
    page = Page(section="leaflet")
    page.table("\tAbove 40 kg\tBelow 40 kg", "First 24 hours\t400 mg\t", "Thereafter\t200 mg\t100 mg")
    assert not any(SHIFTED in skip.reason for skip in segment(page.passages).skipped)


def test_an_item_without_a_verb_among_sentences_carries_what_the_list_is_about() -> None:
    page = Page(section="leaflet")
    lead = page.text(
        "If you have any of these serious side effects, stop taking Velzury and see a doctor at once."
    ).text
    page.items(
        "Very rarely Velzury may cause severe allergic reactions of the face and the throat.",
        "Widespread rash, high body temperature and enlarged lymph nodes (frequency not known).",
        "Rarely Velzury may cause inflammation of the pancreas with sudden pain in the belly.",
    )
    parts = segment(page.passages).segments
    assert [lead in part.context_texts for part in parts[1:]] == [False, True, False]


def test_a_claim_with_a_figure_above_a_list_opens_none_of_its_items() -> None:
    page = Page()
    page.items("Grade 3 or higher reactions in all treated patients: 44.8% (73/163) with Velzury")
    item = page.passages[0]
    for words, opens in (("Seen in patients of 75 years and above.", True), ("Reduces progression by 39%.", False)):
        lead = quotes_of(page.text(words))[0]
        assert needs_lead(OpenList(OpenList.key_of(item), lead=lead), quotes_of(item), []) is opens


def test_symptoms_lean_on_the_sentence_that_says_of_what() -> None:
    assert leans("Signs and symptoms may include less urine than usual, fever, rash and stiff joints.", "en")
    assert not leans("Signs and symptoms of an infection of the lungs may include cough, fever and short breath.", "en")


def test_a_title_that_explains_the_brand_by_two_substances_names_neither_of_them() -> None:
    page = Page()
    for line in ("Velzoxid is given twice a day.", "Stop Velzoxid.", "Velzoxid tablets"):
        page.text(line)
    title = "Highlights for VELZOXID. VELZOXIDTM (nirvelatir tablets; ritobanir tablets), co-packaged"
    facts = SourceFacts(title=title, document_class=DocumentClass.LABEL)
    assert combined_name(["ritobanir"], facts, page.passages) == "velzoxid"
    alone = SourceFacts(title="VELZOXID (ritobanir tablets)", document_class=DocumentClass.LABEL)
    assert combined_name(["ritobanir"], alone, page.passages) == ""
