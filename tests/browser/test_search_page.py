"""The search page: entries at once, articles from Pagefind's index, by keyboard, and where there is no index."""

from collections.abc import Callable
from urllib.parse import unquote

from playwright.sync_api import Page

from tests.browser.reading import Held

Visit = Callable[..., Page]
NO_INDEX = "这里没有全文索引"


def ask(page: Page, query: str) -> Page:
    """Type the query and wait for the answer, which the status line ends; what an earlier query found is gone before."""
    page.locator("#q").fill("")
    page.wait_for_function("() => document.getElementById('status').textContent === ''", polling=20)
    page.locator("#q").fill(query)
    answered(page)
    return page


def answered(page: Page) -> None:
    """Wait for the answer; where a link was followed, the new page may not hold its status line yet."""
    page.wait_for_function("() => !!document.getElementById('status')?.textContent", polling=20)


def entries(page: Page) -> list[str]:
    return page.locator("#results .rows .key").all_text_contents()


def articles(page: Page) -> list[str]:
    return page.locator("#results .teasers h3").all_text_contents()


def test_words_of_the_text_find_articles_with_the_words_set_apart(visit: Visit):
    page = ask(visit("search.html"), "染缸")
    assert articles(page) == ["一匹布走过的网"]
    assert set(page.locator("#results .teasers mark").all_text_contents()) == {"染缸"}
    assert page.locator("#status").text_content() == "找到 1 条"


LONG, SHORT = "一匹布走过的网", "等一缸颜色"
ARTICLES = {
    "柔性供应网络": [LONG],  # no dictionary has this word
    "柔性网络": [LONG],  # an alias that no article uses
    "云梭": [LONG, SHORT],
    "拼单": [LONG, SHORT],
    "颜色 城市": [LONG, SHORT],
    "等一缸颜色": [SHORT],  # a title
    "这座城市": [LONG],  # two words to the index, and both are in the other article too
}


def test_articles_are_found_by_words_entries_and_titles(visit: Visit):
    page = visit("search.html")
    found = {query: sorted(articles(ask(page, query))) for query in ARTICLES}
    assert found == ARTICLES


def test_entries_are_found_by_name_alias_english_and_pinyin(visit: Visit):
    page = visit("search.html")
    for query in ("柔性供应网络", "柔性网络", "flexible", "rouxing", "rxgywl"):
        ask(page, query)
        assert entries(page)[0] == "柔性供应网络", query


def test_the_best_entry_comes_first(visit: Visit, example):
    page = ask(visit("search.html", of=example), "互联网")
    found = entries(page)
    assert {"产业互联网", "消费互联网"} < set(found)
    page = ask(page, "产业互联网")
    assert entries(page)[0] == "产业互联网"


def test_results_are_grouped_and_counted(visit: Visit):
    page = ask(visit("search.html"), "拼单")
    headings = page.locator("#results h2").all_text_contents()
    assert [heading.split()[0] for heading in headings] == ["词条", "文章"]
    assert page.locator("#results section").evaluate_all(
        "all => all.every(s => document.getElementById(s.getAttribute('aria-labelledby')).parentElement === s)"
    )
    assert page.locator("#status").text_content() == "找到 3 条"


def test_text_that_looks_like_html_stays_text(visit: Visit):
    page = ask(visit("search.html"), "到底还要多久")
    assert "<b>" in page.locator("#results .teasers p").first.text_content()
    assert page.locator("#results b").count() == 0


def test_nothing_found_is_said(visit: Visit):
    page = ask(visit("search.html"), "qqqqqq")
    assert page.locator("#status").text_content() == "没有找到"
    assert page.locator("#results").inner_text() == ""


def test_the_address_keeps_the_question(visit: Visit, site):
    page = visit("search.html?q=拼单")
    answered(page)
    assert page.locator("#q").input_value() == "拼单"
    assert len(articles(page)) == 2
    ask(page, "染缸")
    assert unquote(page.url).endswith("search.html?q=染缸")
    page.locator("#results .teasers a").first.click()
    page.wait_for_url("**/articles/*.html*")
    page.go_back()
    answered(page)
    assert articles(page) == ["一匹布走过的网"]


def test_by_keyboard(visit: Visit):
    page = visit("search.html")
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("拼单")
    answered(page)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "拼单"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('section').className") == "found articles"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/*.html")
    assert unquote(page.url).endswith("/拼单.html")


def test_who_is_among_the_entries_stays_there_when_the_articles_come(visit: Visit):
    articles_come = Held("**/pagefind/pagefind.js")
    page = visit("search.html", prepare=articles_come)
    page.locator("#q").fill("拼单")
    page.locator("#results .rows a").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert articles(page) == []
    articles_come.release()
    answered(page)
    assert len(articles(page)) == 2
    assert page.evaluate("document.activeElement.textContent") == "拼单"


def test_escape_empties_the_field(visit: Visit):
    page = ask(visit("search.html"), "拼单")
    page.locator("#q").press("Escape")
    assert page.locator("#q").input_value() == ""
    page.wait_for_function("() => !document.getElementById('results').childElementCount", polling=50)


def test_from_a_file_entries_are_found_and_the_rest_is_said(visit: Visit, site):
    page = ask(visit((site.folder / "search.html").as_uri()), "rxgywl")
    assert entries(page) == ["柔性供应网络"]
    assert NO_INDEX in page.locator("#status").text_content()


def test_without_an_index_entries_are_found_and_the_rest_is_said(visit: Visit):
    page = visit(
        "search.html",
        allow=("404", "Failed to load"),
        prepare=lambda page: page.route("**/pagefind/**", lambda route: route.fulfill(status=404, body="")),
    )
    ask(page, "rxgywl")
    assert entries(page) == ["柔性供应网络"]
    assert NO_INDEX in page.locator("#status").text_content()


def test_traditional_and_simplified_characters_are_the_same(visit: Visit):
    page = visit("search.html")
    assert entries(ask(page, "柔性供應網絡"))[:1] == ["柔性供应网络"]
    assert articles(page) == [LONG]
    assert articles(ask(page, "這座城市")) == [LONG]


def test_one_character_is_found_wherever_it_stands(visit: Visit):
    page = ask(visit("search.html"), "梭")
    assert "云梭公司" in entries(page)
    assert sorted(articles(page)) == sorted([LONG, SHORT])


def test_a_slip_is_answered_by_what_may_have_been_meant(visit: Visit):
    page = ask(visit("search.html"), "柔性供因网络")
    assert page.locator("#status").text_content() == "没有找到 您要找的是：柔性供应网络"
    assert page.locator("#ways").is_visible()
    page.locator("#status a").click()
    page.wait_for_url(lambda url: unquote(url).endswith("search.html?q=柔性供应网络"))
    answered(page)
    assert entries(page)[0] == "柔性供应网络"


def test_articles_of_an_entry_are_found_by_its_pinyin(visit: Visit):
    assert articles(ask(visit("search.html"), "rxgywl")) == [LONG]


PLACE = """words => {
  const walk = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    range.setStart(walk.currentNode, at);
    range.setEnd(walk.currentNode, at + words.length);
    const {left, top, width, height, bottom} = range.getBoundingClientRect();
    return {x: left, y: top, width, height, seen: top >= 0 && bottom <= innerHeight};
  }
}"""


def test_a_result_leads_to_the_sentence_and_lights_it(visit: Visit):
    page = ask(visit("search.html", height=300), "到底还要多久")
    page.locator("#results .teasers a").first.click()
    page.wait_for_url("**/articles/short.html*")
    page.wait_for_function("() => scrollY > 0", polling=20)
    lit = page.evaluate(PLACE, "到底还要多久")
    assert lit.pop("seen")
    shown = page.screenshot(clip=lit)
    page.reload()  # what a link has lit is lit once
    page.goto(page.url.partition("#")[0])
    page.evaluate("top => scrollBy(0, top)", page.evaluate(PLACE, "到底还要多久")["y"] - lit["y"])
    assert page.screenshot(clip=lit) != shown


def test_more_shows_the_rest(visit: Visit, example):
    page = visit("search.html", of=example)
    before = (len(entries(ask(page, "腾讯"))), len(articles(page)))
    counts = [int(text) for text in page.locator("#results .count").all_text_contents() if text.isdigit()][:2]
    assert before < tuple(counts), "there is more than is shown"
    while page.locator("#results .further button").count():
        left = page.locator("#results .further button").count()
        page.locator("#results .further button").first.click()
        page.wait_for_function(
            "n => document.querySelectorAll('#results .further button').length < n", arg=left, polling=20
        )
    assert [len(entries(page)), len(articles(page))] == counts


def test_the_box_finds_entries_and_titles_on_every_page(visit: Visit):
    page = visit("articles/short.html")
    page.keyboard.press("/")
    field = page.locator("#find input")
    field.wait_for()
    field.fill("拼單")
    page.locator("#find li a").first.wait_for()
    assert page.locator("#find li a").first.text_content() == "拼单"
    field.fill("一缸颜")
    page.wait_for_function("() => document.querySelector('#find li a').textContent === '等一缸颜色'", polling=20)
    page.keyboard.press("Escape")
    assert not page.locator("#find").is_visible()
    page.keyboard.press("Control+k")
    field.fill("染缸")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    answered(page)
    assert articles(page) == [LONG]


def test_the_box_in_a_field_is_a_character(visit: Visit):
    page = visit("glossary/index.html")
    page.locator("#filter").press("/")
    assert page.locator("#filter").input_value() == "/"
    assert page.locator("#find").count() == 0
