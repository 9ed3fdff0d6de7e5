"""Write the fictional documents: `python -m examples.make [OUT]`, by default into `examples/documents/`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

if __package__ in (None, ""):  # started as a file: make the repository root importable
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from examples.makers import (
    deck_a,
    deck_b,
    eda_a,
    eda_b_old,
    faq,
    insert_cn,
    leaflet,
    monograph,
    pi_us,
    publication_a,
    publication_b,
    smpc_b,
)

DOCUMENTS: Mapping[str, Callable[[], bytes]] = {
    "A-deck-en.pptx": deck_a.make,
    "A-eda-zh.zip": eda_a.make,
    "A-pi-us-v1.pdf": lambda: pi_us.make(1),
    "A-pi-us-v2.pdf": lambda: pi_us.make(2),
    "A-shuomingshu.pdf": insert_cn.ovranteq,
    "faq.xlsx": faq.make,
    "A-monograph.docx": monograph.make,
    "A-waymark1-publication.pdf": publication_a.make,
    "B-smpc.pdf": smpc_b.make,
    "B-shuomingshu.pdf": insert_cn.wyndralis,
    "B-deck-zh.pptx": deck_b.make,
    "B-eda-old.pdf": eda_b_old.make,
    "B-leaflet.docx": leaflet.make,
    "B-stillpoint-publication.pdf": publication_b.make,
}


def write(out: Path) -> list[Path]:
    """Write every document into `out`, which is created when missing; the paths written."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name, make in DOCUMENTS.items():
        path = out / name
        path.write_bytes(make())
        written.append(path)
    return written


def main(arguments: list[str]) -> int:
    """Command line entry; the exit status."""
    if len(arguments) > 1 or arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    out = Path(arguments[0]) if arguments else Path(__file__).resolve().parent / "documents"
    for path in write(out):
        print(f"{path.stat().st_size:>9,}  {path.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
