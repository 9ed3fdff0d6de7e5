"""The kind of a statement that a Chinese insert sets among others: what it says decides, not only where it stands.

Precautions of Chinese inserts hold what has a section of its own elsewhere: how to dissolve and inject, the skin test
before the first injection, who must not use the medicine at all, how to keep it.
"""

from __future__ import annotations

import re

from library import han
from library.models import ModuleKind

__all__ = ["as_said"]

_PRECAUTIONS = ("warnings", "boxed_warning", "patient_counselling")
_GIVES = han.compile(
    r"(?:静脉?[滴注推]|静脉输注|滴注|肌内?注射?|皮下注射|深部肌|注射给药|给药).{0,60}(?:稀释|溶解|不[得应能]?(?:短|少|快)于|不[得应]超过|缓慢|分钟|小时|\d\s*(?:ml|毫升))|"
    r"^[^。]{0,30}(?:用|加入?)[^。]{0,40}(?:稀释|溶解|复溶|配制)|(?:稀释|溶解|复溶|配制)后[^。]{0,20}(?:小时|使用|应用|立即|分钟)|"
    r"^[^。，]{0,20}可经?(?:静滴|静注|肌注|静脉|肌内|皮下)[^。]{0,30}(?:给药|注射|滴注)|"
    r"皮[内试][^。]{0,20}(?:药液|试液|方法|配制|制备|注[射入]|做皮试)|(?:前|须|需|应)[^。]{0,12}(?:做|进行|作)[^。]{0,6}(?:皮试|皮肤(?:过敏)?试验|皮内(?:敏感)?试验)|"
    r"皮试阴性[^。]{0,10}(?:才|方|后)[^。]{0,6}(?:能|可)|"
    r"(?:必须|应|须|需|请)(?:将[^。，]{1,12})?整[粒片][^。]{0,6}(?:吞|服)"
)
"""How the medicine is made ready, tested for on the skin, injected or swallowed."""
_BEFALLS = han.compile(
    r"风险|危险|不良|过敏反应|休克|死亡|中毒|损[害伤]|低血糖|出血|导致|引起|发生|[会能可]使|增加|报告|报道|混合|配伍"
)
"""What may befall the patient: a warning, however the medicine is given there."""
_MUST_NOT = han.compile(
    r"^\W*(?!.{0,40}(?:参见|见|參見)[【\[“「（(]?禁忌)(?:(?:对|有|患有?)?[^。；，]{1,60}(?:者|患者|病人|妇女|孕妇|儿童|婴幼?儿|新生儿|人群|史|症|病))[^。；，]{0,4}"
    r"(?:禁用|忌用|禁止使用)(?:本品|本药)?(?:[，。；][^。，；]{0,6}过敏体质者慎用)?[。；;]?\W*$|"
    r"^\W*(?:本品|本药)?[^。；，]{0,8}(?:禁用于|禁止用于)[^。]{2,}[。；;]?(?:\W*[（(]?见[^。]{2,20})?\W*$"
)
"""Only who must not use the medicine, in the words of a contraindication."""
_KEPT = han.compile(
    r"^\W*(?:请|本品|应|须|置)?[^。]{0,16}(?:遮光|避光|密[封闭]|阴凉|冷[藏处]|干燥处|室温|[\d~～－-]+\s?[℃度])[^。]{0,40}(?:保存|贮藏|贮存|储存|存放|放置)[^。]{0,12}[。]?\W*$|"
    r"^\W*(?:请)?将?(?:本品|药品)?[^。，]{0,4}(?:[存置]?放|应?保存)(?:在|于)(?:儿童|小[孩儿])[^。]{0,6}(?:不能|不易|接触不到|触及不到)[^。]{0,14}[。]?\W*$"
)
"""Only how to keep the medicine."""
_WITH_CARE = re.compile(r"(?![^。]*[禁忌])[^。；\n]{2,80}慎用[。；;]?\s*")
"""With care only, though it stands among those who must not."""
_ACTS = han.compile(
    r"(?:通过|经由)[^。]{0,40}(?:抑制|阻断|激活|促进|作用|结合)|作用于|(?:抑制|阻碍|阻断)[^。]{0,24}(?:合成|生长|释放|活性|受体)|"
    r"(?:主要)?作用(?:机[制理])?(?:是|为)|向细胞提供"
)
_TREATS = han.compile(r"(?<!作)用于|治疗|适[用应]|预防|疗效|有效|缓解[^。]{0,12}症状|病人|患者|者")
"""How a medicine acts, told among its uses, and words of a use."""


def as_said(kind: ModuleKind, body: str, section: str | None) -> ModuleKind:
    """The kind where it holds for the words; that of what they do where a Chinese insert set them elsewhere."""
    if section == "indications" and kind is ModuleKind.INDICATION and _ACTS.search(body) and not _TREATS.search(body):
        return ModuleKind.MECHANISM
    if section == "contraindications" and _WITH_CARE.fullmatch(body):
        return ModuleKind.WARNING
    if section not in (*_PRECAUTIONS, "dosage") or not re.search(r"[\u3400-\u9fff]", body) or "\t" in body:
        return kind
    if _KEPT.search(body):
        return ModuleKind.DESCRIPTION
    if section == "dosage" or kind is not ModuleKind.WARNING:
        return kind
    if _MUST_NOT.search(body):
        return ModuleKind.CONTRAINDICATION
    return ModuleKind.DOSING if _GIVES.search(body) and not _BEFALLS.search(body) else kind
