"""The table of signs: where each is looked for, what must or must not stand beside it, and how much it says of a kind.

A weight of 3 carries a kind alone, 1 or 2 only with others; a negative one speaks against it. Their words are in
``words_en``, ``words_de``, ``words_ja``, ``words_zh`` and, for figures, ``words_any``.
"""

from __future__ import annotations

from dataclasses import dataclass

from library.models import ModuleKind

__all__ = ["BODY", "COLUMNS", "HEAD", "LABEL", "SIGNS", "Sign"]

BODY, LABEL, HEAD, COLUMNS = "body", "label", "head", "columns"
"""Where words are looked for: the piece itself; the first cell of its row or what stands before a colon in its lines;
the two nearest headings of a few words; the names of the columns over it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: it counts where its words are found, all of ``given`` are found too and none of ``unless``."""

    name: str
    where: str
    weights: tuple[tuple[ModuleKind, float], ...]
    given: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name)


def _sign(name: str, where: str, weights: str, given: str = "", unless: str = "") -> Sign:
    """A row of the table; ``weights`` reads "kind weight, kind weight"."""
    told = tuple((ModuleKind(kind), float(weight)) for kind, weight in map(str.split, _names(weights)))
    return Sign(name, where, told, _names(given), _names(unless))


SIGNS = (
    # results of a study
    _sign("outcome named", LABEL, "efficacy_result 3, description -1", unless="target columns"),
    _sign("result label", LABEL, "efficacy_result 2", unless="same dose found, safe"),
    _sign("outcome told", BODY, "efficacy_result 1"),
    _sign("rate or count", BODY, "efficacy_result 1", given="outcome told", unless="target columns, reactions over"),
    _sign("test of difference", BODY, "efficacy_result 2", unless="reactions over, safe, patients as taken in"),
    _sign("arms", COLUMNS, "efficacy_result 2", unless="reactions over, patients as taken in, design label"),
    _sign(
        "shown better",
        BODY,
        "efficacy_result 3, study_design -2",
        unless="reactions, harms, looks ahead, of animals, own study",
    ),
    _sign(
        "trial found", BODY, "efficacy_result 3, study_design -3", unless="reactions, harms, looks ahead, of animals"
    ),
    _sign("we found", BODY, "efficacy_result 2, study_design -3", unless="reactions, looks ahead"),
    _sign(
        "row", BODY, "efficacy_result -3", unless="outcome named, outcome told, test of difference, arms, trial over"
    ),
    _sign("target columns", COLUMNS, "efficacy_result -4"),
    _sign("trial over", HEAD, "efficacy_result 1, study_design 1, dosing -2, special_population -1"),
    # how a study was done, and in whom
    _sign("design label", LABEL, "study_design 2", unless="outcome named"),
    _sign("design columns", COLUMNS, "study_design 5, efficacy_result -4, safety_result -3"),
    _sign("methods over", HEAD, "study_design 4"),
    _sign("measured", BODY, "study_design 2", unless="trial found, shown better, test of difference"),
    _sign("patients as taken in", HEAD, "study_design 2, efficacy_result -3, disease_knowledge -2"),
    _sign("patients as taken in", HEAD, "study_design 2", given="row"),
    _sign("own study", BODY, "study_design 3, disease_knowledge -2"),
    _sign("trial named", BODY, "study_design 1", unless="trial found, shown better, looks ahead"),
    _sign("in a trial", BODY, ""),
    # what befell patients
    _sign(
        "reactions over",
        HEAD,
        "adverse_reaction 2, safety_result 1, efficacy_result -4, disease_knowledge -3, lifestyle -2",
    ),
    _sign("illness", BODY, "adverse_reaction 1", given="reactions over", unless="may be used"),
    _sign(
        "reactions columns", COLUMNS, "adverse_reaction 4, safety_result 3, efficacy_result -4, disease_knowledge -3"
    ),
    _sign("reactions", BODY, "adverse_reaction 2, safety_result 1, disease_knowledge -2"),
    _sign("reactions", BODY, "efficacy_result -2", unless="outcome told, test of difference"),
    _sign(
        "harms",
        BODY,
        "adverse_reaction 4, safety_result 3, disease_knowledge -3, efficacy_result -3",
        unless="may be used",
    ),
    _sign("befell some", BODY, "safety_result 3, efficacy_result -3, disease_knowledge -2", given="in a trial"),
    _sign("safe", BODY, "safety_result 4, adverse_reaction -2", unless="may be used, looks ahead, approved for"),
    _sign("drug named over", HEAD, "adverse_reaction 2, warning 1, disease_knowledge -3, efficacy_result -1"),
    _sign(
        "risk of treatment", BODY, "warning 4, disease_knowledge -3, efficacy_result -2", unless="test of difference"
    ),
    _sign("risk of treatment over", HEAD, "warning 3, disease_knowledge -2"),
    _sign("signs of harm", BODY, "warning 3, disease_knowledge -1"),
    _sign(
        "sign of illness alone",
        BODY,
        "adverse_reaction -2",
        unless="reactions, harms, befell some, reactions over, risk of treatment",
    ),
    # what is to be done
    _sign("advice", BODY, "guideline 1", unless="row"),
    _sign("of guidance", HEAD, ""),
    _sign("recommendation columns", COLUMNS, "guideline 2"),
    _sign("may be used", BODY, "guideline 3, disease_knowledge -2", given="of guidance", unless="row"),
    _sign("no need", BODY, "efficacy_result -4, mechanism -1, guideline 1", unless="in a trial"),
    _sign(
        "looks ahead",
        BODY,
        "guideline -5, study_design -2, disease_knowledge -3, efficacy_result -3, adverse_reaction -3",
    ),
    _sign("about another paper", BODY, "disease_knowledge -3, efficacy_result -1"),
    # how a medicine is given
    _sign("doses over", HEAD, "dosing 2, description -1", unless="too much, use over"),
    _sign("instruction", BODY, "dosing 2", given="doses over", unless="too much"),
    _sign("use over", HEAD, "dosing 1", unless="kept"),
    _sign("do so", BODY, "dosing 2", given="use over", unless="kept"),
    _sign("given where and how", BODY, "dosing 4, special_population -2, mechanism -1", unless="trial over"),
    _sign("duration columns", COLUMNS, "dosing 4, adverse_reaction -3, mechanism -3"),
    _sign("meals without medicine", BODY, "dosing -5"),
    _sign("same dose found", BODY, "dosing -2", given="trial over"),
    _sign("too much", BODY, "overdose 5, dosing -3", unless="approved for"),
    _sign("too much over", HEAD, "overdose 4, dosing -3"),
    # whom and what for
    _sign("kept", BODY, "special_population -5, description 4, dosing -2", unless="doses over"),
    _sign("approved for", BODY, "indication 4, disease_knowledge -2", unless="looks ahead"),
    _sign("not of patients", BODY, "indication -5"),
    _sign("levels change", BODY, "interaction 5, pharmacokinetics -2"),
    # disease, action, life
    _sign("medicine is", BODY, "disease_knowledge -2"),
    _sign("definition", BODY, "disease_knowledge 3, dosing -3", given="illness", unless="medicine is"),
    _sign("cause of illness", BODY, "special_population -3, disease_knowledge 1", unless="reactions, harms, use over"),
    _sign(
        "cause of illness", BODY, "disease_knowledge 3", given="illness", unless="reactions, harms, risk of treatment"
    ),
    _sign("cause of illness", BODY, "disease_knowledge 2", given="background over"),
    _sign("how often ill", BODY, "disease_knowledge 4, efficacy_result -2", unless="in a trial, reactions over"),
    _sign("symptoms over", HEAD, "disease_knowledge 1, lifestyle -3", unless="may be used"),
    _sign(
        "illness", BODY, "disease_knowledge 2", given="symptoms over", unless="in a trial, may be used, reactions over"
    ),
    _sign(
        "background over",
        HEAD,
        "efficacy_result -3, disease_knowledge 1, study_design -1",
        unless="trial found, shown better",
    ),
    _sign("illness", BODY, "disease_knowledge 1", given="background over", unless="in a trial"),
    _sign("course of illness", BODY, "disease_knowledge 3, efficacy_result -2", unless="in a trial, trial over"),
    _sign("action over", HEAD, "mechanism 3, lifestyle -3, disease_knowledge -2", unless="outcome named, arms"),
    _sign("acts", BODY, "mechanism 2"),
    _sign("of animals", BODY, "efficacy_result -4, disease_knowledge -2"),
    _sign("shown in animals", BODY, "mechanism 3", unless="harms"),
    _sign("class named", BODY, "mechanism -2", unless="acts, action over"),
    _sign("food and exercise over", HEAD, "lifestyle 3, efficacy_result -2, indication -2"),
    _sign("movement of the body", BODY, "lifestyle -4", unless="food and exercise over"),
    _sign("whole treatment", BODY, "lifestyle -4, guideline 1"),
    _sign("abbreviations", COLUMNS, "description 6"),
    _sign("history over", HEAD, "efficacy_result -2, indication -3, study_design -1, disease_knowledge -2"),
)
"""All signs, by what they are about."""
