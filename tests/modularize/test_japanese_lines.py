"""Japanese inserts: sentences with a reference behind them, indications one below another, labels over items."""

from __future__ import annotations

import pytest

from library.models import Passage, PassageKind
from modularize.draft import Segment
from modularize.headings.indications import is_indication_above
from modularize.headings.paths import without_siblings
from modularize.segment import segment
from modularize.sentences.depends import is_complete, names_below, starts_within, stops_short
from tests.modularize.making import Page

WHOLE = "肝機能障害があらわれることがあるので、異常が認められた場合には、投与中止等の適切な処置を行うこと。"


def parts(page: Page) -> tuple[Segment, ...]:
    return segment(page.passages).segments


@pytest.mark.parametrize(
    "behind", ["〔「用法・用量に関連する使用上の注意」及び「副作用」の項参照〕", "［「警告」の項参照］", "［8.1参照］"]
)
def test_a_sentence_with_a_reference_behind_its_end_is_whole(behind: str) -> None:
    assert is_complete(WHOLE + behind)
    assert not stops_short(WHOLE + behind, behind)
    assert not is_complete(WHOLE.rstrip("。") + behind)


def test_a_reaction_told_with_a_reference_is_a_module() -> None:
    page = Page(language="ja", section="adverse_reactions")
    page.heading("6)肝機能障害")
    page.text(f"{WHOLE}〔「重要な基本的注意」の項参照〕")
    assert [part.body for part in parts(page)] == [page.passages[-1].text]


def test_what_a_column_cut_within_a_verb_goes_on_behind_it() -> None:
    assert starts_within("で、胸痛等の観察を十分に行うこと。")
    assert starts_within("る。症状が回復するまで観察すること。")
    assert starts_within("があらわれることがある。")
    assert not starts_within("でんぷんを含む。")
    assert not starts_within("がん化学療法後に増悪した患者")
    assert not starts_within("はじめに、観察すること。")


def uses(*lines: str) -> list[Passage]:
    page = Page(language="ja", section="indications")
    page.heading("4.効能・効果")
    for line in lines:
        page.text(line)
    return page.passages


def test_indications_one_below_another_are_each_content() -> None:
    page = Page(language="ja", section="indications")
    page.heading("4.効能・効果")
    for line in ("悪性黒色腫", "非小細胞肺癌", "尿路上皮癌"):
        page.text(line)
    made = parts(page)
    assert [part.body for part in made] == ["悪性黒色腫", "非小細胞肺癌", "尿路上皮癌"]
    assert not any(line in part.context_texts for part in made for line in ("悪性黒色腫", "非小細胞肺癌"))


def test_a_line_with_a_ring_heads_nothing_of_the_next_one() -> None:
    _, first, second, *_ = uses("〇うつ病・うつ状態", "〇下記疾患に伴う疼痛", "線維筋痛症")
    assert is_indication_above(first, second)
    assert names_below(second.text)
    made = segment(uses("〇うつ病・うつ状態", "〇下記疾患に伴う疼痛", "糖尿病性神経障害", "線維筋痛症")).segments
    assert made[0].body == "〇うつ病・うつ状態"
    for name in ("糖尿病性神経障害", "線維筋痛症"):
        [held] = [part for part in made if name in part.body]
        assert "下記疾患に伴う疼痛" in "\n".join((*held.context_texts, held.body))
        assert "うつ病" not in "\n".join(held.context_texts)


@pytest.mark.parametrize("head", ["皮膚科領域", "適応菌種", "成人", "下記疾患の鎮痛"])
def test_a_line_that_names_a_field_or_whom_heads_the_indications_below_it(head: str) -> None:
    _, first, second = uses(head, "湿疹、皮膚炎")
    assert not is_indication_above(first, second)


def test_a_line_in_angle_brackets_ends_the_heading_in_the_same() -> None:
    assert without_siblings(["3)臨床試験", "<A癌> 併用投与時", "単独投与時"], "<B癌>") == ["3)臨床試験"]
    assert without_siblings(["【効能・効果】", "2.副作用"], "〈B癌〉") == ["【効能・効果】", "2.副作用"]
    assert without_siblings(["〈A癌〉"], "［B癌］") == ["〈A癌〉"]


def labelled(label: str) -> Page:
    page = Page(language="ja", section="handling")
    page.heading("8.適用上の注意")
    for mark, text in (
        ("(1)", label),
        ("・", "凍結を避け、バイアルを振盪しないこと。"),
        ("・", "粒子状物質を目視により確認すること。"),
        ("(2)", "投与後"),
        ("・", "残液は廃棄すること。"),
        ("・", "点滴ラインは再使用しないこと。"),
    ):
        page.add(PassageKind.LIST_ITEM, text, group="list-7", facts={"marker": mark})
    return page


def test_a_label_over_items_is_their_context_and_no_module() -> None:
    made = parts(labelled("調製時"))
    assert not {"調製時", "投与後"} & {part.body for part in made}
    [shaken] = [part for part in made if "振盪" in part.body]
    [thrown] = [part for part in made if "廃棄" in part.body]
    assert shaken.context_texts[-1] == "調製時"
    assert "確認" not in shaken.body
    assert thrown.context_texts[-1] == "投与後"
