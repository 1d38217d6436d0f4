"""A real browser without a network, where the machine has one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.report import report_html
from pipeline.results import Results

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        pytest.skip("no Chromium: the report is not tried in a browser")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the report of some results; at the end, no script may have failed and no request left the machine."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    context.set_offline(True)
    context.set_default_timeout(8000)
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(("file:", "blob:", "data:")) else failures.append(r.url))

    def show(results: Results, hash: str = "", **viewport: int) -> Page:
        path = tmp_path / "report.html"
        path.write_bytes(report_html(results))
        if viewport:
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.goto(f"{path.as_uri()}{hash}")
        page.wait_for_selector("#figures:not(:empty)")
        return page

    yield show
    context.close()
    assert failures == []
