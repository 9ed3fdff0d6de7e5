"""Package inserts of Japan in the layout of before 2017, drawn here: two columns, boxes, items, tables of interactions."""

from __future__ import annotations

from ingest.readers import read
from ingest.reading import Limits, Reading
from library.models import PassageDraft, PassageKind

Mark = tuple[float, float, str]


def page(*words: Mark, boxes: tuple[tuple[float, float, float, float], ...] = (), rule: float = 0) -> Reading:
    """One page of those words (x, y of the baseline) in 9 point type, with cells drawn, and a line across at ``rule``."""
    import pymupdf

    document = pymupdf.open()
    sheet = document.new_page(width=595, height=842)
    for x, y, text in words:
        sheet.insert_text((x, y), text, fontsize=9, fontname="japan")
    for box in boxes:
        sheet.draw_rect(pymupdf.Rect(box), color=(0, 0, 0), width=0.6)
    if rule:
        sheet.draw_line((40, rule), (555, rule), color=(0, 0, 0), width=1)
    return read(bytes(document.tobytes()), "insert.pdf", Limits(ocr=False))[1]


def column(x: float, top: float, *lines: str) -> list[Mark]:
    return [(x, top + 14 * n, line) for n, line in enumerate(lines)]


FULL = "通常、成人には架空錠として一日一回食後に経口投与する。"
"""A line of 27 characters, as wide as a column."""


def texts(reading: Reading, *kinds: PassageKind) -> list[str]:
    return [p.text for p in reading.passages if not kinds or p.kind in kinds]


def named(reading: Reading, words: str) -> PassageDraft:
    return next(p for p in reading.passages if words in p.text)


def test_items_follow_each_other_by_their_numbers_though_no_sentence_ends() -> None:
    lines = column(
        50, 100, "【禁忌】", "1 . 本剤の成分に対し過敏症の既往歴のある患者及びその", "　　家族（「3 . 相互作用」の項参照）",
        "2 . 重い肝障害のある患者〔作用が強まるおそれがある〕", "3 . 妊婦",
    )  # fmt: skip
    found = page(*lines, *column(50, 300, *[FULL] * 8))
    items = [p for p in found.passages if p.kind is PassageKind.LIST_ITEM]
    assert [(p.facts["marker"], p.text[:5]) for p in items] == [
        ("1 .", "本剤の成分"),
        ("2 .", "重い肝障害"),
        ("3 .", "妊婦"),
    ]


def test_a_mark_of_revision_in_the_margin_is_a_fact_of_the_line_beside_it() -> None:
    found = page(*column(60, 100, "【使用上の注意】", FULL, FULL, "服用を忘れないこと。", FULL, FULL), (44, 142, "※"))
    assert named(found, "服用を").facts.get("revised") == "※"
    assert "※" not in "".join(texts(found))


def test_every_drug_of_an_interaction_table_has_its_symptom_and_its_mechanism() -> None:
    cells = ((60, 120, 180, 140), (180, 120, 330, 140), (330, 120, 480, 140), (60, 140, 180, 200), (60, 200, 180, 240),
             (180, 140, 330, 240), (330, 140, 480, 200), (330, 200, 480, 240))  # fmt: skip
    words = ((64, 134, "薬剤名等"), (184, 134, "臨床症状・措置方法"), (334, 134, "機序・危険因子"), (64, 154, "架空薬甲"),
             (73, 168, "（商品甲）"), (64, 182, "架空薬乙"), (184, 154, "血中濃度が上がる。"), (334, 154, "代謝を阻害する。"),
             (64, 214, "架空薬丙"), (334, 214, "機序は不明である。"))  # fmt: skip
    found = page(*words, *column(60, 300, *[FULL] * 8), boxes=cells)
    assert texts(found, PassageKind.TABLE_HEADER) == ["薬剤名等\t臨床症状・措置方法\t機序・危険因子"]
    assert texts(found, PassageKind.TABLE_ROW) == [
        "架空薬甲 （商品甲） 架空薬乙\t血中濃度が上がる。\t代謝を阻害する。",
        "架空薬丙\t血中濃度が上がる。\t機序は不明である。",
    ]


def test_the_head_of_the_first_page_is_read_before_the_columns_and_is_in_no_section() -> None:
    head = [
        *column(50, 50, "2024年1月改訂（第2版）", "貯法：室温保存", "使用期限：包装に表示"),
        *column(400, 50, "承認番号 30500AMX00000", "架空治療剤", "薬価収載 2020年"),
    ]
    left = column(50, 140, "【禁忌】", "妊婦には投与しないこと。", *[FULL] * 6, "【組成・性状】", *[FULL] * 4)
    right = column(310, 140, "【効能・効果】", *[FULL] * 5, "【用法・用量】", *[FULL] * 5, "【使用上の注意】", FULL)
    found = page(*head, *left, *right, rule=105)
    order = "".join(texts(found))
    places = [
        order.index(words) for words in ("改訂", "室温保存", "承認番号", "薬価収載", "【禁忌】", "【効能・効果】")
    ]
    assert places == sorted(places)
    assert named(found, "承認番号").section == "other"
    assert named(found, "室温保存").section == "storage"
    assert named(found, "妊婦には").section == "contraindications"


def test_bracketed_sections_stand_above_numbered_headings_and_those_above_bracketed_numbers() -> None:
    lines = column(
        50, 100, "【使用上の注意】", "4．副作用", "（1）重大な副作用", FULL, "（2）その他の副作用", FULL, "【薬物動態】", FULL,
        "【効能・効果】", FULL, "【用法・用量】", FULL,
    )  # fmt: skip
    found = page(*lines)
    at = [p for p in found.passages if p.text == FULL]
    assert at[0].heading_path[-3:] == ("【使用上の注意】", "4．副作用", "（1）重大な副作用")
    assert at[1].heading_path[-1] == "（2）その他の副作用"
    assert at[2].heading_path[-1:] == ("【薬物動態】",)
    assert [p.section for p in at[:3]] == ["adverse_reactions", "adverse_reactions", "pharmacokinetics"]
