"""Headings of package inserts by market and language, and the canonical section each opens.

Sources: 21 CFR 201.57 and 201.80 (US, with the SPL LOINC codes), the QRD human product-information template (EU),
AMZV annexes (Switzerland), 国食药监注[2006]202号 and [2006]283号 (China), the common format of 仿單 with the one
after the SmPC (Taiwan), 薬生発0611第1号 and the layout before it (Japan).
"""

from __future__ import annotations

from enum import StrEnum


class Section(StrEnum):
    """Canonical section of a label."""

    HIGHLIGHTS = "highlights"
    CONTENTS = "contents"
    RECENT_CHANGES = "recent_changes"
    BOXED_WARNING = "boxed_warning"
    NAME = "name"
    COMPOSITION = "composition"
    FORM = "form"
    CLINICAL_PARTICULARS = "clinical_particulars"
    INDICATIONS = "indications"
    DOSAGE = "dosage"
    CONTRAINDICATIONS = "contraindications"
    WARNINGS = "warnings"
    ADVERSE_REACTIONS = "adverse_reactions"
    INTERACTIONS = "interactions"
    LAB_TESTS = "lab_tests"
    POPULATIONS = "populations"
    PREGNANCY = "pregnancy"
    LACTATION = "lactation"
    FERTILITY = "fertility"
    PEDIATRIC = "pediatric"
    GERIATRIC = "geriatric"
    RENAL = "renal"
    HEPATIC = "hepatic"
    DRIVING = "driving"
    ABUSE = "abuse"
    OVERDOSE = "overdose"
    DESCRIPTION = "description"
    PHARMACOLOGY = "pharmacology"
    MECHANISM = "mechanism"
    PHARMACODYNAMICS = "pharmacodynamics"
    PHARMACOKINETICS = "pharmacokinetics"
    NONCLINICAL = "nonclinical"
    CLINICAL_STUDIES = "clinical_studies"
    PHARMACEUTICAL = "pharmaceutical"
    EXCIPIENTS = "excipients"
    INCOMPATIBILITIES = "incompatibilities"
    SHELF_LIFE = "shelf_life"
    STORAGE = "storage"
    HOW_SUPPLIED = "how_supplied"
    HANDLING = "handling"
    PATIENT_COUNSELLING = "patient_counselling"
    REFERENCES = "references"
    HOLDER = "holder"
    AUTHORISATION = "authorisation"
    REVISION = "revision"
    APPROVAL_CONDITIONS = "approval_conditions"
    CONDITIONS = "conditions"
    """Annex II of EU product information: manufacturer, conditions and requirements."""
    LABELLING = "labelling"
    """Annex III.A, the words on the packs; a US package display panel."""
    LEAFLET = "leaflet"
    """Annex III.B, a medication guide, patient information: words for patients, never to be mixed with the label's."""
    OTHER = "other"
    """Words of a label before its first section, or under a heading that no rule above knows."""


class Family(StrEnum):
    """Layout of a label; decides which headings count."""

    US_PLR = "us_plr"
    US_OLD = "us_old"
    SMPC = "smpc"
    SWISS = "swiss"
    GERMAN = "german"
    """The older German order, or German names without the European numbers."""
    ENGLISH = "english"
    """English names without numbers that are not those of a US label."""
    CHINA = "china"
    TAIWAN = "taiwan"
    JAPAN = "japan"


UNNUMBERED = (
    Family.SWISS, Family.GERMAN, Family.CHINA, Family.TAIWAN, Family.JAPAN, Family.US_OLD, Family.ENGLISH,
)  # fmt: skip
"""Layouts told by names without numbers."""


S = Section

US_PLR: dict[str, tuple[Section, str]] = {
    "1": (S.INDICATIONS, "indications and usage"),
    "2": (S.DOSAGE, "dosage and administration"),
    "3": (S.FORM, "dosage forms and strengths"),
    "4": (S.CONTRAINDICATIONS, "contraindications"),
    "5": (S.WARNINGS, "warnings and precautions"),
    "6": (S.ADVERSE_REACTIONS, "adverse reactions"),
    "7": (S.INTERACTIONS, "drug interactions"),
    "8": (S.POPULATIONS, "use in specific populations"),
    "9": (S.ABUSE, "drug abuse and dependence"),
    "10": (S.OVERDOSE, "overdosage"),
    "11": (S.DESCRIPTION, "description"),
    "12": (S.PHARMACOLOGY, "clinical pharmacology"),
    "13": (S.NONCLINICAL, "nonclinical toxicology"),
    "14": (S.CLINICAL_STUDIES, "clinical studies"),
    "15": (S.REFERENCES, "references"),
    "16": (S.HOW_SUPPLIED, "how supplied"),
    "17": (S.PATIENT_COUNSELLING, "patient counseling information"),
}
"""Number -> section and the name it carries (21 CFR 201.57(c))."""

US_PLR_PARTS: dict[str, Section] = {
    "8.1": S.PREGNANCY, "8.2": S.LACTATION, "8.3": S.FERTILITY, "8.4": S.PEDIATRIC, "8.5": S.GERIATRIC,
    "12.1": S.MECHANISM, "12.2": S.PHARMACODYNAMICS, "12.3": S.PHARMACOKINETICS,
}  # fmt: skip

SMPC: dict[str, Section] = {
    "1": S.NAME, "2": S.COMPOSITION, "3": S.FORM, "4": S.CLINICAL_PARTICULARS, "4.1": S.INDICATIONS, "4.2": S.DOSAGE,
    "4.3": S.CONTRAINDICATIONS, "4.4": S.WARNINGS, "4.5": S.INTERACTIONS, "4.6": S.PREGNANCY, "4.7": S.DRIVING,
    "4.8": S.ADVERSE_REACTIONS, "4.9": S.OVERDOSE, "5": S.PHARMACOLOGY, "5.1": S.PHARMACODYNAMICS,
    "5.2": S.PHARMACOKINETICS, "5.3": S.NONCLINICAL, "6": S.PHARMACEUTICAL, "6.1": S.EXCIPIENTS,
    "6.2": S.INCOMPATIBILITIES, "6.3": S.SHELF_LIFE, "6.4": S.STORAGE, "6.5": S.HOW_SUPPLIED, "6.6": S.HANDLING,
    "7": S.HOLDER, "8": S.AUTHORISATION, "9": S.AUTHORISATION, "10": S.REVISION, "11": S.PHARMACOLOGY,
    "12": S.HANDLING,
}  # fmt: skip
"""QRD numbers, the same in every language."""

JAPAN: dict[str, Section] = {
    "1": S.BOXED_WARNING, "2": S.CONTRAINDICATIONS, "3": S.COMPOSITION, "4": S.INDICATIONS, "5": S.INDICATIONS,
    "6": S.DOSAGE, "7": S.DOSAGE, "8": S.WARNINGS, "9": S.POPULATIONS, "9.1": S.POPULATIONS, "9.2": S.RENAL,
    "9.3": S.HEPATIC, "9.4": S.FERTILITY, "9.5": S.PREGNANCY, "9.6": S.LACTATION, "9.7": S.PEDIATRIC,
    "9.8": S.GERIATRIC, "10": S.INTERACTIONS, "11": S.ADVERSE_REACTIONS, "12": S.LAB_TESTS, "13": S.OVERDOSE,
    "14": S.HANDLING, "15": S.WARNINGS, "16": S.PHARMACOKINETICS, "17": S.CLINICAL_STUDIES, "18": S.PHARMACOLOGY,
    "19": S.DESCRIPTION, "20": S.STORAGE, "21": S.APPROVAL_CONDITIONS, "22": S.HOW_SUPPLIED, "23": S.REFERENCES,
    "24": S.HOLDER, "25": S.APPROVAL_CONDITIONS, "26": S.HOLDER,
}  # fmt: skip

NAMES: dict[Family, dict[Section, tuple[str, ...]]] = {
    Family.US_OLD: {
        S.RECENT_CHANGES: ("recent major changes",),
        S.BOXED_WARNING: ("boxed warning", "warning", "black box warning"),
        S.INDICATIONS: ("indications and usage", "indications", "indications & usage"),
        S.DOSAGE: ("dosage and administration", "dosage & administration", "dosing"),
        S.FORM: ("dosage forms and strengths",),
        S.CONTRAINDICATIONS: ("contraindications",),
        S.WARNINGS: ("warnings", "precautions", "warnings and precautions", "general", "general precautions"),
        S.ADVERSE_REACTIONS: (
            "adverse reactions", "postmarketing experience", "clinical trials experience", "adverse effects",
        ),
        S.INTERACTIONS: ("drug interactions",),
        S.LAB_TESTS: ("laboratory tests", "drug/laboratory test interactions"),
        S.POPULATIONS: ("use in specific populations",),
        S.PREGNANCY: ("pregnancy", "labor and delivery", "teratogenic effects", "nonteratogenic effects"),
        S.LACTATION: ("nursing mothers", "lactation"),
        S.FERTILITY: ("females and males of reproductive potential",),
        S.PEDIATRIC: ("pediatric use",),
        S.GERIATRIC: ("geriatric use",),
        S.RENAL: ("renal impairment",),
        S.HEPATIC: ("hepatic impairment",),
        S.ABUSE: ("drug abuse and dependence", "controlled substance", "abuse", "dependence"),
        S.OVERDOSE: ("overdosage", "overdose"),
        S.DESCRIPTION: ("description",),
        S.PHARMACOLOGY: ("clinical pharmacology",),
        S.MECHANISM: ("mechanism of action",),
        S.PHARMACODYNAMICS: ("pharmacodynamics",),
        S.PHARMACOKINETICS: ("pharmacokinetics",),
        S.NONCLINICAL: (
            "nonclinical toxicology",
            "animal pharmacology",
            "carcinogenesis, mutagenesis, impairment of fertility",
            "carcinogenesis, mutagenesis, and impairment of fertility",
        ),
        S.CLINICAL_STUDIES: ("clinical studies", "clinical trials"),
        S.REFERENCES: ("references",),
        S.HOW_SUPPLIED: ("how supplied", "how supplied/storage and handling"),
        S.STORAGE: ("storage", "storage and handling"),
        S.PATIENT_COUNSELLING: ("patient counseling information", "information for patients"),
    },
    Family.SMPC: {
        S.NAME: (
            "name of the medicinal product", "bezeichnung des arzneimittels", "dénomination du médicament",
            "nombre del medicamento", "nome do medicamento", "denominazione del medicinale",
        ),
        S.COMPOSITION: (
            "qualitative and quantitative composition", "qualitative und quantitative zusammensetzung",
            "composition qualitative et quantitative", "composición cualitativa y cuantitativa",
            "composição qualitativa e quantitativa", "composizione qualitativa e quantitativa",
        ),
        S.FORM: (
            "pharmaceutical form", "darreichungsform", "forme pharmaceutique", "forma farmacéutica",
            "forma farmaceutica", "forma farmacêutica",
        ),
        S.CLINICAL_PARTICULARS: (
            "clinical particulars", "klinische angaben", "données cliniques", "informations cliniques",
            "datos clínicos", "informações clínicas", "informazioni cliniche",
        ),
        S.INDICATIONS: (
            "therapeutic indications", "anwendungsgebiete", "indications thérapeutiques", "indicaciones terapéuticas",
            "indicações terapêuticas", "indicazioni terapeutiche",
        ),
        S.DOSAGE: (
            "posology and method of administration", "dosierung und art der anwendung",
            "posologie et mode d'administration", "posología y forma de administración",
            "posologia e modo de administração", "posologia e modo di somministrazione",
        ),
        S.CONTRAINDICATIONS: (
            "contraindications", "gegenanzeigen", "contre-indications", "contraindicaciones", "contraindicações",
            "controindicazioni", "contra-indicações",
        ),
        S.WARNINGS: (
            "special warnings and precautions for use",
            "besondere warnhinweise und vorsichtsmaßnahmen für die anwendung",
            "mises en garde spéciales et précautions d'emploi",
            "advertencias y precauciones especiales de empleo",
            "advertências e precauções especiais de utilização",
            "avvertenze speciali e precauzioni d'impiego",
        ),
        S.INTERACTIONS: (
            "interaction with other medicinal products and other forms of interaction",
            "wechselwirkungen mit anderen arzneimitteln und sonstige wechselwirkungen",
            "interactions avec d'autres médicaments et autres formes d'interactions",
            "interacción con otros medicamentos y otras formas de interacción",
            "interações medicamentosas e outras formas de interação",
            "interazioni con altri medicinali ed altre forme d'interazione",
        ),
        S.PREGNANCY: (
            "fertility, pregnancy and lactation", "pregnancy and lactation",
            "fertilität, schwangerschaft und stillzeit", "fertilité, grossesse et allaitement",
            "fertilidad, embarazo y lactancia", "fertilidade, gravidez e aleitamento",
            "fertilità, gravidanza e allattamento",
        ),
        S.DRIVING: (
            "effects on ability to drive and use machines",
            "auswirkungen auf die verkehrstüchtigkeit und die fähigkeit zum bedienen von maschinen",
            "effets sur l'aptitude à conduire des véhicules et à utiliser des machines",
            "efectos sobre la capacidad para conducir y utilizar máquinas",
            "efeitos sobre a capacidade de conduzir e utilizar máquinas",
        ),
        S.ADVERSE_REACTIONS: (
            "undesirable effects", "nebenwirkungen", "effets indésirables", "reacciones adversas",
            "efeitos indesejáveis", "effetti indesiderati",
        ),
        S.OVERDOSE: ("overdose", "überdosierung", "surdosage", "sobredosis", "sobredosagem", "sovradosaggio"),
        S.PHARMACOLOGY: (
            "pharmacological properties", "pharmakologische eigenschaften", "propriétés pharmacologiques",
            "propiedades farmacológicas", "propriedades farmacológicas", "proprietà farmacologiche",
        ),
        S.PHARMACODYNAMICS: (
            "pharmacodynamic properties", "pharmakodynamische eigenschaften", "propriétés pharmacodynamiques",
            "propiedades farmacodinámicas", "propriedades farmacodinâmicas", "proprietà farmacodinamiche",
        ),
        S.PHARMACOKINETICS: (
            "pharmacokinetic properties", "pharmakokinetische eigenschaften", "propriétés pharmacocinétiques",
            "propiedades farmacocinéticas", "propriedades farmacocinéticas", "proprietà farmacocinetiche",
        ),
        S.NONCLINICAL: (
            "preclinical safety data", "präklinische daten zur sicherheit", "données de sécurité préclinique",
            "datos preclínicos sobre seguridad", "dados de segurança pré-clínica",
        ),
    },
    Family.SWISS: {
        S.COMPOSITION: ("zusammensetzung", "composition", "composizione"),
        S.FORM: (
            "galenische form und wirkstoffmenge pro einheit", "darreichungsform und wirkstoffmenge pro einheit",
            "forme galénique et quantité de principe actif par unité",
            "forme pharmaceutique et quantité de principe actif par unité",
        ),
        S.INDICATIONS: ("indikationen/anwendungsmöglichkeiten", "indications/possibilités d'emploi"),
        S.DOSAGE: ("dosierung/anwendung", "posologie/mode d'emploi"),
        S.CONTRAINDICATIONS: ("kontraindikationen", "contre-indications"),
        S.WARNINGS: (
            "warnhinweise und vorsichtsmassnahmen", "warnhinweise und vorsichtsmaßnahmen", "vorsichtsmassnahmen",
            "vorsichtsmaßnahmen", "anwendungseinschränkungen", "limitations d'emploi", "précautions",
            "mises en garde et précautions",
        ),
        S.INTERACTIONS: ("interaktionen", "interactions"),
        S.PREGNANCY: ("schwangerschaft/stillzeit", "schwangerschaft, stillzeit", "grossesse/allaitement",
                      "grossesse, allaitement"),
        S.DRIVING: (
            "wirkung auf die fahrtüchtigkeit und auf das bedienen von maschinen",
            "effet sur l'aptitude à la conduite et l'utilisation de machines", "beeinträchtigung der fahrtüchtigkeit",
        ),
        S.ADVERSE_REACTIONS: ("unerwünschte wirkungen", "effets indésirables"),
        S.OVERDOSE: ("überdosierung", "surdosage"),
        S.PHARMACOLOGY: ("eigenschaften/wirkungen", "propriétés/effets"),
        S.PHARMACOKINETICS: ("pharmakokinetik", "pharmacocinétique"),
        S.NONCLINICAL: ("präklinische daten", "données précliniques"),
        S.HANDLING: ("sonstige hinweise", "remarques particulières"),
        S.AUTHORISATION: ("zulassungsnummer", "numéro d'autorisation", "estampille", "iks-nummern", "iks-nummer"),
        S.HOW_SUPPLIED: ("packungen", "présentation", "présentations"),
        S.HOLDER: ("zulassungsinhaberin", "titulaire de l'autorisation"),
        S.REVISION: ("stand der information", "mise à jour de l'information"),
    },
    Family.CHINA: {
        S.BOXED_WARNING: ("警示语", "警告", "黑框警告"),
        S.NAME: ("药品名称", "产品名称"),
        S.COMPOSITION: ("成份", "成分", "处方组成", "主要成份", "主要成分"),
        S.DESCRIPTION: ("性状",),
        S.INDICATIONS: (
            "适应症", "适应证", "功能主治", "功能与主治", "作用与用途", "适应症/功能主治",
            "适应证/功能主治", "功能主治/适应症",
        ),
        S.FORM: ("规格", "剂型", "规格型号"),
        S.DOSAGE: ("用法用量", "用法与用量"),
        S.ADVERSE_REACTIONS: ("不良反应",),
        S.CONTRAINDICATIONS: ("禁忌", "禁忌症", "禁忌证"),
        S.WARNINGS: ("注意事项", "注意", "警告事项", "警告和注意事项", "警告及注意事项", "警告与注意事项"),
        S.POPULATIONS: ("特殊人群用药", "特殊人群", "特殊人群使用"),
        S.PREGNANCY: (
            "孕妇及哺乳期妇女用药", "孕妇用药", "妊娠期妇女用药", "妊娠妇女用药", "孕妇及哺乳期妇女",
        ),
        S.LACTATION: ("哺乳期妇女用药",),
        S.PEDIATRIC: ("儿童用药", "儿童患者用药"),
        S.GERIATRIC: ("老年用药", "老年患者用药"),
        S.INTERACTIONS: ("药物相互作用",),
        S.ABUSE: ("药物滥用和药物依赖", "药物滥用"),
        S.OVERDOSE: ("药物过量",),
        S.PHARMACOLOGY: ("临床药理", "药理作用", "药理毒理"),
        S.CLINICAL_STUDIES: ("临床试验", "临床研究", "临床研究资料", "临床研究结果"),
        S.PHARMACODYNAMICS: ("药效学特性",),
        S.NONCLINICAL: ("毒理研究", "临床前安全性资料", "非临床毒理学"),
        S.PHARMACOKINETICS: ("药代动力学", "药代动力学特性"),
        S.STORAGE: ("贮藏", "贮藏方法", "储藏", "贮存", "贮藏条件"),
        S.HOW_SUPPLIED: ("包装",),
        S.SHELF_LIFE: ("有效期",),
        S.AUTHORISATION: ("执行标准", "批准文号", "进口药品注册证号", "注册证号", "生产批号", "备案号"),
        S.HOLDER: (
            "生产企业", "上市许可持有人", "药品上市许可持有人", "境内联系机构", "境内联系人", "进口分装企业",
            "境内责任人", "境内代理人",
        ),
        S.REVISION: ("核准日期", "修改日期", "修订日期", "说明书修订日期", "核准和修改日期"),
    },
    Family.JAPAN: {
        S.BOXED_WARNING: ("警告",),
        S.CONTRAINDICATIONS: (
            "禁忌", "禁忌(次の患者には投与しないこと)", "禁忌（次の患者には投与しないこと）", "原則禁忌",
            "接種不適当者", "接種不適当者(予防接種を受けることが適当でない者)",
        ),
        S.COMPOSITION: (
            "組成・性状", "組成", "製剤の性状", "性状", "有効成分", "添加剤", "添加物", "製法の概要及び組成・性状",
            "製法の概要",
        ),
        S.INDICATIONS: (
            "効能又は効果", "効能・効果", "効能効果", "効能又は効果に関連する注意", "効能・効果に関連する使用上の注意",
            "効能・効果に関連する注意", "効能又は効果に関連する使用上の注意",
        ),
        S.DOSAGE: (
            "用法及び用量", "用法・用量", "用法用量", "用法及び用量に関連する注意", "用法・用量に関連する使用上の注意",
            "用法及び用量に関連する使用上の注意", "用法・用量に関連する注意", "用法及び用量に関連する接種上の注意",
            "用法・用量に関連する接種上の注意",
        ),
        S.WARNINGS: (
            "接種上の注意", "接種要注意者", "接種要注意者(接種の判断を行うに際し、注意を要する者)",
            "使用上の注意", "慎重投与", "重要な基本的注意", "その他の注意", "慎重投与(次の患者には慎重に投与すること)",
        ),
        S.POPULATIONS: ("特定の背景を有する患者に関する注意", "合併症・既往歴等のある患者"),
        S.RENAL: ("腎機能障害患者",),
        S.HEPATIC: ("肝機能障害患者",),
        S.FERTILITY: ("生殖能を有する者",),
        S.PREGNANCY: (
            "妊婦", "妊婦、産婦、授乳婦等への投与", "妊婦,産婦,授乳婦等への投与", "妊婦・産婦・授乳婦等への投与",
            "妊婦、産婦、授乳婦等への接種",
        ),
        S.LACTATION: ("授乳婦",),
        S.PEDIATRIC: ("小児等", "小児等への投与", "小児等への接種"),
        S.GERIATRIC: ("高齢者", "高齢者への投与", "高齢者への接種"),
        S.INTERACTIONS: ("相互作用", "併用禁忌", "併用注意"),
        S.ADVERSE_REACTIONS: (
            "副作用", "重大な副作用", "その他の副作用", "副反応", "重大な副反応", "その他の副反応",
        ),
        S.LAB_TESTS: ("臨床検査結果に及ぼす影響",),
        S.OVERDOSE: ("過量投与",),
        S.HANDLING: ("適用上の注意", "接種時の注意"),
        S.PHARMACOKINETICS: ("薬物動態",),
        S.CLINICAL_STUDIES: ("臨床成績",),
        S.PHARMACOLOGY: ("薬効薬理",),
        S.DESCRIPTION: ("有効成分に関する理化学的知見", "薬効分類名"),
        S.STORAGE: ("取扱い上の注意", "貯法", "貯法及び使用期限", "保管方法"),
        S.APPROVAL_CONDITIONS: ("承認条件", "保険給付上の注意"),
        S.HOW_SUPPLIED: ("包装",),
        S.REFERENCES: ("主要文献", "主要文献及び文献請求先"),
        S.HOLDER: (
            "文献請求先及び問い合わせ先", "製造販売業者等", "文献請求先", "文献請求先・製品情報お問い合わせ先",
            "製造販売元",
        ),
    },
}  # fmt: skip

REFINED: dict[tuple[Section, ...], dict[Section, tuple[str, ...]]] = {
    (S.PREGNANCY, S.FERTILITY, S.LACTATION): {
        S.PREGNANCY: (
            "pregnancy", "schwangerschaft", "grossesse", "embarazo", "gravidez", "gravidanza",
            "women of childbearing potential", "women of child-bearing potential", "frauen im gebärfähigen alter",
            "frauen im gebärfähigen alter/verhütung", "femmes en âge de procréer",
        ),
        S.LACTATION: (
            "breast-feeding", "breastfeeding", "lactation", "stillzeit", "allaitement", "lactancia", "amamentação",
            "aleitamento", "allattamento",
        ),
        S.FERTILITY: ("fertility", "fertilität", "fertilité", "fertilidad", "fertilidade", "fertilità"),
    },
    (S.HANDLING, S.SHELF_LIFE, S.STORAGE, S.INCOMPATIBILITIES): {
        S.INCOMPATIBILITIES: ("inkompatibilitäten", "incompatibilités", "incompatibilities"),
        S.SHELF_LIFE: ("haltbarkeit", "stabilité", "conservation", "shelf life", "haltbarkeit nach anbruch"),
        S.STORAGE: (
            "besondere lagerungshinweise", "lagerungshinweise", "remarques particulières concernant le stockage",
            "remarques concernant le stockage", "special precautions for storage",
        ),
        S.HANDLING: (
            "hinweise für die handhabung", "remarques concernant la manipulation", "remarques pour la manipulation",
        ),
    },
    (S.PHARMACODYNAMICS, S.PHARMACOLOGY, S.MECHANISM, S.CLINICAL_STUDIES, S.PHARMACOKINETICS): {
        S.MECHANISM: (
            "mechanism of action", "mechanism of action and pharmacodynamic effects", "wirkmechanismus",
            "wirkungsmechanismus", "mécanisme d'action",
            "mecanismo de acción", "mecanismo de ação", "meccanismo d'azione", "作用機序", "作用机制",
            "wirkungsmechanismus/pharmakodynamik", "mécanisme d'action/pharmacodynamique",
        ),
        S.PHARMACODYNAMICS: (
            "pharmacodynamic effects", "pharmacodynamics", "pharmakodynamik", "pharmakodynamische wirkungen",
            "effets pharmacodynamiques", "pharmacodynamie", "pharmacodynamique", "efectos farmacodinámicos",
        ),
        S.PHARMACOKINETICS: ("药代动力学", "药物代谢动力学"),
        S.NONCLINICAL: ("毒理研究",),
        S.CLINICAL_STUDIES: (
            "clinical efficacy and safety", "clinical data", "clinical efficacy", "clinical studies",
            "clinical experience", "clinical trials", "clinical results", "klinische erfahrung",
            "klinische daten", "klinische wirksamkeit",
            "klinische wirksamkeit und sicherheit", "klinische studien", "efficacité clinique",
            "efficacité et sécurité clinique", "efficacité et sécurité cliniques", "eficacia clínica y seguridad",
            "eficácia clínica",
        ),
    },
    (S.PHARMACODYNAMICS, S.MECHANISM): {
        S.CLINICAL_STUDIES: ("paediatric population", "kinder und jugendliche", "population pédiatrique"),
    },
}  # fmt: skip
"""Sub-headings that open a section of their own, but only within the sections named first."""
