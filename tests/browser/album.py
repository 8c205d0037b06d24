"""Pictures of what is seen, for README and docs/: taken where PICTURES names a folder (`make screenshots`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

FOLDER = os.environ.get("PICTURES")
LOOKS = {"viewport": {"width": 1120, "height": 900}}


async def keep(name: str, page: Page, part: Locator | None = None) -> None:
    """Keep a picture of the page, or of a part of it, with nothing under the pointer."""
    if FOLDER:
        await page.mouse.move(0, 0)
        await (part or page).screenshot(path=Path(FOLDER) / f"{name}.png", animations="disabled")
