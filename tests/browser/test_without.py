"""The page where something is missing: script, popovers, colours, motion, a screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reading import Reading, printed

Visit = Callable[..., Page]
Read = Callable[..., Reading]
NO_POPOVER = "delete HTMLElement.prototype.showPopover; delete HTMLElement.prototype.hidePopover; delete HTMLElement.prototype.popover"

LINK_TEXT = """() => {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.color = 'LinkText';
  return getComputedStyle(probe).color;
}"""


def leads_to_the_glossary(page: Page) -> None:
    """A click on a mark goes to its entry, and the entry's backlink to the mark."""
    page.locator("[id='r-柔性供应网络-1']").click()
    target = page.locator("dt:target")
    assert target.locator("dfn").text_content() == "柔性供应网络"
    assert in_window(page, "dt:target")
    page.locator("dt:target + dd [role=doc-backlink]").first.click()
    assert page.locator(":target").get_attribute("id") == "r-柔性供应网络-1"
    assert in_window(page, ":target")


def in_window(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return box is not None and 0 <= box["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("width", [1280, 360])
def test_without_script_a_mark_leads_to_the_glossary_and_back(visit: Visit, width: int):
    leads_to_the_glossary(visit(width=width, java_script_enabled=False))


def test_without_popovers_a_mark_leads_to_the_glossary_and_back(visit: Visit):
    page = visit(prepare=lambda page: page.add_init_script(NO_POPOVER))
    leads_to_the_glossary(page)
    assert page.locator("#tip").count() == 0
    page.locator("#a1").check()
    page.reload()
    assert page.locator("#a1").is_checked()


def test_without_script_every_page_can_be_read(visit: Visit):
    page = visit("search.html", java_script_enabled=False)
    assert page.locator("noscript a").count() == 2
    assert not page.locator("#q").is_visible()
    page = visit("glossary/index.html", java_script_enabled=False)
    assert page.locator(".rows li").count() == 11
    assert not page.locator("#filter").is_visible()
    page.locator("#f-person").check()
    assert page.locator(".rows li:visible").count() == 1


def test_forced_colours_keep_marks_and_popover_in_sight(read: Read):
    reading = read(forced_colors="active")
    mark = reading.mark("柔性供应网络")
    style = mark.evaluate("mark => { const s = getComputedStyle(mark); return [s.textDecorationLine, s.color] }")
    assert style == ["underline", reading.page.evaluate(LINK_TEXT)]
    reading.open(mark)
    assert reading.tip.evaluate("tip => getComputedStyle(tip).borderTopWidth") == "1px"
    assert mark.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"  # a wash of colour would not be seen


@pytest.mark.parametrize(("motion", "fades"), [("reduce", False), ("no-preference", True)])
def test_reduced_motion_takes_the_fading_away(read: Read, motion: str, fades: bool):
    reading = read(reduced_motion=motion)
    reading.open(reading.mark("柔性供应网络"))
    moving = reading.tip.evaluate(
        "tip => getComputedStyle(tip).transitionDuration !== '0s' || getComputedStyle(tip).animationName !== 'none'"
    )
    assert moving is fades
    assert reading.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


# ---------------------------------------------------------------- paper


def test_on_paper_marks_are_numbered_and_the_glossary_is_the_notes(visit: Visit):
    text = printed(visit())
    number = "3"  # the third entry that the text mentions
    assert f"柔性供应网络[{number}]" in text
    notes = text[text.rindex("本文词表") :]
    assert f"[{number}]柔性供应网络" in notes
    assert "能随订单快速改组的一张供应网" in notes
    assert "改组指换料、换机、换人" in notes
    assert notes.index("[1]") < notes.index("[2]") < notes.index("[11]")
    for word in ("↩", "仅术语", "本文词条", "完整词条", "跳到正文", "归档"):  # what can only be clicked
        assert word not in text, word


def test_on_paper_there_is_no_popover_and_switched_off_marks_keep_their_numbers(read: Read):
    reading = read()
    reading.page.locator("#a0").check()
    reading.mark("拼单").evaluate("mark => mark.click()")
    reading.page.wait_for_function("() => document.querySelector('#tip').matches(':popover-open')", polling=10)
    text = printed(reading.page)
    assert text.count("几张小订单合成一缸布") == 1
    assert "拼单[8]" in text
