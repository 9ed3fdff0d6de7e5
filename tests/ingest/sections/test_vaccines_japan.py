"""Japanese inserts of vaccines and toxoids: sections by their own names, and whom not to vaccinate as an item."""

from __future__ import annotations

import pytest

from ingest.assemble import assemble
from ingest.markup import web
from ingest.reading import Limits
from ingest.sections.names import Section
from library.models import PassageKind

PAGE = """<html lang="ja"><body><h1>沈降ノミナトキソイド</h1>
<h3>接種不適当者</h3><p>被接種者が次のいずれかに該当する場合には、接種を行ってはならない。</p>
<dl><dt>(1)</dt><dd><b>明らかな発熱を呈している者</b></dd><dt>(2)</dt><dd><b>重い病気にかかっている者</b></dd></dl>
<h3>効能又は効果</h3><p>本剤は、ノミナの予防に使用する。</p>
<h3>用法及び用量</h3><p>通常、1回0.5mLを皮下に注射する。</p>
<h3>用法及び用量に関連する接種上の注意</h3><p>数年ごとに追加して注射する。</p>
<h3>接種要注意者</h3><p>心臓に病気のある者には注意して接種すること。</p>
<h3>重大な副反応</h3><p>ショックがあらわれることがある。</p>
<h3>高齢者への接種</h3><p>健康状態を十分に観察すること。</p>
<h3>\u200c接種時の注意</h3><p>注射針は被接種者ごとに取り換えること。</p>
</body></html>"""


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("明らかな発熱を呈している者", Section.CONTRAINDICATIONS),
        ("重い病気にかかっている者", Section.CONTRAINDICATIONS),
        ("数年ごとに追加して注射する。", Section.DOSAGE),
        ("心臓に病気のある者には注意して接種すること。", Section.WARNINGS),
        ("ショックがあらわれることがある。", Section.ADVERSE_REACTIONS),
        ("健康状態を十分に観察すること。", Section.GERIATRIC),
        ("注射針は被接種者ごとに取り換えること。", Section.HANDLING),
    ],
)
def test_an_insert_of_a_vaccine_has_its_sections(words: str, section: Section) -> None:
    found = {passage.text: passage for passage in assemble(web.read(PAGE.encode(), Limits())).passages}
    assert found[words].section == section


def test_whom_not_to_vaccinate_stands_as_an_item_though_in_bold() -> None:
    found = {passage.text: passage for passage in assemble(web.read(PAGE.encode(), Limits())).passages}
    assert found["明らかな発熱を呈している者"].kind is not PassageKind.HEADING
