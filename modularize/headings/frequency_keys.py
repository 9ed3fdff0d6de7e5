"""The key to classes of frequency told line by line ("Common: ≥ 1/100 to < 1/10"): it says nothing of the medicine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from library import han
from library.models import PassageKind
from modularize.draft import Quote, Segment, Segmentation, Skipped

CONVENTION = "convention of frequencies, the same in every label (CIOMS)"
_SHARE = r"[≥>≤<=≧≦]{0,2}\s?1\s?[/:]\s?1(?:[ .,'’\u00a0\u202f]?0){1,5}"
_KEY = han.compile(
    rf"\W*(?:(?:sehr |very )?(?:häufig|selten|common|rare)|gelegentlich|uncommon)\W{{0,3}}\s?\(?\s?{_SHARE}"
    rf"(?:\s?(?:,|und|bis|aber|and|to|but|–|-)?\s?(?:aber |but )?{_SHARE})?\W*|"
    r"\W*(?:(?:sehr |very )?(?:häufig|selten|common|rare)|gelegentlich|uncommon)\W{0,3}\s?\(?\s?(?:kann|may affect) "
    r"(?:mehr als |weniger als |bis zu |more than |less than |up to )?1 (?:von|in|out of) [\d.,' ]+ \w+"
    r"(?: betreffen)?\W*|"
    rf"\W*(?:(?:十分|非常|极|很)?(?:常见|多见)|不常见|偶见|少见|(?:十分|非常|极|很)?罕见)\W{{0,3}}[(（]?\s?{_SHARE}"
    rf"(?:\s?(?:,|，|至|到|且|和|–|-|~|～)?\s?{_SHARE})?\W*|"
    r"\W*(?:频率|发生率)?(?:不详|未知|不明)\W{0,3}[(（]?[^（()）]{0,12}(?:不能|无法)[^（()）]{0,16}(?:估算|估计|评估|确定)\W*",
    re.IGNORECASE,
)
_FEWEST = 3
"""Lines of classes with their shares that make a key."""


def without_keys(cut: Segmentation) -> Segmentation:
    """The segmentation without the lines of a key to frequencies, each with its reason; fewer than three are none."""
    lines = _in_a_row([quote for part in cut.segments for quote in part.origin if _is_key(quote)])
    if not lines:
        return cut
    keys = {(quote.passage.id, quote.start) for quote in lines}
    kept: list[Segment] = []
    for part in cut.segments:
        rest = tuple(quote for quote in part.origin if (quote.passage.id, quote.start) not in keys)
        if len(rest) == len(part.origin):
            kept.append(part)
        elif rest and not all(quote.text.rstrip().endswith((":", "：")) for quote in rest):
            over = tuple(text for text in part.context if isinstance(text, str) or not _opens(text))
            kept.append(replace(part, origin=rest, context=over))
    skips = tuple(Skipped(passage=quote.passage.id, reason=CONVENTION) for quote in lines)
    return replace(cut, segments=tuple(kept), skipped=(*cut.skipped, *skips))


def _in_a_row(lines: Sequence[Quote]) -> list[Quote]:
    """The lines that stand beside at least two others; one with reactions below it is their heading and no key."""
    runs: list[list[Quote]] = []
    for line in sorted(lines, key=lambda quote: (quote.passage.seq, quote.start)):
        if runs and line.passage.seq - runs[-1][-1].passage.seq <= 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [line for run in runs if len(run) >= _FEWEST for line in run]


def _is_key(quote: Quote) -> bool:
    return bool(_KEY.fullmatch(quote.text.strip()))


def _opens(part: Quote) -> bool:
    """A line over the key: it opens nothing else."""
    return part.passage.kind is PassageKind.PARAGRAPH and part.text.rstrip().endswith((":", "："))
