"""What a document leaves unsaid of its product and market is asked for, and of what has none nothing is asked."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, SourceFacts
from library.taxonomy import Taxonomy
from modularize.tagging.untold import untold
from tests.modularize.making import Page

TAXONOMY = Taxonomy.load()
FAQ = DocumentClass.FAQ


def codes(title: str, *lines: str, language: str = "ja", **facts: object) -> set[str]:
    page = Page(language, section=None)
    for line in lines:
        page.text(line)
    said = SourceFacts(title=title, **{"document_class": FAQ, **facts})  # type: ignore[arg-type]
    return {warning.split(":")[0] for warning in untold(said, page.passages, "", TAXONOMY)}


def test_questions_on_an_unknown_brand_in_the_title_ask_for_the_product() -> None:
    lines = [f"ゼントリックスの質問{n}: ゼントリックスは食後に服用します。" for n in range(5)]
    assert codes("ゼントリックス よくある質問", *lines) == {"ingest.no_product"}
    assert codes("Häufige Fragen", *["Zentrix® wird morgens genommen."] * 5, language="de") == {"ingest.no_product"}


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("インフルエンザ よくある質問", "インフルエンザは冬に多い感染症です。"),
        ("よくある質問", "ゼントリックスは食後に服用します。"),
        ("ゼントリックス よくある質問", "薬は食後に服用します。"),
    ],
)
def test_questions_on_no_medicine_ask_for_none(title: str, line: str) -> None:
    assert codes(title, *[line] * 5) == set()


def test_questions_whose_rows_name_their_product_ask_for_none() -> None:
    page = Page("en", section=None)
    page.add(page.text("Zentrix® is taken with food.").kind, "Zentrix® again.", facts={"product": "zentrix"})
    assert untold(SourceFacts(title="FAQ", document_class=FAQ), page.passages, "", TAXONOMY) == ()


def test_a_label_whose_words_are_of_another_market_than_its_layout_says_so() -> None:
    words = {"market_doubt": "1-800-FDA-1088"}
    kind = DocumentClass.LABEL
    assert "ingest.market_unclear" in codes("某药", "本品。", language="zh", document_class=kind, words=words)
    assert "ingest.market_unclear" not in codes(
        "某药", "本品。", language="zh", document_class=kind, words=words, market="US"
    )
