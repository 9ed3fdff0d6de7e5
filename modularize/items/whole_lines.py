"""Lines that are whole though no mark ends them: items and paragraphs of a file that says where each begins and ends.

In a page description a line without its full stop may have lost words; a list item of a web page or a Word file is the
whole of what its author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from library.models import Passage, PassageKind
from modularize.draft import Quote, Segment
from modularize.sentences.advice import advises
from modularize.sentences.depends import breaks_off, is_complete, is_stem, says_something

__all__ = ["ends_in_noun", "tells", "tells_whole", "whole_lines"]

_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_OPEN_END = re.compile(r"[,，、;；:：(（\[［/／–—-]\s*$")
_GOES_ON = re.compile(r"^\s*(?:[a-zäöü]|[)）\]］」』，,、；;。．.%％])")
_PLACED = 0.9
"""The part of a file's passages of which it says where they stand; a heading that folds its text away may have none."""
_WHOLE_SHARE, _LONG, _LONG_CJK, _LINE = 0.6, 60, 25, 160
_SOURCE = re.compile(r"https?://|^\s*\[\d{1,3}\]\s")
"""An entry of a list of sources."""
_NAMED = re.compile(r"^\W*[^:：\n]{1,40}[:：]\s*\S{2}")
"""A line of a name and what is said of it."""
_FIGURE = re.compile(
    r"\d\s?[%％]|\d\s?(?:mg|µg|μg|g|mL|ml|mmol|kg|例|人|倍|回|週|日|年|か月|分|時間|歳|岁|例|周|天|次|months?|weeks?|days?|hours?|"
    r"Tage?|Wochen?|Stunden|Jahre?)(?![A-Za-z])|\b(?:HR|OR|RR|CI|NNT)\b|[<>≥≤＜＞]\s?\d|\bp\s?[<=]"
)
_ENDS = re.compile(
    r"(?:減少|増加|改善|抑制|低下|上昇|延長|短縮|予防|軽減|悪化|不要|可能|なし|あり|必要|推奨|禁忌|注意|中止|確認|評価|回避|使用|投与|開始|"
    r"継続|調整|検討|併用|選択|実施|分布|作用|活性化|阻害|維持|達成|確立|同等|良好|有効|有意|困難|最小限|少ない|高い|低い|多い|する|いる|ある|"
    r"れる|ない|升高|降低|增加|减少|改善|缓解|抑制|延长|避免|禁用|慎用|停药|监测|使用|给药|调整|治疗|相当|有效|无效|相似)[)）」』\]］\d*※†]*\s*$"
)
"""How a line ends in Chinese or Japanese that says what happens, or what to do, in a noun."""


def ends_in_noun(text: str) -> bool:
    """Does a Chinese or Japanese line say what happens, or what to do, in the noun that ends it ("…を開始")?"""
    return bool(_ENDS.search(text))


def whole_lines(passages: Sequence[Passage]) -> frozenset[str]:
    """Ids of the list items and short paragraphs, in files without pages, that end without a mark and are whole."""
    body = [p for p in passages if p.kind not in (PassageKind.HEADER, PassageKind.FOOTER)]
    placed = sum(bool(p.locator.path) for p in body)
    if placed < _PLACED * len(body) or any(p.locator.slide is not None for p in body):
        return frozenset()
    long = [p for p in body if p.kind is PassageKind.PARAGRAPH and len(p.text) > _least(p.text)]
    in_prose = sum(is_complete(p.text) for p in long) >= _WHOLE_SHARE * len(long)
    found = set()
    for at, passage in enumerate(body):
        follower = body[at + 1] if at + 1 < len(body) else None
        if passage.kind is PassageKind.LIST_ITEM:
            able = True
        else:
            is_line = in_prose or bool(_NAMED.search(passage.text))
            able = passage.kind is PassageKind.PARAGRAPH and is_line and len(passage.text) < _LINE
        if (
            able
            and not _SOURCE.search(passage.text)
            and not _OPEN_END.search(passage.text)
            and not breaks_off(passage.text)
            and not _is_cut(passage, follower)
        ):
            found.add(passage.id)
    return frozenset(found)


def _least(text: str) -> int:
    return _LONG_CJK if _CJK.search(text) else _LONG


def _is_cut(passage: Passage, follower: Passage | None) -> bool:
    """Does a paragraph go on in the next one?"""
    both = follower is not None and passage.kind is follower.kind is PassageKind.PARAGRAPH
    return both and follower is not None and bool(_GOES_ON.match(follower.text))


def tells(line: str) -> bool:
    """Does a line say something: advice, a verb, a figure, a name with what is said of it, a Japanese closing noun?"""
    return bool(
        advises(line)
        or says_something(line)
        or _FIGURE.search(line)
        or _NAMED.search(line)
        or (_CJK.search(line) and _ENDS.search(line))
    )


def tells_whole(part: Segment, whole: Collection[str], heads: int) -> bool:
    """Is a piece made of whole lines of which two thirds say something, under two headings or more?"""
    opening = [quote for quote in part.origin[:-1] if is_stem(quote.text)]
    own = [quote for quote in part.origin if quote not in opening]
    least = 1 if opening == [part.origin[0]] and advises(opening[0].text) else 2
    if heads < least or any(not _is_all(quote) or quote.passage.id not in whole for quote in own):
        return False
    lines = [quote.text for quote in own]
    if opening[:1] == [part.origin[0]] and len(own) > 1:
        return True  # "What raises the INR:" over a list of names
    return 3 * sum(map(tells, lines)) >= 2 * len(lines)


def _is_all(quote: Quote) -> bool:
    text = quote.passage.text
    return not text[: quote.start].strip() and not text[quote.end :].strip()
