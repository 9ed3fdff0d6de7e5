"""Short lines without an end mark: which head what stands below them, and which say something themselves."""

from __future__ import annotations

import re

from library import han
from library.models import Passage, PassageKind
from modularize.headings.indications import is_indication_above
from modularize.places import is_below, is_next_sibling, is_numbered_heading, names_patients, takes_up
from modularize.sentences.captions import is_caption_like
from modularize.sentences.depends import (
    is_bracketed_heading,
    is_complete,
    is_nominal,
    is_stem,
    reads_as_heading,
    says_something,
)
from modularize.sentences.purposes import names_purpose

FREQUENCY = han.compile(
    r"^\W*(?:very |un)?(?:common|rare|frequent|known)\b|^\W*not known\b|^\W*(?:sehr )?(?:h[äa]ufig|selten)\b|"
    r"^\W*(?:gelegentlich|nicht bekannt|unbekannt|einzelfälle)\b|"
    r"^\W*(?:十分|非常)?(?:常见|罕见|偶见|少见)|^\W*頻度不明",
    re.IGNORECASE,
)
ORGANS = han.compile(
    r"\b(?:disorders|infections|investigations|neoplasms|complications|procedures|circumstances|conditions)\b|"
    r"störungen\b|erkrankungen\b|\b(?:infektionen|untersuchungen|neubildungen|komplikationen|beschwerden)\b|"
    r"\b(?:haut|nervensystem|herz|gefässe|gefäße|atmungsorgane|leber|niere)\b|系统|障害|系疾病",
    re.IGNORECASE,
)
"""Headings of the organs that adverse reactions are listed by."""
_WITH_SHARES = han.compile(
    r"\W*(?:(?:very |un)?(?:common|rare|frequent)(?:ly)?|(?:sehr )?(?:häufig|selten)|gelegentlich)"
    r"\s?[(\[][^()\[\]]*\d[^()\[\]]*[)\]]\s?[:.]?\s*",
    re.IGNORECASE,
)
"""A line that is only a class of frequency with its shares."""
_SYSTEMS = re.compile(
    r"\W*(?:body as a whole|cardiovascular|(?:central |peripheral )?nervous system|gastro-?intestinal|digestive|"
    r"ha?emic(?: and |/)lymphatic|ha?ematologic\w*|liver(?: and |/)pancreas|hepatobiliary|hepatic|"
    r"metabolic(?: and |/)nutritional|musculo-?skeletal|renal(?:(?: and |/)urogenital)?|genitourinary|urogenital|"
    r"respiratory|skin(?:(?: and |/)(?:hypersensitivity|appendages))?|dermatologic\w*|special senses|"
    r"ophthalmologic\w*|endocrine|psychiatric|infections and infestations|investigations|immune system)"
    r"(?: system)?(?: disorders)?\W*",
    re.IGNORECASE,
)
_PARTS = han.compile(
    r"\b(?:core|coat(?:ing)?|film|shell|ink|contents?|excipients?|active|substances?|ingredients?|composition|powder|"
    r"solvent|diluent|shelf|storage|unopened|opened|other|wirkstoffe?|hilfsstoffe?|bestandteile|zusammensetzung|"
    r"haltbarkeit|lagerung\w*|aufbewahrung|hinweise?|lösungsmittel|pulver)\b|(?:kern|überzug|hülle|inhalt|tinte|"
    r"lagerungshinweise)\b|成分|辅料|添加|添加剤|贮藏|有效期|包装|組成|性状|規格|规格|貯法",
    re.IGNORECASE,
)
"""Names of the parts that bare lines are listed under."""
_LASTS = han.compile(
    r"\d\s*(?:个月|個月|ヶ月|か月|ヵ月|カ月|年|月|天|日|小时|時間|(?:months?|years?|weeks?|days?|hours?|Monate?|Jahre?|"
    r"Wochen?|Tage?|Stunden?)(?![^\W\d_]))",
    re.IGNORECASE,
)
_GROUPS = han.compile(
    r"^\W*(?:erwachsene\w*|kinder\w*|jugendliche\w*|adults?|children|adolescents?|p(?:a)?ediatric\b.*|成人|儿童|小児)\W*$",
    re.IGNORECASE,
)
_OF_LINES = ("composition", "excipients", "form", "incompatibilities", "pharmaceutical")
_OF_PATIENTS = ("contraindications", "indications")
_TABULAR = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
_ITEM_NUMBER = re.compile(
    r"^[\s　]*(?:[（(]\d{1,2}[)）]|\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳]|"
    r"\d{1,2}(?:[.．]\d{1,2}){2,3}[\s　])"
)


def tells_only_how_often(text: str) -> bool:
    """A line that only says how often ("Rare (> 1/10,000, < 1/1,000)"): it stands over the reactions below it."""
    return bool(_WITH_SHARES.fullmatch(text.strip()))


def _is_told_often(text: str, follower: Passage | None, last: Passage | None) -> bool:
    """Is a line below one that only says how often a reaction, and no class of organs over the next such line?"""
    if tells_only_how_often(text) or is_complete(text) or says_something(text) or text.endswith((":", "：")):
        return False
    heads_next = follower is not None and tells_only_how_often(follower.text)
    return last is None or not (ORGANS.search(text) or names_system(text) or (heads_next and "," not in text))


def names_system(text: str) -> bool:
    """A line that is only the name of a system of the body, over the reactions of that system."""
    return bool(_SYSTEMS.fullmatch(text.strip()))


def opens_table(passage: Passage, follower: Passage | None) -> bool:
    """Does a line name the table right below it?"""
    if follower is None or not is_below(follower, passage) or takes_up(follower, passage):
        return False
    return follower.kind in _TABULAR and is_caption_like(passage.text)


_PRESENTATION = han.compile(
    r"^\W*[\d.,/+ ]+\s?(?:mg|g|µg|μg|mcg|mL|ml|[%％]|I\.?U\.?|I\.?E\.?|万?单位|万?単位)(?:/\w{1,6})?\s?"
    r"(?:规格|规格的)?(?:片剂?|胶囊剂?|注射[液剂]|颗粒剂?|栓剂?|錠|カプセル|注射液|"
    r"(?:film-?coated |hard |oral )?(?:tablets?|capsules?|solution|suspension|pens?|vials?)|"
    r"(?:Film)?[Tt]abletten?|Kapseln?|Lösung|Ampullen?)\W*$",
    re.IGNORECASE,
)
_OF_PRESENTATIONS = ("dosage", "indications", "administration", "handling", "leaflet", "adverse_reactions")


def names_presentation(passage: Passage) -> bool:
    """A line that is only a strength with its form, over the doses that hold for it."""
    return passage.section in _OF_PRESENTATIONS and bool(_PRESENTATION.match(passage.text))


def _told_by_patient(passage: Passage) -> bool:
    """A sentence in the words of a patient among a leaflet's questions ("I am not sure if my pen worked.")."""
    text = passage.text.strip()
    is_lay = passage.section in ("leaflet", "patient_counselling") and len(text) < 110
    return is_lay and bool(re.fullmatch(r"(?:I|My|What if I|Ich|Mein\w*) [^.!?]{8,}[.]?", text))


_MYTH = han.compile(
    r"^\W*(?:(?:常见)?(?:误区|誤區|迷思|谣言|謠言)|Mythos|Irrtum|Myth|誤解)\s?[\d一二三四五六七八九十]{0,2}\s?[：:]",
    re.IGNORECASE,
)
"""A false belief that the words below it put right: it stands over them and is no statement."""


def is_myth(text: str) -> bool:
    """A line that only says what people wrongly believe ("误区1：…")."""
    return bool(_MYTH.match(text)) and len(text) < 120


_BRACKETED = re.compile(r"\s?\([^()]*(?:\([^()]*\)[^()]*)*\)")
_LONGEST_CASE = 260


def names_case(passage: Passage) -> bool:
    """A line among doses, long perhaps, without a verb or an end: it names what the doses below are told for."""
    bare = _BRACKETED.sub("", passage.text).strip()
    if passage.section != "dosage" or passage.kind is not PassageKind.PARAGRAPH or "\t" in passage.text:
        return False
    if not 25 < len(passage.text) <= _LONGEST_CASE or not bare[:1].isupper() or bare[-1:] in ",;:：–-":
        return False
    is_said = is_complete(bare) or is_complete(passage.text) or says_something(bare)
    return not is_said and re.search(r":|\d\s?(?:mg|g|µg|μg|ml)\b", bare) is None


def are_like(one: str, other: str) -> bool:
    """Do two lines open with the same word of some length, or both with the preposition of a case?"""
    first, second = (next(iter(text.split()), "").casefold() for text in (one, other))
    prepositions = ("bei", "nach", "zur", "zum", "für", "vor", "während")
    return (len(first) > 5 and first == second) or (first in prepositions and second in prepositions)


_OF_LEAFLET = re.compile(
    r"\W*(?:Wenn Sie (?:eine (?:größere|zu große|grössere) Menge|zu viel|mehr|die|ein) [^.:;!?]{2,90}"
    r"(?:haben,? als Sie sollten|vergessen haben|abbrechen|angewendet haben|eingenommen haben)|"
    r"If you (?:take|use|have|are given|inject|forget|stop|miss) [^.,:;!?]{2,70})\W*$",
)
"""Headings of the European leaflet that are clauses: too much, a dose forgotten, an end of the treatment."""


_REASON = re.compile(r"^\s*[［\[](?![^］\]]*(?:参照|[Ss]ee |siehe))[^［\[\]］]*[。．.][^［\[\]］]{0,12}[］\]]\s*$")
"""A sentence that stands alone in square brackets: the reason of the line right above it."""


_OF_GERMS = ("pharmacodynamics", "pharmacology", "mechanism", "clinical_studies")
_GERM = re.compile(
    r"[A-Z][a-z]{3,}(?: [a-z]{4,}| spp?\.?)(?: (?:subsp|ssp|var)\. [a-z]{4,})?[*†‡§°¹²³]*(?:\s?\([^()]*\)[*†]*)*"
)
"""The name of a germ in a list of them, with its mark: it heads none of the next."""


def heads(passage: Passage, follower: Passage | None) -> bool:
    """A line that only names what stands below it: a run-in heading or a question."""
    if passage.facts.get("unsure") or (passage.section in _OF_GERMS and _GERM.fullmatch(passage.text.strip())):
        return False
    below = follower is not None and is_below(follower, passage)
    over_line = below and follower is not None and follower.kind is PassageKind.PARAGRAPH
    if over_line and follower is not None and tells_only_how_often(passage.text):
        return not tells_only_how_often(follower.text)
    if below and follower is not None and takes_up(follower, passage):
        return False
    if follower is not None and is_next_sibling(passage.text, follower.text):
        return False  # nothing stands between a number and the next: it is an item
    if follower is not None and _REASON.match(follower.text):
        return False  # "2.2 Patients with myasthenia" above "［The relaxant effect may worsen it.］" is an item as well
    if follower is not None and is_bracketed_heading(follower.text) and not is_bracketed_heading(passage.text):
        return is_numbered_heading(passage, follower)  # the next part begins: the line is what this one says
    asks = (passage.text.rstrip().endswith(("?", "？")) and len(passage.text) < 150 and below) or (
        below and follower is not None and follower.kind is PassageKind.PARAGRAPH and _told_by_patient(passage)
    )
    return (
        asks
        or (below and bool(_OF_LEAFLET.match(passage.text)))
        or (below and names_case(passage) and is_complete(follower.text if follower is not None else ""))
        or (below and is_myth(passage.text))
        or (below and (names_presentation(passage) or names_purpose(passage)))
        or is_bracketed_heading(passage.text)
        or is_numbered_heading(passage, follower)
        or _stands_over_opening(passage, follower)
        or (reads_as_heading(passage.text) and (below or bool(passage.section)) and not names_patients(passage))
    )


def _stands_over_opening(passage: Passage, follower: Passage | None) -> bool:
    """A Chinese line without an end right over a heading that opens a list: it says for what use the list holds."""
    if follower is None or passage.language != "zh" or passage.kind is not PassageKind.PARAGRAPH:
        return False
    opens = follower.kind is PassageKind.HEADING and follower.text.rstrip().endswith((":", "："))
    bare = passage.text.strip()
    return opens and not re.search(r"[。；;！：:]", bare) and len(bare) < 90 and not is_complete(bare)


def is_line_of_content(passage: Passage, over: str, follower: Passage | None, last: Passage | None = None) -> bool:
    """A bare line that is what its section lists: an excipient, a shelf life, a reaction, a contraindication.

    ``over`` is the heading or run-in line above it; ``last`` the line of content right before, which what follows goes
    on with. Another line over a sentence, a list or a table heads that.
    """
    text = passage.text.strip()
    if tells_only_how_often(over) and "\t" not in text:
        return _is_told_often(text, follower, last)
    if not reads_as_heading(text) or text.endswith((":", "：")) or is_bracketed_heading(text):
        return False
    if names_system(text) and passage.section == "adverse_reactions":
        return False
    if passage.section in ("shelf_life", "storage") and _LASTS.search(text):
        return True
    if follower is not None and is_indication_above(passage, follower):
        return True
    lines = [one for one in (last, passage, follower) if one is not None and _is_line(one)]
    goes_on = passage.section == "contraindications" and len(lines) == 3 and is_below(passage, lines[0])
    if follower is not None and is_below(follower, passage) and _states_below(follower) and not goes_on:
        return _lists_on(passage, follower)
    if passage.section in _OF_LINES:
        return not _PARTS.search(text) and not ORGANS.search(text)
    if passage.section in _OF_PATIENTS:
        if passage.section == "indications" and follower is not None and is_below(follower, passage):
            return False
        return (
            not _GROUPS.search(text)
            and not _PARTS.search(text)
            and not re.search(r"indikation|indication|gegenanzeige|anwendung", text, re.I)
        )
    if passage.section == "adverse_reactions" and not FREQUENCY.search(text) and not ORGANS.search(text):
        return bool(FREQUENCY.search(over)) or (bool(ORGANS.search(over)) and bool(re.search(r"[,、，]", text)))
    return False


def _is_line(passage: Passage) -> bool:
    """A paragraph as short as one line of a list, under no other line."""
    text = passage.text.strip()
    is_short = len(text) <= (26 if passage.language in ("zh", "ja") else 60)
    return passage.kind is PassageKind.PARAGRAPH and is_short and not text.endswith((":", "：")) and "禁忌" not in text


def _states_below(follower: Passage) -> bool:
    """Does the passage below say something, so that the line above it is its heading?"""
    return follower.kind is not PassageKind.PARAGRAPH or is_complete(follower.text) or is_stem(follower.text)


def _lists_on(passage: Passage, follower: Passage) -> bool:
    """An excipient over the last one ("Carnauba wax.") or over the next part ("Film-coating:") is an item itself."""
    if passage.section != "excipients" or follower.kind is not PassageKind.PARAGRAPH or len(follower.text) > 140:
        return False
    bare = not re.search(r"\d\s?(?:mg|ml|g|µg)\b", passage.text, re.IGNORECASE)
    return bare and not _PARTS.search(passage.text) and not says_something(follower.text)


def is_numbered_item(passage: Passage) -> bool:
    """Does a paragraph open with the number of an item, so that it belongs to the list opened above it?"""
    return bool(_ITEM_NUMBER.match(passage.text))


def is_case(passage: Passage) -> bool:
    """Does a Japanese paragraph only name people or a case, or a case and its value, as an item of what opens it?"""
    return passage.language == "ja" and (is_nominal(passage.text) or bool(_VALUED.fullmatch(passage.text.strip())))


_VALUED = re.compile(r"(?!\d{1,2}[.．]\d)[^。：:\t]{2,30}[：:]\s?[^。：:\t]{1,40}")
"""A line of a case and what holds for it ("1歳以上3歳未満：6.25mg")."""


def has_bullet(passage: Passage) -> bool:
    """Does a paragraph open with a bullet that the layout did not take for one?"""
    return bool(re.match(r"\s*[•·●○▪■□◦‣]\s?[^\W\d_]", passage.text))


_INSTRUCTS = han.compile(
    r"中止|観察|検査を|投与しない|減量|処置|停药|停用|监测|观察|"
    r"\b(?:discontinue[ds]?|stop(?:ped)?|withdrawn?|monitor(?:ed)?|avoid(?:ed)?|must|should)\b|"
    r"\b(?:abgesetzt|abzusetzen|überwach\w+|vermieden|vermeiden|soll(?:te|ten|en)?|muss|müssen)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\d[\d,]*\s?(?:例|名|施設)|\d\s?[%％]|\b\d[\d,]* (?:\w+ )?(?:patients|subjects|Patient)", re.IGNORECASE
)
_POINTS_ON = han.compile(
    r"(?:次|以下|下記|下列)の?(?:ような)?(?:事項|点|こと|患者|場合|情况|事项|副作用|症状|投与法|方法|表|図|とおり|通り)|"
    r"\b(?:any of )?the following\b(?! reactions)|"
    r"\bfolgende[nr]? (?:Punkte|Fälle)",
    re.IGNORECASE,
)


def instructs(text: str) -> bool:
    """Is an opening a whole instruction, which holds though what it opens is not found?"""
    return is_complete(text) and bool(_INSTRUCTS.search(text)) and not _POINTS_ON.search(text)


def says_itself(text: str) -> bool:
    """Is an opening a whole instruction, or does it count patients or centres of its own?"""
    return instructs(text) or (is_complete(text) and bool(_COUNTS.search(text)) and not _POINTS_ON.search(text))
