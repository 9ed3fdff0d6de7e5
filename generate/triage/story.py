"""Is something in a text told of somebody, or supposed, asked of people in general, or true before treatment? Pure.

"Her ankles ballooned" tells; "what if ankles swell?", "how often do ankles swell?" and "she has a history of swelling,
can she start?" don't. The cues are words of ``words/story.yaml``; where they stand decides, not only that they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generate.kit import Span, kit, voices
from generate.question import PRODUCT_WORD, Question

_SENTENCE = re.compile(r"[^.!?;。\n]*(?:\.(?=\S)[^.!?;。\n]*)*(?:[.!?;。\n]+|$)")
_CLAUSE_END = re.compile(r"[,，、:]| - | – | — ")
_CLAUSE_END_ZH = re.compile(r"[,，:]| - | – | — ")
"""In Chinese "、" stands between things listed, and ends no clause."""
_AFTERTHOUGHT = 10
"""In Chinese and Japanese the cue of a supposition may follow what is supposed ("腫れた場合"), so far behind."""
_LETTERS = re.compile(r"[a-zäöü\u3041-\u30ff\u3400-\u9fff]")
_PAST = re.compile(
    r"(?<![a-z])(?:did|didn['’]?t|was|wasn['’]?t|were|has|had|came|went|arrived|got|broke|snapped|(?:press|click|leak|jamm|fail|happen|snapp|arriv|push|open|remov|fir|swallow|inject)ed|hat|war|wurde|kam|liess|ging)(?![a-z])"
    r"|了|过|没|た(?:$|[。?、,が])|まし"
)
_ON = re.compile(rf"(?:on|with|under|using|taking|unter|mit|auf)(?: \w+)* {PRODUCT_WORD}$|{PRODUCT_WORD}")
"""A medicine somebody may be on, without a word on when."""
_THE_DOSE = re.compile(rf"{PRODUCT_WORD} (?:dose|dosing|dosage|dosis|dosierung)")
_WITH_IT = re.compile(rf"(?:on|with|under|unter|mit) (?:\w+ )?{PRODUCT_WORD}")
_HOW_OFTEN = re.compile(
    r"(?<![a-z])(?:rates?|incidence|frequency|how (?:often|common|frequent|many)|häufig\w*)(?![a-z])"
)
_START = re.compile(r"(?:starts?|begins?|commences?|initiates?) (?:\w+ ){0,2}?" + PRODUCT_WORD)
_BEFORE = re.compile(r"(?:before|prior to|vor) (?:(?:the|her|his|their|der|dem) )?(?:first |very first |ersten )?$")
_TO_COME = re.compile(
    r"(?:next (?:week|month|monday)|tomorrow|yesterday|today|this morning|last (?:night|week)"
    rf"|(?:starting|initial|recommended|usual) (?:dose|dosing|dosage) of {PRODUCT_WORD})"
)
_ELSEWHERE = re.compile(r"(?:back from|spent|stay of|trip of|returned from|after) $")
_ONCE_MORE = re.compile(r"(?<![a-z])(?:again|back(?! (?:from|home))|once more|another|next|re-?\w*start)(?![a-z])")
"""What is started again was taken before."""
_TO_GET = re.compile(r"(?:bekommen|erhalten|nehmen|anfangen|starten)\W*$")
_SHALL = re.compile(r"(?<![a-zäöü])(?:soll|sollte|möchte|will|darf|kann|könnte|wird)(?: \w+){0,3} ?$")
_HOW_LONG = re.compile(r"(?<![a-zäöü])(?:how|wie) ?$")
""" "How many days of it" asks for a treatment."""
_WILL_START = re.compile(r"(?:始め|(?:開始|処方|導入|追加)し)ま$")
_IN_GENERAL = re.compile(rf"期间|过程中|治疗中|中$|正在|^(?:服|使)?用{PRODUCT_WORD}$|^[吃服打]{PRODUCT_WORD}$")
"""During a treatment of nobody in particular, or the mere taking of a medicine ("服用qproduct出现…要停药吗?")."""
_AGE_OF_A_CHILD = re.compile(
    r"(?:baby|infant|newborn|toddler|twins|son|daughter|child|born|birth|post-? ?partum|post-? ?natal)(?![a-z])"
    r"|months?[- ]old|产后|生完|分娩后|宝宝|婴儿|孩子|月龄|産後|生後|赤ちゃん|entbindung|geburt|säugling"
)
_ONLY_A_TIME = re.compile(
    r"(?:after |for |nach |seit |vor )?(?:\d+|[a-zäöü]+|[一二两三四五六七八九十半]+)[ -]?(?:个|か|ヶ)?"
    r"(?:days?|weeks?|months?|years?|tagen?|wochen?|monaten?|[天周月年]|星期)"
    r"[ -]?(?:post|old|now|after|ago|and|und|的|了|还|で|の)?"
)
"""How old a nursed child is, and since when it is born, is no time on a treatment."""
_EITHER = re.compile(r"(?<![a-zäöü])(?:or|oder)(?![a-zäöü]).*\?\s*$", re.S)
"""Asks which of two ("chew or swallow whole?")."""
_WAS_NORMAL = re.compile(
    r"(?:normal|fine|unauffällig)(?: at)? baseline|baseline (?:was |of |is )?(?:normal|fine|\d)|基线正常"
)
"""A value that was normal before is told of the change since, no history."""
_HOW_MUCH = re.compile(r"[^,.;，。；]{0,12}(?:reduc\w*|lower\w*|adjust\w*|减量|减|调整|調整|減量)[^,.;，。；]{0,8}")
"""A lower dose is asked of somebody who is to begin as well."""
_DID_NOT = re.compile(
    r"(?:の?症状)?(?:は|が|も)?(?:まだ|全く|特に|一度も|これまで)?(?:[\d一二三四五六数半]+(?:年|か月|ヶ月|カ月|週間?|日)(?:間|以上)?)?"
    r"(?:(?:起き|起こ(?:っ|し|り)|出|現れ|あらわれ|見られ|みられ|認め(?:られ)?|感じ|発現し|発生し)(?:て(?:い)?)?(?:ませ|ない(?!か)|なか|ず)"
    r"|ありませ|な(?:い(?!の?か)|し(?!た)|く(?!な[っり])|かっ))"
)
"""What denies a sign in Japanese, after its name ("けいれんは起きていません", "発作が2年ない")."""
_RISK = re.compile(r"[ -]?(?:risk|risiko|风险|リスク)")
_NEGATED = re.compile(
    r"(?:(?<![a-z])(?:no|not|without|never|denies|denied|nor|neither|free of|absence of"
    r"|kein\w*|nicht|ohne|nie)(?: \w+){0,2} ?"
    r"|(?:没有|没|无|未|未见|否认|并无|也没有|不)(?:出现|发生|见|明显|任何|过|再|什么|啥)*(?:特别|大的?)?"
    r"|(?:没有|否认|未见|并无|无)(?![^,，。]*(?:吃|服|用|药|停|减|打|效|好|改善))[\u4e00-\u9fff]{1,3})$"
)


@dataclass(frozen=True)
class Story:
    """A question as a story: what may be asked of any place in it is whether the words there are told of somebody."""

    text: str
    language: str
    products: int

    @property
    def product(self) -> bool:
        """Whether a medicine is named."""
        return self.products > 0

    @cached_property
    def _voices(self) -> tuple[str, ...]:
        return voices(self.text, self.language)

    @property
    def cjk(self) -> bool:
        """Whether the text is Chinese or Japanese."""
        return self._voices[0] in ("zh", "ja")

    @property
    def voice(self) -> tuple[str, ...]:
        """The language whose cues the text is read with."""
        return self._voices[:1]

    def _spans(self, slot: str) -> tuple[Span, ...]:
        return kit("story", self.voice).spans(slot, self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where the sentences are."""
        return tuple((m.start(), m.end()) for m in _SENTENCE.finditer(self.text) if m.group().strip())

    @cached_property
    def persons(self) -> tuple[Span, ...]:
        """Where somebody in particular is spoken of."""
        return self._spans("person")

    @cached_property
    def exposure(self) -> tuple[Span, ...]:
        """Where a time on treatment, or the taking of a medicine, is told."""
        found = (s for s in self._spans("exposed") if not self._is_age_of_a_child(s))
        return tuple(s for s in found if not (self._only_asked_of(s) or self._is_planned(s)))

    def _is_planned(self, span: Span) -> bool:
        """Whether a treatment is announced ("qproductを始めます", "soll qproduct bekommen"), not told as under way."""
        words = self.text[slice(*span)]
        if (
            _TO_GET.search(words)
            and _SHALL.search(self.text[: span[0]])
            and not self.text.startswith(" haben", span[1])
        ):
            return True
        if _HOW_LONG.search(self.text[: span[0]]):
            return True
        return bool(self.cjk and _WILL_START.search(self.text[slice(*span)]) and self.text.startswith("す", span[1]))

    def _only_asked_of(self, span: Span) -> bool:
        """Whether a medicine is named in a question on its dose, or on people in general, not as taken by somebody."""
        low, high = self.sentence(span[0])
        if self.cjk or not self.text[low:high].rstrip().endswith("?"):
            return False
        words = self.text[slice(*span)].strip()
        if _THE_DOSE.fullmatch(words):
            return True
        to_begin = any(start <= span[0] < end for start, end in self._spans("begin"))
        if _WITH_IT.fullmatch(words) and to_begin and not _ONCE_MORE.search(self.text[low:high]):
            return True
        alone = not _in(self.persons, (low, high))
        return bool(_WITH_IT.fullmatch(words)) and alone and bool(_HOW_OFTEN.search(self.text[low : span[0]]))

    def _is_age_of_a_child(self, span: Span) -> bool:
        low, high = self.clause(span)
        timed = _ONLY_A_TIME.fullmatch(self.text[slice(*span)].strip(" ,，、"))
        return bool(timed and _AGE_OF_A_CHILD.search(self.text[low:high]))

    @cached_property
    def course(self) -> tuple[Span, ...]:
        """Where it is asked how a running treatment shall go on."""
        return self._spans("course")

    @cached_property
    def _supposed(self) -> tuple[Span, ...]:
        return self._spans("supposed")

    @cached_property
    def _general(self) -> tuple[Span, ...]:
        return self._spans("general")

    @cached_property
    def _baseline(self) -> tuple[Span, ...]:
        return tuple(
            s for s in self._spans("baseline") if not _WAS_NORMAL.search(self.text[max(s[0] - 12, 0) : s[1] + 12])
        )

    @cached_property
    def begins(self) -> bool:
        """Whether it is asked if somebody may begin, of whom no treatment is told."""
        if not self._spans("begin") or any(not _HOW_MUCH.fullmatch(self.text[slice(*s)].strip()) for s in self.course):
            return False
        told = (
            self.exposure
            if self.products < 2
            else [s for s in self.exposure if not _names_one(self.text[s[0] : s[1] + 10])]
        )
        return not [s for s in told if not (self._to_be_started(s) or self._no_time_on_it(s))]

    def _no_time_on_it(self, span: Span) -> bool:
        """Whether a time told is a day, none of treatment, or spent elsewhere ("back from two years in Laos")."""
        words = self.text[slice(*span)].strip()
        return bool(_TO_COME.fullmatch(words) or _ELSEWHERE.search(self.text[: span[0]]))

    def _to_be_started(self, span: Span) -> bool:
        """Whether the words of a treatment are of one that somebody may start ("can she start it straight away?")."""
        low, high = self.sentence(span[0])
        asked = any(s <= span[0] <= end for s, end in self._spans("begin"))
        first = _START.match(self.text, span[0]) or _BEFORE.search(self.text[: span[0]])
        return asked and bool(first) and not _ONCE_MORE.search(self.text[low:high])

    def sentence(self, at: int) -> Span:
        """The sentence around a place."""
        return next((s for s in self.sentences if s[0] <= at < s[1]), (0, len(self.text)))

    def clause(self, span: Span) -> Span:
        """The clause around a span: its sentence, cut at commas, colons and dashes."""
        low, high = self.sentence(span[0])
        ends = _CLAUSE_END_ZH if self._voices[0] == "zh" else _CLAUSE_END
        cuts = [low, *(m.end() for m in ends.finditer(self.text, low, high)), high]
        return max(c for c in cuts if c <= span[0]), min((c for c in cuts if c >= span[1]), default=high)

    def supposes(self, span: Span) -> bool:
        """Whether the words are under an "if", or of what somebody fears or asks about."""
        low, high = self.sentence(span[0])
        late = _AFTERTHOUGHT if self.cjk else -1
        late = min(late, self.clause(span)[1] - span[1]) if self.exposure else late
        return any(low <= s < high and (s <= span[0] or 0 <= s - span[1] <= late) for s, _ in self._supposed)

    def asks(self, span: Span) -> bool:
        """Whether the sentence around the words asks, and of nobody in particular."""
        low, high = self.sentence(span[0])
        sentence = self.text[low:high]
        if self._first("modal", sentence):
            return True
        if self.cjk:
            around = self.clause(span)
            if _in(self._general, around):
                return True
            told = [s for s in self.exposure if not _IN_GENERAL.search(self.text[slice(*s)])]
            alone = not _in(self.persons, (low, high)) and not told
            return alone and (_in(self._general, (low, high)) or self._asked_last(span))
        if _in(self.persons, (low, high)):
            return False
        if _in(self._general, (low, high)):
            return True
        if _EITHER.search(sentence) and not _PAST.search(sentence) and not _in(self.exposure, (low, high)):
            return True
        low, high = self.clause(span)
        clause = self.text[low:high]
        return any(self._first("question", part) and not self._first("statement", part) for part in (sentence, clause))

    def _first(self, slot: str, sentence: str) -> bool:
        return bool(kit("story", self.voice).spans(slot, sentence))

    def was_before(self, span: Span) -> bool:
        """Whether the words are of a history, or of somebody who has not begun."""
        around = self.clause(span)
        history = [b for b in self._baseline if around[0] <= b[0] < around[1]]
        if history and not _in(self.exposure, around) and not _in(self.course, around):
            return True
        return self.begins

    def negated(self, span: Span) -> bool:
        """Whether the words around say that it did not happen, or only might ("bleeding risk")."""
        low, _ = self.clause(span)
        after = self.text[span[1] :]
        if self._voices[0] == "ja" and _DID_NOT.match(after):
            return True
        return bool(_NEGATED.search(self.text[low : span[0]]) or _RISK.match(after))

    def tells(self, span: Span, *, plain: bool = False) -> bool:
        """Whether the words at a span are told of somebody on treatment.

        ``plain`` are bare names of conditions ("oedema", "rash"): a topic, unless somebody or a time is told with them.
        """
        if self.supposes(span) or self.asks(span) or self.was_before(span):
            return False
        if self.persons and (not plain or self.exposure or self.course or self.product):
            return True
        if self.exposure:
            return not (plain and self._only_topic(span))
        return self.product and not plain and not self._asked_last(span)

    def _only_topic(self, span: Span) -> bool:
        """Whether a bare name is asked about, with no person and no time told ("oedema on it: how is the dose …?")."""
        low, high = self.sentence(span[0])
        timed = any(not _ON.match(self.text[slice(*s)]) for s in self.exposure if low <= s[0] < high)
        return not timed and self.ends_in_question(span)

    def ends_in_question(self, span: Span) -> bool:
        """Whether the sentence around the words ends in a question mark."""
        low, high = self.sentence(span[0])
        return self.text[low:high].rstrip().endswith("?")

    def tells_of_a_pack(self, span: Span) -> bool:
        """Whether words on a pen, a pack or a dose are told: nobody need be named, but nothing may be only supposed."""
        if self.supposes(span):
            return False
        low, high = self.sentence(span[0])
        if self._first("modal", self.text[low:high]):
            return False
        asked = self.cjk and not _in(self.persons, (low, high)) and self._first("question", self.text[low:high])
        if not asked and not self.asks(span):
            return True
        return not _in(self._general, (low, high)) and bool(_PAST.search(self.text[low:high]))

    def told_in_passing(self, span: Span) -> bool:
        """Whether the clause around the words asks nothing, though its sentence may ("笔漏液,需要补打吗?")."""
        low, high = self.clause(span)
        return not (
            self.supposes(span) or _in(self._general, (low, high)) or self._first("question", self.text[low:high])
        )

    def _asked_last(self, span: Span) -> bool:
        """Whether the words stand in the clause that ends in a question mark ("Oedema with it?")."""
        low, high = self.clause(span)
        clause = self.text[low:high]
        if self.cjk:
            return self._first("question", clause)
        return high == self.sentence(span[0])[1] and clause.rstrip().endswith("?")

    def aftermath(self) -> Span | None:
        """A statement linked to the taking of a medicine ("since she started, …") no plan and no good news."""
        for span in self._spans("aftermath"):
            low, high = self.sentence(span[0])
            rest = self.text[low : span[0]] + self.text[span[1] : high]
            enough = len(_LETTERS.findall(rest)) >= (5 if self.cjk else 14)
            benign = kit("story", self.voice).spans("benign", self.text[low:high])
            asked = rest.rstrip().endswith("?") or self._first("question", self.text[low:high].strip())
            if enough and not benign and not asked and self.tells(span):
                return span
        return None

    @cached_property
    def concessions(self) -> tuple[Span, ...]:
        """Where something is told to be so although a medicine was taken."""
        return self._spans("concession")


def story_of(question: Question) -> Story:
    """A question read as a story."""
    named = len(question.products) or int(PRODUCT_WORD in question.masked)
    return Story(question.masked, question.language, named)


def _names_one(words: str) -> bool:
    return PRODUCT_WORD in words


def _in(spans: Iterable[Span], around: Span) -> bool:
    return any(around[0] <= start < around[1] for start, _ in spans)
