"""The vocabulary: how many concepts each facet has, words that lack one, and further words taken over by an admin."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from library.taxonomy_records import FACETS
from modularize.tagging.unknown import unknown_terms
from services import take_vocabulary
from shapes import concepts_shape, unknown_shape
from web.auth import Me, may
from web.context import Shop
from web.view import render, speaker

router = APIRouter(include_in_schema=False)
MOST_SHOWN = 200


@router.get("/vocabulary", dependencies=[may("read")])
def page(request: Request, shop: Shop, facet: str = "product", text: str = "", kept: str = "") -> HTMLResponse:
    chosen = facet if facet in FACETS else "product"
    concepts = concepts_shape(shop.taxonomy, chosen, speaker(request).language)
    wanted = text.strip().casefold()
    if wanted:
        concepts = [c for c in concepts if wanted in f"{c['id']} {c['label']} {c['names']}".casefold()]
    return render(
        request,
        "vocabulary.html",
        facets=[(name, len(shop.taxonomy.facet(name))) for name in FACETS],
        facet=chosen,
        text=text,
        concepts=concepts[:MOST_SHOWN],
        more=max(0, len(concepts) - MOST_SHOWN),
        kept=kept[:40],
    )


@router.get("/vocabulary/unknown", dependencies=[may("read")])
def unknown(request: Request, shop: Shop) -> HTMLResponse:
    """Reads every module, so it is fetched when it is asked for."""
    terms = unknown_terms(shop.library.modules(), shop.taxonomy)
    return render(request, "_unknown.html", terms=[unknown_shape(term) for term in terms[:MOST_SHOWN]])


@router.post("/vocabulary", dependencies=[may("vocabulary_import", "read")])
def take(request: Request, shop: Shop, me: Me, file: UploadFile, password: Annotated[str, Form()]) -> Response:
    path = take_vocabulary(shop, me, file.file.read(), file.filename or "table.csv", password)
    return page(request, shop, kept=path.name)
