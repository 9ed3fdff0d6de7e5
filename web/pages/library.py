"""The library: search modules, look at one beside its source, reword it, submit it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from library.errors import BadInput, NotFound
from library.models import ModuleKind, ProposalState, Role, Status
from modularize.proposals.shapes import proposals_shape
from services import Services
from shapes import finding_shape, module_shape, modules_shape
from web import vocabulary
from web.api.modules import decisions_of, find, module_of, name_of, reword
from web.auth import Me, may
from web.context import Shop
from web.pictures import anchor_picture
from web.view import go, holds, render, speaker

router = APIRouter(include_in_schema=False)
PER_PAGE = 25
FILTERS = ("text", "product", "status", "kind", "language", "market", "scenario")


@router.get("/library", dependencies=[may("read")])
def library(request: Request, shop: Shop) -> HTMLResponse:
    return listing(request, shop, "library.html")


@router.get("/library/results", dependencies=[may("read")])
def results(request: Request, shop: Shop) -> HTMLResponse:
    return listing(request, shop, "_modules.html")


def listing(request: Request, shop: Services, template: str) -> HTMLResponse:
    """The filters as the address says them, and the page of modules that pass."""
    asked = {name: request.query_params.get(name, "").strip() for name in FILTERS}
    filters: dict[str, Any] = {name: asked[name] for name in ("text", "product", "language", "market")}
    try:
        filters["status"] = Status(asked["status"]) if asked["status"] else None
        filters["kind"] = ModuleKind(asked["kind"]) if asked["kind"] else None
    except ValueError as error:
        raise BadInput("web.filter", "There is no such status or kind.", "Choose one from the list.") from error
    found, following = find(shop, filters, asked["scenario"], request.query_params.get("after", ""), PER_PAGE)
    language = speaker(request).language
    return render(
        request,
        template,
        modules=modules_shape(shop.library, found),
        following=following,
        asked=asked,
        query="&".join(f"{k}={v}" for k, v in asked.items() if v),
        products=vocabulary.products(shop, language),
        scenarios=vocabulary.scenarios(shop, language, asked["product"]),
        statuses=[status.value for status in Status],
        kinds=[kind.value for kind in ModuleKind],
        markets=sorted({source.facts.market for source in shop.library.sources()} - {""}),
    )


@router.get("/modules/{module}", dependencies=[may("read")])
def module_page(module: str, request: Request, shop: Shop) -> HTMLResponse:
    return show(request, shop, module)


def show(request: Request, shop: Services, module: str, **more: Any) -> HTMLResponse:
    """The page of one version: words, source, tags, versions, decisions, uses."""
    record = module_of(shop, module)
    values: dict[str, Any] = {
        "m": module_shape(shop.library, record),
        "verbatim": shop.library.verbatim(record),
        "versions": modules_shape(shop.library, shop.library.versions(record.lineage)),
        "decisions": decisions_of(shop, record.id),
        "label": label_of(shop, request),
        "opens": opens(shop),
        "submitted": None,
        "findings": None,
        "kinds": [kind.value for kind in ModuleKind],
        "proposals": proposed(request, shop, record.id),
        "has_model": shop.proposals.has_model,
        "report": None,
        **more,
    }
    return render(request, "module.html", **values)


def proposed(request: Request, shop: Services, module: str) -> list[dict[str, Any]]:
    """What a model proposed about a version and nobody has settled, for those who may see it."""
    if not holds(request.state.actor, "proposals"):
        return []
    found = shop.library.proposals(module=module, state=ProposalState.OPEN)
    return proposals_shape(shop.library, found, name_of(shop))


def opens(shop: Services) -> Any:
    """From a document's id to whether the person may open it: an agency sees the quote, not the document of others."""

    def check(source: str) -> bool:
        try:
            return bool(shop.library.resolve(source))
        except NotFound:
            return False

    return check


def label_of(shop: Services, request: Request) -> Any:
    """From a tag to its name in the user's language."""
    language = speaker(request).language

    def label(facet: str, value: str) -> str:
        return (
            shop.taxonomy.label(facet, value, language)
            if value in shop.taxonomy.facet(facet)
            else value.replace("_", " ")
        )

    return label


@router.get("/modules/{module}/source/{anchor}.png", dependencies=[may("read")])
def source_picture(module: str, anchor: str, shop: Shop) -> Response:
    data = anchor_picture(shop, module_of(shop, module), anchor)
    return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@router.get("/modules/{module}/edit", dependencies=[may("edit", "read")])
def edit_form(module: str, request: Request, shop: Shop) -> HTMLResponse:
    record = module_of(shop, module)
    return render(
        request,
        "module_edit.html",
        m=module_shape(shop.library, record),
        kinds=[kind.value for kind in ModuleKind],
    )


@router.post("/modules/{module}/edit", dependencies=[may("edit", "read")])
def edit(
    module: str,
    request: Request,
    shop: Shop,
    me: Me,
    text: Annotated[str, Form(max_length=20_000)],
    kind: Annotated[ModuleKind, Form()],
) -> Response:
    child = reword(shop, me, module_of(shop, module), text, kind)
    return go(request, f"/modules/{child.id}")


@router.post("/modules/{module}/submit", dependencies=[may("submit")])
def submit(
    module: str, request: Request, shop: Shop, me: Me, reason: Annotated[str, Form(max_length=2000)] = ""
) -> HTMLResponse:
    record = module_of(shop, module)
    decision, findings = shop.desk.submit(me, record.id, reason)
    found = [finding_shape(finding) for finding in findings]
    return show(request, shop, record.id, submitted=decision is not None, findings=found)


@router.post("/modules/{module}/withdraw", dependencies=[may("withdraw")])
def withdraw(
    module: str,
    request: Request,
    shop: Shop,
    me: Me,
    role: Annotated[Role, Form()],
    password: Annotated[str, Form()],
    reason: Annotated[str, Form(min_length=1, max_length=2000)],
) -> Response:
    record = module_of(shop, module)
    shop.desk.withdraw(me, record.id, role=role, password=password, reason=reason)
    return go(request, f"/modules/{record.id}")
