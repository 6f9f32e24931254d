"""The preview in Chromium: pages that reload by themselves, errors that come and go, and the review panel."""

import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.axe import complaints
from tests.preview.conftest import PATIENCE
from tests.preview.previewing import ARTICLE, FILES, make, running

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser_thread")]
PANEL = {"include": [["zhushu-preview"]]}
"""For axe-core."""
DIGEST = re.compile(r'data-digest="(\w+)"')
LONG = ARTICLE + "".join(f"\n第{number}段，说一些不相干的话，好让页面长到要滚动。\n" for number in range(60))


@pytest.fixture
def open_page(preview, tabs):
    """Opens a page of the preview; whatever goes wrong on it fails the test."""

    def opened(path="articles/a.html", **how):
        page = tabs.open(preview.at(path), **how)
        page.wait_for_selector("zhushu-preview[data-ready]", state="attached")
        return page

    return opened


def mark_page(page):
    """So that a reload can be told: it forgets this."""
    page.evaluate("window.same = true")


def is_same(page):
    return page.evaluate("window.same === true")


# ---------------------------------------------------------------- live reload


def test_a_save_is_seen_without_a_hand(preview, open_page):
    page = open_page()
    preview.save("content/articles/a.md", ARTICLE.replace("汇集数据", "汇集很多很多数据"))
    expect(page.locator(".e-content")).to_contain_text("汇集很多很多数据")


def test_the_reader_stays_at_his_place(preview, open_page):
    preview.save("content/articles/a.md", LONG)
    page = open_page()
    spot = page.get_by_text("第40段")
    spot.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    before = spot.bounding_box()["y"]
    mark_page(page)
    preview.save("content/articles/a.md", LONG.replace("## 第二节", "多出来的一段。\n\n又多出来一段。\n\n## 第二节"))
    page.wait_for_function("() => window.same === undefined && document.readyState === 'complete'")
    expect(page.locator(".e-content")).to_contain_text("又多出来一段")
    assert spot.bounding_box()["y"] == pytest.approx(before, abs=3)


def test_a_page_that_did_not_change_is_left_alone(preview, open_page):
    page, other = open_page(), open_page("archive.html")
    mark_page(other)
    preview.save("content/articles/a.md", ARTICLE.replace("汇集数据", "汇集新数据"))
    expect(page.locator(".e-content")).to_contain_text("汇集新数据")
    other.wait_for_timeout(200)
    assert is_same(other)


def test_styles_are_changed_in_place(preview, open_page):
    (preview.root / "layouts/assets").mkdir(parents=True)
    page = open_page()
    mark_page(page)
    style = (preview.root / ".cache/preview/assets/reader.css").read_text(encoding="utf-8")
    preview.save("layouts/assets/reader.css", style + "body{background:rgb(1,2,3)}")
    page.wait_for_function("() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    assert is_same(page)
    assert page.locator("link[rel=stylesheet][href*='reader.css']").count() == 1


def test_a_page_that_was_missing_comes(preview, open_page):
    page = open_page("articles/new.html")
    preview.save("content/articles/new.md", "# 新文章\n\n终于写好了。\n")
    expect(page.locator(".e-content")).to_contain_text("终于写好了")


def test_a_page_follows_its_article(preview, open_page):
    page = open_page()
    preview.save("content/articles/a.md", ARTICLE.replace("date:", "slug: moved\ndate:"))
    page.wait_for_url("**/articles/moved.html")


def test_five_tabs_and_a_page_still_loads(preview, open_page):
    pages = [open_page() for _ in range(1)]
    context = pages[0].context
    for _ in range(8):  # in one browser, which has six connections for all of them
        page = context.new_page()
        page.goto(f"{preview.url}/articles/a.html")
        pages.append(page)
    preview.save("content/articles/a.md", ARTICLE.replace("汇集数据", "汇集新数据"))
    expect(pages[-1].locator(".e-content")).to_contain_text("汇集新数据")
    assert pages[0].evaluate("fetch('/articles/a.html').then(answer => answer.status)") == 200


# ---------------------------------------------------------------- the key


def test_an_address_typed_by_hand_says_at_once_what_to_do(preview, tabs):
    page = tabs.open(f"{preview.url}/articles/a.html")
    expect(page.locator("#keyless")).to_contain_text("zhushu serve 在终端里打印的网址")
    assert complaints(page, PANEL) == []
    page.locator("#review").click()
    expect(page.locator(".status")).to_contain_text("zhushu serve 在终端里打印的网址")
    other = tabs.open(f"{preview.url}/_zhushu/new")
    expect(other.locator(".said")).to_contain_text("zhushu serve 在终端里打印的网址")
    other.goto(preview.at(""))  # in another tab: the first one takes the key over
    expect(other).to_have_url(f"{preview.url}/")
    expect(page.locator(".status")).to_be_empty()
    page.locator("#tab-marks").click()
    expect(page.locator(".row").first).to_be_visible()
    page.goto(f"{preview.url}/archive.html")
    expect(page.locator("#new")).to_be_visible()
    expect(page.locator("#keyless")).to_be_hidden()


def test_the_key_of_an_earlier_run_is_known_to_be_old(preview, tabs):
    page = tabs.open(preview.url)
    page.evaluate("localStorage.setItem('zhushu-key', 'earlier " + "A" * 32 + "')")
    page.reload()
    expect(page.locator("#keyless")).to_be_visible()
    page.goto(preview.at(""))  # the same page but for its fragment
    expect(page.locator("#keyless")).to_be_hidden()


# ---------------------------------------------------------------- errors, drafts


def test_an_error_is_shown_over_the_last_good_page_and_goes_away(preview, open_page):
    page = open_page()
    preview.save("content/glossary/terms.toml", FILES["content/glossary/terms.toml"] + '\n[[entry]]\nname = "坏\n')
    box = page.locator("#problems")
    expect(box).to_be_visible()
    expect(box.locator(".place")).to_have_text("content/glossary/terms.toml:15")
    expect(box.locator(".message")).to_contain_text("TOML")
    assert page.locator("mark, a.t").count() > 0
    page.locator("a.t").first.click()  # the page below still works
    preview.save("content/glossary/terms.toml", FILES["content/glossary/terms.toml"])
    expect(box).to_be_hidden()


def test_an_error_can_be_put_aside(preview, open_page):
    page = open_page()
    preview.save("site.toml", "titel = 1\n")
    expect(page.locator("#problems .hint")).to_contain_text("title")
    page.keyboard.press("Escape")
    expect(page.locator("#problems")).to_be_hidden()
    preview.save("content/articles/a.md", ARTICLE + "\n")
    page.wait_for_timeout(100)
    expect(page.locator("#problems")).to_be_hidden()
    preview.save("site.toml", "titel = 1\nlangage = 2\n")
    expect(page.locator("#problems")).to_be_visible()


def test_warnings_wait_to_be_asked_for(preview, open_page):
    preview.save("content/glossary/空.md", "---\ntodo: true\n---\n")
    page = open_page()
    expect(page.locator("#problems")).to_be_hidden()
    page.locator("#warnings").click()
    expect(page.locator("#problems .message")).to_contain_text("空")


def test_drafts_are_marked_on_their_page_and_in_lists(preview, open_page):
    page = open_page("articles/草稿.html")
    expect(page.locator("#ribbon")).to_contain_text("草稿")
    page.goto(f"{preview.url}/articles/later.html")
    expect(page.locator("#ribbon")).to_contain_text("日期未到")
    page.goto(f"{preview.url}/articles/a.html")
    page.wait_for_selector("zhushu-preview[data-ready]", state="attached")
    expect(page.locator("#ribbon")).to_be_hidden()
    index = open_page("archive.html")
    expect(index.locator("a[data-zhushu-draft=草稿]")).to_have_count(1)
    expect(index.locator("a[data-zhushu-draft=定时]")).to_have_count(1)


# ---------------------------------------------------------------- the review panel


def opened(page):
    page.locator("#review").click()
    expect(page.locator("#panel")).to_be_visible()
    page.wait_for_selector("[role=tab] .n")
    return page


def settled(preview, page, said):
    """Wait until the panel says what was done, on the last page that comes of it."""
    expect(page.locator(".status")).to_contain_text(said)
    preview.rest()
    last = DIGEST.search(preview.client.get(urlsplit(page.url).path).text)[1]
    page.wait_for_function(
        "it => document.getElementById('zhushu-preview')?.dataset.digest === it", arg=last, polling=20
    )
    expect(page.locator(".status")).to_contain_text(said)


def select(page, text):
    """Select text in the article, as with the mouse."""
    page.locator(".e-content").get_by_text(text).evaluate(
        "(node, text) => { const at = node.firstChild.data.indexOf(text); "
        "getSelection().setBaseAndExtent(node.firstChild, at, node.firstChild, at + text.length) }",
        text,
    )
    page.locator(".e-content h2").dispatch_event("pointerup")


def test_selected_text_becomes_a_term_and_its_mark_is_in_place(preview, open_page):
    page = opened(open_page())
    select(page, "柔性制造")
    expect(page.locator(".row.chosen b")).to_have_text("柔性制造")
    page.locator("#definition").fill("小批量也**划算**的制造。")
    page.locator("#definition").press("Control+Enter")
    expect(page.locator("a[id='r-柔性制造-1']")).to_have_text("柔性制造")
    assert preview.text("content/glossary/柔性制造.md") == "小批量也**划算**的制造。\n"
    expect(page.locator("#panel")).to_be_visible()  # it is still open after the reload
    expect(page.locator(".status")).to_contain_text("柔性制造")
    page.locator(".undo").click()
    expect(page.locator("a[id='r-柔性制造-1']")).to_have_count(0)
    assert not (preview.root / "content/glossary/柔性制造.md").exists()


def test_a_mark_is_forbidden_by_a_key(preview, open_page):
    page = opened(open_page())
    page.locator("#tab-marks").click()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".row.chosen b")).to_have_text("数据中台")
    page.keyboard.press("n")
    expect(page.locator("a[id^='r-数据中台']")).to_have_count(0)
    assert "never" in preview.text("content/glossary/terms.toml")


def test_what_was_done_is_told_though_one_reload_follows_another(preview, open_page):
    page = opened(open_page())
    page.locator("#tab-marks").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    settled(preview, page, "数据中台")
    said = page.locator(".status").inner_text()
    page.route("**/review?*", lambda _: None)  # no answer before the second
    with page.expect_request("**/review?*"):
        page.reload()
    page.unroute("**/review?*")
    page.reload()
    expect(page.locator(".status")).to_have_text(said)


def test_a_refused_find_is_shown_with_its_reason_and_marked(preview, open_page):
    page = opened(open_page())
    page.locator("#tab-refused").click()
    row = page.locator(".row", has_text="集中台湾")
    row.locator(".head").click()
    expect(row.locator(".reason")).not_to_be_empty()
    assert page.evaluate("[...CSS.highlights.get('zhushu-current')].map(String)") == ["中台"]
    page.keyboard.press("m")
    expect(page.locator(".e-content a[data-type=term]").first).to_have_text("中台")
    assert 'always = ["集中台湾"]' in preview.text("content/glossary/terms.toml")


def test_an_alias_is_chosen_from_what_is_typed(preview, open_page):
    page = opened(open_page())
    select(page, "柔性制造")
    page.locator("[data-key=A]").click()
    page.locator("#alias-of").fill("xcx")
    expect(page.locator(".found [role=option]")).to_have_count(1)
    page.locator(".found [role=option]").click()
    expect(page.locator("a[id^='r-小程序']")).to_have_count(2)
    assert "柔性制造" in preview.text("content/glossary/小程序.md")


def test_what_cannot_be_done_is_said(preview, open_page):
    page = opened(open_page())
    page.locator("#tab-marks").click()
    preview.post("act", {"page": "articles/a.html", "do": "alias", "text": "柔性制造", "entry": "小程序"})
    expect(page.locator("a[id^='r-小程序']")).to_have_count(2)
    expect(page.locator(".undo")).to_have_attribute("aria-disabled", "false")
    preview.save("content/glossary/小程序.md", preview.text("content/glossary/小程序.md") + "又写了一句。\n")
    page.wait_for_selector("[role=tab] .n")
    page.locator(".undo").click()
    expect(page.locator(".status")).to_contain_text("改过")


def test_the_keyboard_is_enough(preview, open_page):
    page = open_page()
    page.locator("#review").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=tab] .n")
    focused = "document.querySelector('zhushu-preview').shadowRoot.activeElement"
    page.wait_for_function(f"() => {focused}?.role === 'tab' || {focused}?.className === 'head'")
    page.locator("#tab-candidates").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#tab-refused").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{focused}.querySelector('b').textContent") == "小程序"
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate(f"{focused}.id") == "review"
    page.reload()
    page.wait_for_selector("zhushu-preview[data-ready]", state="attached")
    expect(page.locator("#panel")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_panel_is_accessible(open_page, width, scheme):
    page = opened(open_page(width=width, height=740, scheme=scheme))
    for tab in ("candidates", "refused", "marks"):
        page.locator(f"#tab-{tab}").click()
        assert complaints(page, PANEL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_errors_and_ribbon_are_accessible(preview, open_page):
    page = open_page("articles/草稿.html")
    preview.save("site.toml", "titel = 1\n")
    expect(page.locator("#problems")).to_be_visible()
    assert complaints(page, PANEL) == []


@pytest.mark.parametrize(("language", "word"), [("en", "Review"), ("zh-Hant", "審閱")])
def test_the_panel_speaks_the_sites_language(tmp_path, tabs, language, word):
    make(tmp_path)
    (tmp_path / "site.toml").write_text(
        f'title = "x"\nlanguage = "{language}"\nentities = "listed"\n', encoding="utf-8"
    )
    with running(tmp_path) as preview:
        page = tabs.open(f"{preview.url}/articles/a.html")
        expect(page.locator("#review")).to_have_text(word)


# ---------------------------------------------------------------- an attack from another page

ATTACK = """<!doctype html><title>attack</title><script type="module">
const target = "TARGET", done = [];
const body = JSON.stringify({page: "articles/a.html", do: "add", text: "攻击", type: "term", definition: "x"});
const json = {method: "POST", body, headers: {"content-type": "application/json", "x-zhushu-token": "x"}};
for (const [name, ask] of [
  ["json", () => fetch(target + "/_zhushu/act", json)],
  ["plain", () => fetch(target + "/_zhushu/act", {method: "POST", mode: "no-cors", body, headers: {"content-type": "text/plain"}})],
  ["beacon", async () => navigator.sendBeacon(target + "/_zhushu/act", new Blob([body], {type: "text/plain"}))],
  ["page", () => fetch(target + "/articles/a.html").then(answer => answer.text())],
  ["review", () => fetch(target + "/_zhushu/review?page=articles/a.html", {mode: "no-cors"}).then(answer => answer.text())],
  ["script", () => import(target + "/_zhushu/assets/live.js")],
  ["stream", () => new Promise((good, bad) => Object.assign(new EventSource(target + "/_zhushu/live"), {onmessage: good, onerror: bad}))],
  ["frame", () => new Promise((good, bad) => {
    const frame = document.createElement("iframe");
    frame.src = target + "/";
    frame.onload = () => { try { frame.contentDocument === null ? bad() : good() } catch { bad() } };
    document.body.append(frame);
  })],
]) {
  try {
    const got = await ask();
    done.push([name, typeof got === "string" ? got.length : got?.type ?? String(got)]);
  } catch { done.push([name, "refused"]) }
}
window.done = Object.fromEntries(done);
</script><form id="form" method="post" enctype="text/plain" action="TARGET/_zhushu/act">
<input name='{"page":"articles/a.html","do":"add","text":"攻击","type":"term","x":"' value='"}'></form>"""


@pytest.fixture
def evil(preview):
    """Another site on the same machine, which the author's browser visits too."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(ATTACK.replace("TARGET", preview.url).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_of_another_site_can_do_nothing(preview, chromium, evil):
    before = {path: path.read_bytes() for path in (preview.root / "content").rglob("*") if path.is_file()}
    page = chromium.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(evil)
    page.wait_for_function("() => window.done")
    assert page.evaluate("done") == {
        "json": "refused",
        "plain": "refused",
        "beacon": "true",
        "page": "refused",
        "review": "refused",
        "script": "refused",
        "stream": "refused",
        "frame": "refused",
    }
    with page.expect_navigation():
        page.evaluate("form.submit()")
    assert re.search("别的网站|Origin", page.locator("body").inner_text())
    page.close()
    assert {path: path.read_bytes() for path in (preview.root / "content").rglob("*") if path.is_file()} == before


def test_a_candidate_is_found_in_place_and_chosen_by_a_click(preview, open_page):
    preview.save("content/articles/a.md", LONG.replace("第30段，", "第30段，所谓“深度定制”，说的是“深度定制”，"))
    page = opened(open_page())
    expect(page.locator(".row b", has_text="深度定制")).to_have_count(1)
    assert page.evaluate("[...CSS.highlights.get('zhushu-candidate')].map(String)").count("深度定制") == 2
    page.locator(".e-content").get_by_text("第30段").scroll_into_view_if_needed()
    x, y = page.evaluate(
        "(() => { const box = [...CSS.highlights.get('zhushu-candidate')].filter(range => String(range) === '深度定制')[1]"
        ".getClientRects()[0]; return [box.x + 5, box.y + 5] })()"  # it may be broken over two lines
    )
    page.mouse.click(x, y)
    expect(page.locator(".row.chosen b")).to_have_text("深度定制")
    expect(page.locator(".stepper")).to_contain_text("2 / 2")


def resting(page, spot):
    """Where `spot` is, in pixels from the top of the window, once it no longer moves."""
    last = None
    for _ in range(100):
        here = spot.bounding_box()["y"]
        if here == last:
            break
        last = here
        page.wait_for_timeout(100)
    return last


def test_after_a_decision_the_author_sees_what_became_of_it(preview, open_page):
    preview.save("content/articles/a.md", LONG.replace("第30段，", "第30段，所谓“深度定制”，说的是深度定制，"))
    page = opened(open_page())
    page.emulate_media(reduced_motion="reduce")  # a smooth scroll takes as long as the machine is slow
    page.locator(".row .head", has_text="深度定制").click()
    spot = page.locator(".e-content p", has_text="第30段")
    before = resting(page, spot)
    page.keyboard.press("t")
    mark = page.locator("a[id='r-深度定制-1']")
    expect(mark).to_have_count(1)
    settled(preview, page, "“深度定制”加为术语")
    assert resting(page, spot) == pytest.approx(before, abs=5)
    expect(mark).to_be_in_viewport()
