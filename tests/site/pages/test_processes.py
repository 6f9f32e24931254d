"""Pages are rendered in other processes: what is sent there must be small and whole."""

import pickle

from generator.core.article import LazyHtml
from generator.core.page import Context, flat
from generator.site.pages import PAGE_KINDS
from generator.store import cache
from generator.theme.render import Templates
from tests.site.fixture import library

LARGEST = 64_000
"""Bytes. A page that carried the library along would have far more."""


class Kept:
    """Loads HTML as a site's articles do: from what is known by name alone."""

    def __init__(self, number):
        self.number = number

    def __call__(self):
        return str(library(self.number + 1).articles[self.number].html)


def sendable(count):
    """The fixture's library with HTML that another process can load."""
    from msgspec.structs import replace

    whole = library(count)
    articles = {
        article.url: replace(article, html=LazyHtml(article.html.digest, Kept(number)))
        for number, article in enumerate(whole.articles)
    }
    entries = {
        ref: replace(view, articles=tuple(articles[article.url] for article in view.articles))
        for ref, view in whole.entries.items()
    }
    tags = {tag: tuple(articles[article.url] for article in found) for tag, found in whole.tags.items()}
    page = replace(whole.pages[0], html=LazyHtml("about", str))
    return replace(whole, articles=tuple(articles.values()), pages=(page,), entries=entries, tags=tags)


def test_a_page_that_was_sent_away_renders_the_same():
    whole = sendable(8)
    templates = Templates(None, whole.config)
    away = pickle.loads(pickle.dumps(templates))
    for name, pages in PAGE_KINDS:
        for page in flat(pages(whole)):
            sent = pickle.dumps(page)
            assert len(sent) < LARGEST, name
            there = pickle.loads(sent)
            assert cache.key(there.context) == cache.key(page.context)
            assert away.render(there) == templates.render(page), name


def test_what_comes_late_is_made_once_and_only_when_asked():
    made = []
    context = Context(lambda: made.append(1) or {"a": "b"})
    assert made == []
    assert [dict(context), len(context), context["a"], made] == [{"a": "b"}, 1, "b", [1]]
