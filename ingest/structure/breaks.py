"""Where lines that a writer ended stay apart, and where a line was only broken at the margin.

A line broken at the margin is full: the next word had no room. A line that ends early was ended on purpose, unless the
sentence plainly goes on (a comma, a hyphen, a small letter).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.lines.marks import BULLET, BULLET_TIGHT, END, ORDINAL
from ingest.sections.assign import known_heading

__all__ = ["angled", "columns", "ended_lines", "heads", "margin", "who"]

_WIDEST = 120
"""Columns above which a line is not broken at a margin (a full-width character takes two)."""
_UNWRAPPED = 0.15
"""Share of longer lines from which a text has no margin at all."""


_SECTION = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){1,3}\.?\s+[A-ZÄÖÜ\u3040-\u9fff]")
"""A numbered line; a figure with its unit is none."""
_WHO = re.compile(
    r"((Dosierung|Anwendung|Behandlung|Posologie|Dosage|Dosing|Use|Treatment) (bei|in|for|of|chez) )?"
    r"(Erwachsenen?|Kinder(n)? und Jugendlichen?|Kindern?|Jugendlichen?|Ältere[nr]? (Patienten|Menschen)|Patienten"
    r"|Adults?|Children|Adolescents|Elderly|P(a|ae)diatric (population|patients|use)|Patients (with|aged))\b"
    r"[^.:;]{0,60}"
    r"|(成人|小児|高齢者|儿童|老年人?)(患者|用药|等)?"
)


_UNCLOSED = re.compile(r"[(（][^()（）]*$")
_CLOSES = re.compile(r"[\d,;%][^()（）]*[)）]")
"""A bracket that the next line closes: a figure at its start is no number of an item."""


_ANGLED = re.compile(r"\s*(?:〈[^〈〉]{1,80}〉|《[^《》]{1,80}》|＜[^＜＞]{1,80}＞)\s*")


def angled(line: str) -> bool:
    """True for a line that stands wholly in angle brackets: it says for what the lines below it hold."""
    return bool(_ANGLED.fullmatch(line))


def who(line: str) -> bool:
    """True for a short line that only names patients: it heads what is said of them."""
    return columns(line) <= 70 and not END.search(line) and bool(_WHO.fullmatch(line.strip()))


def columns(line: str) -> int:
    """Columns that ``line`` takes in type of one width; characters of China and Japan take two."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def margin(lines: Sequence[str]) -> int | None:
    """The columns after which the lines of a text break; None where they run as long as their paragraphs."""
    widths = sorted(columns(line.strip()) for line in lines if line.strip())
    if not widths or sum(w > _WIDEST for w in widths) > _UNWRAPPED * len(widths):
        return None
    return min(_WIDEST, widths[min(len(widths) - 1, int(0.9 * len(widths)))])


def ended_lines(lines: Sequence[str], limit: int | None) -> list[list[str]]:
    """The lines in groups that belong together; ``limit`` as :func:`margin` gives it for the whole text."""
    found: list[list[str]] = []
    widest = max((w for line in lines if (w := columns(line.strip())) <= _WIDEST), default=0)
    reach = None if limit is None else max(widest, int(0.75 * limit))
    for line in lines:
        if found and _runs_on(found[-1][-1].strip(), line.strip(), reach):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _runs_on(before: str, after: str, reach: int | None) -> bool:
    """True where ``after`` goes on with the sentence of ``before``; ``reach`` is where lines break, if they do."""
    if not before or not after or "\t" in before or "\t" in after:
        return False
    if _UNCLOSED.search(before) and _CLOSES.match(after):
        return True
    if _opens(after) or angled(before) or angled(after):
        return False
    if before[0].isdigit() and known_heading(before):
        return False
    if before[-1] in "-\u2010\u00ad" and after[0].islower():
        return True
    if reach is not None and _full(before, after, reach):
        return True
    if END.search(before):
        return False
    if before[-1] in ",，、":
        return True
    return after[0].islower() and not (before[0].islower() and columns(before) < 40)


def _full(before: str, after: str, reach: int) -> bool:
    word = re.match(r"[\u3040-\u9fff][\u3040-\u9fff]?[、。，．）)]?|\S+", after)
    room = 0 if word and word[0][0] >= "\u3040" else 1
    return columns(before) + room + columns(word[0] if word else "") > reach


def _opens(line: str) -> bool:
    return bool(
        BULLET.match(line)
        or BULLET_TIGHT.match(line)
        or ORDINAL.match(line)
        or _SECTION.match(line)
        or line[:1] in "【〔"
    )


def heads(line: str, before: str, after: str) -> bool:
    """True for a short line without an end between whole sentences that heads the one after it.

    ``before`` and ``after``: the paragraphs around it; a line that follows a colon or another line without an end is an
    entry of a list.
    """
    line = line.strip()
    if not 2 < columns(line) <= 70 or END.search(line) or "\t" in line or _opens(line) or line[-1] in ",，、":
        return False
    if not any(c.isalpha() for c in line) or line[0].islower() or re.search(r"\d\s*(mg|ml|g|µg|μg|%|％)\b", line):
        return False
    told = (
        END.search(after.strip())
        and columns(after) > max(24, columns(line))
        and not after.strip().endswith((":", "："))
    )
    return bool(told) and (not before or (bool(END.search(before)) and not before.endswith((":", "："))))
