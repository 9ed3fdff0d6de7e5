from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.worker.sandbox import Sandbox, SandboxLimits


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One nursery for all tests (its start costs about a second); it knows the hostile tasks, too."""
    limits = SandboxLimits(seconds=60, memory_mb=2048, output_bytes=4 * 1024 * 1024)
    box = Sandbox(limits, workers=2, nursery="tests.ingest.hostile")
    yield box
    box.close()
