"""The section that a bracketed heading of a Chinese insert opens where its exact words are in no list.

Every heading in 【】 of such an insert is that of a section; companies, sites and older layouts word them freely
("【妊娠期妇女及哺乳期妇女用药】", "【孕产妇用药】"). One word of them says which it is.
"""

from __future__ import annotations

import re

from ingest.sections.names import Section

__all__ = ["section_by_words"]

S = Section

_BY_WORD: tuple[tuple[re.Pattern[str], Section], ...] = tuple(
    (re.compile(words), section)
    for words, section in (
        (r"配伍", S.INCOMPATIBILITIES),
        (r"不良反应|副作用|不良事件", S.ADVERSE_REACTIONS),
        (r"禁忌", S.CONTRAINDICATIONS),
        (r"相互作用", S.INTERACTIONS),
        (r"过量", S.OVERDOSE),
        (r"用法|用量|给药方法|使用方法|服用方法|接种(?:剂量|程序|途径)|免疫程序", S.DOSAGE),
        (r"孕|妊娠", S.PREGNANCY),
        (r"哺乳", S.LACTATION),
        (r"儿童|儿科|小儿|婴幼儿", S.PEDIATRIC),
        (r"老年|老人", S.GERIATRIC),
        (r"肾功能", S.RENAL),
        (r"肝功能", S.HEPATIC),
        (r"适[应用][症证]|适应范围|适用(?:范围|人群)|功能主治|功能与主治|接种对象|作用与用途", S.INDICATIONS),
        (r"注意事项|警告|警示", S.WARNINGS),
        (r"药代|药动", S.PHARMACOKINETICS),
        (r"药理|药效", S.PHARMACOLOGY),
        (r"毒理", S.NONCLINICAL),
        (r"临床(?:试验|研究)", S.CLINICAL_STUDIES),
        (r"贮藏|贮存|储藏|储存|保存", S.STORAGE),
        (r"有效期", S.SHELF_LIFE),
        (r"包装", S.HOW_SUPPLIED),
        (r"成分|成份|组成", S.COMPOSITION),
        (r"性状", S.DESCRIPTION),
        (r"规格|剂型", S.FORM),
        (r"名称?$|品名", S.NAME),
    )
)  # fmt: skip


def section_by_words(name: str) -> Section | None:
    """The section of a heading's bare words, the first that a word of it names; None where none does."""
    if len(name) > 24:
        return None
    return next((section for pattern, section in _BY_WORD if pattern.search(name)), None)
