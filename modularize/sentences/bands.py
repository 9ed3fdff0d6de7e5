"""How often reactions are seen, told within a running text: one band holds for all classes of organs behind it.

Chinese inserts set "以下情况发生率在1%到10%之间：整个机体：…。心血管系统：…。" in one paragraph: two names with a
colon, one inside the other. The band stands with its first class only; it is context of the others until the next band.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library import han
from modularize.draft import Quote, Segment

__all__ = ["opens_band", "with_bands"]

_NAME = r"(?!之间|时[:：])[\u3400-\u9fff（）()、/]{2,16}[:：](?=\s?[\u3400-\u9fffA-Za-z0-9])"
_BAND = han.compile(
    r"\W*(?P<band>[^。；;：:]{0,34}?(?:发生率|发生频率|发生比例|频率|几率)[^。；;：:\d]{0,8}\s?\d[^。；;：:]{0,24}?(?:[:：]|(?<=[%％]))|"
    r"(?:(?:十分|非常|极|很)?(?:常见|多见|少见|偶见|罕见)|不常见)\s?[(（][^（）()。]*\d[^（）()。]*[)）]\s?[:：])"
    rf"\s?(?={_NAME})"
)
_CLASS = re.compile(rf"\W*{_NAME}")
_NEAR = 1
"""Passages from one to the next: a page may part a paragraph."""


def opens_band(text: str) -> bool:
    """Does a Chinese text begin with a band of frequency over the first of several classes of organs?"""
    return _BAND.match(text) is not None


def with_bands(segments: Sequence[Segment]) -> list[Segment]:
    """The segments; those that tell of a further class of organs carry the band that stands over it in their text."""
    found: list[Segment] = []
    band: Quote | None = None
    for segment in segments:
        first = segment.origin[0]
        if first.passage.language != "zh" or first.passage.section != "adverse_reactions":
            band = None
            found.append(segment)
            continue
        opens = _BAND.match(first.text)
        if opens is not None:
            band = Quote(first.passage, first.start + opens.start("band"), first.start + opens.end("band"))
        elif band is not None and _goes_on(band, segment):
            at = next((i for i, part in enumerate(segment.context) if _is_label(part, segment)), len(segment.context))
            segment = replace(segment, context=(*segment.context[:at], band, *segment.context[at:]))
        else:
            band = None
        found.append(segment)
    return found


def _goes_on(band: Quote, segment: Segment) -> bool:
    """Does the segment tell of a class of organs, in the paragraph of the band or the one that goes on with it?"""
    first = segment.first
    near = first.heading_path == band.passage.heading_path and first.seq - band.passage.seq <= _NEAR
    if not near or "\t" in segment.body:
        return False
    labelled = any(_is_label(part, segment) for part in segment.context)
    return bool(_CLASS.match(segment.body)) or labelled


def _is_label(part: Quote | str, segment: Segment) -> bool:
    """Is a part of the context the name of a class told before in the same paragraph?"""
    return (
        isinstance(part, Quote)
        and part.passage.id == segment.first.id
        and bool(_CLASS.match(part.passage.text, part.start))
    )
