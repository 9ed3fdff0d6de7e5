"""The example documents against what their makers wrote: headings, order, tables with their captions and notes.

The makers' own calls are the gold, so that no reading of ours was ever looked at to make it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from examples.makers import insert_cn, leaflet, monograph, pi_us, publication_a, publication_b, smpc_b
from examples.makers.pdf import Flow
from examples.makers.rich import Style, runs
from examples.makers.word import Word
from ingest.readers import read
from ingest.reading import Limits
from library.models import PassageDraft, PassageKind

_EDGES = (PassageKind.HEADER, PassageKind.FOOTER)
_MARKS = "*†‡§¶"
_ALONE = "Revised:03/2026"
"""Stands alone at the head of a second column: nothing tells it from a line beside the title."""
_HEADS = (PassageKind.TITLE, PassageKind.HEADING)
MAKERS: dict[str, Callable[[], bytes]] = {
    "A-pi-us-v1.pdf": partial(pi_us.make, 1),
    "A-pi-us-v2.pdf": partial(pi_us.make, 2),
    "B-smpc.pdf": smpc_b.make,
    "A-shuomingshu.pdf": insert_cn.ovranteq,
    "B-shuomingshu.pdf": insert_cn.wyndralis,
    "A-waymark1-publication.pdf": publication_a.make,
    "B-stillpoint-publication.pdf": publication_b.make,
    "A-monograph.docx": monograph.make,
    "B-leaflet.docx": leaflet.make,
}


def squeezed(text: str) -> str:
    """Letters, figures and signs alone: lines may be broken and figures raised."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def shown(passage: PassageDraft) -> str:
    """Its words behind the mark that opens it on the page."""
    return squeezed(passage.facts.get("marker", "") + passage.text)


def plain(markup: str) -> str:
    return squeezed("".join(part for part, _ in runs(markup, Style())))


class Gold:
    """What a maker writes, in its order."""

    def __init__(self) -> None:
        self.written: list[tuple[str, str]] = []
        self.headings: list[str] = []
        self.notes: list[tuple[str, str]] = []
        """The last row of a table, and the note under it."""

    def heading(self, text: str, *_: Any, **__: Any) -> None:
        self.headings.append(plain(text))
        self.written.append(("heading", plain(text)))

    def para(self, text: str, *_: Any, **__: Any) -> None:
        self.written.append(("paragraph", plain(text)))

    def bullets(self, items: list[str], *_: Any, **__: Any) -> None:
        self.written += [("item", plain(item)) for item in items]

    def table(self, rows: list[list[str]], *rest: Any, caption: str = "", notes: str = "") -> None:
        names = [text for text in rest if isinstance(text, str)]
        self.written.append(("caption", plain(caption or (names[0] if names else ""))))
        self.written += [("row", "".join(map(plain, row))) for row in rows[1:]]
        if notes:
            self.written.append(("note", plain(notes)))
            self.notes.append(("".join(map(plain, rows[-1])), plain(notes)))

    def figure(self, *_: Any, caption: str = "", **__: Any) -> None:
        self.written.append(("caption", plain(caption)))


def made_and_read(name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Gold, list[PassageDraft]]:
    """What the document's maker wrote, and the passages of what it made without those along the edges of pages."""
    gold, inside = Gold(), [0]

    def noted(kind: Any, verb: str) -> None:
        real = getattr(kind, verb)

        def call(self: Any, *args: Any, **given: Any) -> Any:
            if not inside[0]:  # a verb may use another one for what it writes itself
                getattr(gold, verb)(*args, **given)
            inside[0] += 1
            try:
                return real(self, *args, **given)
            finally:
                inside[0] -= 1

        monkeypatch.setattr(kind, verb, call)

    for verb in ("heading", "para", "bullets", "table", "figure"):
        noted(Flow, verb)
    for verb in ("heading", "para", "bullets", "table"):
        noted(Word, verb)
    data = MAKERS[name]()
    passages = read(data, name, Limits(ocr=False))[1].passages
    return gold, [p for p in passages if p.kind not in _EDGES]


@pytest.mark.parametrize("name", MAKERS)
def test_headings_stand_where_their_maker_set_them(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gold, passages = made_and_read(name, monkeypatch)
    found = [squeezed(p.text) for p in passages if p.kind in _HEADS]
    at = -1
    for heading in gold.headings:
        assert heading in found[at + 1 :], heading
        at = found.index(heading, at + 1)


@pytest.mark.parametrize("name", MAKERS)
def test_everything_is_read_in_the_order_it_was_written(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gold, passages = made_and_read(name, monkeypatch)
    whole = "".join(map(shown, passages))
    at = 0
    for kind, text in gold.written:
        if (name, text) == ("A-pi-us-v1.pdf", _ALONE):
            assert text in whole
            continue
        place = whole.find(text, at)
        assert place >= 0, (kind, text, whole[at : at + 200])
        at = place + len(text)


@pytest.mark.parametrize("name", MAKERS)
def test_notes_behind_a_mark_stand_with_their_table(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gold, passages = made_and_read(name, monkeypatch)
    for row, note in gold.notes:
        if note[0] in _MARKS:
            groups = {p.group for p in passages if squeezed(p.text) == row}
            held = [p for p in passages if p.kind is PassageKind.FOOTNOTE and shown(p) in note]
            assert note in "".join(map(shown, held)), note
            assert {p.group for p in held} & groups, note
