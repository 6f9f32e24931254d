"""Links of articles: to a place on the same page, and to ids that the author wrote."""

import pytest
from msgspec.structs import replace

from generator.core.draft import Link
from generator.core.urls import is_base
from generator.site.links import Targets, resolve
from generator.site.pages.feed_html import clean

TARGETS = Targets(
    sources={"content/articles/a.md": "articles/a.html", "content/articles/b.md": "articles/b.html"},
    urls=frozenset(("articles/a.html", "articles/b.html")),
    files=frozenset(),
    anchors={"articles/a.html": frozenset(("一概述", "h-text")), "articles/b.html": frozenset(("fig1",))},
)


def found(target: str) -> tuple[str, str]:
    resolved = resolve(Link(0, target, 3), "content/articles/a.md", "articles/a.html", TARGETS)
    return resolved.url, resolved.problem.say("zh") if resolved.problem else ""


def test_a_place_on_the_same_page() -> None:
    assert found("#一概述")[1] == ""
    assert found("#一、概述")[1] == "content/articles/a.md:3: “#一、概述”指向的小节不存在（是否指“#一概述”？）"
    assert found("#") == ("#", "")


def test_an_id_that_the_page_uses_itself_is_found_under_its_new_name() -> None:
    assert found("#text") == ("#h-text", "")


def test_ids_of_another_page() -> None:
    assert found("b.md#fig1")[1] == ""
    assert found("b.md#fig2")[1].startswith("content/articles/a.md:3: “b.md#fig2”指向的小节不存在")


@pytest.mark.parametrize("target", ["http://[你的IP]:8080", "//[", "/\t/[", "http://[a]:b/", "x/[//["])
def test_an_address_that_no_parser_takes_stops_nothing(target: str) -> None:
    url, said = found(target)
    assert (url == target) or said.startswith("content/articles/a.md:3: ")
    assert "甲</a>" in clean(f'<a href="{target}">甲</a>', "https://example.org/", "articles/a.html")
    assert not is_base(target)


@pytest.mark.parametrize(
    "target", ["2015-02-03-c.md", "2015-02-03-c.markdown", "_posts/2015-02-03-c.md", "../_posts/2015-02-03-c.html"]
)
def test_a_post_of_jekyll_is_found_whatever_its_suffix(target: str) -> None:
    targets = replace(
        TARGETS,
        sources={**TARGETS.sources, "content/articles/2015-02-03-c.markdown": "articles/c.html"},
        by_old_name={"c": frozenset(("articles/c.html",))},
    )
    resolved = resolve(Link(0, target, 3), "content/articles/a.md", "articles/a.html", targets)
    assert resolved.url.endswith("articles/c.html")
    assert resolved.problem is None or resolved.problem.level == "note"
