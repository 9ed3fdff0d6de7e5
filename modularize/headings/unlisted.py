"""Diseases that the vocabulary lacks, told by the form of their names: what a heading on one says is not on another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from library import han

__all__ = ["unlisted"]


class _Place(Protocol):
    """Where a known name stands in a text."""

    @property
    def facet(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_NAME: dict[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?!(?:other|this|the|your|rare|of|and|in|with|for|on|a|an|underlying|chronic|acute|severe)\b)"
        r"(?:(?!(?:this|the|your|of|and|or|in|with|for|on|using|by|to|a|an|from|versus|as)\b)[A-Za-z][\w'’-]+\s+){1,2}"
        r"(?:syndrome|disease|deficiency)\b|"
        r"\b[A-Za-z][a-z-]*[a-z]{3}(?:itis|opath(?:y|ies)|uria|aemia|(?<!ch)emia|ectasia|oma|omas|osis|omatosis|plegia|trophy|algia)\b",
    ),
    "de": re.compile(
        r"\b[A-ZÄÖÜ][\w-]*(?:syndrom|krankheit|mangel)\b|\bMorbus\s+[A-Z]\w+|"
        r"\b[A-ZÄÖÜa-zäöü][\w-]*[a-zäöü]{3}(?:itis|itiden|pathien?|urie|ämie|ektasie|karzinome?|sarkome?|omatose|plegie|trophie|algie)\b|"
        r"\b(?:[A-ZÄÖÜ][a-zäöü]+e\s+)?(?:Colitis|Kolitis)\b",
    ),
    "ja": re.compile(
        r"[\u3400-\u9fff々ァ-ヶーA-Za-zα-ω・-]{1,12}(?:炎|症候群|病|癌|腫瘍|肉腫|不全症|狭窄症|麻痺|閉塞症|萎縮症|欠損症|尿症|血症)"
        r"(?![\u3400-\u9fff])",
    ),
    "zh": han.compile(
        r"(?:(?![和与與及或的在对對等期患])[\u3400-\u9fffA-Za-zα-ω-]){1,10}?(?:炎|综合征|症候群|病|癌|肉瘤|瘤|尿症|血症|缺乏症|梗阻|结石)(?![\u3400-\u9fff])"
    ),
}
"""What the names of diseases end in, by language."""
_NO_NAME = re.compile(
    r"(?:infectious|autoimmune|inherited|hereditary|genetic|kidney|liver|heart|lung|bowel|intestine|intestinal|skin|"
    r"blood|metabolic|other|previous|concomitant|serious|same|nutritional|vitamin|progressive|advanced|active|stable|"
    r"residual|recurrent|symptomatic)\s+(?:disease|deficiency|syndrome)$|"
    r"diagnosis|prognosis|symbiosis|osmosis|mitosis|meiosis|apoptosis|necrosis|fibrosis|hypnosis|metamorphosis|"
    r"symptoma?s?$|aroma$|diploma$|genoma|chromosom|homeopathy|homoeopathy|naturopathy|psychopathy|Homöopathie|Osteopathie|"
    r"nutrition|hypertrophy$|lobotomy|Begleit|Grund(?:krankheit)|Vitaminmangel|Wirkstoffmangel|Wassermangel|"
    r"Sauerstoffmangel|Volksk|Infektionsk|Erbk|Zivilisations|Geschlechtsk|Geisteskrankheit",
    re.IGNORECASE,
)
"""Words of that form that name a class of diseases, or none."""
_NO_HAN = han.compile(
    r"(?:^|の|を|は|が|と|な|に)(?:病|炎)$|(?:疾|原|発|发|患|看|疑|生|急|慢性|基礎|基础|持|伝染|传染|感染|合并|合併|併発|重|軽|轻|抗|消|本|该|他|"
    r"性|有|无|の|及|和|与|与其他|何)(?:病|炎)$|"
    r"(?:疾病|発病|持病|難病|余病|看病|闘病|原病|消炎|抗炎|感染症|合併症|合并症|并发症|後遺症|后遗症|禁忌症|适应症|適応症|発症|重症|軽症|"
    r"臓器|脏器|心脏病|职业病|职業病|成人病|生活習慣病|慢性病|常见病|多发病|传染病|伝染病|性病|遗传病|遺伝病|精神病)$|癌症$|防癌$|抗癌$|致癌$"
)
_LATIN = ("en", "de")


def unlisted(text: str, language: str, known: Sequence[_Place]) -> str:
    """The first name in a heading or title that has the form of a disease's and is none of the ``known`` ones; "".

    Without the form nothing is told: most words that a vocabulary lacks are no diseases.
    """
    pattern = _NAME[language if language in _NAME else "en"]
    listed = [(m.start, m.end) for m in known if m.facet in ("disease", "product", "attribute")]
    for found in pattern.finditer(text):
        words = found[0].strip(" -・")
        is_known = any(start < found.end() and found.start() < end for start, end in listed)
        none = _NO_NAME if language in _LATIN or language not in _NAME else _NO_HAN
        if not is_known and len(words) > 1 and not none.search(words):
            return words
    return ""
