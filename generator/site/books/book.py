"""A book: its articles in order, their entries, and the addresses of both within the book."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from generator.core.article import Article
from generator.core.clock import in_utc
from generator.core.library import EntryView, Library
from generator.core.picture_types import TYPES
from generator.core.urls import ROOT, link
from generator.site.books.xhtml import xml_id
from generator.site.taxonomies import authors_of

OLDEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of a book without dated articles, and of every file in a book, so that its bytes are reproducible."""
PICTURES = {suffix: kind for suffix, kind in TYPES.items() if suffix not in (".webp", ".avif")}
"""Picture formats that every EPUB reader supports."""

Read = Callable[[str], bytes]
"""Site-relative path of a picture → its bytes. Raises OSError."""


class Book(Struct, frozen=True, eq=False):
    """A selection of a site's articles, in reading order."""

    title: str
    library: Library
    articles: tuple[Article, ...]
    vertical: bool = False

    @property
    def entries(self) -> tuple[EntryView, ...]:
        """The entries marked in the articles, in pinyin order."""
        marked = {ref for article in self.articles for ref in article.marks}
        return tuple(view for ref, view in self.library.entries.items() if ref in marked)

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors in the order of the articles, without duplicates."""
        config = self.library.config
        found = [name for article in self.articles for name in authors_of(article.meta, config)]
        return tuple(dict.fromkeys(found or [config.author or config.title]))

    @property
    def modified(self) -> datetime:
        """When an article was last changed."""
        zone = self.library.config.zone
        days = [day for one in self.articles for day in (one.meta.updated, one.meta.date) if day]
        return max((in_utc(day, zone) for day in days), default=OLDEST)

    @property
    def identifier(self) -> str:
        """A URN that is stable for the same selection of the same site."""
        config = self.library.config
        name = "\n".join([config.base_url or config.title, *(article.path for article in self.articles)])
        return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def chapter_file(number: int) -> str:
    """The file of an article, counted from 1."""
    return f"a{number}.xhtml"


class Addresses:
    """Maps the site's addresses to those in a book."""

    def __init__(self, book: Book) -> None:
        self._base = book.library.config.base_url
        self._chapters = {article.url: chapter_file(number) for number, article in enumerate(book.articles, 1)}
        self._entries = {view.url: f"glossary.xhtml#{xml_id(f'e-{view.entry.slug}')}" for view in book.entries}

    def link(self, url: str) -> str:
        """The address in the book for `url` in an article; empty if there is none."""
        if url.startswith("#"):
            return f"#{xml_id(url[1:])}" if len(url) > 1 else ""
        if not url.startswith(ROOT):
            return url if url.startswith(("http://", "https://", "mailto:")) else ""
        path, mark, fragment = url.removeprefix(ROOT).partition("#")
        target = unquote(path)
        if target in self._entries:
            return self._entries[target]
        if target in self._chapters:
            return self._chapters[target] + (f"#{xml_id(fragment)}" if fragment else "")
        return link(self._base, target) + mark + fragment if self._base else ""


class Pictures:
    """Collects the pictures of a book: `added` has their bytes by file name, `missing` the sources that cannot be read."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._names: dict[str, str] = {}
        self.added: dict[str, bytes] = {}
        self.missing: list[str] = []

    def of(self, files: Mapping[str, str]) -> Callable[[str], str]:
        """A function for an article with these `files` (output path → source): address of a picture → file in the book."""

        def picture(url: str) -> str:
            source = files.get(unquote(url.removeprefix(ROOT))) if url.startswith(ROOT) else None
            return self._name(source) if source else ""

        return picture

    def _name(self, source: str) -> str:
        if source not in self._names:
            suffix = "." + source.rpartition(".")[2].lower()
            self._names[source] = ""
            if suffix in PICTURES:
                try:
                    data = self._read(source)
                except OSError:
                    self.missing.append(source)
                else:
                    self._names[source] = f"pictures/{len(self.added) + 1}{suffix}"
                    self.added[self._names[source]] = data
        return self._names[source]


def select_articles(library: Library, *, tag: str = "", series: str = "") -> Sequence[Article]:
    """The articles of a series in its order, or of a tag or the whole site, oldest first."""
    if series:
        return library.series.get(series, ())
    chosen: Iterable[Article] = library.tags.get(tag, ()) if tag else library.articles
    return sorted(chosen, key=lambda one: in_utc(one.meta.date, library.config.zone) if one.meta.date else OLDEST)
