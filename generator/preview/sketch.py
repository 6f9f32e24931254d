"""A fast path for the page that the author looks at: made alone, from the library of the last build.

A build of a thousand articles takes longer than an author should wait. So after a save of one article, or a decision
about it, its page is made at once and kept in memory. The build that follows makes all pages, and replaces this one.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from generator import readers
from generator.article.compose import Composer, Result
from generator.article.job import settings_of
from generator.core.article import Article, LazyHtml
from generator.core.entry import Entry, Glossary
from generator.core.errors import Problem, SiteError
from generator.core.library import Library
from generator.core.page import Output
from generator.core.settings import Config
from generator.glossary import never
from generator.glossary.definitions import render
from generator.glossary.load import FOLDER
from generator.site.addresses import targets
from generator.site.library import collect
from generator.site.linking import with_links
from generator.site.links import Targets, resolve
from generator.site.pages.article import article_page
from generator.store import scan
from generator.store.personal import templates_folder
from generator.theme.render import Templates

SHOWN_ELSEWHERE = (
    *("title", "date", "slug", "tags", "draft", "layout", "private", "unlisted", "noindex", "search"),
    *("publish_date", "expires", "permalink", "aliases", "id", "categories", "series", "part", "sticky", "author"),
)
"""Front matter that other pages show. If it changed, the page needs a build."""
MANY = 100
"""Saves that are expected of a writer: enough to load what cuts long texts fast."""


class Sketches:
    """Makes single pages of the site in `root`; composer and templates are kept between pages."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._library: Library | None = None
        self._targets = Targets({}, frozenset(), frozenset())
        self._composer: tuple[tuple[Config, Mapping[str, Entry], frozenset[str]], Composer] | None = None
        self._templates: tuple[Config, Templates] | None = None

    def learn(self, library: Library | None, changed: frozenset[str]) -> None:
        """Take over the library of a build; `changed` are the paths that triggered it. Raises SiteError if the theme has
        errors.
        """
        self._library = library
        if library is None:
            return
        if any(path.startswith("layouts") for path in changed):
            self._templates = None
        self._targets = targets(library, scan.below(self._root, "content")[0])
        config, entries = library.config, {ref: view.entry for ref, view in library.entries.items()}
        ignored = never.words(self._root / FOLDER)
        if self._composer is None or self._composer[0] != (config, entries, ignored):
            composer = Composer(config, Glossary(entries, ignored=ignored), settings_of(config, self._root / ".cache"))
            self._composer = (config, entries, ignored), composer
        if self._templates is None or self._templates[0] != config:
            self._templates = config, Templates(self._root / "layouts", config, templates_folder(self._root))

    def warm(self) -> None:
        """Make the page of an article for nothing, so that the first save finds loaded what all saves need."""
        if self._library and self._library.articles and self._composer:
            self._composer[1].expect(MANY)
            self.page(self._library.articles[0].path)

    def page(self, path: str, glossary: Glossary | None = None) -> Output | None:
        """The current page of the article whose source is `path`, with `glossary` in place of that of the last build.

        None if only a build can make the page.
        """
        library, composer, templates = self._library, self._composer, self._templates
        old = next((article for article in library.articles if article.path == path), None) if library else None
        source = readers.load(self._root, path)
        if library is None or composer is None or templates is None or old is None or isinstance(source, Problem):
            return None
        now, library = (composer[1], library) if glossary is None else self._with(glossary, library)
        new = self._article(now.compose(source), library)
        if (
            new is None
            or new.url != old.url
            or any(getattr(new.meta, key) != getattr(old.meta, key) for key in SHOWN_ELSEWHERE)
        ):
            return None
        articles = tuple(new if article is old else article for article in library.articles)
        alike = library if glossary is None and _names(new) == _names(old) else None
        updated = replace(library, articles=articles, alike=alike)
        page = article_page(updated, [article is old for article in library.articles].index(True))
        try:
            return Output(page.url, templates[1].render(page))
        except SiteError:
            return None

    def _with(self, glossary: Glossary, library: Library) -> tuple[Composer, Library]:
        """A composer and a library with `glossary`; its new entries have no mentions yet."""
        config, old = library.config, library.entries
        changed = {ref: entry for ref, entry in glossary.entries.items() if ref not in old or old[ref].entry != entry}
        views = collect(
            config, Glossary(changed), render(changed.values(), {}), [], frozenset(), lambda _: LazyHtml("", str)
        ).entries
        entries = {ref: views[ref] if ref in changed else old[ref] for ref in glossary.entries}
        return Composer(config, glossary, settings_of(config, self._root / ".cache")), replace(library, entries=entries)

    def _article(self, made: Result, library: Library) -> Article | None:
        """The article at its URL; None if it has errors, or terms of its own, which may link anywhere."""
        composed, key, html = made.composed, made.key, made.html
        alone = collect(library.config, Glossary(), {}, [composed], frozenset(), lambda _: LazyHtml(key, lambda: html))
        if composed.terms or not alone.articles or any(problem.level == "error" for problem in composed.problems):
            return None
        article = alone.articles[0]
        resolved = {
            str(link.number): resolve(link, composed.path, article.url, self._targets) for link in composed.links
        }
        finals = {number: one.url for number, one in resolved.items()}
        return replace(article, html=with_links(LazyHtml(key, lambda: html), finals))


def _names(article: Article) -> tuple[object, ...]:
    """The names of an article that have no entry, in order, and their numbers."""
    return list(article.entities.items()), article.entity_counts
