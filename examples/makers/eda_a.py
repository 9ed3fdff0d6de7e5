"""The OVRANTEQ eDetailing aid (Chinese, CN): seven HTML slides, an index, a thumbnail and one figure as a picture.

Planted here: T5 (slide 3), T8 (slide 5), T13 (slide 6).
"""

from __future__ import annotations

from html import escape

import pymupdf

from examples.makers import drawings
from examples.makers import facts as f
from examples.makers.materials import MATERIALS, OVR
from examples.makers.ooxml import zip_bytes
from examples.makers.pdf import rgb
from examples.makers.rich import Style

MATERIAL = MATERIALS["A-eda-zh.zip"]
CSS = """
*{box-sizing:border-box}body{margin:0;font-family:"Noto Sans CJK SC","Microsoft YaHei",Arial,sans-serif;color:#21252a;
background:#fff}
main{width:1024px;height:768px;margin:0 auto;position:relative;display:flex;flex-direction:column}
header{background:#0e2a47;color:#fff;padding:26px 40px;border-bottom:6px solid #0f7684}
h1{margin:0;font-size:32px}h2{color:#0f7684;font-size:24px;margin:20px 0 8px}
section{padding:18px 40px;flex:1;font-size:22px;line-height:1.6}
table{border-collapse:collapse;width:100%;font-size:20px}th{background:#0f7684;color:#fff}
th,td{border:1px solid #b0b8c0;padding:9px 12px;text-align:left}
.key{background:#e6f2f4;border-left:8px solid #0f7684;padding:16px 22px;font-size:30px;font-weight:700;color:#0f7684}
.note{font-size:15px;color:#5b6770}img{max-width:100%;height:auto}sup{font-size:60%}
footer{border-top:2px solid #0f7684;margin:0 40px;padding:8px 0 12px;font-size:13px;color:#5b6770}
nav{display:flex;flex-wrap:wrap;gap:14px}nav a{color:#0f7684}
"""
SLIDES: tuple[tuple[str, str], ...] = (
    (
        "欧弗然®（纳沃雷替尼片）",
        '<p class="key">MET 14号外显子跳跃突变 非小细胞肺癌</p><p>电子化详述资料，仅供医疗卫生专业人士使用。</p>'
        "<h2>适应症</h2><p>用于治疗既往含铂化疗后疾病进展、存在MET 14号外显子跳跃突变的局部晚期或转移性非小细胞肺癌成人患者。"
        "<sup>1</sup></p>",
    ),
    (
        "疾病进展时，请检测MET 14号外显子",
        "<ul><li>MET 14号外显子跳跃突变去除受体的调节结构域，使下游信号增强。<sup>1</sup></li><li>用药前须使用经充分验证的"
        "检测方法确认突变。<sup>1</sup></li><li>含铂化疗后进展、检测结果待定的患者，应尽快取得结果。</li></ul>"
        "<h2>常见顾虑：“检测太慢”</h2><p>在疾病进展时同步送检，可减少等待。</p>",
    ),
    (
        "一线治疗数据",
        f'<p class="key">初治患者一线使用欧弗然®，中位PFS {f.PFS.value}个月</p><p>WAYMARK-1：中位PFS '
        f"{f.PFS.value}个月（95% CI {f.PFS.ci}）对比化疗{f.PFS_CONTROL.value}个月（95% CI {f.PFS_CONTROL.ci}），HR "
        f"{f.PFS_HR.value}（95% CI {f.PFS_HR.ci}），p={f.PFS_HR.p}。<sup>2</sup></p><p>推荐用于初治患者的一线治疗。</p>",
    ),
    (
        "WAYMARK-2：含铂化疗后的客观缓解率",
        '<p><img src="media/orr.png" alt="WAYMARK-2客观缓解率柱状图" width="620"></p><p>ORR '
        f"{f.W2_ORR.full_zh}；中位DoR {f.W2_DOR.value}个月（{f.W2_DOR.ci}）。单臂研究，无对照组。<sup>1</sup></p>",
    ),
    (
        "为什么选择欧弗然®",
        '<p class="key">最佳选择，安全有效</p><ul><li>每日一次，随餐口服，推荐剂量300 mg。<sup>1</sup></li>'
        "<li>肌酐清除率≥30 mL/min的患者无需调整剂量。<sup>1</sup></li></ul>",
    ),
    (
        "中国患者数据",
        '<p class="key">中国患者亚组 ORR 45.5%（n=31）</p><p>WAYMARK-2共入组中国患者31例。<sup>1</sup></p>'
        '<p class="note">单臂研究，描述性结果。</p>',
    ),
    (
        "安全性信息与参考文献",
        "<ul><li><strong>警示：</strong>可引起重度及致死性间质性肺疾病；一旦怀疑，应立即暂停用药。<sup>1</sup></li>"
        "<li>十分常见的不良反应：外周水肿、恶心、丙氨酸氨基转移酶升高。<sup>1</sup></li><li>应定期监测肝功能。<sup>1</sup>"
        "</li></ul><h2>参考文献</h2><ol><li>纳沃雷替尼片说明书，核准日期2026-05-18。</li><li>Harlow-Finch E, et al. Fict J "
        "Thorac Oncol 2026;5:41–42.</li></ol>",
    ),
)


def _page(title: str, body: str) -> bytes:
    lines = "<br>".join(escape(line) for line in MATERIAL.footer)
    text = (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="style.css"></head>\n<body><main>\n<header><h1>{escape(title)}</h1></header>\n'
        f"<section>{body}</section>\n<footer>{lines}</footer>\n</main></body>\n</html>\n"
    )
    return text.encode()


def _orr_picture() -> bytes:
    doc = pymupdf.open()
    page = doc.new_page(width=620, height=330)
    small, bold = Style(15, "sans"), Style(17, "sans", bold=True, colour=OVR.dark)
    drawings.put(page, "WAYMARK-2：客观缓解率（ORR）", 24, 30, bold)
    left, right, y = 120.0, 580.0, 150.0
    for tick in range(0, 101, 20):
        x = left + (right - left) * tick / 100
        page.draw_line((x, 70), (x, 240), color=(0.87, 0.89, 0.91), width=0.8)
        drawings.put(page, f"{tick}%", x, 262, small, "centre")
    share = f.W2_ORR.n / f.W2_ORR.total
    page.draw_rect(pymupdf.Rect(left, y - 34, left + (right - left) * share, y + 34), color=None, fill=rgb(OVR.main))
    low, high = (left + (right - left) * float(v) / 100 for v in (f.W2_ORR.low, f.W2_ORR.high))
    page.draw_line((low, y), (high, y), color=rgb(OVR.dark), width=2)
    for x in (low, high):
        page.draw_line((x, y - 9), (x, y + 9), color=rgb(OVR.dark), width=2)
    drawings.put(page, "全部患者", left - 12, y - 4, small, "right")
    drawings.put(page, f"N={f.W2_N}", left - 12, y + 16, small, "right")
    drawings.put(page, f.W2_ORR.pct, high + 12, y - 3, Style(20, "sans", bold=True, colour=OVR.main))
    drawings.put(page, f"95% CI {f.W2_ORR.ci}", high + 12, y + 18, small)
    drawings.put(page, f"{f.W2_ORR.of}；单臂研究；误差线为95%置信区间", 24, 305, small)
    return bytes(page.get_pixmap(dpi=110).tobytes("png"))


def _thumbnail() -> bytes:
    doc = pymupdf.open()
    page = doc.new_page(width=200, height=150)
    page.draw_rect(page.rect, color=None, fill=rgb(OVR.dark))
    page.draw_rect(pymupdf.Rect(0, 104, 200, 109), color=None, fill=rgb(OVR.accent))
    drawings.put(page, "欧弗然®", 16, 62, Style(26, "sans", bold=True, colour=(255, 255, 255)))
    drawings.put(page, "纳沃雷替尼片", 16, 88, Style(14, "sans", colour=OVR.tint))
    drawings.put(page, "虚构示例", 16, 132, Style(11, "sans", colour=OVR.tint))
    return bytes(page.get_pixmap(dpi=72).tobytes("png"))


def make() -> bytes:
    """A-eda-zh.zip."""
    names = [f"slide{number}.html" for number in range(1, len(SLIDES) + 1)]
    links = "".join(
        f'<a href="{name}">{number}. {escape(title)}</a>'
        for number, (name, (title, _)) in enumerate(zip(names, SLIDES, strict=True), 1)
    )
    entries = [
        ("index.html", _page("欧弗然® 电子化详述资料", f"<nav>{links}</nav>")),
        ("style.css", CSS.strip().encode()),
    ]
    entries += [(name, _page(title, body)) for name, (title, body) in zip(names, SLIDES, strict=True)]
    entries += [("media/orr.png", _orr_picture()), ("thumb.png", _thumbnail())]
    return zip_bytes(entries)
