"""One small real home for the whole folder; tests that change things make their own modules in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.world import World, make_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("home"))
    yield made
    made.shop.close()


@pytest.fixture(scope="session")
def app(world: World) -> Any:
    from web import create_app

    return create_app(world.shop)


@pytest.fixture
def api(app: Any) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)
