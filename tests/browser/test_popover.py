"""When the popover opens and closes (WCAG 2.2, 1.4.13: dismissible, hoverable, persistent), and where the focus is then."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reading import Held, Reading

Read = Callable[..., Reading]
HASHLESS = "() => location.hash === ''"


@pytest.fixture(params=["first", "later"])
def touch(request: pytest.FixtureRequest, read: Read) -> Read:
    """As `read`, for both scripts that know a touch: the first is heard by reader.js, later ones by preview.js."""

    def opened(*path: str, **options: object) -> Reading:
        reading = read(*path, **options)
        if request.param == "later":
            reading.prime()
            reading.leave()
            reading.wait(1000)
            reading.page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
        return reading

    return opened


# ---------------------------------------------------------------- the mouse


def test_hovering_opens_after_250_ms(touch: Read):
    reading = touch()
    reading.hover(reading.mark("柔性供应网络"))
    reading.wait(249)
    assert not reading.is_open
    reading.wait(1)
    assert reading.term == "柔性供应网络"


def test_passing_over_opens_nothing(touch: Read):
    reading = touch()
    reading.hover(reading.mark("柔性供应网络"))
    reading.wait(200)
    reading.leave()
    reading.wait(5000)
    assert not reading.is_open


def test_passing_over_to_an_adjacent_mark_opens_not_the_first(read: Read):
    reading = read()
    reading.prime()
    over = {"pointerType": "mouse", "bubbles": True}
    reading.mark("陆昭").dispatch_event(
        "pointerover", over
    )  # no text lies between adjacent marks, which would be left for it
    reading.wait(200)
    reading.mark("北湾市").dispatch_event("pointerover", over)
    reading.wait(100)
    assert not reading.is_open


def test_leaving_closes_after_250_ms(read: Read):
    reading = read()
    reading.open(reading.mark("柔性供应网络"))
    reading.leave()
    reading.wait(249)
    assert reading.is_open
    reading.wait(1)
    assert not reading.is_open


def test_it_stays_while_the_mouse_is_on_the_mark(read: Read):
    reading = read()
    reading.open(reading.mark("柔性供应网络"))
    reading.wait(60_000)
    assert reading.is_open


def test_it_stays_while_the_mouse_is_on_it(read: Read):
    reading = read()
    reading.open(reading.mark("柔性供应网络"))
    reading.leave()
    reading.wait(200)
    reading.enter_tip()
    reading.wait(60_000)
    assert reading.is_open


def test_leaving_the_popover_closes_after_250_ms(read: Read):
    reading = read()
    reading.open(reading.mark("柔性供应网络"))
    reading.enter_tip()
    reading.wait(1000)
    reading.leave()
    reading.wait(249)
    assert reading.is_open
    reading.wait(1)
    assert not reading.is_open


def test_leaving_the_window_closes(read: Read):
    reading = read()
    mark = reading.mark("柔性供应网络")
    reading.open(mark)
    # What a browser sends when the mouse leaves the window: out, into nothing.
    mark.dispatch_event("pointerout", {"pointerType": "mouse", "bubbles": True, "relatedTarget": None})
    reading.wait(250)
    assert not reading.is_open


def test_another_mark_takes_over_after_250_ms(read: Read):
    reading = read()
    reading.open(reading.mark("陆昭"))
    reading.hover(reading.mark("北湾市"))
    reading.wait(249)
    assert reading.term == "陆昭"
    reading.wait(1)
    assert reading.term == "北湾市"


def test_a_mark_on_the_way_into_the_popover_does_not_take_over(read: Read):
    reading = read()
    reading.open(reading.mark("陆昭"))
    reading.hover(reading.mark("北湾市"))
    reading.wait(200)
    reading.enter_tip()
    reading.wait(5000)
    assert reading.term == "陆昭"


def test_moving_inside_a_mark_keeps_it_open(read: Read):
    reading = read()
    mark = reading.mark("跨区域产能共享与调度协作平台")
    reading.open(mark)
    x, y = reading.point(mark)
    for step in range(20):
        reading.page.mouse.move(x + step, y)
        reading.wait(50)
    assert reading.is_open


# ---------------------------------------------------------------- the keyboard


def test_keyboard_focus_opens_after_150_ms(touch: Read):
    reading = touch()
    reading.tab_to(reading.mark("柔性供应网络"))
    reading.wait(149)
    assert not reading.is_open
    reading.wait(1)
    assert reading.term == "柔性供应网络"
    assert reading.focused == "r-柔性供应网络-1"


def test_tabbing_past_opens_nothing(read: Read):
    reading = read()
    reading.tab_to(reading.mark("小梭", 1))  # the last mark of the text
    reading.wait(100)
    reading.page.keyboard.press("Tab")
    reading.wait(5000)
    assert not reading.is_open


def test_the_mouse_does_not_close_what_the_keyboard_opened(read: Read):
    reading = read()
    reading.tab_to(reading.mark("柔性供应网络"))
    reading.wait(150)
    reading.hover(reading.mark("织联大会"))
    reading.wait(100)
    reading.leave()
    reading.wait(60_000)
    assert reading.term == "柔性供应网络"


def test_the_mouse_that_leaves_a_mark_does_not_keep_the_keyboard_from_opening(read: Read):
    reading = read()
    reading.hover(reading.mark("陆昭"))
    reading.tab_to(reading.mark("柔性供应网络"))
    reading.wait(100)
    reading.leave()  # a page that scrolls under a resting mouse sends this too
    reading.wait(50)
    assert reading.term == "柔性供应网络"


def test_focus_that_a_press_brings_opens_nothing(read: Read):
    reading = read()
    reading.hover(reading.mark("柔性供应网络"))
    reading.page.mouse.down()
    reading.wait(5000)
    assert not reading.is_open


def test_focus_elsewhere_closes(read: Read):
    reading = read()
    reading.tab_to(reading.mark("柔性供应网络"))
    reading.wait(150)
    # Without scrolling there: a mark that is scrolled away closes its dialog anyway.
    reading.page.locator(".back").first.evaluate("link => link.focus({preventScroll: true})")
    assert not reading.is_open
    assert reading.focused == "back"


def test_the_keyboard_reaches_what_is_in_it_and_goes_on_from_its_mark(read: Read):
    reading = read()
    reading.page.keyboard.press("Tab")
    reading.mark("柔性供应网络").focus()
    reading.page.keyboard.press("Enter")
    reading.loaded()
    reached = []
    for _ in range(5):
        reading.page.keyboard.press("Tab")
        reached.append(reading.page.evaluate("document.activeElement.textContent"))
    assert reached == ["×", "‹ 上一处", "下一处 ›", "完整词条", "织联大会"]
    assert not reading.is_open


def test_shift_tab_leaves_a_pinned_dialog_for_its_mark(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    reading.page.keyboard.press("Shift+Tab")
    assert not reading.is_open
    assert reading.focused == "r-柔性供应网络-1"


def test_tab_goes_from_mark_to_mark_and_never_into_what_focus_opened(read: Read):
    reading = read()
    reading.tab_to(reading.mark("陆昭"))
    reached = []
    for _ in range(8):
        reading.wait(150)
        assert reading.is_open
        reached.append(reading.focused)
        reading.page.keyboard.press("Tab")
    marks = reading.page.locator(".prose a[role=doc-glossref]").evaluate_all("marks => marks.map(mark => mark.id)")
    assert reached == marks[:8]


def test_j_and_k_skip_the_marks_of_a_paragraph(read: Read):
    reading = read()
    reading.tab_to(reading.mark("陆昭"))
    block = "document.activeElement.closest('p').textContent.slice(0, 4)"
    first = reading.page.evaluate(block)
    reading.page.keyboard.press("j")
    second = reading.page.evaluate(block)
    reading.wait(150)
    assert second != first
    assert reading.is_open
    reading.page.keyboard.press("k")
    assert reading.page.evaluate(block) == first
    assert reading.focused == "r-陆昭-1"


# ---------------------------------------------------------------- pinning


def test_a_click_pins_and_moves_the_focus_inside(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    assert reading.focused == "tip"
    reading.leave()
    reading.wait(60_000)
    assert reading.term == "柔性供应网络"
    assert reading.page.evaluate(HASHLESS)


def test_a_click_pins_though_it_is_the_first_touch(read: Read):
    reading = read()
    reading.mark("柔性供应网络").evaluate(
        "mark => mark.click()"
    )  # no pointer comes before it, so that nothing is loaded
    reading.loaded()
    assert reading.term == "柔性供应网络"
    assert reading.focused == "tip"
    reading.wait(60_000)
    assert reading.is_open


def test_a_click_pins_what_hovering_opened(read: Read):
    reading = read()
    reading.open(reading.mark("柔性供应网络"))
    reading.pin(reading.mark("柔性供应网络"))
    reading.leave()
    reading.wait(60_000)
    assert reading.is_open
    assert reading.focused == "tip"


@pytest.mark.parametrize("wait", [0, 150], ids=["at once", "when it is open"])
def test_enter_pins_and_moves_the_focus_inside(read: Read, wait: int):
    reading = read()
    reading.tab_to(reading.mark("柔性供应网络"))
    reading.wait(wait)
    reading.page.keyboard.press("Enter")
    assert reading.term == "柔性供应网络"
    assert reading.focused == "tip"
    assert reading.page.evaluate(HASHLESS)


def test_a_tap_pins_at_360_px(read: Read):
    reading = read(width=360, height=740, has_touch=True, is_mobile=True)
    reading.page.touchscreen.tap(*reading.point(reading.mark("柔性供应网络")))
    reading.loaded()
    reading.wait(60_000)
    assert reading.term == "柔性供应网络"
    assert reading.focused == "tip"


def test_a_second_tap_closes(read: Read):
    reading = read(width=360, height=740, has_touch=True, is_mobile=True)
    mark = reading.mark("柔性供应网络")
    reading.page.touchscreen.tap(*reading.point(mark))
    reading.page.wait_for_function("() => document.querySelector('#tip').matches(':popover-open')", polling=10)
    line = reading.lines(mark)[0]
    reading.page.touchscreen.tap((line["left"] + line["right"]) / 2, (line["top"] + line["bottom"]) / 2)
    reading.page.wait_for_function("() => !document.querySelector('#tip').matches(':popover-open')", polling=10)
    reading.wait(500)
    assert not reading.is_open


def test_a_second_click_closes(read: Read):
    reading = read()
    mark = reading.mark("柔性供应网络")
    reading.pin(mark)
    reading.page.mouse.click(*reading.point(mark))
    assert not reading.is_open


@pytest.mark.parametrize("width", [1280, 360])
def test_back_closes_and_stays_in_the_article(read: Read, width: int):
    reading = read(width=width)
    reading.pin(reading.mark("柔性供应网络"))
    before = reading.page.evaluate("window.visit = 1, scrollY")
    reading.page.go_back()
    reading.page.wait_for_function("() => !document.querySelector('#tip').matches(':popover-open')", polling=10)
    assert reading.page.evaluate("window.visit") == 1  # not another visit of the page
    assert reading.page.url.endswith("/articles/long.html")
    assert abs(reading.page.evaluate("scrollY") - before) < 100


def test_back_from_another_page_finds_the_place_again(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    before = reading.page.evaluate("scrollBy(0, 90), scrollY")
    url = reading.page.url
    reading.page.click("#tip .more")
    reading.page.wait_for_url(lambda now: now != url)
    reading.page.go_back()
    assert reading.page.url == url
    reading.page.wait_for_function(f"() => Math.abs(scrollY - {before}) < 9", polling=10)


def test_escape_takes_its_step_out_of_the_history(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    reading.page.keyboard.press("Escape")
    reading.wait(50)
    reading.page.wait_for_function("() => !history.state", polling=10)


def test_on_a_phone_it_lies_below_and_hides_not_what_was_read(read: Read):
    reading = read(width=360, height=640, has_touch=True, is_mobile=True)
    reading.prime()
    mark = reading.page.locator(".prose a[role=doc-glossref]").last  # far enough down to stand at the window's foot
    mark.evaluate("mark => { mark.scrollIntoView({block: 'end', behavior: 'instant'}); mark.click() }")
    box, lines = reading.box(), reading.lines(mark)
    assert box["bottom"] == box["height"]
    assert lines[-1]["bottom"] < box["top"]
    assert lines[0]["top"] > 0


def test_a_turned_phone_hides_not_what_was_read(read: Read):
    reading = read(width=360, height=640)
    reading.prime()
    mark = reading.page.locator(".prose a[role=doc-glossref]").last
    mark.evaluate("mark => { mark.scrollIntoView({block: 'end', behavior: 'instant'}); mark.click() }")
    box = reading.box()
    assert box["bottom"] == box["height"]
    reading.page.set_viewport_size({"width": 700, "height": 360})
    reading.wait(50)
    box, lines = reading.box(), reading.lines(mark)
    assert lines[-1]["bottom"] < box["top"] or lines[0]["top"] > box["bottom"]
    assert lines[0]["top"] > 0


@pytest.mark.parametrize(("width", "height"), [(640, 320), (844, 390)])
def test_on_a_phone_held_sideways_a_definition_is_in_sight_as_a_whole(read: Read, example, width: int, height: int):
    reading = read("articles/tencent-reorganizations.html", of=example, width=width, height=height, has_touch=True)
    reading.prime()
    mark = reading.mark("云与智慧产业事业群")  # few have a longer one
    reading.pin(mark)
    box, lines = reading.box(), reading.lines(mark)
    assert reading.tip.evaluate("tip => tip.scrollHeight <= tip.clientHeight")
    assert (box["left"], box["right"], box["bottom"]) == (0, width, height)
    assert 0 < lines[0]["top"] < lines[-1]["bottom"] < box["top"]


def test_a_sheet_is_dragged_away(read: Read):
    reading = read(width=360, height=640)
    reading.pin(reading.mark("柔性供应网络"))
    box = reading.box()
    reading.page.mouse.move(180, box["top"] + 12)
    reading.page.mouse.down()
    reading.page.mouse.move(180, box["top"] + 120, steps=4)
    assert reading.is_open
    reading.page.mouse.up()
    assert not reading.is_open


@pytest.mark.parametrize("path", ["articles/long.html#r-陆昭-2", "articles/long.html"])
def test_a_link_to_a_mention_opens_nothing(read: Read, path: str):
    reading = read(path)
    if "#" not in path:
        reading.page.locator("[id='g-陆昭'] + dd .back").nth(1).focus()
        reading.page.keyboard.press("Enter")
    reading.wait(5000)
    assert reading.page.evaluate("decodeURI(location.hash)") == "#r-陆昭-2"
    assert not reading.is_open


def test_the_next_mention(read: Read):
    reading = read()
    reading.pin(reading.mark("陆昭"))
    reading.page.locator("#tip .next").click()
    assert reading.term == "陆昭"
    assert reading.page.locator(".prose .on").get_attribute("id") == "r-陆昭-2"
    reading.page.locator("#tip .prev").click()
    assert reading.page.locator(".prose .on").get_attribute("id") == "r-陆昭-1"


# ---------------------------------------------------------------- nested, and everywhere


def test_a_term_in_a_definition_opens_upon_it_and_escape_closes_one_by_one(read: Read, example):
    reading = read("articles/tencent-reorganizations.html", of=example)
    reading.pin(reading.mark("事业群"))
    reading.hover(reading.page.locator("#tip-d a").first)
    reading.wait(250)
    second = reading.page.locator("#tip1")
    second.wait_for(state="visible")
    assert reading.page.locator("#tip1-t").text_content() == "腾讯"
    assert reading.is_open
    reading.page.keyboard.press("Escape")
    assert not second.is_visible()
    assert reading.is_open
    reading.page.keyboard.press("Escape")
    assert not reading.is_open


def test_on_a_phone_a_term_in_a_definition_fills_the_same_sheet_with_a_way_back(read: Read, example):
    reading = read("articles/tencent-reorganizations.html", of=example, width=360)
    reading.pin(reading.mark("事业群"))
    reading.page.locator("#tip-d a").first.click()
    reading.page.locator("#tip-t", has_text="腾讯").wait_for()
    reading.page.locator("#tip .back").click()
    assert reading.term == "事业群"
    assert not reading.page.locator("#tip .back").is_visible()


@pytest.mark.parametrize(
    ("path", "link", "term"),
    [
        ("index.html", ".counts a", ""),
        ("glossary/产业互联网.html", ".counts a", ""),
        ("articles/tencent-reorganizations.html", ".turn a", ""),
        ("articles/tencent-reorganizations.html", ".rail a", "腾讯"),
    ],
)
def test_links_elsewhere_open_a_preview(read: Read, example, path: str, link: str, term: str):
    reading = read(path, of=example)
    height = reading.page.evaluate("document.body.scrollHeight")
    reading.hover(reading.page.locator(link).first)
    reading.wait(250)
    reading.page.wait_for_function("() => document.querySelector('#tip').matches(':popover-open')", polling=10)
    assert reading.page.evaluate("document.body.scrollHeight") == height  # the dialog's style sheet moves nothing
    told = reading.page.locator(link).first.inner_text()
    assert reading.term in told
    assert reading.page.locator("#tip-d").inner_text().strip()
    assert not term or reading.term == term


def test_a_preview_opens_though_its_script_comes_late(read: Read, example):
    script = Held("**/assets/previews.js")
    reading = read("articles/tencent-reorganizations.html", of=example, prepare=script)
    reading.page.mouse.move(*reading.point(reading.page.locator(".turn a").first), steps=3)
    reading.page.wait_for_function("() => window.zhushu.run", polling=10)
    reading.wait(250)
    script.release()
    reading.tip.wait_for(state="visible")


def test_no_preview_is_asked_for_before_a_reader_asks(visit, site):
    asked: list[str] = []
    page = visit(prepare=lambda page: page.on("request", lambda request: asked.append(request.url)))
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "preview" in url]


def test_a_finger_that_passes_does_not_hover(touch: Read):
    reading = touch(width=360, height=740, has_touch=True, is_mobile=True)
    reading.mark("柔性供应网络").dispatch_event("pointerover", {"pointerType": "touch", "bubbles": True})
    reading.wait(5000)
    assert not reading.is_open


def test_hovering_does_not_replace_what_is_pinned(read: Read):
    reading = read()
    reading.pin(reading.mark("陆昭"))
    reading.hover(reading.mark("北湾市"))
    reading.wait(5000)
    assert reading.term == "陆昭"


def test_a_click_on_another_mark_replaces_what_is_pinned(read: Read):
    reading = read()
    reading.pin(reading.mark("陆昭"))
    reading.pin(reading.mark("北湾市"))
    assert reading.focused == "tip"
    assert reading.page.locator(".prose .on").count() == 1


@pytest.mark.parametrize("key", ["Control", "Meta", "Shift", "Alt"])
def test_a_click_with_a_modifier_is_left_to_the_browser(read: Read, key: str):
    reading = read()
    taken = reading.mark("柔性供应网络").evaluate(
        """(mark, key) => {
      let taken;
      addEventListener('click', event => { taken = event.defaultPrevented; event.preventDefault() }, {once: true});
      const name = {Control: 'ctrlKey', Meta: 'metaKey', Shift: 'shiftKey', Alt: 'altKey'}[key];
      mark.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, [name]: true}));
      return taken;
    }""",
        key,
    )
    assert taken is False
    assert not reading.is_open


def test_a_click_with_control_opens_a_tab(read: Read):
    reading = read()
    with reading.page.context.expect_page() as opened:
        reading.mark("柔性供应网络").click(modifiers=["Control"])
    opened.value.wait_for_url("**/articles/long.html#g-*")
    assert not reading.is_open


# ---------------------------------------------------------------- closing


def test_escape_closes_what_is_pinned_and_gives_the_focus_back(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    reading.page.keyboard.press("Escape")
    assert not reading.is_open
    assert reading.focused == "r-柔性供应网络-1"
    reading.wait(5000)
    assert not reading.is_open  # the focus that comes back opens nothing


def test_escape_closes_what_the_keyboard_opened(read: Read):
    reading = read()
    reading.tab_to(reading.mark("柔性供应网络"))
    reading.wait(150)
    reading.page.keyboard.press("Escape")
    reading.wait(5000)
    assert not reading.is_open
    assert reading.focused == "r-柔性供应网络-1"


def test_escape_closes_what_hovering_opened_and_leaves_the_focus_alone(read: Read):
    reading = read()
    reading.page.locator("#a1").focus()
    reading.open(reading.mark("柔性供应网络"))
    reading.page.keyboard.press("Escape")
    assert not reading.is_open
    assert reading.focused == "a1"


def test_a_press_outside_closes_and_gives_the_focus_back(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    reading.page.mouse.click(3, 3)
    assert not reading.is_open
    assert reading.focused == "r-柔性供应网络-1"
    reading.wait(5000)
    assert not reading.is_open


def test_a_tap_outside_closes_and_gives_the_focus_back(read: Read):
    reading = read(width=360, height=740, has_touch=True, is_mobile=True)
    reading.page.touchscreen.tap(*reading.point(reading.mark("柔性供应网络")))
    reading.loaded()
    assert reading.is_open
    reading.page.touchscreen.tap(3, 3)
    reading.page.wait_for_function("() => !document.querySelector('#tip').matches(':popover-open')", polling=10)
    assert reading.focused == "r-柔性供应网络-1"


def test_a_press_on_a_control_keeps_the_focus_there(read: Read):
    reading = read()
    reading.pin(reading.mark("陆昭"))
    reading.page.locator("#a1").click()
    assert not reading.is_open
    assert reading.focused == "a1"


def test_the_button_closes_and_gives_the_focus_back(read: Read):
    reading = read()
    reading.pin(reading.mark("柔性供应网络"))
    reading.page.get_by_role("button", name="关闭").click()
    assert not reading.is_open
    assert reading.focused == "r-柔性供应网络-1"


def test_hovering_and_leaving_never_moves_the_focus(read: Read):
    reading = read()
    reading.open(reading.mark("柔性供应网络"))
    reading.leave()
    reading.wait(250)
    assert reading.focused == "body" or reading.page.evaluate("document.activeElement === document.body")


def test_it_works_from_a_file(read: Read, site):
    reading = read((site.folder / "articles/long.html").as_uri())
    reading.pin(reading.mark("柔性供应网络"))
    link: Page = reading.page
    link.locator("#tip .more").click()
    link.wait_for_url("file:**/glossary/*.html")
    assert link.locator("h1").text_content() == "柔性供应网络"


def test_closing_twice_in_a_row_stays_on_the_page(read: Read):
    reading = read()
    reading.prime()
    url = reading.page.url
    reading.page.evaluate("""() => {
      const [mark, tip] = [document.querySelector('.prose a[role=doc-glossref]'), document.getElementById('tip')];
      for (let n = 0; n < 5; n++) { mark.click(); tip.hidePopover() }
      mark.click();
    }""")
    reading.page.wait_for_function("() => history.state?.tip", polling=10)
    assert reading.page.url == url
    assert reading.is_open
    reading.page.go_back()
    assert reading.page.url == url
    assert not reading.is_open
