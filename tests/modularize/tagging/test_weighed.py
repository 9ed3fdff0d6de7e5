"""Kinds where no section of a label decides: one stray word is never enough, what leads clearly is given."""

from __future__ import annotations

import re

import pytest

from library.models import DocumentClass, ModuleKind, SourceFacts
from modularize.tagging.evidence import words_any, words_de, words_en, words_ja, words_zh
from modularize.tagging.evidence.signs import SIGNS
from modularize.tagging.own_heading import by_own_heading
from modularize.tagging.weighed import is_open, seen, weigh, weighed

K = ModuleKind
FACTS = SourceFacts(document_class=DocumentClass.OTHER)


def _kind(found: ModuleKind, body: str, *heads: str, language: str) -> ModuleKind:
    return weighed(found, body, heads, FACTS, language)


@pytest.mark.parametrize(
    ("found", "body", "heads", "language", "kind"),
    [
        (K.DOSING, "食後高血糖症: 食後に血糖が異常高値を示す状態のこと.", ("病態",), "ja", K.DISEASE_KNOWLEDGE),
        (K.SPECIAL_POPULATION, "小児の手の届かないところで保管してください。", ("保管方法",), "ja", K.DESCRIPTION),
        (K.ADVERSE_REACTION, "対象疾患: 潰瘍\n結果: 有効性・安全性は同様", ("承認試験",), "ja", K.EFFICACY_RESULT),
        (K.EFFICACY_RESULT, "食塩\t< 6g/日", ("食事療法", "種類\t目標"), "ja", K.LIFESTYLE),
        (K.SPECIAL_POPULATION, "主要病因是肾功能受损导致激素产生相对不足。", ("前言",), "zh", K.DISEASE_KNOWLEDGE),
        (K.LIFESTYLE, "治疗涵盖药物治疗、患者教育及生活方式调整。", ("关键点",), "zh", K.DESCRIPTION),
        (K.STUDY_DESIGN, "大型随机试验表明，该药可降低复合终点。", ("治疗",), "zh", K.EFFICACY_RESULT),
        (K.DISEASE_KNOWLEDGE, "口服铁剂可能会导致胃肠道不适等不良事件。", ("讨论",), "zh", K.ADVERSE_REACTION),
        (K.GUIDELINE, "Die Ergebnisse sollten in prospektiven Studien überprüft werden, zur weiteren Validierung.", (),
         "de", K.DESCRIPTION),
        (K.DISEASE_KNOWLEDGE, "Der Wirkstoff ist für die Behandlung der Infektion zugelassen.", (), "de", K.INDICATION),
        (K.EFFICACY_RESULT, "nausea\t14", ("Common reactions reported", "Reactions\tReports"), "en", K.ADVERSE_REACTION),
        (K.EFFICACY_RESULT, "Three individuals of the treated group developed diabetes.", ("Discussion",), "en",
         K.SAFETY_RESULT),
    ],
)  # fmt: skip
def test_one_stray_word_does_not_choose_the_kind(
    found: ModuleKind, body: str, heads: tuple[str, ...], language: str, kind: ModuleKind
) -> None:
    assert _kind(found, body, *heads, language=language) is kind


@pytest.mark.parametrize(
    ("body", "heads", "language", "kind"),
    [
        ("8週治癒率\t93.5% (289/309)\t87.8% (270/307)\tp=0.02", ("国内第3相試験", "評価項目\tA 20mg\tB 30mg\tp値"), "ja",
         K.EFFICACY_RESULT),
        ("レジメン: A療法\n対象: 陽性患者 650例", ("一次除菌試験",), "ja", K.STUDY_DESIGN),
        ("腹部または大腿部に皮下注射します。", ("用法・用量（この薬の使い方）",), "ja", K.DOSING),
        ("カプセルを開けて服用しないこと。", ("適用上の注意", "服用時"), "ja", K.DOSING),
        ("誤って多く注射した場合は、医師に相談してください。", ("用法・用量",), "ja", K.OVERDOSE),
        ("肺炎风险\t胃酸屏障减弱", ("长期使用的潜在风险：", "风险\t说明"), "zh", K.WARNING),
        ("Warnzeichen sind Übelkeit und Bauchschmerzen.", ("Ketoazidose",), "de", K.WARNING),
        ("Freiburg\t30\t5", ("Anzahl der Patienten nach Zentrum", "Zentrum\tn\tMund"), "de", K.STUDY_DESIGN),
    ],
)  # fmt: skip
def test_what_leads_clearly_is_no_description(
    body: str, heads: tuple[str, ...], language: str, kind: ModuleKind
) -> None:
    assert _kind(K.DESCRIPTION, body, *heads, language=language) is kind


@pytest.mark.parametrize(
    ("found", "body", "heads", "language"),
    [
        (K.DOSING, "1日1回10mgを食後に服用する。", ("用法",), "ja"),
        (K.CONTRAINDICATION, "過敏症の患者には禁忌であり、副作用が報告されている。", ("副作用",), "ja"),
        (K.SPECIAL_POPULATION, "肾功能不全患者慎用。", ("特殊人群",), "zh"),
        (K.GUIDELINE, "Offer healthy lifestyle advice.", ("Lifestyle interventions",), "en"),
        (K.INDICATION, "Zur Behandlung von Blutungen bei Überdosierung von Gerinnungshemmern.", ("Konakion",), "de"),
        (K.DESCRIPTION, "The tablets are white and round.", ("Trial supplies",), "en"),
        (K.DESCRIPTION, "Design: A. Person", ("Acknowledgements",), "en"),
        (K.PATIENT_COUNSELLING, "8週治癒率\t93.5%\tp=0.02", ("試験",), "ja"),
    ],
)
def test_what_was_found_stays_where_the_signs_agree_or_say_little(
    found: ModuleKind, body: str, heads: tuple[str, ...], language: str
) -> None:
    assert _kind(found, body, *heads, language=language) is found


def test_a_kind_that_does_not_lead_is_not_given() -> None:
    scores = weigh(K.DESCRIPTION, {"reactions", "illness", "reactions over", "shown better"})
    assert scores[K.ADVERSE_REACTION] > scores.get(K.EFFICACY_RESULT, 0)
    assert weighed(K.DESCRIPTION, "A rash.", ("Trial",), FACTS, "en") is K.DESCRIPTION


def test_a_sign_counts_only_with_what_must_stand_beside_it() -> None:
    assert K.GUIDELINE not in weigh(K.DESCRIPTION, {"may be used"})
    assert weigh(K.DESCRIPTION, {"may be used", "of guidance"})[K.GUIDELINE] == 3
    assert "of guidance" in seen("It should be given.", ("Recommendations",), FACTS, "en")


def test_sections_of_labels_decide_but_for_handling() -> None:
    assert is_open("handling", DocumentClass.LABEL)
    assert not is_open("dosage", DocumentClass.OTHER)
    assert not is_open(None, DocumentClass.LABEL)


def test_every_word_belongs_to_a_sign_and_every_sign_has_words() -> None:
    names = {sign.name for sign in SIGNS}
    told: set[str] = set()
    for words in (words_any.WORDS, words_de.WORDS, words_en.WORDS, words_ja.WORDS, words_zh.WORDS):
        assert set(words) <= names
        told |= set(words)
        for pattern in words.values():
            assert not re.compile(pattern).search("")
    assert told == names
    assert all(set(sign.given) | set(sign.unless) <= names for sign in SIGNS)


def test_overdose_among_the_doses_is_overdose() -> None:
    heads = ("Dosierungsanleitung", "Anwendungsfehler und Überdosierung")
    assert by_own_heading(K.DOSING, "Halten Sie eine Packung bereit.", heads, "dosage") is K.OVERDOSE
    assert by_own_heading(K.DOSING, "1 Tablette.", ("Dosierung und Überdosierung",), "dosage") is K.DOSING
    assert by_own_heading(K.DOSING, "1 Tablette.", heads[:1], "dosage") is K.DOSING


def test_patients_among_contraindications_are_forbidden_only_by_words_that_forbid() -> None:
    heads = ("Gegenanzeigen", "Was ist bei Kindern und älteren Menschen zu berücksichtigen?")
    told = "Bei älteren Patienten ergaben sich keine Hinweise auf eine schlechtere Verträglichkeit."
    barred = "Kinder dürfen das Arzneimittel nicht einnehmen."
    assert by_own_heading(K.CONTRAINDICATION, told, heads, "contraindications") is K.SPECIAL_POPULATION
    assert by_own_heading(K.CONTRAINDICATION, barred, heads, "contraindications") is K.CONTRAINDICATION
