"""Two versions of a document side by side as one HTML file: no script, nothing fetched, every word escaped.

What differs is told by a word and a mark as well as by a colour: taken out is struck through, put in is underlined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

KINDS = {
    "moved": "Moved",
    "reworded": "Reworded",
    "changed_number": "Changed figure",
    "added": "Added",
    "removed": "Removed",
    "unchanged": "Unchanged",
}
WEIGHTS = {
    "safety_critical": "Safety-critical",
    "safety": "Safety",
    "content": "Content",
    "editorial": "Editorial",
}
_STYLE = """
:root { color-scheme: light; --soft: #51607a; --line: #d5dbe3; --bad: #a3172b; --good: #146c43; }
* { box-sizing: border-box; }
body { font: 15px/1.55 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", "Hiragino Sans", "Noto Sans CJK JP", sans-serif; color: #17212f; margin: 0; background: #f4f6f9; }
:lang(ja) { font-family: "Noto Sans", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", sans-serif; }
main { max-width: 96rem; margin: 0 auto; padding: 1.4rem 1.2rem 4rem; }
h1 { font-size: 1.45rem; margin: 0 0 .4rem; } h2 { font-size: 1.02rem; margin: 1.8rem 0 .5rem; }
.soft { color: var(--soft); font-size: .87rem; } p { margin: .2rem 0; }
.chips { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; padding: 0; margin: .7rem 0; }
.chip { border-radius: 1rem; padding: .05rem .6rem; font-size: .82rem; font-weight: 600; background: #e9edf3; }
.chip.safety_critical { background: #fbdfe3; color: var(--bad); } .chip.safety { background: #fdf0d9; color: #7a4200; }
.row { background: #fff; border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .7rem; overflow: hidden;
  break-inside: avoid; }
.row.safety_critical { border-left: 5px solid var(--bad); }
.told { padding: .45rem .9rem; border-bottom: 1px solid var(--line); background: #fafbfd; }
.sides { display: grid; grid-template-columns: 1fr 1fr; }
.side { padding: .6rem .9rem; white-space: pre-line; overflow-wrap: anywhere; }
.side + .side { border-left: 1px solid var(--line); }
del { background: #fce5e7; color: #7d1122; text-decoration: line-through; }
ins { background: #e0f2e7; color: #0f5132; text-decoration: underline; text-decoration-thickness: 2px; }
details.rest > summary { cursor: pointer; font-weight: 600; margin: 2rem 0 .8rem; }
@media (max-width: 48rem) { .sides { grid-template-columns: 1fr; } .side + .side { border-left: 0; border-top: 1px solid var(--line); } }
"""  # noqa: E501 - one rule a line


def to_html(found: Mapping[str, Any]) -> bytes:
    """The comparison, as ``diff --json`` gives it, as one page; editorial changes are folded away at its end."""
    rows = [row for row in found["rows"] if row["kind"] != "unchanged"]
    telling = [row for row in rows if row["weight"] != "editorial"]
    rest = [row for row in rows if row["weight"] == "editorial"]
    old, new = found["old"], found["new"]
    language = escape(new["language"] or "en")
    counts = "".join(f"<li class=chip>{count} {KINDS[kind].lower()}</li>" for kind, count in found["counts"].items())
    weights = "".join(
        f'<li class="chip {weight}">{count} {WEIGHTS[weight].lower()}</li>'
        for weight, count in found["weights"].items()
        if weight in WEIGHTS and count
    )
    parts = [
        "<!doctype html><html lang=en><head><meta charset=utf-8>",
        '<meta name=viewport content="width=device-width, initial-scale=1">',
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(_name(old))} / {escape(_name(new))}</title><style>{_STYLE}</style></head><body><main>",
        "<h1>What differs between two versions</h1>",
        f"<p><b>Old:</b> {escape(_name(old))} <span class=soft>{escape(old['id'][:12])}</span></p>",
        f"<p><b>New:</b> {escape(_name(new))} <span class=soft>{escape(new['id'][:12])}</span></p>",
        f"<ul class=chips>{counts}</ul><ul class=chips>{weights}</ul>",
        _findings(found["findings"]),
        _sections(telling, language),
    ]
    if rest:
        parts.append(
            f"<details class=rest><summary>{len(rest)} editorial changes</summary>{_sections(rest, language)}</details>"
        )
    return "".join([*parts, "</main></body></html>"]).encode()


def _name(version: Mapping[str, Any]) -> str:
    return " · ".join(filter(None, (version["filename"], version["version"])))


def _findings(findings: Sequence[Mapping[str, Any]]) -> str:
    if not findings:
        return ""
    items = "".join(f"<li>{escape(f['message'])} <span class=soft>“{escape(f['words'])}”</span></li>" for f in findings)
    return f"<h2>Marks of revision that don't fit</h2><ul>{items}</ul>"


def _sections(rows: Iterable[Mapping[str, Any]], language: str) -> str:
    parts = []
    for heading, group in groupby(rows, key=lambda row: row["heading"] or row["section"].replace("_", " ")):
        parts.append(f'<h2 lang="{language}">{escape(heading or "Before the first heading")}</h2>')
        parts += [_row(row, language) for row in group]
    return "".join(parts)


def _row(row: Mapping[str, Any], language: str) -> str:
    told = [f'<span class="chip">{KINDS[row["kind"]]}</span>']
    if row["weight"] in WEIGHTS:
        told.append(f'<span class="chip {row["weight"]}">{WEIGHTS[row["weight"]]}</span>')
    told += [f"<b>{escape(message)}</b>" for message in dict.fromkeys(r["message"] for r in row["reasons"])]
    told += [f"<span>{escape(f['old'] or '–')} → {escape(f['new'] or '–')}</span>" for f in row["figures"] if _tells(f)]
    if row["kind"] == "moved" and row["old_heading"] != row["heading"]:
        told.append(f"<span class=soft>from: {escape(row['old_heading'])}</span>")
    sides = "".join(
        f'<div class=side lang="{language}"><p class=soft lang=en>{name}{_page(row[side])}</p>{_said(row, side)}</div>'
        for side, name in (("old", "Old"), ("new", "New"))
    )
    return (
        f'<div class="row {row["weight"]}"><div class=told>{" ".join(told)}</div><div class=sides>{sides}</div></div>'
    )


def _tells(figure: Mapping[str, Any]) -> bool:
    """A figure worth naming alone: one that became another, or one with a unit; a bare 3 that is gone says nothing."""
    return bool(figure["old"] and figure["new"]) or figure["kind"] not in ("name", "plain", "date")


def _page(passages: Sequence[Mapping[str, Any]]) -> str:
    pages = dict.fromkeys(p["page"] for p in passages if p["page"])
    return f", page {'–'.join(map(str, pages))}" if pages else ""


def _said(row: Mapping[str, Any], side: str) -> str:
    """One version's words with what differs marked; the bare passages where nothing was compared word by word."""
    if not row[side]:
        return "<span class=soft lang=en>Not in this version.</span>"
    if not row["sentences"]:
        return escape("\n".join(p["text"] for p in row[side]))
    tag = "del" if side == "old" else "ins"
    parts = []
    for sentence in row["sentences"]:
        said = [(piece["op"], piece[side]) for piece in sentence["pieces"] if piece[side]]
        if said:
            parts.append("".join(escape(w) if op == "same" else _marked(tag, w) for op, w in said).strip())
    return " ".join(parts)


def _marked(tag: str, words: str) -> str:
    bare = words.rstrip()
    return f"<{tag}>{escape(bare)}</{tag}>{escape(words[len(bare) :])}"
