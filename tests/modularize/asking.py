"""Groups of passages as a model is shown them, made by the room's own rules; and models that say what a test wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from library.models import Anchor, DocumentClass, Module, Passage, SourceFacts, module_id, module_lineage
from library.taxonomy import Taxonomy
from modularize.proposals.asked import PassageGroup, groups
from modularize.segment import segment
from modularize.tagging.tag import to_draft

TAXONOMY = Taxonomy.load()
FACTS = SourceFacts(document_class=DocumentClass.DECK, product="ovranteq", market="US", language="en")
NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def modules_of(passages: Sequence[Passage], facts: SourceFacts = FACTS) -> list[Module]:
    """The modules that the rules cut from passages of the source "source"."""
    made = []
    for part in segment(passages).segments:
        draft = to_draft(part, facts, TAXONOMY)
        lineage = module_lineage(draft.content)
        anchors = tuple(
            Anchor(**a.model_dump(), id=f"a{n}", source="source", ordinal=n) for n, a in enumerate(draft.anchors)
        )
        fields: dict[str, Any] = {
            "version": 1,
            "parent": None,
            "author": "system",
            "created_at": NEVER,
            "anchors": anchors,
        }
        id = module_id(draft.content, lineage, None)
        made.append(Module(id=id, lineage=lineage, content=draft.content, tags=draft.tags, **fields))
    return made


def group_of(passages: Sequence[Passage], facts: SourceFacts = FACTS) -> PassageGroup:
    """The one group that passages make."""
    known = {p.id: p for p in passages}
    [group] = groups(modules_of(passages, facts), "source", known, 100_000, 100)
    return group


def answer(splits: Sequence[Any] = (), kinds: Sequence[Any] = (), tags: Sequence[Any] = (), **more: Any) -> str:
    """A model's answer as text."""
    return json.dumps({"splits": list(splits), "kinds": list(kinds), "tags": list(tags), **more}, ensure_ascii=False)


class Message:
    """What LangChain gives back, as far as it is used."""

    def __init__(self, content: str, finish: str = "stop", tokens: tuple[int, int] | None = (1000, 50)) -> None:
        self.content = content
        self.response_metadata = {"finish_reason": finish}
        self.usage_metadata = {"input_tokens": tokens[0], "output_tokens": tokens[1]} if tokens else None


class Saying:
    """A chat model that says what a function of the material makes of it."""

    def __init__(self, say: Callable[[str], str | Message]) -> None:
        self.say, self.asked = say, list[str]()

    def invoke(self, input: Any, config: Any = None, **kwargs: Any) -> Message:
        self.asked.append(input[1][1])
        said = self.say(input[1][1])
        return said if isinstance(said, Message) else Message(said)
