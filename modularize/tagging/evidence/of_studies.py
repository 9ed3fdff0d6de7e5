"""Signs of what is told of a study outside labels: what was found, what befell patients, whom it took in, and why.

A named end point beside a figure or a comparison is a result, a reaction beside a rate is one of safety; a row takes
from the title and the columns of its table what its own words do not say.
"""

from __future__ import annotations

from modularize.tagging.evidence.sign import BODY, CHAPTER, COLUMNS, HEAD, LABEL, sign

__all__ = ["OF_STUDIES"]

_NO_RESULT = (
    "methods over, patients as taken in, patients chapter, trait label, target columns, looks ahead, names end points, "
    "of animals, cited"
)
_NO_EFFICACY = (
    f"{_NO_RESULT}, reactions, reactions over, reactions columns, reactions chapter, reaction label, harms, safe, "
    "befell some, of pregnancy"
)
_NO_FINDING = f"{_NO_EFFICACY}, how told, at the start, taken in if"
_NO_CARE = "orders, advice, methods over, names end points, cited"
"""What must not stand beside a sign of a result, of efficacy, of anything found, of what befell patients."""

OF_STUDIES = (
    # results
    sign("figure", BODY, ""),
    sign("compared", BODY, ""),
    sign("orders", BODY, ""),
    sign("may befall", BODY, ""),
    sign("how told", BODY, ""),
    sign("cited", BODY, "adverse_reaction -4, safety_result -4, efficacy_result -4, study_design -4"),
    sign(
        "end point",
        BODY,
        "efficacy_result 3",
        given="figure",
        unless=f"{_NO_EFFICACY}, orders, advice, background over, burden told, taken in if, measured",
    ),
    sign(
        "end point",
        BODY,
        "efficacy_result 3",
        given="compared",
        unless=f"{_NO_EFFICACY}, figure, orders, advice, row, background over, burden told, taken in if, measured",
    ),
    sign(
        "end point changed",
        BODY,
        "efficacy_result 3",
        unless=f"{_NO_EFFICACY}, advice, may be used, background over, acts, cause of illness, comes about, may befall",
    ),
    sign("interval tells", BODY, "efficacy_result 3, study_design -2", unless=f"{_NO_FINDING}, background over"),
    sign("results chapter", CHAPTER, "efficacy_result 2", given="figure", unless=_NO_FINDING),
    sign("results chapter", CHAPTER, "efficacy_result 1", given="compared", unless=_NO_FINDING),
    sign("results chapter", CHAPTER, "efficacy_result 1", given="in a trial", unless=_NO_FINDING),
    sign("efficacy chapter", CHAPTER, "efficacy_result 1", given="in a trial", unless=_NO_FINDING),
    sign(
        "efficacy chapter",
        CHAPTER,
        "efficacy_result 3",
        given="figure",
        unless=f"{_NO_FINDING}, orders, advice, arms filled, trial named, design label",
    ),
    sign("efficacy chapter", CHAPTER, "efficacy_result 2", given="compared", unless=f"{_NO_FINDING}, orders, advice"),
    sign("efficacy chapter", CHAPTER, "efficacy_result 4, study_design -1", given="row, figure", unless=_NO_FINDING),
    sign(
        "ratio columns",
        COLUMNS,
        "efficacy_result 6, study_design -2",
        unless="reactions, reactions over, reactions columns, reactions chapter, reaction label, patients as taken in",
    ),
    sign("change told", BODY, "efficacy_result 6, study_design -4", given="row, patients as taken in"),
    sign("outcomes over", HEAD, "efficacy_result 7, study_design -3", given="row", unless=f"reactions, {_NO_CARE}"),
    sign("change columns", COLUMNS, "efficacy_result 4", given="row, figure", unless=_NO_FINDING),
    sign(
        "rate or count",
        BODY,
        "efficacy_result 2",
        given="trial over",
        unless=f"{_NO_FINDING}, row, arms filled, design label, advice",
    ),
    sign("effect named", BODY, "efficacy_result 3", unless=f"{_NO_CARE}, reactions chapter, row"),
    # what befell patients
    sign(
        "reactions chapter",
        CHAPTER,
        "safety_result 3, efficacy_result -3, disease_knowledge -2, study_design -2",
        given="figure",
        unless=f"{_NO_CARE}, patients as taken in, efficacy chapter, may befall, design label",
    ),
    sign(
        "reactions chapter",
        CHAPTER,
        "safety_result 3, adverse_reaction -1, disease_knowledge -2",
        given="in a trial",
        unless=f"{_NO_CARE}, figure, patients as taken in, efficacy chapter, may befall, design label",
    ),
    sign(
        "reactions",
        BODY,
        "safety_result 3, adverse_reaction -1, efficacy_result -2",
        given="rate or count",
        unless=f"{_NO_CARE}, end point",
    ),
    sign(
        "study chapter",
        CHAPTER,
        "safety_result 3, adverse_reaction -2",
        given="reactions",
        unless=f"{_NO_CARE}, rate or count, may befall, looks ahead",
    ),
    sign(
        "reaction compared",
        BODY,
        "safety_result 4, efficacy_result -3, disease_knowledge -2",
        unless=f"{_NO_CARE}, patients as taken in, ratio columns, end point, background over",
    ),
    sign(
        "reaction label",
        LABEL,
        "safety_result 4, efficacy_result -3",
        given="rate or count",
        unless=f"{_NO_CARE}, ratio columns, patients as taken in, patients chapter",
    ),
    sign(
        "arms counted",
        COLUMNS,
        "safety_result 4, adverse_reaction -3, study_design -3",
        given="reactions columns",
        unless="ratio columns",
    ),
    sign(
        "arms counted",
        COLUMNS,
        "safety_result 4, adverse_reaction -3, study_design -3",
        given="reactions over, row",
        unless="reactions columns, ratio columns",
    ),
    sign(
        "figures in cells",
        BODY,
        "safety_result 4, adverse_reaction -3",
        given="reactions columns, reactions over",
        unless="duration columns",
    ),
    sign(
        "figures in cells",
        BODY,
        "safety_result 3",
        given="reactions over",
        unless="ratio columns, patients as taken in, patients chapter, doses over, duration columns",
    ),
    # whom a study took in, and what it measured
    sign("aim told", BODY, "study_design 5, disease_knowledge -2", unless="row"),
    sign(
        "arms treated",
        BODY,
        "study_design 4, dosing -2",
        unless="shown better, trial found, rate or count, test of difference, interval tells, reactions, row",
    ),
    sign(
        "how measured",
        BODY,
        "study_design 3",
        unless="shown better, trial found, rate or count, test of difference, interval tells, row, advice, acts",
    ),
    sign(
        "patients chapter",
        CHAPTER,
        "study_design 3, efficacy_result -3",
        given="row",
        unless="ratio columns, reactions columns, efficacy chapter, change told",
    ),
    sign("at the start", BODY, "study_design 2", unless="row, end point, reactions, background over"),
    sign("taken in if", BODY, "study_design 2", unless="reactions, advice, background over"),
    sign(
        "arms filled",
        BODY,
        "study_design 3",
        unless="reactions, end point, reactions over, of pregnancy",
    ),
    sign("names end points", BODY, "study_design 1"),
    sign("design label", LABEL, "study_design 1", given="figure", unless="outcome named"),
    sign(
        "end points over",
        HEAD,
        "study_design 4, disease_knowledge -2, adverse_reaction -2",
        unless="rate or count, test of difference, figures in cells",
    ),
    sign("patients counted", LABEL, "study_design 4, efficacy_result -4, safety_result -3", given="row"),
    sign(
        "trait label",
        LABEL,
        "study_design 3, efficacy_result -3",
        given="row",
        unless="ratio columns, efficacy chapter, reactions columns, doses over",
    ),
    # medicine and disease
    sign(
        "acts as",
        BODY,
        "mechanism 4, disease_knowledge -2, interaction -1",
        unless="advice, shown better, trial found, approved for, methods over, row",
    ),
    sign("kinetics label", LABEL, "pharmacokinetics 5", given="row", unless="reactions over, interacts"),
    sign("signalling", BODY, "mechanism 3", given="background over", unless="in a trial, row, illness"),
    sign("illness", BODY, "disease_knowledge 1", given="background over", unless="in a trial, row"),
    sign(
        "comes about", BODY, "disease_knowledge 3", given="illness", unless="in a trial, row, acts as, results chapter"
    ),
    sign("burden told", BODY, "disease_knowledge 3, efficacy_result -2", unless="in a trial, row"),
    sign(
        "illness over",
        HEAD,
        "disease_knowledge 3, efficacy_result -3, lifestyle -3, mechanism -1",
        unless="advice, may be used, orders, in a trial, reactions over, doses over, results chapter, methods over, "
        "test of difference, medicine is, acts as, cited",
    ),
    sign("stage told", BODY, "guideline 3", given="of guidance", unless="row, in a trial, test of difference"),
    sign("of pregnancy", BODY, "special_population 1", unless="row"),
    sign("testing over", HEAD, "disease_knowledge 2", unless="reactions over, row, advice, signalling"),
    sign(
        "tested",
        BODY,
        "disease_knowledge 2",
        given="testing over",
        unless="reactions over, row, in a trial, advice, signalling",
    ),
    sign("used with", BODY, "dosing 4, guideline -1", unless="of guidance, shown better, reactions"),
)
"""Signs of studies, by what they are about."""
