"""Comments of another host: nothing is asked of it before a click, then its script runs under the page's own policy."""

import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from generator.pipeline.build import Options, Site
from tests.axe import complaints
from tests.browser.conftest import Built, Quiet
from tests.browser.test_every_page import CROSSED

PAGE = "articles/a.html"
GISCUS = """
const own = document.currentScript.dataset, frame = document.createElement('iframe');
frame.src = 'https://giscus.app/widget?' + new URLSearchParams({...own});
frame.title = 'Comments';
document.currentScript.after(frame);
"""
WALINE = "export const init = ({ el, serverURL }) => fetch(serverURL + '/api').then(got => got.text()).then(said => el.append(said));"
SETTINGS = {
    "giscus": 'provider = "giscus"\nrepo = "me/blog"\nrepo_id = "R_1="\ncategory = "公告"\ncategory_id = "D_1"',
    "waline": 'provider = "waline"\nserver = "https://talk.example"\nload = "scroll"',
}


@pytest.fixture(scope="module", params=SETTINGS)
def talk(request, tmp_path_factory):
    """A site with comments by one of the services: (service, site)."""
    root = tmp_path_factory.mktemp(request.param)
    (root / "content/articles").mkdir(parents=True)
    (root / "site.toml").write_text(
        f'search = false\nentities = "off"\n[comments]\n{SETTINGS[request.param]}\n', encoding="utf-8"
    )
    (root / "content/articles/a.md").write_text("---\ntitle: 甲\n---\n" + "一段话。\n\n" * 60, encoding="utf-8")
    (root / "content/articles/b.md").write_text("---\ntitle: 乙\ncomments: false\n---\n正文\n", encoding="utf-8")
    Site(root, root / "build", Options(jobs=1)).build()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=root / "build")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield request.param, Built(root / "build", f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


def answered(page, asked):
    """Has the services' hosts answered by stubs; `asked` gets what was asked of them."""

    def answer(route):
        url = route.request.url
        asked.append(url.partition("?")[0])
        if url.endswith(".js"):
            route.fulfill(
                body=GISCUS if "giscus" in url else WALINE,
                content_type="text/javascript",
                headers={"access-control-allow-origin": "*"},
            )
        elif url.endswith(".css"):
            route.fulfill(body="", content_type="text/css")
        else:
            kind = "text/html" if "widget" in url else "text/plain"
            route.fulfill(
                body="<!doctype html><html lang=zh><title>x</title><p>三条评论" if "widget" in url else "三条评论",
                content_type=f"{kind}; charset=utf-8",
                headers={"access-control-allow-origin": "*"},
            )

    page.route(lambda url: "127.0.0.1" not in url, answer)


def test_nothing_is_asked_before_and_the_service_shows_after(visit, talk):
    service, site = talk
    page = visit(PAGE, of=site, allow=("giscus.app", "unpkg.com", "talk.example"))
    asked = []
    answered(page, asked)
    assert asked == []
    assert page.get_by_role("alert").count() == 0  # only after a failure
    if service == "giscus":
        page.get_by_role("button", name="载入评论").click()
        page.frame_locator("iframe").get_by_text("三条评论").wait_for()
        assert asked == ["https://giscus.app/client.js", "https://giscus.app/widget"]
        own = page.locator("iframe").get_attribute("src")
        assert "repo=me%2Fblog" in own
        assert "categoryId=D_1" in own
    else:
        # The style may be asked for after the comments are there.
        with page.expect_request_finished(lambda request: request.url.endswith("waline.css")):
            page.locator("#comments").scroll_into_view_if_needed()
        page.get_by_text("三条评论").wait_for()
        assert sorted(set(asked)) == [
            "https://talk.example/api",
            "https://unpkg.com/@waline/client@v3/dist/waline.css",
            "https://unpkg.com/@waline/client@v3/dist/waline.js",
        ]
    assert page.get_by_role("button", name="载入评论").count() == 0


def test_a_service_that_fails_is_told_and_can_be_tried_again(visit, talk):
    service, site = talk
    page = visit(PAGE, of=site, allow=("giscus.app", "unpkg.com", "talk.example", "Failed to load"))
    page.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    if service == "giscus":
        page.get_by_role("button", name="载入评论").click()
    else:
        page.locator("#comments").scroll_into_view_if_needed()
    page.get_by_role("alert").wait_for()
    page.unroute_all()
    answered(page, [])
    page.get_by_role("button", name="载入评论").click()
    (page.frame_locator("iframe") if service == "giscus" else page).get_by_text("三条评论").wait_for()


def test_axe_finds_nothing_and_an_article_may_have_none(visit, talk):
    service, site = talk
    page = visit(PAGE, of=site, allow=("unpkg.com", "talk.example", "Failed to load"))
    page.route(lambda url: "127.0.0.1" not in url, lambda route: route.abort())
    found = []
    for width, scheme in CROSSED[list(SETTINGS).index(service)]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{service} {width} {scheme} {complaint}"
            for complaint in complaints(page, None if width > 360 else "#comments")
        ]
    assert found == []
    assert visit("articles/b.html", of=site).locator("#comments").count() == 0
