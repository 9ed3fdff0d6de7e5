"""More names of sections of inserts in simplified Chinese: those of labels of other countries set into Chinese, whose
layouts (the US one, the European one, the Japanese one) have no fixed Chinese words.
"""

from __future__ import annotations

from ingest.sections.names import Section

__all__ = ["CHINA_MORE", "LEAFLET_CHINESE"]

S = Section

CHINA_MORE: dict[Section, tuple[str, ...]] = {
    S.NAME: ("药品名", "药物名称"),
    S.COMPOSITION: (
        "成分及定量", "成分与定量", "定性与定量成分", "成分·性状", "组成与性状", "成分和含量", "成分详情",
    ),
    S.DESCRIPTION: ("制剂性状", "药物性状"),
    S.INDICATIONS: (
        "治疗用途", "适用症", "适用证", "治疗适应症", "适应症与用途", "适应症和用途", "适应证与用途", "适应症及用途",
        "与适应症有关的注意事项", "适应症相关注意事项",
    ),
    S.DOSAGE: (
        "用法及用量", "用量与用法", "用量用法", "剂量和用法", "剂量与用法", "用法与剂量", "剂量和给药方法",
        "剂量与给药方法", "剂量与给药", "用法用量及给药方法", "与用法用量有关的注意事项", "用法用量相关注意事项",
    ),
    S.CONTRAINDICATIONS: ("禁忌事项",),
    S.WARNINGS: (
        "重要提示", "重要注意事项", "重要的基本注意事项", "重要基本注意事项", "其它注意事项", "其他注意事项",
        "特殊警告和注意事项", "特别警告和注意事项", "特殊警告及注意事项", "特殊警告和使用注意事项",
        "警告、注意事项",
    ),
    S.POPULATIONS: (
        "特殊人群用药提示", "特定人群用药", "特殊人群的用药", "特殊人群中的使用", "有特殊情况的患者之注意事项",
        "特定背景患者的注意事项", "特殊患者群体",
    ),
    S.PREGNANCY: (
        "妊娠期用药", "妊娠和哺乳", "妊娠与哺乳", "妊娠期和哺乳期妇女用药", "妊娠期和哺乳期用药",
        "妊娠期及哺乳期用药", "生育力、妊娠和哺乳", "生育力、妊娠期和哺乳期", "孕妇及哺乳期用药",
        "孕妇和哺乳期妇女用药", "孕妇与哺乳期妇女用药",
    ),
    S.LACTATION: ("哺乳期用药", "哺乳期妇女"),
    S.FERTILITY: ("可生育妇女用药", "有生育能力的女性和男性", "有生育能力的男性和女性", "育龄男性和女性"),
    S.PEDIATRIC: ("儿科用药", "儿童和青少年用药", "儿童及青少年用药"),
    S.GERIATRIC: ("老年人用药", "老年妇女用药"),
    S.RENAL: ("肾功能不全患者用药", "肾功能损害患者用药", "肾功能不全者用药"),
    S.HEPATIC: ("肝功能不全患者用药", "肝功能损害患者用药", "肝功能不全者用药"),
    S.INTERACTIONS: (
        "药物间相互作用", "药物及其它形式的相互作用", "药物及其他形式的相互作用", "与其他药物的相互作用",
        "与其它药物的相互作用", "与其他药物的相互作用及其他形式的相互作用",
        "与其他药品的相互作用和其他形式的相互作用",
    ),
    S.DRIVING: (
        "对驾驶和操作机器能力的影响", "对驾驶和操作机械能力的影响", "对驾驶及操作机器能力的影响",
        "对驾驶和机械操作能力的影响",
    ),
    S.ADVERSE_REACTIONS: ("不良作用", "不良反应(副作用)"),
    S.OVERDOSE: ("用药过量", "过量用药"),
    S.PHARMACOLOGY: ("临床药理学", "药理学特性", "药理学性质", "药理特性"),
    S.MECHANISM: ("作用机理", "作用机制"),
    S.PHARMACODYNAMICS: ("药效学", "药效学性质", "药效动力学"),
    S.PHARMACOKINETICS: ("药动学", "药代动力学性质", "药代动力学特征"),
    S.NONCLINICAL: ("非临床毒理资料", "非临床毒理", "非临床安全性资料", "临床前安全性数据", "临床前安全数据"),
    S.EXCIPIENTS: ("辅料一览", "辅料列表", "辅料清单"),
    S.INCOMPATIBILITIES: ("配伍禁忌", "配方禁忌"),
    S.SHELF_LIFE: ("保质期", "货架期"),
    S.STORAGE: ("贮存方法", "贮藏事项", "储存条件", "贮存条件", "储存方法", "贮藏注意事项"),
    S.HOW_SUPPLIED: (
        "包装规格", "性状、包装及贮藏事项", "本品性状、包装及贮藏事项", "本品性状及包装", "供应与贮藏",
        "供货/储存和处理",
    ),
    S.PATIENT_COUNSELLING: ("对患者的劝告提示", "患者咨询信息", "患者用药咨询", "患者用药指导"),
    S.HOLDER: ("注册企业", "销售企业", "生产、销售企业", "生产和销售等企业信息", "上市许可证持有者"),
    S.AUTHORISATION: ("药品注册编号", "首次核准日期", "上市许可证号"),
    S.REFERENCES: ("参考文献", "主要参考文献"),
}  # fmt: skip
LEAFLET_CHINESE = (
    "供患者使用的说明书", "供患者的使用说明书", "供患者使用说明书", "患者使用说明书", "患者说明书", "患者版说明书",
    "患者用药须知",
)  # fmt: skip
"""Titles of the words for patients in a label set into Chinese."""
