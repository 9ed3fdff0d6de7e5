"""Items that a Chinese or Japanese text counts within one paragraph ("…：①…；②…", "1.…2.…"), with or without a stop
between them: where each begins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from library.models import Passage, PassageKind

__all__ = ["inline_cuts", "is_inline_item", "item_starts"]

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STYLES = (
    re.compile(rf"(?<![见見及和与或、至~～–\d])(?P<circled>[{_CIRCLED}])"),
    re.compile(r"(?<![A-Za-z\d见見表图式第型])[（(](?P<n>\d{1,2})[）)](?=\s*[^\s\d，。；、）)])"),
    re.compile(
        r"(?:(?<=^)|(?<=[\s。；;：:！，,）)】］\]])|(?<=[\u3400-\u9fff])(?<![第表图式约至到于为共达每各前后近超过仅的是])\s?)"
        r"(?P<n>\d{1,2})[.．、)）](?!\d)(?=\s*[\u3400-\u9fff“（(【《A-Z])(?!\s*[型级級期度个個片粒次日天周年月岁歳倍例名毫微克升％%])"
    ),
    re.compile(
        r"(?:(?<=^)|(?<=[。；;])|(?<=[。；;]\s))(?P<bare>\d{1,2})[\s　]+(?=[\u3400-\u9fff])"
        r"(?![型级級期度個个片粒次日天周年月岁歳倍例名毫微克升])"
    ),
)
_SAYS_AT_END = re.compile(
    r"[，,][^，。；]{0,12}(?:不宜|禁|慎|应|不得|不可|不能|忌|投与しない)[^，。；]{0,10}[。．]?\s*$"
)
"""The last item ends with what holds for all of them: they are one statement."""


def inline_cuts(passage: Passage) -> list[int]:
    """Places at which items of the line begin, number and all; none where no numbers in it rise by one.

    Circled numbers part items in a section of a label; elsewhere they count what one statement lists.
    """
    if passage.language not in ("zh", "ja"):
        return []
    marker = passage.facts.get("marker", "") if passage.kind is PassageKind.LIST_ITEM else ""
    cuts = item_starts(passage.text, passage.language, marker)
    is_label = passage.section not in (None, "", "other", "clinical_studies", "composition")
    return [at for at in cuts if is_label or passage.text[at] not in _CIRCLED]


def is_inline_item(passage: Passage, start: int) -> bool:
    """Does an item of such a line begin there, behind its number?"""
    numbered = (passage.text[at:start] for at in inline_cuts(passage) if at < start)
    return any(_NUMBER.fullmatch(words) for words in numbered)


_NUMBER = re.compile(r"\s*(?:[（(]?\d{1,2}[.．、)）]?|[①-⑳][.．、]?)[\s　]*")


@lru_cache(maxsize=512)
def item_starts(text: str, language: str, marker: str = "") -> tuple[int, ...]:
    """Offsets at which the counted items of a text begin, number and all; the first only behind words that open them.

    ``marker``: the number that the format keeps beside the text, which is then the first item.
    """
    if language not in ("zh", "ja"):
        return ()
    found: set[int] = set()
    for style in _STYLES:
        found.update(_runs(style, text, marker))
    return tuple(sorted(found))


def _ended(before: str) -> bool:
    """Does a statement end before the first item? Words that open the list stand with it."""
    return not before.strip() or before.rstrip()[-1] in "。；;"


def _runs(style: re.Pattern[str], text: str, marker: str) -> list[int]:
    """Starts of the items that rise by one, of one style of number; a new count begins with its 1."""
    digits = re.search(r"\d+", marker)
    first = int(digits[0]) if digits else 0
    runs: list[list[tuple[int, int]]] = []
    for match in style.finditer(text):
        named = match.groupdict()
        number = _CIRCLED.index(match.group()) + 1 if "circled" in named else int(named.get("n") or named["bare"])
        place = match.start() + len(match.group()) - len(match.group().lstrip())
        if runs and number == runs[-1][-1][0] + 1:
            runs[-1].append((number, place))
        elif number == 1 or (not runs and number in (2, first + 1)):
            runs.append([(number, place)])
    starts: list[int] = []
    for run in runs:
        items = run if run[0][0] == 1 else [(run[0][0] - 1, 0), *run]
        last = text[items[-1][1] :]
        is_one = bool(_SAYS_AT_END.search(last)) and len(run) > 1 and "。" not in last.rstrip().rstrip("。")
        if len(items) > 1 + ("bare" in style.groupindex) and not is_one:
            starts += [place for number, place in items if number > 1 or _ended(text[:place])]
    return starts
