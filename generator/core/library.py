"""The whole site, cross-references resolved."""

from collections.abc import Mapping

from msgspec import Struct, field

from generator.core.article import Article, Mention
from generator.core.entry import Dated, Entry, Type
from generator.core.errors import Problem
from generator.core.settings import Config


class EntryMentions(Struct, frozen=True):
    """One article's mentions of one entry."""

    article: Article
    ref: str
    """Of the entry."""
    count: int
    """All mentions in the text, marked or not."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Those that are marked, in their sentences; read now."""
        return self.article.mentions.of(self.ref)


class EntryRef(Struct, frozen=True):
    """Enough of an entry to link to it."""

    id: str
    name: str
    type: Type
    url: str


class EntryView(Struct, frozen=True):
    """An entry with all that the site knows about it."""

    entry: Entry
    url: str
    html: str
    """The definition, rendered (trusted HTML, no paragraphs around a single paragraph)."""
    text: str
    """The definition as plain text."""
    pinyin: str
    """Full pinyin without tones, syllables apart by spaces, lower case: `chan ye hu lian wang`."""
    initials: str
    """`cyhlw`"""
    letter: str
    """The letter under which the glossary lists it: `A`…`Z`, or `#`."""
    see: tuple["EntryRef", ...]
    where: tuple[EntryMentions, ...]
    """Articles that mention it, newest first."""
    count: int
    tones: str = ""
    """Its pinyin with tones, as far as it is known: `chǎn yè hù lián wǎng`."""
    dated: tuple[Dated, ...] = ()
    """Dated definitions with their texts rendered to HTML, oldest first."""


class Library(Struct, frozen=True, eq=False):
    """The whole site, cross-references resolved. Equal to itself only, as a glossary is."""

    config: Config
    articles: tuple[Article, ...]
    """Those that lists name: newest first, then by path in natural order; articles without a date last."""
    pages: tuple[Article, ...]
    """`content/pages/`: about and the like."""
    entries: Mapping[str, EntryView]
    """By id, in pinyin order."""
    tags: Mapping[str, tuple[Article, ...]]
    """By name, most articles first."""
    unlisted: tuple[Article, ...] = ()
    """Articles and pages that can be opened, but that nothing names."""
    categories: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    """By path in the tree, parents before children; with the articles of the categories below."""
    series: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    """By name, each in its order."""
    authors: Mapping[str, tuple[Article, ...]] = field(default_factory=dict)
    """By name; empty where the site has one author alone."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Output path of an address that an article once had → the article's URL."""
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """Output path → source of the files beside content that definitions show or link to."""

    @property
    def every(self) -> tuple[Article, ...]:
        """All that have a page: articles, pages, and what is in no list."""
        return (*self.articles, *self.pages, *self.unlisted)
