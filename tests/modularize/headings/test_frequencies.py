"""One class of frequency holds at a time, and a line that says that nobody knows ends the one before it."""

from __future__ import annotations

from library.models import PassageKind
from modularize.doubts.doubt import left_parts
from modularize.draft import whole
from modularize.headings.frequencies import UNKNOWN, one_frequency, opens_unknown
from modularize.segment import segment
from tests.modularize.making import Page


def test_a_reaction_of_unknown_frequency_stands_under_no_other_frequency() -> None:
    page = Page(section="leaflet")
    page.heading("Very common side effects (affects more than 1 user in 10)")
    page.text("Headache and a dry hand are seen in many people.")
    page.text("Common side effects (affects 1 to 10 users in 100)")
    page.text("Tiredness is seen in some people.")
    page.text("The following have also been reported but their frequency cannot be estimated from the available data:")
    page.text("Allergic reactions. The main symptoms are itching, rash and difficulty in breathing.")
    found = {part.body[:8]: part.context_texts for part in segment(page.passages).segments}
    assert found["Headache"] == ("Very common side effects (affects more than 1 user in 10)",)
    assert found["Tirednes"] == ("Common side effects (affects 1 to 10 users in 100)",)
    assert [bool(UNKNOWN.search(text)) for text in found["Allergic"]] == [True]


def test_of_two_lines_of_frequency_the_inner_one_holds() -> None:
    page = Page(section="adverse_reactions")
    lines = [page.text(text) for text in ("Undesirable effects", "Common", "Nervous system disorders", "Rare")]
    context = [whole(line) for line in lines]
    assert [part.text for part in one_frequency(context, ()) if not isinstance(part, str)] == [
        "Undesirable effects",
        "Nervous system disorders",
        "Rare",
    ]


def test_a_sentence_on_frequency_without_a_colon_opens_nothing() -> None:
    page = Page(section="adverse_reactions")
    told = page.text("The frequency of these reactions is not known.")
    after = page.text("Headache was seen.")
    assert not opens_unknown(told, after)
    assert told.kind is PassageKind.PARAGRAPH


def test_a_chinese_key_of_frequencies_is_no_module() -> None:
    page = Page(language="zh", section="adverse_reactions")
    page.text("使用下列分类表示不良反应的频率：")
    page.items(
        "非常常见（≥ 1/10）", "常见（≥ 1/100 - < 1/10）", "不常见（≥ 1/1,000 - < 1/100）", "非常罕见（< 1/10,000）"
    )
    assert not segment(page.passages).segments


def test_a_class_behind_other_words_takes_the_place_of_the_one_before_and_of_its_items() -> None:
    page = Page(section="leaflet")
    page.heading("4. Possible side effects")
    page.text("Not known (cannot be estimated from the available data):")
    page.items("unusual fracture in other places.")
    page.text("Other side effects include Very common (may affect more than 1 in 10 people):")
    page.items("bone, muscle and joint pain which is sometimes severe.", group="list-2")
    last = segment(page.passages).segments[-1]
    said = "\n".join((*last.context_texts, last.body))
    assert "Very common" in said
    assert "Not known" not in said
    assert "fracture" not in said


def test_the_class_that_the_document_says_last_holds_wherever_it_stands_in_the_context() -> None:
    page = Page(section="leaflet")
    unknown = page.text("Not known (frequency cannot be estimated from the available data):")
    page.items("serious liver disease")
    opening = page.text("Other side effects can occur with the following frequencies:")
    often = page.text("Very common (may affect more than 1 in 10 people)")
    context = [whole(often), whole(unknown), whole(page.passages[1]), whole(opening)]
    assert one_frequency(context, ()) == (whole(often), whole(opening))


def test_a_line_of_shares_stands_over_the_reactions_below_it_and_over_none_of_the_next_class() -> None:
    page = Page("de", None)
    page.heading("Verdauungstrakt")
    page.text("Häufig (> 1/100, < 1/10)")
    page.text("Übelkeit, Beschwerden im Oberbauch, Erbrechen")
    page.text("Selten (> 1/10.000, < 1/1.000)")
    page.text("Durchfall, Appetitlosigkeit (Anorexie)")
    cut = segment(page.passages)
    parts = {
        part.body: part.context_texts for part in (*cut.segments, *(one for one, _ in left_parts(cut, page.passages)))
    }
    assert "Häufig (> 1/100, < 1/10)" in parts["Übelkeit, Beschwerden im Oberbauch, Erbrechen"]
    rare = parts["Durchfall, Appetitlosigkeit (Anorexie)"]
    assert "Selten (> 1/10.000, < 1/1.000)" in rare
    assert not any("Übelkeit" in text or text.startswith("Häufig") for text in rare)


def test_a_line_of_shares_over_items_opens_their_list() -> None:
    page = Page("en", "leaflet")
    page.heading("4. Possible side effects")
    page.text("Uncommon (may affect up to 1 in 100 people)")
    page.items("bleeding in the eyes;", "bleeding in the brain;", "hives.")
    (one,) = segment(page.passages).segments
    assert one.body.startswith("Uncommon (may affect up to 1 in 100 people)\nbleeding in the eyes")
