"""Is a use asked about that lies outside the asker's market label? By resolved concepts, not by a keyword list. Pure.

A use is an indication, a line of therapy, a population, a dose or interval, a route, or a combination. Each is
compared with what the eligible label text of that market says. What the label speaks of (pregnancy, kidney function,
a condition in its warnings) is not outside it. Where the label's words are not in the library, only the scenario and
the product's known diseases can tell; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generate.label import LINES, ROUTES, Label
from generate.lexicon import table
from generate.question import HOW_MUCH, PRODUCT_WORD, VACCINATED, Question
from generate.triage.asides import asked_to_be_used_for
from generate.triage.doses import OutsideLabel, other_dose
from generate.triage.other_uses import STOPPED_FOR, men_where_women, prevention, unlisted_use
from generate.triage.people import milder_than_indicated, opposite_of_indicated
from library.quantities import Quantity
from library.taxonomy import Mention, Taxonomy
from library.text import fold

ADULT_AGE = 18
_CHILDREN = frozenset({"adolescent", "paediatric", "newborn"})
_TREATS = re.compile(
    r"(?:(?<![a-z])(?:for|treat\w*|help(?:s|ing)?(?: with)?|reliev\w*|against|indicated (?:for|in)"
    r"|in|für|bei|gegen)|用于|治疗|治|对|針對|に|适用于)"
    r"\s*(?:\S+ |慢性|急性|重度|中度|轻度|自发性|顽固性?|的){0,3}$"
)
_TREATS_NEXT = re.compile(
    r"^\s*(?:能用|可以用|可用|有效|有用|适用|管用|に(?:は|も)?(?:使|用い|処方|投与|効|有効|適応)|の(?:治療|適応)|治疗|(?:patients|患者)?\s*(?:use|indication)|\?|$)"
)
_COMORBID = re.compile(
    r"(?:patients? (?:\w+ )?with|who (?:also )?ha(?:s|ve)|history of|comorbid|and|mit"
    r"|合并|伴有?|患有|同时有|合併|併存)\s*(?:\S+ )?$"
)
_STANDS_FIRST = re.compile(
    r"(?:^|[.,;:!?。，；：！？-]|患者|病人|诊断为|得了|患)\s*"
    r"(?:\S+ |[a-z]{2,5}|(?:慢性|急性|重度|中度|轻度|自发性|成人|成年|老年|一个|一名|一位|的)+)?$"
)
_MAY_USE = re.compile(
    rf"(?<![a-z])(?:can|could|may|should|would|is|does|try|use|give|start|prescribe|option)(?![a-z]).*{PRODUCT_WORD}"
    rf"|(?<![a-z])(?:add|try|give|start|use|switch to)(?:ing)? {PRODUCT_WORD}"
    rf"|[.,;!?] ?{PRODUCT_WORD} ?\?"
    rf"|{PRODUCT_WORD}.{{0,12}}(?:an option|possible|suitable|help|work"
    r"|管用|能治|起作用|行吗|可以吗|能用吗|有用吗|有效吗|使えますか)"
    rf"|experience (?:with|of|using|on) {PRODUCT_WORD}|{PRODUCT_WORD} (?:dose|dosing|dosage)"
    rf"|{PRODUCT_WORD}[^.?!]{{0,40}}(?<![a-z])(?:dose|dosing|dosage|reasonable|sensible|worth)(?![a-z])"
    rf"|(?:能|可以|可否|想|要不要|可不可以|是否|有没有|有无).{{0,6}}(?:用|打|试|上|开|吃).{{0,4}}{PRODUCT_WORD}"
    rf"|(?:darf|kann|soll|hilft).*{PRODUCT_WORD}"
)
_FOR_THIS = re.compile(
    r"(?:experience|data|evidence|use|option|role)[^.?!]{0,30}(?:for|in) (?:this|that|it|him|her|such)(?![a-z])"
)
_BECAUSE = "for|against|because of|to treat|für|gegen|wegen|bei|用于|用来|治疗?|控制|に対して"
"""Between a medicine and the disease that it is taken for."""
_TREATED = (
    r"[ ,(]*(?:is |are |was |has been |wird )?(?:well |now |long[- ]term |stably |already )*"
    r"(?:on|taking|takes|treated with|managed with|controlled (?:on|with|by)|under|unter|mit|nimmt"
    r"|(?:正在|一直|长期|目前|在|已)*(?:服用|口服|服|吃|用|打|注射)着?)\s*"
)
"""Between a disease and the medicine that is taken for it."""
_TIME_OF_YEAR = re.compile(r"[ -]?(?:season|saison|welle)|(?:流行)?(?:季|期)|の?(?:シーズン|流行)")
"""After the name of an illness: neither a patient's nor what a medicine is given for."""
_HISTORY = re.compile(
    r"(?:history of|comorbid|also ha(?:s|ve|d)|vorgeschichte (?:von|mit)|既往有?|病史|同时有|合并)\s*(?:\S+ )?$"
)
"""A disease told beside, never what the medicine is asked for."""
_NOT = re.compile(
    r"(?<![a-z])(?:no|not|without|never had|kein\w*|ohne|nicht)\s*(?:\w+\s*)?$|(?:没有|没|无|非|不是|并非|不属于|不像)$"
)
_A_PLACE = re.compile(r"\w* (?:nurse|clinic|cent(?:re|er)|unit|suite|room|team|chair|pharmac)")
"""An "infusion nurse" asks of no infusion."""
_USED_IN = re.compile(rf"{PRODUCT_WORD} (?:in|bei) (?:\S+ )?$")
"""A medicine and right after it the illness: what it is to be used in."""
_OF_PATIENTS = re.compile(r"[ -]?(?:patient(?:en|in)?s?|pts?)(?![a-z])")
_RISK_OF = re.compile(
    r"(?:risk|chance|rate|incidence|likelihood|case)s? (?:of|for) (?:\w+ ){0,2}$"
    r"|(?:cause|induce|provoke|promote|lead to|trigger|affect|impair|delay|interfere with)\w* (?:\w+ ){0,2}$"
    r"|(?:引起|导致|诱发|增加|影响|延迟|妨碍)[^,，。?？]{0,4}$"
)
"""What a medicine may bring about is no use of it."""
_ALLERGY = re.compile(r"allerg|过敏|過敏|アレルギー")
"""What somebody does not tolerate is asked because of what a medicine holds, unless it is to be treated."""
EVERYDAY = {"eczema": "atopic_dermatitis", "ekzem": "atopic_dermatitis"}
"""Everyday names, by which patients and doctors mean the disease that a label calls otherwise."""
_CANCER = re.compile(r"cancer|carcinoma|nsclc|sclc|tumou?r|leuk|lymphoma|myeloma|melanoma|sarcoma")
"""Ids of diseases that are operated on before a medicine follows."""
_LIKE = re.compile(r"(?:same|as|like|than|unlike)(?: for| in| with)? $|(?:和|跟|与|像)$|(?:wie|als) (?:bei|für) $")
_DIAGNOSED = re.compile(
    r"(?:diagnosis|indication|diagnosed)(?: (?:is|was|of|with|as|here))*:? (?:\S+ ){0,2}$"
    r"|(?:诊断(?:为|是)?|确诊)[^,，]{0,4}$"
)
_FAILED = re.compile(
    r"fail|inadequa|respon|refractory|despite|resist|无效|失败|不佳|耐药|効果不十分|versag|unzureichend"
)
"""A disease that another medicine did not help is what the next one is for."""
_WANTED = re.compile(
    r"(?:要个?|生个?|怀) ?$"
    r"|(?:hop\w* for|wants?|wanting|wish\w* for|tr(?:y|ies|ying) for|plan\w*|have|having|had) "
    r"(?:a |an |another |her |their )?(?:first |second )?$"
)
"""A child that somebody hopes for is no patient."""
_WHO_HAS = re.compile(r"(?<![a-z])(?:with|has|having|mit|hat) (?:\w+ ){0,2}$")
_ORGANS = frozenset({"renal", "hepatic"})
"""Impaired organs are people a medicine is given to, never what it is given for."""
_LASTING = re.compile(r"(?:chronic|spontaneous|chronisch\w*|慢性|自发性|慢性の)\s*\S*$")
_SYMPTOM = re.compile(r"腹泻|拉肚子|呕吐|恶心|发热|发烧|咳嗽|头痛|水肿|浮肿|皮疹|瘙痒|便秘|乏力|过敏")
"""What many patients have besides; no medicine of ours is asked for because of it."""
_WAS_FOUND = re.compile(
    r"(?<![a-z])(?:with|has|shows?|showed|showing|found|finds|revealed|detected|positive for|harbou?rs?|carr(?:y|ies))"
    r" (?:an? |only )?(?:\w+[- ]){0,3}$"
)
"""What stands between somebody, or a test, and what was found."""
_MAY_THEY = re.compile(
    r"^(?:的)?(?:患者|病人|人)(?:是否|是不是)?(?:能不能|可不可以|可以|能否|可否|能|适合|应该)(?!继续|再|接着|恢复)"
    rf"[^,，。?？]{{0,6}}{PRODUCT_WORD}"
)
"""People with a disease, and whether they may have the medicine at all."""
COMPARED = re.compile(
    r"(?:(?<![a-z])(?:versus|vs\.?|v\.?|compared (?:with|to)|against|over|than|gegenüber|verglichen mit)(?![a-z])"
    r"|对比|对照|相比于?|比较|に対する|と比べ)[^.;?。；？]{0,60}$"
)
"""What follows is compared with the medicine, not given with it."""
_EFFECT = re.compile(
    r"effective|efficacy|work|approved|indicat|licen[cs]ed|treat|有效|疗效|获批|批准|适应|有効|適応|wirk|zugelassen"
)


def outside_label(
    question: Question, product: str, market: str, label: Label, taxonomy: Taxonomy
) -> OutsideLabel | None:
    """The first use in the question that lies outside the label, or None."""
    if not product:
        return None
    for check in _CHECKS:
        for found in check(question, product, market, label, taxonomy):
            return found
    return None


def _scenario(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    for mention in q.mentions:
        if mention.facet == "scenario":
            scenario = taxonomy.scenario_record(mention.id)
            if scenario.product == product and scenario.label_status.get(market) == "off_label":
                yield OutsideLabel("scenario", mention.words)


def _indication(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    covered = label.diseases if label.indications else frozenset(taxonomy.products[product].treats)
    if not covered:
        return
    for id_, start, end, words in _diseases(q, taxonomy):
        family = {id_, *_ancestors(taxonomy, id_)}
        if family & (covered | label.attributes) or any(id_ in _ancestors(taxonomy, other) for other in covered):
            continue
        if EVERYDAY.get(fold(words)) in covered:
            continue
        if fold(words) in label.indication_text or not _is_asked_as_use(
            q, product, id_, (start, end), covered, label, taxonomy
        ):
            continue
        yield OutsideLabel("indication", words)


def _diseases(q: Question, taxonomy: Taxonomy) -> Iterator[tuple[str, int, int, str]]:
    """Diseases as ``(id, start, end, words)`` in the masked text; a longer local name wins over a shorter one in it."""
    local = [(f.id, f.start, f.end, f.words) for f in table("diseases").find(q.masked)]
    yield from local
    joined = table("diseases").flagged("joined")  # two words of one picture: each is named as well
    for mention in q.mentions:
        if mention.facet not in ("disease", "attribute"):
            continue
        if mention.facet == "attribute" and taxonomy.attributes[mention.id].group != "biomarker":
            continue
        words = fold(mention.words)
        if mention.id in q.topic_ids:
            continue
        if any(words in f.words or f.words in words for f in q.topics if f.id in _ORGANS):
            continue
        start = q.masked.find(words)
        if start < 0 or any(low <= start < high for id_, low, high, _ in local if id_ not in joined):
            continue
        yield mention.id, _compound(q.masked, start), start + len(words), mention.words


def _compound(masked: str, start: int) -> int:
    """Where the compound begins whose last part stands at a place ("tourette-tics")."""
    joined = re.search(r"[a-zäöü][a-zäöü-]*-$", masked[:start])
    return joined.start() if joined and PRODUCT_WORD not in joined.group() else start


def _ancestors(taxonomy: Taxonomy, id_: str) -> tuple[str, ...]:
    return taxonomy.ancestors("disease", id_) if id_ in taxonomy.diseases else ()


def _is_asked_as_use(
    q: Question,
    product: str,
    id_: str,
    place: tuple[int, int],
    covered: frozenset[str],
    label: Label,
    taxonomy: Taxonomy,
) -> bool:
    """Whether a disease is named as what the medicine would be used for, not as something the patient also has."""
    start, end = place
    before, after = q.masked[:start], q.masked[end:]
    if VACCINATED.match(after) or _TIME_OF_YEAR.match(after) or _RISK_OF.search(before) or STOPPED_FOR.search(before):
        return False
    own_disease = bool(
        {m.id for m in q.mentions if m.facet == "disease" and not (_is_denied(q, m) or _is_likened(q, m))} & covered
    )
    if q.topic_ids & {"asthma_treatment", "vaccine"} or _of_another_medicine(q, product, start, end):
        return False
    if _has_its_own(q, product, id_, taxonomy):
        return False
    if _HISTORY.search(before) and not _EFFECT.search(q.masked):
        return False
    if _ALLERGY.search(q.masked[start:end]) and not _TREATS.search(before):
        return False
    if _DIAGNOSED.search(before) and not own_disease:
        return True
    if _COMORBID.search(before):
        uses = _MAY_USE.search(q.masked) or _EFFECT.search(q.masked) or "dose" in q.topic_ids
        return bool(uses) and not own_disease and (id_ not in label.mentioned or bool(_EFFECT.search(q.masked)))
    if id_ in table("diseases").flagged("joined") and not own_disease and _MAY_USE.search(after):
        return True
    known_other = id_ in table("diseases").ids
    if known_other and not own_disease and _WHO_HAS.search(before) and _MAY_USE.search(after):
        return True
    is_event = bool(table("events").ids_in(q.masked[start:end])) and not _LASTING.search(q.masked[:end])
    if (
        is_event
        and not own_disease
        and not _SYMPTOM.match(q.masked[start:end])
        and _STANDS_FIRST.search(before)
        and _MAY_THEY.match(after)
    ):
        return q.masked[start:end] not in label.cautions
    other_marker = id_ in table("diseases").flagged("biomarker")
    if other_marker and not own_disease and not _has_its_marker(q, label, taxonomy) and _WAS_FOUND.search(before):
        return bool(_MAY_USE.search(after))
    if not is_event and (other_marker or not own_disease) and _STANDS_FIRST.search(before) and _MAY_USE.search(after):
        return True
    of_patients = _OF_PATIENTS.match(after) and _STANDS_FIRST.search(before) and _MAY_USE.search(after)
    used_in = of_patients or _USED_IN.search(before) or asked_to_be_used_for(q.masked, place)
    if is_event and used_in and not own_disease and q.masked[start:end] not in label.cautions:
        return True
    if _TREATS.search(before):
        return not (is_event and not re.search(r"(?:for|treat\w*|用于|治疗|治|针对)\s*(?:\S+ )?$", before))
    if is_event or own_disease:
        return False
    return bool(_TREATS_NEXT.match(after)) or before.strip().endswith(PRODUCT_WORD)


def _is_denied(q: Question, mention: Mention) -> bool:
    """Whether a disease is named as one that somebody does not have ("prurigo, no AD")."""
    return _NOT.search(fold(q.text[: mention.start])) is not None


def _is_likened(q: Question, mention: Mention) -> bool:
    """Whether a disease is only named to compare ("dosing the same as for AD?")."""
    return _LIKE.search(fold(q.text[: mention.start])) is not None


def _has_its_own(q: Question, product: str, disease: str, taxonomy: Taxonomy) -> bool:
    """Whether another medicine is named that treats the disease, and did ("a man who has AF and is on digoxin")."""
    if _FAILED.search(q.masked):
        return False
    family = {disease, *_ancestors(taxonomy, disease)}
    others = (taxonomy.products[m.id] for m in q.mentions if m.facet == "product" and m.id != product)
    return any(family & {t for d in other.treats for t in (d, *_ancestors(taxonomy, d))} for other in others)


def _of_another_medicine(q: Question, product: str, start: int, end: int) -> bool:
    """Whether a disease is what another medicine is taken for ("digoxin 0.125 daily for AF", "RA on methotrexate")."""
    disease = re.escape(q.masked[start:end])
    others = "|".join(re.escape(fold(m.words)) for m in q.mentions if m.facet == "product" and m.id != product)
    if not others:
        return False
    for_it = rf"(?:{others}){HOW_MUCH}\s*(?:{_BECAUSE})\s*(?:\S+ )?{disease}"
    with_it = rf"{disease}{_TREATED}(?:{others})"
    return bool(re.search(for_it, q.folded) or re.search(with_it, q.folded))


def _without_its_disease(
    q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy
) -> Iterator[OutsideLabel]:
    """A use asked for somebody of whom it is said that he doesn't have what the medicine is for ("itch, no eczema")."""
    covered = label.diseases if label.indications else frozenset(taxonomy.products[product].treats)
    own = [m for m in q.mentions if m.facet == "disease" and EVERYDAY.get(fold(m.words), m.id) in covered]
    own += [m for m in q.mentions if m.facet == "attribute" and _is_marker(m.id, label, taxonomy)]
    if own and all(_is_denied(q, m) for m in own) and (_MAY_USE.search(q.masked) or _FOR_THIS.search(q.masked)):
        yield OutsideLabel("indication", own[0].words)


def _has_its_marker(q: Question, label: Label, taxonomy: Taxonomy) -> bool:
    """Whether the biomarker of the label's indication is named, and not denied."""
    named = (m for m in q.mentions if m.facet == "attribute" and _is_marker(m.id, label, taxonomy))
    return any(not _is_denied(q, m) for m in named)


def _is_marker(id_: str, label: Label, taxonomy: Taxonomy) -> bool:
    """Whether an attribute is the biomarker that the label's indication asks for."""
    return taxonomy.attributes[id_].group == "biomarker" and id_ in label.attributes


def _line(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    asked = [found for found in q.uses if found.id in LINES]
    if not label.indications or (q.topic_ids & {"study_design"} and not q.cues & {"question_mark"}):
        return
    for found in asked:
        if found.id in label.lines:
            continue
        if found.id == "adjuvant" and not any(_CANCER.search(disease) for disease in label.diseases):
            continue
        if found.id in ("adjuvant", "maintenance") or (label.lines & {"first_line", "later_line"}):
            yield OutsideLabel("line of therapy", found.words)


def _population(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    if label.attributes & _CHILDREN or not label.indications:
        return
    if "adult" not in label.attributes and not table("uses").has("adult", label.indication_text):
        return
    if "lactation" in q.topic_ids:
        return  # the child that is spoken of is nursed
    for mention in q.mentions:
        liver = re.match(r"[- ]?(?:pugh|(?:class )?[abc](?![a-z]))", fold(q.text[mention.end :]))
        wanted = _WANTED.search(fold(q.text[: mention.start]) + " ")
        if mention.facet == "attribute" and mention.id in _CHILDREN and not liver and not wanted:
            yield OutsideLabel("population", mention.words)
    for measure in q.measures:
        if measure.quantity is Quantity.AGE and measure.high <= ADULT_AGE:
            yield OutsideLabel("population", q.text[measure.start : measure.end])
    for found in q.uses:
        if found.id == "child" and not _WANTED.search(q.masked[: found.start]):
            yield OutsideLabel("population", found.words)


def _severity(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    yield from (OutsideLabel("severity", words) for words in milder_than_indicated(q, label))


def _opposite(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    yield from (OutsideLabel("opposite", words) for words in opposite_of_indicated(q, label, _MAY_USE))


def _elsewhere(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    covered = label.diseases if label.indications else frozenset(taxonomy.products[product].treats)
    diseases = [m for m in q.mentions if m.facet == "disease" and not _is_denied(q, m)]
    own = any({m.id, EVERYDAY.get(fold(m.words))} & covered for m in diseases)
    yield from (OutsideLabel("indication", words) for words in unlisted_use(q, label, own))
    yield from (OutsideLabel("indication", words) for words in prevention(q, label))
    yield from (OutsideLabel("population", words) for words in men_where_women(q, label))


def _route(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    for found in q.uses:
        if found.id == "feeding_tube" and "crushed" in q.use_ids & label.routes:
            continue
        if _A_PLACE.match(q.masked[found.end :]):
            continue
        if found.id in ROUTES - {"crushed"} and label.routes - {"crushed"} and found.id not in label.routes:
            yield OutsideLabel("route", found.words)


def _combination(q: Question, product: str, market: str, label: Label, taxonomy: Taxonomy) -> Iterator[OutsideLabel]:
    if "combined" not in q.use_ids or "interacting" in q.use_ids or not label.indications:
        return
    for mention in q.mentions:
        other = mention.facet == "product" and mention.id != product and mention.id not in label.combined
        if COMPARED.search(fold(q.text[: mention.start])):
            continue
        if other and not _is_comedication(mention.id, label, taxonomy):
            yield OutsideLabel("combination", mention.words)
    for found in q.uses:
        named = any(found.words in fold(m.words) for m in q.mentions if m.facet == "product")
        if COMPARED.search(q.masked[: found.start]):
            continue
        if found.id == "drug_class" and found.words not in label.text and not named:
            yield OutsideLabel("combination", found.words)


def _is_comedication(other: str, label: Label, taxonomy: Taxonomy) -> bool:
    """Whether a medicine is taken for something else, or the label speaks of its class: that is an interaction."""
    medicine = taxonomy.products[other]
    if label.medicines & {other, *medicine.classes}:
        return True
    families = {d for treated in medicine.treats for d in (treated, *_ancestors(taxonomy, treated))}
    wanted = {d for disease in label.diseases for d in (disease, *_ancestors(taxonomy, disease))}
    return bool(medicine.treats) and not families & wanted


_Check = Callable[[Question, str, str, Label, Taxonomy], Iterator[OutsideLabel]]
_CHECKS: tuple[_Check, ...] = (
    _scenario,
    _indication,
    _without_its_disease,
    _line,
    _population,
    _severity,
    _opposite,
    _elsewhere,
    other_dose,
    _route,
    _combination,
)
