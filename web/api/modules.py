"""Modules: list, look, edit into a new version, see the source beside it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from library.errors import NotFound
from library.models import Module, ModuleKind, Status
from services import Services
from shapes import decision_shape, module_shape, modules_shape
from web.api.models import DecisionOut, EditIn, ModuleOut, Page
from web.auth import Me, may
from web.context import After, Limit, Shop, paged
from web.pictures import anchor_picture, figure_picture

router = APIRouter(prefix="/api/v1", tags=["modules"])


@router.get("/modules", summary="List modules", response_model=Page[ModuleOut], dependencies=[may("read")])
def list_modules(
    shop: Shop,
    status: Status | None = None,
    product: str = "",
    scenario: str = "",
    kind: ModuleKind | None = None,
    language: str = "",
    market: str = "",
    text: str = "",
    after: After = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    found, following = find(
        shop,
        {"status": status, "product": product, "kind": kind, "language": language, "market": market, "text": text},
        scenario,
        after,
        limit,
    )
    return paged(modules_shape(shop.library, found), following)


def find(
    shop: Services, filters: dict[str, Any], scenario: str, after: str, limit: int
) -> tuple[list[Module], str | None]:
    """One page of the latest versions that pass the filters, and the cursor of the next page."""
    product = filters["product"]
    named = shop.taxonomy.scenario(scenario) or scenario
    found = shop.library.modules(
        **{**filters, "product": shop.taxonomy.product(product) or product},
        tag=("scenario", named) if scenario else None,
        after=after,
        limit=limit + 1,
    )
    return found[:limit], found[limit - 1].id if len(found) > limit else None


def module_of(shop: Services, prefix: str) -> Module:
    """The module of a unique id prefix; NotFound if it names another kind of record."""
    kind, full = shop.library.resolve(prefix)
    if kind != "module":
        raise NotFound("module.unknown", f"{prefix} is no module but a {kind}.")
    return shop.library.module(full)


@router.get("/modules/{module}", summary="One module", response_model=ModuleOut, dependencies=[may("read")])
def show_module(module: str, shop: Shop) -> dict[str, Any]:
    return module_shape(shop.library, module_of(shop, module))


@router.get(
    "/modules/{module}/versions",
    summary="All versions of a module, oldest first",
    response_model=list[ModuleOut],
    dependencies=[may("read")],
)
def versions(module: str, shop: Shop) -> list[dict[str, Any]]:
    return modules_shape(shop.library, shop.library.versions(module_of(shop, module).lineage))


@router.post(
    "/modules/{module}/edit",
    summary="Reword a module: a new draft version, with the anchors of the old one",
    response_model=ModuleOut,
    status_code=201,
    dependencies=[may("edit")],
)
def edit(module: str, body: EditIn, shop: Shop, me: Me) -> dict[str, Any]:
    return module_shape(shop.library, reword(shop, me, module_of(shop, module), body.text, body.kind))


def reword(shop: Services, me: Any, old: Module, text: str, kind: ModuleKind | None) -> Module:
    """The child version that says ``text``."""
    said = {**old.content.model_dump(), "body": text.replace("\r\n", "\n").strip(), "kind": kind or old.content.kind}
    return shop.journeys.edit(me, old.id, type(old.content).model_validate(said))


@router.get(
    "/modules/{module}/decisions",
    summary="Who decided what about this version, oldest first",
    response_model=list[DecisionOut],
    dependencies=[may("read")],
)
def decisions(module: str, shop: Shop) -> list[dict[str, Any]]:
    return decisions_of(shop, module_of(shop, module).id)


def decisions_of(shop: Services, subject: str) -> list[dict[str, Any]]:
    """Every decision about a version with its printed name."""
    names = name_of(shop)
    return [decision_shape(decision, names) for decision in shop.library.decisions(subject)]


def name_of(shop: Services) -> Any:
    """From a person's id to the printed name; the id where the name was erased."""

    def named(person: str) -> str:
        try:
            return shop.library.user(person).name
        except NotFound:
            return person

    return named


@router.get(
    "/modules/{module}/figure.png",
    summary="The figure that a module is the caption of, cut out of its page",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    dependencies=[may("read")],
)
def draw_figure(module: str, shop: Shop) -> Response:
    data = figure_picture(shop, module_of(shop, module))
    return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})


@router.get(
    "/modules/{module}/anchors/{anchor}.png",
    summary="The page an anchor stands on, its words marked",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    dependencies=[may("read")],
)
def draw_anchor(module: str, anchor: str, shop: Shop) -> Response:
    data = anchor_picture(shop, module_of(shop, module), anchor)
    return Response(data, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})
