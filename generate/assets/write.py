"""The verbatim writer: approved modules and approved phrases, word for word, put in the recipe's order. Pure.

A claim's text is exactly its module's body. What the body depends on and no reader may miss (the qualifier of a
subgroup, a footnote) is said right after it, in the words of the module's context, citing the same module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generate.assets.recipe import Recipe, RecipeSection
from generate.assets.selection import FilledSection, Pick, Selection
from generate.assets.subject import barriers_of
from library.models import (
    AssetContent,
    Brief,
    Module,
    Section,
    Statement,
    StatementRole,
    WriterRun,
    content_id,
)
from library.taxonomy import Taxonomy

_QUALIFIER = re.compile(
    r"^\s*[†‡§*¶#]|descriptive|exploratory|not adjusted|not statistically|interim|single[- ]arm|post[- ]hoc"
    r"|描述性|探索性|未校正|未进行多重性|单臂|中期分析|事后|記述的|探索的|未調整|単群|中間解析"
    r"|deskriptiv|explorativ|nicht adjustiert|einarmig|zwischenanalyse",
    re.IGNORECASE,
)


def verbatim(
    brief: Brief, selection: Selection, recipe: Recipe, phrases: Mapping[str, Module], taxonomy: Taxonomy
) -> AssetContent:
    """The asset that the selection makes. Phrases that aren't approved are left out and told as missing."""
    barriers = barriers_of(brief, taxonomy)
    lacking = [key for key in recipe.phrase_keys if key not in phrases]
    missing = selection.missing
    if selection.picks and lacking:
        missing = (*missing, f"Connective phrases not approved in {brief.language}: {', '.join(lacking)}.")
    sections = tuple(s for s in (_section(filled, phrases, barriers) for filled in selection.sections) if s.statements)
    if not selection.picks:
        sections = ()
    return AssetContent(
        brief=brief,
        title=title_of(brief, recipe, phrases, taxonomy),
        sections=sections,
        missing=missing,
        run=WriterRun(
            writer="verbatim",
            recipe=recipe.label,
            input_hash=content_id("selection", [pick.module.id for pick in selection.picks]),
            output_hash=content_id("sections", [section.model_dump(mode="json") for section in sections]),
        ),
    )


def title_of(brief: Brief, recipe: Recipe, phrases: Mapping[str, Module], taxonomy: Taxonomy) -> str:
    """Title: what it is, the product, the patient scenario by a name without figures (a title cites nothing), and in
    objection handling the objection."""
    kind = phrases[recipe.title].content.body if recipe.title in phrases else brief.kind.value.replace("_", " ")
    parts = [kind, taxonomy.label("product", brief.product, brief.language)]
    if brief.scenario:
        scenario = taxonomy.scenario(brief.scenario) or brief.scenario
        names = taxonomy.scenario_record(scenario).names.get(brief.language, ())
        parts += [name for name in names if not any(c.isdigit() for c in name)][:1]
    if any(section.names_barrier for section in recipe.sections):
        parts += [_quoted(barriers_of(brief, taxonomy))]
    parts = [part for part in parts if part]
    return " – ".join(parts)


def _section(filled: FilledSection, phrases: Mapping[str, Module], barriers: Sequence[str]) -> Section:
    section = filled.section
    said = [statement for pick in filled.picks for statement in statements_of(pick)]
    if not said and section.slots:
        return Section(title="", statements=())
    return Section(
        title=section_title(section, phrases, barriers), statements=once([*leading(section, phrases), *said])
    )


def section_title(section: RecipeSection, phrases: Mapping[str, Module], barriers: Sequence[str] = ()) -> str:
    """The approved title of a section, or its bare key where the phrase isn't approved; with the barrier's words
    where the section names it."""
    title = phrases[section.title].content.body if section.title in phrases else section.key.replace("_", " ")
    return f"{title}: {_quoted(barriers)}" if section.names_barrier and barriers else title


def _quoted(words: Sequence[str]) -> str:
    """The names of barriers as quotations; names with figures stay out of titles, which cite nothing."""
    return ", ".join(f"“{word}”" for word in words)


def leading(section: RecipeSection, phrases: Mapping[str, Module]) -> tuple[Statement, ...]:
    """A section's question and leading phrases, those that are approved."""
    found = []
    if section.question in phrases:
        found.append(_phrase(phrases[section.question], StatementRole.QUESTION))
    found += [_phrase(phrases[key], StatementRole.PHRASE) for key in section.lead if key in phrases]
    return tuple(found)


def once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements with equal texts as one, citing the modules of all: a footnote under three rows is said once."""
    found: dict[str, Statement] = {}
    for statement in statements:
        before = found.get(statement.text)
        modules = (*(before.modules if before else ()), *statement.modules)
        kept = before or statement
        found[statement.text] = Statement(
            text=kept.text, modules=tuple(dict.fromkeys(modules)), role=kept.role, findings=kept.findings
        )
    return tuple(found.values())


def _phrase(module: Module, role: StatementRole) -> Statement:
    return Statement(text=module.content.body, modules=(module.id,), role=role)


def statements_of(pick: Pick) -> tuple[Statement, ...]:
    """A module's body as a statement, and its qualifiers beside it."""
    module = pick.module
    role = StatementRole.SAFETY if module.content.kind.is_safety else StatementRole.CLAIM
    qualifiers = qualifiers_of(module)
    return tuple(Statement(text=text, modules=(module.id,), role=role) for text in (module.content.body, *qualifiers))


def qualifiers_of(module: Module) -> tuple[str, ...]:
    """Lines of a module's context that limit what its body says: footnotes and statistical qualifiers.

    Headings are recognised by their want of a sentence's end and table headers by their tabs; neither limits.
    """
    body = module.content.body
    return tuple(line for line in module.content.context if _limits(line) and line not in body)


def _limits(line: str) -> bool:
    if "\t" in line or not _QUALIFIER.search(line):
        return False
    return bool(re.search(r"[.。；;]\s*$", line.strip())) or bool(re.match(r"\s*[†‡§¶*]", line))


def sources_of(modules: Sequence[Module]) -> list[str]:
    """Texts of modules as evidence reads them: a table row under its header, with its qualifiers."""
    texts = []
    for module in modules:
        header = next((line for line in module.content.context if "\t" in line), "")
        texts.append("\n".join(filter(None, (header, module.content.body))))
        texts += list(qualifiers_of(module))
    return texts
