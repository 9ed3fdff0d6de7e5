"""What HTTP adds to the services: an API for programs, pages for people, and one rule per route of who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from services import Services

__all__ = ["create_app"]


def create_app(services: Services, *, worker: bool = True) -> FastAPI:
    """The web application over one bundle of services, which it closes when it ends (``web.application``)."""
    from web.application import create_app as over  # a room's own package must not load the framework when imported

    return over(services, worker=worker)
