"""Pages before, and output files after rendering. Paths are relative to the output folder."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.core.late import LateMapping


class Context(LateMapping[str, object]):
    """A page's template context, computed on first access, so that a list of pages costs only their URLs.

    Pickling it sends the computed values. `stamp`, if given, returns a digest of everything that the context is
    computed from. Both are called with `given`.
    """

    __slots__ = ("_stamp",)

    def __init__(
        self,
        make: Callable[..., Mapping[str, object]],
        stamp: Callable[..., str] | None = None,
        given: tuple[object, ...] = (),
    ) -> None:
        super().__init__(make, given)
        self._stamp = stamp

    def __reduce__(self) -> tuple[type[dict[str, object]], tuple[dict[str, object]]]:
        return dict, (dict(self),)

    def stamp(self) -> str:
        """A digest: equal stamps mean equal contexts. Empty if there is none and the contexts must be compared."""
        return self._stamp(*self._given) if self._stamp else ""

    def uncached(self) -> Mapping[str, object]:
        """The values, computed without keeping them: after rendering they are not needed again."""
        return self._make(*self._given) if self._made is None else self._made

    def forget(self) -> None:
        """Drop the values; they are made again when they are next needed."""
        self._made = None


NO_LAYOUT = ""
"""The layout of a page that no template makes: `data` in its context, a LazyBytes, is the whole file."""


class Page(Struct, frozen=True):
    """A page of the site before it is rendered."""

    url: str
    kind: str
    """article, home, glossary, entry, entities, tag, tags, archive, page, search, 404, feed …"""
    layout: str
    """Template file in `layouts/`, or NO_LAYOUT."""
    context: Mapping[str, object]
    listed: bool = True
    """Whether the sitemap lists it."""
    searched: bool = False
    """Whether the site search indexes it."""
    near: int = 0
    """Place in the list of articles of the first that it shows. Pages that show the same articles are rendered one after
    the other, since these are loaded only once then.
    """

    @property
    def stamp(self) -> str:
        """See `Context.stamp`."""
        return self.context.stamp() if isinstance(self.context, Context) else ""


class Sheaf(NamedTuple):
    """Some hundred pages with one stamp for all: while it is the same, they are not made."""

    name: str
    """Unique among the sheaves of a site."""
    layouts: Collection[str]
    """The layouts of its pages."""
    stamp: Callable[[], int]
    """A digest: equal stamps mean the same pages with equal contexts. 0 if there is none, and each must be compared."""
    pages: Callable[[], Iterable[Page]]


def flat(made: Iterable[Page | Sheaf]) -> Iterator[Page]:
    """All pages, those of sheaves too."""
    for one in made:
        yield from one.pages() if isinstance(one, Sheaf) else (one,)


class Output(Struct, frozen=True):
    """A file of the built site."""

    path: str
    """Relative to the output folder."""
    data: bytes
