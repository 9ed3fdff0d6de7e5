"""What a row of a table is: of a week, of doses, of shares, under a topic its heads name. Pure."""

from __future__ import annotations

import re

from generate.lexicon import table
from generate.reading import Reading, column_heads
from library.models import ModuleKind
from library.text import Number, fold

_SHARE_HEAD = re.compile(
    r"\d ?%|[≥>＜<] ?1/\d|(?<![a-z])(?:common|rare|häufig|haufig|selten|gelegentlich)(?![a-z])|常见|少见|罕见|偶见|頻度"
)
"""A column head that says how often what stands below it was seen."""
_COUNTED = re.compile(
    r"(?<![a-z])n ?\( ?%[^)]*\)|(?<![a-z])(?:%|percent(?:age)?) of|例数? ?[(（] ?[%％][^)）]*[)）]|[(（] ?[%％] ?[)）]"
    r"|anzahl ?\(%\)"
)
"""A row label or head under which stand how many it befell, and their share: "n (%)"."""
_SHARE = re.compile(r"\d")
_WEEKS = re.compile(r"(?<![a-z])weeks?(?![a-z])|woche|周|週")


def is_row_of_week(number: Number, reading: Reading) -> bool:
    """Whether a module is the row of a week: weeks stand in the first column, this one, or "9+" where it is later."""
    first, tab, _ = reading.module.content.body.partition("\t")
    match = re.fullmatch(r"(\d+)\s*(\+|or more|and above|以上|以后)?", first.strip())
    heads = [line.split("\t")[0] for line in reading.module.content.context if "\t" in line]
    if not (tab and match and any(_WEEKS.search(fold(head)) for head in heads)):
        return False
    return number.value == int(match[1]) or (match[2] is not None and number.value >= int(match[1]))


def is_row_of_doses(reading: Reading) -> bool:
    """Whether a module is a row of a table of doses: a column head says that doses stand below it."""
    content = reading.module.content
    if "\t" not in content.body or content.kind is not ModuleKind.DOSING:
        return False
    return any("dose" in table("topics").ids_in(head) for head in column_heads(content))


def is_row_of_shares(reading: Reading) -> bool:
    """Whether a module is a row of reactions whose columns are shares or classes of frequency ("≥5 %", "common")."""
    content = reading.module.content
    if "\t" not in content.body or content.kind is not ModuleKind.ADVERSE_REACTION:
        return False
    return any(_SHARE_HEAD.search(head) for head in column_heads(content))


def is_row_of_counts(reading: Reading) -> bool:
    """Whether a module is a row of counts with their share: its label or a head says "n (%)", figures stand in it."""
    label, tab, cells = reading.module.content.body.partition("\t")
    if not tab or not _SHARE.search(cells):
        return False
    return bool(_COUNTED.search(fold(label))) or any(
        _COUNTED.search(head) for head in column_heads(reading.module.content)
    )


def told_by_the_row(reading: Reading) -> frozenset[str]:
    """Topics that a row tells by its label and heads alone: counts with their share are a rate."""
    return frozenset({"rate"}) if is_row_of_counts(reading) or is_row_of_shares(reading) else frozenset()


def is_row_under(topic: str, reading: Reading) -> bool:
    """Whether a module is a row of a table whose title or heads name the topic, whatever its kind was taken for."""
    return "\t" in reading.module.content.body and topic in reading.context_topics


def names_a_reaction(reading: Reading) -> bool:
    """Whether a row is on a reaction by name, not on all grave ones or on those who stopped."""
    events = table("events")
    return bool(events.ids_in(reading.body) - events.flagged("vague")) and "stopped_rate" not in reading.topics
