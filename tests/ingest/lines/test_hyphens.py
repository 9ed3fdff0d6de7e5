from __future__ import annotations

from ingest.lines.hyphens import Vocabulary, rejoined, whole_word
from ingest.reading import Block, LineOfText, join_lines
from library.models import Box, Fragment, PassageKind


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


def test_a_broken_german_word_is_whole_wherever_the_file_keeps_its_rest() -> None:
    words = Vocabulary("Allergische Vasku-\nInteraktionen mit der\nlitis und des nicht-steroidalen Mittels")
    assert "Vasku-litis" in words
    assert "Placebo-kontrolliert" not in words
    assert "nicht-steroidalen" not in words
    assert "Vascu-litis" not in Vocabulary("Allergic vascu-\nlitis was seen in two of the patients of the study.")


def test_a_word_that_the_end_of_a_column_broke_stands_whole_in_the_first_passage() -> None:
    one = Block(PassageKind.PARAGRAPH, "die absolute Bioverfüg-", fragments=(_line(23, (0, 0, 230, 10)),))
    two = Block(PassageKind.PARAGRAPH, "barkeit beträgt etwa 100%.", fragments=(_line(26, (300, 0, 560, 10)),))
    first, second = whole_word(one, two, Vocabulary("Die Wirkung ist bei Patienten mit Störungen der Leber\n"))
    assert (first.text, second.text) == ("die absolute Bioverfügbarkeit", "beträgt etwa 100%.")
    assert [first.text[f.start : f.end] for f in first.fragments] == ["die absolute Bioverfüg", "barkeit"]
    assert first.fragments[1].box == (300.0, 0.0, 370.0, 10.0)


def _line(end: int, box: Box) -> Fragment:
    return Fragment(start=0, end=end, page=1, box=box)
