"""Which market a document is for: by the layout of a label, by words that only its own agency's documents hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.sections.names import Family
from library import han

__all__ = ["market_of"]

_MARKET_IN_CODE = re.compile(r"-(US|EU|CN|JP|DE|FR|ES|IT|PT|UK|GB|CH|CA|AU|KR|TW|HK|BR)-")
_MARKETS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("CN", ("准字", "準字", "管理局", "有人"), han.compile(
        r"国药准字\s*[A-Z]?\d*|国家药品监督管理局|药品上市许可持有人"
    )),
    ("JP", ("添文", "添付文書", "承認番", "商品分類番", "薬価"), han.compile(
        r"添付文書|電子添文|承認番号|日本標準商品分類番号|薬価基準収載"
    )),
    ("EU", ("EU/", "European", "Europäische"), re.compile(
        r"EU/\d/\d{2}/\d{3,4}(?:/\d+)?|European Medicines Agency|Europäischen? Arzneimittel-Agentur"
    )),
    ("US", ("Initial U.S.", "FDA-1088", "HIGHLIGHTS OF", "US Prescribing"), re.compile(
        r"Initial U\.S\. Approval|1-800-FDA-1088|HIGHLIGHTS OF PRESCRIBING INFORMATION|US Prescribing Information"
    )),
    ("CH", ("Swissmedic", "Zulassungsinhaberin"), re.compile(r"Swissmedic|Zulassungsinhaberin")),
    ("PT", ("INFARMED", "nfarmed"), re.compile(r"INFARMED", re.I)),
    ("TW", ("藥輸字", "藥製字", "藥物管理署"), re.compile(r"衛[署部]藥[輸製]字第?|食品藥物管理署")),
    ("DE", ("Bundesinstitut", "Paul-Ehrlich", "Verschreibungsstatus", "Unternehme"), re.compile(
        r"Bundesinstitut für Arzneimittel und Medizinprodukte|Paul-Ehrlich-Institut|Verschreibungsstatus/Apotheken"
        r"|[Pp]harmazeutischer? Unternehmer\b[^\n]{0,120}?\bD-\d{5}\b"
    )),
    ("GB", ("Regulatory Agency", "MHRA", "mhra", "NICE"), re.compile(
        r"Medicines and Healthcare products Regulatory Agency|\bMHRA Yellow Card|www\.mhra\.gov\.uk"
        r"|\bNICE guideline\b|© NICE\b"
    )),
    ("AU", ("Consumer Medicine", "Therapeutic Goods", "AUST "), re.compile(
        r"Consumer Medicine Information|Therapeutic Goods Administration|\bAUST [RL] ?\d{4,}"
    )),
    ("ES", ("AEMPS", "Agencia"), re.compile(r"A(?:EMPS\b(?<=\bAEMPS)|gencia Española de Medicamentos)")),
)  # fmt: skip
"""Markets by words that only their own documents hold: one of the first ones stands in whatever the pattern finds."""
_FAMILY_MARKET = {
    Family.US_PLR: "US", Family.US_OLD: "US", Family.CHINA: "CN", Family.JAPAN: "JP", Family.SWISS: "CH",
    Family.TAIWAN: "TW",
}  # fmt: skip


_OWN_OF_CHINA = han.compile(
    r"国药准字|国家药品监督管理局|药品上市许可持有人|进口药品注册证|医药产品注册证|(?:^|\n)[【\[]?(?:核准日期|境内联系)"
)
"""What only an insert of the mainland bears."""
_ELSEWHERE = re.compile(
    r"美国(?:初次|首次)批准日期|(?:致电)?美国\s?FDA\b[^。\n]{0,20}\d|1-800-FDA-1088|fda\.gov/medwatch|"
    r"[（(]?[台臺][）)]?\s*[卫衛][署部][药藥][输輸制製]字|[卫衛][署部][药藥][输輸制製]字|食品[药藥]物管理署|"
    r"(?:^|\n)译者[按注][:：]|说明书的(?:简体)?中文(?:翻译|释义|译本)"
)
"""In an insert of the Chinese layout: it is a translation, or another country's."""


def market_of(texts: Sequence[str], family: Family | None, code: str, words: dict[str, str]) -> str:
    """The market that layout, words or material ``code`` show, "" for none; ``words`` takes what says so.

    A label in the layout of China that bears another country's marks and none of China's has none: a translation is no
    label of where its language is spoken. ``words["market_doubt"]`` is what says so.
    """
    if family is Family.CHINA and (doubt := _of_elsewhere(texts)):
        words["market_doubt"] = doubt
        return ""
    if family in _FAMILY_MARKET:
        words["market"] = f"layout of the label: {family.value}" if family else ""
        return _FAMILY_MARKET[family]
    whole = "\n".join(texts)
    for market, signs, rule in _MARKETS:
        for text in texts if any(map(whole.__contains__, signs)) and rule.search(whole) else ():
            if match := rule.search(text):
                words["market"] = match[0]
                return market
    if found := _MARKET_IN_CODE.search(f"{code}-"):
        words["market"] = code
        return found[1]
    if family is Family.SMPC:
        words["market"] = "layout of the label: smpc"
        return "EU"
    return ""


def _of_elsewhere(texts: Sequence[str]) -> str:
    """The words by which an insert in the Chinese layout shows that it is not China's; "" where it bears China's."""
    whole = "\n".join(texts)
    found = _ELSEWHERE.search(whole)
    return found[0].strip() if found and not _OWN_OF_CHINA.search(whole) else ""
