"""HTML pages to blocks."""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import Any

from ingest.decode import decoded
from ingest.markup.blocks import Place, Walker
from ingest.markup.page_frame import set_frame_apart
from ingest.reading import Limits, Raw
from library.errors import Refused
from library.models import Loss, SourceFacts

_TORN = re.compile(r"(?:(?<=[\s>])|^)/?(?:span|div|font|strong|em|p|br|td|tr|li|h[1-6]|sup|sub)\s?/?>(?!\s*[\d.,=<≤])")
"""What is left of a tag whose ``<`` was lost (``bei span> Ratten``); ``p>0.05`` is none."""
_PARTED = re.compile(r"&(?:amp;)?\s{1,9}([A-Za-z]{2,8}\d{0,2});")
"""The name of a character, broken by a line behind its sign (``200 & micro;g``)."""


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of one page. Raises Refused for markup that cannot be read at all."""
    tree, title, language = parsed(data)
    set_frame_apart(tree)
    walker = Walker(Place())
    blocks = walker.walk(tree)
    losses = (lost_pictures(walker.pictures),) if walker.pictures else ()
    return Raw(blocks, 1, losses, symbol_warnings(*walker.symbols), SourceFacts(title=title, language=language))


def symbol_warnings(declared: int, inferred: int) -> tuple[str, ...]:
    """The warnings of characters that were read as the Symbol font shows them."""
    found = []
    if declared:
        found.append(f"ingest.symbol_font: {declared} characters are given as the Symbol font shows them.")
    if inferred:
        found.append(
            f"ingest.symbol_font: {inferred} characters of a style used for signs only are read as Symbol shows them"
            " (³ as ≥, £ as ≤, m as μ); compare them with the original."
        )
    return tuple(found)


def parsed(data: bytes) -> tuple[Any, str, str]:
    """``(tree, title, declared language or "")`` of an HTML page in any encoding."""
    from lxml import etree, html  # only where HTML is read

    text, _ = decoded(data)
    if text.lstrip().startswith("<?xml"):
        text = text[text.find("?>") + 2 :]
    text = _PARTED.sub(lambda m: f"&{m[1]};" if m[1] in name2codepoint else m[0], text)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused(
            "ingest.broken", "The page holds no markup that can be read.", "Save it again as HTML."
        ) from error
    _mend(tree)
    title = " ".join((tree.findtext(".//title") or "").split())
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()
    return tree, title, language if language in ("en", "zh", "ja", "de", "fr", "es", "pt", "it", "ko") else ""


def _mend(tree: Any) -> None:
    """Takes the rests of broken tags out of the words below ``tree``."""
    for element in tree.iter():
        words = element.text if isinstance(element.tag, str) and element.tag not in ("script", "style") else ""
        if words and ">" in words:
            element.text = _TORN.sub("", words)
        if element.tail and ">" in element.tail:
            element.tail = _TORN.sub("", element.tail)


def lost_pictures(count: int, slide: int | None = None) -> Loss:
    """The loss of pictures whose words were not read."""
    message = "Words inside pictures were not read."
    return Loss(code="ingest.picture_without_text", message=message, page=slide, count=count)
