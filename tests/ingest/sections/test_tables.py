from __future__ import annotations

from ingest.assemble import assemble
from ingest.reading import Block, Raw
from ingest.sections.tables import with_sections_of_tables
from library.models import PassageKind

ROWS = (
    ("规格", "0.3g"),
    ("适应症", "用于缓解轻至中度疼痛。"),
    ("用法用量", "口服。成人，一次1粒，一日2次。"),
    ("不良反应", "1．少数病人可出现恶心。 2．罕见皮疹。 4．剂量为2.5mg时偶见头痛。"),
    ("禁忌", "对本品过敏者禁用。"),
    ("贮藏", "密封"),
)


def table(rows: tuple[tuple[str, str], ...]) -> list[Block]:
    return [
        Block(PassageKind.TABLE_ROW, "\t".join(row), path=f"tr[{n}]", group="table-1", facts={"row": str(n)})
        for n, row in enumerate(rows, 1)
    ]


def test_a_label_set_as_one_table_has_headings_sections_and_items() -> None:
    reading = assemble(Raw(table(ROWS), 1))
    told = {p.text: p.section for p in reading.passages}
    assert told["用于缓解轻至中度疼痛。"] == "indications"
    assert told["对本品过敏者禁用。"] == "contraindications"
    items = [p for p in reading.passages if p.kind is PassageKind.LIST_ITEM]
    assert [p.facts["marker"] for p in items] == ["1．", "2．", "4．"]
    assert items[2].text == "剂量为2.5mg时偶见头痛。"
    assert {p.heading_path[-1] for p in items} == {"不良反应"}
    assert len({p.group for p in items}) == 1


def test_a_table_of_figures_and_one_with_three_columns_stay_tables() -> None:
    figures = table((("规格", "0.3g"), ("皮疹", "2%"), ("头痛", "3%"), ("恶心", "4%"), ("禁忌", "5%")))
    wide = [Block(b.kind, f"{b.text}\tmore", path=b.path, group=b.group, facts=b.facts) for b in table(ROWS)]
    assert with_sections_of_tables(figures) == figures
    assert with_sections_of_tables(wide) == wide
