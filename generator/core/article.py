"""The composed article. URLs are relative to the site's root, without a leading slash, not percent-encoded."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from generator.core.draft import Heading, Link, Meta
from generator.core.entry import Type
from generator.core.errors import Problem
from generator.core.groups import grouped

HAN_PER_MINUTE = 400
LATIN_PER_MINUTE = 220
"""Words."""


class Mention(NamedTuple):
    """A mark in its sentence, for entry pages and the article's glossary."""

    ref: str
    label: Type
    number: int
    mention: int
    before: str
    """The text of the sentence before the mention, without OBJECT characters."""
    text: str
    after: str
    line: int


class Mentions:
    """The marked mentions of one article, loaded lazily, as they are most of the data of an article."""

    __slots__ = ("load",)

    def __init__(self, load: Callable[[str], tuple[Mention, ...]]) -> None:
        self.load = load

    def of(self, ref: str) -> tuple[Mention, ...]:
        """The mentions of the entry `ref`, in order."""
        return self.load(ref)


def _none(_: str) -> tuple[Mention, ...]:
    return ()


NO_MENTIONS = Mentions(_none)


def by_entry(mentions: Iterable[Mention]) -> Mapping[str, tuple[Mention, ...]]:
    """Entry id → its mentions, in order of first mark."""
    return {ref: tuple(marked) for ref, marked in grouped((one.ref, one) for one in mentions).items()}


class Composed(Struct, frozen=True, omit_defaults=True):
    """The data of an article that lists and other pages need; serialised as JSON. Its HTML and mentions are stored
    separately.
    """

    meta: Meta
    path: str
    breaks: tuple[int, ...] = ()
    """Offsets into the title at which a line may break."""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    """Link targets other than heading ids."""
    marks: Mapping[str, int] = field(default_factory=dict)
    """Entry id → number of its marks, in order of first mark."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Entry id → number of its mentions in the text, marked or not."""
    entities: Mapping[str, tuple[Type, int]] = field(default_factory=dict)
    """Published entities without an entry: surface → (type, number of marks), in order of first mark."""
    entity_counts: Mapping[str, int] = field(default_factory=dict)
    """The same entities: surface → number of occurrences in the text, marked or not."""
    key_terms: tuple[str, ...] = ()
    """The article's own ranked key terms."""
    han: int = 0
    """Han characters of the body."""
    latin: int = 0
    """Latin words of the body."""
    lead: str = ""
    """The beginning of the text, at most 200 characters."""
    problems: tuple[Problem, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    """The article's own definitions: entry id → HTML."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of an ambiguous entry → ids of the possible entries, the likeliest in this article first."""


class LazyHtml:
    """HTML that is loaded only when a template prints it (`{{ article.html }}`). `digest` identifies its content."""

    __slots__ = ("digest", "load")

    def __init__(self, digest: str, load: Callable[[], str]) -> None:
        self.digest = digest
        self.load = load

    def __html__(self) -> str:
        return self.load()

    def __str__(self) -> str:
        return self.load()


NO_HTML = LazyHtml("", str)


class LazyBytes:
    """A whole file that is made only when it is written. `digest` identifies its content."""

    __slots__ = ("digest", "load")

    def __init__(self, digest: str, load: Callable[[], bytes]) -> None:
        self.digest = digest
        self.load = load


class Article(Composed, frozen=True, kw_only=True):
    """A composed article at its URL. Slug, title and date are filled in; by `link_article` also the description, and URLs
    in place of links.
    """

    url: str
    html: LazyHtml = NO_HTML
    mentions: Mentions = NO_MENTIONS
    files: Mapping[str, str] = field(default_factory=dict)
    """Output path → source path of each image and attachment that the article uses."""
    smaller: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Output path of a smaller copy of a picture → source path of the picture, width of the copy in pixels."""
    cover: tuple[int, int] = (0, 0)
    """Width and height in pixels of `meta.image`; 0 if unknown."""

    @property
    def minutes(self) -> int:
        """Reading time, rounded up."""
        minutes = self.han / HAN_PER_MINUTE + self.latin / LATIN_PER_MINUTE
        return max(1, -(-int(minutes * 100) // 100))
