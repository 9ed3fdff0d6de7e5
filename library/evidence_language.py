"""What a text must not say however good its sources are: superlatives, absolutes, unqualified "safe" and "new", and
statistics told by half.

The rules follow fair balance (21 CFR 202.1(e)), China's Advertising Law (articles 15 and 16) and Japan's standards for
promotional material; the word lists are in English, Chinese, Japanese and German and are always read together, since
texts mix them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from library.evidence_numbers import own_figures_findings
from library.evidence_references import studies
from library.evidence_terms import BENEFIT, SUBGROUPS, endpoints, populations, qualifiers
from library.models import Finding, Severity
from library.numbers import Number, NumberKind, numbers
from library.text import sentences
from library.word_pattern import word_pattern

_SUPERLATIVE = word_pattern(
    r"\bbest[- ]in[- ]class|\bfastest\b|\bquickest\b|\bmost (?:convenient|reliable|proven)\b|"
    r"起效最快|最快(?:起效|缓解)|疗效第一|排名第一|最速(?!投与)|\bam (?:schnellsten|wirksamsten|sichersten|"
    r"besten)\b(?! nachts| abends)|"
    r"\bbest\b(?! (?:overall|supportive|corrected|available|response|possible|practice|"
    r"evidence|described|"
    r"estimate|before|if used|way to|time|interest|fit))(?<!at best)|\bmost (?:effective|potent|powerful|"
    r"advanced|trusted|preferred)\b|"
    r"\b(?:safest|unmatched|unrivall?ed|unsurpassed|unparalleled|unprecedented|second to none|world[- ]class)\b|"
    r"\b(?:number one|no\. ?1|#1)\b(?! (?:time|day))|\bideal (?:choice|treatment|therapy|option)|"
    r"\bperfect (?:choice|treatment|therapy|option)|"
    r"\bsuperior to (?:all|any)|\bthe only (?:drug|medicine|treatment|therapy|choice|option)\b|"
    r"最佳(?!支持|总|总体|缓解|疗效评|矫正|时间|可用)|最好的?(?:选择|疗效|药)|最(?:有效|安全|优|先进|强效|"
    r"理想)|唯一(?:选择|有效|的)|顶级|国家级|首屈一指|独一无二|无与伦比|"
    r"最良(?!総合)|最高の|最も(?:有効|優れ|安全|効果)|日本一|世界一|唯一の(?:薬|治療)|比類(?:の)?ない|"
    r"\b(?:der|die|das) (?:beste|sicherste|wirksamste)\w*|\bbeste (?:Wahl|Therapie|Behandlung)|\bunübertroffen|"
    r"\beinzigartig"
)
_ABSOLUTE = word_pattern(
    r"\b(?:no|without(?: any)?|free (?:of|from)|zero) (?:side[- ]effects?|adverse (?:effects|reactions|events)|"
    r"risks?)\b(?! (?:were|was|have|has|factors?|of\b))|"
    r"\brisk[- ]free\b|\bside[- ]effect[- ]free\b|\b(?:completely|absolutely|totally|perfectly|"
    r"entirely) (?:safe|effective|harmless)|"
    r"\bproves? (?:that|to)\b|\bsaves lives\b|\bharmless\b|\b100 ?% (?:safe|effective|success)|\bguarantee[sd]?\b|"
    r"\balways works\b|\bnever fails\b|"
    r"\bmiracle\b|"
    r"\bcures (?:the|your|all|patients)\b|\bcomplete cure\b|\bworks for (?:everyone|all patients)|"
    r"(?:无|没有|零)(?:任何)?(?:毒)?副作用|无(?:任何)?不良反应(?!报告|发生|的)|零风险|无风险|根治|"
    r"(?<!不能)(?<!无法)(?<!质量)保证(?:疗效|有效|治愈|安全)|百分之百有效|包治|药到病除|"
    r"(?:绝对|完全)(?:安全|有效)|万无一失|彻底治愈|"
    r"副作用(?:は|が)?(?:一切)?(?:ありません|ない|なし)|必ず(?:治|効)|完治(?:し|させ)|確実に効|"
    r"絶対(?:に)?(?:安全|効)|"
    r"\bkeine(?:rlei)? Nebenwirkungen(?! (?:berichtet|beobachtet|bekannt|gemeldet))|\bnebenwirkungsfrei|"
    r"\bgarantiert|\brisikofrei|\bvöllig sicher"
)
_SAFE = word_pattern(
    r"\bsafe and (?:effective|efficacious|well[- ]tolerated)\b(?! use| dos| manner| for use as)|\b(?:is|are|"
    r"was|were|be|remains|proven|proved|very|extremely) safe\b(?! to (?:drive|eat|take if|discard|stop))|"
    r"\bthe(?: new,?)? safe\b|\ba safe (?:and|medicine|drug|treatment|therapy|choice|option|antibody)|\bnew,? safe\b|"
    r"\bwell[- ]tolerated and safe\b|\bverträglich und sicher\b|\bsafe (?:antibody|medicine|drug|treatment|therapy|"
    r"choice|option)|\beffective and safe\b|"
    r"安全有效(?!性|用|使|剂|地)|有效(?:且|又|、)?安全(?!性)|安全(?:可靠|无毒|放心|无忧)|使用(?:更|很|"
    r"非常)?安全(?!性)|(?:更|很|非常|十分)安全(?!性)|"
    r"安全(?:な(?:薬|治療)|です|である)(?!こと)|安全で有効(?!性)|"
    r"\bsicher(?:e[srn]?)? und (?:wirksam|effektiv)\w*|\bist (?:absolut )?sicher\b|"
    r"\bsichere[srn]? (?:Arzneimittel|Therapie|Behandlung|Antikörper)"
)
_NOT_CLAIMED = word_pattern(
    r"\bnot\b|\bno\b|n['’]t\b|\bunknown\b|\bif\b|\bwhether\b|\buntil\b|\bhow\b|\bto be\b|\bonly when\b|不|未|"
    r"尚|是否|如何|な[いく]|か(?:どうか|は)|未確立|nicht|\bob\b|unbekannt"
)
_NEW = word_pattern(
    r"\b(?:the|a|an|our|this) new(?:,| and| generation)? (?:\w+,? )?(?:drug|medicine|treatment|therapy|option|"
    r"antibody|standard|choice|inhibitor|generation)\b|"
    r"\bnewest (?:drug|medicine|treatment|therapy|option|antibody|standard|choice|inhibitor|generation)\b|"
    r"\bnovel (?:drug|medicine|treatment|therapy|option|antibody|inhibitor|agent|approach)\b|创新(?:药|疗法|机制|治疗)|"
    r"新しい(?:薬|治療|選択肢)|\bneuartig\w* (?:Arzneimittel|Medikament|Therapie|Behandlung|"
    r"Antikörper|Wirkstoff|Wirkprinzip)|"
    r"\bnew standard of care\b|\brevolutionary\b|\bbreakthrough\b(?! (?:therapy designation|bleeding|pain|"
    r"seizure|infection|cancer))|"
    r"全新(?:一代|的|机制)|新一代|划时代|突破性(?!治疗药物)|革命性|新薬|画期的|"
    r"\bneue[srn]? (?:Arzneimittel|Medikament|Therapie|Behandlung|Antikörper|Wirkstoff|Standard)|"
    r"\bbahnbrechend|\brevolutionär"
)
_TOLERATED = word_pattern(
    r"\bwell[- ]tolerated\b|\b(?:favou?rable|good|excellent) (?:safety|tolerability)(?: profile)?\b|"
    r"(?:安全性|耐受性)(?:良好|好|佳|较好)|(?:安全性|忍容性)(?:に優れ|が高い|は良好|が良好)|\bgut verträglich\b|"
    r"\b(?:günstiges|gutes) Sicherheitsprofil"
)
_BARRED_IN = {
    "CN": word_pattern(r"首选|第一品牌|领先|顶尖|极致|特效|神效|金标准|疗效显著|无毒"),
    "JP": word_pattern(r"第一選択|特効|万能|抜群|著効"),
}
"""Words that count as a superlative or an absolute claim in one market only, and there need a person to look."""
_RELATIVE = word_pattern(
    r"\b(?:risk|hazard|death|mortality|relapse|recurrence)\b[^.;]{0,40}?\b(?:reduced|lowered|decreased|cut|fell|"
    r"declined)\b"
    r"[^.;%]{0,20}?\d+(?:\.\d+)? ?%|\brelative (?:risk )?reduction[^.;]{0,20}?\d+(?:\.\d+)? ?%|"
    r"\b(?:halv(?:e|es|ed|ing)|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing))\b[^.;]{0,30}?\b(?:risk|rate|survival|"
    r"response|chance)|"
    r"\b(?:twice|two times|three times|\d+(?:\.\d+)?(?: times|-fold)) (?:as|more|less) likely\b|"
    r"风险减半|(?:可能性|概率|几率)[^。；]{0,8}\d+(?:\.\d+)?\s*倍|リスクを?半減|\bhalbier\w*[^.;]{0,20}Risiko|"
    r"\b(?:doppelt|dreimal) so (?:häufig|wahrscheinlich)\b|"
    r"\b(?:reduc\w*|lower\w*|decreas\w*|cut\w*|slash\w*)\b[^.;]{0,60}?\b(?:risk|progression|death|mortality|"
    r"events?|hazard|relapse|recurrence|"
    r"exacerbation\w*|hospitali[sz]ation\w*)\b[^.;]{0,40}?\d+(?:\.\d+)? ?%|"
    r"\d+(?:\.\d+)? ?% (?:lower|less|fewer|reduction|relative|decrease)[^.;]{0,30}\b(?:risk|progression|death|"
    r"mortality|events?|hazard|relapse|"
    r"exacerbation\w*|hospitali[sz]ation\w*)\b|"
    r"(?:风险|进展|死亡|复发|急性加重)[^。；]{0,12}(?:降低|减少|下降)(?:了|达)?\s*\d+(?:\.\d+)?\s*%|(?:降低|"
    r"减少)[^。；]{0,16}(?:风险|进展|死亡|复发)[^。；]{0,10}\d+(?:\.\d+)?\s*%|"
    r"(?:リスク|進行|死亡|再発)[^。]{0,12}\d+(?:\.\d+)?\s*%(?:の)?(?:減少|低下|低減|抑制)|"
    r"(?:Risiko|Progression|Mortalität|Sterblichkeit)[^.;]{0,40}\d+(?:[.,]\d+)? ?%[^.;]{0,20}(?:gesenkt|"
    r"reduziert|verringert|niedriger)"
)
_STUDY = r"(?-i:[A-Z]{3,}-\d{1,2})(?!\d)"
_CROSS_TRIAL = word_pattern(
    r"\bcompetitors?\b|竞品|竞争产品|競合(?:品|薬)|\bKonkurrenz(?:produkt|präparat)|"
    r"\b(?:vs\.?|versus|compared (?:with|to)|than|against)\s+(?:that |those |the results? )?(?:in |of |"
    rf"from )?{_STUDY}|(?:优于|高于|低于|好于|强于){_STUDY}|"
    rf"\b(?:als|gegenüber|im Vergleich zu)\s+(?:in |der |den |jenem in )*{_STUDY}|"
    rf"{_STUDY}(?:試験)?(?:より|に比べ|と比較し)"
)
_BETWEEN_TRIALS = word_pattern(
    r"\b(?:vs\.?|versus|compared (?:with|to)|than|against|gegenüber|im Vergleich zu)[^.;]{0,40}"
    rf"{_STUDY}|(?:对比|相比|较|に対し)[^。；]{{0,30}}{_STUDY}"
)
_ONE_TRIAL = word_pattern(
    r"head[- ]to[- ]head|not (?:be )?compar|cannot be compar|头对头|不能.{0,6}比较|直接比較|直接vergleich"
)


def _finding(code: str, severity: Severity, message: str, words: str) -> Finding:
    return Finding(code=f"evidence.{code}", severity=severity, message=message, words=words)


def _clause_around(text: str, start: int, end: int) -> str:
    """The words in front of a hit in its sentence, and a few behind it: where a denial would stand."""
    opening = max((text.rfind(mark, 0, start) for mark in ".。;；!！?？\n"), default=-1) + 1
    return text[max(opening, start - 90) : start] + " " + text[end : end + 8]


def claims_language(text: str, language: str, market: str) -> tuple[Finding, ...]:
    """Superlatives, absolutes, and unqualified "safe" or "new" in ``text``.

    A denied or open statement ("not been shown to be safe", 尚不明确) is no claim. In China a comparison or an absolute
    claim is barred outright; elsewhere "new" is advisory. ``language`` is accepted for symmetry: all lists are read.
    """
    found = []
    for match in _SUPERLATIVE.finditer(text):
        message = f"“{match.group()}” is a superlative: no evidence can bear it out."
        found.append(_finding("superlative", Severity.BLOCKING, message, match.group()))
    for match in _ABSOLUTE.finditer(text):
        if not re.search(
            r"\b(?:not|cannot|can['’]t|never|nicht)\b|不能|无法|并非|不是", _clause_around(text, *match.span())
        ):
            message = f"“{match.group()}” promises what no medicine can."
            found.append(_finding("absolute", Severity.BLOCKING, message, match.group()))
    for match in _SAFE.finditer(text):
        if not _NOT_CLAIMED.search(_clause_around(text, *match.span())):
            message = f"“{match.group()}” calls the medicine safe without saying in whom, how, and at which rates."
            found.append(_finding("unqualified_safe", Severity.BLOCKING, message, match.group()))
    for match in _TOLERATED.finditer(text):
        if "%" not in text and "％" not in text and not _NOT_CLAIMED.search(_clause_around(text, *match.span())):
            message = f"“{match.group()}” says how it is tolerated without saying what was seen, and how often."
            found.append(_finding("unqualified_safe", Severity.ADVISORY, message, match.group()))
    for match in _BARRED_IN[market].finditer(text) if market in _BARRED_IN else ():
        message = f"“{match.group()}” is read as an absolute claim in this market."
        found.append(_finding("superlative", Severity.ADVISORY, message, match.group()))
    severity = Severity.BLOCKING if market == "CN" else Severity.ADVISORY
    for match in _NEW.finditer(text):
        message = f"“{match.group()}” claims novelty without saying since when."
        found.append(_finding("unqualified_new", severity, message, match.group()))
    return tuple(found)


def statistical_honesty(text: str, *, language: str, market: str, context: str = "") -> tuple[Finding, ...]:
    """Statistics told by half, judged from the text and the ``context`` shown with it (footnotes count).

    Swapped bounds; percentages that their n/N does not give; a subgroup whose interval crosses no effect without its
    qualifier; a relative effect without the absolute one; a comparison across trials.
    """
    shown = f"{context}\n{text}"
    found = own_figures_findings(text, language)
    for start, end in sentences(text, language):
        sentence = text[start:end]
        found.extend(_subgroup(sentence, shown, language))
        found.extend(_relative(sentence, shown, language))
        found.extend(_cross_trial(sentence, shown))
        found.extend(_estimate(sentence, language))
    return tuple(dict.fromkeys(found))


def crosses_no_effect(estimate: Number, low: Number, high: Number) -> bool:
    """Does the interval hold no effect: 1 for a ratio, 0 for a difference?"""
    no_effect = 1 if estimate.kind is NumberKind.RATIO else 0
    return min(low.value, high.value) <= no_effect <= max(low.value, high.value)


def intervals(sentence: str, language: str) -> Iterator[tuple[Number, Number, Number]]:
    """``(estimate, low, high)`` of each estimate that is followed by its interval."""
    found = numbers(sentence, language)
    for low, high in pairwise(found):
        is_interval = low.kind is NumberKind.LOW and high.kind is NumberKind.HIGH and low.pair == high.pair
        before = [
            n
            for n in found
            if n.end <= low.start and n.kind not in (NumberKind.LEVEL, NumberKind.PART, NumberKind.TOTAL)
        ]
        if is_interval and before and re.search(r"[(（\[;；,，]|CI", sentence[before[-1].end : low.start]):
            yield before[-1], low, high


def _subgroup(sentence: str, shown: str, language: str) -> Iterator[Finding]:
    groups = populations(sentence) & SUBGROUPS
    if not groups or qualifiers(shown):
        return
    for estimate, low, high in intervals(sentence, language):
        is_effect = estimate.kind is NumberKind.RATIO or low.value < 0 < high.value
        if is_effect and crosses_no_effect(estimate, low, high):
            words = sentence[estimate.start : high.end]
            group = ", ".join(sorted(groups))
            message = (
                f"The interval in “{words}” includes no effect; the subgroup ({group}) stands without its qualifier."
            )
            yield _finding("subgroup_crosses_no_effect", Severity.BLOCKING, message, words)


_IS_CONFIDENCE = word_pattern(r"CI|KI|区间|区間|interval")


def _estimate(sentence: str, language: str) -> Iterator[Finding]:
    """An estimate that lies outside its own confidence interval."""
    for estimate, low, high in intervals(sentence, language):
        bounds = sorted((low.value, high.value))
        same = estimate.unit == low.unit or not low.unit or not estimate.unit
        between = sentence[estimate.end : low.start]
        is_result = estimate.kind in (NumberKind.RATIO, NumberKind.PERCENT, NumberKind.TIME, NumberKind.POINTS)
        if is_result and same and _IS_CONFIDENCE.search(between) and not bounds[0] <= estimate.value <= bounds[1]:
            words = sentence[estimate.start : high.end]
            message = f"The estimate in “{words}” lies outside its own interval."
            yield _finding("estimate_outside_interval", Severity.BLOCKING, message, words)


def _relative(sentence: str, shown: str, language: str) -> Iterator[Finding]:
    match = _RELATIVE.search(sentence)
    if match is None:
        return
    absolute = [
        n
        for n in numbers(shown, language)
        if n.kind in (NumberKind.PART, NumberKind.TOTAL) or n.unit in ("month", "pp")
    ]
    rates = [n for n in numbers(shown, language) if n.unit == "%" and n.kind is NumberKind.PERCENT]
    if absolute or len(rates) > 2:
        return
    has_interval = any(True for _ in intervals(sentence, language))
    severity = Severity.ADVISORY if has_interval else Severity.BLOCKING
    message = f"“{match.group()}” gives a relative effect without the absolute figures."
    yield _finding("relative_without_absolute", severity, message, match.group())


def _cross_trial(sentence: str, shown: str) -> Iterator[Finding]:
    match = _CROSS_TRIAL.search(sentence)
    if match is None and len(studies(sentence)) > 1:
        match = _BETWEEN_TRIALS.search(sentence)
    if match and "-" in match.group() and not studies(match.group()):
        match = None
    if match and not _ONE_TRIAL.search(shown) and (re.search(r"\d", sentence) or BENEFIT.search(sentence)):
        message = f"“{match.group()}” compares across trials or with a competitor."
        yield _finding("cross_trial", Severity.BLOCKING, message, match.group())


def is_survival_claim(sentence: str) -> frozenset[str]:
    """Endpoints for which the sentence claims a benefit."""
    return endpoints(sentence) if BENEFIT.search(sentence) else frozenset()
