"""SmartArt to blocks: the words of a diagram in the order of its outline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ingest.office.drawing import paragraphs_of
from ingest.reading import join_text

D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_NODES = (None, "node", "asst")


def outline(root: Any) -> list[tuple[int, str]]:
    """``(depth from 0, words)`` of a diagram's points as its outline gives them; points it does not reach come last."""
    points = {p.get("modelId") or "": p for p in root.iter(f"{D}pt")}
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in root.iter(f"{D}cxn"):
        if link.get("type") in (None, "parOf"):
            order = link.get("srcOrd") or "0"
            below[link.get("srcId") or ""].append((int(order) if order.isdigit() else 0, link.get("destId") or ""))
    seen: set[str] = set()
    tops = [name for name, point in points.items() if point.get("type") == "doc"]
    found = [entry for top in tops for entry in _walk(top, -1, points, below, seen)]
    for name in points:
        found += _walk(name, 0, points, below, seen)
    return found


def _walk(
    name: str, depth: int, points: dict[str, Any], below: dict[str, list[tuple[int, str]]], seen: set[str]
) -> Iterator[tuple[int, str]]:
    waiting = [(depth, name)]
    while waiting:
        depth, name = waiting.pop()
        if name in seen or name not in points:
            continue
        seen.add(name)
        point = points[name]
        if point.get("type") in _NODES:
            text = join_text(line for p in paragraphs_of(point.find(f"{D}t")) for line in p.lines)
            if text:
                yield max(0, depth), text
        waiting += [(depth + 1, child) for _, child in sorted(below[name], reverse=True)]
