"""Rings that count the indications of a Japanese label, each over its germs and diseases."""

from __future__ import annotations

from library.models import Locator, Passage, PassageKind
from modularize.headings.ringed import with_rings_over
from modularize.segment import segment

H, P, L = PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM
_TOP = ("4. 効能又は効果",)


def _page(*lines: tuple[PassageKind, str, tuple[str, ...]]) -> list[Passage]:
    return [
        Passage(
            id=f"p{at}", source="s", extraction="e", seq=at, kind=kind, text=text, heading_path=path,
            section="indications", language="ja", locator=Locator(page=1),
            facts={"marker": "○"} if kind is L else {}, group=f"list-{at}" if kind is L else None,
        )
        for at, (kind, text, path) in enumerate(lines)
    ]  # fmt: skip


_LABEL = _page(
    (H, "4. 効能又は効果", ()),
    (L, "甲感染症", _TOP),
    (H, "〈適応菌種〉", _TOP),
    (P, "甲菌、乙菌属", (*_TOP, "〈適応菌種〉")),
    (H, "〈適応症〉", _TOP),
    (P, "甲部感染症、乙部感染症、丙炎", (*_TOP, "〈適応症〉")),
    (L, "丁症候群に伴う戊症", (*_TOP, "〈適応症〉")),
    (H, "〈適応症〉", _TOP),
    (P, "丁症候群に伴う戊症", (*_TOP, "〈適応症〉")),
)


def test_a_ring_stands_over_its_germs_and_diseases_down_to_the_next_ring() -> None:
    made = with_rings_over(_LABEL)
    assert made[5].heading_path == (*_TOP, "甲感染症", "〈適応症〉")
    assert made[6].heading_path == _TOP
    assert made[8].heading_path == (*_TOP, "丁症候群に伴う戊症", "〈適応症〉")


def test_diseases_before_the_next_ring_are_an_indication_and_head_nothing() -> None:
    told = {part.body: part.context_texts for part in segment(_LABEL).segments}
    assert "甲部感染症、乙部感染症、丙炎" in told
    assert not any("丙炎" in text for context in told.values() for text in context)
    assert "甲感染症" not in told


def test_rings_without_brackets_are_indications_as_they_stand() -> None:
    page = _page((H, "4. 効能又は効果", ()), (L, "甲の痛み", _TOP), (L, "乙の痛み", _TOP))
    assert with_rings_over(page) == page
