"""What never becomes a module, and why: every passage that is left out carries one of these reasons."""

from __future__ import annotations

import re

from library import han
from library.models import Passage, PassageFlag, PassageKind
from modularize.left_out.abbreviations import spells_out
from modularize.left_out.boilerplate import BOILERPLATE, is_list_elsewhere, is_standing, lists_phones
from modularize.left_out.capitals import PRINTED, unless_warning
from modularize.left_out.guidelines import OF_THE_GUIDELINE, is_tail, of_the_guideline
from modularize.left_out.letters import frames
from modularize.left_out.notices import NOTICE, is_notice
from modularize.left_out.own_doings import shows_figure, tells_of_itself
from modularize.left_out.paper import REPORTING, is_back_matter, of_the_paper, reports
from modularize.left_out.plots import of_a_plot
from modularize.left_out.questions import is_question
from modularize.left_out.references_heading import is_references_heading, opens_references
from modularize.sentences.citations import BIBLIOGRAPHIC, is_citation
from modularize.sentences.elsewhere import CROSS_REFERENCE, STATES, sends_elsewhere

TRACKED = "tracked change that nobody has accepted yet"
_FLAGS = (
    (PassageFlag.HIDDEN, "hidden text: a reader of the document does not see it"),
    (PassageFlag.HIDDEN_SLIDE, "hidden slide: not shown, so not offered"),
    (PassageFlag.INSTRUCTION, "reads like an order to a program: kept for the record, never used"),
    (PassageFlag.SPEAKER_NOTES, "speaker notes are internal"),
    (PassageFlag.TRACKED_CHANGE, TRACKED),
    (PassageFlag.CHART_DATA, "figures of a chart: they stand with the picture, not alone"),
)
_KINDS = {
    PassageKind.HEADER: "page header",
    PassageKind.FOOTER: "page footer",
    PassageKind.NOTE: "notes are internal",
    PassageKind.COMMENT: "a reviewer's comment, not part of the piece",
    PassageKind.IMAGE: "picture: its words stand in the image and are read by a person",
    PassageKind.REFERENCE: "bibliographic reference: listed with the modules that cite it",
    PassageKind.TITLE: "title: kept as context",
    PassageKind.HEADING: "heading: kept as context of what stands below it",
    PassageKind.CAPTION: "caption: kept as context of its table or figure",
    PassageKind.FOOTNOTE: "footnote: kept as context of what it explains",
    PassageKind.TABLE_HEADER: "table header: kept as context of its rows",
    PassageKind.QUESTION: "question: kept as context of its answer",
}
IN_A_DRAWING = "words set inside a drawing or ruled boxes: how they belong together is seen on the page"
CELL_OF_DRAWING = "cell or label of a drawing or of ruled boxes on the page: it is read there, with the others"
_SAYS_ENOUGH = re.compile(
    r"(?:[^\W\d_]{2,}[\s\t,;:()/-]+){5}[^\W\d_]{2,}|[\u3040-\u30ff\u3400-\u9fff]{10}"
    r"|\d\s?(?:mg|g|ml|µg|mcg|IU|%|毫克)(?![a-z])"
)
"""Six words in a row, or a dose: more than the label of an axis."""
FIGURES_ONLY = "only numbers or marks"
QUESTION = "question: its answer stands apart"
_SECTIONS = {
    "contents": "table of contents",
    "recent_changes": "list of recent changes: the changed sections themselves follow",
    "labelling": PRINTED,
    "conditions": "conditions of the authorisation, addressed to its holder",
    "holder": "name and address of the holder",
    "authorisation": "authorisation number or date",
    "revision": "revision date",
    "references": "bibliographic references",
}
_NUMBERED = re.compile(r"^\s*(?:\d+[.)]?\s*)+$")
DOT_LEADER = re.compile(r"\.{4,}\s*\d*\s*$|…{2,}\s*\d*\s*$|\.\s\.\s\.\s\.")
_ADDRESS = han.compile(
    r"^\s*(?:https?://|www\.)\S+\s*$|^\s*\S+@\S+\.\S+\s*$|"
    r"^\s*(?:(?:tel|fax|phone|电话|传真|電話|TEL|FAX|Telefon|"
    r"Tel\.)\s*(?:no\.?)?\s*[:.：]?\s*)?[+(]?\d[\d ()+/.–-]{6,}\s*$",
    re.IGNORECASE,
)
_PUBLISHER = han.compile(
    r"^\s*(?:©|\(c\)|copyright\b|all rights reserved|(?:manufactured|distributed|marketed|made) (?:by|for|in)\b|"
    r"Revised:|Rev\.? \d|Issued:|Printed in|Made in|Distributed by|Zulassungsinhaber|製造販売元|発売元|"
    r"生产企业|制造商|(?:译者|编者)[按注][:：]|本(?:著作|手册|单张|刊物)[^。]{0,20}(?:同意|授权)[^。]{0,8}不得)|"
    r"\b(?:registered )?trademarks? of\b|^\W*[ⓇR®]?\W*登録商標|\bRevised:? ?\d{1,2}/\d{4}|FICTIONAL\b.{0,40}NOT A REAL|"
    r"\bfictional medicine\b|"
    r"^for (?:[a-z]{2} )?health ?care professionals|(?:仅|僅)供医疗卫生专业人士|nur für (?:Angehörige|"
    r"Fachkreise)|医療関係者(?:向け|のみ)",
    re.IGNORECASE,
)
_ADMINISTRATIVE = han.compile(
    r"^[＊※\s]*(?:承認番号|販売開始|効能追加|用法追加|用量追加|再評価結果|薬価(?:基準)?収載|承認年月|再審査|再評価|国際誕生|日本標準商品分類|"
    r"国药准字|批准文号|(?:上市|首次核准|首次批准)日期|"
    r"EU/\d/\d\d/|\d{4,6}(?:[ ,/]+\d{4,6})* ?\(Swissmedic\)|NDC\b|[^\t]{0,40}\tNDC\b|"
    r"(?:date of )?(?:first|latest) (?:authori[sz]ation|renewal)|zulassungsnummer|AMZV(?: [\d.]+)?$)",
    re.IGNORECASE,
)
_HOLDER_HEADING = han.compile(
    r"marketing authori[sz]ation (?:holder|number)|^manufacturer|zulassungsinhaber|^hersteller|製造販売業者|"
    r"製造販売元|文献請求先|問い合わせ先|"
    r"生产企业|生产厂家|上市许可持有人|境内联系机构|inhaber der zulassung|stand der information",
    re.IGNORECASE,
)
_CONTENTS_HEADING = han.compile(
    r"^\W*(?:table of )?contents\*?$|^\W*(?:what is in this leaflet|was in dieser packungsbeilage steht|"
    r"diese (?:seite der )?packungsbeilage (?:beinhaltet|enthält)|"
    r"inhalt\w*|agenda|目\s*录|目\s*次|(?:本|药品)?说明书(?:的)?(?:内容|目录)|本说明书包[含括]\S{0,8}|"
    r"议程)\W*$",
    re.IGNORECASE,
)
_SOURCE_LINE = han.compile(
    r"^\W*(?:[参參]考(?:[来來]源|文[献獻]|[资資]料)|(?:[资資]料|文[献獻])[来來]源)\s*[:：]|"
    r"^\W*(?:Adapted|Reprinted|Reproduced|Modified) (?:with permission )?from\b"
)
"""A line that names its sources: "参考来源：…"."""
LISTING = re.compile(
    r"\bUNII\b|\bImprint Code\b|\bNDC:|\bMarketing (?:Category|Start Date|End Date)|\bItem Code\b|"
    r"\bBasis of Strength\b|\bDUNS\b|"
    r"\bBusiness Operations\b|\bRegistrant\b|\bPackage Label\b|\bProduct Information\tProduct Type|"
    r"\bRoute of Administration\t|"
    r"^(?:Color|Shape|Size|Score|Flavor|Contains)\t"
)
PACK_WORDS = PRINTED
_PACK = re.compile(r"^\W*(?:Rx only|(?!.*\b(?:NYHA|ECOG|ASA|CCS|GOLD|CHILD|FIGO|TNM)\b)[A-Z][A-Z\s/,&-]{6,60})\W*$")
"""Capitals alone, as on a carton; a class or stage of a disease ("NYHA II-IV") is a criterion."""
_PACK_SIZE = re.compile(
    r"^\W*(?:\d[\d,]*\s*(?:film-coated |hard )?(?:tablets?|capsules?|ml|vials?|pens?|syringes?|Tabletten|"
    r"Kapseln|片|粒|支|錠)|"
    r"Keep (?:this and all|out of) .{0,60}reach of children)\W*$|"
    r"^\W*[\d,.]+\s?(?:錠|カプセル|包|g|mL|本|瓶|バイアル|枚|管|シリンジ|キット)(?:\s?[×x]\s?\d+\s?\w{0,3})?\s?[［\[（(][^。]{2,40}[］\])）]\W*$|"
    r"^(?!.*\b(?:is|are|sind|ist|werden|wird)\b)[^.;]{0,70}(?::|\b)\s*"
    r"(?:Packungen?|Packungsgr(?:ö|oe)(?:ß|ss)en?|Packs?|Cartons?|Bottles?|OP) (?:zu|"
    r"mit|à|of|containing) "
    r"(?:je )?\d[\d, x×]*(?:(?:,| und| oder| and| or| bzw\.?) \d+)*\s?\(?(?:Stück|Stk|"
    r"[A-Z]?[a-zäöü-]*(?:tabletten|kapseln|ampullen|beutel)|"
    r"(?:film-coated |hard )?(?:tablets|capsules|vials|sachets|pens))\)?(?: \[?[A-D]\]?)?\W*$",
    re.IGNORECASE,
)
_SAYS_NAME = re.compile(r"\W*(?:(?:通用|商品|英文|中文|药品|藥品)名[称稱]?|商標名|汉语拼音|品名)(?![^\s:：】）)])")
NAMES = "names of the medicine: they are in its facts and over its statements"
PANEL = re.compile(r"\bprincipal display panel\b|\bpackage label\b.{0,30}\bpanel\b", re.IGNORECASE)
"""Opens the words printed on the packs, at the end of a US label."""
_NAME_LINE = re.compile(
    r"^\W*[^.;:。；]{0,60}?\d[\d.,]*\s?(?:mg|g|mcg|µg|μg|mL|ml|[%％]|I\.?U\.?|I\.?E\.?)(?:/\w+)?\b[^.;:。；]{0,40}?"
    r"\b(?:tablets?|capsules?|injection|solution|suspension|cream|ointment|gel|reliever|Tabletten|Filmtabletten|Kapseln|"
    r"Tropfen|Injektionslösung)\W*$|^[^。、；;:：]{2,30}(?:錠|カプセル|細粒|顆粒|シロップ)[\d.]+(?:mg|μg|g|[%％])?"
    r"(?:[／/・][^。、；;]{2,40}(?:錠|カプセル|細粒|顆粒)[\d.]*(?:mg|μg|g|[%％])?)*$|"
    r"^[^。、；;:：]{2,30}[\d.]+(?:mg|μg)(?:錠|カプセル)$",
    re.IGNORECASE,
)
"""A line that is only a product's name with its strength and form."""
_REPORTING_LINE = han.compile(
    r"^\W*(?:to )?(?:report|请将|如发现|请报告|副作用.{0,10}報告|"
    r"melden).{0,90}(?:\S@\S|\d{3}[- ]\d{3}|1-800)",
    re.IGNORECASE,
)
_FIGURE_ONLY = han.compile(
    r"^\W*(?:steps?|schritt|figures?|fig\.|abbildung|abb\.|tables?|tabelle|図|图|"
    r"表)\s?[\dA-Z]{1,3}\W*$|^[図表][ 　][^。]{4,200}$",
    re.IGNORECASE,
)
STATISTIC_ALONE = "statistic without the words that say of what"
_STATISTIC_ONLY = han.compile(
    r"^\W*(?:95|90|97[.,]5|99)\s?% ?(?:CI|KI|IC|置信区间|信頼区間)[^A-Za-z]*$|"
    r"^[*†‡§ᵃ-ᶻ\s]*p\s?(?:[- ]?value)? ?[<=>≤≥]\s?0?[.,]\d+\W*$",
    re.IGNORECASE,
)
_DOCUMENT_NAME = han.compile(
    r"Prescribing Information,? (?:Rev|revised)|"
    r"^.{0,30}说明书[，,]\s?核准日期",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember)"
)
_DATE_LINE = re.compile(
    rf"^(?:[^.。!?;:(（]{{0,110}}?[,|·–-])?\s*(?:\d{{1,2}}\.? )?{_MONTHS}\.? \d{{4}}\W*$|"
    r"^[^。；：]{0,50}?\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?(?:(?:改訂|作成)(?:[（(][^（()）]{1,20}[)）])?)?\W*$|"
    r"^[^.。!?;:]{0,110}?[,|·–-]\s*(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\W*$",
    re.IGNORECASE,
)
_TITLE_LINE = han.compile(
    r"^\W*(?:[^\s。，,]{1,40}(?:说明书|使用说明书|添付文書)|package leaflet\b.{0,60}|(?:gebrauchs|fach)information\b"
    r".{0,40}|"
    r"packungsbeilage\b.{0,60}|summary of product characteristics|(?:full )?prescribing information)\W*$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^\W*[A-Z]{2,6}-\d[\d.-]*\W*$|\bPL \d{4,5}/\d{3,4}\b|"
    r"^\W*(?=[^\s]*\d)(?:[A-Z0-9]{1,6}[:/_-]){2,}[A-Za-z0-9:/_.-]+\W*$|"
    r"^\W*(?:ATC[- ]?Code\W*)?[A-Z]\d\d[A-Z]{2}\d\d(?:\W{1,3}[A-Z]\d\d[A-Z]{2}\d\d)*\W*$"
)
_COMPANY = re.compile(
    r"^[^;:]{2,90}[ ,.](?:Ltd|Limited|Inc|LLC|Corp|GmbH|m\.?b\.?H|AG|S\.?A|[Ss]\.?p\.?A|[Ss]\.?[Rr]\.?[Ll]|B\.?V|"
    r"Lda|d\.o\.o|"
    r"[sz] ?[pr]\. ?[zo]\. ?o\.? ?o?|Kft|UAB|EOOD|Sp\. z o\.o|Oy|A/S|A\.S|AB|Α\.?Ε)\.?$"
)
_STRENGTHS = re.compile(
    r"^\W*(?:[\d.,½¼/]+\s*(?:mg|ml|mL|g|µg|%|I\.E\.|IE)(?:/(?:ml|mL|kg))?[\s,;/]*){2,}(?:entsprechen)?\W*$"
)
_LEAFLET_CONTENTS = re.compile(
    r"^\W*(?:\d\.?\s+)?(?:instructions for use\W*$|user manual\W*$|"
    r"what you (?:need|should) (?:to )?know before\b|what .{1,60} (?:is|are) and what "
    r"(?:it is|they are) used for|how to (?:take|use|store|give|inject) |contents of the pack\b|"
    r"possible side effects\W*$|"
    r"what .{1,40} (?:contains|looks like)|was ist .{1,60} und wofür (?:wird|werden) |"
    r"was (?:sie|sollten sie) (?:vor|bei) der (?:einnahme|anwendung)|inhalt der packung\b|"
    r"wie ist .{1,40} (?:einzunehmen|anzuwenden|aufzubewahren)|welche nebenwirkungen sind möglich)[^.。]{0,90}$",
    re.IGNORECASE,
)
"""Section headings of a package leaflet, as the European template words them."""
_NOTHING = han.compile(
    r"^\W*(?:nicht zutreffend|nicht anwendbar|entfällt|keine(?: (?:daten )?vorhanden)?|keine bekannt|"
    r"not applicable|non applicable|no procede|não aplicável|"
    r"不适用|该当なし|該当しない|none known|n\.? ?a\.?)\W*$",
    re.IGNORECASE,
)
_WEB_NOTICE = re.compile(
    r"^\W*(?:detailed|further|more|additional) information (?:on|about) this "
    r"(?:medicin\w*(?: product)?|product) is available\b|"
    r"^\W*(?:ausführliche|weitere) Informationen zu diesem Arzneimittel sind\b.{0,80}(?:Internet|verfügbar)",
    re.IGNORECASE,
)
LEGEND = "legend of a table or figure"
_LEGEND = han.compile(
    r"^\W*(?:bold(?:face)?|italics?|shad(?:ed|ing)|fett(?:druck)?|kursiv|太字|粗体|下線)\s?[=:：–-]|"
    r"^\W*data are (?:presented|shown|expressed|reported) as\b|"
    r"^\W*(?:angaben|werte|daten) (?:als|sind) (?:mittelwert|median)|"
    r"(?-i:^[a-z] [A-Z][^.]{5,200} b (?:[A-Z]|n\s?=))|"
    r"^[（(](?:[^（()）]{0,40}[:：、,]\s?|\s?)(?:mean|平均|均值|Mittelwert|標準偏差|中央値|n\s?[=＝]\s?\d)[^（()）]{0,40}[)）]$",
    re.IGNORECASE,
)
_FREQUENCIES = han.compile(
    r"(?:common|rare|frequent|häufig|selten|gelegentlich|常见|罕见|少见)[«»“”\"'\s]*[:：]?\s?[(（]?\s?[<>≥≤≧≦=]?\s?\d?[<>≥≤]?\s?1\s?[/／:]\s?\d",
    re.IGNORECASE,
)
"""A class of frequency with the share it stands for; several of them are the key to a list."""
_CONVENTION = "convention of frequencies, the same in every label (CIOMS)"
_SHARES = re.compile(r"1\s?[/／:]\s?1[ \u00a0\u202f.,’']?0(?:[ \u00a0\u202f.,’']?0){0,3}(?!\d)")
_SHARES_ONLY = re.compile(
    r"(?:\W*+(?:(?:sehr|very) )?(?:häufig|gelegentlich|selten|common|uncommon|rare)[^\W\d_]{0,2}\W*+"
    r"(?:\d[\d.,/' ]*+%?|bis|und|to|and|[<>≥≤=:()\s–-])++){3,}\W*",
    re.IGNORECASE,
)
"""Classes of frequency with their shares and no word beside them."""
_SECTION_NAME = han.compile(
    r"^\W*(?:\d{1,2}[.．]?\s*)?(?:datum der (?:erteilung der |ersten |letzten )?zulassung"
    r"(?:/verlängerung der zulassung)?|"
    r"stand der information|pharmazeutische angaben|pharmazeutischer unternehmer|inhaber(?:in)? der zulassung|"
    r"zulassungsinhaber(?:in)?|zulassungsnummern?|verschreibungsstatus(?:/apothekenpflicht)?|packungen|"
    r"pharmaceutical particulars|clinical particulars|pharmacological properties|marketing authori[sz]ation "
    r"(?:holder|numbers?(?:\(s\))?)|date of (?:first authori[sz]ation|revision of the text)[^.]{0,40}|"
    r"包装|包裝|貯法|主要文献|承認条件|薬効薬理|臨床成績)\W*$",
    re.IGNORECASE,
)
"""The name of a section of a label, alone."""
_EACH = re.compile(r"^\W*(?:each|jede[rs]?)\s[^.。\t]{1,60}$", re.IGNORECASE)
_SAYS_OF_EACH = re.compile(
    r"\b(?:is|are|was|has|have|contains?|holds?|delivers?|provides?|consists?|must|should|may|can|enthält|ist|hat|wird|"
    r"muss|soll)\b|\d",
    re.IGNORECASE,
)
_HIGHLIGHTS_NOTICE = re.compile(
    r"These highlights do not include|"
    r"Sections or subsections omitted from the full",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u24ff]")
"""Raised, circled and fractional figures count as word characters, and are no letters."""
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")


def _only_names(passage: Passage) -> bool:
    """Is a line of a Chinese insert nothing but a name under the heading that says so ("【商品名称】")?"""
    heading = passage.heading_path[-1] if passage.heading_path else ""
    return bool(_SAYS_NAME.match(heading)) and bool(re.fullmatch(r"[^:：。；，\t]{1,40}", passage.text))


def is_contents_heading(text: str) -> bool:
    """True for the heading over a table of contents."""
    return bool(_CONTENTS_HEADING.match(text))


def excluded(passage: Passage, *, has_full_text: bool = True) -> str:
    """Why a passage never becomes a module by its kind, its flags or its label section; "" if it may.

    ``has_full_text``: the label holds the sections themselves, so its highlights are a summary of them.
    """
    for flag, reason in _FLAGS:
        if flag in passage.flags:
            return reason
    if passage.kind is PassageKind.IMAGE and PassageFlag.OCR not in passage.flags and _SAYS_ENOUGH.search(passage.text):
        return IN_A_DRAWING
    is_set = passage.kind is PassageKind.IMAGE and PassageFlag.OCR not in passage.flags
    if is_set and passage.locator.page is not None and not passage.locator.path:
        return CELL_OF_DRAWING
    if passage.kind in _KINDS:
        return _KINDS[passage.kind]
    if passage.section in _SECTIONS:
        return _SECTIONS[passage.section]
    if passage.section == "name" and passage.language == "zh" and _only_names(passage):
        return NAMES
    heading = passage.heading_path[-1] if passage.heading_path else ""
    if _CONTENTS_HEADING.match(heading):
        return "line of a table of contents"
    over = passage.heading_path[-2:-1] if passage.kind is PassageKind.LIST_ITEM else ()
    is_listed = any(map(is_references_heading, (heading, *over))) or opens_references(passage.text)
    if is_listed or is_citation(passage.text, 400):
        return _KINDS[PassageKind.REFERENCE]
    if any(_HOLDER_HEADING.search(heading) for heading in passage.heading_path[-1:]):
        return "name and address of the holder"
    if reports(heading, passage.text):
        return REPORTING
    if passage.section in (None, "other") and is_back_matter(heading):
        return "matter of the journal around the paper"
    if passage.section in (None, "other") and (
        told := OF_THE_GUIDELINE if is_tail(passage) else of_the_guideline(passage.heading_path, passage.text)
    ):
        return told
    if passage.section in (None, "other") and len(passage.text) < 90 and _NAME_LINE.match(passage.text.strip()):
        return _KINDS[PassageKind.TITLE]
    if passage.section == "highlights" and has_full_text:
        return "highlights: a summary of the full sections, which become modules themselves"
    if is_leaflet_heading(passage.text):
        return _KINDS[PassageKind.HEADING]
    if PANEL.search(heading) and len(heading) < 120:
        return PACK_WORDS
    if _EACH.match(passage.text) and not _SAYS_OF_EACH.search(passage.text):
        return "words without a statement"
    if passage.kind is PassageKind.TABLE_ROW and (_heads_rows(passage.text) or _holds_figures(passage.text)):
        return ""
    if passage.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM) and _SECTION_NAME.match(passage.text):
        return "name of a section: what it holds stands below it"
    if passage.kind is PassageKind.PARAGRAPH and is_crumb(passage):
        return FIGURES_ONLY if passage.text.strip()[:1].isdigit() else "words without a statement"
    return unless_warning(unusable(passage.text), passage, passage.text)


def _heads_rows(text: str) -> bool:
    """A row with one short cell that names what stands below it ("Sex", "Race"): left to its table."""
    filled = [cell for cell in text.split("\t") if cell.strip()]
    return len(filled) == 1 and len(text) < 120 and bool(_LETTERS.search(text))


def _holds_figures(text: str) -> bool:
    """A row of figures in two cells or more: its header says of what, so it is left to its table."""
    figures = sum(bool(re.search(r"\d", cell)) for cell in text.split("\t")) > 1
    return figures and unusable(text) in (FIGURES_ONLY, STATISTIC_ALONE)


def is_crumb(passage: Passage) -> bool:
    """A paragraph of one little word, or of a bare strength where nothing says of what."""
    bare = passage.text.strip()
    if re.fullmatch(r"[^\W\d_]{1,4}", bare) and not _CJK.search(bare):
        return True
    strength = re.fullmatch(r"[\d.,]+\s?(?:mg|g|µg|mcg|ml|mL|%|I\.?E\.?|IU)(?:/\w+)?", bare)
    return bool(strength) and passage.section in (None, "leaflet", "other", "patient_counselling")


def is_leaflet_heading(text: str) -> bool:
    """True for the heading of a section of a package leaflet, as the European template words it."""
    return "\t" not in text and bool(_LEAFLET_CONTENTS.match(text))


def unusable(text: str) -> str:
    """Why a text says nothing that could be used: a number, an address, a line of contents; "" if it may."""
    bare = text.strip()
    if not _LETTERS.search(bare) or _NUMBERED.match(bare):
        return FIGURES_ONLY
    if _STRENGTHS.match(bare) or re.fullmatch(r"[\d.,]+ ?\w+ entsprechen", bare):
        return FIGURES_ONLY
    if framing := frames(bare):
        return framing
    if len(bare) < 150 and _CODE.search(bare):
        return "code of the document or licence number"
    if _COMPANY.match(bare):
        return "name and address of the holder"
    if _ADDRESS.match(bare) or lists_phones(bare):
        return "web, mail or telephone address"
    if _ADMINISTRATIVE.match(bare):
        return "authorisation number or date"
    if "\t" not in bare and re.search(r"[=＝].*[×*].*\d", bare) and len(bare) < 120 and not bare.endswith((".", "。")):
        return "formula whose layout is lost in running text"
    if LISTING.search(bare):
        return "product listing data"
    if _PACK.match(bare) or _PACK_SIZE.match(bare) or PANEL.search(bare):
        return PACK_WORDS
    if is_question(bare):
        return QUESTION
    if _REPORTING_LINE.match(bare) and len(bare) < 200:
        return REPORTING
    if _FIGURE_ONLY.match(bare):
        return "caption: kept as context of its table or figure"
    if _STATISTIC_ONLY.match(bare):
        return STATISTIC_ALONE
    if re.search(r"\w+ ?<- ?\w+\(|\(\w+ ?= ?[\"'].*\)|</?\w+>.*</\w+>", bare):
        return "program code"
    if spells_out(bare):
        return "list of abbreviations"
    if _TITLE_LINE.match(bare):
        return _KINDS[PassageKind.TITLE]
    if "\t" not in bare and _DATE_LINE.match(bare) and not STATES.search(bare):
        return "author or date line"
    if (_DOCUMENT_NAME.search(bare) and len(bare) < 120) or (_SOURCE_LINE.match(bare) and len(bare) < 500):
        return _KINDS[PassageKind.REFERENCE]
    if told := of_the_paper(bare) or of_the_guideline((), bare) or of_a_plot(bare):
        return told
    if DOT_LEADER.search(bare):
        return "line of a table of contents"
    if _PUBLISHER.search(bare) and len(bare) < 300:
        return "publisher's or holder's notice"
    if is_notice(bare) or tells_of_itself(bare):
        return NOTICE
    if shows_figure(bare):
        return LEGEND
    if is_citation(bare, 200):
        return _KINDS[PassageKind.REFERENCE]
    if _WEB_NOTICE.search(bare) and len(bare) < 250:
        return "web, mail or telephone address"
    if _NOTHING.match(bare):
        return "says that nothing applies"
    return _of_the_label(bare)


def _of_the_label(bare: str) -> str:
    """Why a text only belongs to the making of a label: a legend, words every label has, where something stands."""
    if _SHARES_ONLY.fullmatch(bare):
        return _CONVENTION
    if len(_FREQUENCIES.findall(bare)) > 2 and len(bare) < 600:
        return _CONVENTION if len(set(_SHARES.findall(bare))) > 1 else LEGEND
    if _LEGEND.match(bare):
        return LEGEND
    if _HIGHLIGHTS_NOTICE.search(bare):
        return "notice about the label itself"
    if is_standing(bare):
        return BOILERPLATE
    return CROSS_REFERENCE if is_list_elsewhere(bare) else sends_elsewhere(bare)


_DOCUMENT = 200
"""Code points of the name of a document; a longer note that names one explains something."""


def is_reference(text: str) -> bool:
    """Is a footnote a bibliographic reference or the name of a document, rather than an explanation?"""
    return bool(
        BIBLIOGRAPHIC.search(text)
        or re.search(r"\bet al\.", text)
        or (len(text) < _DOCUMENT and re.search(r"\bPrescribing Information\b|说明书|添付文書|Fachinformation", text))
    )


def too_short(text: str) -> bool:
    """Fewer than three words, or fewer than five characters of Chinese or Japanese."""
    cjk = len(_CJK.findall(text))
    words = len(re.findall(r"[^\W_]+", text))
    return cjk < 5 if cjk * 2 > len(_LETTERS.findall(text)) else words < 3
