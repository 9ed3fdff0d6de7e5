"""A model that invents, drops citations or breaks the protocol can't put a word into a talk track."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from generate.assets.model_writer import model_worded, short
from generate.assets.recipe import load_recipe
from generate.assets.select import Selection
from generate.assets.write import verbatim
from generate.service import Generate
from library.errors import BadInput, Unavailable
from library.models import AssetContent, AssetKind, Module, Statement
from library.taxonomy import Taxonomy
from prompts.model import ModelDoor
from tests.generate.assets.test_select import MODULES, brief, chosen, phrases
from tests.generate.shelf import MARKETER, Shelf
from tests.prompts.misbehaving import Handler, answers, fails, hangs, says, serving

TAXONOMY = Taxonomy.load()
BRIEF = brief(scenario="S3")


def worded(*behaviours: Any, timeout: float = 5.0) -> tuple[AssetContent, list[dict[str, Any]]]:
    with serving(*behaviours) as stage:
        door = ModelDoor.from_settings("stub-1", stage.url, "sk-test", timeout, tries=1)
        assert door is not None
        recipe = load_recipe(AssetKind.TALK_TRACK)
        content = model_worded(BRIEF, chosen(BRIEF), recipe, phrases(), TAXONOMY, door)
        return content, stage.requests


def picked(selection: Selection, words: str) -> Module:
    return next(pick.module for pick in selection.picks if words in pick.module.content.body)


MESSAGE = picked(chosen(BRIEF), "45.5% (40/88")
DOSE = picked(chosen(BRIEF), "once daily with food")


def track(section: str, *sentences: tuple[str, list[str]]) -> dict[str, Any]:
    said = [{"text": text, "modules": modules} for text, modules in sentences]
    return {"sections": [{"section": section, "sentences": said}]}


def statements(content: AssetContent, title: str) -> tuple[Statement, ...]:
    return next(section.statements for section in content.sections if section.title == title)


def test_a_sentence_that_says_what_its_module_says_is_kept_with_its_citation() -> None:
    text = "OVRANTEQ is taken at 300 mg orally once daily with food until disease progression or unacceptable toxicity."
    content, requests = worded(answers(track("dosing", (text, [short(DOSE)]))))
    said = [s for s in statements(content, "Dosing") if s.role == "claim"]
    assert [(s.text, s.modules) for s in said] == [(text, (DOSE.id,))]
    assert content.run.dropped == ()
    assert content.run.model == "stub-1"
    assert content.run.prompt == "talk_track.v1"
    assert short(DOSE) in requests[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    ("text", "cites", "reason"),
    [
        ("The recommended dosage of OVRANTEQ is 400 mg orally once daily with food.", [short(DOSE)], "evidence."),
        ("The recommended dosage of OVRANTEQ is 300 mg orally twice daily with food.", [short(DOSE)], "evidence."),
        ("OVRANTEQ is the best and safest choice for every patient.", [short(DOSE)], "evidence."),
        ("The recommended dosage of OVRANTEQ is 300 mg orally once daily with food.", [], "cites no module"),
        ("OVRANTEQ is taken once daily with food.", ["0123456789ab"], "not given"),
        ("  ", [short(DOSE)], "empty"),
    ],
)
def test_an_unsupported_sentence_is_dropped_and_the_section_is_said_verbatim(
    text: str, cites: list[str], reason: str
) -> None:
    content, _ = worded(answers(track("dosing", (text, cites))))
    (dropped,) = content.run.dropped
    assert dropped.startswith(text.strip() + "\t")
    assert reason in dropped
    said = [s.text for s in statements(content, "Dosing") if s.role == "claim"]
    assert DOSE.content.body in said


def test_a_section_the_recipe_has_not_is_dropped() -> None:
    content, _ = worded(answers(track("promises", ("Everything will be fine.", [short(DOSE)]))))
    assert "there is no section promises" in content.run.dropped[0]


def test_safety_stays_word_for_word_whatever_the_model_says() -> None:
    mild = track("safety", ("OVRANTEQ is well tolerated.", [short(MESSAGE)]))
    content, _ = worded(answers(mild))
    plain = verbatim(BRIEF, chosen(BRIEF), load_recipe(AssetKind.TALK_TRACK), phrases(), TAXONOMY)
    title = "Important safety information"
    assert statements(content, title) == statements(plain, title)
    assert len(content.run.dropped) == 1


def test_every_statement_cites_modules_that_were_chosen() -> None:
    def repeats(handler: Handler, body: dict[str, Any]) -> None:
        lines = [json.loads(line) for line in body["messages"][1]["content"].split("Modules:\n")[1].splitlines()]
        reply = {"sections": []}
        for line in lines:
            sentences = [{"text": line["text"].split("\n")[-1], "modules": [line["id"]]}]
            reply["sections"].append({"section": line["section"], "sentences": sentences})
        answers(reply)(handler, body)

    content, _ = worded(repeats)
    usable = {m.id for m in MODULES} | {m.id for m in phrases().values()}
    assert set(content.cited) <= usable
    assert content.run.dropped == ()


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (says("{"), "prompts.broken_output"),
        (says('{"sections": [], "status": "approved"}'), "prompts.broken_output"),
        (fails(429), "prompts.rate_limited"),
        (fails(500), "prompts.server_error"),
        (hangs(3), "prompts.timeout"),
    ],
)
def test_a_model_that_fails_is_an_error_and_no_asset(behaviour: Callable[..., None], code: str) -> None:
    shelf = Shelf.of(MODULES)
    with serving(behaviour) as stage:
        door = ModelDoor.from_settings("stub-1", stage.url, "sk-test", 0.5, tries=1)
        with pytest.raises(Unavailable) as caught:
            Generate(shelf, TAXONOMY, None, door).generate(MARKETER, BRIEF, writer="model")
    assert caught.value.code == code
    assert shelf.assets == {}


def test_without_a_model_only_the_model_writer_is_missing() -> None:
    shelf = Shelf.of(MODULES)
    generate = Generate(shelf, TAXONOMY, None, None)
    with pytest.raises(Unavailable):
        generate.generate(MARKETER, BRIEF, writer="model")
    assert generate.generate(MARKETER, BRIEF).content.run.writer == "verbatim"


def test_the_model_writes_talk_tracks_only_and_its_run_is_kept_with_who_started_it() -> None:
    shelf = Shelf.of(MODULES)
    with serving(answers({"sections": []})) as stage:
        door = ModelDoor.from_settings("stub-1", stage.url, "sk-test", 5.0)
        generate = Generate(shelf, TAXONOMY, None, door)
        with pytest.raises(BadInput):
            generate.generate(MARKETER, brief("faq", scenario=""), writer="model")
        asset = generate.generate(MARKETER, BRIEF, writer="model")
    ((run, subject),) = shelf.runs
    assert subject == asset.id
    assert run == asset.content.run
