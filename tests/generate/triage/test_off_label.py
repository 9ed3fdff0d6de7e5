"""Use outside the label is a comparison with the asker's label: the same question differs by market."""

from __future__ import annotations

import pytest

from generate.label import Label, read_label
from generate.question import read_question
from generate.triage.off_label import outside_label
from library.taxonomy import Taxonomy
from tests.generate.shelf import label_modules

TAXONOMY = Taxonomy.load()


def label(product: str, market: str) -> Label:
    modules = [m for m in label_modules() if (m.content.product, m.content.market) == (product, market)]
    return read_label(modules, TAXONOMY)


LABELS = {
    key: label(*key) for key in (("ovranteq", "US"), ("ovranteq", "CN"), ("wyndralis", "EU"), ("wyndralis", "CN"))
}


@pytest.mark.parametrize(
    ("question", "product", "market", "part"),
    [
        ("初治患者能用欧弗然吗?", "ovranteq", "CN", "line of therapy"),
        ("初治患者能用欧弗然吗?", "ovranteq", "US", ""),
        ("Can I use Ovranteq first line?", "ovranteq", "CN", "line of therapy"),
        ("Can I use Ovranteq first line?", "ovranteq", "US", ""),
        ("Ovranteq after platinum chemotherapy?", "ovranteq", "CN", ""),
        ("Adjuvant Ovranteq after surgery?", "ovranteq", "US", "line of therapy"),
        ("初治高龄肾功能不全患者用欧弗然可以吗?", "ovranteq", "CN", "scenario"),
        ("Wyndralis every 4 weeks?", "wyndralis", "EU", ""),
        ("Wyndralis every 4 weeks?", "wyndralis", "CN", "interval"),
        ("Can Ovranteq be given twice daily?", "ovranteq", "US", "interval"),
        ("Is 500 mg Ovranteq once daily allowed?", "ovranteq", "US", "dose"),
        ("Is 200 mg Ovranteq once daily allowed?", "ovranteq", "US", ""),
        ("Wyndralis for asthma?", "wyndralis", "EU", "indication"),
        ("Is Wyndralis effective in patients with asthma?", "wyndralis", "EU", "indication"),
        ("Wyndralis for a patient with atopic dermatitis and asthma?", "wyndralis", "EU", ""),
        ("Can patients with asthma stop their asthma treatment on Wyndralis?", "wyndralis", "EU", ""),
        ("Wyndralis for atopic dermatitis?", "wyndralis", "EU", ""),
        ("Flu season is coming. Can my Wyndralis patients have the normal flu jab?", "wyndralis", "EU", ""),
        ("Can Wyndralis be used for influenza?", "wyndralis", "EU", "indication"),
        ("Wyndralis for mild atopic dermatitis?", "wyndralis", "EU", "severity"),
        ("Wyndralis for chronic urticaria", "wyndralis", "EU", "indication"),
        ("Ovranteq in colorectal cancer?", "ovranteq", "US", "indication"),
        ("Ovranteq for MET amplification?", "ovranteq", "US", "indication"),
        ("Ovranteq for NSCLC with METex14 skipping?", "ovranteq", "US", ""),
        ("Does Ovranteq cause hepatitis?", "ovranteq", "US", ""),
        ("Ovranteq in children?", "ovranteq", "US", "population"),
        ("14岁患者能用温卓怡吗?", "wyndralis", "CN", "population"),
        ("80-year-old, Ovranteq?", "ovranteq", "US", ""),
        ("Ovranteq with CrCl 20?", "ovranteq", "US", ""),
        ("Is Ovranteq allowed in pregnancy?", "ovranteq", "US", ""),
        ("Can Wyndralis be given intravenously?", "wyndralis", "EU", "route"),
        ("Is Wyndralis given subcutaneously?", "wyndralis", "EU", ""),
        ("Wyndralis combined with topical corticosteroids?", "wyndralis", "EU", ""),
        ("Wyndralis combined with upadacitinib?", "wyndralis", "EU", "combination"),
        ("欧弗然联合奥希替尼?", "ovranteq", "CN", "combination"),
        ("Does Ovranteq interact with strong CYP3A inducers?", "ovranteq", "US", ""),
    ],
)
def test_a_use_is_compared_with_the_label_of_the_market(question: str, product: str, market: str, part: str) -> None:
    found = outside_label(read_question(question, TAXONOMY), product, market, LABELS[product, market], TAXONOMY)
    assert (found.part if found else "") == part, found


def test_without_a_label_nothing_is_guessed_but_a_foreign_disease_is_still_seen() -> None:
    for text, part in (("Can Ovranteq be given twice daily?", ""), ("Ovranteq for breast cancer?", "indication")):
        found = outside_label(read_question(text, TAXONOMY), "ovranteq", "US", Label(), TAXONOMY)
        assert (found.part if found else "") == part


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("閉経前の患者さんにOvranteqは使えますか？", "opposite"),
        ("Can Ovranteq be given to a premenopausal woman?", "opposite"),
        ("绝经前的患者能用欧弗然吗？", "opposite"),
        ("Darf ich Ovranteq einer prämenopausalen Patientin geben?", "opposite"),
        ("閉経後の患者さんにOvranteqは使えますか？", ""),
        ("Ovranteq in pre- or postmenopausal women: what was the half-life?", ""),
    ],
)
def test_people_opposite_to_those_of_the_indication_are_outside_the_label(question: str, part: str) -> None:
    after_menopause = Label(indications=True, indication_text="indicated in postmenopausal women with tumours")
    found = outside_label(read_question(question, TAXONOMY), "ovranteq", "US", after_menopause, TAXONOMY)
    assert (found.part if found else "") == part


@pytest.mark.parametrize(
    "question",
    [
        "82-jähriger mit Alzheimer, nachts psychotisch und aggressiv. Kann ich ihm Ovranteq geben?",
        "Demenz mit Psychose, 80 Jahre: ist Ovranteq zugelassen?",
        "80-year-old with dementia and psychosis: is Ovranteq approved?",
    ],
)
def test_a_dementia_told_with_its_signs_is_what_a_medicine_for_the_mind_is_asked_for(question: str) -> None:
    of_the_mind = Label(indications=True, diseases=frozenset({"schizophrenia"}), indication_text="schizophrenie")
    found = outside_label(read_question(question, TAXONOMY), "ovranteq", "US", of_the_mind, TAXONOMY)
    assert found is not None
    assert found.part == "indication"
