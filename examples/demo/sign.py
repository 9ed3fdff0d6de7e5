"""A review day: drafts are checked, submitted by the marketer and signed by whoever the policy asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from examples.demo.people import Cast
from library.models import Audience, DocumentClass, Finding, Module, Scope, Severity, Status, UseClass
from services import Services

Say = Callable[[str], None]


def sign_labels(services: Services, cast: Cast) -> int:
    """Regulatory signs each label version once, in order of its date; returns how many were signed now."""
    labels = [s for s in services.library.sources() if s.facts.document_class is DocumentClass.LABEL]
    labels.sort(key=lambda s: (s.facts.effective is not None, s.facts.effective, s.facts.version_label))
    signed = 0
    for source in labels:
        if services.library.decisions(source.id):
            continue
        sign(
            services, cast, source.id, Scope(market=source.facts.market), "Label version checked against the approval."
        )
        signed += 1
    return signed


def sign(services: Services, cast: Cast, subject: str, scope: Scope, reason: str) -> None:
    """Every role the policy requires signs, each a different person."""
    for role in services.library.required_roles(subject):
        person = cast.signer(role)
        services.desk.approve(person.actor, subject, role=role, scope=scope, password=person.password, reason=reason)


def review_modules(
    services: Services, cast: Cast, modules: Sequence[Module], say: Say
) -> dict[str, tuple[Finding, ...]]:
    """Check every draft; what has no finding at all is submitted and signed. Returns the findings by module."""
    findings: dict[str, tuple[Finding, ...]] = {}
    statuses = services.library.statuses([m.id for m in modules])
    signed = 0
    for done, module in enumerate(modules, start=1):
        findings[module.id] = services.desk.check(module.id)
        if statuses[module.id] is Status.DRAFT and not findings[module.id]:
            submit_and_sign(services, cast, module)
            signed += 1
        if done % 100 == 0:
            say(f"  checked {done} of {len(modules)} modules, signed {signed}")
    return findings


def submit_and_sign(services: Services, cast: Cast, module: Module) -> None:
    """The marketer submits; reviewers sign for the audience the words were written for."""
    marketer = cast["mia.marketer"].actor
    decision, _ = services.desk.submit(marketer, module.id, "Ready for review.")
    if decision is None:
        return
    sign(services, cast, module.id, scope_for(services, module), "Read beside its source; says what the source says.")


def scope_for(services: Services, module: Module) -> Scope:
    """Patients for what a leaflet says, doctors for the rest."""
    sources = {services.library.source(a.source).facts.document_class for a in module.anchors}
    if sources == {DocumentClass.LEAFLET}:
        return Scope(market=module.content.market, audience=Audience.PATIENT, use_class=UseClass.PATIENT)
    return Scope(market=module.content.market)


def blocking(findings: Sequence[Finding]) -> bool:
    """True if any finding blocks submission."""
    return any(f.severity is Severity.BLOCKING for f in findings)
