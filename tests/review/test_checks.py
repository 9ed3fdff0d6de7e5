"""What each check finds on a module, and that it finds nothing on a sound one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from library.models import AnchorRole, DocumentClass, ModuleKind, PassageFlag, PassageKind, Severity, Status, Tag
from review.cases import Cited, Companion, ModuleCase, Wording
from review.checks import OCR_CHECKED, check_module, check_source
from review.findings import is_blocked
from tests.review.builders import CLAIM, FUTURE, LABEL, PAST, case, cited, module, passage, source, source_case

PAPER = source(DocumentClass.PUBLICATION)


def codes(found: ModuleCase) -> set[str]:
    return {finding.code for finding in check_module(found)}


def blockers(found: ModuleCase) -> set[str]:
    return {finding.code for finding in check_module(found) if finding.severity is Severity.BLOCKING}


def test_a_sound_claim_has_no_finding() -> None:
    assert check_module(case()) == ()


def test_findings_name_their_subject_and_blocking_ones_come_first() -> None:
    found = check_module(case(support=[], content={"disease": "no such disease", "product": ""}, tags=()))
    assert {f.subject for f in found} == {"m1"}
    severities = [f.severity for f in found]
    assert severities == sorted(severities, key=lambda s: s is not Severity.BLOCKING)
    assert is_blocked(found)


# --- the trail


def test_a_quote_that_does_not_stand_where_its_anchor_says_is_broken() -> None:
    assert "review.anchor_broken" in blockers(case(origin=cited(CLAIM, source(), quote=CLAIM.replace("61.6", "61.7"))))


def test_an_anchor_whose_passage_is_gone_is_broken() -> None:
    sound = cited(CLAIM, source())
    assert "review.anchor_broken" in blockers(case(origin=Cited(sound.anchor, None, sound.source, sound.status)))


def test_words_without_an_origin_are_stopped() -> None:
    only_support = cited(CLAIM, PAPER, AnchorRole.SUPPORT)
    assert "review.no_origin" in blockers(case(origin=only_support))


@pytest.mark.parametrize("flag", [PassageFlag.HIDDEN, PassageFlag.HIDDEN_SLIDE, PassageFlag.INSTRUCTION])
@pytest.mark.parametrize("role", [AnchorRole.ORIGIN, AnchorRole.SUPPORT])
def test_hidden_words_and_instructions_are_stopped_wherever_they_are_cited(flag: PassageFlag, role: AnchorRole) -> None:
    if role is AnchorRole.ORIGIN:
        found = case(origin=cited(CLAIM, source(), flags=[flag]))
    else:
        found = case(support=[cited(CLAIM, PAPER, role, flags=[flag])])
    assert f"review.{flag}" in blockers(found)


@pytest.mark.parametrize("flag", [PassageFlag.SPEAKER_NOTES, PassageFlag.TRACKED_CHANGE, PassageFlag.CHART_DATA])
def test_where_words_come_from_is_said_to_the_reviewer(flag: PassageFlag) -> None:
    found = case(origin=cited(CLAIM, source(), flags=[flag]))
    assert f"review.{flag}" in codes(found)
    assert not blockers(found)


def test_figures_read_by_ocr_need_a_person() -> None:
    read = case(origin=cited(CLAIM, source(), flags=[PassageFlag.OCR]))
    assert "review.ocr_number" in blockers(read)
    by_rule = replace(read, module=module(tags=[Tag(facet=OCR_CHECKED, value="yes", by="rule")]))
    assert "review.ocr_number" in blockers(by_rule), "a rule is no person"
    by_person = replace(read, module=module(tags=[Tag(facet=OCR_CHECKED, value="yes", by="person")]))
    assert not blockers(by_person)


def test_a_number_that_two_readers_read_differently_needs_a_person() -> None:
    read = case(origin=cited(CLAIM, source(), flags=[PassageFlag.DISPUTED]))
    assert "review.disputed_number" in blockers(read)
    by_person = replace(read, module=module(tags=[Tag(facet=OCR_CHECKED, value="yes", by="person")]))
    assert not blockers(by_person)


def test_words_without_figures_read_by_ocr_are_shown_to_the_reviewer() -> None:
    words = "Withhold treatment if it is suspected."
    read = case(words, origin=cited(words, source(), flags=[PassageFlag.OCR]))
    assert "review.ocr" in codes(read)
    assert "review.ocr_number" not in codes(read)


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.EXPIRED])
def test_a_claim_whose_only_origin_is_dead_is_stopped(status: Status) -> None:
    dead = cited(CLAIM, source(expiry=PAST), status=status)
    assert f"review.source_{status}" in blockers(case(origin=dead))
    living = cited(CLAIM, source(name="second deck"))
    both = case(origin=dead, support=[living, cited(CLAIM, PAPER, AnchorRole.SUPPORT)])
    assert f"review.source_{status}" in codes(both)
    assert not blockers(both)


# --- support


def test_a_claim_without_support_is_stopped() -> None:
    assert "review.no_support" in blockers(case(support=[]))


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.EXPIRED, Status.SUPERSEDED])
def test_dead_support_supports_nothing(status: Status) -> None:
    assert "review.no_support" in blockers(case(support=[cited(CLAIM, PAPER, AnchorRole.SUPPORT, status=status)]))


def test_a_deck_can_not_support_a_claim() -> None:
    found = blockers(case(support=[cited(CLAIM, source(name="other deck"), AnchorRole.SUPPORT)]))
    assert {"review.support_class", "review.no_support"} <= found


@pytest.mark.parametrize("kind", [DocumentClass.LABEL, DocumentClass.PUBLICATION])
def test_the_verbatim_words_of_a_label_or_publication_are_their_own_support(kind: DocumentClass) -> None:
    own = case(origin=cited(CLAIM, source(kind)), support=[])
    assert "review.no_support" not in blockers(own)
    by_a_person = replace(own, module=module(author="mark"))
    assert "review.no_support" in blockers(by_a_person)
    edited = replace(own, module=module(CLAIM + " "))
    assert "review.no_support" in blockers(edited)


def test_words_of_a_deck_that_a_publication_says_too_are_borne_out_by_it_while_it_lives() -> None:
    of_both = case(support=[cited(CLAIM, PAPER)])
    assert "review.no_support" not in codes(of_both)
    withdrawn = case(support=[cited(CLAIM, PAPER, status=Status.WITHDRAWN)])
    assert "review.no_support" in blockers(withdrawn)


@pytest.mark.parametrize("kind", [ModuleKind.PHRASE, ModuleKind.REFERENCE, ModuleKind.BOILERPLATE])
def test_what_claims_nothing_needs_no_support(kind: ModuleKind) -> None:
    words = "And now to the evidence."
    content: dict[str, object] = {"market": "*", "product": ""} if kind is ModuleKind.PHRASE else {}
    assert "review.no_support" not in codes(case(words, support=[], kind=kind, content=content))


def test_a_figure_that_its_support_does_not_give_is_stopped() -> None:
    wrong = CLAIM.replace("61.6%", "6.16%")
    found = case(wrong, support=[cited(CLAIM, PAPER, AnchorRole.SUPPORT)])
    assert any(code.startswith("evidence.") for code in blockers(found))


def test_a_table_row_is_read_under_its_header() -> None:
    row = cited(
        "ORR\t61.6% (101/164)\t39.0% (32/82)", PAPER, AnchorRole.SUPPORT, header="Endpoint\tOVRANTEQ\tChemotherapy"
    )
    assert row.words.splitlines()[0] == "Endpoint\tOVRANTEQ\tChemotherapy"
    assert not is_blocked(check_module(case(support=[row])))
    assert is_blocked(check_module(case("The ORR was 71.6% (101/164) with OVRANTEQ.", support=[row])))


def test_a_superlative_is_stopped_even_where_a_publication_says_it() -> None:
    words = "OVRANTEQ is the best and completely safe choice."
    assert blockers(case(words))


def test_a_labels_own_words_are_not_judged_as_promotion() -> None:
    words = "The most common adverse reactions were oedema and nausea; safe use in children was not shown."
    of_label = case(words, origin=cited(words, LABEL), support=[], kind=ModuleKind.ADVERSE_REACTION)
    assert check_module(of_label) == ()


# --- what governs use


def test_a_disease_that_only_a_heading_names_and_a_title_that_the_text_gainsays_are_told() -> None:
    one = case("Zwerchpathie presses on the stomach.")
    tags = (
        Tag(facet="disease", value="zwerchpathie", words="Zwerchpathie"),
        Tag(facet="reading", value="title_gainsaid", words="Cystitis"),
    )
    told = replace(one, module=one.module.model_copy(update={"tags": tags}))
    assert {"review.unlisted_disease", "review.title_gainsaid"} <= {finding.code for finding in check_module(told)}


def test_unknown_products_and_diseases_are_stopped() -> None:
    assert {"review.unknown_product", "review.unknown_disease"} <= blockers(
        case(content={"product": "nomedicine", "disease": "nosuch"})
    )


@pytest.mark.parametrize("market", ["", "*"])
def test_a_claim_for_every_market_is_stopped(market: str) -> None:
    assert "review.no_market" in blockers(case(content={"market": market}))


def test_a_module_without_a_language_is_stopped() -> None:
    assert "review.no_language" in blockers(case(content={"language": ""}))


@pytest.mark.parametrize(
    ("words", "content"), [("Response was 61.6%.", {}), ("Good to know.", {"product": "ovranteq"})]
)
def test_a_phrase_says_nothing_of_a_product_and_carries_no_figure(words: str, content: dict[str, object]) -> None:
    phrase = case(words, support=[], kind=ModuleKind.PHRASE, content={"market": "*", "product": "", **content})
    assert "review.phrase_claims" in blockers(phrase)


def test_what_must_travel_with_a_module_exists_and_can_be_used() -> None:
    qualifier = module("Descriptive, not adjusted for multiplicity.", id="q")
    assert "review.companion_unknown" in blockers(case(companions=(Companion("nowhere"),)))
    assert "review.companion_gone" in blockers(case(companions=(Companion("q", qualifier, Status.WITHDRAWN),)))
    assert "review.companion_waits" in codes(case(companions=(Companion("q", qualifier, Status.DRAFT),)))
    assert codes(case(companions=(Companion("q", qualifier, Status.RELEASED),))) == set()


# --- the label of the market


def test_a_scenario_that_is_off_label_in_the_market_is_stopped() -> None:
    assert "review.off_label" in blockers(case(off_label_scenarios=("S1",)))


def test_what_the_label_of_the_market_bears_out_is_on_label_whatever_it_is_tagged_with() -> None:
    words = "No dose adjustment is needed for CrCl of 30 mL/min or higher."
    of_label = cited(words, source(DocumentClass.LABEL, "us.pdf"), AnchorRole.SUPPORT)
    found = case(words, support=[of_label], kind=ModuleKind.SPECIAL_POPULATION, off_label_scenarios=("S1",))
    assert "review.off_label" not in codes(found)


def test_a_first_line_claim_is_off_label_where_the_label_covers_pretreated_patients() -> None:
    first_line = frozenset({"first_line"})
    china = case(population=first_line, label_population=frozenset({"pretreated", "adult"}))
    assert "review.off_label" in blockers(china)
    recommended = case(kind=ModuleKind.DESCRIPTION, population=first_line, label_population=frozenset({"pretreated"}))
    assert "review.off_label" in blockers(recommended)
    guided = case(kind=ModuleKind.GUIDELINE, population=first_line, label_population=frozenset({"pretreated"}))
    assert "review.off_label" in blockers(guided)
    assert "review.off_label" not in codes(case(population=first_line, label_population=frozenset({"adult"})))
    assert "review.off_label" not in codes(
        case(population=first_line, label_population=frozenset({"first_line", "pretreated"}))
    )


def test_adolescents_are_off_label_where_the_label_covers_adults() -> None:
    found = case(
        population=frozenset({"adolescent"}), label_population=frozenset({"adult"}), kind=ModuleKind.PATIENT_COUNSELLING
    )
    assert "review.off_label" in blockers(found)


def dosing(words: str, label: str, others: dict[str, str] | None = None) -> ModuleCase:
    return case(
        words,
        kind=ModuleKind.DOSING,
        label=(passage(label, LABEL),),
        other_labels={market: (passage(text, LABEL),) for market, text in (others or {}).items()},
    )


def test_an_interval_that_the_label_does_not_know_is_off_label_and_the_market_that_knows_it_is_named() -> None:
    words = "After week 16, inject 300 mg every 4 weeks."
    found = dosing(
        words,
        "Inject 300 mg every 2 weeks from week 16.",
        {"EU": "After week 16, 300 mg every 4 weeks may be considered."},
    )
    stops = [f for f in check_module(found) if f.code == "review.off_label"]
    assert stops
    assert "EU" in stops[0].message


def test_a_dose_the_label_knows_is_on_label() -> None:
    assert "review.off_label" not in codes(
        dosing("Inject 300 mg every 2 weeks.", "Inject 300 mg every 2 weeks from week 16.")
    )


def test_only_another_markets_label_is_no_support_for_what_a_label_governs() -> None:
    words = "OVRANTEQ is indicated for adults with untreated disease."
    foreign = cited(words, source(DocumentClass.LABEL, "cn.pdf", market="CN"), AnchorRole.SUPPORT)
    assert "review.off_label" in blockers(case(words, kind=ModuleKind.INDICATION, support=[foreign]))
    own = cited(words, source(DocumentClass.LABEL, "us.pdf"), AnchorRole.SUPPORT)
    assert "review.off_label" not in codes(case(words, kind=ModuleKind.INDICATION, support=[foreign, own]))


def test_without_a_signed_label_the_reviewer_is_told_that_off_label_was_not_checked() -> None:
    found = case(label=())
    assert "review.no_signed_label" in codes(found)
    assert not blockers(found)


def test_words_of_a_superseded_label_are_stale_unless_the_label_in_force_says_them_too() -> None:
    words = "In moderate hepatic impairment the dose is 200 mg."
    old = cited(words, source(DocumentClass.LABEL, "v1.pdf"), AnchorRole.SUPPORT, status=Status.SUPERSEDED)
    now = passage("In moderate hepatic impairment the dose is 100 mg.", LABEL)
    assert {"review.stale_label", "review.no_support"} <= blockers(case(words, support=[old], label=(now,)))
    kept = case(words, support=[old, cited(words, PAPER, AnchorRole.SUPPORT)], label=(passage(f"2.3 {words}", LABEL),))
    assert "review.label_superseded" in codes(kept)
    assert not blockers(kept)


# --- translations


def test_once_daily_and_its_translation_twice_daily_conflict() -> None:
    words = "The recommended dosage is 300 mg orally once daily with food."
    same = Wording("zh", "推荐剂量为300 mg，每日一次，随餐口服。")
    other = Wording("zh", "推荐剂量为300 mg，每日两次，随餐口服。", "p9")
    assert "review.translation_conflict" not in codes(case(words, wordings=(same,)))
    stops = [f for f in check_module(case(words, wordings=(same, other))) if f.code == "review.translation_conflict"]
    assert [f.related for f in stops] == [("p9",)]
    assert "两次" in stops[0].source_words


def test_a_translation_that_says_less_does_not_conflict() -> None:
    words = "ILD occurred in 4.9% (8/163) and was fatal in 0.6% (1/163) of patients."
    less = Wording("zh", "间质性肺疾病发生率为4.9%。")
    none = Wording("zh", "间质性肺疾病可能致命。")
    assert "review.translation_conflict" not in codes(
        case(words, wordings=(less, none), kind=ModuleKind.ADVERSE_REACTION)
    )


# --- label versions


def test_a_complete_label_version_has_no_finding_and_a_replaced_one_is_named() -> None:
    assert check_source(source_case(LABEL)) == ()
    older = source(DocumentClass.LABEL, "v1.pdf", version_label="Rev 03/2026")
    (beside,) = check_source(source_case(LABEL, signed=[older]))
    newer = source(DocumentClass.LABEL, "v2.pdf", replaces=older.id)
    (replaced,) = check_source(source_case(newer, signed=[older]))
    assert (beside.code, replaced.code) == ("review.label_beside", "review.replaces_label")
    assert "Rev 03/2026" in beside.message
    assert "Rev 03/2026" in replaced.message


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"document_class": DocumentClass.DECK}, "review.not_a_label"),
        ({"market": ""}, "review.no_market"),
        ({"product": ""}, "review.no_product"),
        ({"product": "nomedicine"}, "review.unknown_product"),
        ({"expiry": PAST}, "review.source_expired"),
    ],
)
def test_a_label_version_that_can_not_govern_anything_is_not_signed(facts: dict[str, object], code: str) -> None:
    found = check_source(source_case(source(DocumentClass.LABEL, **facts)))
    assert code in {f.code for f in found if f.severity is Severity.BLOCKING}


def test_a_label_without_text_is_not_signed_and_what_was_lost_is_told() -> None:
    assert is_blocked(check_source(source_case(LABEL, passages=0)))
    told = check_source(
        source_case(source(DocumentClass.LABEL, effective=FUTURE), warnings=("two pages are pictures",))
    )
    assert {f.code for f in told} == {"review.not_effective", "review.reader_warning"}
    assert not is_blocked(told)


def test_a_module_read_from_a_chart_tells_the_reviewer_of_its_cut_axis_and_is_not_stopped() -> None:
    facts = {"chart": "barChart", "value_axis": "ORR (%)", "value_axis_min": "40", "value_axis_draws": "bars"}
    read = cited(CLAIM, source(), flags=[PassageFlag.CHART_DATA])
    assert read.passage is not None
    found = case(origin=replace(read, passage=read.passage.model_copy(update={"facts": facts})))
    (told,) = [f for f in check_module(found) if f.code == "evidence.axis_truncated"]
    assert "The value axis “ORR (%)” starts at 40, not at zero" in told.message
    assert not blockers(found)
    assert "evidence.axis_truncated" not in codes(case(origin=read))


FIGURE = Tag(facet="form", value="figure")


def test_a_figure_with_a_misleading_axis_is_stopped_since_the_drawing_is_the_module() -> None:
    facts = {"chart": "barChart", "value_axis": "ORR (%)", "value_axis_min": "40", "value_axis_draws": "bars"}
    read = cited(CLAIM, source(), flags=[PassageFlag.CHART_DATA])
    assert read.passage is not None
    row = read.passage.model_copy(update={"facts": facts, "kind": PassageKind.TABLE_ROW})
    found = case(origin=replace(read, passage=row), tags=[FIGURE])
    assert "evidence.axis_truncated" in {f.code for f in check_module(found) if f.severity is Severity.BLOCKING}
    assert {"review.figure_data"} == {code for code in codes(found) if code.startswith("review.figure")}


def test_a_figure_whose_numbers_stand_in_its_picture_alone_says_so() -> None:
    assert "review.figure_not_read" in codes(case(tags=[FIGURE]))
    assert not blockers(case(tags=[FIGURE]))
    assert not [code for code in codes(case()) if code.startswith("review.figure")]
