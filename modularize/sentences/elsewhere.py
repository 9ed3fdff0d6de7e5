"""Sentences that only send the reader on: to a table, a figure, another section, another paper."""

from __future__ import annotations

import re

from library import han
from modularize.sentences.depends import says_something
from modularize.sentences.references import tells_reason, without_item_numbers

_CROSS_REFERENCE = han.compile(
    r"^\W*(?:see|refer to|please (?:see|refer to)|for (?:full|more|further|additional|detailed) .{0,60}\bsee)\b"
    r"(?!\s+(?:your|a|an|the|his|her|their)\s+(?:\w+\s+)?(?:doctor|physician|pharmacist|nurse|midwife|dentist|"
    r"specialist|health ?care|ophthalmologist|dermatologist|gyna?ecologist)).{0,160}$|"
    r"^\W*(?:siehe|vgl\.|参见|详见|见|参照)\b.{0,160}$|"
    r"^\W*[^。、，]{0,40}(?:(?:は|については|に関しては)、?[^。、，]{0,40})?参照(?:すること)?[。.]?\W*$|"
    r"^\W*(?:continued|Fortsetzung|続き|续表)\W*$|"
    r"^\W*(?:有关|关于|有關|關於)[^。；\d禁慎不]{2,60}[，,]?(?:请|請)?(?:参[见阅看]|參[見閱看]|详见|詳見)[^。；]{1,30}[。.]?\W*$|"
    r"^\W*(?:请?参[见阅看]|详见|请?见)(?![于到效])[^。；;]{1,24}[。.]?\W*$|"
    r"^\W*对?[^。；\d，,禁慎不]{2,24}(?:请|請)(?:参[见阅看]|參[見閱看]|详见)第?[^。；，,]{1,10}[章节部條条][。.]?\W*$|"
    r"^\W*(?:和|及|与|、)?\s*[（(]?\d+(?:\.\d+)+[）)]?\W*$",
    re.IGNORECASE,
)
_BRACKETED = han.compile(
    r"[［\[(（【〔][^［\[(（【〔］\])）】〕]*(?:参照|参见|参阅|详见|\bsee\b|\brefer to\b|\bsiehe\b|"
    r"\bs\.(?!\s?[DEM]\b)|\bvgl\.)"
    r"[^［\[(（【〔］\])）】〕]*(?:[【\[][^】\]]*[】\]][^］\])）】〕]*)?[］\])）】〕]",
    re.IGNORECASE,
)
"""A reference in brackets of its own."""
_LETTER = re.compile(r"[^\W\d_]")
_SEE_SECTION = han.compile(
    r"^\W*(?:(?:for|concerning|regarding|für|zur|zum|zu|bei|bezüglich)\b|关于|有关)(?P<about>[^.;:。；\d]{0,90}?)[,，]?\s*"
    r"(?:please |bitte |请)?(?:\b(?:see|refer to|siehe|vgl)\b|参见|详见|参照|见)[^.;。]{0,50}"
    r"(?:\d[\d.,–\- ()]*(?:(?: and| und|和|、) ?\d[\d.]*)*|[】》\])）])[.。\s]*$",
    re.IGNORECASE,
)
"""A sentence that only sends the reader elsewhere; ``about`` must say nothing itself."""
_NAMED_PLACE = han.compile(
    r"^\W*(?P<about>[^.;。；\d]{0,100}?)[:：,(]?\s*(?:\b(?:siehe|s\.|vgl\.?|see|refer to)) ?(?:auch |also |unter "
    r"|under )?"
    r"(?:(?:the )?(?:section|rubrik|abschnitt|kapitel|ziffer)\w* )?[«„“\"'][^»“”\"']{2,90}[»“”\"'][).]*\W*$|"
    r"^\W*(?P<zh>[^。；\d]{0,30}?)[，,:：]?(?:请)?(?:参见|详见|参照|见|参阅)(?:说明书)?[【“\[][^】”\]]{2,24}[】”\]](?:项|部分|项下)?(?:内容)?[。]?\W*$",
    re.IGNORECASE,
)
"""A sentence that only names the heading under which something stands."""
_SAYS = han.compile(
    r"\b(?:not?|give|use|take|avoid|stop|recommended|reduced?|contraindicated|nicht|kein\w*|empfohlen|vermeiden)\b|"
    r"[禁慎不应勿停]",
    re.IGNORECASE,
)
STATES = han.compile(
    r"\b(?:is|are|was|were|has|have|had|may|can|should|must|will|until|since|before|after|ist|sind|war|waren|wird|"
    r"wurde|bis|seit|vor|nach)\b|[为是了至起前后内]|まで|から",
    re.IGNORECASE,
)
_ELSEWHERE = han.compile(
    r"\b(?:described|discussed|provided|detailed) (?:elsewhere|in (?:greater|more) detail|in other sections|"
    r"below|in the following)|本说明书其他部分|"
    r"anderen Abschnitten|(?:are|is) (?:listed|described|summari[sz]ed|presented|shown|"
    r"given) in (?:the )?(?:tables?|figures?|sections?)(?: \d+)?"
    r"(?: and [^.]{0,60}?(?:tables?|figures?|sections?) \d+)?\s*[.:]?$",
    re.IGNORECASE,
)
_LISTED = han.compile(
    r"^[^0-9]*\b(?:listed|summari[sz]ed|presented|shown|displayed|provided) (?:in|"
    r"below in) (?:the )?(?:tables?|figures?)\b[^%]*$|"
    r"^[^0-9％%]*(?:见|如|参见)(?:下)?(?:表|图)\s?\d*[^0-9％%]*$|^[^0-9％%]*(?:表|図)\s?\d*(?:に|"
    r"のとおり)[^0-9％%]*$|"
    r"^(?:Table|Figure|Tabelle|Abbildung) \d+ (?:displays?|shows?|presents?|lists?|summari[sz]es|provides|"
    r"describes|contains|zeigt|fasst)\b[^%]*$|"
    r"^[^0-9]*\b(?:sind|ist) in (?:der )?(?:Tabelle|Abbildung)\b[^%]*$",
    re.IGNORECASE,
)
_INSTRUCTS = han.compile(
    r"\b(?:should|must|shall|ought to|sollte[nt]?|muss|müssen|darf|dürfen)\b"
    r"(?! (?:also )?(?:be )?(?:refer|see\b|read\b|consult the))|[禁须須]|应(?!用|答|激)|しないこと|すること",
    re.IGNORECASE,
)
"""Words of an instruction, which says more than where something stands."""
_CASE_ZH = han.compile(r"期间|期間|患者|病人|发生|發生|出现|既往|病史|过敏|[者时時禁忌]$")
"""Words of a case or a state before a reference ("发生低血糖期间，见…"): they are what the sentence says."""
_DETAILS = re.compile(
    r"^\W*(?:for )?(?:full|further|more|additional|detailed) (?:details|information)\b[^.:]{0,110}"
    r"\b(?:are|is|can be found|(?:is|are) available|see)\b[^.:]{0,110}\b(?:evidence review|in|at|under|on)\b"
    r"[^.:;]{0,90}[:,.]$|"
    r"^\W*for a (?:short|full|detailed) explanation of (?:why|how) [^.]{0,160}\bsee\b[^.]{0,120}\.$|"
    r"^\W*(?:(?:weitere|weitergehende|nähere|detaillierte|ausführliche|zusätzliche|vollständige) (?:Informationen|"
    r"Angaben|Hinweise|Details)|Einzelheiten)\b[^.;:%]{0,90}\b(?:entnehmen Sie|entnommen|zu entnehmen|"
    r"finden (?:Sie|sich)|stehen)\b[^.;:%]{0,90}[^;:%]{0,20}\.?$|"
    r"^\W*[^.;:%\d]{3,160}\b(?:findet|finden) sich (?:in|im|unter) (?:de[rmn] )?"
    r"(?:Tab|Abb|Anh|Kapitel|Abschnitt|Anlage)[^;:%]{0,60}\.?$",
    re.IGNORECASE,
)
"""A sentence that only says where more is told."""
_DETAILS_ZH = han.compile(
    r"^\W*(?:多?有关|关于)?[^。，；]{0,24}(?:更多|详细|进一步|其他|完整|给药|使用)的?(?:信息|资料|内容|说明|指导)[^。，；]{0,12}(?:请)?(?:参?见|参[阅考照]|详见|查阅)"
    r"[^。，；]{2,40}。?$"
)
_LISTED_DE = re.compile(
    r"^[^0-9%]*\b(?:sind|werden|ist) [^0-9%]{0,60}(?:aufgelistet|aufgeführt|"
    r"zusammengefasst)\W*$",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"^[^0-9%]{0,160}\b(?:calculated|evaluated|assessed|compared|analy[sz]ed|determined|measured|displayed|depicted|"
    r"presented|shown|berechnet|untersucht|dargestellt|gezeigt|aufgeführt|zusammengefasst|wiedergegeben)\b[^0-9%]{0,60}"
    r"\(?(?:see |siehe |in )?(?:Tables?|Figures?|Tabellen?|Abbildungen?|Abb\.|Tab\.) ?\d+[\w, ]{0,20}\)?"
    r"(?: (?:dargestellt|gezeigt|aufgeführt|zusammengefasst|wiedergegeben|aufgelistet))?[.:]?\s*$",
    re.IGNORECASE,
)
"""A sentence that only says that something stands in a table or figure."""
_SHOWN_DE = re.compile(
    r"^[^0-9%]{0,200}\b(?:in|aus) (?:der )?(?:Tabelle|Abbildung|Grafik) ?\d*[^0-9%]{0,40}"
    r"\b(?:dargestellt|gezeigt|aufgeführt|zusammengefasst|wiedergegeben|aufgelistet|ersichtlich)\b[^0-9%]{0,30}$",
    re.IGNORECASE,
)
_IN_TABLE = han.compile(
    r"^\W*in (?:den )?(?:Tabellen?|Abbildung(?:en)?|Grafik) \d+[^.]{0,20} (?:sind|werden|ist|wird)\b|"
    r"^\W*(?:die )?(?:(?:nach)?folgende )?(?:Tabelle|Abbildung) \d+ "
    r"(?:enthält|zeigt|führt|stellt|gibt|listet|beschreibt)\b|"
    r"^\W*(?:the )?(?:following |next )?(?:tables?|figures?) (?:below )?(?:\d+ )?(?:below )?(?:shows?|lists?|displays?|"
    r"presents?|provides?|summari[sz]es?|gives?|describes?|details?|contains?)\b|^\W*(?:表|图|図)\s?\d+\s?(?:显示|列出|列举|给出|提供|总结|概述|概括|说明|描述|汇总|総括|は[^。]{0,60}示す)",
    re.IGNORECASE,
)


_SHOWN_JA = re.compile(
    r"^[^。]{0,260}(?:次|下|以下の|下記の|図|表)[\s\d０-９－-]*[図表]?\s?[\d－-]*(?:に|で|のとおりで?)"
    r"(?:示す|示した|示される|ある|あった)(?:。|\s)*$"
)
_OUTCOME_JA = re.compile(r"(?:増加|減少|低下|上昇|延長|短縮|有意|差は|倍|認められ|[％%])")
"""A Japanese sentence that only says which figure or table shows something."""


_ALIKE = han.compile(
    r"\b(?:similar|comparable|consistent|identical|the same|less|more|fewer|higher|lower|greater)\b[^.]{0,40}"
    r"\b(?:listed|shown|seen|presented|described|reported) in\b|"
    r"\b(?:vergleichbar|ähnlich|entsprach|entsprachen)\b|(?:与|和)[^。]{0,40}(?:相似|一致|相同|类似)|と(?:同様|同程度)",
    re.IGNORECASE,
)
"""Words that compare with what a table shows: they state something themselves."""
_PEOPLE_JA = re.compile(r"\d\s?(?:例|名|歳|週間|日間|[かヵカヶ]月間)|無作為化|二重盲検")
_DOSE_JA = han.compile(r"\d\s?(?:mg|μg|µg|g|mL|包|錠)[^。]{0,40}投与")
"""Whom a study treated, with how much and how long: content, though its figures stand in the table below."""


_SENTENCES_ZH = re.compile(r"(?<=。)\s*(?=\S)")
_TO_TABLE_ZH = han.compile(r"[（(]\s*(?:请?参?[见閱阅]|詳見|详见|如)(?:下|附)?[表图圖][^（()）]{0,24}[）)]")
"""A table or figure named in Chinese brackets: what stands before them is content."""


def _all_listed(bare: str) -> bool:
    """Does each Chinese sentence, or any other text as a whole, only say where a list or table stands?"""
    bare = _TO_TABLE_ZH.sub("", bare)
    parts = _SENTENCES_ZH.split(bare)
    return all(_ELSEWHERE.search(one) or _LISTED.search(one) or _LISTED_DE.search(one) for one in parts)


ELSEWHERE, CROSS_REFERENCE = "points to another place of the document", "cross-reference only"
SENT_ON = (ELSEWHERE, CROSS_REFERENCE)
"""What it is called to say nothing but where something stands."""


def tells_where(bare: str) -> bool:
    """Does a sentence only say where the details or the reasons of what was said stand?"""
    return "\t" not in bare and bool(_DETAILS.match(bare) or _DETAILS_ZH.match(bare))


def _tells_design(bare: str) -> bool:
    """Does a Japanese sentence over figures say whom a study treated, or over a table with how much?"""
    return bool(_PEOPLE_JA.search(bare) or (_DOSE_JA.search(bare) and "図" not in bare))


def only_shows(bare: str) -> bool:
    """Does a Japanese sentence say no more than that the table below it shows something, with whom and how much?"""
    return bool(_SHOWN_JA.match(bare)) and not _OUTCOME_JA.search(bare)


def sends_elsewhere(bare: str) -> str:
    """Why a text says nothing itself but where something stands; "" if it says something.

    Words before a reference in brackets are content: "Pregnancy (see section 4.6)" names a contraindication.
    """
    if _ALIKE.search(bare) or (_SHOWN_JA.match(bare) and _tells_design(bare)):
        return ""
    if "\t" not in bare and _IN_TABLE.match(bare) and not re.search(r"\.\s+\S|。\s*\S", bare) and len(bare) < 400:
        return ELSEWHERE
    if "\t" not in bare and (_SHOWN.match(bare) or _SHOWN_DE.match(bare)) and len(bare) < 300:
        return ELSEWHERE
    if "\t" not in bare and _SHOWN_JA.match(bare) and not _OUTCOME_JA.search(bare):
        return ELSEWHERE
    if _ELSEWHERE.search(bare) and _INSTRUCTS.search(bare):
        return ""
    if len(bare) < 260 and _all_listed(bare):
        return ELSEWHERE
    if tells_where(bare):
        return ELSEWHERE
    bare = without_item_numbers(bare)
    if "\t" not in bare and _LETTER.search(bare) and (found := list(_BRACKETED.finditer(bare))):
        says = _LETTER.search(_BRACKETED.sub("", bare)) or any(tells_reason(one[0]) for one in found)
        return "" if says else CROSS_REFERENCE
    sends = _SEE_SECTION.match(bare)
    if sends and not _SAYS.search(sends["about"]) and not STATES.search(sends["about"]):
        return CROSS_REFERENCE
    named = _NAMED_PLACE.match(bare)
    about = (named["about"] or named["zh"] or "") if named else ""
    says = _SAYS.search(about) or _CASE_ZH.search(about) or says_something(about)
    if named and "\t" not in bare and not says:
        return CROSS_REFERENCE
    if _CROSS_REFERENCE.match(bare) and not re.search(r"[.。]\s+\S", bare[:-1]):
        return CROSS_REFERENCE
    return ""
