"""Does each passage of a label stand in its canonical section? Measured against sections that a person marked by hand.

``python benchmarks/sections.py DIR [--wrong N]``. The gold in ``benchmarks/gold/sections.json`` was made by reading the
documents as other programs show them (pypdfium2, raw markup), never from this project's own output. It holds facts
only: the file's sha256, and for each place where a section begins the page, the number of characters of its first words
(without white space) and their hash, and the section's name; for XML, the section of each section element in order.

A passage is looked for in the other program's text; the section that begins last before it there is the right one.
Precision and recall count the passages that either side puts into a section (``other`` and none aside).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.readers import read
from ingest.reading import Limits
from library.models import PassageDraft, PassageFlag, PassageKind
from tests.ingest.independent import squeezed

GOLD = Path(__file__).parent / "gold" / "sections.json"
_ASIDE = (PassageKind.HEADER, PassageKind.FOOTER, PassageKind.COMMENT)


def words_hash(words: str) -> str:
    """The hash a gold start carries: of its first words without white space."""
    return hashlib.sha256(squeezed(words).encode()).hexdigest()[:16]


@dataclass
class Piece:
    """A page, or one section element, of the other program's text."""

    text: str
    starts: list[tuple[int, str]] = field(default_factory=list)
    """Where in ``text`` a section begins, in order, and which."""
    reached: int = 0
    turn: int = 0
    """Where a passage was found in it last, and how many passages had been found by then."""

    def at(self, place: int) -> str:
        """The section at a character of the text."""
        return self.starts[bisect_right([s[0] for s in self.starts], place) - 1][1]


def pdf_pieces(data: bytes) -> list[Piece]:
    """Pages as pypdfium2 gives their text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [Piece(squeezed(page.get_textpage().get_text_bounded())) for page in document]


def html_pieces(data: bytes) -> list[Piece]:
    """The text of a page of HTML, tags left out."""
    from lxml import html

    tree: Any = html.fromstring(_decoded(data))
    for element in list(tree.iter("script", "style", "head")):
        element.drop_tree()
    return [Piece(squeezed("".join(tree.itertext())))]


def _decoded(data: bytes) -> str | bytes:
    """UTF-8 where it is; else the bytes, for the parser to find the encoding that the page declares."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data


def xml_pieces(data: bytes) -> tuple[list[Piece], list[Piece]]:
    """Own text of each section element in document order, and of the highlights excerpts."""
    from lxml import etree

    root: Any = etree.fromstring(data)
    sections = [e for e in root.iter() if isinstance(e.tag, str) and e.tag.endswith("}section")]
    own, excerpts = [], []
    for section in sections:
        parts, short = [], []
        for child in section:
            name = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
            said = "".join(child.itertext()) + (child.get("value") or "" if name == "title" else "")
            if name in ("title", "text"):
                parts.append(said)
            elif name == "excerpt":
                short.append(said)
        own.append(Piece(squeezed("\n".join(parts))))
        if short:
            code = next((c.get("code") for c in section if isinstance(c.tag, str) and c.tag.endswith("}code")), "")
            name = "recent_changes" if code == "43683-2" else "highlights"
            excerpts.append(Piece(squeezed("\n".join(short)), [(0, name)]))
    return own, excerpts


def marked(pieces: list[Piece], gold: dict[str, Any]) -> list[Piece]:
    """The pieces with the sections that begin in them. Raises ValueError for a start that is not found."""
    section = "other"
    page, place = 0, 0
    starts = list(gold["starts"])
    for piece in pieces:
        piece.starts = [(0, "")]
    pieces[0].starts = [(0, section)]
    for start in starts:
        at = start.get("page", 1) - 1
        if at != page:
            page, place = at, 0
        length, text = start["length"], pieces[page].text
        found = next(
            (i for i in range(place, len(text) - length + 1) if _digest(text[i : i + length]) == start["words"]), None
        )
        if found is None:
            raise ValueError(f"start of {start['section']} on page {page + 1} is not in the text")
        pieces[page].starts.append((found, start["section"]))
        place = found + 1
    for piece in pieces:  # what begins on one page goes on on the next
        piece.starts[0] = (0, section)
        section = piece.starts[-1][1]
    return pieces


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def pieces_of(name: str, data: bytes, gold: dict[str, Any]) -> list[Piece]:
    """The document's text as another program gives it, with the right sections."""
    if "sections" in gold:
        own, excerpts = xml_pieces(data)
        if len(own) != len(gold["sections"]):
            raise ValueError(f"{len(own)} section elements, {len(gold['sections'])} in the gold")
        for piece, section in zip(own, gold["sections"], strict=True):
            piece.starts = [(0, section)]
        return [*own, *excerpts]
    return marked(pdf_pieces(data) if name.endswith(".pdf") else html_pieces(data), gold)


def right_section(passage: PassageDraft, pieces: Sequence[Piece], paged: bool) -> str | None:
    """The section the passage stands in by the gold, or None where the other text has no such words."""
    page = passage.locator.page if paged else None
    last = max(range(len(pieces)), key=lambda i: pieces[i].turn)
    on = [pieces[page - 1]] if page else [*pieces[last:], *pieces[:last]]
    parts = [squeezed(cell) for cell in passage.text.split("\t")] if "\t" in passage.text else [squeezed(passage.text)]
    for part in sorted((p for p in parts if p), key=lambda p: -min(len(p), 20)):
        for words in _parts_of(part):
            for piece in on:
                place = _nearest(piece, words)
                if place is not None:
                    piece.reached, piece.turn = place, max(p.turn for p in pieces) + 1
                    return piece.at(place)
    return None


def _parts_of(words: str) -> list[str]:
    """What to look for of a passage, the surest first; less of it where raised signs may stand elsewhere."""
    if len(words) <= 14:
        return [words] if len(words) > 2 else []
    return [words[:80], words[:28], words[1:25], words[12:36], words[-24:]]


def _nearest(piece: Piece, words: str) -> int | None:
    """Where the words stand in the piece, nearest after what was found there last."""
    after = piece.text.find(words, piece.reached)
    return after if after >= 0 else (piece.text.find(words) if words in piece.text else None)


@dataclass
class Score:
    """Counts of passages."""

    right: int = 0
    ours: int = 0
    gold: int = 0
    lost: int = 0

    def add(self, other: Score) -> None:
        """Take in the counts of another score."""
        self.right += other.right
        self.ours += other.ours
        self.gold += other.gold
        self.lost += other.lost

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.ours + self.gold)


def score(path: Path, gold: dict[str, Any], show: int = 0) -> tuple[Score, dict[str, Score]]:
    """The score of one document, and by section; prints up to ``show`` passages that are in the wrong section."""
    data = path.read_bytes()
    pieces = pieces_of(path.name, data, gold)
    total, by_section = Score(), defaultdict[str, Score](Score)
    for passage in _counted(read(data, path.name, Limits())[1].passages):
        right = right_section(passage, pieces, path.name.endswith(".pdf"))
        if right is None:
            total.lost += 1
            continue
        ours = passage.section or "other"
        for name in {right, ours} - {"other"}:
            one = Score(int(right == ours), int(ours == name), int(right == name))
            by_section[name].add(one)
            total.add(one)
        if right != ours and show > 0:
            show -= 1
            print(f"      {passage.locator.page or ''} {passage.kind} is {ours}, not {right}: {passage.text[:70]!r}")
    return total, by_section


def _counted(passages: Iterable[PassageDraft]) -> Iterable[PassageDraft]:
    return (p for p in passages if p.kind not in _ASIDE and PassageFlag.HIDDEN not in p.flags)


def main() -> None:
    """Print precision, recall and F1 by document, market and in total."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="passages in the wrong section to show for each document")
    given = parser.parse_args()
    gold = json.loads(GOLD.read_text())
    markets: dict[str, Score] = defaultdict(Score)
    sections: dict[str, Score] = defaultdict(Score)
    for path in sorted(p for p in given.folder.rglob("*") if p.is_file()):
        mark = gold.get(hashlib.sha256(path.read_bytes()).hexdigest())
        if mark is None:
            continue
        if "left_out" in mark:
            print(f"{path.name[:52]:52} left out: {mark['left_out']}")
            continue
        total, by_section = score(path, mark, given.wrong)
        print(f"{path.name[:52]:52} F1 {total.f1:.4f}  {total.gold} passages, {total.lost} not looked up")
        for name in ("all", mark["market"]):
            markets[name].add(total)
        for name, one in by_section.items():
            sections[name].add(one)
    for name, one in sorted(markets.items()):
        precision, recall = one.right / max(1, one.ours), one.right / max(1, one.gold)
        print(f"{name:10} precision {precision:.4f} recall {recall:.4f} F1 {one.f1:.4f} of {one.gold} passages")
    for name, one in sorted(sections.items(), key=lambda pair: pair[1].f1):
        print(f"   {name:20} F1 {one.f1:.4f} of {one.gold}")


if __name__ == "__main__":
    main()
