"""Gives articles their URLs, fills in titles, slugs and dates, and collects former addresses."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import NamedTuple

from msgspec.structs import replace

from generator.core.article import Article, Composed
from generator.core.clock import aware
from generator.core.draft import Meta, line_of
from generator.core.errors import Place, Problem, Text
from generator.core.names import fold_name, slug_of
from generator.core.order import natural
from generator.core.settings import Config
from generator.core.visibility import dated, is_published, standing_of
from generator.site import permalinks, taxonomies
from generator.site.pages.views import is_page


class Placed(NamedTuple):
    """An article with its URL."""

    composed: Composed
    meta: Meta
    """With title, slug and date filled in."""
    url: str


def place(
    composed: Composed, config: Config, problems: list[Problem], sections: frozenset[str] = frozenset()
) -> Placed:
    """The article with its metadata filled in and its URL; problems are appended to `problems`. `sections` are the
    folders of pages that have an index page.
    """
    meta = dated(composed.path, composed.meta)
    stem = permalinks.stem_of(composed.path)
    meta = replace(
        meta,
        title=meta.title or stem,
        slug=slug_of(meta.slug or stem),
        date=aware(meta.date, config.zone) if meta.date else None,
        updated=aware(meta.updated, config.zone) if meta.updated else None,
        permalink=_within(meta.permalink, config.base_url),
        aliases=tuple(_within(address, config.base_url) for address in meta.aliases),
    )
    if meta.permalink:
        found = permalinks.from_meta(composed.path, meta)
        problems += [found.problem] if found.problem else []
        if found.url:
            return Placed(composed, meta, found.url)
    if is_page(composed.path):
        return Placed(composed, meta, permalinks.of_page(composed.path, meta, sections))
    found = permalinks.by_pattern(composed.path, meta, config)
    is_told = any(problem.code == "bad-date" for problem in composed.problems)
    problems += [found.problem] if found.problem and not is_told else []
    return Placed(composed, meta, found.url)


def _within(address: str, base: str) -> str:
    """An address of the site itself, written in full, from the site's root; others as they are."""
    base = f"{base.rstrip('/')}/"
    return address[len(base) - 1 :] if base != "/" and address.startswith(base) else address


def translations(placed: Sequence[Placed], config: Config) -> list[Placed]:
    """Add the language to the slugs of translations (`index.en.md` beside `index.zh-cn.md`), except for the one in the
    site's own language, or else the first.
    """
    marked = [one for one in placed if permalinks.language_of(one.composed.path) and not one.meta.permalink]
    if not marked:
        return list(placed)
    taken = {one.url for one in placed if one not in marked}
    moved: dict[str, Placed] = {}
    ours = config.language[:2].lower()
    for one in sorted(marked, key=lambda one: permalinks.language_of(one.composed.path)[:2].lower() != ours):
        final = one
        if one.url in taken:
            meta = replace(one.meta, slug=f"{one.meta.slug}-{permalinks.language_of(one.composed.path).lower()}")
            url = (
                permalinks.of_page(one.composed.path, meta)
                if is_page(one.composed.path)
                else permalinks.by_pattern(one.composed.path, meta, config).url
            )
            final = Placed(one.composed, meta, url)
        taken.add(final.url)
        moved[one.composed.path] = final
    return [moved.get(one.composed.path, one) for one in placed]


def merge_names(placed: Sequence[Placed], config: Config) -> list[Placed]:
    """Merge tags, and authors, that differ only in case, width or invisible characters. The spelling of the first article
    wins; that of an author in `config` before it.
    """
    listed = [one.meta for one in placed if not one.meta.unlisted]
    tags = taxonomies.canonical(tag for meta in listed for tag in meta.tags)
    written = dict.fromkeys([config.author, *(meta.author for meta in listed)])
    authors = taxonomies.canonical(name for author in written for name in taxonomies.names_in(author))
    return [_with_names(one, tags, authors) for one in placed]


def _with_names(one: Placed, tags: Mapping[str, str], authors: Mapping[str, str]) -> Placed:
    """An article with its tags and authors as they are shown."""
    meta = one.meta
    if meta.tags and (shown := taxonomies.as_shown(meta.tags, tags)) != meta.tags:
        meta = replace(meta, tags=shown)
    if meta.author and (named := taxonomies.names_in(meta.author)) != (shown := taxonomies.as_shown(named, authors)):
        meta = replace(meta, author=taxonomies.SEPARATORS[0].join(shown))
    return one if meta is one.meta else one._replace(meta=meta)


def redirects(articles: Sequence[Article], urls: Iterable[str], problems: list[Problem]) -> Mapping[str, str]:
    """Former addresses of articles with their current URLs. An address of a page of the site is never redirected."""
    if not any(one.meta.aliases for one in articles):
        return {}
    taken = {url.casefold() for url in urls}
    found: dict[str, str] = {}
    for article in articles:
        url = article.url
        for address in article.meta.aliases:
            old = permalinks.alias_path(address, url)
            if old and old.casefold() not in taken:
                taken.add(old.casefold())
                found[old] = url
            elif found.get(old) != url and old != url and "/" in address:  # else an alias as in Obsidian
                place = Place(article.path, line_of(article.meta, "aliases"))
                problems.append(_no_redirect(place, address, found=bool(old)))
    return found


def _no_redirect(place: Place, address: str, *, found: bool) -> Problem:
    why = (
        Text("那里已有别的页面", "another page stands there")
        if found
        else Text("这不是站内的网址", "this is no address within the site")
    )
    return Problem(
        "warning",
        "no-redirect",
        place,
        Text(f"旧网址“{address}”没有转向这里：{why.zh}", f'the old address "{address}" does not lead here: {why.en}'),
    )


def old_addresses(articles: Iterable[Article], redirects: Mapping[str, str]) -> Mapping[str, str]:
    """Normalized address → URL, for former addresses and for permalinks as they are written."""
    old = {permalinks.normalized(address): url for address, url in redirects.items()}
    for article in articles:
        for address in (*article.meta.aliases, article.meta.permalink):
            if "/" in address:
                old.setdefault(permalinks.normalized(address), article.url)
    return old


def names(articles: Iterable[Article]) -> Mapping[str, frozenset[str]]:
    """Folded name that may be in an old address → the URLs of the articles with that name."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        if not is_page(article.path):
            for name in {permalinks.stem_of(article.path), article.meta.slug, article.meta.id} - {""}:
                names[fold_name(name)].add(article.url)
    return {name: frozenset(urls) for name, urls in names.items()}


def clashes(placed: Iterable[Placed], zone: tzinfo) -> Iterable[Problem]:
    """A problem for each article whose URL another has, on a case-insensitive file system; a warning if one of them is not
    published now, as drafts often lie beside what they are to replace.
    """
    now = time.time()
    seen: dict[str, Placed] = {}
    for one in placed:
        other = seen.setdefault(one.url.casefold(), one)
        if other is not one:
            both = all(is_published(standing_of(each.composed.path, each.meta, now, zone)) for each in (one, other))
            path = other.composed.path
            yield Problem(
                "error" if both else "warning",
                "slug-clash",
                Place(one.composed.path, 1),
                Text(f"与 {path} 的网址相同：{one.url}", f"has the same URL as {path}: {one.url}"),
                Text("给其中一篇另写 slug", "give one of them another slug")
                if both
                else Text(
                    "两篇都发布之前，给其中一篇另写 slug", "give one of them another slug before both are published"
                ),
            )


def list_key(one: Placed) -> tuple[object, ...]:
    """The sort key of an article in lists: the newest first; without a date last, in natural order."""
    return -one.meta.date.timestamp() if one.meta.date else float("inf"), natural(one.composed.path)
