"""The credits of the shared glossaries, `glossary/credits/index.html`; only where the site uses some."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from generator.core.entry import Origin
from generator.core.library import Library
from generator.core.page import Context, Page
from generator.core.urls import glossary_urls
from generator.site.pages.views import GLOSSARY, frame

URL = "glossary/credits/index.html"


class Credit(NamedTuple):
    """A shared glossary, with its licences."""

    origin: Origin
    licenses: tuple[str, ...]
    """The licences of its entries, the most frequent first."""
    entries: int
    url: str
    """The URL of the index of its entries."""


def credits(library: Library) -> Iterator[Page]:  # noqa: A001 — the name of the page kind; the interactive built-in is not used
    """Each shared glossary with its licence and home page, by name."""
    if any(view.entry.origin for view in library.entries.values()):
        yield Page(URL, "credits", "credits.html", Context(partial(_context, library)))


def _context(library: Library) -> Mapping[str, object]:
    licenses: dict[Origin, Counter[str]] = {}
    for view in library.entries.values():
        if view.entry.origin:
            licenses.setdefault(view.entry.origin, Counter())[view.entry.license] += 1
    urls = glossary_urls(view.entry.glossary for view in library.entries.values())
    return frame(
        library,
        credits=tuple(
            Credit(origin, tuple(name for name, _ in found.most_common() if name), found.total(), urls[origin.name])
            for origin, found in sorted(licenses.items(), key=lambda one: (one[0].name, one[0].url, one[0].version))
        ),
        crumbs=(GLOSSARY,),
    )
