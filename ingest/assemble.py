"""From a reader's blocks to a reading: heading paths, sections, languages, flags, spans and document facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.facts import document_facts
from ingest.lines.composed import composed
from ingest.lines.hyphens import without_halved_headings
from ingest.lines.marks import with_rings
from ingest.lines.mended import with_whole_sentences
from ingest.lines.notes import with_notes, with_notes_apart
from ingest.markup.stated import with_one_outline, without_stated_headings
from ingest.markup.symbols import SUSPICIOUS
from ingest.pdf.continued import with_continued_tables
from ingest.products import product_names
from ingest.reading import Block, Raw, Reading, draft_of, locator_of
from ingest.sections.assign import Family, assign, family_of
from ingest.sections.headless import is_headless, with_sub_headings
from ingest.sections.japan import with_numbered_titles
from ingest.sections.kinetics_heads import with_steps_below_substances
from ingest.sections.labelled_text import with_labels_as_headings
from ingest.sections.leaflet_chinese import is_chinese_leaflet, with_chinese_levels
from ingest.sections.leaflet_heads import with_leaflet_levels
from ingest.sections.leaflet_hospital import is_alone, is_hospital_leaflet, with_hospital_sections
from ingest.sections.leaflet_japanese import is_japanese_leaflet, with_japanese_sections
from ingest.sections.levels import with_section_levels
from ingest.sections.spaced_heads import with_spaced_heads
from ingest.sections.tables import with_sections_of_tables
from ingest.sections.taiwan import with_numbered_headings
from ingest.sections.writers import is_guide_for_writers
from ingest.structure.chapters import without_chapter_as_title
from ingest.structure.counted import (
    with_first_items,
    with_headings_of_contents,
    with_lines_of_lists,
    with_missing_numbers,
    with_repeated_headings,
    with_strengths,
    without_broken_headings,
)
from ingest.structure.covered import with_covered_in_place
from ingest.structure.group_lines import with_group_lines
from ingest.structure.numbered_outline import with_numbered_outline
from ingest.structure.page_titles import with_page_titles
from ingest.structure.paths import HeadingPaths
from ingest.structure.patient_series import with_series_ended
from ingest.structure.small_items import with_small_items
from ingest.structure.stacked import with_stacked
from ingest.structure.typed_rows import with_unsure_rows
from library import han
from library.models import DocumentClass, Locator, PassageFlag, PassageKind
from library.text import detect_language

_INSTRUCTION = han.compile(
    r"\b(ignore|disregard|forget|override)\b[^.\n]{0,40}\b(previous|prior|above|earlier|all|any|these|your)\b"
    r"[^.\n]{0,30}\b(instruction|prompt|rule|direction|guideline|context)s?\b"
    r"|\bmark (all|every\w*|this|these|them)\b[^.\n]{0,30}\b(as )?(approved|reviewed|released)\b"
    r"|\byou are (now )?(an? )?(AI|assistant|language model|chatbot)\b|\bsystem prompt\b|<\|?(im_start|system)\|?>"
    r"|\b(approve|release) (all|every|this) (content|module|claim|slide|statement)s?\b"
    r"[^.\n]{0,30}\b(without|automatically)"
    r"|(忽略|无视|忘记|不要理会)[^。\n]{0,12}(之前|以上|上述|先前|前面|所有)[^。\n]{0,10}(指令|指示|说明|规则|提示)"
    r"|(以上|以前|前述|これまで)[^。\n]{0,10}(指示|命令|ルール|プロンプト)[^。\n]{0,8}(無視|忘れ)"
    r"|(ignoriere|vergiss|missachte)[^.\n]{0,30}(anweisung|vorgabe|regel)",
    re.IGNORECASE,
)
"""Words addressed to a program rather than a reader. They are kept and flagged; nothing here ever follows them."""
_NO_WORD = ("en", "de")
"""Languages in which the letter o alone is no word."""
_ORDERS = ("instruction", "prompt", "rule", "direction", "guideline", "context", "anweisung", "vorgabe", "regel")
_EAST_ASIAN_ORDERS = ("指令", "指示", "说明", "說明", "规则", "規則", "提示", "命令", "ルール", "プロンプト")
_TRIGGERS: dict[str, tuple[str, ...]] = {
    "ignor": _ORDERS, "disregard": _ORDERS, "forget": _ORDERS, "override": _ORDERS, "vergiss": _ORDERS,
    "missachte": _ORDERS, "mark ": ("approved", "reviewed", "released"), "im_start": (">",),
    "you are ": ("assistant", "language model", "chatbot", " ai"), "system": ("system prompt", "system>", "system|>"),
    "approve": ("approve all", "approve every", "approve this"),
    "release": ("release all", "release every", "release this"),
    **dict.fromkeys(("忽略", "无视", "忘记", "不要理会", "以上", "以前", "前述", "これまで"), _EAST_ASIAN_ORDERS),
}  # fmt: skip
"""One of them stands in whatever the pattern finds, and with it one of the words behind it: most texts need no further
look."""

_TRANSLATED = re.compile(r"\bmachine[- ]translated by\b|\btranslated by (google|deepl)\b", re.IGNORECASE)
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")
_CJK = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_WORD_OR_SIGN = re.compile(r"[^\W\d_\u3040-\u9fff]{2,}|[\u3040-\u9fff]")
_LETTERS = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))
_ROWS = (PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW)
_BODY = (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.TABLE_ROW, PassageKind.ANSWER)


def is_instruction(text: str, signs: Collection[str] = _TRIGGERS.keys()) -> bool:
    """True where ``text`` reads like an order to a program; ``signs``: those that its document holds at all."""
    return _is_instruction(text, _low(text), signs) if signs else False


def _is_instruction(text: str, low: str, signs: Collection[str]) -> bool:
    for word in signs:
        if word in low and any(map(low.__contains__, _TRIGGERS[word])):
            return bool(_INSTRUCTION.search(text))
    return False


def _low(text: str) -> str:
    """Letters as a search without case takes them."""
    return text.lower() if text.isascii() else text.casefold().replace("i\u0307", "i").replace("ı", "i")


def _signs_in(low: Sequence[str]) -> list[str]:
    """What of the signs of orders to programs the words of the document, in small letters, hold at all."""
    whole = "\n".join(low)
    return [word for word in _TRIGGERS if word in whole]


def assemble(raw: Raw, filename: str = "") -> Reading:
    """The reading of a document: every passage with its path of headings, section, language, flags and span."""
    blocks = with_whole_sentences(with_covered_in_place([composed(b) for b in raw.blocks if b.text.strip()]))
    blocks = with_one_outline(without_stated_headings(without_halved_headings(with_unsure_rows(blocks))))
    blocks = with_labels_as_headings(with_small_items(blocks))
    blocks = with_sections_of_tables(with_continued_tables(blocks))
    blocks = with_missing_numbers(with_headings_of_contents(without_broken_headings(_with_captions(blocks))))
    blocks = with_lines_of_lists(with_strengths(with_repeated_headings(with_first_items(blocks))))
    blocks = with_notes_apart(with_stacked(with_group_lines(blocks)))
    blocks = [_suspected(b) for b in with_page_titles(blocks)]
    spoken = [detect_language(b.text) for b in blocks]
    language = raw.facts.language or _main_language(blocks, spoken)
    if language in _NO_WORD and len(blocks := with_rings(blocks)) != len(spoken):
        spoken = [detect_language(b.text) for b in blocks]
    family = None if is_guide_for_writers(blocks) else family_of(blocks)
    if (patients := _for_patients(blocks, language, family)) is not None:
        family, (blocks, is_whole) = None, patients
        told = {"document_class": DocumentClass.LEAFLET} if is_whole else {}
        raw = replace(raw, facts=raw.facts.model_copy(update=told))
    if family is Family.CHINA and len(blocks := with_spaced_heads(blocks)) != len(spoken):
        spoken = [detect_language(b.text) for b in blocks]
    if family is Family.US_PLR and is_headless(blocks):
        blocks = with_sub_headings(blocks)
    elif family is Family.TAIWAN:
        blocks = with_numbered_headings(blocks)
    elif family is Family.JAPAN:
        blocks = with_numbered_titles(blocks)
    blocks = with_steps_below_substances(
        with_section_levels(blocks, family)
        if family is not None
        else with_leaflet_levels(with_numbered_outline(blocks))
    )
    blocks = without_chapter_as_title(with_notes(with_series_ended(blocks)))
    facts = document_facts(blocks, family, raw.facts, language, filename)
    is_label = family is not None and facts.document_class in (DocumentClass.LABEL, DocumentClass.OTHER)
    patient = facts.document_class is DocumentClass.LEAFLET
    sections = assign(blocks, family if is_label else None) if is_label or patient else [None] * len(blocks)
    passages, paths, place, low = [], HeadingPaths(), 0, [_low(b.text) for b in blocks]
    signs, begins_anew = _signs_in(low), family is Family.US_OLD
    for block, section, found, small in zip(blocks, sections, spoken, low, strict=True):
        ordered = _is_instruction(block.text, small, signs)
        passages.append(
            draft_of(
                block,
                _locator(block, place),
                paths.at(block, section if begins_anew else None),
                section or block.section,
                block.language or _language(block.text, language, found),
                tuple(dict.fromkeys((*block.flags, PassageFlag.INSTRUCTION))) if ordered else tuple(block.flags),
            )
        )
        place += len(block.text) + 1
    return Reading(
        pages=raw.pages,
        passages=tuple(passages),
        losses=raw.losses,
        warnings=raw.warnings + _symbol_warning(blocks) + _translation_warning(blocks, low),
        facts=facts,
        product_names=tuple(product_names(blocks, facts, filename)),
    )


def _for_patients(blocks: Sequence[Block], language: str, family: Family | None) -> tuple[list[Block], bool] | None:
    """The blocks of words for patients with their sections, and whether they are all the file; None for others."""
    if language == "zh" and is_chinese_leaflet(blocks):
        return with_chinese_levels(blocks), True
    if language == "ja" and is_japanese_leaflet(blocks):
        return with_japanese_sections(blocks), True
    if language == "zh" and family in (None, Family.TAIWAN) and is_hospital_leaflet(blocks):
        made = with_hospital_sections(blocks)
        return made, is_alone(made)
    return None


def _suspected(block: Block) -> Block:
    """The block, marked where a sign before a figure may be a lost ``≥`` or ``≤`` of the Symbol font."""
    text = block.text
    found = SUSPICIOUS.search(text) if not text.isascii() and ("³" in text or "£" in text) else None
    return replace(block, facts={**block.facts, "symbol_font": f"suspicious: {found[0]}"}) if found else block


def _symbol_warning(blocks: Sequence[Block]) -> tuple[str, ...]:
    count = sum(1 for b in blocks if b.facts.get("symbol_font"))
    what = "hold a sign before a figure that may be a lost ≥ or ≤ of the Symbol font; compare them with the original."
    return (f"ingest.symbol_font: {count} passages {what}",) if count else ()


def _translation_warning(blocks: Sequence[Block], low: Sequence[str]) -> tuple[str, ...]:
    """Says so where a program's mark shows that it wrote its translation over the page; ``low``: in small letters."""
    if any(
        "translated" in text and len(b.text) < 80 and _TRANSLATED.search(b.text)
        for b, text in zip(blocks, low, strict=True)
    ):
        return ("ingest.machine_translation: the pages hold a program's translation, not the document's own words.",)
    return ()


def _with_captions(blocks: list[Block]) -> list[Block]:
    """A caption directly above or below a table's rows joins their group."""
    for index, block in enumerate(blocks):
        if block.kind is PassageKind.CAPTION and block.group is None:
            near = blocks[index + 1 : index + 3] + blocks[max(0, index - 1) : index]
            group = next((b.group for b in near if b.kind in _ROWS and b.group), None)
            blocks[index] = replace(block, group=group)
    return _with_table_notes(blocks)


def _with_table_notes(blocks: list[Block]) -> list[Block]:
    """Footnotes directly under a table join its group; a line marked with an asterisk is a footnote there."""
    group = None
    for index, block in enumerate(blocks):
        if block.kind in _ROWS:
            group = block.group
        elif group and (block.kind is PassageKind.FOOTNOTE or block.facts.get("marker") in ("*", "**", "＊", "#")):
            blocks[index] = replace(block, kind=PassageKind.FOOTNOTE, group=group)
        else:
            group = None
    return blocks


def _locator(block: Block, place: int) -> Locator:
    span = (place, place + len(block.text))
    return locator_of(block.page, block.slide, block.sheet, block.path, tuple(block.fragments), span)


def _main_language(blocks: Sequence[Block], spoken: Sequence[str]) -> str:
    """The language that most words of the body are in; English only where nothing else has a third of its words.

    ``spoken``: the language of each block.
    """
    body = [(b.text, s) for b, s in zip(blocks, spoken, strict=True) if b.kind in _BODY and len(b.text) > 15]
    if not body:
        return detect_language(" ".join(b.text for b in blocks)[:5000])
    seen: dict[str, float] = dict.fromkeys((found for _, found in body), 0.0)
    if len(seen) == 1:
        return body[0][1]
    for text, found in body:
        if found != "en":
            seen[found] += _words_in(text)
    others = {language: words for language, words in seen.items() if language not in ("", "en")}
    best = max(others, key=lambda language: others[language], default="")
    enough = max(3 * others.get(best, 0.0), seen.get("", 0.0))
    for text in [text for text, found in body if found == "en"]:
        seen["en"] += _words_in(text)
        if seen["en"] > enough:
            return "en"  # however many words of it follow
    return best if best and others[best] * 3 > seen.get("en", 0.0) else max(seen, key=lambda language: seen[language])


def _words_in(text: str) -> float:
    """About how many words ``text`` holds; two Chinese or Japanese characters make one."""
    if text.isascii():
        lengths = list(map(len, text.translate(_LETTERS).split()))
        return len(lengths) - lengths.count(1)
    lengths = list(map(len, _WORD_OR_SIGN.findall(text)))
    signs = lengths.count(1)
    return len(lengths) - signs + signs / 2


def _language(text: str, main: str, found: str) -> str:
    """Language of one passage that looks to be in ``found``: a short one in the document's script is in ``main``."""
    if found == main:
        return main
    letters = sum(map(str.isalpha, text))
    cjk = 0 if text.isascii() else len(_CJK.findall(text))
    if main in ("zh", "ja", "ko"):
        if (main, found) == ("zh", "ja") and len(_KANA.findall(text)) * 10 < cjk:
            return main  # a stray kana, or a name in it, makes no Japanese
        if cjk:
            return main if letters < 40 or found == "en" else found
        return found if letters > 30 else main
    if cjk * 3 > letters:
        return found
    return found if letters > 250 and found else main
