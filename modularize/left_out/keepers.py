"""Boxes of a page in which its keeper, not its sources, speaks: comments, columns, editor's notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from library import han

__all__ = ["KEEPER", "of_keeper"]

KEEPER = "comment or column of who keeps the page: their own view, no statement of the document"
_BOX = han.compile(
    r"[^\w“\"「]*(?:"
    r"(?:管理人|運営者|編集[部者]|筆者|著者|執筆者|監修者|薬剤師|医師)?(?:から|より|に?よる)?の?"
    r"(?:コメント|ひとこと|一言|感想|雑感|つぶやき|独り言|所感)|"
    r"(?:管理人|運営者|編集[部者]|筆者|著者|執筆者)の?(?:メモ|補足)|(?:編集)?後記|あとがき|コラム(?:\s?\d{1,2})?(?:\s?[:：].{0,80})?|"
    r"(?:小编|编者|站长|作者|笔者)(?:的?(?:点评|评论|感想|感言|寄语|的话)|有话说|按)|编后(?:语|记)|"
    r"(?:editor['’]s|author['’]s|personal|blogger['’]s) (?:comment|note|view|take)s?|column(?:\s?[:：].{0,80})|"
    r"(?:persönlicher |redaktioneller )?kommentar (?:der|des) (?:redaktion|autor\w*|verfasser\w*)|"
    r"anmerkung der redaktion|kolumne(?:\s?:.{0,80})?"
    r")\W*",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"(?:^|[。、\s])(?:当サイト)?の?管理人[がはもの]|当サイト(?:では|の管理人)")
"""A sentence in which the keeper of a page speaks of themselves."""


def of_keeper(body: str, heads: Iterable[str]) -> bool:
    """Does a piece stand in such a box, or speak of the keeper of the page?"""
    return any(_BOX.fullmatch(text.strip()) for text in heads) or bool(_SPEAKS.search(body))
