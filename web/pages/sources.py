"""Documents: the list, one document page by page beside its passages, uploading with live progress."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from library.models import DocumentClass, ModuleKind, Role, Scope
from services import Services, correct_facts, source_id
from shapes import left_shape, passage_shape, source_shape
from web import vocabulary
from web.api.modules import decisions_of
from web.api.sources import job_shape, take_form
from web.auth import Me, may
from web.context import Shop
from web.pages.library import opens
from web.pages.versions import proposals
from web.view import go, render, speaker

router = APIRouter(include_in_schema=False)
CLASSES = [value.value for value in DocumentClass]


@router.get("/sources", dependencies=[may("read")])
def sources(request: Request, shop: Shop, product: str = "", market: str = "") -> HTMLResponse:
    found = shop.library.sources(product=shop.taxonomy.product(product) or product, market=market.upper())
    return render(
        request,
        "sources.html",
        sources=[source_shape(s, shop.library.source_status(s.id), shop.library.extraction(s.id)) for s in found],
        products=vocabulary.products(shop, speaker(request).language),
        asked={"product": product, "market": market},
    )


@router.get("/sources/{source}", dependencies=[may("read")])
def source_page(source: str, request: Request, shop: Shop, page: int = 1) -> HTMLResponse:
    full = source_id(shop, source)
    library = shop.library
    extraction = library.extraction(full)
    pages = max(1, extraction.pages)
    at = min(max(page, 1), pages)
    passages = [passage for passage in library.passages(full) if page_of(passage) in (at, None)]
    here = {passage.id for passage in passages}
    left = shop.modularize.left_for_person(full)
    return render(
        request,
        "source.html",
        opens=opens(shop),
        s=source_shape(library.source(full), library.source_status(full), extraction),
        page=at,
        pages=pages,
        passages=[passage_shape(passage) for passage in passages[:400]],
        left=[left_shape(piece) for piece in left if piece.passage in here],
        left_in_all=len(left),
        kinds=[kind.value for kind in ModuleKind if kind is not ModuleKind.PHRASE],
        modules=len(library.modules_of_source(full)),
        decisions=decisions_of(shop, full),
        products=vocabulary.products(shop, speaker(request).language),
        classes=CLASSES,
        proposals=proposals(shop, full),
    )


def page_of(passage: Any) -> int | None:
    """The page or slide a passage stands on; None in formats without pages."""
    locator = passage.locator
    found: int | None = locator.fragments[0].page if locator.fragments else locator.page or locator.slide
    return found


@router.get("/sources/{source}/page/{page}.png", dependencies=[may("read")])
def page_picture(source: str, page: int, shop: Shop) -> Response:
    data = shop.ingest.draw(source_id(shop, source), page, [])
    return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@router.post("/sources/{source}/facts", dependencies=[may("ingest", "read")])
async def facts(source: str, request: Request, shop: Shop, me: Me) -> Response:
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    full = await run_in_threadpool(source_id, shop, source)
    names = ("title", "product", "market", "language", "document_class", "version_label", "material_code")
    said: dict[str, Any] = {name: form[name].strip() for name in names if name in form}
    said |= {name: form[name] or None for name in ("effective", "expiry") if name in form}
    await run_in_threadpool(correct_facts, shop, me, full, said)
    return go(request, f"/sources/{full}")


@router.post("/sources/{source}/modularize", dependencies=[may("modularize", "read")])
def modularize(source: str, shop: Shop, me: Me) -> Response:
    full = source_id(shop, source)
    shop.journeys.split(me, [full])
    return RedirectResponse(f"/sources/{full}", 303)


@router.post("/sources/{source}/left", dependencies=[may("modularize", "read")])
def make_left(
    source: str,
    request: Request,
    shop: Shop,
    me: Me,
    passage: Annotated[str, Form()],
    start: Annotated[int, Form()] = 0,
    kind: Annotated[ModuleKind | Literal[""], Form()] = "",
) -> Response:
    made = shop.journeys.make_left(me, source_id(shop, source), passage, start, kind or None)
    return go(request, f"/modules/{made.id}")


@router.post("/sources/{source}/sign", dependencies=[may("decide", "read")])
def sign(
    source: str,
    request: Request,
    shop: Shop,
    me: Me,
    password: Annotated[str, Form()],
    market: Annotated[str, Form(min_length=2, max_length=2)],
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    full = source_id(shop, source)
    shop.desk.approve(
        me,
        full,
        role=Role.REGULATORY,
        scope=Scope(market=market.upper()),
        password=password,
        reason=reason,
        meaning="I confirm that this is the label version in force in this market",
    )
    return go(request, f"/sources/{full}")


@router.post("/sources/{source}/withdraw", dependencies=[may("withdraw", "read")])
def withdraw(
    source: str,
    request: Request,
    shop: Shop,
    me: Me,
    role: Annotated[Role, Form()],
    password: Annotated[str, Form()],
    reason: Annotated[str, Form(min_length=1, max_length=2000)],
) -> Response:
    full = source_id(shop, source)
    shop.desk.withdraw(me, full, role=role, password=password, reason=reason)
    return go(request, f"/sources/{full}")


@router.get("/upload", dependencies=[may("ingest")])
def upload_form(request: Request, shop: Shop, me: Me) -> HTMLResponse:
    return render(
        request,
        "upload.html",
        opens=opens(shop),
        jobs=[job_shape(shop, me, job.id) for job in latest(shop, me)],
        products=vocabulary.products(shop, speaker(request).language),
        classes=CLASSES,
        most=shop.settings.max_upload_mb,
    )


def latest(shop: Services, me: Any) -> list[Any]:
    """The person's last uploads, newest first."""
    return sorted(shop.library.jobs(me), key=lambda job: job.created_at, reverse=True)[:25]


@router.post("/upload", dependencies=[may("ingest")])
async def upload(request: Request, shop: Shop, me: Me) -> Response:
    jobs = await take_form(shop, me, await request.form(max_files=200, max_fields=20))
    request.app.state.worker.wake()
    if "hx-request" not in request.headers:
        return RedirectResponse("/upload", 303)
    shapes = [await run_in_threadpool(job_shape, shop, me, job) for job in reversed(jobs)]
    return render(request, "_jobs.html", jobs=shapes, opens=opens(shop))


@router.get("/upload/{job}", dependencies=[may("ingest")])
def job_row(job: str, request: Request, shop: Shop, me: Me) -> HTMLResponse:
    return render(request, "_jobs.html", jobs=[job_shape(shop, me, job)], opens=opens(shop))
