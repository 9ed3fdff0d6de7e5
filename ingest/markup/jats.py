"""Articles as journals deposit them (JATS, ANSI/NISO Z39.96, and its forerunner NLM DTD) to blocks.

The article's own elements become the HTML that says the same (``sec/title`` a heading of its depth, ``table-wrap`` a
table with its caption and the notes under it), and are then read as every page is. Who wrote, printed and paid for it
stands apart as header lines. What cannot be words is a loss: pictures, formulas with a structure, letters of reviewers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.markup.blocks import Place, Walker
from ingest.markup.web import lost_pictures, symbol_warnings
from ingest.reading import Block, Limits, Raw
from library.errors import Refused
from library.models import DocumentClass, Loss, PassageKind, SourceFacts

_NEXT = "Get the article again from the journal, or take its PDF."
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+article\b[^>\[]*>", re.IGNORECASE)
"""A document type without declarations of its own: it only names the article's schema, which is never fetched."""
_STUDIES = frozenset(
    ("research-article", "brief-report", "case-report", "clinical-trial", "meta-analysis", "systematic-review",
     "rapid-communication", "review-article")
)  # fmt: skip
_INLINE = {"italic": "em", "bold": "strong", "sup": "sup", "sub": "sub", "underline": "u", "break": "br"}
_NAMES = {"xref", "ext-link", "named-content", "styled-content", "email", "uri", "sc", "monospace", "roman", "abbrev"}
_SHAPED = frozenset(("mfrac", "msup", "msub", "msubsup", "mroot", "msqrt", "munder", "mover", "munderover", "mtable"))
_ABOUT = ("journal-title", "article-id", "contrib", "aff", "corresp", "fn", "pub-date", "kwd", "copyright-statement",
          "license", "funding-statement")  # fmt: skip
_HEADINGS = {
    "abstract": {"de": "Zusammenfassung", "zh": "摘要", "ja": "要旨"},
    "thanks": {"de": "Danksagung", "zh": "致谢", "ja": "謝辞"},
    "references": {"de": "Literatur", "zh": "参考文献", "ja": "文献"},
}


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of one article. Raises Refused for broken XML, one that declares entities and one without words."""
    from lxml import etree, html  # only where an article is read

    data = _DOCTYPE.sub(b"", data, count=1)
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data, re.IGNORECASE):
        raise Refused("ingest.doctype", "The article declares a document type of its own.", _NEXT)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        article = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("ingest.broken", "The file is not well-formed XML.", _NEXT) from error
    made = _Page(html.Element("html"), _language(article))
    made.article(article)
    walker = Walker(Place())
    blocks = [*_about(article), *walker.walk(made.page)]
    if not any(block.kind is PassageKind.PARAGRAPH for block in blocks):
        raise Refused("ingest.no_text", "The article holds no text.", _NEXT)
    losses = [lost_pictures(made.pictures)] if made.pictures else []
    for count, message in (
        (made.formulas, "A formula with a structure stands as “[formula]”."),
        (made.letters, "Letters of reviewers and authors after the article were left out."),
    ):
        losses += [Loss(code="ingest.words_left_out", message=message, count=count)] if count else []
    return Raw(blocks, 1, tuple(losses), symbol_warnings(*walker.symbols), _facts(article))


class _Page:
    """An article set again as a page; ``pictures``, ``formulas``, ``letters`` count what has no words in it."""

    def __init__(self, page: Any, language: str) -> None:
        self.page = page
        self._language = language
        self.pictures = self.formulas = self.letters = 0

    def article(self, article: Any) -> None:
        body = self._new(self.page, "body")
        title = article.find("front//article-title")
        if title is not None:
            self._words(title, self._new(body, "h1"))
        for abstract in (*article.iterfind("front//abstract"), *article.iterfind("front//trans-abstract")):
            if abstract.find("title") is None:
                self._new(body, "h2").text = _HEADINGS["abstract"].get(self._language, "Abstract")
            self._inside(abstract, body, 2)
        for part in ("body", "back", "floats-group"):
            for element in article.iterfind(part):
                self._inside(element, body, 1)
        self.letters = sum(1 for _ in article.iter("sub-article", "response"))

    def _inside(self, element: Any, into: Any, depth: int) -> None:
        for child in element:
            if isinstance(child.tag, str):
                self._block(child, _name(child), into, depth)

    def _block(self, child: Any, tag: str, into: Any, depth: int) -> None:
        if tag == "title":
            self._titled(child, into, depth)
        elif tag == "ack" and child.find("title") is None:
            self._new(into, "h2").text = _HEADINGS["thanks"].get(self._language, "Acknowledgements")
            self._inside(child, into, depth + 1)
        elif tag in ("sec", "app", "ack", "boxed-text", "glossary", "notes", "fn-group", "app-group", "bio"):
            self._inside(child, into, depth + (tag not in ("app-group", "fn-group")))
        elif tag == "caption":
            self._inside(child, into, depth)
        elif tag == "ref-list":
            self._references(child, into)
        elif tag == "list":
            self._list(child, into, depth)
        elif tag == "def-list":
            for item in child.iterfind("def-item"):
                self._words(item, self._new(into, "p"))
        elif tag in ("table-wrap", "table-wrap-group"):
            self._tables(child, into)
        elif tag in ("fig", "fig-group", "supplementary-material", "media"):
            self._figure(child, into)
        elif tag in ("graphic", "inline-graphic"):
            self.pictures += 1
        elif tag not in ("label", "object-id", "sec-meta", "alternatives") and "".join(child.itertext()).strip():
            self._paragraph(child, into, depth)

    def _titled(self, title: Any, into: Any, depth: int) -> None:
        heading = self._new(into, f"h{min(6, depth)}")
        label = title.getparent().find("label")
        if label is not None:
            heading.text = f"{_plain(label)} "
        self._words(title, heading)

    def _paragraph(self, element: Any, into: Any, depth: int) -> None:
        """A paragraph; lists, tables and figures that stand inside it come after it."""
        self._words(element, self._new(into, "p"))
        for inner in element.iter("list", "table-wrap", "fig", "boxed-text", "def-list"):
            if not any(_name(above) in _SET_APART for above in inner.iterancestors() if _within(above, element)):
                self._block(inner, _name(inner), into, depth)

    def _list(self, element: Any, into: Any, depth: int) -> None:
        made = self._new(into, "ol" if element.get("list-type") in ("order", "arabic") else "ul")
        for item in element.iterfind("list-item"):
            entry = self._new(made, "li")
            for child in item:
                tag = _name(child)
                if tag in ("list", "table-wrap", "fig"):
                    self._block(child, tag, entry, depth)
                elif tag:
                    self._words(child, self._new(entry, "span"))

    def _references(self, element: Any, into: Any) -> None:
        title = element.find("title")
        said = _plain(title) if title is not None else ""
        self._new(into, "h2").text = said or _HEADINGS["references"].get(self._language, "References")
        made = self._new(into, "ol")
        for reference in element.iter("ref"):
            cited = next((c for c in reference if _name(c) not in ("label", "")), None)
            if cited is not None:
                self._new(made, "li").text = _cited(cited)

    def _tables(self, element: Any, into: Any) -> None:
        tables = list(element.iter("table"))
        if not tables:
            self.pictures += 1
        said = element.find("label") is not None or element.find("caption") is not None
        for number, table in enumerate(tables):
            made = self._new(into, "table")
            if said and not number:
                self._captioned(element, self._new(made, "caption"))
            self._cells(table, made)
        if said and not tables:
            self._captioned(element, self._new(into, "figcaption"))
        for foot in element.iter("table-wrap-foot"):
            for note in [e for e in foot.iter("fn", "p") if _name(e) == "fn" or e.getparent().tag != "fn"]:
                line = self._new(into, "p")
                if (label := note.find("label")) is not None and _plain(label):
                    self._new(line, "sup").text = _plain(label)
                    line[-1].tail = " "
                self._words(note, line)

    def _cells(self, element: Any, into: Any) -> None:
        for child in element:
            tag = _name(child)
            if tag in ("thead", "tbody", "tfoot", "tr"):
                self._cells(child, self._new(into, tag))
            elif tag in ("td", "th"):
                cell = self._new(into, tag)
                for name in ("rowspan", "colspan"):
                    if (child.get(name) or "").isdigit():
                        cell.set(name, child.get(name))
                self._words(child, cell)

    def _figure(self, element: Any, into: Any) -> None:
        self.pictures += sum(1 for _ in element.iter("graphic", "media"))
        for caption in element.iter("caption"):
            self._captioned(caption.getparent(), self._new(into, "figcaption"))

    def _captioned(self, element: Any, into: Any) -> None:
        """The label and the caption of a table or figure as one line: its title, then its explanation."""
        for part in (element.find("label"), *(element.find("caption") if element.find("caption") is not None else ())):
            if part is not None and _name(part):
                self._words(part, into)
                self._add(into, " ")

    def _words(self, element: Any, into: Any) -> None:
        """The words below ``element``, with what raises, lowers and stresses them; set-apart parts stay out."""
        self._add(into, element.text)
        for child in element:
            tag = _name(child)
            if tag in _INLINE:
                self._words(child, self._new(into, _INLINE[tag]))
            elif tag in ("inline-formula", "disp-formula", "math"):
                self._add(into, self._formula(child))
            elif tag in ("graphic", "inline-graphic"):
                self.pictures += 1
            elif tag and tag not in _SET_APART and tag != "label":
                self._words(child, into)
                self._add(into, "" if tag in _NAMES else " ")
            self._add(into, child.tail)

    def _formula(self, element: Any) -> str:
        parts = {_name(e) for e in element.iter()}
        shown = [e for e in element.iter() if _name(e) == "math"] or [element]
        if parts & _SHAPED or ("tex-math" in parts and "math" not in parts) or not _plain(shown[0]):
            self.formulas += 1
            return "[formula]"
        return "".join("".join(shown[0].itertext()).split())

    @staticmethod
    def _add(into: Any, text: str | None) -> None:
        if not text:
            return
        if len(into):
            into[-1].tail = (into[-1].tail or "") + text
        else:
            into.text = (into.text or "") + text

    @staticmethod
    def _new(into: Any, tag: str) -> Any:
        element = into.makeelement(tag, {})
        into.append(element)
        return element


_SET_APART = frozenset(("list", "table-wrap", "fig", "boxed-text", "def-list", "fn", "object-id"))


def _within(element: Any, outer: Any) -> bool:
    return element is not outer and any(above is outer for above in element.iterancestors())


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _plain(element: Any) -> str:
    """The words of an element on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _cited(element: Any) -> str:
    """A reference as one line: as printed, or its parts with a full stop between them."""
    if _name(element) == "mixed-citation":
        return _plain(element)
    parts = []
    for child in element:
        if _name(child) == "person-group":
            parts.append(", ".join(" ".join(" ".join(name.itertext()).split()) for name in child))
        else:
            parts.append(_plain(child))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _about(article: Any) -> Iterator[Block]:
    """Who wrote, printed and paid for the article: header lines, no content."""
    counts: dict[str, int] = {}
    front = article.find("front")
    for element in front.iter(*_ABOUT) if front is not None else ():
        tag = _name(element)
        counts[tag] = counts.get(tag, 0) + 1
        words = " ".join(" ".join(element.itertext()).split())
        if words:
            yield Block(PassageKind.HEADER, words, path=f"front/{tag}[{counts[tag]}]")


def _language(article: Any) -> str:
    return str(article.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()


def _facts(article: Any) -> SourceFacts:
    kind = article.get("article-type") or ""
    study = kind in _STUDIES
    return SourceFacts(
        title=_plain(article.find("front//article-title")),
        document_class=DocumentClass.PUBLICATION if study else DocumentClass.OTHER,
        language=_language(article),
        words={"document_class": f"article-type {kind}"} if study else {},
    )
