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
  return [...document.querySelectorAll('.rail a')].map(a => a.hash).filter(hash => seen.has('#g-' + hash.slice(3, -2)));
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


def test_marks_that_are_switched_off_leave_the_order_of_tab(visit: Visit):
    page = visit()
    for choice, kinds in (("a0", set()), ("a1", {"t"}), ("a2", {"t", "e"})):
        page.locator(f"#{choice}").check()
        left = page.locator(".prose a[role=doc-glossref]").evaluate_all(
            "marks => marks.filter(mark => mark.tabIndex >= 0).map(mark => mark.classList[0])"
        )
        assert set(left) == kinds
    page.locator("#a0").check()
    page.reload()
    assert page.locator(".prose a[role=doc-glossref]").evaluate_all("marks => marks.every(mark => mark.tabIndex < 0)")


def test_marks_say_that_they_have_a_dialog_and_what_they_name(visit: Visit):
    mark = visit().locator("[id='r-陆昭-1']")
    assert mark.get_attribute("aria-haspopup") == "dialog"
    assert mark.get_attribute("aria-description") == "人物"
    assert mark.aria_snapshot().startswith('- link "陆昭"')


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
        "marks => [...new Set(marks.map(mark => mark.hash.replace('#g-', '#r-') + '-1'))]"
    )
    assert page.locator(".rail a").evaluate_all("links => links.map(link => link.hash)") == first


def test_a_narrow_window_has_no_rail(visit: Visit):
    assert not visit(width=360).locator(".rail").is_visible()


def test_the_rails_links_lead_to_the_first_mark(read: Read):
    reading = read()
    reading.page.locator(".rail a").first.click()
    assert not reading.is_open
    assert reading.page.evaluate("decodeURI(location.hash)") == "#r-陆昭-1"


def test_the_rail_is_one_stop_of_tab_with_arrows(read: Read):
    reading = read()
    reading.open(reading.mark("柔性供应网络"))
    reading.page.keyboard.press("Escape")
    rail = reading.page.locator(".rail a")
    rail.first.focus()
    for key, at in (("ArrowDown", 1), ("End", rail.count() - 1), ("ArrowUp", rail.count() - 2), ("Home", 0)):
        reading.page.keyboard.press(key)
        assert rail.nth(at).evaluate("link => link == document.activeElement"), key
        assert rail.evaluate_all("links => links.filter(link => link.tabIndex == 0).length") == 1
    reading.page.keyboard.press("Tab")
    assert reading.page.evaluate("!document.activeElement.closest('.rail')")


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_theme_size_and_width(visit: Visit, script: bool):
    page = visit(java_script_enabled=script)
    look = "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.fontSize] }"
    page.locator(".aa summary").click()
    light = page.evaluate(look)
    page.locator("#t2").check()
    dark = page.evaluate(look)
    assert dark[0] != light[0]
    page.locator("#t3").check()
    assert page.evaluate(look)[0] not in (light[0], dark[0])
    page.locator("#s3").check()
    assert float(page.evaluate(look)[1][:-2]) > float(light[1][:-2]) * 1.3


def test_settings_hold_on_all_pages_before_the_first_paint(visit: Visit, site):
    page = visit()
    page.locator(".aa summary").click()
    page.locator("#t2").check()
    page.goto(site.url + "index.html")
    assert page.locator("html").get_attribute("data-theme") == "t2"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert (
        page.locator("head script[src$='reader.js']:not([defer])").count() == 1
    )  # it blocks: no paint comes before it


def test_marks_once_a_page(visit: Visit):
    page = visit()
    page.locator(".aa summary").click()
    page.locator("#o1").check()
    assert page.locator("[id='r-陆昭-1']").evaluate(LINED)
    assert not page.locator("[id='r-陆昭-2']").evaluate(LINED)


def test_title_contents_and_legend_are_short_on_a_phone(visit: Visit, example):
    page = visit("articles/tencent-reorganizations.html", of=example, width=360, height=740)
    top = page.locator("article h1").bounding_box()["y"]
    assert page.locator(".prose").bounding_box()["y"] - top <= 200
