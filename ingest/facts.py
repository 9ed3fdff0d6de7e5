"""What a document says about itself: class, market, product, code, dates, each with the words that say so.

Rules only, on the document's own words; what a caller states wins over anything found here (``ingest.service``).
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import Any

from ingest.markets import market_of
from ingest.reading import Block
from ingest.sections.assign import bracketed, folded, heading_number, known_heading, opens_part
from ingest.sections.names import NAMES, Family, Section
from ingest.sections.parts import LEAFLET_STARTS
from ingest.structure.chapters import is_one_of_several
from ingest.titles import printed_name
from library import han
from library.models import DocumentClass, PassageKind, SourceFacts

# --- dates ------------------------------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), 1)
}
_DATE = (
    r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})|(?P<cjk>\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)"
    r"|(?P<named>(?:\d{1,2}\.?\s+(?:de\s+)?)?[A-Za-zéûäç]{3,10}\.?(?:\s+\d{1,2},)?\s+(?:de\s+)?\d{4})"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4})|(?P<month>\d{1,2}/\d{4})"
)

_EDGES = (PassageKind.HEADER, PassageKind.FOOTER)
_FIGURE, _YEAR = re.compile(r"\d"), re.compile(r"\d{4}")
"""A year stands in every date that is looked for."""


def _may_be_dated(text: str) -> bool:
    """False where no date can stand that is taken for one: its year lies between 1900 and 2200."""
    return (not text.isascii() or any(map(text.__contains__, ("20", "19", "21", "22")))) and bool(_YEAR.search(text))


def parse_date(words: str, *, last: bool = False) -> date | None:
    """The day that ``words`` name; a bare month is its first day, or with ``last`` its last one (expiry dates)."""
    found = re.search(_DATE, words)
    if found is None:
        return None
    numbers = [int(n) for n in re.findall(r"\d+", found[0])]
    year, month, day = _parts(found, numbers)
    if not 1 <= month <= 12 or not 1900 <= year <= 2200:
        return None
    most = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, most if last else 1)
    return date(year, month, day) if 1 <= day <= most else None


def _parts(found: re.Match[str], numbers: list[int]) -> tuple[int, int, int | None]:
    if found["iso"] or found["cjk"]:
        return numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None
    if found["named"]:
        month = next((_MONTHS[w] for w in re.findall(r"[a-zéûäç]+", found[0].lower()) if w in _MONTHS), 0)
        return numbers[-1], month, numbers[0] if len(numbers) > 1 else None
    if found["dotted"]:
        return numbers[2], numbers[1], numbers[0]
    return numbers[1], numbers[0], None


_SEP = r"\s*(?:on|at|:|：|=|\||\]|】)?\s*"
_PREPARED = han.compile(
    r"(?:date of preparation|prepared|preparation date|制作日期|制作时间|作成年月日?|erstellt(?: am)?"
    r"|date de préparation)"
    + _SEP + rf"(?P<date>{_DATE})", re.I,
)  # fmt: skip
_EXPIRY = re.compile(
    r"(?:expir(?:es|y date|y|ation date)|valid until|use until|有效期至|失效日期|到期日|有効期限|gültig bis"
    r"|valable jusqu'au)"
    + _SEP + rf"(?P<date>{_DATE})", re.I,
)  # fmt: skip
_REVISED = han.compile(
    r"(?:revised|rev\.?|revision date|date of revision(?: of the text)?|修改日期|修订日期|改訂"
    r"|stand der information|stand"
    r"|fecha de (?:la )?revisión(?: del texto)?|data da revisão do texto|mise à jour(?: de l'information)?)"
    + _SEP + rf"(?P<date>{_DATE})", re.I,
)  # fmt: skip
_APPROVED = han.compile(
    r"核准日期[】\]]?" + _SEP + rf"(?P<date>{_DATE})|(?P<date2>\d{{4}}年\d{{1,2}}月)[^。\n]{{0,12}}改訂"
)
_CODE = han.compile(
    r"(?:material (?:code|number|no\.?)|job (?:code|number)|approval code|物料编[码号]|材料编[码号]"
    r"|审批编?号|資材コード)"
    r"\s*[:：#]?\s*(?P<said>[A-Z0-9][A-Z0-9\-/.]{4,30})|(?<![\w-])(?P<shaped>[A-Z]{2,4}(?:-[A-Z]{2,6}){1,4}-\d{2,6})(?![\w-])",
)
_BYTES = re.compile(r"<[0-9A-Fa-f]{8,}>")
"""A title that a file holds as bytes of a lost character set."""
_CODE_END = re.compile(r"-[A-Z]{2,6}-\d\d")
_CODE_WORDS = ("material ", "job ", "approval code", "物料编", "材料编", "审批", "資材コード")
"""What stands in every material code, or before it."""
_NAMED_LIKE_PLR = re.compile(
    r"\b(?:tablets?|capsules?|injection|solution|suspension|cream|ointment|gel|powder|patch|spray)\b"
    r".{0,60}\bfor [a-z ,]{3,40} use\b",
    re.I,
)
"""The product line of the highlights: ``NAME (substance) tablets, for oral use`` (21 CFR 201.57(a)(2))."""
_VERSION = re.compile(
    r"\b(?:version|vers\.|v)\s*\.?\s*(\d+(?:\.\d+){0,2})\b|(?:Revised|Rev\.?)\s*:?\s*(\d{1,2}/\d{4})|第\s*(\d+)\s*版",
    re.I,
)

_CLASS_WORDS: tuple[tuple[DocumentClass, re.Pattern[str]], ...] = (
    (DocumentClass.EDA, han.compile(r"\be-?detail|\bEDA\b|电子互动|e-?detailing aid", re.I)),
    (DocumentClass.FAQ, han.compile(r"\bFAQs?\b|frequently asked|常见问题|よくある質問|häufige fragen", re.I)),
    (DocumentClass.MONOGRAPH, han.compile(r"\bmonograph|专论|产品手册|製品情報概要", re.I)),
    (DocumentClass.LEAFLET, han.compile(
        r"patient (?:leaflet|information leaflet|guide|medication information)|package leaflet|"
        r"consumer medicine information|"
        r"information for patients\b|for patients\W*$|患者(?:须知|教育|手册)|patienteninformation|"
        r"information für patient|^lesen sie die gesamte packungsbeilage sorgfältig durch, bevor|"
        r"^(?:1\.?\s*)?was (?:ist|sind) .{2,90} und (?:wann|wofür) (?:wird|werden) \w{2,3} (?:\w*nommen|\w+wendet)\?",
        re.I,
    )),
    (DocumentClass.DATA_ON_FILE, han.compile(r"data on file|内部数据", re.I)),
)  # fmt: skip
_FOR_PATIENTS = re.compile(
    r"gebrauchsinformation|gebrauchsanweisung|packungsbeilage|verbraucherinformation|patienteninformation|"
    r"liebe patient|sehr geehrte patient|fragen sie ihren arzt"
)
"""What German words for patients say of themselves at their head, under the names that a Fachinformation has too."""
_OLD_LEAFLET = re.compile(
    r"(?:^|(?<= / ))(?:gebrauchsinformation|packungsbeilage)"
    r"(?= / .*\b(?:packungsbeilage\b.{0,60}\bdurch|dieses arzneimittel))"
)
"""A title alone over what every German leaflet of a medicine says first; devices have instructions for use."""
_GUIDELINE = han.compile(
    r"(?:[A-Z]\w+ ){0,3}(?:clinical (?:practice )?)?guidelines?(?: \[?[A-Z]{2,5}\d*\]?)?|(?:S[123]k?[- ])?Leitlinie|"
    r"\S{2,20}(?:诊疗指南|指南|共识)(?:[（(]\d{4}年?版?[）)])?|\S{2,20}診療ガイドライン\S{0,12}",
    re.IGNORECASE,
)
"""A line that says no more than that the document is a guideline: a publication whose words bear claims out."""
_REPORT = han.compile(r"\breport\b|\bprotocol\b|\bbericht\b|报告|報告書", re.I)
_PRODUCT_DATA = "manufacturedProduct"
"""How the words of a product begin that the file gives as data (:mod:`ingest.markup.blocks.label`)."""


def document_facts(
    blocks: Sequence[Block], family: Family | None, given: SourceFacts, language: str, filename: str
) -> SourceFacts:
    """Facts found in the document; ``given``, from the file's own properties, hold where nothing is found."""
    words: dict[str, str] = dict(given.words)
    own = given.title if given.document_class is DocumentClass.LABEL or not _CODE.fullmatch(given.title) else ""
    own = "" if _BYTES.fullmatch(own.strip()) else own
    title = own if own and given.document_class is DocumentClass.LABEL else _title(blocks, family) or own
    title = _first_of_own(blocks, own) or title
    title = title or _first_line(blocks)
    edges = [b.text for b in blocks if b.kind in _EDGES]
    texts = [*dict.fromkeys(edges), *(b.text for b in blocks)]
    dated = [text for text in texts if _may_be_dated(text)]
    code = _code(texts, words)
    document_class = _document_class(blocks, family, given, title, filename, words)
    official = document_class in (DocumentClass.LABEL, DocumentClass.LEAFLET)
    dates: dict[str, Any] = {
        "prepared": _date(dated, _PREPARED, "prepared", words),
        "expiry": _date(dated, _EXPIRY, "expiry", words, last=True),
        "effective": given.effective
        or ((_effective(dated, words) or _revision_section(blocks, words)) if official else None),
    }
    return SourceFacts(
        title=title[:300],
        document_class=document_class,
        market=market_of(texts if document_class in _OF_A_MARKET else [*edges, *_imprint(blocks)], family, code, words)
        or given.market,
        language=language,
        version_label=given.version_label or (_version(texts[:400], words) if official else ""),
        material_code=code,
        product=given.product.casefold() if _PRODUCT_DATA in given.words.get("product", "") else "",
        words=words,
        **dates,
    )


def _first_line(blocks: Sequence[Block]) -> str:
    """The first short line; of a document of several chapters its running head, since each line is of one chapter."""
    if any(is_one_of_several(block.text, blocks) for block in blocks[:80] if block.kind is PassageKind.HEADING):
        return next((b.text for b in blocks[:40] if b.kind is PassageKind.HEADER and len(b.text) < 80), "")
    return next((b.text for b in blocks if len(b.text) < 150 and b.kind is PassageKind.PARAGRAPH), "")


def _first_of_own(blocks: Sequence[Block], own: str) -> str:
    """The first line where the file's own title says it too and holds a figure, as a strength; else ""."""
    first = next((b.text.strip() for b in blocks if b.kind in _LINES), "")
    return first if 3 < len(first) < 80 and first in own and _FIGURE.search(first) else ""


def _title(blocks: Sequence[Block], family: Family | None) -> str:
    """The words of the title; of European product information the name of the medicine."""
    if family in (Family.SMPC, Family.GERMAN):
        for head, block in pairwise(blocks):
            if folded(heading_number(head.text)[1]) in NAMES[Family.SMPC][Section.NAME]:
                return block.text
    if family is Family.JAPAN:
        for block in blocks:
            cells = block.text.split("\t")
            if (
                block.kind in (PassageKind.TABLE_ROW, PassageKind.TABLE_HEADER)
                and cells[0] == "販売名"
                and len(cells) > 1
            ):
                return cells[1]
        lines = (b.text.strip() for b in blocks[:12] if b.kind in _LINES)
        if named := next(filter(_JAPANESE_NAME.fullmatch, lines), ""):
            return named
    if family is Family.US_PLR:
        named = next((b.text for b in blocks[:60] if _NAMED_LIKE_PLR.search(b.text) and len(b.text) < 200), "")
        if named:
            return named
    if family is Family.US_OLD and (named := _capital_name(blocks)):
        return named
    if family in (Family.US_PLR, Family.US_OLD) and (named := printed_name(b.text for b in blocks[:5])):
        return named
    if family is Family.SWISS:
        body = (b for b in blocks if b.kind not in _EDGES)
        return next((b.text for b in islice(body, 3) if len(b.text) < 80), "")
    for wanted in (PassageKind.TITLE, PassageKind.HEADING):
        for block in blocks[:80]:
            heading = bracketed(block.text) or opens_part(block.text) or known_heading(block.text)
            other = block.text.startswith(("＊", "*", "These highlights")) or re.search(
                r"[：。]|月\s*(?:一部)?改訂|改訂\s*[（(]?\s*第|^\W*改訂|^https?:", block.text
            )
            if block.kind is wanted and is_one_of_several(block.text, blocks):
                return ""
            is_part = family is Family.JAPAN and _COUNTED_PART.match(block.text)
            if block.kind is wanted and not (heading or other or is_part):
                return block.text.replace("\t", " ")
    return ""


_COUNTED_PART = re.compile(r"\s*\d{1,2}[.．]\d{1,2}(?:[.．]\d{1,2})?[\s　]+[^\W\d_]")
"""A heading that bears the number of a part ("2.8 …"): it names no document."""
_LINES = (PassageKind.TITLE, PassageKind.HEADING, PassageKind.PARAGRAPH)
_JAPANESE_NAME = re.compile(
    r"(?!日本薬局方|貯法)[^\s。、：:]{2,30}(?:錠|カプセル|細粒|顆粒|散|注射?液?|点滴静注用?|シロップ|軟膏|クリーム|点眼液|坐剤|吸入液?|"
    r"テープ|パップ)[^\s。、：:]{0,6}\d[\d.]*\s?(?:mg|g|µg|μg|mL|[%％])[^\s。、：:]{0,12}"
)
"""The line of a Japanese insert that names the medicine with its form and strength."""
_CAPITAL_FORM = re.compile(
    r"[A-Z][A-Z,®™ -]{3,60}?\b(?:TABLETS?|CAPSULES?|INJECTION|SOLUTION|SUSPENSION|CREAM|OINTMENT|GEL|POWDER|PATCH|SPRAY"
    r"|SYRUP|SUPPOSITORIES|EMULSION|LOTION|ELIXIR)\b(?:,? (?:USP|NF|[A-Z]+ USE))*(?: CI+V?)?"
)
"""The title of an insert of the older format: its name and dosage form, in capitals."""


def _capital_name(blocks: Sequence[Block]) -> str:
    """The name in capitals that opens an insert of the older US format, in one line or in two; "" where none does."""
    opening = [b.text.strip() for b in blocks[:12] if b.kind not in _EDGES]
    for here, after in pairwise(opening):
        for line in (here, f"{here} {after}"):
            if _CAPITAL_FORM.fullmatch(line):
                return line
    return ""


def _code(texts: Sequence[str], words: dict[str, str]) -> str:
    found: Counter[str] = Counter()
    whole = "\n".join(texts)
    signs = [word for word in _CODE_WORDS if word in whole]
    for text in (text for text in texts if _may_hold_code(text, signs)):
        for match in _CODE.finditer(text):
            found[match["said"] or match["shaped"]] += 3 if match["said"] or _PREPARED.search(text) else 1
    if not found:
        return ""
    code = found.most_common(1)[0][0]
    sure = found[code] >= 3
    if sure:
        words["material_code"] = next(t for t in texts if code in t)[:200]
    return code if sure else ""


def _may_hold_code(text: str, signs: Sequence[str]) -> bool:
    """False where no code can stand: the pattern is slow, and few texts hold one. ``signs``: words that announce it."""
    return ("-" in text and _CODE_END.search(text) is not None) or any(map(text.__contains__, signs))


def _date(
    texts: Iterable[str], rule: re.Pattern[str], fact: str, words: dict[str, str], *, last: bool = False
) -> date | None:
    for text in texts:
        for match in rule.finditer(text):
            day = parse_date(match["date"], last=last)
            if day is not None:
                words[fact] = match[0].strip()[:200]
                return day
    return None


def _revision_section(blocks: Sequence[Block], words: dict[str, str]) -> date | None:
    """The date under the heading of the revision date (section 10 of an SmPC)."""
    found: list[tuple[date, str]] = []
    for head, block in pairwise(blocks):
        if not head.level:
            continue
        name = folded(heading_number(head.text)[1])
        if re.search(r"revision|revisión|revisão|mise à jour|stand der information|révision", name):
            day = parse_date(block.text)
            if day is not None and len(block.text) < 80:
                found.append((day, f"{head.text} {block.text}"))
    if not found:
        return None
    day, words["effective"] = max(found)
    return day


def _effective(texts: Sequence[str], words: dict[str, str]) -> date | None:
    """The latest revision date; without one, the approval date of the words."""
    days: list[tuple[date, str]] = []
    for rule in (_REVISED, _APPROVED):
        for text in texts:
            for match in rule.finditer(text):
                day = parse_date(match[0])
                if day is not None:
                    days.append((day, match[0].strip()[:200]))
        if days:
            break
    if not days:
        return None
    day, said = max(days)
    words["effective"] = said
    return day


def _version(texts: Sequence[str], words: dict[str, str]) -> str:
    for text in texts:
        if len(text) < 300 and _FIGURE.search(text) and (match := _VERSION.search(text)):
            words["version_label"] = match[0].strip()
            return match[0].strip()
    return ""


_NAMES_OTHERS = (DocumentClass.OTHER, DocumentClass.PUBLICATION, DocumentClass.FAQ)
_OF_A_MARKET = tuple(kind for kind in DocumentClass if kind not in _NAMES_OTHERS)
"""Classes whose words name the agency of their own market; guidelines, papers, answers name others in passing too."""
_IMPRINT, _IMPRINT_LINE = 12, 160
"""Texts at either end of a document among which its issuer stands; the letters such a line has at most."""


def _imprint(blocks: Sequence[Block]) -> list[str]:
    """The first texts of a document, and the brief ones among its last: where it says who issued it."""
    behind = blocks[max(_IMPRINT, len(blocks) - _IMPRINT) :]
    return [b.text for b in (*blocks[:_IMPRINT], *behind) if len(b.text) < _IMPRINT_LINE]


def _document_class(
    blocks: Sequence[Block],
    family: Family | None,
    given: SourceFacts,
    title: str,
    filename: str,
    words: dict[str, str],
) -> DocumentClass:
    if given.document_class in (DocumentClass.LABEL, DocumentClass.EDA, DocumentClass.FAQ):
        return given.document_class
    opening = " ".join(folded(b.text) for b in blocks[:40])
    slides = given.document_class is DocumentClass.DECK
    if family is Family.GERMAN and (own := _FOR_PATIENTS.search(opening)):
        words["document_class"] = own[0]
        return DocumentClass.LEAFLET
    if family is not None and not slides:
        words["document_class"] = f"layout of the label: {family.value}"
        return DocumentClass.LABEL
    if given.document_class is DocumentClass.LEAFLET:
        return DocumentClass.LEAFLET
    if not slides and (own := _OLD_LEAFLET.search(" / ".join(folded(b.text) for b in blocks[:8]))):
        words["document_class"] = own[0]
        return DocumentClass.LEAFLET
    for start in LEAFLET_STARTS if not any(block.sheet for block in blocks[:5]) else ():
        if start in opening:
            words["document_class"] = start
            return DocumentClass.LEAFLET
    said = _publication(blocks) or next((b.text for b in blocks[:12] if _GUIDELINE.fullmatch(b.text.strip())), None)
    if said is not None and not slides:
        words["document_class"] = said
        return DocumentClass.PUBLICATION
    body = [b.text for b in blocks if b.kind not in _EDGES]
    heads = [b.text for b in blocks if b.kind is PassageKind.HEADER][:3]
    for where in (title, *heads, *body[:12]):
        for found, rule in _CLASS_WORDS:
            if len(where) < 250 and (match := rule.search(where)) and not (slides and found is not DocumentClass.EDA):
                words["document_class"] = match[0]
                return found
    if slides:
        return DocumentClass.DECK
    if match := _REPORT.search(title):
        words["document_class"] = match[0]
        return DocumentClass.REPORT
    stem = re.sub(r"[-_.]+", " ", filename.rsplit(".", 1)[0])
    named = next((found for found, rule in _CLASS_WORDS if rule.search(stem)), None)
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|v?\d+", " ", stem)
    reports = given.document_class is DocumentClass.OTHER and _REPORT.search(apart)
    return named or (DocumentClass.REPORT if reports else given.document_class)


_PAPER = (
    {"abstract", "summary", "zusammenfassung", "résumé", "摘要", "要旨", "抄録"},
    {"methods", "materials and methods", "patients and methods", "methoden", "方法", "研究方法", "対象と方法"},
    {"results", "ergebnisse", "résultats", "结果", "結果"},
    {"discussion", "conclusions", "conclusion", "diskussion", "讨论", "结论", "考察", "結論"},
    {"references", "literatur", "参考文献", "文献"},
)


def _publication(blocks: Sequence[Block]) -> str | None:
    """The headings that make it a paper: at least four of abstract, methods, results, discussion, references."""
    heads: dict[str, str] = {}
    for block in blocks:
        if len(block.text) < 300:
            first = re.sub(r"^[\d.\s]+", "", folded(re.split(r"[:：.]", block.text, maxsplit=1)[0] or block.text))
            heads.setdefault(first, block.text[:60])
    found = [heads[name] for names in _PAPER for name in sorted(names) if name in heads]
    return ", ".join(found) if sum(bool(names & heads.keys()) for names in _PAPER) >= 4 else None
