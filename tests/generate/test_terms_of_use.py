"""Words of use mean the same in questions and in labels, in four languages, and each stands in one list."""

from __future__ import annotations

import pytest

from generate.lexicon import entries, table
from library.text import fold


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Can I extend it?", "treatment may be prolonged by 5 days"),
        ("Einschleichend dosieren?", "the dose is titrated in steps"),
        ("halbieren", "The tablets should not be divided, chewed or crushed: swallow whole"),
        ("Darf man sie teilen?", "unzerkaut schlucken"),
        ("血常规多久查？", "定期检查血细胞计数"),
        ("徐々に減量しますか", "逐渐减量停药"),
        ("DEXA scan needed?", "骨密度を測定する"),
    ],
)
def test_a_question_and_a_label_meet_in_words_that_mean_the_same(asked: str, said: str) -> None:
    terms = table("terms")
    assert terms.ids_in(fold(asked)) & terms.ids_in(fold(said))


def test_no_word_of_use_stands_in_two_lists() -> None:
    listed = entries("terms")
    new = {"prolong", "restart", "taper", "titrate", "dilute", "counts", "echo", "clotting", "placenta"}
    names: dict[str, set[str]] = {}
    for id_, entry in listed.items():
        for word in entry["say"] if isinstance(entry, dict) else entry:
            names.setdefault(str(word), set()).add(id_)
    assert not {word: ids for word, ids in names.items() if len(ids) > 1 and ids & new}
