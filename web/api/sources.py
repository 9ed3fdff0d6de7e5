"""Documents: bring in, follow the job, list, look at a page with its boxes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from library.errors import BadInput, NotFound
from library.models import Actor, Box, DocumentClass, SourceFacts
from services import Services, correct_facts, source_id
from shapes import left_shape, modularize_shape, module_shape, passage_shape, source_shape
from web import uploads
from web.api.models import FactsIn, JobOut, JobsOut, LeftIn, LeftOut, ModuleOut, Page, PassageOut, SourceOut
from web.auth import Me, may
from web.context import After, Limit, Shop, cut, paged

router = APIRouter(prefix="/api/v1", tags=["sources"])
UPLOAD_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "product": {"type": "string"},
                        "market": {"type": "string"},
                        "language": {"type": "string"},
                        "document_class": {"type": "string", "enum": [c.value for c in DocumentClass]},
                        "replaces": {"type": "string", "description": "id of the source this one replaces"},
                    },
                }
            }
        },
    }
}
ENDED = ("done", "failed")


@router.get("/sources", summary="List documents", response_model=Page[SourceOut], dependencies=[may("read")])
def list_sources(
    shop: Shop,
    product: str = "",
    market: str = "",
    document_class: DocumentClass | None = None,
    after: After = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    found = shop.library.sources(product=product, market=market, document_class=document_class)
    page, following = cut(found, after, limit, lambda source: source.id)
    return paged([source_shape(source, shop.library.source_status(source.id)) for source in page], following)


@router.post(
    "/sources",
    summary="Bring documents in; each becomes a job",
    response_model=JobsOut,
    status_code=202,
    openapi_extra=UPLOAD_BODY,
    dependencies=[may("ingest")],
)
async def upload(request: Request, shop: Shop, me: Me) -> dict[str, Any]:
    async with request.form(max_files=200, max_fields=20) as form:
        jobs = await take_form(shop, me, form)
    request.app.state.worker.wake()
    return {"jobs": [await run_in_threadpool(job_shape, shop, me, job) for job in jobs]}


async def take_form(shop: Services, me: Actor, form: FormData) -> list[str]:
    """Queue every file of a submitted form under the facts given with it; the jobs' ids."""
    facts = await run_in_threadpool(facts_of, shop, {k: v for k, v in form.items() if isinstance(v, str)})
    files = [item for item in form.getlist("file") if isinstance(item, UploadFile) and item.filename]
    if not files:
        raise BadInput("web.no_file", "No file was sent.", "Choose one or more files first.")
    return [await uploads.receive(shop, me, item, facts) for item in files]


def facts_of(shop: Services, said: dict[str, str]) -> SourceFacts:
    """What a person said about documents; products are named as the taxonomy names them."""
    product = said.get("product", "").strip()
    replaces = said.get("replaces", "").strip()
    try:
        return SourceFacts(
            product=(shop.taxonomy.product(product) or product) if product else "",
            market=said.get("market", "").strip().upper(),
            language=said.get("language", "").strip().lower(),
            document_class=DocumentClass(said.get("document_class") or DocumentClass.OTHER),
            replaces=shop.library.resolve(replaces)[1] if replaces else None,
        )
    except ValueError as error:
        raise BadInput("web.facts", "That is no document class of ours.", "Choose one from the list.") from error


def job_shape(shop: Services, me: Actor, job_id: str) -> dict[str, Any]:
    """One of the actor's own jobs; NotFound for anybody else's."""
    job = shop.library.job(job_id)
    if job.actor != me.id:
        raise NotFound("job.unknown", "There is no such job.", "List your jobs under /api/v1/jobs.")
    return {
        "id": job.id,
        "state": "running" if job.state.value == "leased" else job.state.value,
        "filename": job.payload.get("filename", ""),
        "created_at": job.created_at.isoformat(),
        "result": job.result,
        "code": job.code,
        "message": job.message,
    }


@router.get("/jobs", summary="Your own uploads", response_model=Page[JobOut], dependencies=[may("ingest")])
def list_jobs(shop: Shop, me: Me, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    page, following = cut(shop.library.jobs(me), after, limit, lambda job: job.id)
    return paged([job_shape(shop, me, job.id) for job in page], following)


@router.get("/jobs/{job}", summary="How an upload stands", response_model=JobOut, dependencies=[may("ingest")])
def show_job(job: str, shop: Shop, me: Me) -> dict[str, Any]:
    return job_shape(shop, me, job)


@router.get(
    "/jobs/{job}/events",
    summary="Follow an upload as server-sent events until it ends",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}},
    dependencies=[may("ingest")],
)
async def follow_job(job: str, request: Request, shop: Shop, me: Me) -> StreamingResponse:
    first = await run_in_threadpool(job_shape, shop, me, job)
    return StreamingResponse(job_events(request, shop, me, first), media_type="text/event-stream")


async def job_events(request: Request, shop: Services, me: Actor, state: dict[str, Any]) -> AsyncIterator[str]:
    """An event at each change of the job's state, a comment every few seconds to keep the line open."""
    told, quiet = "", 0
    while not await request.is_disconnected():
        now = json.dumps(state, ensure_ascii=False)
        if now != told:
            yield f"event: {state['state']}\ndata: {now}\n\n"
            told, quiet = now, 0
        if state["state"] in ENDED:
            return
        await asyncio.sleep(0.25)
        quiet += 1
        if quiet % 40 == 0:
            yield ": waiting\n\n"
        state = await run_in_threadpool(job_shape, shop, me, state["id"])


@router.get("/sources/{source}", summary="One document", response_model=SourceOut, dependencies=[may("read")])
def show_source(source: str, shop: Shop) -> dict[str, Any]:
    full = source_id(shop, source)
    library = shop.library
    return source_shape(library.source(full), library.source_status(full), library.extraction(full))


@router.patch(
    "/sources/{source}/facts",
    summary="Say facts about a document (product, market, class, dates …)",
    response_model=SourceOut,
    dependencies=[may("ingest")],
)
def set_facts(source: str, body: FactsIn, shop: Shop, me: Me) -> dict[str, Any]:
    full = source_id(shop, source)
    said = {name: value for name, value in body.model_dump().items() if value is not None}
    updated = correct_facts(shop, me, full, said)
    return source_shape(updated, shop.library.source_status(full))


@router.get(
    "/sources/{source}/passages",
    summary="The document's passages in reading order",
    response_model=Page[PassageOut],
    dependencies=[may("read")],
)
def list_passages(source: str, shop: Shop, after: After = "", limit: Limit = 200) -> dict[str, Any]:
    found = shop.library.passages(source_id(shop, source))
    page, following = cut(found, after, limit, lambda passage: passage.id)
    return paged([passage_shape(passage) for passage in page], following)


@router.get("/passages/{passage}", summary="One passage", response_model=PassageOut, dependencies=[may("read")])
def show_passage(passage: str, shop: Shop) -> dict[str, Any]:
    kind, full = shop.library.resolve(passage)
    if kind != "passage":
        raise NotFound("passage.unknown", f"{passage} is no passage but a {kind}.")
    return passage_shape(shop.library.passage(full))


@router.get(
    "/sources/{source}/pages/{page}.png",
    summary="A page or slide as a picture, with boxes marked",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    dependencies=[may("read")],
)
def draw_page(
    source: str,
    page: int,
    shop: Shop,
    box: Annotated[list[str], Query(description="x0,y0,x1,y1 in points; may be repeated", max_length=200)] = [],  # noqa: B006
) -> Response:
    boxes = [box_of(item) for item in box]
    data = shop.ingest.draw(source_id(shop, source), page, boxes)
    return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})


def box_of(text: str) -> Box:
    """``x0,y0,x1,y1`` as a box; BadInput for anything else."""
    try:
        x0, y0, x1, y1 = (float(part) for part in text.split(","))
    except ValueError as error:
        raise BadInput("web.box", "A box is four numbers: x0,y0,x1,y1.") from error
    return x0, y0, x1, y1


@router.get(
    "/sources/{source}/original",
    summary="The document as received",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
    dependencies=[may("read")],
)
def original(source: str, shop: Shop) -> Response:
    record = shop.library.source(source_id(shop, source))
    return attachment(shop.library.original(record.id), record.facts.filename or record.id, "application/octet-stream")


def attachment(data: bytes, filename: str, media_type: str) -> Response:
    """Bytes to be saved, never shown in our pages; any file name survives (RFC 6266)."""
    from urllib.parse import quote

    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in filename)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": disposition})


@router.post(
    "/sources/{source}/modularize",
    summary="Split a document into modules (again: nothing is doubled)",
    dependencies=[may("modularize")],
)
def modularize(source: str, shop: Shop, me: Me) -> dict[str, Any]:
    return modularize_shape(shop.journeys.split(me, [source_id(shop, source)])[0])


@router.get(
    "/sources/{source}/left",
    summary="What no module was made of for a doubt, each with the doubt in words",
    response_model=list[LeftOut],
    dependencies=[may("read")],
)
def list_left(source: str, shop: Shop) -> list[dict[str, Any]]:
    return [left_shape(piece) for piece in shop.modularize.left_for_person(source_id(shop, source))]


@router.post(
    "/sources/{source}/left",
    summary="Make the module of a piece that was left for a person",
    response_model=ModuleOut,
    status_code=201,
    dependencies=[may("modularize")],
)
def make_left(source: str, body: LeftIn, shop: Shop, me: Me) -> dict[str, Any]:
    made = shop.journeys.make_left(me, source_id(shop, source), body.passage, body.start, body.kind)
    return module_shape(shop.library, made)
