"""Every kind of page, light and dark, wide and narrow: axe-core, the console, shifts, requests, bytes."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.axe import complaints

Visit = Callable[..., Page]
WIDTHS = (1280, 360)
"""The first is that of `visit`."""
SCHEMES = ("light", "dark")
KINDS = {
    "home": "index.html",
    "home, second page": "page/2.html",
    "article": "articles/three-and-a-half-years.html",
    "article without marks": "articles/plain.html",
    "article with notes": "articles/noted.html",
    "glossary": "glossary/index.html",
    "entry": "glossary/产业互联网.html",
    "entry, person": "glossary/马化腾.html",
    "entities": "entities/person.html",
    "authors": "authors/index.html",
    "author": "authors/陆行之.html",
    "tags": "tags/index.html",
    "tag": "tags/*.html",
    "archive": "archive.html",
    "timeline": "timeline.html",
    "relations": "relations.html",
    "page": "about.html",
    "search": "search.html",
    "404": "no/such/page.html",
}
OF_TEST_SITE = {"article without marks", "article with notes"}
ALL = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
CROSSED = ([(1280, "light"), (360, "dark")], [(1280, "dark"), (360, "light")])
"""Widths and schemes for pages by turns: what all pages have in common is seen in all four, a kind's own in each of them.
What opens on a page is judged with the whole page in one of them, and alone in the other."""
CLS = """() => new Promise(done => {
  let total = 0;
  new PerformanceObserver(list => { for (const shift of list.getEntries()) total += shift.value })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(total), 100);
})"""


def url_of(kind: str, built: object) -> str:
    path = KINDS[kind]
    if "*" not in path:
        return path
    found = sorted(file for file in built.folder.glob(path) if file.name != "index.html")
    return found[0].relative_to(built.folder).as_posix()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_shifts_nothing_sticks_out_and_axe_finds_nothing(visit: Visit, site, example, kind: str):
    of = site if kind in OF_TEST_SITE else example
    page = visit(url_of(kind, of), of=of, allow=("404",) if kind == "404" else ())
    found = []
    for width in WIDTHS:
        if width != WIDTHS[0]:
            page.set_viewport_size({"width": width, "height": 800})
            page.reload()
        assert page.evaluate(CLS) == 0, width
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width
        for one, scheme in ALL if kind == "page" else CROSSED[list(KINDS).index(kind) % 2]:
            if one == width:
                page.emulate_media(color_scheme=scheme)
                found += [f"{width} {scheme} {complaint}" for complaint in complaints(page)]
    assert found == []


def test_axe_finds_nothing_in_an_open_popover(visit: Visit, site):
    page = visit(reduced_motion="reduce")
    found = []
    for width, scheme in CROSSED[0]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.getElementById('tip').hidePopover()")  # a second click would close it
        page.locator("[id='r-柔性供应网络-1']").evaluate("mark => mark.click()")
        page.locator("#tip").wait_for(state="visible")
        found += [f"{width} {scheme} {complaint}" for complaint in complaints(page, None if width > 360 else "#tip")]
    assert found == []


def test_axe_finds_nothing_in_the_settings(visit: Visit):
    page = visit()
    page.locator(".aa summary").click()
    found = []
    for width, theme, part in ((1280, "t1", ".aa"), (1280, "t2", ".aa"), (360, "t3", None)):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(f"#{theme}").check()
        found += [f"{width} {theme} {complaint}" for complaint in complaints(page, part)]
    assert found == []


def test_axe_finds_nothing_in_a_stack(visit: Visit, example):
    page = visit("articles/tencent-reorganizations.html", of=example, reduced_motion="reduce")
    page.locator("[id='r-事业群-1']").click()
    page.locator("#tip").wait_for(state="visible")
    page.locator("#tip-d a").first.click()
    page.locator("#tip1").wait_for(state="visible")
    assert complaints(page) == []


def test_axe_finds_nothing_in_the_box_of_the_search(visit: Visit):
    page = visit(reduced_motion="reduce")
    page.keyboard.press("/")
    page.locator("#find input").fill("拼单")
    page.locator("#find li a").first.wait_for()
    found = []
    for width, scheme in CROSSED[1]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} {scheme} {complaint}" for complaint in complaints(page, None if width > 360 else "#find")]
    assert found == []


def test_axe_finds_nothing_in_results(visit: Visit):
    page = visit("search.html?q=拼单")
    page.locator("#status", has_text="找到").wait_for()
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += complaints(page)
    assert found == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_ways_on_from_a_missing_page_stand_side_by_side(visit: Visit, width: int):
    page = visit(KINDS["404"], allow=("404",), width=width)
    gap = page.evaluate("""() => {
      const [first, second] = document.querySelectorAll('main > .onward a');
      return second.getBoundingClientRect().left - first.getBoundingClientRect().right;
    }""")
    assert 8 < gap < 48


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_a_long_pager_fits(visit: Visit, width: int):
    page = visit("page/2.html", width=width)
    page.evaluate(
        """numbers => { document.querySelector('.pager').innerHTML = '<a href="#">较新</a><ol>'
      + numbers.map(number => `<li><a href="#">${number}</a></li>`).join('') + '</ol><a href="#">较早</a>' }""",
        ["1", "…", "98", "99", "100", "101", "102", "…", "200"],
    )
    edges = page.evaluate(
        "[...document.querySelectorAll('.pager a')].map(link => link.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert len(edges) == 11
    assert all(left >= 0 and right <= width for left, right in edges)


@pytest.mark.parametrize("name", ["articles/*.html", "glossary/*.html", "*.html", "tags/*.html", "entities/*.html"])
def test_every_page_of_the_example_opens_clean_from_a_file(visit: Visit, example, name: str):
    # The fixture fails for any console error, refused resource, or request to another host.
    files = [file for file in sorted(example.folder.glob(name)) if file.name != "404.html"]  # its links are absolute
    assert files
    page = visit(files[0].as_uri())
    for file in files[1:6]:
        page.goto(file.as_uri())
        assert page.locator("h1").count() == 1


# ---------------------------------------------------------------- budgets


def test_an_article_needs_at_most_five_requests(visit: Visit):
    asked = set()
    page = visit(prepare=lambda page: page.on("request", lambda request: asked.add(request.url)))
    page.wait_for_load_state("networkidle")
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")  # a headless browser does not ask for it
    assert len(asked | {icon}) <= 5, asked


def sizes(file: Path) -> tuple[int, int]:
    data = file.read_bytes()
    return len(data), len(gzip.compress(data, 9, mtime=0))


def test_bytes_of_the_script(site):
    raw, packed = sizes(site.folder / "assets/reader.js")
    assert raw <= 3072
    assert packed <= 1600


@pytest.mark.parametrize(
    "name",
    ["preview.js", "previews.js", "preview.css", "search.js", "fulltext.js", "find.js", "find.css", "glossary.js"],
)
def test_bytes_of_what_is_loaded_at_first_use(site, name: str):
    assert sizes(site.folder / "assets" / name)[0] <= 6144


def test_bytes_of_articles(example):
    for file in (example.folder / "articles").glob("*.html"):
        assert sizes(file)[1] <= 16384, file.name


def test_bytes_of_the_style(site):
    assert sizes(site.folder / "assets/reader.css")[0] <= 9000
