"""The SQL view and the pure functions say the same over random histories, on both databases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, text

from library import lifecycle
from library.lifecycle import Opening
from library.models import (
    ANY,
    AnchorRole,
    Decision,
    DocumentClass,
    Policy,
    PolicyRule,
    Role,
    Scope,
    SourceFacts,
    SubjectKind,
    Verdict,
)
from library.store import Library
from library.store.eligible import ALL
from library.store.policies import written_out
from library.store.rows import end_of
from library.store.signed import decision_row
from library.store.tables_content import anchors, extractions, modules, occurrences, passages, source_facts, sources
from library.store.tables_review import decisions, hold_lifts, holds, policies, policy_rules
from library.store.tables_use import assets, citations

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MOMENTS = [NOW + days * DAY for days in (-2, 0, 2)]
SOURCES, MODULES, ASSETS = ("s0", "s1", "s2", "s3"), ("m0", "m1", "m2", "m3"), ("a0", "a1")

RULES = [
    PolicyRule(subject_kind=SubjectKind.MODULE, roles=(Role.MEDICAL,)),
    PolicyRule(subject_kind=SubjectKind.MODULE, roles=(Role.MEDICAL, Role.REGULATORY)),
    PolicyRule(subject_kind=SubjectKind.MODULE, content_kind="dosing", roles=(Role.REGULATORY,)),
    PolicyRule(subject_kind=SubjectKind.ASSET, roles=(Role.MEDICAL,)),
    PolicyRule(subject_kind=SubjectKind.SOURCE, content_kind="label", roles=(Role.REGULATORY,)),
    PolicyRule(subject_kind=SubjectKind.SOURCE, content_kind="label", roles=(Role.MEDICAL, Role.REGULATORY)),
]


@dataclass(frozen=True)
class Plan:
    """A history as plain values, so that a failing one can be read."""

    rules: tuple[int, ...]
    sources: tuple[tuple[DocumentClass, str, int | None, int | None], ...]
    modules: tuple[tuple[str, str, str, str, int | None], ...]
    findings: tuple[tuple[int, int, bool], ...]
    supports: tuple[tuple[int, int, int], ...]
    assets: tuple[tuple[str, bool, tuple[int, ...]], ...]
    blessed: frozenset[str]
    """Approved by both roles before anything else is decided, so that there is something to lose."""
    decided: tuple[tuple[str, Verdict, Role, Scope | None, int | None, int | None], ...]
    holds: tuple[tuple[str, str, bool], ...]


days = st.sampled_from((None,) * 6 + (-1, 1, 2))
scopes = st.just(Scope(market="US")) | st.builds(
    Scope,
    market=st.sampled_from(("US", "US", "CN", ANY)),
    audience=st.sampled_from(("hcp", "hcp", "patient")),
    use_class=st.sampled_from(("promotional", "medical_reactive")),
    channel=st.sampled_from((ANY, "email")),
)
verdicts = st.sampled_from(
    (Verdict.APPROVE,) * 6 + (Verdict.REJECT,) * 4 + (Verdict.REQUEST_CHANGES, Verdict.WITHDRAW, Verdict.SUBMIT)
)


def several(what: st.SearchStrategy[Any], most: int, least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(what, min_size=least, max_size=most).map(tuple)


plans = st.builds(
    Plan,
    rules=st.sampled_from(((), (0, 3, 4), (1, 2, 3, 4), (1, 3, 5), (0, 2, 3), (2, 4))),
    sources=st.tuples(
        *(
            st.tuples(
                st.sampled_from((DocumentClass.LABEL, DocumentClass.LABEL, DocumentClass.PUBLICATION, DocumentClass.DECK)),
                st.sampled_from(("US", "US", "CN")),
                days,
                st.sampled_from((None, None, None, 0, 1, 2, 3)),
            )
            for _ in SOURCES
        )
    ),
    modules=st.tuples(
        *(
            st.tuples(
                st.sampled_from(("efficacy_result", "dosing", "phrase")),
                st.sampled_from(("p", "p", "q", "")),
                st.sampled_from(("US", "US", "CN", ANY)),
                st.sampled_from(("system", "system", "writer")),
                st.sampled_from((None, None, None, 0, 1, 2)),
            )
            for _ in MODULES
        )
    ),
    findings=several(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), 10, 6),
    supports=several(st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from((0, 0, 0, 5))), 8, 3),
    assets=st.tuples(
        *(
            st.tuples(st.sampled_from(("US", ANY)), st.booleans(), several(st.integers(0, 3), 2, 1))
            for _ in ASSETS
        )
    ),
    blessed=st.frozensets(st.sampled_from((*MODULES, *SOURCES, *ASSETS)), min_size=4),
    decided=several(
        st.tuples(
            st.sampled_from((*MODULES, *MODULES, *SOURCES, *SOURCES, *ASSETS)),
            verdicts,
            st.sampled_from((Role.MEDICAL, Role.REGULATORY)),
            scopes,
            days,
            st.sampled_from((None, None, None, None, None, -1, 1)),
        ),
        20,
        6,
    ),
    holds=several(st.tuples(st.sampled_from(("p", "q")), st.sampled_from(("US", "CN", ANY)), st.booleans()), 2),
)  # fmt: skip


def enact(tx: Connection, plan: Plan) -> None:
    """Put the history into the tables, as rows."""
    policy = Policy(id="policy", name="n", rules=tuple(RULES[i] for i in plan.rules), imported_by="a", at=NOW)
    if policy.rules:
        tx.execute(insert(policies).values(seq=1, id=policy.id, doc=policy))
        tx.execute(insert(policy_rules), written_out(policy))
    bring_sources(tx, plan)
    bring_modules(tx, plan)
    for n, (market, follows, cited) in enumerate(plan.assets):
        lineage, version = ("a0", 2) if n == 1 and follows else (f"a{n}", 1)
        tx.execute(
            insert(assets).values(
                n=n, id=f"a{n}", lineage=lineage, version=version, kind="faq", product="p", market=market, language="en",
                doc={}, author="writer", behalf="", at=NOW,
            )
        )  # fmt: skip
        for module in sorted(set(cited)):
            tx.execute(insert(citations).values(asset=f"a{n}", module=f"m{module}"))
    both = [
        (subject, Verdict.APPROVE, role, Scope(market="US"), None, None)
        for subject in sorted(plan.blessed)
        for role in (Role.MEDICAL, Role.REGULATORY)
    ]
    for seq, (subject, verdict, role, scope, ends, begins) in enumerate([*both, *plan.decided], start=1):
        kind = {"m": SubjectKind.MODULE, "s": SubjectKind.SOURCE, "a": SubjectKind.ASSET}[subject[0]]
        decision = Decision(
            id=f"d{seq}", subject=subject, subject_kind=kind, verdict=verdict, person="reviewer", role=role,
            scope=None if verdict in (Verdict.WITHDRAW, Verdict.SUBMIT) else scope, meaning="m", reason="r", seen="",
            policy="", at=NOW, seq=seq, expires=at(ends), effective=at(begins),
        )  # fmt: skip
        tx.execute(insert(decisions).values(**decision_row(decision)))
    for n, (product, market, lifted) in enumerate(plan.holds):
        tx.execute(insert(holds).values(id=f"h{n}", product=product, market=market, reason="r", person="x", at=NOW))
        if lifted:
            tx.execute(insert(hold_lifts).values(hold=f"h{n}", reason="r", person="x", at=NOW, key="", signature=""))


def at(offset: int | None) -> datetime | None:
    return None if offset is None else NOW + offset * DAY


def bring_sources(tx: Connection, plan: Plan) -> None:
    for n, id in enumerate(SOURCES):
        tx.execute(insert(sources).values(n=n, id=id, media_type="t", size=1, received_at=NOW, received_by="x"))
        tx.execute(insert(extractions).values(n=n, id=f"x{n}", source=id, reader="r", reader_version="1", doc={}))
        tx.execute(insert(passages).values(n=n, id=f"p{n}", source=id, extraction=f"x{n}", seq=0, text="words", doc={}))
    for n, (kind, market, ends, replaces) in enumerate(plan.sources):
        facts = SourceFacts(
            document_class=kind,
            market=market,
            expiry=None if ends is None else (NOW + ends * DAY).date(),
            replaces=None if replaces in (None, n) else f"s{replaces}",
        )
        tx.execute(
            insert(source_facts).values(
                source=f"s{n}", seq=1, facts=facts, document_class=kind.value, product="p", market=market,
                expires=end_of(facts.expiry), replaces=facts.replaces, person="x", at=NOW, key="", signature="",
            )
        )  # fmt: skip


def bring_modules(tx: Connection, plan: Plan) -> None:
    versions: dict[str, int] = defaultdict(int)
    lineages: list[str] = []
    for n, (kind, product, market, author, parent) in enumerate(plan.modules):
        lineage = lineages[parent] if parent is not None and parent < n else f"l{n}"
        lineages.append(lineage)
        versions[lineage] += 1
        tx.execute(
            insert(modules).values(
                n=n, id=f"m{n}", lineage=lineage, parent=None, version=versions[lineage], kind=kind, product=product,
                market=market, language="en", body="words", doc={}, author=author, behalf="", at=NOW,
            )
        )  # fmt: skip
    ordinal = 0
    for number, (module, source, verbatim) in enumerate(plan.findings, start=1):
        ordinal += 1
        anchor(tx, f"m{module}", f"s{source}", ordinal, number, AnchorRole.ORIGIN, 0)
        tx.execute(
            insert(occurrences).values(module=f"m{module}", number=number, source=f"s{source}", verbatim=verbatim)
        )
    for module, source, after in plan.supports:
        ordinal += 1
        anchor(tx, f"m{module}", f"s{source}", ordinal, 0, AnchorRole.SUPPORT, after)


def anchor(
    tx: Connection, module: str, source: str, ordinal: int, occurrence: int, role: AnchorRole, after: int
) -> None:
    tx.execute(
        insert(anchors).values(
            module=module, ordinal=ordinal, id=f"n{ordinal}", occurrence=occurrence, role=role.value, source=source,
            passage=f"p{source[1]}", start=0, stop=5, quote="words", prefix="", suffix="", after=after,
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def shared(empty_library: Callable[..., Library], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    lib = empty_library(tmp_path_factory.mktemp("twin"))
    yield lib
    lib.close()


class Undo(Exception):
    """Leaves a transaction without keeping anything of it."""


seen: dict[str, int] = defaultdict(int)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(plan=plans)
def twins_agree(lib: Library, plan: Plan) -> None:
    def both(tx: Connection) -> None:
        enact(tx, plan)
        for now in MOMENTS:
            lib.clock = lambda now=now: now
            by_view: dict[str, set[Opening]] = defaultdict(set)
            for row in tx.execute(ALL, {"now": now}):
                by_view[row.subject].add(Opening(row.market, row.audience, row.use_class, row.channel))
            states, world = lib._versions(tx, [*MODULES, *ASSETS])
            for id, state in states.items():
                by_rule = lifecycle.openings(state, world, now)
                assert by_view.get(id, set()) == set(by_rule), f"{id} at {now}"
                status = lifecycle.status(state, world, now)
                assert (status in ("released", "on_hold")) or not by_rule
                seen[f"{id[0]} {status.value}"] += 1

    try:
        with lib.transaction() as tx:
            both(tx)
            raise Undo
    except Undo:
        pass


def test_the_view_and_the_pure_functions_hold_the_same_openings(shared: Library) -> None:
    seen.clear()
    twins_agree(shared)
    expected = (
        "draft",
        "in_review",
        "released",
        "expired",
        "superseded",
        "withdrawn",
        "suspended",
        "on_hold",
    )
    assert [s for s in expected if not seen[f"m {s}"]] == [], f"the histories were too dull: {dict(seen)}"
    assert seen["a released"]


def test_the_view_reads_the_databases_own_clock(shared: Library) -> None:
    """What the library's clock alone would let out stays in if the database's own clock says it is over."""
    shared.clock = lambda: NOW
    with shared.reading() as tx:
        statement = str(tx.execute(text(_definition(shared))).scalar())
    assert ("statement_timestamp" if shared.postgres else "strftime('%Y-%m-%d %H:%M:%f', 'now')") in statement


def _definition(lib: Library) -> str:
    if lib.postgres:
        return "SELECT pg_get_viewdef('eligible')"
    return "SELECT sql FROM sqlite_master WHERE name = 'eligible'"


def test_homes_are_separate(empty_library: Callable[..., Library], tmp_path: Path) -> None:
    one, two = empty_library(tmp_path / "one"), empty_library(tmp_path / "two")
    try:
        assert one.keys.public_keys() != two.keys.public_keys()
    finally:
        one.close()
        two.close()
