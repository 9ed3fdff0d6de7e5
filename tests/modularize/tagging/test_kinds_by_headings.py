"""Where a piece says little in the words of a kind, a whole heading, a column or a label says what it is."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, SourceFacts
from modularize.tagging.weighed import weighed

K = ModuleKind
FACTS = SourceFacts(document_class=DocumentClass.OTHER, title="A sheet")


def _kind(body: str, *heads: str, language: str, found: ModuleKind = K.DESCRIPTION) -> ModuleKind:
    return weighed(found, body, heads, FACTS, language)


@pytest.mark.parametrize(
    ("body", "heads", "language"),
    [
        ("Left alone, the kidneys may slowly stop working.", ("Marble kidney", "Complications"), "en"),
        ("It often shows first in the evening.", ("Marble kidney", "Overview"), "en"),
        ("A sense that the floor is moving.", ("Symptoms", "Balance symptoms"), "en"),
        ("Rauchen\t≈ 40 %", ("Ursache\tAnteil",), "de"),
        ("水分摄取不足。", ("二、 便秘的原因有下列几项：",), "zh"),
        ("咳嗽時會痛。", ("何謂石肺症？",), "zh"),
    ],
)
def test_what_stands_under_a_heading_of_an_article_on_a_disease_is_about_the_disease(
    body: str, heads: tuple[str, ...], language: str
) -> None:
    assert _kind(body, *heads, language=language) is K.DISEASE_KNOWLEDGE


def test_a_heading_on_a_disease_says_nothing_of_a_medicine_or_a_result() -> None:
    assert _kind("It is a clear, colourless solution.", "Overview", language="en") is K.DESCRIPTION
    told = _kind("A trial found that it significantly reduced relapses.", "Overview", language="en")
    assert told is K.EFFICACY_RESULT


@pytest.mark.parametrize(
    ("found", "body", "heads", "language"),
    [
        (K.DESCRIPTION, "甲マイシン\n血中濃度が上昇", ("併用禁忌薬（レベル1）", "乙系抗生物質"), "ja"),
        (K.PHARMACOKINETICS, "血中濃度が2倍に上昇", ("グレープ飲料との相互作用",), "ja"),
        (K.DESCRIPTION, "Erhöht den Spiegel von Beispielin.", ("Wechselwirkungen",), "de"),
        (K.WARNING, "Examplin may be stronger with it.", ("Drug interactions",), "en"),
        (K.DESCRIPTION, "会使例药的浓度变化。", ("三、药物相互作用",), "zh"),
    ],
)
def test_what_stands_under_a_heading_of_interactions_is_one(
    found: ModuleKind, body: str, heads: tuple[str, ...], language: str
) -> None:
    assert _kind(body, *heads, language=language, found=found) is K.INTERACTION


def test_interaction_with_something_that_is_no_medicine_is_none() -> None:
    assert _kind("結晶を好中球が認識する", "結晶との相互作用", language="ja", found=K.MECHANISM) is K.MECHANISM
    assert _kind("Trouble in groups.", "Social interaction and play", language="en") is not K.INTERACTION


@pytest.mark.parametrize(
    ("body", "heads", "language"),
    [
        ("所有病人均做肺功能检查。", ("1对象和方法", "1.1 对象"), "zh"),
        ("The ward was visited every Monday.", ("Patients and methods", "Setting"), "en"),
        ("各施設の記録を用いた。", ("対象と方法", "施設"), "ja"),
        ("Die Bögen gingen per Post ein.", ("Patienten und Methoden", "Ablauf"), "de"),
    ],
)
def test_a_chapter_on_methods_tells_how_a_study_was_done_also_below_its_own_headings(
    body: str, heads: tuple[str, ...], language: str
) -> None:
    assert _kind(body, *heads, language=language) is K.STUDY_DESIGN


@pytest.mark.parametrize(
    ("body", "heads", "language"),
    [
        ("Beispielin 3 × 500 mg p.o. über 10 Tage", ("Darminfekt", "Therapie"), "de"),
        ("Musterol 40 mg 1-0-1", ("Infekt",), "de"),
        ("沿虛線剪開，取出貼片。", ("用法：",), "zh"),
        ("1回2吸入", ("吸入方法",), "ja"),
    ],
)
def test_a_written_dose_and_a_step_of_use_are_dosing(body: str, heads: tuple[str, ...], language: str) -> None:
    assert _kind(body, *heads, language=language) is K.DOSING


def test_a_dose_of_an_arm_of_a_trial_is_no_dosing() -> None:
    told = _kind("60 patients received 3 × 500 mg p.o. in the trial.", "Study", language="en")
    assert told is not K.DOSING


def test_what_a_piece_calls_the_action_at_its_beginning_is_the_mechanism() -> None:
    assert _kind("作用：気道の筋をゆるめる", "成分", language="ja") is K.MECHANISM


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("There were no serious adverse events recorded.", "en"),
        ("No adverse events were reported.", "en"),
        ("术后未发生不良反应。", "zh"),
        ("副作用は認められなかった。", "ja"),
        ("Es traten keine Nebenwirkungen auf.", "de"),
    ],
)
def test_that_nothing_befell_patients_is_a_result_on_safety(body: str, language: str) -> None:
    assert _kind(body, "Findings", language=language, found=K.STUDY_DESIGN) is K.SAFETY_RESULT


def test_what_patients_are_told_not_to_do_under_precautions_is_a_warning() -> None:
    assert _kind("未和醫師討論前不可使用貼片。", "注意事項：", language="zh") is K.WARNING
