"""The audit trail: read, verify, take away."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from shapes import event_shape, findings_shape
from web.api.models import EventOut, FindingsOut, Page
from web.api.sources import attachment
from web.auth import may
from web.context import Limit, Shop, paged

router = APIRouter(prefix="/api/v1/audit", tags=["audit"])


@router.get("/events", summary="Who did what, oldest first", response_model=Page[EventOut], dependencies=[may("audit")])
def events(
    shop: Shop, after: Annotated[int, Query(ge=0, description="sequence number")] = 0, limit: Limit = 50
) -> dict[str, Any]:
    found = shop.library.events(after=after, limit=limit + 1)
    page = [event_shape(event) for event in found[:limit]]
    return paged(page, str(page[-1]["seq"]) if len(found) > limit else None)


@router.get(
    "/verify",
    summary="Recompute the chain and check its seals",
    response_model=FindingsOut,
    dependencies=[may("audit")],
)
def verify(shop: Shop) -> dict[str, Any]:
    return findings_shape(shop.library.verify_audit())


@router.get(
    "/export",
    summary="The whole trail as JSON lines, verifiable without us",
    response_class=Response,
    responses={200: {"content": {"application/x-ndjson": {}}}},
    dependencies=[may("audit")],
)
def export(shop: Shop) -> Response:
    return attachment(shop.library.export_audit(), "clearcopy-audit.jsonl", "application/x-ndjson")
