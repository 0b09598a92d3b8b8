"""Debian's Chromium, driven by Playwright: the browser of every test of a page, and what it says and asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
READY = "html[data-ready=yes]"


def missing() -> str:
    """What the tests lack, "" where they can run."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed"
    return "" if CHROMIUM.exists() else f"{CHROMIUM} is not installed"


@dataclass
class Watched:
    """A tab, what it said, and what it asked for."""

    tab: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, where: Path | str, fragment: str = "") -> Page:
        """Open a file or an address and wait until its scripts have run."""
        address = where.as_uri() if isinstance(where, Path) else where
        if self.tab.url.partition("#")[0] == address:
            self.tab.goto("about:blank")  # else another fragment alone would not load the page again
        self.tab.goto(address + fragment)
        self.tab.wait_for_selector(READY)
        return self.tab

    def follow(self, selector: str) -> Page:
        """Click a link to another page and wait until that page's scripts have run."""
        with self.tab.expect_navigation():
            self.tab.locator(selector).first.click()
        self.tab.wait_for_selector(READY)
        return self.tab

    def elsewhere(self, home: str = "file:") -> list[str]:
        """What was asked of others than `home`: a scheme, or the beginning of an address."""
        return [url for url in self.asked if not url.startswith((home, "data:", "about:"))]


@contextmanager
def watching(browser: Browser, *, home: str = "file:", **options: Any) -> Iterator[Watched]:
    """Yield a tab that is offline unless `home` is on this machine; at the end nothing was said or asked elsewhere.

    `options` are those of a Playwright context.
    """
    offline = urlsplit(home).hostname is None
    context = browser.new_context(**{"offline": offline, "viewport": {"width": 1280, "height": 860}} | options)
    found = Watched(context.new_page())
    tab = found.tab
    tab.on("console", lambda message: found.said.append(f"{message.type}: {message.text}"))
    tab.on("pageerror", lambda error: found.said.append(str(error)))
    tab.on("dialog", lambda dialog: found.said.append(f"dialog {dialog.message}"))
    context.on("page", lambda page: found.said.append(f"opened {page.url}") if page is not tab else None)
    context.on("request", lambda asked: found.asked.append(asked.url))
    context.on("requestfailed", lambda asked: found.said.append(f"failed {asked.url}"))
    try:
        yield found
        assert found.said == []
        assert found.elsewhere(home) == []
    finally:
        context.close()
