"""In documents that are no labels: what is forbidden, and what is summed up, has to stand with the words."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, PassageKind, SourceFacts
from modularize.doubts.standing_alone import standing_alone
from modularize.segment import segment
from tests.modularize.making import Page


def left(heading: str, text: str) -> list[str]:
    page = Page(language="ja", section=None)
    page.heading(heading)
    page.add(PassageKind.PARAGRAPH, text)
    cut = standing_alone(segment(page.passages), SourceFacts(document_class=DocumentClass.OTHER), page.passages)
    return [part.doubt for part in cut.withheld]


def test_a_contraindication_without_its_medicine_waits() -> None:
    assert any(
        "forbids" in doubt for doubt in left("ともに高いときは", "実際の例はあるが、腎機能低下例には禁忌である。")
    )


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("ともに高いときは", "妊娠中の女性へのスタチンの投与は禁忌である。"),
        ("β遮断薬", "気管支喘息のある患者では禁忌である。"),
        ("カルベジロール", "気管支喘息のある患者では禁忌である。"),
    ],
)
def test_one_whose_medicine_stands_with_it_does_not(heading: str, text: str) -> None:
    assert not any("forbids" in doubt for doubt in left(heading, text))


def test_a_summary_of_what_stands_before_it_waits() -> None:
    text = "以上のように、臨床試験からは有効性が際立っており、それが規制当局の承認につながりました。"
    assert any("sums up" in doubt for doubt in left("臨床試験", text))
    assert not any("sums up" in doubt for doubt in left("臨床試験", "65歳以上の患者で有効性が示されました。"))
