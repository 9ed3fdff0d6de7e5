"""For doctors and the field: ask and be answered in approved words; fetch what may be said, in one click."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from library.errors import NotEligible
from library.models import Actor
from services import Services
from shapes import answer_shape, assets_shape
from web import vocabulary, words
from web.api import asking as api
from web.api import assets as pieces
from web.api.models import ExportIn, QuestionIn
from web.auth import Me, may
from web.context import Shop, market_for
from web.pages.library import label_of
from web.view import render, speaker

router = APIRouter(include_in_schema=False)


@router.get("/fetch", dependencies=[may("fetch")])
def fetch(
    request: Request,
    shop: Shop,
    me: Me,
    product: str = "",
    scenario: str = "",
    barrier: str = "",
    language: str = "",
    market: str = "",
) -> HTMLResponse:
    spoken = language if language in words.LANGUAGES else speaker(request).language
    values: dict[str, Any] = {
        "products": vocabulary.products(shop, spoken),
        "scenarios": vocabulary.scenarios(shop, spoken, product) if product else [],
        "barriers": vocabulary.barriers(shop, spoken, product, scenario) if scenario else [],
        "chosen": {"product": product, "scenario": scenario, "barrier": barrier},
        "language": spoken,
        "market": market.upper() or me.market or "",
        "own_market": market_is_own(me),
        "tongues": words.LANGUAGES,
        "say": [],
        "safety": [],
        "assets": [],
        "label": label_of(shop, request),
        "label_status": "",
    }
    if product and values["market"]:
        modules, assets = pieces.fetched(shop, me, product, scenario, barrier, spoken, market)
        kinds = {module.id: module.content.kind.is_safety for module in modules}
        shapes = pieces.field_modules(shop, modules)
        values["say"] = [shape for shape in shapes if not kinds[shape["id"]]]
        values["safety"] = [shape for shape in shapes if kinds[shape["id"]]]
        values["assets"] = assets_shape(shop.library, assets)
        values["label_status"] = label_status(shop, scenario, market_for(me, market))
    return render(request, "fetch.html", **values)


def market_is_own(me: Actor) -> bool:
    """True if the person is held to their home market."""
    try:
        return market_for(me, "??") != "??"
    except Exception:
        return False


def label_status(shop: Services, scenario: str, market: str) -> str:
    """Whether the scenario is on label in the market, as the taxonomy says; empty where it says nothing."""
    if scenario not in shop.taxonomy.scenarios:
        return ""
    return str(shop.taxonomy.scenario_record(scenario).label_status.get(market, ""))


@router.get("/fetch/{module}/source/{anchor}.png", dependencies=[may("fetch")])
def fetched_picture(module: str, anchor: str, shop: Shop, me: Me, market: str = "") -> Response:
    return pieces.fetched_anchor(module, anchor, shop, me, market)


@router.get("/fetch/{module}/figure.png", dependencies=[may("fetch")])
def fetched_figure(module: str, shop: Shop, me: Me, market: str = "") -> Response:
    return pieces.fetched_figure(module, shop, me, market)


@router.post("/fetch/assets/{asset}/export", dependencies=[may("export", "fetch")])
def fetched_file(
    asset: str, shop: Shop, me: Me, format: Annotated[str, Form(pattern="^(docx|pptx|html)$")]
) -> Response:
    return pieces.exported(shop, me, asset, ExportIn(format=format, purpose="fetched by the field"))


@router.get("/ask", dependencies=[may("ask")])
def ask_form(request: Request, shop: Shop, me: Me, q: str = "") -> HTMLResponse:
    return asking_page(request, shop, me, "ask.html", q, None)


def asking_page(
    request: Request, shop: Services, me: Actor, template: str, question: str, answer: dict[str, Any] | None
) -> HTMLResponse:
    """The question box, with the answer under it if there is one."""
    return render(
        request,
        template,
        question=question,
        answer=answer,
        market=me.market,
        own_market=market_is_own(me),
        products=vocabulary.products(shop, speaker(request).language),
        stale=None,
    )


@router.post("/ask", dependencies=[may("ask")])
def ask(
    request: Request,
    shop: Shop,
    me: Me,
    question: Annotated[str, Form(min_length=1, max_length=4000)],
    market: Annotated[str, Form(max_length=2)] = "",
    product: Annotated[str, Form(max_length=200)] = "",
) -> HTMLResponse:
    answer = api.asked(shop, me, QuestionIn(question=question, market=market, product=product))
    template = "_answer.html" if "hx-request" in request.headers else "ask.html"
    return asking_page(request, shop, me, template, question, answer_shape(shop.library, answer))


@router.get("/answers", dependencies=[may("ask")])
def answers(request: Request, shop: Shop, me: Me) -> HTMLResponse:
    return render(request, "answers.html", answers=[api.held(a) for a in api.own_answers(shop, me)[:100]])


@router.get("/answers/{answer}", dependencies=[may("ask")])
def answer_page(answer: str, request: Request, shop: Shop, me: Me) -> HTMLResponse:
    try:
        shape = answer_shape(shop.library, api.replayed(shop, me, answer))
    except NotEligible as error:
        return render(request, "answer.html", status=409, answer=None, stale=error.message)
    return render(request, "answer.html", answer=shape, stale=None)


@router.get("/answers/{answer}/source/{module}/{anchor}.png", dependencies=[may("ask")])
def answer_picture(answer: str, module: str, anchor: str, shop: Shop, me: Me) -> Response:
    return api.citation(answer, module, anchor, shop, me)
