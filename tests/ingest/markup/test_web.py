from __future__ import annotations

import pytest

from ingest import package
from ingest.assemble import assemble
from ingest.markup import web
from ingest.reading import Limits, Reading
from library.errors import Refused
from library.models import PassageFlag, PassageKind
from tests.ingest import documents as make

NO_OCR = Limits(ocr=False)


def read(html: str | bytes) -> Reading:
    return assemble(web.read(html if isinstance(html, bytes) else html.encode(), Limits()))


def test_blocks_headings_and_lists_are_read_in_order() -> None:
    reading = read(
        "<h1>Ovalex</h1><h2>Dose</h2><p>Take it <b>once</b> daily:</p><ol><li>with food</li><li>whole</li></ol>"
    )
    assert [(p.kind, p.text) for p in reading.passages] == [
        (PassageKind.TITLE, "Ovalex"),
        (PassageKind.HEADING, "Dose"),
        (PassageKind.PARAGRAPH, "Take it once daily:"),
        (PassageKind.LIST_ITEM, "with food"),
        (PassageKind.LIST_ITEM, "whole"),
    ]
    assert [p.facts.get("marker") for p in reading.passages[3:]] == ["1.", "2."]
    assert reading.passages[4].heading_path == ("Ovalex", "Dose")
    assert len({p.group for p in reading.passages[2:]}) == 1


def test_a_table_keeps_its_columns_under_spans() -> None:
    reading = read(
        "<table><caption>Table 1. Safety</caption><thead><tr><th>Event</th><th>A</th><th>B</th></tr></thead>"
        "<tr><td rowspan=2>Oedema</td><td>58.3%</td><td>7.6%</td></tr><tr><td>7.4%</td><td>0</td></tr></table>"
    )
    assert [(p.kind, p.text) for p in reading.passages] == [
        (PassageKind.CAPTION, "Table 1. Safety"),
        (PassageKind.TABLE_HEADER, "Event\tA\tB"),
        (PassageKind.TABLE_ROW, "Oedema\t58.3%\t7.6%"),
        (PassageKind.TABLE_ROW, "Oedema\t7.4%\t0"),
    ]
    assert len({p.group for p in reading.passages}) == 1


def test_line_breaks_and_superscripts_do_not_run_words_or_figures_together() -> None:
    assert read("<p>10<sup>9</sup>/L<br>in both groups</p>").passages[0].text == "10⁹/L in both groups"


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display:none"',
        "hidden",
        'style="visibility: hidden"',
        'style="font-size:0"',
        'style="color:#fff"',
        'class="gone"',
    ],
)
def test_hidden_elements_are_flagged(hiding: str) -> None:
    reading = read(f"<style>.gone {{display: none}}</style><body><p>seen</p><p {hiding}>best in class</p></body>")
    assert [(p.text, PassageFlag.HIDDEN in p.flags) for p in reading.passages] == [
        ("seen", False),
        ("best in class", True),
    ]


def test_white_words_on_a_painted_background_are_seen() -> None:
    reading = read('<div style="background:#004"><p style="color:#fff">Important safety information</p></div>')
    assert reading.passages[0].flags == ()


def test_scripts_and_styles_are_no_words() -> None:
    assert [p.text for p in read("<p>words</p><script>alert('x')</script><style>p{}</style>").passages] == ["words"]


@pytest.mark.parametrize(
    ("encoding", "declared"), [("gb18030", "gb2312"), ("cp932", "shift_jis"), ("utf-16", ""), ("utf-8", "")]
)
def test_old_encodings_are_read(encoding: str, declared: str) -> None:
    words = "患者" if encoding != "cp932" else "患者に投与する"
    meta = f'<meta charset="{declared}">' if declared else ""
    assert read(f"<html>{meta}<p>{words}</p></html>".encode(encoding)).passages[0].text == words


def test_an_encoding_nobody_declared_is_guessed() -> None:
    words = "本品用于治疗既往含铂化疗后疾病进展的非小细胞肺癌成人患者，推荐剂量为每日一次，随餐口服。"
    assert read(f"<p>{words}</p><p>{words}</p>".encode("gb18030")).passages[0].text == words


def test_slides_of_a_package_come_as_its_index_links_them() -> None:
    data = make.zipped(
        {
            "index.html": '<title>Ovalex EDA</title><nav><a href="s10.html">Two</a><a href="s2.html">One</a></nav>',
            "s2.html": "<p>linked second</p>",
            "s10.html": "<p>linked first</p>",
            "s3.html": "<p>not linked</p>",
        }
    )
    reading = assemble(package.read(data, NO_OCR))
    body = [(p.locator.slide, p.text) for p in reading.passages if p.kind is PassageKind.PARAGRAPH]
    assert body == [(1, "linked first"), (2, "linked second"), (3, "not linked")]
    assert reading.pages == 3
    assert (reading.passages[-1].locator.path or "").startswith("s3.html#")


def test_without_an_index_slides_come_by_number_also_from_zips_inside() -> None:
    inner = {n: make.zipped({f"slide{n}/slide{n}.html": f"<h1>Slide {n}</h1>"}) for n in (2, 10)}
    data = make.zipped({f"deck_{n}.zip": content for n, content in inner.items()})
    reading = assemble(package.read(data, NO_OCR))
    assert [(p.locator.slide, p.text) for p in reading.passages] == [(1, "Slide 2"), (2, "Slide 10")]


def test_pictures_without_words_and_empty_slides_are_losses() -> None:
    data = make.zipped({"a1.html": '<img src="x.png">', "a2.html": '<p>words</p><img src="y.png">'})
    losses = package.read(data, NO_OCR).losses
    assert sorted((loss.code, loss.page) for loss in losses) == [
        ("ingest.picture_without_text", 1), ("ingest.picture_without_text", 2), ("ingest.slide_without_text", 1),
    ]  # fmt: skip


def test_a_zip_without_slides_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        package.read(make.zipped({"readme.txt": "hello"}), NO_OCR)
    assert refused.value.code == "ingest.not_a_package"


SYMBOL = "<style>.sy{font-family:Symbol} .ar{font-family:Arial}</style>"


def test_characters_set_in_the_symbol_font_are_the_signs_it_shows() -> None:
    reading = read(
        SYMBOL + "<p>CrCl <font face='Symbol'>³</font>50 ml/min, <span class='sy'><span>£</span></span>80, 5 "
        "<span style='font-family:Symbol'>m</span>g, <span class='sy'><span class='ar'>³</span></span></p>"
    )
    assert reading.passages[0].text == "CrCl ≥50 ml/min, ≤80, 5 μg, ³"
    assert any(w.startswith("ingest.symbol_font: 3 ") for w in reading.warnings)


def test_words_in_the_symbol_font_are_left_as_they_are() -> None:
    assert read("<p><font face='Symbol'>Dosage</font> 5 mg</p>").passages[0].text == "Dosage 5 mg"


def test_a_class_used_for_signs_only_is_read_as_symbol_and_said_so() -> None:
    body = "<p class='a'>bei <span class='b'>³</span><span>50</span> und <span class='b'>m</span>M</p>"
    reading = read(body)
    assert reading.passages[0].text == "bei ≥50 und μM"
    assert any("compare them with the original" in w for w in reading.warnings)


def test_a_class_that_marks_footnotes_is_never_read_as_symbol() -> None:
    body = "<p>Score <span class='f'>³</span>2 <span class='f'>¹</span> and <span class='f'>²</span></p>"
    reading = read(body)
    assert reading.passages[0].text.startswith("Score ³2")
    assert reading.passages[0].facts["symbol_font"].startswith("suspicious")


@pytest.mark.parametrize("text", ["CrCl ³50 ml/min", "GFR £30 ml/min", "bei ³ 2 Patienten"])
def test_a_sign_before_a_figure_without_a_font_is_kept_and_shown_to_a_person(text: str) -> None:
    reading = read(f"<p>{text}</p>")
    assert reading.passages[0].text == text
    assert "symbol_font" in reading.passages[0].facts
    assert any(w.startswith("ingest.symbol_font: 1 ") for w in reading.warnings)


@pytest.mark.parametrize("text", ["50'000/mm³ 20", "m³ 5", "10³2", "costs £50 a month"])
def test_powers_and_prices_are_not_suspected(text: str) -> None:
    assert "symbol_font" not in read(f"<p>{text}</p>").passages[0].facts


SWISS = (
    "<style>.h{font-style:italic}.n{font-family:Arial}</style><p><span class=n>{0}</span></p><h2>Dosierung/Anwendung</h2>"
    "<p><span class=h>Prophylaxe in der Chirurgie</span></p><p><span class=n>{0}</span></p>"
    "<p><span class=h>Klinische Anwendung bei der Behandlung der instabilen Angina pectoris und des akuten Infarktes ohne"
    " Hebung</span></p><p><span class=n>Dosis: </span>1 mg/kg</p>"
    "<p><span class=h>Dosen bei Leberinsuffizienz</span></p><table><tr><td>a</td><td>1 mg</td></tr></table>"
    "<p><span class=h>Behandlung der Thrombose</span></p><table><tr><td>b</td><td>2 mg</td></tr></table>"
)  # fmt: skip


def test_no_dose_stands_under_the_heading_of_another_use() -> None:
    reading = read(
        SWISS.replace("{0}", "Die Dosis ist die, die der Arzt in jedem einzelnen Fall für richtig hält. " * 3)
    )
    paths = {p.text: p.heading_path for p in reading.passages}
    assert paths["Dosis: 1 mg/kg"][1:] == (
        "Klinische Anwendung bei der Behandlung der instabilen Angina pectoris und des akuten Infarktes ohne Hebung",
    )
    assert paths["a\t1 mg"][1:] == (*paths["Dosis: 1 mg/kg"][1:], "Dosen bei Leberinsuffizienz")
    assert paths["b\t2 mg"][1:] == ("Behandlung der Thrombose",)


@pytest.mark.parametrize(
    "markup",
    [
        "<pre>           Placebo  10 mg\nRemission   26,5    41,1*\nn           12      14</pre>",
        "<table><tr><td>{0}{0}{0}Placebo{0}10 mg</td></tr><tr><td>Remission{0}26,5{0}41,1*</td></tr>"
        "<tr><td>n{0}12{0}14</td></tr></table>",
    ],
)
def test_a_table_written_with_spaces_is_a_table_and_never_a_heading(markup: str) -> None:
    reading = read(markup.format("&nbsp;" * 4) + "<p>Das sind die Ergebnisse einer Studie.</p>")
    assert [p.kind for p in reading.passages[:3]] == [
        PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW, PassageKind.TABLE_ROW
    ]  # fmt: skip
    assert reading.passages[1].text == "Remission\t26,5\t41,1*"


def test_sources_of_slides_are_refused_with_what_to_do() -> None:
    archive = make.zipped({"pages/home/home.hbs": "<section><slide>{{title}}</slide></section>"})
    with pytest.raises(Refused) as refused:
        package.read(archive, NO_OCR)
    assert refused.value.code == "ingest.not_a_package"
    assert "templates" in refused.value.next_step


def test_a_heading_directly_under_one_of_another_look_is_deeper_until_a_third_look_comes() -> None:
    css = "<style>.a{font-style:italic} .b{text-decoration:underline} .c{font-style:italic;text-decoration:underline}</style>"
    long = "Die Dosis richtet sich nach dem Gewicht und wird nach vier Wochen geprüft, danach alle drei Monate."
    names = [
        ("a", "Spezielle Angaben"),
        ("b", "Ältere Patienten"),
        ("b", "Kinder"),
        ("c", "Verabreichung"),
        ("b", "Hinweis zur Gabe"),
    ]
    body = "".join(
        f'<p class="{name}">{text}</p>' + ("" if text == "Spezielle Angaben" else f"<p>{long}</p>")
        for name, text in names
    )
    reading = read(f"{css}<h2>Dosierung/Anwendung</h2><p>{long}</p>{body}")
    paths = {p.text: p.heading_path for p in reading.passages if p.kind is PassageKind.HEADING}
    assert paths["Ältere Patienten"][-1] == paths["Kinder"][-1] == "Spezielle Angaben"
    assert paths["Verabreichung"] == paths["Hinweis zur Gabe"] == ("Dosierung/Anwendung",)


def test_a_break_ends_a_line_and_items_after_it_are_items() -> None:
    page = (
        "<p>【性&nbsp;状】<br>本品为白色粉末。<br>【禁忌】<br>1. 过敏者禁用。<br>2. 孕妇禁用。<br>"
        "<b>注意</b><br>Not with a sentence that<br>goes on here.</p>"
    )
    made = [(b.kind, b.text) for b in web.read(page.encode(), Limits()).blocks]
    assert made == [
        (PassageKind.HEADING, "【性 状】"),
        (PassageKind.PARAGRAPH, "本品为白色粉末。"),
        (PassageKind.HEADING, "【禁忌】"),
        (PassageKind.LIST_ITEM, "过敏者禁用。"),
        (PassageKind.LIST_ITEM, "孕妇禁用。"),
        (PassageKind.PARAGRAPH, "注意"),
        (PassageKind.PARAGRAPH, "Not with a sentence that goes on here."),
    ]


def test_breaks_in_a_cell_part_its_entries() -> None:
    page = (
        "<table><tr><td>下記疾患の鎮痛<br>関節炎、<br>腰痛症</td><td>1</td></tr><tr><td>a</td><td>2</td></tr></table>"
    )
    assert web.read(page.encode(), Limits()).blocks[0].text == "下記疾患の鎮痛 関節炎、腰痛症\t1"


def test_the_rest_of_a_broken_tag_is_no_word_and_a_p_value_stays() -> None:
    page = "<p>bei span> Ratten, p>0.05 und p> 0.01, a > b.</p><p>Eigenschaften/Wirkungen p></p>"
    assert [b.text for b in web.read(page.encode(), Limits()).blocks] == [
        "bei Ratten, p>0.05 und p> 0.01, a > b.",
        "Eigenschaften/Wirkungen",
    ]


def test_words_over_a_column_of_figures_head_a_table_that_declares_no_header() -> None:
    rows = ("Belutamab + Lösung|Konzentration", "2 ml + 4 ml|16.7 mg/ml", "2 ml + 8 ml|10 mg/ml")
    page = "<table>" + "".join(f"<tr><td>{r.replace('|', '</td><td>')}</td></tr>" for r in rows) + "</table>"
    kinds = [b.kind for b in web.read(page.encode(), Limits()).blocks]
    assert kinds == [PassageKind.TABLE_HEADER, PassageKind.TABLE_ROW, PassageKind.TABLE_ROW]
    plain = page.replace("Konzentration", "25 mg/ml")
    assert [b.kind for b in web.read(plain.encode(), Limits()).blocks] == [PassageKind.TABLE_ROW] * 3


def test_a_bold_group_right_below_the_header_heads_its_own_rows_and_none_of_the_next_group() -> None:
    group = "<tr><td><b>{}</b></td><td></td></tr><tr><td>{}</td><td>3.1</td></tr>"
    rows = group.format("局部症状", "红肿") + group.format("全身症状", "寒战")
    page = f"<html><body><table><tr><th>反应</th><th>%</th></tr>{rows}</table></body></html>"
    kinds = [passage.kind for passage in read(page).passages]
    assert kinds == [PassageKind.TABLE_HEADER, *[PassageKind.TABLE_ROW] * 4]


def test_a_name_in_bold_stands_below_the_counted_heading_that_a_tag_makes_one() -> None:
    reading = read(
        "<h1>Ovalex</h1><h3>2. What should I know before I take Ovalex?</h3><p><b>Warnings</b></p>"
        "<p><b>Do not take it if:</b></p><ul><li>you are allergic to it.</li></ul><h3>3. How do I take it?</h3><p>Whole.</p>"
    )
    found = {p.text: p.heading_path for p in reading.passages}
    second = "2. What should I know before I take Ovalex?"
    assert found["you are allergic to it."] == ("Ovalex", second, "Warnings", "Do not take it if:")
    assert found["Whole."] == ("Ovalex", "3. How do I take it?")


def test_a_bold_line_that_there_is_none_of_something_heads_nothing() -> None:
    reading = read("<h2>Ovalex</h2><p><b>Alcohol</b></p><p><b>No information is available</b></p><p><b>Storage</b></p>")
    assert {p.text: p.kind for p in reading.passages}["No information is available"] is PassageKind.PARAGRAPH


def test_a_sign_whose_name_a_line_broke_is_the_sign_and_other_ands_stay() -> None:
    page = b"<p>W&amp;\nauml;hrend 200 & micro;g Ovalex & Betalin; gegeben werden.</p>"
    [passage] = assemble(web.read(page, Limits())).passages
    assert passage.text == "Während 200 µg Ovalex & Betalin; gegeben werden."
