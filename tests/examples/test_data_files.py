"""The data beside the documents is complete and true to them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pymupdf
import pytest
import yaml

from examples.make import DOCUMENTS as MAKERS
from tests.examples.reading import DOCUMENTS, ROOT, squeezed, whole_text

OUTCOMES = {"answered", "not_covered", "handed_over"}
FLAGS = {"adverse_event", "off_label", "urgent", "complaint", "pregnancy", "overdose", "lack_of_effect"}


def _load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / name).read_text("utf-8"))
    return data


SOURCES = _load("sources.yaml")
QUESTIONS: list[dict[str, Any]] = _load("questions.yaml")["questions"]
CHANGES = _load("label_changes.yaml")
SCENARIOS: list[dict[str, Any]] = _load("scenarios.yaml")["scenarios"]


def test_every_document_has_its_source_record() -> None:
    assert [source["file"] for source in SOURCES["sources"]] == list(MAKERS)


def test_only_the_old_aid_has_expired_today() -> None:
    today = date.fromisoformat(SOURCES["today"])
    expired = [s["file"] for s in SOURCES["sources"] if date.fromisoformat(s["expires"]) < today]
    assert expired == ["B-eda-old.pdf"]
    assert all(date.fromisoformat(s["effective"]) <= today for s in SOURCES["sources"])


def test_the_second_label_version_replaces_the_first() -> None:
    replaced = {s["file"]: s["replaces"] for s in SOURCES["sources"] if s["replaces"]}
    assert replaced == {"A-pi-us-v2.pdf": "A-pi-us-v1.pdf"}


def test_there_are_ten_questions_with_known_outcomes_and_flags() -> None:
    assert [question["id"] for question in QUESTIONS] == list(range(1, 11))
    assert {question["outcome"] for question in QUESTIONS} <= OUTCOMES
    assert {flag for question in QUESTIONS for flag in question["flags"]} <= FLAGS


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q["outcome"] == "answered"], ids=lambda q: q["id"])
def test_an_answerable_question_has_its_answer_in_the_label(question: dict[str, Any]) -> None:
    text = squeezed(whole_text(question["file"]))
    for words in [*question["section"], *question["needs"]]:
        assert squeezed(words) in text


@pytest.mark.parametrize("change", CHANGES["changes"], ids=lambda change: f"{change['section']}-{change['kind']}")
def test_each_label_change_is_in_its_version(change: dict[str, Any]) -> None:
    before, after = squeezed(whole_text(CHANGES["from"])), squeezed(whole_text(CHANGES["to"]))
    assert squeezed(change["after"]) in after
    if "before" in change:
        assert squeezed(change["before"]) in before
    if change["kind"] in {"added", "changed", "typo"} and change["section"] != "4":
        assert squeezed(change["after"]) not in before or change["kind"] == "typo"


def _section_14(name: str) -> str:
    with pymupdf.open(DOCUMENTS / name) as doc:
        text = squeezed("".join(page.get_text(clip=(0, 50, 612, 740)) for page in doc))
    return text[text.rindex("14CLINICALSTUDIES") : text.rindex("16HOWSUPPLIED")]


def test_section_14_is_the_same_in_both_label_versions() -> None:
    first, second = (_section_14(CHANGES[end]) for end in ("from", "to"))
    assert first == second
    assert len(first) > 1500


def test_the_scenarios_carry_both_names_and_an_order() -> None:
    assert {scenario["id"] for scenario in SCENARIOS} == {"S1", "S2", "S3", "S4", "B1", "B2", "B3", "B4", "B5"}
    ladder = sorted((s for s in SCENARIOS if s["product"] == "OVRANTEQ"), key=lambda s: s["priority"])
    assert [scenario["id"] for scenario in ladder] == ["S3", "S4", "S1", "S2"]
    for scenario in SCENARIOS:
        for part in (scenario["name"], scenario["barrier"], scenario["key_message"], *scenario["companions"]):
            assert set(part) == {"en", "zh"}
