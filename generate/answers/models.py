"""What was seen in animals or cells, beside what a medicine does: left out where nobody asks for models. Pure.

"Inhibited the growth of tumor cells in laboratory models" is no first answer to how a medicine works.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.covers.cover import Cover
from generate.question import Question
from library.models import ModuleKind

_IN_MODELS = re.compile(
    r"(?<![a-z])(?:laboratory|animal|mouse|murine|xenograft|preclinical|nonclinical"
    r"|in vitro|in vivo|cell lines?)(?![a-z])"
    r"|tumou?r cells|动物(?:模型|实验)|体外|移植瘤|细胞系|動物モデル|in-vitro|tiermodell"
)
_ASKS_OF_MODELS = re.compile(
    r"(?<![a-z])(?:laborator|animal|mouse|mice|xenograft|pre-?clinical|non-?clinical|in vitro|in vivo"
    r"|cells?|models?|grow)"
    r"|动物|体外|临床前|细胞|模型|非臨床|tier"
)


def not_of_models(read: Question, covers: Sequence[Cover]) -> list[Cover]:
    """Covers without statements on the mechanism that tell of models, unless models are asked of or nothing else is
    there."""
    if _ASKS_OF_MODELS.search(read.masked):
        return list(covers)
    others = [c for c in covers if not _tells_of_models(c)]
    return others if any(c.reading.module.content.kind is ModuleKind.MECHANISM for c in others) else list(covers)


def _tells_of_models(cover: Cover) -> bool:
    return cover.reading.module.content.kind is ModuleKind.MECHANISM and bool(_IN_MODELS.search(cover.reading.body))
