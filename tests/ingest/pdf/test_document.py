from __future__ import annotations

from typing import Literal

import pytest

from ingest.assemble import assemble
from ingest.pdf import document as pdf
from ingest.pdf.page import Piece, Run, _without_unseen_blank
from ingest.reading import Limits, Reading
from library.errors import Refused
from library.models import PassageFlag, PassageKind
from tests.ingest import documents as make
from tests.ingest.independent import missing, original_text

LONG = (
    "The response was seen early and was kept up over the whole of the time that patients were followed in the study."
)

READER: Literal["pymupdf", "pdfium"] = "pymupdf"


@pytest.fixture(autouse=True, params=["pymupdf", "pdfium"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of this file holds for both libraries."""
    monkeypatch.setitem(globals(), "READER", request.param)


def read(data: bytes) -> Reading:
    return assemble(pdf.read(data, Limits(pdf_reader=READER)))


def texts(reading: Reading, *kinds: PassageKind) -> list[str]:
    return [p.text for p in reading.passages if not kinds or p.kind in kinds]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Left line {n} runs on to the edge of its column here" for n in range(8)]
    right = [f"Right line {n} runs on to the edge of its column too" for n in range(8)]
    page = make.text_page(*left, x=50) + make.text_page(*right, x=320)
    whole = " ".join(texts(read(make.pdf(page))))
    assert whole.index("Left line 7") < whole.index("Right line 0")


def test_a_title_across_two_columns_is_read_before_them() -> None:
    left = [f"Left line {n} runs on to the edge of its column here" for n in range(8)]
    right = [f"Right line {n} runs on to the edge of its column too" for n in range(8)]
    title = [(50.0, 70.0, "A title that stands across both columns of the page", {"fontsize": 20})]
    reading = read(make.pdf([*title, *make.text_page(*left, x=50), *make.text_page(*right, x=320)]))
    assert reading.passages[0].text.startswith("A title that stands")
    assert reading.passages[0].kind is PassageKind.TITLE


def test_lines_of_a_paragraph_are_joined_and_each_keeps_its_box() -> None:
    reading = read(make.pdf(make.text_page(LONG, "It was not lost later.")))
    passage = reading.passages[0]
    assert passage.text == f"{LONG} It was not lost later."
    lines = [passage.text[f.start : f.end] for f in passage.locator.fragments]
    assert lines == [LONG, "It was not lost later."]
    assert passage.locator.fragments[0].box[1] < passage.locator.fragments[1].box[1]
    assert all(f.page == 1 for f in passage.locator.fragments)


def test_a_hyphen_at_a_line_end_stays_unless_the_document_writes_the_joined_word() -> None:
    page = make.text_page(
        "The treatment was stopped for some of those patients who were in the group that took it twice, and the treat-",
        "ment was begun again. The dose was 10-",
        "20 mg.",
    )
    text = " ".join(texts(read(make.pdf(page))))
    assert "the treatment was begun again" in text
    assert "10-20 mg" in text


def test_running_headers_and_page_numbers_are_told_from_the_text() -> None:
    pages = [
        [
            (60.0, 30.0, "Ovalex study report", {}),
            (290.0, 815.0, f"Page {n} of 4", {}),
            *make.text_page(f"{LONG} {n}", start=300),
        ]
        for n in range(1, 5)
    ]
    reading = read(make.pdf(*pages))
    assert texts(reading, PassageKind.HEADER) == ["Ovalex study report"] * 4
    assert texts(reading, PassageKind.FOOTER) == [f"Page {n} of 4" for n in range(1, 5)]
    assert len(texts(reading, PassageKind.PARAGRAPH)) == 4


def test_the_number_of_a_heading_that_stands_off_at_the_top_of_pages_is_no_running_head() -> None:
    bold = {"fontname": "hebo", "fontsize": 11}
    pages = [
        [
            (550.0, 30.0, str(n), {"fontsize": 11}),
            (60.0, 60.0, number, bold),
            (92.0, 60.0, f"{name} in those who take it", bold),
            *make.text_page(f"{LONG} {n}", start=300),
        ]
        for n, number, name in (
            (4, "5.3", "Low blood sugar"),
            (5, "6.1", "Reactions"),
            (6, "13", "Animals"),
            (7, "14", "Trials"),
        )
    ]
    headings = texts(read(make.pdf(*pages)), PassageKind.HEADING)
    assert [heading.split()[0] for heading in headings] == ["5.3", "6.1", "13", "14"]


def test_a_sentence_that_runs_over_the_page_stays_two_passages_that_say_so() -> None:
    first = make.text_page("The response was seen early and was kept up over the whole of the time that patients were")
    second = make.text_page("followed in the study.")
    one, two = read(make.pdf(first, second)).passages
    assert one.facts == {"continues": "next"}
    assert two.facts == {"continues": "previous"}


def test_raised_digits_stay_raised_so_that_ten_to_the_ninth_is_not_109() -> None:
    import pymupdf

    first = "Platelets below 50 x 10"
    x = 60 + pymupdf.get_text_length(first, fontsize=10)
    after = x + pymupdf.get_text_length("9", fontsize=6)
    page = [
        (60.0, 100.0, first, {}),
        (x, 96.0, "9", {"fontsize": 6}),
        (after, 100.0, "/L were rare in both groups.", {}),
    ]
    text = " ".join(texts(read(make.pdf(page))))
    assert "10⁹/L" in text
    assert "109" not in text


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"color": (1, 1, 1)}, "background"),
        ({"render_mode": 3}, "invisible"),
        ({"fontsize": 0.4}, "tiny"),
        ({"fill_opacity": 0.0, "stroke_opacity": 0.0}, "transparent"),
    ],
)
def test_words_nobody_can_see_are_kept_and_flagged(how: dict[str, object], why: str) -> None:
    reading = read(make.pdf([*make.text_page(LONG), (60.0, 300.0, "best in class", how)]))
    hidden = [p for p in reading.passages if PassageFlag.HIDDEN in p.flags]
    assert [p.text for p in hidden] == ["best in class"]
    assert why in hidden[0].facts["hidden"]
    assert all("best in class" not in p.text for p in reading.passages if p not in hidden)


def test_words_under_a_painted_box_and_off_the_page_are_hidden() -> None:
    import pymupdf

    document = pymupdf.open(
        stream=make.pdf([*make.text_page(LONG), (60.0, 300.0, "covered words", {}), (60.0, -30.0, "off the page", {})])
    )
    document[0].draw_rect(pymupdf.Rect(50, 280, 300, 310), color=(0.2, 0.2, 0.2), fill=(0.2, 0.2, 0.2))
    hidden = {p.text for p in read(document.tobytes()).passages if PassageFlag.HIDDEN in p.flags}
    assert hidden == {"covered words", "off the page"}


@pytest.mark.parametrize(("shade", "hidden"), [(0.9, set()), (0.02, {"words on it"})])
def test_words_on_a_panel_painted_before_them_are_hidden_only_where_its_colour_is_theirs(
    shade: float, hidden: set[str]
) -> None:
    import pymupdf

    document = pymupdf.open(stream=make.pdf(make.text_page(LONG)))
    document[0].draw_rect(pymupdf.Rect(50, 280, 300, 310), color=None, fill=(shade, shade, shade))
    document[0].insert_text((60, 300), "words on it", fontsize=10)
    assert {p.text for p in read(document.tobytes()).passages if PassageFlag.HIDDEN in p.flags} == hidden


def test_dark_words_under_a_light_panel_are_hidden() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.pdf([*make.text_page(LONG), (60.0, 300.0, "covered words", {})]))
    document[0].draw_rect(pymupdf.Rect(50, 280, 300, 310), color=None, fill=(0.95, 0.95, 1))
    assert {p.text for p in read(document.tobytes()).passages if PassageFlag.HIDDEN in p.flags} == {"covered words"}


def test_white_words_on_a_dark_panel_can_be_seen() -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page()
    page.draw_rect(pymupdf.Rect(50, 80, 500, 120), color=(0, 0, 0.4), fill=(0, 0, 0.4))
    page.insert_text((60, 105), "Important safety information", fontsize=14, color=(1, 1, 1))
    assert not any(PassageFlag.HIDDEN in p.flags for p in read(document.tobytes()).passages)


def test_headings_are_told_by_size_and_weight_and_nest_by_number() -> None:
    page = [
        (60.0, 100.0, "4 CONTRAINDICATIONS", {"fontname": "hebo"}),
        *make.text_page(LONG, start=120),
        (60.0, 160.0, "4.1 Patients with a known allergy", {"fontname": "hebo"}),
        *make.text_page(LONG, start=180),
    ]
    reading = read(make.pdf(page))
    assert texts(reading, PassageKind.HEADING) == ["4 CONTRAINDICATIONS", "4.1 Patients with a known allergy"]
    assert reading.passages[-1].heading_path == ("4 CONTRAINDICATIONS", "4.1 Patients with a known allergy")


def test_bullets_become_list_items_tied_to_their_stem() -> None:
    page = make.text_page(
        "The dose is reduced in these cases:", "• moderate hepatic impairment", "• a second reaction", step=16
    )
    stem, *items = read(make.pdf(page)).passages
    assert [i.kind for i in items] == [PassageKind.LIST_ITEM, PassageKind.LIST_ITEM]
    assert [i.text for i in items] == ["moderate hepatic impairment", "a second reaction"]
    assert {stem.group, *(i.group for i in items)} == {stem.group}


def test_a_footnote_under_a_table_joins_it_with_its_mark() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.ruled_table((("Endpoint", "A", "B"), ("ORR*", "61.6%", "39.0%"))))
    document[0].insert_text((60, 190), "* Prespecified; not adjusted.", fontsize=8)
    reading = read(document.tobytes())
    (footnote,) = [p for p in reading.passages if p.kind is PassageKind.FOOTNOTE]
    assert (footnote.facts["marker"], footnote.text) == ("*", "Prespecified; not adjusted.")
    assert footnote.group == next(p.group for p in reading.passages if p.kind is PassageKind.TABLE_ROW)


def test_a_rotated_page_is_read_as_it_is_seen() -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_text((300, 100), LONG[:60], fontsize=10, rotate=270)
    page.set_rotation(270)
    passages = read(document.tobytes()).passages
    assert passages[0].text == LONG[:60]
    assert "turned" not in passages[0].facts


def test_bars_of_a_chart_make_labels_not_sentences() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.pdf(make.text_page(LONG, LONG, "It ended there.")))
    page = document[0]
    for n in range(4):
        page.draw_rect(pymupdf.Rect(100 + 40 * n, 300, 125 + 40 * n, 400), color=None, fill=(0.1, 0.4, 0.6))
        page.insert_text((102 + 40 * n, 412), f"W{n}", fontsize=8)
    reading = read(document.tobytes())
    assert texts(reading, PassageKind.IMAGE) == ["W0", "W1", "W2", "W3"]


def test_every_passage_is_found_by_another_reader() -> None:
    pages = [make.text_page(LONG, "It was not lost later.", "• first", "• second", start=90 + n) for n in range(3)]
    data = make.pdf(*pages)
    lost, looked = missing(read(data).passages, original_text("x.pdf", data))
    assert looked >= 9
    assert lost == []


def test_an_encrypted_pdf_is_refused() -> None:
    import pymupdf

    data = make.pdf(
        make.text_page(LONG), save={"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": "a", "owner_pw": "b"}
    )
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.code == "ingest.encrypted"
    assert refused.value.next_step


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5])
def test_a_truncated_pdf_is_refused_or_read_as_far_as_it_goes(share: float) -> None:
    data = make.pdf(*[make.text_page(LONG) for _ in range(5)])
    try:
        passages = read(data[: int(share * len(data))]).passages
    except Refused as refused:
        passages = ()
        code = refused.code
    else:
        code = ""
    assert code == "ingest.broken" or all(p.text == LONG for p in passages)


def test_more_pages_than_allowed_are_refused() -> None:
    data = make.pdf(*[make.text_page("x")] * 4)
    with pytest.raises(Refused, match="more than 3 pages"):
        pdf.read(data, Limits(pages=3, pdf_reader=READER))


def japanese_page(*words: tuple[float, float, str], rules: tuple[tuple[float, float, float, float], ...]) -> bytes:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for x, y, text in words:
        page.insert_text((x, y), text, fontsize=10, fontname="japan")
    for x0, y0, x1, y1 in rules:
        page.draw_line((x0, y0), (x1, y1), width=0.6)
    return bytes(document.tobytes())


def test_columns_parted_by_a_line_are_not_read_across_where_one_holds_a_table() -> None:
    words = [(60.0, 100.0, "（2）定期的に血液検査を行うことが望ま"), (60.0, 114.0, "しい。")]
    words += [(310.0, 100.0, "（2）併用注意"), (320.0, 134.0, "薬剤"), (400.0, 134.0, "症状"), (320.0, 154.0, "甲")]
    words += [(400.0, 154.0, "錯乱"), (320.0, 174.0, "乙"), (400.0, 174.0, "眠気")]
    rules = [(300.0, 60.0, 300.0, 700.0), *((315.0, y, 480.0, y) for y in (120.0, 140.0, 160.0, 180.0))]
    rules += [(x, 120.0, x, 180.0) for x in (315.0, 395.0, 480.0)]
    found = texts(read(japanese_page(*words, rules=tuple(rules))))
    assert "定期的に血液検査を行うことが望ましい。" in found
    assert found.index("甲\t錯乱") > next(i for i, t in enumerate(found) if "併用注意" in t)


def test_items_of_a_japanese_list_stay_apart_and_margin_marks_are_no_words() -> None:
    words = [(60.0, 100.0, "（1）投与を慎重に行い、観察を十分に行うことが望ましい。"), (40.0, 114.0, "※")]
    words += [(60.0, 114.0, "（2）高齢者では減量して観察を十分に行うことが望ましい。")]
    words += [(60.0, 128.0, "３）重篤な場合には中止すること。"), (40.0, 400.0, "※ ※")]
    reading = read(japanese_page(*words, rules=()))
    passages = [p for p in reading.passages if p.facts.get("marker")]
    assert [(p.kind, p.facts["marker"]) for p in passages] == [
        (PassageKind.LIST_ITEM, "（1）"), (PassageKind.LIST_ITEM, "（2）"), (PassageKind.LIST_ITEM, "３）")
    ]  # fmt: skip
    if READER == "pdfium":  # it drops signs of a font it does not have, and says so
        assert [loss.code for loss in reading.losses] == ["ingest.font_missing", "ingest.not_cross_checked"]
    else:
        assert passages[1].facts["revised"] == "※"
        assert len(reading.passages) == 3


def test_a_numbered_heading_in_bold_capitals_is_one_though_its_subsection_follows_in_the_same_type() -> None:
    bold = {"fontname": "hebo"}
    page = [(60.0, 100.0, "6. PHARMACEUTICAL PARTICULARS", bold), (60.0, 126.0, "6.1 List of excipients", bold)]
    body = [(60.0, 150.0 + 13 * n, make.BODY[:90], {}) for n in range(4)]
    reading = read(make.pdf([*page, *body]))
    assert reading.passages[-1].heading_path == ("6. PHARMACEUTICAL PARTICULARS", "6.1 List of excipients")


@pytest.mark.parametrize(("gap", "seen"), [(0.0, "9.2 Renal"), (6.0, "9. 2 Renal")], ids=["no room", "room"])
def test_a_blank_without_room_inside_a_number_parts_nothing(gap: float, seen: str) -> None:
    text, box = "9. 2 Renal impairment", (300.0, 90.0, 400.0, 100.0)
    lefts = [300.0 + 4 * n + (gap - 4 if n > 2 else 0) for n in range(len(text))]
    run = Run(text, box, 8.0, 98.0, False, False, "", [(x, x + 4) for x in lefts])
    assert Piece(_without_unseen_blank(run), box).text.startswith(seen)


def test_items_with_bullets_in_two_columns_are_read_down_each_column() -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    lines = (("• Headache", "• Nausea and"), ("• Breast pain that", "vomiting"), ("goes on", "• Hair loss"))
    for row, words in enumerate(lines):
        for x, part in zip((60, 200), words, strict=True):
            page.insert_text((x if part[0] == "•" else x + 8, 100 + 12 * row), part, fontsize=10)
    page.insert_text((48, 136), "Call your doctor right away if you get any of these signs.", fontsize=10)
    found = read(document.tobytes())
    assert texts(found, PassageKind.LIST_ITEM) == [
        "Headache",
        "Breast pain that goes on",
        "Nausea and vomiting",
        "Hair loss",
    ]
    assert texts(found, PassageKind.PARAGRAPH) == ["Call your doctor right away if you get any of these signs."]


def test_headings_of_the_columns_of_a_folded_sheet_are_no_running_heads() -> None:
    import pymupdf

    document = pymupdf.open()
    for side in range(2):
        page = document.new_page(width=1500, height=842)
        for copy in range(3):
            page.insert_text((60 + 480 * copy, 40), "Patient information", fontsize=12, fontname="hebo")
            page.insert_text((60 + 480 * copy, 60), f"Side {side} says what the medicine is for.", fontsize=10)
            if copy:
                page.draw_line((30 + 480 * copy, 5), (30 + 480 * copy, 838), color=(0, 0, 0), width=0.5)
    found = read(document.tobytes())
    assert not texts(found, PassageKind.HEADER)
    assert texts(found, PassageKind.PARAGRAPH)[:2] == ["Side 0 says what the medicine is for."] * 2


def test_notes_under_a_narrow_table_keep_their_marks_and_their_lines() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.ruled_table([("Drug", "A", "B"), ("x", "1.0", "2.0"), ("y", "1.5", "2.5")]))
    page = document[0]
    for row, (mark, words) in enumerate(
        (
            ("a", "Results of five studies together: the mean age was 32 years (range"),
            ("", "23 to 59 years); variants of the gene of other patients"),
            ("", "VKORC1 were found in some of those who were not named here"),
            ("b", "Peak concentration in plasma"),
        )
    ):
        page.insert_text((60, 210 + 11 * row), mark, fontsize=5)
        page.insert_text((64, 213 + 11 * row), words, fontsize=9)
    page.insert_text(
        (60, 300), "The text goes on in lines that are much longer than those of the notes are here.", fontsize=12
    )
    notes = [p for p in read(document.tobytes()).passages if p.kind is PassageKind.FOOTNOTE]
    assert [p.facts["marker"] for p in notes] == ["ᵃ", "ᵇ"]
    assert notes[0].text.endswith(
        "(range 23 to 59 years); variants of the gene of other patients VKORC1 were found in some of those who were not named here"
    )


def test_a_bracket_that_one_line_opens_is_closed_in_the_same_paragraph() -> None:
    import pymupdf

    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    lines = (
        "Put the needle away as described (see Care of the",
        "Pens section). Then wash your hands with plenty of soap.",
    )
    for row, words in enumerate(lines):
        page.insert_text((60, 100 + 12 * row), words, fontsize=10)
    page.insert_text(
        (60, 160),
        "A line that is far longer than both of them, so that they could have been longer too, ends.",
        fontsize=10,
    )
    assert texts(read(document.tobytes()), PassageKind.PARAGRAPH)[0] == " ".join(lines)


def test_a_caption_whose_second_line_begins_with_a_figure_is_one() -> None:
    import pymupdf

    document = pymupdf.open(stream=make.ruled_table([("Drug", "A", "B"), ("x", "1.0", "2.0"), ("y", "1.5", "2.5")]))
    page = document[0]
    page.insert_text((150, 98), "Table 7: Mean Change of Glucose at Week", fontsize=9, fontname="hebo")
    page.insert_text((150, 110), "29 in Patients of the Study", fontsize=9, fontname="hebo")
    found = read(document.tobytes())
    assert texts(found, PassageKind.CAPTION) == ["Table 7: Mean Change of Glucose at Week 29 in Patients of the Study"]
    assert not texts(found, PassageKind.HEADING)


def test_bullets_at_one_height_of_every_page_are_no_running_feet() -> None:
    import pymupdf

    signs = ("rash", "fever", "cough", "pain", "itching", "nausea", "thirst", "cramps")
    document = pymupdf.open()
    for number in range(4):
        page = document.new_page(width=595, height=842)
        page.insert_text((60, 40), "Ovalex tablets", fontsize=9)
        for row, sign in enumerate(signs[2 * number : 2 * number + 2]):
            page.insert_text((60, 760 + 14 * row), "•", fontsize=10)
            page.insert_text((80, 760 + 14 * row), f"{sign} that does not go away", fontsize=10)
    found = read(document.tobytes())
    assert texts(found, PassageKind.LIST_ITEM) == [f"{sign} that does not go away" for sign in signs]
    assert texts(found, PassageKind.HEADER) == ["Ovalex tablets"] * 4


def test_a_note_written_on_the_page_is_a_comment_and_no_hidden_text() -> None:
    import pymupdf

    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), LONG[:60])
        page.insert_text((72, 200), "Unseen words 7%", render_mode=3)
        page.add_freetext_annot((72, 300, 400, 330), "Check this figure, please")
        reading = read(document.tobytes())
    told = [(p.kind, p.text, PassageFlag.HIDDEN in p.flags) for p in reading.passages]
    assert told[1:] == [
        (PassageKind.PARAGRAPH, "Unseen words 7%", True),
        (PassageKind.COMMENT, "Check this figure, please", False),
    ]
