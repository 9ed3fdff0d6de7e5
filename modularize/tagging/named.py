"""The name a label or leaflet gives its own product, for products no taxonomy knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from library import han
from library.models import DocumentClass, Passage, PassageKind, SourceFacts
from modularize.tagging.titled import titled_product

_GENERIC_NAME = han.compile(r"(?:通用名称?|一般的?名称?)\s*[:：]\s*(.+?)(?=英文名|商品名|汉语|拼音|$)")
_TAIL = han.compile(
    r"[®™©(（\[/,，;；:：]|\s?[-–]\s|\s\d|(?<=[^\dA-Za-zα-ωΑ-Ω\-–])\d|(?<=[A-Za-z])\d[\d.,]*\s?(?:mg|µg|μg|mcg|g|mL|%)|说明书|"
    r"\s(?:film-coated|tablets?|capsules?|solution|suspension|injection|oral|multi|Filmtabletten|Tabletten|Kapseln|"
    r"Injektionsl\w+|cream|ointment|powder|for)\b",
    re.IGNORECASE,
)
_NO_NAME = han.compile(
    r"^(?:these|this|highlights|package|annex|full|information|read|fact sheets?|(?:medication|patient) (?:guide|"
    r"information|leaflet|labell?ing)|prescribing information|product (?:information|monograph|characteristics)|"
    r"summary of|consumer medicine|instructions? (?:for|leaflet)|important|dear|data sheet|letter|label(?:ling|ing)?$|"
    r"fachinformation|gebrauchs(?:information|anweisung)|packungsbeilage|patienteninformation|zusammenfassung der|"
    r"notice|prospecto|ficha t[eé]cnica|folheto|rcp|foglio illustrativo)\b|(?:剤|薬|成分)$|"
    r"^(?:該当(?:なし|しない|せず)|不适用|not applicable|none|n/?a|entfällt)$|"
    r"^(?:添付文書|医薬品|本[品剤]|処方箋|使用上|药品|藥品|仿[单單]|警[语語示]|核准)|^[〈＜《【〔「（(\[]",
    re.IGNORECASE,
)
"""Words that open no product's name: of kinds of documents, of what a document says of itself, of classes."""
_INNER_MARK = re.compile(r"\s?[®™]-(?=[^\W\d_]{2})|(?<=[^\W\d_])-[®™](?=[^\W\d_]{2})")
"""A mark inside a name of two parts ("Xalos®-Duo"), which go together."""
_MARKED = re.compile(r"^[^\W\d_][\w-]+\s?[®™]")
_BRAND_NAME = re.compile(r"販売名[\s　]*[:：\t]?[\s　]*([^\s\d０-９\t:：]{3,20})")
_ROUTE = "静注|筋注|皮下注|動注|点滴静注|点滴|注射|皮下|吸入|点眼|点鼻|点耳|経口|内服|内用|外用|舌下|経皮|眼"
_FORM = han.compile(
    r"(?P<form>(?:配合|OD|D(?=錠)|口腔内(?:崩壊|速溶)|腸溶(?:性)?|徐放(?:性)?|持続性?|持効性?|速崩|チュアブル|ドライ|"
    rf"懸濁性?|水性|油性|(?:{_ROUTE})用?)*"
    r"(?:錠|カプセル|細粒|顆粒|散剤|散(?=[\d０-９])|注射用|注射液|注(?=[\d０-９])|(?<=[ァ-ヶー])注(?=$|[\s　「ァ-ヶ])|"
    r"静注用?|筋注用?|皮下注用?|動注用?|点滴静注用?|軟膏|クリーム|ローション|吸入用|(?:点眼|点鼻|点耳|吸入|内用|内服|外用)液|"
    r"(?<=[ァ-ヶー合用])液(?=$|[\d０-９\s　「])|シロップ|坐剤|坐薬|テープ|パップ|貼付剤|エアゾール|"
    r"トローチ|シリンジ|スプレー|点滴用|(?:内用|内服|外用|注入|配合)剤|製剤))"
    r"[^剤]*$"
)
"""The dosage form at the end of a Japanese name, whole: its route and its kind ("配合", "筋注") are part of it."""
_CUT = han.compile(rf"(?:配合|{_ROUTE}|(?<=[ァ-ヶーA-Za-z])(?![^\W\d_]*[酸塩物])[\u4e00-\u9fff]{{1,4}}|[静筋動])$")
"""A name that ends so was cut inside its dosage form; salts and hydrates ("塩酸塩", "水和物") belong to the name."""
_TITLED = re.compile(r"\b([A-Z][\w-]{2,30})\s?[®™]|\b([A-Z][A-Z-]{2,30})\s?\(([a-z][a-z -]{3,40})\)")
"""A brand inside a title: marked, or in capitals with its substance in brackets behind it."""
_LABELLED = han.compile(
    r"^[【\[]?\s*(?:\d+(?:\.\d+)*\.?\s*)?(?:品\s*名|商品名|商品名称|商品名稱|藥品名[称稱])\s*[】\]]?\s*[:：]?\s*"
)
"""Where an insert of Taiwan or China says its name, in the same line or in the next one."""
_ACTIVE = re.compile(r"^\W*active ingredients?\b(?!.*\bpurpose\b.*\buses?\b)", re.IGNORECASE)
_AMOUNT = re.compile(r"\s*[(\[,\t]|\s+\d")
_EXPLAINED = re.compile(r"\b([A-Z][\w-]{2,30})\s?[®™]?\s*\(([a-z][^()]{8,140})\)")
_PIECES = (DocumentClass.DECK, DocumentClass.EDA, DocumentClass.FAQ)
_OF_PIECE = re.compile(r"([^\W\d_][\w-]{2,30})\s?[®™]\s?\([a-z][a-z /-]{3,60}\)")
_LINES = (PassageKind.TITLE, PassageKind.HEADING, PassageKind.PARAGRAPH)
_NAMES = (*_LINES, PassageKind.TABLE_ROW)
_BODY = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_CHINESE = han.compile(r"^[\u4e00-\u9fff]{3,20}(?:片|胶囊|颗粒|口服液|注射液|软膏|乳膏|滴眼液|滴丸|糖浆|混悬液|散|丸)$")
"""A whole line that is a Chinese name with its dose form."""
_SECTIONS = {"indications", "dosage", "contraindications", "adverse_reactions", "interactions", "storage"}
_SALTS = han.compile(
    r"盐酸|硫酸|磷酸|富马酸|马来酸|酒石酸|枸橼酸|苯磺酸|甲磺酸|氢溴酸|醋酸|琥珀酸|乳酸|碳酸|硝酸|水合物|[钠钾钙镁酯二三一半]|"
    r"缓释|控释|肠溶|分散|泡腾|咀嚼|口腔?崩解|薄膜衣?|注射用|软?胶囊|干混悬剂|混悬液|颗粒|口服液|口服|溶液|注射液|乳膏|软膏|滴眼液|片|剂"
)
_JOINT = r"{name}\s?(?:/|\+|＋|／|・|\band\b|\bund\b)\s?(?!{name})[^\W\d_]{{5,}}(?: (?:potassium|sodium|acid|acetate))?"
_WITH_MORE = r"\b{name}[ -](?:HCTZ?|comp|compositum|plus)\b"
"""A combination named by a short word behind one of its substances."""
_ASKED = re.compile(
    r"^(?:\d\.?\s*)?Was (?:ist|sind) ((?:[^?.,/]|(?<=\d),(?=\d)){2,40}?) und (?:wann|wofür) "
    r"(?:wird|werden) (?:es|er|sie)\b|"
    r"^(?:\d\.?\s*)?What ([^?.,/]{2,40}?) is and what it is used for\W*$",
    re.IGNORECASE,
)
"""The first question of a leaflet, which names its medicine."""
_STRENGTH = re.compile(
    r"\s+(?:\d[\d.,]*\s?(?:mg|µg|μg|mcg|g|ml|I\.?E\.?|%)(?![^\W\d_]).*|\d{1,4}(?:[.,]\d+)?(?:\s+\w*(?:tabletten|kapseln|tropfen))?)$",
    re.IGNORECASE,
)
"""The strength and form behind a name ("Ovalex 10", "Ovalex 2.5 mg Filmtabletten")."""
_INSERT = han.compile(r"(?:药品|使用)?说明书$")
"""What the title of a Chinese insert says after the name."""
FIRST = 60
"""Passages looked at for the product's name."""
TIMES = 3
"""Passages that must hold a name before it counts as the product's."""


def own_name(facts: SourceFacts, passages: Sequence[Passage]) -> str:
    """The document's own product, case-folded, from its title or first lines; "" for other documents or if unsure."""
    if asked := next((m for p in passages[:FIRST] if (m := _ASKED.match(p.text.strip()))), None):
        return _STRENGTH.sub("", re.sub(r"[®™]", "", asked.group(1) or asked.group(2)).strip()).casefold()
    if facts.document_class in _PIECES:
        return _promoted(facts.title, passages)
    if facts.document_class not in (DocumentClass.LABEL, DocumentClass.LEAFLET) and not _is_built_as_label(passages):
        return titled_product(facts.title, passages)
    if active := _active_ingredients(passages):
        return active
    stated = _stated(passages)
    if stated and stated in facts.title.casefold():
        return stated
    said = [passage.text.casefold() for passage in passages if passage.kind is not PassageKind.IMAGE]
    brand = next((p.text for p in passages[:5] if p.kind is PassageKind.TITLE and _MARKED.search(p.text)), "")
    for line in (facts.title, *_first_lines(passages), *_in_title(facts.title)):
        generic = _GENERIC_NAME.search(line)
        form = next((found for found in _FORM.finditer(line) if found.start() > 1), None)
        bare = generic.group(1) if generic else _before(line, form) if form else line
        name = _TAIL.split(_INNER_MARK.sub("-", bare.strip()), maxsplit=1)[0].strip(" \t-–‐").casefold()
        if not 3 <= len(name) <= 40 or len(name.split()) > 3 or _NO_NAME.search(name):
            continue
        if generic or "说明书" in line or _CHINESE.match(line) or (form and line == facts.title):
            return name
        if line == facts.title and _MARKED.match(line):
            return name  # a title that opens with a registered name
        if line == brand.strip() or (form and line == _opening_line(passages) and passages[0].language == "ja"):
            return name  # the title of the print itself, or the first line of a Japanese insert
        if sum(name in text for text in said) >= TIMES:
            return name
    return stated


def _promoted(title: str, passages: Sequence[Passage]) -> str:
    """The registered name that opens a piece's title, its substance in brackets behind it; "" for any other title."""
    found = _OF_PIECE.match(title.strip())
    if found is None or len(re.findall(r"[®™]", title)) != 1:
        return ""
    name = found.group(1).casefold()
    return name if sum(name in passage.text.casefold() for passage in passages) >= TIMES else ""


def _before(line: str, form: re.Match[str]) -> str:
    """The name before its dosage form; with the whole form where little or a part of the form would be left."""
    bare = line[: form.start()].strip()
    return line[: form.end("form")] if len(bare) < 3 or _CUT.search(bare) else bare


def _in_title(title: str) -> list[str]:
    """Brands inside the title of a document that opens with the words of its kind ("Fact sheet for …")."""
    if not _NO_NAME.search(title.strip()):
        return []
    return list(dict.fromkeys(found.group(1) or found.group(2) for found in _TITLED.finditer(title)))


def _stated(passages: Sequence[Passage]) -> str:
    """The name under the heading that says so ("品名"), without its dosage form; also where it stands in a picture."""
    for passage, following in pairwise(passages[:FIRST]):
        text = passage.text.strip()
        head = _LABELLED.match(text) if len(text) <= 40 else None
        if head is None or "\t" in text:
            continue
        line = (text[head.end() :] or following.text).strip()
        form = next((found for found in _FORM.finditer(line) if found.start() > 1), None)
        name = _TAIL.split(_before(line, form) if form else line, maxsplit=1)[0].strip().casefold()
        if (
            2 <= len(name) <= 20
            and re.search(r"[^\W\d_]", name)
            and not _NO_NAME.search(name)
            and not re.search(r"[。、，；]", line)
        ):
            return name
    return ""


def _is_built_as_label(passages: Sequence[Passage]) -> bool:
    """Does a document of no known class have the sections of a label, or the line of a Chinese generic name?"""
    sections = {passage.section for passage in passages} & _SECTIONS
    return (
        len(sections) >= 3
        or any(_GENERIC_NAME.search(passage.text) for passage in passages[:FIRST])
        or bool(_stated(passages))
    )


_GENERIC_HEAD = han.compile(r"^\W*(?:药品)?(?:通用名称?|一般的?名称?)\W*$")


def generic_name(passages: Sequence[Passage]) -> str:
    """The generic name an insert of China or Japan states, in one line with what says so or under it; "" if none."""
    for passage, following in pairwise(passages[:FIRST]):
        inline = _GENERIC_NAME.search(passage.text)
        is_head = _GENERIC_HEAD.match(passage.text) and following.kind in _BODY
        text = following.text if is_head else inline.group(1) if inline else ""
        name = _TAIL.split(text.strip(), maxsplit=1)[0].strip() if len(text) <= 60 else ""
        if len(name) >= 3 and not _NO_NAME.search(name) and not re.search(r"[。、，；]", name):
            return name.casefold()
    return ""


def combined_name(names: Sequence[str], facts: SourceFacts, passages: Sequence[Passage]) -> str:
    """The document's name for a fixed combination of which ``names`` word one substance; "" if it is none.

    The dose and the contraindications of a combination ("Amoxicillin/Clavulanate") are not those of its parts.
    """
    lines = [facts.title, *(passage.text for passage in passages[:FIRST] if passage.kind in _NAMES)]
    generic = next((match.group(1).strip() for line in lines if (match := _GENERIC_NAME.search(line))), "")
    generic = _TAIL.split(generic, maxsplit=1)[0].strip()
    if generic.startswith("复方"):
        return generic.casefold()
    for name in dict.fromkeys(name for name in names if len(name) >= 3):
        if name in generic and len(_SALTS.sub("", generic.replace(name, ""))) >= 3:
            return generic.casefold()
        if mixed := re.search(_WITH_MORE.format(name=re.escape(name)), facts.title, re.IGNORECASE):
            return mixed.group().casefold()
        joint = re.compile(_JOINT.format(name=re.escape(name)), re.IGNORECASE)
        named = [
            _INSERT.sub("", match.group()).casefold()
            for line in lines
            if len(line) < 160 and (match := joint.search(line))
        ]
        if joint.search(facts.title) or len(named) >= TIMES:
            return named[0]
        if brand := _of_both(name, facts.title, passages):
            return brand
    return ""


def _of_both(name: str, title: str, passages: Sequence[Passage]) -> str:
    """The brand that a title explains by two substances in brackets ("BRAND (one; two)"), one of them ``name``."""
    for found in _EXPLAINED.finditer(title):
        parts = [part.strip().casefold() for part in re.split(r";|,| and | / |/|\+", found.group(2)) if part.strip()]
        brand = re.sub(r"(?<=[A-Z])TM$", "", found.group(1)).casefold()
        is_one = any(part.startswith(name.casefold()) for part in parts)
        others = [p for p in parts if not p.startswith(name.casefold()) and re.match(r"[^\W\d_]{5,}", p)]
        if is_one and others and sum(brand in passage.text.casefold() for passage in passages) >= TIMES:
            return brand
    return ""


def _active_ingredients(passages: Sequence[Passage]) -> str:
    """What an over-the-counter US label lists as active, joined by a stroke: it has no other name in its words."""
    names = []
    for passage in passages[:FIRST]:
        if passage.kind not in (PassageKind.HEADING, PassageKind.TITLE) and any(
            _ACTIVE.match(heading) for heading in passage.heading_path[-1:]
        ):
            names.append(_AMOUNT.split(passage.text.strip(), maxsplit=1)[0].strip().casefold())
    return "/".join(name for name in dict.fromkeys(names) if 3 <= len(name) <= 40)


def _opening_line(passages: Sequence[Passage]) -> str:
    """The very first words of a document."""
    return passages[0].text.split("\t")[0].strip() if passages else ""


def _first_lines(passages: Sequence[Passage]) -> list[str]:
    """Lines near the beginning that name the product: marked as a brand, or the Japanese line of the brand's name."""
    found = []
    for passage in passages[:FIRST]:
        text = passage.text.split("\t")[0].strip()
        brand = _BRAND_NAME.search(passage.text)
        if _GENERIC_NAME.search(passage.text) or (passage.section == "name" and passage.kind in _BODY):
            found.append(passage.text.strip())
        elif brand:
            found.append(brand.group(1))
        elif (passage.kind in _LINES and len(text) < 60 and _MARKED.search(text)) or (
            passage.kind in _NAMES and _FORM.search(text) and len(text) < 40
        ):
            found.append(text)
    return found
