"""Lines that tell of the paper alone, not of the medicine: its dates, whom to call, how reactions are reported."""

from __future__ import annotations

import re

REPORTING = "reporting line of the piece"
_DATED = re.compile(
    r"^\W*(?:(?:核准|修改|修订|批准|生效|发布|核准和修改|作成|改訂)(?:日期|年月日?)|date|datum|stand)\s*[:：].{0,240}\d{4}"
    r"(?:\s?年[\d\s年月日、,，]*)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""A line that only says when the paper was approved, revised or written."""
_FORM = re.compile(
    r"\b(?:MedWatch|FDA-1088|FDA-0178|Yellow Card)\b.{0,200}"
    r"(?:\b(?:www\.|https?:|online|by (?:mail|fax|calling))|\d{3}-)|"
    r"\b(?:complete|submit|download|return|fill (?:in|out))\b.{0,80}\b(?:report|form)\b.{0,200}"
    r"(?:www\.|https?:|\b1-800-|\bfax\b|\bmail\b)|"
    r"\bMedWatch\b.{0,120}\b(?:form|report)s?\b|\b(?:form|report)s?\b.{0,160}\bMedWatch\b",
    re.IGNORECASE | re.DOTALL,
)
"""How a form of reporting is filled in and where it is sent."""
_REPORTS = re.compile(
    r"\breporting (?:of )?(?:suspected )?(?:adverse|side effects|requirements)|\breporting requirements\b|"
    r"\bmeldung (?:des verdachts|von nebenwirkungen)|不良反应的?报告",
    re.IGNORECASE,
)
_OF_REPORTS = re.compile(
    r"\breport(?:s|ed|ing)?\b|\bform\b|MedWatch|\be-?mail\b|\bfax\b|https?:|www\.|\bmelden\b|\banzeigen\b|"
    r"\bsection [A-G], box\b|上报|报告",
    re.IGNORECASE,
)
"""What stands under a heading on reporting and speaks of it."""
_ABROAD = re.compile(r"(?:^|[\s:：])\+\d{1,3}(?:[ .()/-]{1,2}\d{1,4}){3,}")
_CONTACT = re.compile(
    r"^\W*(?:please )?call\b.{0,40}\d{3}[- ]\d{3}[- ]\d{4}|"
    r"\b(?:Tel|Tél|Phone|Fax|Telefon|Puh|Tlf|Sími|Τηλ|Тел|Teл)\b\.?\s?:?\s?[+(]?\s?[(]?\d|(?:电话|電話|传真|邮编|邮政编码|"
    r"TEL)\s?[:：]?\s?[+(]?\d|〒\d{3}|"
    r"\b(?:GmbH|Ltd|Limited|Inc|B\.?V|S\.?A|S\.?p\.?A|AG|Oy|A/S|Co\., Ltd)\b\.?(?:,| )[^.]{0,80}\b\d{4,6}\b",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"^\W*(?:this leaflet was (?:last )?(?:revised|approved|updated)|date of (?:last )?revision|"
    r"diese (?:packungsbeilage|gebrauchsinformation) wurde zuletzt)\b.{0,80}$",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+")
_TRANSCRIBED = re.compile(r"^\W*(?:汉语拼音|漢語拼音)\s*[:：]\s*[A-Za-z' ’ü\u00e0-\u01dc-]+\W*$")
"""How a Chinese name is spelt in Latin letters."""


def reports(heading: str, text: str) -> bool:
    """Does a text under a heading on reporting speak of how one reports?"""
    return bool(_REPORTS.search(heading) and _OF_REPORTS.search(text))


def of_the_paper(bare: str) -> str:
    """Why a line only tells of the paper itself: when it was written, who answers questions, where one reports."""
    if len(_LINK.findall(bare)) > 2:
        return "web, mail or telephone address"
    if _TRANSCRIBED.match(bare):
        return "the product's name in other letters: it is filed under its own"
    if "\t" not in bare and _DATED.match(bare):
        return "author or date line"
    if _FORM.search(bare) and len(bare) < 420:
        return REPORTING
    if (_CONTACT.search(bare) and len(bare) < 250) or (_ABROAD.search(bare) and len(bare) < 90):
        return "web, mail or telephone address"
    return "revision date" if _REVISED.match(bare) else ""
