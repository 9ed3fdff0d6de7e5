"""Whether a module meets one need of a question. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.covers.figures import meets_measure, meets_number
from generate.answers.covers.names import meets_name, meets_way
from generate.answers.covers.rows import is_row_of_shares
from generate.answers.covers.topics import meets_topic
from generate.questions.need import Need
from generate.questions.vocabulary import word_share
from generate.reading import Reading, with_implied

_GIVES_REASON = re.compile(
    r"because|due to|based on|owing to|(?<![a-z])as (?:clinical|safety|the)|may reduce|can cause|risk"
    r"|which (?:may|delays)"
    r"|由于|因为|基于|根据|从而|可引起|可降低|ため|により|weil|aufgrund"
)
"""What answers "why"."""
_FIGURE = re.compile(
    r"\d|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|once|twice|no|none|half|ein|zwei|drei|kein\w*)(?![a-z])"
    r"|[一二两三四五六七八九十无]"
)


def _written(folded: str) -> str:
    """Text in which "EASI 90", "EASI-90" and "easi90" are one."""
    return re.sub(r"(?<=[a-z])[ -](?=\d)", "", folded)


def meets(need: Need, asked: Sequence[Need], reading: Reading, *, at_large: bool = False) -> bool:
    """Whether a module meets a need; ``at_large``: a general topic is met by its chapter."""
    match need.kind:
        case "topic":
            return meets_topic(need.id, asked, reading, at_large)
        case "event":
            return bool(with_implied(frozenset({need.id})) & reading.events)
        case "use":
            return need.id in reading.uses
        case "named":
            return meets_name(need.id, reading) or meets_way(need.id, asked, reading)
        case "measure":
            return meets_measure(need.measure, reading)
        case "number":
            return meets_number(need.number, reading)
        case "code":
            return _written(need.id) in _written(reading.whole)
        case "reason":
            return _GIVES_REASON.search(reading.body) is not None or _why_stopped(asked, reading)
        case "landmark":
            return need.id.rstrip("s") in re.sub(r"[\s-]+", "", reading.body)
        case "figure":
            return _FIGURE.search(reading.body) is not None or is_row_of_shares(reading)
        case _:
            return word_share(need, reading) > 0


def _why_stopped(asked: Sequence[Need], reading: Reading) -> bool:
    """Whether treatments that were stopped, or doses reduced, are told with the reactions they were stopped for."""
    counted = {need.id for need in asked if need.kind == "topic"} & {"stopped_rate", "dose_change"}
    return bool(counted & reading.topics) and bool(reading.events)
