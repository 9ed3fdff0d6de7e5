"""What to do about a suspected reaction: the statement that says to withhold, interrupt, stop or treat leads. Pure.

"Monitor for cough" is true and no answer to somebody who has heard the cough and asks what to do now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.answers.covers.advice import GIVES_ADVICE, may_advise
from generate.answers.covers.cover import Cover
from generate.question import Question
from generate.questions.need import Need
from generate.reading import Reading, with_implied
from generate.sourcing import Rank
from library.models import ModuleKind

_ACTS = re.compile(
    r"(?<![a-z])(?:withh[eo]ld|interrupt|discontinu|stop(?:s|ped)?(?![a-z])|suspend|reduce the dos"
    r"|treat (?:with|according)|initiate|institute|undergo|seek)"
    r"|暂停|停用|停药|中断|终止|停止|减量|就医|投与を中止|休薬|中止(?:し|する)|受診"
    r"|unterbroch|unterbrech|absetz|abgesetzt|abbrech|abgebrochen"
)
"""Words by which a label tells somebody to act on a reaction, rather than to look for it."""
_NOT_TO = re.compile(
    r"(?:do not|don.t|without|not necessary to) (?:\w+ ){0,2}(?:stop|discontinu|interrupt)|无需停|不必停"
)
_NOW = re.compile(r"suspect|develop|occurs?(?![a-z])|if |怀疑|疑似|一旦|出现|发生|疑われ|verdacht|auftret")
"""Words of a reaction that is there, as the asker sees it."""
_SUSPECTED = re.compile(r"suspect|怀疑|疑似|疑われ|verdacht")
_WHETHER_TO_STOP = re.compile(
    r"(?:should|must|do|can|may|shall|need) (?:i |we |he |she |they |it |the \w+ |you |to )*(?:be )?"
    r"(?:stop|discontinu|continu|carry on|go on|keep)\w*(?![a-z])"
    r"|(?:要|该|需要?|是否|能|可以)[^,，。?？]{0,6}(?:停(?!药多久)|继续)|続けて(?:も)?(?:よ|い|良|大丈夫)|中止(?:すべき|した(?:ほう|方)|します)"
    r"|(?:soll|muss|darf|kann|sollte)(?: [\wäöü-]+){0,6}? (?:absetzen|abgesetzt|weiter\w+|pausier\w+|stoppen)"
)
_ASKS_WHAT_TO_DO = "what_to_do"


def led_by_action(
    read: Question, asked: Sequence[Need], answer: list[Reading], covers: Sequence[Cover], rank: Rank
) -> list[Reading]:
    """The answer with the statement that tells to act on the reaction in front; as it was where nothing tells so.

    Only where a question asks what to do about an event. What follows keeps its order; a statement is brought in from
    the sources that are as good as those of the answer.
    """
    events = frozenset(need.id for need in asked if need.kind == "event")
    if not answer or not events or not (_ASKS_WHAT_TO_DO in read.topic_ids or _WHETHER_TO_STOP.search(read.masked)):
        return answer
    wanted = with_implied(events)
    if acting := [reading for reading in answer if acts(reading)]:
        led = [*acting, *(reading for reading in answer if reading not in acting)]
        return [*_rows(read, led[0], wanted, covers), *led[1:]] if len(acting) == 1 else led
    best = min(rank(reading.module) for reading in answer)
    found = [
        c
        for c in covers
        if acts(c.reading)
        and c.reading.module.content.kind in GIVES_ADVICE - {ModuleKind.PATIENT_COUNSELLING}
        and may_advise(c.reading)
        and rank(c.reading.module) <= best
        and wanted & c.reading.events
        and (_NOW.search(c.reading.body) or events & c.reading.events)
        and not _of_another_grade(read, c.reading)
    ]
    if not found:
        return answer
    first = min(found, key=lambda c: (-len(wanted & c.reading.events), -c.rank, c.reading.id)).reading
    return [*_rows(read, first, wanted, covers), *answer]


def _rows(read: Question, first: Reading, wanted: frozenset[str], covers: Sequence[Cover]) -> list[Reading]:
    """A row of a table on one grade, with the rows on the other grades of the reaction where no grade was told."""
    content = first.module.content
    if "\t" not in content.body or any(n.unit == "grade" for n in read.numbers):
        return [first]
    name = content.body.partition("\t")[0]
    beside = [
        c.reading
        for c in covers
        if c.reading.module.content.context == content.context
        and c.reading.module.content.body.partition("\t")[0] == name
        and wanted & c.reading.events
        and acts(c.reading)
    ]
    return sorted({r.id: r for r in (first, *beside)}.values(), key=_suspected_first)


def _suspected_first(reading: Reading) -> tuple[bool, str, str]:
    return not _SUSPECTED.search(reading.body), reading.module.content.body, reading.id


def acts(reading: Reading) -> bool:
    """Whether a module tells somebody to act on a reaction: to withhold, interrupt, stop, reduce or treat."""
    return _ACTS.search(_NOT_TO.sub(" ", reading.body)) is not None


def _of_another_grade(read: Question, reading: Reading) -> bool:
    """Whether a module acts on a grade that the question doesn't tell."""
    told = {n.value for n in read.numbers if n.unit == "grade"}
    said = {n.value for n in reading.numbers if n.unit == "grade"}
    return bool(said) and not said & told
