"""An article open in the browser, with the moves of a reader."""

import io
import unicodedata
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Locator, Page, Route
from pypdf import PdfReader

from generator.core.marks import ROLE

LINES = "mark => [...mark.getClientRects()].map(r => ({left: r.left, right: r.right, top: r.top, bottom: r.bottom}))"
FOCUSED = """() => { const a = document.activeElement; return a.id || a.className || a.tagName.toLowerCase() }"""


class Reading:
    """`page` is an article whose clock stands still until `wait` is called."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tip = page.locator("#tip")
        page.clock.pause_at(
            datetime.fromtimestamp(page.evaluate("Date.now()") / 1000 + 60, tz=UTC)
        )  # later than the page's own time

    def wait(self, milliseconds: int) -> None:
        """Let so much time pass in the page."""
        self.page.clock.run_for(milliseconds)

    def mark(self, text: str, n: int = 0) -> Locator:
        """The n-th mark of the text whose words are `text`."""
        return self.page.locator(f".prose a[role={ROLE}]:text-is('{text}')").nth(n)

    def lines(self, mark: Locator) -> list[dict[str, float]]:
        """The boxes of the mark's lines in the window."""
        found: list[dict[str, float]] = mark.evaluate(LINES)
        return found

    def point(self, mark: Locator, line: int = 0) -> tuple[float, float]:
        """The middle of one of the mark's lines, brought into the window."""
        mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
        box = self.lines(mark)[line]
        return (box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2

    def hover(self, mark: Locator, line: int = 0) -> None:
        """Move the mouse onto the mark, in a few steps, as a hand does."""
        self.page.mouse.move(*self.point(mark, line), steps=3)
        self.loaded()

    def prime(self) -> None:
        """Have everything loaded, and nothing open."""
        self.pin(self.page.locator(".prose a[role=doc-glossref]").first)
        self.page.keyboard.press("Escape")
        self.wait(100)

    def loaded(self) -> None:
        """Wait for both scripts that are loaded when a mark is first touched."""
        self.page.wait_for_function(
            "() => !window.zhushu.early || window.zhushu.run && window.zhushu.other", polling=10
        )

    def leave(self) -> None:
        """Move the mouse to where there is neither mark nor popover."""
        self.page.mouse.move(3, 3)

    def enter_tip(self) -> None:
        """Move the mouse into the popover."""
        box = self.tip.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def open(self, mark: Locator) -> None:
        """Hover over the mark until its popover is open."""
        self.hover(mark)
        self.wait(250)
        assert self.term == mark.text_content()

    def pin(self, mark: Locator) -> None:
        """Click on the mark."""
        self.page.mouse.click(*self.point(mark))
        self.loaded()
        assert self.term == mark.text_content()

    def tab_to(self, mark: Locator) -> None:
        """Give the mark the focus by the Tab key: from a helper put right before it."""
        mark.evaluate("""mark => {
          const before = document.createElement('button');
          before.id = 'before';
          mark.before(before);
          before.focus();
        }""")
        self.page.keyboard.press("Tab")
        self.loaded()
        mark.evaluate("() => document.getElementById('before').remove()")

    @property
    def is_open(self) -> bool:
        return bool(self.tip.evaluate("tip => tip.matches(':popover-open')"))

    @property
    def term(self) -> str | None:
        """What the open popover is about; None where none is open."""
        return self.page.locator("#tip-t").text_content() if self.is_open else None

    @property
    def focused(self) -> str:
        """Id, else class, else tag of what has the focus."""
        return str(self.page.evaluate(FOCUSED))

    def box(self) -> dict[str, Any]:
        """The popover's box in the window, and the window's size."""
        found: dict[str, Any] = self.tip.evaluate("""tip => {
          const r = tip.getBoundingClientRect();
          return {left: r.left, right: r.right, top: r.top, bottom: r.bottom,
                  width: document.documentElement.clientWidth, height: innerHeight};
        }""")
        return found


class Held:
    """For `visit(prepare=…)`: what the page asks for at `pattern` does not come before it is released."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.route: Route | None = None

    def __call__(self, page: Page) -> None:
        self.page = page
        page.route(self.pattern, self._hold)

    def _hold(self, route: Route) -> None:
        self.route = route

    def release(self) -> None:
        """Wait until it is asked for, and let it come."""
        for _ in range(3000):
            if self.route:
                return self.route.continue_()
            self.page.wait_for_timeout(20)  # Playwright hears of it only while it waits for something
        raise AssertionError(f"{self.pattern} is not asked for")


def printed(page: Page, **paper: str) -> str:
    """The text of the page as it comes out on `paper` (A4 if nothing is said), without the spaces that the extraction guesses.

    Fonts give some Han characters the code points of Kangxi radicals, which look the same; NFKC undoes that.
    """
    pages = PdfReader(io.BytesIO(page.pdf(**paper or {"format": "A4"}))).pages
    return unicodedata.normalize("NFKC", "".join("".join(part.extract_text().split()) for part in pages))
