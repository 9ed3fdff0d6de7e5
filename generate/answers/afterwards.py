"""What is due once another medicine is stopped answers only what is asked of stopping it. Pure.

"After withdrawal of the inducer the dose should be reduced" is the wrong direction for somebody who now takes both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.questions.parts import Part
from generate.reading import Reading

_AFTERWARDS = re.compile(
    r"^(?:[^.;。]{0,60}?(?:after|when|once|if|following)[^.;。]{0,60}"
    r"(?:discontinu|is stopped|is withdrawn|are withdrawn|withdrawal|cessation)"
    r"|[^.;。]{0,40}nach (?:dem )?absetzen|[^.;。]{0,12}停(?:用|药)[^,，。]{0,24}(?:后|时)"
    r"|[^。]{0,30}(?:中止|休薬)(?:した場合|後))"
)
"""Says what is due once something is no longer taken."""
_STOPPED = re.compile(
    r"(?<![a-z])(?:stop|discontinu|withdr|ceas|off (?:it|the)|comes? off|taken off|wean|abgesetzt|abset[sz]|beend)"
    r"|停|不再|中止|やめ|休薬|终止"
)


def taken_together(part: Part, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings without what is due after a medicine is stopped, where a part is of a dose or of one taken."""
    with_another = any(need.kind == "named" and need.id.startswith("product:") for need in part.asked)
    of_a_dose = any(need.id == "dose" for need in part.asked) and not any(need.kind == "event" for need in part.asked)
    if not (with_another or of_a_dose) or _STOPPED.search(part.question.masked):
        return tuple(readings)
    return tuple(reading for reading in readings if not _AFTERWARDS.search(reading.body))
