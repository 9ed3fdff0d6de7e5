"""Doses told patient by patient in running lines: a name before a colon holds for the lines below it, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from library import han
from library.models import Passage, PassageKind
from modularize.draft import Quote
from modularize.prose import label_of
from modularize.sentences.depends import is_complete

_OTHERS = re.compile(
    r"^\W*(?:Bei|Beim|Zur|Zum|Als|Patient\w*|In|For|During|If|Wenn|Während|Für)\b|"
    r"\b(?:Patient\w*|Kinder\w*|Erwachsene\w*|Jugendliche\w*|Säugling\w*|Neugeborene\w*|Frauen|Männer\w*|Ältere\w*|"
    r"patients|children|adults|adolescents|infants|women|men|elderly)\b",
    re.IGNORECASE,
)
"""Words that say themselves whom, or in which case: the name above need not hold for them."""
_DOSES = re.compile(
    r"(?:Erhaltungs|Anfangs|Initial|Start|Maximal|Höchst|Tageshöchst)dos|(?:maintenance|starting|initial|maximum) dos",
    re.IGNORECASE,
)
"""Kinds of doses: what is said of another kind is not under the name above."""
_NAMED = re.compile(r"[^.:：;!?]{2,110}[:：]")
"""A line with a name or a case of its own before a colon, whatever stands behind it."""
_AT_THE_EDGE = (PassageKind.HEADER, PassageKind.FOOTER)


def labels_over(passages: Sequence[Passage]) -> dict[int, Quote]:
    """The name that stands over a paragraph of doses, by its place, where a series of named paragraphs goes before.

    Only under one heading, only for whole sentences right below, and not for those that say whom they are for.
    """
    series = Counter(p.heading_path for p in passages if _is_dose(p) and label_of(p.text))
    found: dict[int, Quote] = {}
    over: Quote | None = None
    for passage in passages:
        if passage.kind in _AT_THE_EDGE:
            continue
        named = label_of(passage.text) if _is_dose(passage) else None
        if named is not None and series[passage.heading_path] > 1:
            start = named.start("name")
            over = Quote(passage, start, named.end("name") + 1)
        elif over is None or not _goes_on(over.passage, passage):
            over = None
        else:
            found[passage.seq] = over
    return {**explained(passages), **found}


_EXPLAINED = ("contraindications", "warnings", "populations")
_EXPLAINS = han.compile(r"^(?:本品|该|此|这|如|若|因|由于|使用|用药|可能|应|有|其|[^，。；]{2,16}可能)")


def explained(passages: Sequence[Passage]) -> dict[int, Quote]:
    """The item that a Chinese paragraph explains, by the paragraph's place: it stands between two items of a list."""
    found: dict[int, Quote] = {}
    body = [p for p in passages if p.kind not in _AT_THE_EDGE]
    for item, passage, following in zip(body, body[1:], body[2:], strict=False):
        listed = item.kind is following.kind is PassageKind.LIST_ITEM and passage.kind is PassageKind.PARAGRAPH
        one = item.section == passage.section == following.section and item.section in _EXPLAINED
        said = len(item.text) < 90 and is_complete(passage.text) and not item.text.rstrip().endswith((":", "："))
        if listed and one and said and passage.language == "zh" and _EXPLAINS.match(passage.text):
            found[passage.seq] = Quote(item, 0, len(item.text))
    return found


def _is_dose(passage: Passage) -> bool:
    return passage.section == "dosage" and passage.kind is PassageKind.PARAGRAPH and "\t" not in passage.text


def _goes_on(named: Passage, passage: Passage) -> bool:
    """Is the paragraph a whole sentence under the same heading that names no patients and no case of its own?"""
    if not _is_dose(passage) or passage.heading_path != named.heading_path or not is_complete(passage.text):
        return False
    if _NAMED.match(passage.text) or not passage.text[:1].isupper():
        return False
    other = [kind for kind in _DOSES.findall(passage.text) if kind.casefold() not in named.text.casefold()]
    return not other and not _OTHERS.search(passage.text)
