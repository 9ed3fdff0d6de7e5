"""The map of what to write next: each module in the rows it speaks to, and nothing counted that is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from library.models import ModuleKind, Status
from library.taxonomy import Taxonomy
from review.coverage import EXPECTED, Coverage, Line, coverage

TAXONOMY = Taxonomy.load()
S1, S3 = TAXONOMY.scenario("S1"), TAXONOMY.scenario("S3")
BARRIER = TAXONOMY.scenario_record(S3).messages[0].barrier


@dataclass(frozen=True)
class Module:
    id: str = "m"
    product: str = "ovranteq"
    kind: str = "efficacy_result"
    status: Status = Status.RELEASED
    expiring: bool = False
    scenarios: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()


def made(*modules: Module, products: tuple[str, ...] = ("ovranteq",)) -> Coverage:
    return coverage(modules, TAXONOMY.scenarios, products)


def row(matrix: Coverage, scenario: str, barrier: str = "") -> Line:
    return next(x for x in matrix.lines if (x.scenario, x.barrier) == (scenario, barrier))


def cell(line: Line, kind: ModuleKind) -> Any:
    return next(c for c in line.cells if c.kind is kind)


def test_an_empty_library_misses_everything_and_says_of_what() -> None:
    matrix = made()
    assert matrix.kinds == EXPECTED
    assert {x.scenario for x in matrix.lines} == {s.id for s in TAXONOMY.scenarios_of("ovranteq")}
    assert all(x.missing == EXPECTED for x in matrix.lines)


def test_a_module_stands_with_its_scenario_and_the_barrier_it_resolves() -> None:
    matrix = made(Module(scenarios=(S3,), barriers=(BARRIER,)))
    assert cell(row(matrix, S3, BARRIER), ModuleKind.EFFICACY_RESULT).approved == 1
    assert cell(row(matrix, S3), ModuleKind.EFFICACY_RESULT).approved == 1
    assert cell(row(matrix, S1), ModuleKind.EFFICACY_RESULT).missing


def test_a_barrier_of_another_scenario_does_not_count_here() -> None:
    matrix = made(Module(scenarios=(S1,), barriers=(BARRIER,)))
    assert cell(row(matrix, S1), ModuleKind.EFFICACY_RESULT).approved == 1
    assert cell(row(matrix, S3, BARRIER), ModuleKind.EFFICACY_RESULT).missing


def test_what_speaks_to_no_scenario_has_its_own_row() -> None:
    assert cell(row(made(Module()), ""), ModuleKind.EFFICACY_RESULT).modules == ["m"]


def test_states_are_counted_apart() -> None:
    states = (Status.RELEASED, Status.IN_REVIEW, Status.DRAFT, Status.REJECTED, Status.ON_HOLD)
    matrix = made(*(Module(id=s.value, status=s) for s in states), Module(id="soon", expiring=True))
    found = cell(row(matrix, ""), ModuleKind.EFFICACY_RESULT)
    assert (found.approved, found.expiring, found.in_review, found.draft, found.on_hold) == (2, 1, 1, 2, 1)


def test_a_kind_nobody_expected_gets_a_column() -> None:
    assert ModuleKind.ACCESS in made(Module(kind="access")).kinds


@given(
    st.lists(
        st.builds(
            Module,
            id=st.uuids().map(str),
            product=st.sampled_from(["ovranteq", "wyndralis", "other"]),
            kind=st.sampled_from([k.value for k in ModuleKind]),
            status=st.sampled_from([Status.RELEASED, Status.IN_REVIEW, Status.DRAFT, Status.ON_HOLD]),
            scenarios=st.lists(st.sampled_from([*TAXONOMY.scenarios, "unknown"]), max_size=3, unique=True).map(tuple),
            barriers=st.lists(st.sampled_from(list(TAXONOMY.barriers)), max_size=3, unique=True).map(tuple),
        ),
        max_size=12,
        unique_by=lambda m: m.id,
    )
)
def test_every_module_is_somewhere_and_the_counts_add_up(modules: list[Module]) -> None:
    matrix = coverage(modules, TAXONOMY.scenarios)
    cells = [c for x in matrix.lines for c in x.cells]
    assert {id for c in cells for id in c.modules} == {m.id for m in modules}
    assert all(len(c.modules) == c.approved + c.in_review + c.draft + c.on_hold for c in cells)
    assert matrix.counted == len(modules)
