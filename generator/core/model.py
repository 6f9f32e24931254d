"""The data that flows through the house: frozen structs, named tuples and Protocols, and nothing else.

What an article has many of is a named tuple: it can be unpacked.

Offsets are in Unicode code points and half-open, `[start, end)`. Paths are relative to the site's folder and use `/`.
URLs are relative to the site's root, without a leading slash, and not percent-encoded (`articles/a.html`).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct, field

from generator.core.errors import Place, Problem, Text

TYPES = ("term", "person", "organization", "place", "product", "work", "event")
Type = Literal["term", "person", "organization", "place", "product", "work", "event"]
Policy = Literal["first", "section", "page", "all"]
"""Which mentions of an entry become marks: `first` and `page` (the same, as an article is one page) only the first of the
article, `section` the first of each section, `all` every one."""
POLICIES = ("first", "section", "page", "all")
Entities = Literal["auto", "listed", "off"]
NOWHERE = Place("")
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a passage for what may not be annotated: code, an image, a link, inline HTML."""


# ---------------------------------------------------------------- settings


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
    base_url: str = ""
    """Absolute, with scheme and a closing slash (`https://me.github.io/blog/`); empty where it is not known yet: then
    what needs absolute URLs (canonical, sitemap) is left out or relative."""
    permalink: str = "articles/{slug}.html"
    """May use {slug} {year} {month} {day}."""
    first: Policy = "section"
    entities: Entities = "auto"
    published: float = 0.9
    """Automatic entities are shown on the page at this score or above."""
    marks: Literal["plain", "zhuanming"] = "plain"
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
    """Overrides of the theme's colours: custom property name without `--` → CSS colour, or `[light, dark]` as `light-dark(…)`."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Free for a site's own layouts: `{{ site.extra.… }}`."""
    digest: str = ""
    """SHA-256 of site.toml's bytes, hex."""


# ---------------------------------------------------------------- reading


class Source(Struct, frozen=True):
    """A file of the author's, read once; digest and text come from the same read."""

    path: str
    text: str
    """Decoded, BOM dropped, newlines as `\\n`, NUL and lone surrogates replaced by U+FFFD."""
    digest: str
    """SHA-256 of the bytes, hex."""


class Meta(Struct, frozen=True):
    """The front matter of an article, validated, with defaults found out from its body."""

    title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    slug: str = ""
    tags: tuple[str, ...] = ()
    draft: bool = False
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
    layout: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)


class Wanted(NamedTuple):
    """A mark that the author asked for in the text: `[[词条]]` or `[[显示文字|词条]]`."""

    start: int
    end: int
    name: str
    """The form or id of the entry, as written."""


Role = Literal["paragraph", "heading", "item", "cell", "quote", "caption", "lead", "definition", "footnote"]


class Passage(NamedTuple):
    """The visible text of one block.

    Emphasis is removed, soft breaks between Han characters are dropped, OBJECT stands for what may not be annotated.
    """

    number: int
    """Counted from 0 within the article; the index into `Body.passages`."""
    text: str
    line: int = 1
    """The source line on which the passage begins, counted from 1."""
    role: Role = "paragraph"
    section: int = 0
    """0 before the first section heading. Section headings are those of the shallowest level that the article uses."""
    breaks: tuple[int, ...] = ()
    """Offsets into `text`, ascending, at which each further source line begins (so `line_at` can tell)."""
    wanted: tuple[Wanted, ...] = ()
    barred: tuple[tuple[int, int], ...] = ()
    """Ranges that the author keeps unmarked: `[…]{.nomark}`, `\\[[…]]`."""

    def line_at(self, offset: int) -> int:
        """The source line that holds the character at `offset`."""
        return self.line + bisect_right(self.breaks, offset)


class Heading(NamedTuple):
    """A heading of the article, for its table of contents and anchors."""

    level: int
    id: str
    text: str
    line: int = 0


class Link(NamedTuple):
    """A link or image of the article whose target lies in the site.

    In the woven HTML its `href`/`src` attribute holds `placeholder(number)`; the page puts the final relative URL there.
    """

    number: int
    target: str
    """As written: `other.md#part`, `img/a.png`, `/about.html`."""
    line: int
    kind: Literal["link", "image"] = "link"
    alt: str = ""

    @property
    def placeholder(self) -> str:
        """What stands in the HTML in place of the URL."""
        return f"zhushu-link:{self.number}:"


# ---------------------------------------------------------------- the glossary


class Match(Struct, frozen=True):
    """An entry's own rules of matching; see docs/glossary."""

    never: tuple[str, ...] = ()
    """Longer words inside which the entry is never marked: `支付宝` for `支付`."""
    always: tuple[str, ...] = ()
    """Contexts in which the form is marked whatever the segmenter says: strings that contain a form."""
    case: bool = False
    """Latin letters match in the case given only."""
    where: tuple[str, ...] = ()
    """Roles of passages (`body`: all but headings) in which the entry may be marked; empty: wherever marks are allowed."""
    first: Policy | None = None


class Dated(Struct, frozen=True):
    """A definition that was current from a time on."""

    since: str
    """`2019` or `2019-03` or `2019-03-01`."""
    text: str
    sources: tuple[str, ...] = ()


class Entry(Struct, frozen=True):
    """One entry of the glossary: a term or a named entity."""

    id: str
    """Unique; the name unless the author gives another."""
    name: str
    slug: str
    """Safe as a file name and in an HTML id; Han characters stay."""
    type: Type = "term"
    forms: tuple[str, ...] = ()
    """All surface forms that match, the name first, then the aliases, as written (not normalised), no duplicates."""
    definition: str = ""
    """Markdown."""
    english: str = ""
    pinyin: str = ""
    """Override of the pinyin by which the entry is sorted (polyphones); empty: found out."""
    see: tuple[str, ...] = ()
    """Ids or forms of related entries, as written."""
    sources: tuple[str, ...] = ()
    url: str = ""
    """The outside page about the thing (official site, encyclopedia)."""
    match: Match = Match()
    dated: tuple[Dated, ...] = ()
    """Oldest first."""
    short: bool = True
    """Whether a person's or organisation's short form is found after its full mention."""
    todo: bool = False
    """A stub made by `suggest --add`."""
    place: Place = NOWHERE

    @property
    def aliases(self) -> tuple[str, ...]:
        """The forms other than the name."""
        return self.forms[1:]


class Glossary(Struct, frozen=True, eq=False):
    """All entries, by id, in the order of their files. Equal to itself only, so that what is made of it is kept by it."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    digest: str = ""
    """SHA-256 over what marks depend on: id, slug, forms, type, match, short of each entry, in order of id; and `ignored`."""
    ignored: frozenset[str] = frozenset()
    """Words without an entry that are never marked by themselves nor suggested."""


# ---------------------------------------------------------------- annotating


class Span(NamedTuple):
    """One find of an annotator. `reason` tells why it was refused; None where it is kept."""

    passage: int
    start: int
    end: int
    text: str
    """The surface, as it stands in the passage."""
    label: Type
    ref: str | None = None
    """Id of its entry; None for an entity that no entry covers."""
    origin: str = "terms"
    """The annotator that found it: `terms`, `entities`, `author`."""
    score: float = 1.0
    """0 to 1: the chance that both edges and the label are right."""
    published: bool = True
    """Whether a page prints it by itself."""
    margin: float | None = None
    """By how much (natural logarithm) the reading with the span beats the best reading that straddles its edge."""
    reason: Text | None = None
    note: Text | None = None
    """Why it was kept, where there is something to tell (`explain`)."""
    number: int = 0
    """The entry's number in this article's glossary, in order of first mark, from 1; 0 without an entry."""
    mention: int = 0
    """Which marked mention of its entry this is in the article, from 1."""


Annotate = Callable[[Sequence[Passage]], Iterable[Span]]
"""All finds in an article's passages, refused ones with their reason, in any order."""


class AnnotateSettings(Struct, frozen=True):
    """What annotation depends on beside text and glossary."""

    entities: Entities = "auto"
    published: float = 0.9
    dictionary: str = ""
    """Path of a jieba dictionary used instead of jieba's own; empty: jieba's."""
    cache: str = ""
    """Folder for the bucketed dictionary; empty: none is kept."""
    accelerate: bool = True
    """Use rjieba / ahocorasick_rs where they are installed; the results are the same."""


MarkOf = Callable[[Span], tuple[str, str]]
"""The opening and closing HTML of a mark."""


class Woven(Struct, frozen=True):
    """An article's body as HTML with its marks in place."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()


class Body(Protocol):
    """What a reader makes of an article: it knows its own tree and nothing of annotation."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The blocks of visible text, in document order."""

    def weave(self, spans: Sequence[Span], mark: MarkOf) -> Woven:
        """The HTML with `spans` (kept, disjoint, any order) wrapped by `mark`; without spans the plain rendering.

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


class Reader(Protocol):
    """One input format."""

    def __call__(self, source: Source) -> Draft:
        """The article in `source`. Never raises for what an author wrote: problems are in the draft."""


# ---------------------------------------------------------------- the composed article


class Mention(NamedTuple):
    """A marked mention in its sentence, for entry pages and the article's glossary."""

    ref: str
    label: Type
    number: int
    mention: int
    before: str
    """The sentence's text before the mention (OBJECT characters removed)."""
    text: str
    after: str
    line: int


class Composed(Struct, frozen=True):
    """All that one article gives to the site; what the cache holds. JSON-able."""

    meta: Meta
    path: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """Entry id → all its mentions in the text, marked or not."""
    entities: Mapping[str, tuple[Type, int]] = field(default_factory=dict)
    """Published entities without an entry: surface → (type, count)."""
    key_terms: tuple[str, ...] = ()
    """The article's own ranked key terms."""
    han: int = 0
    """Han characters of the body."""
    latin: int = 0
    """Latin words of the body."""
    lead: str = ""
    """The beginning of the text, plain, at most 200 characters."""
    problems: tuple[Problem, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    """The article's own meanings: entry id → HTML."""


class Html:
    """HTML that is fetched when a template prints it (`{{ article.html }}`), never before.

    `digest` stands for it wherever something must only know whether it changed.
    """

    __slots__ = ("_load", "digest")

    def __init__(self, digest: str, load: Callable[[], str]) -> None:
        self.digest = digest
        self._load = load

    def __html__(self) -> str:
        return self._load()

    def __str__(self) -> str:
        return self._load()


# ---------------------------------------------------------------- the site


class Article(Struct, frozen=True):
    """A composed article with its place in the site. Its HTML has its links put in by `library`."""

    meta: Meta
    """With slug, title, date and description filled in."""
    path: str
    """Of its source."""
    url: str
    html: Html
    headings: tuple[Heading, ...]
    mentions: tuple[Mention, ...]
    counts: Mapping[str, int]
    entities: Mapping[str, tuple[Type, int]]
    key_terms: tuple[str, ...]
    minutes: int
    """Reading time: Han characters ÷ 400 + Latin words ÷ 220, rounded up."""
    han: int
    lead: str
    files: Mapping[str, str] = field(default_factory=dict)
    """Output path → source path of the images and attachments that the article uses."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """The article's own meanings: entry id → HTML, its links resolved."""


class EntryMentions(Struct, frozen=True):
    """One article's mentions of one entry."""

    article: Article
    mentions: tuple[Mention, ...]
    count: int
    """All mentions in the text, marked or not."""


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
    dated: tuple[Dated, ...] = ()
    """Dated definitions with their texts rendered to HTML, oldest first."""


class Library(Struct, frozen=True, eq=False):
    """The whole site, cross-references resolved. Equal to itself only, as a glossary is."""

    config: Config
    articles: tuple[Article, ...]
    """Newest first, then by path; articles without a date last."""
    pages: tuple[Article, ...]
    """`content/pages/`: about and the like."""
    entries: Mapping[str, EntryView]
    """By id, in pinyin order."""
    tags: Mapping[str, tuple[Article, ...]]
    """By name, most articles first."""
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """Output path → source of the files beside content that definitions show or link to."""


class Page(Struct, frozen=True):
    """A page of the site before it is encoded."""

    url: str
    kind: str
    """article, home, glossary, entry, entities, tag, tags, archive, page, search, 404, feed, sitemap, robots …"""
    layout: str
    """Template file in `layouts/`."""
    context: Mapping[str, object]
    stamp: str = ""
    """Stands for all that a context is made from which is made only when it is asked for; empty where it is there already."""


class Output(Struct, frozen=True):
    """A file of the built site."""

    path: str
    """Relative to the output folder."""
    data: bytes


