"""Statements that lean on the one before ("similar dose reductions should be made") bring it along. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.passage import place_of
from generate.reading import Reading

_LEANS_ON = re.compile(
    r"(?<![a-z])(?:similar|(?:the )?same|corresponding|equivalent) (?:\w+ )?"
    r"(?:reduction|adjustment|increase|precaution|recommendation|restriction|measure|caution|effect|instruction)s?"
    r"(?![a-z])(?! (?:to|as|between|in both|across|than))"
    r"|(?<![a-z])the same (?:also )?applies|(?<![a-z])this also applies|(?<![a-z])likewise(?![a-z])"
    r"|(?<![a-z])(?:ähnliche|gleiche|entsprechende|dieselbe|dasselbe)[rsnm]? (?:\w+e[nr]? )?"
    r"(?:dosis\w*|effekte?|vorsicht\w*|ma(?:ss|ß)nahmen?|anpassung\w*|empfehlung\w*|einschränkung\w*)"
    r"|(?<![a-zäöü])(?:das )?gleiche[s]? gilt|gilt ebenso|(?<![a-z])dies gilt auch"
    r"|(?:类似|同样|相同|相应)(?:的|地)?(?:应|需|适用|剂量|减量|调整|措施|影响|注意|建议|处理|限制)"
    r"|同様(?:の|に)(?:減量|注意|調節|調整|処置|対応|慎重|用量|影響|措置|投与量|中止)"
)
"""What is to be done, or what happens, is told by pointing at the sentence before."""


def with_what_they_lean_on(answer: Sequence[Reading], readings: Sequence[Reading]) -> list[Reading]:
    """The answer in which each statement that points at the one before it in its passage follows that one."""
    whole: list[Reading] = []
    for reading in answer:
        before = _before(reading, readings) if _LEANS_ON.search(reading.body) else None
        if before is not None and before not in (*whole, *answer):
            whole.append(before)
        whole.append(reading)
    return whole


def _before(reading: Reading, readings: Sequence[Reading]) -> Reading | None:
    """The statement right before another one in the same passage, of the same kind; none for a row."""
    passage, start = place_of(reading)
    if not passage or "\t" in reading.module.content.body:
        return None
    earlier = [r for r in readings if place_of(r)[0] == passage and place_of(r)[1] < start]
    last = max(earlier, key=lambda r: place_of(r)[1], default=None)
    return last if last is not None and last.module.content.kind is reading.module.content.kind else None
