"""Pieces made of modules: the brief, the draft with its citations, submission, preview, export of what was approved."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from library.errors import BadInput
from library.models import AssetKind, Role
from services import Services
from shapes import asset_shape, assets_shape, finding_shape
from web import vocabulary, words
from web.api import assets as api
from web.api.models import BriefIn, ExportIn
from web.api.modules import decisions_of
from web.auth import Me, may
from web.context import Shop, cut
from web.pages.review import cited_modules
from web.view import go, render, speaker

router = APIRouter(include_in_schema=False)
KINDS = [kind.value for kind in AssetKind]
PER_PAGE = 30


@router.get("/assets", dependencies=[may("read")])
def assets(request: Request, shop: Shop, kind: str = "", product: str = "", after: str = "") -> HTMLResponse:
    if kind and kind not in KINDS:
        raise BadInput("web.filter", "There is no such kind of piece.", "Choose one from the list.")
    found = shop.library.assets(kind=AssetKind(kind) if kind else None, product=product)
    page, following = cut(list(reversed(found)), after, PER_PAGE, lambda asset: asset.id)
    return render(
        request,
        "assets.html",
        assets=assets_shape(shop.library, page),
        following=following,
        asked={"kind": kind, "product": product},
        kinds=KINDS,
        offers_model=bool(shop.settings.model),
        **choices(request, shop, product, ""),
    )


def choices(request: Request, shop: Services, product: str, scenario: str) -> dict[str, Any]:
    """What a brief can be made of, narrowed by what was chosen so far."""
    language = speaker(request).language
    return {
        "products": vocabulary.products(shop, language),
        "scenarios": vocabulary.scenarios(shop, language, product),
        "barriers": vocabulary.barriers(shop, language, product, scenario),
        "chosen": {"product": product, "scenario": scenario},
        "tongues": words.LANGUAGES,
    }


@router.get("/assets/choices", dependencies=[may("generate", "read")])
def narrow(request: Request, shop: Shop, product: str = "", scenario: str = "") -> HTMLResponse:
    named = shop.taxonomy.product(product) or product
    held = scenario if not named or scenario in dict(vocabulary.scenarios(shop, "en", named)) else ""
    return render(request, "_choices.html", **choices(request, shop, named, held))


@router.post("/assets", dependencies=[may("generate", "read")])
async def generate(request: Request, shop: Shop, me: Me) -> Response:
    form = {k: v for k, v in (await request.form()).items() if isinstance(v, str) and k in BriefIn.model_fields}
    try:
        brief = BriefIn.model_validate(form)
    except ValidationError as error:
        raise BadInput("web.brief", "The brief is not complete.", error.errors()[0]["msg"]) from error
    made = await run_in_threadpool(api.make, shop, me, brief)
    return go(request, f"/assets/{made.id}")


@router.get("/assets/{asset}", dependencies=[may("read")])
def asset_page(asset: str, request: Request, shop: Shop) -> HTMLResponse:
    return show(request, shop, asset)


def show(request: Request, shop: Services, asset: str, **more: Any) -> HTMLResponse:
    """The page of one piece."""
    record = api.asset_of(shop, asset)
    brief, language = record.content.brief, speaker(request).language
    values: dict[str, Any] = {
        "a": asset_shape(shop.library, record),
        "cited": cited_modules(shop, record.content.cited),
        "decisions": decisions_of(shop, record.id),
        "required": [role.value for role in shop.library.required_roles(record.id)],
        "product": vocabulary.product_label(shop, brief.product, language),
        "scenario": dict(vocabulary.scenarios(shop, language, "")).get(brief.scenario, brief.scenario),
        "barrier": dict(vocabulary.barriers(shop, language, "")).get(brief.barrier, brief.barrier),
        "submitted": None,
        "findings": [finding_shape(finding) for finding in shop.desk.check(record.id)],
        **more,
    }
    return render(request, "asset.html", **values)


@router.get("/assets/{asset}/preview.{form}", dependencies=[may("read")])
def preview(asset: str, form: str, shop: Shop) -> Response:
    return api.preview(asset, form, shop)


@router.post("/assets/{asset}/submit", dependencies=[may("submit", "read")])
def submit(
    asset: str, request: Request, shop: Shop, me: Me, reason: Annotated[str, Form(max_length=2000)] = ""
) -> HTMLResponse:
    record = api.asset_of(shop, asset)
    decision, findings = shop.desk.submit(me, record.id, reason)
    found = [finding_shape(finding) for finding in findings]
    return show(request, shop, record.id, submitted=decision is not None, findings=found)


@router.post("/assets/{asset}/export", dependencies=[may("export")])
def export(asset: str, shop: Shop, me: Me, format: Annotated[str, Form(pattern="^(docx|pptx|html|json)$")]) -> Response:
    return api.exported(shop, me, asset, ExportIn(format=format))


@router.post("/assets/{asset}/withdraw", dependencies=[may("withdraw", "read")])
def withdraw(
    asset: str,
    request: Request,
    shop: Shop,
    me: Me,
    role: Annotated[Role, Form()],
    password: Annotated[str, Form()],
    reason: Annotated[str, Form(min_length=1, max_length=2000)],
) -> Response:
    record = api.asset_of(shop, asset)
    shop.desk.withdraw(me, record.id, role=role, password=password, reason=reason)
    return go(request, f"/assets/{record.id}")
