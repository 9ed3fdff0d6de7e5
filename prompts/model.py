"""The only door to a language model: any OpenAI-compatible endpoint, through LangChain's chat models.

What comes back is text that was parsed and checked against a pydantic schema, and a WriterRun that says how it was
made. Nothing a model says changes an approval state; what it worded is a draft until people have reviewed it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from threading import Thread
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from library.errors import ClearcopyError, Unavailable
from library.models import WriterRun, canonical
from prompts.files import Prompt

_log = logging.getLogger(__name__)

Schema = TypeVar("Schema", bound=BaseModel)
RETRIED = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
"""HTTP statuses worth another try: the request was fine, the server was not."""
GRACE = 1.0
"""Seconds beyond a call's limit after which it is given up, though the server still sends a byte now and then."""
LONGEST_PAUSE = 20.0
"""Seconds waited at most between two tries, whatever the server's Retry-After asks for."""


class ChatModel(Protocol):
    """What we use of a LangChain chat model."""

    def invoke(self, input: Any, config: Any = None, **kwargs: Any) -> Any: ...


class ModelReply(BaseModel, Generic[Schema]):
    """A model's answer: its raw text, the checked value, and how it was made."""

    model_config = ConfigDict(frozen=True)

    text: str
    parsed: Schema
    run: WriterRun


class ModelAnswer(BaseModel):
    """A model's answer before anybody has read it: its raw text, how it was made, what it cost in tokens if told."""

    model_config = ConfigDict(frozen=True)

    text: str
    run: WriterRun
    input_tokens: int | None = None
    output_tokens: int | None = None
    cut_off: bool = False
    """The model stopped because it had no tokens left."""


class ModelDoor:
    """Runs prompts on one model, with a time limit per try and a bounded number of tries."""

    def __init__(
        self,
        chat: ChatModel,
        model: str,
        *,
        parameters: dict[str, Any] | None = None,
        tries: int = 3,
        sleep: Callable[[float], None] = time.sleep,
        timeout: float | None = None,
    ) -> None:
        self._chat = chat
        self._timeout = timeout
        self.model = model
        self._parameters = parameters or {}
        self._tries = max(1, tries)
        self._sleep = sleep

    def __repr__(self) -> str:
        return f"ModelDoor({self.model!r})"

    @classmethod
    def from_settings(
        cls,
        model: str,
        base_url: str = "",
        api_key: str = "",
        timeout: float = 60.0,
        *,
        tries: int = 3,
        sleep: Callable[[float], None] = time.sleep,
    ) -> ModelDoor | None:
        """The door for ``CLEARCOPY_MODEL``, ``OPENAI_BASE_URL``, ``OPENAI_API_KEY``; None where no model is set.

        ``timeout`` is in seconds and holds for each try. No connection is made here.
        """
        if not model:
            return None
        # LangChain and openai take seconds to import, and most commands never need a model.
        from langchain.chat_models import init_chat_model

        parameters: dict[str, Any] = {"temperature": 0.0, "response_format": "json_object", "timeout": timeout}
        chat = init_chat_model(
            model,
            model_provider="openai",
            base_url=base_url or None,
            # An endpoint on one's own machine asks for no key, yet the client refuses to start without one.
            api_key=api_key or "not-needed",
            temperature=parameters["temperature"],
            timeout=timeout,
            max_retries=0,
        )
        bound = chat.bind(response_format={"type": "json_object"})
        return cls(bound, model, parameters=parameters, tries=tries, sleep=sleep, timeout=timeout)

    def run(self, prompt: Prompt, variables: dict[str, str], schema: type[Schema]) -> ModelReply[Schema]:
        """The model's answer to a prompt, validated against ``schema``.

        Raises BadInput where the variables do not fit the prompt, and Unavailable: ``prompts.timeout``,
        ``prompts.unreachable``, ``prompts.rate_limited``, ``prompts.server_error``, ``prompts.refused`` (key or model
        not accepted), ``prompts.broken_output`` (no JSON, or not of the schema), ``prompts.empty_output``.
        """
        answer = self.ask(prompt, variables)
        return ModelReply[schema](  # type: ignore[valid-type]
            text=answer.text, parsed=parsed(answer.text, schema), run=answer.run
        )

    def planned(self, prompt: Prompt, variables: dict[str, str], output_tokens: int | None = None) -> WriterRun:
        """How a call would be made, with the hash of what would be sent; nothing is sent. Raises BadInput."""
        limit = {"max_tokens": output_tokens} if output_tokens else {}
        return WriterRun(
            writer="model",
            prompt=prompt.label,
            prompt_hash=prompt.hash,
            model=self.model,
            parameters={**self._parameters, **limit},
            input_hash=_sha256(canonical(_messages(prompt, variables))),
        )

    def ask(self, prompt: Prompt, variables: dict[str, str], output_tokens: int | None = None) -> ModelAnswer:
        """The model's answer as it came, of at most ``output_tokens`` tokens if the endpoint heeds that.

        Raises as :meth:`run` does, but for what the text says: that is for the caller to read (``parsed``).
        """
        planned = self.planned(prompt, variables, output_tokens)
        message = self._invoke(_messages(prompt, variables), {"max_tokens": output_tokens} if output_tokens else {})
        text = _text_of(message)
        used = getattr(message, "usage_metadata", None) or {}
        ended = (getattr(message, "response_metadata", None) or {}).get("finish_reason")
        return ModelAnswer(
            text=text,
            run=planned.model_copy(update={"output_hash": _sha256(text.encode(errors="replace"))}),
            input_tokens=used.get("input_tokens"),
            output_tokens=used.get("output_tokens"),
            cut_off=ended == "length",
        )

    def _invoke(self, messages: list[tuple[str, str]], options: dict[str, Any]) -> Any:
        import openai  # a second to import, only needed once a model is called

        for attempt in range(1, self._tries + 1):
            try:
                return self._within(lambda: self._chat.invoke(messages, **options))
            except openai.OpenAIError as error:
                refused, pause = _translate(error, attempt)
                if pause is None or attempt == self._tries:
                    raise refused from None
                _log.warning("model call failed (%s), try %d of %d", refused.code, attempt, self._tries)
                self._sleep(pause)
            except (ValueError, TypeError, LookupError, AttributeError) as error:
                # LangChain meets a body that is not of the protocol with whatever its parsing raises.
                name = type(error).__name__
                raise Unavailable("prompts.broken_output", f"The model's server broke the protocol ({name}).") from None
        raise AssertionError("unreachable: the last try returns or raises")

    def _within(self, call: Callable[[], Any]) -> Any:
        """What the call gives or raises; ``prompts.timeout`` where it takes longer than a try may, to its last byte."""
        if self._timeout is None:
            return call()
        done: Future[Any] = Future()

        def run() -> None:
            try:
                done.set_result(call())
            except BaseException as error:
                done.set_exception(error)

        Thread(target=run, name="clearcopy-model", daemon=True).start()
        try:
            return done.result(self._timeout + GRACE)
        except FutureTimeout:
            if done.done():
                raise
            hint = "Try again, or without it."
            raise Unavailable("prompts.timeout", "The model did not finish its answer in time.", hint) from None


def _translate(error: Exception, attempt: int) -> tuple[ClearcopyError, float | None]:
    """Our error for one of openai's, and the seconds to wait before another try (None: do not try again).

    Messages of the endpoint are left out on purpose: some echo the key or the prompt.
    """
    import openai

    pause = min(LONGEST_PAUSE, 0.5 * 2 ** (attempt - 1))
    if isinstance(error, openai.APITimeoutError):
        return Unavailable("prompts.timeout", "The model did not answer in time.", "Try again, or without it."), pause
    if isinstance(error, openai.APIConnectionError):
        return Unavailable("prompts.unreachable", "The model's server cannot be reached.", "Check its address."), pause
    if not isinstance(error, openai.APIStatusError):
        return Unavailable("prompts.broken_output", f"The model call failed ({type(error).__name__})."), None
    status = error.status_code
    if status == 429:
        busy = Unavailable("prompts.rate_limited", "The model's server is busy (429).", "Try again later.")
        return busy, _retry_after(error, pause)
    if status in RETRIED or status >= 500:
        return Unavailable("prompts.server_error", f"The model's server failed ({status}).", "Try later."), pause
    hint = "Check CLEARCOPY_MODEL and OPENAI_API_KEY."
    return Unavailable("prompts.refused", f"The model's server refused the request ({status}).", hint), None


def _retry_after(error: Any, pause: float) -> float:
    try:
        asked = float(error.response.headers.get("retry-after", pause))
    except ValueError:
        return pause
    return min(LONGEST_PAUSE, max(0.0, asked))


def _messages(prompt: Prompt, variables: dict[str, str]) -> list[tuple[str, str]]:
    return [("system", prompt.system), ("human", prompt.render(**variables))]


def _text_of(message: Any) -> str:
    content = getattr(message, "content", "")
    if not isinstance(content, str):
        content = "".join(part.get("text", "") for part in content if isinstance(part, dict))
    if not content.strip():
        raise Unavailable("prompts.empty_output", "The model answered with nothing.")
    return content


def parsed(text: str, schema: type[Schema]) -> Schema:
    """A model's text as a checked value. Raises Unavailable ``prompts.broken_output``."""
    try:
        return schema.model_validate(json.loads(text))
    except (json.JSONDecodeError, RecursionError):
        raise Unavailable("prompts.broken_output", "The model's answer is not JSON.") from None
    except ValidationError as error:
        where = "; ".join(".".join(map(str, item["loc"])) or "top" for item in error.errors()[:3])
        message = f"The model's answer is not of the asked form (at {where})."
        raise Unavailable("prompts.broken_output", message) from None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
