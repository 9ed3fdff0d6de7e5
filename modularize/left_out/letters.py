"""What frames a letter or a piece and claims nothing: how it greets and ends, when it was prepared and its code."""

from __future__ import annotations

import re

from library import han

SALUTATION = "greeting or end of a letter"
PREPARED = "code of the document or its date"
_SALUTATION = han.compile(
    r"^\W*(?:"
    r"(?:dear|hello|hi)(?: [^\W\d_]+\.?){1,5}[,:!]|"
    r"(?:(?:with )?(?:kind|best|warm|warmest) (?:regards|wishes)|yours (?:sincerely|faithfully|truly)|sincerely)"
    r"(?:[,\s]+[^\W\d_]+\.?){0,3}|"
    r"(?:sehr geehrte[rs]?|liebe[rs]?|guten tag)(?: [^\W\d_]+\.?){1,7}[,!]|"
    r"(?:mit )?(?:freundlichen|besten|herzlichen|kollegialen) gr(?:ü|ue)(?:ß|ss)en(?:[,\s]+[^\W\d_]+\.?){0,3}|"
    r"尊敬的[^。，：:]{1,30}[：:，,]|此致(?:\s*敬礼)?|敬礼|顺颂[^。]{1,10}|祝好|"
    r"拝啓|敬具|謹啓|謹白|[\u4e00-\u9fff]{1,4} ?先生(?: ?御机下| ?侍史)?[、,]"
    r")\W*$",
    re.IGNORECASE,
)
_DATE = r"(?:\d{1,4}[-./年]\s?\d{1,4}(?:[-./月]\s?\d{1,4}日?|月)?|(?:\d{1,2}\.? )?[^\W\d_]{3,9}\.? \d{4})"
_MARK = r"(?=[\w/.-]*\d)(?-i:[A-Z]{1,8}[:/_.-](?:[A-Z0-9]{1,8}[:/_.-]){1,5}[A-Za-z0-9]{1,12})"
_PREPARED = han.compile(
    rf"^\W*(?:(?:date of (?:preparation|approval|revision)|(?:last )?"
    r"(?:prepared|updated|revised|approved)(?: (?:in|on))?|"
    rf"expir(?:y|es)(?: date)?|valid until|job (?:code|number)|material (?:code|number)|erstellt(?: am)?|gültig bis|"
    rf"stand|编制日期|有效期至|材料编号|作成年月|資材コード|{_DATE}|{_MARK})[\s:：|·–—,;-]*){{1,6}}$",
    re.IGNORECASE,
)


def frames(text: str) -> str:
    """Why a line only frames what stands around it, or ""."""
    bare = text.strip()
    if len(bare) < 100 and _SALUTATION.match(bare):
        return SALUTATION
    is_dated = len(bare) < 120 and re.search(r"\d", bare) and re.search(r"[^\W\d_]{3}", bare)
    return PREPARED if is_dated and _PREPARED.match(bare) else ""
