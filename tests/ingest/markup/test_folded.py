"""Text that a page folds away stands under the line that unfolds it."""

from __future__ import annotations

from ingest.assemble import assemble
from ingest.markup.web import read
from ingest.reading import Limits
from library.models import PassageKind

PAGE = b"""<html><body><h1>Inhibitors</h1><h3>Medicines</h3><h4>1. Drug A</h4><p>It is given once a day.</p>
<details><summary>Approvals</summary><p>Both are approved in adults.</p></details></body></html>"""


def test_the_line_that_unfolds_a_text_is_a_heading_beside_the_one_before_it() -> None:
    passages = assemble(read(PAGE, Limits()), "page.html").passages
    [line] = [passage for passage in passages if passage.text == "Approvals"]
    assert line.kind is PassageKind.HEADING
    assert passages[-1].heading_path[-1] == "Approvals"
    assert "1. Drug A" not in passages[-1].heading_path
