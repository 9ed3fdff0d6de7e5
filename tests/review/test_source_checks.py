"""Claims held to labels they are not anchored to, and to the references beside them."""

from __future__ import annotations

from dataclasses import replace

from library.models import DocumentClass, ModuleKind
from review.checks import check_module
from review.source_checks import cites_its_study, denied_by_label, follows_label_in_force
from tests.review.builders import LABEL, case, passage, source

OLD = source(DocumentClass.LABEL, "old.pdf")
ROW = "Moderate hepatic impairment (Child-Pugh B)\t200 mg once daily"
WAS = "The dosage for patients with moderate hepatic impairment (Child-Pugh B) is 200 mg once daily."
IS = "The dosage for patients with moderate hepatic impairment (Child-Pugh B) is 100 mg once daily."
REDUCED = "First dose reduction: 200 mg once daily."


def dosing(body: str, label: tuple[str, ...], old: tuple[str, ...]):  # type: ignore[no-untyped-def]
    made = case(body, kind=ModuleKind.DOSING, support=[])
    return replace(
        made,
        label=tuple(passage(text, LABEL, section="dosage") for text in label),
        old_label=tuple(passage(text, OLD, section="dosage") for text in old),
    )


def test_what_only_a_superseded_label_says_is_stale_though_nothing_anchors_it_there() -> None:
    [found] = follows_label_in_force(dosing(ROW, (IS, REDUCED), (WAS, REDUCED)))
    assert found.code == "review.stale_label"
    assert "100 mg" in found.message


def test_what_both_versions_say_is_not_stale() -> None:
    assert list(follows_label_in_force(dosing(ROW, (WAS,), (WAS,)))) == []


def test_what_neither_version_says_is_no_matter_of_staleness() -> None:
    assert list(follows_label_in_force(dosing(ROW.replace("200", "250"), (IS,), (WAS,)))) == []


def test_a_survival_claim_without_support_is_denied_by_the_label_that_saw_no_significant_effect() -> None:
    said = "The interim analysis of overall survival was not statistically significant (HR 0.83; 0.57–1.21)."
    bare = case("OVRANTEQ improves survival", support=[])
    denied = replace(bare, label=(passage(said, LABEL, section="clinical_studies"),))
    assert [f.code for f in denied_by_label(denied)] == ["evidence.not_significant"]
    shown = said.replace("not statistically significant (HR 0.83; 0.57–1.21)", "positive (HR 0.70; 0.55–0.90)")
    assert list(denied_by_label(replace(bare, label=(passage(shown, LABEL, section="clinical_studies"),)))) == []


def test_a_claim_cites_the_study_it_names() -> None:
    body = "ORR in WAYMARK-1: 57.9% (11/19)⁴"
    wrong = case(body, content={"references": ("4. WAYMARK-2 publication.",)})
    right = case(body, content={"references": ("4. WAYMARK-1 publication.",)})
    assert [f.code for f in cites_its_study(wrong)] == ["evidence.reference_mismatch"]
    assert list(cites_its_study(right)) == []
    assert "evidence.reference_mismatch" in {f.code for f in check_module(wrong)}
