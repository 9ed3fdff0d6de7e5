"""The frequently asked questions workbook: 24 rows, both products, English and Chinese.

Planted here: T12 (row 6), T2 (row 11), T18 (row 20); rows are counted without the header.
"""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from examples.makers import facts as f
from examples.makers.materials import MATERIALS
from examples.makers.ooxml import normalised

COLUMNS = ("No.", "Topic", "Language", "Market", "Product", "Question", "Answer", "Approval code", "Expiry")
WIDTHS = (6, 12, 10, 9, 14, 42, 84, 20, 13)
O_EN, O_ZH, W_EN, W_ZH = (
    ("en", "US", "OVRANTEQ"),
    ("zh", "CN", "OVRANTEQ"),
    ("en", "EU", "WYNDRALIS"),
    ("zh", "CN", "WYNDRALIS"),
)
Row = tuple[str, tuple[str, str, str], str, str]

ROWS: tuple[Row, ...] = (
    (
        "OVR-IND",
        O_EN,
        "What is OVRANTEQ indicated for?",
        "OVRANTEQ is indicated for adult patients with metastatic NSCLC whose tumors have a mutation that leads to MET exon 14 "
        "skipping as detected by an FDA-approved test.",
    ),
    (
        "OVR-IND",
        O_ZH,
        "欧弗然的适应症是什么？",
        "用于治疗既往含铂化疗后疾病进展、存在MET 14号外显子跳跃突变的局部晚期或转移性非小细胞肺癌成人患者。",
    ),
    (
        "OVR-ILD",
        O_EN,
        "What should be done if interstitial lung disease is suspected?",
        "Withhold OVRANTEQ immediately and evaluate promptly. See section 5.1 of the prescribing information. In WAYMARK-1, "
        f"ILD/pneumonitis occurred in {f.ILD.pct} ({f.ILD.of}) and was fatal in {f.ILD_FATAL.pct} ({f.ILD_FATAL.of}).",
    ),
    (
        "OVR-ILD",
        O_ZH,
        "怀疑间质性肺疾病时应如何处理？",
        "一旦怀疑间质性肺疾病，应立即暂停欧弗然并进行评估。间质性肺疾病可能致命，详见说明书警示语和【注意事项】。",
    ),
    (
        "OVR-DOSE",
        O_EN,
        "What is the recommended dose of OVRANTEQ?",
        "The recommended dosage is 300 mg orally once daily with food.",
    ),
    ("OVR-DOSE", O_ZH, "欧弗然的推荐剂量是多少？", "推荐剂量为300 mg，每日两次，随餐口服。"),
    (
        "OVR-RENAL",
        O_EN,
        "Is a dose adjustment needed in renal impairment?",
        "No dosage adjustment is recommended for CrCl of 30 mL/min or higher. OVRANTEQ has not been studied with CrCl below 30 "
        "mL/min.",
    ),
    (
        "OVR-RENAL",
        O_ZH,
        "肾功能不全患者需要调整剂量吗？",
        "肌酐清除率≥30 mL/min的患者无需调整剂量；肌酐清除率低于30 mL/min的患者尚无研究数据。",
    ),
    (
        "OVR-FOOD",
        O_EN,
        "Why should OVRANTEQ be taken with food?",
        "OVRANTEQ is taken with food as recommended in the label. A high-fat meal increased the AUC of navoretinib by 38%.",
    ),
    (
        "OVR-FOOD",
        O_ZH,
        "欧弗然为什么要随餐服用？",
        "说明书推荐随餐口服。高脂餐使纳沃雷替尼的AUC升高38%。",
    ),
    (
        "OVR-ORR1",
        O_EN,
        "What was the response rate in WAYMARK-1?",
        f"The ORR by BICR was 6.16% with OVRANTEQ (95% CI {f.ORR.ci}) and {f.ORR_CONTROL.full} with chemotherapy; grade ≥3 "
        f"adverse reactions occurred in {f.ANY_G3.pct} and {f.ANY_G3_CONTROL.pct}.",
    ),
    (
        "OVR-ORR2",
        O_ZH,
        "WAYMARK-2的客观缓解率是多少？",
        f"含铂化疗后患者的ORR为{f.W2_ORR.full}，中国患者为{f.W2_CHINA.full}。WAYMARK-2为单臂研究，无对照组。常见不良反应包括"
        "外周水肿，应警惕间质性肺疾病。",
    ),
    (
        "WYN-IND",
        W_EN,
        "Who is Wyndralis for?",
        "Adults with moderate-to-severe atopic dermatitis who are candidates for systemic therapy.",
    ),
    ("WYN-IND", W_ZH, "温卓怡适用于哪些患者？", "适合系统治疗的中度至重度特应性皮炎成人患者。"),
    (
        "WYN-DOSE",
        W_EN,
        "How is Wyndralis dosed?",
        "600 mg initially, then 300 mg every 2 weeks. After 16 weeks, 300 mg every 4 weeks may be considered for patients with "
        "clear or almost clear skin.",
    ),
    (
        "WYN-DOSE-CN",
        W_ZH,
        "温卓怡如何给药？",
        "首次600 mg，此后每2周一次，每次300 mg，皮下注射。",
    ),
    (
        "WYN-CONJ",
        W_EN,
        "How often was conjunctivitis seen?",
        f"In STILLPOINT-1, conjunctivitis occurred in {f.CONJ.active.count} on Wyndralis and {f.CONJ.control.count} on placebo. "
        "If it does not resolve with standard treatment, refer for an eye examination.",
    ),
    (
        "WYN-CONJ",
        W_ZH,
        "结膜炎的发生率是多少？",
        f"STILLPOINT-1中温卓怡组为{f.CONJ.active.count}，安慰剂组为{f.CONJ.control.count}。标准治疗后不缓解者应进行眼科检查。",
    ),
    (
        "WYN-STORE",
        W_ZH,
        "温卓怡如何保存？",
        "2～8°C避光保存，不得冷冻；从冰箱取出后可在不超过25°C的条件下保存最多14天。",
    ),
    (
        "WYN-WHAT",
        W_EN,
        "What is Wyndralis?",
        "Wyndralis is the new, safe antibody for adults with moderate-to-severe atopic dermatitis. It binds to IL-31RA.",
    ),
    (
        "WYN-STORE",
        W_EN,
        "How is Wyndralis stored?",
        "Store in a refrigerator (2°C to 8°C) and do not freeze. It may be kept at up to 25°C for a maximum of 14 days.",
    ),
    (
        "WYN-PREG",
        W_ZH,
        "妊娠期可以使用温卓怡吗？",
        "孕妇使用的数据有限。作为预防措施，妊娠期间最好避免使用。如患者在用药期间妊娠，请报告药物警戒部门。",
    ),
    (
        "WYN-PREG",
        W_EN,
        "Can Wyndralis be used in pregnancy?",
        "There is a limited amount of data from the use in pregnant women. As a precautionary measure, it is preferable to "
        "avoid Wyndralis during pregnancy. Report any exposure during pregnancy to pharmacovigilance.",
    ),
    ("WYN-ELDERLY", W_ZH, "老年患者需要调整剂量吗？", "≥65岁患者无需调整剂量。该年龄组的结果为描述性。"),
)


def _code(product: str, market: str, number: int) -> str:
    return f"BM-{'OVR' if product == 'OVRANTEQ' else 'WYN'}-{market}-FAQ-{number:02d}"


def make() -> bytes:
    """faq.xlsx."""
    material = MATERIALS["faq.xlsx"]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "FAQ"
    sheet.append(COLUMNS)
    for number, (topic, (language, market, product), question, answer) in enumerate(ROWS, 1):
        code = _code(product, market, number)
        sheet.append((number, topic, language, market, product, question, answer, code, material.expires))
    thin = Side(style="thin", color="B0B8C0")
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(thin, thin, thin, thin)
            cell.font = Font(name="Arial", size=10, bold=cell.row == 1, color="FFFFFF" if cell.row == 1 else "21252A")
            if cell.row == 1:
                cell.fill = PatternFill("solid", fgColor="0E2A47")
    for column, width in zip("ABCDEFGHI", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = sheet.oddFooter
    footer.left.text, footer.right.text = material.footer
    about = book.create_sheet("About")
    about.append(("Frequently asked questions, OVRANTEQ and WYNDRALIS",))
    for line in material.footer:
        about.append((line,))
    about.column_dimensions["A"].width = 120
    book.properties.creator = book.properties.lastModifiedBy = "Brackenmoor Pharma (fictional)"
    book.properties.title = material.code
    out = io.BytesIO()
    book.save(out)
    return normalised(out.getvalue(), material.prepared)
