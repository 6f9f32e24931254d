"""An article as returned by its reader. Paths are relative to the site's folder and use `/`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct, field

from generator.core.errors import Problem, Text
from generator.core.passage import LineHints, Passage
from generator.core.settings import Policy
from generator.core.span import MarkOf, Span

NO_LINE_HINTS: Mapping[int, LineHints] = {}
PLACEHOLDER = re.compile(r"zhushu-link:\d+:")


class Source(Struct, frozen=True):
    """A file of the author, read once, so that digest and text agree."""

    path: str
    text: str
    """Decoded, without BOM, newlines as `\\n`, NUL and lone surrogates replaced by U+FFFD."""
    digest: str
    """SHA-256 of the bytes, hex."""

    @property
    def is_html(self) -> bool:
        """Whether it is an HTML page, by its name."""
        return self.path.lower().endswith((".html", ".htm"))


class Cascade(Struct, frozen=True):
    """One `cascade` of a section page."""

    meta: "Meta"
    target: Mapping[str, str] = field(default_factory=dict)
    """Conditions on articles: `path`, `kind`, `lang`, `environment`; empty: all."""


class Meta(Struct, frozen=True, omit_defaults=True):
    """The front matter of an article, validated. Readers fill in what they find in the body."""

    title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    slug: str = ""
    permalink: str = ""
    """The article's own URL from the site's root; empty: from the site's pattern."""
    aliases: tuple[str, ...] = ()
    """Former URLs of the article."""
    id: str = ""
    """For `{id}` in the site's pattern."""
    categories: tuple[str, ...] = ()
    """Category paths: `技术/前端`."""
    series: str = ""
    part: float | None = None
    """Position in the series."""
    sticky: float = 0  # not 0.0: `omit_defaults` compares by identity, and only whole numbers are kept once
    """Above 0: listed before all other articles, larger numbers first."""
    tags: tuple[str, ...] = ()
    draft: bool = False
    private: bool = False
    """Never published; shown only in the preview."""
    unlisted: bool = False
    """Published, but in no list, feed, sitemap or search index."""
    noindex: bool = False
    """Search engines are asked not to index it; it is not in the sitemap."""
    search: bool = True
    """Whether the site search indexes it."""
    publish_date: datetime | None = None
    """Not published before this time; None: before `date`."""
    expires: datetime | None = None
    """Not published from this time on."""
    author: str = ""
    description: str = ""
    language: str = ""
    image: str = ""
    first: Policy | None = None
    """The article's own mention policy; None: the site's."""
    annotate: bool = True
    terms: Mapping[str, str] = field(default_factory=dict)
    """The article's own definitions: entry id or form → Markdown."""
    nomark: tuple[str, ...] = ()
    """Entries (by id or form) that are never marked in this article."""
    as_of: str = ""
    """Selects dated definitions: `2019` or `2019-03`."""
    toc: bool | None = None
    comments: bool = True
    """Whether readers may comment, if the site has comments."""
    breaks: bool | None = None
    """Whether each line end is a line break; None: the site's setting."""
    layout: str = ""
    source: str = ""
    """Where the article first appeared: an absolute URL, or the name of a paper or account."""
    extra: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    """Lines in the file of values that are checked once the whole site is known: `image`, `terms.NAME` → line."""
    kept: tuple[str, ...] = ()
    """Keys explicitly set to their default, such as `draft: false`, which no cascade changes."""
    cascade: tuple[Cascade, ...] = ()
    """Cascades of a section page."""


def line_of(meta: Meta, *keys: str) -> int:
    """The line of the value at `keys` in the front matter; 1 if unknown."""
    return meta.lines.get(".".join(keys), 1)


class Heading(NamedTuple):
    """A heading of the article, for its table of contents and anchors."""

    level: int
    id: str
    text: str
    line: int = 0
    breaks: tuple[int, ...] = ()
    """Offsets into `text` at which a line may break."""


Kind = Literal["link", "image", "video", "audio", "track"]


class Link(NamedTuple):
    """A link or image of the article with a target in the site.

    In the woven HTML, its `href` or `src` is `placeholder`, which the page replaces with the final relative URL.
    """

    number: int
    target: str
    """As written: `other.md#part`, `img/a.png`, `/about.html`."""
    line: int
    kind: Kind = "link"
    alt: str = ""

    @property
    def is_wiki(self) -> bool:
        """Whether it was written as `[[…]]`."""
        return self.target.startswith("[[")

    @property
    def sides(self) -> tuple[str, ...]:
        """The possible targets of a `[[…]]`, without `#part`: its left side, or in the old order its right side."""
        names = [side.partition("#")[0].strip() for side in self.target[2:-2].split("|")]
        return tuple(name for name in names if name)

    @property
    def placeholder(self) -> str:
        """Stands in the HTML for the URL."""
        return f"zhushu-link:{self.number}:"


def with_links(html: str, links: Iterable[Link]) -> str:
    """`html` with the targets of `links` as written in place of their placeholders."""
    targets = {link.placeholder: escape(link.target) for link in links}
    return PLACEHOLDER.sub(lambda found: targets.get(found[0], found[0]), html)


class Woven(Struct, frozen=True):
    """An article's body as HTML, with marks."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    anchors: tuple[str, ...] = ()
    """Link targets other than heading ids: `<a id="…">`, `{#…}`."""


class Body(Protocol):
    """A reader's own tree of an article. It knows nothing of annotation."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages in document order."""

    def objects(self, number: int) -> tuple[str, ...]:
        """The visible text of each OBJECT in passage `number`: of code, a link, the base of ruby."""

    def weave(self, spans: Sequence[Span], mark: MarkOf, lines: Mapping[int, LineHints] = NO_LINE_HINTS) -> Woven:
        """The HTML with `spans` (kept, disjoint, any order) wrapped by `mark`. `lines` has hints for passages by number.

        May be called more than once. A span that crosses inline elements (`**产业**互联网`) becomes one mark; the
        elements are split as HTML nesting requires.
        """


class Classified(Struct, frozen=True):
    """A line of a raw text and the role that its reader found for it; shown by `import`."""

    line: int
    role: str
    """title, lead, heading, paragraph, caption, quote, tail, date, updated, author, source, credit, dropped"""
    text: str
    sure: float
    """Confidence, 0 to 1."""
    why: Text


class Draft(Struct, frozen=True):
    """An article as returned by its reader."""

    meta: Meta
    source: Source
    body: Body
    problems: tuple[Problem, ...] = ()
    classified: tuple[Classified, ...] = ()
    lead: int = 0
    """Number of passages before `<!-- more -->`, which ends the summary; 0 without one."""
    lead_end: int = 0
    """Offset in the last of them at which the summary ends; 0: with the passage."""
    left: tuple[str, ...] = ()
    """The whole text that was left out, if a problem quotes only its beginning."""

    def unmarked(self) -> Woven:
        """The HTML without marks."""
        return self.body.weave((), lambda _: ("", ""))


class Reader(Protocol):
    """One input format."""

    def __call__(self, source: Source) -> Draft:
        """The article in `source`. Never raises for its content: problems are in the draft."""
