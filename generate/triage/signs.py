"""What a text says befell a person, a pack or a dose: words of ``words/signs.yaml`` put together. Pure.

A site and a change ("ankles … ballooned"), a laboratory value and a direction or multiple, something one can no longer
do, a part of a pen and a failure. Which of these is told of somebody is for :mod:`generate.triage.story` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from generate.kit import Span, kit, voices
from generate.question import PRODUCT_WORD
from generate.triage.story import Story

_NEAR, _NEAR_CJK = 42, 9
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)? ?(?:x(?![a-z])|×|times|fold|-?fach|倍|万|千|%|k(?![a-z])|bpm|mmhg|/ ?\d{2,3}"
    r"|i?u/l|[mµμu]g/dl|[mµμu]?mol|ms(?![a-z])|g/l|g/dl|g%)"
    r"|(?:twice|double|triple|two|three|four|five|six|eight|ten"
    r"|zwei|drei|vier|fünf|sechs|acht|zehn)[ -]?(?:times|fold|fach|mal)"
    r"|[一二两三四五六七八九十]+倍|(?:[:=]| of | at | is | was | now | to | bei | auf )\s*\d"
)
_BARE = re.compile(r" ?(?:von |了|が|は|:|=)? ?\d+(?:[.,]\d+)?(?![\d.,]*(?: ?(?:mg(?!/)|ml/min|岁|歳|周|週)))")
_NO_VALUE = re.compile(r"e?gfr|weight|bmi|rate|kidney function|renal function|肾功能?|腎機能|gewicht|体重")
"""A number after these tells who is treated, not what befell."""
_NOW = re.compile(r"(?<![a-z])(?:now|to|auf|down)(?![a-z])|[降升掉]|下降|上升|低下")
"""Words by which such a number is one that changed."""
_GOOD = re.compile(
    r"(?:so|very|really|much|completely|totally|all) (?:good|better|clear\w*|well|fine|improved|calm)(?![a-z])"
)
"""A change for the better."""
_NAMED_BY_A_SITE = re.compile(
    r"(?:lung|liver|skin|breast|kidney|bone|eye|heart|stomach|bowel) "
    r"(?:cancer|tumou?r|carcinoma|clinic|specialist|doctor|team|nurse|unit|pill|tablet)s?(?![a-z])"
    r"(?! (?:grew|grow|spread|wors|progress|bigger))"
    r"|skipping (?:\w+ )?(?:came|comes|was|is|has)(?![a-z])"
    r"|back (?:negative|positive|normal|clear|from|to|in|at|on|home|with)(?![a-z])"
    r"|(?:肺|肝|皮肤|胃|肾)?癌?(?:met|egfr)|血透患者"
)
_MUTATION = re.compile(r"(?:exon|met\w*|14)(?: \d+)?[ -]skipping")
_VACCINE = re.compile(
    r"vaccin|(?:flu|influenza|shingles|zoster|pneumococcal|hepatitis|covid|yellow fever|typhoid|rabies|measles|mmr"
    r"|cholera|tetanus|varicella|chickenpox|rubella|mumps|polio|meningitis|rsv) (?:jab|shot)|impf|疫苗|ワクチン"
)
_JAB = re.compile(r"(?: [abe])? (?:jabs?|shots?(?! up)|vaccin\w*|booster)(?![a-z])")
_FEVER_SHOT = re.compile(r"(?:fever|flu)(?: [abe])? (?:jabs?|shots?)(?! up| to)")
_THRESHOLD = re.compile(
    r"[<>≥≤]|above|below|over|exceed|greater|less than|at least|über|unter(?! qp)|以上|以下|超过|大于|小于|低于|高于"
)
_CLAUSE = re.compile(r"[.!?;。\n,，:：]")
_SENTENCE = re.compile(r"(?<!\d)\.|\.(?!\d)|[!?;。\n]")


_VALUE = r"(?<![\d.,])(\d+(?:[.,]\d+)?)(?!\d)"
_TO = r"\s*(?:mm|cm|毫米|厘米|ミリ|センチ)?\s*(?:to|up to|->|→|auf|到了?|至|から|变成|长到|[-–])\s*"
_SIZE = re.compile(rf"{_VALUE}{_TO}{_VALUE}\s*(?:mm|cm|毫米|厘米|ミリ|センチ)")
_SCORE = re.compile(
    rf"(?<![a-z])(?!easi[- ]?(?:50|75|90|100))(?:easi|iga|scorad|poem|dlqi|nrs|vas|评分|スコア)"
    rf"[^.;。\d]{{0,20}}{_VALUE}[^;。\d]{{0,30}}?{_VALUE}(?! ?%)"
)
_SPREAD = r"(?:metast\w*|mets|lesions?|deposits?|secondaries|metastasen?|läsion\w*)"
_PROGRESSED = re.compile(
    rf"(?<![a-z])(?:new|fresh|neue|further|additional) (?:\w+ ){{0,3}}?{_SPREAD}(?![a-z])"
    rf"|(?<![a-z])(?<!until )(?<!until disease )(?<!without )(?<!after )(?<!at )(?:progress(?:ion|ed|ing)|pd)"
    rf" (?:after|on|under|despite|while on|unter|nach) (?:\w+ ){{0,5}}?{PRODUCT_WORD}"
)
"""A tumour that spreads, and a disease that progressed under a medicine, said in one turn."""
_KILOS = re.compile(
    r"(?<![\d./,])\d+(?:[.,]\d+)? ?(?:kg|kilos?|kilograms?|pounds|lbs?|stone|pfund)(?![a-z/])"
    r"(?: (?!weigh|gewicht|or |and |oder |und )[a-zäöü]+){0,3}?"
    r" (?:(?:in|over|within|during|innerhalb|binnen|seit) (?!weight|body|the |older)"
    r"|since|heavier|lighter|up(?!wards)|down|mehr|weniger|schwerer|leichter)"
    r"|(?:(?:in|over|within|innerhalb(?: von)?|binnen|nach) (?:\w+ )?(?:days|weeks|months|years?|tagen|wochen"
    r"|monaten|jahr)[, ]+)"
    r"(?:[a-zäöü]+ ){0,3}?\d+(?:[.,]\d+)? ?(?:kg|kilos?|pounds|lbs?|stone|pfund)(?![a-z/])"
)
_WEIGHS = re.compile(
    r"(?:weigh\w*|weight|wieg\w*|gewicht|mg per|(?<![a-z])of|at|from|[<>≥≤]|at least|bis|unter|über"
    r"|mindestens)(?: \w+){0,2} ?$"
)
"""Kilos within a time are gained or lost, whatever the verb, unless they are what somebody weighs."""
_CHANGE = re.compile(rf"{_VALUE}\s*(?:to|->|→|auf|(?:升|降|涨|掉|跌|变|飙)?[到至成]了?|から)\s*{_VALUE}")
_SIDE_EFFECT = re.compile(r"(?:no|without|any) side effect|keine nebenwirkung|(?:没有|无)副作用|副作用(?:は|が)?な")
"""An effect that nobody misses."""
_STILL = Decimal("0.75")
"""A score that kept this much of what it was has not answered to treatment."""


class Signs:
    """The signs of one text, by kind; each is a span of the folded text."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._voices = voices(text, language)
        self._kit = kit("signs", self._voices)
        self._cjk = self._voices[0] in ("zh", "ja")

    def _spans(self, slot: str) -> tuple[Span, ...]:
        return self._kit.spans(slot, self._text)

    def _pairs(
        self, first: str, second: str, near: int = 0, across: bool = False, apart: bool = True
    ) -> Iterator[Span]:
        """Two slots' words near each other in one clause (``across``: in one sentence), in either order.

        Words of Latin script must stand ``apart``: one word is not both.
        """
        near = near or (_NEAR_CJK if self._cjk else _NEAR)
        stop = _SENTENCE if across else _CLAUSE
        seconds = self._spans(second)
        for one in self._spans(first) if seconds else ():
            for other in seconds:
                low, high = min(one, other), max(one, other)
                if high[0] < low[1] and one[0] < other[1] and other[0] < one[1] and apart and not self._cjk:
                    continue
                gap = self._text[low[1] : high[0]]
                if len(gap) <= near and not stop.search(gap):
                    yield low[0], max(low[1], high[1])

    @cached_property
    def bodily(self) -> tuple[Span, ...]:
        """Changes of the body in whatever words: a site that changes, something one can't do, a fall or a faint."""
        found = (*self._spans("grave"), *self._spans("alone"), *self._spans("cannot"), *self._pairs("site", "change"))
        found = (
            *found,
            *(m.span() for m in _KILOS.finditer(self._text) if not _WEIGHS.search(self._text[: m.start()])),
        )
        return tuple(sorted(s for s in found if not self._no_change(s)))

    def _no_change(self, span: Span) -> bool:
        """Whether the words name a vaccine, a disease or an office by a site, or tell of a change for the better."""
        words = self._text[slice(*span)]
        named = _GOOD.search(words) or _NAMED_BY_A_SITE.match(words) or _MUTATION.search(words)
        return self._of_a_vaccine(span) or bool(named)

    def _of_a_vaccine(self, span: Span) -> bool:
        """Whether an illness is named in the name of a vaccine ("yellow fever jab")."""
        return bool(_VACCINE.search(self._text[span[0] : span[1] + 12]) or _JAB.match(self._text, span[1]))

    @cached_property
    def conditions(self) -> tuple[Span, ...]:
        """Bare names of conditions, by the endings that medicine gives them."""
        return tuple(span for span in self._spans("condition") if not self._of_a_vaccine(span))

    @cached_property
    def laboratory(self) -> tuple[Span, ...]:
        """Laboratory values and vital signs that rose or fell, or are told as a number or a multiple of a limit."""
        found = [
            span
            for span in self._pairs("lab", "direction")
            if not (_THRESHOLD.search(self._text[slice(*span)]) or _FEVER_SHOT.match(self._text, span[0]))
            and not self._of_a_vaccine(span)
        ]
        for start, end in self._spans("lab"):
            after = _CLAUSE.split(self._text[end : end + 30].replace(". ", "; "), maxsplit=1)[0]
            rest = self._text[end : end + 30].replace("\n", " ")
            bare = None if _NO_VALUE.fullmatch(self._text[start:end]) else _BARE.match(rest)
            measured = (_NUMBER.search(rest) or bare) if after else None
            if measured and _NO_VALUE.fullmatch(self._text[start:end]) and not _NOW.search(rest[: measured.end()]):
                continue
            if measured and not _THRESHOLD.search(rest[: measured.end()]):
                found.append((start, end + measured.end()))
        return tuple(sorted((*found, *self.changed_values)))

    def only_a_value(self, span: Span) -> bool:
        """Whether words are the bare name of a laboratory value, which befalls nobody before it is told to change."""
        return span in self._spans("lab")

    @cached_property
    def no_effect(self) -> tuple[Span, ...]:
        """A treatment without effect: a disease or a medicine with no change, a relapse, a tumour that grows."""
        far = 18 if self._cjk else 90
        found = [
            *self._pairs("effect", "unchanged", far, across=True),
            *self._pairs("effect", "worse", far, across=True),
            *self._pairs("tumour", "growth", far // 2, across=True),
            *(() if not self._cjk else self._spans("unchanged")),
            *self._trends(),
            *(match.span() for match in _PROGRESSED.finditer(self._text)),
        ]
        labs = self._spans("lab")
        found = [span for span in found if not _SIDE_EFFECT.search(self._text[slice(*span)])]
        return tuple(
            sorted(span for span in found if self._cjk or not any(span[0] <= start < span[1] + 12 for start, _ in labs))
        )

    def _trends(self) -> Iterator[Span]:
        """Sizes that grew, and scores of severity that stayed, as told in two figures."""
        for pattern, least in ((_SIZE, Decimal(1)), (_SCORE, _STILL)):
            for match in pattern.finditer(self._text):
                before, now = (Decimal(value.replace(",", ".")) for value in match.groups())
                if before and now >= before * least and (now > before or least < 1):
                    yield match.span()

    @cached_property
    def changed_values(self) -> tuple[Span, ...]:
        """Laboratory values told as before and now ("3.1 -> 1.0")."""
        found = []
        for start, end in self._spans("lab"):
            change = _CHANGE.search(self._text, end, end + 30)
            if change:
                found.append((start, change.end()))
        return tuple(found)

    @cached_property
    def defects(self) -> tuple[Span, ...]:
        """A part of a pen or a pack that failed, or looks, smells or counts wrong."""
        far = 12 if self._cjk else 40
        return tuple(
            sorted(
                (
                    *self._pairs("part", "fails", far, across=not self._cjk),
                    *self._pairs("gadget", "negated", far // 2 + 4),
                )
            )
        )

    @cached_property
    def gadgets(self) -> tuple[Span, ...]:
        """Parts of a pen."""
        return self._spans("gadget")

    @cached_property
    def excess(self) -> tuple[Span, ...]:
        """More taken than was meant."""
        return tuple(sorted(self._with_taking("excess")))

    @cached_property
    def errors(self) -> tuple[Span, ...]:
        """Given or taken in a wrong way, by or to the wrong person, at a wrong place or time."""
        return tuple(sorted(self._with_taking("wrong")))

    def _with_taking(self, slot: str) -> Iterator[Span]:
        labs = self._spans("lab")
        for span in self._pairs(slot, "taken", 16 if self._cjk else 80, across=True, apart=False):
            if not any(span[0] - 30 <= start < span[1] for start, _ in labs):
                yield span

    @cached_property
    def pregnant(self) -> tuple[Span, ...]:
        """A pregnancy, or a child that is nursed."""
        return self._spans("pregnant")

    @cached_property
    def nursing(self) -> tuple[Span, ...]:
        """A child that is nursed."""
        return self._spans("nursing")

    @cached_property
    def grave(self) -> tuple[Span, ...]:
        """Signs that threaten life, alone or by what they come with (fever with few neutrophils)."""
        together = [
            span
            for one, other in (("hot", "neutropenic"), ("yellow", "confused"), ("peeling", "mucosa"))
            for span in self._pairs(one, other, 80, across=True)
        ]
        return tuple(sorted((*self._spans("grave"), *together)))

    @cached_property
    def resolved(self) -> bool:
        """Whether it is said that all this was long ago."""
        return bool(self._spans("resolved"))


def first_told(spans: tuple[Span, ...], story: Story, *, plain: bool = False) -> Span | None:
    """The first of the spans that is told of somebody and not denied."""
    told = (s for s in spans if story.tells(s, plain=plain) and not story.negated(s))
    return next(told, None)
