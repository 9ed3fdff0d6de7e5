"""Approvals that were given elsewhere, taken over from a table; the importing person signs that they were given."""

from __future__ import annotations

import csv
import io
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse

from library.errors import BadInput
from library.models import Actor
from review.imports import COLUMNS, OPTIONAL
from services import Services
from shapes import decision_shape
from web.api.modules import name_of
from web.auth import Me, may
from web.context import Shop
from web.view import render

router = APIRouter(include_in_schema=False)
MOST_ROWS = 5_000


@router.get("/approvals", dependencies=[may("decide", "read")])
def form(request: Request) -> HTMLResponse:
    return page(request, None)


@router.post("/approvals", dependencies=[may("decide", "read")])
def take(request: Request, shop: Shop, me: Me, file: UploadFile, password: Annotated[str, Form()]) -> HTMLResponse:
    return page(request, imported(shop, me, file.file.read(), password))


def page(request: Request, taken: list[dict[str, Any]] | None) -> HTMLResponse:
    """The form, under it what was just taken over."""
    return render(request, "approvals.html", taken=taken, columns=COLUMNS, optional=OPTIONAL)


def imported(shop: Services, me: Actor, data: bytes, password: str) -> list[dict[str, Any]]:
    """The decisions made from a CSV file. BadInput where it is no table or a row can't be used: then none is made."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput("review.import_rows", "That is no CSV file in UTF-8.", "Save the table as CSV UTF-8.") from error
    if not 0 < len(rows) <= MOST_ROWS:
        raise BadInput("review.import_rows", f"The table has {len(rows)} rows.", f"Send 1 to {MOST_ROWS} rows.")
    names = name_of(shop)
    return [decision_shape(decision, names) for decision in shop.desk.import_approvals(me, rows, password)]
