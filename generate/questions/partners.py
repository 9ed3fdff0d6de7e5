"""Medicines that a question names as one combination ("A plus B", "A/B"), and the class our own belongs to. Pure."""

from __future__ import annotations

import re

from generate.question import Question
from library.taxonomy import Mention, Taxonomy

_JOINS = re.compile(r"\s*(?:plus|\+|＋|/|／|boosted with|geboostet mit)\s*", re.IGNORECASE)
_ANOTHER = re.compile(
    r"(?:other|another|different|further|second|ander(?:e[mnrs]?)|weitere[mnrs]?|zweite[mnrs]?) (?:\w+ )?$"
    r"|(?:其他|其它|另一种|另外|别的|他の|ほかの|別の)[^,，、。]{0,3}$",
    re.IGNORECASE,
)


def partners(question: Question) -> list[frozenset[str]]:
    """Each combination of medicines joined as one, as ids; single medicines make none."""
    medicines = [m for m in question.mentions if m.facet == "product"]
    groups: list[set[str]] = []
    last: Mention | None = None
    for mention in medicines:
        if last is not None and _JOINS.fullmatch(question.text[last.end : mention.start]):
            groups[-1].add(mention.id)
        else:
            groups.append({mention.id})
        last = mention
    return [frozenset(group) for group in groups if len(group) > 1]


def is_own_class(mention: Mention, question: Question, product: str, taxonomy: Taxonomy) -> bool:
    """Whether a medicine is named by the class that ours belongs to ("needs a statin"): that asks for nothing more.

    "Another statin" does, and so does the class where no other medicine is named that ours might meet.
    """
    own = taxonomy.products.get(product)
    if own is None or mention.id not in own.classes or _ANOTHER.search(question.text[: mention.start]):
        return False
    others = {m.id for m in question.mentions if m.facet == "product"} - {product, *own.classes}
    return bool(others) or "interaction" not in question.topic_ids
