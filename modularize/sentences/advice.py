"""Words by which a sentence recommends: what to do, to offer, to avoid."""

from __future__ import annotations

import re

__all__ = ["advises"]

_ADVISES = re.compile(
    r"\b(?:should|must|ought to)\b(?! (?:also )?be (?:noted|mentioned|acknowledged|emphasi[sz]ed|stressed|pointed|"
    r"interpreted|"
    r"kept in mind))|\b(?:recommend(?:s|ed|ing)?(?! dose| daily dose| dosage| dosing)|recommendations? (?:is|"
    r"are|to|"
    r"for|that)|suggests? (?:using|offering|giving|not|against|that (?:clinicians|patients)|the (?:\w+ )?use of)|"
    r"(?:we|WHO|the (?:panel|committee|GDG|task force|working group|guideline|authors?)) (?:conditionally |strongly )?"
    r"(?:suggests?|recommends?|advises?)(?! that (?:the|this|these) (?:evidence|results?|data|findings))|"
    r"(?:is|are) (?:advised|advisable|preferred|not advised|discouraged|encouraged|appropriate|inappropriate)|"
    r"(?:can|may|could) be (?:considered|offered|used)|needs? to be|it is (?:important|essential|necessary|reasonable|"
    r"prudent)|(?:is|are) (?:essential|necessary|required|reasonable)|(?:do|does) not (?:offer|use|give|routinely|"
    r"start|"
    r"prescribe|perform|recommend)|avoid|consider)\b|"
    r"^\W*(?:[\d.]+\s*)?(?:if [^,]{4,120}, |for [^,]{4,120}, |in [^,]{4,120}, )?(?:offer|refer|advise|discuss|"
    r"explain|give|"
    r"start|stop|measure|assess|review|use|ensure|provide|encourage|ask|take|check|repeat|perform|confirm|treat|reduce|"
    r"increase|monitor|switch|add|continue|discontinue|prescribe|test|screen|inform|tell|be aware|do not|administer|"
    r"implement|choose|prefer|keep|limit|withhold|initiate|obtain|evaluate|support|agree|make|tailor|seek|"
    r"transfuse|admit|discharge|resuscitate|interrupt|reassure|counsel|vaccinate|anticoagulate|arrange|rehydrate)\b|"
    r"\b(?:soll(?:te|ten|en)?|empfohlen|empfiehlt|empfehlen|empfehlung|muss|müssen|darf|dürfen|kann erwogen|erwogen "
    r"werden|(?:ist|sind) (?:\w+ ){0,4}zu \w+en|(?:ist|sind) (?:indiziert|angezeigt|kontraindiziert|ratsam|sinnvoll|"
    r"erforderlich|notwendig)|zu vermeiden|vermieden werden|bevorzugt)\b|"
    r"推[荐薦]|建[议議]|(?<![相供反适響感对效顺])[应應](?!用|答|激|变|變|急|对(?:能力|策略|措施|方法|挑战|方案)|"
    r"對(?:能力|策略|措施))|不宜|[适適]宜|尽量|避免|需要?(?!求)|"
    r"必[须須]|可考[虑慮]|"
    r"[优優]先|首[选選]|慎用|禁用|酌情|[谨謹]慎|"
    r"推奨(?!項目|度|グレード|の強さ)|すべき|べきで|望ましい|勧め|考慮(?:する|し|すべき|され)|検討(?:する(?!と)|"
    r"し(?!た)|を要)|必要(?:がある|である|です|。)|"
    r"(?:行う|実施する|投与する|使用する|避ける|確認する|注意する|指導する|中止する)(?:こと|。|$)|しないこと|提案する",
    re.IGNORECASE,
)
_NARRATES = re.compile(
    r"\b(?:study|trial|participants|patients) (?:\w+ ){0,3}(?:was|were) recommended\b|"
    r"\b(?:has|have|had) (?:not )?(?:been )?(?:recommended|suggested)\b[^.]{0,60}\bsince\b",
    re.IGNORECASE,
)


def advises(text: str) -> bool:
    """Does the text say what should be done, in English, German, Chinese or Japanese?"""
    return bool(_ADVISES.search(text)) and not _NARRATES.search(text)
