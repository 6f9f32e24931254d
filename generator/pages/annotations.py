"""The marks of each article as Web Annotations: `articles/a.annotations.jsonld` beside `articles/a.html`."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from generator.annotations import CONTEXT, Body, annotations, bodies
from generator.jsontext import compact
from generator.model import Article, Html, Library, Page
from generator.urls import link, root_of


def annotation_pages(library: Library) -> Iterator[Page]:
    """One file for each article that has marks. Its text is made only when it is printed."""
    said = cache(partial(bodies, library))
    for article in library.articles:
        if article.mentions:
            known = [library.entries[ref] for ref in dict.fromkeys(mention.ref for mention in article.mentions) if ref in library.entries]
            names = "\n".join(f"{view.entry.name}\t{view.url}" for view in known)
            digest = f"{article.html.digest} {library.config.base_url} {names}"
            yield Page(annotations_url(article), "annotations", "raw.txt",
                       {"data": Html(digest, partial(_file, article, library, said))})


def annotations_url(article: Article) -> str:
    """Where the article's annotations are."""
    return article.url.removesuffix(".html") + ".annotations.jsonld"


def _file(article: Article, library: Library, said: Callable[[str], Mapping[str, Body]]) -> str:
    base = library.config.base_url or root_of(article.url)
    found = list(annotations(article, said(base), base))
    return compact({"@context": CONTEXT, "id": link(base, annotations_url(article)), "type": "AnnotationPage", "items": found})
