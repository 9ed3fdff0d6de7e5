"""Chinese inserts: bands of frequency, names of patients, mistyped stops and preconditions stay with what they are of."""

from __future__ import annotations

from library.models import PassageKind
from modularize.draft import Segment
from modularize.segment import segment
from modularize.sentences.bands import opens_band
from modularize.sentences.depends import depends
from modularize.sentences.own_topic import goes_on
from modularize.sentences.stops import whole_sentences
from tests.modularize.making import Page


def _cut(section: str, *texts: str) -> tuple[Segment, ...]:
    page = Page("zh", section)
    page.heading("【说明】")
    for text in texts:
        page.text(text)
    return segment(page.passages).segments


def test_a_band_of_frequency_stands_over_every_class_until_the_next_band():
    found = _cut(
        "adverse_reactions",
        "以下情况发生率在1%到10%之间：整个机体：虚弱、水肿。消化系统：便秘。神经系统：头晕。"
        "以下情况发生率在0.1%到1%之间：整个机体：腹痛。消化系统：腹泻，口干。",
        "泌尿系统：夜尿，多尿。",
    )
    first, second = "以下情况发生率在1%到10%之间：", "以下情况发生率在0.1%到1%之间："
    bands = {part.body: part.context_texts[1:] for part in found}
    assert bands["消化系统：便秘。"] == bands["神经系统：头晕。"] == (first,)
    assert bands["消化系统：腹泻，口干。"] == bands["泌尿系统：夜尿，多尿。"] == (second,)
    assert bands[f"{second}整个机体：腹痛。"] == ()


def test_a_sentence_on_patients_of_its_own_stands_under_no_band_and_no_class():
    found = _cut(
        "adverse_reactions",
        "以下情况发生率在1%到10%之间：整个机体：虚弱。特殊感觉：视觉模糊。"
        "对于伴有恶性高血压的透析患者，可由于血管扩张而引起血压明显下降。",
    )
    assert found[-1].body.startswith("对于伴有")
    assert len(found[-1].context_texts) == 1


def test_a_frequency_that_is_told_of_one_reaction_is_no_band():
    assert not opens_band("头痛的发生率为5%，多为一过性。")
    assert not opens_band("消化系统：便秘的发生率为5%。")


def test_a_group_of_patients_alone_stands_with_the_dose_behind_it():
    found = _cut(
        "dosage", "1 成人。口服起始每日0.5～2mg，必要时每隔4～5小时重复给予一次。", "2 小儿。口服一次按体重0.01mg/kg。"
    )
    assert [part.body[:6] for part in found] == ["1 成人。口", "2 小儿。口"]


def test_an_amount_is_no_name_of_patients():
    found = _cut("shelf_life", "36个月。首次使用后，本品最多可在室温下保存6周时间。")
    assert found[0].body == "36个月。"


def test_a_stop_typed_for_a_comma_cuts_no_condition_off():
    text = "应长期用药。不宜突然停药。应逐渐减量。一旦出现心力衰竭恶化．建议首先减少剂量。"
    spans = [text[start:end] for start, end in whole_sentences(text, "zh")]
    assert spans[-1] == "一旦出现心力衰竭恶化．建议首先减少剂量。"


def test_a_text_that_ends_its_sentences_in_latin_type_keeps_them():
    text = "本品应口服.每日一次.不可咀嚼.疗效在两周后评价."
    assert len(whole_sentences(text, "zh")) == 4


def test_what_asks_more_of_some_patients_stays_with_what_it_asks_of_all():
    found = _cut(
        "warnings",
        "停药时应逐渐减量，不可突然中断本品的治疗。缺血性心脏病患者尤需特别注意。长期卧床的老年患者应在医师指导下使用本品。",
    )
    assert found[0].body.endswith("缺血性心脏病患者尤需特别注意。")
    assert found[-1].body == "长期卧床的老年患者应在医师指导下使用本品。"


def test_a_precondition_carries_the_use_right_before_it():
    found = _cut(
        "indications",
        "用于治疗原发性高血压，可单独使用。用于中度至重度慢性稳定性心力衰竭的治疗。在使用本品前，需要遵医嘱接受利尿剂治疗。",
    )
    assert found[-1].body.startswith("在使用本品前")
    assert found[-1].context_texts[-1] == "用于中度至重度慢性稳定性心力衰竭的治疗。"
    assert all(len(part.context) == 1 for part in found[:-1])


def test_a_result_stands_with_the_sentence_that_says_what_was_compared():
    found = _cut("clinical_studies", "6项研究比较两药对血清铁的影响差异。如图4所示，试验组优于对照组（P=0.004）。")
    assert len(found) == 1


def test_a_table_run_together_in_a_line_waits_for_a_person():
    page = Page("zh", "adverse_reactions")
    page.heading("【不良反应】")
    page.text("心力衰竭 呼吸困难 眩晕 低血压 301 22.8 244 18.4 224 17.0 183 13.8 AE=不良事件 尚无其他资料。")
    assert not segment(page.passages).segments


def test_a_short_name_before_a_colon_ends_the_one_before_it_and_holds_for_the_sentences_behind_it():
    found = _cut(
        "dosage",
        "口服 预防：成人一日0.3g，顿服；小儿每日按体重10mg/kg，顿服。治疗：成人与其他药合用，按体重每日口服5mg/kg，最高0.3g。"
        "小儿按体重每日15mg/kg，每日不超过0.3g，顿服。",
    )
    assert found[1].body.startswith("治疗：")
    assert len(found[1].context) == 1
    assert found[2].context_texts[1:] == ("治疗",)


def test_a_name_of_patients_before_a_colon_holds_for_no_others():
    found = _cut(
        "dosage", "维持：每日5mg。成人患者：每日10mg，分2次服用，连服7日。儿童应按体重每日1mg/kg给药，分3次服用。"
    )
    assert found[-1].body.startswith("儿童")
    assert not any("成人" in text for text in found[-1].context_texts)


def test_another_means_carries_the_sentence_whose_patients_it_is_for():
    page = Page("zh", None)
    page.heading("治疗")
    page.text("胃手术后出现餐后低血糖的患者，有时可以通过频繁进食来进行治疗。甲药和乙药亦可用于减少胰岛素分泌。")
    assert segment(page.passages).segments[-1].context_texts[-1].startswith("胃手术后")
    assert not goes_on("即使症状消失也应继续服药。")


def test_end_points_behind_a_colon_point_back_to_nothing():
    assert not depends("主要终点事件：随访期内的全因死亡。", "zh")
    assert depends("主要终点为全因死亡。", "zh")


def test_items_in_brackets_stand_under_the_numbered_part_until_the_next():
    page = Page("zh", "warnings")
    page.heading("【注意事项】")
    listed = [
        ("1.", "慎用（以下患者需慎用）"),
        ("（1）", "重症肝功能障碍的患者。"),
        ("（2）", "青光眼患者。"),
        ("2.", "重要的基本注意事项"),
        ("（1）", "服用初期可能引起头痛，应减量。"),
    ]
    for marker, text in listed:
        page.add(PassageKind.LIST_ITEM, text, group="list-1", facts={"marker": marker})
    over = {part.body: part.context_texts[1:] for part in segment(page.passages).segments}
    assert over == {
        "重症肝功能障碍的患者。": ("慎用（以下患者需慎用）",),
        "青光眼患者。": ("慎用（以下患者需慎用）",),
        "服用初期可能引起头痛，应减量。": ("重要的基本注意事项",),
    }
