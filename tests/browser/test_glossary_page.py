"""The filter of the glossary's index: names, aliases, English, pinyin whole and by initials, types."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Visit = Callable[..., Page]


def rows(page: Page) -> list[str]:
    return page.locator(".rows li:visible .key").all_text_contents()


def search(page: Page, query: str) -> Page:
    page.locator("#filter").fill(query)
    return page


FOUND = {
    "柔性供应网络": (
        "柔性供应",
        "供应网",
        "柔性网络",
        "flexible",
        "Flexible Supply",
        "flexiblesupply",
        "ｆｌｅｘｉｂｌｅ",
        "rouxinggongyingwangluo",
        "rou xing",
        "róuxìng",
        "rxgywl",
        "rxgy",
        "rouxgywl",
        "gongyingwang",
    ),
    "重复下单率": ("chongfuxiadanlü", "chongfuxiadanlv", "cfxdl"),
    None: ("xyz", "rxgywlx", "网供", "lw q"),
}


@pytest.mark.parametrize("name", FOUND)
def test_an_entry_is_found_by_name_alias_english_and_pinyin(visit: Visit, name: str | None):
    page = visit("glossary/index.html")
    found = {query: rows(search(page, query)) for query in FOUND[name]}
    assert found == dict.fromkeys(FOUND[name], [name] if name else [])


def test_initials_find_the_industrial_internet(visit: Visit, example):
    assert rows(search(visit("glossary/index.html", of=example), "cyhlw")) == ["产业互联网"]


def test_that_nothing_is_found_is_said(visit: Visit):
    page = search(visit("glossary/index.html"), "xyz")
    assert page.locator("#found").text_content() == "没有符合的词条"
    assert page.locator(".letter:visible").count() == 0
    assert page.locator(".letters li:visible").count() == 0


def test_letters_go_with_their_rows(visit: Visit):
    page = search(visit("glossary/index.html"), "柔性")
    assert page.locator(".letter:visible h2").all_text_contents() == ["R"]
    assert page.locator(".letters li:visible").all_text_contents() == ["R"]
    assert page.locator("#found").text_content() == "1 个词条"


def test_type_and_text_narrow_each_other(visit: Visit):
    page = visit("glossary/index.html")
    page.locator("#f-organization").check()
    assert rows(page) == ["云梭公司"]
    assert page.locator("#found").text_content() == "1 个词条"
    assert page.locator(".letters li:visible").all_text_contents() == ["Y"]
    page.locator("#filter").fill("柔性")
    assert rows(page) == []
    page.locator("#f-all").check()
    assert rows(page) == ["柔性供应网络"]


def test_escape_brings_everything_back(visit: Visit):
    page = search(visit("glossary/index.html"), "柔性")
    page.locator("#filter").press("Escape")
    assert page.locator("#filter").input_value() == ""
    assert len(rows(page)) == 11
    assert page.locator("#found").text_content() == ""


def test_enter_goes_to_the_first_that_is_left(visit: Visit):
    page = search(visit("glossary/index.html"), "rxgywl")
    page.locator("#filter").press("Enter")
    page.wait_for_url("**/glossary/*.html")
    assert page.locator("h1").text_content() == "柔性供应网络"


def test_it_works_from_a_file(visit: Visit, site):
    assert rows(search(visit((site.folder / "glossary/index.html").as_uri()), "rxgywl")) == ["柔性供应网络"]


def test_a_type_that_the_browser_kept_counts(visit: Visit, site):
    page = visit("glossary/index.html")
    page.locator("#f-organization").check()
    page.goto(site.url + "about.html")
    page.go_back()
    page.locator("#found", has_text="1 个词条").wait_for()
    assert page.locator("#f-organization").is_checked()
    assert page.locator(".letters li:visible").all_text_contents() == ["Y"]
