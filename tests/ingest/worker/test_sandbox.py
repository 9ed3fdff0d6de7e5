from __future__ import annotations

import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ingest.worker import task
from ingest.worker.sandbox import Sandbox, SandboxLimits, _lines, _read_result
from library.errors import Refused
from tests.ingest import documents as make

WORDS = "The recommended dose is 300 mg once daily with food."


def refused(sandbox: Sandbox, request: dict[str, object], data: bytes = b"") -> str:
    with pytest.raises(Refused) as error:
        sandbox.run(request, data)
    return error.value.code


def test_a_document_is_read_in_a_child(sandbox: Sandbox) -> None:
    result = sandbox.read(make.pdf(make.text_page(WORDS)), "x.pdf")
    assert (result.media_type, result.reader) == ("application/pdf", "pdf")
    assert [p.text for p in result.reading.passages] == [WORDS]


def test_what_the_reader_refuses_is_refused_with_its_own_code(sandbox: Sandbox) -> None:
    with pytest.raises(Refused) as error:
        sandbox.read(bytes(range(256)), "x.bin")
    assert error.value.code == "ingest.unknown_type"


def test_a_reader_that_hangs_is_ended_in_time_and_the_next_document_is_read(sandbox: Sandbox) -> None:
    began = time.monotonic()
    assert refused(sandbox, {"task": "sleep", "seconds": 60, "seconds_allowed": 1.0}) == "ingest.timeout"
    assert time.monotonic() - began < 8
    assert sandbox.read(WORDS.encode(), "x.txt").reading.passages


def test_a_reader_that_takes_too_much_memory_is_refused(sandbox: Sandbox) -> None:
    request = {"task": "try_grow", "megabytes": 4000}
    assert refused(sandbox, request) == "ingest.memory"


@pytest.mark.parametrize("signal", [11, 6])
def test_a_reader_that_breaks_down_is_told_so(sandbox: Sandbox, signal: int) -> None:
    assert refused(sandbox, {"task": "try_signal", "signal": signal}) == "ingest.crashed"


def test_a_child_that_is_killed_from_outside_is_taken_for_one_that_grew_too_large(sandbox: Sandbox) -> None:
    assert refused(sandbox, {"task": "try_signal", "signal": 9}) == "ingest.memory"


def test_processor_time_is_bounded(sandbox: Sandbox) -> None:
    assert refused(sandbox, {"task": "try_burn", "seconds_allowed": 2.0}) == "ingest.timeout"


def test_an_endless_answer_is_cut_off(sandbox: Sandbox) -> None:
    assert refused(sandbox, {"task": "try_flood"}) == "ingest.output"


def test_an_unexpected_error_in_a_reader_is_a_refusal_not_a_traceback(sandbox: Sandbox) -> None:
    with pytest.raises(Refused) as error:
        sandbox.run({"task": "read"}, b"x")
    assert error.value.code == "ingest.crashed"
    assert "KeyError" in error.value.message


def test_a_child_cannot_reach_the_network_where_the_kernel_allows_to_part_it(sandbox: Sandbox) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    order = {"task": "try_connect", "port": server.getsockname()[1], "network": os.readlink("/proc/self/ns/net")}
    answer = sandbox.run(order, b"")[0]
    server.close()
    if answer["parted"]:
        assert answer["reached"] is False


def test_no_setting_or_secret_reaches_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    box = Sandbox(SandboxLimits(), 1, nursery="tests.ingest.hostile")
    try:
        assert "OPENAI_API_KEY" not in box.run({"task": "try_environment"}, b"")[0]["names"]
    finally:
        box.close()


def test_documents_are_read_at_once_and_never_mixed(sandbox: Sandbox) -> None:
    def one(number: int) -> str:
        return sandbox.read(f"{WORDS} {number}".encode(), "x.txt").reading.passages[0].text

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(one, range(12))) == [f"{WORDS} {n}" for n in range(12)]


def test_the_nursery_keeps_its_size_from_document_to_document(sandbox: Sandbox) -> None:
    data = make.pdf(*[make.text_page(*[WORDS] * 30)] * 20)
    sandbox.read(data, "x.pdf")
    nursery = sandbox._nursery
    assert nursery is not None
    before = _resident(nursery.pid)
    for _ in range(5):
        sandbox.read(data, "x.pdf")
    assert _resident(nursery.pid) - before < 8 * 1024 * 1024
    assert sandbox._nursery is nursery


def _resident(pid: int) -> int:
    with open(f"/proc/{pid}/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_a_nursery_that_died_is_started_again() -> None:
    box = Sandbox(SandboxLimits(), 1)
    try:
        assert box.read(WORDS.encode(), "x.txt").reading.passages
        assert box._nursery is not None
        box._nursery.kill()
        box._nursery.wait()
        assert box.read(WORDS.encode(), "x.txt").reading.passages
    finally:
        box.close()


def test_closing_ends_children_that_still_run() -> None:
    box = Sandbox(SandboxLimits(seconds=60), 1)
    codes: list[str] = []
    waiting = threading.Thread(target=lambda: codes.append(refused(box, {"task": "sleep", "seconds": 50})))
    waiting.start()
    time.sleep(2.5)
    began = time.monotonic()
    box.close()
    waiting.join(10)
    assert time.monotonic() - began < 10
    assert codes == ["ingest.crashed"] or codes == ["ingest.memory"]


def test_the_end_of_a_document_is_told_while_one_begun_after_it_is_still_read(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(sandbox.run, {"task": "sleep", "seconds": 0.3}, b"")
        time.sleep(0.1)
        later = pool.submit(sandbox.run, {"task": "sleep", "seconds": 1.2}, b"")
        first.result()
        assert not later.done()


def test_a_child_is_told_whether_it_is_the_only_one_and_may_use_another_processor(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(sandbox.run, {"task": "try_alone", "seconds": 1.0}, b"")
        time.sleep(0.3)
        later = pool.submit(sandbox.run, {"task": "try_alone", "seconds": 0.0}, b"")
        told = [first.result()[0]["alone"], later.result()[0]["alone"]]
    assert told == [len(os.sched_getaffinity(0)) > 1, False]


def test_a_document_above_the_bound_is_refused_unread() -> None:
    box = Sandbox(SandboxLimits(max_bytes=1024), 1)
    with pytest.raises(Refused) as error:
        box.read(b"x" * 2048, "x.txt")
    assert error.value.code == "ingest.too_large"
    assert box._nursery is None


HEAD = {
    "media_type": "t",
    "reader": "r",
    "version": "1",
    "pages": 1,
    "losses": [],
    "warnings": [],
    "facts": {},
    "product_names": [],
}


@pytest.mark.parametrize(
    "lines",
    [
        [HEAD, {"passage": {"kind": "nonsense", "text": "x"}}, {"done": 1}],
        [HEAD, {"passage": {"kind": "paragraph", "text": "x", "secret": 1}}, {"done": 1}],
        [HEAD, {"passage": {"kind": "paragraph", "text": "x"}}, {"done": 2}],
        [
            HEAD,
            {
                "passage": {
                    "kind": "paragraph",
                    "text": "x",
                    "locator": {"fragments": [{"start": 0, "end": 9, "page": 1, "box": [0, 0, 1, 1]}]},
                }
            },
            {"done": 1},
        ],
    ],
)
def test_an_answer_that_makes_no_sense_is_not_believed(lines: list[dict[str, object]]) -> None:
    with pytest.raises(ValueError):
        _read_result(lines)


@pytest.mark.parametrize("raw", [b"", b"not json\n", b"[1]\n", b'{"pages": 1}\n'])
def test_an_incomplete_answer_is_a_breakdown(raw: bytes) -> None:
    with pytest.raises(Refused) as error:
        _lines(raw, 0, "")
    assert error.value.code == "ingest.crashed"


def test_only_known_tasks_are_done() -> None:
    assert set(task.TASKS) == {"read", "draw", "convert", "locate", "place", "sleep"}
