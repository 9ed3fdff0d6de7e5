"""Sentences of a Chinese text whose stops were mistyped: a full stop in Latin type where a comma was meant."""

from __future__ import annotations

import re
from itertools import pairwise

from library.text import sentences

__all__ = ["whole_sentences"]

_MISTYPED = re.compile(r"[\u3400-\u9fff][.．]$")
_GOES_ON = re.compile(r"\s*[\u3400-\u9fff]")
_MOST = 4
"""A text that ends its sentences with 。 has so many of these for each stop in Latin type."""
_CONDITION = re.compile(r"^(?:[^，,。；;]{1,16}[，,])?(?:一旦|如果|如|若|倘若|假如|当|对于)[^，,。；;]*[.．]$")
"""A case of which nothing is said yet."""


def whole_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of the sentences as :func:`library.text.sentences` has them, in Chinese without ends that are none.

    Where a text ends its sentences with 。, a stop in Latin type between ideographs was meant for a comma: it parts a
    case from what to do in it, or a list. Anywhere, a bare condition ("一旦出现…．") is no sentence yet.
    """
    spans = sentences(text, language)
    if language != "zh" or len(spans) < 2:
        return spans
    odd = [_is_odd(text, one, other) for one, other in pairwise(spans)]
    typed = text.count("。") >= _MOST * sum(odd)
    found = [spans[0]]
    for (start, end), is_odd, before in zip(spans[1:], odd, spans, strict=False):
        if is_odd and (typed or _CONDITION.match(text[before[0] : before[1]])):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_odd(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Does a stop in Latin type stand between the ideographs of two sentences?"""
    ends = bool(_MISTYPED.search(text[one[0] : one[1]])) and "\n" not in text[one[1] : other[0]]
    return ends and bool(_GOES_ON.match(text[other[0] : other[1]]))
