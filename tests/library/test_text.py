"""Sentences, numbers, tokens and normal forms in four languages."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.text import NumberKind, detect_language, fold, normal, numbers, parts_figure, sentences, squeeze, tokens

ALPHABET = st.text(
    alphabet=st.sampled_from(
        list("aA.。！？!?；; \n\t()（）「」“”1２3,.、-–−%％片周每次日两一回mgpHRCIn=/<≥•第Die ß—…[]ABeg")
    ),
    max_size=80,
)


def cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


def read(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(str(n.value), n.unit or n.kind.value) for n in numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["The dose is 300 mg, e.g. with food.", "See No. 5 for details vs. placebo.", "Dr. Smith agreed."]),
        (
            "en",
            ["The effect lasted 12.5 months.", "Hold the dose (see Fig. 2. Not shown).", "The answer is no.", "Stop."],
        ),
        ("en", ["It was rare in the U.S. Food and Drug Administration review.", "The label says so."]),
        ("en", ["Response was durable.12", "The median was not reached."]),
        ("zh", ["推荐剂量为300 mg，每日一次。", "不推荐用于18岁以下患者！", "疗效见表1（注：数据截止日。未校正）。"]),
        ("ja", ["「有効です。」と述べた。", "本剤を投与しないこと．", "１．５ｍｇを１日１回投与する。"]),
        (
            "de",
            [
                "Am 3. Mai begann die 2. Studie mit z.B. 300 mg.",
                "Siehe Abschnitt 4.4.",
                "Die Dosis bleibt bzw. Sie steigt.",
            ],
        ),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(language: str, expected: list[str]) -> None:
    joint = "" if language in ("zh", "ja") else " "
    assert cut(joint.join(expected), language) == expected


def test_each_item_of_a_dosage_list_is_its_own_sentence() -> None:
    assert cut("Reduce in steps:\n• 200 mg once daily\n• 100 mg once daily\n1. Stop.", "en") == [
        "Reduce in steps:", "• 200 mg once daily", "• 100 mg once daily", "1. Stop.",
    ]  # fmt: skip


@settings(max_examples=300)
@given(ALPHABET, st.sampled_from(["en", "zh", "ja", "de"]))
def test_sentences_hold_every_character_but_white_space_once(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@settings(max_examples=300)
@given(ALPHABET, st.sampled_from(["en", "zh", "ja", "de"]))
def test_numbers_are_exact_spans_that_never_overlap(text: str, language: str) -> None:
    found = numbers(text, language)
    assert all(text[n.start : n.end] == n.text and n.start < n.end for n in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@given(
    st.decimals(min_value=0, max_value=9999, places=2), st.sampled_from(["mg", "mL", "%", "months", "周", "岁", "例"])
)
def test_a_written_decimal_reads_back_as_itself(value: Decimal, unit: str) -> None:
    [number] = numbers(f"是 {value} {unit}", "zh")
    assert number.value == value
    assert number.decimals == 2


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("45.2% (14/31; 27.3–64.0)", "en", [("45.2", "%"), ("14", "part"), ("31", "total"), ("27.3", "low"), ("64.0", "high")]),
        ("1,234 patients", "en", [("1234", "patient")]),
        ("1.234,5 mg und 12,5 %", "de", [("1234.5", "mg"), ("12.5", "%")]),
        ("３００ｍｇを1日1回", "ja", [("300", "mg"), ("1", "/1 day")]),
        ("每两周一次，共十二周", "zh", [("1", "/2 week"), ("12", "week")]),
        ("二回、18歳以上", "ja", [("2", "times"), ("18", "year")]),
        ("twice daily or b.i.d.", "en", [("2", "/1 day"), ("2", "/1 day")]),
        ("every other week, Q4W, every 2 weeks", "en", [("1", "/2 week"), ("1", "/4 week"), ("1", "/2 week")]),
        ("zweimal täglich, alle 2 Wochen", "de", [("2", "/1 day"), ("1", "/2 week")]),
        ("change −9.8 vs -4.6 (−6.5 to −3.9)", "en", [("-9.8", "plain"), ("-4.6", "plain"), ("-6.5", "low"), ("-3.9", "high")]),
        ("EASI-75 in WAYMARK-1, grade ≥3, 3级", "en", [("75", "easi-"), ("1", "waymark-"), ("3", "grade"), ("3", "grade")]),
        ("difference 22.6 percentage points", "en", [("22.6", "pp")]),
        ("差异22.6个百分点", "zh", [("22.6", "pp")]),
        ("10 to 20 mg", "en", [("10", "mg"), ("20", "mg")]),
        ("0·54 (0.39–0.74)", "en", [("0.54", "plain"), ("0.39", "low"), ("0.74", "high")]),
        ("3 May 2025, 2025年5月3日, 2025-05-03", "en", [("20250503", "date")] * 3),
        ("see section 4.4 [3,4]", "en", [("4.4", "reference"), ("3", "reference"), ("4", "reference")]),
        ("两片 two tablets zwei Tabletten", "de", [("2", "tablet")] * 3),
        ("at Week 16", "en", [("16", "week")]),
        ("约30万例", "zh", [("300000", "patient")]),
        ("这是一般情况，第一次就诊", "zh", []),
    ],
)  # fmt: skip
def test_numbers_say_what_they_count(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, language) == expected


def test_p_values_and_thresholds_keep_their_sign() -> None:
    p_less, p_equal, age = numbers("P<0.0001, p = 0.33, aged ≥75 years", "en")
    assert (p_less.kind, p_less.sign) == (NumberKind.P_VALUE, "<")
    assert (p_equal.kind, p_equal.sign) == (NumberKind.P_VALUE, "=")
    assert (age.sign, age.unit) == ("≥", "year")


def test_the_bounds_of_an_interval_know_each_other() -> None:
    found = numbers("HR 0.54 (95% CI: 0.39, 0.74)", "en")
    assert [n.kind for n in found] == [NumberKind.RATIO, NumberKind.LEVEL, NumberKind.LOW, NumberKind.HIGH]
    assert found[2].pair == found[3].pair is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The dose is reduced.", "en"), ("Bei Patienten mit Nierenfunktionsstörung", "de"), ("本品每日一次，随餐口服", "zh"),
        ("本剤を投与しないこと", "ja"), ("薬物動態", "ja"), ("药代动力学", "zh"), ("HR 0.54", "en"), ("12.5 (3–4)", ""),
        ("Les patients sont dans une étude avec des", "fr"), ("OVRANTEQ 推荐剂量为300 mg每日一次", "zh"),
    ],
)  # fmt: skip
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_normal_forms_forget_layout_but_not_words() -> None:
    assert normal("  Ｏｎｃｅ\u00a0daily\u200b ") == "Once daily"
    assert squeeze("hepato-\ntoxicity  in 45.2 %") == "hepatotoxicityin45.2%"
    assert fold("STRASSE") == fold("straße") == "strasse"


@given(st.text(max_size=40))
def test_normal_forms_are_stable(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert squeeze(squeeze(text)) == squeeze(text)


def test_chinese_is_searched_by_pairs_and_latin_by_words() -> None:
    assert tokens("间质性肺疾病 ILD 45.2%", "zh") == ["间质", "质性", "性肺", "肺疾", "疾病", "ild", "45.2"]
    assert tokens("Once-daily dosing", "en") == ["once", "daily", "dosing"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vorsicht bei Immunsuppressiva, z. B. Ciclosporin oder Tacrolimus. Danach folgt mehr.", 2),
        ("Die Gabe i. v. Lösungen, d. h. Infusionen, ist i. d. R. Ärzten vorbehalten.", 1),
        ("Andere Mittel, u. a. Warfarin bzw. Phenprocoumon, ca. Zwei Stunden später.", 1),
        ("Man gibt es i. v. Die Dosis beträgt 5 mg.", 2),
    ],
)
def test_abbreviations_with_spaces_end_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text, "de")) == count


def test_the_figure_of_a_lineage_ends_no_sentence() -> None:
    text = "Ovalex BA.1 15/15 Mikrogramm pro Dosis ist angezeigt. Es gab Schmerzen.1 Die Übelkeit war mild."
    assert [text[start:end] for start, end in sentences(text, "de")] == [
        "Ovalex BA.1 15/15 Mikrogramm pro Dosis ist angezeigt.", "Es gab Schmerzen.1", "Die Übelkeit war mild.",
    ]  # fmt: skip


def test_an_item_number_before_the_number_of_a_type_is_no_part_of_a_figure() -> None:
    assert not parts_figure("2.1 型糖尿病、酮症酸中毒", 2, 14)
    assert parts_figure("约2.1 型", 3, 6)
    assert parts_figure("2.1 mg", 2, 6)


def test_a_name_cut_short_before_its_dose_in_brackets_ends_no_sentence() -> None:
    text = "An 3 Tagen Ovalexpred. (500-1000mg) plus Betalin. (Siehe auch Tabelle.) Danach Ruhe."
    assert next(text[start:end] for start, end in sentences(text, "de")).endswith("plus Betalin.")
