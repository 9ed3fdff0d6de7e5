"""Rows that the end of a page cut, titles over names of columns, and Chinese words that head nothing."""

from __future__ import annotations

from ingest.pdf.continued import with_continued_tables
from ingest.reading import Block
from ingest.sections.heads import bare
from ingest.sections.tables import with_sections_of_tables
from ingest.structure.counted import without_broken_headings
from library.models import Fragment, PassageKind

_HEADER, _ROW = PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW


def _row(kind: PassageKind, text: str, page: int, top: float) -> Block:
    spot = Fragment(page=page, box=(50.0, top, 500.0, top + 10), start=0, end=len(text))
    return Block(kind, text, group=f"table-{page}", page=page, fragments=(spot,), facts={"columns": "1,2,3"})


def test_a_row_without_a_label_at_the_head_of_a_page_is_a_row_under_the_label_before_it() -> None:
    blocks = [
        _row(_HEADER, "類別\t商品名\t學名", 1, 100),
        _row(_ROW, "甲類藥\tAlpha 5mg\tAlphanib", 1, 700),
        _row(_HEADER, "\tBeta 10mg\tBetanib", 2, 60),
        _row(_ROW, "乙類藥\tGamma 2mg\tGammanib", 2, 80),
    ]
    made = with_continued_tables(blocks)
    assert [block.kind for block in made] == [_HEADER, _ROW, _ROW, _ROW]
    assert made[2].text == "甲類藥\tBeta 10mg\tBetanib"


def test_an_empty_corner_over_the_sizes_of_groups_still_heads_a_table_on_the_next_page() -> None:
    blocks = [
        _row(_HEADER, "Event\tn\tm", 1, 100),
        _row(_ROW, "Cough\t2\t3", 1, 700),
        _row(_HEADER, "\tDrug (N=20)\tPlacebo (N=21)", 2, 60),
    ]
    assert with_continued_tables(blocks)[2].kind is _HEADER


def test_words_that_end_as_a_sentence_head_nothing() -> None:
    texts = ["未经治疗的女性患者。", "当分析仅限于研究开始前未用药的患者时，", "静脉血栓栓塞", "【禁忌】"]
    blocks = [Block(PassageKind.HEADING, text, page=1, level=2) for text in texts]
    assert [b.kind is PassageKind.HEADING for b in without_broken_headings(blocks)] == [False, False, True, True]


def test_a_chinese_ordinal_is_the_number_of_a_heading() -> None:
    assert [bare(text) for text in ("五、注意事项", "（二）用法用量", "一般注意事项")] == [
        "注意事项",
        "用法用量",
        "一般注意事项",
    ]


def test_dashes_in_a_cell_open_its_items_and_a_row_of_no_section_ends_the_one_before() -> None:
    rows = [
        "Indications\tClots.",
        "Dosing\t2 mg daily.",
        "Contraindications\t- Bleeding. - Surgery of: 1. The eyes 2. Skin",
    ]
    rows += ["Pregnancy\tNot compatible.", "More Info\tSee the site."]
    made = with_sections_of_tables([Block(_ROW, text, group="table-1") for text in rows])
    texts = [block.text.strip() for block in made]
    assert texts[4:7] == ["Contraindications", "Bleeding.", "Surgery of: 1. The eyes 2. Skin"]
    assert [block.section for block in made[-2:]] == ["other", "other"]


def test_whole_rows_on_both_sides_of_a_break_between_columns_stay_two() -> None:
    made = with_continued_tables(
        [
            _row(
                _ROW,
                "甲系睡眠剤 アルファゼパム ベータゼパム ガンマゼパム等\t作用を弱めることがある。\t代謝が進む。",
                1,
                700,
            ),
            _row(_ROW, "乙ホルモン剤 デルタゲステル等\t出血の率が増すおそれがある。\t代謝が進む。", 1, 60),
        ]
    )
    assert len(made) == 2


def test_a_row_that_a_break_cut_within_its_sentence_is_one() -> None:
    made = with_continued_tables(
        [
            _row(_ROW, "甲系睡眠剤 アルファゼパム ベータゼパム ガンマゼパム等\t作用を弱める\t代謝が進む。", 1, 700),
            _row(_ROW, "\tことがある。\t", 1, 60),
        ]
    )
    assert [block.text.split("\t")[1] for block in made] == ["作用を弱めることがある。"]
