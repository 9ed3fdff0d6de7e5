"""Other medicines, diseases and markers that a question names, and the routes and lines it asks about. Pure."""

from __future__ import annotations

import re

from generate.label import LINES, ROUTES
from generate.lexicon import table
from generate.question import VACCINATED, Question
from generate.questions.joined import joins_no_medicine
from generate.questions.need import ENDPOINTS, Need
from generate.questions.partners import is_own_class
from library.taxonomy import Mention, Taxonomy
from library.text import fold

_FORM = re.compile(r"tablet|swallow|片|錠|tablette")
_SKIPPED_GROUPS = frozenset({"line", "severity", "stage", "renal", "age", "reproduction", "behaviour", "comorbidity"})
_SKIPPED_ATTRIBUTES = frozenset({"adult", "metex14", "hepatic_impairment"})
_WHATEVER_THE_LINE = frozenset({"renal", "hepatic", "elderly", "interaction", "food", "missed_dose", "monitoring"})
_OF_THE_LINE = frozenset({"efficacy", "indication", "study_design", "overall_survival", "intracranial"})
"""A line of therapy told beside kidneys or liver is background; beside a result it decides."""


def uses_asked(question: Question) -> frozenset[str]:
    """Lines, routes and combinations asked about; "tablets" and "swallow" name the medicine, they ask for no route."""
    found = [use for use in question.uses if use.id != "oral" or not _FORM.match(use.words)]
    found = [use for use in found if use.id != "combined" or not joins_no_medicine(question, use)]
    asked = frozenset(use.id for use in found) & (LINES | ROUTES | {"combined"})
    asked -= {"feeding_tube"} if "crushed" in asked else frozenset()
    if question.topic_ids & _WHATEVER_THE_LINE and not question.topic_ids & (ENDPOINTS | _OF_THE_LINE):
        asked -= LINES
    return asked - {"combined"} if "interaction" in question.topic_ids else asked


def others_named(question: Question, product: str, taxonomy: Taxonomy) -> list[Need]:
    """Other medicines, diseases and biomarkers named; a disease beside another medicine is what that one is for."""
    own = {product, *(taxonomy.products[product].treats if product in taxonomy.products else ())}
    family = own | {parent for id_ in own if id_ in taxonomy.diseases for parent in taxonomy.ancestors("disease", id_)}
    others = [m for m in question.mentions if m.facet == "product" and m.id not in family]
    live = table("terms").has("live_vaccine", question.masked)
    found = []
    for mention in question.mentions:
        if mention.facet not in ("product", "disease", "attribute") or mention.id in family:
            continue
        if fold(mention.words) in _denied(question):
            continue
        if mention.facet == "product" and is_own_class(mention, question, product, taxonomy):
            continue
        if mention.facet == "product" and _is_earlier_therapy(mention.id, question, family, taxonomy):
            continue
        if mention.facet == "attribute":
            group = taxonomy.attributes[mention.id].group
            if group in _SKIPPED_GROUPS or mention.id in _SKIPPED_ATTRIBUTES:
                continue
        if mention.facet == "disease" and live and VACCINATED.match(question.text[mention.end :]):
            continue
        if mention.facet == "disease" and (others or _is_said_otherwise(mention, question)):
            continue
        classes = taxonomy.products[mention.id].classes if mention.facet == "product" else ()
        found.append(Need("named", f"{mention.facet}:{'|'.join((mention.id, *classes))}"))
    return list(dict.fromkeys(found))


def _denied(question: Question) -> str:
    """The words by which a question leaves something out ("without topical steroids")."""
    concepts = table("topics").concepts
    return " ".join(found.words for found in question.topics if concepts[found.id].excludes)


def _is_earlier_therapy(other: str, question: Question, family: set[str], taxonomy: Taxonomy) -> bool:
    """Whether a medicine of the same disease is named as what failed before."""
    treated = {d for id_ in taxonomy.products[other].treats for d in (id_, *_lineage(id_, taxonomy))}
    wanted = family | {d for id_ in family for d in _lineage(id_, taxonomy)}
    return "later_line" in question.use_ids and bool(treated & wanted)


def _lineage(disease: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    return taxonomy.ancestors("disease", disease) if disease in taxonomy.diseases else ()


def _is_said_otherwise(mention: Mention, question: Question) -> bool:
    """Whether a disease's words are those of an event or of a topic (cirrhosis is hepatic impairment)."""
    words = fold(mention.words)
    return any(words in found.words or found.words in words for found in (*question.events, *question.topics))
