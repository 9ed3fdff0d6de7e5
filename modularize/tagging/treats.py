"""Which diseases a document's product is for, or the document is about: of its indications, doses, title and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from library import han
from library.models import Passage, PassageKind
from library.text import sentences
from modularize.headings.unlisted import unlisted
from modularize.sentences.depends import says_something

__all__ = [
    "ABOUT",
    "NOT_ABOUT",
    "OTHERS",
    "TOLD",
    "WITH_A_DOSE",
    "Mention",
    "Names",
    "befalls",
    "named_diseases",
    "of_patients",
    "treated",
]


class Mention(Protocol):
    """A concept found in a text."""

    @property
    def facet(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Names(Protocol):
    """What finding diseases needs of the taxonomy."""

    def concepts(self, text: str, language: str = "") -> Sequence[Mention]: ...
    def ancestors(self, facet: str, id: str) -> tuple[str, ...]: ...
    def is_sign(self, disease: str) -> bool: ...


OTHERS = "other uses"
"""Stands among the diseases treated where a label lists more uses than the vocabulary knows."""
WITH_A_DOSE = "dosed for "
"""Stands before a disease that only the doses name: another use, where the vocabulary says the product treats it."""
TOLD = "told for "
"""Stands before the one disease that sentences of a document without a list of uses say its medicine is for."""
ABOUT = "about "
"""Stands before the one disease that a document without a list of uses is about."""
NOT_ABOUT = "not about "
"""Stands before a disease that the title of such a document names and its text never, while it speaks of another."""

_NOT_FOR = han.compile(r"\bnot\b|\bnicht\b|不(?:用于|适用|推荐|宜|应)|(?:しない|いない)こと|limitation", re.IGNORECASE)
_WORDS = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
_USED_FOR = re.compile(
    r"\b(?:is|are) (?:it )?used for\b|\bwofür (?:wird|werden)\b|\bwann (?:wird|werden) (?:es|er|sie) angewend",
    re.IGNORECASE,
)
"""The heading of a leaflet over what its medicine is for."""
_ASIDE = han.compile(
    r"\bstud(?:y|ies|ien?)\b|\btrials?\b|\bco-?infect|\bKoinfe[kc]t|\bkoinfi[zc]|同时合并|同時合併|临床试验|臨床試験",
    re.IGNORECASE,
)
"""Names in a sentence on indications what else was studied or what patients have besides."""
_SEE = re.compile(r"\[\s*see\b[^\]]*\]|\(\s*(?:see|siehe|s\.)\b[^()]*(?:\([^()]*\)[^()]*)*\)", re.IGNORECASE)
"""A reference to another section."""
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_COMMA = han.compile(r"[、；;]")
_POINT = re.compile(r"[・･、；;]|ならびに|並びに|および|及び")
"""Parts the uses in the one line of a Japanese insert ("不安・緊張・抑うつ・睡眠障害")."""
_LEAST_POINTS = 3

_PATHOGENS = han.compile(
    r"適応菌|有効菌|敏感菌株|抗菌谱|susceptible (?:bacteria|organisms)|\bEmpfindliche? Erreger", re.IGNORECASE
)
"""A heading over the germs a medicine acts upon."""
_CLASS_BEFORE = re.compile(r"(?:抗|\banti-?|\bAnti-?)$")
_CLASS_BEHIND = han.compile(
    r"^(?:の?治[療疗]|用)?[薬药藥剤剂劑]|^[ -]?(?:プロテアーゼ|蛋白酶|protease|Protease)|"
    r"^[ -](?:medicin|medication|drug|Medikament|Arzneimittel|Mittel)\w{0,2}\b"
)
"""Around a disease that only names a class of medicines ("抗高血压药", "diabetes medicines")."""
_LEFT_OUT_BEFORE = han.compile(
    r"\b(?:except(?:ing)?(?: for| in)?|excluding|other than|apart from|au(?:ss|ß)er(?: bei)?"
    r"|mit Ausnahme (?:von|der|des)) (?:the |an? |der |dem |einer |\w+ )?$|除了?$",
    re.IGNORECASE,
)
_LEFT_OUT_BEHIND = han.compile(r"^(?:感染症?|症)?(?:を除|は除|以外|之外|除外)")
"""Around a disease that is left out of what is said."""
_NEAR_MEDICINE = 90
_MEDICINE_FOR = han.compile(
    r"[（(][^()（）]*\b(?:(?:medicines?|drugs?|used|an? \w+) (?:\w+ )?(?:to treat|for (?:the treatment of )?|against)|"
    r"(?:\w*[Mm]ittel|Arznei\w*|Wirkstoffe?|Antibiotik\w*|Medikamente?) (?:\w+ )?(?:zur|zum|gegen|bei|für)\b)"
    r"[^()（）.;]*$",
)
"""Opens a bracket that explains another medicine by what it is for ("Beta-Blocker (Mittel zur Behandlung von …)")."""
_DOSE = han.compile(
    r"\d\s?(?:m?g|µg|μg|mcg|ml|IU|I\.?E\.?|units?|Einheiten|mmol)\b|\d\s?(?:[錠片粒袋滴枚支]|カプセル|毫克|单位|単位)",
    re.IGNORECASE,
)
"""An amount of a medicine."""
_SUCH_AS = han.compile(
    r"^[（(]\s*(?:e\.\s?g\.|for example|such as|z\.\s?B\.|例如|如|wie\b)|comorbid|Begleiterkrank", re.IGNORECASE
)
_ALSO_ILL = han.compile(
    r"\b(?:due to|associated with|caused by|secondary to|resulting from|induced by|in the presence of|complicat\w+ by|"
    r"infolge|verursacht durch|bedingt durch|aufgrund|im Zusammenhang mit|im Rahmen|assoziiert)\b|"
    r"合并|(?<!に)合併(?!した)|(?<!に)伴(?!う|って)",
    re.IGNORECASE,
)
"""Between two diseases: the one behind it is the other one's cause or company, not what is treated."""
_OF_A_CAUSE = re.compile(
    r"\s*,?\s*(?:due to|caused by|secondary to|resulting from|bedingt durch|verursacht durch|infolge|aufgrund)\b",
    re.IGNORECASE,
)
"""Right behind a disease: only what this cause brings about is treated."""
_OF_WHICH = han.compile(
    r"^[^。、，,；;]{0,12}(?:所致|引起的?|导致的?|導致的?|に伴う|による|に起因する|に続発する|に合併した)"
)
"""Behind a disease that is the cause of the next one."""


_SEVERAL = re.compile(r"[,，、;；]")
_CHAPTERS = 3
"""Headings of the highest rank from which a document without a title is one of chapters."""
_NEAR = 40
"""Characters behind a cause within which the disease it causes is named."""


def treated(passages: Iterable[Passage], vocabulary: Names) -> tuple[str, ...]:
    """Diseases that a label's indications name, or a leaflet's first question, in order, without those it is not for.

    Where most of what it lists is none that the vocabulary knows, :data:`OTHERS` stands among them; behind them stands
    what only the doses name, each with :data:`WITH_A_DOSE` before it. Of a document that lists no uses: the one disease
    its sentences say the medicine is for, with :data:`TOLD` before it, and the one it is about with :data:`ABOUT`.
    """
    passages = list(passages)
    found: dict[str, None] = {}
    of_its_own: set[str] = set()
    known = unknown = 0
    is_under = is_told = False
    of_use = [passage for passage in passages if passage.section == "indications"]
    for passage in of_use or [passage for passage in passages if _is_asked_use(passage)]:
        if _NOT_FOR.search(_BRACKETED.sub(" ", passage.text)) or any(map(_PATHOGENS.search, passage.heading_path)):
            continue
        plain = _SEE.sub(lambda found: " " * len(found[0]), passage.text)
        aside = [(start, end) for start, end in _sentences(passage) if _ASIDE.search(plain[start:end])]
        aside += [m.span() for m in _BRACKETED.finditer(passage.text) if _NOT_FOR.search(m[0])]
        named = [m for m in _for_use(passage, vocabulary) if not any(a <= m.start < b for a, b in aside)]
        signs = {m.id for m in named if vocabulary.is_sign(m.id)}
        ids = dict.fromkeys(m.id for m in named)
        of_its_own |= {m.id for m in named if m.id in signs or not _OF_A_CAUSE.match(passage.text[m.end :])}
        found.update(dict.fromkeys(id for id in ids if id not in signs or len(signs) == len(ids)))
        is_told = is_told or passage.kind in _WORDS
        is_item = passage.kind is PassageKind.LIST_ITEM
        is_under = is_under if is_item else bool(named)  # items below an opening that names the disease are signs of it
        if is_item and is_under:
            continue
        for start, end in _uses(passage) if of_use else ():
            is_known = any(start <= m.start < end for m in named)
            known, unknown = known + is_known, unknown + (not is_known)
    if of_its_own & found.keys():  # "…, and stones due to a lack of X": a rare case beside what the medicine is for
        found = {id: None for id in found if id in of_its_own}
    if not found and not is_told:
        subject, use = _subject(passages, vocabulary), _told_use(passages, vocabulary)
        gainsaid = sorted(_gainsaid(passages, vocabulary))
        told = [*([f"{TOLD}{use}"] if use else []), *([f"{ABOUT}{subject}"] if subject else [])]
        return (*told, *(f"{NOT_ABOUT}{id}" for id in gainsaid))
    if found and unknown > max(1, known):
        found[OTHERS] = None
    dosed = [m.id for p in passages if p.section == "dosage" for m in _dosed(p, vocabulary)]
    return (*found, *(f"{WITH_A_DOSE}{id}" for id in dict.fromkeys(dosed) if id not in found))


_MAY_HAPPEN = re.compile(
    r"\b(?:risks?|cases?|reports?|occurrences?|onset|signals?) (?:of|for)\b(?:(?!\b(?:in|with|among|for)\b)[^.;:])*$|"
    r"\b(?:Risik\w+|Fälle\w*|Berichten?|Auftreten) (?:für|von|des|der|einer?s?)\b(?:(?!\b(?:bei|mit|in)\b)[^.;:])*$|"
    r"\b(?:induced|caused?|causing)(?: by)?[ -](?:(?!\b(?:in|with|among|for)\b)[^.;:])*$",
    re.IGNORECASE,
)
"""Stands in a title before what a medicine may bring about."""
_MAY_HAPPEN_BEHIND = re.compile(r"^[^，。；：、,.;:]{0,8}(?:的?(?:风险|風險|发生率)|の?リスク)")


def befalls(mention: Mention, title: str) -> bool:
    """Is a disease that a title names a reaction there, one of whose risk or cases it tells?"""
    ahead, behind = title[: mention.start], title[mention.end :]
    return bool(_MAY_HAPPEN.search(ahead) or _MAY_HAPPEN_BEHIND.search(behind))


def named_diseases(mentions: Iterable[Mention], text: str) -> list[Mention]:
    """The diseases among the mentions of a text, without those that only name a class of medicines and those that it
    leaves out ("感染症（ピロリ菌感染を除く）", "all forms except psoriasis")."""
    return [
        m
        for m in mentions
        if m.facet == "disease"
        and not (
            _CLASS_BEFORE.search(text[max(0, m.start - 5) : m.start])
            or _CLASS_BEHIND.search(text[m.end : m.end + 16])
            or _LEFT_OUT_BEFORE.search(text[max(0, m.start - 30) : m.start])
            or _LEFT_OUT_BEHIND.search(text[m.end : m.end + 12])
            or _MEDICINE_FOR.search(text[: m.start][-_NEAR_MEDICINE:])
        )
    ]


_PATIENTS_AHEAD = re.compile(
    r"\b(?:patients?|adults?|children|subjects?|women|men|infants|Patient\w*|Kinder\w*|Erwachsene\w*|Frauen|Männer\w*)\b"
    r"[^.;:,]{0,40}\b(?:with|for|mit|wegen|in)\b[^.;:,]{0,30}$|"
    r"\b(?:in|for|bei|zur Behandlung|treatment of|therapy of|therapy for|Therapie der)\s+(?:\w+\s+){0,2}$|"
    r"(?:用于|治疗|治療|患有)[^。，]{0,6}$",
    re.IGNORECASE,
)
_PATIENTS_BEHIND = han.compile(
    r"^\s*(?:patients?|studies|study|trials?|clinical|population|indications?|[-‑]?(?:Patient|Studie)\w*)\b|"
    r"^[^。、，；]{0,6}(?:患者|患儿|の治[療疗]|に対する|を対象|において|では|治疗|临床|试验|試験|研究|预防|予防)",
    re.IGNORECASE,
)


def of_patients(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Those of the diseases in a text on reactions that it names as what patients are treated for."""
    return [
        m
        for m in mentions
        if _PATIENTS_AHEAD.search(text[max(0, m.start - 90) : m.start])
        or _PATIENTS_BEHIND.search(text[m.end : m.end + 30])
    ]


def _diseases(passage: Passage, vocabulary: Names) -> list[Mention]:
    return named_diseases(vocabulary.concepts(passage.text, passage.language), passage.text)


def _dosed(passage: Passage, vocabulary: Names) -> list[Mention]:
    """The diseases that a heading over doses names, or a sentence that gives one."""
    named = _diseases(passage, vocabulary)
    if not named or passage.kind is PassageKind.HEADING:
        return named
    given = [(start, end) for start, end in _sentences(passage) if _DOSE.search(passage.text[start:end])]
    return [m for m in named if any(start <= m.start < end for start, end in given)]


def _for_use(passage: Passage, vocabulary: Names) -> list[Mention]:
    """The diseases of a passage on uses, without examples of company and causes of what is treated."""
    text = passage.text
    asides = [
        m.span() for m in _BRACKETED.finditer(text) if _SUCH_AS.search(m[0]) or _SUCH_AS.search(text[: m.start()][-40:])
    ]
    every = _diseases(passage, vocabulary)
    listed = [m.span() for m in _BRACKETED.finditer(text) if _SEVERAL.search(m[0])]
    if any(not any(a < m.start < b for a, b in listed) for m in every):  # what is listed in brackets shows itself in it
        asides += listed
    named = [m for m in every if not any(a < m.start < b for a, b in asides)]
    kept: list[Mention] = []
    for at, mention in enumerate(named):
        before = text[named[at - 1].end : mention.start] if at else ""
        other = next((one for one in named[at:] if one.id != mention.id), None)
        behind = text[mention.end : other.start] if other else ""
        if kept and _ALSO_ILL.search(before) and not re.search(r"[.。；;]\s", before):
            continue
        if len(behind) <= _NEAR and "。" not in behind and _OF_WHICH.search(behind):
            continue
        kept.append(mention)
    return kept


def _sentences(passage: Passage) -> list[tuple[int, int]]:
    return list(sentences(passage.text, passage.language))


def _is_asked_use(passage: Passage) -> bool:
    """Does the passage stand under the question of a leaflet what its medicine is for?"""
    over = passage.heading_path[-1] if passage.heading_path else ""
    return passage.kind in _WORDS and bool(_USED_FOR.search(over))


def _uses(passage: Passage) -> list[tuple[int, int]]:
    """Spans of what a passage lists: an item, or what stands between commas where no sentence does; none of prose."""
    text = passage.text
    is_sentence = text.endswith("。") if passage.language == "ja" else "。" in text.rstrip("。")
    if passage.language in ("zh", "ja") and not is_sentence:
        bare = _BRACKETED.sub(lambda inside: "\u2007" * len(inside[0]), text)
        cuts = [m.start() for m in _COMMA.finditer(bare)]
        if passage.language == "ja" and len(points := [m.start() for m in _POINT.finditer(bare)]) >= _LEAST_POINTS:
            cuts = points
        if len(cuts) > 1:
            return list(pairwise((0, *cuts, len(text))))
    if passage.language not in ("zh", "ja") and not says_something(text):
        cuts = [m.start() for m in re.finditer(",", _BRACKETED.sub(lambda inside: " " * len(inside[0]), text))]
        spans = list(pairwise((0, *cuts, len(text))))
        if len(spans) > 3 and all(end - start < 60 for start, end in spans):
            return spans
    return [(0, len(text))] if passage.kind is PassageKind.LIST_ITEM else []


# --- what a document is about ----------------------------------------------------------------------------------------

_OPENING, _TITLE = 8, 140
"""Passages at the beginning among which a title stands, and the letters it has at most."""
_SHARE, _TIMES = 0.6, 5
"""Of the passages that name a disease at all, the share that must name the one a document is about, and how many."""


_PLAIN = (None, "", "other", "leaflet", "name")
"""Sections that a text without the headings of a label stands in."""
_FOR_USE = han.compile(
    r"\b(?:is|are|wird|ist) (?:indicated|used (?:to treat|for)|indiziert|angezeigt|angewendet (?:bei|zur))|"
    r"\bfor the (?:treatment|prevention|management) of\b|"
    r"\b(?:zur|zum) (?:\w+ )?\w*(?:behandlung|therapie|prophylaxe)\b|"
    r"适用于|用于治疗|用于.{2,20}的治疗",
    re.IGNORECASE,
)
"""Says what a medicine is for."""


def _subject(passages: Sequence[Passage], vocabulary: Names) -> str:
    """The one disease that the title names, or that most passages which name any speak of; "" where there is none."""
    heads = (PassageKind.TITLE, PassageKind.HEADING)
    titles = [p for p in passages[:_OPENING] if p.kind in heads and len(p.text) <= _TITLE]
    told: set[str] = set()
    if not any(p.kind is PassageKind.TITLE for p in passages):
        chapters = [p for p in passages if p.kind is PassageKind.HEADING and not p.heading_path]
        named_by = [{m.id for m in _diseases(p, vocabulary)} for p in chapters]
        if len(chapters) >= _CHAPTERS and not _narrowest(set().union(*named_by), vocabulary):
            titles = []  # chapters of one rank, each on a disease of its own: the first is no title of them all
    gainsaid = _gainsaid(passages, vocabulary)
    for title in titles:
        found = _diseases(title, vocabulary)
        told |= {m.id for m in found if befalls(m, title.text)}
        if only := _narrowest({m.id for m in found} - told - gainsaid, vocabulary):
            return only
        if not found and unlisted(title.text, title.language, vocabulary.concepts(title.text, title.language)):
            return ""  # it is about one that the vocabulary lacks, whatever else it speaks of
    told |= {wider for id in told for wider in vocabulary.ancestors("disease", id)}
    named = Counter[str]()
    naming = 0
    for passage in passages:
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        ids = {m.id for m in _diseases(passage, vocabulary)} - told
        naming += bool(ids)
        named.update(ids | {wider for id in ids for wider in vocabulary.ancestors("disease", id)})
    often = {id for id, count in named.items() if count >= max(_TIMES, _SHARE * naming)}
    wide = _narrowest(often, vocabulary)
    inside = [id for id in named if wide in vocabulary.ancestors("disease", id) and 2 * named[id] > named[wide]]
    return inside[0] if len(inside) == 1 else wide


_GAINSAID = 3
"""Passages on another disease from which a title is gainsaid by a text that never names its own."""


def _gainsaid(passages: Sequence[Passage], vocabulary: Names) -> set[str]:
    """The diseases of the first title that the text below it never names, while most of what names any names one other.

    A page under the wrong title is about what it says.
    """
    first = next((p for p in passages[:_OPENING] if p.kind in (PassageKind.TITLE, PassageKind.HEADING)), None)
    claimed = {m.id for m in _diseases(first, vocabulary)} if first is not None else set()
    if first is None or not claimed:
        return set()
    named = Counter[str]()
    for passage in passages:
        if passage.text != first.text and passage.kind not in (PassageKind.HEADER, PassageKind.FOOTER):
            ids = {m.id for m in vocabulary.concepts(passage.text, passage.language) if m.facet == "disease"}
            named.update(ids | {wider for id in ids for wider in vocabulary.ancestors("disease", id)})
    others = [count for id, count in named.items() if not vocabulary.is_sign(id)]
    is_spoken_of = any(named[id] for id in claimed) or any(
        id in vocabulary.ancestors("disease", one) for id in named for one in claimed
    )
    return set() if is_spoken_of or max(others, default=0) < _GAINSAID else claimed


def _told_use(passages: Sequence[Passage], vocabulary: Names) -> str:
    """The only disease that sentences on what a medicine is for name, in a text without the sections of a label."""
    told = [p for p in passages if p.kind in _WORDS and p.section in _PLAIN and _FOR_USE.search(p.text)]
    return _narrowest({m.id for p in told for m in _for_use(p, vocabulary)}, vocabulary)


def _narrowest(ids: set[str], vocabulary: Names) -> str:
    """The only disease of a set that is not wider than another one of it; "" where there are several or none."""
    wider = {above for id in ids for above in vocabulary.ancestors("disease", id)}
    narrow = ids - wider
    return narrow.pop() if len(narrow) == 1 else ""
