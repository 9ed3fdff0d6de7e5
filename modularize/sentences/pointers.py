"""What a sentence means only by pointing at it: "these medicines", "the same dose", "die Erkrankung", "about 90 %".

Pure, and in one place for all languages: which words point, and what the words before them have to hold so that a
reader knows what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from library import han

__all__ = ["Pointer", "is_named", "lists", "means_heading", "pointer", "without_own_kind"]

_BEFORE = 14
"""Words before the pointing ones at most: behind more, the sentence itself has named what it means."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point, as they stand; what words that name the thing meant hold; whether a list, a heading names it.

    A quantity may be told in parts, one behind the other: then all that names it above is meant.
    """

    words: str
    names: re.Pattern[str]
    by_list: bool
    by_heading: bool


@dataclass(frozen=True, slots=True)
class _Kind:
    pointing: re.Pattern[str]
    names: re.Pattern[str]
    by_list: bool
    by_heading: bool


def _kind(pointing: str, names: str, *, by_list: bool, by_heading: bool = True) -> _Kind:
    return _Kind(han.compile(pointing, re.IGNORECASE), han.compile(names, re.IGNORECASE), by_list, by_heading)


_AMOUNT = (
    r"\d[\d.,]*\s?(?:[nµμm]?g|mcg|m?L|IU|I\.?E\.?|units?|Einheiten|drops?|Tropfen|puffs?|Hübe?|tablets?|Tabletten?|"
    r"Filmtabletten?|Kapseln?|capsules?|毫克|克|微克|单位|片|粒|錠|カプセル|単位)\b"
)
_THESE = r"\b(?:these|those|such|the (?:above|said|aforementioned)|any of (?:these|the above))"
_DIESE = r"\b(?:diese[nr]?|derartige[nr]?|solche[nr]?|(?:die|der|den) (?:genannten|obigen|erwähnten|beschriebenen))"
_KINDS: dict[str, tuple[_Kind, ...]] = {
    "en": (
        _kind(
            rf"{_THESE} (?:other |two |three )?(?:medicines|medications|medicinal products|drugs|agents|substances)\b"
            r"(?! (?:who|that|which|with|in|of)\b)",
            r"\b(?:medicin|medication|drug|agent|substance|inhibitor|blocker|antibiotic|steroid|analges)\w*",
            by_list=True,
        ),
        _kind(
            rf"{_THESE} (?:\w+ )?(?:symptoms|signs|side effects|reactions|adverse reactions|adverse events|events)\b"
            r"(?! (?:who|that|which|with|in|of|such|include)\b)",
            r"\b(?:symptom|signs?\b|side effect|effects\b|reaction|event|complaint|syndrome|disorder|toxicit|injur)\w*",
            by_list=True,
        ),
        _kind(
            rf"{_THESE} (?:conditions|diseases|disorders|illnesses|indications|problems|uses)\b"
            r"(?! (?:who|that|which|with|in|of|such|include)\b)",
            r"\b(?:condition|disease|disorder|illness|indication|problem|syndrome|failure|impairment)\w*",
            by_list=True,
        ),
        _kind(
            r"\b(?:this|these|such|the same|the above) (?:\w+ )?(?:dose|doses|dosage|dosing|regimen|schedule)\b"
            r"(?! (?:forms?|strengths?|as|of|adjustments?|recommendations?|for|in)\b)",
            rf"{_AMOUNT}|\bdos(?:e|es|age|ing)\b|\bregimen|\bschedule",
            by_list=False,
            by_heading=False,
        ),
        _kind(
            r"\b(?:the|these) two (?:groups|arms|cohorts)\b(?! (?:of|with|receiving|treated|in|represent)\b)",
            r"\b(?:placebo|versus|vs|compared (?:to|with)|(?:single|double|combined|control) (?:group|arm))\b",
            by_list=False,
        ),
    ),
    "de": (
        _kind(
            rf"{_DIESE} (?:\w+n )?(?:Arzneimitteln?|Medikamenten?|Wirkstoffen?|Substanzen|Mitteln?|Präparaten?)\b"
            r"(?! (?:die|der|mit|von)\b)",
            r"arznei|medikament|wirkstoff|substan[zc]|mittel\b|mitteln\b|präparat|hemmer|blocker|antibiotik|\w+ika\b",
            by_list=True,
        ),
        _kind(
            rf"{_DIESE} (?:\w+n )?(?:Symptomen?|Anzeichen|Zeichen|Nebenwirkungen|Reaktionen|Ereignissen?|"
            r"Beschwerden)\b",
            r"symptom|zeichen|wirkung|reaktion|ereignis|beschwerde|störung|syndrom|schädigung",
            by_list=True,
        ),
        _kind(
            rf"{_DIESE} (?:\w+n )?(?:Erkrankungen|Krankheiten|Störungen|Zuständen?|Anwendungsgebieten?|Indikationen)\b",
            r"krank|störung|zust[aä]nd|anwendungsgebiet|indikation|syndrom|insuffizienz",
            by_list=True,
        ),
        _kind(
            r"\b(?:diese[rn]?|die (?:gleiche|selbe|obige|genannte)|dieselbe|der (?:gleichen|obigen|genannten)) "
            r"(?:\w*dos(?:is|en|ierung\w*)|Menge)\b(?! (?:wie|von|für)\b)",
            rf"{_AMOUNT}|dosis|dosen\b|dosier",
            by_list=False,
            by_heading=False,
        ),
    ),
}
_ILLNESS = {
    "en": re.compile(r"^\W*The (?:disease|illness|infection|disorder|syndrome)\b(?! (?:of|that|which|with|caused)\b)"),
    "de": re.compile(
        r"^\W*(?:Die (?:Erkrankung|Krankheit|Infektion)|Das Syndrom)\b(?! (?:der|des|die|das|mit|von|an)\b)"
    ),
}
"""A sentence on an illness that it calls only that."""
_NAMES_ILLNESS = re.compile(
    r"(?-i:\b[A-Z]{2,5}\b)|\b(?!\w*symptom)\w+(?:itis|itiden|ose|osen|osis|oma|om|ämie|aemia|emia|pathie|pathy|syndrom|syndrome|krankheit|"
    r"erkrankung|infektion|infection|disease|disorder|sklerose|sclerosis|krebs|cancer|tumou?r|virus|diabetes|epilepsie|"
    r"asthma|migrän?e|arthrose)\w?\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"[,;、，][^,;、，.。]{2,90}(?:[,;、，]|\b(?:and|or|und|oder|sowie)\b|[和及或])|[,;、，].{2,90}[,;、，]"
)
_JOINED = re.compile(r"\w{4,} (?:and|or|und|oder) \w{4,}|[和及与或]")
"""Two things named together."""
_EXAMPLES = re.compile(r"\b(?:such as|including|e\.g\.|wie|z\. ?B\.|einschlie(?:ss|ß)lich)\b|例如|包括|など|等")


_OWN_KIND = re.compile(
    r"(?<=\w) (?:dieser (?:Art|Klasse|Gruppe|\w*klasse|\w*gruppe)|of (?:this|its) (?:class|type|kind|group))\b"
)


def without_own_kind(sentence: str) -> str:
    """The sentence without words on what its medicine is one of ("like all medicines of this class"): the text is
    about it, and nothing is pointed at.
    """
    return _OWN_KIND.sub("", sentence)


_THIS = re.compile(r"\b(?:this|these|diese[rsmn]?) (\w{5,})", re.IGNORECASE)


def means_heading(sentence: str, path: Sequence[str]) -> bool:
    """True where what a sentence points at, behind words of its own, is what the heading over it is about."""
    found = _THIS.search(sentence[:90])
    if found is None or len(sentence[: found.start()].split()) < 3 or not path:
        return False
    return found[1][:6].casefold() in path[-1].casefold()


def pointer(sentence: str, language: str) -> Pointer | None:
    """The words of a sentence that mean a thing by pointing at it alone; None where it names what it speaks of.

    A sentence that ends in a colon points at what is below it.
    """
    if sentence.rstrip().endswith((":", "：")):
        return None
    for kind in _KINDS.get(language, ()):
        found = kind.pointing.search(sentence)
        if found is None or len(sentence[: found.start()].split()) > _BEFORE:
            continue
        ahead, behind = sentence[: found.start()], sentence[found.end() :]
        if kind.names.search(ahead) or (ahead.strip() and found.group()[0].isupper()):
            continue
        if kind.by_list and (_JOINED.search(ahead) or _EXAMPLES.match(behind.lstrip(" ,("))):
            continue
        return Pointer(found.group().strip(), kind.names, kind.by_list, kind.by_heading)
    ill = _ILLNESS[language].match(sentence) if language in _ILLNESS else None
    return Pointer(ill.group().strip(), _NAMES_ILLNESS, by_list=False, by_heading=True) if ill else None


def lists(text: str) -> bool:
    """True where a text names several things one behind the other."""
    return bool(_LISTED.search(text) or _EXAMPLES.search(text))


def is_named(pointed: Pointer, text: str) -> bool:
    """True where a text says what the words that point mean."""
    return bool(pointed.names.search(text)) or (pointed.by_list and lists(text))
