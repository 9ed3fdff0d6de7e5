"""A heading of references with none below it stands over no statement: the chapter behind it begins anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from library.models import Passage, PassageKind
from modularize.left_out.references_heading import is_references_heading
from modularize.sentences.depends import is_complete, says_something

__all__ = ["beyond_references"]

_CITES = re.compile(r"\b(?:19|20)\d\d\b|\bet al\b|\bdoi\b|https?:|\[[JMDC]\]", re.IGNORECASE)
_HAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_LINE, _LEAST = 40, 80


def beyond_references(passages: Sequence[Passage]) -> list[Passage]:
    """The passages; where a line and a whole statement stand right below a heading of references, the line heads them.

    The line takes the heading's place, and that of a chapter above it which tells another thing of the same ("X的治疗"
    over "X的预后").
    """
    made = list(passages)
    for at, (head, line, said) in enumerate(zip(passages, passages[1:], passages[2:], strict=False)):
        if not (_is_empty(head) and _is_line(line, head) and _states(said, line)):
            continue
        old, above = line.heading_path, head.heading_path
        if above and (kin := re.match(r"(.{2,}?)的", above[-1])) and line.text.startswith(kin.group()):
            above = above[:-1]
        made[at + 1] = line.model_copy(update={"kind": PassageKind.HEADING, "heading_path": above})
        for place in range(at + 2, len(passages)):
            held = passages[place].heading_path
            if held[: len(old)] != old:
                break
            new = (*above, line.text.strip(), *held[len(old) :])
            made[place] = passages[place].model_copy(update={"heading_path": new})
    return made


def _is_empty(head: Passage) -> bool:
    return head.kind is PassageKind.HEADING and is_references_heading(head.text)


def _is_line(line: Passage, head: Passage) -> bool:
    """Is the first line below the heading a short one that ends without a mark and cites nothing?"""
    text = line.text.strip()
    below = line.kind is PassageKind.PARAGRAPH and line.heading_path == (*head.heading_path, head.text)
    return below and len(text) <= _LINE and not re.search(r"[\d。.:：,，]", text) and not line.facts.get("marker")


def _states(said: Passage, line: Passage) -> bool:
    """Is the paragraph behind the line a whole statement that is no entry of a list of references?"""
    text = said.text.strip()
    long_enough = len(text) + len(_HAN.findall(text)) >= _LEAST
    beside = said.kind is PassageKind.PARAGRAPH and said.heading_path == line.heading_path
    return beside and long_enough and is_complete(text) and says_something(text) and not _CITES.search(text)
