"""Pages for people: server-rendered, a little htmx, one router per desk, collected into one flat list of routes."""

from __future__ import annotations

from starlette.routing import BaseRoute

from web.pages import (
    account,
    approvals,
    assets,
    checking,
    field,
    governance,
    handovers,
    library,
    proposals,
    review,
    session,
    sources,
    versions,
    vocabulary,
)
from web.pages.session import STATIC

ROUTERS = (
    session.router,
    account.router,
    approvals.router,
    library.router,
    sources.router,
    versions.router,
    proposals.router,
    review.router,
    assets.router,
    checking.router,
    field.router,
    handovers.router,
    governance.router,
    vocabulary.router,
)

__all__ = ["STATIC", "routes"]


def routes() -> list[BaseRoute]:
    """Every route of the pages, in the order they are tried."""
    return [route for router in ROUTERS for route in router.routes]
