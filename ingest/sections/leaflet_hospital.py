"""Words for patients of Chinese-speaking hospitals: one medicine on a page, under a few headings, the same on all.

Nobody numbers them, and some are set no larger than the text. Their names say what stands below them, as a label's
sections do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.reading import Block
from ingest.sections.names import Section
from library import han
from library.models import PassageKind

__all__ = ["is_alone", "is_hospital_leaflet", "with_hospital_sections"]

_NAMES = (
    (Section.INDICATIONS, r"(?:药品|主要)?(?:用途|适应[症证]|治疗用途)"),
    (Section.MECHANISM, r"(?:药理|药品|药物)?作用"),
    (
        Section.DOSAGE,
        r"(?:建议)?(?:使用|服用|用药|给药)(?:方式|方法)|(?:剂量与)?用法(?:与?用量|及用量|与剂量)?|用法用量|剂量(?:与|及)用法|"
        r"(?:如果?)?忘记(?:服药|用药|吃药|使用|注射)(?:时|怎么办|的?处理(?:方式|方法)|时的?处理(?:方式|方法))*",
    ),
    (Section.CONTRAINDICATIONS, r"(?:使用)?禁忌"),
    (
        Section.WARNINGS,
        r"(?:用药|使用|服药)?(?:注意|警告)事项|警语|需?(?:立即)?(?:就诊|就医|回诊)(?:追踪)?(?:之|的)?(?:情况|情形|状况)|"
        r"(?:用药前)?请告知(?:您的)?(?:医师|医生|药师)|何时(?:应|需|该)?(?:就医|回诊|联络医师)",
    ),
    (Section.ADVERSE_REACTIONS, r"(?:可能|常见)?(?:的|之)?副作用"),
    (Section.PREGNANCY, r"怀孕分级|怀孕(?:及|与|和)?哺乳(?:期)?(?:用药|安全性)?"),
    (Section.INTERACTIONS, r"(?:药物|药品)?交互作用"),
    (Section.STORAGE, r"(?:药品|药物)?(?:保存|储存|贮存|存放)(?:方式|方法|条件)|(?:药品|药物)(?:保存|储存|贮存|存放)"),
)
_SECTIONS = tuple((section, han.compile(names)) for section, names in _NAMES)
_OF_PATIENTS = han.compile(
    r"卫教|单张|用药指导|用药须知|忘记(?:服药|用药|吃药)|告知(?:您的)?(?:医师|医生)|就诊|回诊|"
    r"(?:与|和|跟|询问|咨询|请教|洽询)(?:您的)?(?:医师|医生|药师)(?:讨论|商量|联络)?|药品外观"
)
"""Words for patients somewhere in the document: a label for doctors, too, has a section on dosage."""
_USED_FOR = han.compile(r"(?:适|可|主要)用于|用(?:于|来|以)治疗|^\W*治疗|的治疗。?$|适应[症证](?:为|[:：])")
"""What a medicine is for, told under one heading with how it works."""
_LINES = (PassageKind.HEADING, PassageKind.PARAGRAPH)
_LEAST, _LONGEST = 4, 24


def is_hospital_leaflet(blocks: Sequence[Block]) -> bool:
    """Do four or more of such sections stand in the document, each once or twice, and words that speak to patients?"""
    found = [section for block in blocks if (section := _section(block)) is not None]
    spoken = any(_OF_PATIENTS.search(block.text) for block in blocks if len(block.text) < 200)
    return len(set(found)) >= _LEAST and len(found) <= 2 * len(_NAMES) and spoken


def is_alone(blocks: Sequence[Block]) -> bool:
    """Do all headings behind the first section stand at its depth or below: no other paper in the same file?"""
    first = next((i for i, block in enumerate(blocks) if _section(block) is not None), len(blocks))
    depth = blocks[first].level if first < len(blocks) else 0
    return all(not block.level or block.level >= depth for block in blocks[first:])


def with_hospital_sections(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the leaflet's own headings as headings of one depth, and each with the section it stands in.

    A heading that is higher than they, or the title of another paper in the file, ends the sections.
    """
    levels = [block.level for block in blocks if _section(block) is not None and block.level]
    level, section = max(2, min(levels, default=2)), None
    made: list[Block] = []
    for block in blocks:
        opened = _section(block)
        if opened is not None:
            section = opened
            block = replace(block, kind=PassageKind.HEADING, level=level, group=None)
        elif block.level and block.level < level:
            section = None
        used = section is Section.MECHANISM and opened is None and _USED_FOR.search(block.text)
        own = Section.INDICATIONS if used else section
        made.append(replace(block, section=own.value) if own is not None else block)
    return made


def _section(block: Block) -> Section | None:
    """The section that a line heads by its words; None where it heads none."""
    text = block.text.strip(" 　【】〔〕<>＜＞●■◆・*＊:：")
    if block.kind not in _LINES or len(text) > _LONGEST:
        return None
    return next((section for section, words in _SECTIONS if words.fullmatch(text)), None)
