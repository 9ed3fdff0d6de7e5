"""Items of Japanese inserts that no full stop ends, and the reasons in brackets below them."""

from __future__ import annotations

from library.models import PassageKind
from modularize.segment import segment
from modularize.sentences.elsewhere import CROSS_REFERENCE, sends_elsewhere
from tests.modularize.making import Page


def listed(page: Page, *items: tuple[str, str]) -> None:
    """Items with their marks; a text without a mark is a paragraph."""
    for mark, text in items:
        kind = PassageKind.LIST_ITEM if mark else PassageKind.PARAGRAPH
        page.add(kind, text, facts={"marker": mark} if mark else {})


def bodies(page: Page) -> list[str]:
    return [part.body for part in segment(page.passages).segments]


def test_each_reason_in_brackets_goes_with_the_patient_right_above_it() -> None:
    page = Page(language="ja", section="warnings")
    page.heading("1.慎重投与(次の患者には慎重に投与すること)")
    listed(
        page,
        ("(1)", "中等度の腎障害のある患者"),
        ("", "[血中濃度が上昇するおそれがある。(「薬物動態」の項参照)]"),
        ("(2)", "高齢者"),
        ("", "[出血の危険性が高い。「高齢者への投与」の項参照]"),
        ("(3)", "出血の既往のある患者"),
        ("", "[「禁忌」の項参照]"),
    )
    assert bodies(page) == [
        "中等度の腎障害のある患者\n[血中濃度が上昇するおそれがある。(「薬物動態」の項参照)]",
        "高齢者\n[出血の危険性が高い。「高齢者への投与」の項参照]",
        "出血の既往のある患者",
    ]


def test_a_contraindication_that_points_to_an_item_of_another_part_says_who_is_meant() -> None:
    page = Page(language="ja", section="contraindications")
    page.heading("【禁忌】(次の患者には使用しないこと)")
    first = "本剤の成分に対して過敏症の既往歴のある患者(「重要な基本的注意」の項(1)参照)"
    listed(page, ("(1)", first), ("(2)", "アスピリン喘息又はその既往歴のある患者[喘息発作を誘発するおそれがある。]"))
    assert bodies(page) == [first, "アスピリン喘息又はその既往歴のある患者[喘息発作を誘発するおそれがある。]"]


def test_a_bracket_with_a_sentence_before_its_reference_is_no_bare_reference() -> None:
    assert sends_elsewhere("[出血を助長するおそれがある。「慎重投与」の項参照]") == ""
    assert sends_elsewhere("[「慎重投与」、「重要な基本的注意」の項2)参照]") == CROSS_REFERENCE
    assert sends_elsewhere("［9.1.2、11.1.1 参照］") == CROSS_REFERENCE


def test_an_item_with_its_own_mark_begins_anew_and_a_broken_line_does_not() -> None:
    page = Page(language="ja", section="warnings")
    page.heading("注意")
    first = "耐糖能異常やメタボリックシンドローム等の患者においてより起こりやすいことが知られている"
    second = "心血管イベントの抑制による利益のほうが大きいので投薬を控えてはならない"
    listed(page, ("•", first), ("•", second))
    assert bodies(page) == [first, second]
    page = Page(language="ja", section="contraindications")
    page.heading("【禁忌】")
    listed(page, ("(1)", "チアプロフェン酸、スプロフェン、フェノフィブラート並び"))
    page.text("にオキシベンゾンを含有する製品に対して過敏症の既往歴のある患者[過敏症を示すおそれがある。]")
    assert len(bodies(page)) == 1


def test_a_ring_over_a_paragraph_of_reactions_names_whose_they_are() -> None:
    page = Page(language="ja", section="adverse_reactions")
    page.heading("4.副作用")
    told = "総症例525例中副作用が報告されたのは45例(8.57%)であった。"
    listed(page, ("○", "関節リウマチ"), ("", told))
    assert bodies(page) == [f"関節リウマチ\n{told}"]


def test_the_reason_of_one_contraindication_is_no_context_of_the_next() -> None:
    page = Page(language="zh", section="contraindications")
    page.heading("二、禁忌症")
    page.add(PassageKind.LIST_ITEM, "血栓性静脉炎、肺栓塞，或有既往史。", group="a", facts={"marker": "1."})
    page.text("本品可能导致症状恶化或复发。")
    page.add(PassageKind.LIST_ITEM, "未确诊的生殖器异常出血。", group="b", facts={"marker": "2."})
    last = segment(page.passages).segments[-1]
    assert last.body == "未确诊的生殖器异常出血。"
    assert "本品可能导致症状恶化或复发。" not in last.context_texts


def test_signs_that_name_their_reaction_in_brackets_are_a_statement_each() -> None:
    page = Page(language="ja", section="adverse_reactions")
    page.heading("副作用")
    page.text("まれに下記のような症状があらわれ、[ ]内に示した副作用の初期症状である可能性があります。")
    page.items("冷汗、手足の震え[低血糖]", "じんましん、のどの腫れ、呼吸困難[アナフィラキシー]")
    assert bodies(page)[-2:] == ["冷汗、手足の震え[低血糖]", "じんましん、のどの腫れ、呼吸困難[アナフィラキシー]"]
