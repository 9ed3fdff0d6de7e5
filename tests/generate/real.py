"""A real library in a temporary home, filled with the labels of ``shelf.yaml``, signed, and with approved phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from generate.service import Generate
from library.models import (
    SYSTEM,
    Actor,
    AnchorDraft,
    AnchorRole,
    DocumentClass,
    Fragment,
    Locator,
    Module,
    ModuleDraft,
    Outcome,
    PassageDraft,
    PassageKind,
    Role,
    Scope,
    SourceFacts,
    UseClass,
    Verdict,
)
from library.people import PasswordCost
from library.store import Library, open_library
from library.taxonomy import Taxonomy
from library.text import fold
from tests.generate.shelf import label_modules

PASSWORD = "correct horse battery 7"
POLICY = """
name: test
rules:
  - {subject_kind: module, content_kind: "*", roles: [medical_reviewer], valid_days: 365}
  - {subject_kind: module, content_kind: phrase, roles: [medical_reviewer], valid_days: 365}
  - {subject_kind: asset, content_kind: "*", roles: [medical_reviewer], valid_days: 365}
  - {subject_kind: source, content_kind: label, roles: [regulatory], valid_days: 365}
"""


@dataclass
class House:
    lib: Any
    admin: Actor
    marketer: Actor
    medical: Actor
    regulatory: Actor
    doctor: Actor
    rep: Actor
    labels: dict[tuple[str, str], str]

    def approve(self, id_: str, scope: Scope, role: Role = Role.MEDICAL) -> None:
        person = self.medical if role is Role.MEDICAL else self.regulatory
        self.lib.decide(
            person,
            id_,
            verdict=Verdict.APPROVE,
            scope=scope,
            role=role,
            password=PASSWORD,
            meaning="I approve this content for the stated use",
            reason="test",
        )


class EveryWord:
    """An index over the real library: counts shared words."""

    def __init__(self, lib: Any) -> None:
        self.lib = lib

    def search(self, query: str, *, language: str, candidates: frozenset[str], limit: int = 20) -> Any:
        return SimpleNamespace(hits=[], lexical_ms=0.0, dense_ms=0.0, total_ms=0.0, degraded=bool(not fold(query)))


def open_house(home: Path, cost: PasswordCost) -> Iterator[House]:
    Library.password_cost = cost
    lib = open_library(f"sqlite:///{home / 'clearcopy.db'}", home)
    admin = lib.add_user(None, "admin", PASSWORD)
    people = {
        name: lib.add_user(admin, name, PASSWORD, [role], market="US")
        for name, role in (
            ("marketer", Role.MARKETER),
            ("medical", Role.MEDICAL),
            ("regulatory", Role.REGULATORY),
            ("doctor", Role.DOCTOR),
            ("rep", Role.REP),
        )
    }
    lib.import_policy(admin, POLICY, PASSWORD)
    house = House(lib, admin, **people, labels={})
    groups: dict[tuple[str, str], list[Module]] = {}
    for module in label_modules():
        groups.setdefault((module.content.product, module.content.market), []).append(module)
    for key, modules in groups.items():
        house.labels[key] = add_label(house, key, modules)
    yield house


def add_label(house: House, key: tuple[str, str], modules: list[Module], version: str = "v1") -> str:
    product, market = key
    drafts = [
        PassageDraft(
            kind=PassageKind.PARAGRAPH,
            text=module.content.body,
            locator=Locator(
                page=1 + at // 8,
                fragments=(Fragment(start=0, end=len(module.content.body), page=1 + at // 8, box=(50, 50, 500, 62)),),
            ),
            heading_path=tuple(module.content.context[:1]),
            section=module.content.section,
            language=module.content.language,
        )
        for at, module in enumerate(modules)
    ]
    facts = SourceFacts(
        filename=f"{product}-{market}.pdf",
        title=f"Label of {product} in {market}",
        document_class=DocumentClass.LABEL,
        product=product,
        market=market,
        language=modules[0].content.language,
        version_label=version,
    )
    source, _, _ = house.lib.add_source(
        house.regulatory,
        "\n".join(d.text for d in drafts).encode(),
        media_type="application/pdf",
        facts=facts,
        reader="test",
        reader_version="1",
        outcome=Outcome.STORED,
        pages=1 + len(drafts) // 8,
        passages=drafts,
    )
    passages = house.lib.passages(source.id)
    house.lib.add_modules(
        SYSTEM,
        [
            ModuleDraft(
                content=module.content,
                anchors=(
                    AnchorDraft(
                        role=AnchorRole.ORIGIN,
                        passage=passage.id,
                        start=0,
                        end=len(passage.text),
                        quote=passage.text,
                    ),
                ),
            )
            for module, passage in zip(modules, passages, strict=True)
        ],
    )
    house.approve(source.id, Scope(market=market, use_class=UseClass.PROMOTIONAL), Role.REGULATORY)
    return source.id


def approve_phrases(house: House, generate: Generate, language: str) -> None:
    for module in generate.import_phrases(house.marketer):
        if module.content.language == language:
            house.lib.submit(house.marketer, module.id)
            house.approve(module.id, Scope(market="*", use_class=UseClass.PROMOTIONAL))


def taxonomy() -> Taxonomy:
    return Taxonomy.load()
