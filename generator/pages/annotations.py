"""The marks of each article as Web Annotations: `articles/a.annotations.jsonld` beside `articles/a.html`."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.annotations import CONTEXT, Body, annotations, bodies
from generator.jsontext import compact
from generator.model import Article, Html, Library, Page
from generator.urls import link, root_of


def annotation_pages(library: Library) -> Iterator[Page]:
    """One file for each article that has marks. Its text is made only when it is printed."""
    said: dict[str, Mapping[str, Body]] = {}
    for article in library.articles:
        if article.mentions:
            base = library.config.base_url or root_of(article.url)
            if base not in said:
                said[base] = bodies(library, base)
            yield Page(annotations_url(article), "annotations", "raw.txt", {"data": _data(article, library, base, said[base])})


def annotations_url(article: Article) -> str:
    """Where the article's annotations are."""
    return article.url.removesuffix(".html") + ".annotations.jsonld"


def _data(article: Article, library: Library, base: str, said: Mapping[str, Body]) -> Html:
    slugs = [view.entry.slug for ref in dict.fromkeys(mention.ref for mention in article.mentions) if (view := library.entries.get(ref))]
    own = {slug: said[slug] for slug in slugs}
    stamp = [piece.get("value") or piece["source"] for body in own.values() for piece in body]
    make = partial(_file, article.html, link(base, article.url), link(base, annotations_url(article)), own)
    return Html("\n".join((article.html.digest, base, *stamp)), make)


def _file(html: Html, source: str, url: str, said: Mapping[str, Body]) -> str:
    items = list(annotations(str(html), source, said))
    return compact({"@context": CONTEXT, "id": url, "type": "AnnotationPage", "items": items})
