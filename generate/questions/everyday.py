"""Everyday words of a question that stand nowhere in the approved content: turns of the asker's, or things. Pure.

"Still immature?", "since childhood": such words name nothing that an answer could turn on, whoever first thinks of
them. What does name something (foods, complaints, parts of the body, procedures, what people do) is a closed list,
``words/things.yaml``; names of medicines, studies and rare diseases are no common words of a language. How common a
word is comes from the wordfreq library: its Zipf value, the decimal logarithm of uses in a thousand million words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generate.common_words import everyday
from generate.questions.need import Need
from generate.questions.vocabulary import Vocabulary


def without_turns(asked: Sequence[Need], vocabulary: Vocabulary, language: str) -> tuple[Need, ...]:
    """The needs, with everyday words that no module holds taken for the turns of phrase that they are."""
    return tuple(
        replace(need, kind="plain")
        if need.kind == "word" and not vocabulary.knows(need) and everyday(need.id, language)
        else need
        for need in asked
    )
