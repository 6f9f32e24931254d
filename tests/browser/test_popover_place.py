"""Where the popover stands: at the line that was pointed at, over none of the mark's lines, inside the window."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reading import Reading

Read = Callable[..., Reading]
LONG = "跨区域产能共享与调度协作平台"
WINDOWS = [(1280, 800), (768, 1024), (360, 740), (320, 568), (568, 320), (320, 256)]
"""Desks and hands; the last is a window of 1280 by 1024 at 400 % zoom (WCAG 2.2, 1.4.10)."""

EVERYWHERE = """() => {
  const tip = document.getElementById('tip'), wrong = [];
  for (const mark of document.querySelectorAll('.prose a[role=doc-glossref]')) {
    for (const block of ['start', 'center', 'end']) {
      mark.scrollIntoView({block, behavior: 'instant'});
      mark.click();
      const box = tip.getBoundingClientRect(), at = `${mark.textContent} ${block}`;
      if (!tip.matches(':popover-open')) wrong.push(`${at}: not open`);
      if (box.left < 0 || box.top < 0 || box.right > document.documentElement.clientWidth || box.bottom > innerHeight)
        wrong.push(`${at}: outside the window ${JSON.stringify(box)}`);
      for (const line of mark.getClientRects())
        if (line.left < box.right && line.right > box.left && line.top < box.bottom && line.bottom > box.top)
          wrong.push(`${at}: over its own term`);
      tip.hidePopover();
    }
  }
  return wrong;
}"""


def broken(reading: Reading, width: int) -> object:
    """A mark that breaks across two lines, with some characters on each; the window is made narrower until there is one."""
    for less in range(0, 120, 8):
        reading.page.set_viewport_size({"width": width - less, "height": 800})
        for n in range(3):
            mark = reading.mark(LONG, n)
            lines = reading.lines(mark)
            if len(lines) == 2 and all(line["right"] - line["left"] > 60 for line in lines):
                return mark
    pytest.fail("the long term breaks nowhere")


def overlaps(box: dict[str, float], line: dict[str, float]) -> bool:
    return (
        line["left"] < box["right"]
        and line["right"] > box["left"]
        and line["top"] < box["bottom"]
        and line["bottom"] > box["top"]
    )


@pytest.mark.parametrize("line", [0, 1], ids=["first line", "second line"])
@pytest.mark.parametrize("width", [1280, 400])
def test_a_term_across_two_lines(read: Read, width: int, line: int):
    reading = read(width=width)
    mark = broken(reading, width)
    reading.hover(mark, line)
    reading.wait(250)
    box, lines = reading.box(), reading.lines(mark)
    assert not any(overlaps(box, each) for each in lines)
    middle = (lines[line]["left"] + lines[line]["right"]) / 2
    assert box["left"] <= middle <= box["right"]
    assert (
        min(abs(box["top"] - lines[line]["bottom"]), abs(lines[line]["top"] - box["bottom"])) < 48
    )  # at most one line between


def test_beside_its_line_where_the_other_is_not_in_the_way(read: Read):
    reading = read()
    mark = broken(reading, 1280)
    reading.hover(mark, 0)
    reading.wait(250)
    box, lines = reading.box(), reading.lines(mark)
    assert lines[1]["right"] < box["left"], "the second line begins far to the left of the popover"
    assert box["top"] - lines[0]["bottom"] < 12


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_never_over_its_term_and_never_outside(read: Read, width: int, height: int):
    reading = read(width=width, height=height)
    reading.prime()
    assert reading.page.evaluate(EVERYWHERE) == []


@pytest.mark.parametrize(
    ("width", "height"), WINDOWS[:-1]
)  # at 400 % zoom the text is large as it is: four lines fill the window
def test_never_over_its_term_with_text_at_200_percent(read: Read, width: int, height: int):
    reading = read(width=width, height=height)
    reading.page.evaluate("document.documentElement.style.fontSize = '32px'")
    reading.prime()
    assert reading.page.evaluate(EVERYWHERE) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_text_at_200_percent_stays_in_the_window(read: Read, width: int):
    reading = read(width=width)
    reading.page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert reading.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_it_follows_its_mark_when_the_page_scrolls(read: Read):
    reading = read()
    mark = reading.mark("陆昭", 2)
    reading.pin(mark)
    gap = reading.box()["top"] - reading.lines(mark)[0]["bottom"]
    to = reading.page.evaluate("scrollY + 60")
    reading.page.mouse.wheel(0, 60)
    painted(reading.page, f"Math.abs(scrollY - {to}) < 1")
    assert reading.box()["top"] - reading.lines(mark)[0]["bottom"] == pytest.approx(gap, abs=1)


@pytest.mark.parametrize("width", [1280, 360])
def test_it_closes_when_its_mark_leaves_the_window(read: Read, width: int):
    reading = read(width=width)
    reading.pin(reading.mark("陆昭", 2))
    reading.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    painted(reading.page)
    assert not reading.is_open


@pytest.mark.parametrize("width", [900, 360], ids=["zoomed in", "zoomed far in"])
def test_it_follows_its_mark_when_the_window_changes(read: Read, width: int):
    # Zooming a page is a smaller window to it.
    reading = read()
    mark = reading.mark("织联大会")  # at the right side, and early enough in the text to stay in the window
    reading.pin(mark)
    before = reading.lines(mark)
    reading.page.set_viewport_size({"width": width, "height": 800})
    painted(reading.page, f"innerWidth == {width}")
    box, lines = reading.box(), reading.lines(mark)
    assert lines != before
    assert box["left"] >= 0
    assert box["right"] <= box["width"]
    assert not any(overlaps(box, line) for line in lines)
    assert min(min(abs(box["top"] - line["bottom"]), abs(line["top"] - box["bottom"])) for line in lines) < 12


def test_where_there_is_little_room_it_scrolls_inside(read: Read):
    reading = read(width=320, height=220)
    reading.open(reading.mark("陆昭", 2))
    assert reading.tip.evaluate("tip => tip.scrollHeight > tip.clientHeight && tip.style.maxHeight !== ''")
    reading.tip.evaluate("tip => { tip.scrollTop = 5 }")
    painted(reading.page)
    assert reading.tip.evaluate("tip => tip.scrollTop") == 5


def painted(page: Page, until: str = "true") -> None:
    """Wait until `until` is true and two more frames were painted: scroll and resize events come before the first. The page's
    own clock stands still, and with it the frames that it is told of.
    """
    page.evaluate("window.frame = 0")
    page.wait_for_function(f"() => ({until}) && ++window.frame > 2", polling="raf")
