"""Headings of inserts of Taiwan (仿單), with or without numbers, and the canonical section each opens.

Sources: the common format of the competent authority (1 性狀 to 15 其他), and the one after the SmPC (4.3 禁忌症) that
global labels are translated into.
"""

from __future__ import annotations

from ingest.sections.names import Section

__all__ = ["ONLY_NUMBERED", "TAIWAN"]

S = Section

TAIWAN: dict[Section, tuple[str, ...]] = {
    S.BOXED_WARNING: ("加框警語",),
    S.NAME: ("品名", "藥品名稱", "中文品名", "英文品名"),
    S.COMPOSITION: ("成分", "成份", "成分含量", "成份含量", "有效成分及含量", "有效成分", "主成分"),
    S.EXCIPIENTS: ("賦形劑",),
    S.FORM: ("劑型", "劑型及含量"),
    S.DESCRIPTION: ("性狀", "藥品外觀", "外觀"),
    S.CLINICAL_PARTICULARS: ("臨床特性",),
    S.INDICATIONS: ("適應症", "適應症及用途"),
    S.DOSAGE: (
        "用法用量", "用法及用量", "用法與用量", "用量用法", "用量及用法", "劑量及使用方法", "劑量與用法",
        "使用方法及劑量", "劑量及用法", "調製方式", "特殊族群用法用量", "使用方法",
    ),
    S.CONTRAINDICATIONS: ("禁忌", "禁忌症"),
    S.WARNINGS: (
        "警語及注意事項", "警語/注意事項", "警語", "注意事項", "警語與注意事項", "特殊警語及使用注意事項",
        "特殊警語及注意事項", "特殊警語和使用注意事項", "警告及注意事項", "使用上注意事項", "使用注意事項",
        "其他注意事項",
    ),
    S.POPULATIONS: ("特殊族群注意事項", "特殊族群", "其他族群", "使用於特殊族群", "特定族群的使用"),
    S.PREGNANCY: ("懷孕", "懷孕與授乳", "懷孕及授乳", "懷孕與哺乳", "懷孕及哺乳", "懷孕和授乳", "生育力、懷孕及授乳"),
    S.LACTATION: ("哺乳", "授乳"),
    S.FERTILITY: ("有生育能力的女性與男性", "生育力"),
    S.PEDIATRIC: ("小兒",),
    S.GERIATRIC: ("老人", "老年人"),
    S.RENAL: ("腎功能不全",),
    S.HEPATIC: ("肝功能不全",),
    S.INTERACTIONS: (
        "交互作用", "藥物交互作用", "藥品交互作用", "與其他藥物的相互作用及其他形式的相互作用",
        "與其他藥品的交互作用及其他形式的交互作用", "與其他藥物的交互作用及其他形式的交互作用",
    ),
    S.DRIVING: (
        "操作機械能力", "對開車能力與機械操作的影響", "對駕駛及操作機械能力的影響", "對駕駛及機械操作能力的影響",
    ),
    S.ADVERSE_REACTIONS: (
        "不良反應", "副作用", "副作用/不良反應", "臨床重要副作用/不良反應", "上市後經驗", "臨床試驗經驗",
    ),
    S.ABUSE: ("藥物濫用及依賴性",),
    S.OVERDOSE: ("過量", "藥物過量", "藥品過量", "使用過量"),
    S.PHARMACOLOGY: ("藥理特性", "藥理作用", "臨床藥理"),
    S.MECHANISM: ("作用機轉", "作用機制"),
    S.PHARMACODYNAMICS: ("藥效藥理特性", "藥效學特性", "藥效學"),
    S.PHARMACOKINETICS: ("藥物動力學特性", "藥動學特性", "藥物動力學", "藥物動力學性質"),
    S.NONCLINICAL: ("臨床前安全資料", "臨床前安全性資料"),
    S.CLINICAL_STUDIES: ("臨床試驗資料", "臨床試驗"),
    S.PHARMACEUTICAL: ("藥劑特性",),
    S.INCOMPATIBILITIES: ("配伍禁忌", "不相容性"),
    S.SHELF_LIFE: ("效期", "有效期限"),
    S.STORAGE: ("儲存條件", "儲存注意事項", "儲存", "貯存", "保存方法", "特殊貯存注意事項"),
    S.HOW_SUPPLIED: ("包裝", "包裝及儲存", "容器的性質與內容物"),
    S.HANDLING: ("使用/操作說明",),
    S.PATIENT_COUNSELLING: ("病人使用須知",),
    S.HOLDER: ("製造廠", "藥商", "委託製造廠"),
    S.AUTHORISATION: ("許可證字號",),
}  # fmt: skip
ONLY_NUMBERED = frozenset(
    (
        "懷孕", "哺乳", "授乳", "生育力", "小兒", "老人", "老年人", "腎功能不全", "肝功能不全", "過量", "儲存", "貯存",
        "包裝", "效期", "警語", "外觀", "成分", "成份", "使用方法",
    )
)  # fmt: skip
"""Names that are items of lists as well: they head a section only behind a number or in brackets."""
