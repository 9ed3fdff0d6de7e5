"""The key to classes of frequency told line by line ("Common: ≥ 1/100 to < 1/10"): it says nothing of the medicine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from library import han
from library.models import Passage, PassageKind
from modularize.draft import Quote, Segment, Segmentation, Skipped

CONVENTION = "convention of frequencies, the same in every label (CIOMS)"
_SHARE = r"[≥>≤<=≧≦]{0,2}\s?1\s?[/:]\s?1(?:[ .,'’\u00a0\u202f]?0){1,5}"
_OF_TREATED = r"(?:mehr|weniger) als 1 (?:Behandelter? )?von 1[0. ]+(?: ?(?:Behandelten?|Patienten))?"
_TOLD = (
    rf"\W*(?:(?:sehr )?(?:häufig|selten)|gelegentlich)\s?:\s*(?:bei )?{_OF_TREATED}"
    rf"(?:, aber {_OF_TREATED})?(?:,? einschließlich Einzelfälle)?\W*"
)
"""A class of the older German leaflets: "Häufig: weniger als 1 von 10, aber mehr als 1 von 100 Behandelten"."""
_KEY = han.compile(
    rf"{_TOLD}(?:\t{_TOLD})?|"
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
_UNKNOWN = re.compile(
    r"\W*(?:nicht bekannt|(?:Häufigkeit )?unbekannt|(?:frequency )?(?:not known|unknown))\W{0,3}\(?[^:;]{0,30}"
    r"\b(?:verfügbaren Daten|available data)\b[^:;]{0,40}",
    re.IGNORECASE,
)
_FEWEST = 3
"""Lines of classes with their shares that make a key."""
_LINES = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_MARGINAL = (PassageKind.HEADER, PassageKind.FOOTER)


def around_keys(passages: Sequence[Passage]) -> dict[str, str]:
    """By id, with the reason, the lines that go with a key: the words that open it, and its last line, "not known".

    That line has no share, and would head the reactions below the key though these say otherwise how often they come.
    """
    lines = [passage for passage in passages if passage.kind not in _MARGINAL]
    keys = [passage.kind in _LINES and bool(_KEY.fullmatch(passage.text.strip())) for passage in lines]
    found: dict[str, str] = {}
    for at, passage in enumerate(lines):
        text = passage.text.strip()
        ends = at >= _FEWEST and all(keys[at - _FEWEST : at]) and bool(_UNKNOWN.fullmatch(text))
        opens = text.endswith((":", "：")) and not re.search(r"[.。!?]\s", text) and len(text) < _OPENING
        opens = opens and len(keys[at + 1 : at + 1 + _FEWEST]) == _FEWEST and all(keys[at + 1 : at + 1 + _FEWEST])
        if passage.kind not in _LINES or not (ends or opens):
            continue
        found[passage.id] = CONVENTION
        run = reversed(range(at)) if ends else range(at + 1, len(lines))
        found.update({lines[other].id: CONVENTION for other in takewhile(keys.__getitem__, run)})
    return found


_OPENING = 200
"""Code points of the words over a key."""


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
    return [line for run in runs if sum(map(_classes, run)) >= _FEWEST for line in run]


def _classes(line: Quote) -> int:
    """How many classes a line tells: a row of a table may hold two beside one another."""
    return max(1, len(re.findall(r"(?:häufig|selten|gelegentlich)\s?:", line.text, re.IGNORECASE)))


def _is_key(quote: Quote) -> bool:
    return bool(_KEY.fullmatch(quote.text.strip()))


def _opens(part: Quote) -> bool:
    """A line over the key: it opens nothing else."""
    return part.passage.kind is PassageKind.PARAGRAPH and part.text.rstrip().endswith((":", "："))
