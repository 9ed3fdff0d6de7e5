"""How long ``clearcopy --help`` takes beside a bare Typer program with one command, alternating, in the same run.

Usage: ``python benchmarks/help.py [ROUNDS]``. Prints both medians in milliseconds and their ratio (wanted: at most 2).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str) -> None:
    print(name)
if __name__ == "__main__":
    app()
"""


def seconds(command: list[str], cwd: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main(rounds: int = 15) -> None:
    root = Path(__file__).parent.parent
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        ours, theirs = [], []
        for _ in range(rounds + 1):
            theirs.append(seconds([sys.executable, str(bare), "--help"], root))
            ours.append(seconds([sys.executable, "-m", "cli", "--help"], root))
    a, b = statistics.median(ours[1:]), statistics.median(theirs[1:])
    print(f"clearcopy --help {a * 1000:.0f} ms, bare Typer {b * 1000:.0f} ms: ratio {a / b:.2f} (medians of {rounds})")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
