"""A report is never taken for a question, nor a question about the label for a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generate.label import Label
from generate.question import read_question
from generate.triage.needs import triage
from generate.triage.reports import reports
from library.models import AnswerFlag, Role
from library.taxonomy import Taxonomy

CASES = yaml.safe_load((Path(__file__).parent / "reports.yaml").read_text(encoding="utf-8"))
TAXONOMY = Taxonomy.load()


@pytest.mark.parametrize("case", CASES, ids=[case["q"] for case in CASES])
def test_a_text_gets_exactly_the_flags_of_what_it_tells(case: dict[str, Any]) -> None:
    found = {report.flag.value for report in reports(read_question(case["q"], TAXONOMY))}
    assert found == set(case["flags"])


@given(text=st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    question = read_question(text, TAXONOMY)
    found = triage(question, "ovranteq", "US", Label(), TAXONOMY)
    assert set(found.flags) <= set(AnswerFlag)


TOLD = [case["q"] for case in CASES if "adverse_event" in case["flags"]]


@given(before=st.sampled_from(["Hello. ", "Dear colleague, ", "你好。", "Guten Tag. "]), told=st.sampled_from(TOLD))
def test_a_greeting_before_a_report_hides_nothing(before: str, told: str) -> None:
    found = triage(read_question(before + told, TAXONOMY), "ovranteq", "US", Label(), TAXONOMY)
    assert AnswerFlag.ADVERSE_EVENT in found.flags
    assert Role.PHARMACOVIGILANCE in found.handed_to


@pytest.mark.parametrize("told", TOLD)
def test_a_report_is_told_to_pharmacovigilance_even_where_nothing_is_known_of_the_product(told: str) -> None:
    found = triage(read_question(told, TAXONOMY), "", "", Label(), TAXONOMY)
    assert Role.PHARMACOVIGILANCE in found.handed_to
