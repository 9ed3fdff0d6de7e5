"""What of a text is indexed and what of a question is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.search.fuse import fuse
from library.search.terms import GAP, index_tokens, question, stem, stems


def runs(text: str, language: str = "zh") -> list[str]:
    return [run.text for run in question(text, language).runs]


def words(text: str, language: str = "en") -> list[str]:
    return [word.text for word in question(text, language).words]


def test_words_are_folded_and_chinese_runs_are_bigrams() -> None:
    assert index_tokens("EASI-75: Naïve ＭＥＴ 45.5%") == ["easi", "75", "naive", "met", "45.5"]
    assert index_tokens("低血糖") == ["低血", "血糖"]
    assert index_tokens("每日\n一次") == ["每日", "日一", "一次"], "a line's end does not cut a word"
    assert index_tokens("低血，血糖") == ["低血", GAP, "血糖"], "no phrase reaches across a comma"
    assert index_tokens("MET 14号外显子") == ["met", "14", "号外", "外显", "显子"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("初治患者能用欧弗然吗?", "zh", ["初治", "欧弗然"]),
        ("温卓怡每几周注射一次?", "zh", ["温卓怡每", "周注射一次"]),
        ("什么是低血糖", "zh", ["低血糖"]),
        ("肾功能不全患者如何调整剂量", "zh", ["肾功能不全", "调整剂量"]),
        ("妊婦への投与は可能ですか", "ja", ["妊婦", "投与", "可能"]),
        ("シンバスタチンの副作用について", "ja", ["シンバスタチン", "副作用"]),
        ("吗", "zh", ["吗"]),
    ],
)
def test_a_run_is_cut_at_particles_and_question_words(text: str, language: str, expected: list[str]) -> None:
    assert runs(text, language) == expected


def test_stop_words_are_not_looked_for_unless_nothing_else_is() -> None:
    assert words("What is the dose of OVRANTEQ?") == ["dose", "ovranteq"]
    assert words("Wie wird Wyndralis bei Älteren dosiert?", "de") == ["wyndralis", "alteren", "dosiert"]
    assert words("what is it") == ["what", "is", "it"]
    assert question("?!", "en").empty


def test_word_forms_share_a_stem() -> None:
    assert stem("reactions", "en") == stem("reaction", "en")
    assert stem("nierenfunktionsstorungen", "de") == stem("nierenfunktionsstorung", "de")
    assert stem("schweren", "de") == stem("schwere", "de") == "schwer"
    assert stems("Dosierungen 12 低血糖", "de") == ["dosier"]
    assert stem("dose", "en") == "dose"


@given(st.text(max_size=80), st.sampled_from(["en", "zh", "ja", "de", ""]))
def test_any_text_can_be_indexed_and_asked(text: str, language: str) -> None:
    tokens = index_tokens(text)
    assert all(token == token.strip() and " " not in token for token in tokens if token != GAP)
    asked = question(text, language)
    assert asked.empty == (not [token for token in tokens if token != GAP])


@given(
    st.lists(st.tuples(st.integers(0, 30), st.floats(0.1, 9)), max_size=20, unique_by=lambda p: p[0]),
    st.lists(st.tuples(st.integers(0, 30), st.floats(0.1, 0.9)), max_size=20, unique_by=lambda p: p[0]),
    st.integers(1, 12),
)
def test_fusion_keeps_what_either_found_once_and_in_order(
    lexical: list[tuple[int, float]], dense: list[tuple[int, float]], limit: int
) -> None:
    fused = fuse(lexical, dense, limit)
    numbers = [number for number, *_ in fused]
    either = {number for number, _ in (*lexical, *dense)}
    assert len(numbers) == len(set(numbers)) == min(limit, len(either))
    assert set(numbers) <= either
    scores = [score for _, score, *_ in fused]
    assert scores == sorted(scores, reverse=True)
    assert all((words is None) == (n not in dict(lexical)) for n, _, words, _ in fused)
    assert all((meaning is None) == (n not in dict(dense)) for n, _, _, meaning in fused)


def test_what_both_found_comes_before_what_one_found() -> None:
    assert [n for n, *_ in fuse([(1, 9.0), (2, 5.0)], [(3, 0.9), (2, 0.5)], 3)] == [2, 1, 3]
