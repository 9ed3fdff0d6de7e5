"""What becomes of modules when their document is replaced: the same, a later version, new, or gone."""

from __future__ import annotations

from datetime import UTC, datetime

from library.models import Anchor, AnchorDraft, AnchorRole, Module, ModuleContent, ModuleDraft, ModuleKind
from modularize.linking.succession import Succession, corrected, plan, successors

HEAD = "2.4 Hepatic impairment"
PLACES = {"o1": ("n1",), "o2": ("n2",)}


def content(body: str, context: str = HEAD, section: str = "dosage") -> ModuleContent:
    return ModuleContent(
        kind=ModuleKind.DOSING, body=body, context=(context,), language="en", market="US", product="p", section=section
    )


def draft(body: str, passage: str, **more: str) -> ModuleDraft:
    anchor = AnchorDraft(role=AnchorRole.ORIGIN, passage=passage, start=0, end=len(body), quote=body)
    return ModuleDraft(content=content(body, **more), anchors=(anchor,))


def module(body: str, passage: str, **more: str) -> Module:
    anchor = Anchor(id=body, source="old", role=AnchorRole.ORIGIN, passage=passage, start=0, end=len(body), quote=body)
    return Module(
        id=f"m {body} {more}", lineage=f"l {body} {more}", parent=None, version=1, content=content(body, **more),
        author="system", created_at=datetime(2026, 1, 1, tzinfo=UTC), anchors=(anchor,),
    )  # fmt: skip


AFTER = Succession(old="old", places=PLACES)
DOSE, LOWER = "The recommended dosage is 200 mg once daily.", "The recommended dosage is 100 mg once daily."


def test_the_same_words_go_on_whatever_number_their_heading_bears() -> None:
    before = module(DOSE, "o1")
    planned = plan([draft(DOSE, "n1", context="2.5 Hepatic impairment")], [], [before], AFTER)
    assert [m.id for m, _ in planned.joins] == [before.id]
    assert (planned.new, planned.follows, planned.gone) == ((), (), ())


def test_the_same_words_under_another_heading_are_a_later_version() -> None:
    before = module(DOSE, "o1")
    planned = plan([draft(DOSE, "n2", context="2.5 Renal impairment")], [], [before], AFTER)
    assert [m.id for m, _ in planned.follows] == [before.id]
    assert (planned.new, planned.joins, planned.gone) == ((), (), ())


def test_a_reworded_module_follows_the_one_in_its_place_and_no_other() -> None:
    one, two = module(DOSE, "o1"), module("Take the tablet with food.", "o2")
    planned = plan([draft(LOWER, "n1"), draft("Store in a dry place.", "n2")], [], [one, two], AFTER)
    assert [(m.id, d.content.body) for m, d in planned.follows] == [(one.id, LOWER)]
    assert [d.content.body for d in planned.new] == ["Store in a dry place."]
    assert planned.gone == (two,)


def test_another_section_or_place_is_no_succession() -> None:
    before = module(DOSE, "o1")
    for other in (draft(LOWER, "n1", section="warnings"), draft(LOWER, "n2")):
        planned = plan([other], [], [before], AFTER)
        assert (planned.new, planned.gone) == ((other,), (before,))


def test_without_an_older_version_everything_is_new_or_known() -> None:
    known = module(DOSE, "n1")
    planned = plan([draft(DOSE, "n1"), draft(LOWER, "n1")], [known], [], None)
    assert [m.id for m, _ in planned.joins] == [known.id]
    assert [d.content.body for d in planned.new] == [LOWER]


def test_a_module_split_from_the_new_version_before_is_known_as_successor() -> None:
    before, now = module(DOSE, "o1"), module(LOWER, "n1")
    assert successors([before], [now], PLACES) == {before.id: now.id}
    assert successors([before], [before], {"o1": ("o1",)}) == {}


def test_a_fact_set_right_after_the_first_run_gives_later_versions_and_no_second_drafts() -> None:
    first, edited = module(DOSE, "o1"), module(LOWER, "o2")
    by_person = edited.model_copy(update={"id": "e2", "version": 2, "author": "ada"})
    shared = module("Store below 25 °C.", "o1")
    elsewhere = shared.anchors[0].model_copy(update={"source": "another"})
    shared = shared.model_copy(update={"anchors": (*shared.anchors, elsewhere)})
    gone = module("Said no more.", "o1")
    known = [first, edited, shared, gone]
    now = [draft(body, "o1", section="storage") for body in (DOSE, LOWER, "Store below 25 °C.")]
    planned = corrected(plan(now, known, [], None), "old", known, [*known, by_person])
    assert planned.follows == ((first, now[0]),)
    assert planned.new == (now[1], now[2])
    assert planned.gone == (gone,)
