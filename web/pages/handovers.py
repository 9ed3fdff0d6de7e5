"""The inbox of medical information and pharmacovigilance: what was handed over, since when, and who took it."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from web.api import asking as api
from web.auth import Me, may
from web.context import Shop
from web.view import render

router = APIRouter(include_in_schema=False)


@router.get("/handovers", dependencies=[may("handovers")])
def inbox(request: Request, shop: Shop, me: Me) -> HTMLResponse:
    now = datetime.now(UTC)
    items = [{**item, "hours": hours_since(item["received_at"], now)} for item in api.inbox(shop, me)]
    waiting = [item for item in items if not item["acknowledged_at"]]
    taken = [item for item in reversed(items) if item["acknowledged_at"]]
    return render(request, "handovers.html", waiting=waiting, taken=taken[:100])


def hours_since(moment: str, now: datetime) -> float:
    """Hours from an ISO time to now, to one decimal."""
    return round((now - datetime.fromisoformat(moment)).total_seconds() / 3600, 1)


@router.post("/handovers/{handover}/acknowledge", dependencies=[may("handovers")])
def acknowledge(handover: str, shop: Shop, me: Me) -> Response:
    api.take(shop, me, handover)
    return RedirectResponse("/handovers", 303)
