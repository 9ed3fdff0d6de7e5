"""The words of a question that no concept explains: they are evidence, turns of phrase weigh little. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generate.lexicon import plain_words, stop_words, table, terms_in
from generate.question import PRODUCT_WORD, Question
from generate.questions.figures import words_of
from generate.questions.need import Need
from generate.questions.topics import inside_another
from generate.reading import CJK_RUN
from library.text import fold

_LATIN_WORD = re.compile(r"[a-zäöüßàâçéèêëîïôùûœñ0-9][a-zäöüßàâçéèêëîïôùûœñ0-9'/-]*")
_KANA_ENDING = re.compile(r"[\u3041-\u309f]+")


def terms_asked(question: Question) -> list[Need]:
    """Words of our tables of terms: those that decide as traits, the others as evidence."""
    found = terms_in(question.masked, question.language)
    deciding = table("terms").flagged("decides")
    ids = dict.fromkeys(f.id for f in found if not inside_another(f, found))
    return [Need("trait" if id_ in deciding else "term", id_) for id_ in ids]


def words_left(question: Question) -> list[Need]:
    """Content words of the question that no concept explains; ``plain`` ones are turns of phrase."""
    rest = _without(question.masked, _explained(question))
    stops, plain = stop_words(), plain_words()
    said = [re.sub(r"['’]s$", "", word).strip("'/-") for word in _LATIN_WORD.findall(rest)]
    latin = [w for w in said if len(w) > 1 and not w.isdigit() and w not in stops.latin]
    turns = [w for w in latin if all(plain.holds(p) or p in stops.latin or len(p) < 2 for p in re.split("[/-]", w))]
    latin = [w for w in latin if w not in turns]
    cjk_rest = plain.cjk.sub(" ", stops.cjk.sub(" ", _KANA_ENDING.sub(" ", plain.cjk.sub(" ", rest))))
    cjk = [run for run in CJK_RUN.findall(cjk_rest) if len(run) > 1]
    bare = [word for word in said if len(word) > 1 and word.isdigit()]
    telling = [Need("word", word) for word in dict.fromkeys([*latin, *bare, *cjk])]
    return [*telling, *(Need("plain", word) for word in dict.fromkeys(turns))]


def _explained(question: Question) -> Iterable[tuple[int, int]]:
    """Spans of the masked text that concepts, names, measures and figures account for."""
    masked = question.masked
    found = (*question.topics, *question.events, *question.uses, *terms_in(masked, question.language))
    yield from ((f.start, f.end) for f in found)
    yield from ((m.start(), m.end()) for m in re.finditer(PRODUCT_WORD, masked))
    names = [m.words for m in question.mentions] + [words_of(question, m) for m in question.measures]
    names += [n.text for n in question.numbers if n.kind not in ("name",)]
    for words in {fold(name) for name in names} - {""}:
        yield from ((m.start(), m.end()) for m in re.finditer(re.escape(words), masked))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
