"""The command line: each command parses, makes one call and presents what came back. Nothing heavy is imported here."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from cli_proposals import add_to as add_proposals

app = typer.Typer(
    name="clearcopy",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Traceable content modules for medical affairs: approved once, recombined by scenario, followed to the page.",
    epilog="Exit status: 0 done, 1 findings or not everything done, 2 bad use, 3 refused by the gate or the role.",
)
review = typer.Typer(no_args_is_help=True, help="Submit, sign, reject, withdraw.")
policy = typer.Typer(no_args_is_help=True, help="Who must approve what.")
generate = typer.Typer(no_args_is_help=True, help="Recombine approved modules for a scenario.")
audit = typer.Typer(no_args_is_help=True, help="The trail and its proof.")
users = typer.Typer(no_args_is_help=True, help="People, roles, tokens.")
vocabulary = typer.Typer(
    no_args_is_help=True, help="Products, diseases, scenarios: their names, and words without one."
)
for name, group in {
    "review": review,
    "policy": policy,
    "generate": generate,
    "audit": audit,
    "users": users,
    "vocabulary": vocabulary,
}.items():
    app.add_typer(group, name=name)

Id = Annotated[str, typer.Argument(metavar="ID", help="an id, or its first six or more digits")]
Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="ids, or their first six or more digits")]
Product = Annotated[str, typer.Option(help="product, by brand, substance or id")]
Market = Annotated[str, typer.Option(help="two-letter market: US, EU, CN, JP, DE …")]
Language = Annotated[str, typer.Option(help="language: en, zh, ja, de …")]
Audience = Annotated[str, typer.Option(help="hcp, patient or internal")]
Use = Annotated[str, typer.Option(help="promotional, medical_reactive, internal_training, disease_awareness, patient")]
Reason = Annotated[str, typer.Option(help="why, in your words")]
PasswordStdin = Annotated[bool, typer.Option("--password-stdin", help="read the password from standard input")]
RoleName = Annotated[str, typer.Option("--role", help="the role you sign in, where you hold several that are needed")]


def command(group: typer.Typer, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register ``function(session, …)`` as a command with ``--json`` and ``--as``, its errors turned into a status."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        def run(**given: Any) -> None:
            from terminal import session

            with session(as_json=given.pop("as_json"), act_as=given.pop("act_as")) as current:
                function(current, **given)

        signature = inspect.signature(function, eval_str=True)
        own = list(signature.parameters.values())[1:]
        common = {
            "as_json": Annotated[bool, typer.Option("--json", help="one JSON document on standard output")],
            "act_as": Annotated[str, typer.Option("--as", metavar="USER", help="act for USER (admin; audited)")],
        }
        keyword = inspect.Parameter.KEYWORD_ONLY
        added = [
            inspect.Parameter("as_json", keyword, default=False, annotation=common["as_json"]),
            inspect.Parameter("act_as", keyword, default="", annotation=common["act_as"]),
        ]
        parameters = [*(p.replace(kind=keyword) for p in own), *added]
        run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.__doc__ = function.__doc__
        group.command(name)(run)
        return function

    return register


@command(app, "ingest")
def ingest(
    s: Any,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="files or folders")],
    product: Product = "",
    market: Market = "",
    language: Language = "",
    replaces: Annotated[str, typer.Option(metavar="SOURCE", help="the older version this document replaces")] = "",
    document_class: Annotated[str, typer.Option("--class", help="label, publication, deck, eda, faq …")] = "",
) -> None:
    """Read documents into passages that know their page. One line per file, whatever happens to it."""
    import shapes
    from commands import facts_for, missing_paths, show_ingested

    s.allow("ingest")
    missing = missing_paths(paths)
    older = s.services.library.resolve(replaces)[1] if replaces else None
    said = facts_for(s.services.taxonomy, product, market, language, document_class, older)

    def progress(result: Any) -> None:
        s.note(f"{result.outcome.value:<16} {result.passages:>6} passages  {result.path}  {result.message}".rstrip())

    results = s.services.journeys.ingest_paths(s.actor, paths, said, progress)
    rows = [*map(shapes.ingest_shape, results), *missing]
    show_ingested(s, rows)


@command(app, "sources")
def sources(s: Any, product: Product = "", market: Market = "") -> None:
    """The documents taken in, with their facts and state."""
    import shapes

    s.allow("read")
    lib = s.services.library
    rows = [
        shapes.source_shape(x, lib.source_status(x.id), lib.extraction(x.id))
        for x in lib.sources(product=s.services.taxonomy.product(product) or product, market=market)
    ]
    s.show(rows, columns=("id", "status", "outcome", "pages", "filename"))


@command(app, "facts")
def facts(
    s: Any,
    source: Id,
    title: Annotated[str, typer.Option(help="the document's title")] = "",
    product: Product = "",
    market: Market = "",
    language: Language = "",
    document_class: Annotated[str, typer.Option("--class", help="label, publication, deck, eda, faq …")] = "",
    expiry: Annotated[str, typer.Option(help="the day it expires, YYYY-MM-DD")] = "",
) -> None:
    """Correct what was recognised about a document; what is not named stays as it is."""
    import shapes
    from commands import corrected

    s.allow("ingest")
    said = {"title": title, "product": product, "market": market, "language": language, "expiry": expiry}
    updated = corrected(s.services, s.actor, source, said, document_class)
    s.show(shapes.source_shape(updated, s.services.library.source_status(updated.id)))


@command(app, "passages")
def passages(
    s: Any,
    source: Id,
    left: Annotated[bool, typer.Option("--left", help="only what no module was made of for a doubt")] = False,
) -> None:
    """A document's passages in reading order."""
    import shapes

    s.allow("read")
    if left:
        found = s.services.modularize.left_for_person(s.services.library.resolve(source)[1])
        s.show([shapes.left_shape(piece) for piece in found], columns=("passage", "reason", "text"))
        return
    rows = [shapes.passage_shape(p) for p in s.services.library.passages(s.services.library.resolve(source)[1])]
    s.show(rows, columns=("id", "kind", "section", "text"))


@command(app, "modularize")
def modularize(
    s: Any,
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE…", help="sources, by id")] = None,
    every: Annotated[bool, typer.Option("--all", help="every source in the library")] = False,
) -> None:
    """Split sources into minimal modules, join what is the same, and look for what bears the claims out."""
    import shapes
    from library.errors import BadInput

    s.allow("modularize")
    lib = s.services.library
    if not sources and not every:
        raise BadInput("cli.nothing_named", "No source is named.", "Name sources, or use --all.")
    ids = [x.id for x in lib.sources()] if every else [lib.resolve(x)[1] for x in sources or ()]
    reports = s.services.journeys.split(s.actor, ids, lambda r: s.note(f"{r.source[:12]}  {len(r.new)} new modules"))
    for warning in (f"{r.source[:12]}  {warning}" for r in reports for warning in r.warnings):
        s.note(warning)
    rows = [shapes.modularize_shape(r) for r in reports]
    s.show(rows if s.as_json else [{k: v if k == "source" else len(v) for k, v in row.items()} for row in rows])


@command(app, "modules")
def modules(
    s: Any,
    status: Annotated[str, typer.Option(help="draft, in_review, approved, released, withdrawn …")] = "",
    product: Product = "",
    scenario: Annotated[str, typer.Option(help="patient scenario")] = "",
    kind: Annotated[str, typer.Option(help="indication, dosing, efficacy_result …")] = "",
    text: Annotated[str, typer.Option(help="words the module holds")] = "",
    market: Market = "",
    language: Language = "",
    limit: Annotated[int | None, typer.Option(help="at most so many")] = None,
) -> None:
    """List modules."""
    import shapes
    from commands import chosen
    from library.models import ModuleKind, Status

    s.allow("read")
    taxonomy = s.services.taxonomy
    found = s.services.library.modules(
        status=chosen(Status, status, "status"),
        product=taxonomy.product(product) or product,
        market=market,
        language=language,
        kind=chosen(ModuleKind, kind, "kind"),
        tag=("scenario", taxonomy.scenario(scenario) or scenario) if scenario else None,
        text=text,
        limit=limit,
    )
    s.show(shapes.modules_shape(s.services.library, found), columns=("id", "status", "kind", "language", "text"))


@command(app, "show")
def show(
    s: Any,
    id: Id,
    png: Annotated[Path | None, typer.Option(help="draw the page with the boxes marked into FILE")] = None,
) -> None:
    """Show any record with its anchors."""
    from commands import picture_of, record_shape

    s.allow("read")
    kind, full = s.services.library.resolve(id)
    if png is not None:
        png.write_bytes(picture_of(s.services, kind, full))
    s.show(record_shape(s.services, s.actor, kind, full))


@command(app, "edit")
def edit(
    s: Any,
    id: Id,
    text: Annotated[str | None, typer.Option(help="the new words; - reads standard input")] = None,
    kind: Annotated[str, typer.Option(help="the new kind")] = "",
    product: Product = "",
    disease: Annotated[str, typer.Option(help="the new disease")] = "",
) -> None:
    """Make a new version of a module: a draft, whose author you then are."""
    import shapes
    from commands import edited

    s.allow("edit")
    words = sys.stdin.read().strip() if text == "-" else text
    module = edited(s.services, s.actor, id, words, kind, product, disease)
    s.show(shapes.module_shape(s.services.library, module))


@command(review, "submit")
def review_submit(s: Any, ids: Ids, reason: Reason = "") -> None:
    """Check and submit modules or assets; what a blocking finding stands against is not submitted."""
    from commands import submitted

    s.allow("submit")
    rows = [submitted(s.services, s.actor, one, reason) for one in ids]
    s.show(rows, columns=("id", "submitted", "findings"), ok=all(row["submitted"] for row in rows))


@command(review, "queue")
def review_queue(s: Any) -> None:
    """What waits for you."""
    import shapes

    s.allow("read")
    rows = [shapes.queue_shape(item) for item in s.services.desk.queue(s.actor)]
    s.show(rows, columns=("id", "kind", "waiting_for", "findings", "title"))


@command(review, "show")
def review_show(s: Any, id: Id) -> None:
    """A record as its reviewer sees it: with its checks and decisions."""
    from commands import record_shape, reviewed

    s.allow("read")
    kind, full = s.services.library.resolve(id)
    s.show(record_shape(s.services, s.actor, kind, full) | reviewed(s.services, full))


def _deciding(verb: str, right: str, words: str) -> Callable[..., None]:
    def decide(
        s: Any,
        ids: Ids,
        reason: Reason,
        role: RoleName = "",
        market: Market = "",
        audience: Audience = "",
        use: Use = "",
        password_stdin: PasswordStdin = False,
    ) -> None:
        from commands import decided, each
        from terminal import password_from

        s.allow(right)
        scope = {"market": market, "audience": audience, "use_class": use}
        password = password_from(password_stdin, "Your password, as your signature")
        rows = each(ids, lambda one: decided(s.services, s.actor, verb, one, scope, role, password, reason))
        s.show(rows, columns=("subject", "verdict", "role", "status", "error"), ok=not any(r["error"] for r in rows))

    decide.__doc__ = f"{words} You sign with your password."
    return decide


for _verb, _right, _words in (
    ("approve", "decide", "Approve versions in a scope (default: the record's market, doctors, promotional)."),
    ("reject", "decide", "Reject versions."),
    ("request-changes", "decide", "Ask for changes."),
    ("withdraw", "withdraw", "Withdraw modules, assets or sources; it works at once, everywhere."),
):
    command(review, _verb)(_deciding(_verb.replace("-", "_"), _right, _words))


@command(review, "import")
def review_import(
    s: Any,
    file: Annotated[Path, typer.Argument(help="CSV: id role material_code approved_on expires file_sha256 reviewer")],
    password_stdin: PasswordStdin = False,
) -> None:
    """Take over approvals given elsewhere; you sign that they were given."""
    import csv

    import shapes
    from terminal import password_from

    s.allow("decide")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    given = s.services.desk.import_approvals(s.actor, rows, password_from(password_stdin))
    s.show([shapes.decision_shape(d) for d in given], columns=("subject", "role", "meaning", "expires"))


@command(review, "hold")
def review_hold(
    s: Any,
    product: Annotated[str, typer.Argument(help="product, by brand, substance or id")],
    market: Annotated[str, typer.Argument(help="two-letter market")],
    reason: Reason = "",
) -> None:
    """Stop a product's promotional content in a market, at once."""
    s.allow("hold")
    named = s.services.taxonomy.product(product) or product
    s.show(s.services.library.hold(s.actor, named, market.upper(), reason).model_dump(mode="json"))


@command(review, "lift")
def review_lift(
    s: Any, hold: Annotated[str, typer.Argument(metavar="HOLD", help="id of the hold")], reason: Reason = ""
) -> None:
    """Lift a hold."""
    s.allow("lift")
    s.show(s.services.library.lift(s.actor, hold, reason).model_dump(mode="json"))


@command(policy, "show")
def policy_show(s: Any) -> None:
    """The policy in force."""
    import shapes

    s.allow("policy_show")
    current = s.services.library.policy()
    s.show(shapes.policy_shape(current) if current else {"policy": None, "message": "No policy: nothing can leave."})


@command(policy, "import")
def policy_import(
    s: Any,
    file: Annotated[Path | None, typer.Argument(help="policy YAML; without it, the one that comes along")] = None,
    password_stdin: PasswordStdin = False,
) -> None:
    """Put a policy in force. You sign."""
    import shapes
    from review.policy import default_policy
    from terminal import password_from

    s.allow("policy_import")
    text = file.read_text(encoding="utf-8") if file else default_policy()
    s.show(shapes.policy_shape(s.services.library.import_policy(s.actor, text, password_from(password_stdin))))


def _generating(kind: str) -> Callable[..., None]:
    def make(
        s: Any,
        product: Product,
        scenario: Annotated[str, typer.Option(help="patient scenario")] = "",
        barrier: Annotated[str, typer.Option(help="belief barrier or objection to answer")] = "",
        market: Market = "US",
        audience: Audience = "hcp",
        use: Use = "promotional",
        language: Language = "en",
        writer: Annotated[str, typer.Option(help="verbatim, or model where one is set")] = "verbatim",
        out: Annotated[Path | None, typer.Option(help="a watermarked preview: .docx, .pptx, .html or .json")] = None,
    ) -> None:
        import shapes
        from commands import brief_of

        s.allow("generate")
        brief = brief_of(s.services, kind, (product, scenario, barrier), (market, audience, use), language)
        asset = s.services.generate.generate(s.actor, brief, writer=writer)
        if out is not None:
            form = out.suffix.lstrip(".") or "html"
            out.write_bytes(s.services.generate.render(asset.id, form, released=None))
        s.show(shapes.asset_shape(s.services.library, asset), ok=not asset.content.missing)

    make.__doc__ = f"Make a {kind.replace('_', ' ')} draft of approved modules; it needs its own approval."
    return make


for _kind, _name in {"talk_track": "talk-track", "faq": "faq", "objection": "objection"}.items():
    command(generate, _name)(_generating(_kind))


@command(app, "export")
def export(
    s: Any,
    id: Id,
    out: Annotated[Path, typer.Option(help="FILE.docx, FILE.pptx, FILE.html or FILE.json")],
    market: Market = "",
    audience: Audience = "",
    use: Use = "",
) -> None:
    """Write an approved asset to a file. What is not approved does not leave (exit status 3)."""
    from commands import exported

    s.allow("export")
    s.show(exported(s.services, s.actor, id, out, {"market": market, "audience": audience, "use_class": use}))


@command(app, "ask")
def ask(
    s: Any,
    question: Annotated[str, typer.Argument(help="a doctor's question")],
    market: Market = "",
    language: Language = "",
    product: Product = "",
) -> None:
    """Answer in approved words with citations, or say honestly that they do not cover it."""
    from commands import answered

    s.allow("ask")
    s.show(answered(s, question, market, language, product))


@command(app, "check")
def check(
    s: Any,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a finished deck, leaflet, e-mail …")],
    product: Product = "",
    market: Market = "",
    audience: Audience = "",
    use_class: Annotated[str, typer.Option(help="promotional, medical_reactive, internal_training …")] = "",
    language: Language = "",
    html: Annotated[Path | None, typer.Option(help="write the report, with the pages marked, into FILE")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="write the report as a workbook into FILE")] = None,
    every: Annotated[bool, typer.Option("--all", help="list the lines that claim nothing, too")] = False,
) -> None:
    """Hold a piece made elsewhere against what is approved, line by line. Nothing of it is kept."""
    from commands import checked

    s.allow("check")
    report = checked(s, file, (market, audience, use_class), language, product, {"html": html, "xlsx": xlsx})
    shown = (
        report if s.as_json else [x for x in report["lines"] if every or x["status"] != "not_a_claim" or not x["ok"]]
    )
    s.show(shown, columns=("number", "page", "status", "text", "module", "message", "flags"), ok=report["ok"])


@command(app, "coverage")
def coverage(s: Any, product: Product = "", market: Market = "", language: Language = "") -> None:
    """What there is for each patient scenario and barrier, and what is missing: what to write next."""
    from review.report import coverage_shape

    s.allow("coverage")
    found = coverage_shape(s.services.journeys.coverage(s.actor, product, market, language))
    columns = ("product", "scenario", "barrier", "approved", "expiring", "in_review", "draft", "missing")
    s.show(found if s.as_json else found["rows"], columns=columns)


@command(app, "impact")
def impact(s: Any, id: Id) -> None:
    """Everything a source, module or asset touches, answers included; of a new label version also what it changes."""
    from commands import impact_of

    s.allow("impact")
    found = impact_of(s.services, s.services.library.resolve(id)[1])
    s.show(found, ok=found["ok"])


Old = Annotated[str, typer.Argument(metavar="OLD", help="the older version, by id")]
New = Annotated[str, typer.Argument(metavar="NEW", help="the newer version, by id")]


@command(app, "diff")
def diff(
    s: Any,
    old: Old,
    new: New,
    html: Annotated[Path | None, typer.Option(help="write both versions side by side as one HTML file")] = None,
) -> None:
    """What differs between two versions of a document; status 1 where a safety section says more, or more strongly."""
    from commands import compared
    from versions import diff_lines, mark_lines

    s.allow("read")
    found = compared(s.services, old, new, html)
    if s.as_json:
        s.show(found, ok=found["ok"])
    else:
        s.show(diff_lines(found), columns=("change", "weight", "section", "was", "is"), ok=found["ok"])
        s.note(", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in found["counts"].items()))
        for line in mark_lines(found):
            s.note(line)


@command(app, "update")
def update(s: Any, old: Old, new: New) -> None:
    """Say that NEW replaces OLD, keep what stands in both, make later versions of what changed, and report the rest."""
    from services import source_id
    from versions import update_shape

    s.allow("modularize")
    ids = [source_id(s.services, name) for name in (old, new)]
    found = update_shape(s.services.journeys.label_update(s.actor, *ids))
    s.show(found, ok=found["ok"])


@command(audit, "verify")
def audit_verify(
    s: Any, file: Annotated[Path | None, typer.Argument(help="an exported trail, checked offline")] = None
) -> None:
    """Check the trail's chain, checkpoints and signatures."""
    import shapes
    from library.audit import verify_export

    if file is not None:
        found = verify_export(file.read_bytes())
    else:
        s.allow("audit")
        found = s.services.library.verify_audit()
    s.show(shapes.findings_shape(found), ok=not found)


@command(audit, "export")
def audit_export(s: Any, out: Annotated[Path, typer.Option(help="file to write")]) -> None:
    """Write the trail with its signed checkpoint to a file that can be checked without the database."""
    s.allow("audit")
    s.services.library.checkpoint(s.actor)
    data = s.services.library.export_audit()
    out.write_bytes(data)
    s.show({"file": str(out), "bytes": len(data), "lines": data.count(b"\n")})


@command(app, "doctor")
def doctor(s: Any, fix: Annotated[bool, typer.Option("--fix", help="mend what can be mended")] = False) -> None:
    """Compare records, files, trail and index."""
    s.allow("doctor")
    found = s.services.journeys.doctor(s.actor, fix=fix)
    ok = all(f["mended"] for f in found)
    s.show({"ok": ok, "findings": found}, ok=ok)


@command(app, "login")
def login(
    s: Any, name: Annotated[str, typer.Argument(help="your user name")], password_stdin: PasswordStdin = False
) -> None:
    """Sign in on this machine for this home."""
    from terminal import keep_login, password_from

    token = s.services.library.sign_in(name, password_from(password_stdin))
    kept = keep_login(s.settings.home, token)
    s.show({"user": name, "kept_in": str(kept)})


@command(users, "add")
def users_add(
    s: Any,
    name: Annotated[str, typer.Argument(help="user name")],
    role: Annotated[list[str] | None, typer.Option(help="a role; may be given several times")] = None,
    market: Market = "",
    email: Annotated[str, typer.Option(help="e-mail address")] = "",
    password_stdin: PasswordStdin = False,
) -> None:
    """Add a person. The first on an empty home becomes its admin."""
    import shapes
    from commands import roles_named
    from terminal import password_from

    lib = s.services.library
    actor = None if not lib.users() else s.allow("users")
    password = password_from(password_stdin, f"Password for {name}", twice=True)
    added = lib.add_user(actor, name, password, roles_named(role or []), market=market, email=email)
    s.show(shapes.actor_shape(added))


@command(users, "list")
def users_list(s: Any) -> None:
    """Everybody and their roles."""
    import shapes

    s.allow("users")
    s.show([shapes.actor_shape(u) for u in s.services.library.users()], columns=("name", "roles", "market", "id"))


@command(users, "token")
def users_token(
    s: Any,
    name: Annotated[str, typer.Argument(help="user name")] = "",
    days: Annotated[int, typer.Option(help="how long it holds")] = 30,
    label: Annotated[str, typer.Option(help="what it is for")] = "",
    password_stdin: PasswordStdin = False,
) -> None:
    """Issue a bearer token: for yourself, for a name with its password, or as admin for anybody."""
    from commands import new_token

    s.show(new_token(s, name, days, label, password_stdin))


@command(vocabulary, "show")
def vocabulary_show(
    s: Any,
    facet: Annotated[str, typer.Argument(help="product, disease, attribute, scenario, barrier …")] = "product",
    language: Language = "en",
) -> None:
    """The concepts of a facet with their names."""
    import shapes

    s.allow("read")
    rows = shapes.concepts_shape(s.services.taxonomy, facet, language)
    s.show(rows, columns=("id", "label", "names"))


@command(vocabulary, "unknown")
def vocabulary_unknown(s: Any, product: Product = "") -> None:
    """Words in modules that no concept stands for yet, the most frequent first."""
    import shapes
    from modularize.tagging.unknown import unknown_terms

    s.allow("read")
    taxonomy = s.services.taxonomy
    modules = s.services.library.modules(product=taxonomy.product(product) or product)
    rows = [shapes.unknown_shape(term) for term in unknown_terms(modules, taxonomy)]
    s.show(rows, columns=("facet", "words", "language", "count"))


@command(vocabulary, "import")
def vocabulary_import(
    s: Any,
    file: Annotated[Path, typer.Argument(help="taxonomy YAML, or a table (.xlsx, .csv) of one concept a row")],
    password_stdin: PasswordStdin = False,
) -> None:
    """Take further vocabulary over. You sign; it counts from the next start of a command or server."""
    from services import take_vocabulary
    from terminal import password_from

    s.allow("vocabulary_import")
    kept = take_vocabulary(s.services, s.actor, file.read_bytes(), file.name, password_from(password_stdin))
    s.show({"kept": kept.name, "next": "Run modularize --all to tag what the library holds anew."})


proposals = add_proposals(app, command)


@command(app, "install-database")
def install_database(
    s: Any,
    role: Annotated[str, typer.Option(help="the application's role: it will own nothing")] = "clearcopy",
    password_stdin: PasswordStdin = False,
) -> None:
    """Prepare PostgreSQL: CLEARCOPY_OWNER_URL makes the tables, the application's role gets only what it needs."""
    from commands import database_installed
    from terminal import password_from

    s.show(database_installed(s.settings, role, password_from(password_stdin, f"Password for the role {role}")))


@command(app, "settings")
def settings(s: Any) -> None:
    """Every setting, its value in force and what it means; secrets are not shown."""
    from app import settings_table

    s.show(settings_table(s.settings), columns=("name", "value", "meaning"))


@command(app, "serve")
def serve(
    s: Any,
    host: Annotated[str, typer.Option(help="address; default CLEARCOPY_HOST")] = "",
    port: Annotated[int, typer.Option(help="port; default CLEARCOPY_PORT")] = 0,
) -> None:
    """Serve the API and the pages."""
    from app import serve as run

    run(s.settings, host or s.settings.host, port or s.settings.port)


@command(app, "demo")
def demo(
    s: Any,
    out: Annotated[Path, typer.Option(help="where everything goes")] = Path("demo-out"),
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="serve the pages at the end")] = True,
    port: Annotated[int, typer.Option(help="port to serve on")] = 8000,
) -> None:
    """Run the whole main job on the sample documents."""
    from examples.demo.run import run

    s.status = run(out, serve_pages=serve, port=port, as_json=s.as_json)


def main() -> None:
    """Entry point of ``clearcopy``."""
    app()


if __name__ == "__main__":
    main()
