"""What Markdown writes around its words (front matter, links, raised figures), and how it is told from a page."""

from __future__ import annotations

import html
import re

from ingest.reading import superscript

__all__ = ["bare", "is_markdown", "unescaped"]

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
    return _HARD_BREAK.sub("", _ANCHOR.sub(r"\1", text))


def unescaped(text: str) -> str:
    """The text with the entities of HTML, and a ``\\~``, as the characters that they stand for."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text).replace("\\~", "~")
