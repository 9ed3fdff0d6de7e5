"""Uses nobody labelled, words that are no reports and doses as they are typed, each with the one that must stay."""

from __future__ import annotations

import pytest

from generate.label import Label
from generate.question import read_question
from generate.questions.asked import needs
from generate.short import written_out
from generate.triage.needs import triage
from generate.triage.reports import reports
from library.models import AnswerFlag
from library.taxonomy import Taxonomy
from library.text import fold

TAXONOMY = Taxonomy.load()
CAUTIONS = fold("结膜炎和角膜炎：不缓解时应进行眼科检查。对活性成份过敏者禁用。")
SKIN = Label(indications=True, diseases=frozenset({"atopic_dermatitis"}), cautions=CAUTIONS, text=CAUTIONS)
LUNG = Label(indications=True, diseases=frozenset({"nsclc"}), attributes=frozenset({"metex14"}))


def flags(text: str, product: str, label: Label = SKIN, market: str = "CN") -> set[AnswerFlag]:
    return set(triage(read_question(text, TAXONOMY), product, market, label, TAXONOMY).flags)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("荨麻疹患者可以打温卓怡吗？", True),
        ("成人慢性自发性荨麻疹能上温卓怡吗？", True),
        ("带状疱疹患者可以用温卓怡吗？", True),
        ("角膜炎患者可以打温卓怡吗？", False),
        ("皮疹患者可以打温卓怡吗？", False),
        ("病人以前有荨麻疹病史，可以打温卓怡吗？", False),
        ("温卓怡会不会影响伤口愈合？", False),
    ],
)
def test_a_disease_the_label_warns_of_nowhere_is_no_use_of_it(text: str, due: bool) -> None:
    assert (AnswerFlag.OFF_LABEL in flags(text, "wyndralis")) is due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("NGS came back with high level MET amplification but no exon 14 alteration. OK to give Ovranteq?", True),
        ("NGS showed MET amplification and METex14 skipping in NSCLC. OK to give Ovranteq?", False),
    ],
)
def test_another_marker_alone_is_off_label_and_no_event(text: str, due: bool) -> None:
    found = flags(text, "ovranteq", LUNG, "US")
    assert (AnswerFlag.OFF_LABEL in found) is due
    assert AnswerFlag.ADVERSE_EVENT not in found


@pytest.mark.parametrize(
    ("text", "flag", "due"),
    [
        ("My patient is about to start Ovranteq and is nursing her 3-month-old.", AnswerFlag.PREGNANCY, False),
        ("My patient has been taking Ovranteq for 3 weeks and is nursing her baby.", AnswerFlag.PREGNANCY, True),
        ("CT came back clean. Can I continue Ovranteq?", AnswerFlag.LACK_OF_EFFECT, False),
        ("On Ovranteq the lesions came back.", AnswerFlag.LACK_OF_EFFECT, True),
        ("Ovranteq never did a thing for him.", AnswerFlag.LACK_OF_EFFECT, True),
        ("Ovranteq never did a trial in children.", AnswerFlag.LACK_OF_EFFECT, False),
        ("I saw pancreatitis was added to the Ovranteq label.", AnswerFlag.POSSIBLE_REPORT, False),
        ("I saw pancreatitis in a patient on Ovranteq.", AnswerFlag.ADVERSE_EVENT, True),
    ],
)
def test_only_what_befell_somebody_on_the_medicine_is_a_report(text: str, flag: AnswerFlag, due: bool) -> None:
    found = {AnswerFlag.POSSIBLE_REPORT if r.unnamed else r.flag for r in reports(read_question(text, TAXONOMY))}
    assert (flag in found) is due


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("OK to give Ovranteq 300 daily?", "OK to give Ovranteq 300 mg daily?"),
        ("Ovranteq 2 times daily?", "Ovranteq 2 times daily?"),
        ("欧弗然要跟饭一起吃吗", "欧弗然要随餐吃吗"),
        ("欧弗然跟葡萄柚一起吃行吗", "欧弗然跟葡萄柚一起吃行吗"),
        ("其中因结膜炎停的有几个", "其中因结膜炎停药的有几个"),
        ("其中因结膜炎停用的有几个", "其中因结膜炎停用的有几个"),
    ],
)
def test_doses_meals_and_stops_are_written_out(text: str, written: str) -> None:
    assert written_out(text) == written


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Which enzymes should I be following on Ovranteq?", "monitoring"),
        ("Which enzymes metabolize Ovranteq?", "metabolism"),
        ("欧弗然术前要停几天？", "surgery"),
    ],
)
def test_enzymes_that_are_followed_break_no_medicine_down(text: str, topic: str) -> None:
    found = {n.id for n in needs(read_question(text, TAXONOMY), "ovranteq", TAXONOMY) if n.kind == "topic"}
    assert {topic} == found & {"monitoring", "metabolism", "surgery"}


@pytest.mark.parametrize(
    ("text", "due"), [("Child-Pugh B级患者欧弗然减到100mg可以吗？", False), ("欧弗然100mg可以吗？", True)]
)
def test_a_dose_to_confirm_decides_nothing_beside_an_impaired_organ(text: str, due: bool) -> None:
    asked = needs(read_question(text, TAXONOMY), "ovranteq", TAXONOMY)
    assert any(n.number is not None and n.number.unit == "mg" for n in asked) is due
