"""The whole site, cross-references resolved."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct, field

from generator.core.article import Article, Mention
from generator.core.entry import Dated, Entry, Type
from generator.core.errors import Problem
from generator.core.settings import Config


class EntryMentions(Struct, frozen=True):
    """One article's mentions of one entry."""

    article: Article
    ref: str
    """Id of the entry."""
    count: int
    """Number of mentions in the text, marked or not."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The marked mentions in their sentences; loaded on each access."""
        return self.article.mentions.of(self.ref)


class EntryRef(Struct, frozen=True):
    """An entry's data for a link to it."""

    id: str
    name: str
    type: Type
    url: str


class Related(NamedTuple):
    """A relation of an entry to another."""

    kind: str
    """Key of its name, seen from the entry."""
    inverse: bool
    """Whether the other entry states it."""
    ref: EntryRef


class EntryView(Struct, frozen=True):
    """An entry with everything that the site knows about it."""

    entry: Entry
    url: str
    html: str
    """The definition as trusted HTML; a single paragraph has no `<p>`."""
    text: str
    """The definition as plain text."""
    pinyin: str
    """Full pinyin without tones, in lower case, syllables separated by spaces: `chan ye hu lian wang`."""
    initials: str
    """`cyhlw`"""
    letter: str
    """Its letter in the glossary index: `A`…`Z`, or `#`."""
    see: tuple["EntryRef", ...]
    articles: tuple[Article, ...]
    """Those that mention it, newest first."""
    count: int
    """Number of its mentions in them."""
    tones: str = ""
    """Its pinyin with tones, as far as known: `chǎn yè hù lián wǎng`."""
    dated: tuple[Dated, ...] = ()
    """Dated definitions as HTML, oldest first."""
    related: tuple[Related, ...] = ()
    """Its own relations, then those that other entries have to it."""

    @property
    def where(self) -> Iterator[EntryMentions]:
        """Its mentions, by article. Made as they are asked for: a large site has hundreds of thousands."""
        ref = self.entry.id
        return (EntryMentions(article, ref, article.counts[ref]) for article in self.articles)


class Library(Struct, frozen=True, eq=False):
    """The whole site, cross-references resolved. Compared by identity."""

    config: Config
    articles: tuple[Article, ...]
    """Listed articles: newest first, then by path in natural order; articles without a date last."""
    pages: tuple[Article, ...]
    """`content/pages/`: about and the like."""
    entries: Mapping[str, EntryView]
    """By id, in pinyin order."""
    tags: Mapping[str, tuple[Article, ...]]
    """By name, the tag with most articles first."""
    unlisted: tuple[Article, ...] = ()
    """Articles and pages that are published, but in no list."""
    categories: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    """By category path, parents before children; each with the articles of its subcategories."""
    series: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    """By name, each in its order."""
    authors: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    """By name; empty if the site has only one author."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Output path of a former URL of an article → its current URL."""
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """Output path → source path of the files that definitions show or link to."""

    dates: Mapping[str, datetime] = field(default_factory=dict)
    """Path of a source → time of its last commit; empty unless `changes` and `git_dates` are on."""
    alike: "Library | None" = None
    """A library whose articles have the same names without entries: what is known of names is taken from it."""

    @property
    def every(self) -> tuple[Article, ...]:
        """All articles and pages that are published, listed or not."""
        return (*self.articles, *self.pages, *self.unlisted)
