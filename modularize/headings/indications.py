"""Japanese lines that are indications themselves, one below another: the first of them heads none of the next."""

from __future__ import annotations

import re

from library.models import Passage, PassageKind
from modularize.places import is_below
from modularize.sentences.depends import is_bracketed_heading, is_complete, is_stem, names_below

__all__ = ["is_indication_above"]

_OVER = re.compile(r"効能|適応")
_RING = re.compile(r"\s*([〇○◯◎●])")
_HEADS_OTHERS = re.compile(
    r"(?:領域|菌種|適応症?|効能|効果|目的|共通|場合|成人|小児|用途|用法|[科剤錠]|[:：])[)）]?\s*$|^\W*(?:下記|以下|次)の"
)
"""So a line ends, or begins, that stands over indications and is none."""


def is_indication_above(passage: Passage, follower: Passage) -> bool:
    """Is a line right under the heading of indications one of them, over the next one or over a line with its ring?

    A line that names a field, patients, or "the diseases below" heads what follows it.
    """
    text, over = passage.text.strip(), "".join(passage.heading_path[-1:])
    if passage.section != "indications" or passage.language != "ja" or not is_below(follower, passage):
        return False
    if not (_OVER.search(over) or is_bracketed_heading(over)) or _HEADS_OTHERS.search(text) or names_below(text):
        return False
    ring, next_ring = _RING.match(text), _RING.match(follower.text)
    if ring is not None or next_ring is not None:
        return ring is not None and next_ring is not None and ring.group(1) == next_ring.group(1)
    states = is_complete(follower.text) or is_stem(follower.text) or is_bracketed_heading(follower.text)
    return follower.kind is PassageKind.PARAGRAPH and "\t" not in follower.text and not states
