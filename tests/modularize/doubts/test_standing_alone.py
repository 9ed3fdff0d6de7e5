"""A piece of a document that is no label becomes a module only where it shows by itself that it stands alone."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, Passage, PassageKind, SourceFacts
from modularize.doubts.doubt import NEEDS_PERSON, left_parts
from modularize.doubts.standing_alone import _TELLS, ADVISES, standing_alone
from modularize.draft import Segmentation
from modularize.left_out.making import of_making
from modularize.segment import segment
from modularize.tables.set_as_text import in_tables_as_text
from modularize.tagging.borne_out import borne_out
from tests.modularize.making import Page

GUIDE = SourceFacts(title="Guideline on ovalitis", document_class=DocumentClass.PUBLICATION)
OTHER = SourceFacts(title="Notes", document_class=DocumentClass.OTHER)
LABEL = SourceFacts(title="Ovranteq", document_class=DocumentClass.LABEL)


def cut_of(page: Page, facts: SourceFacts = GUIDE) -> Segmentation:
    return standing_alone(segment(page.passages), facts, page.passages)


def bodies(cut: Segmentation) -> list[str]:
    return [part.body for part in cut.segments]


def test_a_whole_recommendation_is_a_module_and_a_torn_one_waits_with_its_doubt() -> None:
    page = Page(section=None)
    page.heading("Treatment of ovalitis")
    page.text("Adults with ovalitis of the hand should be offered a water-based cream for two weeks.")
    page.text("Rest of a column that nobody ended with a mark and that goes on elsewhere on the page of the book")
    cut = cut_of(page)
    assert bodies(cut) == ["Adults with ovalitis of the hand should be offered a water-based cream for two weeks."]
    [(part, why)] = left_parts(cut, page.passages)
    assert part.body.startswith("Rest of a column")
    assert "does not end as a sentence" in why


def test_a_label_is_given_back_as_it_is() -> None:
    page = Page(section="warnings")
    page.heading("Warnings")
    page.text("This effect was seen in the two trials without an end")
    before = segment(page.passages)
    assert standing_alone(before, LABEL, page.passages) is before


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("en", "Results of creams", "Both types of these creams were then compared in the second of the two trials."),
        ("de", "Ergebnisse der Salben", "Darin erfolgte der Vergleich einer Salbe mit einer Lösung bei Erwachsenen."),
        ("zh", "治疗结果", "该研究中上述患者的疼痛评分在治疗后明显下降。"),
        ("ja", "治療の結果", "この試験では上記の患者の疼痛が治療後に低下した。"),
    ],
)
def test_what_points_back_to_nothing_waits(language: str, heading: str, text: str) -> None:
    page = Page(language=language, section=None)
    page.heading(heading)
    page.text(text)
    assert bodies(cut_of(page)) == []


def test_acknowledgements_prices_and_references_are_left_out_for_what_they_are() -> None:
    assert "how the document was made" in of_making("Ada Blue and Bo Red coordinated the work.", ("Acknowledgements",))
    assert "price" in of_making("検査は約1600円で実施可能である。", ("検診",))
    assert "reference" in of_making("Doe J, Roe K. Creams in ovalitis. Geneva; 2022 (accessed 2 April 2025).", ("A",))
    assert "where something stands" in of_making("Table 2 summarizes the doses of the creams.", ("Doses",))


@pytest.mark.parametrize(
    "text",
    [
        "The guideline group recommends a cream for adults with ovalitis (strong recommendation).",
        "大腸癌検診は45歳から推奨される(CA J. 2018;68(4):250-281. doi:10.3322/caac.21457)。",
        "Healing was seen in 45% of adults, as the working group reported at its meeting.",
    ],
)
def test_a_recommendation_or_a_result_is_never_left_out_as_making(text: str) -> None:
    assert of_making(text, ("Treatment",)) == ""


def test_advice_in_a_chapter_on_the_making_waits_for_a_person_and_is_not_left_out() -> None:
    page = Page(section=None)
    page.heading("7. Methods of the guideline")
    page.text("The working group met twice and searched three libraries for trials of creams.")
    page.text("Creams should be avoided in children below two years, as the skin may be damaged.")
    page.text("Note: Avoid salicylates in children with ovalitis, as the liver may be damaged.")
    cut = cut_of(page)
    assert bodies(cut) == []
    left = [part.body for part, why in left_parts(cut, page.passages) if why == ADVISES]
    assert len(left) == 2
    assert of_making("Note: Avoid salicylates in children with ovalitis.", ("Treatment",)) == ""


def test_a_table_of_which_only_lines_were_read_makes_no_module() -> None:
    page = Page(section=None)
    page.add(PassageKind.CAPTION, "Table 1. Creams that interact")
    page.text("Carbacream Induction can lower the level, which")
    page.text("Phenocream")
    page.text("Phytocream")
    page.add(PassageKind.HEADING, "5.2 Storage of creams")
    page.text("Creams for ovalitis should be kept in a cool place after opening.")
    loose = in_tables_as_text(page.passages)
    assert {p.text for p in page.passages if p.id in loose} == {
        "Carbacream Induction can lower the level, which",
        "Phenocream",
        "Phytocream",
    }
    assert bodies(cut_of(page, OTHER)) == ["Creams for ovalitis should be kept in a cool place after opening."]


def test_a_row_needs_named_columns_a_name_of_its_own_and_whole_cells() -> None:
    page = Page(section=None)
    page.heading("Doses of creams")
    page.table("Cream\tAmount\tTimes", "Blue cream\t2 g\ttwice a day", "Red cream (\t3 g\tonce a day")
    cut = cut_of(page)
    assert bodies(cut) == ["Blue cream\t2 g\ttwice a day"]
    assert any(skip.reason.startswith(NEEDS_PERSON) and "a cell of it" in skip.reason for skip in cut.skipped)


def test_a_chapter_of_another_number_stands_not_over_a_piece() -> None:
    def placed(seq: int, kind: PassageKind, text: str, path: tuple[str, ...]) -> Passage:
        page = Page(section=None)
        return page.text(text).model_copy(update={"id": f"q{seq}", "seq": seq, "kind": kind, "heading_path": path})

    said = "Adults with ovalitis should be offered a test of their skin before treatment."
    path = ("Methods of the guideline", "4.2 Testing")
    passages = [
        placed(0, PassageKind.HEADING, "Methods of the guideline", ()),
        placed(1, PassageKind.HEADING, "4 Testing for ovalitis", ("Methods of the guideline",)),
        placed(2, PassageKind.HEADING, "4.2 Testing", ("Methods of the guideline",)),
        placed(3, PassageKind.PARAGRAPH, said, path),
    ]
    [part] = standing_alone(segment(passages), OTHER, passages).segments
    assert part.context_texts == ("4 Testing for ovalitis", "4.2 Testing")


@pytest.mark.parametrize(
    ("found", "body", "kind"),
    [
        (ModuleKind.INTERACTION, "当院では併用法による子宮頸癌検診を推奨する。", ModuleKind.GUIDELINE),
        (ModuleKind.WARNING, "Injectable cream should be offered to people at risk of ovalitis.", ModuleKind.GUIDELINE),
        (
            ModuleKind.DOSING,
            "Adherence was measured as on-time doses in the trial of the cream.",
            ModuleKind.STUDY_DESIGN,
        ),
        (ModuleKind.DOSING, "The trial did not report on people who inject drugs.", ModuleKind.DESCRIPTION),
        (ModuleKind.LIFESTYLE, "药物可改善运动、神经认知功能。", ModuleKind.DESCRIPTION),
        (
            ModuleKind.GUIDELINE,
            "In the trial healing was seen in 45% with the cream and 20% with placebo (p < 0.001).",
            ModuleKind.EFFICACY_RESULT,
        ),
    ],
)
def test_the_kind_is_the_one_that_its_own_words_bear_out(found: ModuleKind, body: str, kind: ModuleKind) -> None:
    assert borne_out(found, body, ("Findings",), OTHER) is kind


def test_a_use_told_in_a_part_about_the_document_waits_for_a_person() -> None:
    assert _TELLS.search("Terlipressin is authorised for the treatment of hepatorenal syndrome.")
    assert _TELLS.search("Severe disease was defined as plasma leakage with shock.")
    assert not _TELLS.search("The panel was appointed by the steering committee in 2024.")


def test_that_a_use_is_not_approved_is_never_left_out_for_the_price_beside_it() -> None:
    assert of_making("月額: 約43,000円（高額）", ["薬価"])
    assert not of_making("月額: 約43,000円\nHFpEF適応：現時点で適応外", ["薬価"])
    assert not of_making("It costs 30 € and is used off-label in children.", ["Costs"])


def test_the_rest_of_a_sentence_that_a_heading_was_made_of_waits() -> None:
    page = Page(section=None)
    page.heading("Ovalex injection and")
    page.text("Velzury 2 mg solution are authorised to treat patients with ovalitis of the foot.")
    cut = cut_of(page)
    assert not cut.segments
    assert [why for _, why in left_parts(cut, page.passages)] == [
        "the text before it breaks off: its first words may go on with that"
    ]


def test_a_whole_sentence_that_begins_with_time_is_no_legend() -> None:
    page = Page(section=None)
    page.heading("Torn nails under Velzury")
    said = "Time to onset of torn nails varied, with most cases in the 8 weeks after the first course."
    page.text(said)
    assert bodies(cut_of(page)) == [said]
