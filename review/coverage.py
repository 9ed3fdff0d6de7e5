"""The marketer's map of what to write next: product × patient scenario × barrier × kind. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from library.models import ModuleKind, Status

EXPECTED = (
    ModuleKind.INDICATION,
    ModuleKind.DOSING,
    ModuleKind.MECHANISM,
    ModuleKind.EFFICACY_RESULT,
    ModuleKind.SAFETY_RESULT,
    ModuleKind.ADVERSE_REACTION,
    ModuleKind.WARNING,
    ModuleKind.CONTRAINDICATION,
    ModuleKind.SPECIAL_POPULATION,
    ModuleKind.PATIENT_COUNSELLING,
)
"""Kinds a column stands for even where there is nothing: what a conversation about a patient may need."""
_APPROVED = (Status.RELEASED, Status.APPROVED)


class Covered(Protocol):
    """A module with where it stands and what it speaks to."""

    @property
    def id(self) -> str: ...
    @property
    def product(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def expiring(self) -> bool: ...
    @property
    def scenarios(self) -> tuple[str, ...]: ...
    @property
    def barriers(self) -> tuple[str, ...]: ...


class Step(Protocol):
    """One barrier of a scenario."""

    @property
    def barrier(self) -> str: ...


class Scenario(Protocol):
    """A named patient scenario of a product."""

    @property
    def id(self) -> str: ...
    @property
    def product(self) -> str: ...
    @property
    def step(self) -> int: ...
    @property
    def messages(self) -> Sequence[Step]: ...


@dataclass
class Cell:
    """What there is of one kind for one row."""

    kind: ModuleKind
    modules: list[str] = field(default_factory=list)
    """Ids, oldest first."""
    approved: int = 0
    expiring: int = 0
    """Those of ``approved`` that end soon."""
    in_review: int = 0
    draft: int = 0
    """In work: drafts, rejected ones and those with changes requested."""
    on_hold: int = 0

    @property
    def missing(self) -> bool:
        """True where there is nothing, not even a draft."""
        return not self.modules

    def count(self, module: Covered) -> None:
        """Take one module in."""
        self.modules.append(module.id)
        if module.status in _APPROVED:
            self.approved += 1
            self.expiring += module.expiring
        elif module.status is Status.IN_REVIEW:
            self.in_review += 1
        elif module.status is Status.ON_HOLD:
            self.on_hold += 1
        else:
            self.draft += 1


@dataclass(frozen=True)
class Line:
    """A row of the matrix: a patient scenario as a whole (no barrier), or one barrier of it.

    An empty scenario gathers what speaks to no patient scenario.
    """

    product: str
    scenario: str
    barrier: str
    cells: tuple[Cell, ...]

    @property
    def missing(self) -> tuple[ModuleKind, ...]:
        """Expected kinds of which there is nothing."""
        return tuple(cell.kind for cell in self.cells if cell.missing and cell.kind in EXPECTED)


@dataclass(frozen=True)
class Coverage:
    """The matrix: its columns, and its rows by product and scenario in the ladder's order."""

    kinds: tuple[ModuleKind, ...]
    lines: tuple[Line, ...]
    counted: int
    """Modules counted; one that speaks to several scenarios stands in several rows."""


def coverage(modules: Iterable[Covered], scenarios: Mapping[str, Scenario], products: Iterable[str] = ()) -> Coverage:
    """The matrix of these modules; ``products`` are shown even where there is no module of theirs."""
    by_row: dict[tuple[str, str, str], dict[str, list[Covered]]] = defaultdict(lambda: defaultdict(list))
    seen, counted = dict.fromkeys(products), 0
    found_kinds: set[ModuleKind] = set()
    for module in modules:
        counted += 1
        seen.setdefault(module.product)
        found_kinds.add(ModuleKind(module.kind))
        for scenario, barrier in _rows_of(module, scenarios):
            by_row[module.product, scenario, barrier][module.kind].append(module)
    kinds = (*EXPECTED, *(kind for kind in ModuleKind if kind in found_kinds and kind not in EXPECTED))
    lines = [
        _line(key, by_row.get(key, {}), kinds)
        for product in seen
        for key in _keys(product, scenarios)
        if key in by_row or key[1]
    ]
    return Coverage(kinds, tuple(lines), counted)


def _rows_of(module: Covered, scenarios: Mapping[str, Scenario]) -> Iterable[tuple[str, str]]:
    """``(scenario, barrier)`` of each row a module stands in."""
    own = [id for id in module.scenarios if id in scenarios and scenarios[id].product == module.product]
    if not own:
        return [("", "")]
    found = []
    for id in own:
        barriers = [step.barrier for step in scenarios[id].messages if step.barrier in module.barriers]
        found += [(id, ""), *((id, barrier) for barrier in dict.fromkeys(barriers))]
    return found


def _keys(product: str, scenarios: Mapping[str, Scenario]) -> Iterable[tuple[str, str, str]]:
    """The rows of a product: its scenarios by ladder, each followed by its barriers, then what speaks to none."""
    for scenario in sorted((s for s in scenarios.values() if s.product == product), key=lambda s: (s.step, s.id)):
        yield product, scenario.id, ""
        for barrier in dict.fromkeys(step.barrier for step in scenario.messages):
            yield product, scenario.id, barrier
    yield product, "", ""


def _line(key: tuple[str, str, str], held: Mapping[str, Sequence[Covered]], kinds: Sequence[ModuleKind]) -> Line:
    cells = []
    for kind in kinds:
        cell = Cell(kind)
        for module in held.get(kind.value, ()):
            cell.count(module)
        cells.append(cell)
    return Line(*key, tuple(cells))
