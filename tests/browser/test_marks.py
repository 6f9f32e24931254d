"""The density switch and the rail: with script, and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reading import Reading

Visit = Callable[..., Page]
Read = Callable[..., Reading]
LINED = """mark => {
  const style = getComputedStyle(mark);
  return style.textDecorationLine !== 'none' && style.textDecorationColor !== 'rgba(0, 0, 0, 0)';
}"""
FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
LIT = "() => [...document.querySelectorAll('.rail .on')].map(a => a.hash)"
IN_VIEW = """() => {
  const seen = new Set();
  for (const mark of document.querySelectorAll('.prose a[role=doc-glossref]')) {
    const box = mark.getBoundingClientRect();
    if (box.bottom > 0 && box.top < innerHeight) seen.add(mark.hash);
  }
  return [...document.querySelectorAll('.rail a')].map(a => a.hash).filter(hash => seen.has(hash));
}"""
LIT_AS_SEEN = f"() => JSON.stringify(({LIT})()) === JSON.stringify(({IN_VIEW})())"


def seen(page: Page) -> tuple[bool, bool]:
    """Whether terms and entities have their lines."""
    return page.locator(".prose .t").first.evaluate(LINED), page.locator(".prose .e").first.evaluate(LINED)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_switch_takes_lines_away(visit: Visit, script: bool):
    page = visit(java_script_enabled=script)
    assert seen(page) == (True, True)
    page.locator("#a1").check()
    assert seen(page) == (True, False)
    page.locator("#a0").check()
    assert seen(page) == (False, False)
    page.locator("#a2").check()
    assert seen(page) == (True, True)


def test_the_switch_works_by_keyboard(visit: Visit):
    page = visit()
    page.locator("#a2").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#a1").is_checked()
    assert seen(page) == (True, False)


def test_the_choice_is_remembered_on_every_article(visit: Visit, site):
    page = visit()
    page.locator("#a1").check()
    page.reload()
    assert page.locator("#a1").is_checked()
    page.goto(site.url + "articles/short.html")
    assert page.locator("#a1").is_checked()
    assert seen(page) == (True, False)


def test_the_last_choice_holds_when_going_back(visit: Visit, site):
    """The browser restores radio buttons as they were left there; what was chosen since counts."""
    page = visit()
    page.locator("#a1").check()
    page.goto(site.url + "articles/short.html")
    page.locator("#a0").check()
    page.go_back()
    page.wait_for_function("() => document.getElementById('a0').checked")
    assert seen(page) == (False, False)


def test_forbidden_storage_does_no_harm(read: Read):
    reading = read(prepare=lambda page: page.add_init_script(FORBIDDEN))
    reading.page.locator("#a1").check()
    reading.open(reading.mark("柔性供应网络"))


def test_what_another_site_kept_does_no_harm(read: Read):
    reading = read(prepare=lambda page: page.add_init_script("localStorage.ann = 'no such choice'"))
    assert reading.page.locator("#a2").is_checked()
    reading.open(reading.mark("柔性供应网络"))


def test_marks_that_are_switched_off_do_not_answer_the_mouse(read: Read):
    reading = read()
    reading.page.locator("#a0").check()
    reading.hover(reading.mark("柔性供应网络"))
    reading.wait(5000)
    assert not reading.is_open
    reading.page.locator("#a1").check()
    reading.hover(reading.mark("陆昭"))
    reading.wait(5000)
    assert not reading.is_open
    reading.open(reading.mark("柔性供应网络"))


def test_marks_that_are_switched_off_answer_the_keyboard_and_can_be_seen_then(read: Read):
    reading = read()
    reading.page.locator("#a0").check()
    mark = reading.mark("柔性供应网络")
    reading.tab_to(mark)
    reading.wait(150)
    assert reading.term == "柔性供应网络"
    assert mark.evaluate(LINED)


def test_marks_have_two_tiers_and_no_third(visit: Visit):
    """Terms and names differ by more than colour; which kind of name it is, the legend and the tooltip say in words."""
    styles = (
        visit()
        .locator(".prose :is(.t, .e)")
        .evaluate_all(
            "marks => marks.map(mark => { const s = getComputedStyle(mark); return s.textDecorationStyle + s.textDecorationThickness + s.textDecorationColor })"
        )
    )
    assert len(set(styles)) == 2
    assert {style.startswith("dotted") for style in styles} == {True, False}


# ---------------------------------------------------------------- the rail


def test_the_rail_shows_which_marks_are_in_view(visit: Visit):
    page = visit()
    assert page.locator(".rail").is_visible()
    for to in (0, 600, 1200, 0):
        page.evaluate(f"scrollTo(0, {to})")
        page.wait_for_function(LIT_AS_SEEN, polling=20)
    assert 0 < len(page.evaluate(LIT)) < page.locator(".rail a").count()


def test_an_entry_stays_lit_while_one_of_its_marks_is_in_view(visit: Visit):
    page = visit(height=1600)
    page.evaluate("document.querySelector(\"[id='r-陆昭-1']\").scrollIntoView({block: 'end'})")
    page.evaluate("scrollBy(0, 60)")  # several marks of 陆昭 are in view now, and the first is about to leave
    page.wait_for_function(LIT_AS_SEEN, polling=20)
    page.evaluate("scrollBy(0, document.querySelector(\"[id='r-陆昭-1']\").getBoundingClientRect().bottom + 5)")
    page.wait_for_function(LIT_AS_SEEN, polling=20)
    assert page.locator(".rail .on", has_text="陆昭").count() == 1


def test_the_rail_lists_entries_in_the_order_of_the_text(visit: Visit):
    page = visit()
    first = page.locator(".prose a[role=doc-glossref]").evaluate_all(
        "marks => [...new Set(marks.map(mark => mark.hash))]"
    )
    assert page.locator(".rail a").evaluate_all("links => links.map(link => link.hash)") == first


def test_a_narrow_window_has_no_rail(visit: Visit):
    assert not visit(width=360).locator(".rail").is_visible()


def test_the_rails_links_are_plain_links(read: Read):
    reading = read()
    reading.page.locator(".rail a").first.click()
    assert not reading.is_open
    assert reading.page.evaluate("decodeURI(location.hash)") == "#g-陆昭"
