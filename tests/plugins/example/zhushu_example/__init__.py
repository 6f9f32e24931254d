"""An example plugin: reads `.csvtext`, marks reign years, adds a page, an export format and texts."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import About, Context, Draft, Library, Page, Passage, Source, Span, read_article

LAYOUTS = Path(__file__).parent / "layouts"
STRINGS = {"zh-Hans": {"longest.title": "最长的文章"}, "en": {"longest.title": "The longest articles"}}
REIGNS = ("贞观", "开元")


def read_csv_text(source: Source) -> Draft:
    """A reader: the first line is the title, each further line a paragraph, cells joined by commas."""
    title, *rows = source.text.strip().split("\n")
    return read_article(Source(source.path, "\n\n".join([f"# {title}", *rows]), source.digest), ".md")


def years(context: Context, passages: Sequence[Passage], _about: About) -> Iterator[Span]:
    """An annotator: years of two reigns, or of the `reigns` under `[extra.years]` in site.toml, are events without an entry."""
    reigns = "|".join(map(re.escape, context.extra.get("years", {}).get("reigns", REIGNS)))
    for passage in passages:
        for found in re.finditer(rf"(?:{reigns})[元一二三四五六七八九十]+年", passage.text):
            yield Span(passage.number, found.start(), found.end(), found[0], "event")


def longest(library: Library) -> Iterator[Page]:
    """A page kind: the ten longest articles."""
    ten = sorted(library.articles, key=lambda article: (-article.han, article.path))[:10]
    rows = [{"title": article.meta.title, "url": article.url, "han": article.han} for article in ten]
    yield Page("longest.html", "longest", "longest.html", {"rows": rows})


def names(library: Library) -> bytes:
    """An export format: the entries' names, one a line."""
    return "".join(f"{view.entry.name}\n" for view in library.entries.values()).encode()
