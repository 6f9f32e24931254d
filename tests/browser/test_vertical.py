"""Articles in vertical lines: marks and their dialog work as in horizontal ones."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reading import Reading
from tests.browser.test_popover_place import overlaps

Read = Callable[..., Reading]
PATH = "articles/upright.html"


@pytest.mark.parametrize("width", [1280, 360])
def test_a_mark_opens_its_dialog_beside_itself(read: Read, width: int):
    reading = read(PATH, width=width)
    mark = reading.page.locator(".prose [role=doc-glossref]").first
    assert mark.evaluate("mark => getComputedStyle(mark).writingMode") == "vertical-rl"
    reading.hover(mark)
    reading.wait(250)
    box = reading.box()
    assert not any(overlaps(box, line) for line in reading.lines(mark))
    assert 0 <= box["left"] <= box["right"] <= width


@pytest.mark.parametrize("width", [1280, 360])
def test_reading_begins_at_the_right_and_the_page_does_not_scroll_sideways(visit: Callable[..., Page], width: int):
    page = visit(PATH, width=width)
    first, box = page.evaluate("""() => {
      const first = document.querySelector('.prose p').getBoundingClientRect(), box = document.querySelector('.prose').getBoundingClientRect();
      return [[first.left, first.right], [box.left, box.right]];
    }""")
    assert abs(first[1] - box[1]) < 2
    assert page.evaluate("document.documentElement.scrollWidth") == width
