"""What a source, module or asset touches: the modules that rest on it, the assets and answers made of them, what left.

Following a change downstream is how an answer is recalled: if a source turns out wrong, everything that was ever said
on its authority is found, however long ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from library.errors import BadInput
from library.models import Asset, Module, Status

if TYPE_CHECKING:
    from library.store import Library

TITLE = 90
"""Characters of a body that serve as its title in lists."""


@dataclass(frozen=True)
class ImpactItem:
    """One record touched. ``why`` says by which link."""

    kind: str
    """``module``, ``asset``, ``answer`` or ``release``."""
    id: str
    title: str
    status: str
    why: str


@dataclass(frozen=True)
class Impact:
    """Everything downstream of ``subject``, stage by stage, each stage in a fixed order."""

    subject: str
    kind: str
    items: tuple[ImpactItem, ...]

    def of(self, kind: str) -> tuple[ImpactItem, ...]:
        """The items of one kind."""
        return tuple(item for item in self.items if item.kind == kind)


def impact(lib: Library, id_: str) -> Impact:
    """What the source, module or asset touches. Raises NotFound, or BadInput ``review.no_impact`` for other records."""
    kind, full = lib.resolve(id_)
    modules: list[tuple[Module, str]] = []
    assets: list[tuple[Asset, str]] = []
    if kind == "source":
        modules = _resting_on(lib, full)
    elif kind == "module":
        modules = _needing(lib, lib.module(full))
    elif kind == "asset":
        assets = [(a, "a later version of it") for a in lib.assets() if a.parent == full]
    else:
        raise BadInput("review.no_impact", f"A {kind} has nothing downstream.", "Name a source, a module or an asset.")
    touched = {m.id for m, _ in modules} | ({full} if kind == "module" else set())
    assets += [(a, why) for a, why in _citing(lib.assets(), touched) if a.id != full]
    items = [*_module_items(lib, modules), *_asset_items(lib, assets)]
    left = touched | {a.id for a, _ in assets} | ({full} if kind == "asset" else set())
    items += _answers(lib, touched)
    items += _releases(lib, left)
    return Impact(full, kind, tuple(items))


def downstream(lib: Library, subject: str, modules: Sequence[Module]) -> Impact:
    """Pieces, answers and downloads that rest on the modules, as the impact of ``subject``; not the modules."""
    touched = {m.id for m in modules}
    assets = _citing(lib.assets(), touched) if touched else []
    items = [*_asset_items(lib, assets), *_answers(lib, touched)]
    items += _releases(lib, touched | {a.id for a, _ in assets}) if touched else []
    return Impact(subject, "source", tuple(items))


def _resting_on(lib: Library, source: str) -> list[tuple[Module, str]]:
    found = []
    for module in lib.modules_of_source(source):
        roles = sorted({a.role.value for a in module.anchors if a.source == source})
        found.append((module, f"rests on it ({', '.join(roles)})"))
    return found


def _needing(lib: Library, module: Module) -> list[tuple[Module, str]]:
    """Later versions of the module, and modules that must not travel without it."""
    later = [(m, "a later version of it") for m in lib.versions(module.lineage) if m.version > module.version]
    every = lib.modules(product=module.content.product, latest_only=False)
    return later + [(m, "must travel with it") for m in every if module.lineage in m.content.companions]


def _citing(assets: Iterable[Asset], modules: set[str]) -> list[tuple[Asset, str]]:
    found = []
    for asset in assets:
        count = len(modules.intersection(asset.content.cited))
        if count:
            found.append((asset, f"cites {count} of the modules touched" if count > 1 else "cites a module touched"))
    return found


def _module_items(lib: Library, modules: Sequence[tuple[Module, str]]) -> list[ImpactItem]:
    states = lib.statuses([m.id for m, _ in modules])
    return [ImpactItem("module", m.id, short(m.content.body), _word(states[m.id]), why) for m, why in modules]


def _asset_items(lib: Library, assets: Sequence[tuple[Asset, str]]) -> list[ImpactItem]:
    states = lib.statuses([a.id for a, _ in assets])
    return [ImpactItem("asset", a.id, a.content.title, _word(states[a.id]), why) for a, why in assets]


def _answers(lib: Library, modules: set[str]) -> list[ImpactItem]:
    """Answers already given that cite any of the modules, oldest first."""
    names = _names(lib)
    found = {answer.id: answer for id_ in sorted(modules) for answer in lib.answers(citing=id_)}
    return [
        ImpactItem(
            "answer",
            a.id,
            short(a.content.statements[0].text) if a.content.statements else "",
            a.content.outcome,
            _to(names, a.asker, a.at),
        )
        for a in sorted(found.values(), key=lambda a: (a.at, a.id))
    ]


def _releases(lib: Library, subjects: set[str]) -> list[ImpactItem]:
    """What left with any of the subjects in it: exports, downloads, fetches, answers; oldest first."""
    names = _names(lib)
    return [
        ImpactItem(
            "release", r.id, r.recipient.purpose or r.recipient.role, "left", _to(names, r.recipient.person, r.at)
        )
        for r in lib.releases(subjects=sorted(subjects))
    ]


def _names(lib: Library) -> dict[str, str]:
    """People by id; who was erased is known by the id alone."""
    return {person.id: person.name for person in lib.users()}


def _to(names: Mapping[str, str], person: str, at: object) -> str:
    return f"given to {names.get(person) or person} at {at:%Y-%m-%d %H:%M} UTC"


def _word(status: Status) -> str:
    return status.value


def short(text: str) -> str:
    """The text on one line, cut to a title's length."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else line[: TITLE - 1] + "…"
