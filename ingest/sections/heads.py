"""Headings of labels by their words: numbers, brackets, known names in every layout, openings of parts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain

from ingest.sections.names import NAMES, UNNUMBERED, US_PLR, Family, Section
from ingest.sections.names_china import CHINA_MORE
from ingest.sections.names_english import ENGLISH
from ingest.sections.names_german import CODE, DISPENSING, GERMAN
from ingest.sections.names_taiwan import ONLY_NUMBERED, TAIWAN
from ingest.sections.parts import ANNEX, LEAFLET_STARTS, PARTS, SMPC_STARTS

__all__ = [
    "annex_number", "bare", "bracketed", "folded", "heading_number", "known_heading", "names_of", "opens_part",
    "unnumbered",
]  # fmt: skip

_NUMBER = re.compile(
    rf"^[\s*※§]*\s*(?:{CODE}\s+)?(\d{{1,2}}(?:[.．]\d{{1,2}}){{0,3}})[.．、)]?(?:\s*[-–:]\s+|\s+|(?=[^\d\s.,%)/\-–]))(.*)$",
    re.S,
)
"""The number of a heading; German texts on file print the code of its field (``FC 1. …``) before it."""
_BRACKETS = re.compile(r"^\s*[【〔［\[]\s*([^】〕］\]]{1,40}?)\s*[】〕］\]]\s*[:：]?")
_BEFORE, _AFTER = " -–—_=*#•▪■◆●▼※", " -–—_=:：.。*"
"""Marks around a heading."""
_BRACKETED_NUMBER = re.compile(r"^\s*[（(]\d{1,2}[）)]\s*(?=[\u3040-\u9fff])")
_RAISED = re.compile(r"(?<=[\u3040-\u9fff])[\s⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹,，、～ ]*[)）]?\s*$")
"""Raised numbers of references after a Japanese heading."""
_CJK = re.compile(r"[\u3040-\u9fff]")
_ANNEX = re.compile(rf"(?:{ANNEX})\.? ?(i{{1,3}})|(i{{1,3}})\.? (?:{ANNEX})")
HIGHLIGHTS = "highlights of prescribing information"
FULL = "full prescribing information"
_NO_WIDTH = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_PART_STARTS = (*LEAFLET_STARTS, *SMPC_STARTS, HIGHLIGHTS, FULL)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A heading as it is compared: NFKC, lower case, straight apostrophes, no signs without width, rules or colons."""
    if text.isascii():
        plain = text.replace(" / ", "/").lower()
    else:
        plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("＇", "'").replace(" / ", "/").casefold()
    return " ".join(_NO_WIDTH.sub("", plain).split()).lstrip(_BEFORE).rstrip(_AFTER)


@lru_cache(maxsize=4096)
def heading_number(text: str) -> tuple[str, str]:
    """``("4.1", "Therapeutic indications")`` of ``4.1 Therapeutic indications``; the number is empty where none is."""
    if "A" <= text[:1] <= "z" and text[0].isalpha() and text[0] not in "BF":
        return "", text.strip()
    found = _NUMBER.match(unicodedata.normalize("NFKC", text))
    return (found[1].replace("．", "."), found[2].strip()) if found else ("", text.strip())


def bracketed(text: str) -> int | None:
    """Length of a heading in brackets that opens ``text`` (``【适应症】…``), or None. Others need a known name."""
    found = None if text[:1].isalnum() else _BRACKETS.match(text)
    if found is None:
        return None
    sure = found[0].lstrip()[0] == "【" or _spaceless(found[1]) in names_of(Family.CHINA)
    return found.end() if sure else None


@lru_cache(maxsize=4096)
def known_heading(text: str) -> bool:
    """True where the whole of ``text`` is a heading of some label layout (with or without its number or brackets)."""
    if len(text) > 120:
        return False
    number, rest = heading_number(text if text.isascii() else _BRACKETED_NUMBER.sub("", text))
    name = bare(rest)
    if number:
        return name in _known_names(numbered=True) or name == US_PLR.get(number, (None, ""))[1]
    return name in _known_names(numbered=False)


@cache
def _known_names(*, numbered: bool) -> frozenset[str]:
    """All names that head sections behind a number, or without one."""
    if numbered:
        return frozenset(chain.from_iterable(map(names_of, (Family.SMPC, Family.JAPAN, Family.TAIWAN))))
    alone = map(names_of, (Family.US_OLD, Family.SWISS, Family.CHINA, Family.JAPAN))
    return frozenset(chain(*alone, names_of(Family.TAIWAN).keys() - set(ONLY_NUMBERED)))


@lru_cache(maxsize=4096)
def opens_part(text: str) -> bool:
    """True where ``text`` opens a part of a label: an annex, the full prescribing information, the package leaflet."""
    if len(text) > 160:
        return False
    name = folded(text)
    whole = name in _part_names() or annex_number(name)
    return bool(whole) or (len(name) < 100 and name.startswith(_PART_STARTS))


@cache
def _part_names() -> frozenset[str]:
    return frozenset(name for names in PARTS.values() for name in names)


def annex_number(name: str) -> int:
    """Number of the annex that the folded ``name`` heads, in any language of the Union; 0 for another name."""
    found = _ANNEX.fullmatch(name) if name[:1] == "i" or name[-1:] == "i" else None
    return len(found[1] or found[2]) if found else 0


@cache
def unnumbered() -> dict[str, list[tuple[Family, Section]]]:
    """Layouts told by names without numbers, and the section that each name heads there, by name."""
    found: dict[str, list[tuple[Family, Section]]] = {}
    for family in UNNUMBERED:
        for name, section in names_of(family).items():
            found.setdefault(name, []).append((family, section))
    return found


_ORDINAL = re.compile(
    r"^(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.,，．]|\d{1,2}\.\d{1,2}(?=[\u4e00-\u9fff]{2}))(?=.{2})"
)
"""The number of a heading in Chinese: "五、", "（二）", "4.2"."""


def chapter_of(text: str) -> str:
    """``"chapter"`` of a heading in Chinese that counts as chapters do ("五、…"), ``"part"`` of "8.5 …", else ""."""
    if re.match(r"\s*[一二三四五六七八九十]{1,3}[、.．]", text):
        return "chapter"
    return "part" if re.match(r"\s*\d{1,2}\.\d{1,2}[\s　]*[\u4e00-\u9fff]", text) else ""


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    inside = None if text[:1].isalnum() else _BRACKETS.match(text)
    if inside is None and not text.isascii():
        text = _RAISED.sub("", _BRACKETED_NUMBER.sub("", text))
    name = folded(inside[1] if inside else text)
    if name.isascii() or not _cjk(name):
        return name
    name = re.sub(r"(?<=[\u3040-\u9fff)])\d{1,2}(?:[,、~-]\d{1,2})*\)?$", "", _spaceless(name))  # 過量投与1)
    name = _ORDINAL.sub("", re.sub(r"^[〈＜<《](.*)[〉＞>》]$", r"\1", name))
    return re.sub(r"(?<=.)\([^()「]*(?<!参照)\)$", "", name)


def _spaceless(text: str) -> str:
    return "".join(text.split())


def _cjk(text: str) -> bool:
    return _CJK.search(text) is not None


def _tables() -> dict[Family, dict[Section, tuple[str, ...]]]:
    return {Family.TAIWAN: TAIWAN, Family.GERMAN: GERMAN, Family.ENGLISH: ENGLISH}


@cache
def names_of(family: Family) -> dict[str, Section]:
    table = {}
    for section, names in _tables().get(family, NAMES.get(family, {})).items():
        for name in names:
            key = folded(name)
            table[_spaceless(key) if _cjk(key) else key] = section
    if family is Family.SMPC:
        table.update(dict.fromkeys(DISPENSING, Section.AUTHORISATION))
    if family is Family.CHINA:
        table.update({_spaceless(folded(name)): section for section, names in CHINA_MORE.items() for name in names})
    return table
