"""Where quotes of a Word document stand on the pages that LibreOffice makes of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ingest import rendered
from ingest.office import libreoffice as office
from ingest.pdf.raw import RawDocument
from ingest.reading import Limits
from ingest.rendered import Stream, find
from ingest.service import Ingest
from ingest.worker.sandbox import SandboxLimits
from library.models import Actor, Anchor, AnchorRole, Role
from library.store import Library, open_library
from tests.ingest import documents as make
from tests.ingest.test_service import marked

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
SETTINGS = f'<w:settings {make.W}><w:zoom w:percent="100"/></w:settings>'.encode()
LONG = " ".join(f"Sentence {n} of the long paragraph says that the dose was kept." for n in range(1, 90))


def stream(*pages: str) -> Stream:
    """Characters on lines of twenty, one page after the other."""
    made = Stream()
    for number, page in enumerate(pages, 1):
        for at, character in enumerate(page.replace(" ", "")):
            x, y = (at % 20) * 5.0, (at // 20) * 12.0
            made.text += character
            made.pages.append(number)
            made.boxes.append((x, y, x + 5, y + 10))
    return made


def quoted(made: Stream, *spans: tuple[int, int]) -> list[str]:
    return [made.text[a:b] for a, b in spans]


def test_a_quote_is_found_whatever_its_white_space_and_has_a_box_for_each_line() -> None:
    made = stream("The recommended dose is 300 mg once daily with food.")
    (span,) = find(made, "dose is  300 mg\u00a0once\ndaily")
    assert quoted(made, span) == ["doseis300mgoncedaily"]
    assert [box for _, box in rendered._lines(made, *span)] == [(70.0, 0.0, 100.0, 10.0), (0.0, 12.0, 70.0, 22.0)]


def test_a_mark_drawn_apart_from_its_letter_is_one_letter_of_the_quote() -> None:
    text = "発現か\u3099ある"
    xs = [(5.0 * at, 5.0 * at + 5) for at in range(len(text))]
    run = SimpleNamespace(text=text, xs=xs, box=(0.0, 0.0, 5.0 * len(text), 10.0), hidden="")
    page = SimpleNamespace(lines=[SimpleNamespace(runs=[run])])
    made = rendered.stream_of(cast("RawDocument", SimpleNamespace(pages=1, page=lambda index: page)))
    assert made.text == "発現がある"
    assert len(made.boxes) == len(made.pages) == 5
    assert find(made, "現がある") == [(1, 5)]


def test_a_quote_parted_by_the_foot_of_a_page_is_found_in_its_parts() -> None:
    made = stream(
        "Text. The dose was reduced in patients Confidential 1", "Company head who had an adverse reaction. More."
    )
    spans = find(made, "The dose was reduced in patients who had an adverse reaction.")
    assert quoted(made, *spans) == ["Thedosewasreducedinpatients", "whohadanadversereaction."]


def test_cells_of_a_row_are_found_one_after_the_other() -> None:
    made = stream("Cough 4.5% Fever Grade 3 0.05% Cough 9.9%")
    assert quoted(made, *find(made, "Fever\t0.05%")) == ["Fever", "0.05%"]


def test_of_two_places_with_the_same_words_the_one_with_the_same_neighbours_counts() -> None:
    made = stream("Adults: 300 mg daily. Children: 300 mg daily. Elderly: 300 mg daily.")
    (span,) = find(made, "300 mg daily", before="Children: ")
    assert made.text[: span[0]].endswith("Children:")
    (span,) = find(made, "300 mg daily", near=1.0)
    assert made.text[: span[0]].endswith("Elderly:")


@pytest.mark.parametrize("quote", ["not there at all", "The dose was doubled in nobody whatever", "", " \t "])
def test_words_that_are_not_there_are_not_found(quote: str) -> None:
    assert find(stream("The dose was reduced in patients who had an adverse reaction."), quote) == []


# --- with LibreOffice -------------------------------------------------------------------------------------------------


@cache
def document() -> bytes:
    """A Word document whose long paragraph runs over two pages, with a footnote, a table and a tracked change."""
    cells = "".join(f"<w:tc>{make.paragraph(t)}</w:tc>" for t in ("Objective response rate", "61.6% (53.7 to 69.1)"))
    filler = "".join(make.paragraph(f"Filler line {n}.") for n in range(22))
    footnotes = (
        f'<w:footnotes {make.W}><w:footnote w:id="2">{make.paragraph("Fict J 2026;5:41.")}</w:footnote></w:footnotes>'
    )
    noted = '<w:p><w:r><w:t>Relapses were rarer.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    run = "<w:r><w:{0} xml:space='preserve'>{1}</w:{0}></w:r>"
    changed = (
        f"<w:p>{run.format('t', 'Take ')}<w:del w:id='1' w:author='A'>{run.format('delText', '300 mg ')}</w:del>"
        f"<w:ins w:id='2' w:author='A'>{run.format('t', '200 mg ')}</w:ins>{run.format('t', 'daily.')}</w:p>"
    )
    body = f"{filler}{make.paragraph(LONG)}<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>{noted}{changed}"
    return make.docx(body, footnotes=footnotes.encode(), settings=SETTINGS)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[tuple[Library, Ingest, Actor]]:
    library = open_library(f"sqlite:///{tmp_path}/clearcopy.db", tmp_path)
    ingest = Ingest(library, SandboxLimits(), workers=1)
    yield library, ingest, library.add_user(None, "mia", "a long pass phrase, 7", (Role.MARKETER,))
    ingest.close()
    library.close()


@needs_office
def test_a_quote_over_lines_and_pages_is_marked_on_each_of_them(shelf: tuple[Library, Ingest, Actor]) -> None:
    library, ingest, actor = shelf
    source = ingest.ingest(actor, document(), "monograph.docx").source or ""

    def anchor(words: str) -> Anchor:
        passage = next(p for p in library.passages(source) if words in p.text)
        at = passage.text.index(words)
        end = at + len(words)
        return Anchor(
            id="a", role=AnchorRole.ORIGIN, passage=passage.id, start=at, end=end, quote=words, source=source
        )  # fmt: skip

    whole = ingest.places(anchor(LONG))
    assert [page for page, _ in whole] == [1, 2]
    assert sum(len(boxes) for _, boxes in whole) > 30
    one = ingest.places(anchor("Sentence 89 of the long paragraph"))
    assert next((page, len(boxes)) for page, boxes in one)[0] == 2
    ((_page, boxes),) = ingest.places(anchor("Objective response rate\t61.6% (53.7 to 69.1)"))
    assert len(boxes) == 2
    assert boxes[0][2] < boxes[1][0]
    ((_, (mark,)),) = ingest.places(anchor("Relapses were rarer.¹"))
    assert mark[3] - mark[1] < 30
    ((_, (_taken,)),) = ingest.places(anchor("Take 200 mg daily."))
    spots = marked(ingest.draw_passage(anchor(LONG).passage))
    single = marked(ingest.draw_anchor(anchor("Sentence 89 of the long paragraph")))
    assert len(spots) > 20 * len(single) > 0
    assert max(y for _, y in spots) > 1.1 * max(y for _, y in single)


def test_a_document_with_tracked_changes_is_drawn_as_accepted_and_others_as_they_are() -> None:
    changed = '<w:p><w:ins w:author="A"><w:r><w:t>20 mg</w:t></w:r></w:ins></w:p>'
    settings = b'<w:settings xmlns:w="x"><w:revisionView w:markup="1"/><w:zoom w:percent="100"/></w:settings>'

    def shown(body: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(make.docx(body))) as archive:
            parts = {n: archive.read(n) for n in archive.namelist()} | {"word/settings.xml": settings}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for name, data in parts.items():
                made.writestr(name, data)
        with zipfile.ZipFile(io.BytesIO(office.as_accepted(out.getvalue()))) as archive:
            assert {n: archive.read(n) for n in archive.namelist() if "settings" not in n}.items() <= parts.items()
            return archive.read("word/settings.xml")

    assert shown(make.paragraph("The dose is 20 mg.")) == settings
    view = b'<w:revisionView w:markup="0" w:insDel="0"/>'
    assert shown(changed) == settings.replace(b'<w:revisionView w:markup="1"/>', view)
    assert office.as_accepted(b"no archive") == b"no archive"


@needs_office
def test_the_rendition_holds_every_passage_of_an_example(shelf: tuple[Library, Ingest, Actor]) -> None:
    from ingest.assemble import assemble
    from ingest.pdf.document import opened
    from ingest.word import document as word
    from library.models import PassageKind

    data = (Path(__file__).parents[2] / "examples/documents/A-monograph.docx").read_bytes()
    pdf = opened(office.as_pdf(data, "docx"), Limits())
    made = rendered.stream_of(pdf)
    pdf.close()
    passages = [
        p for p in assemble(word.read(data, Limits())).passages if p.kind is not PassageKind.COMMENT and not p.flags
    ]
    lost = [p.text for p in passages if not find(made, p.text)]
    assert len(lost) <= 0.02 * len(passages), lost
