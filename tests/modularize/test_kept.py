"""Medical content is not lost: figures under a header, reactions under a frequency, instructions that open a list."""

from __future__ import annotations

import pytest

from library.models import DocumentClass, ModuleKind, PassageKind, SourceFacts
from modularize.left_out.exclude import unusable
from modularize.segment import segment
from modularize.tagging.kinds import kind_of
from modularize.tagging.named import combined_name, own_name
from tests.modularize.making import Page


def bodies(page: Page) -> list[str]:
    return [part.body for part in segment(page.passages).segments]


def test_rows_of_a_titration_stand_under_their_header() -> None:
    page = Page(section="dosage")
    page.table("Week\tMorning tablets\tEvening tablets\tTotal daily dose (mg)", "1\t0\t1\t30", "2\t1\t1\t60")
    made = segment(page.passages).segments
    assert [part.body for part in made] == ["1\t0\t1\t30", "2\t1\t1\t60"]
    assert all("Week\tMorning tablets\tEvening tablets\tTotal daily dose (mg)" in part.context_texts for part in made)


def test_rows_of_figures_without_a_header_are_left_out_with_the_reason() -> None:
    page = Page(section="dosage")
    for row in ("1\t0\t1\t30", "2\t1\t1\t60"):
        page.add(PassageKind.TABLE_ROW, row, group="table-1")
    made = segment(page.passages)
    assert not made.segments
    assert len(made.skipped) == 2


def test_a_note_goes_with_the_rows_that_carry_its_mark() -> None:
    page = Page(section="adverse_reactions")
    page.table("Reaction\tFrequency", "Flushing\tVery common", "Zoster\tNot known**", "Leukopenia\tCommon*")
    page.text("* Reported in the trials of another salt.")
    page.text("** Reported after marketing.")
    made = {part.body.split("\t")[0]: part.context_texts for part in segment(page.passages).segments}
    assert "** Reported after marketing." in made["Zoster"]
    assert "* Reported in the trials of another salt." not in made["Zoster"]
    assert "* Reported in the trials of another salt." in made["Leukopenia"]
    assert not any(text.startswith("*") for text in made["Flushing"])


def test_a_note_under_the_rest_of_a_table_reaches_the_rows_before_the_page_break() -> None:
    page = Page(section="adverse_reactions")
    page.table("Reaction\tFrequency", "Zoster\tNot known**", "Nausea\tCommon")
    page.add(PassageKind.TABLE_ROW, "Flushing\tVery common", group="table-2")
    page.add(PassageKind.TABLE_ROW, "Fever\tRare", group="table-2")
    page.text("** Reported after marketing.")
    made = {part.body.split("\t")[0]: part.context_texts for part in segment(page.passages).segments}
    assert "** Reported after marketing." in made["Zoster"]
    assert "** Reported after marketing." not in made["Nausea"]


@pytest.mark.parametrize(
    "text",
    [
        "Keep this leaflet. You may need to read it again.",
        "Not all pack sizes may be marketed.",
        "If you have any further questions, ask your doctor or pharmacist.",
        "Weitere Auskünfte erteilt Ihnen Ihre Ärztin oder Apothekerin.",
        "Vollständige Auflistung der sonstigen Bestandteile, siehe Abschnitt 6.1.",
        "Es werden möglicherweise nicht alle Packungsgrößen in den Verkehr gebracht.",
        "请保留本说明书。您可能需要再次阅读。",
        "并非所有包装规格均上市。",
        "この説明書は大切に保管してください。",
        "ご不明な点は医師または薬剤師にご相談ください。",
        "If you get any side effects, talk to your doctor or pharmacist.",
        "This medicine has been prescribed for you only. Do not pass it on to others.",
        "Das Arzneimittel darf nur bis zu dem auf der Packung mit «EXP» bezeichneten Datum verwendet werden.",
        "Dieses Arzneimittel unterliegt einer zusätzlichen Überwachung.",
        "Beispielin Tabletten zu 40 mg: Packungen zu 50 und 150 Stück.",
        "本品性状发生改变时禁止使用。",
        "健康成人に本剤0.1mgを単回経口投与したときの血漿中濃度推移を次図で示す。",
    ],
)
def test_standing_sentences_of_the_template_are_no_modules(text: str) -> None:
    assert unusable(text)


@pytest.mark.parametrize(
    "text",
    [
        "If you have kidney problems, ask your doctor before you take this medicine.",
        "If you get a rash, talk to your doctor or pharmacist.",
        "Ask your doctor if you have liver disease.",
        "Sonstige Bestandteile: 60 mg Lactose, siehe Abschnitt 4.4.",
        "SPECIMEX tablets, 100 mg, are supplied in bottles of 90 tablets.",
        "如有肝功能异常，请咨询医师。",
    ],
)
def test_advice_with_a_reason_and_what_is_supplied_are_no_standing_sentences(text: str) -> None:
    assert not unusable(text)


def test_a_standing_sentence_joins_no_statement() -> None:
    page = Page(section="how_supplied")
    page.text("The tablets are supplied in a bottle. Not all pack sizes may be marketed.")
    assert bodies(page) == ["The tablets are supplied in a bottle."]


def test_reactions_without_a_bullet_under_a_frequency_are_kept() -> None:
    page = Page(section="adverse_reactions")
    page.heading("Psychiatric disorders")
    page.text("Uncommon:")
    page.text("Mood changes (including low spirits), confusion")
    page.heading("Cardiac disorders")
    made = segment(page.passages).segments
    assert [part.body for part in made] == ["Mood changes (including low spirits), confusion"]
    assert "Uncommon:" in made[0].context_texts


def test_a_shelf_life_without_a_verb_is_kept() -> None:
    page = Page(language="zh", section="shelf_life")
    page.text("暂定24个月")
    assert bodies(page) == ["暂定24个月"]


def test_bare_lines_of_excipients_are_one_module_under_the_part_they_belong_to() -> None:
    page = Page(section="excipients")
    page.text("Film-coating")
    page.text("Macrogol")
    page.text("Talc (E553b)")
    made = segment(page.passages).segments
    assert [part.body for part in made] == ["Macrogol\nTalc (E553b)"]
    assert "Film-coating" in made[0].context_texts


def test_a_line_over_a_sentence_stays_a_heading() -> None:
    page = Page(language="de", section="contraindications")
    page.text("Lebererkrankungen")
    page.text("Patienten mit schweren Erkrankungen der Leber dürfen das Arzneimittel nicht erhalten.")
    assert bodies(page) == ["Patienten mit schweren Erkrankungen der Leber dürfen das Arzneimittel nicht erhalten."]


def test_a_contraindication_without_a_verb_is_kept() -> None:
    page = Page(language="de", section="contraindications")
    page.text("Schwere Lebererkrankungen")
    page.heading("Warnhinweise")
    assert bodies(page) == ["Schwere Lebererkrankungen"]


def test_an_instruction_that_opens_a_list_is_a_module_of_its_own() -> None:
    page = Page(language="de", section="warnings")
    said = "Die Behandlung muss bei Zeichen einer Blutung abgesetzt werden, die im Folgenden aufgeführt sind."
    page.text(said)
    assert bodies(page) == [said]


def test_an_instruction_on_the_following_reactions_alone_is_no_module() -> None:
    page = Page(language="ja", section="adverse_reactions")
    page.text("次の副作用があらわれることがあるので、観察を十分に行い、異常が認められた場合には投与を中止すること。")
    cut = segment(page.passages)
    assert not cut.segments
    assert [skip.reason for skip in cut.skipped] == ["opens a list or table that was not found"]


def test_a_sentence_that_asks_to_heed_the_next_lines_stands_over_them() -> None:
    page = Page(language="ja", section="warnings")
    page.text("急性の痛みに対し本剤を用いる場合には、次の事項を考慮すること。")
    page.text("(1) 痛みの程度を考慮し投与すること。")
    page.text("(2) 原則として長期の投与を避けること。")
    made = segment(page.passages).segments
    assert not any(part.body.startswith("急性の痛み") and "長期" not in part.body for part in made)
    assert all("急性の痛みに対し" in part.body + "".join(part.context_texts) for part in made if "長期" in part.body)


def test_amounts_keep_the_line_that_says_of_how_much() -> None:
    page = Page(language="de", section="composition")
    page.text("1 ml Emulsion enthält:")
    page.text("Wirkstoff: Beispielum 10 mg")
    made = segment(page.passages).segments
    assert any("1 ml Emulsion enthält:" in [*part.context_texts, *part.body.split("\n")] for part in made)


def test_a_share_excreted_keeps_the_route_it_was_measured_by() -> None:
    page = Page(language="de", section="pharmacokinetics")
    page.text(
        "Nach Inhalation erschien der Wirkstoff rasch im Blut der Probanden. "
        "Bis zu 20% der Dosis wurden unverändert im Urin wiedergefunden."
    )
    made = segment(page.passages).segments
    share = next(part for part in made if "20%" in part.body)
    assert "Nach Inhalation" in share.body + "".join(share.context_texts)


def test_the_strengths_of_the_columns_stand_over_the_numbers_of_tablets() -> None:
    page = Page(section="dosage")
    page.table("Tablets\tDrops", "10 mg\t10 mg/ml", "1\t20")
    [made] = segment(page.passages).segments
    assert made.body == "1\t20"
    assert "10 mg\t10 mg/ml" in made.context_texts


def test_a_sentence_goes_on_below_the_head_of_the_next_page() -> None:
    page = Page(language="de", section="adverse_reactions")
    first = page.text("Selten wurde über klinische Zeichen")
    page.heading("Ein anderer Seitenkopf")
    last = page.text("einer Überempfindlichkeit berichtet, wie Schwellungen.")
    turned = last.model_copy(update={"locator": last.locator.model_copy(update={"page": 2})})
    made = segment([first, page.passages[1], turned]).segments
    assert made[0].body == "Selten wurde über klinische Zeichen\neiner Überempfindlichkeit berichtet, wie Schwellungen."


@pytest.mark.parametrize(
    ("names", "title", "line", "joint"),
    [
        (("Amoxicillin",), "Amoxicillin/Clavulanate 875 mg tablets", "Tablets.", "amoxicillin/clavulanate"),
        (("Amoxicillin", "阿莫西林"), "阿莫西林/克拉维酸钾片说明书", "本品为复方制剂。", "阿莫西林/克拉维酸钾片"),
        (("Amoxicillin", "阿莫西林"), "说明书", "通用名称：阿莫西林克拉维酸钾片", "阿莫西林克拉维酸钾片"),
        (("氨氯地平",), "说明书", "通用名称：苯磺酸氨氯地平片", ""),
        (("Metformin",), "Metformin 500 mg tablets", "Metformin and alcohol", ""),
        (("布洛芬",), "说明书", "通用名称：复方布洛芬片", "复方布洛芬片"),
    ],
)
def test_a_combination_is_not_filed_under_one_of_its_substances(
    names: tuple[str, ...], title: str, line: str, joint: str
) -> None:
    page = Page(section="name")
    page.text(line)
    assert combined_name(names, SourceFacts(title=title, document_class=DocumentClass.LABEL), page.passages) == joint


@pytest.mark.parametrize(
    ("title", "line", "name"),
    [
        ("Novalin-®Mildo 1%", "Novalin-Mildo is given slowly.", "novalin-mildo"),
        ("罗红霉素软胶囊", "本品为软胶囊。", "罗红霉素软胶囊"),
        ("Label", "【药品名称】通用名称：罗红霉素软胶囊 英文名称：Roxithromycin", "罗红霉素软胶囊"),
    ],
)
def test_the_name_of_a_product_ends_in_no_hyphen_and_is_found_in_its_lines(title: str, line: str, name: str) -> None:
    page = Page(section="indications")
    for _ in range(3):
        page.text(line)
    assert own_name(SourceFacts(title=title, document_class=DocumentClass.LABEL), page.passages) == name


def test_a_document_of_no_known_class_with_the_sections_of_a_label_names_its_product() -> None:
    page = Page(language="de", section="name")
    page.text("Desloratex 5 mg Filmtabletten")
    for section in ("indications", "dosage", "contraindications"):
        page.section = section
        page.text("Desloratex ist ein Arzneimittel.")
    assert own_name(SourceFacts(title="Fachinformation"), page.passages) == "desloratex"


@pytest.mark.parametrize(
    ("body", "section", "kind"),
    [
        ("Arzneimittelabhängigkeit: Die wiederholte Gabe kann zu Abhängigkeit führen.", "other", ModuleKind.WARNING),
        ("Accidental exposure of a child can be fatal.", None, ModuleKind.WARNING),
        ("Übelkeit ist seltener als nach einer Inhalationsnarkose.", "pharmacology", ModuleKind.SAFETY_RESULT),
        ("In patients the effect lasted longer than with the older drug.", "pharmacology", ModuleKind.EFFICACY_RESULT),
        ("The dose in rats was higher than in mice.", "pharmacology", ModuleKind.DESCRIPTION),
        ("Die Tumorproben wurden zentral getestet.", "pharmacology", ModuleKind.STUDY_DESIGN),
    ],
)
def test_warnings_comparisons_and_conduct_of_trials_have_their_kind(
    body: str, section: str | None, kind: ModuleKind
) -> None:
    assert kind_of(body, (), section, DocumentClass.LABEL) is kind
