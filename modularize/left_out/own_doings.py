"""Sentences on the doings of whoever issued a document: what text will change, who was written to, what is drawn."""

from __future__ import annotations

import re

from modularize.left_out.boilerplate import is_standing

__all__ = ["shows_figure", "stands_apart", "tells_of_itself"]

_PAPERS = r"(?:product information|educational materials?|summary of product characteristics|SmPC|leaflet|labelling)"
_ISSUED = re.compile(
    rf"^\W*(?:the )?{_PAPERS}(?:(?:,| and|, and) (?:the )?{_PAPERS})*"
    r" (?:will be|is being|are being|has been|have been|is|are) (?:\w+ )?(?:revised|updated|amended)"
    r"(?: to (?:include|reflect|contain) (?:the |this |these )?(?:updated|new|revised|further|latest)"
    r" (?:advice|information|recommendations?|guidance)\b[^.;]{0,140}| accordingly)?\W*$|"
    r"^\W*(?:a|the) letter (?:from [^.;]{2,60} )?(?:has|was|will) (?:also )?(?:been |be )?sent to\b[^.;]{2,120}\W*$|"
    r"^\W*data (?:are |is |were )?provided with (?:the )?(?:kind )?permission of\b[^;]{2,120}$|"
    r"^\W*(?:we|please)(?: also)? (?:ask|remind|encourage|urge|request)(?: all| UK| US)? ?"
    r"(?:health ?care (?:professionals|providers)|patients|prescribers)[^.;]{0,120}"
    r"\breport\b[^.;]{0,140}(?:\([^()]*\))?\W*$|"
    r"^\W*this medicine is new or being used differently\W*$|"
    r"^\W*please report side effects\.(?: see the full \w+ for (?:further|more) (?:details|information)\.?)?\W*$",
    re.IGNORECASE,
)
_DRAWN = re.compile(
    r"^\W*(?:figure|fig\.) ?\d+[a-z]? (?:is|shows|depicts|displays|presents) (?:a|an|the) "
    r"(?:[\w-]+ ){0,3}(?:curves?|plots?|graphs?|charts?|diagram|flow ?chart|histogram)\b[^%\d]{0,200}$|"
    r"^\W*(?:the )?(?:(?:(?:dotted|dashed|broken|solid|vertical|horizontal) ){1,2}lines?|"
    r"asterisks?|circles|error bars|whiskers)"
    r"(?: \([*†]\))? (?:represents?|indicates?|denotes?|shows?|marks?)\b[^\n]{0,160}$",
    re.IGNORECASE,
)


def tells_of_itself(text: str) -> bool:
    """True where a sentence only says that a text will be changed, a letter was sent, or to whom to report."""
    return len(text) < 320 and "\t" not in text and bool(_ISSUED.match(text.strip()))


def shows_figure(text: str) -> bool:
    """True where a sentence only says what a drawing is, or what its lines and marks stand for, without a finding."""
    return len(text) < 260 and "\t" not in text and bool(_DRAWN.match(text.strip()))


def stands_apart(text: str, language: str) -> bool:
    """True for a sentence that belongs to no claim beside it: of every label, of the issuer's doings, of a drawing."""
    return is_standing(text, language) or tells_of_itself(text) or shows_figure(text)
