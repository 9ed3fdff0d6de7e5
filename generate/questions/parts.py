"""A question in its parts: what it tells first, and each thing it asks. Pure.

"Needs rifampicin for tuberculosis - can the two be given together, and how often are liver tests needed?" tells of a
medicine and asks two things. What is told narrows every part; what an earlier part is about narrows a later one that
names nothing of its own ("and for how long?").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from generate.label import LINES
from generate.lexicon import table
from generate.question import Question, read_question
from generate.questions.asked import loose_needs, needs, settled
from generate.questions.monitored import asked_of_another_test, labs_asked
from generate.questions.need import DEPENDENT, ENDPOINTS, Need
from library.taxonomy import Taxonomy
from library.text import fold

_INTERROGATIVE = (
    r"how|what|which|when|where|who|whom|whose|why|does|do|did|is|are|was|were|can|could|may|might|shall|should|must|will"
    r"|would|has|have|any"
)
_GERMAN = (
    r"wie|was|welche[rsnm]?|wann|wo|wer|wohin|warum|darf|dürfen|duerfen|kann|können|konnen|muss|müssen|mussen|soll"
    r"|sollte|ist|sind|gibt|hat|wird|werden|braucht"
)
_BREAK = re.compile(
    r"(?<=[?？!！。；;])|(?<=[a-zäöüß0-9)%]\.)\s(?=(?-i:[A-ZÄÖÜ]))|\n|\s[-–—]\s|[—:：]\s?(?=\S+ )"
    r"|[,，、]?\s+(?:and|or|but|&)\s+"
    rf"(?=(?:(?:then|also|if so,?|for|at|in|to|by|until) )?(?:{_INTERROGATIVE})(?:['’]s)?[\s?])"
    rf"|,\s+(?=(?:(?:if so,?|for|at|in|to|by|until) )?(?:{_INTERROGATIVE})[\s?])|\s*\+\s*(?=(?:{_INTERROGATIVE})\s)"
    r"|,\s+(?=(?:i|we|my|our|he|she|his|her|they|pt|patient|asking for|thanks)\s)(?![^?]*\?)"
    rf"|[,]?\s+und\s+(?=(?:{_GERMAN})\s)|,\s+(?=(?:{_GERMAN})\s)"
    r"|[，,](?=[^，,。]*(?:吗|呢|什么|哪|几|多少|多久|怎|如何|是否|能否|可否|能不能|要不要|有没有|会不会|是不是|还是|么|啥|咋|不(?=[，,。？?]|$)))"
    r"|[、。](?=[^、。]*(?:か|でしょう|ですか|ますか))",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"[?？]|^(?:(?:and|or|but|so|then|also|for|at|in|to|by|until) )?(?:{_INTERROGATIVE})(?![a-z])"
    rf"|(?<![a-z])(?!was )(?:{_GERMAN}) |^was (?!the|it|he|she|this|that|there)"
    r"|吗|呢|什么|哪|几|多少|多久|多长|怎|如何|是否|能否|可否|能不能|可不可以|要不要|有没有|会不会|是不是"
    r"|还是|么|啥|咋|行不行|[要能会用行可][^，,。？?]{0,8}不(?=[，,。？?]|$)"
    r"|ですか|ますか|でしょうか|ませんか|[かは]$|教え"
    r"|(?<![a-z])(?:please|pls|steps?|schedule|instructions?|criteria"
    r"|tell|explain|describe|summari[sz]e|list|need to know|wonder\w*|advice"
    r"|details?|dose)(?![a-z])"
)
_STATES = re.compile(r"^(?:has|is|was|are|were|had|would) (?!.*\?)[^?]*\.$", re.IGNORECASE | re.DOTALL)
"""The rest of a sentence that tells: "…, has CKD stage 3 and takes apixaban." """
_TRIED = re.compile(
    r"(?<![a-z])(?:fail\w*|previous\w*|prior|progress\w*|tried|stopped|inadequa\w*|refractory|resist\w*|relaps\w*"
    r"|did(?: not|n['’]t) (?:work|help|respond)|no response|versag\w*|vorbehand\w*)(?![a-z])"
    r"|之前|以前|既往|曾|无效|失败|效果(?:不好|不佳|差)|不行|耐药|进展|前治療|無効|不応"
)
"""A medicine told so was taken before, and is not taken together with what is asked about."""
_HISTORY = re.compile(
    r"(?<![a-z])(?:history of|previously|in the past|years ago|as a child|früher|vorgeschichte)(?![a-z])"
    r"|以前|既往|曾|病史"
)
"""What befell somebody long ago is not what is asked about now."""
_TAKES = re.compile(
    r"(?<![a-z])(?:takes?|taking|still|currently|now|long[- ]term|remains?|nimmt|aktuell)(?![a-z])"
    r"|长期|正在|目前|一直|仍|现在|服用着|服用中|内服中"
)
"""A medicine told so is taken now, whatever was tried beside it."""
_HOW_LONG = re.compile(
    r"(?:and |und )?(?:(?:for |until )?how long(?: for)?(?: after\w*)?|until when|bis wann|wie lange)\s*\?*"
    r"|(?:到|直到)什么时候\s*[?？]*"
)
"""Asks how long of what was asked just before."""
_VERB = re.compile(
    r"(?<![a-z])(?:is|are|was|were|has|have|had|needs?|takes?|took|taking|started|starts?|stopped|wants?|got|gets)"
    r"(?![a-z])"
    r"|(?<![a-z])(?:ist|hat|nimmt)(?![a-z])"
    r"|正在|服用|吃|打|用|患"
)
_DENIED = re.compile(
    r"(?<![a-z])(?:not (?:yet )?(?:on|having|taking|receiving)|without|never had|denies"
    r"|no (?:history of|signs? of|other)?) (?:\w+ )?\w+"
    r"|(?:没有|无|未|否认)[\u4e00-\u9fff]{1,6}|kein\w* \w+|ohne \w+",
    re.IGNORECASE,
)
_HOW_OFTEN_STUDIED = re.compile(
    r"how (?:often|common|frequent\w*|many) .{0,60}"
    r"(?:reported|seen|observed|in the (?:trial|stud|pivotal|phase)|was|were)"
    r"|how (?:common|frequent|often)(?: is| are| does)? (?:it|this|that|they)(?![a-z])"
    r"|(?:发生率|比例|概率)(?:是|有)?多少"
)
"""How often a reaction was seen is asked apart from what to do about it."""
_THERE = re.compile(
    r"(?<![a-z])(?:there|in (?:that|this|such|those|these) (?:\w+ )?(?:setting|case|line|group|study|trial|patients?)"
    r"|in th(?:em|ose)|for th(?:em|ose))(?![a-z])|(?:这|那)(?:种|类|个)(?:情况|病人|患者|人群)|dort"
    r"|(?:then|dann)\s*[?]?$"
)
"""Words that point to the setting a part before named."""
_NOT_CARRIED = frozenset(
    {"rate", "stopped_rate", "comparison", "onset", "median", "hazard_ratio", "p_value", "confidence_interval"}
)
"""How something is measured; a later part that asks anything else doesn't ask that as well."""
_OF_THE_BODY = frozenset({"auc", "half_life", "tmax", "metabolism", "protein_binding", "mechanism"})
_OF_USE = frozenset({"dose", "dose_change", "interaction", "monitoring", "side_effects", "contraindication"})
"""What is asked of use is not asked of what the body does with a medicine, asked just before."""
_OF_A_STUDY = ENDPOINTS | {"study_design", "follow_up", "overall_survival", "intracranial", "efficacy"}
"""What is asked of a study named before."""
_WITH_A_PLACE = frozenset(
    {"pack_size", "shelf_life", "storage", "excipients", "appearance", "strengths", "half_life", "tmax", "mechanism"}
    | {"protein_binding", "indication", "contraindication", "disposal", "driving", "overdosage"}
)
"""Topics that one short statement answers; listed, each is asked."""
_CIRCUMSTANCES = frozenset(
    {"management", "what_to_do", "dose_change", "interaction", "vaccine", "side_effects", "surgery"}
)
COURSE = re.compile(
    r"^[^.?!;\n]*(?<![a-z])(?:baseline|before(?: the)? start)(?![a-z])[^.?!;\n]*(?<![a-z])then[,]?"
    r" how (?:often|frequently)(?: \w+){0,3}\s*\??\s*$",
    re.IGNORECASE,
)
"""One thing asked over time: what is tested before a treatment, "and then how often?", is not two questions."""
_TESTS_OVER_TIME = re.compile(
    r"^[^.?!;\n]*(?<![a-z])(?:tests?|labs?|bloods?|bloodwork)(?![a-z])[^.?!;\n]*(?:,|and) (?:then )?"
    r"how (?:often|frequently)(?: \w+){0,3}\s*\??\s*$",
    re.IGNORECASE,
)
_OF_A_COURSE = frozenset({"interval", "rate", "before_start"})
"""What a statement on how something is monitored may leave open: "as clinically indicated"."""
_WHEN = re.compile(r"(?:とき|時|場合|際)(?:は|に)?$|(?:时|的时候|情况下|期间)$")
"""Ends what only says when: "長期に使うとき、…" lists nothing that is wanted."""
_VALUE = re.compile(r"\d(?! ?(?:weeks?|months?|days?|years?|%|mg))")
_FEW = 12
"""A question that is split into more parts than this is no question of a doctor; it is read as a whole."""


@dataclass(frozen=True)
class Told:
    """A sentence that asks nothing, with the needs by which it narrows what is asked."""

    words: str
    needs: frozenset[Need]


@dataclass(frozen=True)
class Part:
    """One thing asked: its words as read and what an answer to it needs."""

    question: Question
    asked: tuple[Need, ...]
    own: tuple[Need, ...] = ()
    """What it asks by itself, where ``asked`` also holds what the part before was about."""
    told: tuple[Told, ...] = ()
    """What is told beside it and narrows it."""

    @property
    def names(self) -> bool:
        """Whether the part itself names anything an answer could be about."""
        return any(need.decides and need.kind != "figure" for need in self.asked)


def parts_of(question: Question, product: str, taxonomy: Taxonomy) -> tuple[Part, ...]:
    """The things asked, each with what narrows it; one part where one thing is asked or it is hard to take apart."""
    whole = Part(question, needs(question, product, taxonomy))
    tested = _TESTS_OVER_TIME.search(question.text) and labs_asked(question)
    if tested or (COURSE.search(question.text) and any(need.id == "monitoring" for need in whole.asked)):
        return (Part(question, tuple(need for need in whole.asked if need.id not in _OF_A_COURSE)),)
    texts = [text.strip(" ,，、") for text in _BREAK.split(question.text)]
    texts = [text for text in texts if re.search(r"\w", text)]
    if not 1 < len(texts) <= _FEW:
        return (whole,)
    pieces = [_piece(text, question.language, product, taxonomy) for text in texts]
    while (
        len(pieces) > 1
        and not asks(pieces[0].question.text)
        and all(need.kind in ("word", "plain") for need in pieces[0].asked)
    ):
        pieces = pieces[1:]
    for place, (before, piece) in enumerate(pairwise(pieces), 1):
        if same := asked_of_another_test(before.question.text, piece.question.text):
            pieces[place] = _piece(same, question.language, product, taxonomy)
    pieces = [item for piece in pieces for item in _listed(piece, product, taxonomy)]
    told, asking = _sorted_out(pieces)
    if not asking:
        return (whole,)
    return tuple(_narrowed(told, asking))


def asks_of_something_else(question: Question, product: str, taxonomy: Taxonomy) -> bool:
    """Whether something is asked that no advice on what happened answers: how to give a medicine, a result, a sun."""
    for part in parts_of(question, product, taxonomy):
        if any(need.kind == "event" for need in part.asked) and _HOW_OFTEN_STUDIED.search(part.question.masked):
            return True
        if any(need.id == "reduction_steps" for need in part.asked) and _STEP.search(part.question.masked):
            return True
        told = {need for sentence in part.told for need in sentence.needs}
        own = [need for need in part.asked if need not in told and need.narrows and not need.general]
        if any(need.kind in ("use", "code", "landmark") or _has_a_place(need) for need in own):
            return True
    return False


def _has_a_place(need: Need) -> bool:
    return need.kind == "topic" and need.id in _WITH_A_PLACE | ENDPOINTS | {
        "vaccine",
        "contraception",
        "sun",
        "testing",
    }


def _piece(text: str, language: str, product: str, taxonomy: Taxonomy) -> Part:
    """One piece of the text; what is only told not to be so ("not on dialysis yet") is left out."""
    if not _ASKS.search(fold(text).strip()):
        text = _DENIED.sub(" ", text)
    read = read_question(text, taxonomy, language, product)
    return Part(read, loose_needs(read, product, taxonomy))


def _listed(piece: Part, product: str, taxonomy: Taxonomy) -> list[Part]:
    """The items of a list without a verb, each a thing asked ("arms, primary endpoint, length of follow-up?")."""
    if _VERB.search(piece.question.masked):
        return [piece]
    items = [item for item in re.split(r"[,，、;；]\s*(?:and |und )?", piece.question.text) if re.search(r"\w", item)]
    parts = [_piece(item, piece.question.language, product, taxonomy) for item in items]
    asks = piece.question.text.rstrip().endswith(("?", "？"))
    if len(parts) < 2 or not all(_is_listed(part, asks) for part in parts):
        return [piece]
    marked = [f"{item.strip(' ?？')}?" for item in items]
    return [_piece(item, piece.question.language, product, taxonomy) for item in marked]


def _is_listed(item: Part, asks: bool) -> bool:
    """Whether an item of a list is a thing asked: of a study where the list asks, else one with a place of its own."""
    topics = {need.id for need in item.asked if need.kind == "topic"}
    if asks and topics & _OF_A_STUDY:
        return True
    others = [need for need in item.asked if need.decides and need.kind not in ("topic", "figure")]
    return not others and len(topics & _WITH_A_PLACE) == 1


def asks(text: str) -> bool:
    """Whether a piece of a question asks something, by a question mark or a word that asks."""
    if _STATES.search(text):
        return False
    return _ASKS.search(fold(text).strip()) is not None


def _sorted_out(pieces: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """``(told, asking)``; a question that names nothing ("is that OK?") asks about what was told just before it."""
    told: list[Part] = []
    asking: list[Part] = []
    for piece in pieces:
        asked = asks(piece.question.text)
        if not asked and not _lists(piece) and not _heads(piece, pieces):
            told.append(piece)
        elif _has_content(piece) or (not asked and piece.asked) or _says_more(piece):
            asking.append(piece)
        elif told:
            before = told.pop()
            asking.append(
                Part(before.question, tuple(need for need in before.asked if need.kind not in ("word", "plain")))
            )
    if not asking and told:
        return [], told
    return told, asking


def _lists(piece: Part) -> bool:
    """Whether a piece without a verb lists what is wanted ("overall rate, severe, deaths"), of nobody in particular."""
    if _tells_a_value(piece) or _WHEN.search(piece.question.masked):
        return False
    wanted = {need.id for need in piece.asked if need.kind == "topic"} & _wanted()
    person = {"person", "own_patient"} & piece.question.cues
    return bool(wanted) and not person and not _VERB.search(piece.question.masked)


def _tells_a_value(piece: Part) -> bool:
    """Whether a piece gives a laboratory value: it tells of somebody, it wants nothing."""
    return "laboratory" in piece.question.cues and bool(_VALUE.search(piece.question.masked))


def _heads(piece: Part, pieces: Sequence[Part]) -> bool:
    """Whether a piece without a verb is the first of things asked ("Shelf life of the pens and how long …?")."""
    topics = [table("topics").concepts[need.id] for need in piece.asked if need.kind == "topic"]
    asked = [c for c in topics if c.kinds and not c.flags & {"soft", "subgroup"} and c.id not in _CIRCUMSTANCES]
    person = {"person", "own_patient"} & piece.question.cues
    end = piece.question.text.rstrip()[-1:]
    asked = [] if _tells_a_value(piece) else asked
    return bool(
        piece is pieces[0] and asked and end not in ".。!！" and not person and not _VERB.search(piece.question.masked)
    )


@cache
def _wanted() -> frozenset[str]:
    """Topics that are asked for by their bare name: rates, endpoints."""
    return (DEPENDENT | table("topics").flagged("endpoint")) - {"management", "dose_change", "monitoring", "efficacy"}


def _says_more(piece: Part) -> bool:
    """Whether a piece asks in turns of phrase alone, and of more than one: it is named where nothing answers it."""
    return len([need for need in piece.asked if need.kind == "plain"]) > 1


def _has_content(piece: Part) -> bool:
    return piece.names or any(need.kind in ("word", "term") for need in piece.asked)


def _narrowed(told: Sequence[Part], asking: Sequence[Part]) -> list[Part]:
    """Each part with what was told; a part that names nothing of its own asks about what the one before asked."""
    told_of = [need for piece in told for need in _told_needs(piece)]
    sentences = tuple(Told(piece.question.text, needs_) for piece in told if (needs_ := frozenset(_told_needs(piece))))
    narrowed: list[Part] = []
    for piece in asking:
        background = told_of
        if any(need.id == "fertility" for need in piece.asked):
            background = [need for need in told_of if need.id not in ("pregnancy", "planning_pregnancy")]
        if narrowed and _HOW_LONG.fullmatch(fold(piece.question.text).strip()):
            piece = replace(piece, asked=tuple(n for n in piece.asked if not (n.kind == "topic" and n.narrows)))
        names = any(need.narrows for need in piece.asked) or _counts_changes(piece) or bool(labs_asked(piece.question))
        before = narrowed[-1].asked if narrowed and not names else ()
        carried = [need for need in before if need.kind not in ("word", "plain", "figure", "count", "reason")]
        own_topics = {need.id for need in piece.asked if need.kind == "topic"}
        left_behind = _NOT_CARRIED | (_OF_THE_BODY | ENDPOINTS | {"efficacy"} if own_topics & _OF_USE else frozenset())
        carried = [need for need in carried if need.kind != "topic" or need.id not in left_behind]
        if not carried and narrowed and any(n.kind == "topic" and n.id in _OF_A_STUDY for n in piece.asked):
            own_code = any(need.kind == "code" for need in piece.asked)
            background_of = [] if own_code else [need for need in narrowed[-1].asked if need.kind == "code"]
        else:
            background_of = []
        if not carried and narrowed and _speaks_of_it(piece):
            background_of = [*background_of, *(need for need in narrowed[-1].asked if need.kind == "event")]
        if not carried and narrowed and (_asks_who_was_studied(piece) or _asks_a_result(piece)):
            background_of = [*background_of, *(need for need in narrowed[-1].asked if _is_people(need))]
        if not carried and narrowed and _asks_a_result(piece):
            background_of = [*background_of, *(need for need in narrowed[-1].asked if _is_line(need))]
        if not carried and narrowed and _asks_a_result(piece) and _of_a_trial(narrowed[-1]):
            background_of = [*background_of, *(need for need in narrowed[-1].asked if _is_setting(need))]
        if not carried and narrowed and _THERE.search(piece.question.masked):
            background_of = [*background_of, *(need for need in narrowed[-1].asked if _is_setting(need))]
        if any(need.id == "reduction_steps" for need in piece.asked) and _STEP.search(piece.question.masked):
            background, carried, background_of = [], [], [Need("topic", "dose_change")]
        own = settled((*piece.asked, *background, *background_of))
        whole = settled((*piece.asked, *background, *background_of, *carried))
        narrowed.append(Part(piece.question, whole, own if carried else (), sentences))
    return narrowed


def _told_needs(piece: Part) -> list[Need]:
    """What a told sentence narrows later parts by; a medicine that was tried before is none of it."""
    needs_ = [need for need in piece.asked if _carries(need) and not _is_progress(need)]
    needs_ = [need for need in needs_ if not (_is_frequency(need) or need.id.startswith("every_"))]
    history = _HISTORY.search(piece.question.masked)
    return [n for n in needs_ if not (_was_tried(n, piece) or (history and n.kind == "event"))]


def _is_frequency(need: Need) -> bool:
    """Whether a need is how often somebody was given the medicine: told, it narrows nothing."""
    return need.number is not None and need.number.kind == "frequency"


def _was_tried(need: Need, piece: Part) -> bool:
    """Whether each clause that names a medicine says that it was tried, and none that it is taken."""
    if need.kind != "named" or not need.id.startswith("product:"):
        return False
    names = [m.words for m in piece.question.mentions if m.facet == "product" and m.id in need.id]
    clauses = [text for text in re.split(r"[,，;；。]", piece.question.text) if any(name in text for name in names)]
    folded = [fold(text) for text in clauses]
    return bool(folded) and all(_TRIED.search(text) and not _TAKES.search(text) for text in folded)


_STEP = re.compile(
    r"(?:first|second|third|next|1st|2nd)(?: \w+){0,2} (?:step|level|reduction)|step(?:s)? down|level down|dose levels?"
    r"|(?:第[一二三]次|下一[级步]|再)[^,，。?？]{0,3}(?:减|降)"
)
"""Asks for the steps by which a dose is reduced, whatever it is reduced for."""


def _counts_changes(piece: Part) -> bool:
    """Whether a part asks how often a dose was reduced or a treatment stopped: a count of its own, of no reaction."""
    topics = {need.id for need in piece.asked if need.kind == "topic"}
    return "rate" in topics and bool(topics & {"dose_change", "stopped_rate"})


def _is_progress(need: Need) -> bool:
    """Whether what is told is how far somebody has come ("clear skin at week 16"): the answer is of no result."""
    weeks = need.number is not None and need.number.unit in ("week", "month", "day")
    return weeks or (need.kind == "topic" and need.id in ENDPOINTS)


def _asks_who_was_studied(piece: Part) -> bool:
    """Whether a part asks for the design of what was studied, of no study named: "and were any studied?"."""
    return {need.id for need in piece.asked if need.narrows} == {"study_design"}


def _asks_a_result(piece: Part) -> bool:
    """Whether a part asks for an endpoint and nothing else that narrows: of whom, the part before says."""
    return {need.id for need in piece.asked if need.narrows and need.kind not in ("code", "number", "landmark")} - {
        "comparison"
    } <= ENDPOINTS and any(need.id in ENDPOINTS for need in piece.asked)


def _is_setting(need: Need) -> bool:
    if need.kind == "topic":
        return need.id in table("topics").flagged("subgroup")
    return need.kind in ("use", "code", "measure") or (need.kind == "named" and not need.id.startswith("disease:"))


def _is_line(need: Need) -> bool:
    """Whether a need is a line of therapy: asked of one, a result asked next is of the same one."""
    return need.kind == "use" and need.id in LINES


def _of_a_trial(part: Part) -> bool:
    """Whether a part asks of a study: what is asked next of results is asked of the same one."""
    return any(need.id in ("study_design", "sample_size") for need in part.asked)


def _is_people(need: Need) -> bool:
    return need.kind == "measure" or (need.kind == "topic" and need.id in table("topics").flagged("subgroup"))


def _speaks_of_it(piece: Part) -> bool:
    """Whether a part is about the reaction named before: "what do I do if it is grade 3?" itself names only a grade."""
    topics = {need.id for need in piece.asked if need.kind == "topic"}
    numbers = piece.question.numbers
    others = [need for need in piece.asked if need.narrows and need.kind not in ("topic", "number")]
    graded = bool(numbers) and all(number.unit == "grade" for number in numbers)
    return not others and topics <= _CIRCUMSTANCES and (graded or (bool(topics) and not numbers))


def _carries(need: Need) -> bool:
    """What is told narrows what is asked by medicines, people, measures and events; a disease told is history."""
    if need.kind == "term":
        return True
    if need.kind == "named":
        return not need.id.startswith("disease:")
    return need.narrows and not need.general and not (need.kind == "topic" and need.id in _OF_THE_BODY)
