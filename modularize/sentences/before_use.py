"""What has to be given or done before a medicine is used holds for the use told right before it, not for every use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from library import han
from library.text import sentences
from modularize.draft import Quote, Segment

__all__ = ["with_use_before"]

_BEFORE_USE = han.compile(
    r"^\W*(?:在)?(?:开始|首次|初次)?(?:使用|服用|应用|接受|给予|用药|治疗)[^，。；:：]{0,12}?(?:之?前|的同时|期间)[，,]?[^。]{0,4}"
    r"(?:必须|应|需|须|要|患者|已|先)"
)
_A_USE = han.compile(r"用于|适用|适应|治疗[^前期的时，。]|预防")
"""Words of a sentence that names a use of its own."""
_LONGEST = 300


def with_use_before(segments: Sequence[Segment]) -> list[Segment]:
    """The segments; a precondition among Chinese uses carries the sentence on the use that stands right before it."""
    found: list[Segment] = []
    for segment in segments:
        first = segment.origin[0]
        is_among_uses = first.passage.section == "indications" and first.passage.language == "zh"
        if is_among_uses and found and _BEFORE_USE.match(first.text) and not _A_USE.search(first.text[:12]):
            use = _last_of(found[-1], first)
            if use is not None and use not in segment.context:
                segment = replace(segment, context=(*segment.context, use))
        found.append(segment)
    return found


def _last_of(before: Segment, here: Quote) -> Quote | None:
    """The last sentence of the segment before, where it ends right before the words in the same paragraph."""
    last = before.origin[-1]
    if last.passage.id != here.passage.id or not 0 <= here.start - last.end <= 3:
        return None
    start, end = sentences(last.text, "zh")[-1]
    return Quote(last.passage, last.start + start, last.start + end) if end - start <= _LONGEST else None
