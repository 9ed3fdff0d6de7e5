"""What a statement of a Chinese insert does is its kind, wherever the insert set it."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind
from modularize.tagging.kinds import kind_of


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("注射前须做皮试。", ModuleKind.DOSING),
        ("静脉滴注时每瓶用氯化钠注射液250ml稀释，滴注时间不得短于1小时。", ModuleKind.DOSING),
        ("静脉滴注过快可引起低血压，应稀释后缓慢滴注。", ModuleKind.WARNING),
        ("遮光，密闭，在阴凉处保存。", ModuleKind.DESCRIPTION),
        ("孕妇及哺乳期妇女禁用。", ModuleKind.CONTRAINDICATION),
        ("对本品过敏者禁用，过敏体质者慎用。", ModuleKind.CONTRAINDICATION),
        ("肝功能不全者慎用。", ModuleKind.WARNING),
        ("药品性状发生改变时禁止使用。", ModuleKind.WARNING),
    ],
)
def test_a_precaution_is_of_the_kind_of_what_it_does(body: str, kind: ModuleKind) -> None:
    assert kind_of(body, ("【注意事项】",), "warnings", DocumentClass.LABEL) is kind


def test_a_contraindication_stays_one_and_a_pregnant_patient_a_population() -> None:
    heads = ("【孕妇及哺乳期妇女用药】",)
    assert kind_of("孕妇禁用。", heads, "pregnancy", DocumentClass.LABEL) is ModuleKind.SPECIAL_POPULATION
    assert kind_of("活动性出血者禁用。", ("【禁忌】",), "contraindications", DocumentClass.LABEL) is (
        ModuleKind.CONTRAINDICATION
    )


def test_how_it_acts_among_the_uses_is_no_use() -> None:
    heads = ("【适应症】",)
    assert (
        kind_of("本品选择性地作用于细胞周期的S期。", heads, "indications", DocumentClass.LABEL) is ModuleKind.MECHANISM
    )
    assert kind_of("用于抑制移植后的排异。", heads, "indications", DocumentClass.LABEL) is ModuleKind.INDICATION


def test_with_care_is_no_contraindication_wherever_it_stands() -> None:
    heads = ("【禁忌】",)
    assert kind_of("癫痫患者慎用。", heads, "contraindications", DocumentClass.LABEL) is ModuleKind.WARNING
    both = "孕妇禁用，癫痫患者慎用。"
    assert kind_of(both, heads, "contraindications", DocumentClass.LABEL) is ModuleKind.CONTRAINDICATION
