from __future__ import annotations

from ingest.hyphens import rejoined
from ingest.reading import LineOfText, join_lines


def joined(*lines: str) -> str:
    return join_lines([LineOfText(line, 1, (0, 0, 0, 0)) for line in lines], rejoined(lines))[0]


def test_a_german_word_broken_at_a_lines_end_is_whole_again() -> None:
    assert joined("Es besteht ein Zusammen-", "hang mit der Auf-", "wachphase.") == (
        "Es besteht ein Zusammenhang mit der Aufwachphase."
    )


def test_hyphens_that_belong_to_their_words_stay() -> None:
    assert joined("Placebo-", "kontrollierte Studien, Leber- und Nieren-", "oder Hirnschäden") == (
        "Placebo-kontrollierte Studien, Leber- und Nieren- oder Hirnschäden"
    )
    assert (
        joined("die IgE-", "vermittelte Reaktion der Beta-", "Blocker")
        == "die IgE-vermittelte Reaktion der Beta-Blocker"
    )
    assert joined("mit Natrium-arm gekocht, Natrium-", "arm") == "mit Natrium-arm gekocht, Natrium-arm"
