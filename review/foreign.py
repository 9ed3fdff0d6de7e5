"""Somebody else's piece against what is approved: what each of its lines is, and what differs. Pure.

Words count as approved only where they are, word for word, a whole module or a whole sentence of one, that is usable in
the scope asked about and stands with what it depends on. Whatever is only alike is proposed to a person beside its
module. A part of a sentence is never approved: "recommended during pregnancy" stands inside "not recommended during
pregnancy".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from library import evidence
from library.evidence_terms import negations, populations, qualifiers
from library.models import (
    CheckedLine,
    Finding,
    LineStatus,
    Match,
    Module,
    PieceLine,
    Scope,
    Severity,
    Status,
)
from library.numbers import numbers
from review.findings import blocking
from review.likeness import Said, differences, figures_moved, left_out, likeness, same_words, takes_back
from review.piece_checks import about_the_line, about_the_piece
from review.rows_told import gainsaid

SHOWN = 3
"""Modules shown beside one line."""
COMPARED = 8
"""Wordings compared word by word with one line, of those that share its rare words."""
NEAR = 0.6
"""Share of equal words from which a module is shown as a variant."""
SAME_CLAIM = 0.72
"""Share of equal words from which a difference in figures is a conflict and not another claim."""
FAINT = 0.2
"""Share of equal words below which a module has nothing to do with a line."""
ALONE = 0.5
"""Without a figure that agrees, a rewording must share so many words to be shown as one."""
_GONE = (Status.WITHDRAWN, Status.EXPIRED, Status.SUPERSEDED, Status.SUSPENDED, Status.ON_HOLD)
_CONFLICT_CODES = (
    "number_not_in_source unit_differs frequency_differs threshold_differs number_of_another_group arm_swapped",
    "bounds_swapped percentage_inconsistent negation_differs direction_differs modality_differs fragment_omits",
    "not_significant population_differs name_differs route_differs comparator_differs",
)
CONTAINED = 0.8
"""Share of a line's words that stand in a module of which it says the opposite, however much more the module says."""
_TURNED = (
    "evidence.negation_differs",
    "evidence.direction_differs",
    "evidence.arm_swapped",
    "evidence.frequency_differs",
)
_OTHER_NAME = ("evidence.name_differs", "evidence.word_differs")
_DENIED = ("evidence.not_significant", "evidence.fragment_omits")
"""Conflicts in any words: a benefit that an approved module denies, a part cut from what limits it."""
_CONFLICTS = frozenset(f"evidence.{code}" for codes in _CONFLICT_CODES for code in codes.split())


@dataclass(frozen=True)
class Held:
    """A module version as the library holds it now."""

    module: Module
    status: Status
    usable: bool
    """In the scope asked about."""
    scopes: tuple[Scope, ...] = ()
    """Where it is approved now."""


class Near(NamedTuple):
    """A module beside a line: how alike they are, and the words of it that the line was compared with."""

    held: Held
    likeness: float
    exact: str
    """``whole`` or ``sentence`` where the line is, word for word, the module or a sentence of it; else empty."""
    words: str


@dataclass(frozen=True)
class Piece:
    """What a line stands with: the other words of its page, and the words of its whole unit."""

    lines: Sequence[PieceLine]
    product: str = ""
    pages: Mapping[object, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Sequence[PieceLine], product: str = "") -> Piece:
        """The piece of these lines; ``product`` is what all of it is about, where that is known."""
        pages: dict[object, list[str]] = {}
        units: dict[int, list[str]] = {}
        for line in lines:
            pages.setdefault(_leaf(line), []).append(line.text)
            if line.unit:
                units.setdefault(line.unit, []).append(line.text)
        joined = {page: "\n".join(texts) for page, texts in pages.items()}
        return cls(lines, product, joined, {unit: "\n".join(texts) for unit, texts in units.items()})

    def page(self, line: PieceLine) -> str:
        """Everything that is read together with a line: its page, its headings and footnotes."""
        return "\n".join((self.pages.get(_leaf(line), ""), *line.context))


def _leaf(line: PieceLine) -> object:
    return line.page if line.page is not None else line.place.split(" · ")[0]


@dataclass(frozen=True)
class Rules:
    """What the comparison needs of other rooms."""

    depends: Callable[[str, str], bool]
    """Does a sentence (in a language) point back to the one before it?"""
    contradicts: Callable[[PieceLine, Module], Finding | None] = lambda line, module: None
    """The same claim with another figure, in whatever words."""
    product: Callable[[str], str] = lambda words: ""
    """The product that words name, "" if none."""


def compare(
    piece: Piece,
    candidates: Mapping[int, Sequence[Held]],
    scope: Scope,
    rules: Rules,
    rows: Mapping[int, Sequence[Held]] | None = None,
) -> tuple[CheckedLine, ...]:
    """Each line of the piece with its status.

    ``candidates`` are, by line number, the modules that share its words, ``rows`` the table rows whose names it holds.
    """
    checked = [_checked(line, piece, candidates.get(line.number, ()), scope, rules) for line in piece.lines]
    named = rows or {}
    checked = [_against_rows(one, named.get(one.line.number, ()), candidates, rules) for one in checked]
    return tuple(about_the_piece([about_the_line(line, piece, scope) for line in checked], piece))


# --- one line ---------------------------------------------------------------------------------------------------------


def _checked(line: PieceLine, piece: Piece, candidates: Sequence[Held], scope: Scope, rules: Rules) -> CheckedLine:
    if line.reason:
        return CheckedLine(line=line, status=LineStatus.NOT_A_CLAIM, message=line.reason)
    near = _ranked(line, piece, candidates)
    exact = [one for one in near if one.exact]
    usable = [one for one in near if one.held.usable]
    about_it = [one for one in exact if one.held.usable and not _other_product(line, piece, one)]
    if about_it:
        return _approved(line, piece, about_it, near, rules)
    elsewhere = [one for one in exact if one.held.scopes or one.held.usable]
    if elsewhere:
        return _result(line, LineStatus.ELSEWHERE, _where(line, piece, elsewhere[0], scope), [*elsewhere, *near])
    gone = [one for one in exact if one.held.status in _GONE]
    if gone:
        what = gone[0].held.status.value.replace("_", " ")
        return _result(line, LineStatus.NOT_IN_FORCE, f"These words are {what}.", [*gone, *usable, *near])
    found = _against(line, piece, usable, rules)
    if found is not None:
        return found
    if exact:
        what = exact[0].held.status.value.replace("_", " ")
        return _result(line, LineStatus.NOT_APPROVED, f"In the library as {what}: nobody has approved it.", exact)
    return _result(line, LineStatus.UNSUPPORTED, "Nothing approved says this.", near)


def _against_rows(
    checked: CheckedLine, rows: Sequence[Held], candidates: Mapping[int, Sequence[Held]], rules: Rules
) -> CheckedLine:
    """What nothing approved says may still be gainsaid by a row of a table, which no sentence is like."""
    line = checked.line
    usable = [held.module for held in rows if held.usable and _is_about(line, held.module)]
    if checked.status is not LineStatus.UNSUPPORTED or not usable:
        return checked
    others = [held.module.content.body for held in candidates.get(line.number, ()) if held.usable]
    found = gainsaid(line, usable, others, rules.product)
    if found is None:
        return checked
    row, finding = found
    near = next(Near(held, FAINT, "", row.content.body) for held in rows if held.module.id == row.id)
    return _with(line, LineStatus.CONFLICT, [near], [finding])


def _is_about(line: PieceLine, module: Module) -> bool:
    """Is a module of the line's language about the medicine that the line is about?"""
    content = module.content
    return bool(line.product) and (content.product, content.language) == (line.product, line.language)


def _ranked(line: PieceLine, piece: Piece, candidates: Sequence[Held]) -> list[Near]:
    """The candidates that are alike, best first: the same words first, then those that may be used."""
    said = Said.of(line.text, line.language)
    unit = Said.of(piece.units.get(line.unit, line.text), line.language)
    found: list[Near] = []
    compared = 0
    for held in candidates:
        content = held.module.content
        kind = same_words(said, content.body, content.language)
        if kind != "whole" and unit.text != said.text and same_words(unit, content.body, content.language) == "whole":
            kind = "whole"
        if kind:
            found.append(Near(held, 1.0, kind, content.body))
        elif compared < COMPARED * (1 if len(found) else 2):
            compared += 1
            share, words = likeness(said, content.body, content.language)
            found.append(Near(held, share, "", words))
    return sorted(found, key=lambda one: (-bool(one.exact), -round(one.likeness, 2), not one.held.usable))


def _other_product(line: PieceLine, piece: Piece, near: Near) -> bool:
    """Is the module about another product than the line, by what stands around them?"""
    mine, theirs = line.product or piece.product, near.held.module.content.product
    return bool(mine and theirs and mine != theirs and theirs not in line.text.casefold())


def _where(line: PieceLine, piece: Piece, near: Near, scope: Scope) -> str:
    """Where the words are approved, in contrast to here."""
    if near.held.usable:
        return f"Approved for another product: {near.held.module.content.product}."
    markets = sorted({s.market for s in near.held.scopes})
    if scope.market in markets or "*" in markets:
        uses = sorted({f"{s.audience.value}, {s.use_class.value.replace('_', ' ')}" for s in near.held.scopes})
        return f"Approved elsewhere: {'; '.join(uses)}; not for {scope.audience}, {scope.use_class}."
    return f"Approved elsewhere: {', '.join(markets)}; not for {scope.market}."


def _approved(line: PieceLine, piece: Piece, exact: Sequence[Near], near: Sequence[Near], rules: Rules) -> CheckedLine:
    """Approved, unless every module lacks here what it depends on."""
    lacking: list[Finding] = []
    for one in exact:
        lacks = _lacks(line, piece, one, rules)
        if lacks is None:
            said = "a whole sentence of an approved module" if one.exact == "sentence" else "an approved module"
            others = [other for other in near if other.held.module.id != one.held.module.id and other.exact]
            return _result(line, LineStatus.APPROVED, f"Word for word {said}.", [one, *others])
        lacking.append(lacks)
    found = _result(line, LineStatus.VARIANT, lacking[0].message, exact)
    return found.model_copy(update={"findings": (lacking[0],)})


def _lacks(line: PieceLine, piece: Piece, near: Near, rules: Rules) -> Finding | None:
    """What the module depends on and the piece does not show beside these words; None where nothing is missing."""
    content = near.held.module.content
    shown = piece.page(line)
    related = [near.held.module.id]
    if near.exact == "sentence":
        rest = left_out(line.text, content.body, content.language, shown)
        if takes_back(rest) or (rest and rules.depends(line.text, line.language)):
            message = "The module says more, on which these words depend, and that is not shown with them."
            return blocking("check.rest_left_out", message, line.text, " ".join(rest), related=related)
    if "\t" in line.text and not _same_header(line, content.context):
        message = "The same row stands under another table header there: its columns may mean something else."
        return blocking("check.other_header", message, line.text, "\n".join(content.context), related=related)
    given = "\n".join(content.context)
    stated = populations(f"{shown}\n{line.text}")
    missing = sorted(populations(given) - stated)
    if missing:
        message = f"The module speaks of {', '.join(missing)}; nothing here does."
        return blocking("check.context_missing", message, line.text, given, related=related)
    added = sorted(populations("\n".join(line.context[-2:])) - populations(f"{given}\n{content.body}"))
    if added:
        message = f"Here it stands under “{line.context[-1]}” ({', '.join(added)}), of which the module does not speak."
        return blocking("check.other_context", message, line.text, given, related=related)
    unsaid = sorted(qualifiers(given) - qualifiers(f"{shown}\n{line.text}"))
    if unsaid:
        message = f"The module carries a qualifier ({', '.join(unsaid)}) that is not shown here."
        return blocking("check.qualifier_missing", message, line.text, given, related=related)
    return None


def _same_header(line: PieceLine, context: Sequence[str]) -> bool:
    """Does a row's table have the header of the module's table?"""
    theirs = [text for text in context if "\t" in text]
    mine = [text for text in line.context if "\t" in text]
    return not theirs or any(same_words(Said.of(t, line.language), m, line.language) for t in theirs for m in mine)


def _against(line: PieceLine, piece: Piece, usable: Sequence[Near], rules: Rules) -> CheckedLine | None:
    """A conflict with, or a variant of, what may be used; None where nothing is near enough."""
    for one in usable:
        clash = rules.contradicts(line, one.held.module) if one.likeness < SAME_CLAIM else None
        if clash is not None:
            return _with(line, LineStatus.CONFLICT, [one, *usable], [clash])
    alike = [one for one in usable if one.likeness >= NEAR]
    if not alike:
        return _turned(line, usable) or _borne_out(line, usable)
    best = alike[0]
    said = evidence.check(line.text, _sources(best), language=line.language, market="", context="\n".join(line.context))
    if figures_moved(Said.of(line.text), best.words):
        message = "The same figures stand in another order: they belong to others than in the module."
        moved = blocking("check.figures_moved", message, line.text, best.words, related=[best.held.module.id])
        return _with(line, LineStatus.CONFLICT, alike, [moved, *said])
    theirs = best.held.module.content.product
    named = {rules.product(f.words) for f in said if f.code in _OTHER_NAME} - {"", theirs}
    if theirs and named:
        message = f"The module speaks of {theirs}, this line of {', '.join(sorted(named))}."
        other = blocking("check.other_product", message, line.text, best.words, related=[best.held.module.id])
        return _with(line, LineStatus.CONFLICT, alike, [other, *said])
    clashes = [f for f in said if f.code in _CONFLICTS]
    if clashes and (best.likeness >= SAME_CLAIM or "evidence.fragment_omits" in {f.code for f in clashes}):
        return _with(line, LineStatus.CONFLICT, alike, said)
    if turned := _turned(line, usable):
        return turned
    stops = [f for f in said if f.severity is Severity.BLOCKING]
    if stops and best.likeness < SAME_CLAIM:
        return None
    return _with(line, LineStatus.VARIANT, alike, said)


def _turned(line: PieceLine, usable: Sequence[Near]) -> CheckedLine | None:
    """A conflict where a module that may say much more holds nearly all of the line's words, and says the opposite."""
    context = "\n".join(line.context)
    holding = [one for one in usable[:4] if evidence.coverage(line.text, [one.words]) >= CONTAINED]
    for one in holding:
        said = evidence.check(line.text, _sources(one), language=line.language, market="", context=context)
        if not any(f.code in _TURNED for f in said):
            return None
    sources = [text for one in holding for text in _sources(one)]
    said = evidence.check(line.text, sources, language=line.language, market="", context=context) if holding else ()
    is_turned = any(f.code in _TURNED for f in said)
    return _with(line, LineStatus.CONFLICT, [*holding, *usable], said) if is_turned else None


def _borne_out(line: PieceLine, usable: Sequence[Near]) -> CheckedLine | None:
    """A conflict where approved modules deny the line, a variant where together they say it in other words."""
    some = [one for one in usable[:4] if one.likeness >= FAINT]
    if not some:
        return None
    sources = [text for one in some for text in _sources(one)]
    said = evidence.check(line.text, sources, language=line.language, market="", context="\n".join(line.context))
    denied = [f for f in said if f.code in _DENIED]
    if denied:
        return _with(line, LineStatus.CONFLICT, some, denied)
    stops = [*said, *evidence.claims_language(line.text, line.language, "")]
    if any(f.severity is Severity.BLOCKING for f in stops) or evidence.coverage(line.text, sources) < 0.8:
        return None
    if bool(negations(line.text)) != bool(negations(some[0].words)):
        return None
    has_figures = any(n.decimals or n.unit for n in numbers(line.text, line.language))
    if not has_figures and some[0].likeness < ALONE:
        return None
    return _with(line, LineStatus.VARIANT, some, said)


def _sources(near: Near) -> list[str]:
    content = near.held.module.content
    header = [text for text in content.context if "\t" in text]
    return ["\n".join((*header, content.body)) if header else content.body]


def _with(line: PieceLine, status: LineStatus, near: Sequence[Near], findings: Iterable[Finding]) -> CheckedLine:
    said = tuple(findings)
    stops = [f for f in said if f.severity is Severity.BLOCKING] or list(said)
    if status is LineStatus.CONFLICT:
        message = stops[0].message
    elif stops:
        message = f"Near an approved module, not the same. {stops[0].message}"
    else:
        message = "Near an approved module, not the same: only a person can say whether it may stand."
    return _result(line, status, message, near).model_copy(update={"findings": said})


def _result(line: PieceLine, status: LineStatus, message: str, near: Sequence[Near]) -> CheckedLine:
    """The line with its matches, each module once; what is hardly alike is not shown."""
    kept: dict[str, Near] = {}
    least = 2 * FAINT if status is LineStatus.UNSUPPORTED else FAINT
    for one in near:
        if one.exact or one.likeness >= least:
            kept.setdefault(one.held.module.id, one)
    chosen = list(kept.values())[:SHOWN]
    first = chosen[0] if chosen else None
    return CheckedLine(
        line=line,
        status=status,
        message=message,
        matches=tuple(_match(one) for one in chosen),
        differences=differences(line.text, first.words) if first and not first.exact and first.likeness >= NEAR else (),
    )


def _match(near: Near) -> Match:
    held, content = near.held, near.held.module.content
    return Match(
        module=held.module.id,
        lineage=held.module.lineage,
        status=held.status,
        kind=content.kind,
        product=content.product,
        market=content.market,
        language=content.language,
        text=content.body,
        context=content.context,
        companions=content.companions,
        exact=bool(near.exact),
        likeness=round(near.likeness, 3),
        usable=held.usable,
        scopes=held.scopes,
    )
