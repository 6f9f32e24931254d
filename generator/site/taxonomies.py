"""Groups of articles: tags, categories, series, authors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from generator.core.article import Article
from generator.core.draft import Meta
from generator.core.names import fold_label, tidy_label
from generator.core.order import natural
from generator.core.settings import Config

SEPARATORS = ("、", "，", "；", ";", " & ")
"""Between the names of several authors."""

Groups = Mapping[str, tuple[Article, ...]]


def canonical(names: Iterable[str]) -> Mapping[str, str]:
    """Folded name → the name as shown, which is its spelling where it first occurs in `names`."""
    shown: dict[str, str] = {}
    for name in names:
        shown.setdefault(fold_label(name), tidy_label(name))
    return shown


def as_shown(names: Iterable[str], shown: Mapping[str, str]) -> tuple[str, ...]:
    """Names in their shown spelling, without duplicates."""
    return tuple(dict.fromkeys(one for name in names if (one := shown.get(fold_label(name), tidy_label(name)))))


def tags(articles: Iterable[Article]) -> Groups:
    """Tag → its articles, tags with the most articles first."""
    tagged: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for tag in article.meta.tags:
            tagged[tag].append(article)
    return {tag: tuple(tagged[tag]) for tag in sorted(tagged, key=lambda tag: (-len(tagged[tag]), tag))}


def categories(articles: Iterable[Article]) -> Groups:
    """Path of a category → its articles and those of its subcategories; parents before children."""
    found: dict[str, list[Article]] = {}
    names: dict[str, str] = {}
    for article in articles:
        mine: dict[str, None] = {}
        for path in article.meta.categories:
            steps = path.split("/")
            for depth in range(1, len(steps) + 1):
                mine[names.setdefault(fold_label("/".join(steps[:depth])), "/".join(steps[:depth]))] = None
        for category in mine:
            found.setdefault(category, []).append(article)
    order = sorted(found, key=lambda path: [(fold_label(step), step) for step in path.split("/")])
    return {path: tuple(found[path]) for path in order}


def series(articles: Iterable[Article]) -> Groups:
    """Series → its articles, ordered by `part`, then by date, oldest first, then by name."""
    found: defaultdict[str, list[Article]] = defaultdict(list)
    names: dict[str, str] = {}
    for article in articles:
        if article.meta.series:
            found[names.setdefault(fold_label(article.meta.series), article.meta.series)].append(article)
    return {name: tuple(sorted(found[name], key=_place_in_series)) for name in sorted(found)}


def authors_of(meta: Meta, config: Config) -> tuple[str, ...]:
    """The article's authors, or the site's if it names none."""
    return names_in(meta.author or config.author)


@lru_cache
def names_in(author: str) -> tuple[str, ...]:
    """The names of one or several authors."""
    names = [author]
    for separator in SEPARATORS:
        names = [part for name in names for part in name.split(separator)]
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def authors(articles: Sequence[Article], config: Config) -> Groups:
    """Author → the articles; empty if the site has only one author."""
    found: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for name in authors_of(article.meta, config):
            found[name].append(article)
    return {name: tuple(found[name]) for name in sorted(found)} if len(found) > 1 else {}


def _place_in_series(article: Article) -> tuple[float, float, tuple[tuple[int, int, str], ...]]:
    meta = article.meta
    part = float("inf") if meta.part is None else meta.part
    return part, meta.date.timestamp() if meta.date else float("inf"), natural(article.path)
