"""Check a piece made elsewhere: choose it, then see each line beside its module; and the coverage matrix."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from library.errors import NotFound
from library.models import Audience, LineStatus, ModuleKind, UseClass
from review.report import check_shape, checked_line_shape, coverage_shape
from services import Services
from shapes import modules_shape
from web import vocabulary
from web.api.checking import FORMS, report_file, take_piece
from web.auth import Me, may
from web.context import Shop
from web.kept import KeptCheck
from web.pages.library import label_of
from web.view import go, render, speaker

router = APIRouter(include_in_schema=False)
CELL_PAGE = 200


@router.get("/check", dependencies=[may("check")])
def check_form(request: Request, shop: Shop, me: Me) -> HTMLResponse:
    return render(
        request,
        "check.html",
        market=me.market,
        audiences=[value.value for value in Audience],
        uses=[value.value for value in UseClass],
        products=vocabulary.products(shop, speaker(request).language),
        most=shop.settings.max_upload_mb,
    )


@router.post("/check", dependencies=[may("check")])
async def check(request: Request, shop: Shop, me: Me) -> Response:
    async with request.form(max_files=1, max_fields=20) as form:
        report, document = await take_piece(shop, me, form)
    placed = await run_in_threadpool(shop.journeys.placed, report, document)
    return go(request, f"/check/{request.app.state.checks.put(me.id, placed, document)}")


@router.get("/check/{check}", dependencies=[may("check")])
def checked(check: str, request: Request, me: Me, only: str = "") -> HTMLResponse:
    kept = kept_of(request, me.id, check)
    report = kept.check
    lines = sorted(report.lines, key=lambda x: (x.line.page or 0, x.line.number))
    shown = [x for x in lines if not only or x.status == only or (only == "person" and not x.ok)]
    pages = [(page, [checked_line_shape(x) for x in some]) for page, some in groupby(shown, key=lambda x: x.line.page)]
    return render(
        request,
        "checked.html",
        id=check,
        c={**check_shape(report), "lines": None},
        pages=pages,
        only=only,
        needing=sum(not x.ok for x in lines),
        statuses=[status.value for status in LineStatus],
    )


@router.get("/check/{check}/page/{page}.svg", dependencies=[may("check")])
def checked_page(check: str, page: int, request: Request, shop: Shop, me: Me) -> Response:
    from generate.render.checked import drawing

    kept = kept_of(request, me.id, check)
    with kept.drawing:
        if page not in kept.drawn:
            known = {x.line.page for x in kept.check.lines}
            kept.drawn[page] = shop.journeys.piece_page(kept.document, page) if page in known else None
    shot = kept.drawn[page]
    if shot is None:
        raise NotFound("check.no_page", "This page cannot be drawn.")
    told = [x for x in kept.check.lines if x.line.page == page and (x.status != "not_a_claim" or not x.ok)]
    headers = {"Cache-Control": "private, max-age=600"}
    return Response(drawing(shot, told), media_type="image/svg+xml", headers=headers)


@router.get("/check/{check}/report.{form}", dependencies=[may("check")])
def checked_report(check: str, form: str, request: Request, shop: Shop, me: Me) -> Response:
    kept = kept_of(request, me.id, check)
    if form not in FORMS:
        raise NotFound("web.no_such_page", "There is no such report.")
    return report_file(shop.journeys.piece_report(kept.check, kept.document, form), kept.check, form)


def kept_of(request: Request, owner: str, id: str) -> KeptCheck:
    """The person's own report; NotFound for another's or one that is gone."""
    found: KeptCheck = request.app.state.checks.get(owner, id)
    return found


# --- coverage ---------------------------------------------------------------------------------------------------------


@router.get("/coverage", dependencies=[may("coverage")])
def coverage(
    request: Request, shop: Shop, me: Me, product: str = "", market: str = "", language: str = ""
) -> HTMLResponse:
    shape = coverage_shape(shop.journeys.coverage(me, product, market, language))
    asked = {"product": product, "market": market, "language": language}
    return render(
        request,
        "coverage.html",
        kinds=shape["kinds"],
        counted=shape["counted"],
        products=[(name, list(rows)) for name, rows in groupby(shape["rows"], key=lambda row: row["product"])],
        asked=asked,
        address=lambda **cell: "/coverage/cell?" + urlencode({**asked, **cell}),
        label=label_of(shop, request),
        named=vocabulary.products(shop, speaker(request).language),
        markets=sorted({source.facts.market for source in shop.library.sources()} - {""}),
    )


@router.get("/coverage/cell", dependencies=[may("coverage")])
def cell(
    request: Request,
    shop: Shop,
    me: Me,
    product: str = "",
    scenario: str = "",
    barrier: str = "",
    kind: str = "",
    market: str = "",
    language: str = "",
) -> HTMLResponse:
    matrix = shop.journeys.coverage(me, product, market, language)
    ids = [
        id
        for line in matrix.lines
        for held in line.cells
        if (line.product, line.scenario, line.barrier) == (product, scenario, barrier) and held.kind == kind
        for id in held.modules
    ]
    return render(
        request,
        "coverage_cell.html",
        modules=in_order(shop, ids[:CELL_PAGE]),
        following=None,
        query="",
        total=len(ids),
        product=product,
        scenario=scenario,
        barrier=barrier,
        kind=kind if kind in {value.value for value in ModuleKind} else "",
        label=label_of(shop, request),
    )


def in_order(shop: Services, ids: list[str]) -> list[dict[str, Any]]:
    """The modules of these ids as listed elsewhere, in this order."""
    found = shop.library.modules_named(ids)
    return modules_shape(shop.library, [found[id] for id in ids if id in found])
