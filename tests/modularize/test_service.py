"""The room's door with the real library: idempotent, honest about support, and the planted troubles it must see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from library.errors import NotFound
from library.models import (
    Actor,
    AnchorRole,
    DocumentClass,
    Finding,
    Module,
    ModuleKind,
    Outcome,
    PassageDraft,
    PassageKind,
    Role,
    SourceFacts,
)
from library.store import Library, open_library
from library.taxonomy import Taxonomy
from modularize.service import Modularize, ModularizeReport

TAXONOMY = Taxonomy.load()
PUBLICATION = (
    "In WAYMARK-1 the median progression-free survival was 13.6 months (95% CI 11.1–16.4) with OVRANTEQ and 6.8 months "
    "(5.5–8.2) with chemotherapy.",
    "The objective response rate was 61.6% (101/164) with OVRANTEQ and 39.0% (32/82) with chemotherapy.",
    "The interim analysis of overall survival in WAYMARK-1 was not statistically significant (HR 0.83; 0.57–1.21).",
)
LABEL_ZH = (
    "推荐剂量为300 mg，每日一次，随餐口服。",
    "中国患者的客观缓解率为45.2%（14/31），全部患者的客观缓解率为45.5%（40/88）。",
)


class Bench:
    """A library in a folder, and documents put in by their words."""

    def __init__(self, home: Path) -> None:
        self.lib: Library = open_library(f"sqlite:///{home}/clearcopy.db", home)
        self.actor: Actor = self.lib.add_user(None, "root", "a long enough passphrase", [Role.ADMIN])
        self.room = Modularize(self.lib, TAXONOMY)

    def put(self, document: DocumentClass, *texts: str, market: str = "US", language: str = "en", **facts: str) -> str:
        """A source of paragraphs; its id."""
        drafts = [PassageDraft(kind=PassageKind.PARAGRAPH, text=text, language=language) for text in texts]
        about = {"product": "OVRANTEQ", **facts}
        said = SourceFacts(document_class=document, market=market, language=language, **about)
        source, _, _ = self.lib.add_source(
            self.actor, repr((document, texts, market)).encode(), media_type="text/plain", facts=said, reader="hand",
            reader_version="1", outcome=Outcome.STORED, pages=1, passages=drafts,
        )  # fmt: skip
        return source.id

    def cut(self, source: str) -> ModularizeReport:
        return self.room.modularize(self.actor, source)

    def module(self, words: str) -> Module:
        [found] = [m for m in self.lib.modules() if words in m.content.body]
        return found

    def findings(self, words: str) -> list[Finding]:
        report = self.room.link_support(self.actor)
        id = self.module(words).id
        assert id not in report.supported
        return [finding for finding in report.findings if finding.subject == id]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.lib.close()


def test_a_second_run_adds_no_record(bench: Bench) -> None:
    source = bench.put(DocumentClass.PUBLICATION, *PUBLICATION)
    first, events = bench.cut(source), len(bench.lib.events())
    second = bench.cut(source)
    assert len(first.new) == 3
    assert second.new == ()
    assert set(second.joined) == set(first.new)
    assert len(bench.lib.events()) == events


def test_the_same_words_in_another_document_join_with_a_second_anchor(bench: Bench) -> None:
    one = bench.cut(bench.put(DocumentClass.PUBLICATION, *PUBLICATION))
    other = bench.cut(bench.put(DocumentClass.DATA_ON_FILE, PUBLICATION[1]))
    assert other.new == ()
    assert set(other.joined) <= set(one.new)
    sources = {a.source for a in bench.module("61.6%").anchors if a.role is AnchorRole.ORIGIN}
    assert len(sources) == 2


def test_a_claim_borne_out_by_a_publication_gets_its_words_as_support(bench: Bench) -> None:
    bench.cut(bench.put(DocumentClass.PUBLICATION, *PUBLICATION, market=""))
    bench.cut(bench.put(DocumentClass.DECK, "ORR with OVRANTEQ: 61.6% vs 39.0% with chemotherapy."))
    report = bench.room.link_support(bench.actor)
    module = bench.module("ORR with OVRANTEQ")
    assert report.supported == (module.id,)
    [support] = [a for a in module.anchors if a.role is AnchorRole.SUPPORT] or [
        a for a in bench.lib.module(module.id).anchors if a.role is AnchorRole.SUPPORT
    ]
    assert support.quote == PUBLICATION[1]
    assert bench.room.link_support(bench.actor).supported == ()


def test_support_is_looked_for_among_the_claims_on_the_products_of_new_sources(bench: Bench) -> None:
    bench.cut(bench.put(DocumentClass.DECK, "ORR with OVRANTEQ: 61.6% vs 39.0% with chemotherapy."))
    claim = bench.module("ORR with OVRANTEQ").id
    words = "CALMORIA is kept in the refrigerator in its carton."
    leaflet = bench.put(DocumentClass.LEAFLET, words, product="CALMORIA")
    bench.cut(leaflet)
    other = bench.room.link_support_of(bench.actor, [leaflet])
    assert claim not in (*other.supported, *other.unsupported)
    paper = bench.put(DocumentClass.PUBLICATION, *PUBLICATION, market="")
    bench.cut(paper)
    assert bench.room.link_support_of(bench.actor, [paper]).supported == (claim,)


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("Median PFS with OVRANTEQ: 13.9 months (95% CI, 11.1–16.4).", "evidence.number_not_in_source"),
        ("The objective response rate was 6.16% with OVRANTEQ and 39.0% with chemotherapy.", "evidence.number_not_in_source"),
        ("OVRANTEQ improves overall survival in WAYMARK-1.", "evidence.not_significant"),
    ],
)  # fmt: skip
def test_a_contradicted_claim_gets_a_finding_and_no_anchor(bench: Bench, claim: str, code: str) -> None:
    bench.cut(bench.put(DocumentClass.PUBLICATION, *PUBLICATION, market=""))
    bench.cut(bench.put(DocumentClass.DECK, claim))
    assert code in {finding.code for finding in bench.findings(claim)}


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("推荐剂量为300 mg，每日两次，随餐口服。", "evidence.frequency_differs"),
        ("中国患者的客观缓解率为45.5%。", "evidence.number_of_another_group"),
    ],
)
def test_a_chinese_claim_is_held_to_the_chinese_label(bench: Bench, claim: str, code: str) -> None:
    bench.cut(bench.put(DocumentClass.LABEL, *LABEL_ZH, market="CN", language="zh"))
    bench.cut(bench.put(DocumentClass.EDA, claim, market="CN", language="zh"))
    assert code in {finding.code for finding in bench.findings(claim)}


def test_agreement_across_languages_is_proposed_and_never_an_anchor(bench: Bench) -> None:
    bench.cut(bench.put(DocumentClass.PUBLICATION, *PUBLICATION, market=""))
    claim = "客观缓解率为61.6%（101/164），化疗组为39.0%（32/82）。"
    bench.cut(bench.put(DocumentClass.EDA, claim, market="CN", language="zh"))
    found = bench.findings(claim)
    assert {finding.code for finding in found} == {"modularize.cross_language_support"}
    assert all(finding.related for finding in found)


def test_another_markets_label_bears_nothing_out(bench: Bench) -> None:
    bench.cut(bench.put(DocumentClass.LABEL, "The recommended dose of OVRANTEQ is 300 mg once daily.", market="EU"))
    claim = "The recommended dose of OVRANTEQ is 300 mg once daily with care."
    bench.cut(bench.put(DocumentClass.DECK, claim))
    assert bench.findings(claim) == []


def test_a_label_that_another_replaces_bears_nothing_out(bench: Bench) -> None:
    old = bench.put(DocumentClass.LABEL, "For moderate hepatic impairment the dosage is 200 mg once daily.")
    new = "For moderate hepatic impairment the dosage is 100 mg once daily."
    bench.cut(bench.put(DocumentClass.LABEL, new, replaces=old))
    claim = "Moderate hepatic impairment: the dosage is 200 mg once daily"
    bench.cut(bench.put(DocumentClass.DECK, claim))
    assert "evidence.number_not_in_source" in {finding.code for finding in bench.findings(claim)}


def test_the_same_claim_with_another_figure_is_a_conflict(bench: Bench) -> None:
    bench.cut(bench.put(DocumentClass.LABEL, LABEL_ZH[0], market="CN", language="zh"))
    report = bench.cut(
        bench.put(DocumentClass.FAQ, "推荐剂量为300 mg，每日两次，随餐口服。", market="CN", language="zh")
    )
    [conflict] = [f for f in report.proposals if f.code == "modularize.conflict"]
    assert (conflict.words, conflict.source_words) == ("每日两次", "每日一次")
    assert conflict.subject in report.new


def test_nearly_the_same_words_are_proposed_as_a_variant_and_not_joined(bench: Bench) -> None:
    bench.cut(bench.put(DocumentClass.LABEL, "Withhold OVRANTEQ immediately in patients with suspected pneumonitis."))
    report = bench.cut(
        bench.put(DocumentClass.DECK, "Withhold OVRANTEQ immediately in patients with suspected pneumonitis or ILD.")
    )
    assert [f.code for f in report.proposals] == ["modularize.variant"]
    assert len(report.new) == 1


def test_two_steps_of_a_dose_reduction_are_no_conflict(bench: Bench) -> None:
    report = bench.cut(
        bench.put(
            DocumentClass.LABEL, "First dose reduction: 200 mg once daily.", "Second dose reduction: 100 mg once daily."
        )
    )
    assert [f for f in report.proposals if f.code == "modularize.conflict"] == []


def test_a_short_survival_claim_is_held_to_the_result_on_survival(bench: Bench) -> None:
    bench.cut(bench.put(DocumentClass.PUBLICATION, *PUBLICATION, market=""))
    bench.cut(bench.put(DocumentClass.DECK, "OVRANTEQ improves survival."))
    assert "evidence.not_significant" in {finding.code for finding in bench.findings("improves survival")}


def test_a_dose_of_one_group_is_not_pieced_together_from_another_rule(bench: Bench) -> None:
    label = (
        "The recommended dosage for patients with moderate hepatic impairment (Child-Pugh B) is 100 mg once daily.",
        "For the first dose reduction the dosage is 200 mg once daily.",
    )
    bench.cut(bench.put(DocumentClass.LABEL, *label))
    claim = "Moderate hepatic impairment (Child-Pugh B): the dosage is 200 mg once daily."
    bench.cut(bench.put(DocumentClass.DECK, claim))
    assert bench.findings(claim)


def test_what_was_read_for_one_source_is_not_read_again_for_the_next(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    real = bench.lib.modules

    def counted(**asked: Any) -> list[Module]:
        found = real(**asked)
        read.append(len(found))
        return found

    monkeypatch.setattr(bench.lib, "modules", counted)
    words = "The objective response rate in WAYMARK-1 was {}% (101/164) with OVRANTEQ."
    first = bench.cut(bench.put(DocumentClass.LABEL, words.format("61.6")))
    second = bench.cut(bench.put(DocumentClass.DECK, words.format("62.6")))
    assert (len(first.new), len(second.new), sum(read)) == (1, 1, 2)
    assert [f.code for f in second.proposals] == ["modularize.conflict"]


def test_what_is_left_for_a_person_is_made_a_module_by_one(bench: Bench) -> None:
    whole = "The dose is 300 mg once a day."
    doubtful = "Avoid use in hypotension (see what the warnings say of a first dose that is low."
    source = bench.put(DocumentClass.LABEL, whole, doubtful)
    report = bench.cut(source)
    assert [bench.lib.module(id).content.body for id in report.new] == [whole]
    [left] = bench.room.left_for_person(source)
    assert left.text == doubtful
    assert "a bracket is open" in left.reason
    made = bench.room.make_module(bench.actor, source, left.passage, left.start)
    assert made.content.body == doubtful
    assert made.author == bench.actor.id
    assert not bench.room.left_for_person(source)
    assert not bench.cut(source).new
    with pytest.raises(NotFound):
        bench.room.make_module(bench.actor, source, left.passage, 1)


def test_the_person_who_takes_a_piece_may_say_what_kind_of_statement_it_is(bench: Bench) -> None:
    source = bench.put(DocumentClass.LABEL, "Avoid use in hypotension (see what the warnings say of a low first dose.")
    bench.cut(source)
    [left] = bench.room.left_for_person(source)
    made = bench.room.make_module(bench.actor, source, left.passage, left.start, ModuleKind.CONTRAINDICATION)
    assert (made.content.kind, made.content.body) == (ModuleKind.CONTRAINDICATION, left.text)
    assert not bench.room.left_for_person(source)
