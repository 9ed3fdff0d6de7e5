"""Reactions are told apart as labels list them, and everyday words in four languages are those of the label."""

from __future__ import annotations

import re

import pytest

from generate.lexicon import entries, table
from generate.question import read_question
from library.taxonomy import Taxonomy
from library.text import fold

TAXONOMY = Taxonomy.load()

SAME = {
    "insomnia": ("He can't fall asleep", "schlaflosigkeit", "睡不着", "夜眠れない", "insomnia"),
    "depression": ("depressed mood", "Depression", "抑郁", "抑うつ", "she feels low"),
    "weight_gain": ("put on 6 kg", "hat 9 kg zugelegt", "体重增加", "体重増加", "weight increased"),
    "weight_loss": ("lost 8 kg", "Gewichtsabnahme", "体重减轻", "体重減少", "weight decreased"),
    "leukopenia": ("WBC is low", "Leukopenie", "白细胞减少", "白血球減少", "decreased white blood cells"),
    "thrombocytopenia": ("platelets fell", "Thrombozytopenie", "血小板减少", "血小板減少", "low platelets"),
    "rhabdomyolysis": ("CK of 3000", "Rhabdomyolyse", "横纹肌溶解", "横紋筋融解症", "myopathy"),
    "myalgia": ("sore muscles", "Muskelschmerzen", "小腿疼", "筋肉痛", "calf pain"),
    "urinary_retention": ("cannot pass urine", "Harnverhalt", "排尿困难", "尿閉", "urinary retention"),
    "erectile": ("erectile dysfunction", "Erektionsstörung", "勃起功能障碍", "勃起不全", "loss of libido"),
    "hyponatraemia": ("low sodium", "Hyponatriämie", "低钠血症", "低ナトリウム血症", "sodium dropped"),
    "tinnitus": ("ringing in the ears", "Ohrensausen", "耳鸣", "耳鳴", "tinnitus"),
}


@pytest.mark.parametrize(("reaction", "words"), [(id_, said) for id_, words in SAME.items() for said in words])
def test_a_reaction_is_known_by_its_names_and_by_everyday_words(reaction: str, words: str) -> None:
    assert reaction in table("events").ids_in(fold(words))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("depression", "anxiety"),
        ("insomnia", "nightmare"),
        ("neutropenia", "thrombocytopenia"),
        ("weight gain", "weight loss"),
        ("hypokalaemia", "hyperkalaemia"),
        ("hypoglycaemia", "hyperglycaemia"),
        ("joint pain", "muscle pain"),
        ("bradycardia", "tachycardia"),
    ],
)
def test_what_labels_list_apart_is_no_single_reaction(one: str, other: str) -> None:
    events = table("events")
    assert not events.ids_in(fold(one)) & events.ids_in(fold(other))


@pytest.mark.parametrize(
    "words",
    [
        "thrombozytenfreie Lösung",
        "She is a candidate for treatment",
        "respiratory rate falls within range",
        "AF patient on warfarin",
    ],
)
def test_words_that_only_look_like_a_reaction_are_none(words: str) -> None:
    assert not read_question(words, TAXONOMY).event_ids


def test_each_reaction_stands_once_and_what_it_points_to_is_known() -> None:
    listed = entries("events")
    names: dict[str, str] = {}
    for id_, entry in listed.items():
        assert set(entry.get("implies", ())) <= set(listed), id_
        for word in map(str, entry["say"]):
            if word.startswith("re:"):
                re.compile(word[3:])
            else:
                assert names.setdefault(word, id_) == id_, f"{word}: {names[word]} and {id_}"
