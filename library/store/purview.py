"""What somebody from outside the company sees of the library: what they brought in or made, and what is usable now.

``Purview`` stands in for a ``Library`` where records are looked up or listed for an agency. It lets through only the
verbs it names; whatever it has not heard of is refused, so that a new verb is closed until somebody decides on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from library.errors import Forbidden, NotFound
from library.models import Actor, Asset, Extraction, Module, Passage, Role, Source, Status
from library.store.library import Library

PAGE = 200
"""Modules read at a time until a page of visible ones is full."""

AS_THEY_ARE = frozenset(
    {
        # the person, and names of signatures
        "authenticate sign_in sign_out user users change_password check_password tokens issue_token revoke_token",
        # records by the full id that a visible record or ``resolve`` gave
        "source passage module asset source_status status statuses verbatim decisions decision required_roles authors",
        "approved_scopes",
        # their own work: each of these writes in the person's name and checks what they may
        "set_facts enqueue jobs job submit",
        # what is the same for everybody
        "now policy holds answer answers replay last_event postgres eligible approved",
    }
)
_OPEN = frozenset(name for line in AS_THEY_ARE for name in line.split())


def outside(actor: Actor) -> bool:
    """True for somebody whose every role is the agency's."""
    return bool(actor.roles) and all(role is Role.AGENCY for role in actor.roles)


class Purview:
    """A library as one agency user sees it; everything not theirs and not released does not exist for them."""

    def __init__(self, library: Library, actor: Actor) -> None:
        self._library, self._actor = library, actor
        self._brought: frozenset[str] | None = None

    def __getattr__(self, verb: str) -> Any:
        if verb not in _OPEN:
            raise Forbidden("role.not_allowed", f"An agency may not {verb.replace('_', ' ')}.", "Ask the brand team.")
        return getattr(self._library, verb)

    def resolve(self, prefix: str) -> tuple[str, str]:
        """As ``Library.resolve``; NotFound for what the person may not see, in the words used for what is not there."""
        kind, full = self._library.resolve(prefix)
        if not self._sees(kind, full):
            raise NotFound("library.no_record", f"No record's id begins with {prefix.strip().lower()[:12]}.")
        return kind, full

    def sources(self, **filters: Any) -> list[Source]:
        """The documents the person brought in."""
        return [source for source in self._library.sources(**filters) if source.received_by == self._actor.id]

    def extraction(self, source_id: str) -> Extraction:
        """How one of the person's documents was read. Raises NotFound."""
        return self._library.extraction(self._own(source_id))

    def passages(self, source_id: str) -> list[Passage]:
        """The passages of one of the person's documents. Raises NotFound."""
        return self._library.passages(self._own(source_id))

    def original(self, source_id: str) -> bytes:
        """The bytes of one of the person's documents. Raises NotFound."""
        return self._library.original(self._own(source_id))

    def modules(self, *, after: str = "", limit: int | None = None, **filters: Any) -> list[Module]:
        """As ``Library.modules``, of what the person may see."""
        found: list[Module] = []
        while some := self._library.modules(after=after, limit=PAGE, **filters):
            found += self._visible(some)
            if limit is not None and len(found) >= limit:
                return found[:limit]
            after = some[-1].id
        return found

    def count_modules(self, status: Status | None = None, *, most: int | None = None) -> int:
        """As ``Library.count_modules``, of what the person may see."""
        return len(self.modules(status=status, limit=most))

    def versions(self, lineage: str) -> list[Module]:
        """As ``Library.versions``, of what the person may see."""
        return self._visible(self._library.versions(lineage))

    def modules_of_source(self, source_id: str) -> list[Module]:
        """As ``Library.modules_of_source``, of what the person may see."""
        return self._visible(self._library.modules_of_source(source_id))

    def assets(self, **filters: Any) -> list[Asset]:
        """The pieces the person made."""
        return [asset for asset in self._library.assets(**filters) if self._made(asset)]

    def used_in(self, modules: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """As ``Library.used_in``, of the pieces the person made."""
        made = {asset.id for asset in self.assets()}
        return {id: tuple(a for a in cited if a in made) for id, cited in self._library.used_in(modules).items()}

    def _sees(self, kind: str, full: str) -> bool:
        if kind == "source":
            return full in self._own_sources()
        if kind == "passage":
            return self._library.passage(full).source in self._own_sources()
        if kind == "module":
            return bool(self._visible([self._library.module(full)]))
        if kind == "asset":
            return self._made(self._library.asset(full))
        if kind == "lineage":
            return bool(self.versions(full))
        if kind == "answer":
            return self._library.answer(full).asker == self._actor.id
        if kind == "decision":
            subject = self._library.decision(full).subject
            return self._sees(self._library.resolve(subject)[0], subject)
        return kind == "policy"

    def _visible(self, modules: Iterable[Module]) -> list[Module]:
        """Those made by the person, found in a document of theirs, or usable now."""
        some = list(modules)
        mine, brought = self._actor.id, self._own_sources()
        kept = {m.id for m in some if m.author == mine or any(a.source in brought for a in m.anchors)}
        states = self._library.statuses([m.id for m in some if m.id not in kept])
        return [m for m in some if m.id in kept or states.get(m.id) is Status.RELEASED]

    def _made(self, asset: Asset) -> bool:
        return asset.author == self._actor.id

    def _own(self, source_id: str) -> str:
        if source_id not in self._own_sources():
            raise NotFound("library.no_record", "There is no such document.")
        return source_id

    def _own_sources(self) -> frozenset[str]:
        if self._brought is None:
            self._brought = frozenset(s.id for s in self.sources())
        return self._brought
