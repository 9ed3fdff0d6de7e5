"""Names of persons and of where they work, and lines of a table of contents: nobody has anything to decide there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modularize.sentences.advice import advises
from modularize.sentences.depends import says_something

__all__ = ["only_lists"]

PEOPLE = "names of persons and of where they work: nothing to be decided"
CONTENTS = "line of a table of contents"
_OVER_PEOPLE = re.compile(
    r"\W*(?:[\dA-Z][\d.]*\s*)?(?:authors?|co-?authors?|contributors?\b.{0,40}|.{0,30}\b(?:development|review|steering|"
    r"working|writing|synthesis|core) (?:group|committee|panel|team)s?\b.{0,30}|(?:list of )?(?:participants|members|"
    r"reviewers|experts)|(?:external|internal) (?:experts|reviewers?|review group)\b.{0,80}|investigators|observers|"
    r"headquarters|regional offices?|consultants|autor(?:en|innen)?.{0,30}|mitglieder.{0,30}|"
    r".{0,12}(?:作者|编者|编写组|工作组|专家组|专家委员会|专家名单|编委会|执笔人?|审稿人?|委員|執筆者|作成者|協力者).{0,10})\W*",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(?:MD|PhD|MPH|MSc|MBBS|MBChB|FRCP|PharmD|DrPH|DVM|Prof(?:essor)?|Dr|PD Dr|Priv\.-Doz|M\.D|Ph\.D)\b|"
    r"教授|主任医师|医師"
)
_PLACE = re.compile(
    r"\b(?:Universit\w+|Hospital|Institut\w*|Department|Ministry|School of|College|Faculty|Cent(?:er|re) (?:for|of)|"
    r"Klinik\w*|Fachgesellschaft|Organi[sz]ation|Headquarters|Agency|Academy)\b|医院|大学|研究所|学院|病院|中心|センター|协会|学会"
)
_NAME = re.compile(
    r"^\W*(?:(?:Dr|Prof|PD|Professor)\.? ?){0,3}[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,4}\s?(?:[,，(（;]|$|\s\w)"
)
_NAMES_CHINESE = re.compile(
    r"^\W*(?:作者|执笔|通[信讯]作者)?[:：]?\s*[\u4e00-\u9fff]{2,4}(?:\s?[（(][^（()）]{2,60}[）)])?"
    r"(?:[、，,;；\s]+[\u4e00-\u9fff]{2,4}(?:\s?[（(][^（()）]{2,60}[）)])?)*[、，,;；。\s]*$"
)
_POST = re.compile(
    r"\b(?:Officer|Director|Head|Lead|Manager|Coordinator|Consultant|Specialist|Fellow|Chair|Adviser|Advisor)\b"
)
_ENTRY = re.compile(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?\S.{2,110}[\s.…]\d{1,3}\W*$")
_OF_CONTENTS = re.compile(
    r"\W*(?:\d+\s+)?(?:table of contents|contents|inhalt(?:sverzeichnis)?|目[录錄次])\W*", re.IGNORECASE
)
_LONGEST = 320


def only_lists(text: str, path: Sequence[str]) -> str:
    """Why a line that says nothing needs no person, with the headings over it; "" where it may."""
    bare = text.strip()
    if any(_OF_CONTENTS.fullmatch(head.strip()) for head in path[-3:]) and _ENTRY.match(bare):
        return CONTENTS
    if len(bare) > _LONGEST or "\t" in bare or advises(bare) or re.search(r"\d\s?(?:%|mg|ml|g)\b", bare):
        return ""
    if any(_OVER_PEOPLE.fullmatch(head.strip()) for head in path[-3:]):
        return PEOPLE if _is_of_people(bare) or not says_something(bare) else ""
    if says_something(bare):
        return ""
    return PEOPLE if _is_of_people(bare) else ""


def _is_of_people(bare: str) -> bool:
    if _NAME.match(bare) and (_DEGREE.search(bare) or _PLACE.search(bare)):
        return True
    if _NAMES_CHINESE.match(bare) and _PLACE.search(bare):
        return True
    return bool(_POST.search(bare) and _PLACE.search(bare)) or (
        len(_PLACE.findall(bare)) > 1 and not re.search(r"[.。]\s*$", bare)
    )
