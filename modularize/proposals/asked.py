"""What a model is shown: groups of passages with the modules that rules cut from them, and the lists to choose from.

Everything it is shown is words of the document, ids made up for the call, and members of our own lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from library.models import Anchor, AnchorRole, Module, ModuleKind, Passage
from library.taxonomy import Taxonomy
from modularize.draft import Quote

FACETS = ("disease", "attribute", "audience", "topic", "scenario", "barrier", "key_message")
"""Facets a model may tag. The product and what must travel with a module govern its use: for rules and people."""
OF_PRODUCT = ("scenario", "barrier", "key_message")
"""Facets whose values belong to one product."""


@dataclass(frozen=True)
class Item:
    """A module as a model is shown it: under a short name, with the quotes of one of its findings in the source."""

    name: str
    module: Module
    quotes: tuple[Quote, ...]
    context: tuple[Quote | str, ...] = ()
    """The module's context: a quote where it is anchored in the source, else the words alone."""

    @property
    def body(self) -> str:
        return self.module.content.body

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages its words stand in, each once."""
        return tuple({q.passage.id: q.passage for q in self.quotes}.values())

    @property
    def language(self) -> str:
        return self.module.content.language

    def part(self, start: int, end: int) -> tuple[Quote, ...]:
        """The quotes that make up ``body[start:end]``."""
        return part_of(self.quotes, start, end)

    @property
    def over(self) -> tuple[str, ...]:
        """What stands over the words or beside them without a place of its own: context, then headings."""
        heads = (head for passage in self.passages for head in passage.heading_path)
        return tuple(dict.fromkeys((*self.module.content.context, *heads)))


@dataclass(frozen=True)
class PassageGroup:
    """Neighbouring modules under the same headings of the same section, in reading order."""

    items: tuple[Item, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple({p.id: p for item in self.items for p in item.passages}.values())

    @property
    def size(self) -> int:
        """Characters of the passages and the modules."""
        return sum(len(p.text) for p in self.passages) + sum(len(item.body) for item in self.items)


def context_of(module: Module, known: Mapping[str, Passage]) -> tuple[Quote | str, ...]:
    """The module's context, each part as a quote where it is anchored in one of the known passages."""
    anchored = {a.quote: a for a in reversed(module.anchors) if a.role is AnchorRole.CONTEXT and a.passage in known}
    found: list[Quote | str] = []
    for text in module.content.context:
        anchor = anchored.get(text)
        found.append(text if anchor is None else Quote(known[anchor.passage], anchor.start, anchor.end))
    return tuple(found)


def part_of(quotes: Sequence[Quote], start: int, end: int) -> tuple[Quote, ...]:
    """The quotes, cut, that make up ``body[start:end]`` of a body that is the quotes joined by newlines."""
    found, at = [], 0
    for quote in quotes:
        low, high = max(start, at), min(end, at + quote.end - quote.start)
        if low < high:
            found.append(Quote(quote.passage, quote.start + low - at, quote.start + high - at))
        at += quote.end - quote.start + 1
    return tuple(found)


def findings_of(module: Module) -> dict[str, tuple[Anchor, ...]]:
    """Per source the first finding of the module there: origin anchors that, joined, are its body."""
    found: dict[str, tuple[Anchor, ...]] = {}
    for source in dict.fromkeys(a.source for a in module.anchors):
        mine = [a for a in module.anchors if a.source == source and a.role is AnchorRole.ORIGIN]
        for begin in range(len(mine)):
            joined = ""
            for end in range(begin, len(mine)):
                joined = f"{joined}\n{mine[end].quote}" if end > begin else mine[end].quote
                if joined == module.content.body:
                    found.setdefault(source, tuple(mine[begin : end + 1]))
                if len(joined) >= len(module.content.body):
                    break
    return found


def groups(
    modules: Iterable[Module], source: str, passages: Mapping[str, Passage], most_characters: int, most_modules: int
) -> Iterator[PassageGroup]:
    """The modules in the source's reading order, neighbours of one section and heading path together.

    A module whose words are not its source's, or whose passages were read by an older reader, is left out.
    """
    found = []
    for module in modules:
        anchors = findings_of(module).get(source, ())
        if anchors and all(a.passage in passages for a in anchors):
            found.append((module, tuple(Quote(passages[a.passage], a.start, a.end) for a in anchors)))
    found.sort(key=lambda pair: (pair[1][0].passage.seq, pair[1][0].start, pair[0].id))
    waiting: list[Item] = []
    for module, quotes in found:
        context = context_of(module, passages)
        item = Item(f"m{len(waiting) + 1}", module, quotes, context)
        if waiting and (
            _place(waiting[0]) != _place(item)
            or len(waiting) >= most_modules
            or PassageGroup((*waiting, item)).size > most_characters
        ):
            yield PassageGroup(tuple(waiting))
            waiting, item = [], Item("m1", module, quotes, context)
        waiting.append(item)
    if waiting:
        yield PassageGroup(tuple(waiting))


def _place(item: Item) -> tuple[object, ...]:
    first = item.quotes[0].passage
    return first.section, first.heading_path, item.language, item.module.content.product


def variables(group: PassageGroup, vocabulary: Taxonomy) -> dict[str, str]:
    """The material of the prompt ``propose_modules``."""
    first = group.items[0]
    content = first.module.content
    return {
        "language": first.language,
        "section": content.section or "none",
        "headings": "\n".join(first.quotes[0].passage.heading_path) or "none",
        "kinds": "\n".join(kind.value for kind in ModuleKind if kind is not ModuleKind.PHRASE),
        "values": "\n".join(values(vocabulary, content.product, first.language)),
        "passages": "\n".join(
            json.dumps({"id": f"p{number}", "text": passage.text}, ensure_ascii=False)
            for number, passage in enumerate(group.passages, 1)
        ),
        "modules": "\n".join(json.dumps(_shown(item), ensure_ascii=False) for item in group.items),
    }


def values(vocabulary: Taxonomy, product: str, language: str) -> Iterator[str]:
    """``facet, value, name`` of every tag a model may propose for a module on the product, parted by tabs."""
    for facet in FACETS:
        for id, concept in vocabulary.facet(facet).items():
            if facet not in OF_PRODUCT or getattr(concept, "product", "") == product:
                yield f"{facet}\t{id}\t{vocabulary.label(facet, id, language)}"


def _shown(item: Item) -> dict[str, object]:
    content = item.module.content
    return {
        "id": item.name,
        "kind": content.kind.value,
        "text": content.body,
        "context": list(content.context),
        "tags": [f"{t.facet}={t.value}" for t in item.module.tags if t.facet in FACETS],
    }
