"""The description of the API is complete and says what is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

DOC = Path(__file__).parents[2] / "docs" / "api.md"


def test_every_address_of_the_api_is_described_and_nothing_else(app: Any) -> None:
    there = {
        f"{method} {route.path}" for route in app.routes if route.path.startswith("/api/") for method in route.methods
    }
    assert set(re.findall(r"^\| `([A-Z]+ /[^`]+)` \|", DOC.read_text(encoding="utf-8"), re.M)) == there


def test_openapi_gives_each_operation_a_summary_and_a_unique_id(api: TestClient) -> None:
    described = api.get("/api/v1/openapi.json").json()
    operations = [op for path in described["paths"].values() for op in path.values()]
    assert len(operations) > 50
    assert all(op.get("summary") for op in operations)
    assert len({op["operationId"] for op in operations}) == len(operations)
