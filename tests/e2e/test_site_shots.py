"""Pictures of the site's main pages, to be looked at: `KG_SHOTS=DIR pytest tests/e2e/test_site_shots.py` keeps them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chromium import watching
from tests.e2e.test_site import at, kinds

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = {"desktop": {"width": 1280, "height": 860}, "phone": {"width": 390, "height": 844}}
LOOKS = {"zh-light": ("zh", "light"), "en-dark": ("en", "dark")}


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(os.environ.get("KG_SHOTS") or tmp_path_factory.mktemp("shots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page_has_its_picture(browser: Browser, site: Path, shots: Path, size: str, look: str) -> None:
    language, scheme = LOOKS[look]
    with watching(browser, viewport=SIZES[size], color_scheme=scheme) as watched:
        for name, address in kinds(site).items():
            path, fragment = at(site, address)
            tab = watched.open(path, f"?lang={language}{fragment}")
            tab.wait_for_timeout(200)  # what is loaded on demand
            picture = shots / f"{name}-{size}-{look}.png"
            tab.screenshot(path=picture)
            assert picture.stat().st_size > 5_000, name
