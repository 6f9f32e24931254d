"""The tooltip in pages of other generators."""

import pytest
from playwright.sync_api import Browser, Route

from generator.pipeline.weaving.folder import weave
from tests.pipeline.weaving.test_weave import ALL, GLOSSARY, made

ROUTER = """<script>addEventListener('click', event => {
  const link = event.target.closest('a');
  if (event.defaultPrevented || !link || link.hasAttribute('target')) return;
  event.preventDefault();
  document.title = 'routed';
}, true)</script>"""
"""What VitePress does with links, before any other listener."""


def test_a_router_takes_neither_marks_nor_links_to_entries(chromium: Browser, tmp_path):
    weave(made(tmp_path, a=f"{ROUTER}<p>企业建数据中台。</p>"), tmp_path, GLOSSARY, ALL)
    page = chromium.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    page.click(".zs-mark")
    page.wait_for_selector("#zs-tip:popover-open")
    page.keyboard.press("Escape")
    page.focus(".zs-mark")
    page.keyboard.press("Enter")
    page.click("#zs-tip:popover-open > a")
    page.wait_for_url("**/zhushu/entries/**")
    page.close()


def test_after_a_change_of_page_without_loading_links_lead_to_the_entries(chromium: Browser, tmp_path):
    body = '<div id="__docusaurus"><p>企业建数据中台。</p></div>'
    weave(made(tmp_path, index=body, b__index=body), tmp_path, GLOSSARY, ALL)
    page = chromium.new_page()

    def send(route: Route) -> None:
        path = route.request.url.partition("site.test/ds/")[2]
        file = tmp_path / path / "index.html" if not path or path == "b" else tmp_path / path
        route.fulfill(path=file)

    page.route("http://site.test/**", send)
    page.goto("http://site.test/ds/")
    page.evaluate("history.pushState(0, '', 'b'); document.body.append('')")
    page.wait_for_function(
        "() => document.querySelector('#zs-glossary dt').dataset.href.startsWith('http')", polling=10
    )
    assert page.locator("#zs-glossary p a").last.get_attribute("href") == "http://site.test/ds/zhushu/index.html"
    page.close()


def test_marks_wait_for_the_script_that_takes_over_the_text(chromium: Browser, tmp_path):
    text = "<p>谈到<code>数据中台</code>，企业建<b>数据</b>中台。</p><p>他研究生命；她是研究生。</p>"
    weave(made(tmp_path, a=f'<div id="__docusaurus">{text}</div>'), tmp_path, GLOSSARY, ALL)
    page = chromium.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    assert page.inner_html("main > div") == text, "React would find mistakes"
    page.evaluate(
        "for (const element of document.querySelectorAll('p')) element.__reactFiber$x = {}; document.body.append('')"
    )
    page.wait_for_selector(".zs-mark")
    assert page.evaluate(
        "[...document.querySelectorAll('.zs-mark')].map(e => [e.previousSibling.data, e.textContent])"
    ) == [
        ["", "数据"],
        ["", "中台"],
        ["他研究生命；她是", "研究生"],
    ]
    page.close()


PJAX = """<script src="pjax.min.js"></script>"""
SWAP = """async ([url, part]) => {
  const next = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html');
  document.querySelector(part).replaceWith(document.importNode(next.querySelector(part), true));
}"""
"""What Pjax (a part of the page) and Turbo or Astro's router (the body) do in place of loading a page."""


@pytest.mark.parametrize("part", ["main", "body"])
def test_marks_of_a_page_that_was_swapped_in_have_their_tooltip(chromium: Browser, tmp_path, part: str):
    weave(made(tmp_path, a=f"{PJAX}<p>没有词的一页。</p>", b=f"{PJAX}<p>企业建数据中台。</p>"), tmp_path, GLOSSARY, ALL)
    page = chromium.new_page()
    (tmp_path / "pjax.min.js").write_text("")
    page.route(
        "http://site.test/**", lambda route: route.fulfill(path=tmp_path / route.request.url.rpartition("test/")[2])
    )
    page.goto("http://site.test/a.html")
    for _ in range(2):
        page.evaluate(SWAP, ["b.html", part])
        page.click(".zs-mark")
        page.wait_for_selector("#zs-tip:popover-open")
        assert page.locator("#zs-tip").count() == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.zs-mark')).textDecorationStyle") == "dotted"
        page.keyboard.press("Escape")
    page.close()


def test_a_script_that_runs_again_shows_one_tooltip(chromium: Browser, tmp_path):
    weave(made(tmp_path, a="<p>企业建数据中台。</p>"), tmp_path, GLOSSARY, ALL)
    page = chromium.new_page()
    page.goto((tmp_path / "a.html").as_uri())
    page.evaluate("""() => new Promise(done => {
      const again = document.createElement('script');
      again.src = document.querySelector('script[src*=weave]').src;
      again.onload = done;
      document.head.append(again);
    })""")
    page.click(".zs-mark")
    page.wait_for_selector("#zs-tip:popover-open")
    assert page.locator("#zs-tip").count() == 1
    page.close()
