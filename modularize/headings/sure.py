"""The headings over a piece of a document that is no label: those that its numbers or its place do not contradict."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from library.models import Passage, PassageKind
from modularize.draft import Quote, Segment, whole
from modularize.headings.levelled import is_levelled
from modularize.sentences.depends import is_complete
from modularize.sentences.recommended import is_counted_recommendation

__all__ = ["Headings"]

_NUMBER = re.compile(
    r"^\W*(?P<n>\d{1,2}(?:[.．]\d{1,2})*)[.．]?(?=[\s　、]|[^\W\d_]|[A-Z])(?!\s?(?:mg|g|ml|%|％|年|月|日))"
)
_EMPTY = re.compile(
    r"^\W*(?:box|table|figure|text ?box|key (?:messages?|words?|points?)|abstract(?: article history)?|article history|"
    r"keywords?|contents?|table of contents|inhaltsverzeichnis|schlüsselwörter|关键词|關鍵詞|キーワード|目次|目录|"
    r"key ?words?.{0,10}|published\b.{0,40}|www\..{0,60}|https?:.{0,90}|page \d+|\d+ of \d+|nice guideline|"
    r"ISSN.{0,90}|.*\.{4,}.*|.*…{2,}.*|S?\d{3,}[-\d()]+.{0,8}|evidence\)?|recommendation \[new\]|"
    r"[\d.,]+\s?[–~～-]?\s?[\d.,]*\s?(?:min|h|hours?|mg|g|ml|%|weeks?|days?|Stunden|Tage|時間|日|小时|"
    r"天)\b.{0,60})\W*\d*\W*$",
    re.IGNORECASE,
)
_NAMES_ONLY = re.compile(r"(?:[\u4e00-\u9fff]{2,3}[\s,，、]+){1,}[\u4e00-\u9fff]{2,3}[\s\d*\\]*")
"""A line of Chinese names, parted by blanks."""
_JOURNAL = re.compile(r".{0,14}(?:合作期刊|杂志|学报|雑誌|学会誌)\W*")
_HEADS = (PassageKind.HEADING, PassageKind.TITLE)
_LONG, _LONG_CJK = 160, 70
_LONGEST_TITLE = 300
"""Code points of the title of a paper, which may be longer than any heading in it."""
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_AUTHORS = re.compile(
    r"^\W*[(（][A-ZÄÖÜ][\w.-]+ [\w. -]{2,30}(?:, [A-ZÄÖÜ][\w.-]+ [\w. -]{2,30})+[)）]\W*$|"
    r"^(?:[A-Z][\w.'’-]+ (?:[A-Z]\. ?)?[A-Z][\w'’-]+\s?\d*\s?[,&]\s?){1,}"
)


_GRADE = re.compile(
    r"\W*(?:(?:conditional|strong|weak) recommendation(?: (?:for|against).{0,20})?|only in research settings|"
    r"good practice statement|(?:starke|schwache|offene) Empfehlung|(?:强|弱|有条件)推荐|(?:強い|弱い)推奨)\W*",
    re.IGNORECASE,
)
"""A line that says how strong a recommendation is: what stands in the parts below it is not of that strength."""


def _is_first_of_several(title: Passage, passages: Sequence[Passage]) -> bool:
    """Is the first heading of a text, which says by marks what heads what, one chapter of three or more of its rank?"""
    if title.kind is not PassageKind.HEADING or not (title.locator.path or "").startswith("line["):
        return False
    ranked = [p.text for p in passages if p.kind is PassageKind.HEADING and not p.heading_path]
    if not _PART.match(title.text) and sum(bool(_PART.match(text)) for text in ranked) > 1:
        return False  # the others are counted, and it is not: a paper whose parts are all marked like its title
    return len(ranked) >= _CHAPTERS


_CHAPTERS = 3
_PART = re.compile(r"\s*\d{1,2}(?:[.．]\d{1,2})*\s*[.．、]?\s*[^\W\d_]")


def _is_stray(text: str) -> bool:
    """Is a line a heading by its number of three places or more, and by its few words?"""
    return len(_number(text)) > 2 and len(text) < _STRAY and not is_complete(text)


def _follows(before: tuple[str, ...], number: tuple[str, ...]) -> bool:
    """Does a number come behind another one of the same part: 4.2.1.3 behind 4.2.1.2?"""
    same = len(before) == len(number) and before[:-1] == number[:-1]
    return same and int(before[-1]) < int(number[-1])


def _text(item: Quote | str) -> str:
    return item.text if isinstance(item, Quote) else item


_STRAY = 60
_COUNTED = re.compile(r"^\W*(?:[a-z]|\d{1,2})\)(?=\s*[^\W\d_])")
"""The letter or number that counts a heading ("b) Older people"): its bracket is half of none."""


def _seq(passage: Passage) -> int:
    return passage.seq


def _number(text: str) -> tuple[str, ...]:
    found = _NUMBER.match(text)
    return tuple(re.split(r"[.．]", found["n"])) if found else ()


_BOX = re.compile(r"\W*(?:box|kasten|コラム|框)\s?[A-Z]?\d+\b", re.IGNORECASE)


def _boxed(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """From where to where boxes between two counted recommendations reach: a number ends the box, unless a heading
    stands right over it.
    """
    found: list[tuple[int, int]] = []
    counted: tuple[str, ...] = ()
    box: int | None = None
    end = 0
    for passage in passages:
        if passage.kind is PassageKind.PARAGRAPH and is_counted_recommendation(passage.text):
            number = _number(passage.text)
            if box is not None and _follows(counted, number) and end > box:
                found.append((box, end))
            counted, box = number, None
        elif passage.kind in (PassageKind.HEADING, PassageKind.CAPTION) and _BOX.match(passage.text) and counted:
            box = passage.seq
        if passage.kind not in (*_HEADS, PassageKind.HEADER, PassageKind.FOOTER):
            end = passage.seq
    return found


class Headings:
    """Knows the headings of one document, and which of them may stand over a piece."""

    def __init__(self, passages: Sequence[Passage], loose: Collection[str], title: str = "") -> None:
        of_title = (p for p in passages if p.text.strip() == title.strip() and p.kind in _HEADS)
        found = next(of_title, None) if 3 < len(title) < _LONGEST_TITLE and self._named(title) else None
        self._title = None if found is not None and _is_first_of_several(found, passages) else found
        self._heads = [p for p in passages if p.kind is PassageKind.HEADING]
        self._stray = [p for p in passages if p.kind is PassageKind.PARAGRAPH and _is_stray(p.text)]
        self._boxed = _boxed(passages)
        self._loose = {p.text for p in self._heads if p.id in loose} - {
            p.text for p in self._heads if p.id not in loose
        }

    def over(self, part: Segment) -> Segment:
        """The piece under those of its headings that fit: a chapter of another number, or a line without words of
        its own, is none.
        """
        texts = part.first.heading_path
        path, fitting = set(texts), set(self.fitting(part.first))
        kept: list[Quote | str] = []
        shown = {item.text if isinstance(item, Quote) else item for item in part.context}
        over: list[tuple[int, Quote | str]] = [
            (texts.index(item.text), item) for item in self._lost(texts, fitting, shown, part.first.seq)
        ]
        for item in part.context:
            text = item.text if isinstance(item, Quote) else item
            is_head = text in path and (
                isinstance(item, str) or item.passage.kind in (PassageKind.HEADING, PassageKind.TITLE)
            )
            if not is_head:
                kept.append(item)
            elif text in fitting and (text == texts[-1] or not _GRADE.fullmatch(text.strip())):
                over.append((texts.index(text), item))
        heads = self._with_stray([item for _, item in sorted(over, key=lambda pair: pair[0])], part.first.seq)
        kept = [*self._chapters(texts, fitting, part.first.seq), *heads, *kept]
        shown = {item.text if isinstance(item, Quote) else item for item in kept}
        title = self._title
        if title is not None and title.text not in shown and title.seq < part.first.seq:
            kept.insert(0, whole(title))
        return replace(part, context=tuple(kept))

    def _with_stray(self, heads: list[Quote | str], seq: int) -> list[Quote | str]:
        """The headings; the next of the same count that was read as a line ("4.2.1.3 Practical info" behind "4.2.1.2
        Justification") in the place of the one before it and of what stood below that.
        """
        at = next((n for n in range(len(heads) - 1, -1, -1) if _number(_text(heads[n]))), None)
        head = heads[at] if at is not None else None
        if at is None or not isinstance(head, Quote):
            return heads
        own = _number(head.text)
        later = [p for p in self._stray if head.passage.seq < p.seq < seq and _follows(own, _number(p.text))]
        if not later:
            return heads
        found = max(later, key=_seq)
        below = [item for item in heads[at + 1 :] if isinstance(item, Quote) and item.passage.seq > found.seq]
        return [*heads[:at], whole(found), *below]

    def _lost(self, path: Sequence[str], fitting: set[str], shown: set[str], seq: int) -> list[Quote]:
        """The numbered headings above those shown, which name the medicine or the disease that a part is about."""
        last = next((n for n in range(len(path) - 1, -1, -1) if _number(path[n])), 0)
        names = [text for text in path[:last] if _number(text) and text in fitting and text not in shown]
        held = (
            max((p for p in self._heads if p.text == text and p.seq < seq), key=_seq, default=None) for text in names
        )
        return [whole(passage) for passage in held if passage is not None]

    @staticmethod
    def _named(title: str) -> bool:
        """Does a title name something, and is none of the lines that every document has?"""
        counted = bool(_number(title)) or bool(re.match(r"\W*[一二三四五六七八九十]+[、.．]", title))
        names = _NAMES_ONLY.fullmatch(title.strip())
        return not (_EMPTY.match(title) or names or counted or "©" in title or title.endswith((":", "：")))

    def fitting(self, passage: Passage) -> tuple[str, ...]:
        """Those headings over a passage that stand over what is below the last numbered one, and say something."""
        said = {text for text in passage.heading_path if self._says(text)}
        held = said if is_levelled(passage) else self._fitting(passage.heading_path, passage.seq)
        return tuple(text for text in passage.heading_path if text in held and not self._of_a_box(text, passage.seq))

    def _of_a_box(self, text: str, seq: int) -> bool:
        """Does a heading stand in a box that ended before the place?"""
        at = max((p.seq for p in self._heads if p.text == text and p.seq < seq), default=-1)
        return any(start <= at < end <= seq for start, end in self._boxed)

    def _fitting(self, path: Sequence[str], seq: int) -> set[str]:
        at = next((n for n in range(len(path) - 1, -1, -1) if _number(path[n])), None)
        kept = {text for text in path if self._says(text)}
        if at is None:
            return kept
        own = _number(path[at])
        above = list(path[:at])
        numbered = {text for text in above if _number(text) and own[: len(_number(text))] == _number(text)}
        others = [text for text in above if not _number(text)]
        has_chapter = any(len(_number(text)) == 1 for text in numbered) or self._with_number(own[:1], seq) is not None
        if len(own) == 1 or has_chapter:
            allowed: set[str] = set()
        else:
            named = [text for text in others if self._says(text)]
            allowed = set(named[-1:])
        return kept & (numbered | allowed | set(path[at:]))

    def _says(self, text: str) -> bool:
        longest = _LONG_CJK if _CJK.search(text) else _LONGEST_TITLE if self._is_title(text) else _LONG
        bare = _COUNTED.sub("", text)
        lone = bare.count("(") != bare.count(")") or text.count("（") != text.count("）")
        is_tail = lone and len(text) < 90
        is_prose = len(text) > longest or (is_complete(text) and len(text) > longest // 2 and text.count(". ") > 0)
        goes_on = bool(re.match(r"\d+ [a-z]", text))
        if _NAMES_ONLY.fullmatch(text.strip()) or _JOURNAL.fullmatch(text.strip()):
            return False
        return not (_EMPTY.match(text) or goes_on or is_prose or is_tail or text in self._loose or _AUTHORS.match(text))

    def _is_title(self, text: str) -> bool:
        return self._title is not None and text == self._title.text

    def _with_number(self, number: tuple[str, ...], seq: int) -> Passage | None:
        before = (p for p in self._heads if p.seq < seq and _number(p.text) == number and self._is_chapter(p))
        return max(before, key=lambda p: p.seq, default=None)

    def _is_chapter(self, passage: Passage) -> bool:
        """Is a heading none of a table of contents, whose lines are cut and have no text below them?"""
        listed = any(_EMPTY.match(text) for text in passage.heading_path)
        return self._says(passage.text) and not listed and not passage.text.rstrip().endswith((":", "：", "-", "–"))

    def _chapters(self, path: Sequence[str], fitting: set[str], seq: int) -> list[Quote]:
        """The chapter of that number and the parts of it down to the piece's own, where the path lost them."""
        own = next((number for text in reversed(path) if (number := _number(text))), ())
        held = {_number(text) for text in path}
        found: list[Quote] = []
        for number in (own[:length] for length in range(1, len(own))):
            head = self._with_number(number, seq) if number not in held else None
            if head is not None and self._says(head.text) and head.text not in fitting:
                found.append(whole(head))
        return found
