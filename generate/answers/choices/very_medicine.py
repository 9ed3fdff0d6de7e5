"""Where the label speaks of the very medicine that is asked about, a line on another one of its class answers nothing.

"Do not exceed 40 mg with A" holds for A, though A and the B asked about inhibit the same enzyme. A line on the class
itself stays, with whatever examples it gives. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.covers.cover import Cover
from generate.questions.need import Need

_EXAMPLES = re.compile(
    r"e\.\s?g\.|for example|such as|including|includes?(?![a-z])|like "
    r"|z\.\s?b\.|zum beispiel|beispielsweise|wie etwa|einschlie"
    r"|例如|比如|如[:：]?|包括|等|例[:：]?|など"
)


def of_the_very_medicine(
    covers: Sequence[Cover], asked: Sequence[Need], fit: Sequence[Cover] | None = None
) -> list[Cover]:
    """The covers without those on other members of a class, for each medicine that one of those that fit names itself.

    ``fit`` are those that may answer, where ``covers`` are also what may stand beside them.
    """
    kept = list(covers)
    for need in asked:
        facet, _, ids = need.id.partition(":")
        if need.kind != "named" or facet != "product":
            continue
        very, *classes = ids.split("|")
        if any(("product", very) in cover.reading.said for cover in (kept if fit is None else fit)):
            kept = [cover for cover in kept if not _on_another_member(cover, very, classes)]
    return kept


def _on_another_member(cover: Cover, very: str, classes: Sequence[str]) -> bool:
    reading = cover.reading
    own = reading.module.content.product
    above = {id for facet, id in reading.above if facet == "product"} - {own, *classes}
    said = {id for facet, id in reading.said if facet == "product"} - {own, *classes}
    if very in said or above == {very}:
        return False  # a heading over several medicines leaves it to the words below which of them is meant
    return bool(said) and not _EXAMPLES.search(reading.body)
