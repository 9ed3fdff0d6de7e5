"""Run-in names of patients under the heading of pregnancy: "Nursing Mothers: …" ends what "Pregnancy:" heads.

Old labels give "Pregnancy" a line of its own and set the names of the other patients at the head of their paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.models import Passage, PassageKind

__all__ = ["with_populations_apart"]

_PREGNANCY = re.compile(
    r"\W*(?:[\d.]+\s*)?(?:Use in )?Pregnan(?:cy|t women)(?:[:.]|\W+Category [A-DX]\W*)?\W*", re.IGNORECASE
)
_USE = r"(?: (?:use|patients|population)| use in \w+)?"
_RUN_IN = (
    ("lactation", re.compile(r"\W*(?P<name>Nursing mothers?|Lactation|Breast-?feeding)\s?[:.–—]\s?\S", re.IGNORECASE)),
    ("pediatric", re.compile(rf"\W*(?P<name>Pa?ediatrics?{_USE}|Use in children)\s?[:.–—]\s?\S", re.IGNORECASE)),
    ("geriatric", re.compile(rf"\W*(?P<name>Geriatrics?{_USE}|Use in the elderly)\s?[:.–—]\s?\S", re.IGNORECASE)),
)
_TEXT = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)


def with_populations_apart(passages: Iterable[Passage]) -> list[Passage]:
    """The passages, of which those from "Nursing Mothers: …" on stand under that name and not under pregnancy.

    Their section is that of the patients named; what follows under the same heading stands under the last name.
    """
    found: list[Passage] = []
    over: tuple[str, ...] | None = None
    name, section = "", ""
    for passage in passages:
        path = passage.heading_path
        if path != over:
            over = None
        opens = None
        if path and passage.kind in _TEXT and _PREGNANCY.fullmatch(path[-1]):
            opens = next(((of, m) for of, words in _RUN_IN if (m := words.match(passage.text))), None)
        if opens is not None:
            over, section, name = path, opens[0], opens[1]["name"]
        if over is None:
            found.append(passage)
            continue
        beside = path[:-1] if opens is not None else (*path[:-1], name)
        found.append(passage.model_copy(update={"heading_path": beside, "section": section}))
    return found
