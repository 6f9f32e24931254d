"""Each article's marks as Web Annotations: `articles/a.annotations.jsonld` beside `articles/a.html`."""

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
    """One file for each article with marks. Its text is made lazily."""
    shared = Shared(library)
    for article in library.articles:
        if article.marks:
            context = Context(partial(_context, article, shared), partial(_stamp, article, shared))
            yield Page(annotations_url(article), "annotations", "raw.txt", context, listed=False)


class Shared:
    """Data shared by the annotations of all articles."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._bodies: dict[str, Mapping[str, Body]] = {}

    def base(self, article: Article) -> str:
        """The prefix of the site's URLs."""
        return self.library.config.base_url or root_of(article.url)

    def bodies(self, base: str) -> Mapping[str, Body]:
        """Entry slug → the body of an annotation."""
        if base not in self._bodies:
            self._bodies[base] = bodies(self.library, base)
        return self._bodies[base]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Entry id → the entry's data in annotations, for stamps."""
        return {ref: f"{view.entry.slug} {view.entry.name} {view.url}" for ref, view in self.library.entries.items()}


def _stamp(article: Article, shared: Shared) -> str:
    """The stamp covers all mentioned entries, marked or not, as they are faster to collect."""
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
    """The URL of the article's annotations."""
    return article.url.removesuffix(".html") + ".annotations.jsonld"


def _text(article: Article, base: str, said: Mapping[str, Body]) -> str:
    items = list(annotations(str(article.html), link(base, article.url), said))
    return compact(
        {"@context": CONTEXT, "id": link(base, annotations_url(article)), "type": "AnnotationPage", "items": items}
    )
