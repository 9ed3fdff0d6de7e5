"""The words of a text that carry its content, so that two texts can be compared by what they speak of."""

from __future__ import annotations

import re
from functools import lru_cache

from library.text import tokens

_STOPWORD_LISTS = (
    "the a an of in to and or with for is are was were be been by on at as that this which it its from has have had do",
    "vs does der die das den dem des ein eine einer eines und oder mit für ist sind war waren von zu im bei auf als",
    "wird werden 的 了 和 与 在 为 是 の は を に が と で も した する され",
)
_STOPWORDS = frozenset(word for words in _STOPWORD_LISTS for word in words.split())
_WRITTEN_OUT = {
    "ORR": "objective response rate",
    "PFS": "progression-free survival",
    "OS": "overall survival",
    "DoR": "duration of response",
    "CrCl": "creatinine clearance",
    "ILD": "interstitial lung disease",
    "TCS": "topical corticosteroids",
    "AE": "adverse event",
    "AEs": "adverse events",
    "NSCLC": "non-small cell lung cancer",
}
_ABBREVIATED = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_WRITTEN_OUT)})(?![A-Za-z])")
_SPELT = {
    "oedema": "edema",
    "tumour": "tumor",
    "isation": "ization",
    "ised": "ized",
    "aemia": "emia",
    "diarrhoea": "diarrhea",
}
_AMERICAN = re.compile("|".join(_SPELT))


_LAY = {
    "kidney": "renal",
    "liver": "hepatic",
    "heart": "cardiac",
    "therapy": "treatment",
    "therapie": "behandlung",
    "treated": "treatment",
    "people": "patient",
    "participant": "patient",
    "subject": "patient",
    "person": "patient",
    "medicine": "drug",
    "medication": "drug",
    "doctor": "physician",
    "level": "concentration",
    "breastfeeding": "lactation",
    "breast-feeding": "lactation",
    "pregnant": "pregnancy",
    "elderly": "older",
}
"""Words for one thing, of which free wordings choose either: lay and learned names of organs, people and treatment."""


def _plain(token: str) -> str:
    """The word in the singular and by its learned name."""
    token = _AMERICAN.sub(lambda match: _SPELT[match.group()], token)
    if token.isascii() and len(token) > 4 and token.endswith("s") and not token.endswith(("ss", "us", "is")):
        token = token[:-1]
    return _LAY.get(token, token)


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """Words without stop words and figures, abbreviations written out, one spelling, the singular and learned names."""
    plain = _ABBREVIATED.sub(lambda match: _WRITTEN_OUT[match.group()], text)
    found = (token for token in tokens(plain) if token not in _STOPWORDS and not token[0].isdigit())
    return frozenset(map(_plain, found))
