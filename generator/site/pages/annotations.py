"""The marks of each article as Web Annotations: `articles/a.annotations.jsonld` beside `articles/a.html`."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial

from generator.core.article import Article, LazyHtml
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import link, root_of
from generator.site.pages.jsonld import compact
from generator.site.pages.stamps import stamps_of
from generator.site.webannotation import CONTEXT, Body, annotations, bodies
from generator.store.cache import key


def annotation_pages(library: Library) -> Iterator[Page]:
    """One file for each article that has marks. Its text is made only where it is wanted."""
    shared = Shared(library)
    for article in library.articles:
        if article.marks:
            context = Context(partial(_context, article, shared), partial(_stamp, article, shared))
            yield Page(annotations_url(article), "annotations", "raw.txt", context, listed=False)


class Shared:
    """What the annotations of all articles have in common."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._bodies: dict[str, Mapping[str, Body]] = {}

    def base(self, article: Article) -> str:
        """What stands before the site's URLs."""
        return self.library.config.base_url or root_of(article.url)

    def bodies(self, base: str) -> Mapping[str, Body]:
        """What an annotation says of a mark of each entry."""
        if base not in self._bodies:
            self._bodies[base] = bodies(self.library, base)
        return self._bodies[base]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What an annotation shows of each entry."""
        return {ref: f"{view.entry.slug} {view.entry.name} {view.url}" for ref, view in self.library.entries.items()}


def _stamp(article: Article, shared: Shared) -> str:
    """For more entries than are marked, as that is quicker told."""
    return key(
        stamps_of(shared.library).text(article),
        shared.base(article),
        [shared.names.get(ref, "") for ref in article.counts],
    )


def _context(article: Article, shared: Shared) -> Mapping[str, object]:
    base = shared.base(article)
    data = LazyHtml(_stamp(article, shared), partial(_text, article, base, shared.bodies(base)))
    return {"data": data, "body": article.html}


def annotations_url(article: Article) -> str:
    """Where the article's annotations are."""
    return article.url.removesuffix(".html") + ".annotations.jsonld"


def _text(article: Article, base: str, said: Mapping[str, Body]) -> str:
    items = list(annotations(str(article.html), link(base, article.url), said))
    return compact(
        {"@context": CONTEXT, "id": link(base, annotations_url(article)), "type": "AnnotationPage", "items": items}
    )
