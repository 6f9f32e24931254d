"""Each article's marks as Web Annotations: `articles/a.annotations.jsonld` beside `articles/a.html`."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO

import msgspec

from generator.core.article import Article, LazyBytes
from generator.core.library import EntryView, Library
from generator.core.page import NO_LAYOUT, Context, Page, Sheaf
from generator.core.urls import link, root_of
from generator.site.pages.stamps import SHEAF, Numbers, refs_of, stamp, stamps_of
from generator.site.webannotation import CONTEXT, annotations, bodies
from generator.store.cache import key_number


def annotation_pages(library: Library) -> Iterator[Sheaf]:
    """One file for each article with marks. Its text is made lazily."""
    shared = Shared(library)
    for start in range(0, len(library.articles), SHEAF):
        given = library.articles[start : start + SHEAF], shared
        yield Sheaf(
            f"annotations {start}", (NO_LAYOUT,), partial(_stamp_of_sheaf, *given), partial(_pages, start, *given)
        )


def _pages(start: int, members: Sequence[Article], shared: "Shared") -> Iterator[Page]:
    for position, article in enumerate(members, start):
        if article.marks:
            context = Context(_context, _stamp, (article, shared))
            yield Page(annotations_url(article), "annotations", NO_LAYOUT, context, listed=False, near=position)


class Shared:
    """Data shared by the annotations of all articles."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._bodies: dict[str, Mapping[str, msgspec.Raw]] = {}
        self.numbers = Numbers(key_number)
        self.names = Numbers(partial(_number_of_entry, library.entries))

    def base(self, article: Article) -> str:
        """The prefix of the site's URLs."""
        return self.library.config.base_url or root_of(article.url)

    def bodies(self, base: str) -> Mapping[str, msgspec.Raw]:
        """Entry slug → the body of an annotation, encoded once for all marks."""
        if base not in self._bodies:
            made = bodies(self.library, base)
            self._bodies[base] = {slug: msgspec.Raw(msgspec.json.encode(body)) for slug, body in made.items()}
        return self._bodies[base]


def _number_of_entry(entries: Mapping[str, EntryView], ref: str) -> int:
    """For stamps: the entry's data in annotations."""
    view = entries.get(ref)
    return key_number(view.entry.slug, view.entry.name, view.url) if view else 0


def _stamp(article: Article, shared: Shared) -> str:
    """The stamp covers all mentioned entries, marked or not, as they are faster to collect."""
    text, base = stamps_of(shared.library).text(article), shared.numbers[shared.base(article)]
    return stamp(text, base, *map(shared.names.__getitem__, article.counts))


def _stamp_of_sheaf(members: Sequence[Article], shared: Shared) -> int:
    """Covers what `_stamp` covers, for each of the articles; their texts cover their addresses."""
    texts = stamps_of(shared.library).each(members)
    return hash((*texts, *map(shared.names.__getitem__, refs_of(members))))


def _context(article: Article, shared: Shared) -> Mapping[str, object]:
    base = shared.base(article)
    data = LazyBytes(_stamp(article, shared), partial(_file, article, base, shared.bodies(base)))
    return {"data": data, "body": article.html}


def annotations_url(article: Article) -> str:
    """The URL of the article's annotations."""
    return article.url.removesuffix(".html") + ".annotations.jsonld"


def _file(article: Article, base: str, said: Mapping[str, msgspec.Raw]) -> bytes:
    """The annotations, encoded one by one: as objects they take ten times the memory of their marks."""
    head = {"@context": CONTEXT, "id": link(base, annotations_url(article)), "type": "AnnotationPage"}
    file = BytesIO()  # which gives its bytes without a copy
    file.write(msgspec.json.encode(head)[:-1] + b',"items":[')
    for number, item in enumerate(annotations(str(article.html), link(base, article.url), said)):
        file.write(b"," * (number > 0) + msgspec.json.encode(item))
    file.write(b"]}")
    return file.getvalue()
