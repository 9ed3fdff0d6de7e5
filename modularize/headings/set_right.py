"""What stands over what, set right before a document is cut, where the layout does not show it."""

from __future__ import annotations

from collections.abc import Sequence

from library.models import Passage
from modularize.headings.groups_over import with_groups_over
from modularize.headings.listed_below import with_listed_below
from modularize.headings.repeated_groups import with_repeated_groups
from modularize.headings.strengths import with_strengths
from modularize.headings.two_lines import with_whole_headings

__all__ = ["with_headings_set_right"]


def with_headings_set_right(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages, each with the path it reads under: headings in two lines, strengths, patients, lines that recur."""
    return with_repeated_groups(with_groups_over(with_strengths(with_listed_below(with_whole_headings(passages)))))
