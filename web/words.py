"""The interface's words in four languages, and the choice among them.

Strings lie in ``web/strings/<language>.yaml``, nested by page. They hold no product, disease or claim: what is said of
a medicine comes from the library and passes its gate.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from fastapi import Request

LANGUAGES = {"en": "English", "zh": "中文", "ja": "日本語", "de": "Deutsch"}
COOKIE = "clearcopy_language"
STRINGS = Path(__file__).parent / "strings"


def flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested mappings as dotted keys."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = str(value)
    return found


def load(folder: Path = STRINGS) -> dict[str, dict[str, str]]:
    """``{language: {key: text}}`` of every language offered."""
    return {
        language: flat(yaml.safe_load((folder / f"{language}.yaml").read_text(encoding="utf-8")))
        for language in LANGUAGES
    }


class Speaker:
    """Says the interface's words in one language; what that language lacks is said in English."""

    def __init__(self, table: Mapping[str, Mapping[str, str]], language: str) -> None:
        self.language = language
        self._words = {**table["en"], **table[language]}

    def __call__(self, key: str, **values: Any) -> str:
        """The text of ``key`` with ``{names}`` filled in. KeyError where no language has it."""
        return self._words[key].format(**values)

    def value(self, group: str, value: Any) -> str:
        """The name of an enumerated value (``status``, ``kind``, ``role`` …); an unknown one is shown as it is."""
        plain = str(getattr(value, "value", value))
        return self._words.get(f"{group}.{plain}", plain.replace("_", " "))


def language_of(request: Request) -> str:
    """The user's choice, else the browser's best offered language, else English."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(request.headers.get("accept-language", "").split(",")):
        name, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
        except ValueError:
            weight = 0.0
        wishes.append((-weight, place, name.partition("-")[0].lower()))
    return next((name for _, _, name in sorted(wishes) if name in LANGUAGES), "en")
