"""What is chosen for a brief, why, and what is told as missing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generate.assets.phrases import by_key, load_phrases, phrase_modules, phrase_passages, read_phrases
from generate.assets.recipe import LENGTHS, load_recipe, read_recipe
from generate.assets.select import select
from generate.assets.selection import Selection
from generate.assets.write import verbatim
from generate.likeness import says_the_same
from generate.safety import needs_safety, safety_block
from library.errors import BadInput
from library.models import AssetKind, Brief, Module, ModuleKind, Passage, Scope, StatementRole, Tag
from library.taxonomy import Taxonomy
from tests.generate.shelf import label_modules, module

TAXONOMY = Taxonomy.load()
MODULES = label_modules()


def brief(kind: str = "talk_track", product: str = "ovranteq", scenario: str = "S1", **more: str) -> Brief:
    market, language = more.get("market", "US"), more.get("language", "en")
    return Brief(
        kind=AssetKind(kind),
        product=product,
        scenario=scenario,
        barrier=more.get("barrier", ""),
        scope=Scope(market=market),
        language=language,
        length=more.get("length", "short"),
    )


def chosen(wanted: Brief, modules: list[Module] | None = None) -> Selection:
    return select(wanted, MODULES if modules is None else modules, load_recipe(wanted.kind), TAXONOMY)


def bodies(selection: Selection) -> str:
    return "\n".join(pick.module.content.body for pick in selection.picks)


def phrases(language: str = "en") -> dict[str, Module]:
    found = []
    for at, draft in enumerate(phrase_passages(read_phrases(load_phrases()))):
        passage = Passage(**draft.model_dump(), id=f"p{at}", source="s", extraction="e", seq=at)
        content = phrase_modules([passage])[0].content
        found.append(
            module("phrase", content.body, product="", market="*", language=content.language, section=content.section)
        )
    return by_key(found, language)


@pytest.mark.parametrize(
    ("scenario", "says"),
    [("S1", "HR 0.54"), ("S2", "57.9%"), ("S3", "45.5% (40/88"), ("S4", "23.3%")],
)
def test_a_scenario_leads_to_the_message_that_resolves_its_barrier(scenario: str, says: str) -> None:
    selection = chosen(brief(scenario=scenario))
    messages = next(s for s in selection.sections if s.section.key == "key_message").picks
    assert any(says in message.module.content.body for message in messages)
    assert all("barrier" in message.reason for message in messages)
    assert not any("key message" in words or "safety" in words for words in selection.missing)


def test_what_must_travel_with_a_message_travels() -> None:
    said = bodies(chosen(brief(scenario="S4")))
    assert "58.3%" in said
    assert "7.4%" in said
    assert "single-arm" in bodies(chosen(brief(scenario="S3")))
    content = verbatim(
        brief(scenario="S2"), chosen(brief(scenario="S2")), load_recipe(AssetKind.TALK_TRACK), {}, TAXONOMY
    )
    texts = [statement.text for section in content.sections for statement in section.statements]
    assert "† Prespecified, descriptive, not adjusted for multiplicity." in texts


def test_a_message_whose_companion_is_not_approved_is_left_out_everywhere_and_said_so() -> None:
    without = [m for m in MODULES if "single-arm" not in m.content.body]
    selection = chosen(brief(scenario="S3"), without)
    assert "45.5%" not in bodies(selection)
    assert any("Single-arm study must travel with it" in words for words in selection.missing)


def test_a_scenario_outside_the_label_of_the_market_gives_a_reason_and_no_content() -> None:
    selection = chosen(brief(scenario="S1", market="CN", language="zh"))
    assert selection.picks == ()
    assert "outside the label in CN" in selection.missing[0]
    assert chosen(brief(scenario="S1")).picks


def test_a_scenario_that_people_must_answer_gives_no_content() -> None:
    selection = chosen(brief("objection", "wyndralis", "B4", market="EU"))
    assert selection.picks == ()
    assert "medical information" in selection.missing[0]


def test_a_market_nobody_judged_the_scenario_for_gives_no_content() -> None:
    assert chosen(brief(scenario="S1", market="JP", language="ja")).picks == ()


def test_a_barrier_alone_finds_its_scenario() -> None:
    found = chosen(brief("objection", scenario="", barrier="does_not_reach_brain"))
    assert "57.9%" in bodies(found)


def test_no_result_of_another_line_or_unasked_subgroup_is_evidence() -> None:
    for scenario in ("S1", "S3", "S4"):
        evidence = next(s for s in chosen(brief(scenario=scenario)).sections if s.section.key == "evidence")
        assert not any("enrolled in China" in p.module.content.body for p in evidence.picks)


def test_a_caution_is_not_dressed_up_with_results() -> None:
    said = bodies(chosen(brief("objection", "wyndralis", "B2", market="EU")))
    assert "asthma" in said
    assert "EASI-75" not in said


def test_without_approved_safety_no_efficacy_is_said() -> None:
    unsafe = [m for m in MODULES if not m.content.kind.is_safety]
    for kind in AssetKind:
        selection = chosen(brief(kind.value, scenario=""), unsafe)
        assert not any(needs_safety(pick.module) for pick in selection.picks)
        assert any("safety" in words for words in selection.missing)


def test_companions_named_by_a_module_come_with_it_or_it_stays_away() -> None:
    companion = module("safety_result", "In the same study, fever occurred in 3.0% (5/163) of patients.")
    result = module("efficacy_result", "Primary endpoint: PFS 13.6 months.", companions=(companion.lineage,))
    others = [m for m in MODULES if m.content.kind is not ModuleKind.EFFICACY_RESULT]
    assert companion.content.body in bodies(chosen(brief(scenario=""), [*others, result, companion]))
    assert result.content.body in bodies(chosen(brief(scenario=""), [*others, result, companion]))
    assert result.content.body not in bodies(chosen(brief(scenario=""), [*others, result]))


def test_a_key_message_tag_said_by_a_person_counts() -> None:
    tagged = module(
        "dosing",
        "Testing takes a few days.",
        tags=(Tag(facet="key_message", value="test_at_progression", by="person"),),
    )
    others = [m for m in MODULES if "45.5%" not in m.content.body]
    assert tagged.content.body in bodies(chosen(brief(scenario="S3"), [*others, tagged]))


def test_what_the_library_lacks_is_said_in_words() -> None:
    selection = chosen(brief(), [])
    assert selection.picks == ()
    assert any(words == "No approved safety information for OVRANTEQ (US, language en)." for words in selection.missing)


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_whatever_is_on_the_shelf_the_rules_of_a_piece_hold(data: st.DataObject) -> None:
    shelf = data.draw(st.lists(st.sampled_from(MODULES), unique_by=lambda m: m.id))
    scenario = data.draw(st.sampled_from(["", "S1", "S2", "S3", "S4"]))
    kind = data.draw(st.sampled_from(list(AssetKind)))
    wanted = brief(kind.value, scenario=scenario, length=data.draw(st.sampled_from(LENGTHS)))
    selection = chosen(wanted, shelf)
    picked = [pick.module for pick in selection.picks]
    assert {m.id for m in picked} <= {m.id for m in shelf}
    assert all((m.content.product, m.content.market, m.content.language) == ("ovranteq", "US", "en") for m in picked)
    assert all(pick.reason for pick in selection.picks)
    if any(needs_safety(m) for m in picked):
        assert any(m.content.kind.is_safety for m in picked)
    assert len({m.id for m in picked}) == len(picked)
    assert chosen(wanted, list(reversed(shelf))) == selection
    content = verbatim(wanted, selection, load_recipe(kind), phrases(), TAXONOMY)
    by_id = {m.id: m for m in (*shelf, *phrases().values())}
    for section in content.sections:
        for statement in section.statements:
            cited = by_id[statement.modules[0]].content
            assert statement.text == cited.body or statement.text in cited.context


def test_the_safety_block_follows_the_label_and_holds_the_gravest_of_each_kind() -> None:
    block = safety_block(MODULES, "ovranteq", "zh")
    assert [m.content.kind for m in block] == [
        ModuleKind.CONTRAINDICATION,
        ModuleKind.WARNING,
        ModuleKind.ADVERSE_REACTION,
    ]
    assert "致死性" in block[1].content.body
    assert "十分常见" in block[2].content.body
    boxed = module("warning", "WARNING: FATAL REACTIONS can occur.", section="boxed_warning")
    block = safety_block([*MODULES, boxed], "ovranteq", "en")
    assert [block[0].id, block[1].content.kind] == [boxed.id, ModuleKind.CONTRAINDICATION]


def test_near_twins_are_two_statements_and_two_wordings_of_one_result_are_one() -> None:
    all_patients = module("efficacy_result", "The ORR was 45.5% (40/88; 95% CI 34.8–56.4).")
    chinese = module("efficacy_result", "The ORR was 45.2% (14/31; 95% CI 27.3–64.0).")
    deck = module("efficacy_result", "ORR 45.5% (40/88; 95% CI 34.8 to 56.4)")
    assert not says_the_same(all_patients, chinese)
    assert says_the_same(all_patients, deck)


def test_only_approved_phrases_are_used_and_lacking_ones_are_told() -> None:
    selection, recipe = chosen(brief()), load_recipe(AssetKind.TALK_TRACK)
    full = verbatim(brief(), selection, recipe, phrases(), TAXONOMY)
    assert full.missing == ()
    assert full.sections[0].title == "Opening"
    bare = verbatim(brief(), selection, recipe, {}, TAXONOMY)
    assert not any(s.role is StatementRole.PHRASE for section in bare.sections for s in section.statements)
    assert "Connective phrases not approved in en" in bare.missing[-1]


def test_an_faq_asks_before_it_answers() -> None:
    wanted = brief("faq", scenario="")
    content = verbatim(wanted, chosen(wanted), load_recipe(AssetKind.FAQ), phrases(), TAXONOMY)
    dosing = next(section for section in content.sections if section.title == "Dosing")
    assert dosing.statements[0].role is StatementRole.QUESTION
    assert "300 mg" in dosing.statements[1].text


def test_every_recipe_uses_phrases_that_exist_in_every_language() -> None:
    written = {(p.key, p.language) for p in read_phrases(load_phrases())}
    for kind in AssetKind:
        for key in load_recipe(kind).phrase_keys:
            assert {(key, language) for language in ("en", "zh", "ja", "de")} <= written


def test_phrases_hold_no_product_no_disease_and_no_figure() -> None:
    for phrase in read_phrases(load_phrases()):
        assert not [m for m in TAXONOMY.concepts(phrase.text) if m.facet in ("product", "disease")], phrase
        assert not any(character.isdigit() for character in phrase.text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: talk_track", "kind: faq"),
        ("version: 2", "version: 2\nauthor: x"),
        ("source: safety", "source: modules"),
        ("kinds: [dosing]", "kinds: [poetry]"),
        ("topics: [dose]", "topics: [weather]"),
        ("{short: 3, standard: 3, long: 3}", "{short: 3}"),
    ],
)
def test_a_recipe_that_breaks_the_format_or_forgets_safety_is_refused(old: str, new: str) -> None:
    from generate.assets.recipe import FOLDER

    text = (FOLDER / "talk_track.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(BadInput):
        read_recipe(text.replace(old, new), AssetKind.TALK_TRACK)
