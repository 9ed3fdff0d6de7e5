"""Products, patient scenarios and barriers as lists to choose from, in the user's language."""

from __future__ import annotations

from services import Services

Named = list[tuple[str, str]]


def products(shop: Services, language: str) -> Named:
    """``(id, label)`` of the products the library holds documents of; before the first, the brands it knows."""
    held = {source.facts.product for source in shop.library.sources()} - {""}
    ids = held or {id_ for id_, product in shop.taxonomy.products.items() if product.kind == "brand"}
    return sorted(((id_, product_label(shop, id_, language)) for id_ in ids), key=lambda pair: pair[1].casefold())


def product_label(shop: Services, id_: str, language: str) -> str:
    """A product's name, or its id where the taxonomy does not hold it."""
    return shop.taxonomy.label("product", id_, language) if id_ in shop.taxonomy.products else id_


def scenarios(shop: Services, language: str, product: str) -> Named:
    """``(id, label)`` of the patient scenarios of a product (of all, where none is given), in their order."""
    named = shop.taxonomy.product(product) or product
    found = [s for s in shop.taxonomy.scenarios.values() if not named or s.product == named]
    found.sort(key=lambda scenario: (scenario.product, scenario.step))
    return [(scenario.id, scenario.label(language)) for scenario in found]


def barriers(shop: Services, language: str, product: str, scenario: str = "") -> Named:
    """``(id, label)`` of belief barriers: those of a patient scenario, else of a product, else all."""
    if scenario in shop.taxonomy.scenarios:
        ids = [step.barrier for step in shop.taxonomy.scenario_record(scenario).messages]
        return [(id_, shop.taxonomy.label("barrier", id_, language)) for id_ in ids]
    named = shop.taxonomy.product(product) or product
    found = [b for b in shop.taxonomy.barriers.values() if not named or b.product == named]
    return [(barrier.id, barrier.label(language)) for barrier in found]
