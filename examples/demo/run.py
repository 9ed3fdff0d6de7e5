"""The main job from end to end on the sample documents, through the verbs a user calls; a second run adds no record."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from app import Settings, build, serve
from examples.demo.people import Cast
from examples.demo.report import write_report
from examples.demo.sign import review_modules, sign, sign_labels
from examples.demo.troubles import judge_troubles
from library.models import AssetKind, Brief, Module, Recipient, Role, Scope, SourceFacts, Status
from review.policy import default_policy
from services import Services

EXAMPLES = Path(__file__).parent.parent
DOCUMENTS = EXAMPLES / "documents"
FORMS = ("docx", "pptx", "html", "json")
BRIEFS = (
    (AssetKind.TALK_TRACK, "ovranteq", "S3", "testing takes too long"),
    (AssetKind.FAQ, "wyndralis", "B1", ""),
    (AssetKind.OBJECTION, "ovranteq", "S4", "oedema will make them stop"),
)


def say(words: str) -> None:
    """Progress, on standard error, with the seconds since the start."""
    print(f"[{time.monotonic() - _START:5.1f}s] {words}", file=sys.stderr, flush=True)


_START = time.monotonic()


def run(out: Path, *, serve_pages: bool, port: int, as_json: bool) -> int:
    """Run the demonstration into ``out``; 0 where every expectation held, 1 otherwise. Then serve, if asked."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    home = (out / "home").resolve()
    home.mkdir(parents=True, exist_ok=True)
    settings = Settings(home=home, database_url="")
    services = build(settings)
    try:
        summary = job(services, out)
    finally:
        services.close()
    if as_json:
        json.dump(summary, sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        tell(summary, out)
    if serve_pages:
        logins(out, port)
        serve(settings, "127.0.0.1", port)
    return 0 if summary["ok"] else 1


def job(services: Services, out: Path) -> dict[str, Any]:
    """Every stage in order; returns what ``summary.json`` holds."""
    say("people and policy")
    cast = Cast(services.library, out / "logins.json")
    admin, marketer = cast["ada.admin"], cast["mia.marketer"]
    if services.library.policy() is None:
        services.library.import_policy(admin.actor, default_policy(), admin.password)
    documents = take_in(services, cast)
    phrases = services.generate.import_phrases(marketer.actor)
    say(f"labels signed by regulatory: {sign_labels(services, cast)}")
    say("checking, submitting and signing modules")
    say(f"  {sign_phrases(services, cast, phrases)} phrases signed")
    modules = [m for m in services.library.modules() if m.content.kind.is_claim or m.content.product]
    findings = review_modules(services, cast, modules, say)
    say("loading the embedding model")
    services.index.warm(wait=True)
    services.index.drain()
    assets = [make(services, cast, out, *brief) for brief in BRIEFS]
    questions = ask_all(services, cast, out)
    say("writing the report")
    troubles = judge_troubles(services, EXAMPLES / "troubles.yaml", documents, findings)
    summary = conclude(services, cast, documents, assets, questions, troubles)
    (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    write_report(services, out / "demo-report.html", summary)
    return summary


def take_in(services: Services, cast: Cast) -> list[dict[str, Any]]:
    """Ingest and modularize every sample document with the facts its owner knows."""
    import shapes

    listed = yaml.safe_load((EXAMPLES / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    known: dict[str, str] = {}
    rows, marketer = [], cast["mia.marketer"].actor
    for facts in listed:
        path = DOCUMENTS / facts["file"]
        named = {"version": "version_label", "expires": "expiry"}
        given = {named.get(k, k): v for k, v in facts.items() if v is not None and k not in ("file", "replaces")}
        older = known.get(facts.get("replaces") or "")
        said = SourceFacts(**given, replaces=older)
        result = services.journeys.ingest_paths(marketer, [path], said)[0]
        row = shapes.ingest_shape(result) | {"path": path.name, "modules": 0, "proposals": []}
        if result.source:
            known[path.name] = result.source
            report = services.journeys.versions.split(marketer, result.source)
            row["modules"] = len(report.new) + len(report.joined)
            row["proposals"] = [f.model_dump(mode="json") for f in report.proposals]
        say(
            f"  {row['outcome']:<16} {row['pages']:>3} pages {row['passages']:>5} passages {row['modules']:>4} modules  {path.name}"
        )
        rows.append(row)
    links = services.modularize.link_support(marketer)
    services.journeys.versions.carry(marketer, [row["source"] for row in rows if row["source"]])
    for finding in links.findings:
        rows[0]["proposals"].append(finding.model_dump(mode="json"))
    return rows


def sign_phrases(services: Services, cast: Cast, phrases: list[Module]) -> int:
    """Connective phrases pass the same gate as any content."""
    signed = 0
    for phrase in phrases:
        if services.library.status(phrase.id) is Status.DRAFT:
            services.desk.submit(cast["mia.marketer"].actor, phrase.id)
            sign(services, cast, phrase.id, Scope(market="*"), "Connective words only; no claim.")
            signed += 1
    return signed


def make(
    services: Services, cast: Cast, out: Path, kind: AssetKind, product: str, scenario: str, barrier: str
) -> dict[str, Any]:
    """Generate, have signed and export one asset; what exists already is left as it is."""
    import shapes

    taxonomy = services.taxonomy
    market = "US" if product == "ovranteq" else "EU"
    brief = Brief(
        kind=kind,
        product=taxonomy.product(product),
        scenario=taxonomy.scenario(scenario),
        barrier=barrier,
        scope=Scope(market=market),
        language="en",
    )
    existing = [a for a in services.library.assets(kind=kind) if a.content.brief == brief]
    asset = existing[0] if existing else services.generate.generate(cast["mia.marketer"].actor, brief)
    findings: tuple[Any, ...] = ()
    if services.library.status(asset.id) is Status.DRAFT:
        decision, findings = services.desk.submit(cast["mia.marketer"].actor, asset.id, "For the field.")
        if decision is not None:
            sign(services, cast, asset.id, brief.scope, "Read as a whole; fair balance present.")
    status = services.library.status(asset.id)
    say(f"{kind.value}: {sum(len(s.statements) for s in asset.content.sections)} statements, {status.value}")
    files = export_all(services, cast, out, asset.id, kind.value, brief.scope) if status is Status.RELEASED else []
    return shapes.asset_shape(services.library, asset) | {
        "files": files,
        "submission_findings": [f.model_dump(mode="json") for f in findings],
    }


def export_all(services: Services, cast: Cast, out: Path, asset: str, name: str, scope: Scope) -> list[str]:
    """One file a format, each a recorded release."""
    recipient = Recipient(person=cast["ray.rep"].actor.id, role=Role.REP, purpose="demonstration")
    files = []
    for form in FORMS:
        path = out / "exports" / f"{name}.{form}"
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.write_bytes(services.generate.export(cast["ray.rep"].actor, asset, scope, form, recipient).data)
        files.append(f"exports/{path.name}")
    return files


def ask_all(services: Services, cast: Cast, out: Path) -> list[dict[str, Any]]:
    """The ten questions, each by a doctor of its market; answers given before are shown again, not asked again."""
    import shapes

    kept_at = out / "answers.json"
    kept: dict[str, str] = json.loads(kept_at.read_text(encoding="utf-8")) if kept_at.exists() else {}
    rows = []
    for number, entry in enumerate(
        yaml.safe_load((EXAMPLES / "questions.yaml").read_text(encoding="utf-8"))["questions"], 1
    ):
        doctor = cast.doctor(entry["market"]).actor
        if str(number) in kept:
            answer = services.library.answer(kept[str(number)])
        else:
            answer = services.ask.ask(doctor, entry["question"], market=entry["market"])
            kept[str(number)] = answer.id
            kept_at.write_text(json.dumps(kept), encoding="utf-8")
        shape = shapes.answer_shape(services.library, answer)
        wanted = {"outcome": entry["outcome"], "flags": sorted(entry["flags"])}
        met = shape["outcome"] == wanted["outcome"] and sorted(shape["flags"]) == wanted["flags"]
        say(f"  {'as expected' if met else 'NOT as expected'}: {number}. {shape['outcome']} {shape['flags']}")
        expected = " ".join([wanted["outcome"], *wanted["flags"]])
        rows.append(shape | {"number": number, "market": entry["market"], "expected": expected, "as_expected": met})
    return rows


def conclude(
    services: Services,
    cast: Cast,
    documents: list[dict[str, Any]],
    assets: list[dict[str, Any]],
    questions: list[dict[str, Any]],
    troubles: list[dict[str, Any]],
) -> dict[str, Any]:
    """Counts by stage and state, each question with its outcome, each export, the proofs."""
    audit = services.library.verify_audit()
    differences = services.journeys.doctor(cast["ada.admin"].actor)
    summary = services.journeys.summary()
    return {
        "ok": not audit
        and not differences
        and all(q["as_expected"] for q in questions)
        and all(a["files"] for a in assets),
        **summary,
        "sources_total": sum(summary["sources"].values()),
        "documents": documents,
        "assets_made": assets,
        "exports": [f for a in assets for f in a["files"]],
        "questions": questions,
        "troubles": troubles,
        "audit": {"ok": not audit, "findings": [f.model_dump(mode="json") for f in audit]},
        "doctor": {"ok": not differences, "findings": differences},
    }


def tell(summary: dict[str, Any], out: Path) -> None:
    """The readable summary."""
    met = sum(q["as_expected"] for q in summary["questions"])
    found = sum(t["found"] for t in summary["troubles"])
    states = ", ".join(f"{n} {s.replace('_', ' ')}" for s, n in summary["modules"]["by_status"].items())
    print(
        f"""
Documents   {summary["sources_total"]} taken in, {summary["passages"]} passages
Modules     {summary["modules"]["total"]}: {states}
Assets      {", ".join(f"{a['kind']} {a['status']}" for a in summary["assets_made"])}
Exports     {len(summary["exports"])} files in {out / "exports"}
Questions   {met} of {len(summary["questions"])} as expected
Troubles    {found} of {len(summary["troubles"])} found
Audit       {"verified" if summary["audit"]["ok"] else "NOT verified"}; doctor {"clean" if summary["doctor"]["ok"] else "found differences"}
Report      {out / "demo-report.html"}
"""
    )


def logins(out: Path, port: int) -> None:
    """A login for each role."""
    print(f"Sign in at http://127.0.0.1:{port}/ as")
    for name, password in json.loads((out / "logins.json").read_text(encoding="utf-8")).items():
        print(f"  {name:<18} {password}")
    print(flush=True)
