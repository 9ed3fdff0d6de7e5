"""A word of one language that looks like one of another names nothing of it."""

from __future__ import annotations

from generate.lexicon import terms_in


def test_the_german_article_is_no_word_of_death() -> None:
    assert "fatal" not in {f.id for f in terms_in("wie ist die dosis bei erwachsenen?", "de")}
    assert "fatal" in {f.id for f in terms_in("how many patients die on it?", "en")}
    assert "fatal" in {f.id for f in terms_in("gab es tödliche verläufe?", "de")}
