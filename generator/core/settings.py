"""Settings of a site, of reading and of annotation."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Literal

from msgspec import Struct, field

from generator.core.clock import zone_of
from generator.core.services import Comments, Footer, Statistics

Policy = Literal["first", "section", "page", "all"]
"""Which mentions of an entry become marks: the first in the article (`first` and `page`, which are the same), the first
in each `section`, or `all`."""
POLICIES = ("first", "section", "page", "all")
Entities = Literal["auto", "listed", "off"]


class NavItem(Struct, frozen=True):
    """One link of the site's navigation."""

    title: str
    url: str


class SharedGlossary(Struct, frozen=True):
    """One `[[glossaries]]` table: exactly one of `package` and `path` is set."""

    package: str = ""
    """The name of an entry point in the group `zhushu.glossaries`, or of an import package."""
    path: str = ""
    """A file or folder, relative to the site's folder."""
    name: str = ""
    license: str = ""
    url: str = ""
    sha256: str = ""
    """The digest of its files that the author accepted; empty if she has not yet."""
    folders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Tags and categories. Without folders and tags its entries apply to all articles."""

    line: int = 0
    """Its line in site.toml."""

    @property
    def label(self) -> str:
        """Its name in site.toml."""
        return self.package or self.path


class Config(Struct, frozen=True):
    """`site.toml`, validated. Each field is a key of the file; a nested table is a mapping or tuple."""

    title: str = "注疏"
    description: str = ""
    author: str = ""
    language: str = "zh-Hans"
    """BCP 47: `zh-Hans`, `zh-Hant` or `en`. Decides `<html lang>` and the theme's strings."""
    editions: tuple[str, ...] = ()
    """Language tags of all editions (scripts) of the site; the first is `language`."""
    base_url: str = ""
    """Absolute, with scheme and trailing slash (`https://me.github.io/blog/`). Empty if not known yet: what needs
    absolute URLs (canonical, sitemap) is then left out or relative."""
    permalink: str = "articles/{slug}.html"
    """May contain {slug} {title} {category} {id} {year} {month} {day}."""
    first: Policy = "section"
    entities: Entities = "auto"
    published: float = 0.8
    """Minimum score at which the page shows an automatically found entity."""
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
    """Overrides of the theme's strings by key."""
    colors: Mapping[str, str] = field(default_factory=dict)
    """Overrides of the theme's colours: custom property without `--` → CSS colour, `[light, dark]` as `light-dark(…)`."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """For the site's own layouts: `{{ site.extra.… }}`."""
    digest: str = ""
    """SHA-256 of site.toml's bytes, hex."""
    timezone: str = ""
    """IANA name or offset of the zone of dates without one; empty: the default of `language`."""
    smaller_pictures: bool = False
    """Make smaller WebP copies of wide pictures for `srcset`."""
    https_pictures: bool = False
    """Allow pictures from any host, not only from hosts that articles use now."""
    embed_hosts: tuple[str, ...] = ()
    """Hosts, besides the known ones, whose frames open on a click."""
    git_dates: bool = False
    """Take `updated` from the last commit that changed the article."""
    breaks: bool = False
    """Treat each line end in a Markdown paragraph as a line break."""
    emoji: bool = False
    """Convert `:smile:` in Markdown to an emoji."""
    glossaries: tuple[SharedGlossary, ...] = ()
    """Shared glossaries, the one that takes precedence first."""
    plugins: tuple[str, ...] = ()
    """The distributions whose additions the site uses."""
    cards: bool = False
    """Make a social card for each article and entry."""
    changes: bool = False
    """Make a page and a feed of new and changed articles and entries."""
    card_font: str = ""
    """Family of an installed font, or path of a font file in layouts/; empty: found."""
    comments: Comments | None = None
    statistics: Statistics | None = None
    csp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Directive → sources that every page's Content-Security-Policy has besides its own."""
    verify: Mapping[str, str] = field(default_factory=dict)
    """Name of a `<meta>` of the home page → code for a search engine."""
    footer: Footer = Footer()

    @property
    def zone(self) -> tzinfo:
        """The zone of dates without one."""
        return zone_of(self.timezone, self.language)


class ReadSettings(Struct, frozen=True):
    """Settings that readers depend on."""

    highlight: bool = True
    breaks: bool = False
    emoji: bool = False
    embeds: tuple[str, ...] = ()
    """`Config.embed_hosts`."""
    plugins: tuple[str, ...] = ()
    """`Config.plugins`."""


class AnnotateSettings(Struct, frozen=True):
    """Settings that annotators depend on."""

    entities: Entities = "auto"
    published: float = 0.8
    dictionary: str = ""
    """Path of a dictionary in jieba's format; empty: jieba's own."""
    cache: str = ""
    """Folder for the bucketed dictionary; empty: no cache."""
    plugins: tuple[str, ...] = ()
    """`Config.plugins`."""
