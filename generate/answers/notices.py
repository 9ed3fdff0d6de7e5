"""Interface words beside an answer, from ``words/notices.yaml``: they hold no product, disease or claim."""

from __future__ import annotations

from functools import cache

from generate.lexicon import entries


@cache
def _table() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = entries("notices")
    return loaded


def notice(key: str, language: str) -> str:
    """The words for ``key`` in the language, else in English; ``key|words`` puts the asker's own words in place of {}.

    Raises KeyError for an unknown key.
    """
    name, _, said = key.partition("|")
    words = _table()[name]
    return words.get(language, words["en"]).replace("{}", said)


def notices(keys: list[str], language: str) -> str:
    """Several notices as one text, each once, in order."""
    return "\n".join(notice(key, language) for key in dict.fromkeys(keys))
