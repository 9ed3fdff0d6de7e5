"""Sources, passages, modules, assets and their ids, as the library keeps them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.errors import BadInput, Conflict, NotFound, Unavailable
from library.models import (
    SYSTEM,
    AnchorDraft,
    AnchorRole,
    DocumentClass,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    Outcome,
    PassageDraft,
    PassageFlag,
    PassageKind,
    Role,
    SourceFacts,
    Status,
    Tag,
    WriterRun,
    content_id,
)
from library.store.sources import passage_id
from tests.gate.world import PRODUCT, US, World, password_of, whole

WORDS = ["Response was seen in 61.6% of patients.", "恶心发生率为41.1%。", "Nausea 41.1%"]


def read(world: World, data: bytes, facts: SourceFacts, reader: str = "1", text: str = "words") -> object:
    return world.lib.add_source(
        world.people["mark"], data, media_type="text/plain", facts=facts, reader="plain", reader_version=reader,
        outcome=Outcome.STORED, pages=1, passages=[PassageDraft(kind=PassageKind.PARAGRAPH, text=text)],
    )  # fmt: skip


# --- sources ----------------------------------------------------------------------------------------------------------


def test_the_same_bytes_are_one_source_and_the_same_reading_is_written_once(world: World) -> None:
    source, first, new = read(world, b"data", SourceFacts(filename="a.txt"))
    events = world.lib.last_event()
    same, again, new_again = read(world, b"data", SourceFacts(filename="b.txt"))
    assert (new, new_again) == (True, False)
    assert (source, first) == (same, again)
    assert world.lib.last_event() == events, "nothing was written"
    assert world.lib.original(source.id) == b"data"


@settings(max_examples=30)
@given(st.text(max_size=20), st.integers(0, 10**6), st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
def test_the_id_of_a_passage_is_that_of_its_reading_its_place_and_its_words(
    text: str, seq: int, facts: dict[str, str]
) -> None:
    draft = PassageDraft(kind=PassageKind.PARAGRAPH, text=text, facts=facts)
    reading = "ab" * 32
    assert passage_id(reading, seq, draft) == content_id("passage", [reading, seq, draft.model_dump(mode="json")])


def test_a_stored_passage_is_what_was_hashed(world: World) -> None:
    source, _, _ = read(world, b"data", SourceFacts(), text='"10\u202f%" \ud800 \x00 度')
    (kept,) = world.lib.passages(source.id)
    assert kept.text == '"10\u202f%" \ufffd \ufffd 度'
    draft = PassageDraft(kind=PassageKind.PARAGRAPH, text=kept.text)
    assert kept.id == passage_id(kept.extraction, 0, draft)


def test_a_newer_reader_reads_a_source_anew_and_older_passages_stay(world: World) -> None:
    source, _, _ = read(world, b"data", SourceFacts(), text="old words")
    old = world.lib.passages(source.id)[0]
    _, second, new = read(world, b"data", SourceFacts(), reader="2", text="new words")
    assert new
    assert world.lib.extraction(source.id) == second
    assert [p.text for p in world.lib.passages(source.id)] == ["new words"]
    assert world.lib.passage(old.id) == old


def test_what_a_person_says_of_known_bytes_is_appended_and_what_was_found_again_is_not(world: World) -> None:
    found = SourceFacts(product="wyndralis", market="CN", words={"product": "WYNDRALIS"})
    source, _, _ = read(world, b"data", found)
    world.lib.set_facts(world.people["mark"], source.id, SourceFacts(product="ovranteq", market="US"))
    assert read(world, b"data", found)[0].facts.product == "ovranteq", "a second reading takes nothing back"
    said = read(world, b"data", SourceFacts(expiry=date(2027, 1, 1)))[0].facts
    assert (said.product, said.market, said.expiry) == ("ovranteq", "US", date(2027, 1, 1))


def test_a_source_cannot_replace_itself_or_what_nobody_knows(world: World) -> None:
    source, _, _ = read(world, b"data", SourceFacts())
    for replaced in (source.id, "0" * 64):
        with pytest.raises(BadInput):
            world.lib.set_facts(world.people["mark"], source.id, SourceFacts(replaces=replaced))


def test_sources_are_listed_as_they_came_and_narrowed_by_the_facts_that_hold(world: World) -> None:
    deck, _ = world.document(WORDS, DocumentClass.DECK)
    label, _ = world.document(WORDS, DocumentClass.LABEL, market="CN")
    assert [s.id for s in world.lib.sources()] == [deck.id, label.id]
    assert [s.id for s in world.lib.sources(market="CN")] == [label.id]
    assert [s.id for s in world.lib.sources(document_class=DocumentClass.DECK)] == [deck.id]
    assert world.lib.sources(product="other") == []


@given(text=st.text(st.characters(), min_size=1, max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_text_is_kept_as_it_is_but_for_what_no_database_keeps(world: World, text: str) -> None:
    source, _, _ = read(world, text.encode("utf-8", "surrogatepass"), SourceFacts(), text=text)
    kept = world.lib.passages(source.id)[0].text
    assert len(kept) == len(text)
    assert all(
        a == b or (b == "\ufffd" and (a == "\0" or "\ud800" <= a <= "\udfff")) for a, b in zip(text, kept, strict=True)
    )


def test_an_original_changed_on_disk_is_not_given_out(world: World) -> None:
    source, _, _ = read(world, b"data", SourceFacts())
    world.lib.files.path(source.id).write_bytes(b"DATA")
    with pytest.raises(Unavailable):
        world.lib.original(source.id)
    assert [f.code for f in world.lib.doctor_store()] == ["library.file_changed"]


# --- modules ----------------------------------------------------------------------------------------------------------


def test_identical_content_found_again_joins_with_its_anchors_and_tags(world: World) -> None:
    _, one = world.document(WORDS, DocumentClass.DECK, name="one")
    _, two = world.document(WORDS, DocumentClass.DECK, name="two")
    first = world.draft(one[0])
    again = ModuleDraft(content=first.content, anchors=world.draft(two[0]).anchors, tags=(Tag(facet="t", value="v"),))
    made = world.lib.add_modules(SYSTEM, [first, again, first])
    assert [new for _, new in made] == [True, False, False]
    module = world.lib.module(made[0][0].id)
    assert {a.source for a in module.anchors} == {one[0].source, two[0].source}
    assert [(t.facet, t.value) for t in module.tags] == [("t", "v")]
    before = world.lib.last_event()
    world.lib.add_modules(SYSTEM, [first, again])
    assert world.lib.last_event() == before, "a second run adds nothing"
    assert {m.id for m in world.lib.modules_of_source(two[0].source)} == {module.id}


def test_every_anchor_says_what_its_passage_says_there(world: World) -> None:
    _, passages = world.document(WORDS, DocumentClass.DECK)
    content = world.draft(passages[0]).content
    wrong = [
        AnchorDraft(role=AnchorRole.ORIGIN, passage=passages[0].id, start=0, end=8, quote="response"),
        AnchorDraft(role=AnchorRole.ORIGIN, passage=passages[0].id, start=1, end=9, quote="Response"),
        AnchorDraft(role=AnchorRole.ORIGIN, passage=passages[0].id, start=0, end=0, quote=""),
        AnchorDraft(role=AnchorRole.ORIGIN, passage=passages[0].id, start=-8, end=-1, quote=passages[0].text[-8:-1]),
        AnchorDraft(role=AnchorRole.ORIGIN, passage="0" * 64, start=0, end=8, quote="Response"),
    ]
    for anchor in wrong:
        with pytest.raises(BadInput):
            world.lib.add_modules(world.people["mark"], [ModuleDraft(content=content, anchors=(anchor,))])
    assert world.lib.modules() == []


def test_chinese_quotes_count_code_points(world: World) -> None:
    _, passages = world.document(["𠮷野家:恶心发生率为41.1%。"], DocumentClass.DECK)
    quote = AnchorDraft(role=AnchorRole.ORIGIN, passage=passages[0].id, start=4, end=6, quote="恶心")
    content = ModuleContent(kind=ModuleKind.ADVERSE_REACTION, body="恶心", language="zh", market="CN")
    module, _ = world.lib.add_modules(SYSTEM, [ModuleDraft(content=content, anchors=(quote,))])[0]
    assert module.anchors[0].prefix == "𠮷野家:"
    assert world.lib.verbatim(module)


def test_hidden_text_never_becomes_a_module(world: World) -> None:
    draft = PassageDraft(kind=PassageKind.PARAGRAPH, text="best in class", flags=(PassageFlag.HIDDEN,))
    source, _, _ = world.lib.add_source(
        world.people["mark"], b"x", media_type="t", facts=SourceFacts(), reader="r", reader_version="1",
        outcome=Outcome.STORED, pages=1, passages=[draft],
    )  # fmt: skip
    hidden = world.lib.passages(source.id)[0]
    with pytest.raises(BadInput) as refused:
        world.module(hidden)
    assert refused.value.code == "library.hidden"


def test_the_program_makes_only_what_it_found(world: World) -> None:
    _, passages = world.document(WORDS, DocumentClass.DECK)
    both = (whole(AnchorRole.ORIGIN, passages[0]), whole(AnchorRole.ORIGIN, passages[2]))
    content = ModuleContent(
        kind=ModuleKind.ADVERSE_REACTION, body=f"{WORDS[0]}\n{WORDS[2]}", language="en", market="US"
    )
    module, _ = world.lib.add_modules(SYSTEM, [ModuleDraft(content=content, anchors=both)])[0]
    assert world.lib.verbatim(module)
    other = ModuleContent(**{**content.model_dump(), "body": f"{WORDS[2]}\n{WORDS[0]}"})
    with pytest.raises(BadInput) as refused:
        world.lib.add_modules(SYSTEM, [ModuleDraft(content=other, anchors=both)])
    assert refused.value.code == "library.not_verbatim"


def test_an_edit_is_a_child_draft_with_its_parents_anchors_and_tags(world: World) -> None:
    module = world.claim()
    world.lib.add_tags(world.people["mark"], module.id, [Tag(facet="product", value="ovranteq")])
    child = world.edited(module, "Many responded.")
    assert (child.parent, child.lineage, child.version) == (module.id, module.lineage, 2)
    assert [a.quote for a in child.anchors] == [a.quote for a in module.anchors]
    assert [t.value for t in child.tags] == ["ovranteq"]
    assert world.lib.status(child.id) is Status.DRAFT
    assert world.edited(module, "Many responded.") == child
    assert [m.id for m in world.lib.versions(module.lineage)] == [module.id, child.id]
    assert [m.id for m in world.lib.modules()] == [child.id]
    assert {m.id for m in world.lib.modules(latest_only=False)} == {module.id, child.id}
    with pytest.raises(BadInput):
        world.edited(module, module.content.body)


def test_modules_are_narrowed_and_paged(world: World) -> None:
    _, passages = world.document([f"Claim {n}: 100% _of_ cases." for n in range(7)], DocumentClass.DECK)
    made = [m.id for m, _ in world.lib.add_modules(SYSTEM, [world.draft(p) for p in passages])]
    assert [m.id for m in world.lib.modules(limit=3)] == made[:3]
    assert [m.id for m in world.lib.modules(after=made[2], limit=3)] == made[3:6]
    assert [m.id for m in world.lib.modules(text="CLAIM 4")] == [made[4]]
    assert [m.id for m in world.lib.modules(text="100% _OF")] == made
    assert world.lib.modules(text="1000") == []
    assert world.lib.modules(kind=ModuleKind.DOSING) == []
    world.lib.add_tags(world.people["mark"], made[5], [Tag(facet="scenario", value="s3")])
    assert [m.id for m in world.lib.modules(tag=("scenario", "s3"))] == [made[5]]
    assert [m.id for m in world.lib.modules(status=Status.DRAFT, limit=2)] == made[:2]
    assert world.lib.modules(status=Status.RELEASED) == []


# --- assets, runs, ids ------------------------------------------------------------------------------------------------


def test_the_same_content_in_the_same_lineage_is_one_asset(world: World) -> None:
    module = world.claim()
    asset = world.piece([module])
    assert world.piece([module]) == asset
    child = world.lib.add_asset(
        world.people["mel"], type(asset.content)(**{**asset.content.model_dump(), "title": "Other"}), parent=asset.id
    )
    assert (child.parent, child.lineage, child.version) == (asset.id, asset.lineage, 2)
    assert [a.id for a in world.lib.assets(product=PRODUCT)] == [asset.id, child.id]
    assert world.lib.assets(status=Status.RELEASED) == []


def test_an_asset_cites_modules_that_exist(world: World) -> None:
    content = world.piece([world.claim()]).content
    section = content.sections[0]
    stranger = section.statements[0].model_copy(update={"modules": ("0" * 64,)})
    other = content.model_copy(update={"sections": (section.model_copy(update={"statements": (stranger,)}),)})
    with pytest.raises(NotFound):
        world.lib.add_asset(world.people["mark"], other)


def test_who_ran_the_model_is_an_author(world: World) -> None:
    asset = world.piece([world.claim()])
    world.lib.record_run(world.people["mel"], WriterRun(writer="model"), asset.id)
    assert world.lib.authors(asset.id) == {world.people["mark"].id, world.people["mel"].id}


def test_a_record_is_found_by_the_beginning_of_its_id(world: World) -> None:
    module = world.claim()
    world.approve(module.id)
    asset = world.piece([module])
    release = world.lib.release([module.id], US, world.to())
    known = {
        "module": module.id, "lineage": module.lineage, "source": module.anchors[0].source, "asset": asset.id,
        "passage": module.anchors[0].passage, "policy": world.lib.policy().id, "release": release.id,
        "decision": world.lib.decisions(module.id)[0].id,
    }  # fmt: skip
    for kind, id in known.items():
        assert world.lib.resolve(id) == (kind, id)
        assert world.lib.resolve(id[:24].upper()) == (kind, id)
    with pytest.raises(BadInput):
        world.lib.resolve(module.id[:5])
    with pytest.raises(NotFound):
        world.lib.resolve("ffffffffffff")
    with pytest.raises(BadInput) as refused:
        world.lib.resolve(world.lib.decisions(module.id)[0].id[:8])
    assert refused.value.code == "library.ambiguous_id"


# --- reviews ----------------------------------------------------------------------------------------------------------


def test_the_queue_is_oldest_first_and_by_the_role_that_is_waited_for(world: World) -> None:
    first, second = world.claim(), world.claim("Nausea occurred in 41.1%.", name="two")
    for module in (second, first):
        world.lib.submit(world.people["mark"], module.id)
    assert world.lib.queue() == [second.id, first.id]
    world.decide(second.id, "mia", Role.MEDICAL)
    assert world.lib.queue(Role.MEDICAL) == [first.id]
    assert world.lib.queue(Role.REGULATORY) == [second.id, first.id]
    world.decide(second.id, "rex", Role.REGULATORY)
    assert world.lib.queue() == [first.id]
    submitted = world.lib.submit(world.people["mark"], first.id)
    assert submitted == world.lib.decisions(first.id)[0], "asking again changes nothing"
    with pytest.raises(Conflict):
        world.lib.submit(world.people["mel"], first.id)


def test_what_a_reviewer_saw_is_in_the_decision(world: World) -> None:
    module = world.claim()
    before = world.lib.seen_hash(module.id)
    decision = world.lib.submit(world.people["mark"], module.id)
    assert decision.seen == before
    _, more = world.document([WORDS[0]], DocumentClass.PUBLICATION, name="more")
    world.lib.add_anchors(world.people["mark"], module.id, [whole(AnchorRole.SUPPORT, more[0])])
    assert world.lib.seen_hash(module.id) != before


def test_nothing_is_approved_that_was_not_submitted(world: World) -> None:
    module = world.claim()
    with pytest.raises(Conflict):
        world.decide(module.id, "mia", Role.MEDICAL)


def test_an_approval_given_elsewhere_counts_from_its_day_and_says_so(world: World) -> None:
    module = world.claim()
    given = world.clock.now.date()
    for by, role in (("mia", Role.MEDICAL), ("rex", Role.REGULATORY)):
        decision = world.lib.import_approval(
            world.people[by], module.id, role=role, scope=US, material_code="BM-1", approved_on=given,
            expires=None, file_sha256="0" * 64, reviewer="Dr. Then", password=password_of(by),
        )  # fmt: skip
        assert "BM-1" in decision.meaning
    assert world.lib.status(module.id) is Status.RELEASED
    world.clock.forward(301)
    assert world.lib.status(module.id) is Status.EXPIRED
