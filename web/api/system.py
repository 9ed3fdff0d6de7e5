"""The vocabulary, the state of the system, and the description of this API."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi

from library.errors import NotFound
from services import Services
from web import vocabulary
from web.auth import may, public, signed_in
from web.context import Shop

router = APIRouter(prefix="/api/v1", tags=["system"])


@router.get("/health", summary="Is the service up", dependencies=[public()])
def health(shop: Shop) -> dict[str, Any]:
    return {"status": "ok", "index": "owner" if shop.index.owner else "reader"}


@router.get("/summary", summary="Counts by stage and state", dependencies=[may("summary")])
def summary(shop: Shop) -> dict[str, Any]:
    return shop.journeys.summary()


@router.get(
    "/taxonomy/{facet}", summary="Products, patient scenarios, barriers with their names", dependencies=[signed_in()]
)
def taxonomy(facet: str, shop: Shop, language: str = "en", product: str = "") -> dict[str, list[dict[str, str]]]:
    return {"items": [{"id": id_, "label": label} for id_, label in named(shop, facet, language, product)]}


def named(shop: Services, facet: str, language: str, product: str) -> list[tuple[str, str]]:
    """``(id, label)`` of a facet's values; NotFound for a facet that is not offered."""
    if facet == "products":
        return vocabulary.products(shop, language)
    if facet == "scenarios":
        return vocabulary.scenarios(shop, language, product)
    if facet == "barriers":
        return vocabulary.barriers(shop, language, product)
    raise NotFound("taxonomy.facet", "There is no such facet.", "Choose products, scenarios or barriers.")


@router.get("/openapi.json", summary="This description", dependencies=[public()])
def openapi(request: Request) -> dict[str, Any]:
    routes = [route for route in request.app.routes if getattr(route, "path", "").startswith("/api/")]
    described: dict[str, Any] = get_openapi(
        title="Clearcopy", version="1", routes=routes, summary="Traceable content modules, approved once."
    )
    schemes = {"bearer": {"type": "http", "scheme": "bearer"}}
    described.setdefault("components", {})["securitySchemes"] = schemes
    described["security"] = [{"bearer": []}]
    return described
