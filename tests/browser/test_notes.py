"""The author's notes: in the margin where there is room beside the text, footnotes elsewhere; one copy of each."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.reading import Reading, printed

Visit = Callable[..., Page]
Read = Callable[..., Reading]
NOTED = "articles/noted.html"
DESKS = (1280, 1440)
BOXES = """() => {
  const box = e => { const r = e.getBoundingClientRect(); return {left: r.left, right: r.right, top: r.top + scrollY, bottom: r.bottom + scrollY} };
  const one = selector => box(document.querySelector(selector) ?? document.querySelector('.text'));
  return {text: one('.text'), rail: one('.rail'), toc: one('.toc'), last: box([...document.querySelectorAll('.prose > :not(.footnotes)')].at(-1)),
          notes: [...document.querySelectorAll('.footnotes > ol > li')].map(box),
          numbers: [...document.querySelectorAll('[role=doc-noteref]')].map(box)};
}"""


def boxes(page: Page) -> dict[str, Any]:
    """The places of the text, of what stands beside it, of the notes and of their numbers, from the top of the page."""
    found: dict[str, Any] = page.evaluate(BOXES)
    return found


@pytest.mark.parametrize("width", DESKS)
def test_notes_stand_in_the_margin_over_nothing_else(visit: Visit, width: int):
    page = boxes(visit(NOTED, width=width))
    assert len(page["notes"]) == 5
    for note in page["notes"]:
        assert note["left"] >= 0
        assert note["right"] < page["text"]["left"]
        assert note["right"] - note["left"] > 150
    assert all(above["bottom"] < below["top"] for above, below in pairwise([page["toc"], *page["notes"]]))


@pytest.mark.parametrize("width", DESKS)
def test_a_note_stands_at_the_line_of_its_number_if_none_is_in_the_way(visit: Visit, width: int):
    page = boxes(visit(NOTED, width=width))
    away = [note["top"] - number["top"] for note, number in zip(page["notes"], page["numbers"], strict=True)]
    assert away[0] > 20  # below the contents
    assert away[2] > 20  # below a long note to the same line
    for number in (1, 4):
        assert -12 < away[number] < 12
    assert all(each > -12 for each in away)


@pytest.mark.parametrize("width", [1200, 768, 360, 320])
def test_elsewhere_they_are_footnotes(visit: Visit, width: int):
    page = boxes(visit(NOTED, width=width))
    assert all(note["top"] > page["last"]["bottom"] and note["left"] >= page["text"]["left"] for note in page["notes"])


@pytest.mark.parametrize("width", [1280, 360])
def test_a_number_leads_to_its_note_and_back_without_script(visit: Visit, width: int):
    page = visit(NOTED, width=width, java_script_enabled=False)
    page.locator("#fnref-4").click()
    assert page.locator(":target").get_attribute("id") == "fn-4"
    assert in_window(page)
    page.locator("#fn-4 [role=doc-backlink]").click()
    assert page.locator(":target").get_attribute("id") == "fnref-4"
    assert in_window(page)


def in_window(page: Page) -> bool:
    box = page.locator(":target").bounding_box()
    return box is not None and 0 <= box["y"] < page.viewport_size["height"]


def test_at_a_desk_the_line_stays_in_view_when_its_number_is_followed(visit: Visit):
    page = visit(NOTED)
    page.locator("#fnref-5").click()
    box = page.locator("#fnref-5").bounding_box()
    assert 100 < box["y"] < 700


@pytest.mark.parametrize("width", [1280, 360])
def test_a_term_in_a_note_has_its_popover(read: Read, width: int):
    reading = read(NOTED, width=width)
    mark = reading.page.locator("#fn-3 a[role=doc-glossref]")
    reading.pin(mark)
    box, line = reading.box(), reading.lines(mark)[0]
    assert box["left"] >= 0
    assert box["right"] <= box["width"]
    assert box["top"] >= line["bottom"] or box["bottom"] <= line["top"]


def test_longer_notes_than_the_text_can_take_stay_footnotes(visit: Visit):
    page = visit("articles/much-noted.html")
    found = boxes(page)
    assert all(note["top"] > found["last"]["bottom"] for note in found["notes"])
    assert page.locator("link[href$='rich.css']").count() == 0


def test_on_paper_they_are_footnotes(visit: Visit):
    text = printed(visit(NOTED, width=1440), width="1500px", height="1000px")  # paper as wide as a desk
    assert text.count("水位按桥墩的刻度记") == 1
    assert text.index("水位按桥墩的刻度记") > text.index("布不能不织")
    assert "↩" not in text
