"""Japanese package inserts as the regulator publishes them: XML with an element for each item of the insert.

Sections carry their number and title in the comment before them, else by the name of their element; what the format
fixes without writing it (the heads of the table of interactions, the label of storage) is given as it is printed.
Cross-references to items and the numbers of references are marks of the print: they are facts, not words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.lines.marks import by_mark
from ingest.lines.merged import Spanning, spread
from ingest.markup.cells import undeclared_header
from ingest.markup.web import lost_pictures
from ingest.reading import Block, Limits, Raw, join_cells, superscript
from ingest.sections.assign import heading_number
from ingest.sections.names import JAPAN, Section
from library.errors import Refused
from library.models import DocumentClass, Loss, PassageKind, SourceFacts

_NEXT = "Download the insert again from the regulator's site."
_ITEMS = {
    "ContraIndications": "2. 禁忌", "CompositionAndProperty": "3. 組成・性状", "Composition": "3.1 組成",
    "Property": "3.2 製剤の性状", "IndicationsOrEfficacy": "4. 効能又は効果",
    "EfficacyRelatedPrecautions": "5. 効能又は効果に関連する注意", "InfoDoseAdmin": "6. 用法及び用量",
    "ImportantPrecautions": "8. 重要な基本的注意", "UseInSpecificPopulations": "9. 特定の背景を有する患者に関する注意",
    "PatientsWithRenalImpairment": "9.2 腎機能障害患者", "UseInPregnant": "9.5 妊婦", "UseInNursing": "9.6 授乳婦",
    "PediatricUse": "9.7 小児等", "UseInTheElderly": "9.8 高齢者", "Interactions": "10. 相互作用",
    "PrecautionsForCombinations": "10.2 併用注意", "AdverseEvents": "11. 副作用",
    "SeriousAdverseEvents": "11.1 重大な副作用", "OtherAdverseEvents": "11.2 その他の副作用",
    "InfluenceOnLaboratoryValues": "12. 臨床検査結果に及ぼす影響", "OtherPrecautions": "15. その他の注意",
    "Pharmacokinetics": "16. 薬物動態", "ResultsOfClinicalTrials": "17. 臨床成績",
    "EfficacyPharmacology": "18. 薬効薬理", "PhyschemOfActIngredients": "19. 有効成分に関する理化学的知見",
    "Package": "22. 包装", "MainLiterature": "23. 主要文献",
    "AddresseeOfLiteratureRequest": "24. 文献請求先及び問い合わせ先", "NameAddressManufact": "26. 製造販売業者等",
}  # fmt: skip
"""Titles of items by the names of their elements, for files without the comments."""
_HEAD = "PackageInsertNo|CompanyIdentifier|DateOfPreparationOrRevision|Sccj|TrademarkInEnglish|BrandNameInHiragana"
_ASIDE = re.compile(f"{_HEAD}|BrandCode|ApprovalAndLicenseNo|StartingDateOfMarketing|RegulatoryClassification")
_STORED = {"StorageMethod": "貯法", "ShelfLife": "有効期間"}
_INTERACTIONS = ("薬剤名等", "臨床症状・措置方法", "機序・危険因子")
_REVISED = {"今回": "＊＊", "前回": "＊"}
"""The marks that the print puts beside what this and the last revision changed."""


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of an insert. Raises Refused for broken markup or another document of the same format."""
    from lxml import etree  # only where such a file is read

    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data[:65536], re.IGNORECASE):
        raise Refused("ingest.doctype", "The insert declares a document type.", _NEXT)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Refused("ingest.broken", "The insert is not well-formed XML.", _NEXT) from error
    if _tag(root) != "PackIns":
        raise Refused("ingest.unknown_type", "This is no package insert.", _NEXT)
    walk = _Walk(root)
    walk.children(root, _Place())
    if not any(b.level for b in walk.blocks):
        raise Refused("ingest.no_sections", "The insert holds no items.", _NEXT)
    losses: tuple[Loss, ...] = (lost_pictures(walk.pictures),) if walk.pictures else ()
    if walk.unnamed:
        told = f"Items without a title: {', '.join(walk.unnamed[:5])}."
        losses += (Loss(code="ingest.section_not_named", message=told, count=len(walk.unnamed)),)
    title = next((b.text for b in walk.blocks if b.kind is PassageKind.TITLE), "")
    return Raw(walk.blocks, sum(1 for b in walk.blocks if b.level == 2), losses, facts=_facts(root, title))


def _facts(root: Any, title: str) -> SourceFacts:
    version = next((_said(e) for e in root.iter() if _tag(e) == "Version"), "")
    number = next((_said(e) for e in root.iter() if _tag(e) == "PackageInsertNo"), "")
    words = {"market": "info.pmda.go.jp package_insert", "document_class": "PackIns", "product": title}
    return SourceFacts(
        title=title,
        document_class=DocumentClass.LABEL,
        market="JP",
        language="ja",
        material_code=number,
        version_label=version,
        product=title,
        words={**words, **({"version_label": version} if version else {})},
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """The item that an element stands in: its number, its level and its section."""

    number: str = ""
    level: int = 1
    section: Section = Section.OTHER
    path: str = ""
    group: str | None = None


@dataclass
class _Words:
    """The lines of an element's words, and the references that its marks point to."""

    lines: list[str] = field(default_factory=lambda: [""])
    cited: list[str] = field(default_factory=list)
    see: list[str] = field(default_factory=list)
    pictures: int = 0


class _Walk:
    """Walks an insert once; ``blocks`` holds what it found."""

    def __init__(self, root: Any) -> None:
        references = [e.get("id") or "" for e in root.iter() if _tag(e) == "Reference"]
        self._numbers = {name: str(n) for n, name in enumerate(references, 1)}
        self._items: dict[str, str] = {}
        self.blocks: list[Block] = []
        self.pictures = 0
        self.tables = 0
        self.lists = 0
        self.unnamed: list[str] = []

    def children(self, element: Any, place: _Place) -> None:
        """Blocks of what stands in ``element``; a comment names the item after it."""
        comment = ""
        for child in element:
            if not isinstance(child.tag, str):
                comment = " ".join((child.text or "").split())
                continue
            self._element(child, place, comment)
            comment = ""

    def _element(self, element: Any, place: _Place, comment: str) -> None:
        tag = _tag(element)
        if element.get("heading") == "fixing":
            place = self._opened(element, tag, place, comment)
        if tag == "ApprovalBrandName":
            self._text(element, place, PassageKind.TITLE, level=1)
        elif tag in _STORED:
            row = f"{_STORED[tag]}\t{self._cell(element)}"
            self.blocks.append(Block(PassageKind.TABLE_ROW, row, path=tag, group="table-0", section=Section.STORAGE))
        elif _ASIDE.fullmatch(tag):
            if said := _said(element):
                self.blocks.append(Block(PassageKind.HEADER, said, path=tag))
        elif tag in ("Detail", "Lang", "CommonPrecautionsForAdverse"):
            self._text(element, place)
        elif tag == "Reference":
            self._text(element, place, PassageKind.REFERENCE, marker=self._numbers[element.get("id") or ""])
        elif tag == "Header":
            self._text(element, place, PassageKind.HEADING, level=place.level + 1, marker=_own(place))
        elif tag in ("OrderedList", "UnorderedList", "SimpleList"):
            self.lists += 1
            self._list(element, replace(place, group=f"list-{self.lists}"))
        elif tag in ("TblBlock", "PrecautionsForCombi", "ContraIndicatedCombi", "OtherAdverse", "CompositionTable"):
            self._table(element, tag, place)
        elif tag == "PropertyTable":
            self._properties(element, place)
        elif tag == "OtherInformation":
            self._other(element, place)
        elif tag not in ("WidthDefinition", "Col"):
            self.children(element, place)

    def _other(self, element: Any, place: _Place) -> None:
        """A sub-item of the insert's own naming: the file gives it no number."""
        inner = _Place("", place.level + 1, place.section, element.get("id") or place.path)
        for child in element:
            if _tag(child) == "Header":
                self._text(child, inner, PassageKind.HEADING, level=inner.level)
            elif isinstance(child.tag, str):
                self._element(child, inner, "")

    def _opened(self, element: Any, tag: str, place: _Place, comment: str) -> _Place:
        """The item's heading, and the place of what stands in it."""
        title = comment if heading_number(comment)[0] else _ITEMS.get(tag, "")
        number = heading_number(title)[0]
        if not number:
            self.unnamed.append(tag)
            return place
        section = JAPAN.get(number) or JAPAN.get(number.split(".")[0]) or Section.OTHER
        level = 2 + number.count(".")
        path = element.get("id") or tag
        self.blocks.append(Block(PassageKind.HEADING, title, level, path=path, section=section))
        return _Place(number, level, section, path)

    def _list(self, element: Any, place: _Place) -> None:
        ordered = _tag(element) == "OrderedList"
        items = [child for child in element if _tag(child) == "Item"]
        for number, item in enumerate(items, 1):
            told = re.fullmatch(rf"{re.escape(place.path)}_(\d+)", item.get("id") or "")
            headed = any(_tag(child) == "Header" for child in item)
            depth = place.number.count(".")
            own = f"{place.number}.{told[1]}" if told and place.number and depth < 2 else ""
            if headed and ordered and not own:  # the print counts them: 9.1.1, and inside that （1）
                own = f"{place.number}.{number}" if depth == 1 else f"（{number}）" if depth > 1 else ""
            marker = own or (f"（{number}）" if ordered else "•" if _tag(element) == "UnorderedList" else "")
            inner = replace(place, number=own if own[:1].isdigit() else place.number, level=place.level + int(headed))
            for child in item:
                if _tag(child) == "Header":
                    self._text(child, inner, PassageKind.HEADING, level=inner.level, marker=own)
                elif _tag(child) == "Detail" and not headed and marker:
                    self._text(child, inner, PassageKind.LIST_ITEM, marker=marker)
                    marker = ""
                elif isinstance(child.tag, str):
                    self._element(child, inner if headed else replace(place, number=inner.number), "")

    # -- words

    def _text(
        self,
        element: Any,
        place: _Place,
        kind: PassageKind = PassageKind.PARAGRAPH,
        *,
        level: int = 0,
        marker: str = "",
    ) -> None:
        words = self._words(element)
        for number, line in enumerate(filter(None, (" ".join(line.split()) for line in words.lines))):
            facts = {"marker": marker} if marker and number == 0 else {}
            if mark := _revised(element):
                facts["revised"] = mark
            if words.cited:
                facts["cited"] = ",".join(dict.fromkeys(words.cited))
            grouped = place.group if kind is PassageKind.LIST_ITEM and number == 0 else None
            shown = kind if number == 0 or level else PassageKind.PARAGRAPH
            block = Block(shown, line, level, path=place.path, facts=facts, group=grouped, section=place.section)
            self.blocks.append(block)

    def _words(self, element: Any) -> _Words:
        found = _Words()
        self._gather(element, found)
        found.lines = [_LOOSE_COMMAS.sub("", line) for line in found.lines]
        self.pictures += found.pictures
        return found

    def _gather(self, element: Any, found: _Words) -> None:
        self._add(element.text, found)
        for child in element:
            tag = _tag(child)
            if tag == "ReferenceBookRef":
                found.cited += filter(None, [self._numbers.get(child.get("ref") or "")])
            elif tag == "HeaderRef":
                found.see.append(child.get("ref") or "")
            elif tag == "Sup":
                self._add(superscript("".join(child.itertext())), found)
            elif tag.endswith("Graphic"):
                found.pictures += 1
            elif isinstance(child.tag, str):
                if tag in _OWN_LINE and found.lines[-1].strip():
                    found.lines.append("")
                self._gather(child, found)
            elif str(getattr(child, "target", "")) == "enter":
                found.lines.append("")
            tail = child.tail or ""
            self._add(tail if not re.fullmatch(r"\s*[,，、]\s*", tail) or tag not in _MARKS else "", found)

    @staticmethod
    def _add(text: str | None, found: _Words) -> None:
        found.lines[-1] += text if text and text.strip() else ""

    # -- tables

    def _table(self, element: Any, tag: str, place: _Place) -> None:
        self.tables += 1
        group = f"table-{self.tables}"
        for caption in (e for e in element if _tag(e) == "TblCaption"):
            block = Block(PassageKind.CAPTION, self._cell(caption), path=place.path, group=group, section=place.section)
            self.blocks += [block] if block.text else []
        rows, heads = self._rows(element, tag)
        width = max((c.column + c.width for row in rows for c in row), default=0)
        for number, row in enumerate(spread(rows, width), 1):
            text, _ = join_cells([(words, ()) for words, _ in row.cells])
            if text.strip():
                kind = PassageKind.TABLE_HEADER if number <= heads else PassageKind.TABLE_ROW
                facts = {"row": str(number), "columns": row.columns}
                self.blocks.append(Block(kind, text, path=place.path, group=group, facts=facts, section=place.section))
        for foot in (e for e in element if _tag(e) == "SimpTblFoot"):
            note = by_mark(Block(PassageKind.PARAGRAPH, self._cell(foot), path=place.path, section=place.section))
            self.blocks += [replace(note, kind=PassageKind.FOOTNOTE, group=group)] if note.text else []

    def _properties(self, element: Any, place: _Place) -> None:
        """What the product looks like: a row for each property that has words, its picture left out."""
        self.tables += 1
        for row in (e for e in element.iter() if _tag(e) in _PROPERTIES):
            title = next((self._cell(e) for e in row if _tag(e) in _TITLES), _PROPERTIES[_tag(row)])
            said = [self._shown(e) for e in row if _tag(e) not in _TITLES and isinstance(e.tag, str)]
            if title and (words := " ".join(filter(None, said))):
                group = f"table-{self.tables}"
                text = f"{title}\t{words}"
                self.blocks.append(
                    Block(PassageKind.TABLE_ROW, text, path=place.path, group=group, section=place.section)
                )

    def _shown(self, element: Any) -> str:
        """The words of a property; "" for the name of a view of which only a picture is given."""
        detail = [e for e in element if _tag(e) == "ContentDetail"]
        return self._cell(element) if not detail or any(self._cell(e) for e in detail) else ""

    def _rows(self, element: Any, tag: str) -> tuple[list[list[Spanning]], int]:
        """The rows of a table and how many of them head it."""
        if tag == "OtherAdverse":
            return self._adverse(element), 1
        if tag == "CompositionTable":
            rows = [row for row in element if isinstance(row.tag, str)]
            named = [
                (_COMPOSED.get(_tag(row), ""), [self._cell(e) for e in row if isinstance(e.tag, str)]) for row in rows
            ]
            return [_row([name, " ".join(filter(None, cells))] if name else cells) for name, cells in named], 0
        if tag != "TblBlock":
            drugs = [e for e in element if _tag(e) == "Drug"]
            return [_row(_INTERACTIONS), *(_row([self._cell(part) for part in drug]) for drug in drugs)], 1
        rows = []
        for row in (e for e in element.iter() if _tag(e) == "SimpTblRow"):
            line, column = list[Spanning](), 0
            for cell in (e for e in row if _tag(e) == "SimpTblCell"):
                width = int(cell.get("colspan") or 1) if (cell.get("colspan") or "1").isdigit() else 1
                height = int(cell.get("rowspan") or 1) if (cell.get("rowspan") or "1").isdigit() else 1
                line.append(Spanning(self._cell(cell), column, width, height))
                column += width
            rows.append(line)
        texts = [[cell.text for cell in row] for row in rows]
        opens = bool(texts) and len(texts[0]) > 1 and not texts[0][0] and any(texts[0][1:])
        return rows, undeclared_header(texts) or int(opens)

    def _adverse(self, element: Any) -> list[list[Spanning]]:
        """Kinds of reactions by how often they come, as the print sets them."""
        kinds = {e.get("id"): self._cell(e) for e in element.iter() if _tag(e) == "Category"}
        often = {e.get("id"): self._cell(e) for e in element.iter() if _tag(e) == "Frequency"}
        told: dict[tuple[str, str], list[str]] = {}
        for reaction in (e for e in element.iter() if _tag(e) == "AdverseReactionDescription"):
            key = (reaction.get("categoryRef") or "", reaction.get("frequencyRef") or "")
            told.setdefault(key, []).append(self._cell(reaction))
        rows = [_row(["", *often.values()])]
        for name, kind in kinds.items():
            rows.append(_row([kind, *(" ".join(told.get((str(name), str(f)), [])) for f in often)]))
        return rows

    def _cell(self, element: Any) -> str:
        return " ".join(filter(None, (" ".join(line.split()) for line in self._words(element).lines)))


_COMPOSED = {"ContainedAmount": "有効成分", "Additives": "添加剤"}
_PROPERTIES = {
    "IdCode": "識別コード",
    "Formulation": "剤形",
    "ColorTone": "色調",
    "Odor": "におい",
    "Taste": "味",
    "SizeDiameter": "直径",
    "SizeLongDiameter": "長径",
    "SizeShortDiameter": "短径",
    "SizeThickness": "厚さ",
    "OtherShape": "",
    "OtherSize": "",
    "OtherProperty": "",
}
"""Properties of the product in the table of the insert, with the name that the print gives those that bear none."""
_TITLES = ("ShapeTitle", "SizeTitle", "CategoryName", "Title")
_LOOSE_COMMAS = re.compile(r"[,，、\s]*[,，][,，、\s]*$|^[,，、\s]+$|[,，]+(?=[。．）)])")
"""Commas that stood between the numbers of references."""
_OWN_LINE = ("Item", "Detail", "Header")
"""What stands on a line of its own inside a cell: the names of a list of medicines."""
_MARKS = ("HeaderRef", "ReferenceBookRef")


def _row(cells: Any) -> list[Spanning]:
    return [Spanning(text, column) for column, text in enumerate(cells)]


def _own(place: _Place) -> str:
    return place.number if place.number.count(".") > 1 else ""


def _revised(element: Any) -> str:
    return next((_REVISED[said] for said in (element.get("modified") or "").split() if said in _REVISED), "")


def _said(element: Any) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def _tag(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
