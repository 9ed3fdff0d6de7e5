"""Whether a piece of a document that is no label stands alone: what is not shown by the piece itself is a doubt.

Each doubt is in words, for the person to whom the piece is left. Nothing here looks at what the piece says, only at
whether it can be read without the page (decision 0060).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from library import han
from library.models import Passage, PassageKind
from library.text import sentences
from modularize.draft import Quote, Segment
from modularize.items.parts import speaks
from modularize.items.whole_lines import tells_whole
from modularize.sentences.advice import advises
from modularize.sentences.depends import breaks_off, depends, is_complete, is_stem, reads_as_heading, says_something
from modularize.sentences.leaning import opening
from modularize.tables.set_as_text import SET_AS_TEXT

__all__ = ["why_not_alone"]

_HEADS = (PassageKind.HEADING, PassageKind.TITLE, PassageKind.CAPTION, PassageKind.TABLE_HEADER, PassageKind.FOOTNOTE)
_CJK = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_FEW_WORDS, _FEW_SIGNS = 4, 9
_LONGEST, _LONGEST_CJK, _SENTENCES = 900, 360, 4
_LONG_LINE, _LONG_LINE_CJK = 60, 25
_REFERS = {
    "en": re.compile(
        r"\b(?:these|such)\b(?! (?:as|who|with|that|in|of|a|an|guidelines|recommendations)\b)|"
        r"\bthose\b(?! (?:(?:patients|people|persons|adults|children|women|men) )?(?:as|who|whose|with|that|in|of)\b)|"
        r"^\W*(?:both|either|neither)\b(?![^.]{0,60} (?:and|or|nor)\b)|"
        r"\b(?:the|both|all|either|neither) (?:two |three |four |five )?(?:above|latter|former|same|other|"
        r"aforementioned|"
        r"stud(?:y|ies)|trials?|authors?|investigators|findings|intervention|comparator|subgroups?|arms?|regimens?|"
        r"latter|combination|drug|agent|procedure|test|tool|programme|model|approach|method|survey|analys[ei]s|"
        r"former|"
        r"effects?|results?|differences?|remaining|groups?)\b(?! (?:of|in|for|on|that|who|between|with|to|from|used|"
        r"receiving)\b)|\bthis (?!(?:guideline|issue|bulletin|article|update|review|medicin|vaccine|product|"
        r"means that)\b)\w+|\b(?:respectively|as above|"
        r"above(?= (?:targets?|measures?|criteria|steps?|treatments?|doses?|lists?|tables?|recommendations?|"
        r"conditions?))|"
        r"mentioned above|described above|see above|the same (?:way|extent|applies))\b|\bit (?:is|was|has|can|may|"
        r"should|"
        r"also)\b(?= [^.]{0,24}\b(?:considered|given|used|offered|associated|available|effective|shown to|approved|"
        r"taken|"
        r"administered)\b)|^\W*(?:it|they|he|she|its|their|there(?:fore|after|by)|one|another|others?|some|many|"
        r"several|"
        r"most|each|both|all|none|two|three|four)\b(?! (?:of the|in|\w+ (?:stud|trial|review|meta))| \w+ed\b)"
        r"(?= (?:is|are|was|were|have|has|had|may|can|should|do|did|will|of (?:these|them|those|which)))",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"^\W*So\b(?! (?:lange|wie|viel|früh|bald|genannte))|\b(?:diese[rsmn]?|dies|jene[rsmn]?|derselbe\w*|"
        r"dieselbe\w*|dasselbe|letztere\w*|erstere\w*|hier(?:bei|zu|"
        r"für|von|"
        r"durch|mit|unter)|dabei|dazu|dafür|davon|darin|daran|darauf|dadurch|damit|darunter|darüber|daraus|deren|"
        r"dessen|"
        r"(?:die|der|das|beide[nr]?) (?:oben|genannte\w*|beiden|gleiche\w*|übrigen|obige\w*|zweite\w*|andere\w*)|"
        r"solche[rsmn]?|(?:das|des|die|der) gesamte[ns]? (?:\w*kollektiv\w*|\w*population|kohorte|gruppe)|"
        r"oben genannte\w*|ebenfalls|ebenso|entsprechend(?! (?:der|dem|den|des))|wiederum)\b"
        r"(?! (?:\w*leitlinie|Medikament|Arzneimittel|Präparat|Wirkstoff))",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?<![应應])[该該](?!院)|(?<![因如由彼特]|就)此(?![外类])|[这這](?!意味|是因为)|上述|前述|"
        r"以上(?=[^\d）)]{2})(?<![\d岁%％]以上)|前者|后者|後者|"
        r"^\W*其(?![他它中次])|[两兩](?:组|者|药|种方法|項|项研究)|同(?:上|前)|(?:本|该)(?:组|例|研究|试验)|上文|"
        r"如前所|另一(?:组|项)|对照组|"
        r"试验组|研究组"
    ),
    "ja": re.compile(
        r"(?<![こそあ])(?:この|その(?!他|もの|まま|人|ほか)|これ(?!まで|から|に対し)|それ(?!ぞれ|以[上下])|同(?:薬|"
        r"剤|試験|研究|群|年|検査|様)|"
        r"両(?:群|剤|者|試験)|前者|後者|上記|前述|当該|本(?:試験|研究|症例|法|検査|調査)|こうした|そうした|そのよう|"
        r"このよう)"
    ),
}
"""Words that point to something the piece itself has to name before them."""
_OPENS_WITH = {
    "en": re.compile(
        r"^\W*(?:as (?:an? )?(?:limitations?|advantages?)|the (?:authors?|quality|certainty|strength|evidence|"
        r"difference|reduction|"
        r"increase) (?:was|were|is|of the evidence)|overall|of these|among (?:these|them)|in (?:total|all),|"
        r"as (?:stated|noted|"
        r"mentioned|described|shown|discussed)|in (?:conclusion|summary|brief)|taken together|together|interestingly|"
        r"notably|importantly|indeed|accordingly|in line with)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"^\W*(?:als (?:vorteile?|nachteile?|grund|ursachen?)|einschränkend|limitierend|die (?:evidenz|aussage|"
        r"vertrauens|review|"
        r"autor|analyse|unterschied|ergebnis|studie)\w*|der (?:vergleich|unterschied)|eingeschlossen|berichtet|"
        r"insgesamt|demnach|"
        r"hingegen|ebenso|zudem|zusammenfassend|erwägungen|bezogen auf das)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"^\W*(?:结果(?:显示|表明|发现|提示)?|总体|其中|作者|因而|因此|总之|综上|以上|由此|具体)"),
    "ja": re.compile(r"^\W*(?:他にも|ほかに|結果|総じて|その他|まとめると|全体として|このように|以上より)"),
}
"""Openings of a sentence that goes on with what was told before it."""
_TITLED = re.compile(
    r"^\W*(?:(?:table|tab\.|tabelle|figure|fig\.|abbildung|abb\.)\s?[A-Z]?\d+[a-z]?\s?[:.]|"
    r"[表図图]\s?\d+[:：.．\s])",
    re.IGNORECASE,
)
_JA_END = re.compile(
    r"(?:[るたいすんむくうつぬぶぐ]|ない|こと|べき|推奨|必要|可能|有効|有用|不可|望ましい|である|です|ます|禁忌|"
    r"不要|投与|実施|中止|検討|考慮|対象)"
    r"[)）」』\]］\d*※†]*[。．.]?\s*$"
)
_FIGURES = re.compile(
    r"\d\s?[%％]|\d\s?(?:mg|µg|μg|g|mL|ml|months?|weeks?)\b|\b(?:HR|OR|RR)\s?[:=]?\s?\d|\d/\d|\d\s?mg"
)
"""What a sentence holds that says something though no heading stands over it."""
_STARTS_WITHIN = re.compile(r"^\s*(?:…|\.\.\.|[)）\]］」』，,、；;：:。．%％/→⇒=＝+±|$])")
_ASKS = re.compile(r"[?？]\s*$|^\W*(?:Q\d*[:：.．]|Q\d*\s(?=[\u3041-\u9fff])|質問|问[:：])")
_ANSWERS = re.compile(r"^\W*(?:A\d*[:：.．]|A\d*\s(?=[\u3041-\u9fff])|答[:：]|回答[:：])")
_CLASS = re.compile(
    r"\b(?:symptoms?|signs|features|causes?|aetiology|etiology|risk factors?|complications?|differential|"
    r"investigations?|"
    r"indications?|contra-?indications?|side effects?|adverse|precautions?|objectives?|prevention|types|criteria|"
    r"symptome?|ursachen?|risikofaktoren|komplikationen|nebenwirkungen|\w*indikationen|diagnostik|kriterien)\b|"
    r"症状|症狀|原因|病因|体征|合併症|并发症|危険因子|危险因素|禁忌|副作用|不良反[应應]|適応|适应[症证]|基準|标准|"
    r"予防|预防|検査|检查",
    re.IGNORECASE,
)
"""Headings that say of what a list below them is one."""
_EN_VERB = re.compile(
    r"\b(?:suggest|indicat|support|requir|remain|appear|includ|contain|lead|represent|enhanc|caus|involv|affect|"
    r"result|occur|"
    r"depend|exhibit|produc|play|form|serv|act|differ|vary|vari|correlat|consist|compris|constitut|exist|mean|"
    r"reflect|allow|"
    r"enabl|mak|tak|giv|hold|seem|tend|begin|start|rank|manifest|present|follow|develop|account|expos|need|report|"
    r"compar|"
    r"evaluat|assess|investigat|determin|observ|receiv|examin|found|led|made|took|gave|became|becom|grew|grow|rose|"
    r"fell|"
    r"identif|describ|predict|promot|regulat|activat|mediat|induc|contribut|facilitat|appl|outweigh|underscor|"
    r"utili[sz]|focus|cover|relat|refer|return|acknowledg|urg|bas|stimulat|"
    r"potentiat|restrict|discuss|not|agre|judg|infer|conclud|prefer|address|rang|exceed|declin|last|persist|"
    r"replac|bind|"
    r"block|prevent|prolong|improv|impair|experienc|achiev|favou?r|weigh|provid|help|felt|feel|increas|decreas|"
    r"reduc|demonstrat|confirm|reveal|propos|"
    r"defin|detect|measur|estimat|us|warrant|complicat|drive|driv|overcom|limit|offer)(?:e|es|s|ed|d|ies|ied|ing)?\b",
    re.IGNORECASE,
)
_KEY_WORDS = re.compile(r"^\W*(?:key ?words?|关键词|關鍵詞|キーワード|schlüsselwörter)\b", re.IGNORECASE)
_ONLY_SOURCE = re.compile(r"\W*[\[(（［][^\[\]]{0,600}(?:19|20)\d\d[^\[\]]{0,600}[\])）］]\W*")
_SPLIT_WORD = re.compile(r"[a-zäöü]{2,}- (?!(?:und|oder|bzw|and|or|to)\b)[a-zäöü]{2,}")
_TORN_FORMULA = re.compile(r"^\s*\d[\s\d.,<>=$PpＰ{}\\-]{1,14}[)）]")
_LETTERED = re.compile(r"\b[Gg]roups? [A-D]\b|(?<![A-Za-z])[A-DＡ-Ｄ][组組群](?![（(])|\bGruppen? [A-D]\b")
_LETTER_TOLD = re.compile(
    r"\b[Gg]roups? [A-D]\s?[(:=]|[A-DＡ-Ｄ][组組群]\s?[（(：:]|"
    r"[（(]\s?(?:groups? )?[A-DＡ-Ｄ]\s?[组組群]?\s?[)）]|\bGruppe [A-D]\s?[(:]"
)
"""Says what the letter of a group stands for."""
_EVIDENCE_ROW = re.compile(
    r"\b(?:Relative risk|Odds ratio|Hazard ratio|(?:Mean )?Difference|Risk ratio)\s?:\s?-?\d.*"
    r"\b(?:per (?:1000|1 million|100)|CI)\b|\bper (?:1000|1 million) per (?:1000|1 million)\b|"
    r"\bBased on data from \d+ [^.]{0,80}(?:Difference|per 1000)",
    re.DOTALL,
)
"""A row of a table of findings, read as text: its columns run into one another."""
_CITED_END = re.compile(
    r"(?:\s?[\[(（［][\d,，\s–—~-]+[\])）］]|[\u00b9\u00b2\u00b3\u2070-\u2079,–-]+|(?<=[.。])\s?[\d,–-]{1,12})+\s*$"
)


_DATE_LINE = re.compile(r"(?:^|\s)(?:19|20)\d\d(?:[-./年]\s?\d{1,2}(?:[-./月]\s?\d{1,2}日?)?|年)?\W*$")
"""A line that ends in a date breaks nothing off."""


def why_not_alone(part: Segment, before: Mapping[str, Passage], *, of_many: bool, whole: Collection[str] = ()) -> str:
    """Why a piece of running text may not stand alone, in words; "" where it shows that it does.

    ``before`` gives for the id of a passage the one before it in the text; ``of_many`` is true for a collection whose
    heading names the medicine, so that "For the treatment of …" is a whole statement there; ``whole`` are the ids of
    lines that are whole though no mark ends them.
    """
    body, first = part.body.strip(), part.first
    if not any(text.strip() for text in part.context_texts) and not _FIGURES.search(body):
        return "nothing over it says what it is about"
    if first.language == "ja" and (why := _of_japanese(part, body)):
        return why
    if _SAYING.fullmatch(body):
        return "words in quotation marks: who says them does not stand with them"
    outlook = any(_OUTLOOK.match(text) for text in part.first.heading_path)
    if _mostly(_PLANNED, body) or (outlook and not advises(body)):
        return "it tells what is only planned or expected"
    if _BARE_FIGURE.match(body) and not any(is_stem(quote.text) for quote in part.context if isinstance(quote, Quote)):
        return "a figure, and what it is of is not said with it"
    if _ASKS.search(body) or _ANSWERS.match(body):
        return "a question or an answer that does not stand with the other"
    if _piled(part):
        return "several lines stand over it one below the other: which of them names it is not sure"
    said = [quote for quote in part.context if isinstance(quote, Quote) and _says(quote)]
    opened = any(is_stem(quote.text) for quote in part.context if isinstance(quote, Quote))
    is_whole = tells_whole(part, whole, len(_heads_of(part)))
    return (
        _of_shape(part, body, opened=opened, of_many=of_many, is_whole=is_whole)
        or _of_break(part, before, opened=opened)
        or _of_reference(part, said)
        or _of_length(part, body, first.language)
    )


_SUMS_UP = re.compile(r"^\W*(?:以上のように|以上を(?:踏まえ|まとめ)|以上(?:より|から)(?!\d)|これらを総合)")
_FORBIDDEN = re.compile(r"(?<!原則)(?<!併用)禁忌(?!の?(?:有無|確認|一覧|事項|肢|対象)|[」』と])")
_MEDICINE = re.compile(
    r"薬|剤|ワクチン|療法|手術|検査|接種|輸[血液]|麻酔|造影|[ァ-ヴー]{4,}|[A-Za-z]{4,}|[αβ]遮断|併用|運動|入浴|飲酒|食|避妊"
)
_NAMED = re.compile(r"[ァ-ヴー]{5,}(?![ァ-ヴー\u4e00-\u9fff])|[A-Za-z]{6,}(?![A-Za-z])")
"""A name in a heading, however far above."""


def _of_japanese(part: Segment, body: str) -> str:
    """Is it a summary of much that stands before it, or does it forbid without a word of what?"""
    if _SUMS_UP.match(body):
        return "it sums up what is told before it, of which only a part stands with it"
    near = part.context_texts[-1] if part.context_texts else ""
    named = _MEDICINE.search(body) or _MEDICINE.search(near) or _NAMED.search(" ".join(part.first.heading_path))
    if _FORBIDDEN.search(body) and not named:
        return "it forbids, and what it forbids does not stand with it"
    return ""


_PLANNED = re.compile(
    r"検討中|進行中|(?<!手術)(?<!出産)(?<!分娩)予(?:想|定(?!日|時|外|[どの]))|(?<!妊娠)計画(?:中|$)|拟(?:开展|进行)|计划(?:中|开展)|正在进行|"
    r"\b(?:sind|ist) (?:derzeit|momentan|zurzeit|gegenwärtig|aktuell)\b.{0,300}\b(?:im Gange|in Planung|geplant)\W*$|"
    r"承認(?:予測|見込)|\b(?:Studien?|Untersuchung(?:en)?|Bemühungen)\b.{0,200}\b(?:im Gange|in Planung)\W*$|"
    r"\b(?:stud(?:y|ies)|trials?|efforts)\b.{0,200}\b(?:is|are) (?:currently |now )?(?:under ?way|being planned)\W*$"
)
_OUTLOOK = re.compile(
    r"\W*(?:[\d.]+\s*)?(?:将来(?:の)?展望|今後の展望|未来への展望|未来展望|展望与|future (?:perspectives?|"
    r"outlook|developments?)|outlook|"
    r"Ausblick|Zukunft\w*)(?!\w*leitlinie)",
    re.IGNORECASE,
)
"""Headings over what is only hoped for."""
_SAYING = re.compile(r"\W?[「『“\"„][^「」『』“”\"]{6,}[」』”\"]\W?")
_BARE_FIGURE = re.compile(
    r"^\W*[-+±−]?\d[\d.,]*\s?[%％](?:の?(?:減少|増加|改善|低下|上昇)|[（(]|\W*$|"
    r" (?:reduction|increase|lower|higher|vs)\b|"
    r"[降增减]|以上|未満)"
)
"""A value at the head of a line: what it was measured on stood before it."""


def _mostly(pattern: re.Pattern[str], body: str) -> bool:
    """Do half of the lines have words of a pattern?"""
    lines = body.split("\n")
    return 2 * sum(bool(pattern.search(line)) for line in lines) >= len(lines)


def _piled(part: Segment) -> bool:
    """Do two lines or more without a heading's style, none of them a sentence or an opening, stand over the piece?"""
    lines = [
        quote
        for quote in part.context
        if isinstance(quote, Quote)
        and quote.passage.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM)
        and not _says(quote)
        and not is_stem(quote.text)
    ]
    return len({quote.passage.id for quote in lines}) > 1


def _says(quote: Quote) -> bool:
    """Is a part of the context a sentence, rather than a line over the piece?"""
    return quote.passage.kind not in _HEADS and (
        is_complete(quote.text) or is_stem(quote.text) or len(quote.text) > 120
    )


def _heads_of(part: Segment) -> list[Quote | str]:
    return [item for item in part.context if not isinstance(item, Quote) or item.passage.kind in _HEADS]


def _of_shape(part: Segment, body: str, *, opened: bool, of_many: bool, is_whole: bool) -> str:
    first, language = part.first, part.first.language
    signs = len(_CJK.findall(body))
    if _TITLED.match(body):
        return "the title of a table or figure runs into the text"
    if _TORN_FORMULA.match(body):
        return "it begins within a sentence"
    if _LETTERED.search(body) and not _LETTER_TOLD.search("\n".join((*part.context_texts, body))):
        return "it names a group by a letter, and who that is stands elsewhere"
    if _EVIDENCE_ROW.search(body):
        return SET_AS_TEXT
    if _KEY_WORDS.match(body):
        return "key words of the document run into the text"
    if _STARTS_WITHIN.match(body) or _ONLY_SOURCE.fullmatch(body):
        return "it begins within a sentence"
    is_own = _is_own_item(part) and speaks(body)
    is_small = (
        not is_own and body[:1].islower() and body[:1].isascii() and not re.match(r"[a-z]{1,3}[A-Z0-9-]|p[ =<]", body)
    )
    if is_small and not opened and not is_own:
        return "it begins within a sentence"
    is_brief = signs <= _FEW_SIGNS if signs else len(re.findall(r"[^\W\d_]{2,}", body)) < _FEW_WORDS
    is_item = first.kind is PassageKind.LIST_ITEM and _is_item_under_heads(part, body)
    if is_brief and not opened and not is_item and not (is_whole and len(body) > _FEW_SIGNS):
        return "too few words to stand alone"
    if _SPLIT_WORD.search(body) and language != "de":
        return "a word in it is parted: lines may have been read across"
    bare = _CITED_END.sub("", body)
    if of_many and part.first.heading_path:
        return ""
    if is_complete(body) or is_complete(bare):
        return "" if _states(body, language) or opened else "words without a statement of their own"
    if first.kind is PassageKind.LIST_ITEM and (opened or _is_item_under_heads(part, body)):
        return ""
    if is_whole:
        return ""
    if is_own and not breaks_off(body) and _heads_of(part):
        return ""
    if language == "ja" and _JA_END.search(bare):
        return ""
    if opened and (signs or len(body) < 200):
        return ""
    return "it does not end as a sentence does: words may be missing"


def _is_own_item(part: Segment) -> bool:
    """Is the piece one item of a list, the whole of it?"""
    quote = part.origin[0]
    whole = not quote.passage.text[: quote.start].strip() and not quote.passage.text[quote.end :].strip()
    return len(part.origin) == 1 and whole and quote.passage.kind is PassageKind.LIST_ITEM


def _is_item_under_heads(part: Segment, body: str) -> bool:
    """Is it an item, or a whole list, under two headings that say of what it is one, and not cut at its end?

    An item alone has to say what to do, how much, or something with a verb; a name alone is none.
    """
    heads = [
        quote for quote in part.context if not isinstance(quote, Quote) or quote.passage.kind is PassageKind.HEADING
    ]
    if len(heads) < (1 if _is_titled_class(part) else 2) or breaks_off(body) or body[-1] in ",，、;；-–:：(（":
        return False
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    if len(lines) > 1:
        over = heads[-1].text if isinstance(heads[-1], Quote) else heads[-1]
        return all(len(line) > 3 for line in lines) and bool(
            _CLASS.search(over) or all(advises(line) or is_complete(line) for line in lines)
        )
    few = len(_CJK.findall(body)) < 5 if _CJK.search(body) else len(body.split()) < 3
    return not few and bool(
        advises(body) or _FIGURES.search(body) or says_something(body) or re.search(r"[:：]\s*\S", body)
    )


def _is_titled_class(part: Segment) -> bool:
    """Do only the title and one heading stand over a piece, which is the bare name of a class ("CONTRAINDICATIONS")?"""
    over = [quote for quote in part.context if isinstance(quote, Quote)]
    bare = over[-1].text if over else ""
    named = len(re.findall(r"[^\W_]+", bare)) == 1 and bool(_CLASS.search(bare))
    titled = [quote.passage.kind for quote in over] == [PassageKind.TITLE, PassageKind.HEADING]
    return titled and len(over) == len(part.context) and named


def _states(body: str, language: str) -> bool:
    """Has the text a verb? Long sentences that end as one are taken to have one that is not listed."""
    if language in ("zh", "ja"):
        return says_something(body) or bool(_JA_END.search(body)) or len(body) > 14
    if language == "en":
        return says_something(body) or advises(body) or bool(_EN_VERB.search(body))
    return says_something(body) or len(body.split()) > 5


def _of_break(part: Segment, before: Mapping[str, Passage], *, opened: bool) -> str:
    """Does the paragraph before it in the same place break off, so that its first words may be the rest?"""
    quote = part.origin[0]
    earlier = before.get(quote.passage.id)
    if earlier is None or opened or quote.passage.text[: quote.start].strip() or _DATE_LINE.search(earlier.text):
        return ""
    torn = earlier.kind is PassageKind.HEADING and breaks_off(earlier.text)
    if quote.passage.kind is not PassageKind.PARAGRAPH or (earlier.kind is not PassageKind.PARAGRAPH and not torn):
        return ""
    text = earlier.text.rstrip()
    least = _LONG_LINE_CJK if _CJK.search(text) else _LONG_LINE
    is_open = not is_complete(_CITED_END.sub("", text)) and not is_complete(text) and not is_stem(text)
    if torn or (is_open and len(text) > least and not reads_as_heading(text) and text[-1] not in ":："):
        return "the text before it breaks off: its first words may go on with that"
    return ""


_THIS_STUDY = han.compile(
    r"^\W*(?:本(?:研究|文|次?(?:Meta\s?)?分析)|此次\s?(?:(?:Meta\s?)?分析|研究))(?![^。]{0,60}(?:伦理|批准|知情|资助|注册号))"
)
_TITLE_OF_STUDY = han.compile(r"(?:Meta\s?分析|系统评价|研究|探讨|对比|比较|分析|观察|评价|的影响)\s*$", re.IGNORECASE)
"""A title that says that the document is a study: "this study" is the one that stands over the words."""


def _of_reference(part: Segment, said: list[Quote]) -> str:
    language = part.first.language
    pattern = _REFERS.get(language, _REFERS["en"])
    first = opening(part.body, language)
    if any(_TITLE_OF_STUDY.search(text) for text in part.context_texts[:1]):
        first = _THIS_STUDY.sub("", first)
    if _is_own_item(part) and speaks(first):
        first = first[:1].upper() + first[1:]
    opens = _OPENS_WITH.get(language, _OPENS_WITH["en"])
    needs = (depends(first, language) or bool(opens.match(first))) and not (said and first[:1].islower())
    found = pattern.search(first)
    if not needs and found is None:
        return ""
    if found is not None and not needs and _names_before(first, found, language):
        return ""
    if not said:
        return "it points to something said before it" + (f" (“{found.group().strip()}”)" if found else "")
    lead = said[-1]
    near = 0 <= part.first.seq - lead.passage.seq <= 3
    if not near and not is_stem(lead.text):
        return "it points to something said before it, and what stands with it is from elsewhere"
    earliest = opening(said[0].text, language)
    again = pattern.search(earliest)
    if depends(earliest, language) or (again is not None and not _names_before(earliest, again, language)):
        return "the sentence it leans on points back itself"
    return ""


_EXPLAINED = re.compile(
    r"^(?:这|這)(?:个|個|一|类|類|些|种|種)?[^，。；]{0,10}(?:的|特殊)?(?:群体|人群|人|患者|问题|情况|"
    r"疾病)[^，。；]{0,6}[，,]"
)
_PLUS = re.compile(r"[＋+、/／与和及].{0,60}(?:前述|上述)(?:各|两|几|二|三)?(?:药|種|种|项|者)")
"""The things it points to are listed right before it."""


def _names_before(sentence: str, found: re.Match[str], language: str) -> bool:
    """Does the sentence itself name, before the word that points, what that may mean?"""
    ahead = sentence[: found.start()]
    if language == "zh":
        apposed = re.search(r"[\u4e00-\u9fff]{5,}$", ahead) and _EXPLAINED.match(sentence[found.start() :])
        if apposed or _PLUS.search(sentence[: found.end() + 4]):
            return True
    return len(_CJK.findall(ahead)) > 14 if language in ("zh", "ja") else len(ahead.split()) > 6


def _of_length(part: Segment, body: str, language: str) -> str:
    if "\n" in body and any(is_stem(line) for line in body.split("\n")):
        return ""
    longest = _LONGEST_CJK if _CJK.search(body) else _LONGEST
    if len(body) > longest or len(sentences(body, language)) > _SENTENCES:
        return "several statements in one: a person decides where it is parted"
    return ""
