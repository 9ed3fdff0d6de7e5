"""Generating and asking on the real library: the gate holds for drafts, files and answers."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

from generate.ask import Ask
from generate.assets.phrases import load_phrases
from generate.service import Generate
from library.errors import Forbidden, NotEligible
from library.models import AssetKind, Brief, ModuleKind, Role, Scope, Status
from library.people import PasswordCost
from library.store import Library
from library.taxonomy import Taxonomy
from library.text import squeeze
from tests.generate.real import PASSWORD, EveryWord, House, approve_phrases, open_house

CHEAP = PasswordCost(memory_kib=8, passes=1, lanes=1)
US = Scope(market="US")
BRIEF = Brief(kind=AssetKind.TALK_TRACK, product="OVRANTEQ", scenario="S1", scope=US, language="en")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    before = Library.password_cost
    yield from open_house(tmp_path_factory.mktemp("home"), CHEAP)
    Library.password_cost = before


@pytest.fixture(scope="module")
def generate(house: House) -> Generate:
    made = Generate(house.lib, Taxonomy.load(), None, None)
    approve_phrases(house, made, "en")
    return made


def test_importing_phrases_twice_adds_nothing_and_every_quote_stands_in_the_file(
    house: House, generate: Generate
) -> None:
    first = generate.import_phrases(house.marketer)
    second = generate.import_phrases(house.marketer)
    assert [m.id for m in first] == [m.id for m in second]
    original = squeeze(load_phrases().decode())
    for module in first:
        assert module.content.kind is ModuleKind.PHRASE
        assert module.content.market == "*"
        (anchor,) = module.anchors
        assert house.lib.passage(anchor.passage).text[anchor.start : anchor.end] == anchor.quote == module.content.body
        assert squeeze(anchor.quote) in original


def test_a_talk_track_is_a_draft_of_approved_modules_word_for_word(house: House, generate: Generate) -> None:
    asset = generate.generate(house.marketer, BRIEF)
    assert house.lib.status(asset.id) is Status.DRAFT
    assert asset.content.missing == ()
    eligible = house.lib.eligible(US)
    for section in asset.content.sections:
        for statement in section.statements:
            assert statement.modules
            assert set(statement.modules) <= eligible
            module = house.lib.module(statement.modules[0])
            assert statement.text in (module.content.body, *module.content.context)
    assert generate.generate(house.marketer, BRIEF).id == asset.id


def test_only_the_export_of_an_approved_asset_leaves_and_withdrawal_stops_it(house: House, generate: Generate) -> None:
    brief = Brief.model_validate({**BRIEF.model_dump(), "scenario": "S3"})
    asset = generate.generate(house.marketer, brief)
    with pytest.raises(NotEligible):
        generate.export(house.rep, asset.id, US, "docx", None)
    house.lib.submit(house.marketer, asset.id)
    house.approve(asset.id, US)
    export = generate.export(house.rep, asset.id, US, "json", None)
    shown = json.loads(export.data)
    assert shown["release"] == export.release_id
    assert shown["status"] == "released"
    assert any("do not hand over" in mark for mark in shown["marks"])
    assert [r.id for r in house.lib.releases(subjects=[asset.id])] == [export.release_id]
    assert all(source["document"] and source["version"] == "v1" and source["page"] for source in shown["sources"])
    (fetched,) = generate.fetch(house.rep, "ovranteq", "S3", US, "en")
    assert fetched.value.id == asset.id
    assert generate.fetch(house.rep, "ovranteq", "S1", US, "en") == []
    with pytest.raises(NotEligible):
        generate.export(house.rep, asset.id, Scope(market="CN"), "json", None)
    cited = asset.content.cited[-1]
    house.lib.withdraw(house.medical, cited, role=Role.MEDICAL, password=PASSWORD, reason="test")
    with pytest.raises(NotEligible):
        generate.export(house.rep, asset.id, US, "json", None)
    assert generate.fetch(house.rep, "ovranteq", "S3", US, "en") == []
    assert cited not in generate.generate(house.marketer, brief).content.cited


def test_a_preview_needs_no_approval_and_says_so_on_every_page(house: House, generate: Generate) -> None:
    import docx

    asset = generate.generate(house.marketer, BRIEF)
    document = docx.Document(io.BytesIO(generate.render(asset.id, "docx")))
    for section in document.sections:
        assert "PREVIEW – not approved" in section.header.paragraphs[0].text
        assert "ClearcopyWatermark" in section.header._element.xml
    html = generate.render(asset.id, "html").decode()
    assert "PREVIEW – not approved" in html
    assert "position: fixed" in html


def test_a_rep_cannot_generate(house: House, generate: Generate) -> None:
    with pytest.raises(Forbidden):
        generate.generate(house.rep, BRIEF)


def test_an_answer_is_kept_and_a_withdrawn_module_never_answers_again(house: House) -> None:
    ask = Ask(house.lib, Taxonomy.load(), EveryWord(house.lib))
    question = "How should Ovranteq be stored?"
    answer = ask.ask(house.doctor, question)
    assert answer.content.outcome == "answered"
    assert house.lib.replay(house.doctor, answer.id).content.statements == answer.content.statements
    (cited,) = answer.content.statements[0].modules
    house.lib.withdraw(house.medical, cited, role=Role.MEDICAL, password=PASSWORD, reason="test")
    again = ask.ask(house.doctor, question)
    assert again.content.outcome == "not_covered"
    with pytest.raises(NotEligible):
        house.lib.replay(house.doctor, answer.id)


def test_a_reported_event_waits_for_pharmacovigilance_and_an_off_label_question_for_medical_information(
    house: House,
) -> None:
    ask = Ask(house.lib, Taxonomy.load(), EveryWord(house.lib))
    report = ask.ask(house.doctor, "My patient on Ovranteq coughs, CT ground-glass: continue?")
    outside = ask.ask(house.doctor, "初治患者能用欧弗然吗?", market="CN")
    assert report.id in [h.answer for h in house.lib.handovers(Role.PHARMACOVIGILANCE)]
    assert outside.id in [h.answer for h in house.lib.handovers(Role.MEDICAL_INFORMATION)]
    assert outside.content.statements == ()
