"""Commands about what a language model proposes; ``cli.py`` adds them to its own. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="ids, or their first six or more digits")]
Reason = Annotated[str, typer.Option(help="why, in your words")]
COLUMNS = ("id", "kind", "state", "module", "facet", "value", "words", "text")


def propose(
    s: Any,
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE…", help="documents, by id")] = None,
    module: Annotated[str, typer.Option(metavar="ID", help="this module alone, also one that was decided on")] = "",
    groups: Annotated[int | None, typer.Option(min=1, help="groups of passages to send at most, a document")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="send nothing; say what would be sent")] = False,
) -> None:
    """Ask the language model about drafts: other splits, kinds, tags, by exact words. Nothing is in force by it.

    A call for each group of passages, within CLEARCOPY_PROPOSE_GROUPS, _SECONDS and _TOKENS; what was asked about
    before is not asked again. Status 1 where a call failed or something was left. Accept with `proposals accept`.
    """
    s.allow("propose")
    rows = _asked(s, sources or (), module, groups, dry_run)
    counts = ("groups", "asked", "known", "left", "proposed", "refused", "failed", "characters", "cost")
    shown = rows if s.as_json else list(map(_counted, rows))
    s.show(shown, columns=("source", "outcome", *counts), ok=all(row["ok"] for row in rows))


def _counted(row: dict[str, Any]) -> dict[str, Any]:
    """A row with lists as how many there are."""
    return {k: len(v) if isinstance(v, list) else v for k, v in row.items()}


def _asked(s: Any, sources: Sequence[str], module: str, groups: int | None, dry_run: bool) -> list[dict[str, Any]]:
    """A report for each document, or for the one module."""
    from commands import module_named, names
    from library.errors import BadInput
    from modularize.proposals.shapes import report_shape
    from services import source_id

    lib, asking = s.services.library, s.services.proposals
    if bool(sources) == bool(module):
        raise BadInput("cli.nothing_named", "Name documents, or one module.", "propose SOURCE…, or propose --module ID")
    if module:
        record = lib.module(module_named(s.services, module))
        targets = [(asking.source_of(record), record.id)]
    else:
        targets = [(source_id(s.services, source), "") for source in sources]
    rows = []
    for source, one in targets:
        report = asking.propose(s.actor, source, one, most_groups=groups, dry_run=dry_run, progress=s.note)
        rows.append(report_shape(lib, report, names(s.services)))
        for failure in report.failed:
            s.note(f"{source[:12]}  {failure.code}: {failure.message}")
        if report.left:
            s.note(f"{source[:12]}  {report.left} groups left ({report.stopped}); run it again to go on")
    return rows


def listed(
    s: Any,
    state: Annotated[str, typer.Option(help="open, accepted, dismissed, overtaken, or all")] = "open",
    source: Annotated[str, typer.Option(metavar="SOURCE", help="about this document's modules")] = "",
    module: Annotated[str, typer.Option(metavar="ID", help="about this module")] = "",
    limit: Annotated[int | None, typer.Option(help="at most so many")] = None,
) -> None:
    """What a model proposed, with the exact words it rests on."""
    from commands import chosen, module_named, names
    from library.models import ProposalState
    from modularize.proposals.shapes import proposals_shape
    from services import source_id

    s.allow("proposals")
    found = s.services.library.proposals(
        state=None if state == "all" else chosen(ProposalState, state, "state"),
        source=source_id(s.services, source) if source else "",
        module=module_named(s.services, module) if module else "",
        limit=limit,
    )
    s.show(proposals_shape(s.services.library, found, names(s.services)), columns=COLUMNS)


def runs(s: Any, source: Annotated[str, typer.Argument(metavar="SOURCE", help="a document, by id")]) -> None:
    """The calls of a model about a document: prompt, model, hashes, tokens, and all that was refused and why."""
    from commands import names
    from modularize.proposals.shapes import run_shape
    from services import source_id

    s.allow("proposals")
    kept = s.services.library.proposal_runs(source_id(s.services, source))
    rows = [run_shape(run, names(s.services)) for run in kept]
    columns = ("id", "at", "asked_by", "model", "prompt", "proposed", "refused", "error")
    s.show(rows if s.as_json else list(map(_counted, rows)), columns=columns)


def _settling(verb: str, words: str) -> Callable[..., None]:
    def settle(s: Any, ids: Ids, reason: Reason = "") -> None:
        from commands import each

        s.allow("propose")
        rows = each(ids, lambda one: _settled(s, verb, one, reason))
        s.show(rows, columns=("id", "kind", "state", "made", "error"), ok=not any(r["error"] for r in rows))

    settle.__doc__ = words
    return settle


def _settled(s: Any, verb: str, id: str, reason: str) -> dict[str, Any]:
    from commands import names
    from library.errors import NotFound
    from modularize.proposals.shapes import proposal_shape

    kind, full = s.services.library.resolve(id)
    if kind != "proposal":
        raise NotFound("proposals.unknown", f"{id} is no proposal but a {kind}.", "See `clearcopy proposals list`.")
    settled = getattr(s.services.proposals, verb)(s.actor, full, reason)
    return proposal_shape(s.services.library, settled, names(s.services))


def add_to(app: typer.Typer, command: Callable[..., Any]) -> typer.Typer:
    """Register ``propose`` and the group ``proposals`` with an application, each by its ``command``; the group."""
    group = typer.Typer(no_args_is_help=True, help="What a language model proposed about modules.")
    app.add_typer(group, name="proposals")
    command(app, "propose")(propose)
    command(group, "list")(listed)
    command(group, "runs")(runs)
    command(group, "accept")(_settling("accept", "Accept proposals: each is your own edit, so you can't approve it."))
    command(group, "dismiss")(_settling("dismiss", "Dismiss proposals; they are not made again for that version."))
    return group
