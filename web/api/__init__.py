"""The JSON API under ``/api/v1``: one router per noun, all collected into one flat list of routes."""

from __future__ import annotations

from starlette.routing import BaseRoute

from web.api import asking, assets, audit, checking, modules, people, proposals, review, sources, system, versions

ROUTERS = (
    sources.router,
    versions.router,
    modules.router,
    proposals.router,
    review.router,
    assets.router,
    asking.router,
    checking.router,
    audit.router,
    people.router,
    system.router,
)


def routes() -> list[BaseRoute]:
    """Every route of the API, in the order they are tried."""
    return [route for router in ROUTERS for route in router.routes]
