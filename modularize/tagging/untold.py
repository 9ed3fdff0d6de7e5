"""What a document does not say of itself, or not clearly: its product and its market. A person has to say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import DocumentClass, Passage, PassageKind, SourceFacts
from modularize.tagging.tag import Vocabulary

__all__ = ["untold"]

NO_PRODUCT = (
    "ingest.no_product: No product's name was found in the document's words. Say which it is (--product), "
    "or its modules are found under none."
)
MANY_PRODUCTS = "ingest.many_products: It speaks of {}. Only headings give a product; of one, say it (--product)."
MARKET_UNCLEAR = (
    "ingest.market_unclear: Its layout is that of one market, its words (\u201c{}\u201d) are of another or of a "
    "translation: it has none. Say which label governs it (--market)."
)
_NEED_NONE = (DocumentClass.PUBLICATION, DocumentClass.REPORT, DocumentClass.DATA_ON_FILE)
"""Papers and reports need not have a product of their own."""
_MARKED = re.compile(r"([^\W\d_][\w-]{2,24})\s?[®™]")
_KATAKANA = re.compile(r"[ァ-ヶー]{4,16}")
_AGAIN = 3
"""Passages that must name it again before an unknown name in a title counts as a medicine's."""


def untold(facts: SourceFacts, passages: Sequence[Passage], product: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Warnings on a document that names no product of its own, or whose market is unclear; ``product`` as found."""
    market = facts.words.get("market_doubt", "")
    told = (MARKET_UNCLEAR.format(market),) if market and not facts.market else ()
    if facts.of_many:
        return (*told, MANY_PRODUCTS.format(facts.words["product"]))
    if product or facts.document_class in _NEED_NONE or any(passage.facts.get("product") for passage in passages):
        return told
    if facts.document_class is DocumentClass.FAQ and not _is_on_a_medicine(facts.title, passages, vocabulary):
        return told
    return (*told, NO_PRODUCT)


def _is_on_a_medicine(title: str, passages: Sequence[Passage], vocabulary: Vocabulary) -> bool:
    """Does a list of questions bear the name of a medicine again and again? One on a disease or on care has none.

    The name stands in the title, in the characters of Japanese trade names, or bears the mark of one anywhere.
    """
    texts = [p.text for p in passages if p.kind not in (PassageKind.HEADER, PassageKind.FOOTER)]
    marked = {found[1] for text in texts for found in _MARKED.finditer(text)}
    names = {name for name in (*marked, *_KATAKANA.findall(title)) if not _is_other(name, vocabulary)}
    return any(sum(name in text for text in texts) > _AGAIN for name in names)


def _is_other(name: str, vocabulary: Vocabulary) -> bool:
    """Is it the name of something that is no medicine?"""
    return any(found.facet != "product" for found in vocabulary.concepts(name))
