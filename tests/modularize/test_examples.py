"""What holds for every module of the example documents, read by the product's own readers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ingest.readers import read
from ingest.reading import Limits
from library.models import Passage, PassageKind
from library.text import parts_figure
from modularize.draft import Quote, Segment, Segmentation
from modularize.segment import segment
from modularize.sentences.leaning import is_lost

DOCUMENTS = sorted((Path(__file__).resolve().parents[2] / "examples" / "documents").iterdir())
every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


@cache
def passages_of(path: Path) -> tuple[Passage, ...]:
    """The passages of an example, as the library would keep them."""
    _, reading = read(path.read_bytes(), path.name, Limits())
    drafts = enumerate(reading.passages)
    return tuple(
        Passage(**draft.model_dump(), id=f"p{seq}", source="s", extraction="e", seq=seq) for seq, draft in drafts
    )


@cache
def cut_of(path: Path) -> Segmentation:
    return segment(passages_of(path))


def quotes(part: Segment) -> list[Quote]:
    return [*part.origin, *(held for held in part.context if isinstance(held, Quote))]


@every_document
def test_every_passage_ends_in_a_module_a_context_or_a_reason(path: Path) -> None:
    cut = cut_of(path)
    found = {quote.passage.id for part in cut.segments for quote in quotes(part)} | {s.passage for s in cut.skipped}
    assert [p.text for p in passages_of(path) if p.id not in found] == []
    assert all(skip.reason for skip in cut.skipped)


@every_document
def test_no_module_mixes_two_label_sections(path: Path) -> None:
    for part in cut_of(path).segments:
        assert len({quote.passage.section for quote in part.origin}) == 1, part.body


@every_document
def test_every_anchor_is_exact_and_parts_no_figure(path: Path) -> None:
    for part in cut_of(path).segments:
        assert part.body == "\n".join(quote.text for quote in part.origin)
        for quote in quotes(part):
            assert not parts_figure(quote.passage.text, quote.start, quote.end), quote.text


@every_document
def test_no_module_opens_or_ends_within_its_sentence(path: Path) -> None:
    for part in cut_of(path).segments:
        prose = part.first.kind is PassageKind.PARAGRAPH and "\t" not in part.body
        goes_on = re.match(r"[a-zß-ÿ]{2}", part.body) and not any(_is_opening(text) for text in part.context_texts)
        assert not (prose and goes_on), part.body
        assert not re.match(r"\s*(?:[（(]?\d{1,2}[)）.．、]|[①-⑳])\s*$", part.body), part.body
        assert "\t" in part.body or not part.body.rstrip().endswith((":", "：")), part.body


@every_document
def test_no_module_is_lost_without_what_it_refers_to(path: Path) -> None:
    for part in cut_of(path).segments:
        if part.first.locator.slide is None and "\t" not in part.body and not part.question:
            has_sentence = any(
                quote.passage.kind is not PassageKind.HEADING for quote in quotes(part)[len(part.origin) :]
            )
            assert has_sentence or not is_lost(part.body, part.first.language), part.body


def _is_opening(text: str) -> bool:
    return text.rstrip().endswith((":", "：")) or len(text) > 20
