"""Words that the vocabulary lacks: products and diseases that documents name and no concept stands for. Proposed, not
decided: a person gives them a place in the vocabulary or leaves them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from library import han
from library.models import Module, ModuleKind, Record
from modularize.tagging.tag import Vocabulary

_MOST_WORDS, _MOST_LETTERS = 9, 90
_END = r"(?=\s*(?:[.;:,(（。；：，、\n]|$))"
_DISEASE: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:treatment|prevention|management|relief|prophylaxis|therapy|control|reduction in the risk)"
        r"\s+of\s+(?:the\s+(?:signs and symptoms of\s+)?)?"
        r"(?:(?:[a-z]+\s+){0,3}(?:patients|adults|children|people|adolescents)\s+(?:with|who have|suffering from)\s+)?|"
        r"indicated\s+(?:for|in)\s+(?:[a-z]+\s+){0,3}(?:patients|adults|children|people|adolescents)\s+"
        r"(?:(?:[a-z]+\s+){0,2}\d+\s+years\s+(?:of age\s+)?(?:and|or)\s+[a-z]+\s+)?(?:with|who have|suffering from)\s+)"
        r"(.{3,90}?)"
        r"(?=\s+(?:in|for|when|as|who|whose|with|by|due)\b|\s*[.;:,(\n]|$)",
        re.I,
    ),
    "de": re.compile(
        r"(?:Behandlung|Therapie|Prophylaxe|Vorbeugung|Linderung)\s+(?:von|vom|der|des|einer|eines|bei)\s+(.{3,90}?)"
        r"(?=\s+(?:bei|mit|in|im|wenn|als|sowie|und zur)\b|\s*[.;:,(\n]|$)",
        re.I,
    ),
    "zh": han.compile(rf"(?:适用于|用于)(?:治疗|预防|缓解)?(.{{2,40}}?)(?:的治疗|的预防|患者)?{_END}"),
    "ja": re.compile(rf"^[〇○◯・\s]*(.{{2,30}}?)(?:の治療|の予防|の改善)?{_END}", re.M),
}
"""What an indication is for, by language; Japanese indications are lists of bare names."""

_OF_WHOM = han.compile(r"既往|进展|失败|存在|患者|成人|儿童|化疗后|治疗后|小児")
"""Words that tell for whom, not for what."""


class Unknown(Record):
    """Words without a concept: the facet they would belong to, how many modules say so, and some of them."""

    facet: str
    words: str
    language: str
    count: int
    modules: tuple[str, ...]


def unknown_terms(modules: Iterable[Module], vocabulary: Vocabulary) -> tuple[Unknown, ...]:
    """Products and diseases named in modules that no concept stands for, the most frequent first."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for module in modules:
        for facet, words in _named(module, vocabulary):
            found[facet, words, module.content.language].append(module.id)
    terms = [
        Unknown(facet=facet, words=words, language=language, count=len(ids), modules=tuple(ids[:5]))
        for (facet, words, language), ids in found.items()
    ]
    return tuple(sorted(terms, key=lambda t: (-t.count, t.facet, t.words)))


def _named(module: Module, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    content = module.content
    if content.product and content.product not in vocabulary.products:
        yield "product", content.product
    for tag in module.tags:  # told by the form of a heading (unlisted.py)
        if tag.facet == "disease" and tag.value not in vocabulary.diseases:
            yield "disease", tag.value
    pattern = _DISEASE.get(content.language)
    if content.kind is not ModuleKind.INDICATION or pattern is None:
        return
    for match in pattern.finditer(content.body):
        words = match[1].strip(" 、，,")
        if not _is_name(words) or any(m.facet == "disease" for m in vocabulary.concepts(words, content.language)):
            continue
        yield "disease", words


def _is_name(words: str) -> bool:
    is_short = 2 <= len(words) <= _MOST_LETTERS and len(words.split()) <= _MOST_WORDS
    return is_short and not re.search(r"\d", words) and not _OF_WHOM.search(words)
