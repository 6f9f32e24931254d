"""What an author sets for a site and for its annotation."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Literal

from msgspec import Struct, field

from generator.core.clock import zone_of

Policy = Literal["first", "section", "page", "all"]
"""Which mentions of an entry become marks: `first` and `page` (the same, as an article is one page) only the first of
the article, `section` the first of each section, `all` every one."""
POLICIES = ("first", "section", "page", "all")
Entities = Literal["auto", "listed", "off"]


class NavItem(Struct, frozen=True):
    """One link of the site's navigation."""

    title: str
    url: str


class Config(Struct, frozen=True):
    """`site.toml`, validated. Every field is a key of that file; nested tables are fields that hold mappings or tuples."""

    title: str = "注疏"
    description: str = ""
    author: str = ""
    language: str = "zh-Hans"
    """BCP 47: `zh-Hans`, `zh-Hant` or `en`; chooses `<html lang>` and the strings of the theme."""
    editions: tuple[str, ...] = ()
    """Language tags of the site and of the other script that it is built in again; the first is `language`."""
    base_url: str = ""
    """Absolute, with scheme and a closing slash (`https://me.github.io/blog/`); empty where it is not known yet: then
    what needs absolute URLs (canonical, sitemap) is left out or relative."""
    permalink: str = "articles/{slug}.html"
    """May use {slug} {title} {category} {id} {year} {month} {day}."""
    first: Policy = "section"
    entities: Entities = "auto"
    published: float = 0.9
    """Automatic entities are shown on the page at this score or above."""
    marks: Literal["plain", "zhuanming"] = "plain"
    writing: Literal["horizontal", "vertical"] = "horizontal"
    paragraphs: Literal["spaced", "indent"] = "spaced"
    key_terms: bool = False
    """Show each article's key terms on its page."""
    per_page: int = 10
    feed_items: int = 20
    highlight: bool = True
    search: bool = True
    nav: tuple[NavItem, ...] = ()
    strings: Mapping[str, str] = field(default_factory=dict)
    """Overrides of the theme's texts by key."""
    colors: Mapping[str, str] = field(default_factory=dict)
    """Overrides of the theme's colours: custom property name without `--` → CSS colour, or `[light, dark]` as
    `light-dark(…)`."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Free for a site's own layouts: `{{ site.extra.… }}`."""
    digest: str = ""
    """SHA-256 of site.toml's bytes, hex."""
    timezone: str = ""
    """IANA name or offset. Dates without a zone are wall clock there; empty: the usual one of `language`."""
    smaller_pictures: bool = False
    """Make smaller WebP copies of wide pictures, from which browsers choose."""
    https_pictures: bool = False
    """Let pages show pictures of any host, not only of those that occur."""
    embed_hosts: tuple[str, ...] = ()
    """Hosts whose frames are opened on a click, beside those that are known."""
    git_dates: bool = False
    """Take `updated` from the last commit that changed the article."""
    breaks: bool = False
    """Each line end in a paragraph of Markdown is a line break."""
    emoji: bool = False
    """`:smile:` in Markdown is the emoji of that name."""

    @property
    def zone(self) -> tzinfo:
        """Where the clock of dates without a zone stands."""
        return zone_of(self.timezone, self.language)


class ReadSettings(Struct, frozen=True):
    """What reading an article depends on beside its text."""

    highlight: bool = True
    breaks: bool = False
    emoji: bool = False
    embeds: tuple[str, ...] = ()
    """Further hosts whose frames are opened on a click."""


class AnnotateSettings(Struct, frozen=True):
    """What annotation depends on beside text and glossary."""

    entities: Entities = "auto"
    published: float = 0.9
    dictionary: str = ""
    """Path of a jieba dictionary used instead of jieba's own; empty: jieba's."""
    cache: str = ""
    """Folder for the bucketed dictionary; empty: none is kept."""
