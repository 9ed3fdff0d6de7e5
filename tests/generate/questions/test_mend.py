"""Typing errors are read as the one word that was meant, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generate.questions.mend import Known, known_words, mended, own_name
from library.taxonomy import Taxonomy

KNOWN = Known(
    stems=frozenset({"photosensitivit", "interact", "life", "mouth", "study", "ovranteq"}),
    words=frozenset({"photosensitivity", "interaction", "interactions", "life", "month", "reaction"}),
    turns=frozenset({"recommend"}),
    studies=frozenset({"waymark-1"}),
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("photosensitivty advice?", (("photosensitivty", "photosensitivity"),)),
        ("half lief of it", (("lief", "life"),)),
        ("what do you recomend", (("recomend", "recommend"),)),
        ("mouth ulcers", ()),
        ("is zolpidem fine?", ()),
        ("doesn't react", ()),
    ],
)
def test_a_word_nobody_knows_is_read_as_the_only_near_one(typed: str, read: tuple[tuple[str, str], ...]) -> None:
    assert mended(typed, KNOWN).read == read


def test_a_study_is_known_by_its_name_however_the_number_is_set() -> None:
    assert mended("DoR in waymark 1 and Waymark1?", KNOWN).text == "DoR in WAYMARK-1 and WAYMARK-1?"


def test_a_word_near_two_words_is_left_as_it_is() -> None:
    known = Known(frozenset(), frozenset({"hearing", "heading"}), frozenset(), frozenset())
    assert mended("heaming loss", known).read == ()


MEDICINES = Known(
    stems=frozenset({"prednisol", "hydroxyz"}),
    words=frozenset({"interaction"}),
    turns=frozenset(),
    studies=frozenset(),
    medicines={
        "carbamazepine": "carbamazepine",
        "carbamazepin": "carbamazepine",
        "prednisone": "prednisone",
        "prednisolone": "prednisolone",
        "hydralazine": "hydralazine",
        "digoxin": "digoxin",
        "insulin": "insulin",
    },
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("carbamazapine", "carbamazepine"), ("Carbamezapin", "carbamazepin"), ("digoxine", "digoxin")],
)
def test_a_medicine_misspelt_is_read_as_the_only_one_that_is_near_and_said(typed: str, read: str) -> None:
    assert mended(f"Is {typed} ok with it?", MEDICINES).read == ((typed, read),)


@pytest.mark.parametrize(
    "typed",
    [
        "prednisolone",
        "prednisone",
        "predniselone",  # near to prednisolone by one letter, and to prednisone by two
        "hydroxyzine",
        "hydralazin3",
        "oxcarbazepine",
        "dixoxan",
        "barbamazepine",
    ],
)
def test_a_name_that_is_known_or_near_to_two_is_never_read_as_another(typed: str) -> None:
    assert mended(f"Is {typed} ok with it?", MEDICINES).read == ()


def test_no_medicine_the_tables_know_is_read_as_another() -> None:
    taxonomy = Taxonomy.load()
    names = {n: id_ for id_, p in taxonomy.products.items() for of in p.names.values() for n in of}
    known = known_words([], names, [])
    looked_alike = ["nimodipine", "pentobarbital", "valganciclovir", "cycloserine", "hydroxyzine", "hydralazine"]
    assert [n for n in (*names, *looked_alike) if n.isascii() and mended(f"with {n}?", known).read] == []


def test_only_our_own_name_with_one_letter_wrong_is_set_right() -> None:
    def unknown(_: str) -> bool:
        return False

    assert own_name("Ovrantec dose?", ["Ovranteq"], unknown).read == (("Ovrantec", "Ovranteq"),)
    assert own_name("Ovrantrix dose?", ["Ovranteq"], unknown).read == ()
    assert own_name("Ovrantec dose?", ["Ovranteq"], lambda typed: True).read == ()


@given(st.text(max_size=60))
def test_a_text_without_errors_read_stays_as_it_was_typed(text: str) -> None:
    found = mended(text, KNOWN)
    assert found.read or found.text.casefold().replace("-", "").replace(" ", "") == text.casefold().replace(
        "-", ""
    ).replace(" ", "")
