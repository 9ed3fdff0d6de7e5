"""What Markdown writes around its words (front matter, links, raised figures), and how it is told from a page."""

from __future__ import annotations

import html
import re

from ingest.reading import superscript

__all__ = ["bare", "is_markdown", "plain", "unescaped"]

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n((?:[^\n]*\n){1,60}?)---[ \t]*(?:\r?\n|$)")
"""Facts about the file, before its first words."""
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_MARKED = re.compile(r"(?:#{1,6} \S|[-*+] \S|> ?\S|\d{1,2}[.)] \S|\|.*\|\s*$|\*\*\S)")
_TAGGED = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z][a-z0-9]{1,20});", re.IGNORECASE)
_RAISED = re.compile(r"<su([bp])>([^<>\n]{1,40})</su[bp]>", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\((?=[^()\s]*[./#:])[^()\s]*(?:[ ]\"[^\"\n]*\")?\)")
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r"(?:[ \t]*<br\s*/?>)+[ \t]*", re.IGNORECASE)
_ANCHOR = re.compile(r"^(#{1,6} .*?\S)[ \t]*\{#[\w.-]+\}[ \t]*$", re.MULTILINE)
_HARD_BREAK = re.compile(r"(?<=[^\\\s])\\$", re.MULTILINE)


_ESCAPED = re.compile(r"^([ \t]*(?:#{1,6}|\d{1,3}[.)]|[-*+])[ \t]+\d{1,2})\\(?=[.)])", re.MULTILINE)
"""A backslash that keeps the number of a heading, or of an item's words, from opening a list."""
_WRAPPED = re.compile(
    r"^(#{1,6}[ \t]+[^\n]{40,}[^\s.?!:;。？！：\\])[ \t]*\n(?=[ \t]*\S)([^\n#>|*+\-][^\n]{1,90})"
    r"(?=\n[ \t]*(?:\n|$)|$(?!\n))",
    re.MULTILINE,
)
"""A long heading without an end, and the one line right below it."""
_SLANTED = re.compile(
    r"(?<![*\w\\])\*(?=[^\s*])([^*\n|]{1,120}?(?<![\s*]))\*(?![*A-Za-z0-9])",
)
_BOTH = re.compile(r"(?<![*\w])\*{3}(?=[^\s*])([^*\n]{1,120}?)\*{2}(?=[^*])")
"""Words set bold and slanted together, of which the slanted ones go on."""
_ENDS_WITHIN = re.compile(r"[^\W\d]\.\s")
_NOTE = re.compile(r"^\[\^([\w.-]{1,40})\]:[ \t]*(?=\S)", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([\w.-]{1,40})\](?!:)")


def is_markdown(start: str) -> bool:
    """True for the beginning of a Markdown file: a heading or front matter opens it, or more lines bear marks of
    Markdown than open with a tag. HTML may stand in it.
    """
    if start.startswith("#") or _FRONT.match(start):
        return True
    lines = [line.strip() for line in start.splitlines() if line.strip()]
    tagged = sum(1 for line in lines if _TAGGED.match(line))
    return not _PAGE.match(start) and sum(1 for line in lines if _MARKED.match(line)) > tagged


def bare(text: str) -> str:
    """The text without front matter (but its title), the targets of links and the marks of breaks; entities and raised
    figures as characters. The lines of a cell of a table stay in it.
    """
    if front := _FRONT.match(text):
        title = _TITLE.search(front[1])
        rest = text[front.end() :]
        own = re.search(r"^# \S", rest, re.MULTILINE)
        text = f"# {title[1]}\n\n{rest}" if title and not own else rest
    text = _ROW.sub(lambda row: _BREAK.sub(" ", row[0]), text)
    text = _RAISED.sub(lambda tag: superscript(tag[2]) if tag[1].lower() == "p" else tag[2], text)
    text = _LINK.sub(lambda link: f"[{link[1]}]" if link[1].strip().isdigit() else link[1], text)
    text = _ESCAPED.sub(r"\1", _HARD_BREAK.sub("", _ANCHOR.sub(r"\1", text)))
    return _with_notes_counted(_WRAPPED.sub(_unwrapped, text))


def plain(text: str) -> str:
    """The text of a Markdown file without the signs that set words slanted: they are no marks of notes."""
    text = _BOTH.sub(r"*\1", text)
    return _SLANTED.sub(lambda words: words[0] if _ENDS_WITHIN.search(words[1]) else words[1], text)


def _unwrapped(heading: re.Match[str]) -> str:
    """A heading with the line below it, where that ends its question or goes on with it in small letters."""
    rest = heading[2].strip()
    asks = rest.endswith(("?", "？"))
    goes_on = rest[:1].islower() and rest[-1] not in ".!:;"
    return f"{heading[1]} {rest}" if asks or goes_on else heading[0]


def _with_notes_counted(text: str) -> str:
    """The text with the notes ``[^name]`` as what a reader sees: raised figures, in the order of their marks."""
    told = {found[1] for found in _NOTE.finditer(text)}
    marks = dict.fromkeys(found[1] for found in _NOTE_MARK.finditer(text) if found[1] in told)
    raised = {name: superscript(str(number)) for number, name in enumerate(marks, 1)}
    text = _NOTE.sub(lambda note: f"{raised[note[1]]} " if note[1] in raised else note[0], text)
    return _NOTE_MARK.sub(lambda mark: raised.get(mark[1], mark[0]), text)


def unescaped(text: str) -> str:
    """The text with the entities of HTML, and a ``\\~``, as the characters that they stand for."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text).replace("\\~", "~")
