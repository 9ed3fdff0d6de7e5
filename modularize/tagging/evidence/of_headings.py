"""Signs of whole headings, column heads and labels that say of what a piece is, whatever words it uses itself.

An article on a disease and a sheet for patients say little in the words of a kind: their headings do ("Complications",
"Interactions", "Patients and methods", 用法). Each holds only where no words of another kind speak against it.
"""

from __future__ import annotations

from modularize.tagging.evidence.sign import BODY, CHAPTER, COLUMNS, HEAD, sign

__all__ = ["OF_HEADINGS"]

_FOUND = "shown better, trial found, test of difference, interval tells, rate or count, end point, results chapter"
"""Words of something that a study found."""
_OF_MEDICINE = "medicine is, acts as, approved for, to be given, looks like, kept, dose written, orders"
"""Words of a medicine rather than of a disease."""

OF_HEADINGS = (
    sign(
        "illness chapter",
        HEAD,
        "disease_knowledge 4, lifestyle -2",
        unless=f"{_OF_MEDICINE}, may be used, in a trial, reactions over, doses over, methods over, {_FOUND}, cited",
    ),
    sign(
        "illness columns",
        COLUMNS,
        "disease_knowledge 4, efficacy_result -2",
        unless=f"{_OF_MEDICINE}, reactions over, ratio columns, arms counted, duration columns, trial over",
    ),
    sign(
        "interaction over",
        HEAD,
        "interaction 5, description -1",
        unless=f"in a trial, methods over, cited, too much, {_FOUND}",
    ),
    sign(
        "methods chapter",
        CHAPTER,
        "study_design 3, disease_knowledge -2",
        unless=f"reactions, harms, advice, cited, aim told, {_FOUND}",
    ),
    sign("usage told", BODY, ""),
    sign(
        "usage over",
        HEAD,
        "dosing 3, description -2",
        given="usage told",
        unless=f"too much, kept, looks like, reactions, in a trial, row, {_FOUND}",
    ),
    sign(
        "dose written",
        BODY,
        "dosing 3, disease_knowledge -2",
        unless="row, in a trial, arms filled, trial over, reactions, too much, methods over, methods chapter, "
        f"{_FOUND}",
    ),
    sign("told to", BODY, ""),
    sign("precautions over", HEAD, "warning 3", given="told to", unless="advice, kept, doses over, row, trial over"),
    sign("action told first", BODY, "mechanism 4", unless=f"reactions over, row, {_FOUND}"),
    sign(
        "none befell",
        BODY,
        "safety_result 5, study_design -3, adverse_reaction -2",
        unless="may be used, orders, looks ahead, row, cited",
    ),
)
"""Signs of headings, by what they are about."""
