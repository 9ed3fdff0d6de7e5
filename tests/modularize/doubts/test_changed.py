"""What tracked changes would say of safety waits for a person, and so does half a sentence beside one."""

from __future__ import annotations

from library.models import PassageFlag, PassageKind
from modularize.segment import segment
from tests.modularize.making import Page

CHANGED = (PassageFlag.TRACKED_CHANGE,)


def reasons(page: Page) -> dict[str, str]:
    return {skip.passage: skip.reason for skip in segment(page.passages).skipped}


def test_a_changed_passage_among_the_contraindications_waits_for_a_person() -> None:
    page = Page("de", "contraindications")
    page.heading("Gegenanzeigen")
    changed = page.add(PassageKind.PARAGRAPH, "Ovalex darf nicht bei Asthma angewendet werden.", flags=CHANGED)
    page.text("Ovalex darf nicht bei Fieber angewendet werden.")
    assert reasons(page)[changed.id] == "needs a person: tracked change that nobody has accepted yet"
    assert [part.body for part in segment(page.passages).segments] == [
        "Ovalex darf nicht bei Fieber angewendet werden."
    ]


def test_a_changed_passage_on_the_pack_is_left_out_as_before() -> None:
    page = Page("de", "how_supplied")
    changed = page.add(PassageKind.PARAGRAPH, "Es gibt Packungen mit 30 Tabletten.", flags=CHANGED)
    assert reasons(page)[changed.id] == "tracked change that nobody has accepted yet"


def test_half_a_sentence_before_or_behind_a_change_is_no_module() -> None:
    page = Page("de", "warnings")
    page.heading("Warnhinweise")
    page.text("Die gleichzeitige Gabe von Ovalex und Betalin kann bei Kindern")
    page.add(PassageKind.PARAGRAPH, "zu Fieber führen und", flags=CHANGED)
    page.text("sollte darum bei allen Patienten vermieden werden.")
    page.text("Ovalex macht müde.")
    cut = segment(page.passages)
    assert [part.body for part in cut.segments] == ["Ovalex macht müde."]
    assert len(cut.withheld) + sum(skip.needs_person for skip in cut.skipped) >= 3
