"""Pages before, and output files after rendering. Paths are relative to the output folder."""

from collections.abc import Callable, Mapping

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
        """Make the values anew when they are next asked for."""
        self._made = None


class Sheaf:
    """Some hundred pages with one stamp for all: while it is the same, their own are not made.

    `make` gives it, from all that the contexts of these pages are computed from; 0 if their own must be compared.
    """

    __slots__ = ("_make", "name")

    def __init__(self, name: str, make: Callable[[], int]) -> None:
        self.name = name
        self._make = make

    def __reduce__(self) -> tuple[type[None], tuple[()]]:
        """A page that is sent to another process leaves it behind."""
        return type(None), ()

    def stamp(self) -> int:
        """A digest: equal stamps mean equal contexts of all its pages. 0 if there is none."""
        return self._make()


class Page(Struct, frozen=True):
    """A page of the site before it is rendered."""

    url: str
    kind: str
    """article, home, glossary, entry, entities, tag, tags, archive, page, search, 404, feed …"""
    layout: str
    """Template file in `layouts/`."""
    context: Mapping[str, object]
    listed: bool = True
    """Whether the sitemap lists it."""
    searched: bool = False
    """Whether the site search indexes it."""
    sheaf: Sheaf | None = None
    """Pages of one sheaf follow one another."""

    @property
    def stamp(self) -> str:
        """See `Context.stamp`."""
        return self.context.stamp() if isinstance(self.context, Context) else ""


class Output(Struct, frozen=True):
    """A file of the built site."""

    path: str
    """Relative to the output folder."""
    data: bytes
