"""What the commands do between parsing and presenting: names become records, one verb is called, shapes come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import shapes
from library.errors import BadInput, ClearcopyError, Forbidden, NotFound
from library.models import (
    Actor,
    AnchorRole,
    AssetKind,
    Audience,
    Brief,
    DocumentClass,
    Module,
    ModuleKind,
    Recipient,
    Role,
    Scope,
    Source,
    SourceFacts,
    SubjectKind,
    UseClass,
)

if TYPE_CHECKING:
    from app import Settings
    from library.taxonomy import Taxonomy
    from services import Services
    from terminal import Session

Choice = TypeVar("Choice", bound=StrEnum)


def chosen(kind: type[Choice], word: str, what: str) -> Choice | None:
    """The member a user named (``-`` and ``_`` are one), None for nothing; BadInput lists the choices."""
    if not word:
        return None
    try:
        return kind(word.strip().lower().replace("-", "_"))
    except ValueError:
        choices = ", ".join(member.value for member in kind)
        raise BadInput("cli.unknown_choice", f"{word!r} is no {what}.", f"Choose from: {choices}.") from None


def roles_named(words: Iterable[str]) -> tuple[Role, ...]:
    """Roles by name; several may stand in one word, separated by commas."""
    named = [chosen(Role, part, "role") for word in words for part in word.split(",") if part.strip()]
    return tuple(dict.fromkeys(role for role in named if role and role is not Role.SYSTEM))


def missing_paths(paths: list[Path]) -> list[dict[str, Any]]:
    """Take the paths that do not exist out of the list; returns a refused line for each."""
    gone = [path for path in paths if not path.exists()]
    for path in gone:
        paths.remove(path)
    message = "There is no such file or folder."
    rows = {"outcome": "refused", "code": "ingest.not_found", "message": message, "source": None}
    none = {"pages": 0, "passages": 0, "warnings": [], "new": False, "tables": 0, "losses": []}
    return [{"path": str(p), **rows, **none} for p in gone]


def show_ingested(s: Any, rows: list[dict[str, Any]]) -> None:
    """The table of ``ingest`` with the loss report of each file under it, or the rows as JSON."""
    columns = ("outcome", "code", "source", "pages", "passages", "tables", "losses", "warnings", "path")
    ok = all(row["outcome"] == "stored" for row in rows)
    s.show(rows if s.as_json else list(map(counted, rows)), columns=columns, ok=ok)
    for row in rows if not s.as_json else ():
        for line in lost(row):
            s.note(line)


def counted(row: dict[str, Any]) -> dict[str, Any]:
    """A file of ``ingest`` as one line of a table: how many things were lost and warned of, not which."""
    return {**row, "losses": sum(loss["count"] for loss in row["losses"]), "warnings": len(row["warnings"])}


def lost(row: dict[str, Any]) -> Iterator[str]:
    """The loss report and the warnings of a file of ``ingest``, a line each under its path."""
    if row["losses"] or row["warnings"]:
        yield row["path"]
    for loss in row["losses"]:
        pages = ", ".join(map(str, loss["pages"][:12])) + (" …" if len(loss["pages"]) > 12 else "")
        yield f"  {loss['count']:>5} × {loss['message']}" + (f" (place {pages})" if pages else "")
    for warning in row["warnings"]:
        yield f"          {warning}"


def facts_for(
    taxonomy: Taxonomy, product: str, market: str, language: str, document_class: str, replaces: str | None
) -> SourceFacts:
    """What a person says of the documents; the reader fills in what is left open."""
    facts: dict[str, Any] = {
        "product": taxonomy.product(product) or product,
        "market": market.upper(),
        "language": language.lower(),
        "replaces": replaces,
    }
    if named := chosen(DocumentClass, document_class, "document class"):
        facts["document_class"] = named
    return SourceFacts(**facts)


def corrected(services: Services, actor: Actor, source: str, said: dict[str, str], document_class: str) -> Source:
    """The document after some of its facts were said anew; words of the document that spoke for the old value go."""
    from services import correct_facts, source_id

    full = source_id(services, source)
    fresh: dict[str, Any] = {name: value.strip() for name, value in said.items() if value.strip()}
    if named := chosen(DocumentClass, document_class, "document class"):
        fresh["document_class"] = named
    if not fresh:
        raise BadInput("cli.nothing_named", "No fact is named.", "Say for example --market EU.")
    return correct_facts(services, actor, full, fresh)


def record_shape(services: Services, actor: Actor, kind: str, full: str) -> dict[str, Any]:
    """Any record as ``show`` gives it. A past answer is shown only while all it cites may still be used."""
    lib = services.library
    if kind == "lineage":
        kind, full = "module", lib.versions(full)[-1].id
    if kind == "source":
        return shapes.source_shape(lib.source(full), lib.source_status(full), lib.extraction(full))
    if kind == "passage":
        return shapes.passage_shape(lib.passage(full))
    if kind == "module":
        return shapes.module_shape(lib, lib.module(full))
    if kind == "asset":
        return shapes.asset_shape(lib, lib.asset(full))
    if kind == "proposal":
        from modularize.proposals.shapes import proposal_shape

        return proposal_shape(lib, lib.proposal(full), names(services))
    if kind == "answer":
        return shapes.answer_shape(lib, lib.replay(actor, full))
    if kind == "decision":
        return shapes.decision_shape(lib.decision(full), names(services))
    if kind == "policy" and (policy := lib.policy()) is not None and policy.id == full:
        return shapes.policy_shape(policy)
    if kind == "release":
        return dict(next(r for r in lib.releases() if r.id == full).model_dump(mode="json"))
    raise NotFound("library.not_shown", f"There is nothing to show for this {kind}.", "Name another record.")


def names(services: Services) -> Any:
    """From a person's id to the printed name of a signature."""
    known = {user.id: user.name for user in services.library.users()}
    return lambda person: known.get(person, person)


def reviewed(services: Services, full: str) -> dict[str, Any]:
    """Checks and decisions of a record, for its reviewer."""
    decisions = [shapes.decision_shape(d, names(services)) for d in services.library.decisions(full)]
    findings = [shapes.finding_shape(f) for f in services.desk.check(full)]
    required = [role.value for role in services.library.required_roles(full)]
    return {"required_roles": required, "findings": findings, "decisions": decisions}


def picture_of(services: Services, kind: str, full: str) -> bytes:
    """PNG of the pages a module's origin in one document, or a passage, stands on, with its boxes marked."""
    lib = services.library
    if kind == "module":
        origin = [a for a in lib.module(full).anchors if a.role is AnchorRole.ORIGIN]
        return bytes(services.ingest.draw_anchor(*origin))
    if kind == "passage":
        return bytes(services.ingest.draw_passage(full))
    if kind == "source":
        return bytes(services.ingest.draw(full, 1, []))
    raise BadInput("cli.no_picture", f"A {kind} has no page of its own.", "Name a module, a passage or a source.")


def edited(
    services: Services, actor: Actor, id: str, words: str | None, kind: str, product: str, disease: str
) -> Module:
    """A child version with the changes named and what bears it out; BadInput where nothing would change."""
    _, full = services.library.resolve(id)
    content = services.library.module(full).content
    change: dict[str, Any] = {
        "body": words,
        "kind": chosen(ModuleKind, kind, "kind"),
        "product": services.taxonomy.product(product) or product or None,
        "disease": disease or None,
    }
    # through validation again: a copy with changes would skip it
    new = type(content)(**(content.model_dump() | {k: v for k, v in change.items() if v is not None}))
    if new == content:
        raise BadInput("cli.no_change", "Nothing would change.", "Give --text, --kind, --product or --disease.")
    return services.journeys.edit(actor, full, new)


def submitted(services: Services, actor: Actor, id: str, reason: str) -> dict[str, Any]:
    """One submission: whether it went in, and what the checks found."""
    _, full = services.library.resolve(id)
    decision, findings = services.desk.submit(actor, full, reason)
    return {
        "id": full,
        "submitted": decision is not None,
        "status": services.library.status(full).value,
        "findings": [shapes.finding_shape(f) for f in findings],
    }


def scope_of(services: Services, full: str, named: dict[str, str]) -> Scope:
    """The scope a person named; what is left open is the record's own market, doctors, promotional use."""
    kind, _ = services.library.resolve(full)
    market, audience, use = named.get("market", "").upper(), named.get("audience", ""), named.get("use_class", "")
    own = services.desk.own_scope(kind, full)
    return Scope(
        market=market or own.market,
        audience=chosen(Audience, audience, "audience") or own.audience,
        use_class=chosen(UseClass, use, "use class") or own.use_class,
        channel=own.channel,
    )


def role_for(services: Services, actor: Actor, full: str, named: str) -> Role:
    """The role a person signs in: the one named, else the one they hold that the policy still waits for."""
    if role := chosen(Role, named, "role"):
        return role
    held = [role for role in services.library.required_roles(full) if actor.has(role)]
    if not held:
        raise Forbidden(
            "gate.role_not_required", f"None of {actor.name}'s roles is asked for here.", "See policy show."
        )
    done = {d.role for d in services.library.decisions(full) if d.verdict.value == "approve"}
    return next((role for role in held if role not in done), held[0])


def decided(
    services: Services,
    actor: Actor,
    verb: str,
    id: str,
    scope: dict[str, str],
    named_role: str,
    password: str,
    reason: str,
) -> dict[str, Any]:
    """One signed decision and the status it led to. Raises what the gate raises."""
    _, full = services.library.resolve(id)
    desk, role = services.desk, role_for(services, actor, full, named_role)
    common: dict[str, Any] = {"role": role, "password": password, "reason": reason}
    if verb == "withdraw":
        decision = desk.withdraw(actor, full, **common)
    else:
        decision = getattr(desk, verb)(actor, full, scope=scope_of(services, full, scope), **common)
    shape = shapes.decision_shape(decision, names(services))
    return {**shape, "status": status_of(services, decision.subject_kind, full)}


def status_of(services: Services, kind: SubjectKind, full: str) -> str:
    """Status of a version or a source, as text."""
    lib = services.library
    return (lib.source_status(full) if kind is SubjectKind.SOURCE else lib.status(full)).value


def brief_of(
    services: Services,
    kind: str,
    named: Sequence[str],
    scope: Sequence[str],
    language: str,
) -> Brief:
    """A brief from what a person named: ``named`` is product, scenario, barrier; ``scope`` market, audience, use."""
    product, scenario, barrier = named
    market, audience, use = scope
    taxonomy = services.taxonomy
    if scenario and not taxonomy.scenario(scenario):
        known = ", ".join(s.id for s in taxonomy.scenarios.values())
        raise BadInput("taxonomy.unknown_scenario", f"There is no patient scenario {scenario!r}.", f"Known: {known}.")
    return Brief(
        kind=AssetKind(kind),
        product=taxonomy.product(product) or product,
        scenario=taxonomy.scenario(scenario) if scenario else "",
        barrier=barrier,
        scope=Scope(
            market=market.upper(),
            audience=chosen(Audience, audience, "audience") or Audience.HCP,
            use_class=chosen(UseClass, use, "use class") or UseClass.PROMOTIONAL,
        ),
        language=language.lower(),
    )


def exported(services: Services, actor: Actor, id: str, out: Path, named: dict[str, str]) -> dict[str, Any]:
    """An approved asset written to a file; nothing is written where the gate says no."""
    from generate.service import MEDIA_TYPES

    form = out.suffix.lstrip(".").lower()
    if form not in MEDIA_TYPES:
        endings = ", ".join(f".{ending}" for ending in MEDIA_TYPES)
        raise BadInput("cli.unknown_format", f"{out.name} names no format.", f"End the name in one of {endings}.")
    if not out.parent.exists():
        raise BadInput("cli.no_folder", f"There is no folder {out.parent}.", "Make it first.")
    kind, full = services.library.resolve(id)
    if kind != "asset":
        raise BadInput("cli.not_an_asset", f"{id} is a {kind}, not an asset.", "Export what `generate` made.")
    held = actor.roles[0] if actor.roles else Role.AUDITOR
    recipient = Recipient(person=actor.id, role=held, purpose="export")
    result = services.generate.export(actor, full, scope_of(services, full, named), form, recipient)
    partial = out.with_name(out.name + ".part")
    partial.write_bytes(result.data)
    partial.replace(out)
    return {"id": full, "file": str(out), "bytes": len(result.data), "release": result.release_id}


def checked(
    s: Session, file: Path, scope: Sequence[str], language: str, product: str, reports: dict[str, Path | None]
) -> dict[str, Any]:
    """The report on a piece made elsewhere, and the files asked for written beside it."""
    if not file.is_file():
        raise BadInput("check.no_file", f"There is no file {file}.", "Check the path.")
    for path in reports.values():
        if path is not None and not path.parent.exists():
            raise BadInput("cli.no_folder", f"There is no folder {path.parent}.", "Make it first.")
    market, audience, use = scope
    asked = Scope(
        market=market.upper(),
        audience=chosen(Audience, audience, "audience") or Audience.HCP,
        use_class=chosen(UseClass, use, "use class") or UseClass.PROMOTIONAL,
    )
    named = s.services.taxonomy.product(product) or product
    check, document = s.services.journeys.check_piece(s.actor, file, file.name, asked, language.lower(), named)
    for form, path in reports.items():
        if path is not None:
            path.write_bytes(s.services.journeys.piece_report(check, document, form))
            s.note(f"{form} report: {path}")
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in check.counts.items())
    s.note(f"{file.name} for {check.scope.market}, {check.scope.audience}, {check.scope.use_class}: {counts}")
    from review.report import check_shape

    return check_shape(check)


def answered(s: Session, question: str, market: str, language: str, product: str) -> dict[str, Any]:
    """An answer: by the running server that owns the index, else by this process."""
    asked = {"question": question, "market": market.upper(), "language": language, "product": product}
    if (server := s.services.index.server) and not s.actor.on_behalf_of:
        return _from_server(server, s.token, asked)
    answer = s.services.ask.ask(
        s.actor,
        question,
        language=language,
        market=market.upper() or s.actor.market,
        product=s.services.taxonomy.product(product) or product,
    )
    return shapes.answer_shape(s.services.library, answer)


def _from_server(server: str, token: str, asked: dict[str, str]) -> dict[str, Any]:
    import httpx

    try:
        reply = httpx.post(
            f"{server}/api/v1/ask",
            json=asked,
            headers={"Authorization": f"Bearer {token}"},
            timeout=120,
            trust_env=False,
        )
    except httpx.HTTPError as error:
        raise BadInput(
            "cli.server_gone", f"The server that owns the index does not answer: {error}.", "Restart it."
        ) from None
    body: dict[str, Any] = reply.json()
    if reply.status_code >= 400:
        kind = Forbidden if reply.status_code in (401, 403, 409) else BadInput
        raise kind(str(body.get("code", "server.error")), str(body.get("detail", "")), str(body.get("next_step", "")))
    return body


def new_token(s: Session, name: str, days: int, label: str, password_stdin: bool) -> dict[str, Any]:
    """A bearer token, shown once: by a name and its password, by an admin for anybody, or for oneself."""
    lib = s.services.library
    if password_stdin:
        from terminal import password_from

        actor = lib.authenticate(lib.sign_in(name, password_from(True)))
        target = actor.id
    else:
        actor = s.actor
        target = lib.user(name).id if name else actor.id
        if target != actor.id:
            s.allow("users")
    return {"user": name or actor.name, "token": lib.issue_token(actor, target, label=label, days=days), "days": days}


def database_installed(settings: Settings, role: str, password: str) -> dict[str, Any]:
    """Tables and grants on the PostgreSQL server that the owner's URL names."""
    from library.store.library import install_postgres

    owner = settings.owner_url.get_secret_value()
    if not owner.startswith("postgresql"):
        raise BadInput(
            "cli.no_owner_url",
            "CLEARCOPY_OWNER_URL names no PostgreSQL database.",
            "postgresql+psycopg://owner@host/db",
        )
    install_postgres(owner, role, password)
    return {"role": role, "next": "Set CLEARCOPY_DATABASE_URL to the same database with this role."}


def each(ids: Sequence[str], act: Any) -> list[dict[str, Any]]:
    """Do one thing to several records; the first error stops only where nothing was done yet, else it is a line."""
    rows: list[dict[str, Any]] = []
    for position, one in enumerate(ids):
        try:
            rows.append({**act(one), "error": ""})
        except ClearcopyError as error:
            if position == 0 and len(ids) == 1:
                raise
            rows.append({"subject": one, "id": one, "error": f"{error.code}: {error}"})
    return rows


def module_named(services: Services, name: str) -> str:
    """The full id of a module version from the beginning of it; NotFound if it names another kind of record."""
    kind, full = services.library.resolve(name)
    if kind != "module":
        raise NotFound("module.unknown", f"{name} is no module but a {kind}.")
    return full


def impact_of(services: Services, full: str) -> dict[str, Any]:
    """What a record touches; for a source that replaces another also the report on the new version (``update``)."""
    from versions import with_update

    return with_update(shapes.impact_shape(services.desk.impact(full)), services.journeys.update_of(full))


def compared(services: Services, old: str, new: str, html: Path | None) -> dict[str, Any]:
    """The comparison of two sources, written to ``html`` as a self-contained page if a path is given."""
    from services import source_id
    from versions import diff_shape

    ids = source_id(services, old), source_id(services, new)
    sources = [services.library.source(id) for id in ids]
    found = diff_shape(services.journeys.versions.compare(*ids), *sources)
    if html is not None:
        from generate.render.versions import to_html

        html.write_bytes(to_html(found))
    return found
