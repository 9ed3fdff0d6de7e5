"""Structured labels to blocks: HL7 SPL (US) by its LOINC sections, FHIR ePI (EU) by its compositions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ingest.markup.blocks import Place, Walker
from ingest.markup.web import lost_pictures
from ingest.reading import Block, Limits, LineOfText, Raw, join_lines
from ingest.sections.assign import Family, Section, heading_number, loinc_section
from ingest.sections.heads import folded, names_of
from ingest.sections.parts import AUTHORISED_FOR_EMERGENCY
from library.errors import Refused
from library.models import DocumentClass, PassageKind, SourceFacts

_V3 = "{urn:hl7-org:v3}"
_FHIR = "{http://hl7.org/fhir}"
_NEXT = "Download the label again."


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of an SPL document or a FHIR ePI bundle. Raises Refused for broken or hostile XML."""
    from lxml import etree  # only where XML is read

    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data[:65536], re.IGNORECASE):
        raise Refused("ingest.doctype", "The label declares a document type.", _NEXT)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise Refused("ingest.broken", "The label is not well-formed XML.", _NEXT) from error
    return _spl(root) if root.tag == f"{_V3}document" else _epi(root)


@dataclass(slots=True)
class _Found:
    """What a walk over sections gathers."""

    blocks: list[Block] = field(default_factory=list)
    highlights: list[Block] = field(default_factory=list)
    pictures: int = 0
    tables: int = 0

    def narrative(self, element: Any, place: Place, into: list[Block]) -> None:
        """Blocks of an HTML-like narrative, its groups told apart from those before."""
        walker = Walker(place)
        self.tables += 1
        for block in walker.walk(element):
            group = f"{self.tables}-{block.group}" if block.group else None
            path = block.path if block.path and block.path.startswith(place.path) else f"{place.path}{block.path or ''}"
            into.append(replace(block, group=_named(group), path=path))
        self.pictures += walker.pictures


def _named(group: str | None) -> str | None:
    """``table-3-1`` of ``3-table-1``."""
    if group is None:
        return None
    number, kind, rest = group.split("-", 2)
    return f"{kind}-{number}-{rest}"


def _text(element: Any) -> str:
    words = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return join_lines([LineOfText(words, 0, (0, 0, 0, 0))])[0]


# --- SPL --------------------------------------------------------------------------------------------------------------


def _spl(root: Any) -> Raw:
    found = _Found()
    body = root.find(f"{_V3}component/{_V3}structuredBody")
    for component in body.findall(f"{_V3}component") if body is not None else ():
        section = component.find(f"{_V3}section")
        if section is not None:
            _spl_section(section, None, 1, found)
    title = root.find(f"{_V3}title")
    head = Block(PassageKind.TITLE, _text(title), level=1, path="title", section=Section.HIGHLIGHTS)
    blocks = [*([head] if head.text else []), *found.highlights, *_by_title(found.blocks)]
    pages = sum(1 for b in found.blocks if b.level == 2) or 1
    losses = (lost_pictures(found.pictures),) if found.pictures else ()
    return Raw(blocks, pages, losses, facts=_spl_facts(root, head.text))


def _spl_section(section: Any, inherited: Section | None, depth: int, found: _Found) -> None:
    """A section's title, narrative and sub-sections; unclassified ones belong to the section around them."""
    code_element = section.find(f"{_V3}code")
    code = code_element.get("code") or "" if code_element is not None else ""
    canonical = _placed(loinc_section(code), inherited, section)
    identity = section.get("ID") or code or "section"
    place = Place(path=f"{identity}/", section=canonical, level=depth)
    title = _text(section.find(f"{_V3}title"))
    if title:
        head = Block(PassageKind.HEADING, title, level=depth + 1, path=f"{identity}/title", section=canonical)
        found.blocks.append(replace(head, facts={"code": code} if code else {}))
    narrative = section.find(f"{_V3}text")
    if narrative is not None:
        told = len(found.blocks)
        found.narrative(narrative, place, found.blocks)
        if not title:
            found.blocks[told:] = _titled_by_first(found.blocks[told:], depth + 1)
    excerpt = section.find(f"{_V3}excerpt/{_V3}highlight/{_V3}text")
    if excerpt is not None:
        name = Section.RECENT_CHANGES if canonical is Section.RECENT_CHANGES else Section.HIGHLIGHTS
        if title:
            found.highlights.append(
                Block(PassageKind.HEADING, title, level=2, path=f"{identity}/highlight", section=name)
            )
        found.narrative(excerpt, Place(path=f"{identity}/highlight/", section=name, level=2), found.highlights)
    for component in section.findall(f"{_V3}component"):
        inner = component.find(f"{_V3}section")
        if inner is not None:
            _spl_section(inner, canonical, min(depth + 1, 8), found)


_MAY_HOLD_BOX = (None, Section.OTHER, Section.WARNINGS, Section.HIGHLIGHTS, Section.BOXED_WARNING)
_WARNS = re.compile(r"\b(?:warning|fatal|death|deaths|contraindicated|do not)\b", re.IGNORECASE)


def _placed(own: Section | None, inherited: Section | None, section: Any) -> Section:
    """The section by its code; a frame that warns of nothing, coded as boxed warning within another section, is of
    that one: labelers code any box so, also one around doses.
    """
    within = own is Section.BOXED_WARNING and inherited not in _MAY_HOLD_BOX
    if within and inherited is not None and not _WARNS.search(_text(section)):
        return inherited
    return own or inherited or Section.OTHER


def _titled_by_first(blocks: list[Block], level: int) -> list[Block]:
    """The narrative of a section without a title, whose first line may be one in bold: it stands beside the titled
    sections around it, and under none of them.
    """
    if not blocks or blocks[0].kind is not PassageKind.HEADING or blocks[0].level <= level:
        return blocks
    above = min(block.level for block in blocks if block.level) - level
    return [replace(block, level=block.level - above) if block.level else block for block in blocks]


def _by_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those that no code of their set places in the section that the headings over them name.

    Fact sheets of emergency use authorisations and letters carry most of their sections without a code.
    """
    names = names_of(Family.US_OLD)
    made: list[Block] = []
    open_: list[tuple[int, Section | None]] = []
    for block in blocks:
        if block.section != Section.OTHER:
            open_ = open_ if not block.level else [above for above in open_ if above[0] < block.level]
            made.append(block)
            continue
        if block.level:
            open_ = [above for above in open_ if above[0] < block.level]
            name = folded(heading_number(block.text)[1])
            open_.append((block.level, AUTHORISED_FOR_EMERGENCY.get(name) or names.get(name)))
        named = next((section for _, section in reversed(open_) if section is not None), Section.OTHER)
        made.append(replace(block, section=named))
    return made


def _spl_facts(root: Any, title: str) -> SourceFacts:
    names = [_text(e) for e in root.iter(f"{_V3}name") if _is_product(e)]
    words: dict[str, str] = {"market": "urn:hl7-org:v3 (structured product labeling)", "document_class": "SPL document"}
    product = _product(root)
    if product:
        words["product"] = f"manufacturedProduct name {product}"
    effective = root.find(f"{_V3}effectiveTime")
    day = _day(effective.get("value") or "") if effective is not None else None
    if day is not None and effective is not None:
        words["effective"] = f"effectiveTime {effective.get('value')}"
    version = root.find(f"{_V3}versionNumber")
    language = root.find(f"{_V3}languageCode")
    if version is not None:
        words["version_label"] = f"versionNumber {version.get('value')}"
    return SourceFacts(
        title=title if not names or any(n.lower() in title.lower() for n in names) else names[0],
        document_class=DocumentClass.LABEL,
        market="US",
        language=(language.get("code") or "")[:2] if language is not None else "",
        version_label=f"version {version.get('value')}" if version is not None else "",
        effective=day,
        product=product,
        words=words,
    )


_OVER_THE_COUNTER = "34390-5"
"""LOINC code of an over-the-counter label: its brand is worn by many medicines, which their substances tell apart."""


def _product(root: Any) -> str:
    """The one name the set gives all its products as data; "" where there are several, or for over-the-counter sets."""
    code = root.find(f"{_V3}code")
    if code is not None and code.get("code") == _OVER_THE_COUNTER:
        return ""
    names = {" ".join((e.text or "").split()) for e in root.iter(f"{_V3}name") if _is_product(e)} - {""}
    return min(names) if len({name.casefold() for name in names}) == 1 else ""


def _is_product(element: Any) -> bool:
    return element.getparent() is not None and element.getparent().tag == f"{_V3}manufacturedProduct"


def _day(value: str) -> date | None:
    found = re.match(r"(\d{4})(\d{2})(\d{2})", value)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


# --- FHIR ePI ---------------------------------------------------------------------------------------------------------


_PATIENTS = re.compile(
    r"prospecto|leaflet|packungsbeilage|notice|folheto|foglio|instructions for use|patient medication information|"
    r"\b100000155538\b",
    re.IGNORECASE,
)
"""Names of words for patients, and the code of a package leaflet in the European list of such parts."""
_OTHER_AUTHORITY = re.compile(r"^(?!.*ema\.europa).*https?://", re.DOTALL)
"""The types of the parts are coded in the list of an authority that is not the European one."""
_ON_THE_PACK = re.compile(
    r"\b(?:labelling\b(?! for\b)|(?:etiquetado|étiquetage|etikettierung|etikettering|etichettatura|rotulagem)\b)",
    re.IGNORECASE,
)
"""Names of the annex with the words on the packs (QRD template, annex IIIA); a "drug label" is a whole label."""


def _epi(root: Any) -> Raw:
    found = _Found()
    language, title, day = "", "", ""
    is_coded = False
    compositions = [(composition, _names(composition)) for composition in root.iter(f"{_FHIR}Composition")]
    for_patients = all(_PATIENTS.search(names) for _, names in compositions)
    for composition, names in compositions:
        language = language or _value(composition, "language")
        kind = _value(composition, "title")
        day = day or _value(composition, "date")
        coded = any(loinc_section(_loinc(section)) for section in composition.findall(f"{_FHIR}section"))
        is_coded = is_coded or coded
        part = Section.LEAFLET if _PATIENTS.search(names) else Section.LABELLING if _ON_THE_PACK.search(names) else None
        title = title or kind
        for inner in composition.findall(f"{_FHIR}section"):
            _epi_section(inner, None if coded or for_patients else part, 1, found)
    if not found.blocks:
        raise Refused("ingest.no_sections", "The bundle holds no product information.", _NEXT)
    pages = sum(1 for b in found.blocks if b.level == 1) or 1
    losses = (lost_pictures(found.pictures),) if found.pictures else ()
    facts = SourceFacts(
        title=title if is_coded else "",
        language=language[:2].lower(),
        document_class=DocumentClass.LEAFLET if for_patients and not is_coded else DocumentClass.LABEL,
        product=_medicine(root) if is_coded else "",
        market="US" if is_coded else "" if _OTHER_AUTHORITY.search(" ".join(n for _, n in compositions)) else "EU",
        effective=_day(day.replace("-", "")),
        words={"market": "FHIR electronic product information", "document_class": title},
    )
    if facts.product:
        facts = facts.model_copy(
            update={"words": {**facts.words, "product": f"manufacturedProduct productName {facts.product}"}}
        )
    return Raw(found.blocks, pages, losses, facts=facts)


def _names(composition: Any) -> str:
    """What a composition says it is: its type in words and code, and its title, which may name the medicine alone."""
    type_ = composition.find(f"{_FHIR}type")
    said = [e.get("value") or "" for e in type_.iter()] if type_ is not None else []
    return " | ".join([*said, _value(composition, "title")])


def _epi_section(section: Any, inherited: Section | None, depth: int, found: _Found) -> None:
    """A section's title, narrative and sub-sections; the codes of a US label place them, else the headings will."""
    canonical = loinc_section(_loinc(section)) or inherited
    title = _value(section, "title")
    path = f"section[{section.get('id') or len(found.blocks)}]/"
    if title:
        head = Block(PassageKind.HEADING, title, level=depth, path=f"{path}title", section=canonical)
        found.blocks.append(head)
    for narrative in _divisions(section):
        found.narrative(narrative, Place(path=path, section=canonical, level=depth), found.blocks)
    for inner in section.findall(f"{_FHIR}section"):
        _epi_section(inner, canonical, min(depth + 1, 8), found)


def _medicine(root: Any) -> str:
    """The one name before its mark or bracket that the bundle gives its products ("BRAND® (substance) Capsules")."""
    given = (_value(name, "productName") for name in root.iter(f"{_FHIR}name"))
    names = {found[1].strip().lower() for name in given if (found := re.match(r"([^®™(\d]{2,40}?)\s?[®™(]", name))}
    return min(names) if len(names) == 1 else ""


def _loinc(section: Any) -> str:
    """The section's code in LOINC, which US labels carry; "" where it has none."""
    for coding in section.findall(f"{_FHIR}code/{_FHIR}coding"):
        if _value(coding, "system") == "http://loinc.org":
            return _value(coding, "code")
    return ""


def _divisions(section: Any) -> Iterator[Any]:
    text = section.find(f"{_FHIR}text")
    if text is not None:
        yield from (child for child in text if isinstance(child.tag, str) and child.tag.endswith("}div"))


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_FHIR}{name}")
    return " ".join((found.get("value") or "").split()) if found is not None else ""
