from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time

import pytest
from pydantic import BaseModel, ConfigDict

from library.errors import BadInput, Unavailable
from prompts import load
from prompts.model import ModelDoor
from tests.prompts.misbehaving import answers, drips, drops_the_line, fails, hangs, raw, says, serving

KEY = "sk-clearcopy-secret-0042"
VARIABLES = {"language": "en", "goal": "g", "sections": "opening", "modules": "{}"}


class Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")
    words: list[str]


def door(url: str, *, timeout: float = 5.0, tries: int = 3, pauses: list[float] | None = None) -> ModelDoor:
    made = ModelDoor.from_settings(
        "stub-1", url, KEY, timeout, tries=tries, sleep=(pauses if pauses is not None else []).append
    )
    assert made is not None
    return made


def test_no_model_set_is_no_door() -> None:
    assert ModelDoor.from_settings("") is None


def test_a_good_answer_is_parsed_and_its_run_is_recorded() -> None:
    with serving(answers({"words": ["a"]})) as stage:
        reply = door(stage.url).run(load("talk_track", 1), VARIABLES, Reply)
    assert reply.parsed.words == ["a"]
    assert reply.run.prompt == "talk_track.v1"
    assert reply.run.prompt_hash == load("talk_track", 1).hash
    assert (reply.run.writer, reply.run.model) == ("model", "stub-1")
    assert len(reply.run.input_hash) == len(reply.run.output_hash) == 64
    assert stage.requests[0]["response_format"] == {"type": "json_object"}
    assert stage.requests[0]["temperature"] == 0
    assert [m["role"] for m in stage.requests[0]["messages"]] == ["system", "user"]


def test_another_input_has_another_input_hash_and_the_same_input_the_same() -> None:
    with serving(answers({"words": []})) as stage:
        made = door(stage.url)
        first, again = (made.run(load("talk_track"), VARIABLES, Reply).run for _ in range(2))
        other = made.run(load("talk_track"), {**VARIABLES, "goal": "h"}, Reply).run
    assert first == again
    assert other.input_hash != first.input_hash


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_or_failing_server_is_tried_again_with_growing_pauses(status: int) -> None:
    pauses: list[float] = []
    with serving(fails(status), fails(status), answers({"words": []})) as stage:
        door(stage.url, pauses=pauses).run(load("talk_track"), VARIABLES, Reply)
    assert len(stage.requests) == 3
    assert pauses == [0.5, 1.0]


def test_retry_after_is_followed_within_bounds() -> None:
    pauses: list[float] = []
    with serving(
        fails(429, headers={"retry-after": "3"}), fails(429, headers={"retry-after": "9999"}), answers({"words": []})
    ) as stage:
        door(stage.url, pauses=pauses).run(load("talk_track"), VARIABLES, Reply)
    assert pauses == [3.0, 20.0]


@pytest.mark.parametrize(
    ("status", "code", "requests"),
    [
        (429, "prompts.rate_limited", 3),
        (500, "prompts.server_error", 3),
        (401, "prompts.refused", 1),
        (404, "prompts.refused", 1),
        (400, "prompts.refused", 1),
    ],
)
def test_a_failure_that_stays_becomes_unavailable_with_its_code(status: int, code: str, requests: int) -> None:
    with serving(fails(status)) as stage:
        with pytest.raises(Unavailable) as caught:
            door(stage.url).run(load("talk_track"), VARIABLES, Reply)
    assert caught.value.code == code
    assert len(stage.requests) == requests


def test_a_server_that_hangs_is_given_up_within_the_time_limit() -> None:
    with serving(hangs(5)) as stage:
        made = door(stage.url, timeout=0.3, tries=2)
        begun = time.monotonic()
        with pytest.raises(Unavailable) as caught:
            made.run(load("talk_track"), VARIABLES, Reply)
    assert caught.value.code == "prompts.timeout"
    assert time.monotonic() - begun < 3
    assert len(stage.requests) == 2


def test_a_server_that_sends_a_byte_now_and_then_is_given_up_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prompts.model.GRACE", 0.1)
    with serving(drips(4)) as stage:
        made = door(stage.url, timeout=0.4, tries=1)
        begun = time.monotonic()
        with pytest.raises(Unavailable) as caught:
            made.run(load("talk_track"), VARIABLES, Reply)
        assert time.monotonic() - begun < 3
    assert caught.value.code == "prompts.timeout"


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    with pytest.raises(Unavailable) as caught:
        door(url).run(load("talk_track"), VARIABLES, Reply)
    assert caught.value.code == "prompts.unreachable"


def test_a_dropped_line_is_tried_again() -> None:
    with serving(drops_the_line, answers({"words": []})) as stage:
        door(stage.url).run(load("talk_track"), VARIABLES, Reply)
    assert len(stage.requests) == 2


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (says('{"words": ["a"'), "prompts.broken_output"),
        (says("Of course! Here is the JSON you wanted."), "prompts.broken_output"),
        (says('{"words": "a"}'), "prompts.broken_output"),
        (says('{"words": [], "approved": true}'), "prompts.broken_output"),
        (says("[" * 100000), "prompts.broken_output"),
        (says(""), "prompts.empty_output"),
        (raw(b"<html>gateway</html>"), "prompts.broken_output"),
        (raw(b'{"choices": []}'), "prompts.broken_output"),
        (raw(b'{"choices": null}'), "prompts.broken_output"),
        (raw(b"null"), "prompts.broken_output"),
    ],
)
def test_broken_output_is_an_error_of_ours_never_a_traceback_of_theirs(behaviour: object, code: str) -> None:
    with serving(behaviour) as stage:  # type: ignore[arg-type]
        with pytest.raises(Unavailable) as caught:
            door(stage.url, tries=1).run(load("talk_track"), VARIABLES, Reply)
    assert caught.value.code == code


def test_wrong_variables_are_refused_before_anything_is_sent() -> None:
    with serving(answers({"words": []})) as stage:
        with pytest.raises(BadInput):
            door(stage.url).run(load("talk_track"), {"language": "en"}, Reply)
    assert stage.requests == []


def test_the_key_is_sent_but_stays_out_of_logs_errors_and_records(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(fails(500, f"key {KEY} is odd"), answers({"words": []}), fails(401, f"bad key {KEY}")) as stage:
        made = door(stage.url)
        run = made.run(load("talk_track"), VARIABLES, Reply).run
        with pytest.raises(Unavailable) as caught:
            made.run(load("talk_track"), VARIABLES, Reply)
    assert any(KEY in str(headers) for headers in stage.headers)
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("prompts"))
    assert KEY not in ours + str(caught.value) + repr(made) + run.model_dump_json()
    assert caught.value.__cause__ is None


def test_importing_the_door_loads_no_vendor() -> None:
    code = "import sys, prompts.model; print([m for m in ('openai', 'langchain', 'httpx') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
