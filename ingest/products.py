"""Names a document gives its own product, and the medicines a collection speaks of.

A name in the title, the first lines or the file's name is the document's own. Any other must be told of again and
again, and not only where a label lists other medicines: one that may not be taken together with it is not its product.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ingest.reading import Block, Reading
from ingest.sections.heads import known_heading
from ingest.titles import before_comparator, names_in
from library import han
from library.models import DocumentClass, PassageDraft, PassageKind, SourceFacts

_MARKED = re.compile(r"([^\W\d_\u3040-\u9fff][\w\-]{2,24}|[\u4e00-\u9fff\u30a0-\u30ff]{2,10})\s?[®™]")
_MARK, _LONGEST = re.compile("[®™]"), 26
"""The mark, and how many characters before it a match of the pattern above can begin."""
_WORD = re.compile(r"[^\W\d_\u3040-\u9fff][^\W\d_\u3040-\u9fff\-]{3,24}|[\u4e00-\u9fff\u30a0-\u30ffー]{3,20}")
_DOSED = re.compile(
    r"([^\W\d_\u3040-\u9fff][^\W\d_\u3040-\u9fff\-]{3,24}|[\u4e00-\u9fff\u30a0-\u30ffー]{2,20})[®™]?\s?"
    r"\d[\d.,]*\s?(?:mg|µg|μg|mcg|micrograms?|Mikrogramm|g|ml|IU|units|%|毫克|微克|克|毫升)(?![a-z])"
)
"""A name with its strength, as it stands over a label."""
_CAUSED = re.compile(
    r"[^\W\d_\u3040-\u9fff]{3,24}[-‐‑](?:(?:induziert|assoziiert|bedingt|vermittelt|resistent|refraktär)(?:e[nmrs]?)?|"
    r"(?:induced|associated|related|mediated|resistant|refractory|dependent))\b",
    re.IGNORECASE,
)
"""A medicine as what a disease comes from or withstands: the text is about the disease."""
_OTHERS = frozenset({"contraindications", "interactions"})
"""Sections of a label that name medicines which are not its own."""
_LINES = (PassageKind.TITLE, PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.HEADER, PassageKind.FOOTER)
_OPENING, _LEAST, _SHORT, _RIVALS = 5, 3, 60, 3
"""First lines that name the product; passages that must hold a name from elsewhere, in documents of more passages than
are short; how many times as often the opening's own name stands where it wins over another."""


def product_names(blocks: Sequence[Block] | Sequence[PassageDraft], facts: SourceFacts, filename: str) -> list[str]:
    """Names the document gives its product, best first: as data, marked, with its substance, in the title."""
    opening = [b.text for b in blocks[:60] if b.kind is not PassageKind.TABLE_ROW]
    everywhere = " \n".join(b.text for b in blocks)[:200_000]
    named = [names_in(text) for text in (facts.title, *opening)]
    low = [b.text.casefold() for b in blocks]
    marked = Counter(_marked_names(everywhere))
    in_title = {match[1] for match in _MARKED.finditer(facts.title)}
    filed = [match[0] for match in _WORD.finditer(before_comparator(_stem(filename)))]
    told = [*(name for name, _ in marked.most_common(3)), *(name for found in named[1:] for name in found)]
    own = set(_own(told, blocks, low, facts, filename))
    names = [
        *([facts.product] if facts.product else []),
        *sorted(in_title),
        *(name for name, _ in marked.most_common(3) if name in own),
        *named[0],
        *(match[0] for match in _WORD.finditer(_CAUSED.sub(" ", before_comparator(facts.title)))),
        *(name for found in named[1:] for name in found if name in own),
        *_held(filed, low),
    ]
    found = list(dict.fromkeys(short for name in names for short in _ends(name)))
    kinds = _KINDS if any(_OF_A_KIND.search(text) for text in (facts.title, *opening)) else ()
    return [name for name in found if name.casefold() not in kinds][:40]


def _held(names: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Those names that enough of the case-folded texts hold."""
    return [name for name in names if _holding(texts, name.casefold()) >= _LEAST]


def _holding(texts: Sequence[str], word: str) -> int:
    """How many of the texts hold the word."""
    return [word in text for text in texts].count(True)


# --- collections ------------------------------------------------------------------------------------------------------

_STRENGTH = re.compile(r"\s*[(（].*|[®™]|\s\d.*")
_MANY, _MANY_IN_LABEL, _SHARE = 8, 20, 3
"""Medicines of which each has a heading of its own in a collection; in what else reads as one label (a label has
headings for what it interacts with); and the part of such headings that one medicine may have."""


def medicine_of(heading: str, product_of: Callable[[str], str]) -> str:
    """The one product a heading names with all its names ("Brand / Substance"); "" if unknown, or several."""
    parts = [_STRENGTH.sub("", part).strip() for part in re.split(r"[/／]", heading)]
    found = {product_of(part) for part in parts if part}
    return found.pop() if len(found) == 1 else ""


def medicines(
    passages: Sequence[PassageDraft], document_class: DocumentClass, product_of: Callable[[str], str]
) -> list[str]:
    """Headings of a collection that name its medicines, one each; none for a document that is no collection."""
    heads: dict[str, list[str]] = {}
    for passage in passages:
        is_head = passage.kind is PassageKind.HEADING and passage.section not in _OTHERS and len(passage.text) < 100
        if is_head and (product := medicine_of(passage.text, product_of)):
            heads.setdefault(product, []).append(passage.text)
    is_label = document_class in (DocumentClass.LABEL, DocumentClass.LEAFLET)
    if len(heads) < (_MANY_IN_LABEL if is_label else _MANY):
        return []
    most = max(map(len, heads.values()))
    return [texts[0] for texts in heads.values()] if most * _SHARE <= sum(map(len, heads.values())) else []


SEVERAL = (
    "ingest.several_products: It tells of several medicines side by side ({}): only what stands under a heading of one "
    "of them is filed under it. Of one, say it (--product)."
)
_COUNT = re.compile(r"^\s*(?:\d{1,2}(?:[.．]\d{1,2})*[.．)]?|[a-z]\))\s+")


def of_a_class(reading: Reading, product_of: Callable[[str], str]) -> Reading:
    """The reading; of a text on several medicines side by side without a product, but for what each heading names."""
    heads = side_by_side(reading.passages, reading.facts, product_of)
    if not heads:
        return reading
    told = SEVERAL.format(", ".join(heads))
    passages = under_own_headings(reading.passages, product_of)
    return reading.model_copy(update={"passages": passages, "product_names": (), "warnings": (*reading.warnings, told)})


def side_by_side(
    passages: Sequence[PassageDraft], facts: SourceFacts, product_of: Callable[[str], str]
) -> dict[str, str]:
    """The headings, beside one another, of which each names another medicine, in a text whose title names none of them.

    Such a text tells of a class: what it says is of none of them alone, but for what stands under its own heading.
    """
    if facts.document_class in (DocumentClass.LABEL, DocumentClass.LEAFLET):
        return {}
    beside: dict[tuple[str, ...], dict[str, str]] = {}
    for passage in passages:
        is_head = passage.kind is PassageKind.HEADING and passage.section not in _OTHERS and len(passage.text) < 100
        if is_head and (product := medicine_of(_COUNT.sub("", passage.text), product_of)):
            beside.setdefault(passage.heading_path, {})[passage.text] = product
    titles = [facts.title, *(passage.text for passage in passages[:_OPENING] if passage.kind is PassageKind.TITLE)]
    named = {product_of(match[0]) for title in titles for match in _WORD.finditer(title)} - {""}
    for heads in beside.values():
        if len(set(heads.values())) > 1 and not named:
            return heads
    return {}


def under_own_headings(passages: Sequence[PassageDraft], product_of: Callable[[str], str]) -> tuple[PassageDraft, ...]:
    """Passages of a collection, each with the product that its own heading names where it names one.

    A heading of a label's section ("Dosage") is looked through to the one above it.
    """
    known: dict[tuple[str, ...], str] = {}
    placed = []
    for passage in passages:
        path = passage.heading_path
        if path not in known:
            own = next((text for text in reversed(path) if not known_heading(text)), "")
            known[path] = medicine_of(_COUNT.sub("", own), product_of)
        product = known[path]
        keep = not product or passage.facts.get("product")
        placed.append(passage if keep else passage.model_copy(update={"facts": {**passage.facts, "product": product}}))
    return tuple(placed)


# --- one product ------------------------------------------------------------------------------------------------------


def _own(
    names: Sequence[str],
    blocks: Sequence[Block] | Sequence[PassageDraft],
    low: Sequence[str],
    facts: SourceFacts,
    filename: str,
) -> Iterator[str]:
    """Those of the names that the document's opening gives, or that are told of as its own.

    ``low``: the words of the blocks, case-folded.
    """
    lines = [b.text for b in blocks if b.kind in _LINES and b.section not in _OTHERS][:_OPENING]
    heads = " \n".join((facts.title, *lines))
    over = f"{heads} \n{filename}".casefold()
    bodies = [text for at, text in zip([b.section for b in blocks], low, strict=True) if at not in _OTHERS]
    least = _LEAST if len(blocks) > _SHORT else 1
    rivals = _opening_names(heads, filename)
    most = max((_holding(bodies, rival) for rival in rivals), default=0)
    opening = [b.text for b in blocks[:_SHORT]]
    with_rival = {
        name.casefold()
        for text in (facts.title, *opening)
        if (found := names_in(text)) and rivals & {name.casefold() for name in found}
        for name in found
    }
    for name in dict.fromkeys(names):
        bare = name.casefold()
        told = bare in over or bare in with_rival
        if told or ((times := _holding(bodies, bare)) >= least and most < _RIVALS * times):
            yield name


def _opening_names(heads: str, filename: str) -> set[str]:
    """What the title and the first lines call the product: a name with its strength or mark, or with the file's."""
    stem = {match[0].casefold() for match in _WORD.finditer(_stem(filename))}
    said = {match[0].casefold() for match in _WORD.finditer(heads)}
    dosed = {match[1].casefold() for rule in (_DOSED, _MARKED) for match in rule.finditer(heads)}
    return dosed | (stem & said)


def _stem(filename: str) -> str:
    return re.sub(r"[_.]", " ", filename.rpartition(".")[0])


def _marked_names(text: str) -> Iterator[str]:
    """The word before each mark of registration; looked for backwards from the mark, for the pattern is slow."""
    end = 0
    for mark in _MARK.finditer(text):
        if found := _MARKED.search(text, max(end, mark.start() - _LONGEST), mark.end()):
            yield found[1]
        end = mark.end()


_KIND = han.compile(r"(?:胰岛素|疫苗|球蛋白|维生素|干扰素|激素|单抗|霉素|激酶)$")
"""Words that many medicines end in: what stands before them tells which, so the end alone is another product."""
_OF_A_KIND = han.compile(r"(?:通用名称?\s*[:：]\s*|^)[\u3400-\u9fff]{2,6}(?<!人)(?:胰岛素|疫苗|球蛋白|干扰素|激素)")
_KINDS = ("insulin", "胰岛素", "胰島素", "vaccine", "疫苗", "interferon", "干扰素")
"""A label of one of a kind, and what the kind is called, which is not its name."""


def _ends(name: str) -> list[str]:
    """A name; of Chinese or Japanese words before a mark also their last characters, since no space parts them."""
    if not re.fullmatch(r"[\u3040-\u9fff]{4,}", name) or _KIND.search(name):
        return [name]
    return [name, name[-3:], name[-4:], name[-2:]]
