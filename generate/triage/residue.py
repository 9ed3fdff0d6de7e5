"""What is told of somebody on treatment in words that no table holds. Pure.

"Month five, and he still sleeps in gloves" names no symptom. What is left of a statement once the person, the time,
the medicine, diseases and what is planned or went well are taken away is something that happened, and somebody whose
job it is shall read it.
"""

from __future__ import annotations

import re

from generate.kit import KANA, Span, kit
from generate.lexicon import plain_words, stop_words
from generate.question import PRODUCT_WORD, Question
from generate.triage.story import Story
from library.text import fold

_ENUMERATED = re.compile(r"(?<=[\u4e00-\u9fff])、(?=[\u4e00-\u9fff])")
"""What stands between things listed in Chinese; in Japanese it ends a clause."""
_CLAUSES = re.compile(r"[^,，、;:.!?。\n]*(?:(?<=\d)[.:](?=\d)[^,，、;:.!?。\n]*)*(?:[,，、;:.!?。\n]+|$)")
_WORD = re.compile(r"[a-zäöü']{3,}")
_CJK_RUN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]+")
_STANDING = re.compile(
    r"(?:has|have|with|had) (?:an? )?(?:\w+ ){0,2}?"
    r"(?:(?:heart |aortic |mitral )?valves?|pacemaker|stents?|implants?|prosthes[ie]s)"
    r"(?! ?(?:thromb|fail|leak|infect|dysfunc|block|dislod|fractur|problem|obstruct))(?![a-z])"
)
"""What somebody bears in the body befell him long ago."""
_LEAST_WORDS, _LEAST_CHARACTERS = 2, 3


def residue(question: Question, story: Story) -> Span | None:
    """The first clause told of somebody on treatment that says something of neither plan nor progress."""
    if story.begins or not (story.exposure or (story.persons and story.product)):
        return None
    names = sorted({fold(m.words) for m in question.mentions}, key=len, reverse=True)
    text = question.masked if KANA.search(question.masked) else _ENUMERATED.sub("和", question.masked)
    for match in _CLAUSES.finditer(text):
        span = match.span()
        if match.group().strip() and _says_something(match.group(), span, names, story):
            return span
    return None


def _says_something(clause: str, span: Span, names: list[str], story: Story) -> bool:
    at = (span[0] + len(clause) - len(clause.lstrip()), span[1])
    if clause.rstrip().endswith("?") or not story.tells(at) or story.negated(at):
        return False
    if _STANDING.search(clause):
        return False
    words = kit("story", story.voice)
    if any(words.spans(slot, clause) for slot in ("benign", "question", "begin", "supposed", "general")):
        return False
    left = clause
    for start, end in (*story.persons, *story.exposure, *story.course):
        if span[0] <= start < span[1]:
            left = left[: start - span[0]] + " " * (min(end, span[1]) - start) + left[min(end, span[1]) - span[0] :]
    for name in (*names, PRODUCT_WORD):
        left = left.replace(name, " ")
    latin = [w for w in _WORD.findall(left) if w not in stop_words().latin and not plain_words().holds(w)]
    cjk = stop_words().cjk.sub("", plain_words().cjk.sub("", left)) if story.cjk else ""
    return len(latin) >= _LEAST_WORDS or sum(map(len, _CJK_RUN.findall(cjk))) >= _LEAST_CHARACTERS
