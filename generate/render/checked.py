"""The report on a checked piece as one HTML page: the piece's pages with marked boxes, each line beside its module.

No script, nothing fetched, every word escaped. A page of a source is embedded once and cut out where it is quoted.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from library.models import Box, CheckedLine, Difference, Finding, LineStatus, Match, PieceCheck, Scope

NAMES: dict[LineStatus, str] = {
    LineStatus.APPROVED: "Approved",
    LineStatus.ELSEWHERE: "Approved elsewhere",
    LineStatus.VARIANT: "Variant",
    LineStatus.CONFLICT: "Conflict",
    LineStatus.NOT_IN_FORCE: "Not in force",
    LineStatus.NOT_APPROVED: "Not approved",
    LineStatus.UNSUPPORTED: "Unsupported",
    LineStatus.NOT_A_CLAIM: "Not a claim",
}
_MARKS: dict[str, tuple[str, str]] = {
    "approved": ("#1f9d63", "#146c43"),
    "variant": ("#f0a030", "#8a4b00"),
    "approved_elsewhere": ("#f0a030", "#8a4b00"),
    "conflict": ("#e0364f", "#a3172b"),
    "not_in_force": ("#e0364f", "#a3172b"),
    "unsupported": ("#7d52c7", "#54308c"),
    "not_approved": ("#7d52c7", "#54308c"),
    "not_a_claim": ("#e0364f", "#a3172b"),
    "quoted": ("#ffd034", "#d97300"),
}
"""Fill and edge of a box by status; colours are attributes, so that a drawing needs no style sheet."""
_DPI = 80
_COLOURS = 64
_STYLE = """
:root { color-scheme: light; --ok: #146c43; --warn: #8a4b00; --bad: #a3172b; --soft: #51607a; --line: #d5dbe3; }
* { box-sizing: border-box; }
body { font: 15px/1.5 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", "Hiragino Sans", "Noto Sans CJK JP", sans-serif; color: #17212f; margin: 0; background: #f4f6f9; }
:lang(ja) { font-family: "Noto Sans", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", sans-serif; }
main { max-width: 92rem; margin: 0 auto; padding: 1.4rem 1.2rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .3rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 0 0 .7rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); font-size: .86rem; }
.verdict { font-weight: 650; } .verdict.ok { color: var(--ok); } .verdict.no { color: var(--bad); }
.counts { display: flex; flex-wrap: wrap; gap: .4rem; margin: .8rem 0 1.2rem; padding: 0; list-style: none; }
.chip { display: inline-block; border-radius: 1rem; padding: .05rem .6rem; font-size: .82rem; font-weight: 600;
  background: #e9edf3; color: #3b4a63; white-space: nowrap; }
.chip.approved { background: #dff2e7; color: var(--ok); }
.chip.variant, .chip.approved_elsewhere { background: #fdf0d9; color: var(--warn); }
.chip.conflict, .chip.not_in_force { background: #fbdfe3; color: var(--bad); }
.chip.unsupported, .chip.not_approved { background: #ece4f8; color: #54308c; }
.needing { line-height: 2; } .needing a { text-decoration: none; }
.leaf { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); gap: 1.2rem; align-items: start;
  background: #fff; border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.1rem; margin-bottom: 1.2rem; }
.leaf.plain { grid-template-columns: minmax(0, 1fr); }
.leaf > h2 { grid-column: 1 / -1; margin: 0; }
.shot { position: sticky; top: .8rem; border: 1px solid var(--line); display: block; width: 100%; height: auto; }
.line { border-top: 1px solid var(--line); padding: .7rem 0; display: grid; gap: .35rem; }
.line:first-child { border-top: 0; padding-top: 0; }
.line:target { background: #f2f8ff; outline: 6px solid #f2f8ff; }
.said { font-size: 1.02rem; overflow-wrap: anywhere; white-space: pre-line; }
.number { display: inline-grid; place-content: center; min-width: 1.5rem; height: 1.5rem; padding: 0 .3rem;
  border-radius: .8rem; font-size: .78rem; font-weight: 700; background: #17212f; color: #fff; margin-right: .3rem; }
.module { border-left: 3px solid #0a5f66; padding: .1rem 0 .2rem .8rem; display: grid; gap: .3rem;
  overflow-wrap: anywhere; }
.module.unusable { border-color: #aeb9c9; color: #3b4a63; }
.module .text { white-space: pre-line; }
ins { background: #d9f2e2; text-decoration: none; border-radius: .2rem; padding: 0 .1rem; }
del { background: #fbdfe3; border-radius: .2rem; padding: 0 .1rem; }
.crop { display: block; width: 100%; max-height: 15rem; height: auto; border: 1px solid var(--line); }
.findings { margin: 0; padding: 0; list-style: none; display: grid; gap: .25rem; font-size: .9rem; }
.findings li { border-left: 3px solid #d0a24a; padding-left: .6rem; }
.findings li.blocking { border-color: var(--bad); }
details { font-size: .88rem; margin-top: .6rem; } summary { cursor: pointer; color: var(--soft); }
details li { margin: .15rem 0; overflow-wrap: anywhere; }
code { font-size: .8em; color: #6b7684; overflow-wrap: anywhere; }
footer { color: var(--soft); font-size: .82rem; }
@media (max-width: 60rem) { .leaf { grid-template-columns: minmax(0, 1fr); } .shot { position: static; } }
@media print { body { background: #fff; } .shot { position: static; } .line, .module { break-inside: avoid; } }
"""
_HEAD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
)


@dataclass(frozen=True)
class PagePicture:
    """A page as PNG, and its size in points."""

    png: bytes
    width: float
    height: float

    @property
    def address(self) -> str:
        """The picture as a ``data:`` address."""
        return f"data:image/png;base64,{base64.b64encode(self.png).decode()}"


def picture(png: bytes, dpi: int = _DPI) -> PagePicture:
    """A drawn page with few colours, so that fifty of them fit into one file."""
    from PIL import Image

    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    out = io.BytesIO()
    drawn.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return PagePicture(out.getvalue(), drawn.width * 72 / dpi, drawn.height * 72 / dpi)


def to_html(
    check: PieceCheck, pages: Mapping[int, PagePicture], sources: Mapping[tuple[str, int | None], PagePicture]
) -> bytes:
    """The report as UTF-8 HTML. ``pages`` are those of the piece, ``sources`` pages of the library's documents."""
    ids = {key: f"s{place}" for place, key in enumerate(sources)}
    leaves = "\n".join(
        _leaf(page, list(lines), pages.get(page or 0), sources, ids)
        for page, lines in groupby(sorted(check.lines, key=_by_page), key=lambda x: x.line.page)
    )
    title = f"<title>Check of {escape(check.filename)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    body = f"{_shared(sources, ids)}<main>\n{_top(check)}\n{leaves}\n{_foot(check)}</main>\n</body>\n</html>\n"
    return f"{_HEAD}{title}{body}".encode()


def _by_page(checked: CheckedLine) -> tuple[int, int]:
    return (checked.line.page or 0, checked.line.number)


def scope_words(scope: Scope) -> str:
    """A scope as a person says it."""
    return f"{scope.market}, {scope.audience.value}, {scope.use_class.value.replace('_', ' ')}"


def _top(check: PieceCheck) -> str:
    findings = sum(not line.ok for line in check.lines)
    verdict = "Every claim is approved." if check.ok else f"{findings} of {len(check.lines)} lines need a person."
    counts = "".join(
        f'<li class="chip {name}">{escape(NAMES[LineStatus(name)])}: {count}</li>'
        for name, count in check.counts.items()
    )
    unread = "".join(f"<li>{escape(words)}</li>" for words in check.unread)
    needing = "".join(
        f'<a class="chip {x.status}" href="#l{x.line.number}">{x.line.number}</a> ' for x in check.lines if not x.ok
    )
    return (
        f'<h1>{escape(check.filename)}</h1>\n<p class="verdict {"ok" if check.ok else "no"}">{verdict}</p>\n'
        f'<p class="soft">Checked for {escape(scope_words(check.scope))} on '
        f"{check.checked_at.strftime('%Y-%m-%d %H:%M UTC')} against {check.compared:,} module versions.</p>\n"
        f'<ul class="counts">{counts}</ul>\n'
        + (f'<p class="needing"><span class="soft">Lines for a person:</span> {needing}</p>\n' if needing else "")
        + (f"<details open><summary>About the file</summary><ul>{unread}</ul></details>\n" if unread else "")
    )


def _foot(check: PieceCheck) -> str:
    return (
        "<footer><p>Approved is only what stands word for word in an approved module, or is a whole sentence of one, "
        "with what it depends on. Everything else is a proposal for a person. The piece was not kept.</p>"
        f"<p>SHA-256 <code>{check.sha256}</code></p></footer>\n"
    )


def _shared(sources: Mapping[tuple[str, int | None], PagePicture], ids: Mapping[tuple[str, int | None], str]) -> str:
    """Each source page once, to be cut from wherever it is quoted."""
    symbols = "".join(
        f'<image id="{ids[key]}" width="{shot.width:.1f}" height="{shot.height:.1f}" href="{shot.address}"/>'
        for key, shot in sources.items()
    )
    return f'<svg width="0" height="0" aria-hidden="true"><defs>{symbols}</defs></svg>\n' if symbols else ""


def _leaf(
    page: int | None,
    lines: Sequence[CheckedLine],
    shot: PagePicture | None,
    sources: Mapping[tuple[str, int | None], PagePicture],
    ids: Mapping[tuple[str, int | None], str],
) -> str:
    told = [x for x in lines if x.status is not LineStatus.NOT_A_CLAIM or not x.ok]
    rest = [x for x in lines if x not in told]
    drawn = f"{drawing(shot, told)}\n" if shot is not None else ""
    title = f"Page {page}" if page else "Lines without a page"
    body = "\n".join(_line(x, sources, ids) for x in told) or '<p class="soft">No claims here.</p>'
    listed = "".join(f"<li>{escape(x.line.text)} <span class='soft'>— {escape(x.message)}</span></li>" for x in rest)
    summary = f"<summary>{len(rest)} lines that claim nothing</summary>"
    others = f"<details>{summary}<ul>{listed}</ul></details>" if rest else ""
    plain = "" if drawn else " plain"
    return f'<section class="leaf{plain}">\n<h2>{title}</h2>\n{drawn}<div>\n{body}\n{others}</div>\n</section>'


def drawing(shot: PagePicture, lines: Sequence[CheckedLine]) -> str:
    """A page of the piece as SVG with its lines boxed, numbered and coloured by status; it stands alone as a file."""
    marks = "".join(
        f'<a href="#l{x.line.number}">{"".join(_box(box, x.status) for box in x.line.boxes)}{_tag(x, shot.width)}</a>'
        for x in lines
        if x.line.boxes
    )
    size = f'width="{shot.width:.1f}" height="{shot.height:.1f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="shot" viewBox="0 0 {shot.width:.1f} {shot.height:.1f}" '
        f'{size} role="img" aria-label="Page of the piece"><image {size} href="{shot.address}"/>{marks}</svg>'
    )


def _box(box: Box, style: str) -> str:
    x0, y0, x1, y1 = box
    fill, edge = _MARKS[style]
    place = f'x="{x0:.1f}" y="{y0:.1f}" width="{max(1.0, x1 - x0):.1f}" height="{max(1.0, y1 - y0):.1f}"'
    return f'<rect {place} fill="{fill}" fill-opacity=".2" stroke="{edge}" stroke-width="1.2"/>'


def _tag(checked: CheckedLine, width: float) -> str:
    """The line's number at its first box, readable at the size the page is shown."""
    x, y = checked.line.boxes[0][:2]
    size = width / 62
    wide = size * (0.8 + 0.6 * len(str(checked.line.number)))
    left = max(0.0, x - wide - 1)
    return (
        f'<rect x="{left:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{1.3 * size:.1f}" rx="{0.6 * size:.1f}"/>'
        f'<text font-family="sans-serif" font-weight="700" fill="#fff" font-size="{size:.1f}" '
        f'x="{left + 0.4 * size:.1f}" y="{y + size:.1f}">'
        f"{checked.line.number}</text>"
    )


def _line(
    checked: CheckedLine,
    sources: Mapping[tuple[str, int | None], PagePicture],
    ids: Mapping[tuple[str, int | None], str],
) -> str:
    line = checked.line
    place = f' <span class="soft">{escape(line.place)}</span>' if line.place else ""
    parts = [
        f'<div><span class="number">{line.number}</span><span class="chip {checked.status}">'
        f"{escape(NAMES[checked.status])}</span>{place}</div>",
        f'<div class="said" lang="{escape(line.language)}">{_cells(line.text)}</div>',
        f'<p class="soft">{escape(checked.message)}</p>',
    ]
    parts += [_module(match, checked, sources, ids) for match in checked.matches[:1]]
    if len(checked.matches) > 1:
        others = "".join(_module(match, None, sources, ids) for match in checked.matches[1:])
        parts.append(f"<details><summary>{len(checked.matches) - 1} more modules</summary>{others}</details>")
    if checked.findings:
        parts.append(f'<ul class="findings">{"".join(map(_finding, checked.findings))}</ul>')
    return f'<article class="line" id="l{line.number}">{"".join(parts)}</article>'


def _cells(text: str) -> str:
    return escape(text.replace("\t", "  |  "))


def _module(
    match: Match,
    checked: CheckedLine | None,
    sources: Mapping[tuple[str, int | None], PagePicture],
    ids: Mapping[tuple[str, int | None], str],
) -> str:
    where = ", ".join(filter(None, (match.filename, f"p. {match.page}" if match.page else match.place)))
    scopes = "; ".join(dict.fromkeys(scope_words(scope) for scope in match.scopes[:4])) or "nowhere"
    words = _told(checked.differences) if checked is not None and checked.differences else _cells(match.text)
    alike = "" if match.exact else f" · {match.likeness:.0%} equal"
    same = checked is not None and checked.status is LineStatus.APPROVED and _cells(checked.line.text) == words
    key = (match.source, match.page)
    crop = _crop(sources[key], ids[key], match.boxes) if checked is not None and key in sources and match.boxes else ""
    if crop and checked is not None and checked.ok:
        crop = f"<details><summary>Source</summary>{crop}</details>"
    return (
        f'<div class="module{"" if match.usable else " unusable"}">'
        f'<p class="soft">{escape(f"{match.kind.value} · {match.status.value}".replace("_", " "))}'
        f" · approved for: {escape(scopes)}{alike} · <code>{match.module[:12]}</code></p>"
        + ("" if same else f'<div class="text" lang="{escape(match.language)}">{words}</div>')
        + f'<p class="soft">{escape(where)}</p>{crop}</div>'
    )


def _told(differences: Sequence[Difference]) -> str:
    """The module's words with what the line has instead: deleted is the module's, inserted is the line's."""
    return " ".join(_run(run) for run in differences)


def _run(run: Difference) -> str:
    if run.change == "same":
        return _cells(run.source_words)
    gone = f'<del title="in the module">{_cells(run.source_words)}</del>' if run.source_words else ""
    new = f'<ins title="in the piece">{_cells(run.words)}</ins>' if run.words else ""
    return f"{gone} {new}".strip()


def _crop(shot: PagePicture, id_: str, boxes: Sequence[Box]) -> str:
    """The full width of a source page around the quoted words."""
    top = max(0.0, min(box[1] for box in boxes) - 34)
    bottom = min(shot.height, max(box[3] for box in boxes) + 34)
    marks = "".join(_box(box, "quoted") for box in boxes)
    return (
        f'<svg class="crop" viewBox="0 {top:.1f} {shot.width:.1f} {max(30.0, bottom - top):.1f}" role="img" '
        f'aria-label="Source of the module"><use href="#{id_}"/>{marks}</svg>'
    )


def _finding(finding: Finding) -> str:
    said = f" “{escape(finding.source_words)}”" if finding.source_words and finding.code.startswith("check.") else ""
    return f'<li class="{finding.severity}">{escape(finding.message)}{said} <code>{escape(finding.code)}</code></li>'
