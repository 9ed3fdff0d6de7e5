"""A small home with real rooms: people of every role, a policy, a signed label, a deck, modules in several states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from library.models import (
    Actor,
    AnchorDraft,
    AnchorRole,
    DocumentClass,
    Module,
    ModuleKind,
    Role,
    Scope,
    SourceFacts,
    Verdict,
)
from services import Services
from web.auth import COOKIE, csrf_token

PASSWORD = "correct horse battery"
POLICY = Path(__file__).parents[2] / "review" / "default_policy.yaml"
ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
US = Scope(market="US")

LABEL = """<!doctype html><html lang="en"><head><title>OVRANTEQ prescribing information</title></head><body>
<h1>OVRANTEQ (navoretinib) tablets</h1>
<p>FICTIONAL - NOT A REAL MEDICINE</p>
<h2>1 INDICATIONS AND USAGE</h2>
<p>OVRANTEQ is indicated for the treatment of adults with metastatic non-small cell lung cancer whose tumors have MET exon 14 skipping.</p>
<h2>2 DOSAGE AND ADMINISTRATION</h2>
<p>The recommended dosage of OVRANTEQ is 300 mg orally once daily with food.</p>
<p>No dose adjustment of OVRANTEQ is recommended for patients with creatinine clearance of 30 mL/min or more.</p>
<h2>5 WARNINGS AND PRECAUTIONS</h2>
<p>Interstitial lung disease occurred in 4.9% of patients treated with OVRANTEQ. Withhold OVRANTEQ if interstitial lung disease is suspected.</p>
<h2>6 ADVERSE REACTIONS</h2>
<p>Peripheral oedema occurred in 58.3% of patients treated with OVRANTEQ.</p>
</body></html>"""
OTHER = """<!doctype html><html lang="en"><head><title>WYNDRALIS prescribing information</title></head><body>
<h1>WYNDRALIS (orvekitug) injection</h1>
<p>FICTIONAL - NOT A REAL MEDICINE</p>
<h2>1 INDICATIONS AND USAGE</h2>
<p>WYNDRALIS is indicated for the treatment of adults with moderate-to-severe atopic dermatitis.</p>
<h2>2 DOSAGE AND ADMINISTRATION</h2>
<p>The recommended dosage of WYNDRALIS is 600 mg, then 300 mg every 2 weeks by subcutaneous injection.</p>
<h2>5 WARNINGS AND PRECAUTIONS</h2>
<p>Conjunctivitis occurred in 7.8% of patients treated with WYNDRALIS. Advise patients to report eye symptoms.</p>
</body></html>"""
DECK = """<!doctype html><html lang="en"><head><title>OVRANTEQ deck</title></head><body>
<h1>Why OVRANTEQ</h1>
<p>The recommended dosage of OVRANTEQ is 300 mg orally once daily with food, which fits into the day.</p>
<p>OVRANTEQ &lt;script&gt;alert(1)&lt;/script&gt; is taken with food at a dosage of 300 mg once daily.</p>
</body></html>"""


@dataclass
class World:
    """The services, who is there, and what is in the library by name."""

    shop: Services
    people: dict[Role, Actor] = field(default_factory=dict)
    tokens: dict[Role, str] = field(default_factory=dict)
    label: str = ""
    other: str = ""
    """The signed label of a second product, whose modules a test may withdraw."""
    deck: str = ""

    def headers(self, role: Role) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[role]}"}

    def browser(self, app: Any, role: Role) -> Browser:
        return Browser(app, self.tokens[role])

    def module_of(self, source: str, words: str) -> Module:
        return next(m for m in self.shop.library.modules_of_source(source) if words in m.content.body)

    def draft(self, words: str) -> Module:
        """A new draft made by a person from the deck's dosing module, different for each ``words``."""
        old = self.module_of(self.deck, "fits into the day")
        body = f"The recommended dosage of OVRANTEQ is 300 mg orally once daily with food. {words}".strip()
        content = type(old.content).model_validate(
            {**old.content.model_dump(), "body": body, "kind": ModuleKind.DOSING, "market": "US"}
        )
        bearing = self.module_of(self.label, "300 mg").anchors[0]
        support = AnchorDraft(
            role=AnchorRole.SUPPORT, passage=bearing.passage, start=bearing.start, end=bearing.end, quote=bearing.quote
        )
        kept = [AnchorDraft(**a.model_dump(include=set(AnchorDraft.model_fields))) for a in old.anchors]
        marketer = self.people[Role.MARKETER]
        return self.shop.library.edit_module(marketer, old.id, content=content, anchors=[*kept, support])

    def in_review(self, words: str) -> Module:
        module = self.draft(words)
        self.shop.library.submit(self.people[Role.MARKETER], module.id)
        return module

    def released(self, words: str) -> Module:
        module = self.in_review(words)
        for role in (Role.MEDICAL, Role.REGULATORY):
            self.shop.library.decide(
                self.people[role],
                module.id,
                verdict=Verdict.APPROVE,
                scope=US,
                role=role,
                password=PASSWORD,
                meaning="I approve this content for the stated use",
                reason="",
            )
        return module


class Browser(TestClient):
    """A signed-in browser: session cookie, forgery token in every form, pages asked for as HTML."""

    def __init__(self, app: Any, token: str) -> None:
        super().__init__(app, headers={"Accept": "text/html"}, follow_redirects=False)
        self.cookies.set(COOKIE, token)
        self._csrf = csrf_token(token)

    def form(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        return self.post(path, data={"csrf": self._csrf, **(data or {})}, **more)


def make_world(home: Path) -> World:
    """A fresh home under ``home`` with everything above."""
    from app import Settings, build

    shop = build(Settings(home=home, embedder="hash", database_url="", parse_workers=1))
    world = World(shop)
    library = shop.library
    admin = library.add_user(None, "admin", PASSWORD, (Role.ADMIN,))
    world.people[Role.ADMIN] = admin
    for role in ROLES[1:]:
        world.people[role] = library.add_user(admin, role.value, PASSWORD, (role,), market="US")
    for role in ROLES:
        world.tokens[role] = library.issue_token(admin, world.people[role].id, label="test")
    shop.desk.import_policy(admin, POLICY.read_text(encoding="utf-8"), PASSWORD)
    world.label = take_in(world, LABEL, "label.html", DocumentClass.LABEL)
    world.other = take_in(world, OTHER, "other.html", DocumentClass.LABEL, "wyndralis")
    for label in (world.label, world.other):
        library.decide(
            world.people[Role.REGULATORY],
            label,
            verdict=Verdict.APPROVE,
            scope=US,
            role=Role.REGULATORY,
            password=PASSWORD,
            meaning="I confirm the label version in force",
            reason="",
        )
    world.deck = take_in(world, DECK, "deck.html", DocumentClass.DECK)
    shop.index.drain()
    return world


def take_in(world: World, text: str, filename: str, document_class: DocumentClass, product: str = "ovranteq") -> str:
    """The id of a document taken in by the marketer."""
    facts = SourceFacts(filename=filename, document_class=document_class, product=product, market="US", language="en")
    result, _ = world.shop.journeys.take_in(world.people[Role.MARKETER], text.encode(), filename, facts)
    assert result.source is not None, result.message
    return result.source


def text_of(page: str) -> str:
    """A page's words without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
