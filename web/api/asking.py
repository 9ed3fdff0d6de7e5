"""Questions of doctors: ask, read one's own answers again, and the desks that take over what was handed to them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from library.errors import NotFound
from library.models import Actor, Answer, Role
from services import Services
from shapes import answer_shape
from web.api.models import AnswerOut, HandoverOut, HeldAnswer, Page, QuestionIn
from web.api.modules import name_of
from web.auth import Me, may
from web.context import After, Limit, Shop, cut, market_for, paged
from web.pictures import anchor_picture

router = APIRouter(prefix="/api/v1", tags=["questions"])
DESKS = (Role.MEDICAL_INFORMATION, Role.PHARMACOVIGILANCE)


@router.post("/ask", summary="Ask a question", response_model=AnswerOut, dependencies=[may("ask")])
def ask(body: QuestionIn, shop: Shop, me: Me) -> dict[str, Any]:
    return answer_shape(shop.library, asked(shop, me, body))


def asked(shop: Services, me: Actor, body: QuestionIn) -> Answer:
    """The answer to a question, held to the asker's own market."""
    product = shop.taxonomy.product(body.product) or body.product
    market = market_for(me, body.market)
    return shop.ask.ask(me, body.question.strip(), language=body.language, market=market, product=product)


@router.get(
    "/answers",
    summary="Your own questions, newest first",
    response_model=Page[HeldAnswer],
    dependencies=[may("ask")],
)
def list_answers(shop: Shop, me: Me, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    page, following = cut(own_answers(shop, me), after, limit, lambda answer: answer.id)
    return paged([held(answer) for answer in page], following)


def own_answers(shop: Services, me: Actor) -> list[Answer]:
    """What this person asked, newest first."""
    return shop.library.answers(asker=me.id)


def held(answer: Answer) -> dict[str, Any]:
    """A past answer without the words it gave."""
    content = answer.content
    return {
        "id": answer.id,
        "at": answer.at.isoformat(),
        "question": content.question,
        "outcome": content.outcome.value,
        "flags": [flag.value for flag in content.flags],
    }


@router.get(
    "/answers/{answer}",
    summary="Show an answer again, if all it cites may still be used",
    response_model=AnswerOut,
    dependencies=[may("ask")],
)
def replay(answer: str, shop: Shop, me: Me) -> dict[str, Any]:
    return answer_shape(shop.library, replayed(shop, me, answer))


def replayed(shop: Services, me: Actor, answer_id: str) -> Answer:
    """An answer the person was given, or one handed to their desk; NotFound for any other, NotEligible if stale."""
    kept = shop.library.answer(answer_id)
    desk = any(me.has(role) for role in kept.content.handed_to)
    if kept.asker != me.id and not desk:
        raise NotFound("answer.unknown", "There is no such answer of yours.", "List your answers first.")
    return shop.library.replay(me, answer_id)


@router.get(
    "/answers/{answer}/citations/{module}/{anchor}.png",
    summary="The source page of a cited statement, its words marked",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}},
    dependencies=[may("ask")],
)
def citation(answer: str, module: str, anchor: str, shop: Shop, me: Me) -> Response:
    content = replayed(shop, me, answer).content
    if all(module not in statement.modules for statement in content.shown):
        raise NotFound("answer.citation", "This answer cites no such module.")
    return Response(anchor_picture(shop, shop.library.module(module), anchor), media_type="image/png")


@router.get(
    "/handovers",
    summary="What was handed to your desk, oldest first",
    response_model=Page[HandoverOut],
    dependencies=[may("handovers")],
)
def handovers(shop: Shop, me: Me, open_only: bool = False, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    found = [item for item in inbox(shop, me) if not (open_only and item["acknowledged_at"])]
    page, following = cut(found, after, limit, lambda item: str(item["id"]))
    return paged(page, following)


def inbox(shop: Services, me: Actor) -> list[dict[str, Any]]:
    """Hand-overs to the person's desks, each with the question it is about."""
    names = name_of(shop)
    found = [item for desk in DESKS if me.has(desk) for item in shop.library.handovers(desk)]
    return [handover_shape(shop, item, names) for item in sorted(found, key=lambda item: (item.at, item.id))]


def handover_shape(shop: Services, item: Any, names: Any) -> dict[str, Any]:
    """One hand-over with its question, its flags and its receipt clock."""
    content = shop.library.answer(item.answer).content
    taken = item.acknowledged_at
    return {
        "id": item.id,
        "answer": item.answer,
        "role": item.role.value,
        "question": content.question,
        "flags": [flag.value for flag in content.flags],
        "product": content.product,
        "market": content.scope.market,
        "asker": names(shop.library.answer(item.answer).asker),
        "received_at": item.at.isoformat(),
        "acknowledged_by": names(item.acknowledged_by) if item.acknowledged_by else "",
        "acknowledged_at": taken.isoformat() if taken else None,
    }


@router.post(
    "/handovers/{handover}/acknowledge",
    summary="Take a hand-over: the receipt is recorded with your name",
    response_model=HandoverOut,
    dependencies=[may("handovers")],
)
def acknowledge(handover: str, shop: Shop, me: Me) -> dict[str, Any]:
    take(shop, me, handover)
    return next(item for item in inbox(shop, me) if item["id"] == handover)


def take(shop: Services, me: Actor, handover: str) -> None:
    """Acknowledge a hand-over of one's own desk; NotFound for any other."""
    if all(item["id"] != handover for item in inbox(shop, me)):
        raise NotFound("handover.unknown", "Nothing of that id was handed to your desk.")
    shop.library.acknowledge(me, handover)
