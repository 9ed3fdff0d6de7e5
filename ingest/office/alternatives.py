"""Alternative text as somebody wrote it: not the name of the file, and not what a program made of the picture.

Programs fill the field themselves (python-pptx and web editors with the file's name, office programs with a guess
that they mark as such). Such words say nothing that the picture says, and must not keep it from being read.
"""

from __future__ import annotations

import re

_FILE = re.compile(
    r"(?:cid:)?[^\n]{1,200}\.(?:png|jpe?g|jfif|gif|bmp|dib|tiff?|emf|wmf|svgz?|webp|heic|ico)(?:@[\w.]+)?",
    re.IGNORECASE,
)
_GUESSED = re.compile(
    r"automatically generated|ai[- ]generated content may be incorrect|automatisch generierte|"
    r"ki[- ]generierte inhalte|générée? automatiquement|contenu généré par l['’]ia|generad[ao] automáticamente|"
    r"contenido generado por ia|generat[ao] automaticamente|gerad[ao] automaticamente|自动生成|自動產生|"
    r"自動的に生成|AI\s?(?:で|によって|によ?り)?生成|AI\s?生成的|AI\s?產生的",
    re.IGNORECASE,
)
_OPENS = ("a picture containing", "image result", "http://", "https://")


def written(words: str | None) -> str:
    """The alternative text without needless white space; "" where it names a file or is a program's guess."""
    said = " ".join((words or "").split())
    if _FILE.fullmatch(said) or _GUESSED.search(said) or said.lower().startswith(_OPENS):
        return ""
    return said
