"""How fast passages become modules, and how much of it is our own code against the embedding of their words.

Usage: ``python benchmarks/modules.py [DIR]`` (default: the fictional examples). In processor time, in one run: cutting
passages into modules, tagging them, embedding their words as the index does (``CLEARCOPY_EMBEDDER`` as for the program;
one text at a time is not how it is done: 64 at once), and as a peer cutting the same passages with a plain pattern at
full stops.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.readers import read
from ingest.reading import Limits
from library.errors import Refused
from library.models import Passage, SourceFacts
from library.search.embedders import BUNDLED, make_embedder
from library.taxonomy import Taxonomy
from modularize.draft import Segment
from modularize.segment import segment
from modularize.tagging.tag import to_draft, treated

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
AT_ONCE, MOST = 64, 512
"""Texts embedded at once, and in all."""


def seconds(act: Callable[[], Any]) -> tuple[float, Any]:
    """Processor time of an act and what it gives."""
    start = time.process_time()
    result = act()
    return time.process_time() - start, result


def _tagged(parts: Sequence[Segment], facts: SourceFacts, passages: Sequence[Passage], taxonomy: Taxonomy) -> Any:
    treats = treated(passages, taxonomy)
    return [to_draft(part, facts, taxonomy, treats) for part in parts]


def _split(passages: Sequence[Passage]) -> list[list[str]]:
    return [re.split(r"(?<=[.。])\s*", passage.text) for passage in passages]


def main() -> None:
    """Print modules a second and shares."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    taxonomy = Taxonomy.load()
    spent = dict.fromkeys(("cut", "tagged", "pattern"), 0.0)
    drafts = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            reading = read(path.read_bytes(), path.name, Limits(ocr=False))[1]
        except Refused:
            continue
        passages = [
            Passage(**draft.model_dump(), id=f"p{seq}", source="s", extraction="e", seq=seq)
            for seq, draft in enumerate(reading.passages)
        ]
        took, done = seconds(partial(segment, passages))
        spent["cut"] += took
        took, made = seconds(partial(_tagged, done.segments, reading.facts, passages, taxonomy))
        spent["tagged"] += took
        spent["pattern"] += seconds(partial(_split, passages))[0]
        drafts += made
    count = len(drafts)
    own = spent["cut"] + spent["tagged"]
    cut, tagging, pattern = (1000 * spent[step] / count for step in ("cut", "tagged", "pattern"))
    print(f"{count} modules: cut {cut:.2f} ms, tagged {tagging:.2f} ms each (a plain pattern: {pattern:.3f} ms)")
    print(f"  own code: {count / own:.0f} modules a second")
    embedder = make_embedder(os.environ.get("CLEARCOPY_EMBEDDER", BUNDLED))
    if embedder is None:
        print("  no embedder")
        return
    embedder.load()
    texts = [draft.content.body for draft in drafts[:MOST]]
    took, _ = seconds(lambda: [embedder.embed(texts[i : i + AT_ONCE]) for i in range(0, len(texts), AT_ONCE)])
    each = took / len(texts)
    print(
        f"  embedding {1000 * each:.1f} ms each; own code is {100 * own / count / (own / count + each):.0f} % of both"
    )


if __name__ == "__main__":
    main()
