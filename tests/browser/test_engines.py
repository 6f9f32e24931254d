"""What a reader sees and does, in Firefox and WebKit as in Chromium (whose own, longer tests stand beside this file)."""

import io
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.css import rules
from tests.browser.engines import ENGINES, driven, until

DROPPED = """rules => rules.flatMap(([conditions, selector, declarations]) => {
  if (!conditions.every(each => CSS.supports(each))) return [];
  if (!selector.startsWith('@')) try { document.querySelector(selector) } catch { return [selector] }
  const taken = new Set, dropped = [];
  for (const [name, value] of declarations) {
    const plain = value.replace(/!important$/, '').trim();
    if (name.startsWith('--') || CSS.supports(name, plain)) taken.add(name);
    else if (!taken.has(name)) dropped.push(`${selector} { ${name}: ${value} }`);
  }
  return dropped;
})"""
LONG = "articles/long.html"


@pytest.fixture(scope="module", params=ENGINES)
def driver(request: pytest.FixtureRequest) -> Iterator[WebDriver]:
    with driven(request.param) as driver:
        yield driver


class Reader:
    """A reader at an article in one of the engines."""

    def __init__(self, driver: WebDriver, url: str) -> None:
        self.driver = driver
        self.home = url

    def open(self, path: str = LONG, width: int = 1280, height: int = 800) -> None:
        """Open the page at `path`; windows have no smaller width than the system lets them."""
        self.driver.set_window_size(width, height)
        self.driver.get(self.home + path)
        ActionChains(self.driver).move_by_offset(0, 0).perform()

    def ask(self, script: str, *values: object) -> object:
        """What an expression gives; `a` are the values."""
        return self.driver.execute_script(f"const a = arguments; return {script}", *values)

    def mark(self, slug: str, number: int = 1) -> WebElement:
        """A mark of the text, in the middle of the window."""
        mark = self.driver.find_element(By.CSS_SELECTOR, f"[id='r-{slug}-{number}']")
        self.ask("a[0].scrollIntoView({block: 'center', behavior: 'instant'})", mark)
        return mark

    def hover(self, mark: WebElement) -> None:
        """Point at the middle of the mark's first line."""
        x, y = self.ask("(r => [r.left + r.width / 2, r.top + r.height / 2])(a[0].getClientRects()[0])", mark)
        actions = ActionChains(self.driver, duration=20)
        actions.w3c_actions.pointer_action.move_to_location(round(x), round(y))
        actions.perform()

    def away(self) -> None:
        """Point at nothing."""
        actions = ActionChains(self.driver, duration=20)
        actions.w3c_actions.pointer_action.move_to_location(2, 2)
        actions.perform()

    @property
    def term(self) -> object:
        """What the open tooltip tells of; None where none is open."""
        return self.ask(
            "(t => t && t.matches(':popover-open') ? t.querySelector('#tip-t').textContent : null)"
            "(document.getElementById('tip'))"
        )

    def opens(self, term: str) -> bool:
        return bool(until(lambda: self.term == term))

    def closes(self) -> bool:
        return bool(until(lambda: self.term is None))

    @property
    def focused(self) -> object:
        return self.ask("document.activeElement.id || document.activeElement.tagName")


@pytest.fixture
def reader(driver: WebDriver, site) -> Reader:
    reader = Reader(driver, site.url)
    reader.open()
    reader.ask("localStorage.clear()")
    reader.away()
    return reader


# ---------------------------------------------------------------- marks


def test_marks_can_be_seen(reader: Reader):
    for slug, style in (("柔性供应网络", "dotted"), ("陆昭", "solid")):
        mark = reader.mark(slug)
        line, kind, colour = reader.ask(
            "(s => [s.textDecorationLine, s.textDecorationStyle, s.textDecorationColor])(getComputedStyle(a[0]))", mark
        )
        assert (line, kind) == ("underline", style)
        assert colour not in ("transparent", "rgba(0, 0, 0, 0)")


def test_marks_are_drawn(reader: Reader):
    """The pixels of a mark with its line and without it differ."""
    for slug in ("柔性供应网络", "陆昭"):
        mark = reader.mark(slug)
        with_line = picture(reader, mark)
        reader.ask("a[0].style.textDecorationLine = 'none'", mark)
        assert until(lambda before=with_line, mark=mark: before != picture(reader, mark)), slug


def picture(reader: Reader, mark: WebElement) -> bytes:
    """The pixels of the mark, once what was asked for before has been painted."""
    reader.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))")
    box = reader.ask("(r => [r.left, r.top, r.right, r.bottom + 4])(a[0].getBoundingClientRect())", mark)
    ratio = float(reader.ask("devicePixelRatio"))
    image = Image.open(io.BytesIO(reader.driver.get_screenshot_as_png())).convert("RGB")
    return image.crop(tuple(round(side * ratio) for side in box)).tobytes()


def test_density(reader: Reader):
    seen = "[...document.querySelectorAll('#r-陆昭-1, #r-柔性供应网络-1')].map(e => getComputedStyle(e).textDecorationLine != 'none')"
    for choice, expected in (("a1", [False, True]), ("a0", [False, False]), ("a2", [True, True])):
        reader.ask("document.getElementById(a[0]).click()", choice)
        assert reader.ask(seen) == expected
    reader.ask("document.getElementById('a1').click()")
    reader.open()
    assert until(lambda: reader.ask("document.getElementById('a1').checked"))


def test_text_with_dashes_ends_where_its_box_ends(reader: Reader):
    """Else what follows is drawn over it."""
    reader.ask("document.querySelector('.prose p').innerHTML = '<span>这——是</span>'")
    reader.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))")
    box = reader.ask(
        "(r => [r.right, r.top, r.right + 8, r.bottom])(document.querySelector('.prose span').getBoundingClientRect())"
    )
    ratio = float(reader.ask("devicePixelRatio"))
    image = Image.open(io.BytesIO(reader.driver.get_screenshot_as_png())).convert("L")
    dark, light = image.crop(tuple(round(side * ratio) for side in box)).getextrema()
    assert light - dark < 40


def test_neighbours_do_not_collide(reader: Reader):
    """Digits between Han characters stand beside them, not over them."""
    reader.ask("document.querySelector('.prose p').textContent = '这一年是2018年9月30日，不是2019年。'")
    boxes = reader.ask("""(text => [...text.data].map((_, at) => {
      const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + 1);
      const r = range.getBoundingClientRect(); return [r.left, r.right, r.top];
    }))(document.querySelector('.prose p').firstChild)""")
    for one, other in itertools.pairwise(boxes):
        assert one[2] != other[2] or other[0] >= one[1] - 1.5


# ---------------------------------------------------------------- the tooltip


def test_words_of_a_title_are_not_parted_within_a_line(reader: Reader):
    """Where a line of the contents may end there is a <wbr>, which parts the text in a flex box of Firefox's."""
    gaps = reader.ask("""[...document.querySelectorAll('.toc wbr')].map(({previousSibling: one, nextSibling: other}) => {
      const box = (text, at) => { const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect() };
      const [before, after] = [box(one, one.length - 1), box(other, 0)];
      return after.top > before.top + 4 ? 0 : after.left - before.right })""")
    assert gaps
    assert max(gaps) < 6


def test_hover_opens_and_leaving_closes(reader: Reader):
    reader.hover(reader.mark("柔性供应网络"))
    assert reader.opens("柔性供应网络")
    reader.away()
    assert reader.closes()


def test_click_pins_escape_closes_and_gives_the_focus_back(reader: Reader):
    reader.mark("柔性供应网络").click()
    assert reader.opens("柔性供应网络")
    assert reader.ask("document.getElementById('tip').contains(document.activeElement)")
    ActionChains(reader.driver).send_keys(Keys.ESCAPE).perform()
    assert reader.closes()
    assert reader.focused == "r-柔性供应网络-1"


def test_enter_goes_in(reader: Reader):
    mark = reader.mark("柔性供应网络")
    reader.ask("a[0].focus()", mark)
    ActionChains(reader.driver).send_keys(Keys.ENTER).perform()
    assert reader.opens("柔性供应网络")
    assert until(lambda: reader.ask("document.getElementById('tip').contains(document.activeElement)"))


def test_a_press_outside_closes(reader: Reader):
    reader.mark("陆昭", 2).click()
    assert reader.opens("陆昭")
    actions = ActionChains(reader.driver, duration=20)
    actions.w3c_actions.pointer_action.move_to_location(5, 400).click()
    actions.perform()
    assert reader.closes()


def test_a_term_on_two_lines_is_not_covered(reader: Reader):
    mark = reader.mark("跨区域产能共享与调度协作平台")
    for padding in range(0, 300, 10):
        reader.ask("a[0].closest('p').style.paddingInlineStart = a[1] + 'px'", mark, padding)
        if reader.ask("a[0].getClientRects().length", mark) == 2:
            break
    reader.ask("a[0].scrollIntoView({block: 'center'})", mark)
    reader.hover(mark)
    assert reader.opens("跨区域产能共享与调度协作平台")
    assert not reader.ask(
        """[...a[0].getClientRects()].some(r => (b => r.left < b.right && r.right > b.left && r.top < b.bottom && r.bottom > b.top)
           (document.getElementById('tip').getBoundingClientRect()))""",
        mark,
    )


def test_a_tap_opens(reader: Reader):
    """As a finger's tap arrives: pointer events of a touch, then the click."""
    mark = reader.mark("柔性供应网络")
    reader.ask(
        """['pointerover', 'pointerdown', 'pointerup', 'pointerout'].forEach(type =>
             a[0].dispatchEvent(new PointerEvent(type, {bubbles: true, pointerType: 'touch'}))) ?? a[0].click()""",
        mark,
    )
    assert reader.opens("柔性供应网络")


# ---------------------------------------------------------------- the width of a phone

# Windows have a smallest width, frames have not.
FRAMED = """document.documentElement.innerHTML =
  `<body style="margin:0"><iframe src="${a[0]}" style="border:0;width:360px;height:740px"></iframe>`"""
STICKS_OUT = """(() => {
  const d = document.querySelector('iframe')?.contentDocument;
  if (d?.readyState != 'complete' || !d.querySelector('main')) return 'loading';
  return [...d.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 361 && e.checkVisibility()
    && !e.closest('.skip,.table,pre,.letters,math,.pop')).map(e => e.outerHTML.slice(0, 80)) })()"""


@pytest.mark.parametrize("path", [LONG, "index.html", "glossary/index.html", "search.html", "archive.html"])
def test_nothing_sticks_out_at_360_pixels(reader: Reader, path: str):
    reader.open("assets/reader.js")  # comes without the policy, which forbids frames
    reader.ask(FRAMED, reader.home + path)
    assert until(lambda: reader.ask(STICKS_OUT) != "loading")
    assert reader.ask(STICKS_OUT) == []


# ---------------------------------------------------------------- notes


def test_notes_stand_over_nothing(reader: Reader):
    for width in (1380, 700):
        reader.open("articles/noted.html", width=width, height=900)
        boxes = reader.ask("""[...document.querySelectorAll('.footnotes > ol > li')].map(e => {
          const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] })""")
        assert len(boxes) == 5
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = one[3] <= other[1] + 1 or other[3] <= one[1] + 1 or one[2] <= other[0] or other[2] <= one[0]
                assert apart, (width, one, other)


# ---------------------------------------------------------------- the style sheets


def every_rule(folder: Path) -> list[list[object]]:
    return [
        [rule.conditions, rule.selector, rule.declarations]
        for file in sorted((folder / "assets").glob("*.css"))
        for rule in rules(file.read_text(encoding="utf-8"))
    ]


def test_no_declaration_is_dropped_without_a_fallback(reader: Reader, site):
    assert reader.driver.execute_script(f"return ({DROPPED})(arguments[0])", every_rule(site.folder)) == []


def test_chromium_drops_no_declaration_without_a_fallback(visit: Callable[..., Page], site):
    assert visit().evaluate(DROPPED, every_rule(site.folder)) == []


def test_the_walk_finds_what_is_dropped(visit: Callable[..., Page]):
    css = (
        "a{color:red;text-wrap:nonsense}@supports (color:nonsense){a{nonsense:1}}b{--x:1;color:var(--x);color:no such}"
    )
    page = visit()
    assert page.evaluate(DROPPED, [list(rule) for rule in rules(css)]) == ["a { text-wrap: nonsense }"]
