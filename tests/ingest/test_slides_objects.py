"""What a slide holds beside plain shapes: diagrams, groups, merged cells, charts, notes, comments, objects."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest

from ingest.assemble import assemble
from ingest.deck import slides
from ingest.reading import Limits, Reading
from library.models import PassageDraft, PassageFlag, PassageKind
from tests.ingest import documents as make

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATION = '<Relationship Id="{}" Type="{}" Target="{}"/></Relationships>'


def read(data: bytes) -> Reading:
    return assemble(slides.read(data, Limits()))


def one_slide() -> tuple[Any, Any]:
    deck = make.deck()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "WAYMARK: efficacy"
    return deck, slide


def add(slide: Any, xml: str) -> None:
    """Puts raw XML into the slide's shape tree."""
    from lxml import etree

    spaces = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}" xmlns:mc="{MC}"'
    for child in etree.fromstring(f"<x {spaces}>{xml}</x>"):
        slide.shapes._spTree.append(child)


def shape(name: str, words: str, *, x: float = 1, y: float = 2, extra: str = "") -> str:
    run = f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="90" name="{name}"{extra}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{int(x * 914400)}" y="{int(y * 914400)}"/><a:ext cx="914400" cy="914400"/></a:xfrm></p:spPr>'
        f"<p:txBody><a:bodyPr/>{run}</p:txBody></p:sp>"
    )


def group(inner: str, *, extra: str = "") -> str:
    place = '<a:off x="0" y="0"/><a:ext cx="9144000" cy="6858000"/><a:chOff x="0" y="0"/><a:chExt cx="9144000" cy="6858000"/>'
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="80" name="g"{extra}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
    )


def frame(content: str, *, extra: str = "") -> str:
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="70" name="f"{extra}/><p:cNvGraphicFramePr/><p:nvPr/>'
        '</p:nvGraphicFramePr><p:xfrm><a:off x="914400" y="1828800"/><a:ext cx="4572000" cy="1828800"/></p:xfrm>'
        f"<a:graphic>{content}</a:graphic></p:graphicFrame>"
    )


def related(data: bytes, name: str, kind: str, target: str, part: str, *, of: str = "slides/slide1.xml") -> bytes:
    """The deck with a part that the slide (or another) calls ``name``."""
    folder, file = of.rsplit("/", 1) if "/" in of else ("", of)
    rels = f"ppt/{folder}/_rels/{file}.rels" if folder else f"ppt/_rels/{file}.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        links = archive.read(rels).decode()
        types = archive.read("[Content_Types].xml").decode()
    path = f"ppt/{target}"
    up = "../" if folder else ""
    links = links.replace("</Relationships>", _RELATION.format(name, kind, f"{up}{target}"))
    types = types.replace("</Types>", f'<Override PartName="/{path}" ContentType="application/xml"/></Types>')
    return make.rezipped(data, {rels: links.encode(), "[Content_Types].xml": types.encode(), path: part.encode()})


def of(reading: Reading, kind: PassageKind) -> list[PassageDraft]:
    return [p for p in reading.passages if p.kind is kind]


D = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


def diagram(points: list[tuple[str, str]], links: list[tuple[str, str, int]]) -> str:
    made = "".join(
        f'<dgm:pt modelId="{name}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for name, words in points
    )
    tied = "".join(
        f'<dgm:cxn modelId="c{n}" srcId="{one}" destId="{two}" srcOrd="{order}" destOrd="0"/>'
        for n, (one, two, order) in enumerate(links)
    )
    return (
        f'<dgm:dataModel xmlns:dgm="{D}" xmlns:a="{A}"><dgm:ptLst><dgm:pt modelId="0" type="doc"/>{made}'
        '<dgm:pt modelId="9" type="parTrans"><dgm:t><a:p><a:r><a:t>not shown</a:t></a:r></a:p></dgm:t></dgm:pt>'
        f"</dgm:ptLst><dgm:cxnLst>{tied}</dgm:cxnLst></dgm:dataModel>"
    )


def test_smart_art_is_read_in_the_order_of_its_outline() -> None:
    deck, slide = one_slide()
    add(slide, frame(f'<a:graphicData uri="{D}"><dgm:relIds xmlns:dgm="{D}" r:dm="rDm"/></a:graphicData>'))
    model = diagram(
        [("3", "Follow up"), ("1", "Diagnose"), ("2", "Treat"), ("4", "300 mg once daily")],
        [("0", "3", 2), ("0", "2", 1), ("0", "1", 0), ("2", "4", 0)],
    )
    reading = read(related(make.saved(deck), "rDm", f"{R}/diagramData", "diagrams/data1.xml", model))
    items = [(p.text, p.facts["depth"]) for p in of(reading, PassageKind.LIST_ITEM)]
    assert items == [("Diagnose", "0"), ("Treat", "0"), ("300 mg once daily", "1"), ("Follow up", "0")]
    assert reading.losses == ()


def test_a_diagram_whose_links_run_in_a_circle_is_still_told_once() -> None:
    deck, slide = one_slide()
    add(slide, frame(f'<a:graphicData uri="{D}"><dgm:relIds xmlns:dgm="{D}" r:dm="rDm"/></a:graphicData>'))
    model = diagram([("1", "One"), ("2", "Two")], [("1", "2", 0), ("2", "1", 0)])
    reading = read(related(make.saved(deck), "rDm", f"{R}/diagramData", "diagrams/data1.xml", model))
    assert [p.text for p in of(reading, PassageKind.LIST_ITEM)] == ["One", "Two"]


def test_words_in_nested_groups_and_the_words_for_a_group_are_read_in_place() -> None:
    deck, slide = one_slide()
    inner = group(shape("b", "Second", x=5) + shape("a", "First"), extra=' descr="Flow of the study"')
    add(slide, group(inner))
    reading = read(make.saved(deck))
    texts = [p.text for p in reading.passages]
    assert texts.index("First") < texts.index("Second")
    assert [p.text for p in of(reading, PassageKind.IMAGE)] == ["Flow of the study"]


def test_what_is_in_a_group_that_is_switched_off_is_hidden() -> None:
    deck, slide = one_slide()
    add(slide, group(shape("a", "Not for the audience"), extra=' hidden="1"'))
    (passage,) = (p for p in read(make.saved(deck)).passages if p.text == "Not for the audience")
    assert PassageFlag.HIDDEN in passage.flags


def choice(new: str, old: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice xmlns:x="urn:x" Requires="x">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def test_two_forms_of_one_shape_are_told_once_and_the_old_one_where_the_new_one_is_unknown() -> None:
    deck, slide = one_slide()
    add(slide, choice(shape("n", "New form"), shape("o", "Old form")))
    add(slide, choice("<p:contentPart/>", shape("o", "Only readable here", y=4)))
    reading = read(make.saved(deck))
    texts = [p.text for p in reading.passages]
    assert "New form" in texts
    assert "Old form" not in texts
    assert "Only readable here" in texts
    assert reading.losses == ()


def test_handwriting_and_embedded_objects_are_losses_with_their_slide() -> None:
    deck, slide = one_slide()
    add(slide, "<p:contentPart/><p:contentPart/>")
    add(slide, frame('<a:graphicData uri="x"><p:oleObj/></a:graphicData>', extra=' descr="A workbook"'))
    reading = read(make.saved(deck))
    assert {(loss.code, loss.page, loss.count) for loss in reading.losses} == {
        ("ingest.ink", 1, 2),
        ("ingest.object_without_text", 1, 1),
    }
    assert [p.text for p in of(reading, PassageKind.IMAGE)] == ["A workbook"]


def test_words_that_stand_where_no_reader_looks_are_counted_as_lost() -> None:
    deck, slide = one_slide()
    add(
        slide, '<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/></p:nvSpPr><p:strange><a:t>lost dose</a:t></p:strange></p:sp>'
    )
    (loss,) = read(make.saved(deck)).losses
    assert (loss.code, loss.page, loss.count) == ("ingest.words_left_out", 1, 1)


def test_merged_cells_hold_for_every_row_and_column_they_cover() -> None:
    from pptx.util import Inches

    deck, slide = one_slide()
    table = slide.shapes.add_table(4, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    words = (("Organ", "Ovalex", ""), ("", "All", "Grade 3"), ("Infections", "Cough", "4.5%"), ("", "Fever", "0.05%"))
    for r, row in enumerate(words):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    reading = read(make.saved(deck))
    assert [p.text for p in of(reading, PassageKind.TABLE_HEADER)] == ["Organ\tOvalex\tOvalex", "Organ\tAll\tGrade 3"]
    rows = of(reading, PassageKind.TABLE_ROW)
    assert [p.text for p in rows] == ["Infections\tCough\t4.5%", "Infections\tFever\t0.05%"]
    assert of(reading, PassageKind.TABLE_HEADER)[0].facts["columns"] == "1,2-3"
    boxes = {f.box for p in reading.passages for f in p.locator.fragments}
    assert {(72.0, 144.0, 216.0, 216.0), (216.0, 144.0, 504.0, 180.0), (72.0, 216.0, 216.0, 288.0)} <= boxes


def chart_deck(kind: str, data: Any) -> bytes:
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    deck, slide = one_slide()
    slide.shapes.add_chart(getattr(XL_CHART_TYPE, kind), Inches(1), Inches(2), Inches(6), Inches(4), data)
    return make.saved(deck)


def changed(data: bytes, path: str, pattern: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(n for n in archive.namelist() if re.search(path, n))
        text = archive.read(name).decode()
    assert re.search(pattern, text)
    return make.rezipped(data, {name: re.sub(pattern, lambda _: new, text, count=1).encode()})


def test_labels_of_two_levels_name_their_group() -> None:
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData()
    for outer in ("Adults", "Children"):
        category = data.add_category(outer)
        for inner in ("Ovalex", "Control"):
            category.add_sub_category(inner)
    data.add_series("ORR", (61.6, 30.1, 55.0, 28.4))
    rows = of(read(chart_deck("COLUMN_CLUSTERED", data)), PassageKind.TABLE_ROW)
    assert [r.text for r in rows] == [
        "Adults / Ovalex\t61.6", "Adults / Control\t30.1", "Children / Ovalex\t55.0", "Children / Control\t28.4",
    ]  # fmt: skip


def test_the_ends_of_error_bars_and_words_set_on_a_chart_are_read() -> None:
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData()
    data.categories = ["Ovalex"]
    data.add_series("ORR", (61.6,))
    bars = (
        "<c:errBars><c:errBarType val='both'/><c:errValType val='cust'/>"
        "<c:plus><c:numLit><c:pt idx='0'><c:v>7.4</c:v></c:pt></c:numLit></c:plus>"
        "<c:minus><c:numLit><c:pt idx='0'><c:v>7.9</c:v></c:pt></c:numLit></c:minus></c:errBars><c:cat>"
    )
    deck = changed(chart_deck("COLUMN_CLUSTERED", data), r"charts/chart[^/]*\.xml$", "<c:cat>", bars)
    header = of(read(deck), PassageKind.TABLE_HEADER)[0]
    row = of(read(deck), PassageKind.TABLE_ROW)[0]
    assert (header.text.strip(), row.text) == ("ORR\tORR (+)\tORR (−)", "Ovalex\t61.6\t7.4\t7.9")


def test_days_along_an_axis_are_shown_as_days() -> None:
    from datetime import date

    from pptx.chart.data import CategoryChartData

    data = CategoryChartData()
    data.categories = [date(2026, 3, 9)]
    data.add_series("Visits", (4,))
    (row,) = of(read(chart_deck("LINE", data)), PassageKind.TABLE_ROW)
    assert row.text.startswith("2026")


CX = "http://schemas.microsoft.com/office/drawing/2014/chartex"


def test_a_chart_of_the_newer_kind_gives_its_data() -> None:
    deck, slide = one_slide()
    new = frame(f'<a:graphicData uri="{CX}"><cx:chart xmlns:cx="{CX}" r:id="rCx"/></a:graphicData>')
    add(slide, choice(new, shape("old", "This chart is not available in your version")))
    part = (
        f'<cx:chartSpace xmlns:cx="{CX}" xmlns:a="{A}"><cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:lvl>'
        '<cx:pt idx="0">Screened</cx:pt><cx:pt idx="1">Randomised</cx:pt></cx:lvl></cx:strDim><cx:numDim type="val">'
        '<cx:lvl formatCode="General"><cx:pt idx="0">512</cx:pt><cx:pt idx="1">306</cx:pt></cx:lvl></cx:numDim></cx:data>'
        "</cx:chartData><cx:chart><cx:title><cx:tx><cx:rich><a:p><a:r><a:t>Patient flow</a:t></a:r></a:p></cx:rich></cx:tx>"
        '</cx:title><cx:plotArea><cx:plotAreaRegion><cx:series layoutId="funnel"><cx:tx><cx:txData><cx:v>Patients</cx:v>'
        '</cx:txData></cx:tx><cx:dataId val="0"/></cx:series></cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>'
    )
    kind = "http://schemas.microsoft.com/office/2014/relationships/chartEx"
    reading = read(related(make.saved(deck), "rCx", kind, "charts/chartEx1.xml", part))
    assert [p.text for p in of(reading, PassageKind.CAPTION)] == ["Patient flow"]
    assert [p.text for p in of(reading, PassageKind.TABLE_ROW)] == ["Screened\t512", "Randomised\t306"]
    assert of(reading, PassageKind.TABLE_ROW)[0].facts["chart"] == "funnel"


def test_all_boxes_of_a_notes_page_are_read_but_not_its_number() -> None:
    from pptx.util import Inches

    deck, slide = one_slide()
    slide.notes_slide.notes_text_frame.text = "Say this first."
    box = slide.notes_slide.shapes._spTree
    other = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(1), Inches(1))
    other.text_frame.text = "Say this, too."
    box.append(other._element)
    notes = of(read(make.saved(deck)), PassageKind.NOTE)
    assert [n.text for n in notes] == ["Say this first.", "Say this, too."]
    assert all(PassageFlag.SPEAKER_NOTES in n.flags for n in notes)


def test_comments_old_and_threaded_keep_author_day_and_reply() -> None:
    deck, _ = one_slide()
    data = make.saved(deck)
    old = (
        f'<p:cmLst xmlns:p="{P}"><p:cm authorId="0" dt="2026-03-09T10:00:00.000" idx="1"><p:pos x="1" y="1"/>'
        "<p:text>Check the dose.</p:text></p:cm></p:cmLst>"
    )
    authors = f'<p:cmAuthorLst xmlns:p="{P}"><p:cmAuthor id="0" name="Ann Reviewer" initials="AR"/></p:cmAuthorLst>'
    data = related(data, "rC", f"{R}/comments", "comments/comment1.xml", old)
    data = related(data, "rA", f"{R}/commentAuthors", "commentAuthors.xml", authors, of="presentation.xml")
    new = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    body = "<p188:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></p188:txBody>"
    threaded = (
        f'<p188:cmLst xmlns:p188="{new}" xmlns:a="{A}"><p188:cm id="1" authorId="{{B}}" created="2026-03-10T09:00:00">'
        f'<p188:replyLst><p188:reply id="2" authorId="0" created="2026-03-11T09:00:00">{body.format("Done.")}</p188:reply>'
        f"</p188:replyLst>{body.format('Source?')}</p188:cm></p188:cmLst>"
    )
    people = f'<p188:authorLst xmlns:p188="{new}"><p188:author id="{{B}}" name="Bo"/></p188:authorLst>'
    modern = "http://schemas.microsoft.com/office/2018/10/relationships"
    data = related(data, "rT", f"{modern}/comments", "comments/modern1.xml", threaded)
    data = related(data, "rP", f"{modern}/authors", "authors.xml", people, of="presentation.xml")
    found = {p.text: p.facts for p in of(read(data), PassageKind.COMMENT)}
    assert found == {
        "Check the dose.": {"author": "Ann Reviewer", "date": "2026-03-09"},
        "Source?": {"author": "Bo", "date": "2026-03-10"},
        "Done.": {"author": "Ann Reviewer", "date": "2026-03-11", "reply": "yes"},
    }


@pytest.mark.parametrize("pictures", [1, 3])
def test_pictures_without_words_are_counted_with_their_slide(pictures: int) -> None:
    from PIL import Image
    from pptx.util import Inches

    deck, slide = one_slide()
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    for number in range(pictures):
        picture = slide.shapes.add_picture(io.BytesIO(out.getvalue()), Inches(1 + number), Inches(2))
        picture._element.nvPicPr.cNvPr.set("descr", "")
    (loss,) = read(make.saved(deck)).losses
    assert (loss.code, loss.page, loss.count) == ("ingest.picture_without_text", 1, pictures)
