"""What frames a saved web page is no content, and what it holds is never taken for its frame."""

from ingest.markup.web import read
from ingest.reading import Limits
from library.models import PassageKind

_PAGE = """<html lang="de"><body>
<ul><li><a href="/home">Startseite</a></li><li><a href="/shop">Präparate und Preise</a></li></ul>
<header role="banner"><h2>Suche</h2><form><label>Eingabefenster für die Suche</label></form></header>
<div role="main"><h1>Ovalex 5 mg</h1>
<p>Ovalex darf bei schwerer Leberinsuffizienz nicht angewendet werden.</p>
<ul><li>Schwindel, <a href="#n1">siehe unten</a></li><li>Übelkeit und Erbrechen</li></ul>
<p><a href="brief.pdf">Schreiben</a> (PDF, 93 kB)</p><p><a href="#">Zum Seitenanfang</a></p></div>
<div>Herausgegeben von der Behörde</div></body></html>"""


def _kinds(page: str) -> dict[str, PassageKind]:
    return {block.text: block.kind for block in read(page.encode(), Limits()).blocks}


def test_menus_search_boxes_and_what_stands_outside_the_main_part_are_page_headers() -> None:
    kinds = _kinds(_PAGE)
    framed = {text for text, kind in kinds.items() if kind is PassageKind.HEADER}
    assert framed == {
        "Startseite", "Präparate und Preise", "Suche", "Eingabefenster für die Suche", "Schreiben", "(PDF, 93 kB)",
        "Zum Seitenanfang", "Herausgegeben von der Behörde",
    }  # fmt: skip


def test_what_the_main_part_says_keeps_its_kinds() -> None:
    kinds = _kinds(_PAGE)
    assert kinds["Ovalex 5 mg"] is PassageKind.TITLE
    assert kinds["Ovalex darf bei schwerer Leberinsuffizienz nicht angewendet werden."] is PassageKind.PARAGRAPH
    assert kinds["Übelkeit und Erbrechen"] is PassageKind.LIST_ITEM


def test_a_main_part_with_less_than_half_of_the_words_leaves_the_rest_as_content() -> None:
    said = "Ovalex wird einmal täglich zu einer Mahlzeit eingenommen, unzerkaut und mit etwas Wasser. " * 3
    page = f"<body><main><h1>Ovalex</h1></main><p>{said}</p><header role='banner'><p>{said}</p></header></body>"
    assert PassageKind.HEADER not in _kinds(page).values()
