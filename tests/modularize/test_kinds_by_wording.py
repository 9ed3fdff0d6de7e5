"""Words of another kind that stand in a sentence do not decide it alone."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind
from modularize.tagging.kinds import kind_of


@pytest.mark.parametrize(
    "body",
    ["Velzury is not contraindicated in people with hepatitis.", "Velzury ist bei Epilepsie nicht kontraindiziert."],
)
def test_what_is_said_not_to_be_contraindicated_is_no_contraindication(body: str) -> None:
    assert kind_of(body, (), None, DocumentClass.OTHER) is not ModuleKind.CONTRAINDICATION


@pytest.mark.parametrize("body", ["Velzury is contraindicated in pregnancy.", "Velzury ist kontraindiziert bei Gicht."])
def test_what_is_contraindicated_still_is(body: str) -> None:
    assert kind_of(body, (), None, DocumentClass.OTHER) is ModuleKind.CONTRAINDICATION


def test_how_a_study_measured_adherence_is_its_design_and_no_dose() -> None:
    body = "Adherence was measured as timely injections, defined as within 21 days of the scheduled dose."
    assert kind_of(body, (), None, DocumentClass.OTHER) is ModuleKind.STUDY_DESIGN


def test_people_who_inject_drugs_are_given_no_dose() -> None:
    body = "Few people who inject drugs took part."
    assert kind_of(body, (), None, DocumentClass.OTHER) is not ModuleKind.DOSING
    assert kind_of("Inject it under the skin; inject slowly.", (), None, DocumentClass.OTHER) is ModuleKind.DOSING


def test_what_patients_achieved_against_placebo_is_a_result_and_no_design() -> None:
    body = "Patients treated with Velzury achieved improvement in the score (-3.6 vs. -1.1) compared to placebo."
    kind = kind_of(body, ("14.4 Ankylosing spondylitis",), "clinical_studies", DocumentClass.LABEL)
    assert kind is ModuleKind.EFFICACY_RESULT
    design = "In this study 315 patients were randomized to receive Velzury or placebo for 24 weeks."
    kind = kind_of(design, ("14.4 Ankylosing spondylitis",), "clinical_studies", DocumentClass.LABEL)
    assert kind is ModuleKind.STUDY_DESIGN
