from __future__ import annotations

import pytest

from ingest import text
from ingest.assemble import assemble
from ingest.readers import sniff
from ingest.reading import Limits
from library.models import PassageKind


def read(data: str) -> list[tuple[PassageKind, str]]:
    return [(p.kind, p.text) for p in assemble(text.read(data.encode(), Limits())).passages]


def test_markdown_headings_lists_and_tables() -> None:
    assert read("# Ovalex\n\nOne line\nand the next.\n\n- first\n- second\n\n| A | B |\n|---|---|\n| 1 | 2.5 |\n") == [
        (PassageKind.TITLE, "Ovalex"),
        (PassageKind.PARAGRAPH, "One line and the next."),
        (PassageKind.LIST_ITEM, "first"),
        (PassageKind.LIST_ITEM, "second"),
        (PassageKind.TABLE_HEADER, "A\tB"),
        (PassageKind.TABLE_ROW, "1\t2.5"),
    ]


def test_chinese_label_headings_in_plain_text() -> None:
    assert read("【适应症】用于治疗。\n【禁忌】过敏者禁用。") == [
        (PassageKind.HEADING, "【适应症】"),
        (PassageKind.PARAGRAPH, "用于治疗。"),
        (PassageKind.HEADING, "【禁忌】"),
        (PassageKind.PARAGRAPH, "过敏者禁用。"),
    ]


def test_a_line_number_says_where_a_passage_stands() -> None:
    passages = assemble(text.read(b"one\n\n\ntwo\n", Limits())).passages
    assert [p.locator.path for p in passages] == ["line[1]", "line[4]"]


@pytest.mark.parametrize(
    "marks", ["1．|2．", "1.|2.", "1. |2. ", "（1）|（2）", "(1) |(2) ", "①|②", "•|•", "- |- ", "一、|二、"]
)
def test_a_line_that_begins_with_an_enumerator_is_an_item_of_its_own(marks: str) -> None:
    first, second = marks.split("|")
    raw = text.read(f"适用于：\n{first}本品不得静脉给药。\n{second}本品与青霉素类无交叉过敏性。".encode(), Limits())
    passages = assemble(raw).passages
    assert [(p.kind, p.text) for p in passages] == [
        (PassageKind.PARAGRAPH, "适用于："),
        (PassageKind.LIST_ITEM, "本品不得静脉给药。"),
        (PassageKind.LIST_ITEM, "本品与青霉素类无交叉过敏性。"),
    ]
    assert [p.facts["marker"] for p in passages[1:]] == [first.strip(), second.strip()]
    assert len({p.group for p in passages}) == 1


@pytest.mark.parametrize("mark", "-*+")
def test_lines_in_a_row_that_open_with_the_same_dash_or_star_are_items(mark: str) -> None:
    assert read(f"# V\n\n{mark} 5 mg once daily\n{mark} Take with food\n")[1:] == [
        (PassageKind.LIST_ITEM, "5 mg once daily"),
        (PassageKind.LIST_ITEM, "Take with food"),
    ]


def test_one_line_with_a_star_is_a_note_and_figures_alone_are_no_items() -> None:
    assert read("Cough was seen.\n\n* Not tested.\n")[1:] == [(PassageKind.FOOTNOTE, "Not tested.")]
    assert read("Change:\n\n- 0.5\n- 1.2\n")[1:] == [(PassageKind.PARAGRAPH, "- 0.5"), (PassageKind.PARAGRAPH, "- 1.2")]


def test_a_wrapped_line_that_begins_with_a_figure_is_no_item() -> None:
    assert read("The dose is\n2.5 mg daily\nor 5 mg.") == [(PassageKind.PARAGRAPH, "The dose is 2.5 mg daily or 5 mg.")]


@pytest.mark.parametrize(
    "line", ["1. Woche: 1.25 mg einmal täglich.", "4.–7. Woche: 5 mg.", "2. und 3. Tag: 10 mg.", "1. Januar 2024"]
)
def test_a_number_that_counts_weeks_or_days_stays_with_its_dose(line: str) -> None:
    assert [text for _, text in read(f"Dosis:\n\n{line}")][1:] == [line]


def test_lines_that_were_ended_stay_apart_and_their_headings_are_headings() -> None:
    lines = (
        "4.1 Anwendungsgebiete", "Erwachsene", "Zur Behandlung des Schmalfiebers, das länger als drei Tage dauert.",
        "Kinder und Jugendliche von 3 bis 18 Jahren", "Kurzzeitbehandlung des Schmalfiebers",
        "4.2 Dosierung und Art der Anwendung", "Unzerkaut nach den Mahlzeiten einnehmen.", "Breites Fieber",
        "Einmal täglich 30 mg. Meist klingt das Fieber unter dieser Behandlung ab, sonst wird sie wiederholt und ein "
        "Arzt gefragt, der über weitere vier Wochen mit derselben Dosis entscheidet, die er dem Kranken aufschreibt.",
    )  # fmt: skip
    raw = text.read("\n".join(lines).encode(), Limits())
    assert [b.text for b in raw.blocks] == list(lines)
    assert [b.text for b in raw.blocks if b.level] == [lines[0], lines[1], lines[3], lines[5], lines[7]]


def test_lines_broken_at_the_margin_are_one_sentence() -> None:
    wrapped = (
        "Belutamab is given once daily to adults whose narrow fever has lasted\n"
        "more than three days. The dose may be doubled where the fever has not\n"
        "gone after a week of treatment, but never in patients with a long\nrash."
    )
    assert read(wrapped) == [(PassageKind.PARAGRAPH, wrapped.replace("\n", " "))]


def test_lines_with_the_same_tabs_are_a_table() -> None:
    made = read(
        "10.2 併用注意\n薬剤名等\t臨床症状\t機序\nアルコール\t眠気が増強する。\t相加作用\nジゴキシン\t悪心\t不明\n"
    )
    assert [kind for kind, _ in made][1:] == [PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW, PassageKind.TABLE_ROW]
    assert made[2][1] == "アルコール\t眠気が増強する。\t相加作用"


def test_a_numbered_line_over_a_sentence_is_a_heading() -> None:
    raw = text.read(
        "9.1.1 心障害のある患者\n症状を悪化させるおそれがある。\n9.1.2 衰弱患者\n作用が強くあらわれる。".encode(),
        Limits(),
    )
    assert [b.level for b in raw.blocks] == [4, 0, 4, 0]


def test_the_marks_that_set_words_bold_are_no_words_and_no_notes() -> None:
    assert read("- **低下効果**：10 mmHg\n- Wert** gilt für **p<0.05\n") == [
        (PassageKind.LIST_ITEM, "低下効果：10 mmHg"),
        (PassageKind.LIST_ITEM, "Wert** gilt für **p<0.05"),
    ]


def test_the_lines_around_what_is_set_as_it_stands_are_no_words() -> None:
    assert [words for _, words in read("Vor der Gabe:\n\n```text\nPuls messen\n```\n\nNach der Gabe ruhen.\n")] == [
        "Vor der Gabe:",
        "Puls messen",
        "Nach der Gabe ruhen.",
    ]


def test_a_few_tags_inside_markdown_are_marks_and_no_words() -> None:
    page = "# Ovalex\n\n## Dosis\n\n<details>\n<summary>Hinweis</summary>\n<ul>\n<li><b>Start</b>: 1 mg</li>\n</ul>\n</details>\n"
    assert sniff(page.encode(), "ovalex.md") == "text/markdown"
    assert (PassageKind.LIST_ITEM, "Start: 1 mg") in read(page)
    assert sniff(b"<html><body><p>x</p></body></html>", "ovalex.md") == "text/html"


ISLANDS = """---
title: Ovalose
weight: 10
---

## Ovalose {#oval}

> [!WARNING] 🚨 In Kürze
> 1. **Ovalex stoppen**
> - Bei Fieber [Arzt](arzt.md) rufen

Gewicht zählt.

> 90 kg: 2 mg

<table><tr><th>Stoff</th><th>Dosis</th></tr><tr><td>Ovalex</td><td>&lt; 5 mg/m<sup>2</sup></td></tr></table>

### Dosis

| Stoff | Dosis |
|---|---|
| **Ovalex**<br>(Oval) | **Start**:<br>< 50 kg: 5 mg<br>> 50 kg: 7 mg |

<details>
  <summary>Mehr</summary>
  <p><strong>A. Ovalex:</strong></p>
  <ul><li>Bolus: 10 mg</li></ul>
</details>

Danach 1 mg C<sub>2</sub>.
"""


def test_markdown_with_html_inside_stays_markdown() -> None:
    assert sniff(ISLANDS.encode(), "ovalose.md") == "text/markdown"
    assert sniff(b"<section>\n<p>Ovalex</p>\n</section>", "ovalose.md") == "text/html"


def test_rows_of_tables_inside_markdown_keep_their_cells_whole() -> None:
    found = read(ISLANDS)
    assert (PassageKind.TABLE_ROW, "Ovalex (Oval)\tStart: < 50 kg: 5 mg > 50 kg: 7 mg") in found
    assert (PassageKind.TABLE_HEADER, "Stoff\tDosis") in found
    assert (PassageKind.TABLE_ROW, "Ovalex\t< 5 mg/m²") in found


def test_what_is_folded_away_or_quoted_in_markdown_heads_only_its_own_lines() -> None:
    paths = {p.text: p.heading_path for p in assemble(text.read(ISLANDS.encode(), Limits())).passages}
    assert paths["Ovalex stoppen"] == ("Ovalose", "Ovalose", "🚨 In Kürze")
    assert paths["Bei Fieber Arzt rufen"] == ("Ovalose", "Ovalose", "🚨 In Kürze")
    assert paths["Gewicht zählt."] == ("Ovalose", "Ovalose")
    assert paths["> 90 kg: 2 mg"] == ("Ovalose", "Ovalose")
    assert paths["Bolus: 10 mg"] == ("Ovalose", "Ovalose", "Dosis", "Mehr", "A. Ovalex:")
    assert paths["Danach 1 mg C2."] == ("Ovalose", "Ovalose", "Dosis")


def test_a_list_set_in_below_an_item_with_a_colon_is_a_list_of_its_own() -> None:
    page = "## Dosis\n\n- Thrombosen:\n  - im Arm\n  - im Bein\n- Fieber\n"
    groups = {p.text: p.group for p in assemble(text.read(page.encode(), Limits())).passages}
    assert groups["im Arm"] == groups["im Bein"] != groups["Fieber"] == groups["Thrombosen:"]


def test_a_line_behind_an_arrow_goes_on_with_the_item_over_it() -> None:
    assert (PassageKind.LIST_ITEM, "Therapie: → Ovalex 2 mg") in read(
        "## Dosis\n\n- Therapie:\n  → Ovalex 2 mg\n- Ruhe\n"
    )


def test_a_line_set_in_below_a_chinese_item_that_goes_on_is_the_rest_of_the_item() -> None:
    raw = text.read(
        "慎用：\n   - 乏力；\n   - 高热，一方面使人口渴；\n      另一方面使人无力；\n   - 咳嗽者。".encode(), Limits()
    )
    assert [block.text for block in raw.blocks][1:] == [
        "乏力；",
        "高热，一方面使人口渴；另一方面使人无力；",
        "咳嗽者。",
    ]


def test_the_first_of_several_chapters_with_words_of_its_own_is_no_title() -> None:
    kinds = {
        words: kind for kind, words in read("# Gout\n\nWarm joints.\n\n# Asthma\n\nWheezes.\n\n# Migraine\n\nPain.\n")
    }
    assert kinds["Gout"] is PassageKind.HEADING


def test_a_title_right_over_the_first_chapter_stays_one() -> None:
    kinds = {words: kind for kind, words in read("# Ward guide\n\n# Gout\n\nWarm.\n\n# Asthma\n\nWheezes.\n")}
    assert kinds["Ward guide"] is PassageKind.TITLE


def test_lines_in_angle_brackets_stay_apart_and_stand_side_by_side() -> None:
    told = "通常、成人には1回30mg、1日3回経口投与する。なお、年齢、症状により適宜増減する。また、空腹時の投与は避けること。"
    data = f"6. 用法及び用量\n〈膝の痛み〉\n膝痛、肘痛\n〈手術後の痛み〉\n{told}\n〈発熱〉\n{told}\n"
    made = assemble(text.read(data.encode(), Limits())).passages
    assert [p.text for p in made if p.kind is PassageKind.HEADING][1:] == [
        "〈膝の痛み〉",
        "〈手術後の痛み〉",
        "〈発熱〉",
    ]
    assert made[-1].heading_path == ("6. 用法及び用量", "〈発熱〉")


def test_the_title_of_a_paper_whose_counted_parts_are_marked_like_it_stays_one() -> None:
    made = read("# 某指南解读\n\n摘要如下。\n\n# 1 检查\n\n应检查。\n\n# 2 治疗\n\n应治疗。\n\n# 3 总结\n\n完。\n")
    assert made[0] == (PassageKind.TITLE, "某指南解读")
