"""Lines that a piece or a leaflet carries whatever its medicine is, and lines that only spell abbreviations out."""

from __future__ import annotations

import re

__all__ = ["NOTICE", "abbreviations_in", "is_notice"]

NOTICE = "notice of the piece itself: it says nothing of the medicine"
_NOTICE = re.compile(
    r"^\W*(?:"
    r"for (?:[^.!]{0,60}\b)?(?:internal|formulary|decision.makers?|payers?|health ?care (?:professionals?|providers?)|"
    r"HCPs?|medical (?:education|professionals?|science liaisons?)|sales|training|educational|reactive|"
    r"background information)\b[^.!]{0,60}\b(?:only|purposes?)\b(?:\s?[.!,;:–—-]?\s*(?:please )?(?:do not|"
    r"not (?:for|to be)) (?:\w+[ ,]+){0,3}(?:distribut\w+|duplicat\w+|cop(?:y|ied)|forward\w*|leave\w*|promotion\w*|"
    r"reproduc\w+|shar\w+|disseminat\w+)[^.]{0,60})?|"
    r"(?:please )?(?:do not|not (?:for|to be)) (?:further )?(?:copy|duplicate|distribut\w+|reproduc\w+|copied|forward)"
    r"\b(?:,? (?:or|and|nor) \w+)*(?: (?:this|these|further|without|in any)\b[^.]{0,80})?|"
    r"(?:all )?(?:other )?(?:(?:third.party )?(?:trade|service) ?(?:marks|names)|brands?(?: names)?)\b[^.]{0,90}\b"
    r"(?:property|owned|trademarks) (?:of|by)\b[^.]{0,60}|"
    r"data on file\b[^.]{0,50}(?:\.[^.]{0,60})?|"
    r"(?:bild|abb(?:ildung|\.)?|foto|fig(?:ure|\.)?|image|picture|[図图圖])\s?\d{1,3}\s?[-–—:.]?|"
    r"(?:bild|foto|abbildung|image|picture|photo)s?\b[^().:]{2,50}\b(?:19|20)\d\d\)|"
    r"for (?:more |further |additional )?(?:guidance|information|advice|details)(?: and (?:information|advice))? "
    r"(?:on|about) [^.]{3,160}, see (?:also )?(?!the box|section|below|above|table)[^.]{3,120}|"
    r"reference market\s*[:：]\s*[\w ()/-]{2,40}|"
    # the closing page that the council of Arab health ministers prescribes
    r"(?:this is a )?medicament|(?:a )?medicament is a product which affects your health[^.]{0,120}|"
    r"follow strictly the doctor['’]s prescription[^.]{0,140}|"
    r"the doctor and the pharmacist are (?:the )?experts in medicines?[^.]{0,90}|"
    r"do not by yourself interrupt the period of treatment prescribed(?: for you)?|"
    r"do not repeat the same prescription without consulting your doctor|"
    r"keep (?:all )?medicaments? out of (?:the )?reach of children|"
    r"(?:council|union) of arab (?:health ministers|pharmacists)[^.]{0,40}"
    r")[.!\s]*$",
    re.IGNORECASE,
)
_SPELT = re.compile(r"^\s*(?P<short>[A-Za-z][\w/&-]{1,11})\s?(?:,|[:=])\s?(?P<long>[^;:=]{4,110})$")
_LEAST_CAPITALS = 2


def is_notice(text: str) -> bool:
    """Is the text only such a line?"""
    return len(text) < 260 and "\t" not in text and bool(_NOTICE.match(text.strip()))


def abbreviations_in(text: str) -> list[str]:
    """The abbreviations that a line does nothing but spell out ("AAD, agitation in dementia; SE, standard error.")."""
    bare = re.sub(r"^\W*abbreviations?\s*[:：]?\s*", "", text.strip(), flags=re.IGNORECASE).rstrip(". ")
    if not bare or "\t" in bare or len(bare) > 1500:
        return []
    found = []
    for part in re.split(r";|(?<=[a-z)])\.\s", bare):
        spelt = _SPELT.match(part)
        if spelt is None or not _spells(spelt["short"], spelt["long"]):
            return []
        found.append(spelt["short"])
    return found


def _spells(short: str, long: str) -> bool:
    """Do the capitals of an abbreviation stand in that order among the letters of what it is said to mean?"""
    letters = [c for c in short if c.isupper()]
    if len(letters) < _LEAST_CAPITALS:
        return False
    at, low = 0, long.casefold()
    for letter in letters:
        at = low.find(letter.casefold(), at) + 1
        if not at:
            return False
    return True
