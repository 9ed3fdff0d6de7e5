"""What the caption of a figure shows: captions name a curve or a scheme and say little else."""

from __future__ import annotations

from collections.abc import Sequence

from library.models import ModuleKind
from library.word_pattern import word_pattern

_RULES = tuple(
    (kind, word_pattern(body))
    for kind, body in (
        (
            ModuleKind.STUDY_DESIGN,
            r"\b(?:study|trial) (?:design|schema|flow)|\bpatient (?:flow|disposition)|\bCONSORT\b|\bPRISMA\b|"
            r"\bflow ?(?:chart|diagram)|试验设计|研究设计|流程|受试者(?:分布|流程)|試験デザイン|試験概要|患者の内訳|"
            r"Studiendesign|Studienablauf|"
            r"Patientenfluss",
        ),
        (
            ModuleKind.SAFETY_RESULT,
            r"\badverse\b|\bside[- ]effects?\b|\bsafety\b|\btolerab|\btoxicit|\bbleeding (?:events?|rate)|"
            r"\bdiscontinuation|不良反应|不良事件|安全性|耐受性|有害事象|副作用|忍容性|Nebenwirkung|Unerwünschte|Verträglichkeit|Sicherheit",
        ),
        (
            ModuleKind.PHARMACOKINETICS,
            r"\bpharmacokinetic|\b(?:plasma|serum|blood) (?:\w+ )?(?:concentration|level)|\bconcentration[- ]time|"
            r"\bAUC\b|\bCmax\b|\bexposure\b|药代动力学|血药浓度|血浆浓度|薬物動態|血中濃度|血漿中濃度|Pharmakokinetik|"
            r"(?:Plasma|Serum)(?:konzentration|spiegel)",
        ),
        (
            ModuleKind.EFFICACY_RESULT,
            r"\bsurvival\b|\bKaplan|\bforest plot|\bhazard|\befficacy\b|\brespon[sd]|"
            r"\bend ?points?\b|"
            r"\bchange (?:from|in)\b|\breduc(?:ed|tion)|\bremission|\bimprov|\bcumulative (?:incidence|event)|"
            r"\brelapse|\bprogression|"
            r"\bHbA1c\b|\btime to\b|\bprimary (?:outcome|analysis)|生存|缓解|疗效|应答|主要终点|变化|降低|"
            r"生存率|奏効|有効性|有効率|変化量|変化率|評価項目|推移|Überleben|Wirksamkeit|Ansprech|Endpunkt|Veränderung|"
            r"Senkung|Verlauf",
        ),
        (
            ModuleKind.MECHANISM,
            r"\bmechanism|\bmode of action|\bpathway|\bsignal+ing\b|作用机制|作用機序|信号通路|"
            r"Wirkmechanismus|Signalweg",
        ),
    )
)
"""In the order in which they are asked: the disposition of a safety population is a design."""
_UNDECIDED = (
    ModuleKind.DESCRIPTION,
    ModuleKind.DISEASE_KNOWLEDGE,
    ModuleKind.PATIENT_COUNSELLING,
    ModuleKind.STUDY_DESIGN,
)
"""Kinds that words without a verb get, the last of them among studies."""


def kind_of_figure(kind: ModuleKind, caption: str, headings: Sequence[str]) -> ModuleKind:
    """The kind by what the caption, else the nearest heading, says is shown, where nothing else decided it."""
    if kind not in _UNDECIDED:
        return kind
    for text in (caption, *headings[-1:]):
        for named, pattern in _RULES:
            if pattern.search(text):
                return named
    return kind
