"""The medicines of the built-in table: found in four languages, with their classes, giving way to a vocabulary of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.taxonomy import Taxonomy


@pytest.fixture(scope="module")
def known() -> Taxonomy:
    return Taxonomy.load()


def _named(taxonomy: Taxonomy, text: str) -> list[str]:
    return [mention.id for mention in taxonomy.concepts(text) if mention.facet == "product"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("takes darunavir plus ritonavir", ["darunavir", "ritonavir"]),
        ("与香豆素类抗凝血剂合用", ["vitamin_k_antagonist"]),
        ("クマリン系抗凝血剤との併用", ["vitamin_k_antagonist"]),
        ("nicht mit Cumarinen oder Azol-Antimykotika geben", ["vitamin_k_antagonist", "azole_antifungal"]),
        ("ベンゾジアゼピン系薬剤", ["benzodiazepine"]),
        ("HMG-CoA reductase inhibitors such as fluvastatin", ["statin", "fluvastatin"]),
        ("non-steroidal antiinflammatory drugs", ["nsaid"]),
        ("左氧氟沙星和氧氟沙星", ["levofloxacin", "ofloxacin"]),
        ("β肾上腺素受体阻滞", []),
        ("miconazole nitrate cream", ["miconazole"]),
    ],
)
def test_medicines_and_their_classes_are_found_by_the_names_that_labels_give_them(
    known: Taxonomy, text: str, ids: list[str]
) -> None:
    assert _named(known, text) == ids


def test_names_in_katakana_glued_without_a_break_are_found_each(known: Taxonomy) -> None:
    text = "エリスロマイシンクラリスロマイシン"
    found = [mention for mention in known.concepts(text) if mention.facet == "product"]
    assert [(mention.id, text[mention.start : mention.end]) for mention in found] == [
        ("erythromycin", "エリスロマイシン"),
        ("clarithromycin", "クラリスロマイシン"),
    ]


def test_a_known_name_within_a_longer_word_of_katakana_is_not_that_medicine(known: Taxonomy) -> None:
    assert _named(known, "クラリスロマイシンモドキ") == []


def test_every_class_of_a_medicine_is_a_class(known: Taxonomy) -> None:
    products = known.products
    wrong = [(id, c) for id, product in products.items() for c in product.classes if products[c].kind != "class"]
    assert not wrong


def test_a_product_of_ones_own_replaces_the_medicine_of_that_name(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "product:\n  zelpar: {kind: brand, names: {en: [Zelpar, levofloxacin]}}\n"
        "  darunavir: {kind: brand, names: {en: [Darvel]}}\n"
        "  our_macrolides: {kind: class, names: {en: [macrolide]}}\n",
        encoding="utf-8",
    )
    taxonomy = Taxonomy.load(own)
    assert taxonomy.product("levofloxacin") == "zelpar"
    assert "levofloxacin" not in taxonomy.products
    assert taxonomy.products["darunavir"].kind == "brand"
    assert "macrolide" not in taxonomy.products["roxithromycin"].classes
