"""Are the numbers of a text those of its sources: same value, same unit, same group, same arm?

Rounding is accepted where it is honest (26.15 as 26.1 or 26.2), a percentage where its n/N bears it out, a relative
reduction where it is one minus a stated ratio. Doses and frequencies are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from library.evidence_figures import Figure, figures, is_result
from library.evidence_match import SIGN_DIRECTION, comparable, same_value
from library.evidence_places import is_other_column, other_row
from library.evidence_terms import endpoints
from library.models import Finding, Severity
from library.numbers import Number, NumberKind, numbers, shadow
from library.word_pattern import word_pattern

_BOUNDS = (NumberKind.LOW, NumberKind.HIGH)
_RELATIVE = word_pattern(r"reduc|lower|decreas|risk|hazard|降低|减少|下降|減少|低下|senk|reduzier")
_CHANGE = word_pattern(rf"{_RELATIVE.pattern}|improv|fell|drop|改善|verbesser")


def number_findings(text: str, language: str, sources: Sequence[tuple[str, str]], context: str = "") -> list[Finding]:
    """Findings for each number of ``text`` that its sources do not bear out.

    ``sources`` are ``(source text, language)``.
    """
    theirs = [figure for source, tongue in sources for figure in figures(source, tongue)]
    found: list[Finding] = []
    for mine in figures(text, language, context):
        if mine.number.kind is NumberKind.REFERENCE or _is_level_unstated(mine.number, theirs):
            continue
        finding = _number_finding(mine, theirs, text)
        if finding:
            found.append(finding)
    return found


def _is_level_unstated(number: Number, theirs: Sequence[Figure]) -> bool:
    """A confidence level where the sources state none."""
    return number.kind is NumberKind.LEVEL and not any(f.number.kind is NumberKind.LEVEL for f in theirs)


def _number_finding(mine: Figure, theirs: Sequence[Figure], text: str) -> Finding | None:
    number = mine.number
    rivals = [figure for figure in theirs if comparable(number, figure.number)]
    matches = [figure for figure in rivals if same_value(number, figure.number) or _is_same_change(mine, figure)]
    if not matches:
        return None if _is_derived(number, text, theirs) else _missing(mine, rivals, theirs)
    if number.kind is NumberKind.P_VALUE or number.kind is NumberKind.DATE:
        return None
    return (
        _sign_finding(mine, matches)
        or _group_finding(mine, matches, rivals, theirs)
        or _count_finding(mine, matches)
        or _arm_finding(mine, matches)
        or _place_finding(mine, matches)
    )


def _is_same_change(mine: Figure, theirs: Figure) -> bool:
    """ "Improved by 12.3" for a source's change of −12.3: the word says the direction, so the sign may go."""
    if mine.number.value < 0 or theirs.number.value >= 0:
        return False
    lead = mine.sentence[max(0, mine.sentence.find(mine.words) - 40) : mine.sentence.find(mine.words)]
    return bool(_CHANGE.search(lead)) and same_value(mine.number, replace(theirs.number, value=-theirs.number.value))


def _is_derived(number: Number, text: str, theirs: Sequence[Figure]) -> bool:
    """A percentage borne out by n/N, or a relative reduction that is one minus a stated ratio."""
    if number.unit != "%":
        return False
    half = Decimal(5).scaleb(-number.decimals - 1)
    for first, second in pairwise(theirs):
        part, total = first.number, second.number
        is_rate = part.kind is NumberKind.PART and total.kind is NumberKind.TOTAL and total.value
        if is_rate and abs(part.value * 100 / total.value - number.value) <= half:
            return True
    if not _RELATIVE.search(text):
        return False
    ratios = [
        f.number for f in theirs if f.number.kind is NumberKind.RATIO or (not f.number.unit and 0 < f.number.value < 1)
    ]
    return any(abs((1 - ratio.value) * 100 - number.value) <= half for ratio in ratios)


def _missing(mine: Figure, rivals: Sequence[Figure], theirs: Sequence[Figure]) -> Finding | None:
    number = mine.number
    if number.kind is NumberKind.FREQUENCY:
        if rivals or any(f.number.kind is NumberKind.FREQUENCY for f in theirs):
            said = ", ".join(dict.fromkeys(f.words for f in theirs if f.number.kind is NumberKind.FREQUENCY))
            return _blocking(
                "frequency_differs", f"The text says “{mine.words}”; its source says “{said}”.", mine.words, said
            )
        return _blocking("frequency_differs", f"“{mine.words}” is not in the source.", mine.words)
    if number.kind is NumberKind.NAME:
        return _missing_name(mine, rivals, theirs)
    moved = [f for f in rivals if _is_shifted(number, f.number)]
    if moved:
        same_endpoint = [f for f in moved if endpoints(f.sentence) & endpoints(mine.sentence)] or moved
        said = same_endpoint[0].words
        message = f"The source has “{said}” where the text says “{mine.words}”: the decimal point moved."
        return _blocking("number_not_in_source", message, mine.words, said)
    nearest = sorted(rivals, key=lambda f: _distance(mine, f))[:1]
    said = nearest[0].words if nearest else ""
    unit_only = [f for f in theirs if f.number.value == number.value and f.number.kind is not NumberKind.REFERENCE]
    if unit_only:
        said = unit_only[0].words
        return _blocking(
            "unit_differs", f"The text says “{mine.words}”; the source has that figure as “{said}”.", mine.words, said
        )
    hint = f" The nearest figure of that kind there is “{said}”." if said else ""
    return _blocking("number_not_in_source", f"“{mine.words}” is not in the source.{hint}", mine.words, said)


def _is_shifted(mine: Number, theirs: Number) -> bool:
    """The same digits (three or more) with the decimal point at another place: 6.16 for 61.6."""
    digits = _digits(mine)
    return len(digits) >= 3 and mine.value != theirs.value and digits == _digits(theirs)


def _digits(number: Number) -> str:
    return "".join(char for char in number.text if char.isdigit()).strip("0")


def _distance(mine: Figure, theirs: Figure) -> tuple[bool, bool, Decimal]:
    """How far a figure is from one of the text: another endpoint, another kind, another value."""
    topics = endpoints(mine.sentence)
    is_elsewhere = bool(topics) and not topics & endpoints(theirs.sentence)
    return is_elsewhere, theirs.number.kind is not mine.number.kind, abs(theirs.number.value - mine.number.value)


def _missing_name(mine: Figure, rivals: Sequence[Figure], theirs: Sequence[Figure]) -> Finding | None:
    """A name with another number (EASI-90 for EASI-75) is another thing; the same number elsewhere will do."""
    number = mine.number
    said = f"{number.unit}{'' if number.unit.endswith('-') else ' '}{number.text}"
    if rivals:
        other = rivals[0].number
        message = f"The text says “{said}”; its source says “{other.unit}{other.text}”."
        return _blocking("number_not_in_source", message, said, f"{other.unit}{other.text}")
    if any(f.number.value == number.value for f in theirs):
        return None
    message = f"“{said}” is not named in the source."
    return Finding(code="evidence.name_not_in_source", severity=Severity.ADVISORY, message=message, words=said)


def _sign_finding(mine: Figure, matches: Sequence[Figure]) -> Finding | None:
    direction = SIGN_DIRECTION.get(mine.sign, 0)
    if not direction or any(SIGN_DIRECTION.get(f.sign, 0) in (0, direction) for f in matches):
        return None
    said = f"{matches[0].sign}{matches[0].words}"
    message = f"The text says “{mine.sign}{mine.words}”; its source says “{said}”."
    return _blocking("threshold_differs", message, f"{mine.sign}{mine.words}", said)


def _group_finding(
    mine: Figure, matches: Sequence[Figure], rivals: Sequence[Figure], theirs: Sequence[Figure]
) -> Finding | None:
    """A figure given to a subgroup for which the source has another figure, or another number of patients."""
    can_differ = is_result(mine.number) or mine.number.kind is NumberKind.DOSE
    if not mine.groups or not can_differ or any(mine.groups & f.groups for f in matches):
        return None
    group = ", ".join(sorted(mine.groups))
    others = [
        f for f in rivals
        if mine.groups <= f.groups and f.number.unit == mine.number.unit and f.number.kind == mine.number.kind
    ]  # fmt: skip
    if others:
        message = f"For {group} the source says “{others[0].words}”; “{mine.words}” belongs to another group."
        return _blocking("number_of_another_group", message, mine.words, others[0].words)
    sizes = {f.number.value for f in theirs if mine.groups & f.groups and _is_count(f.number)}
    if mine.number.unit == "%" and sizes and all(f.counts and not f.counts & sizes for f in matches):
        message = f"“{mine.words}” was counted in {_said(matches[0].counts)}, not in {group}."
        return _blocking("number_of_another_group", message, mine.words, matches[0].sentence)
    return None


def _is_count(number: Number) -> bool:
    return (
        number.unit in ("", "patient") and not number.decimals and number.kind in (NumberKind.PLAIN, NumberKind.TOTAL)
    )


def _count_finding(mine: Figure, matches: Sequence[Figure]) -> Finding | None:
    """A percentage with another number of patients beside it than in every source sentence that gives one."""
    counted = [f for f in matches if f.counts]
    if not mine.counts or not counted or any(mine.counts & f.counts for f in counted):
        return None
    message = (
        f"“{mine.words}” stands beside {_said(mine.counts)} here; its source has it for {_said(counted[0].counts)}."
    )
    return _blocking("number_of_another_group", message, mine.words, counted[0].sentence)


def _said(counts: frozenset[Decimal]) -> str:
    """Counts as they are written: "40/88" or "31"."""
    return "/".join(str(count) for count in sorted(counts))


def _arm_finding(mine: Figure, matches: Sequence[Figure]) -> Finding | None:
    opposite = {"control": "active", "active": "control"}.get(mine.arm)
    if opposite is None or not matches or any(f.arm != opposite for f in matches):
        return None
    arm = "comparator" if mine.arm == "control" else "medicine"
    message = f"The text gives “{mine.words}” to the {arm}; the source gives it to the other arm."
    return _blocking("arm_swapped", message, mine.words, matches[0].sentence)


def _place_finding(mine: Figure, matches: Sequence[Figure]) -> Finding | None:
    """A figure told in words for another row or column of a table, or another side of a comparison, than its own."""
    if "\t" in mine.sentence or not mine.beside:
        return None
    alike = mine.number.kind if mine.number.kind in _BOUNDS else None
    matches = [f for f in matches if alike is f.number.kind or (not alike and f.number.kind not in _BOUNDS)] or matches
    rows = {index: row for index, figure in enumerate(matches) if (row := other_row(figure.place, mine.sentence))}
    for index, figure in enumerate(matches):
        if index not in rows and not is_other_column(figure.place, mine.beside, mine.sentence):
            return None
    place = matches[0].place
    if 0 in rows:
        message = f"In the source “{mine.words}” stands in the row “{place.row}”, not “{rows[0]}”."
        return _blocking("number_of_another_group", message, mine.words, matches[0].sentence)
    own = " ".join(sorted(place.column))
    message = f"In the source “{mine.words}” belongs to “{own}”; the text gives it to another."
    return _blocking("arm_swapped", message, mine.words, matches[0].sentence)


# --- the text against itself ------------------------------------------------------------------------------------------

_OPENS_INTERVAL = word_pattern(r"(?:[(（\[;；,，]|CI|KI|区间|区間)[^()（）]{0,12}$")
_FROM = word_pattern(r"\b(?:from|von|reduced?|titrat\w*|taper\w*)\s*$|从\s*$")


def own_figures_findings(text: str, language: str) -> list[Finding]:
    """Intervals whose bounds are swapped or miss their estimate, and percentages that n/N does not give."""
    found = []
    for sentence in dict.fromkeys(f.sentence for f in figures(text, language)):
        of_sentence = numbers(sentence, language)
        for low, high in pairwise(of_sentence):
            is_interval = low.kind is NumberKind.LOW and high.kind is NumberKind.HIGH and low.pair == high.pair
            if is_interval and low.value > high.value and _reads_as_interval(sentence, low):
                words = sentence[low.start : high.end]
                message = f"The bounds of the interval “{words}” are swapped."
                found.append(_blocking("bounds_swapped", message, words))
        found.extend(_percentages(sentence, of_sentence))
    return found


def _reads_as_interval(sentence: str, low: Number) -> bool:
    before = shadow(sentence[: low.start])
    if _FROM.search(before):
        return False
    is_measured = low.decimals or low.unit or re.search(r"CI|KI|区间|区間", before[-24:])
    return bool(is_measured and _OPENS_INTERVAL.search(before))


_COUNTED_FIRST = re.compile(
    r"(?<![\d.,/])(?P<part>\d{1,5})(?:/| of | out of | von )(?P<total>\d{1,5})(?![\d/]|[.,]\d)"
    r"[ ]?(?:patients|subjects|participants|adults|women|men|Patienten|例|"
    r"名)?[ ]?[(\[](?P<percent>\d+(?:[.,]\d+)?) ?%[)\]]|"
    r"(?<!\d)(?P<total_>\d{1,5})[例名人](?:患者|受试者)?中[^\d。；]{0,12}(?P<part_>\d{1,5})[例名人][^\d。；]{0,8}"
    r"\((?P<percent_>\d+(?:\.\d+)?) ?%\)"
)
"""n/N with the percentage behind it: "14/31 (45.5%)", 31例中14例（45.5%）."""


def _percentages(sentence: str, of_sentence: Sequence[Number]) -> Iterator[Finding]:
    """ "45.5% (14/31)" where 14/31 is 45.2%."""
    for percent, part, total in zip(of_sentence, of_sentence[1:], of_sentence[2:], strict=False):
        is_rate = percent.unit == "%" and part.kind is NumberKind.PART and total.kind is NumberKind.TOTAL
        if not is_rate or not re.fullmatch(r"\s*[(（\[]\s*(?:n\s*=\s*)?", sentence[percent.end_unit : part.start]):
            continue
        exact = part.value * 100 / total.value
        if abs(exact - percent.value) > Decimal(1).scaleb(-percent.decimals):
            words = sentence[percent.start : total.end]
            message = f"{part.text}/{total.text} is {exact:.1f}%, not {percent.text}%."
            yield _blocking("percentage_inconsistent", message, words, f"{part.text}/{total.text}")
    for match in _COUNTED_FIRST.finditer(shadow(sentence)):
        count = match.groupdict()
        part_of, whole = Decimal(count["part"] or count["part_"]), Decimal(count["total"] or count["total_"])
        said = (count["percent"] or count["percent_"]).replace(",", ".")
        decimals = len(said.partition(".")[2])
        if whole and abs(part_of * 100 / whole - Decimal(said)) > Decimal(1).scaleb(-decimals):
            message = f"{part_of}/{whole} is {part_of * 100 / whole:.1f}%, not {said}%."
            yield _blocking("percentage_inconsistent", message, match.group(), f"{part_of}/{whole}")


def _blocking(code: str, message: str, words: str, source_words: str = "") -> Finding:
    return Finding(
        code=f"evidence.{code}", severity=Severity.BLOCKING, message=message, words=words, source_words=source_words
    )
