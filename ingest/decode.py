"""Bytes of text as characters: declared or marked encodings first, then a guess from the content."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|encoding\s*=\s*["'])([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
"""Pages often use a wider set than the one they declare; browsers read them with these, and so do we."""


def decoded(data: bytes) -> tuple[str, str]:
    """``(text, encoding)``: by byte order mark, strict UTF-8, declaration, then the likeliest of old encodings."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    declared = _DECLARED.search(data[:2048])
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared is not None:
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode(_WIDER.get(name, name), "replace"), name
        except LookupError:
            pass
    return _guessed(data)


_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如"
    "都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力与长把机十公此已工使情明性知全三又关点正业外将两高间由问很最重"
    "并物手应向头文体相见被利什二等产或新己制身果加月话合回特代内信表化老给世位次度任常先通原提立及比解水名真论处入口认条平系气题活更别变四总"
    "何电数安少报才结反受目太量再感做接必场件计管期直资命指许统区保至形便决治展科基非则达光放强难且设式色路记品住告类求据程交规取确传观切院导运"
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實無與長機關點業將兩間問並應頭體見產話內給論處認條氣題別變總電數報結場計資許統"
    "區決達強難設記類據規確傳觀導運药藥剂劑疗療患推荐薦禁忌每服食饭飯建议議"
)
"""Characters that most Chinese texts are made of; words read in a wrong encoding are made of rare ones."""
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_ASIAN = ("euc_jp", "cp932", "gb18030", "big5")


def _asian(data: bytes) -> str:
    """The Chinese or Japanese encoding in which the bytes make everyday words; "" where they do in none."""
    best, most = "", 0.2
    for encoding in _ASIAN:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [c for c in text if ord(c) > 0x7F]
        if not foreign:
            continue
        kana = len(_KANA.findall(text))
        everyday = kana + sum(1 for c in foreign if c in _COMMON or c in "。、，：；（）「」・ー")
        share = everyday / len(foreign)
        if share > most:
            best, most = encoding, share
    return best


def _guessed(data: bytes) -> tuple[str, str]:
    if asian := _asian(data[:400_000] if len(data) < 400_000 else data[:400_000].rpartition(b"\n")[0]):
        return data.decode(asian, "replace"), asian
    from charset_normalizer import from_bytes  # only where nothing says what it is

    best = from_bytes(data[:400_000]).best()
    encoding = _WIDER.get(best.encoding, best.encoding) if best is not None else "cp1252"
    return data.decode(encoding, "replace"), encoding
