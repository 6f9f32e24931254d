"""The marks of each article as Web Annotations: `articles/a.annotations.jsonld` beside `articles/a.html`."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.core.article import Article, Html
from generator.core.library import Library
from generator.core.page import Page
from generator.core.urls import link, root_of
from generator.site.pages.jsonld import compact
from generator.site.pages.stamps import text_of
from generator.site.webannotation import CONTEXT, Body, annotations, bodies
from generator.store.cache import key


def annotation_pages(library: Library) -> Iterator[Page]:
    """One file for each article that has marks. Its text is made only where it is wanted."""
    said: dict[str, Mapping[str, Body]] = {}
    names = {ref: f"{view.entry.slug} {view.entry.name} {view.url}" for ref, view in library.entries.items()}
    for article in library.articles:
        if article.mentions:
            base = library.config.base_url or root_of(article.url)
            if base not in said:
                said[base] = bodies(library, base)
            stamp = key(
                text_of(article), base, [names.get(ref, "") for ref in article.counts]
            )  # more than are marked, but quicker told
            yield Page(
                annotations_url(article),
                "annotations",
                "raw.txt",
                {"data": Html(stamp, partial(_text, article, base, said[base]))},
                stamp,
            )


def annotations_url(article: Article) -> str:
    """Where the article's annotations are."""
    return article.url.removesuffix(".html") + ".annotations.jsonld"


def _text(article: Article, base: str, said: Mapping[str, Body]) -> str:
    items = list(annotations(str(article.html), link(base, article.url), said))
    return compact(
        {"@context": CONTEXT, "id": link(base, annotations_url(article)), "type": "AnnotationPage", "items": items}
    )
