"""A real browser on a real server: sign in, upload and watch, review and sign, ask. Nothing may be loaded from elsewhere."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from library.models import Role
from tests.web.world import PASSWORD, World, make_world

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STORAGE = "<!doctype html><html><body><h1>OVRANTEQ</h1><p>Store OVRANTEQ tablets at room temperature in a dry place.</p></body></html>"

pytestmark = pytest.mark.browser


@dataclass
class Site:
    """A running server, the world behind it, and a browser that notes what goes wrong on its pages."""

    url: str
    world: World
    chromium: Any
    troubles: list[str] = field(default_factory=list)

    def sign_in(self, role: Role, path: str = "/", **more: Any) -> Any:
        page = self.chromium.new_context(locale="en-US", **more).new_page()
        page.on("console", lambda m: self.troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.troubles.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith(self.url) else self.troubles.append(r.url))
        page.goto(self.url + path)
        page.get_by_label("Name").fill(role.value)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(self.url + path)
        return page


def until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait until something holds; our pages allow no evaluated strings, so it is asked for from outside."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not CHROMIUM.exists():
        message = f"no browser at {CHROMIUM}"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    import uvicorn
    from playwright.sync_api import sync_playwright

    from web import create_app

    world = make_world(tmp_path_factory.mktemp("browser"))
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(create_app(world.shop), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        made = Site(f"http://127.0.0.1:{port}", world, chromium)
        yield made
        chromium.close()
    server.should_exit = True
    thread.join(20)
    assert made.troubles == []


def test_a_marketer_uploads_and_watches_until_the_result(site: Site) -> None:
    page = site.sign_in(Role.MARKETER, "/upload")
    file = {"name": "storage.html", "mimeType": "text/html", "buffer": STORAGE.encode()}
    page.get_by_label("Choose files").set_input_files(files=[file])
    assert "storage.html" in page.locator("[data-files]").inner_text()
    page.get_by_label("Product").fill("OVRANTEQ")
    page.get_by_role("button", name="Upload").click()
    row = page.locator("#jobs li", has_text="storage.html")
    row.get_by_text("Stored").wait_for(timeout=30_000)
    row.get_by_role("link", name="Open").click()
    page.get_by_text("Store OVRANTEQ tablets at room temperature").first.wait_for()
    picture = page.locator("figure.page img")
    until(lambda: picture.evaluate("element => element.complete && element.naturalWidth > 100"))


def test_a_reviewer_sees_the_source_signs_and_is_led_on(site: Site) -> None:
    first = site.world.in_review("This is the recommended dosage.")
    site.world.in_review("OVRANTEQ is taken with food.")
    page = site.sign_in(Role.MEDICAL, "/review")
    page.get_by_role("link", name="Review 2 in turn").click()
    page.wait_for_url(f"{site.url}/review/{first.id}")
    assert page.locator("figure.page img").count() >= 2
    page.get_by_label("Approve", exact=True).check()
    form = page.locator("#sign")
    form.get_by_label("Reason").fill("matches the label")
    form.get_by_label("Password").fill("not my password")
    form.get_by_role("button").click()
    page.locator("#notice .bad").wait_for()
    assert form.get_by_label("Reason").input_value() == "matches the label"
    site.troubles[:] = [t for t in site.troubles if "403" not in t]  # the browser notes the refusal itself
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_role("button").click()
    page.wait_for_url(lambda url: "/review/" in url and first.id not in url)
    page.goto(f"{site.url}/modules/{first.id}")
    assert page.get_by_text("matches the label").is_visible()


def test_a_doctor_asks_and_opens_the_source(site: Site) -> None:
    page = site.sign_in(Role.DOCTOR, "/ask", viewport={"width": 390, "height": 800})
    page.get_by_label("Your question").fill("What is the recommended dosage of Ovranteq?")
    page.get_by_role("button", name="Ask").click()
    answer = page.locator("#answer article")
    answer.get_by_text("300 mg").first.wait_for(timeout=30_000)
    answer.locator("details > summary").first.click()
    picture = answer.locator("details[open] img").first
    until(lambda: picture.evaluate("element => element.complete && element.naturalWidth > 100"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_representative_fetches_by_three_clicks(site: Site) -> None:
    page = site.sign_in(Role.REP, "/fetch")
    page.get_by_role("link", name="OVRANTEQ").click()
    page.get_by_role("link", name="Untreated, 75 or older, CrCl 45").click()
    page.get_by_text("What you may say").wait_for()
    assert page.get_by_text("300 mg").first.is_visible()


def test_a_piece_from_elsewhere_is_checked_beside_its_modules(site: Site, tmp_path: Path) -> None:
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    for words in ("OVRANTEQ is taken at a dose of 300 mg once daily.", "OVRANTEQ is the best choice."):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "OVRANTEQ"
        box = slide.shapes.add_textbox(Inches(0.5), Inches(2), Inches(9), Inches(1))
        box.text_frame.text = words
    deck.save(tmp_path / "theirs.pptx")
    page = site.sign_in(Role.MARKETER, "/check")
    page.get_by_label("Choose the file").set_input_files(str(tmp_path / "theirs.pptx"))
    page.get_by_role("button", name="Check").click()
    page.wait_for_url("**/check/*-*", timeout=90_000)
    assert page.locator("article.checked").count() >= 2
    assert page.get_by_text("superlative").first.is_visible()
    picture = page.locator(".leaf figure.page img").first
    if picture.count():
        until(lambda: picture.evaluate("element => element.complete"), 60)
    page.get_by_role("link", name="Unsupported").first.click()
    page.wait_for_url("**?only=unsupported")


def test_coverage_shows_what_is_missing_and_leads_to_what_is_there(site: Site) -> None:
    page = site.sign_in(Role.MARKETER, "/coverage")
    assert page.locator("table.matrix").count() >= 1
    assert page.locator("a.count-of.missing").count() > 5
    page.locator("table.matrix a.counts").first.click()
    page.wait_for_url("**/coverage/cell**")
    assert page.locator("li.item").count() >= 1


def test_search_narrows_while_typing(site: Site) -> None:
    page = site.sign_in(Role.AUDITOR, "/library")
    assert page.locator("#results li.item").count() > 3
    page.get_by_label("Search").fill("creatinine")
    until(lambda: page.locator("#results li.item").count() <= 2)
    assert "creatinine" in page.locator("#results").inner_text()
