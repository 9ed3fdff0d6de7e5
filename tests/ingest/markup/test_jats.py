"""Articles of journals in XML (JATS): headings, tables with their notes, figures and references keep their places."""

from __future__ import annotations

import pytest

from ingest.assemble import assemble
from ingest.markup import jats
from ingest.readers import sniff
from ingest.reading import Limits, Reading
from library.errors import Refused
from library.models import DocumentClass, PassageKind

FRONT = (
    "<front><journal-meta><journal-title>Journal of Itch</journal-title></journal-meta><article-meta><title-group>"
    "<article-title>Ovranteq in prurigo: a trial</article-title></title-group><abstract><sec><title>Results</title>"
    "<p>Itch fell by 4.2 points.</p></sec></abstract></article-meta></front>"
)
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS-archivearticle1.dtd">'


def article(body: str, back: str = "") -> bytes:
    inner = f'<article article-type="research-article" xml:lang="en">{FRONT}<body>{body}</body>{back}</article>'
    return (DOCTYPE + inner).encode()


def read(body: str, back: str = "") -> Reading:
    return assemble(jats.read(article(body, back), Limits()))


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(p.kind.value, p.text) for p in reading.passages if p.kind is not PassageKind.HEADER]


def test_sections_are_headings_of_their_depth() -> None:
    reading = read(
        "<sec><title>Methods</title><sec><title>Patients</title><p>Adults of 18 years and over.</p></sec></sec>"
    )
    assert reading.passages[-1].heading_path == ("Ovranteq in prurigo: a trial", "Methods", "Patients")
    assert ("heading", "Abstract") in told(reading)


def test_a_table_keeps_its_caption_its_columns_and_the_notes_under_it() -> None:
    reading = read(
        "<sec><title>Results</title><table-wrap><label>Table 2</label><caption><title>Events per 10<sup>3</sup> years."
        "</title><p>All patients.</p></caption><table><thead><tr><th>Event</th><th>Drug</th><th>Placebo</th></tr>"
        '</thead><tbody><tr><td rowspan="2">Oedema</td><td>5.8<xref ref-type="fn"><sup>a</sup></xref></td><td>7.6</td>'
        "</tr><tr><td>1.1</td><td>0</td></tr></tbody></table><table-wrap-foot><fn><label>a</label><p>One was severe."
        "</p></fn></table-wrap-foot></table-wrap></sec>"
    )
    lines = told(reading)
    assert ("caption", "Table 2 Events per 10³ years. All patients.") in lines
    assert ("table_row", "Oedema\t5.8ᵃ\t7.6") in lines
    assert ("table_row", "Oedema\t1.1\t0") in lines
    assert any(text.endswith("One was severe.") for _, text in lines)


def test_a_list_inside_a_paragraph_comes_after_its_words() -> None:
    reading = read(
        '<sec><title>Aims</title><p>The aims were:<list list-type="order"><list-item><p>to measure itch;</p>'
        "</list-item><list-item><p>to measure sleep.</p></list-item></list></p></sec>"
    )
    assert told(reading)[-3:] == [
        ("paragraph", "The aims were:"),
        ("list_item", "to measure itch;"),
        ("list_item", "to measure sleep."),
    ]


def test_references_and_thanks_stand_under_headings_of_their_own() -> None:
    back = (
        "<back><ack><p>We thank the nurses.</p></ack><ref-list><ref><label>1</label><element-citation><person-group>"
        "<name><surname>Moor</surname><given-names>A</given-names></name></person-group><article-title>On itch"
        "</article-title><year>2019</year></element-citation></ref></ref-list></back>"
    )
    lines = told(read("<sec><title>Results</title><p>Itch fell.</p></sec>", back))
    assert lines[-4:-2] == [("heading", "Acknowledgements"), ("paragraph", "We thank the nurses.")]
    assert lines[-1] == ("reference", "Moor A. On itch. 2019.")


def test_a_formula_with_a_structure_is_a_loss_and_a_plain_one_keeps_its_words() -> None:
    math = "<inline-formula><math><mi>p</mi><mo>=</mo><mn>0.03</mn></math></inline-formula>"
    shaped = "<inline-formula><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math></inline-formula>"
    reading = read(f"<sec><title>Results</title><p>Better ({math}); the dose is {shaped} tablet.</p></sec>")
    assert told(reading)[-1] == ("paragraph", "Better (p=0.03); the dose is [formula] tablet.")
    assert [loss.count for loss in reading.losses] == [1]


def test_what_frames_an_article_is_told_of_it() -> None:
    reading = read("<sec><title>Results</title><p>Itch fell.</p></sec>")
    assert reading.facts.document_class is DocumentClass.PUBLICATION
    assert reading.facts.title == "Ovranteq in prurigo: a trial"
    assert [p.text for p in reading.passages if p.kind is PassageKind.HEADER] == ["Journal of Itch"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE article [<!ENTITY a "b">]><article article-type="x"><body/></article>', "ingest.doctype"),
        (b'<article article-type="x"><body><p>torn</body></article>', "ingest.broken"),
        (b'<article article-type="x"><front/><body/></article>', "ingest.no_text"),
    ],
)
def test_an_article_that_cannot_be_trusted_or_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        jats.read(data, Limits())
    assert refused.value.code == code


def test_an_article_element_of_a_page_is_no_journal_article() -> None:
    assert sniff(article("<p>x</p>")) == "application/x-jats+xml"
    assert sniff(b"<!doctype html><html><body><article><p>Read this.</p></article></body></html>") == "text/html"
    assert sniff(b"<article><h1>News</h1><p>Read this.</p></article>", "a.html") == "text/html"
