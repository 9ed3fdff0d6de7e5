"""Words of signs in any language: figures, shapes and names of tests."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "row": r"\t",
    "rate or count": r"\d\s?[%％]|\b\d+/\d+\b",
    "test of difference": (
        r"\bp\s?[=<＜≤]\s?0?[.,]\d|\b95\s?[%％]\s?(?:CI|KI|信頼区間|置信区间)|\b(?:a?HR|"
        r"a?OR|RR|MD|SMD)\s?[=:：]?\s?-?\d|\t(?:NS|n\.s\.)\s*$"
    ),
    "arms": (
        r"(?:^|\t)\s*(?:p[- ]?(?:値|值|value|Wert)?|HR|OR|RR|95\s?% ?CI)\b[^\t]*(?=\t|$)|"
        r"\bplacebo\b|プラセボ|安慰剂"
    ),
    "outcome told": r"(?<![A-Za-z])(?:ORR|PFS|DFS|EASI|HbA1c|LDL-C|ACR ?\d+)(?![A-Za-z])",
    "figure": r"(?<![A-Za-z\d-])[-−+±<≤≥~]?\d+(?:[.,]\d+)*(?![A-Za-z\d]|\s?(?:mg|µg|g|mL|ml)\b)|\d\s?[%％例名人件]",
    "end point": (
        "(?<![A-Za-z])(?:NNT|NNH|ARR|RRR)(?![A-Za-z])|(?<![A-Za-z])(?:ORR|PFS|DFS|EFS|RFS|MFS|OS|DoR|DOR|DCR|"
        r"TTP|pCR|SVR(?:\d+)?|EASI(?:[- ]\d+)?|IGA|PASI(?: ?\d+)?|SCORAD|DLQI|WPAI|HbA1c|LDL-C|ACR ?\d+|"
        "DAS ?28|HAQ(?:-DI)?|EDSS|FEV1|FVC|ACQ|ADAS|MMSE|MADRS|HAM-?D|PHQ-?9|PANSS|SF-36|EQ-5D|eGFR|LVEF|"
        "NT-proBNP|BMD|MACE|VAS|WOMAC|UPDRS|HDRS|BDI|NRS|CGI)(?![A-Za-z])"
    ),
    "ratio columns": (
        r"(?:^|\t)[^\t]*(?:\b(?:a?HR|[ai]?OR|RR|IRR|MD|SMD|Hazard[- ]Ratio|Odds[- ]Ratio|(?:risk|rate) ratio|"
        r"relative risk|mean difference|Differenz|difference)\b|ハザード比|オッズ比|リスク比|群間差|风险比|"
        r"比值比|相对危险|差值)[^\t]*(?=\t|$)"
    ),
    "arms counted": (
        r"(?:^|\t)[^\t]*(?:\b[Nn]\s?[=＝]\s?\d|\b(?:placebo|control|comparator|Plazebo|Kontrolle)|プラセボ|"
        r"対照|安慰剂|安慰劑|对照组|對照組)[^\t]*(?=\t|$)"
    ),
    "figures in cells": r"\t[^\t\n]*\d[^\t\n]*\t[^\t\n]*\d",
    "how told": r"^\W*[ᵃ-ᶿᴬ-ᵂ]\s?[:：]|\bCONSORT\b|\bPRISMA\b",
    "cited": (
        r"^\W*[A-Z][\w'’-]+ [A-Z]{1,3} \(\d{4}\)\s?:|"
        r"^\W*[A-Z][\w'’-]+ [A-Z]{1,3}[,，.]\s?(?:[a-z]+ ){0,2}[A-Z][\w'’-]+ [A-Z]{1,3}\b|"
        r"^\W*[A-Z][\w'’-]+,? [A-Z]{1,3}\b[,.][^a-z]{0,3}[^.]{0,60}\bet al\b|"
        r"^\W*[A-Z][\w'’-]+,? [A-Z]{1,3}\b[,.]? et al\b|https?://"
    ),
    "kinetics label": (
        r"^\W*(?:Metabolismus|Elimination|HWZ|Halbwertszeit|Bioverfügbarkeit|Plasmaproteinbindung|"
        "Wirk(?:ungs)?eintritt|Wirkdauer|WE|WD|half-life|T ?max|C ?max|AUC|metabolism|elimination|excretion|"
        r"bioavailability|protein binding|半衰期|生物利用度|代谢|排泄|半減期|代謝|消失半減期)(?![^\W\d_])"
    ),
    "dose written": (
        r"(?<![\d.,])[1-4]\s?[x×]\s?(?:tgl\.?|täglich|daily|\d+(?:[.,]\d+)?\s?(?:mg|g|µg|IE|IU|Mio)\b)|"
        r"\b\d+(?:[.,]\d+)?\s?(?:mg|g|µg|mcg|IE|IU)(?:/kg\w*)?\s[^.;\n\t]{0,24}(?:\bp\.\s?o\.|\bi\.\s?v\.|"
        r"\bs\.\s?c\.|\bi\.\s?m\.|\btgl\b|\b(?:once|twice|three times) (?:a day|daily)|\bpro Tag\b|"
        r"\bjede \d+ h\b)|(?<![\d-])[0-2]-[0-2]-[0-2](?:-[0-2])?(?![\d-])"
    ),
    "usage told": r"\d\s?(?:mg|g|µg|mcg|ml|mL|IE|IU|mmol)(?![A-Za-z])",
}
