"""What a change between two label versions means: a new or stronger warning, a lower dose, or only another comma.

A change is *safety-critical* where a safety section says something new or stronger, since it then also stops pieces
whose own words did not change. Rules only, on closed lists of words; what they can't tell apart counts as the graver.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.lineage.changes import Change, ChangeKind, Reason, Sentence, Weight
from ingest.lineage.words import name_of, plain, section_in
from ingest.sections.names import Section
from library.models import PassageDraft, PassageKind
from library.text import sentences, squeeze

GRAVEST = (Section.BOXED_WARNING, Section.CONTRAINDICATIONS)
"""Sections in which every other wording counts as a stronger one."""
SAFETY = (
    *GRAVEST,
    Section.WARNINGS,
    Section.INTERACTIONS,
    Section.PREGNANCY,
    Section.LACTATION,
    Section.FERTILITY,
    Section.ADVERSE_REACTIONS,
)
"""Sections in which a new statement is safety-critical."""
DOSING = (
    Section.DOSAGE,
    Section.POPULATIONS,
    Section.RENAL,
    Section.HEPATIC,
    Section.PEDIATRIC,
    Section.GERIATRIC,
)
"""Sections that limit the dose: a lower one, or a new restriction, is safety-critical."""
WATCHED = (*SAFETY, *DOSING, Section.INDICATIONS, Section.OVERDOSE, Section.DRIVING, Section.PATIENT_COUNSELLING)
"""Sections in which any change but an editorial one is shown as one of safety."""

_BY_NAME = (
    (Section.BOXED_WARNING, re.compile(r"boxed warning|^warning:")),
    (Section.CONTRAINDICATIONS, re.compile(r"contraindications?$")),
    (Section.WARNINGS, re.compile(r"warnings and precautions")),
    (Section.ADVERSE_REACTIONS, re.compile(r"adverse reactions")),
    (Section.INTERACTIONS, re.compile(r"drug interactions")),
    (Section.POPULATIONS, re.compile(r"specific populations")),
    (Section.DOSAGE, re.compile(r"dosage and administration")),
)
"""The highlights of a US label name their sections in headings only."""

FORBIDS, DEMANDS, ADVISES, ALLOWS = 3, 2, 1, 0
_STRENGTHS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (FORBIDS, re.compile(
        r"\bcontraindicated|\bmust not\b|\b(?:do|should) not (?!require|need|appear|affect)|\bnever\b|\bnot recommended"
        r"|\bnot be (?:used|given|taken|administered)|\bavoid(?!ance)"
        r"|禁用|禁忌|禁止|不得|不应|避免|不可|忌用|不宜|不推荐"
        r"|しないこと|避けること|避ける|してはならない|投与禁忌"
        r"|\bkontraindiziert|\b(?:darf|dürfen|soll|sollen|sollte|sollten) (?:\w+ )?(?:nicht|keinesfalls)|\bvermeiden"
        r"|\bvermieden|\bnicht (?:empfohlen|anwenden|angewendet)|\bcontre-indiqué|\bne (?:doit|doivent) pas|\béviter"
        r"|\bcontraindicad[oa]|\bno (?:se )?deben?\b|\bevitar|\bnão deve|\bcontroindicat[oa]|\bnon deve|\bevitare"
        , re.I)),
    (DEMANDS, re.compile(
        r"\bmust\b(?! not)|\brequired\b|\b(?:permanently )?discontinue\b|\bwithhold\b|\bstop (?:taking|treatment)"
        r"|\bimmediately\b|\bis necessary\b"
        r"|必须|停用|停药|立即|永久停|中止すること|中止し|直ちに|必ず"
        r"|\bmuss\b|\bmüssen\b|\babzusetzen|\babgesetzt|\bsofort\b|\bunverzüglich|\bdoit\b|\bdoivent\b|\bdebe\b|\bdeve\b"
        , re.I)),
    (ADVISES, re.compile(
        r"\bshould\b(?! not)|(?<!not )\brecommended\b|\bmonitor\b|\bcaution\b|\badvise\b|\breduce\b"
        r"|应(?!用)|建议|监测|慎用|谨慎|注意すること|慎重に|望ましい|十分に観察|行うこと"
        r"|\bsollten?\b(?! nicht)|\bempfohlen|\bVorsicht|\büberwach", re.I)),
    (ALLOWS, re.compile(
        r"\bmay\b|\bcan\b|\bcould\b|\bconsider\b|\bmight\b|可(?!能)|考虑|ことができる|考慮|\bkann\b|\bkönnen\b|\berwägen"
        , re.I)),
)  # fmt: skip

_BIDDING = re.compile("|".join(f"(?P<s{level}>{words.pattern})" for level, words in _STRENGTHS), re.I)
"""All of them in one: at one place the strongest is read, so that “should not” is no “should”."""

_MOST = re.compile(
    r"\bmaximum\b|\bmax\.|\bnot (?:to )?exceed|\bup to\b|最大|不超过|不得超过|上限|超えない|まで|höchst|maximal", re.I
)
_LESS = re.compile(
    r"\b(?:reduc|decreas|lower|halv|half the)\w*(?: \w+){0,5} (?:dose|dosage)"
    r"|\b(?:dose|dosage)(?: \w+){0,4} (?:reduc|lower|halv)"
    r"|\binitiat\w+ (?:\w+ ){0,2}at (?:a|the) lower|减(?:少|低)?(?:剂)?量|剂量(?:应)?(?:减|降)|減量|用量を減"
    r"|\bDosis\w*(?: \w+){0,4} (?:reduzier|verringer|halbier)"
    r"|\b(?:reduzier|verringer|niedriger)\w*(?: \w+){0,4} Dosis|Dosisreduktion",
    re.I,
)
_NOTHING_CHANGES = re.compile(
    r"\b(?:no|not|without|neither)\b.{0,40}(?:reduc|lower|adjust|chang)|(?:无需|不需|不必|毋需).{0,12}(?:减|调整)|減量.{0,8}(?:不要|必要(?:は)?な)"
    r"|\b(?:keine?|nicht|ohne)\b.{0,40}(?:reduz|reduk|verringer|anpass)|(?:reduz|reduk|verringer|anpass).{0,30}\bnicht\b",
    re.I,
)
"""A smaller dose that is said not to be needed limits nothing."""
_COMPARED = "<>≤≥"
_CJK_CHARACTER = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
LEAST_WORDS = 3
"""A new statement has at least so many words; less is a label, not a statement."""


def section_of(row: Change, *, old: bool = False) -> str:
    """The canonical section a row counts for; lines of the highlights count for the section their heading names."""
    section, heading = (row.old_section, row.old_heading) if old else (row.section, row.heading)
    if section == Section.HIGHLIGHTS:
        name = name_of(heading)
        return next((found.value for found, words in _BY_NAME if words.search(name)), section)
    return section


def weighed(rows: tuple[Change, ...], old: Sequence[PassageDraft], new: Sequence[PassageDraft]) -> tuple[Change, ...]:
    """The rows with what each means and, where it is safety-critical, why."""
    book = _Book(old, new)
    found = []
    for row in rows:
        weight, reasons = (Weight.NONE, ()) if row.kind is ChangeKind.UNCHANGED else _weight(row, old, new, book)
        found.append(replace(row, weight=weight, reasons=reasons))
    return tuple(found)


class _Book:
    """What both versions say, looked up only where a row asks."""

    def __init__(self, old: Sequence[PassageDraft], new: Sequence[PassageDraft]) -> None:
        self._passages = old, new
        self._said: dict[str, set[str]] | None = None
        self._counts: tuple[Counter[str], Counter[str]] | None = None

    def sections_that_said(self, sentence: str) -> set[str]:
        """Sections of the old version in which the sentence stands, word for word."""
        if self._said is None:
            self._said = {}
            for passage in self._passages[0]:
                for start, end in sentences(passage.text, passage.language):
                    self._said.setdefault(squeeze(passage.text[start:end]), set()).add(section_in(passage))
        return self._said.get(squeeze(sentence), set())

    def is_slip(self, wrong: str, right: str) -> bool:
        """A spelling mistake put right: the old word stands nowhere else, the new one elsewhere in the old version."""
        if self._counts is None:
            counted = [Counter(w for p in side for w in plain(p.text)) for side in self._passages]
            self._counts = counted[0], counted[1]
        old, new = self._counts
        one_slip = len(wrong) >= 6 and wrong.isalpha() and right.isalpha() and _one_edit(wrong, right)
        other_word = wrong.endswith(right) or right.endswith(wrong)
        return one_slip and not other_word and not new[wrong] and old[wrong] == 1 and old[right] > 0


def _one_edit(one: str, other: str) -> bool:
    """True if one letter was put in, left out, changed, or two neighbours changed places."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) != len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start + 1 : start + 2] + short[start : start + 1]
    return short[start + 1 :] == long[start + 1 :] or (
        swapped == long[start : start + 2] and short[start + 2 :] == long[start + 2 :]
    )


def _weight(
    row: Change, old: Sequence[PassageDraft], new: Sequence[PassageDraft], book: _Book
) -> tuple[Weight, tuple[Reason, ...]]:
    kinds = {old[i].kind for i in row.old} | {new[j].kind for j in row.new}
    if kinds <= {PassageKind.HEADER, PassageKind.FOOTER}:
        return Weight.EDITORIAL, ()
    if (
        kinds <= {PassageKind.HEADING, PassageKind.TITLE, PassageKind.TABLE_HEADER}
        and row.kind is not ChangeKind.REMOVED
    ):
        reasons: tuple[Reason, ...] = ()
    else:
        reasons = tuple(dict.fromkeys(_reasons(row, book)))
    if reasons:
        return Weight.CRITICAL, reasons
    if row.kind is ChangeKind.MOVED:
        other = section_of(row) != section_of(row, old=True)
        return Weight.CONTENT if other else Weight.EDITORIAL, ()
    if not any(_tells(sentence, book) for sentence in row.sentences):
        return Weight.EDITORIAL, ()
    watched = {section_of(row), section_of(row, old=True)} & {s.value for s in WATCHED}
    return Weight.SAFETY if watched else Weight.CONTENT, ()


def _tells(sentence: Sentence, book: _Book) -> bool:
    """True where a sentence says something else than it did, not only the same in other punctuation or spelling."""
    if not sentence.differs:
        return False
    before, after = plain(sentence.old or ""), plain(sentence.new or "")
    if before == after:
        return False
    if (
        sentence.figures
        and all(f.kind == "date" for f in sentence.figures)
        and _unnumbered(before) == _unnumbered(after)
    ):
        return False
    if len(before) == len(after):
        return any(a != b and not book.is_slip(a, b) for a, b in zip(before, after, strict=True))
    return "".join(before) != "".join(after)


def _unnumbered(words: Sequence[str]) -> list[str]:
    return [w for w in words if not w[0].isdigit()]


# --- why a change is safety-critical ----------------------------------------------------------------------------------


def _reasons(row: Change, book: _Book) -> Iterator[Reason]:
    section = section_of(row)
    if row.kind is ChangeKind.MOVED:
        if section in GRAVEST and section_of(row, old=True) != section:
            yield Reason("lineage.moved_here", row.heading or section)
        return
    for sentence in row.sentences:
        if sentence.new is None or not _tells(sentence, book):
            continue
        if sentence.old is None:
            yield from _of_new(section, sentence.new, book)
        else:
            yield from _of_reworded(section, sentence, sentence.old, sentence.new)


def _of_new(section: str, said: str, book: _Book) -> Iterator[Reason]:
    if not _is_statement(said):
        return
    before = book.sections_that_said(said)
    if section in before or (before and section not in GRAVEST and before & {s.value for s in SAFETY}):
        return
    if section in SAFETY:
        yield Reason("lineage.new_statement", said)
    elif section in (*DOSING, Section.INDICATIONS) and strength(said) == FORBIDS and not before:
        yield Reason("lineage.new_restriction", said)
    elif section in DOSING and not before and _limits(said):
        yield Reason("lineage.new_limit", said)


def _limits(said: str) -> bool:
    """Does a statement on doses name the most that may be taken, or ask some patients to take less?"""
    most = bool(_MOST.search(said)) and any(c.isdigit() for c in said)
    return most or (bool(_LESS.search(said)) and not _NOTHING_CHANGES.search(said))


def _is_statement(said: str) -> bool:
    return len(plain(said)) >= (LEAST_WORDS if not _CJK_CHARACTER.search(said) else 5)


def _of_reworded(section: str, sentence: Sentence, old: str, new: str) -> Iterator[Reason]:
    if section not in (*SAFETY, *DOSING, Section.INDICATIONS):
        return
    lower = [f for f in sentence.figures if f.kind in ("dose", "frequency") and f.direction == "lower"]
    if _MOST.search(new):
        lower += [f for f in sentence.figures if f.kind == "time" and f.direction == "lower"]
    gained, lost = _changed_strengths(old, new)
    if lower and (section in DOSING or _MOST.search(new)):
        yield from (Reason("lineage.lower_dose", figure.new, figure.old) for figure in lower)
    elif gained > max(lost, ALLOWS):
        yield Reason("lineage.stronger_wording", new, old)
    elif section in GRAVEST:
        yield Reason("lineage.changed_wording", new, old)
    elif (strength(new) >= DEMANDS and strength(new) >= strength(old)) or _moves_a_threshold(section, sentence, new):
        yield Reason("lineage.changed_restriction", new, old)
    elif section == Section.WARNINGS:
        for figure in sentence.figures:
            if figure.kind in ("percent", "part") and figure.direction == "higher":
                yield Reason("lineage.higher_figure", figure.new, figure.old)


def _moves_a_threshold(section: str, sentence: Sentence, new: str) -> bool:
    """Does a statement that tells whom to give which dose compare with another figure now ("eGFR < 45")?"""
    compared = any(figure.new[:1] in _COMPARED for figure in sentence.figures if figure.new)
    return compared and section in DOSING and strength(new) >= ADVISES


@lru_cache(maxsize=4096)
def _biddings(said: str) -> tuple[int, ...]:
    """How often a sentence forbids, demands, advises and allows."""
    found = Counter(match.lastgroup for match in _BIDDING.finditer(said))
    return tuple(found[f"s{level}"] for level, _ in _STRENGTHS)


def strength(said: str) -> int:
    """The strongest bidding of a sentence: 3 forbids, 2 demands, 1 advises, 0 allows, -1 none of these."""
    return next((level for (level, _), count in zip(_STRENGTHS, _biddings(said), strict=True) if count), -1)


def _changed_strengths(old: str, new: str) -> tuple[int, int]:
    """The strongest bidding that only the new wording has, and the strongest that only the old one had (-1: none)."""
    levels = [level for level, _ in _STRENGTHS]
    both = list(zip(levels, _biddings(old), _biddings(new), strict=True))
    gained = next((level for level, before, after in both if after > before), -1)
    return gained, next((level for level, before, after in both if before > after), -1)
