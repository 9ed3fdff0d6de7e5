"""Lines that tell of the paper alone, not of the medicine: its dates, whom to call, how reactions are reported."""

from __future__ import annotations

import re

from library import han

REPORTING = "reporting line of the piece"
_DATED = han.compile(
    r"^\W*(?:(?:核准|修改|修订|批准|生效|发布|核准和修改|作成|改訂)(?:日期|年月日?)|date|datum|stand)\s*[:：].{0,240}\d{4}"
    r"(?:\s?年[\d\s年月日、,，]*)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""A line that only says when the paper was approved, revised or written."""
_EDITION = re.compile(
    r"^\W*(?:version\s?[:#]?\s?\d[\w.]*|patents?(?: information)?\s?[:：].{0,120}|"
    r"IS[BS]N(?:-1[03])?\s?[:：]?[\d\s–X-]+)\W*$",
    re.IGNORECASE,
)
"""The number of an edition, a patent or a book."""
_FORM = re.compile(
    r"\b(?:MedWatch|FDA-1088|FDA-0178|Yellow Card)\b.{0,200}"
    r"(?:\b(?:www\.|https?:|online|by (?:mail|fax|calling))|\d{3}-)|"
    r"\b(?:complete|submit|download|return|fill (?:in|out))\b.{0,80}\b(?:report|form)\b.{0,200}"
    r"(?:www\.|https?:|\b1-800-|\bfax\b|\bmail\b)|"
    r"\bMedWatch\b.{0,120}\b(?:form|report)s?\b|\b(?:form|report)s?\b.{0,160}\bMedWatch\b",
    re.IGNORECASE | re.DOTALL,
)
"""How a form of reporting is filled in and where it is sent."""
_REPORTS = han.compile(
    r"\breport(?:ing)? (?:of )?(?:suspected )?(?:adverse|side effects|reactions|requirements)|"
    r"\breporting requirements\b|"
    r"\bmeldung (?:des verdachts|von nebenwirkungen)|不良反应的?报告",
    re.IGNORECASE,
)
_OF_REPORTS = han.compile(
    r"\breport(?:s|ed|ing)?\b|\bform\b|MedWatch|\be-?mail\b|\bfax\b|https?:|www\.|\bmelden\b|\banzeigen\b|"
    r"\bsection [A-G], box\b|上报|报告",
    re.IGNORECASE,
)
"""What stands under a heading on reporting and speaks of it."""
_REPORTED = han.compile(r"上市后|临床[试研]|病例|自发")
"""Words in a Chinese heading of reactions that were reported ("上市后的不良反应报告"): it tells of no reporting."""
_ASKS_FOR_REPORTS = han.compile(
    r"(?:请|应|可|须|需|务必|鼓励|建议)[^。；]{0,60}(?:上报|报告)(?!率)|https?:|www\.|(?:致电|拨打|电话|传真|邮箱)|\d{3,4}-\d{3,4}-?\d*"
)
_TOLD_OF = han.compile(
    r"(?:已有|曾有|均有|有过?|已被|曾被|未见|罕见)[^。；]{0,60}报告|(?:病例|自发|个案)报告|报告率|报告[了为]|(?:报告|报道)的不良反应"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
"""What of Chinese words under such a heading asks for reports, and what says that reactions were reported."""
_ABROAD = re.compile(r"(?:^|[\s:：])\+\d{1,3}(?:[ .()/-]{1,2}\d{1,4}){3,}")
_CONTACT = han.compile(
    r"^\W*(?:please )?call\b.{0,40}\d{3}[- ]\d{3}[- ]\d{4}|\bby calling\b[^.;]{0,60}\d{3}[- ]\d{3}[- ]\d{4}|"
    r"\b(?:Tel|Tél|Phone|Fax|Telefon|Puh|Tlf|Sími|Τηλ|Тел|Teл)\b\.?\s?:?\s?[+(]?\s?[(]?\d|(?:电话|電話|传真|邮编|邮政编码|"
    r"\bTEL)\s?[:：]?\s?[+(]?\d|〒\d{3}|"
    r"\b(?:GmbH|Ltd|Limited|Inc|B\.?V|S\.?A|S\.?p\.?A|AG|Oy|A/S|Co\., Ltd)\b\.?(?:,| )[^.]{0,80}\b\d{4,6}\b",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"^\W*(?:this leaflet was (?:last )?(?:revised|approved|updated)|date of (?:last )?revision|"
    r"last revised\s*[:：]|"
    r"diese (?:packungsbeilage|gebrauchsinformation) wurde (?:im \w+ \d{4} )?(?:zu)?letzt(?:mals)?)"
    r"(?!\w).{0,110}$",
    re.IGNORECASE,
)
_JOURNAL = han.compile(
    r"^\W*(?:published online|available online|received|accepted|revised|first published)\b[^.;]{0,18}\d{4}"
    r"(?:[;,. ]+(?:received|accepted|revised|published|available)\b[^.;]{0,60})*\W*$|"
    r"^\W*(?:to (?:link to|cite) this article|how to cite|cite this article|view (?:related articles|crossmark data|"
    r"supplementary material|the article online)|submit your article|(?:19|20)\d\d, vol\. ?\d+|"
    r"supplement(?:al|ary) (?:data|material)s?\b[^.]{0,60}"
    r"(?:available|accessed|found)|full terms (?:&|and) conditions|this is an open[ -]access article|"
    r"the authors? (?:report|declare|have)s?\b[^.]{0,40}(?:no\b|conflicts?|competing)|the terms on which this article|"
    r"(?:conflicts? of interest|competing interests?|disclosures?|funding|correspondence|corresponding author|"
    r"author contributions?|acknowledge?ments?)\s*[:：]|"
    r"(?:korrespondenz(?:adresse)?|interessenkonflikte?|zitierweise)\s*[:：]|"
    r"[（(]?(?:责任编辑|通[信讯]作者|作者[简介单位]{2}|第一作者|基金项目|收稿日期|修回日期|本文引用格式|引用本文|引用格式|优先出版|网络首发|中图分类号|"
    r"文献标[志识]码|文章编号|利益冲突|本文编辑)|(?:利益相反|連絡先|責任著者|受付日|受理日)\s*[:：])"
    r".{0,600}$|"
    r"^.{0,40}\bDOI\s?[:：]\s?10\.\d{4,}/\S+\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""What a journal prints around a paper: its dates, how it is cited, who pays, whom to write to."""
_INTERESTS = re.compile(
    r"\b(?:financial interests?|advisory (?:board|role)|invited speaker|speaker[’']?s bureau|honorari(?:a|um)|"
    r"research (?:grant|funding)|consult(?:ing|ancy)|stocks?/shares|non-financial interests?|travel (?:support|grant)|"
    r"steering committee|expert testimony|employ(?:ee|ment))\b",
    re.IGNORECASE,
)
_OF_THE_STUDY = re.compile(
    r"^\W*(?:clinical trial (?:identification|registration|information)|trial registration|registration number|"
    r"editorial acknowledge?ments?|legal entity responsible for the study|(?:author )?disclosures?|data availability"
    r"(?: statement)?|ethics (?:approval|statement))\s*[:：.]",
    re.IGNORECASE,
)
"""Lines at the foot of an abstract: its number in a register, who wrote, owns and paid for it."""
_INSTITUTES = re.compile(
    r"\b(?:Department|Universit\w+|Hospital|Institut\w*|School of Medicine|Cent(?:er|re)|Faculty|College|Klinik\w*)\b"
)
_BACK_MATTER = han.compile(
    r"^\W*(?:\d[\d.]*\s*)?(?:amendments(?: and updates)?|(?:study )?milestones|responsible parties|"
    r"plans for disseminating.{0,60}|author(?:s|['’]s|s['’])? contributions?|contributors?hip(?: statement)?|"
    r"acknowledge?ments?|"
    r"funding(?: sources?)?|(?:availability of )?data (?:and materials?|availability|sharing)(?: statement)?|"
    r"ethics (?:approval|statement)(?: and consent to participate)?|(?:patient )?consent for publication|"
    r"(?:competing|conflicts? of|declaration of(?: competing)?) interests?|disclosures?(?: statement)?|"
    r"use of artificial intelligence tools|publisher['’]?s note|author details|"
    r"supplementary (?:information|materials?)|(?:list of )?abbreviations|danksagung|interessenkonflikte?|finanzierung|"
    r"作者贡献|利益冲突|致谢|謝辞|利益相反)\W*$",
    re.IGNORECASE,
)
"""Headings of what stands behind a paper's conclusion."""
_AUTHORED = re.compile(r"[^\W\d_]{2,}[,]?\s?[\u00b9\u00b2\u00b3\u2070-\u2079]+\s?(?:[,;&]|and\b|$)")
_SAYS = re.compile(r"\b(?:was|were|is|are|had|has|have|showed|received|should|may|can)\b")


def _tells_of_authors(bare: str) -> bool:
    """Do the words only name authors, where they work, or what they are paid by?"""
    if len(_INTERESTS.findall(bare)) > 2 and bare.count(":") > 1:
        return True
    places, authors = len(_INSTITUTES.findall(bare)), len(_AUTHORED.findall(bare))
    return (places > 2 or authors > 3) and not _SAYS.search(bare[:400])


_WISH = han.compile(
    r"^\W*(?:期待|相信|希望)[^。]{6,140}(?:更高水平|更多患者(?:获益|受益)|新(?:的)?台阶|健康中国)[^。]{0,30}[。]?\W*$"
)
_HOW_TO_REPORT = re.compile(
    r"^\W*you can report any suspected (?:side effects|adverse reactions)\b[^.]{0,140}\bby\W*$|"
    r"^\W*(?:visiting|calling|writing to|by (?:mail|fax))\b.{0,80}(?:reporting|toll[- ]free|\d{3}-\d{3,4}).{0,80}$|"
    r"^\W*(?:for more information,? )?(?:go to|visit|see)\b[^.]{0,40}\bwww\.\S+(?: or call [\d-]+)?\W*$|"
    r"^\W*for more (?:information|details)\b[^.]{0,60}(?:go to|visit our website|visit) ?(?:at )?\S+\.\S+"
    r"(?: or call [\d ()-]+)?\W*$|"
    r"^\W*find the full product monograph\b.{0,400}$|"
    r"^\W*(?:medication guide|patient information|instructions for use)\b.{0,60}\bapproved by the u\.?s\.? "
    r"food and drug.{0,60}$|^\W*this (?:medication guide|patient information|instructions for use|leaflet)\b[^.]{0,20}"
    r"\b(?:has|have) been approved by\b.{0,90}$|^\W*this leaflet was prepared by\b.{0,90}$",
    re.IGNORECASE | re.DOTALL,
)
_AT_LINK = re.compile(r"\b(?:is|are) (?:\w+ )?available (?:[\w ]{0,30})?(?:at|from|on)\s?:?\s?https?://\S+\W*$")
_LINK = re.compile(r"https?://\S+")
_MADE_BY = han.compile(
    r"^\W*(?:地\s?址|[药藥]\s?商(?:名称|地址)?|[^:：。，,\d]{0,14}(?:[制製]造[厂廠商]|包[装裝][厂廠]))\s*[:：][^。；]{2,120}$"
)
"""Who makes, packs or sells the medicine, and where, in a Chinese insert."""
_PRINTED = han.compile(
    r"^[^。；]{0,40}(?:单张|卫教|药剂[部科]|药学部|制剂室)[^。；]{0,20}(?:印制|编制|修订|制作|制订|更新)[^。；]{0,6}\d{2,4}[^。；]{0,16}$"
)
"""The foot of a hospital's paper: who printed it, and when."""
_HOTLINE = han.compile(
    r"^\W*(?:[^。；:：]{0,12}(?:专线|热线|电话)|[^。；:：]{2,16}(?:医院|药局|诊所|中心|医疗))\s*[:：]?[^。]{0,24}[（(]?\d{2,4}[）)-]\s?\d{3,4}[^。]{0,80}$"
)
"""Where a hospital is called."""
_TRANSCRIBED = han.compile(r"^\W*(?:汉语拼音|漢語拼音)\s*[:：]\s*[A-Za-z' ’ü\u00e0-\u01dc-]+\W*$")
"""How a Chinese name is spelt in Latin letters."""


def is_back_matter(heading: str) -> bool:
    """Is a heading of a paper one of those on its authors, its money and its data?"""
    return bool(_BACK_MATTER.match(heading))


def reports(heading: str, text: str) -> bool:
    """Does a text under a heading on reporting speak of how one reports?"""
    if not (_REPORTS.search(heading) and _OF_REPORTS.search(text)) or _REPORTED.search(heading):
        return False
    return not _HAN.search(text) or bool(_ASKS_FOR_REPORTS.search(text) and not _TOLD_OF.search(text))


def of_the_paper(bare: str) -> str:
    """Why a line only tells of the paper itself: when it was written, who answers questions, where one reports."""
    if len(_LINK.findall(bare)) > 2 or (_AT_LINK.search(bare) and len(bare) < 260):
        return "web, mail or telephone address"
    if _MADE_BY.match(bare):
        return "maker or address line"
    if _TRANSCRIBED.match(bare):
        return "the product's name in other letters: it is filed under its own"
    if "\t" not in bare and _HOTLINE.match(bare):
        return "web, mail or telephone address"
    if "\t" not in bare and (_DATED.match(bare) or _PRINTED.match(bare)):
        return "author or date line"
    if _EDITION.match(bare):
        return "code of the document or licence number"
    if _FORM.search(bare) and len(bare) < 420:
        return REPORTING
    if _JOURNAL.match(bare) or _OF_THE_STUDY.match(bare) or _tells_of_authors(bare):
        return "matter of the journal around the paper"
    if _WISH.match(bare):
        return "closing wish of the authors: it states nothing"
    if _HOW_TO_REPORT.search(bare):
        return REPORTING if re.search(r"report|toll|vigilance", bare, re.I) else "web, mail or telephone address"
    if (_CONTACT.search(bare) and len(bare) < 250) or (_ABROAD.search(bare) and len(bare) < 90):
        return "web, mail or telephone address"
    return "revision date" if _REVISED.match(bare) else ""
