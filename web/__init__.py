"""What HTTP adds to the services: an API for programs, pages for people, and one rule per route of who may."""

from __future__ import annotations

from web.application import create_app

__all__ = ["create_app"]
