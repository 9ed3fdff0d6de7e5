"""Papers cited inside a statement: the statement stays, and only a text that is nothing but its source is left out."""

from __future__ import annotations

import re

from library import han

__all__ = ["BIBLIOGRAPHIC", "is_citation"]

BIBLIOGRAPHIC = re.compile(
    r"\b(?:19|20)\d\d\s?;\s?\d+(?:\s?\(\d+\))?\s?:\s?[A-Za-z]?\d+|\bdoi\s?[:：]|"
    r"(?:19|20)\d\d\s?[,，]\s?\d+\s?[(（]\s?\d+\s?[)）]\s?[:：]\s?[A-Za-z]?\d+|"
    r"\[(?:[JMDCRSNP]|EB|DB)(?:/OL)?\]\s?[.．,，]|"
    r"\bPMID\b",
    re.IGNORECASE,
)
"""Year, volume and page of a paper, or its mark in a list of references (GB/T 7714)."""
_BRACKETED = re.compile(r"[（(［\[](?:[^（()）［\[\]］]|[（(\[][^（()）［\[\]］]*[)）\]])*[)）］\]]")
"""Words in brackets, which may hold brackets of their own ("2016;315(23):2564")."""
_LATIN_RUN = re.compile(r"[\x20-\x7e\u00a0-\u024f\u2010-\u2015‐–，：；（）]+")
"""The title and the place of a paper in Latin letters and figures, within Chinese or Japanese words."""
_AUTHORS = re.compile(
    r"\bet al\b|^\W*(?:\d{1,3}[\s.)\]]+)?[A-Z][a-z'’-]+(?: [A-Z][\w'’-]+)?,? [A-Z]{1,3}\b(?:[,.;:]|\s*$)"
)
_BRIEFLY_CITED = re.compile(
    r"[A-ZÄÖÜ][\w'’-]+,? [A-Z]{1,3}\.?,? et al\b[^%<>=]{3,250}?\b(?:19|20)\d\d(?:[;:,()\d\s–-]{0,20})\W*", re.DOTALL
)
"""Papers at the foot of a slide: first author, "et al.", journal and year, one or more."""
_AUTHORS_CJK = re.compile(
    r"^\W*(?:\d{1,3}[\s.)）\]]+)?[\u4e00-\u9fff]{1,4}[\s　]?[\u3041-\u30ff\u4e00-\u9fff]{1,4}\s?"
    r"(?:[,，.．:：]|ほか|他|等[.．,，])"
)
"""How an entry of a list of references begins, or "and others"."""
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_JA_STATES = re.compile(
    r"[はがをにで].{2,}(?:[るたいすんずく]|ない|推奨|べき|こと|必要|可能|同等|有効|有用|良好)"
    r"(?=[\s　。．.、，,（(；;]|$)"
)
"""A Japanese clause: a particle, and a predicate at its end."""
_ZH_STATES = han.compile(
    r"[^。]{2,}[为是可应需不无未将被有能禁慎][^。]{2,}。|[^。]{2,}(?:推荐|建议|降低|提高|减少|增加)[^。]{2,}。"
)
_LATIN_STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|can|should|must|will|did|does|do|ist|sind|war|waren|wird|werden|wurden?|"
    r"kann|können|sollte[nt]?|darf|muss|hat|haben|recommends?|reduced|increased|showed|shows)\b"
)


def is_citation(text: str, longest: int) -> bool:
    """True for a text of less than ``longest`` code points that is the source of something and states nothing itself.

    A citation in brackets, and Latin title and place within Chinese or Japanese words, are taken away; what is left is
    a statement where it has a predicate. A text that begins with authors is an entry of a list of references.
    """
    if len(text) >= longest:
        return False
    if _BRIEFLY_CITED.fullmatch(text.strip()) and not _LATIN_STATES.search(text):
        return True
    if not BIBLIOGRAPHIC.search(text):
        return False
    bare = _BRACKETED.sub(lambda held: " " if BIBLIOGRAPHIC.search(held.group()) else held.group(), text)
    beside = bool(BIBLIOGRAPHIC.search(bare))
    if _AUTHORS.search(bare) or (beside and _AUTHORS_CJK.search(bare)):
        return True
    if len(_CJK.findall(text)) < 10:
        return beside or len(bare.split()) < 6 or not _LATIN_STATES.search(bare)
    bare = _LATIN_RUN.sub(lambda run: "\n" if BIBLIOGRAPHIC.search(run.group()) else run.group(), bare)
    if BIBLIOGRAPHIC.search(bare) or len(_CJK.findall(bare)) < 10:
        return True
    is_japanese = re.search(r"[\u3041-\u309f]", bare)
    return not (_JA_STATES if is_japanese else _ZH_STATES).search(bare)
