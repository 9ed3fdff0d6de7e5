"""What a guideline says of itself: whose duty it is, how it was made, what was changed, what is still to be studied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from library import han
from library.models import Passage, PassageKind

OF_THE_GUIDELINE = "what a guideline says of itself: it advises nothing"
_ABOUT_ITSELF = re.compile(
    r"^\W*(?:\d[\d.]*\s*)?(?:your responsibility|update information|(?:minor )?changes since publication|"
    r"finding more information(?: and committee details)?|(?:guideline )?committee (?:members|details)|"
    r"(?:key )?recommendations for research|research recommendations|who is it for|how (?:this|the) guideline was "
    r"(?:made|developed)|about this guideline|using this guideline|putting this guideline into practice|"
    r"why (?:the (?:guideline )?(?:committee|panel|group) made|"
    r"(?:the|this|these) recommendations? (?:was|were) made).{0,40}|"
    r"how (?:the|this|these) recommendations? (?:might|may|will|could|would) (?:affect|change|impact).{0,40}|"
    r"(?:resource impact|impact on (?:practice|services|resources)|"
    r"(?:impact|implications) for (?:practice and )?resources))\W*$",
    re.IGNORECASE,
)
"""Headings of what no reader is advised by: why the panel decided so, and what that changes for services."""
_SAYS_OF_ITSELF = re.compile(
    r"^\W*(?:for a (?:short|full) explanation of why the (?:committee|panel|group) made\b|"
    r"full details of the evidence and the (?:committee|panel|group)'?[’s]*s? discussions?\b|"
    r"(?:the|our) (?:guideline|recommendations?|guidance) (?:in this guideline )?represents? the view of\b|"
    r"people have the right to be involved in discussions\b|making decisions using \w+ guidelines explains\b|"
    r"this guideline (?:is the basis of|(?:partially |fully )?(?:replaces|updates)|should be read (?:in conjunction )?"
    r"(?:with|alongside))\b|\w+(?:['’]s)? surveillance team reviewed the evidence\b|"
    r"\w+ has (?:also )?produced (?:a guideline|a patient decision aid|tools and resources)\b|"
    r"\w+ has (?:also )?made (?:a |\d+ )?recommendations? for research\b|"
    r"the following guidance is based on the best available evidence\b|"
    r"the full guideline gives details of the methods\b|"
    r"there is an? \w+ (?:patient decision aid|visual summary)\b)",
    re.IGNORECASE,
)
_CHANGED_ON = re.compile(
    r"^\W*(?:January|February|March|April|May|June|July|August|September|October|November|December) (?:19|20)\d\d\s?:\s"
    r"[^.]{0,240}\b(?:amended|updated|added|links?|clarified|withdrawn|reworded|replaced|reviewed)\b",
)
"""An entry of the list of changes: its month, and what was done to the text."""


_ADVISES = han.compile(
    r"^\W*(?:[\d.]+\s*)?(?:key )?recommendations?\W*$|\brationale and impact\b|"
    r"\bwhy the (?:committee|panel|group) made\b|"
    r"^\W*(?:[\d.]+\s*)?(?:Empfehlungen|推荐意见|推荐要点|推奨)\W*$|\b(?:clinical|practice) guideline\b|"
    r"\b(?:prescribing|treatment|clinical|management) guidance\b|Leitlinie\b|"
    r"(?:诊疗|治疗|临床)指南|診療ガイドライン",
    re.IGNORECASE,
)
"""Headings of a guideline over what it recommends and why."""
_ITSELF = "of_the_guideline"
"""Fact of a paragraph that only ends such a sentence."""
_TAIL = 140
_AROUND = (PassageKind.HEADER, PassageKind.FOOTER)


def with_tails(passages: Iterable[Passage]) -> list[Passage]:
    """The passages; a paragraph that ends a sentence on the guideline ("… are in evidence review A:") says so."""
    found: list[Passage] = []
    before: Passage | None = None
    for passage in passages:
        if before is not None and _ends(before, passage):
            passage = passage.model_copy(update={"facts": {**passage.facts, _ITSELF: "tail"}})
        found.append(passage)
        before = before if passage.kind in _AROUND else passage
    return found


def _ends(before: Passage, passage: Passage) -> bool:
    both = before.kind is passage.kind is PassageKind.PARAGRAPH and before.heading_path == passage.heading_path
    is_open = before.text.rstrip()[-1:] not in (".", "!", "?") and len(passage.text) < _TAIL
    return both and is_open and before.section in (None, "other") and bool(_SAYS_OF_ITSELF.match(before.text))


def is_tail(passage: Passage) -> bool:
    """Does a paragraph only end a sentence that says something of the guideline?"""
    return _ITSELF in passage.facts


def of_the_guideline(headings: Sequence[str], text: str) -> str:
    """Why a text of a guideline is about the guideline alone; "" where it is not."""
    if any(_ABOUT_ITSELF.match(heading) for heading in headings) or _SAYS_OF_ITSELF.match(text):
        return OF_THE_GUIDELINE
    return OF_THE_GUIDELINE if _CHANGED_ON.match(text) else ""


def of_advice(path: Sequence[str]) -> tuple[str, ...]:
    """The headings of a path under which a guideline advises, however far above."""
    return tuple(heading for heading in path if _ADVISES.search(heading))
