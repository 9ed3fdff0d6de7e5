"""Japanese leaflets of fixed headings: what stands below each is in the section that it says."""

from __future__ import annotations

from ingest.reading import Block
from ingest.sections.leaflet_japanese import is_japanese_leaflet, with_japanese_sections
from library.models import PassageKind


def lines(*texts: str) -> list[Block]:
    return [Block(kind=PassageKind.PARAGRAPH, text=text) for text in texts]


def test_each_part_of_a_leaflet_stands_in_its_section() -> None:
    blocks = lines(
        "くすりのしおり",
        "この薬の作用と効果について",
        "膵臓に働いて血糖値を下げます。",
        "通常、2型糖尿病の治療に用いられます。",
        "次のような方は使う前に必ず担当の医師と薬剤師に伝えてください。",
        "妊娠または授乳中",
        "用法・用量（この薬の使い方）",
        "注射をし忘れた場合は、次の注射予定日に注射してください。",
        "この薬を使ったあと気をつけていただくこと（副作用）",
        "主な副作用として、便秘が報告されています。",
        "保管方法その他",
        "凍結を避けてください。",
    )
    assert is_japanese_leaflet(blocks)
    found = {block.text: block for block in with_japanese_sections(blocks)}
    assert found["くすりのしおり"].section is None
    assert found["膵臓に働いて血糖値を下げます。"].section == "mechanism"
    assert found["通常、2型糖尿病の治療に用いられます。"].section == "indications"
    assert found["妊娠または授乳中"].section == "warnings"
    assert found["注射をし忘れた場合は、次の注射予定日に注射してください。"].section == "dosage"
    assert found["主な副作用として、便秘が報告されています。"].section == "adverse_reactions"
    assert found["凍結を避けてください。"].section == "storage"
    assert found["保管方法その他"].kind is PassageKind.HEADING


def test_a_text_with_one_such_line_is_no_leaflet() -> None:
    assert not is_japanese_leaflet(
        lines("患者さんへ", "生活上の注意", "禁煙してください。", "副作用について説明する。")
    )
