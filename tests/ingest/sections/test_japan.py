"""Inserts of Japan since 2017: numbered titles in plain type, an insert's table of properties."""

from __future__ import annotations

from ingest.assemble import assemble
from ingest.markup.pmda import read
from ingest.reading import Block, Limits, Raw
from library.models import PassageDraft, PassageKind

HEADINGS = ("2. 禁忌（次の患者には投与しないこと）", "4. 効能又は効果", "6. 用法及び用量", "11. 副作用", "16. 薬物動態")
LINES = (
    HEADINGS[0], "2.1 本剤の成分に対し過敏症の既往歴のある患者", HEADINGS[1], "高血圧症", HEADINGS[2],
    "通常、成人には1日1回10mgを経口投与する。", HEADINGS[3], "11.1 重大な副作用", "11.1.1 肝炎（頻度不明）",
    "11.1.2 急性腎障害（0.09%）", "乏尿等が認められた場合には投与を中止すること。", HEADINGS[4], "16.5 排泄",
    "16.5.1 健康成人に10mgを投与したとき、9%が尿中に排泄された。", "16.6 特定の背景を有する患者", "16.6.1 腎機能障害患者",
    "AUCは2倍であった。", "16.7 薬物相互作用", "血中濃度が上昇した。",
)  # fmt: skip


def passages() -> dict[str, PassageDraft]:
    blocks = [
        Block(PassageKind.HEADING, line, 1) if line in HEADINGS else Block(PassageKind.PARAGRAPH, line)
        for line in LINES
    ]
    return {passage.text: passage for passage in assemble(Raw(blocks, 1)).passages}


def test_numbered_titles_in_plain_type_head_only_what_stands_below_them() -> None:
    found = passages()
    kidney = found["乏尿等が認められた場合には投与を中止すること。"]
    assert kidney.heading_path == ("11. 副作用", "11.1 重大な副作用", "11.1.2 急性腎障害（0.09%）")
    assert found["11.1.1 肝炎（頻度不明）"].kind is PassageKind.HEADING
    assert found["血中濃度が上昇した。"].heading_path == ("16. 薬物動態", "16.7 薬物相互作用")


def test_the_half_of_a_broken_sentence_is_no_title() -> None:
    lines = (*HEADINGS, "16.5 排泄", "16.5.1 尿中排泄率", "（投与後24時間）は60%を超えた。")
    blocks = [
        Block(PassageKind.HEADING, line, 1) if line in HEADINGS else Block(PassageKind.PARAGRAPH, line)
        for line in lines
    ]
    found = {passage.text: passage for passage in assemble(Raw(blocks, 1)).passages}
    assert found["16.5.1 尿中排泄率"].kind is PassageKind.PARAGRAPH
    assert found["16.5 排泄"].kind is PassageKind.HEADING


def test_a_numbered_statement_stays_one() -> None:
    found = passages()
    assert found["2.1 本剤の成分に対し過敏症の既往歴のある患者"].kind is PassageKind.PARAGRAPH
    assert found["16.5.1 健康成人に10mgを投与したとき、9%が尿中に排泄された。"].kind is PassageKind.PARAGRAPH


INSERT = """<PackIns xmlns="http://info.pmda.go.jp/namespace/prescription_drugs/package_insert/1.0">
<ApprovalEtc><DetailBrandName><ApprovalBrandName><Lang>ノミナ錠</Lang></ApprovalBrandName></DetailBrandName></ApprovalEtc>
<!--３.２ 製剤の性状--><Property id="HDR_Property" heading="fixing"><PropertyTable>
<OtherShape><ShapeTitle><Lang>上面</Lang></ShapeTitle><ShapeDetail><Lang><InlineGraphic gfname="a.gif"/></Lang></ShapeDetail>
</OtherShape><OtherShape><ShapeTitle><Lang>直径</Lang></ShapeTitle><ShapeDetail><Lang>6.0mm</Lang></ShapeDetail></OtherShape>
<OtherProperty><CategoryName><Lang>色調等</Lang></CategoryName><Content><ContentDetail><Lang>白色</Lang></ContentDetail>
</Content></OtherProperty></PropertyTable></Property>
<!--１６.５ 排泄--><Excretion id="X" heading="fixing"><Detail><Lang>尿中に排泄された<ReferenceBookRef ref="a"/><Sup>,</Sup>
<ReferenceBookRef ref="b"/>。</Lang></Detail></Excretion></PackIns>"""


def test_properties_of_a_product_are_rows_with_their_names_and_pictures_none() -> None:
    blocks = read(INSERT.encode(), Limits()).blocks
    assert [b.text for b in blocks if b.kind is PassageKind.TABLE_ROW] == ["直径\t6.0mm", "色調等\t白色"]


def test_commas_between_the_numbers_of_references_are_no_words() -> None:
    blocks = read(INSERT.encode(), Limits()).blocks
    assert blocks[-1].text == "尿中に排泄された。"


PARTS = (
    HEADINGS[0], "2.1 過敏症の既往歴のある患者", HEADINGS[1], "全身麻酔", HEADINGS[2], "〈全身麻酔〉", "（1）導入",
    "通常、0.5mg/kg/10秒で投与する。", "（2）維持", "通常、4mg/kg/時で投与する。", "〈鎮静〉", "通常、0.3mg/kg/時で投与する。",
    HEADINGS[3], "11.1 重大な副作用", "〈全身麻酔〉", "11.1.1 低血圧（4.3%）", "血圧が低下する。", "〈鎮静〉", "11.1.2 徐脈（頻度不明）",
    "脈が遅くなる。", "11.2 その他の副作用", "頭痛があらわれる。", HEADINGS[4], "16.7 薬物相互作用", "（1）バルプロ酸", "影響は認められなかった。",
)  # fmt: skip


def test_parts_in_angle_brackets_stand_over_the_numbers_and_counted_titles_below_them() -> None:
    blocks = [
        Block(PassageKind.HEADING, line, 1) if line in HEADINGS else Block(PassageKind.PARAGRAPH, line)
        for line in PARTS
    ]
    found = {passage.text: passage.heading_path for passage in assemble(Raw(blocks, 1)).passages}
    assert found["通常、4mg/kg/時で投与する。"] == (HEADINGS[2], "〈全身麻酔〉", "（2）維持")
    assert found["通常、0.3mg/kg/時で投与する。"] == (HEADINGS[2], "〈鎮静〉")
    assert found["脈が遅くなる。"] == (HEADINGS[3], "11.1 重大な副作用", "〈鎮静〉", "11.1.2 徐脈（頻度不明）")
    assert found["頭痛があらわれる。"] == (HEADINGS[3], "11.2 その他の副作用")
    assert found["影響は認められなかった。"][-2:] == ("16.7 薬物相互作用", "（1）バルプロ酸")


LISTED = """<PackIns xmlns="http://info.pmda.go.jp/namespace/prescription_drugs/package_insert/1.0">
<!--１０.２ 併用注意（併用に注意すること）--><PrecautionsForCombinations id="P" heading="fixing"><PrecautionsForCombi><Drug>
<DrugName><Detail><Lang>中枢神経抑制剤</Lang></Detail><SimpleList><Item><Detail><Lang>フェノチアジン誘導体</Lang></Detail></Item>
<Item><Detail><Lang>モノアミン<?enter?>酸化酵素阻害剤</Lang></Detail></Item></SimpleList></DrugName><ClinSymptomsAndMeasures><Detail>
<Lang>眠気を増強する。</Lang></Detail></ClinSymptomsAndMeasures></Drug></PrecautionsForCombi></PrecautionsForCombinations></PackIns>"""


def test_names_of_medicines_in_a_cell_stand_apart() -> None:
    rows = [b.text for b in read(LISTED.encode(), Limits()).blocks if b.kind is PassageKind.TABLE_ROW]
    assert rows == ["中枢神経抑制剤 フェノチアジン誘導体 モノアミン 酸化酵素阻害剤\t眠気を増強する。\t"]
