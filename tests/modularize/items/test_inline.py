"""Items that a Chinese paragraph counts are found, stops between them or not; types, units and references are none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from library.models import PassageKind
from modularize.items.inline import item_starts
from modularize.prose import groups_of
from modularize.segment import segment
from tests.modularize.making import Page


def _items(text: str, marker: str = "") -> list[str]:
    starts = [0, *item_starts(text, "zh", marker), len(text)]
    return [text[a:b] for a, b in pairwise(starts) if text[a:b]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.全身性真菌感染2.已知对本品过敏者。", 2),
        ("下列情况慎用：①糖尿病；②痛风；③感染。", 3),
        ("1.肝病患者慎用；2.肾病患者慎用；3.应避光。", 3),
        ("本品用于注射。 1 乙型肝炎：每日1次； 2 丙型肝炎：隔日1次； 3 丁型肝炎：每周1次。", 4),
        ("用于2.型糖尿病患者。", 1),
        ("见表1和表2.本品的结果相仿。", 1),
        ("1 对本品过敏者； 2 有严重心脏病； 3 癫痫患者，不宜使用。", 1),
    ],
)
def test_counted_items_are_parted(text: str, count: int) -> None:
    assert len(_items(text)) == count


def test_the_number_the_format_keeps_is_that_of_the_first_item() -> None:
    assert len(_items("过敏状态：用于血清病；5.眼部疾病：用于结膜炎；6.其它：用于旋毛虫病。", "4.")) == 3


def test_an_item_carries_what_opens_the_list_and_no_other_item() -> None:
    page = Page("zh", "contraindications")
    page.heading("【禁忌】")
    page.text("下列情况禁用：①对本品有过敏史者；②有胰腺炎病史者；③现患水痘者。")
    parts = segment(page.passages).segments
    assert [part.body.rstrip("；。") for part in parts][1:] == ["有胰腺炎病史者", "现患水痘者"]
    assert parts[0].body == "下列情况禁用：①对本品有过敏史者；"
    assert all(part.context_texts == ("【禁忌】", "下列情况禁用：") for part in parts[1:])


def test_an_item_is_no_part_of_the_case_before_it() -> None:
    page = Page("zh", "adverse_reactions")
    page.text("1.消化道反应：厌食、恶心。2.肝毒性为主要不良反应，发生率约为1%。")
    [passage] = page.passages
    assert [group.text for group in groups_of(passage)] == [
        "消化道反应：厌食、恶心。",
        "肝毒性为主要不良反应，发生率约为1%。",
    ]
    assert all("消化道反应" not in part.context_texts for part in segment(page.passages).segments)


def test_statements_that_end_in_a_semicolon_are_no_fragments() -> None:
    page = Page("zh", "interactions")
    page.heading("【药物相互作用】")
    page.items(
        "乙醇与本品同用，可增加对肝脏的毒性；",
        "与水杨酸盐同用时，可使本品的排泄减少；",
        "口服新霉素可减少本品的吸收，应分开服用；",
    )
    assert len(segment(page.passages).segments) == 3


def test_circled_numbers_with_a_point_are_no_words() -> None:
    page = Page("zh", "indications")
    page.heading("【适应症】")
    page.text("①．急性白血病。②．恶性淋巴瘤。③．生殖细胞肿瘤。")
    parts = segment(page.passages).segments
    assert [part.body for part in parts] == ["急性白血病。", "恶性淋巴瘤。", "生殖细胞肿瘤。"]
    assert all(part.context_texts == ("【适应症】",) for part in parts)


def test_ringed_items_below_a_counted_item_end_where_the_count_goes_on() -> None:
    page = Page("zh", "adverse_reactions")
    page.heading("【不良反应】")
    items = {
        "2、": "神经肌肉反应：眼外肌麻痹、骨骼肌软弱；", "3、": "眼反应：", "①": "角膜：一过性水肿，停药后可逆转。",
        "②": "视网膜：黄斑水肿，停药后可继续发展。", "4、": "皮肤反应：脱发、瘙痒及皮疹；", "5、": "其他：罕见心肌病变，与本品的关系尚不明确。",
    }  # fmt: skip
    for marker, text in items.items():
        page.add(PassageKind.LIST_ITEM, text, facts={"marker": marker})
    parts = segment(page.passages).segments
    eyes = [part for part in parts if "眼反应：" in (part.body, *part.context_texts) or "眼反应：" in part.body]
    assert all(word in "".join(part.body for part in eyes) for word in ("角膜", "视网膜"))
    others = "".join(part.body for part in parts if part not in eyes)
    assert all(word in others for word in ("心肌病变", "脱发"))
