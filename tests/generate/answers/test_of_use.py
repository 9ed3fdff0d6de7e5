"""Which chapters answer what is asked, and which step is meant."""

from __future__ import annotations

import pytest

from generate.ask import Ask
from library.models import AnswerDraft, Module
from library.taxonomy import Taxonomy
from tests.generate.shelf import DOCTOR, Shelf, WordIndex, module

TAXONOMY = Taxonomy.load()
INDICATION = "OVRANTEQ is indicated for adult patients with metastatic non-small cell lung cancer."
AVOID = "OVRANTEQ should generally be avoided in patients on chronic hemodialysis."
AFTER = "On days of hemodialysis, OVRANTEQ should be administered after the session."
NOT_ON_IT = "OVRANTEQ should not be started in patients with end-stage disease who are not on dialysis."
KINETICS = "Exposure was lower in patients on chronic hemodialysis, which was not clinically relevant."
REMOVAL = "Hemodialysis removes about 30% of the dose over three hours."
DIALYSIS = [
    module("indication", INDICATION),
    module("dosing", AVOID, section="dosing"),
    module("dosing", AFTER, section="dosing"),
    module("dosing", NOT_ON_IT, section="dosing"),
    module("pharmacokinetics", KINETICS, section="pharmacology"),
    module("overdose", REMOVAL, section="overdose"),
]
ADD = "Reconstitute OVRANTEQ powder by addition of 19 mL of sterile water for injection per vial."
HOLDS = "Following reconstitution, each vial contains 100 mg/20 mL of OVRANTEQ solution."
SHAKE = "Shake the vial for 30 seconds."
BAG = "Invert the bag 20 times to mix the OVRANTEQ solution. Do not shake."
READY = [
    module("indication", INDICATION),
    *(module("dosing", body, section="dosing") for body in (ADD, HOLDS, SHAKE, BAG)),
    *(module("warning", f"Caution {n} concerns quite another matter.", section="warnings") for n in range(40)),
]


def ask(modules: list[Module], question: str) -> AnswerDraft:
    shelf = Shelf.of(modules)
    return Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, question, market="US").content


def said(modules: list[Module], question: str) -> list[str]:
    return [s.text for s in ask(modules, question).statements]


@pytest.mark.parametrize(
    "question",
    [
        "Can an adult on chronic hemodialysis take Ovranteq?",
        "Ovranteq in hemodialysis: give it before or after the session?",
        "When should Ovranteq be given on hemodialysis days?",
        "My patient is on hemodialysis three times a week. Can he have Ovranteq?",
    ],
)
def test_whether_and_when_is_answered_by_use_and_by_nothing_on_overdose_or_kinetics(question: str) -> None:
    statements = said(DIALYSIS, question)
    assert AVOID in statements or AFTER in statements
    assert not {REMOVAL, KINETICS, NOT_ON_IT} & set(statements)


def test_whether_dialysis_removes_it_is_answered_by_the_chapter_on_overdose() -> None:
    assert said(DIALYSIS, "Does hemodialysis remove Ovranteq?") == [REMOVAL]


def test_how_to_reconstitute_is_the_step_and_not_what_the_vial_holds_then() -> None:
    assert said(READY, "How do I reconstitute the Ovranteq vial?") == [ADD]
    assert said(READY, "How much sterile water do I add to the Ovranteq vial?") == [ADD]


def test_a_step_on_the_bag_is_none_on_the_vial() -> None:
    statements = said(READY, "How do I reconstitute the Ovranteq vial, and how long do I shake it?")
    assert ADD in statements
    assert SHAKE in statements
    assert BAG not in statements


def test_a_filter_nobody_speaks_of_is_answered_by_nothing() -> None:
    route = module("dosing", "OVRANTEQ must be administered via intravenous infusion only.", section="dosing")
    assert said([*READY, route], "What pore size of filter does the Ovranteq infusion need?") == []


def test_whether_to_stop_is_answered_by_what_tells_to_stop_among_the_reactions() -> None:
    stop = "Grave skin reactions with fever and rash may occur; treatment should be discontinued immediately."
    alleles = "Among carriers of an allele, rash was reported in a retrospective study."
    modules = [
        module("indication", INDICATION),
        module("adverse_reaction", stop, section="adverse_reactions"),
        module("warning", alleles, section="warnings"),
    ]
    question = "My patient on Ovranteq got a fever and a rash all over. Should I stop it?"
    assert said(modules, question)[0] == stop


def test_a_ban_in_nursing_leads_data_on_animals_though_it_names_nursing_infants() -> None:
    ban = "OVRANTEQ may harm nursing infants: women who require OVRANTEQ should not breastfeed."
    rats = "In a study in rats breastfeeding pups reached plasma and liver levels of OVRANTEQ of 50% and 40%."
    shelf = Shelf.of(
        [
            module("special_population", rats, section="lactation", context=("Lactation",)),
            module("special_population", ban, section="lactation", context=("Lactation",)),
        ]
    )
    asked = "Can a woman on Ovranteq breastfeed?"
    given = Ask(shelf, TAXONOMY, WordIndex(shelf)).ask(DOCTOR, asked, market="US", product="ovranteq").content
    assert given.statements[0].text == ban
