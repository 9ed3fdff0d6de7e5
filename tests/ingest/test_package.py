"""EDA packages: which slides, in which order, what else lies beside them, and labels that come in an archive."""

from __future__ import annotations

import shutil

import pytest

from ingest import package
from ingest.assemble import assemble
from ingest.decode import decoded
from ingest.reading import Limits, Reading
from library.errors import Refused
from library.models import DocumentClass, PassageFlag
from tests.ingest import documents as make
from tests.ingest.test_image import picture

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
WORDS = "Ovalex reduced the rate of relapse by 45.2% in the planned analysis."


def read(members: dict[str, bytes | str]) -> Reading:
    return assemble(package.read(make.zipped(members), Limits()))


def slide(words: str) -> str:
    return f"<!doctype html><html><body><p>{words}</p></body></html>"


def order(reading: Reading) -> list[tuple[int | None, str]]:
    return [(p.locator.slide, p.text) for p in reading.passages]


def test_slide_zips_come_in_the_order_of_the_numbers_in_their_names() -> None:
    inner = {f"{n}_slide.zip": make.zipped({"index.html": slide(f"Slide {n} says so.")}) for n in (10, 2, 1)}
    assert order(read(inner)) == [(1, "Slide 1 says so."), (2, "Slide 2 says so."), (3, "Slide 10 says so.")]


def test_parameters_say_the_order_where_no_index_does() -> None:
    inner: dict[str, bytes | str] = {
        "dose.zip": make.zipped({"dose.html": slide("The dose.")}),
        "safety.zip": make.zipped({"safety.html": slide("The safety.")}),
        "parameters.xml": '<Sequence><Pages><Page pageid="safety"/><Page pageid="dose"/></Pages></Sequence>',
    }
    assert order(read(inner)) == [(1, "The safety."), (2, "The dose.")]


def test_parameters_inside_the_zip_of_a_slide_order_nothing() -> None:
    inner = {
        f"VTZ_{n}_slide.zip": make.zipped(
            {f"VTZ_{n}_slide.html": slide(f"Slide {n}."), "parameters.xml": f'<Sequence Id="VTZ_{n}_slide"/>'}
        )
        for n in (10, 2, 1)
    }
    assert [text for _, text in order(read(inner))] == ["Slide 1.", "Slide 2.", "Slide 10."]


def test_an_index_leads_and_thumbnails_are_no_words() -> None:
    reading = read(
        {
            "index.html": '<a href="b/b.html">one</a><a href="a/a.html">two</a>',
            "a/a.html": slide("Second."),
            "b/b.html": slide("First."),
            "thumb.png": b"not opened",
            "a/a_thumbnail.jpg": b"not opened",
        }
    )
    assert [x for x in order(reading) if x[0]] == [(1, "First."), (2, "Second.")]
    assert reading.losses == ()


def test_documents_and_films_beside_the_slides_are_a_loss() -> None:
    reading = read({"a.html": slide(WORDS), "media/moa.mp4": b"x", "pi.pdf": b"%PDF-", "style.css": "p{}"})
    (loss,) = reading.losses
    assert (loss.code, loss.count) == ("ingest.member_not_read", 2)
    assert "moa.mp4" in loss.message


@needs_tesseract
def test_a_slide_drawn_by_its_style_sheet_is_read_by_ocr() -> None:
    reading = read(
        {"s1/s1.html": "<div class=bg></div>", "s1/img/back.png": picture(WORDS, dpi=96), "s1/thumb.png": b"x"}
    )
    (passage,) = reading.passages
    assert passage.text == WORDS
    assert PassageFlag.OCR in passage.flags
    assert reading.losses == ()


@needs_tesseract
def test_slides_that_are_nothing_but_pictures_are_read_in_order() -> None:
    reading = read(
        {"2.jpg": picture("Second words here", form="JPEG"), "1.png": picture("First words here"), "thumb.png": b"x"}
    )
    assert order(reading) == [(1, "First words here"), (2, "Second words here")]
    assert reading.facts.document_class is DocumentClass.EDA


def test_a_slide_without_words_is_a_loss_with_its_number() -> None:
    reading = read({"1.html": slide(WORDS), "2.html": "<div></div>"})
    assert [(loss.code, loss.page) for loss in reading.losses] == [("ingest.slide_without_text", 2)]


def test_a_label_delivered_in_an_archive_is_read_as_the_label_it_is() -> None:
    section = make.spl_section("34067-9", "1 INDICATIONS", f"<paragraph>{WORDS}</paragraph>")
    reading = read({"x/label.xml": make.spl(section), "x/structure.jpg": b"picture"})
    assert reading.facts.document_class is DocumentClass.LABEL
    assert reading.facts.market == "US"
    assert {p.section for p in reading.passages if p.text == WORDS} == {"indications"}
    assert [loss.code for loss in reading.losses] == ["ingest.picture_without_text"]


@pytest.mark.parametrize(
    "members",
    [{"a.xml": make.spl(""), "b.xml": make.spl("")}, {"notes.txt": "x"}, {"x.hbs": "{{a}}"}, {"data.xml": "<rss/>"}],
)
def test_an_archive_that_is_no_package_and_no_label_is_refused_with_a_next_step(
    members: dict[str, bytes | str],
) -> None:
    with pytest.raises(Refused) as refused:
        read(members)
    assert refused.value.code == "ingest.not_a_package"
    assert refused.value.next_step


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("gb18030", "推荐剂量为每次三百毫克，每日一次，随餐口服。如果漏服，应尽快补服。"),
        ("shift_jis", "通常、成人には1日1回300mgを食後に経口投与する。なお、患者の状態により適宜減量する。"),
        ("euc-jp", "通常、成人には1日1回300mgを食後に経口投与する。なお、患者の状態により適宜減量する。"),
        ("windows-1252", "Die empfohlene Dosis beträgt 300 mg einmal täglich – möglichst zu den Mahlzeiten. Über Nebenwirkungen sprechen."),
        ("big5", "建議劑量為每次三百毫克，每日一次，隨餐口服。如果漏服，應儘快補服。"),
        ("utf-16", "推荐剂量为每次三百毫克，每日一次。"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("declared", [True, False])
def test_old_encodings_of_slides_and_texts_are_read(encoding: str, words: str, declared: bool) -> None:
    if declared:
        html = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'
        assert order(read({"1.html": html.encode(encoding)})) == [(1, words)]
    else:
        assert decoded(words.encode(encoding))[0].lstrip("\ufeff") == words
