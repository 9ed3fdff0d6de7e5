"""WYNDRALIS department deck (Chinese, CN), 12 slides. Planted here: T15 (slide 6), T16 (slide 9)."""

from __future__ import annotations

from examples.makers import facts as f
from examples.makers.materials import MATERIALS
from examples.makers.slides import Deck, percent

ABBREVIATIONS = "EASI-75：湿疹面积及严重程度指数改善≥75%；IGA：研究者整体评估；CI：置信区间。"


def _difference(result: tuple[f.Rate, f.Rate, f.Estimate]) -> str:
    _, _, d = result
    return f"差值{d.value}个百分点（95% CI {d.ci}）；p{d.p}"


def _cover(deck: Deck) -> None:
    deck.cover(
        "温卓怡®（奥维奇单抗注射液）",
        "成人中度至重度特应性皮炎：科室会临床证据",
        ["仅供医疗卫生专业人士参考", "布莱肯制药 医学部与品牌团队，2026年9月"],
    )


def _indication(deck: Deck) -> None:
    deck.slide("适应症与重要信息")
    deck.text(
        [
            "用于治疗适合系统治疗的中度至重度特应性皮炎成人患者。^^1^^",
            "对本品活性成份或任何辅料过敏者禁用。^^1^^",
            "常见不良反应包括注射部位反应和结膜炎。^^1^^",
            "治疗期间应避免接种活疫苗；合并哮喘的患者未经医师同意不得突然停止哮喘治疗。^^1^^",
        ],
        0.6,
        1.5,
        12,
        4,
        21,
    )
    deck.footnote("1. 奥维奇单抗注射液说明书，核准日期2026-08-11。")


def _typical_patient(deck: Deck) -> None:
    deck.slide("典型患者：在职成人，面部和手部皮损")
    deck.text(
        [
            "34岁办公室职员，面部和手部皮损反复发作，外用药膏控制不佳，影响上班。",
            "常见顾虑：“激素药膏就够了”。",
            "可与外用糖皮质激素联合使用，是否启动系统治疗由医师评估。^^1^^",
        ],
        0.6,
        1.5,
        7.6,
        4,
        20,
    )
    deck.callout("瘙痒 · 皮损 · 生活质量", "三个需要询问的方面", 8.6, 1.7, 4.2, 2.0)
    deck.footnote("1. 奥维奇单抗注射液说明书。")


def _mechanism(deck: Deck) -> None:
    deck.slide("作用机制：阻断IL-31RA")
    deck.text(
        [
            "白细胞介素31（IL-31）参与特应性皮炎的瘙痒和皮肤炎症。^^2^^",
            "奥维奇单抗与IL-31RA结合，阻断IL-31信号传导。^^1^^",
        ],
        0.6,
        1.5,
        12,
        2,
        21,
    )
    for step, (head, body) in enumerate((("IL-31", "细胞因子"), ("IL-31RA", "受体"), ("奥维奇单抗", "阻断信号"))):
        deck.callout(head, body, 0.7 + 4.1 * step, 3.7, 3.7, 1.7)
    deck.footnote("1. 奥维奇单抗注射液说明书。2. STILLPOINT研究论文。")


def _co_primary(deck: Deck) -> None:
    deck.slide("STILLPOINT-1：共同主要终点（第16周）")
    deck.bars(
        ["EASI-75", "IGA 0/1"],
        [
            ("温卓怡®", [percent(f.EASI[0]), percent(f.IGA[0])]),
            ("安慰剂", [percent(f.EASI[1]), percent(f.IGA[1])]),
        ],
        0.5,
        1.25,
        6.8,
        5.0,
    )
    for y, name, result in ((1.5, "EASI-75", f.EASI), (3.9, "IGA 0/1", f.IGA)):
        deck.callout(
            f"{result[0].pct} vs {result[1].pct}",
            f"{name}：{result[0].of} 与 {result[1].of}；{_difference(result)}^^2^^",
            7.6,
            y,
            5.2,
            2.1,
        )
    deck.footnote(f"N={f.S1_N}（{f.S1_ACTIVE}/{f.S1_CONTROL}）。{ABBREVIATIONS}", "2. STILLPOINT研究论文。")


def _work(deck: Deck) -> None:
    deck.slide("工作能力：WPAI总体工作能力受损")
    _, _, wpai = f.WPAI
    deck.callout(
        f"{wpai.value}分，p{wpai.p}",
        f"在职患者（{f.WPAI_N[0]}/{f.WPAI_N[1]}）：较基线变化{f.WPAI[0]} vs {f.WPAI[1]}分，差值{wpai.value}（95% CI "
        f"{wpai.ci}），p{wpai.p}^^2^^",
        0.6,
        1.5,
        12.1,
        2.0,
    )
    deck.text(
        [
            "WPAI评估特应性皮炎对工作的影响。",
            f"同一研究中结膜炎发生率为{f.CONJ.active.count}，安慰剂组{f.CONJ.control.count}。^^1^^",
        ],
        0.7,
        4.0,
        12,
        1.8,
        20,
    )
    deck.footnote("WPAI：工作效率和活动受损问卷。1. 说明书。2. STILLPOINT研究论文。")


def _itch(deck: Deck) -> None:
    deck.slide("瘙痒与生活质量（STILLPOINT-1，第16周）")
    dlqi = f.DLQI[2]
    deck.table(
        [
            ("终点", "温卓怡®", "安慰剂", "差值（95% CI）；p值"),
            (
                "瘙痒改善≥4分",
                f.ITCH[0].full,
                f.ITCH[1].full,
                f"{f.ITCH[2].value}个百分点（{f.ITCH[2].ci}）；p{f.ITCH[2].p}",
            ),
            ("DLQI最小二乘均值变化", f.DLQI[0], f.DLQI[1], f"{dlqi.value}（{dlqi.ci}）；p{dlqi.p}"),
        ],
        0.6,
        1.6,
        12.1,
        (3, 2.6, 2.6, 4),
        17,
    )
    deck.text(["瘙痒分析纳入基线评分至少4分的患者。^^2^^"], 0.7, 3.8, 12, 0.8, 19)
    deck.footnote("DLQI：皮肤病生活质量指数。2. STILLPOINT研究论文。")


def _with_steroids(deck: Deck) -> None:
    deck.slide("STILLPOINT-2：联合外用糖皮质激素")
    deck.bars(
        ["EASI-75"],
        [("温卓怡® + TCS", [percent(f.EASI_TCS[0])]), ("安慰剂 + TCS", [percent(f.EASI_TCS[1])])],
        0.5,
        1.25,
        6.8,
        5.0,
    )
    deck.callout(
        f"{f.EASI_TCS[0].pct} vs {f.EASI_TCS[1].pct}",
        f"EASI-75：{f.EASI_TCS[0].of} 与 {f.EASI_TCS[1].of}；{_difference(f.EASI_TCS)}^^2^^",
        7.6,
        1.5,
        5.2,
        2.1,
    )
    deck.text(
        [f"安全性须同时告知：STILLPOINT-1中结膜炎{f.CONJ.active.count}，安慰剂{f.CONJ.control.count}。^^1^^"],
        7.6,
        4.0,
        5.2,
        1.5,
        18,
    )
    deck.footnote(
        f"N={f.S2_N}（{f.S2_ACTIVE}/{f.S2_CONTROL}）。TCS：外用糖皮质激素。{ABBREVIATIONS}",
        "1. 说明书。2. STILLPOINT研究论文。",
    )


def _dosing(deck: Deck) -> None:
    deck.slide("用法用量")
    deck.callout("首次600 mg，此后每2周300 mg", "皮下注射，150 mg/mL，2 mL预填充注射笔^^1^^", 0.6, 1.5, 12.1, 1.7)
    deck.text(
        [
            "第16周后皮损清除或基本清除的患者，可改为每4周一次300 mg。",
            "≥65岁患者及肾功能不全患者无需调整剂量。^^1^^",
            "注射部位：大腿、腹部或上臂，每次更换部位。^^1^^",
        ],
        0.7,
        3.6,
        12,
        2.4,
        21,
    )
    deck.footnote("1. 奥维奇单抗注射液说明书，核准日期2026-08-11。")


def _safety(deck: Deck) -> None:
    deck.slide("安全性（STILLPOINT-1，16周）")
    deck.table(
        [
            ("不良事件，%（例）", f"温卓怡®（N={f.S1_ACTIVE}）", f"安慰剂（N={f.S1_CONTROL}）"),
            *((e.name_zh, e.active.count, e.control.count) for e in (f.ISR, f.CONJ, f.SAE, f.STOP_W)),
        ],
        0.6,
        1.6,
        12.1,
        (5, 3.5, 3.5),
        18,
    )
    deck.text(["温卓怡®组1例患者因结膜炎停药。^^1^^", "结膜炎持续不缓解时应进行眼科检查。^^1^^"], 0.7, 4.6, 12, 1.4, 19)
    deck.footnote("1. 奥维奇单抗注射液说明书。")


def _elderly(deck: Deck) -> None:
    deck.slide("老年患者（≥65岁）")
    elderly = f.EASI_65
    deck.callout(
        "无需调整剂量",
        f"STILLPOINT-1中≥65岁患者n={elderly[0].total + elderly[1].total}，结果为描述性^^1^^",
        0.6,
        1.5,
        12.1,
        1.7,
    )
    deck.text(
        [
            f"EASI-75：{elderly[0].full} vs {elderly[1].full}；差值{elderly[2].value}个百分点（95% CI {elderly[2].ci}），"
            "置信区间包含0。^^2^^",
            "合并用药较多的患者同样应避免接种活疫苗。^^1^^",
        ],
        0.7,
        3.7,
        12,
        2,
        20,
    )
    deck.footnote(ABBREVIATIONS, "1. 说明书。2. STILLPOINT研究论文。")


def _references(deck: Deck) -> None:
    deck.slide("参考文献")
    deck.text(
        [
            "1. 奥维奇单抗注射液说明书。布莱肯制药。核准日期2026-08-11。",
            "2. Ferncastle S, et al. Orvekitug in adults with moderate-to-severe atopic dermatitis. Fict Arch Dermatol Trials "
            "2025;2:88–89.",
        ],
        0.6,
        1.5,
        12,
        2,
        17,
        bullet=False,
    )


def make() -> bytes:
    """B-deck-zh.pptx."""
    deck = Deck(MATERIALS["B-deck-zh.pptx"], "温卓怡科室会幻灯")
    _cover(deck)
    _indication(deck)
    _typical_patient(deck)
    _mechanism(deck)
    _co_primary(deck)
    _work(deck)
    _itch(deck)
    _with_steroids(deck)
    _dosing(deck)
    _safety(deck)
    _elderly(deck)
    _references(deck)
    return deck.finish()
