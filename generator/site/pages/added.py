"""Pages of plugins. Whatever a plugin raises, in a context made late too, becomes a SiteError that names it."""

from collections.abc import Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from generator import plugins
from generator.core.library import Library
from generator.core.names import is_safe_path
from generator.core.page import Context, Page
from generator.core.plugin import Addition
from generator.site.pages.views import frame
from generator.store import cache


def added(library: Library) -> Iterator[Page]:
    """The pages of the site's plugins. Raises SiteError if one fails."""
    for addition in plugins.loaded("pages", library.config.plugins):
        pages = addition.call(partial(_pages, addition.value, library))
        yield from (replace(page, context=_guarded(page.context, addition, library)) for page in pages)


def _pages(kind: object, library: Library) -> list[Page]:
    pages: list[Page] = []
    for page in kind(library) if callable(kind) else [kind]:
        if not isinstance(page, Page):
            raise TypeError(f"a page kind returns Page, not {type(page).__name__}")
        if not is_safe_path(page.url):
            raise ValueError(f"{page.url!r} is no path of a page")
        pages.append(page)
    return pages


def _guarded(context: Mapping[str, object], addition: Addition, library: Library) -> Context:
    """The context with what every layout needs beneath it."""
    return Context(
        lambda: {**frame(library), **addition.call(partial(_values, context))},
        partial(addition.call, context.stamp) if isinstance(context, Context) else None,
    )


def _values(context: Mapping[str, object]) -> Mapping[str, object]:
    """The values of the context, if a digest can be made of them. Raises whatever is wrong with it."""
    values = dict(context)
    cache.key(values)
    return values
