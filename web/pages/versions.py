"""Two versions of a document side by side, with the pages they stand on; confirming that one replaces the other."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from ingest.lineage.changes import ChangeKind, Weight
from services import source_id
from versions import diff_shape
from web.auth import Me, may
from web.context import Shop
from web.view import go, render

router = APIRouter(include_in_schema=False)
ROWS = 150
"""Rows on one page of a comparison."""
CHOICES = ("critical", "safety", "changed", "editorial", "all")
"""What of a comparison is shown: from the safety-critical rows to all rows, each holding the one before."""
_SHOWN = {
    "critical": (Weight.CRITICAL,),
    "safety": (Weight.CRITICAL, Weight.SAFETY),
    "changed": (Weight.CRITICAL, Weight.SAFETY, Weight.CONTENT),
    "editorial": (Weight.CRITICAL, Weight.SAFETY, Weight.CONTENT, Weight.EDITORIAL),
    "all": tuple(Weight),
}


@router.get("/sources/{source}/diff/{old}", dependencies=[may("read")])
def diff(
    source: str, old: str, request: Request, shop: Shop, show: str = "changed", section: str = "", start: int = 0
) -> HTMLResponse:
    ids = source_id(shop, old), source_id(shop, source)
    found = diff_shape(shop.journeys.versions.compare(*ids), *(shop.library.source(id) for id in ids))
    choice = show if show in CHOICES else "changed"
    chosen = [row for row in found["rows"] if not section or row["section"] == section]
    rows = [row for row in chosen if row["weight"] in _SHOWN[choice]]
    at = max(0, start)
    return render(
        request,
        "diff.html",
        d=found,
        rows=rows[at : at + ROWS],
        start=at,
        following=at + ROWS if at + ROWS < len(rows) else None,
        before=max(0, at - ROWS) if at else None,
        show=choice,
        section=section,
        tabs=[(name, sum(row["weight"] in _SHOWN[name] for row in chosen)) for name in CHOICES],
        kinds=[kind.value for kind in ChangeKind],
    )


@router.get("/passages/{passage}/page.png", dependencies=[may("read")])
def passage_picture(passage: str, shop: Shop) -> Response:
    """The page or pages a passage stands on, its lines marked."""
    source_id(shop, shop.library.passage(passage).source)
    data = shop.ingest.draw_passage(passage)
    return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@router.post("/sources/{source}/replaces/{old}", dependencies=[may("modularize", "read")])
def replaces(source: str, old: str, request: Request, shop: Shop, me: Me) -> Response:
    ids = source_id(shop, old), source_id(shop, source)
    shop.journeys.label_update(me, *ids)
    return go(request, f"/sources/{ids[1]}/diff/{ids[0]}")


def proposals(shop: Any, source: str) -> list[dict[str, Any]]:
    """What a document may be a new version of, for its page."""
    return [f.model_dump(mode="json") for f in shop.journeys.versions.proposals(source)]
