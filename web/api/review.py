"""Medical review: the queue, checks, submission, signatures; the policy, and products on hold."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from library.models import Decision
from services import Services
from shapes import decision_shape, finding_shape, impact_shape, policy_shape, queue_shape
from versions import with_update
from web.api.models import (
    ApproveIn,
    DecisionOut,
    FindingsOut,
    HoldIn,
    ImpactOut,
    Page,
    PolicyIn,
    QueueOut,
    ReasonIn,
    SignIn,
    SubmitIn,
    SubmittedOut,
    VerdictIn,
)
from web.api.modules import name_of
from web.auth import Me, may
from web.context import After, Limit, Shop, cut, own_scope, paged

router = APIRouter(prefix="/api/v1", tags=["review"])


@router.get("/review", summary="What waits for review", response_model=Page[QueueOut], dependencies=[may("read")])
def queue(shop: Shop, me: Me, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    page, following = cut(shop.desk.queue(me), after, limit, lambda item: item.id)
    return paged([queue_shape(item) for item in page], following)


@router.get(
    "/review/{subject}/findings",
    summary="What the checks find in a module or asset now",
    response_model=FindingsOut,
    dependencies=[may("read")],
)
def findings(subject: str, shop: Shop) -> dict[str, Any]:
    found = [finding_shape(finding) for finding in shop.desk.check(full_id(shop, subject))]
    return {"ok": not found, "findings": found}


def full_id(shop: Services, prefix: str) -> str:
    """The full id of a unique prefix, whatever it names."""
    return shop.library.resolve(prefix)[1]


@router.post(
    "/review/{subject}/submit",
    summary="Submit for review; not while a blocking finding stands",
    response_model=SubmittedOut,
    dependencies=[may("submit")],
)
def submit(subject: str, body: SubmitIn, shop: Shop, me: Me) -> dict[str, Any]:
    decision, found = shop.desk.submit(me, full_id(shop, subject), body.reason)
    return {
        "submitted": decision is not None,
        "decision": decision_shape(decision, name_of(shop)) if decision else None,
        "findings": [finding_shape(finding) for finding in found],
    }


@router.post(
    "/review/{subject}/approve",
    summary="Approve and sign in one scope",
    response_model=DecisionOut,
    dependencies=[may("decide")],
)
def approve(subject: str, body: ApproveIn, shop: Shop, me: Me) -> dict[str, Any]:
    return signed(
        shop,
        shop.desk.approve(
            me,
            full_id(shop, subject),
            role=body.role,
            scope=body.scope,
            password=body.password,
            reason=body.reason,
            meaning=body.meaning,
        ),
    )


def signed(shop: Services, decision: Decision) -> dict[str, Any]:
    """A decision with its printed name."""
    return decision_shape(decision, name_of(shop))


@router.post(
    "/review/{subject}/reject", summary="Reject and sign", response_model=DecisionOut, dependencies=[may("decide")]
)
def reject(subject: str, body: VerdictIn, shop: Shop, me: Me) -> dict[str, Any]:
    return signed(shop, shop.desk.reject(me, full_id(shop, subject), **verdict(shop, subject, body)))


def verdict(shop: Services, subject: str, body: VerdictIn) -> dict[str, Any]:
    """The keywords of a verdict that is not an approval; the scope is the subject's own unless it is given."""
    scope = body.scope or own_scope(shop, subject)
    return {"role": body.role, "password": body.password, "reason": body.reason, "scope": scope}


@router.post(
    "/review/{subject}/request-changes",
    summary="Ask the author for changes",
    response_model=DecisionOut,
    dependencies=[may("decide")],
)
def request_changes(subject: str, body: VerdictIn, shop: Shop, me: Me) -> dict[str, Any]:
    return signed(shop, shop.desk.request_changes(me, full_id(shop, subject), **verdict(shop, subject, body)))


@router.post(
    "/review/{subject}/withdraw",
    summary="Withdraw at once: nothing of it leaves any more",
    response_model=DecisionOut,
    dependencies=[may("withdraw")],
)
def withdraw(subject: str, body: SignIn, shop: Shop, me: Me) -> dict[str, Any]:
    decision = shop.desk.withdraw(
        me, full_id(shop, subject), role=body.role, password=body.password, reason=body.reason
    )
    return signed(shop, decision)


@router.get(
    "/impact/{subject}",
    summary="Everything a source, module or asset touches, answers and downloads included",
    response_model=ImpactOut,
    dependencies=[may("impact")],
)
def impact(subject: str, shop: Shop) -> dict[str, Any]:
    full = full_id(shop, subject)
    return with_update(impact_shape(shop.desk.impact(full)), shop.journeys.update_of(full))


@router.get("/policy", summary="Who must approve what", dependencies=[may("policy_show")])
def policy(shop: Shop) -> dict[str, Any] | None:
    current = shop.library.policy()
    return policy_shape(current) if current else None


@router.put("/policy", summary="Put another policy in force, signed", dependencies=[may("policy_import")])
def import_policy(body: PolicyIn, shop: Shop, me: Me) -> dict[str, Any]:
    return policy_shape(shop.desk.import_policy(me, body.yaml, body.password))


@router.get("/holds", summary="Products on hold", dependencies=[may("read")])
def holds(shop: Shop) -> list[dict[str, Any]]:
    return [hold.model_dump(mode="json") for hold in shop.library.holds()]


@router.post("/holds", summary="Stop a product's promotion in a market", status_code=201, dependencies=[may("hold")])
def hold(body: HoldIn, shop: Shop, me: Me) -> dict[str, Any]:
    product = shop.taxonomy.product(body.product) or body.product
    return shop.library.hold(me, product, body.market.upper(), body.reason).model_dump(mode="json")


@router.post("/holds/{hold_id}/lift", summary="Lift a hold", dependencies=[may("lift")])
def lift(hold_id: str, body: ReasonIn, shop: Shop, me: Me) -> dict[str, Any]:
    return shop.library.lift(me, hold_id, body.reason).model_dump(mode="json")
