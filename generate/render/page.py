"""A piece as one self-contained HTML page: no script, nothing fetched, every word escaped."""

from __future__ import annotations

from html import escape

from generate.render.parts import INTERNAL, PREVIEW, Block, Line, Piece, Reference
from library.models import StatementRole

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.6 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", sans-serif; color: #1b2430; margin: 0; }
:lang(ja) { font-family: "Noto Sans", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; border-bottom: 1px solid #d5dbe3; padding-bottom: .2rem; }
p { margin: .5rem 0; } sup { color: #0b5cad; font-weight: 600; }
.phrase { color: #4b5663; font-style: italic; } .question { font-weight: 600; }
.safety { border-left: 4px solid #b3261e; padding-left: .75rem; }
.marks, footer { font-size: .8rem; color: #4b5663; }
.marks span, footer span { display: inline-block; margin-right: 1rem; }
.sources { font-size: .85rem; } .sources li { margin: .4rem 0; } .missing { background: #fff6e0; padding: .5rem 1rem; }
.watermark { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; z-index: 9;
  pointer-events: none; font-size: 9vmin; font-weight: 700; color: #b3261e; opacity: .16; transform: rotate(-30deg); }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .92rem; line-height: 1.4; }
th, td { border: 1px solid #d5dbe3; padding: .35rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #f2f5f9; font-weight: 600; } tbody th { font-weight: 500; }
table.safety { border-left: 4px solid #b3261e; }
.internal { background: #fdecea; color: #8c1d18; border: 1px solid #b3261e; padding: .4rem .75rem; font-weight: 600; }
.sources code { color: #6b7684; font-size: .75rem; }
@media print { main { max-width: none; } tr, p { break-inside: avoid; } h2 { break-after: avoid; } }
"""


def to_html(piece: Piece) -> bytes:
    """The piece as UTF-8 HTML; a preview carries its watermark on every printed page (fixed boxes repeat)."""
    meta = "".join(
        f'<meta name="{escape(name)}" content="{escape(value)}">\n' for name, value in piece.metadata.items()
    )
    watermark = f'<div class="watermark">{escape(PREVIEW)}</div>\n' if piece.preview else ""
    marks = "".join(f"<span>{escape(mark)}</span>" for mark in piece.marks)
    body = "\n".join(_block(block) for block in piece.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(piece.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"{meta}<title>{escape(piece.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{watermark}<main>\n"
        f'<div class="marks">{marks}</div>\n{_banner(piece)}<h1>{escape(piece.title)}</h1>\n{body}\n{_missing(piece)}'
        f"{_sources(piece.references)}\n<footer>{marks}</footer>\n</main>\n</body>\n</html>\n"
    ).encode()


def _block(block: Block) -> str:
    lines = "\n".join(_rows(group) if group[0].headers else _line(group[0]) for group in block.groups())
    return f"<section>\n<h2>{escape(block.title)}</h2>\n{lines}\n</section>"


def _banner(piece: Piece) -> str:
    return f'<p class="internal" role="note">{escape(INTERNAL)}</p>\n' if piece.internal else ""


def _cited(line: Line) -> str:
    return "".join(f'<sup><a href="#s{n}">[{n}]</a></sup>' for n in line.citations)


def _rows(group: tuple[Line, ...]) -> str:
    """Table rows that share their headers as one table; the citation stands at the row's first cell."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in group[0].headers)
    rows = []
    for line in group:
        first, *rest = [escape(cell) for _, cell in line.cells]
        cells = "".join(f"<td>{cell}</td>" for cell in rest)
        rows.append(f'<tr><th scope="row">{first} {_cited(line)}</th>{cells}</tr>')
    style = "" if group[0].role is StatementRole.CLAIM else f' class="{group[0].role.value}"'
    return f"<table{style}><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _line(line: Line) -> str:
    cited = _cited(line)
    style = "" if line.role is StatementRole.CLAIM else f' class="{line.role.value}"'
    return f"<p{style}>{escape(line.shown)}{' ' if cited else ''}{cited}</p>"


def _missing(piece: Piece) -> str:
    if not piece.preview or not piece.missing:
        return ""
    items = "".join(f"<li>{escape(words)}</li>" for words in piece.missing)
    return f'<section class="missing"><h2>Missing</h2><ul>{items}</ul></section>\n'


def _sources(references: tuple[Reference, ...]) -> str:
    if not references:
        return ""
    items = "\n".join(_reference(reference) for reference in references)
    return f'<section class="sources">\n<h2>Sources</h2>\n<ol>\n{items}\n</ol>\n</section>'


def _reference(reference: Reference) -> str:
    notes = f" {escape(reference.notes)}" if reference.notes else ""
    modules = " ".join(id_[:12] for id_ in reference.modules)
    return (
        f'<li id="s{reference.number}" value="{reference.number}">{escape(reference.where)}.{notes} '
        f"<code>{escape(modules)}</code></li>"
    )
