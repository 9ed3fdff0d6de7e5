"""What a comparison lets stand: a quote is carried over only where it says the same in the same place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.lineage.carry import Carrier, may_replace, places, shared
from ingest.lineage.compare import compare
from library.models import Anchor, AnchorRole, DocumentClass, Passage, PassageKind, SourceFacts

SAID = "Withhold OVRANTEQ if lung disease is suspected."


def version(name: str, *texts: Any, heading: str = "5.1 Lung", section: str = "warnings") -> list[Passage]:
    """Passages of one version; a text may come with what differs from the others."""
    found = []
    for seq, said in enumerate(texts):
        text, more = said if isinstance(said, tuple) else (said, {})
        facts = {
            "section": section,
            "heading_path": (heading,),
            "kind": PassageKind.PARAGRAPH,
            "language": "en",
            **more,
        }
        found.append(Passage(id=f"{name}{seq}", source=name, extraction=name, seq=seq, text=text, **facts))
    return found


def anchor(passage: Passage, quote: str, role: AnchorRole = AnchorRole.SUPPORT, at: int = -1) -> Anchor:
    start = passage.text.index(quote) if at < 0 else at
    return Anchor(
        id=f"{role}{passage.id}{start}", source=passage.source, role=role, passage=passage.id, start=start,
        end=start + len(quote), quote=quote,
    )  # fmt: skip


def carried(old: list[Passage], new: list[Passage], *anchors: Anchor) -> list[tuple[str, int]]:
    return [(c.passage, c.start) for c in Carrier(compare(old, new), old, new).carries(anchors)]


def test_a_sentence_of_a_reworded_passage_that_stands_again_is_carried() -> None:
    old = version("o", f"It can cause lung disease. {SAID}")
    new = version("n", f"It can cause severe and fatal lung disease. {SAID}")
    assert carried(old, new, anchor(old[0], SAID)) == [("n0", new[0].text.index(SAID))]


def test_the_same_occurrence_of_a_repeated_quote_is_taken() -> None:
    text = "Grade 1: reduce the dose. Grade 2: reduce the dose."
    old, new = version("o", text), version("n", f"{text} Grade 3: reduce the dose.")
    second = text.rindex("reduce the dose.")
    assert carried(old, new, anchor(old[0], "reduce the dose.", at=second)) == [("n0", second)]


@pytest.mark.parametrize(
    "new",
    [
        version("n", SAID.replace("suspected", "confirmed")),
        version("n", SAID, heading="5.2 Liver"),
        version("n", SAID, section="adverse_reactions"),
        version("n", (SAID, {"kind": PassageKind.FOOTNOTE})),
        version("n", "Something else is said here about other things."),
    ],
    ids=["other words", "another heading", "another section", "a footnote now", "gone"],
)
def test_what_does_not_say_the_same_in_the_same_place_is_not_carried(new: list[Passage]) -> None:
    old = version("o", SAID)
    assert carried(old, new, anchor(old[0], SAID)) == []


def test_the_number_of_the_heading_may_change() -> None:
    old, new = version("o", SAID), version("n", SAID, heading="5.4 Lung")
    assert carried(old, new, anchor(old[0], SAID)) == [("n0", 0)]


def test_a_table_row_is_carried_only_under_the_same_header() -> None:
    def table(name: str, header: str) -> list[Passage]:
        row = {"kind": PassageKind.TABLE_ROW, "group": "t1"}
        return version(name, (header, {"kind": PassageKind.TABLE_HEADER, "group": "t1"}), ("Nausea\t41.1%\t12.0%", row))

    old = table("o", "Event\tOVRANTEQ\tPlacebo")
    quote = anchor(old[1], "Nausea\t41.1%\t12.0%")
    assert carried(old, table("n", "Event\tOVRANTEQ\tPlacebo"), quote) == [("n1", 0)]
    assert carried(old, table("n", "Event\tPlacebo\tOVRANTEQ"), quote) == []


def test_a_long_sentence_that_went_to_another_passage_of_its_section_is_found_there() -> None:
    old = version("o", f"It can cause lung disease in some patients. {SAID}", "Monitor patients for cough and fever.")
    new = version("n", "It can cause lung disease in some patients.", f"Monitor patients for cough and fever. {SAID}")
    assert carried(old, new, anchor(old[0], SAID)) == [("n1", new[1].text.index(SAID))]
    first, more = "It can cause lung disease in some patients.", "Advise patients to report breathlessness at once."
    old = version("o", f"{first} {SAID}", "Monitor patients for cough and fever.", more)
    twice = version("n", first, f"Monitor patients for cough and fever. {SAID}", f"{more} {SAID}")
    assert carried(old, twice, anchor(old[0], SAID)) == []


def test_origins_go_together_or_not_at_all() -> None:
    old = version("o", "The first part of the claim stands here.", "The second part of the claim stands here.")
    new = version("n", "The first part of the claim stands here.", "Nothing of the kind is said any more.")
    both = [anchor(p, p.text, AnchorRole.ORIGIN) for p in old]
    assert carried(old, new, *both) == []
    assert carried(old, old, *both) == [("o0", 0), ("o1", 0)]
    assert carried(old, new, anchor(old[0], old[0].text), anchor(old[1], old[1].text)) == [("n0", 0)]


words = st.lists(
    st.sampled_from(("Withhold it. ", "Reduce the dose. ", "Do not use it. ", "Monitor the liver. ")), max_size=5
)


@pytest.mark.parametrize(
    ("now", "stays"),
    [
        ("Do not use OVRANTEQ in patients with:", True),
        ("Do not use OVRANTEQ (see 5.2) in patients with:", True),
        ("Use OVRANTEQ with caution in patients with:", False),
    ],
)
def test_an_item_stands_again_only_under_the_words_that_open_it(now: str, *, stays: bool) -> None:
    item = ("an active infection of the lung", {"kind": PassageKind.LIST_ITEM})
    old = version("o", "Do not use OVRANTEQ in patients with:", item)
    new = version("n", now, item)
    anchors = (
        anchor(old[1], item[0], AnchorRole.ORIGIN),
        anchor(old[0], old[0].text, AnchorRole.CONTEXT),
    )
    assert (("n1", 0) in carried(old, new, *anchors)) is stays


@settings(max_examples=150, deadline=None)
@given(before=st.lists(words, min_size=1, max_size=4), after=st.lists(words, max_size=4), data=st.data())
def test_what_is_carried_always_stands_there_letter_by_letter(
    before: list[list[str]], after: list[list[str]], data: st.DataObject
) -> None:
    old = version("o", *("".join(p) or "x" for p in before))
    new = version("n", *("".join(p) or "x" for p in after))
    chosen = data.draw(st.sampled_from(old))
    start = data.draw(st.integers(0, len(chosen.text) - 1))
    quote = chosen.text[start : data.draw(st.integers(start + 1, len(chosen.text)))]
    diff = compare(old, new)
    for found in Carrier(diff, old, new).carries([anchor(chosen, quote, at=start)]):
        passage = next(p for p in new if p.id == found.passage)
        assert passage.text[found.start : found.start + len(quote)] == quote
    assert set(places(diff, old, new)) <= {p.id for p in old}


def test_versions_are_proposed_by_facts_and_by_what_both_say() -> None:
    facts = SourceFacts(document_class=DocumentClass.LABEL, product="p", market="US", language="en")
    assert may_replace(facts, facts)
    for other in ({"market": "CN"}, {"language": "de"}, {"document_class": DocumentClass.DECK}, {"product": ""}):
        assert not may_replace(facts, facts.model_copy(update=other))
    assert not may_replace(SourceFacts(), SourceFacts())
    assert shared(version("o", SAID, SAID[::-1]), version("n", SAID)) == 1.0
    assert shared(version("o", SAID), version("n", "Nothing of this stands in the other one.")) == 0.0
    assert shared(version("o", "8"), version("n", "8")) == 0.0
