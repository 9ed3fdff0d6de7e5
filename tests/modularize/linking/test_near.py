"""What may say the same is looked up, the last version of each lineage only, and a crowd does not hide it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from library.models import Module, ModuleContent, ModuleKind
from modularize.linking.link import proposals, proposed
from modularize.linking.near import CROWD, Near

CLAIM = "In study WAYMARK-7, nausea occurred in 12.3% (20/163) of patients with asthma during the first cycle."


def module(body: str, id: str, *, lineage: str = "", product: str = "ovranteq", language: str = "en") -> Module:
    content = ModuleContent(
        kind=ModuleKind.SAFETY_RESULT, body=body, language=language, market="US", product=product, disease="nsclc"
    )
    return Module(
        id=id, lineage=lineage or id, parent=None, version=1, content=content, author="system",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def crowd(count: int) -> list[Module]:
    """Rows of one form, which share all words and no figures with the claim."""
    return [
        module(
            f"In study WAYMARK-7, nausea occurred in {30 + n}.5% ({900 + n}/{1900 + n}) of patients with asthma during "
            "the first cycle.",
            f"row-{n:04d}",
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (CLAIM.replace("occurred", "appeared"), "variant"),
        (CLAIM.replace(", nausea", " nausea").rstrip("."), "variant"),
        (CLAIM.replace("patients", "patient").replace("cycle", "cycles"), "variant"),
        (CLAIM.replace("12.3%", "13.3%"), "conflict"),
    ],
)
@pytest.mark.parametrize("others", [0, CROWD + 50])
def test_a_variant_or_conflict_is_found_also_among_many_of_the_same_form(body: str, code: str, others: int) -> None:
    held = [module(CLAIM, "held"), *crowd(others)]
    found = [(f.code, f.subject, f.related) for f in proposals([module(body, "new")], held)]
    assert (f"modularize.{code}", "new", ("held",)) in found


def test_rows_of_one_form_with_other_figures_are_no_variants() -> None:
    assert [f for f in proposals([module(CLAIM, "new")], crowd(30)) if f.code == "modularize.variant"] == []


def test_another_product_is_never_beside_it() -> None:
    near = Near()
    near.file(module(CLAIM, "other", product="wyndralis"))
    assert near.beside(module(CLAIM, "new")) == []


def test_only_the_last_version_of_a_lineage_is_found_and_never_its_own() -> None:
    near = Near()
    near.file(module(CLAIM, "v1", lineage="held"))
    near.file(module(CLAIM.replace("occurred", "was seen"), "v2", lineage="held"))
    assert near.beside(module(CLAIM, "new")) == ["v2"]
    assert near.beside(module(CLAIM, "v3", lineage="held")) == []


def test_each_pair_of_new_modules_is_told_once() -> None:
    fresh = [module(CLAIM, "a"), module(CLAIM.replace("12.3%", "13.3%"), "b")]
    near = Near()
    for one in fresh:
        near.file(one)
    found = proposed(fresh, near, {one.id: one for one in fresh}.__getitem__)
    assert [f.code for f in found] == ["modularize.conflict"]
