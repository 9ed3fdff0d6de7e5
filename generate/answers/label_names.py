"""Names that a label gives its own product and the vocabulary lacks: "商品名称：…", "trade name: …". Pure.

A question that uses such a name is read with the name that the vocabulary knows, and the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generate.questions.mend import Mended
from library.models import Module
from library.taxonomy import Taxonomy

NAME_SECTIONS = {
    "zh": "药品名称 商品名称 通用名称 英文名称",
    "ja": "販売名 一般的名称",
    "en": "name of the medicinal product trade name generic name",
    "de": "Bezeichnung des Arzneimittels Handelsname",
}
"""Words by which a search finds where labels give their product's names."""
_LINE = re.compile(
    r"(?:^|[\n;；\t 】])(?:【|\[)?(?:商品名称?|商标名称?|通用名称?|中文名称?|英文名称?|药品名称|販売名|一般的名称"
    r"|一般名|和名|handelsname|brand name|trade name|proprietary name|generic name)(?:】|\])?\s*[:：\t]\s*"
    r"(?P<names>[^\n\t;；。]{2,80})",
    re.IGNORECASE,
)
"""A line of a label that names its product, after what kind of name it is."""
_HEADING = re.compile(
    r"name of the medicinal product|bezeichnung des arzneimittels|药品名称|藥品名稱|販売名|商品名|product name",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\W*([^\s®™\d,，、/／(（]+)")
_EITHER = re.compile(r"[/／,，、()（）]+")
_FORM = re.compile(r"(?:(?:软|硬)?胶囊|缓释片|分散片|片|注射液|颗粒|混悬液|錠|カプセル|細粒|注射用|散)(?:\d.*)?$")
_LATIN = re.compile(r"[A-Za-zÄÖÜäöüß][\w-]{4,}")
_HAN = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]{2,12}")


def names_on_labels(modules: Iterable[Module], taxonomy: Taxonomy) -> dict[str, str]:
    """``{name: product}`` of what labels call their own product where the vocabulary knows the product, not the name.

    A name that two products bear is left out.
    """
    found: dict[str, set[str]] = {}
    for module in modules:
        content = module.content
        if content.product not in taxonomy.products:
            continue
        for name in _names_in(content.body, content.context):
            if not any(mention.facet == "product" for mention in taxonomy.concepts(name)):
                found.setdefault(name, set()).add(content.product)
    return {name: products.pop() for name, products in found.items() if len(products) == 1}


def in_known_names(text: str, names: Mapping[str, str], taxonomy: Taxonomy, language: str) -> Mended:
    """The text with names that only labels know written as the vocabulary's, longest first."""
    read = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        latin = _LATIN.fullmatch(name) is not None
        pattern = re.compile(
            rf"(?<![\w-]){re.escape(name)}(?![\w-])" if latin else re.escape(name), re.IGNORECASE if latin else 0
        )
        if pattern.search(text):
            known = taxonomy.label("product", names[name], language)
            text = pattern.sub(known.replace("\\", ""), text)
            read.append((name, known))
    return Mended(text, tuple(read))


def _names_in(body: str, context: Iterable[str]) -> Iterator[str]:
    said = [match["names"] for match in _LINE.finditer(body)]
    if any(_HEADING.search(head) for head in context):
        opens = _FIRST.match(body)
        said += [opens[1]] if opens and ":" not in opens[1] and "：" not in opens[1] else []
    for names in said:
        for either in _EITHER.split(names):
            first = _FIRST.match(either)
            name = _FORM.sub("", first[1]) if first else ""
            if _LATIN.fullmatch(name) or _HAN.fullmatch(name):
                yield name
