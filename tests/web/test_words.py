"""The interface's words: complete in every language, and all that the templates ask for."""

from __future__ import annotations

import re

import pytest

from ingest.lineage.changes import REASONS, ChangeKind, Weight
from ingest.lineage.safety import WATCHED
from library.models import (
    AnchorRole,
    AnswerFlag,
    AnswerOutcome,
    AssetKind,
    Audience,
    DocumentClass,
    LeftOutReason,
    LineStatus,
    ModuleKind,
    Outcome,
    ProposalKind,
    ProposalState,
    Role,
    Severity,
    Status,
    UseClass,
    Verdict,
)
from review.update import GONE, LATER, REWORDED, SAME
from web import words
from web.pages.versions import CHOICES
from web.view import MENU, TEMPLATES, environment

TABLE = words.load()
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html")}
BUILT = ("menu.", "tile.")
"""Keys that code puts together from what it lists."""
GROUPS = {
    "status": Status,
    "kind": ModuleKind,
    "role": Role,
    "verdict": Verdict,
    "audience": Audience,
    "use_class": UseClass,
    "flag": AnswerFlag,
    "severity": Severity,
    "anchor": AnchorRole,
    "piece": AssetKind,
    "class": DocumentClass,
    "line": LineStatus,
    "change": ChangeKind,
    "weight": Weight,
    "proposes": ProposalKind,
    "standing": ProposalState,
    "leaves": LeftOutReason,
}


NAMED = {
    "reason": {code.removeprefix("lineage.") for code in REASONS},
    "show": set(CHOICES),
    "fate": {SAME, LATER, REWORDED, GONE},
    "section": {s.value for s in WATCHED},
}


def names_in(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_language_says_everything_with_the_same_names_filled_in(language: str) -> None:
    assert TABLE[language].keys() == TABLE["en"].keys()
    assert not {k for k, text in TABLE[language].items() if names_in(text) != names_in(TABLE["en"][k])}
    assert all(text.strip() for text in TABLE[language].values())


def test_every_key_a_template_asks_for_is_there_and_none_lies_idle() -> None:
    asked = {key for text in SOURCES.values() for key in re.findall(r'\bt\(\s*["\']([a-z_]+\.[a-z_]+)["\']', text)}
    assert asked - TABLE["en"].keys() == set()
    groups = {f"{group}." for group in (*GROUPS, *NAMED, "market", "outcome", "subject", "job", "facet", "error")}
    idle = {k for k in TABLE["en"] if k not in asked and not k.startswith((*BUILT, *groups))}
    assert idle == set()


@pytest.mark.parametrize("group", GROUPS)
def test_every_value_that_is_shown_has_a_name(group: str) -> None:
    assert {f"{group}.{member.value}" for member in GROUPS[group]} <= TABLE["en"].keys()


@pytest.mark.parametrize("group", NAMED)
def test_what_a_comparison_says_has_a_name(group: str) -> None:
    assert {f"{group}.{value}" for value in NAMED[group]} <= TABLE["en"].keys()


def test_outcomes_of_documents_and_answers_have_names() -> None:
    values = {member.value for kind in (Outcome, AnswerOutcome) for member in kind}
    assert {f"outcome.{value}" for value in values} <= TABLE["en"].keys()


def test_every_menu_line_has_words() -> None:
    assert {f"menu.{key}" for _, key, _, _ in MENU} <= TABLE["en"].keys()


def test_an_unknown_value_is_shown_as_it_is() -> None:
    assert words.Speaker(TABLE, "zh").value("kind", "brand_new") == "brand new"


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_templates_compile_and_load_nothing_from_elsewhere_and_run_nothing_inline(name: str) -> None:
    environment().get_template(name)
    text = SOURCES[name]
    assert not re.search(r"https?://|//cdn|<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_form_that_changes_something_carries_the_forgery_token(name: str) -> None:
    for form in re.findall(r'<form[^>]*method="post".*?</form>', SOURCES[name], re.S):
        assert "csrf_field" in form or 'action="/login"' in form or name == "login.html", form[:120]
