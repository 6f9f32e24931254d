"""An article as its reader gives it. Paths are relative to the site's folder and use `/`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct, field

from generator.core.errors import Problem, Text
from generator.core.passage import Lines, Passage
from generator.core.settings import Policy
from generator.core.span import MarkOf, Span

NO_LINES: Mapping[int, Lines] = {}


class Source(Struct, frozen=True):
    """A file of the author's, read once; digest and text come from the same read."""

    path: str
    text: str
    """Decoded, BOM dropped, newlines as `\\n`, NUL and lone surrogates replaced by U+FFFD."""
    digest: str
    """SHA-256 of the bytes, hex."""


class Cascade(Struct, frozen=True):
    """What the page of a folder says for the articles below it."""

    meta: "Meta"
    target: Mapping[str, str] = field(default_factory=dict)
    """Which articles it means: `path`, `kind`, `lang`, `environment`; empty: all."""


class Meta(Struct, frozen=True):
    """The front matter of an article, validated, with defaults found out from its body."""

    title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    slug: str = ""
    permalink: str = ""
    """The article's own address from the site's root; empty: the site's pattern gives it."""
    aliases: tuple[str, ...] = ()
    """Addresses that the article once had."""
    id: str = ""
    """For `{id}` in the site's pattern."""
    categories: tuple[str, ...] = ()
    """Paths in the tree of categories: `技术/前端`."""
    series: str = ""
    part: float | None = None
    """Place in the series."""
    sticky: float = 0.0
    """Above 0: before all others in the list of articles, larger numbers first."""
    tags: tuple[str, ...] = ()
    draft: bool = False
    private: bool = False
    """Never published; only the preview shows it."""
    unlisted: bool = False
    """Its page can be opened, but no list, feed, sitemap or search names it."""
    noindex: bool = False
    """Search engines are asked to leave it out; it is in no sitemap."""
    search: bool = True
    """Whether the site's own search finds it."""
    publish_date: datetime | None = None
    """Not shown before this moment; where None, `date` decides."""
    expires: datetime | None = None
    """Not shown from this moment on."""
    author: str = ""
    description: str = ""
    language: str = ""
    image: str = ""
    first: Policy | None = None
    """The article's own mention policy; None takes the site's."""
    annotate: bool = True
    terms: Mapping[str, str] = field(default_factory=dict)
    """The article's own meaning of a term: entry id or form → definition in Markdown."""
    nomark: tuple[str, ...] = ()
    """Entries (by id or form) that are never marked in this article."""
    as_of: str = ""
    """Pins dated definitions: `2019` or `2019-03`."""
    toc: bool | None = None
    breaks: bool | None = None
    """Whether each line end is a line break; None takes the site's setting."""
    layout: str = ""
    source: str = ""
    """Where the article first appeared: a full address."""
    extra: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    """Where in the file stands what is judged when the whole site is known: `image`, `terms.NAME` → its line."""
    kept: tuple[str, ...] = ()
    """Keys set by hand to what they are by default, such as `draft: false`: no cascade changes them."""
    cascade: tuple[Cascade, ...] = ()
    """Of the page of a folder: what it says for the articles below it."""


def line_of(meta: Meta, *keys: str) -> int:
    """The line of `keys` in the file's front matter, 1 where it is not known."""
    return meta.lines.get(".".join(keys), 1)


class Heading(NamedTuple):
    """A heading of the article, for its table of contents and anchors."""

    level: int
    id: str
    text: str
    line: int = 0
    breaks: tuple[int, ...] = ()
    """Offsets into `text` at which a line may end."""


Kind = Literal["link", "image", "video", "audio", "track"]


class Link(NamedTuple):
    """A link or image of the article whose target lies in the site.

    In the woven HTML its `href`/`src` attribute holds `placeholder(number)`; the page puts the final relative URL
    there.
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
        """What may be the target of a `[[…]]`: the left side, and in the old order the right one; without a `#part`."""
        names = [side.partition("#")[0].strip() for side in self.target[2:-2].split("|")]
        return tuple(name for name in names if name)

    @property
    def placeholder(self) -> str:
        """What stands in the HTML in place of the URL."""
        return f"zhushu-link:{self.number}:"


class Woven(Struct, frozen=True):
    """An article's body as HTML with its marks in place."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    anchors: tuple[str, ...] = ()
    """Ids that links may lead to beside those of headings: `<a id="…">`, `{#…}`."""


class Body(Protocol):
    """What a reader makes of an article: it knows its own tree and nothing of annotation."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The blocks of visible text, in document order."""

    def objects(self, number: int) -> tuple[str, ...]:
        """What a reader sees of each OBJECT in the text of passage `number`: code, links, the base of ruby."""

    def weave(self, spans: Sequence[Span], mark: MarkOf, lines: Mapping[int, Lines] = NO_LINES) -> Woven:
        """The HTML with `spans` (kept, disjoint, any order) wrapped by `mark`; without spans the plain rendering.
        `lines` are those of some passages, by number.

        May be called more than once. A span that crosses inline elements (`**产业**互联网`) becomes one mark that is
        split as HTML nesting asks, the parts sharing one `<a>` where the tree allows it.
        """


class Took(Struct, frozen=True):
    """What a reader took a line of a raw text for; `import` shows it."""

    line: int
    role: str
    """title, lead, heading, paragraph, caption, quote, tail, date, author, dropped"""
    text: str
    sure: float
    """0 to 1."""
    why: Text


class Draft(Struct, frozen=True):
    """An article as its reader gives it."""

    meta: Meta
    source: Source
    body: Body
    problems: tuple[Problem, ...] = ()
    took: tuple[Took, ...] = ()
    lead: int = 0
    """How many passages stand before `<!-- more -->`, where the summary ends; 0 without one."""


class Reader(Protocol):
    """One input format."""

    def __call__(self, source: Source) -> Draft:
        """The article in `source`. Never raises for what an author wrote: problems are in the draft."""
