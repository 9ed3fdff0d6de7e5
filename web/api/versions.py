"""Versions of a document: what differs, and a new label version taken as the successor of an old one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from services import source_id
from versions import diff_shape, update_shape
from web.api.models import DiffOut, UpdateOut
from web.auth import Me, may
from web.context import Shop

router = APIRouter(prefix="/api/v1", tags=["sources"])


@router.get(
    "/sources/{source}/diff/{old}",
    summary="What differs between a document and an older version of it",
    response_model=DiffOut,
    dependencies=[may("read")],
)
def diff(source: str, old: str, shop: Shop) -> dict[str, Any]:
    ids = source_id(shop, old), source_id(shop, source)
    return diff_shape(shop.journeys.versions.compare(*ids), *(shop.library.source(id) for id in ids))


@router.post(
    "/sources/{source}/replaces/{old}",
    summary="Say that a document replaces an older version: what stands in both keeps its approvals",
    response_model=UpdateOut,
    dependencies=[may("modularize")],
)
def replaces(source: str, old: str, shop: Shop, me: Me) -> dict[str, Any]:
    return update_shape(shop.journeys.label_update(me, source_id(shop, old), source_id(shop, source)))
