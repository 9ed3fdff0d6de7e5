"""The sentences of one counted recommendation ("1.4.6 Admit … if …. Give 100 mg …"): the case told first holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modularize.draft import Quote, Segment

__all__ = ["is_counted_recommendation", "recommended_before"]

_COUNTED = re.compile(r"\s*\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s+(?=[A-ZÄÖÜ\u3041-\u9fff])")
_NAMED = re.compile(r"\s*(?:推荐(?:意见)?|推薦(?:意見)?|建议|建議|推奨)\s?\d{1,2}(?:[.．]\d{1,2})?\s?[:：]")
"""A recommendation that its word counts ("推荐4：如果…"): its later sentences are told of the case it opens with."""
_LEAST, _LONGEST = 60, 450
_SENDS = re.compile(
    r"\W*(?:for (?:further |more )?(?:guidance|advice|information|recommendations|details)\b|see\b|follow\b)",
    re.IGNORECASE,
)


def is_counted_recommendation(text: str) -> bool:
    """Is a paragraph counted with three places ("1.4.6"), and longer than a title or ended by a mark?"""
    found = _COUNTED.match(text)
    return found is not None and (len(text) - found.end() >= _LEAST or text.rstrip()[-1:] in (".", ":", "。", "："))


def recommended_before(segment: Segment, before: Sequence[Segment]) -> tuple[Quote, ...]:
    """The first piece of the counted recommendation that a later sentence of it is a step of; () elsewhere.

    A document that is no label only: the numbers of a label are those of its sections.
    """
    first = segment.first
    if first.section not in (None, "", "other") or not (
        _NAMED.match(first.text) or is_counted_recommendation(first.text)
    ):
        return ()
    if not first.text[: segment.origin[0].start].strip(" .0123456789"):
        return ()
    for earlier in before[-6:]:
        if earlier.first.id == first.id:
            shown = earlier.body in "\n".join(segment.context_texts)
            is_case = len(earlier.body) <= _LONGEST and not _SENDS.match(earlier.body)
            return earlier.origin if is_case and not shown else ()
    return ()
