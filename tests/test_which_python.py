"""Which Python the set-up takes. The programs here stand for Pythons: each says of itself what it is told to say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "which_python.sh"


def python(at: Path, says: str) -> Path:
    """A program that says so; one that says nothing fails, as a Python without ``venv`` does."""
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_text(f'#!/bin/sh\necho "{says}"\n' if says else "#!/bin/sh\nexit 1\n")
    at.chmod(0o755)
    return at


@pytest.mark.parametrize(
    ("mine", "theirs", "own"),
    [
        pytest.param("3.11 False", "3.11 False", True, id="the distribution's own, where python3 is not optimised"),
        pytest.param("3.11 True", "3.11 True", False, id="python3, where it is optimised"),
        pytest.param("3.12 False", "3.11 True", False, id="python3, where the other is another version"),
        pytest.param("3.11 False", "", False, id="python3, where the other can make no environment"),
        pytest.param("", "3.11 True", False, id="python3, where nothing is known of it"),
    ],
)
def test_an_optimised_python_of_the_same_version_is_taken(tmp_path: Path, mine: str, theirs: str, own: bool) -> None:
    python(tmp_path / "first" / "python3", mine)
    other = python(tmp_path / "python3", theirs)
    path = f"{tmp_path / 'first'}:{os.environ['PATH']}"

    made = subprocess.run(
        [SCRIPT, other], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True
    ).stdout.strip()

    assert made == (str(other) if own else "python3")


def test_there_need_be_no_other_python(tmp_path: Path) -> None:
    made = subprocess.run([SCRIPT, tmp_path / "none"], capture_output=True, text=True, check=True).stdout.strip()

    assert made == "python3"
