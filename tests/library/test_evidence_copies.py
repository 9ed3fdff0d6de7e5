"""A near copy with a slip in it, a figure told for another row, and what no honest wording may set off."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.evidence import check, claims_language, statistical_honesty
from library.evidence_contrasts import pieces
from library.models import Severity
from library.numbers import numbers
from library.word_pattern import word_pattern

SENTENCES = {
    "en": (
        "The recommended dose is 300 mg once daily with food for at least 12 weeks.",
        "Severe hepatic impairment (Child-Pugh C) increased the AUC by 38%.",
        "The half-life ranges from 20 to 60 hours after oral administration.",
        "Hypoglycaemia may occur in adults with moderate renal impairment.",
        "Headache has been associated with rapid infusion in 4.5% of patients.",
        "Use only in women who are not pregnant.",
        "Nausea occurred in 41.1% of patients with Ovranteq and 45.6% with chemotherapy.",
    ),
    "zh": (
        "推荐剂量为300 mg，每日一次，随餐口服。",
        "重度肝功能不全患者的暴露量升高38%。",
        "半衰期为20～60小时。",
        "本品可能引起低血糖，孕妇不应使用。",
        "仅供成人静脉注射，保存温度不超过25°C。",
    ),
    "ja": (
        "通常、成人には1日1回300mgを食後に経口投与する。",
        "重度の腎機能障害患者では血中濃度が38%上昇した。",
        "低血糖があらわれることがある。",
    ),
    "de": (
        "Die empfohlene Dosis für Erwachsene beträgt 12,5 mg zweimal täglich.",
        "Bei schwerer Leberinsuffizienz war die Exposition um 38 % erhöht.",
        "Die Halbwertszeit beträgt 20 bis 60 Stunden.",
        "Eine Hypoglykämie kann auftreten.",
    ),
}
EVERY = [(text, language) for language, texts in SENTENCES.items() for text in texts]
TABLE = (
    "Adverse reaction, % (n)\tOvranteq (N=163)\tChemotherapy (N=79)\n"
    "Peripheral oedema\t58.3% (95)\t7.6% (6)\n"
    "Nausea\t41.1% (67)\t45.6% (36)"
)


def blocked(text: str, source: str, language: str = "en", context: str = "") -> set[str]:
    found = check(text, [source], language=language, context=context)
    return {f.code.removeprefix("evidence.") for f in found if f.severity is Severity.BLOCKING}


@pytest.mark.parametrize(
    ("was", "now", "language", "expected"),
    [
        ("20 to 60 hours", "60 to 20 hours", "en", "bounds_swapped"),
        ("20～60小时", "60～20小时", "zh", "bounds_swapped"),
        ("20 bis 60 Stunden", "60 bis 20 Stunden", "de", "bounds_swapped"),
        ("41.1% of patients with Ovranteq and 45.6%", "45.6% of patients with Ovranteq and 41.1%", "en", "arm_swapped"),
        ("Severe", "Mild", "en", "severity_differs"),
        ("重度", "轻度", "zh", "severity_differs"),
        ("重度", "軽度", "ja", "severity_differs"),
        ("schwerer", "leichter", "de", "severity_differs"),
        ("increased", "decreased", "en", "direction_differs"),
        ("升高", "降低", "zh", "direction_differs"),
        ("上昇", "低下", "ja", "direction_differs"),
        ("erhöht", "vermindert", "de", "direction_differs"),
        ("Hypoglycaemia", "Hyperglycaemia", "en", "direction_differs"),
        ("低血糖", "高血糖", "zh", "direction_differs"),
        ("低血糖", "高血糖", "ja", "direction_differs"),
        ("Hypoglykämie", "Hyperglykämie", "de", "direction_differs"),
        ("may occur", "will occur", "en", "hedge_dropped"),
        ("可能引起", "会引起", "zh", "hedge_dropped"),
        ("あらわれることがある", "あらわれる", "ja", "fragment_omits"),
        ("kann auftreten", "wird auftreten", "de", "hedge_dropped"),
        ("associated with", "caused by", "en", "causality_differs"),
        ("oral", "intravenous", "en", "route_differs"),
        ("静脉", "皮下", "zh", "route_differs"),
        ("経口", "皮下", "ja", "route_differs"),
        ("Use only in", "Use in", "en", "condition_dropped"),
        ("仅供", "供", "zh", "fragment_omits"),
        ("at least 12", "at most 12", "en", "threshold_differs"),
        ("不超过25°C", "不低于25°C", "zh", "threshold_differs"),
        ("25°C", "25°F", "zh", "unit_differs"),
        ("60 hours", "60 days", "en", "unit_differs"),
        ("renal", "hepatic", "en", "population_differs"),
        ("肝功能", "肾功能", "zh", "population_differs"),
    ],
)
def test_a_slip_in_a_near_copy_is_found(was: str, now: str, language: str, expected: str) -> None:
    source = next(text for text in SENTENCES[language] if was in text)
    assert expected in blocked(source.replace(was, now, 1), source, language)


def test_a_row_with_its_cells_in_other_columns_is_found() -> None:
    header, row = TABLE.split("\n")[0], "Peripheral oedema\t7.6% (6)\t58.3% (95)"
    assert "arm_swapped" in blocked(row, TABLE, context=header)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Peripheral oedema: 7.6% with Ovranteq", TABLE, "arm_swapped"),
        ("Nausea: 58.3% with Ovranteq", TABLE, "number_of_another_group"),
        ("Nausea: 45.6% (Ovranteq (N=163))", TABLE, "arm_swapped"),
        ("Nausea occurred in 45.6% of patients with Ovranteq.", SENTENCES["en"][6], "arm_swapped"),
    ],
)
def test_a_figure_told_for_another_row_or_column_is_found(text: str, source: str, expected: str) -> None:
    assert expected in blocked(text, source)


@pytest.mark.parametrize(
    "text",
    [
        "Peripheral oedema: 58.3% with Ovranteq",
        "Nausea: 41.1% with Ovranteq vs 45.6% with chemotherapy",
        "Nausea: 45.6% (Chemotherapy (N=79))",
        "Peripheral oedema 58.3% vs 7.6%",
        "Peripheral oedema 58.3%, nausea 41.1%",
    ],
)
def test_a_row_told_truly_is_not_flagged(text: str) -> None:
    assert blocked(text, TABLE) == set()


def test_a_denial_between_semicolons_is_not_forgiven() -> None:
    source = "If vomiting occurs, do not take a further dose; take the next dose at its time."
    assert "negation_differs" in blocked(source.replace("do not", "do"), source)


@pytest.mark.parametrize(
    ("text", "source", "language"),
    [
        ("The dose is 300 mg every 12 hours.", "The dose is 300 mg twice daily.", "en"),
        ("Treatment lasted two weeks.", "Treatment lasted 14 days.", "en"),
        ("Response was seen in forty-five percent of patients.", "Response was seen in 45% of patients.", "en"),
        ("百分之四十五的患者缓解。", "45%的患者缓解。", "zh"),
        ("疗程两周。", "疗程2周。", "zh"),
        ("Grade at least 3 nausea: 4.5%", "Grade ≥3 nausea: 4.5%", "en"),
        ("Approved on March 5, 2026.", "Approved on 5 March 2026.", "en"),
        ("Nausea was seen in 4.5%–6.1%.", "Nausea was seen in 4.5% to 6.1%.", "en"),
    ],
)
def test_the_same_figure_in_another_form_is_no_slip(text: str, source: str, language: str) -> None:
    assert blocked(text, source, language) == set()


# --- what always holds ------------------------------------------------------------------------------------------------

LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)


@given(LETTERS, st.sampled_from(["en", "zh", "ja", "de"]))
def test_any_text_is_borne_out_by_itself(text: str, language: str) -> None:
    assert check(text, [text], language=language) == ()


@given(st.lists(st.sampled_from(EVERY), min_size=1, max_size=4))
def test_whole_sentences_of_many_sources_pass_together(chosen: list[tuple[str, str]]) -> None:
    language = chosen[0][1]
    same = [text for text, tongue in chosen if tongue == language]
    assert check("\n".join(same), same, language=language) == ()


@given(st.sampled_from(EVERY), st.sampled_from(["  ", "\u00a0", "\u2009"]), st.booleans())
def test_layout_and_width_never_alarm(sentence: tuple[str, str], space: str, wide: bool) -> None:
    text, language = sentence
    said = text.replace(" ", space)
    if wide:
        said = said.translate(str.maketrans("0123456789%()", "０１２３４５６７８９％（）"))
    assert check(f"• {said}", [text], language=language) == ()


@given(st.sampled_from(EVERY), st.data())
@settings(max_examples=150)
def test_every_changed_digit_of_a_figure_alarms(sentence: tuple[str, str], data: st.DataObject) -> None:
    text, language = sentence
    places = [i for n in numbers(text, language) for i in range(n.start, n.end) if text[i].isdigit()]
    if places:
        at = data.draw(st.sampled_from(places))
        digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
        assert blocked(text[:at] + digit + text[at + 1 :], text, language)


@given(st.sampled_from(EVERY))
def test_pieces_hold_every_letter_of_a_sentence_in_order(sentence: tuple[str, str]) -> None:
    text, language = sentence
    letters = [char for char in text if char.isalpha()]
    told = [char for piece in pieces(text, language) for char in piece.text if char.isalpha()]
    assert told == letters


BODIES = (r"\bcat(?:s|ty)?\b|dog\b|鱼(?!肉)", r"(?:a|the) (?:red|blue) fox", r"x+y|\bz\.?b\b", r"no{2,3}n|pq?r")


@given(st.sampled_from(BODIES), st.text(st.sampled_from("catsdogfox redblue the鱼肉xyzb.nopqr "), max_size=40))
def test_looking_for_pieces_first_changes_no_result(body: str, text: str) -> None:
    pattern = word_pattern(body)
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in pattern.compiled.finditer(text)]
    assert bool(pattern.search(text)) == bool(pattern.compiled.search(text))


# --- statistics told by half ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("The risk of death was reduced by 39%.", "en", "relative_without_absolute"),
        ("It halved the risk of progression.", "en", "relative_without_absolute"),
        ("Patients were twice as likely to respond.", "en", "relative_without_absolute"),
        ("61.6% in WAYMARK-1 compared with 45% in HARBOR-2.", "en", "cross_trial"),
        ("优于WAYMARK-2研究的结果（52.6%）", "zh", "cross_trial"),
        ("höher als in STILLPOINT-2 (52,6 %)", "de", "cross_trial"),
        ("Response: 14/31 (45.5%)", "en", "percentage_inconsistent"),
        ("31例中14例（45.5%）缓解", "zh", "percentage_inconsistent"),
        ("HR 0.92 (95% CI 0.39–0.74)", "en", "estimate_outside_interval"),
    ],
)
def test_more_ways_of_telling_half_are_found(text: str, language: str, code: str) -> None:
    found = statistical_honesty(text, language=language, market="US")
    assert f"evidence.{code}" in {f.code for f in found}


@pytest.mark.parametrize(
    "text",
    [
        "Response: 14/31 (45.2%)",
        "Pooled data of WAYMARK-1 and WAYMARK-2 were 61.6% vs 39.0%.",
        "It is active against HIV-1 (EC50 2.7 nM).",
        "HR 0.54 (95% CI 0.39–0.74)",
        "In WAYMARK-1 the median was 13.6 vs 6.8 months.",
    ],
)
def test_statistics_told_whole_are_not_flagged(text: str) -> None:
    assert statistical_honesty(text, language="en", market="US") == ()


def test_good_tolerability_needs_its_rates_and_some_words_count_in_one_market_only() -> None:
    [found] = claims_language("It was well tolerated.", "en", "US")
    assert (found.code, found.severity) == ("evidence.unqualified_safe", Severity.ADVISORY)
    assert claims_language("It was well tolerated: nausea in 4.5%.", "en", "US") == ()
    assert claims_language("湿疹首选药物", "zh", "US") == ()
    assert [f.code for f in claims_language("湿疹首选药物", "zh", "CN")] == ["evidence.superlative"]
