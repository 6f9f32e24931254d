"""The home page and those that continue its list: `index.html`, `page/2.html` and on."""

from collections.abc import Iterator

from generator.model import Library, Page
from generator.pages.jsonld import website
from generator.pages.views import Counted, Named, counted, frame, teasers

FREQUENT = 16
"""Entries that the home page names as those the site speaks of most."""


def home(library: Library) -> Iterator[Page]:
    """All articles, newest first, `per_page` on a page; a site without articles has one page that says so."""
    listed = tuple(teasers(library).values())
    size = max(1, library.config.per_page)
    pages = max(1, -(-len(listed) // size))
    for number in range(1, pages + 1):
        yield Page(_url(number), "home", "home.html", frame(
            library,
            articles=listed[(number - 1) * size:number * size],
            number=number,
            pages=tuple(Named(str(n), _url(n)) for n in range(1, pages + 1)),
            total=len(listed),
            frequent=_frequent(library) if number == 1 else (),
            ld=website(library) if number == 1 else "",
        ))


def _url(number: int) -> str:
    return "index.html" if number == 1 else f"page/{number}.html"


def _frequent(library: Library) -> tuple[Counted, ...]:
    """The entries that are mentioned most."""
    used = sorted((view for view in library.entries.values() if view.count), key=lambda view: -view.count)
    return tuple(counted(library, view.entry.id, view.count) for view in used[:FREQUENT])
