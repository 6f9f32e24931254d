"""What is written: pages before and files after encoding. Paths are relative to the output folder."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct


class Context(Mapping[str, object]):
    """A page's context that is made when it is first asked for.

    So a list of pages costs nothing but their addresses. Another process is given the values, never what they are
    made from. `stamp`, where there is one, gives a digest of all that the context is made from.
    """

    __slots__ = ("_made", "_make", "_stamp")

    def __init__(self, make: Callable[[], Mapping[str, object]], stamp: Callable[[], str] | None = None) -> None:
        self._make = make
        self._made: Mapping[str, object] | None = None
        self._stamp = stamp

    def __reduce__(self) -> tuple[type[dict[str, object]], tuple[dict[str, object]]]:
        return dict, (dict(self),)

    def stamp(self) -> str:
        """While this is the same, so is the context; empty where only the context itself can tell."""
        return self._stamp() if self._stamp else ""

    def once(self) -> Mapping[str, object]:
        """The values, which are not kept: whoever renders a page has no more need of them."""
        return self._make() if self._made is None else self._made

    def _values(self) -> Mapping[str, object]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, name: str) -> object:
        return self._values()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())


class Page(Struct, frozen=True):
    """A page of the site before it is encoded."""

    url: str
    kind: str
    """article, home, glossary, entry, entities, tag, tags, archive, page, search, 404, feed …"""
    layout: str
    """Template file in `layouts/`."""
    context: Mapping[str, object]
    listed: bool = True
    """Whether it stands in the sitemap."""
    searched: bool = False
    """Whether the site's own search covers it."""

    @property
    def stamp(self) -> str:
        """A digest of all that the context is made from; empty where only the context itself can tell."""
        return self.context.stamp() if isinstance(self.context, Context) else ""


class Output(Struct, frozen=True):
    """A file of the built site."""

    path: str
    """Relative to the output folder."""
    data: bytes
