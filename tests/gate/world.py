"""People, papers and pieces for the attacks: small real libraries, made through the library's own verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from library.models import (
    Actor,
    AnchorDraft,
    AnchorRole,
    Asset,
    AssetContent,
    AssetKind,
    Brief,
    Decision,
    DocumentClass,
    Locator,
    Module,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    Outcome,
    Passage,
    PassageDraft,
    PassageKind,
    Recipient,
    Role,
    Scope,
    Section,
    Source,
    SourceFacts,
    Statement,
    UseClass,
    Verdict,
)
from library.store import Library, open_library

PRODUCT = "ovranteq"
US = Scope(market="US")
CN = Scope(market="CN")
MEANING = "I approve this content for the stated use"

PEOPLE: dict[str, tuple[Role, ...]] = {
    "ada": (Role.ADMIN,),
    "mark": (Role.MARKETER,),
    "agnes": (Role.AGENCY,),
    "mia": (Role.MEDICAL,),
    "mel": (Role.MEDICAL, Role.MARKETER),
    "rex": (Role.REGULATORY,),
    "duo": (Role.MEDICAL, Role.REGULATORY),
    "lea": (Role.LEGAL,),
    "rep": (Role.REP,),
    "doc": (Role.DOCTOR,),
}

POLICY = """
name: gate tests
rules:
  - {subject_kind: module, content_kind: efficacy_result,   roles: [medical_reviewer, regulatory], valid_days: 300}
  - {subject_kind: module, content_kind: adverse_reaction,  roles: [medical_reviewer, regulatory], valid_days: 300}
  - {subject_kind: module, content_kind: disease_knowledge, roles: [medical_reviewer], valid_days: 500}
  - {subject_kind: module, content_kind: phrase,            roles: [medical_reviewer], valid_days: 700}
  - {subject_kind: asset,  content_kind: "*",               roles: [medical_reviewer], valid_days: 200}
  - {subject_kind: source, content_kind: label,             roles: [regulatory], valid_days: 900}
"""
STRICTER = POLICY.replace(
    "roles: [medical_reviewer, regulatory]", "roles: [medical_reviewer, regulatory, legal_reviewer]"
)
STRICTER = STRICTER.replace("name: gate tests", "name: gate tests, stricter")


class Clock:
    """A clock that goes forward when told to."""

    def __init__(self, start: datetime | None = None) -> None:
        self.now = start or datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def forward(self, days: float) -> None:
        self.now += timedelta(days=days)


def password_of(name: str) -> str:
    return f"{name}-Quartz-Lantern-7301"


@dataclass
class World:
    """An open library with its people."""

    lib: Library
    url: str
    home: Path
    clock: Clock
    people: dict[str, Actor]

    def again(self) -> Library:
        """A second connection to the same records, with its own caches; the caller closes it."""
        return open_library(self.url, self.home, clock=self.clock)

    # --- papers

    def document(
        self,
        lines: Sequence[str],
        kind: DocumentClass,
        *,
        market: str = "US",
        product: str = PRODUCT,
        expiry: date | None = None,
        replaces: str | None = None,
        by: str = "mark",
        name: str = "paper",
    ) -> tuple[Source, list[Passage]]:
        """A stored paper with one passage a line."""
        data = f"{name}\n{kind}\n{market}\n{product}\n{expiry}\n{replaces}\n".encode() + "\n".join(lines).encode()
        drafts, at = [], 0
        for line in lines:
            drafts.append(
                PassageDraft(
                    kind=PassageKind.PARAGRAPH,
                    text=line,
                    language="en",
                    locator=Locator(page=1, span=(at, at + len(line))),
                )
            )
            at += len(line) + 1
        facts = SourceFacts(
            filename=f"{name}.txt", title=name, document_class=kind, product=product, market=market, language="en",
            expiry=expiry, replaces=replaces,
        )  # fmt: skip
        source, _, _ = self.lib.add_source(
            self.people[by], data, media_type="text/plain", facts=facts, reader="plain", reader_version="1",
            outcome=Outcome.STORED, pages=1, passages=drafts,
        )  # fmt: skip
        return source, self.lib.passages(source.id)

    def sign_label(self, source_id: str, by: str = "rex", market: str = "US") -> Decision:
        return self.decide(source_id, by, Role.REGULATORY, scope=Scope(market=market))

    # --- modules

    def draft(
        self,
        origin: Passage,
        *,
        support: Sequence[Passage] = (),
        kind: ModuleKind = ModuleKind.EFFICACY_RESULT,
        market: str = "US",
        body: str | None = None,
        product: str = PRODUCT,
        companions: tuple[str, ...] = (),
    ) -> ModuleDraft:
        """A module that says a passage (or ``body``), borne out by the support passages."""
        anchors = [whole(AnchorRole.ORIGIN, origin), *(whole(AnchorRole.SUPPORT, p) for p in support)]
        content = ModuleContent(
            kind=kind, body=origin.text if body is None else body, language="en", market=market, product=product,
            companions=companions,
        )  # fmt: skip
        return ModuleDraft(content=content, anchors=tuple(anchors))

    def module(self, origin: Passage, *, by: str | Actor = "mark", **what: object) -> Module:
        actor = self.people[by] if isinstance(by, str) else by
        return self.lib.add_modules(actor, [self.draft(origin, **what)])[0][0]  # type: ignore[arg-type]

    def claim(
        self, words: str = "Response was seen in 61.6% of patients.", *, by: str = "mark", name: str = "deck"
    ) -> Module:
        """A claim from a deck, borne out by a publication."""
        _, deck = self.document([words], DocumentClass.DECK, name=name, by=by)
        _, paper = self.document([words], DocumentClass.PUBLICATION, name=f"{name} support")
        return self.module(deck[0], support=[paper[0]], by=by)

    def edited(self, module: Module, body: str, by: str = "mark") -> Module:
        content = ModuleContent(**{**module.content.model_dump(), "body": body})
        return self.lib.edit_module(self.people[by], module.id, content=content)

    # --- review

    def decide(
        self,
        id: str,
        by: str,
        role: Role,
        *,
        verdict: Verdict = Verdict.APPROVE,
        scope: Scope = US,
        password: str | None = None,
        actor: Actor | None = None,
    ) -> Decision:
        return self.lib.decide(
            actor or self.people[by], id, verdict=verdict, scope=scope, role=role,
            password=password_of(by) if password is None else password, meaning=MEANING, reason="read beside its source",
        )  # fmt: skip

    def approve(self, id: str, *, by: str = "mark", scope: Scope = US) -> None:
        """Submit and get every required approval, from different people."""
        self.lib.submit(self.people[by], id, "ready")
        for role in self.lib.required_roles(id):
            self.decide(id, {Role.MEDICAL: "mia", Role.REGULATORY: "rex", Role.LEGAL: "lea"}[role], role, scope=scope)

    def withdraw(self, id: str, by: str = "mia", role: Role = Role.MEDICAL) -> Decision:
        return self.lib.withdraw(self.people[by], id, role=role, password=password_of(by), reason="found to be wrong")

    # --- pieces

    def piece(
        self,
        modules: Sequence[Module | str],
        *,
        kind: AssetKind = AssetKind.TALK_TRACK,
        by: str = "mark",
        title: str = "A piece",
    ) -> Asset:
        ids = [m if isinstance(m, str) else m.id for m in modules]
        statements = tuple(Statement(text=self.lib.module(id).content.body, modules=(id,)) for id in ids)
        brief = Brief(kind=kind, product=PRODUCT, scope=US, language="en")
        content = AssetContent(brief=brief, title=title, sections=(Section(title="Say", statements=statements),))
        return self.lib.add_asset(self.people[by], content)

    def to(self, name: str = "rep") -> Recipient:
        actor = self.people[name]
        return Recipient(person=actor.id, role=actor.roles[0], purpose="gate test")


def whole(role: AnchorRole, passage: Passage) -> AnchorDraft:
    return AnchorDraft(role=role, passage=passage.id, start=0, end=len(passage.text), quote=passage.text)


def found(url: str, home: Path, clock: Clock, *, policy: str | None = POLICY) -> World:
    """A new library with its people and, unless None, a policy in force."""
    lib = open_library(url, home, clock=clock)
    admin = lib.add_user(None, "ada", password_of("ada"), PEOPLE["ada"])
    people = {"ada": admin}
    for name, roles in PEOPLE.items():
        if name != "ada":
            people[name] = lib.add_user(admin, name, password_of(name), roles)
    world = World(lib, url, home, clock, people)
    if policy is not None:
        lib.import_policy(people["ada"], policy, password_of("ada"))
    return world


REACTIVE = Scope(market="US", use_class=UseClass.MEDICAL_REACTIVE)


def reopened(url: str, home: Path, clock: Clock) -> World:
    """A library whose people are there already."""
    lib = open_library(url, home, clock=clock)
    return World(lib, url, home, clock, {user.name: user for user in lib.users()})
