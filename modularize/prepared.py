"""The passages of a document made ready to be cut: what stands over what, as the words themselves tell it."""

from __future__ import annotations

from collections.abc import Iterable

from library.models import Passage
from modularize.headings.behind_references import beyond_references
from modularize.headings.callouts import with_callouts_apart
from modularize.headings.contents import beyond_contents
from modularize.headings.deck_pages import with_titles_on_their_pages
from modularize.headings.frequency_lists import beyond_frequency_lists
from modularize.headings.populations import with_populations_apart
from modularize.headings.ringed import with_rings_over
from modularize.headings.set_right import with_headings_set_right
from modularize.items.bare import with_bare_items
from modularize.items.counted import with_counted_items
from modularize.items.lines_below import with_lines_below
from modularize.items.reasons import with_reasons
from modularize.items.records import with_records
from modularize.items.set_as_list import with_tables_set_as_lists
from modularize.left_out.guidelines import with_tails
from modularize.notes.asides import with_notes
from modularize.notes.below_tables import with_notes_below_tables
from modularize.slides import with_lines_over_tables
from modularize.tables.fallen import with_fallen_tables
from modularize.tables.holes import with_holes
from modularize.tables.lost import with_lost_tables
from modularize.tables.rows_in_head import with_rows_in_head
from modularize.tables.rows_overleaf import with_rows_overleaf

__all__ = ["prepared"]


def prepared(passages: Iterable[Passage]) -> Iterable[Passage]:
    """The passages of one document in reading order, with their kinds and headings mended; none is added or lost."""
    apart = with_rows_overleaf(with_populations_apart(beyond_contents(with_titles_on_their_pages(list(passages)))))
    placed = with_callouts_apart(beyond_references(apart))
    headed = with_counted_items(with_records(with_headings_set_right(with_tails(placed))))
    noted = with_rows_in_head(with_notes_below_tables(headed))
    told = with_lines_over_tables(with_fallen_tables(with_lost_tables(with_rings_over(noted))))
    listed = with_lines_below(with_bare_items(beyond_frequency_lists(told)))
    return with_holes(with_tables_set_as_lists(with_notes(with_reasons(listed))))
