"""Sentences of running text as segments: one idea each, with the sentences that depend on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from library import han
from library.models import Passage
from modularize.draft import Quote
from modularize.items.inline import inline_cuts, is_inline_item
from modularize.left_out.exclude import unusable
from modularize.left_out.own_doings import stands_apart
from modularize.sentences.bands import opens_band
from modularize.sentences.depends import (
    depends,
    is_brief,
    is_complete,
    is_run_in,
    names_below,
    points_forward,
    says_something,
    takes_medicine,
)
from modularize.sentences.dose_changes import tells_of_dose_before
from modularize.sentences.stops import whole_sentences

LONGEST = 900
"""Code points after which a group takes no further sentence that could stand alone."""
_MEASURE = (
    r"(?:IU|IE|I\.E|Mio|[KMG]?Bq|Gy|Ci|Million\w*|Mrd|Units?|[EULGM]|[µμ](?:g|l|L|m|M|mol|kat|Ci|Gy|IU)|"
    r"Liter\w*|Milli\w+|Mikrogramm|Gramm|Kilogramm|Stunden?|Minuten?|Sekunden?|Tage?n?|Wochen?|Monate?n?|Jahre?n?|Prozent|"
    r"(?:Film)?[Tt]abletten?|Kapseln?|Ampullen?|Tropfen|\w*[Ll]öffel|Einheiten|Hübe|Beutel)\b"
)
"""Words that make the number before them an amount, though they begin with a capital or a sign."""
_LEADING_NUMBER = han.compile(
    r"^[\s　＊※*]*(?:\d{1,2}(?:[.．]\d{1,2}){2,}[.．]?[\s　]+(?=[^\W\d_a-zß-ÿ]|\d+[\u3041-\u9fff])|"
    r"(?!0)\d{1,2}(?:[.．]\d{1,2})+[.．]?[\s　]+"
    # never the figure of a dose: a title or an ideograph that is no unit must follow
    rf"(?!{_MEASURE})(?=[^\W\d_a-zß-ÿ])(?![型毫克微片粒支錠日週周年月歳岁倍個名例時分秒包袋滴升単単位])|"
    r"[（(]\d{1,2}[)）][\s　]*|"
    r"\d{1,2}[)）][\s　]*|\d{1,2}[.．、][\s　]*(?=[\u3041-\u9fff]|[1-9][\s　]*型)|[①-⑳][\s　]*|"
    r"[；;][\s　]*\d{1,2}[.．、][\s　]*|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）][\s　]*)"
)
_TRAILING_NUMBER = re.compile(
    r"(?<=[。；;])[\s　]*(?:[（(]?\d{1,2}[)）.．、]|[①-⑳][.．、]?)[\s　]*$|"
    r"(?<=[）)］〕])[\s　]+\d{1,2}[\s　]?[.．、][\s　]*$"
)
_NUMBER_ALONE = re.compile(r"\s*(?:[（(]?\d{1,2}[)）.．、]|[①-⑳][.．、]?)\s*")
_NUMBER_FIRST = re.compile(r"\s*(?:[（(]?\d{1,2}[)）.．、]?|[①-⑳][.．、]?)[\s　]*")
_GENERIC_NAME = han.compile(r"\s*(?:通用名称?|商品名称?)\s*[:：]")
_OTHER_NAME = han.compile(r"(?:英文名称?|商品名称?|汉语拼音)\s*[:：]")
_BULLET = re.compile(
    # a dash right before a figure is its sign
    r"^[\s　]*(?:[•●○◦▪■□‣⁃·∙➢✓❖◆◇＊※][\s　]*|[–—-](?:[\s　]+|(?![\d.,]))|o\s+(?=[A-Z]))+(?=\S)"
)
_RAISED = re.compile(
    r"^[\s　]*[\u00b9\u00b2\u00b3\u2070-\u2079]+"
    r"(?:[,，、～~–-]?\s?[\u00b9\u00b2\u00b3\u2070-\u2079]+)*[)）][\s　]*(?=\S)"
)
"""Reference marks that belong to the sentence before."""
_NAMED = han.compile(
    r"\b(?!TABEL|TABLE|ABSCHN|ABBILD|SECTION|FIGURE|ANHANG|ANNEX|STUDIE|STUDY|PHASE|CHAPTER)[A-Z]{5,} \d{1,2}\b|"
    r"\b[A-Z][A-Z]{2,}-?\d+\b|\b(?:Study|Trial|Studie) [A-Z0-9]+\b|(?:研究|试验|試験)\d|"
    r"\b(?:[Ss]tudy|[Tt]rial|[Ss]tudie)\s?\(?(?:No\.? ?|number |Nr\.? ?)?\d{2,}\b|"
    r"\b(?:[Ss]tudy|[Tt]rial|[Ss]tudie)(?: of [^.;()]{3,80})?\s?\([A-Z][A-Za-z-]*[A-Z][A-Za-z-]*\)|"
    r"\((?:the )?[A-Z][A-Za-z-]*[A-Z][A-Z-]+\) (?:[Ss]tudy|[Tt]rial)\b|"
    r"\b(?!FDA|US|CHD|MI\b|HIV|PK\b|LDL|CHF|RCT)[A-Z][A-Z-]{2,}(?:-[A-Z0-9]+)? (?:study|trial)\b|"
    r"\b[A-Z]{3,}[A-Z-]*-?(?:Studie)\b|"
    r"\b(?!CYP|HIV|HCV|HBV)[A-Z]{1,6}[ -]?[A-Z]?-?\d{2,5} (?:study|studies|trials?|Studien?)\b|"
    r"\b(?:studies|trials) (?!CYP|HIV)[A-Z]{2,}[A-Z-]*[ -][A-Z]?-?\d"
)
_SUBJECT = han.compile(r"\b(?:study|trial|Studie)\b|试验|研究|試験", re.IGNORECASE)
_COUNTED = re.compile(r"\b\d[\d.,'’ ]*\s(?:\w+ )?(?:Patient\w*|Proband\w*|patients|subjects|participants)\b")
_DESIGNED = re.compile(
    r"^(?=.*(?:\brandomi[sz]\w+|\bdoppelblind\w*|\bdouble-blind|\bpla[cz]ebo-?(?:kontrolliert|controlled)))"
    r"(?=.*\b(?:Studie|study|trial)\b).*" + _COUNTED.pattern,
    re.IGNORECASE | re.DOTALL,
)
"""A sentence that says how a study was done and on how many, though it gives it no name."""
_TO_COME = re.compile(
    r"\b(?:geplante\w*|vorbereitete\w*|(?:zu)?künftige\w*|planned|future|upcoming)\b[^.;]{0,30}\b(?:Studien?|trials?|stud(?:y|ies))\b",
    re.IGNORECASE,
)
"""A study that nobody has done yet: no result is of it."""
_RESULT = han.compile(
    r"\d|\b(?:patients|subjects|participants|endpoint|Patienten|(?:treatment |study )?(?:groups|arms)|demographics?|"
    r"\w*gruppen|Behandlungsarme[n]?)\b|患者|受试者|終点|终点|"
    r"評価項目",
    re.IGNORECASE,
)
_CLASSED = re.compile(
    r"\W*(?:(?:sehr |very )?(?:häufig|selten|common|rare)|gelegentlich|uncommon|nicht bekannt|not known|"
    r"unbekannt)\b[^.:：]{0,40}[:：]",
    re.IGNORECASE,
)
"""Reactions of one class of frequency: they are those of the medicine, not of the study told last."""
_OF_STUDIES = (None, "clinical_studies", "adverse_reactions", "pharmacology", "pharmacodynamics")

_CALLOUT = han.compile(
    r"^\s*(?:HR\s*)?[≥≤<>~±−+-]?\d+(?:[.,]\d+)?\s*(?:%|％|×|x|months?|weeks?|points?|patients?|个月|周|天|例|"
    r"倍|か月|週|Monate|Wochen)?"
    r"(?:\s*(?:vs\.?|对|対|/)\s*\d+(?:[.,]\d+)?\s*(?:%|％|months?|个月)?)?[†‡*]?\s*$",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"(?:禁用|慎用|忌用|禁忌)[。．]?\s*$")
"""A brief sentence that says all of it: who must not, or only with care, use the medicine."""
_SHORT_NAME = re.compile(r"(?:spp|subsp)\.\s*$")
_GOES_ON = re.compile(r"\s*(?:[(（,;]|[a-zß-ÿ])")
"""What follows the abbreviation of a kind of germ within its sentence."""


@dataclass
class Group:
    """Consecutive sentences that make one idea; more than one quote where a page break lies between them."""

    quotes: list[Quote] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(quote.end - quote.start for quote in self.quotes)

    @property
    def text(self) -> str:
        return " ".join(quote.text for quote in self.quotes)

    def extend(self, quote: Quote) -> None:
        """Add a sentence; within one passage the quote grows, so that it stays one unbroken span."""
        last = self.quotes[-1] if self.quotes else None
        if last is not None and last.passage.id == quote.passage.id:
            self.quotes[-1] = Quote(last.passage, last.start, quote.end)
        else:
            self.quotes.append(quote)


def start_of_words(text: str) -> int:
    """Offset of the first word after a bullet or a section number in front of it."""
    raised = _RAISED.match(text)
    at = raised.end() if raised else 0
    bullet = _BULLET.match(text[at:])
    at += bullet.end() if bullet else 0
    number = _LEADING_NUMBER.match(text[at:])
    if number and len(text) - at - number.end() >= 4:
        at += number.end()
    return at


def quotes_of(passage: Passage) -> list[Quote]:
    """The sentences of a passage as quotes, without leading bullets and numbers."""
    found = []
    counted = inline_cuts(passage)
    for start, end in _units(passage):
        number = _NUMBER_FIRST.match(passage.text, start, end) if start in counted else None
        begin = number.end() if number else start + start_of_words(passage.text[start:end])
        behind = _TRAILING_NUMBER.search(passage.text[begin:end])
        end = begin + behind.start() if behind else end
        if passage.text[begin:end].strip() and not _NUMBER_ALONE.fullmatch(passage.text[begin:end]):
            found.append(Quote(passage, begin, end))
    return found


def _units(passage: Passage) -> list[tuple[int, int]]:
    """Sentences; the items of an enumeration and the names of a Chinese product that share a line stand apart."""
    cuts = set(inline_cuts(passage))
    if passage.language == "zh" and _GENERIC_NAME.match(passage.text):
        cuts |= {match.start() for match in _OTHER_NAME.finditer(passage.text)}
    found: list[tuple[int, int]] = []
    for start, end in whole_sentences(passage.text, passage.language):
        edges = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        found.extend(pairwise(edges))
    return found


def lists_inline(passage: Passage) -> bool:
    """Does a line of Chinese or Japanese number items that rise by one ("…；2.…；3.…")?"""
    return bool(inline_cuts(passage))


def groups_of(passage: Passage) -> list[Group]:
    """Sentences of a passage in groups: what depends on the sentence before joins it, a brief opener joins the next."""
    groups: list[Group] = []
    waiting: Group | None = None
    for quote in quotes_of(passage):
        text = quote.text
        if waiting is not None:
            waiting.extend(quote)
            groups.append(waiting)
            waiting = None
        elif is_run_in(text) and not unusable(text) and not depends(text, passage.language) and not _says_all(quote):
            waiting = Group([quote])
        elif groups and not _is_item(quote) and _joins(groups[-1], quote, passage.language):
            groups[-1].extend(quote)
        else:
            groups.append(Group([quote]))
    if waiting is not None:
        groups.append(waiting)
    return groups


def _says_all(quote: Quote) -> bool:
    """Is a brief line of a Chinese text no heading in it: a use or contraindication that it counts, or a class of
    organs with its reactions ("消化系统：便秘。")?"""
    if quote.passage.language == "zh" and quote.passage.section == "adverse_reactions":
        return NAMES_REACTION.match(quote.text) is not None
    if quote.passage.section not in ("indications", "contraindications"):
        return False
    return _is_item(quote) or any(0 <= at - quote.end <= 1 for at in inline_cuts(quote.passage))


def _is_item(quote: Quote) -> bool:
    """Does a Chinese text count the words as an item of its own?"""
    return quote.passage.language == "zh" and is_enumerated(quote.passage, quote.start)


_ON_REACTIONS = han.compile(
    r"\W*(?:(?:なお|また|一方)[、，])?[^。、，]{0,24}(?:副作用|有害事象)(?:の?発現(?:頻度|割合|率|例数)|は|の発現|として)"
)
_REACTIONS = re.compile(r"副作用|有害事象|臨床検査値異常")


def turns_to_reactions(text: str, before: str, section: str | None) -> bool:
    """Does a Japanese sentence on a study turn from its results to the reactions seen in it? It is another claim."""
    of_study = section == "clinical_studies" and bool(_RESULT.search(before))
    return of_study and bool(_ON_REACTIONS.match(text)) and not _REACTIONS.search(before)


def _joins(group: Group, quote: Quote, language: str) -> bool:
    text = quote.text
    if turns_to_reactions(text, group.text, quote.passage.section):
        return False
    if language == "zh" and begins_with_name(text, quote.passage.section):
        return False
    if stands_apart(text, language) or stands_apart(group.text, language):
        return False
    if _SHORT_NAME.search(group.text) and _GOES_ON.match(text):
        return True
    if (
        unusable(text)
        or depends(text, language)
        or tells_of_dose_before(text, group.text)
        or (not is_complete(group.text.rstrip()) and group.text[-1:] == ".")
    ):
        return True
    if group.size + len(text) > LONGEST:
        return False
    is_whole = is_brief(text) and is_complete(text) and not text.rstrip().endswith((":", "："))
    return points_forward(group.text) or (is_whole and not _FORBIDS.search(text))


def names_study(text: str) -> bool:
    """Does the text name a study (WAYMARK-1, Study 2, 試験1)?"""
    return bool(_NAMED.search(text))


def introduces_study(sentence: str) -> bool:
    """Does the sentence say which study, and that it is one: by its name, or by its design and its patients?"""
    told = (_SUBJECT.search(sentence) or _COUNTED.search(sentence)) and not _TO_COME.search(sentence)
    return len(sentence) < 600 and bool((names_study(sentence) and told) or _DESIGNED.search(sentence))


def needs_study(group: Group) -> bool:
    """Is this a result or a count of patients that does not say of which study?"""
    section = group.quotes[0].passage.section
    if section == "adverse_reactions" and _CLASSED.match(group.text):
        return False
    return section in _OF_STUDIES and bool(_RESULT.search(group.text)) and not names_study(group.text)


def lead_for(groups: Sequence[Group], index: int) -> Quote | None:
    """The sentence of the paragraph that introduces the study which a later group does not name: the nearest before
    it that opens a study ("…試験において、"), else the first."""
    if index == 0 or _OPENS_STUDY.match(groups[index].text):
        return None
    opens = [at for at in range(index) if _OPENS_STUDY.match(groups[at].text)]
    first = groups[opens[-1] if opens else 0]
    if len(first.quotes) != 1 or first.size > 400:
        return None
    is_intro = names_study(first.text) or _SUBJECT.search(first.text)
    return first.quotes[0] if is_intro and needs_study(groups[index]) else None


_OPENS_STUDY = re.compile(
    r"\W*(?!本|この|これら|同|両|上記|前記|いずれ)[^。、，]{2,60}(?:試験|研究|調査)(?:[（(][^（()）]*[)）])?"
    r"(?:において|では|に[おつ]いて)[、，]?"
)
"""So a Japanese sentence begins that turns to a study of its own."""
_NO_CASE = r"(?!例如|如下|注意?[:：]|即|其中|另外|此外|包括|具体|结果|以下|下列|上述|其[他它余]|[该此这])"
"""Words before a colon that name no case of a Chinese text."""
_LABEL = re.compile(
    rf"(?P<name>[^\W\d_][^:：.。;；!?]{{3,130}}?|{_NO_CASE}[\u3400-\u9fff]{{2,3}})(?:[:：])\s?(?=[A-ZÄÖÜ\u3400-\u9fff])"
)
_OWN_NAME = re.compile(r"(?:[^\W\d_][^:：.。;；!?]{2,70}|[\u3400-\u9fff]{2})[:：]\s?\S")
_SAYS_NOTHING = han.compile(
    r"\W*(?:hinweis\w*|wichtig\w*|bemerkung\w*|note|important|warning|caution|achtung|vorsicht|注意?|警告|提示|备注)\W*",
    re.IGNORECASE,
)


_OTHER_CASE = han.compile(r"(?:(?:Beim?|Patient\w*|In|For|During|If|Wenn|Während)\b|对|如|若)")
"""Words that open another case, which the name at the head of the paragraph need not hold for."""


def label_of(text: str) -> re.Match[str] | None:
    """The ``name`` before a colon at the head of a text, where it names something; a sentence or "Note:" does not."""
    found = _LABEL.match(text)
    named = found is not None and not says_something(found["name"]) and not _SAYS_NOTHING.fullmatch(found["name"])
    return found if named else None


def label_for(groups: Sequence[Group], index: int) -> Quote | None:
    """The name before the colon at the head of a paragraph or in it ("Muscle relaxants: …"), for its later sentences.

    None where another name stands between, where the name is a sentence, or where the sentence says it.
    """
    opening = groups[0].quotes[0].passage
    if index and opening.language == "zh" and opening.section == "adverse_reactions":
        return _nearest_label(groups, index)
    named = (at for at in range(index - 1, 0, -1) if label_of(groups[at].quotes[0].text) is not None)
    head = next(named, 0)
    first = groups[head].quotes[0]
    labelled = (*_OF_CASES, "overdose") if opening.language == "ja" else _OF_CASES
    if index == 0 or first.passage.section not in labelled:
        return None
    if any(_is_item(group.quotes[0]) for group in groups[head + 1 : index + 1]):
        return None
    if (counted := _COUNTED_PEOPLE.match(first.text)) is not None and not _PEOPLE.search(groups[index].text):
        return Quote(first.passage, first.start, first.start + counted.end())
    found = label_of(first.text)
    if found is None or (_PEOPLE.search(found["name"]) and _PEOPLE.search(groups[index].text)):
        return None
    if first.passage.section == "warnings" and _OTHER_CASE.match(groups[index].text):
        return None
    own = any(_OWN_NAME.match(quote.text) for group in groups[head + 1 : index + 1] for quote in group.quotes)
    form = _counted_by(first)
    if form and any(_counted_by(quote) == form for group in groups[head + 1 : index + 1] for quote in group.quotes):
        return None  # "(4) …" stands beside "(3) Caution in: …"
    if own or found["name"].casefold() in groups[index].text.casefold():
        return None
    return Quote(first.passage, first.start, first.start + found.end("name"))


_OF_CASES = ("interactions", "warnings", "dosage")
_PEOPLE = han.compile(r"成人|成年|[小患婴幼]儿|儿童|新生儿|青少年|老年|老人|孕妇|妇女|患者|病人|小児|高齢者")
_COUNTED_PEOPLE = re.compile(
    rf"\W*(?:\d{{1,2}}[\s　]*[.．、]?[\s　]*)?[\u3400-\u9fff]{{0,4}}(?:{_PEOPLE.pattern})[。：:](?=\s*\S)"
)
"""A group of patients alone at the head of a paragraph of doses ("1 成人。"): all of it is for them."""


_COUNT = r"(?:([（(])?\d{1,2}([.．、)）])|([①-⑳]))[\s　]*"
_COUNT_BEFORE, _COUNT_BEHIND = re.compile(rf"{_COUNT}$"), re.compile(rf"\s*{_COUNT}")
_HALF = str.maketrans("（）．", "().")


def _counted_by(quote: Quote) -> str:
    """The form of the number right before a quote, "(1)", "1." or "①"; "" where there is none."""
    return _form(_COUNT_BEFORE.search(quote.passage.text[: quote.start]))


def goes_on_counting(opening: Quote, item: Quote) -> bool:
    """Is an item counted, and as the first one behind ``opening`` is? "(4)" is none of what "Caution in: ①" opens."""
    if not is_enumerated(item.passage, item.start):
        return False
    first = _form(_COUNT_BEHIND.match(opening.passage.text[opening.end :]))
    return first == "" or first == _counted_by(item)


def _form(number: re.Match[str] | None) -> str:
    if number is None:
        return ""
    return "①" if number[3] else f"{number[1] or ''}1{number[2]}".translate(_HALF)


_ON_OTHERS = re.compile(r"\W*对(?:于)?[^，。；]{4,40}(?:患者|病人|者)[，,]")
"""A sentence on patients of its own, behind the reactions of a class."""


def _nearest_label(groups: Sequence[Group], index: int) -> Quote | None:
    """The last name before a colon in a Chinese paragraph that tells of reactions one by one ("低血糖：…")."""
    text = groups[index].text
    if NAMES_REACTION.match(text) or _is_item(groups[index].quotes[0]) or opens_band(text) or _ON_OTHERS.match(text):
        return None
    for group in reversed(groups[:index]):
        found, quote = NAMES_REACTION.match(group.text), group.quotes[0]
        if found is not None:
            told = found["name"] in groups[index].text
            return None if told else Quote(quote.passage, quote.start, quote.start + found.end("name"))
        if _is_item(quote):
            return None
    return None


NAMES_REACTION = re.compile(r"(?P<name>[\u3400-\u9fff]{2,14})[:：](?=[\u3400-\u9fffA-Za-z0-9])")
_NAMES_CASE = re.compile(
    rf"{_NO_CASE}"
    r"[\u3400-\u9fffA-Za-z0-9（()）/／、]{2,24}\s?[:：](?=\s?[\u3400-\u9fffA-Za-z0-9])"
)


def begins_with_name(text: str, section: str | None) -> bool:
    """Does a Chinese statement begin with the name of the reaction or case that it alone tells of ("X：…")?"""
    if section == "adverse_reactions":
        return NAMES_REACTION.match(text) is not None
    found = _NAMES_CASE.match(text)
    return found is not None and not re.search(r"[应须需可是为将]", found.group())


_OPENS_ENUMERATION = re.compile(r"^.{2,90}?[:：]\s*(?=[（(]?1[.．、)）]|①)")
_ENUMERATED = re.compile(r"(?:^|[\s。；;.])[（(]?(?:[2-9]|1\d)[.．、)）][\s　]*$|[②-⑳][.．、]?[\s　]*$")


def opening_of(text: str) -> int:
    """Length of the words that open an enumeration and stand with its first item; 0 where there are none."""
    match = _OPENS_ENUMERATION.match(text)
    return len(match.group().rstrip()) if match else 0


def is_enumerated(passage: Passage, start: int) -> bool:
    """Does a second or later number stand right before ``start``?"""
    return bool(_ENUMERATED.search(passage.text[:start])) or is_inline_item(passage, start)


def lead_before(paragraph: Passage | None, item: Passage) -> Quote | None:
    """The last sentence of the paragraph right before a list in the same place."""
    if paragraph is None or (paragraph.section, paragraph.heading_path) != (item.section, item.heading_path):
        return None
    if paragraph.section == "excipients" and not says_something(paragraph.text):
        return None  # the last excipient of the part before
    if takes_medicine(paragraph.text) or names_below(paragraph.text):
        return None  # how what stands above is taken; what opened the lines above
    if _NUMBERED.match(paragraph.text) and _NUMBERED.match(item.text):
        return None  # "2.2" is no opening of "2.3"
    if item.section == "contraindications" and item.language in ("zh", "ja") and not _OF_ITEMS.search(paragraph.text):
        return None  # the reason of the contraindication above it
    quotes = quotes_of(paragraph)
    return quotes[-1] if quotes else None


_NUMBERED = re.compile(r"\W*\d{1,2}(?:[.．]\d{1,2})+[\s　.．]")


_OF_ITEMS = han.compile(r"[:：][\s　]*$|[下次]の|[下以]記|以下|下列|如下|禁用|禁忌|不得|しないこと|患者|者")
"""Words of a sentence that says of whom, or what, the items below it are."""


def is_callout(passage: Passage) -> bool:
    """A large figure on a slide ("61.6%", "13.6 months") that the next line explains."""
    return passage.locator.slide is not None and bool(_CALLOUT.match(passage.text))
