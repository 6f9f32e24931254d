"""A film of another host: nothing is loaded until its reader asks for it; then its frame is, and nothing else."""

from tests.axe import complaints
from tests.browser.test_every_page import CROSSED

PAGE = "articles/embeds.html"
FILM, SOUND = "https://player.bilibili.com", "https://music.163.com"
PLAYER = "<!doctype html><html lang=zh><title>x</title><p>player"


def test_axe_finds_nothing(visit, site):
    page = visit(PAGE, of=site)
    found = []
    for width, scheme in CROSSED[0]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} {scheme} {complaint}" for complaint in complaints(page)]
    assert found == []


def test_a_click_loads_the_frame_and_the_keyboard_does_too(visit, site):
    page = visit(PAGE, of=site, allow=(FILM, SOUND))
    asked = []
    page.on("request", lambda request: request.url.startswith(site.url) or asked.append(request.url))
    for host in (FILM, SOUND):
        page.route(f"{host}/**", lambda route: route.fulfill(body=PLAYER, content_type="text/html"))
    assert page.locator("iframe").count() == 0
    page.get_by_role("link", name="一段录像").click()
    page.frame_locator("iframe").get_by_text("player").wait_for()
    assert asked == [f"{FILM}/player.html?bvid=BV1"]
    frame = page.locator("iframe")
    assert frame.get_attribute("title") == "一段录像"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    page.get_by_role("link", name="一段录音").press("Enter")
    page.frame_locator("iframe >> nth=1").get_by_text("player").wait_for()
    low, high = (page.locator("iframe").nth(number).bounding_box()["height"] for number in (1, 0))
    assert low < 150 < high
    assert complaints(page) == []
