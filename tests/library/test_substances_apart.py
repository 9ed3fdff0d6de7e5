"""Two substances are two concepts, however alike their names are or however often they are named together."""

from __future__ import annotations

import pytest

from library.taxonomy import Taxonomy

VOCABULARY = Taxonomy.load()


def products(text: str) -> list[str]:
    return sorted({found.id for found in VOCABULARY.concepts(text) if found.facet == "product"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prednisolone 5 mg", ["prednisolone"]),
        ("Prednison 20 mg", ["prednisone"]),
        ("泼尼松片", ["prednisone"]),
        ("醋酸泼尼松龙", ["prednisolone"]),
        ("甲基泼尼松龙", ["methylprednisolone"]),
        ("プレドニゾロン錠", ["prednisolone"]),
        ("methylprednisolone and prednisolone", ["methylprednisolone", "prednisolone"]),
        ("ritonavir or cobicistat", ["cobicistat", "ritonavir"]),
        ("Ketoconazol, Itraconazol", ["itraconazole", "ketoconazole"]),
        ("voriconazole / posaconazole", ["posaconazole", "voriconazole"]),
        ("primidone", ["primidone"]),
        ("darbepoetin alfa", ["darbepoetin"]),
        ("dextromethorphan", ["dextromethorphan"]),
    ],
)
def test_each_substance_is_found_as_itself(text: str, expected: list[str]) -> None:
    assert products(text) == expected


@pytest.mark.parametrize(
    ("longer", "name", "concept"),
    [
        ("地氯雷他定片", "氯雷他定片", "loratadine"),
        ("左西替利嗪片", "西替利嗪片", "cetirizine"),
        ("左氨氯地平片", "氨氯地平片", "amlodipine"),
        ("右兰索拉唑", "兰索拉唑", "lansoprazole"),
        ("注射用德曲妥珠单抗", "注射用曲妥珠单抗", "trastuzumab"),
        ("trastuzumab deruxtecan 5.4 mg/kg", "trastuzumab 6 mg/kg", "trastuzumab"),
    ],
)
def test_a_longer_name_of_another_substance_is_not_the_one_it_holds(longer: str, name: str, concept: str) -> None:
    assert products(longer) == []
    assert products(name) == [concept]
