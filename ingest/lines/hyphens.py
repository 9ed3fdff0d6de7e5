"""Words that a line's end broke: which of them the document writes, which hyphens were only put by the setting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from ingest.reading import Block, Words, changed, glue, split_block
from library.models import PassageKind
from library.text import detect_language

__all__ = ["Vocabulary", "rejoined", "whole_word", "without_halved_headings"]

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_LOOKED_FOR = 200
"""Words that are looked for one by one; beyond that all words of the document are listed."""
_END = re.compile(r"(?:^|[\s(„«\"/])([A-ZÄÖÜ][a-zäöüß]+|[a-zäöüß]{2,})[-\u2010]$")
_START = re.compile(r"([a-zäöüß]{2,})")
_REST = re.compile(r"\S+(?=\s+\S)")
_INSIDE = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]+|[a-zäöüß]{2,})[-\u2010]([a-zäöüß]{3,})")
_BROKEN = re.compile(r"([A-ZÄÖÜ][a-zäöüß]+|[a-zäöüß]{2,})-([a-zäöüß]{2,})")
_IN_WORD = re.compile(r"[^\W\d_]{2}[-\u2010\u00ad]$")
_VERB_FIRST = re.compile(
    r"(?:werden|worden|wird|wurden?|sind|ist|war(?:en)?|haben|hat|k[oö]nnen|kann|müssen|muss|soll(?:en|te|ten)?)\b"
)
"""How the rest of a German sentence begins whose first half is set as a heading."""
_JOINS = re.compile(
    r"(und|oder|bis|bzw|sowie|haltig|artig|förmig|frei|fach|jährig|tägig|wöchig|monatig|minütig|stündig|spezifisch|abhängig"
    r"|bedingt|assoziiert|induziert|positiv|negativ|resistent|sensitiv|behandelt|kontrolliert|ähnlich|basiert|typisch)"
)
"""What really follows a hyphen in German (``Placebo-kontrolliert``), beside words with a capital."""


def rejoined(lines: Iterable[str]) -> frozenset[str]:
    """The words (case-folded) that ends of lines broke; ``lines`` of a German document in reading order.

    A German word goes on in small letters after its hyphen only where a line broke it, but for a few endings and for
    forms that the document writes with a hyphen inside a line, too.
    """
    texts = [line.strip() for line in lines]
    written = {(a + b).casefold() for text in texts for a, b in _INSIDE.findall(text)}
    found = set()
    for before, after in pairwise(texts):
        head, tail = _END.search(before), _START.match(after)
        if head and tail and not _JOINS.match(tail[1]):
            word = (head[1] + tail[1]).casefold()
            if word not in written:
                found.add(word)
    return frozenset(found)


class Vocabulary:
    """Words of four letters or more (case-folded) as a document writes them within lines, and those it broke.

    A German word with its hyphen (as written) is among them where only the end of a line can have put it.

    Few are ever asked for: nothing is worked out before.
    """

    def __init__(self, text: str) -> None:
        """``text``: the document's lines in reading order."""
        self._text = text
        self._known: dict[str, bool] = {}

    def __contains__(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            if "-" in word:
                known = self._known[word] = self._is_broken(word)
                return known
            many = len(self._known) >= _MOST_LOOKED_FOR
            known = (word in self._words if many else self._is_written(word)) or word in self._broken
            self._known[word] = known
        return known

    def _is_written(self, word: str) -> bool:
        if len(word) < 4 or not _LETTERS.fullmatch(word):
            return False
        text, at = self._folded, -1
        while (at := text.find(word, at + 1)) >= 0:
            end = at + len(word)
            if not _LETTERS.match(text[end : end + 1]) and not _LETTERS.match(text[max(0, at - 1) : at]):
                return True
        return False

    def _is_broken(self, word: str) -> bool:
        """True for a German word that goes on in small letters after its hyphen, as no compound does."""
        found = _BROKEN.fullmatch(word) if self._german else None
        if found is None or _JOINS.match(found[2]):
            return False
        return (found[1] + found[2]).casefold() not in self._hyphened

    @property
    def is_german(self) -> bool:
        """True where the document is in German."""
        return self._german

    @cached_property
    def _german(self) -> bool:
        return detect_language(self._text[:20_000]) == "de"

    @cached_property
    def _hyphened(self) -> frozenset[str]:
        """Words (without their hyphen) that the document writes with a hyphen inside a line."""
        return frozenset((a + b).casefold() for a, b in _INSIDE.findall(self._text))

    @cached_property
    def _folded(self) -> str:
        return "\n".join(map(str.casefold, self._text.split("\n")))  # lines in ASCII, most of all, are quick

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._folded))

    @cached_property
    def _broken(self) -> frozenset[str]:
        return rejoined(self._text.split("\n")) if self._german else frozenset()


def whole_word(before: Block, after: Block, words: Words) -> tuple[Block, Block]:
    """The two blocks, between which a column or page ends, with a word broken there whole in the first of them."""
    kept, _ = glue(before.text, after.text, words)
    rest = _REST.match(after.text)
    if len(kept) == len(before.text) or rest is None:
        return before, after
    tail, left = split_block(after, rest.end())
    fragments = [f.model_copy(update={"end": min(f.end, len(kept))}) for f in before.fragments]
    fragments += [f.model_copy(update={"start": f.start + len(kept), "end": f.end + len(kept)}) for f in tail.fragments]
    return changed(before, text=kept + tail.text, fragments=tuple(fragments)), left


def _is_beside(before: Block, block: Block) -> bool:
    """Do two paragraphs of one page, which differ in nothing else, stand one after the other?"""
    same = (before.page, before.slide, before.flags, before.group) == (
        block.page,
        block.slide,
        block.flags,
        block.group,
    )
    return same and before.kind is PassageKind.PARAGRAPH


def without_halved_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a heading that breaks off within a word, or before its verb, joined to the paragraph below it;
    with a paragraph that breaks off within a word as well.

    Words in another type open a paragraph there; as a heading their half would stand over all that follows.
    """
    made = list(blocks)
    words: Vocabulary | None = None
    for index, (head, block) in enumerate(pairwise(made)):
        if block.kind is not PassageKind.PARAGRAPH or head.section is not None or not block.text[:1].islower():
            continue
        is_head = head.kind is PassageKind.HEADING
        in_word = bool(_IN_WORD.search(head.text)) and (is_head or _is_beside(head, block))
        if not in_word and not (is_head and _VERB_FIRST.match(block.text)):
            continue
        words = words or Vocabulary("\n".join(b.text for b in blocks))
        kept, between = glue(head.text, block.text, words)
        if len(kept) == len(head.text) and _IN_WORD.search(kept) and words.is_german and not _JOINS.match(block.text):
            kept = kept[:-1]
        shift = len(kept) + len(between)
        fragments = [f.model_copy(update={"end": min(f.end, len(kept))}) for f in head.fragments]
        fragments += [f.model_copy(update={"start": f.start + shift, "end": f.end + shift}) for f in block.fragments]
        whole = changed(block, text=kept + between + block.text, fragments=tuple(fragments))
        made[index], made[index + 1] = replace(head, text=""), whole
    return [block for block in made if block.text]
