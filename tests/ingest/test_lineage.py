"""Versions of a document aligned: nothing lost, nothing invented, every change named and weighed."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.lineage.changes import Change, ChangeKind, VersionDiff, Weight
from ingest.lineage.compare import compare
from ingest.lineage.marks import compared_with_marks
from ingest.readers import read
from ingest.reading import Limits
from library.models import PassageDraft, PassageKind
from library.text import normal

EXAMPLES = Path(__file__).parents[2] / "examples"
K = ChangeKind


def passage(text: str, section: str = "warnings", heading: str = "5 Warnings", **more: object) -> PassageDraft:
    said = {"kind": PassageKind.PARAGRAPH, "language": "en", **more}
    return PassageDraft(text=text, section=section, heading_path=(heading,) if heading else (), **said)  # type: ignore[arg-type]


def only(diff: VersionDiff, *kinds: ChangeKind) -> Change:
    rows = diff.of(*kinds) if kinds else tuple(r for r in diff.rows if r.kind is not K.UNCHANGED)
    assert len(rows) == 1, [(r.kind, r.old, r.new) for r in rows]
    return rows[0]


def reworded(before: str, after: str, section: str = "warnings", language: str = "en") -> Change:
    return only(compare([passage(before, section, language=language)], [passage(after, section, language=language)]))


# --- what holds for any two versions ----------------------------------------------------------------------------------

LINES = (
    "Withhold the medicine if lung disease is suspected.",
    "Withhold the medicine if lung disease of grade 2 is suspected.",
    "The recommended dosage is 300 mg once daily with food.",
    "The recommended dosage is 200 mg once daily with food.",
    "Nausea\t41.1%\t12.0%",
    "Nausea\t43.0%\t12.0%",
    "None.",
    "8",
    "不得与强效诱导剂合用。",
    "不宜与强效诱导剂合用。",
    "本剤の成分に対し過敏症の既往歴のある患者には投与しないこと。",
    "Die Behandlung muss abgebrochen werden. Bei leichten Beschwerden kann sie fortgesetzt werden.",
)
versions = st.lists(
    st.builds(
        passage,
        st.sampled_from(LINES) | st.text("ab .1", min_size=1, max_size=12).filter(str.strip),
        st.sampled_from(("warnings", "dosage", "highlights")),
        st.sampled_from(("5 Warnings", "2 Dosage", "")),
        kind=st.sampled_from((PassageKind.PARAGRAPH, PassageKind.PARAGRAPH, PassageKind.HEADING, PassageKind.FOOTER)),
    ),
    max_size=14,
)


def every(rows: Sequence[Change]) -> tuple[list[int], list[int]]:
    return sorted(i for r in rows for i in r.old), sorted(j for r in rows for j in r.new)


@settings(max_examples=150, deadline=None)
@given(old=versions, new=versions)
def test_every_passage_of_both_versions_stands_in_exactly_one_row(
    old: list[PassageDraft], new: list[PassageDraft]
) -> None:
    diff = compare(old, new)
    assert every(diff.rows) == (list(range(len(old))), list(range(len(new))))
    for row in diff.rows:
        assert (row.kind is K.ADDED) == (not row.old)
        assert (row.kind is K.REMOVED) == (not row.new)
        assert row.old or row.new


@settings(max_examples=80, deadline=None)
@given(version=versions)
def test_a_version_compared_with_itself_has_no_change(version: list[PassageDraft]) -> None:
    assert {row.kind for row in compare(version, version).rows} <= {K.UNCHANGED}


def pairs(diff: VersionDiff, *, swapped: bool = False) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(r.new, r.old) if swapped else (r.old, r.new) for r in diff.rows}


@settings(max_examples=150, deadline=None)
@given(old=versions, new=versions)
def test_swapping_the_versions_swaps_added_and_removed_and_keeps_the_pairs(
    old: list[PassageDraft], new: list[PassageDraft]
) -> None:
    there, back = compare(old, new), compare(new, old)
    assert pairs(there) == pairs(back, swapped=True)
    assert there.counts["added"] == back.counts["removed"]
    assert there.counts["removed"] == back.counts["added"]


@settings(max_examples=100, deadline=None)
@given(old=versions, new=versions)
def test_the_pieces_of_a_row_joined_are_the_wordings(old: list[PassageDraft], new: list[PassageDraft]) -> None:
    """Nobody may read a comparison that leaves out or adds a word."""
    for row in compare(old, new).rows:
        for sentence in row.sentences:
            assert "".join(p.old for p in sentence.pieces).split() == (sentence.old or "").split()
            if any(p.op != "same" for p in sentence.pieces) or sentence.old is None:
                said = "".join(p.new if p.op != "same" else p.new or p.old for p in sentence.pieces)
                assert "".join(normal(said).split()) == "".join(normal(sentence.new or "").split())


# --- kinds ------------------------------------------------------------------------------------------------------------


def test_words_that_went_to_another_place_have_moved() -> None:
    a, b, c, d = (passage(LINES[i]) for i in (0, 2, 8, 11))
    assert only(compare([a, b, c, d], [b, c, d, a])).old == (0,)
    elsewhere = passage(LINES[0], "dosage", "2 Dosage")
    assert only(compare([a, b], [elsewhere, b])).kind is K.MOVED


def test_a_heading_that_only_got_another_number_moves_nothing() -> None:
    old = [passage("5.5 Photosensitivity", kind=PassageKind.HEADING), passage(LINES[0], heading="5.5 Photosensitivity")]
    new = [passage("5.6 Photosensitivity", kind=PassageKind.HEADING), passage(LINES[0], heading="5.6 Photosensitivity")]
    row = only(compare(old, new))
    assert (row.old, row.weight) == ((0,), Weight.EDITORIAL)


def test_words_under_another_heading_have_moved() -> None:
    def under(name: str) -> list[PassageDraft]:
        return [passage(name, kind=PassageKind.HEADING), passage(LINES[2], heading=name)]

    diff = compare(under("Moderate hepatic impairment"), under("Paediatric use in adolescents"))
    assert diff.counts["moved"] == 1


def test_where_only_figures_differ_they_are_named() -> None:
    row = reworded(LINES[2], LINES[3], "dosage")
    assert row.kind is K.CHANGED_NUMBER
    assert [(f.old, f.new, f.direction) for f in row.figures] == [("300 mg", "200 mg", "lower")]


def test_a_paragraph_that_a_page_end_cut_in_two_is_unchanged() -> None:
    whole = passage("The pharmacokinetics in patients with severe renal impairment are unknown. They were not studied.")
    foot = passage("Revised 10/2026", kind=PassageKind.FOOTER)
    halves = (
        passage("The pharmacokinetics in patients with severe renal"),
        passage("impairment are unknown. They were not studied."),
    )
    diff = compare([whole, foot], [halves[0], foot, halves[1]])
    assert diff.counts["unchanged"] == 2
    assert {(r.old, r.new) for r in diff.rows} == {((0,), (0, 2)), ((1,), (1,))}


def test_a_table_row_is_paired_with_the_row_of_the_same_name() -> None:
    names = ("Nausea", "Peripheral oedema", "Fatigue", "Vomiting")
    old = [
        passage(f"{n}\t{10 + i}.5%\t{i}.1%", "adverse_reactions", kind=PassageKind.TABLE_ROW)
        for i, n in enumerate(names)
    ]
    new = [
        passage(f"{n}\t{20 + i}.5%\t{i}.3%", "adverse_reactions", kind=PassageKind.TABLE_ROW)
        for i, n in enumerate(names)
    ]
    diff = compare(old, new[::-1])
    assert {(r.old[0], r.new[0]) for r in diff.rows} == {(i, 3 - i) for i in range(4)}
    assert diff.counts["changed_number"] == 4


# --- weights ----------------------------------------------------------------------------------------------------------

CRITICAL = {
    "a new contraindication": ("None.", "Contraindicated in patients who take strong inducers.", "contraindications", "en"),
    "may became must": ("Liver tests may be repeated monthly.", "Liver tests must be repeated monthly.", "warnings", "en"),
    "a do not was added": (
        "Take one tablet a day with food in the morning.",
        "Take one tablet a day with food in the morning. Do not take it with grapefruit juice.", "dosage", "en"),
    "a lower dose": (LINES[2], LINES[3], "dosage", "en"),
    "a lower dose by function": (
        "In severe renal impairment the maximum dose is 40 mg daily.",
        "In severe renal impairment the maximum dose is 20 mg daily.", "renal", "en"),
    "a dose given less often": ("Take 100 mg twice daily.", "Take 100 mg once daily.", "dosage", "en"),
    "a longer interval": ("300 mg is given every 2 weeks.", "300 mg is given every 4 weeks.", "dosage", "en"),
    "一个更长的间隔": ("每2周一次，每次300 mg。", "每4周一次，每次300 mg。", "dosage", "zh"),
    "a shorter course": ("Treat for a maximum of 12 weeks.", "Treat for a maximum of 8 weeks.", "dosage", "en"),
    "a new most": ("Take one tablet a day.", "Take one tablet a day. The maximum daily dose is 400 mg.", "dosage", "en"),
    "less for some patients": (
        "Take one tablet a day.", "Take one tablet a day. Reduce the starting dose in severe renal impairment.",
        "dosage", "en"),
    "eine kleinere Dosis": (
        "Täglich eine Tablette.", "Täglich eine Tablette. Bei Älteren soll die Dosis halbiert werden.", "dosage", "de"),
    "another threshold of a dose": (
        "A dose of 20 mg is recommended for patients with eGFR <30 mL/min.",
        "A dose of 20 mg is recommended for patients with eGFR <45 mL/min.", "renal", "en"),
    "a restriction reaches further": (
        "Permanently discontinue for pneumonitis of Grade 3 or higher.",
        "Permanently discontinue for pneumonitis of any grade.", "warnings", "en"),
    "a warning became more frequent": (
        "Pneumonitis occurred in 4.9% of patients.", "Pneumonitis occurred in 6.1% of patients.", "warnings", "en"),
    "a new adverse reaction": (
        "Nausea was reported in trials.", "Nausea was reported in trials. Pancreatitis was reported after approval.",
        "adverse_reactions", "en"),
    "慎用 became 禁用": ("肝功能不全患者慎用本品。", "肝功能不全患者禁用本品。", "warnings", "zh"),
    "注意 became 投与しないこと": ("腎障害患者には慎重に投与すること。", "腎障害患者には投与しないこと。", "warnings", "ja"),
    "kann became muss": (
        "Die Behandlung kann bei Blutungen abgebrochen werden.", "Die Behandlung muss bei Blutungen abgebrochen werden.",
        "warnings", "de"),
}  # fmt: skip


@pytest.mark.parametrize("what", CRITICAL)
def test_new_or_stronger_words_in_a_safety_section_are_safety_critical(what: str) -> None:
    before, after, section, language = CRITICAL[what]
    old, new = passage(before, section, language=language), passage(after, section, language=language)
    found = compare([old], [new]).critical
    assert found
    assert all(row.reasons for row in found)
    assert not compare([new], [new]).critical


CALM = {
    "a full stop": ("Withhold it if pneumonitis is suspected", "Withhold it if pneumonitis is suspected.", "warnings"),
    "a cross-reference": (
        "Withhold it if pneumonitis is suspected (5.1).", "Withhold it if pneumonitis is suspected (5.2).", "warnings"),
    "a figure that fell": (
        "Pneumonitis occurred in 6.1% of patients.", "Pneumonitis occurred in 4.9% of patients.", "warnings"),
    "a lower figure of a trial": ("The median age was 72 years.", "The median age was 71 years.", "clinical_studies"),
    "a higher dose": ("Take 100 mg once daily.", "Take 200 mg once daily.", "dosage"),
    "a dose given more often": ("Take 100 mg every 12 hours.", "Take 100 mg every 8 hours.", "dosage"),
    "no smaller dose needed": (
        "Take one tablet a day.", "Take one tablet a day. No dose reduction is needed in the elderly.", "dosage"),
    "a new strength": ("Tablets of 100 mg.", "Tablets of 100 mg and of 50 mg for children.", "dosage"),
    "must became may": ("Liver tests must be repeated.", "Liver tests may be repeated.", "warnings"),
    "a date": ("Revised: 03/2026", "Revised: 10/2026", "patient_counselling"),
    "another study site": ("Must be stored dry.", "Must be stored dry and cool.", "how_supplied"),
}  # fmt: skip


@pytest.mark.parametrize("what", CALM)
def test_what_is_neither_new_nor_stronger_is_not_safety_critical(what: str) -> None:
    before, after, section = CALM[what]
    diff = compare([passage(before, section)], [passage(after, section)])
    assert diff.rows[0].kind is not K.UNCHANGED or what in ("a full stop",)
    assert not diff.critical


def test_a_slip_put_right_is_editorial_and_another_word_is_not() -> None:
    around = [passage("Photosensitivity was seen. Atypical and typical fractures are described.", "description")]
    slip = "Advise patients to report photosensitvity reactions."
    assert (
        only(compare([*around, passage(slip)], [*around, passage(slip.replace("vity", "ivity"))])).weight
        is Weight.EDITORIAL
    )
    prefix = "Withhold it in patients with atypical fractures."
    other = compare([*around, passage(prefix)], [*around, passage(prefix.replace("atypical", "typical"))])
    assert only(other).weight is Weight.CRITICAL


def test_words_that_moved_into_the_boxed_warning_are_safety_critical() -> None:
    old = [passage(LINES[0]), passage(LINES[2], "dosage")]
    new = [passage(LINES[0], "boxed_warning", "Warning"), passage(LINES[2], "dosage")]
    row = only(compare(old, new))
    assert (row.kind, row.weight) == (K.MOVED, Weight.CRITICAL)


def test_a_warning_said_before_in_another_safety_section_is_not_new() -> None:
    said = "Withhold the medicine if lung disease is suspected."
    old = [passage(said), passage("Tell patients about lung disease.", "interactions", "7 Interactions")]
    new = [passage(said), passage(f"Tell patients about lung disease. {said}", "interactions", "7 Interactions")]
    assert not compare(old, new).critical


# --- the sample label, whose changes are listed beside it -------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> tuple[list[PassageDraft], list[PassageDraft], VersionDiff]:
    sides = []
    for name in ("A-pi-us-v1.pdf", "A-pi-us-v2.pdf"):
        sides.append(list(read((EXAMPLES / "documents" / name).read_bytes(), name, Limits())[1].passages))
    return sides[0], sides[1], compare(*sides)


LISTED = yaml.safe_load((EXAMPLES / "label_changes.yaml").read_text(encoding="utf-8"))


def about(row: Change, number: str) -> bool:
    return any(h.split(" ")[0] == number for h in (row.heading, row.old_heading) if h)


@pytest.mark.parametrize("change", LISTED["changes"], ids=lambda c: f"{c['section']} {c['kind']}")
def test_each_listed_change_of_the_sample_label_is_found_with_its_weight(
    change: dict[str, object], sample: object
) -> None:
    _, new, diff = sample  # type: ignore[misc]
    after = str(change["after"])
    rows = [
        r
        for r in diff.rows
        if r.kind is not K.UNCHANGED
        and about(r, str(change.get("to_section") or change["section"]))
        and normal(after) in normal(" ".join(new[j].text for j in r.new))
    ]
    assert rows, after
    if change["safety"]:
        expected = (Weight.CRITICAL,) if change["section"] != "17" else (Weight.CRITICAL, Weight.SAFETY)
        assert {r.weight for r in rows} <= set(expected)
    else:
        assert all(r.weight is not Weight.CRITICAL for r in rows)
    if change["kind"] == "typo":
        assert [r.weight for r in rows] == [Weight.EDITORIAL]


def test_the_sections_listed_as_unchanged_have_no_change_that_tells(sample: object) -> None:
    old, new, diff = sample  # type: ignore[misc]
    wrong = []
    for row in diff.rows:
        path = new[row.new[0]].heading_path if row.new else old[row.old[0]].heading_path
        if row.weight in (Weight.NONE, Weight.EDITORIAL) or not path:
            continue
        chapters = {h.split(" ")[0].split(".")[0] for h in path if h[:1].isdigit()}
        if chapters & set(LISTED["unchanged"]) and row.section not in ("highlights", "contents"):
            wrong.append((row.kind, path, row.sentences))
    assert wrong == []


def test_the_recent_major_changes_of_the_sample_label_are_what_differs(sample: object) -> None:
    old, new, diff = sample  # type: ignore[misc]
    found = compared_with_marks(diff, old, new)
    assert [f for f in found if f.code == "lineage.marked_unchanged"] == []
    assert {f.message.split(" ")[1] for f in found} <= {"2.2", "2.3"}


# --- marks of revision ------------------------------------------------------------------------------------------------


def test_a_section_listed_as_changed_that_reads_as_before_is_told_and_the_other_way_round() -> None:
    box = passage("Warnings, Lung Disease (5.1) 10/2026", "recent_changes", "RECENT MAJOR CHANGES")
    one = passage("Withhold it if lung disease is suspected.", heading="5.1 Lung Disease")
    two = passage("Oedema occurred in 58% of patients.", heading="5.2 Oedema")
    more = passage("Oedema occurred in 68% of patients. Reduce the dose.", heading="5.2 Oedema")
    old, new = [one, two], [box, one, more]
    found = {(f.code, f.message.split(" ")[1]) for f in compared_with_marks(compare(old, new), old, new)}
    assert found == {("lineage.marked_unchanged", "5.1"), ("lineage.changed_unmarked", "5.2")}
    assert compared_with_marks(compare([one, two], [one, more]), [one, two], [one, more]) == ()


def test_japanese_marks_are_held_against_what_differs() -> None:
    def item(text: str, mark: str = "") -> PassageDraft:
        return passage(text, heading="8. 重要な基本的注意", language="ja", facts={"revised": mark} if mark else {})

    same, before, after = (
        "8.1 定期的に検査を行うこと。",
        "8.2 腎機能に注意すること。",
        "8.2 腎機能障害患者には投与しないこと。",
    )
    old = [item(same), item(before)]
    right = [item(same), item(after, "＊＊")]
    assert compared_with_marks(compare(old, right), old, right) == ()
    wrong = [item(same, "＊＊"), item(after)]
    codes = [f.code for f in compared_with_marks(compare(old, wrong), old, wrong)]
    assert codes == ["lineage.marked_unchanged", "lineage.changed_unmarked"]
    earlier = [item(same, "＊"), item(after, "＊＊")]
    assert compared_with_marks(compare(old, earlier), old, earlier) == ()


# --- speed ------------------------------------------------------------------------------------------------------------


def test_a_thousand_passages_against_a_thousand_take_less_than_two_seconds() -> None:
    chance = random.Random(7)
    words = ["".join(chance.choice("aeioubdgklmnrst") for _ in range(7)) for _ in range(900)]

    def sentence() -> str:
        return " ".join(chance.choice(words) for _ in range(28)).capitalize() + f" {chance.randrange(400)} mg."

    old = [passage(sentence(), chance.choice(("warnings", "dosage", "interactions"))) for _ in range(1000)]
    new = []
    for p in old:
        said = p.text.split()
        said[chance.randrange(len(said))] = "altered"
        new.append(p.model_copy(update={"text": " ".join(said)}))
    taken = []
    for _ in range(2):
        start = time.process_time()
        diff = compare(old, new)
        taken.append(time.process_time() - start)
    assert min(taken) < 2
    assert diff.counts["reworded"] + diff.counts["changed_number"] == 1000
    assert all(r.old == r.new for r in diff.rows)
