"""Checks on assemblies: every statement says what approved modules say, and what must travel together does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from library import evidence
from library.evidence_charts import chart_findings
from library.models import Finding, Module, ModuleKind, Statement, StatementRole
from library.numbers import numbers
from library.obligations import lacking
from library.text import normal
from review.cases import AssetCase
from review.findings import advisory, blocking, ordered


def check_asset(case: AssetCase) -> tuple[Finding, ...]:
    """Everything found on an asset version, blocking findings first, each naming the version as its subject."""
    return ordered((f for check in ASSET_CHECKS for f in check(case)), case.asset.id)


def statements_cite(case: AssetCase) -> Iterator[Finding]:
    """Every statement cites modules that exist and may be used in the asset's scope now."""
    for statement in _statements(case):
        if not statement.modules:
            yield blocking("review.uncited", "This statement cites nothing.", statement.text)
    scope = case.asset.content.brief.scope
    for id_ in case.asset.content.cited:
        module = case.cited.get(id_)
        if module is None:
            yield blocking("review.cited_unknown", "A cited module isn't in the library.", related=[id_])
        elif id_ not in case.usable:
            status = case.statuses.get(id_, "unknown")
            message = f"A cited module ({status}) can't be used for {scope.use_class} in {scope.market} now."
            yield blocking("review.cited_not_usable", message, module.content.body, related=[id_])


def statements_say_what_they_cite(case: AssetCase) -> Iterator[Finding]:
    """A statement is the cited words, or says no more than they do."""
    content = case.asset.content
    for statement in _statements(case):
        modules = [case.cited[id_] for id_ in statement.modules if id_ in case.cited]
        if not modules or _is_verbatim(statement, modules):
            continue
        bodies = [m.content.body for m in modules]
        if statement.role is StatementRole.PHRASE:
            message = "A phrase must be the approved phrase, word for word."
            yield blocking("review.phrase_changed", message, statement.text, bodies[0], related=statement.modules)
            continue
        yield from evidence.check(
            statement.text,
            [*bodies, *(c for m in modules for c in m.content.context)],
            language=content.brief.language,
            market=content.brief.scope.market,
            context="\n".join(c for m in modules for c in m.content.context),
        )


def _is_verbatim(statement: Statement, modules: list[Module]) -> bool:
    said = normal(statement.text)
    bodies = [normal(m.content.body) for m in modules]
    if said in (*bodies, " ".join(bodies), normal("".join(m.content.body for m in modules))):
        return True
    asked = {normal(c) for m in modules for c in m.content.context}
    return statement.role is StatementRole.QUESTION and said in asked


def wording_is_honest(case: AssetCase) -> Iterator[Finding]:
    """Statements and titles keep to the market's claims language; a figure in a title comes from a cited module."""
    content = case.asset.content
    language, market = content.brief.language, content.brief.scope.market
    bodies = "\n".join(m.content.body for m in case.cited.values())
    known = {(n.value, n.unit) for n in numbers(bodies, language)}
    for title in (content.title, *(s.title for s in content.sections)):
        yield from evidence.claims_language(title, language, market)
        for number in numbers(title, language):
            if (number.value, number.unit) not in known and number.kind != "name":
                yield blocking("review.title_figure", "A title's figure is in no cited module.", number.text)
    for statement in _statements(case):
        modules = [case.cited[id_] for id_ in statement.modules if id_ in case.cited]
        if statement.role is StatementRole.CLAIM and modules and not _is_verbatim(statement, modules):
            yield from evidence.claims_language(statement.text, language, market)


def fair_balance(case: AssetCase) -> Iterator[Finding]:
    """Efficacy never travels without its product's safety (21 CFR 202.1(e)(5)(ii) and its like elsewhere)."""
    speaks = {m.content.product for m in case.cited.values() if m.content.product and _promotes(m)}
    balanced = {
        case.cited[id_].content.product
        for statement in _statements(case)
        for id_ in statement.modules
        if id_ in case.cited and case.cited[id_].content.kind.is_safety
    }
    for product in sorted(speaks - balanced):
        yield blocking(
            "review.no_fair_balance", f"It speaks for {product} and gives none of its safety information.", product
        )


def _promotes(module: Module) -> bool:
    return module.content.kind in (ModuleKind.EFFICACY_RESULT, ModuleKind.INDICATION, ModuleKind.MECHANISM)


def companions_present(case: AssetCase) -> Iterator[Finding]:
    """What must travel with a cited module (a subgroup's qualifier, its mandatory safety) is in the asset."""
    missing = lacking(case.cited.values())
    for module in case.cited.values():
        if module.id in missing:
            message = "What must travel with this statement isn't in the piece."
            yield blocking("review.companion_missing", message, module.content.body, related=missing[module.id])


def qualifiers_shown(case: AssetCase) -> Iterator[Finding]:
    """Statistical honesty of what is shown: a qualifier that only the module's footnote holds must be in the piece."""
    content = case.asset.content
    shown = "\n".join(t.text for t in _statements(case))
    for statement in _statements(case):
        if statement.role is not StatementRole.CLAIM:
            continue
        yield from evidence.statistical_honesty(
            statement.text, language=content.brief.language, market=content.brief.scope.market, context=shown
        )


def charts_drawn_honestly(case: AssetCase) -> Iterator[Finding]:
    """A reviewer is told of charts behind cited figures whose axes mislead: they are not to be shown as drawn there."""
    shown = "\n".join(t.text for t in _statements(case))
    for id_, charts in case.charts.items():
        for found in (f for facts in charts for f in chart_findings(facts, shown)):
            message = f"In the chart these figures are read from: {found.message} Do not show it as drawn there."
            yield advisory(found.code, message, case.cited[id_].content.body, found.words, related=[id_])


def one_market_one_product(case: AssetCase) -> Iterator[Finding]:
    """Cited modules belong to the brief's market and product."""
    brief = case.asset.content.brief
    for module in case.cited.values():
        content = module.content
        if content.market not in ("*", brief.scope.market):
            message = f"A module for {content.market} stands in a piece for {brief.scope.market}."
            yield blocking("review.other_market", message, content.body, related=[module.id])
        if content.product and brief.product and content.product != brief.product:
            message = f"A module on {content.product} stands in a piece on {brief.product}."
            yield advisory("review.other_product", message, content.body, related=[module.id])
        if content.language != brief.language:
            message = f"A module in {content.language} stands in a piece in {brief.language}."
            yield advisory("review.other_language", message, content.body, related=[module.id])


def how_it_was_written(case: AssetCase) -> Iterator[Finding]:
    """A reviewer is told where a language model worded a piece, what was dropped, and what the recipe misses."""
    run = case.asset.content.run
    if run.model:
        yield advisory(
            "review.model_worded", f"Worded by {run.model} ({run.prompt}): read every sentence beside its modules."
        )
    for dropped in run.dropped:
        sentence, _, reason = dropped.partition("\t")
        yield advisory(
            "review.model_dropped", f"A sentence of the model was left out: {reason or 'failed the checks'}.", sentence
        )
    for missing in case.asset.content.missing:
        yield advisory("review.missing_part", f"The recipe asks for {missing}; nothing approved fits.", missing)


def _statements(case: AssetCase) -> Iterator[Statement]:
    for section in case.asset.content.sections:
        yield from section.statements


ASSET_CHECKS: tuple[Callable[[AssetCase], Iterator[Finding]], ...] = (
    statements_cite,
    statements_say_what_they_cite,
    fair_balance,
    companions_present,
    qualifiers_shown,
    wording_is_honest,
    charts_drawn_honestly,
    one_market_one_product,
    how_it_was_written,
)
