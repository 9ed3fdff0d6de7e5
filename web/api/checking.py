"""Checking a piece made elsewhere, and the coverage of what there is to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from library.errors import BadInput
from library.models import Actor, PieceCheck
from review.report import check_shape, coverage_shape
from services import Services
from web import uploads
from web.api.sources import attachment
from web.auth import Me, may
from web.context import Shop, scope_of

if TYPE_CHECKING:
    from ingest.service import Unkept

router = APIRouter(prefix="/api/v1", tags=["checking"])
FORMS = {
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CHECK_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "market": {"type": "string", "description": "default: the piece's own, else yours"},
                        "audience": {"type": "string", "enum": ["hcp", "patient", "internal"]},
                        "use_class": {"type": "string"},
                        "language": {"type": "string"},
                        "product": {"type": "string"},
                        "format": {"type": "string", "enum": ["json", "html", "xlsx"]},
                    },
                }
            }
        },
    }
}


@router.post(
    "/check",
    summary="Hold a piece made elsewhere against what is approved, line by line; nothing of it is kept",
    openapi_extra=CHECK_BODY,
    response_class=Response,
    responses={200: {"content": {"application/json": {}, **{kind: {} for kind in FORMS.values()}}}},
    dependencies=[may("check")],
)
async def check(request: Request, shop: Shop, me: Me) -> Response:
    async with request.form(max_files=1, max_fields=20) as form:
        wanted = str(form.get("format") or "json")
        if wanted not in ("json", *FORMS):
            raise BadInput("check.form", f"There is no report as {wanted!r}.", "Choose json, html or xlsx.")
        report, document = await take_piece(shop, me, form)
    if wanted == "json":
        from starlette.responses import JSONResponse

        return JSONResponse(await run_in_threadpool(check_shape, report))
    data = await run_in_threadpool(shop.journeys.piece_report, report, document, wanted)
    return report_file(data, report, wanted)


async def take_piece(shop: Services, me: Actor, form: FormData) -> tuple[PieceCheck, Unkept]:
    """The report on the one file of a form; the file goes to disk in pieces and is gone when the report is there."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise BadInput("web.no_file", "No file was sent.", "Choose a file first.")
    said = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    scope = scope_of(said.get("market", ""), said.get("audience") or "hcp", said.get("use_class") or "promotional")
    scope = scope.model_copy(update={"market": said.get("market", "").upper()})
    product = shop.taxonomy.product(said.get("product", "")) or said.get("product", "")
    path, name = await uploads.spooled(shop, file)
    try:
        language = said.get("language", "").lower()
        return await run_in_threadpool(shop.journeys.check_piece, me, path, name, scope, language, product)
    finally:
        path.unlink(missing_ok=True)


def report_file(data: bytes, report: PieceCheck, form: str) -> Response:
    """A report to be saved, named after its piece."""
    return attachment(data, f"check of {report.filename}.{form}", FORMS[form])


@router.get(
    "/coverage",
    summary="What there is per product, patient scenario, barrier and kind, and what is missing",
    dependencies=[may("coverage")],
)
def coverage(shop: Shop, me: Me, product: str = "", market: str = "", language: str = "") -> dict[str, Any]:
    return coverage_shape(shop.journeys.coverage(me, product, market, language))
