"""A market is that whose agency a label shows, never that of the language it was translated into."""

from __future__ import annotations

import pytest

from ingest.markets import market_of
from ingest.sections.names import Family
from library.models import DocumentClass
from tests.ingest.test_facts import reading


@pytest.mark.parametrize(
    ("words", "market"),
    [
        ("美国初次批准日期：1997 年", ""),
        ("如有不良反应，请致电美国 FDA：1-800-FDA-1088。", ""),
        ("批准文号：（台）卫署药输字第 000001 号", ""),
        ("译者按： 本文为某药说明书的中文翻译。", ""),
        ("【核准日期】2006年10月13日", "CN"),
        ("【适应症】用于高血压。", "CN"),
        ("在美国进行的一项研究纳入了100名患者。", "CN"),
        ("【批准文号】国药准字H00000001\n美国 FDA 于 2010 年也批准了本品。", "CN"),
    ],
)
def test_the_layout_of_china_under_another_countrys_marks_gives_no_market(words: str, market: str) -> None:
    told: dict[str, str] = {}
    assert market_of(["某药说明书", *words.split("\n")], Family.CHINA, "", told) == market
    assert bool(told.get("market_doubt")) is not bool(market)


def test_an_agency_that_an_answer_names_in_passing_is_no_market() -> None:
    lines = ("Fragen zum Impfen", *["Eine kurze Antwort."] * 20)
    passing = "Die Belege prüft die European Medicines Agency, in Deutschland das Paul-Ehrlich-Institut."
    facts = reading("Häufige Fragen", *lines, passing, *["Noch eine Antwort."] * 20).facts
    assert facts.document_class is DocumentClass.FAQ
    assert facts.market == ""
