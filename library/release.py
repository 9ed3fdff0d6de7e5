"""The one way out: ``Approved`` values are minted here and nowhere else, and nothing leaves but by ``release``.

``release`` is one write transaction. Writers are served one after another (``library.store.base``), so a withdrawal
that was acknowledged before it began is seen by it, and one that comes later waits until it has been recorded. It asks
the view with the library's clock and with the database's, proves hashes, quotes and signatures of everything the
answer rests on, and records what left, to whom, in which scope; a trigger asks the view once more for each row.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, NoReturn, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, insert, select

from library.errors import BadInput, NotEligible, NotFound, Unavailable
from library.lifecycle import Opening
from library.models import Actor, Asset, Module, Recipient, Release, Scope, UseClass
from library.obligations import lacking
from library.store.assets import AssetVerbs, asset_record
from library.store.base import uuid7
from library.store.decisions import DecisionVerbs
from library.store.proof import ProofVerbs
from library.store.rows import record, rows_in
from library.store.tables_content import modules
from library.store.tables_use import citations, release_subjects, releases

T = TypeVar("T", covariant=True)


class _Seal:
    """Known to this file only."""


_SEAL: Final = _Seal()


_minted: WeakKeyDictionary[object, tuple[object, ...]] = WeakKeyDictionary()
"""What this process's library has minted, with its parts: neither a look-alike nor one with parts swapped is in it."""


def _mint(thing: object) -> None:
    _minted[thing] = (id(thing), *_parts(thing))


def _parts(thing: object) -> tuple[object, ...]:
    names = _RELEASED if isinstance(thing, Released) else _APPROVED
    return tuple(getattr(thing, name, None) for name in names)


def is_genuine(thing: object) -> bool:
    """True for an ``Approved`` or ``Released`` value as the library of this process made it, part by part."""
    if not isinstance(thing, Approved | Released):
        return False
    made = _minted.get(thing)
    if made is None or made[0] != id(thing):
        return False
    return all(mine is theirs for mine, theirs in zip(made[1:], _parts(thing), strict=True))


class Approved(Generic[T]):
    """A value that was usable in ``scope`` at ``as_of``. Only the library makes one; it never crosses a process.

    One that was made past the constructor (``object.__new__``) shows no value.
    """

    __slots__ = ("__weakref__", "_as_of", "_scope", "_value")
    _value: T
    _scope: Scope
    _as_of: datetime

    def __init__(self, value: T, scope: Scope, as_of: datetime, seal: object = None) -> None:
        if seal is not _SEAL:
            raise TypeError("only library.release mints Approved values")
        object.__setattr__(self, "_value", value)
        object.__setattr__(self, "_scope", scope)
        object.__setattr__(self, "_as_of", as_of)
        _mint(self)

    @property
    def value(self) -> T:
        """The approved record. Raises TypeError for a look-alike that the library didn't make."""
        if not is_genuine(self):
            raise TypeError("only library.release mints Approved values")
        return self._value

    @property
    def scope(self) -> Scope:
        """Where it may be used."""
        return self._scope

    @property
    def as_of(self) -> datetime:
        """When that was found to be so."""
        return self._as_of

    def __repr__(self) -> str:
        return f"Approved({self.value!r})"

    def __init_subclass__(cls, **_: Any) -> None:
        raise TypeError("Approved is final")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise TypeError("an Approved value does not change")

    def __delattr__(self, name: str) -> NoReturn:
        raise TypeError("an Approved value does not change")

    def __copy__(self) -> NoReturn:
        raise TypeError("an Approved value is not copied")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise TypeError("an Approved value is not copied")

    def __replace__(self, **_: object) -> NoReturn:
        raise TypeError("an Approved value is not copied")

    def __reduce__(self) -> NoReturn:
        raise TypeError("an Approved value never leaves its process: send ids")

    def __reduce_ex__(self, _: object) -> NoReturn:
        raise TypeError("an Approved value never leaves its process: send ids")


@dataclass(frozen=True, eq=False)
class Released:
    """What left: its record's id, the module versions (those that assets cite included) and the assets."""

    id: str
    modules: tuple[Approved[Module], ...]
    assets: tuple[Approved[Asset], ...]
    scope: Scope
    recipient: Recipient
    at: datetime


_APPROVED: Final = ("_value", "_scope", "_as_of")
_RELEASED: Final = ("id", "modules", "assets", "scope", "recipient", "at")


@dataclass(frozen=True)
class Leaving:
    """What was found usable in a transaction, with the use each is let out for."""

    modules: tuple[Module, ...]
    assets: tuple[Asset, ...]
    uses: dict[str, Opening]


def check_obligations(leaving: Leaving) -> None:
    """Raise NotEligible ``release.companions`` if what must travel with a module is not beside it.

    Beside it means in the same asset; for what leaves outside an asset, in the same release.
    """
    by_id = {module.id: module for module in leaving.modules}
    pieces = [[by_id[id] for id in asset.content.cited] for asset in leaving.assets]
    for piece in [*pieces, list(leaving.modules)]:
        for id, lineages in lacking(piece).items():
            raise NotEligible(
                "release.companions",
                f"{id[:12]}… leaves only together with {', '.join(line[:12] + '…' for line in lineages)}.",
                "Add what must travel with it.",
            )


class ReleaseVerbs(AssetVerbs, DecisionVerbs, ProofVerbs):
    """Lets approved content out."""

    def release(
        self,
        ids: Sequence[str],
        scope: Scope,
        recipient: Recipient,
        *,
        rendition: bytes | None = None,
        use_classes: tuple[UseClass, ...] = (),
    ) -> Released:
        """Let module and asset versions out and record it; the bytes made of them may follow when this returns.

        ``rendition`` is kept by its hash with the record. Raises NotEligible, which names the first id that may not
        leave and why (``release.companions``: without what must travel with it), NotFound for an unknown id, BadInput
        for none.
        """
        with self.transaction() as tx:
            leaving = self._leaving(tx, ids, scope, use_classes)
            check_obligations(leaving)
            kept = "" if rendition is None else self.files.put(rendition)
            record = self._record_release(tx, leaving, scope, recipient, kept)
        released = Released(
            id=record.id,
            modules=tuple(Approved(m, scope, record.at, _SEAL) for m in leaving.modules),
            assets=tuple(Approved(a, scope, record.at, _SEAL) for a in leaving.assets),
            scope=scope,
            recipient=recipient,
            at=record.at,
        )
        _mint(released)
        return released

    def genuine(self, released: object) -> bool:
        """True if this is what ``release`` returned: whoever makes files for others asks before they do."""
        return isinstance(released, Released) and is_genuine(released)

    def approved(
        self, ids: Sequence[str], scope: Scope, use_classes: tuple[UseClass, ...] = ()
    ) -> list[Approved[Module]]:
        """Module versions found usable now, in the order asked, for selection and preview: nothing is recorded.

        Raises NotEligible and NotFound as ``release``.
        """
        if not ids:
            return []
        with self.reading() as tx:
            found = {m.id: m for m in self._leaving(tx, ids, scope, use_classes).modules}
        now = self.now()
        return [Approved(found[id], scope, now, _SEAL) for id in dict.fromkeys(ids) if id in found]

    def approved_assets(
        self, ids: Sequence[str], scope: Scope, use_classes: tuple[UseClass, ...] = ()
    ) -> list[Approved[Asset]]:
        """Asset versions found usable now, as ``approved`` for modules."""
        if not ids:
            return []
        with self.reading() as tx:
            found = {a.id: a for a in self._leaving(tx, ids, scope, use_classes).assets}
        now = self.now()
        return [Approved(found[id], scope, now, _SEAL) for id in dict.fromkeys(ids) if id in found]

    def releases(self, *, subjects: Collection[str] | None = None, limit: int | None = None) -> list[Release]:
        """What left, oldest first; with ``subjects`` only releases that held any of these versions."""
        statement = select(releases.c.doc).order_by(releases.c.n).limit(limit)
        with self.reading() as tx:
            if subjects is not None:
                held = select(release_subjects.c.release).distinct()
                ids = [row.release for row in rows_in(tx, held, release_subjects.c.subject, subjects)]
                by_n = {row.n: row.doc for row in rows_in(tx, select(releases), releases.c.id, ids)}
                return [record(Release, by_n[n]) for n in sorted(by_n)][:limit]
            return [record(Release, row.doc) for row in tx.execute(statement)]

    def _leaving(self, tx: Connection, ids: Sequence[str], scope: Scope, use_classes: tuple[UseClass, ...]) -> Leaving:
        """The records of ``ids`` and of all that the assets among them cite, usable and proved; else NotEligible."""
        if not ids:
            raise BadInput("release.nothing", "Nothing was named to be released.")
        asset_rows = self._asset_rows(tx, ids)
        asset_ids = [row.id for row in asset_rows]
        cited = [row.module for row in rows_in(tx, select(citations), citations.c.asset, asset_ids)]
        wanted = list(dict.fromkeys([*ids, *cited]))
        by_id = {r.id: r for r in rows_in(tx, select(modules), modules.c.id, wanted)}
        unknown = [id for id in wanted if id not in by_id and id not in asset_ids]
        if unknown:
            raise NotFound("library.no_record", f"There is no module or asset {unknown[0][:12]}….")
        uses = self._usable(tx, wanted, scope, use_classes)
        for id in wanted:
            if id not in uses:
                raise self._refusal(tx, id, scope)
        module_rows = [by_id[id] for id in wanted if id in by_id]
        try:
            found = tuple(self._hydrate(tx, module_rows))
            records = {row.id: asset_record(row) for row in asset_rows}
            wrong = self._proofs(tx, found, module_rows, asset_ids)
        except Unavailable as error:
            raise NotEligible("release.proof", error.message, error.next_step) from error
        if wrong:
            what = f"{wrong[0].subject[:12]}…: {wrong[0].message}"
            raise NotEligible("release.proof", what, "Run `clearcopy doctor`.")
        return Leaving(found, tuple(records[id] for id in wanted if id in records), uses)

    def _refusal(self, tx: Connection, id: str, scope: Scope) -> NotEligible:
        status = self._statuses(tx, [id])[id].value.replace("_", " ")
        where = f"{scope.market}, {scope.audience.value}, {scope.use_class.value}, channel {scope.channel}"
        return NotEligible(
            "release.not_eligible",
            f"{id[:12]}… may not be used now in {where}: it is {status}.",
            "Approve it for this use, or choose another.",
        )

    def _record_release(
        self, tx: Connection, leaving: Leaving, scope: Scope, recipient: Recipient, rendition: str
    ) -> Release:
        subjects = (*(m.id for m in leaving.modules), *(a.id for a in leaving.assets))
        record = Release(
            id=uuid7(self.now()),
            subjects=subjects,
            scope=scope,
            recipient=recipient,
            at=self.now(),
            rendition=rendition,
        )
        tx.execute(
            insert(releases).values(
                n=self._next(tx, releases.c.n),
                id=record.id,
                market=scope.market,
                audience=scope.audience.value,
                use_class=scope.use_class.value,
                channel=scope.channel,
                person=recipient.person,
                at=record.at,
                doc=record,
            )
        )
        if subjects:
            rows = [{"release": record.id, "subject": id, **leaving.uses[id]._asdict()} for id in subjects]
            tx.execute(insert(release_subjects), rows)
        actor = Actor(id=recipient.person, name="", roles=(recipient.role,))
        self._event(tx, actor, "release", record.id, new=" ".join(subjects), reason=recipient.purpose)
        self._outbox(tx, "release", record.id)
        return record
