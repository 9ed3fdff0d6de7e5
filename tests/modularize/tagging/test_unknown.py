"""What documents name and no concept stands for is proposed with the modules that say so, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from library.models import Module, ModuleContent, ModuleKind, Tag
from library.taxonomy import Taxonomy
from modularize.tagging.unknown import unknown_terms

TAXONOMY = Taxonomy.load()


def module(body: str, language: str = "en", kind: ModuleKind = ModuleKind.INDICATION, product: str = "") -> Module:
    content = ModuleContent(kind=kind, body=body, language=language, market="US", product=product)
    return Module(
        id=body[:8], lineage=body, parent=None, version=1, content=content, author="system",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "language", "words"),
    [
        ("Qurvexo is indicated for adults with morbus exemplaris.", "en", "morbus exemplaris"),
        ("GELVANTO is indicated for the treatment of tertiary podagra in adults.", "en", "tertiary podagra"),
        ("GELVANTO is indicated for treatment of adult patients with tertiary podagra.", "en", "tertiary podagra"),
        ("GELVANTO wird angewendet zur Behandlung von Zipperlein bei Erwachsenen.", "de", "Zipperlein"),
        ("本品适用于治疗趾灼病。", "zh", "趾灼病"),
        ("趾灼症の治療", "ja", "趾灼症"),
    ],
)
def test_an_unknown_disease_in_an_indication_is_proposed(body: str, language: str, words: str) -> None:
    found = {(t.facet, t.words, t.language, t.count) for t in unknown_terms([module(body, language)], TAXONOMY)}
    assert found == {("disease", words, language, 1)}


def test_a_known_disease_or_another_kind_of_module_proposes_nothing() -> None:
    known = module("WYNDRALIS is indicated for the treatment of atopic dermatitis in adults.", product="wyndralis")
    other = module("The treatment of tertiary podagra in adults is long.", kind=ModuleKind.WARNING)
    assert unknown_terms([known, other], TAXONOMY) == ()


def test_the_most_frequent_product_comes_first_with_some_of_its_modules() -> None:
    many = [module(f"{n} Keep it dry.", kind=ModuleKind.DESCRIPTION, product="gelvanto") for n in range(7)]
    rare = module("Keep it cool.", kind=ModuleKind.DESCRIPTION, product="zipperol")
    first, second = unknown_terms([rare, *many], TAXONOMY)
    assert (first.words, first.count, len(first.modules)) == ("gelvanto", 7, 5)
    assert second.words == "zipperol"


def test_whom_an_indication_is_for_is_no_disease() -> None:
    body = "用于治疗既往含铂化疗后疾病进展、存在MET 14号外显子跳跃突变的局部晚期或转移性非小细胞肺癌成人患者。"
    assert not unknown_terms([module(body, language="zh")], TAXONOMY)


def test_a_disease_that_a_heading_names_and_no_concept_stands_for_is_proposed() -> None:
    told = module("Druck im Oberbauch.", "de", ModuleKind.DISEASE_KNOWLEDGE)
    tags = (
        Tag(facet="disease", value="zwerchpathie", words="Zwerchpathie"),
        Tag(facet="disease", value="gout", words=""),
    )
    terms = unknown_terms([told.model_copy(update={"tags": tags})], TAXONOMY)
    assert [(term.facet, term.words) for term in terms] == [("disease", "zwerchpathie")]
