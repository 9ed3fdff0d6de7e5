"""Talk tracks, FAQs and objection handling: generate, look, preview, export what was approved; one-click fetch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from generate.service import MEDIA_TYPES
from library.errors import NotEligible, NotFound
from library.models import Actor, Asset, AssetKind, Brief, Module, Recipient, Role, Scope, Status
from services import Services
from shapes import Presenter, asset_shape, assets_shape
from web.api.models import AssetOut, BriefIn, ExportIn, ModuleOut, Page
from web.api.sources import attachment
from web.auth import Me, may
from web.context import After, Limit, Shop, cut, market_for, one_of, paged, scope_of
from web.pictures import anchor_picture, figure_picture

router = APIRouter(prefix="/api/v1", tags=["assets"])
MOST_FETCHED = 50
MOST_FIGURES = 12
FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}}}


@router.get("/assets", summary="List generated pieces", response_model=Page[AssetOut], dependencies=[may("read")])
def list_assets(
    shop: Shop,
    kind: AssetKind | None = None,
    product: str = "",
    status: Status | None = None,
    after: After = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    named = shop.taxonomy.product(product) or product
    page, following = cut(
        shop.library.assets(kind=kind, product=named, status=status), after, limit, lambda asset: asset.id
    )
    return paged(assets_shape(shop.library, page), following)


@router.post(
    "/assets",
    summary="Generate a draft from approved modules",
    response_model=AssetOut,
    status_code=201,
    dependencies=[may("generate", "read")],
)
def generate(body: BriefIn, shop: Shop, me: Me) -> dict[str, Any]:
    return asset_shape(shop.library, make(shop, me, body))


def make(shop: Services, me: Actor, body: BriefIn) -> Asset:
    """The draft of a brief whose product and scenario are named as the taxonomy names them."""
    brief = Brief(
        kind=body.kind,
        product=shop.taxonomy.product(body.product) or body.product,
        scenario=shop.taxonomy.scenario(body.scenario) or body.scenario,
        barrier=body.barrier,
        scope=scope_of(body.market, body.audience.value, body.use_class.value),
        language=body.language,
    )
    return shop.generate.generate(me, brief, writer="model" if body.writer == "model" else "verbatim")


def asset_of(shop: Services, prefix: str) -> Asset:
    """The asset of a unique id prefix; NotFound if it names another kind of record."""
    kind, full = shop.library.resolve(prefix)
    if kind != "asset":
        raise NotFound("asset.unknown", f"{prefix} is no asset but a {kind}.")
    return shop.library.asset(full)


@router.get("/assets/{asset}", summary="One piece", response_model=AssetOut, dependencies=[may("read")])
def show_asset(asset: str, shop: Shop) -> dict[str, Any]:
    return asset_shape(shop.library, asset_of(shop, asset))


@router.get(
    "/assets/{asset}/preview.{form}",
    summary="A watermarked preview, not for use",
    response_class=Response,
    responses=FILE,
    dependencies=[may("read")],
)
def preview(asset: str, form: str, shop: Shop) -> Response:
    if form not in MEDIA_TYPES:
        raise NotFound("asset.format", "There is no such format.", f"Choose one of {', '.join(MEDIA_TYPES)}.")
    record = asset_of(shop, asset)
    data = shop.generate.render(record.id, form, released=None)
    return attachment(data, f"PREVIEW-{record.id[:10]}.{form}", MEDIA_TYPES[form])


@router.post(
    "/assets/{asset}/export",
    summary="Export an approved piece; the release is recorded first",
    response_class=Response,
    responses=FILE,
    dependencies=[may("export")],
)
def export(asset: str, body: ExportIn, shop: Shop, me: Me) -> Response:
    return exported(shop, me, asset, body)


def exported(shop: Services, me: Actor, prefix: str, body: ExportIn) -> Response:
    """The file of an approved asset. Field roles cannot tell an unapproved asset from one that does not exist."""
    try:
        record = asset_of(shop, prefix)
        scope = body.scope or record.content.brief.scope
        recipient = Recipient(person=me.id, role=one_of(me, Role.REP, Role.MSL), purpose=body.purpose)
        done = shop.generate.export(me, record.id, scope, body.format, recipient)
    except (NotFound, NotEligible):
        if all(role in (Role.REP, Role.MSL) for role in me.roles):
            raise NotEligible(
                "release.not_eligible", "This is not approved for your market.", "Fetch it again."
            ) from None
        raise
    response = attachment(done.data, done.filename, done.media_type)
    response.headers["X-Release-Id"] = done.release_id
    return response


def not_for_you() -> NotEligible:
    """What a field person is told of anything that is not approved for them, whether it exists or not."""
    return NotEligible("release.not_eligible", "This is not approved for your market.", "Fetch it again.")


@router.get(
    "/fetch",
    summary="One click for the field: what may be said and handed over now",
    response_model=dict[str, list[ModuleOut] | list[AssetOut]],
    dependencies=[may("fetch")],
)
def fetch(
    shop: Shop, me: Me, product: str, scenario: str = "", barrier: str = "", language: str = "", market: str = ""
) -> dict[str, Any]:
    modules, assets = fetched(shop, me, product, scenario, barrier, language, market)
    return {"modules": field_modules(shop, modules), "assets": assets_shape(shop.library, assets)}


def fetched(
    shop: Services, me: Actor, product: str, scenario: str, barrier: str, language: str, market: str
) -> tuple[list[Module], list[Asset]]:
    """Approved modules and assets for a product and patient scenario in the person's market, best first.

    What is shown has left: both are released to the person and recorded.
    """
    scope = field_scope(me, market)
    named = shop.taxonomy.product(product) or product
    case = shop.taxonomy.scenario(scenario) or scenario
    assets = [item.value for item in shop.generate.fetch(me, named, case, scope, language)]
    assets.sort(key=lambda asset: bool(barrier) and asset.content.brief.barrier != barrier)
    ids = sayable(shop, scope, named, case, barrier, language)
    if not ids:
        return [], assets
    recipient = Recipient(person=me.id, role=one_of(me, Role.REP, Role.MSL), purpose="fetch")
    released = {item.value.id: item.value for item in shop.library.release(ids, scope, recipient).modules}
    return [released[id_] for id_ in ids], assets


def sayable(shop: Services, scope: Scope, product: str, scenario: str, barrier: str, language: str) -> list[str]:
    """Module versions usable in scope for the case: what a piece on it would be made of, in its order.

    A product that the taxonomy does not know has no recipe: then everything usable of it, newest first.
    """
    if product in shop.taxonomy.products:
        kind = AssetKind.OBJECTION if barrier else AssetKind.TALK_TRACK
        brief = Brief(kind=kind, product=product, scenario=scenario, barrier=barrier, scope=scope, language=language)
        picks = [pick.module for pick in shop.generate.select(brief).picks]
        return list(dict.fromkeys([*(module.id for module in picks), *_figures(shop, scope, language, picks)]))
    usable = shop.library.eligible(scope, language=language, product=product)
    stored = shop.library.modules(product=product, language=language, latest_only=False)
    return [module.id for module in reversed(stored) if module.id in usable][:MOST_FETCHED]


def _figures(shop: Services, scope: Scope, language: str, picks: Sequence[Module]) -> list[str]:
    """Approved figures on the product and disease of what may be said, newest first; none without safety beside."""
    if not any(module.content.kind.is_safety for module in picks):
        return []
    product, diseases = picks[0].content.product, {module.content.disease for module in picks}
    usable = shop.library.eligible(scope, language=language, product=product)
    stored = shop.library.modules(product=product, language=language, latest_only=False)
    fitting = (m.id for m in reversed(stored) if m.is_figure and m.id in usable and m.content.disease in diseases)
    return list(fitting)[:MOST_FIGURES]


def field_scope(me: Actor, market: str = "") -> Scope:
    """Where a field person may use what they fetch: their market, with doctors, in promotion."""
    return Scope(market=market_for(me, market))


def field_modules(shop: Services, modules: list[Module]) -> list[dict[str, Any]]:
    """Modules as the field sees them: which drafts use them is nobody's business there."""
    return [{**shape, "used_in": []} for shape in Presenter(shop.library).modules(modules)]


@router.get(
    "/fetch/{module}/figure.png",
    summary="The figure of an approved module, cut out of its page",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    dependencies=[may("fetch")],
)
def fetched_figure(module: str, shop: Shop, me: Me, market: str = "") -> Response:
    return Response(figure_picture(shop, _fetched(module, shop, me, market)), media_type="image/png")


@router.get(
    "/fetch/{module}/anchors/{anchor}.png",
    summary="The source page of an approved module, its words marked",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    dependencies=[may("fetch")],
)
def fetched_anchor(module: str, anchor: str, shop: Shop, me: Me, market: str = "") -> Response:
    return Response(anchor_picture(shop, _fetched(module, shop, me, market), anchor), media_type="image/png")


def _fetched(module: str, shop: Services, me: Actor, market: str) -> Module:
    """The module as it may be used there now; what may not is not found."""
    try:
        return shop.library.approved([module], field_scope(me, market))[0].value
    except (NotFound, NotEligible):
        raise not_for_you() from None
