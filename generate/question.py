"""Reading a question once: what it names, asks about, tells of a person, and which figures it holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generate.lexicon import Found, stop_words, table
from generate.short import written_out
from library.matching import fold_with_offsets
from library.quantities import Measure, Quantity, measures
from library.taxonomy import Mention, Taxonomy
from library.text import Number, detect_language, fold, numbers

PRODUCT_WORD = "qproduct"
"""Stands for any product name in the masked text, so that cues can be written without naming a product."""


@dataclass(frozen=True)
class Question:
    """A question as read; ``text`` is as asked, with short forms written out.

    ``folded`` is its folded text and ``masked`` the same with product names replaced. ``mentions`` come from the
    taxonomy; ``topics``, ``events`` and ``uses`` from the tables of :mod:`generate.lexicon`; ``cues`` are the ids of
    the reporting cues found.
    """

    text: str
    language: str
    folded: str
    masked: str
    mentions: tuple[Mention, ...]
    products: tuple[str, ...]
    topics: tuple[Found, ...]
    events: tuple[Found, ...]
    uses: tuple[Found, ...]
    cues: frozenset[str]
    numbers: tuple[Number, ...]
    measures: tuple[Measure, ...]

    @property
    def topic_ids(self) -> frozenset[str]:
        """Ids of the topics asked about."""
        return frozenset(found.id for found in self.topics)

    @property
    def event_ids(self) -> frozenset[str]:
        """Ids of the events named, vague ones ("unwell") left out."""
        return frozenset(found.id for found in self.events) - table("events").flagged("vague")

    @property
    def use_ids(self) -> frozenset[str]:
        """Ids of the use concepts named (lines, routes, ages, combinations)."""
        return frozenset(found.id for found in self.uses)

    def named_as(self, id_: str) -> str:
        """The words by which a concept of the taxonomy is named in the question; its id if it is not."""
        return next((mention.words for mention in self.mentions if mention.id == id_), id_)

    def mentioned(self, facet: str) -> frozenset[str]:
        """Ids of the taxonomy's concepts of one facet."""
        return frozenset(mention.id for mention in self.mentions if mention.facet == facet)


def read_question(text: str, taxonomy: Taxonomy, language: str = "", product: str = "") -> Question:
    """Read a question; ``language`` is detected where it isn't given. Raises nothing: any text is a question.

    ``product`` is the one a part of a question is about, though the part may not name it.
    """
    text = _HOW_MANY_YEARS.sub(lambda match: str(_NUMBER_WORDS.index(match[1].lower()) + 1), written_out(text))
    language = language or _language_of(text)
    mentions = tuple(taxonomy.concepts(text))
    products = tuple(dict.fromkeys(m.id for m in mentions if m.facet == "product" and _is_medicine(taxonomy, m.id)))
    masked = mask_products(text, mentions, products)
    masked = _without_their_diseases(masked, mentions, {*products, product} - {""})
    masked = _BESIDES.sub(lambda match: " " * len(match.group()), masked)
    masked = _BODY_HEAT.sub(_without_degrees, masked)
    masked = masked if products else _IT.sub(PRODUCT_WORD, masked)
    folded = fold(text)
    return Question(
        text=text,
        language=language,
        folded=folded,
        masked=masked,
        mentions=mentions,
        products=products,
        topics=table("topics").find(masked, question=True),
        events=_widest(
            f for f in table("events").find(masked) if not (_no_event(f, masked[f.end :]) or _of_long_ago(f, masked))
        ),
        uses=(*table("uses").find(masked), *table("uses").find(folded, only=["later_line"])),
        cues=table("reports").ids_in(masked),
        numbers=(*numbers(text, language), *_intervals(text)),
        measures=_measures(text),
    )


VACCINATED = re.compile(
    r"(?:[ -]?(?:zoster|live|attenuated|recombinant|inactivated|[abe](?= )))*"
    r"[ -]?(?:vaccin|jab|shots?(?! up| to)|immuni[sz])"
    r"|(?:减毒|重组|灭活|活)*疫苗|(?:の)?ワクチン|[ -]?impf"
)
"""An illness named in the name of a vaccine befell nobody."""
_BODY_HEAT = re.compile(
    r"((?<![\d.])(?:3[5-9]|4[0-2])(?:[.,]\d)?) ?(?:°|º) ?c(?![a-z])"
    r"(?=[^.。?!]{0,12}(?:熱|fever|fieber|发烧|发热|temp))"
    r"|((?:fever|febrile|temp(?:erature)?|pyrexi\w*|spik\w*|fieber|体温|发烧|发热|高烧|高热|烧到|発熱|高熱|熱)[^.。?!]{0,16}?"
    r"(?<![\d.])(?:3[5-9]|4[0-2])(?:[.,]\d)?) ?(?:°|º) ?c(?![a-z])"
)
"""How hot somebody is: a sign, and no temperature at which something is kept."""
_IT = re.compile(r"(?<![a-z])(?:the|this|that|your) (?:antibody|biologic|tki|kinase inhibitor)(?![a-z])")
"""A medicine named by what it is."""
_BESIDES = re.compile(
    r"(?<![a-z])(?:besides|apart from|aside from|other than|except(?: for)?|ausser|neben)"
    r" (?:the |an? |der |dem |den )?[\w-]+"
    r"|除了?[\u4e00-\u9fff]{1,6}(?:以外|之外|外)"
)
"""What is known already and not asked about."""
_NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
)
_HOW_MANY_YEARS = re.compile(rf"(?<![a-z])({'|'.join(_NUMBER_WORDS)})(?=[ -]years?[ -]old)", re.IGNORECASE)
HOW_MUCH = (
    r"(?:\s*(?:[\d.,/]+\s*(?:mg|mcg|µg|g|ml|units?|iu|x)?(?![a-z])|once|twice|daily|weekly|monthly|a day|a week"
    r"|tablets?|od|bd|bid|tds|qd|low[ -]dose|täglich|wöchentlich|每[天日周]|[一两二三]次))*"
)
"""A dose between a medicine and what it is for."""
_FOR_WHICH = re.compile(
    rf"{PRODUCT_WORD}{HOW_MUCH}\s*(?:for|against|because of|wegen|gegen|bei|治疗?)\s*(?:(?:his|her|their|the|\S+) )?$"
)
_THEY_TAKE = re.compile(
    rf"(?<![a-z])(?:takes?|taking|uses|using|is on|prescribed|nimmt|bekommt) (?!{PRODUCT_WORD}|it |this |that |the |\d)"
    rf"[a-z-]{{5,}}{HOW_MUCH} (?:for|against|wegen|gegen) (?:his |her |their |the |seine[nr]? |ihre[nr]? )?(?:\w+ )?$"
)
"""A medicine that the taxonomy does not know, and what it is taken for."""
_EACH = re.compile(r"每(周|天|日|个?月)(?:打|用|注射|扎)?一?(?:针|支)")
_SPOKEN_INTERVAL = re.compile(r"(?<![每隔\d])(\d{1,2}|[一二两三四六八]) ?(周|个月|天)(?:打|用|注射|扎)?一(?:次|针|支)")
"""An interval as it is said: "四周一针" is every four weeks."""


_PEOPLE = re.compile(r"的?(?:患者|病人|者|人群)(?!.{0,6}(?:用|吃|服|打)(?:了|完|药后))")
_ORGAN_INJURY = frozenset({"liver_injury", "kidney_injury"})


_LONG_AGO = re.compile(
    r"[^.?!;,，。？！；]{0,25}?(?:in (?:19|20)\d\d|last year|(?:\d+|two|three|four|five|ten|several|many|some) years?"
    r" (?:ago|back|earlier)|years ago|in (?:his |her )?childhood|as a (?:child|kid|teen\w*)|vor \d+ jahren)"
)
_LONG_AGO_BEFORE = re.compile(
    r"(?:\d+|[一二两三四五六七八九十几多]+)年前[^,，。?？;；]{0,8}$|去年[^,，。?？;；]{0,8}$|小时候[^,，。?？;；]{0,6}$"
    r"|(?:in (?:19|20)\d\d|last year|years ago|vor \d+ jahren),? (?:\w+ ){0,4}$"
)
_UNDER_IT = re.compile(
    rf"[^.?!;。？！；]{{0,30}}(?:on|under|with|after|while|taking|during|unter|nach) (?:\w+ )?{PRODUCT_WORD}"
)


def _without_degrees(match: re.Match[str]) -> str:
    kept = match[1] or match[2]
    return kept + " " * (len(match.group()) - len(kept))


def _of_long_ago(found: Found, masked: str) -> bool:
    """Whether an event is told as years old and not as under a medicine ("since a stroke in 2019"): no event of now."""
    after, before = masked[found.end :], masked[: found.start]
    if _UNDER_IT.match(after):
        return False
    return bool(_LONG_AGO.match(after) or _LONG_AGO_BEFORE.search(before))


def _no_event(found: Found, after: str) -> bool:
    """Whether an event's words name a vaccine, or the people asked about ("肝损伤的病人"), not what happened."""
    return bool(VACCINATED.match(after)) or (found.id in _ORGAN_INJURY and bool(_PEOPLE.match(after)))


def _widest(events: Iterable[Found]) -> tuple[Found, ...]:
    """Events without the swelling, or the eye, that is only a part of angioedema as told ("his lips are swollen")."""
    found = tuple(events)
    spans = [(f.start, f.end) for f in found if f.id == "angioedema"]
    parts = {"oedema", "conjunctivitis"}
    return tuple(f for f in found if f.id not in parts or not any(s < f.end and f.start < e for s, e in spans))


def _without_their_diseases(masked: str, mentions: tuple[Mention, ...], products: set[str]) -> str:
    """A masked text in which what another medicine is taken for ("phenytoin for seizures") is blank: no event."""
    for event in table("events").find(masked) if len(products) > 1 else ():
        before = _FOR_WHICH.search(masked[: event.start])
        if before:
            start = before.start() + len(PRODUCT_WORD)
            masked = masked[:start] + " " * (event.end - start) + masked[event.end :]
    for words in (fold(m.words) for m in mentions if m.facet == "disease"):
        start = masked.find(words)
        if start >= 0 and _THEY_TAKE.search(masked[:start]):
            masked = masked[:start] + " " * len(words) + masked[start + len(words) :]
    return masked


def _intervals(text: str) -> list[Number]:
    found = []
    for match in _SPOKEN_INTERVAL.finditer(text):
        for number in numbers(f"每{match[1]}{match[2]}一次", "zh"):
            if number.kind == "frequency":
                found.append(replace(number, start=match.start(), end=match.end()))
    for match in _EACH.finditer(text):
        each = (n for n in numbers(f"每{match[1]}一次", "zh") if n.kind == "frequency")
        found += [replace(number, start=match.start(), end=match.end()) for number in each]
    return found


_HEDGE = re.compile(
    r"(?<![a-z])(?:around|about|approximately|approx\.?|roughly|nearly|almost|ca\.?|etwa|circa)(?![a-z])"
    r"|大约|大概|约|左右|~",
    re.I,
)
_YEARS = re.compile(
    r"(?:^|[,，;；:：(（/]\s?)(\d{1,2}) ?(?:y/?o|yrs?|years?|Jahre|岁|歳|J\.)(?=\s*(?:$|[,，;；:：.)）?？/]))",
    re.IGNORECASE,
)
"""An age told in short between two commas: "Tics, 9 Jahre: …"."""
_STAGE = re.compile(
    r"(?:ckd|chronic kidney disease|kidney (?:disease|failure)|renal (?:failure|disease|insufficiency)"
    r"|慢性肾(?:脏)?病|肾病|慢性腎臓病)"
    r"[\s,(]*(?:stage|grade|g|stadium|ステージ)?\s*(3a|3b|[1-5])(?![\d.])\s*期?"
    r"|(?:stage|grade) (3a|3b|[1-5]) (?:ckd|chronic kidney|kidney)",
    re.IGNORECASE,
)
_STAGES = {"1": (90, 10_000), "2": (60, 90), "3": (30, 60), "3a": (45, 60), "3b": (30, 45), "4": (15, 30), "5": (0, 15)}
"""mL/min of the stages of chronic kidney disease (KDIGO 2012)."""


_DEGREE = re.compile(
    r"(?<![a-z])(mild|moderate|severe|leichte[rn]?|mittelschwere[rn]?|schwere[rn]?)(?: to \w+)?"
    r" (?:renal|kidney|niereninsuff|nierenfunkt)"
    r"|(轻度|中度|重度|严重|軽度|中等度|重度)(?:的|の)?(?:肾|腎)",
    re.IGNORECASE,
)
_DEGREES = {
    **dict.fromkeys(("mild", "leicht", "轻度", "軽度"), (60, 90)),
    **dict.fromkeys(("moderate", "mittelschwer", "中度", "中等度"), (30, 60)),
    **dict.fromkeys(("severe", "schwer", "重度", "严重"), (15, 30)),
}
"""mL/min of degrees of renal impairment (FDA and EMA guidance on renal impairment)."""


def _measures(text: str) -> tuple[Measure, ...]:
    """Ages and kidney function in a question, "eGFR around 20" and "CKD stage 4" as well."""
    plain = _HEDGE.sub(lambda match: " " * len(match.group()), text)
    found = measures(fold_with_offsets(plain))
    found += [
        Measure(Quantity.AGE, int(match[1]), int(match[1]) + 1, match.start(1), match.end())
        for match in _YEARS.finditer(plain)
        if not any(m.quantity is Quantity.AGE for m in found)
    ]
    for match in _STAGE.finditer(text):
        low, high = _STAGES[(match[1] or match[2]).lower()]
        found.append(Measure(Quantity.RENAL, low, high, match.start(), match.end()))
    if not any(m.quantity is Quantity.RENAL for m in found):
        for match in _DEGREE.finditer(text):
            degree = (match[1] or match[2]).lower()
            low, high = _DEGREES.get(degree) or _DEGREES[re.sub("e[rn]?$", "", degree)]
            found.append(Measure(Quantity.RENAL, low, high, match.start(), match.end()))
    return tuple(found)


def _language_of(text: str) -> str:
    """The detected language; a short text of plain English words is English, however its particles are read."""
    detected = detect_language(text) or "en"
    if detected in ("zh", "ja", "de"):
        return detected
    words = re.findall(r"[a-zäöü]+", fold(text))
    german, english = (sum(word in listed for word in words) for listed in (stop_words().german, stop_words().english))
    if german > english and 2 * german >= len(words):
        return "de"
    return "en" if detected == "en" or 3 * english >= len(words) or (text.isascii() and len(words) <= 8) else detected


_NOT_OF_A_DOSE = re.compile(
    r"(?:dialys\w*|haemodialys\w*|hemodialys\w*|(?:lab|blood) (?:draws?|tests?|work)|physio\w*"
    r"|exercis\w*|gym|radiotherap\w*|clinic|visits?)"
    r"[^.;?]{0,12}$|(?:透析|化验|抽血|复查)[^,，。]{0,4}$"
)
"""How often something other than the medicine is done."""


def of_no_dose(number: Number, text: str) -> bool:
    """Whether a number tells how often something else than the medicine is done ("dialysis three times a week")."""
    before, after = fold(text[max(number.start - 45, 0) : number.start]), fold(text[number.end : number.end + 16])
    return number.kind == "frequency" and bool(
        _NOT_OF_A_DOSE.search(before) or re.match(r"\W{0,2}(?:zur |for |an der )?(?:ha?emo|hämo)?dialys|的?透析", after)
    )


def mask_products(text: str, mentions: tuple[Mention, ...], products: tuple[str, ...]) -> str:
    """Folded ``text`` with each mention of one of ``products`` replaced by ``PRODUCT_WORD``."""
    parts, last = [], 0
    for mention in mentions:
        if mention.facet == "product" and mention.id in products and mention.start >= last:
            parts += [text[last : mention.start], PRODUCT_WORD]
            last = mention.end
            parts += [" "] if re.match("[A-Za-z0-9]", text[last:]) else []
    return fold("".join([*parts, text[last:]]).replace("®", " ").replace("™", " "))


def _is_medicine(taxonomy: Taxonomy, id_: str) -> bool:
    product = taxonomy.products.get(id_)
    return product is not None and product.kind != "class"
