"""What a book holds: its articles in order, the entries that they mention, and where every address leads in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from generator.core.article import Article
from generator.core.clock import aware
from generator.core.library import EntryView, Library
from generator.core.urls import ROOT, absolute
from generator.site.taxonomies import authors_of

OLDEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Of a book whose articles have no dates, and of every file in it: the same book has the same bytes."""
PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
"""Pictures that every reader of EPUB shows."""

Read = Callable[[str], bytes]
"""Site-relative path of a picture → its bytes. Raises OSError."""


class Book(Struct, frozen=True, eq=False):
    """A selection of a site's articles, to be read in order."""

    title: str
    library: Library
    articles: tuple[Article, ...]
    vertical: bool = False

    @property
    def entries(self) -> tuple[EntryView, ...]:
        """The entries that are marked in it, in pinyin order."""
        marked = {ref for article in self.articles for ref in article.marks}
        return tuple(view for ref, view in self.library.entries.items() if ref in marked)

    @property
    def authors(self) -> tuple[str, ...]:
        """Each once, in the order of the articles."""
        config = self.library.config
        found = [name for article in self.articles for name in authors_of(article.meta, config)]
        return tuple(dict.fromkeys(found or [config.author or config.title]))

    @property
    def modified(self) -> datetime:
        """When the newest of it was changed."""
        zone = self.library.config.zone
        days = [day for one in self.articles for day in (one.meta.updated, one.meta.date) if day]
        return max((aware(day, zone).astimezone(UTC) for day in days), default=OLDEST)

    @property
    def identifier(self) -> str:
        """The same for the same selection of the same site."""
        config = self.library.config
        told = "\n".join([config.base_url or config.title, *(article.path for article in self.articles)])
        return f"urn:uuid:{uuid5(NAMESPACE_URL, told)}"


def chapter(number: int) -> str:
    """The file of an article, from 1."""
    return f"a{number}.xhtml"


class Addresses:
    """Where the site's addresses lead in a book."""

    def __init__(self, book: Book, identity: Callable[[str], str]) -> None:
        self._base = book.library.config.base_url
        self._identity = identity
        self._chapters = {article.url: chapter(number) for number, article in enumerate(book.articles, 1)}
        self._entries = {view.url: f"glossary.xhtml#{identity(f'e-{view.entry.slug}')}" for view in book.entries}

    def link(self, url: str) -> str:
        """`url` as it stands in an article → the same in the book; empty where it leads nowhere."""
        if url.startswith("#"):
            return f"#{self._identity(url[1:])}" if len(url) > 1 else ""
        if not url.startswith(ROOT):
            return url if url.startswith(("http://", "https://", "mailto:")) else ""
        path, mark, fragment = url.removeprefix(ROOT).partition("#")
        target = _unquoted(path)
        if target in self._entries:
            return self._entries[target]
        if target in self._chapters:
            return self._chapters[target] + (f"#{self._identity(fragment)}" if fragment else "")
        return absolute(self._base, target) + mark + fragment if self._base else ""


class Pictures:
    """The pictures of a book, each once; `added` has their bytes by file name."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._names: dict[str, str] = {}
        self.added: dict[str, bytes] = {}
        self.missing: list[str] = []

    def of(self, files: Mapping[str, str]) -> Callable[[str], str]:
        """The pictures of an article whose files are `files` (output path → source): address → file in the book."""

        def picture(url: str) -> str:
            source = files.get(_unquoted(url.removeprefix(ROOT))) if url.startswith(ROOT) else None
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


def selected(library: Library, *, tag: str = "", series: str = "") -> Sequence[Article]:
    """The articles of a tag or of a series (in its order), else all that lists name, oldest first."""
    if series:
        return library.series.get(series, ())
    chosen: Iterable[Article] = library.tags.get(tag, ()) if tag else library.articles
    return sorted(chosen, key=lambda one: aware(one.meta.date, library.config.zone) if one.meta.date else OLDEST)


def _unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)
