"""What stands joined in a question: traits of one patient, endpoints within the words of one another. Pure."""

from __future__ import annotations

import re

from generate.lexicon import Found
from generate.question import Question
from generate.triage.off_label import COMPARED

_TRAITS = frozenset({"renal", "hepatic", "elderly", "pregnancy", "lactation"})

_JOINED_IN = re.compile(r"(?: and|,|&| or| und|和|、|及) ?(?:\w+ )?$")


def joined_in(found: Found, question: Question, endpoints: frozenset[str]) -> bool:
    """Whether an endpoint stands joined within the words of another ("itch and quality of life improve")."""
    joined = _JOINED_IN.search(question.masked[: found.start]) is not None
    around = [o.id for o in question.topics if o.start < found.start and found.end <= o.end]
    return joined and found.id in endpoints and any(id_ in endpoints - {found.id} for id_ in around)


def joins_no_medicine(question: Question, use: Found) -> bool:
    """Whether words of a combination name a comparison ("versus … plus"), or "plus" joins two traits of one patient
    ("Child-Pugh B plus CrCl 38")."""
    if COMPARED.search(question.masked[: use.start]):
        return True
    medicines = len(question.products) > 1 or "drug_class" in question.use_ids
    people = bool(question.topic_ids & _TRAITS) and "topical_steroid" not in question.topic_ids
    return use.words == "plus" and people and not medicines
