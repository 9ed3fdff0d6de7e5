"""What frames a saved web page: menus, the way to the page, search boxes, the foot of the site. No content.

By the roles and elements of HTML (https://www.w3.org/TR/html-aria/) and by lists of nothing but links. What frames the
page is set as ``nav``, which is read as page header; no word is taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.markup.cells import SKIPPED, tag_of

_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar", "complementary"))
_LINES = frozenset(("p", "div", "span", "li", "small"))
_MOST = 0.3
"""Share of the page's own words beyond which something is no frame, whatever role it bears."""
_FILE_SIZE = 60
"""Letters that may stand beside the link of a line: the kind and size of the file it leads to."""


def set_frame_apart(tree: Any) -> None:
    """Set what frames the page below ``tree`` (an lxml element) as ``nav``, without blocks of other kinds inside."""
    said = _own_words(tree)
    framed = [element for element in _framing(tree) if _own_words(element) <= _MOST * said]
    for element in [*framed, *(one for one in tree.iter("ul", "ol") if _only_links(one)), *_lines_of_links(tree)]:
        element.tag = "nav"
        for inner in element.iterdescendants():
            if tag_of(inner) not in ("", "a", "br", "img") and not SKIPPED.fullmatch(tag_of(inner)):
                inner.tag = "div" if tag_of(inner) not in ("span", "b", "strong", "em", "i", "sup", "sub") else "span"


def _framing(tree: Any) -> Iterator[Any]:
    """What the page itself names as its frame, and what stands outside its main part where that holds most words."""
    for element in tree.iter():
        if tag_of(element) == "nav" or (element.get("role") in _ROLES and tag_of(element) not in ("html", "body")):
            yield element
    mains = [e for e in tree.iter() if tag_of(e) == "main" or e.get("role") == "main"]
    if len(mains) != 1 or 2 * _own_words(mains[0]) < _own_words(tree):
        return
    kept = {mains[0], *mains[0].iterancestors()}
    for outer in mains[0].iterancestors():
        yield from (
            e for e in outer if tag_of(e) not in ("", "head") and e not in kept and not SKIPPED.fullmatch(tag_of(e))
        )


def _lines_of_links(tree: Any) -> Iterator[Any]:
    """Lines that lead to the top of the page or to a file, and say nothing else."""
    for link in tree.iter("a"):
        line = link.getparent()
        target = (link.get("href") or "").casefold().split("?")[0]
        if line is None or tag_of(line) not in _LINES or not _is_link(link) or not "".join(link.itertext()).strip():
            continue
        beside = _letters("".join(line.itertext())) - _letters("".join(link.itertext()))
        is_file = target.endswith((".pdf", ".doc", ".docx", ".zip"))
        if (target in ("#", "#top") and not beside) or (is_file and beside + _letters(link.text or "") < _FILE_SIZE):
            yield line


def _own_words(element: Any) -> int:
    """Letters in the element that stand in no link, no script and no choice of a form."""
    tag = tag_of(element)
    if not tag or SKIPPED.fullmatch(tag) or _is_link(element):
        return 0
    return _letters(element.text or "") + sum(_own_words(child) + _letters(child.tail or "") for child in element)


def _only_links(listed: Any) -> bool:
    """Is each of two or more items of a list a link and nothing else?"""
    items = [item for item in listed if tag_of(item) == "li"]
    return len(items) > 1 and all(not _own_words(item) and any(_is_link(e) for e in item.iter()) for item in items)


def _is_link(element: Any) -> bool:
    return tag_of(element) == "a" and bool(element.get("href"))


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)
