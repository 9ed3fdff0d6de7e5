"""The table of signs: where each is looked for, what must or must not stand beside it, and how much it says of a kind.

A weight of 3 carries a kind alone, 1 or 2 only with others; a negative one speaks against it. Their words are in
``words_en``, ``words_de``, ``words_ja``, ``words_zh`` and, for figures, ``words_any``.
"""

from __future__ import annotations

from modularize.tagging.evidence.of_headings import OF_HEADINGS
from modularize.tagging.evidence.of_studies import OF_STUDIES
from modularize.tagging.evidence.sign import BODY, COLUMNS, HEAD, LABEL, sign

__all__ = ["SIGNS"]

SIGNS = (
    # results of a study
    sign("outcome named", LABEL, "efficacy_result 3, description -1", unless="target columns"),
    sign("result label", LABEL, "efficacy_result 2", unless="same dose found, safe"),
    sign("outcome told", BODY, "efficacy_result 1"),
    sign("rate or count", BODY, "efficacy_result 1", given="outcome told", unless="target columns, reactions over"),
    sign("test of difference", BODY, "efficacy_result 2", unless="reactions over, safe, patients as taken in"),
    sign("arms", COLUMNS, "efficacy_result 2", unless="reactions over, patients as taken in, design label"),
    sign(
        "shown better",
        BODY,
        "efficacy_result 3, study_design -2",
        unless="reactions, harms, looks ahead, of animals, own study",
    ),
    sign("trial found", BODY, "efficacy_result 3, study_design -3", unless="reactions, harms, looks ahead, of animals"),
    sign("we found", BODY, "efficacy_result 2, study_design -3", unless="reactions, looks ahead"),
    sign("row", BODY, "efficacy_result -3", unless="outcome named, outcome told, test of difference, arms, trial over"),
    sign("target columns", COLUMNS, "efficacy_result -4"),
    sign("trial over", HEAD, "efficacy_result 1, study_design 1, dosing -2, special_population -1"),
    # how a study was done, and in whom
    sign("design label", LABEL, "study_design 2", unless="outcome named"),
    sign("design columns", COLUMNS, "study_design 5, efficacy_result -4, safety_result -3"),
    sign("methods over", HEAD, "study_design 4"),
    sign("measured", BODY, "study_design 2", unless="trial found, shown better, test of difference"),
    sign("patients as taken in", HEAD, "study_design 2, efficacy_result -3, disease_knowledge -2"),
    sign("patients as taken in", HEAD, "study_design 2", given="row"),
    sign("own study", BODY, "study_design 3, disease_knowledge -2"),
    sign("trial named", BODY, "study_design 1", unless="trial found, shown better, looks ahead"),
    sign("in a trial", BODY, ""),
    # what befell patients
    sign(
        "reactions over",
        HEAD,
        "adverse_reaction 2, safety_result 1, efficacy_result -4, disease_knowledge -3, lifestyle -2",
    ),
    sign("illness", BODY, "adverse_reaction 1", given="reactions over", unless="may be used"),
    sign("reactions columns", COLUMNS, "adverse_reaction 4, safety_result 3, efficacy_result -4, disease_knowledge -3"),
    sign("reactions", BODY, "adverse_reaction 2, safety_result 1, disease_knowledge -2"),
    sign("reactions", BODY, "efficacy_result -2", unless="outcome told, test of difference"),
    sign(
        "harms",
        BODY,
        "adverse_reaction 4, safety_result 3, disease_knowledge -3, efficacy_result -3",
        unless="may be used",
    ),
    sign("befell some", BODY, "safety_result 3, efficacy_result -3, disease_knowledge -2", given="in a trial"),
    sign("safe", BODY, "safety_result 4, adverse_reaction -2", unless="may be used, looks ahead, approved for"),
    sign("drug named over", HEAD, "adverse_reaction 2, warning 1, disease_knowledge -3, efficacy_result -1"),
    sign("risk of treatment", BODY, "warning 4, disease_knowledge -3, efficacy_result -2", unless="test of difference"),
    sign("risk of treatment over", HEAD, "warning 3, disease_knowledge -2"),
    sign("signs of harm", BODY, "warning 3, disease_knowledge -1"),
    sign(
        "sign of illness alone",
        BODY,
        "adverse_reaction -2",
        unless="reactions, harms, befell some, reactions over, risk of treatment",
    ),
    # what is to be done
    sign("advice", BODY, "guideline 1", unless="row"),
    sign("of guidance", HEAD, ""),
    sign("recommendation columns", COLUMNS, "guideline 2"),
    sign("may be used", BODY, "guideline 3, disease_knowledge -2", given="of guidance", unless="row"),
    sign("no need", BODY, "efficacy_result -4, mechanism -1, guideline 1", unless="in a trial"),
    sign(
        "looks ahead",
        BODY,
        "guideline -5, study_design -2, disease_knowledge -3, efficacy_result -3, adverse_reaction -3",
    ),
    sign("about another paper", BODY, "disease_knowledge -3, efficacy_result -1"),
    # how a medicine is given
    sign("doses over", HEAD, "dosing 2, description -1", unless="too much, use over"),
    sign("instruction", BODY, "dosing 2", given="doses over", unless="too much"),
    sign("use over", HEAD, "dosing 1", unless="kept"),
    sign("do so", BODY, "dosing 2", given="use over", unless="kept"),
    sign("given where and how", BODY, "dosing 4, special_population -2, mechanism -1", unless="trial over"),
    sign("duration columns", COLUMNS, "dosing 4, adverse_reaction -3, mechanism -3"),
    sign("meals without medicine", BODY, "dosing -5"),
    sign("same dose found", BODY, "dosing -2", given="trial over"),
    sign("too much", BODY, "overdose 5, dosing -3", unless="approved for"),
    sign("too much over", HEAD, "overdose 4, dosing -3"),
    # whom and what for
    sign("kept", BODY, "special_population -5, description 4, dosing -2", unless="doses over"),
    sign("approved for", BODY, "indication 4, disease_knowledge -2", unless="looks ahead"),
    sign("not of patients", BODY, "indication -5"),
    sign(
        "interacts",
        BODY,
        "interaction 4, lifestyle -2, efficacy_result -2",
        unless="test of difference, in a trial, methods over, results chapter",
    ),
    sign(
        "precautions over", HEAD, "warning 4, guideline -1", given="advice", unless="kept, doses over, row, trial over"
    ),
    sign("to be given", BODY, "dosing 3, disease_knowledge -2", unless="of guidance, in a trial, methods over, kept"),
    sign("looks like", BODY, "description 5, dosing -3, mechanism -2", unless="to be given, do so, row"),
    sign("levels change", BODY, "interaction 5, pharmacokinetics -2"),
    # disease, action, life
    sign("medicine is", BODY, "disease_knowledge -2"),
    sign("definition", BODY, "disease_knowledge 3, dosing -3", given="illness", unless="medicine is"),
    sign("cause of illness", BODY, "special_population -3, disease_knowledge 1", unless="reactions, harms, use over"),
    sign(
        "cause of illness", BODY, "disease_knowledge 3", given="illness", unless="reactions, harms, risk of treatment"
    ),
    sign("cause of illness", BODY, "disease_knowledge 2", given="background over"),
    sign("how often ill", BODY, "disease_knowledge 4, efficacy_result -2", unless="in a trial, reactions over"),
    sign("symptoms over", HEAD, "disease_knowledge 1, lifestyle -3", unless="may be used"),
    sign(
        "illness", BODY, "disease_knowledge 2", given="symptoms over", unless="in a trial, may be used, reactions over"
    ),
    sign(
        "background over",
        HEAD,
        "efficacy_result -3, disease_knowledge 1, study_design -1",
        unless="trial found, shown better",
    ),
    sign("illness", BODY, "disease_knowledge 1", given="background over", unless="in a trial"),
    sign("course of illness", BODY, "disease_knowledge 3, efficacy_result -2", unless="in a trial, trial over"),
    sign("action over", HEAD, "mechanism 3, lifestyle -3, disease_knowledge -2", unless="outcome named, arms"),
    sign("acts", BODY, "mechanism 2"),
    sign("of animals", BODY, "efficacy_result -4, disease_knowledge -2"),
    sign("shown in animals", BODY, "mechanism 3", unless="harms"),
    sign("class named", BODY, "mechanism -2", unless="acts, acts as, action over"),
    sign("food and exercise over", HEAD, "lifestyle 3, efficacy_result -2, indication -2"),
    sign("movement of the body", BODY, "lifestyle -4", unless="food and exercise over"),
    sign("whole treatment", BODY, "lifestyle -4, guideline 1"),
    sign("abbreviations", COLUMNS, "description 6"),
    sign("history over", HEAD, "efficacy_result -2, indication -3, study_design -1, disease_knowledge -2"),
    *OF_STUDIES,
    *OF_HEADINGS,
)
"""All signs, by what they are about."""
