"""Which columns of a sheet hold questions and their answers: by their heads, or by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from library import han

_QUESTION = han.compile(
    r"^q$|\b(?:questions?|quer(?:y|ies)|[ie]nquir(?:y|ies)|fragen?|fragestellung|anfragen?)\b"
    r"|问题|提问|问句|咨询内容|質問|設問|問い合わせ|疑問",
    re.IGNORECASE,
)
_ANSWER = han.compile(
    r"^a$|\b(?:answers?|responses?|repl(?:y|ies)|antworte?n?|antworttext)\b|回答|答案|答复|答覆|解答|応答|返答",
    re.IGNORECASE,
)
_ABOUT = han.compile(
    r"\b(?:id|no|nr|number|nummer|type|typ|category|kategorie|topic|date|datum|by|von|owner|author|count|source|status|language"
    r"|time|code|length|link|tags?)\b\.?|#|编号|序号|类型|分类|类别|日期|人$|来源|状态|数量|番号|種類|分類|カテゴリ|日$|者|出典|件数",
    re.IGNORECASE,
)
"""Heads of columns that say something about a question and are not it."""
_ASKS = han.compile(
    r"[?？]\s*[\"'”」』)）]*\s*$|(?:か|でしょうか)[。．]?\s*$|(?:吗|呢)[。]?\s*$|^(?:什么|如何|怎么|怎样|是否|为什么|哪些|多少|能否|可以)"
    r"|^(?:what|how|when|why|which|who|where|can|could|does|do|did|is|are|should|may|will|has|have|in which|at what)\b"
    r"|^(?:was|wie|wann|warum|welche[rnsm]?|wer|wo|kann|können|darf|dürfen|muss|ist|sind|gibt es|soll|hat|haben)\b",
    re.IGNORECASE,
)
_MARKED = han.compile(
    r"^\s*(?:(?P<q>Q|Question|F|Frage|问|問|质问|質問|提问)|(?P<a>A|Answer|Antwort|答|回答|答案))\s*\d{0,3}\s*[:：.．、]\s*(?=\S)",
    re.IGNORECASE,
)
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Columns of a question and its answer, and the head of the question (it may name a language)."""

    question: int
    answer: int
    head: str = ""


def pairs_by_heads(cells: Mapping[int, str]) -> list[Pair]:
    """Pairs that a row of heads (column -> words) names; none where it is no such row."""
    named = {c: w for c, w in cells.items() if len(w) < 40 and not _ABOUT.search(w)}
    questions = [c for c, w in named.items() if _QUESTION.search(w) and not _ANSWER.search(w)]
    answers = [c for c, w in named.items() if _ANSWER.search(w) and c not in questions]
    if not questions or not answers:
        return []
    if len(questions) == len(answers):
        return [Pair(q, a, named[q]) for q, a in zip(questions, answers, strict=True)]
    after = next((a for a in answers if a > questions[0]), answers[0])
    return [Pair(questions[0], after, named[questions[0]])]


def pair_by_words(rows: Sequence[Mapping[int, str]]) -> Pair | None:
    """The pair of a sheet without heads: a column that asks, row after row, beside one that tells at more length."""
    if len(rows) < _LEAST_ROWS:
        return None
    columns = sorted({c for row in rows for c in row})
    for question, answer in pairwise(columns):
        both = [(row[question], row[answer]) for row in rows if question in row and answer in row]
        if len(both) < max(_LEAST_ROWS, 0.8 * len(rows)):
            continue
        asks = sum(1 for asked, _ in both if _ASKS.search(asked))
        tells = sum(1 for _, told in both if not re.search(r"[?？]\s*$", told) and re.search(r"[^\W\d_]{2}", told))
        longer = sum(len(told) for _, told in both) >= 0.8 * sum(len(asked) for asked, _ in both)
        if asks >= 0.8 * len(both) and tells >= 0.9 * len(both) and longer:
            return Pair(question, answer)
    return None


def marked(text: str) -> tuple[str, str] | None:
    """``("q", words)`` or ``("a", words)`` of a cell that says which it is (``Q1: …``, ``答：…``)."""
    found = _MARKED.match(text)
    return ("q" if found["q"] else "a", text[found.end() :]) if found else None
