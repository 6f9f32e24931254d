"""The composed article. URLs are relative to the site's root, without a leading slash, not percent-encoded
(`articles/a.html`).
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from generator.core.draft import Heading, Link, Meta
from generator.core.entry import Type
from generator.core.errors import Problem


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
    breaks: tuple[int, ...] = ()
    """Offsets into the title at which a line may end."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    """Ids that links may lead to beside those of headings."""
    mentions: tuple[Mention, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """Entry id → all its mentions in the text, marked or not."""
    entities: Mapping[str, tuple[Type, int]] = field(default_factory=dict)
    """Published entities without an entry: surface → (type, marks), in order of their first mark."""
    name_times: Mapping[str, int] = field(default_factory=dict)
    """Surface → all occurrences of such an entity in the text, marked or not."""
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
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of an entry that leaves open which of several is meant → their ids, the likeliest here first."""


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
    smaller: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Output path of a smaller copy of a picture → source of the picture, width of the copy."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """The article's own meanings: entry id → HTML, its links resolved."""
    name_times: Mapping[str, int] = field(default_factory=dict)
    """As in `Composed`."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of an entry that leaves open which of several is meant → their ids, the likeliest here first."""
    anchors: tuple[str, ...] = ()
    """Ids that links may lead to beside those of headings."""
    breaks: tuple[int, ...] = ()
    """As in `Composed`."""
