"""Sentences that say how something was looked for, announced or derived, and not what was found."""

from __future__ import annotations

import re

from library import han

__all__ = ["HOW_FOUND", "tells_how_found"]

HOW_FOUND = "says how something was looked for, announced or derived: what was found stands elsewhere"
_SEARCHED = han.compile(
    r"^(?=.*\b(?:databases?|registry|registries|literature|files|records)\b).*"
    r"\b(?:was|were) (?:searched|queried|screened)\b|"
    r"^(?=.*\b(?:databases?|literature)\b)(?:an? |the )?(?:\w+ ){0,3}search(?:es)? (?:of|in|was|were)\b.*"
    r"\b(?:performed|conducted|carried out|done|made|undertaken)\b|"
    r"\b(?:Greenhouse-Geisser|Huynh-Feldt|Bonferroni)\b[^.]{0,20}\b(?:adjust|correct)\w*[^.]{0,40}\b(?:made|applied|used)\b|"
    r"\b(?:Datenbank(?:en)?|Literatur)\b.*\b(?:durchsucht|abgefragt|recherchiert)\b|"
    r"\b(?:Daten|Werte|Messungen)\b.*\bwurden? (?:verwendet|herangezogen|genutzt), um\b.*\bzu (?:berechnen|bestimmen|"
    r"ermitteln|schätzen)\b|"
    r"(?:データベース|文献)を?(?:検索|調査)し(?:た|ました)|"
    r"(?:研究者|研究员|评价者|评价员|作者|人员)[^。]{0,24}(?:独立|分别|交叉)?[^。]{0,24}(?:提取(?:数据|资料)|筛选文献|质量评价)|"
    r"(?:偏倚风险|文献质量|方法学质量)[^。]{0,40}(?:采用|使用|应用|通过)[^。]{0,40}(?:工具|量表|标准|手册)|"
    r"(?:采用|使用|应用|运用)[^。]{0,40}(?:软件|SPSS|Stata|RevMan|Review Manager|工具|手册)[^。]{0,30}"
    r"(?:统计|偏倚|(?:数据|Meta|meta|荟萃)分析|质量评)|"
    r"(?:SPSS|SAS|Stata|EZR|JMP|ソフト(?:ウェア)?)[^。]{0,20}(?:用い|使用し)[^。]{0,20}(?:解析|検定|統計)",
    re.IGNORECASE | re.DOTALL,
)
_ANNOUNCED = re.compile(
    r"\b(?:has|have|had) (?:informed|notified|alerted|told) (?:\w+ ){1,5}?(?:of|about|regarding|concerning) (?:the )?"
    r"(?:new|updated?|revised|recent|additional|important|further)\b[^.]{0,60}"
    r"\b(?:data|information|findings|results|label\w*|prescribing|changes?|warnings?)\b",
    re.IGNORECASE,
)
_DERIVED = re.compile(
    r"^\W*(?:the )?(?:data|information|estimates?|figures|incidences?|frequencies|rates)\b[^.]{0,140}"
    r"\b(?:(?:is|are|was|were) (?:\w+ )?(?:derived|taken|obtained|drawn|compiled) from|(?:are|is) based on)\b"
    r"[^.]{0,120}\b(?:literature|reports?|reporting|experience\w*|trials|studies|surveillance|sources)\b",
    re.IGNORECASE,
)
_NO_EVIDENCE_SO = re.compile(
    r"\b(?:committee|panel|group) (?:therefore )?made (?:\w+ ){0,3}recommendations? "
    r"(?:to reflect|based on|by consensus|drawing)",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"^\W*it (?:is|was) not (?:reported|stated|described|mentioned) (?:whether|how|if|which|why)\b", re.IGNORECASE
)
_OUTLOOK = re.compile(
    r"^\W*(?:(?:further |future )?(?:investigating|studying|exploring|examining)|the establishment of (?:a |an )?"
    r"(?:\w+ )?(?:registr\w+|network|cohort|database)|establishing (?:a |an )?(?:\w+ )?(?:registr\w+|database))\b"
    r"[^.]*\b(?:could|might|may|would|will)\b|\bwould (?:still )?be (?:required|needed|necessary) in (?:any )?future "
    r"(?:studies|trials|research)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\d\s?[%％]|\b(?:identified|revealed|yielded|found|showed|shown|retrieved|recorded|increase[ds]?|decrease[ds]?|higher|lower|"
    r"risk|should|must|recommend\w*|gefunden|zeigt\w*|ergab\w*)\b|見つか|認められ|得られ"
)
"""Words of a finding or of advice: what bears them says more than how it was come by."""


_STORED = re.compile(
    r"\bdata\b[^.;]{0,80}\b(?:stored|entered|analy[sz]ed|managed|processed)\b.*"
    r"\b(?:SPSS|Stata|SAS|Excel|Access|EpiData|Epi ?Info|R Core|R version|RevMan|GraphPad|statistical package)\b|"
    r"\b(?:analy[sz]ed|performed|carried out|done|conducted|calculated)\b[^.;]{0,40}\b(?:with|using|in|by)\b[^.;]{0,60}"
    r"\b(?:SPSS|Stata|SAS|RevMan|GraphPad|statistical package)\b|"
    r"^\W*(?:an? )?intent(?:ion)?[- ]to[- ]treat analys[ie]s was (?:used|performed|done|carried out)\b[^%]{0,120}$",
    re.IGNORECASE | re.DOTALL,
)
"""How figures were kept and reckoned."""


def tells_how_found(text: str) -> bool:
    """Does a sentence say how data were looked for, announced or derived, or what might be studied, and no finding?"""
    if _DERIVED.search(text):
        return not re.search(r"\d", text)
    if _STORED.search(text):
        return not _FOUND.search(text)
    if _SPOKEN_OF.match(text) or _OUTLOOK.search(text) or _NO_EVIDENCE_SO.search(text):
        return True
    return bool(_SEARCHED.search(text) or _ANNOUNCED.search(text)) and not _FOUND.search(text)
