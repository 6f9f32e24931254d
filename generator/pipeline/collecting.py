"""The first half of a build, which ends with the library: scan → load → compose → collect."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from generator import annotate
from generator.article.job import Job, is_source, settings_of
from generator.core.article import Composed
from generator.core.errors import Problem, SiteError, in_order
from generator.core.library import Library
from generator.core.picture_types import Picture, is_picture
from generator.pipeline import loading, workers
from generator.pipeline.definition_cache import DefinitionCache
from generator.pipeline.kept import About, Keeper, stats_of
from generator.pipeline.problems import NO_CONTENT, not_shown, skipped
from generator.pipeline.records import Records
from generator.pipeline.report import Clock, Options
from generator.pipeline.visible import visible
from generator.site import library
from generator.store import scan
from generator.store.cache import key
from generator.store.cards import Cards
from generator.store.pictures import Pictures

Progress = Callable[[str, int, int], None]
"""Progress callback: stage (`compose`, `render`), items done, total."""


class Collector:
    """Makes the library of the site in `root`. Whatever the same object makes shares its caches, in the folder `cache`;
    articles with their links resolved are kept in the file `kept`.
    """

    def __init__(
        self, root: Path, cache: Path, kept: Path, options: Options, progress: Progress, on_killed: Callable[[], None]
    ) -> None:
        self.records = Records(cache, read=options.use_cache)
        self.loader = loading.Loader(root, cache, read=options.use_cache)
        self.pictures = Pictures(root, cache, read=options.use_cache)
        self.cards: Cards | None = None
        """The renderer of the site's social cards, if it has any."""
        self.keeper = Keeper(kept, self.records, read=options.use_cache)
        self._definitions = DefinitionCache(cache / "definitions.json", read=options.use_cache)
        self._root = root
        self._cache = cache
        self._options = options
        self._progress = progress
        self._on_killed = on_killed

    def clear(self) -> None:
        """Drop all that is kept, after it proved to be damaged."""
        self.records.clear()
        self.keeper.clear()
        self._definitions.clear()

    def scanned(self, look: scan.Look | None = None) -> tuple[dict[str, scan.Stat], list[Problem]]:
        """The site's files, from `look` if it was just scanned, and the problems of those that are left out."""
        if not (self._root / "content").exists():
            raise SiteError([NO_CONTENT])
        _, files, left_out = look or scan.look(self._root)
        return files, [skipped(path, code) for path, code in left_out.items()]

    def job(self, loaded: loading.Loaded) -> Job:
        """A worker's data for composing articles."""
        settings = settings_of(loaded.config, self._cache)
        return Job(self._root, loaded.config, loaded.glossary, settings)

    def all(self) -> tuple[Library, tuple[Problem, ...]]:
        """The library of all articles that the options select, and all problems."""
        files, problems = self.scanned()
        loaded = self.loader.load(files)
        composed = self._compose_all(loaded, self._sources(loaded, files), files)
        shown, _, held, dates = visible(self._root, composed, loaded.config, self._options)
        site = self._library(loaded, shown, files, dates)
        return site, in_order(
            [
                *problems,
                *loaded.problems,
                *_problems_of(loaded, composed),
                *held,
                *site.problems,
                *not_shown(files, site),
            ]
        )

    def collect(
        self, loaded: loading.Loaded, files: Mapping[str, scan.Stat], clock: Clock
    ) -> tuple[Library, About, Sequence[Problem]]:
        """The library, what is to be kept about its articles, and problems other than the library's: made from what the
        last build kept if only texts changed, else from all composed articles.
        """
        sources = self._sources(loaded, files)
        world = self._world(loaded, files, frozenset(sources))
        kept = self.keeper.load(world, sources) if world else None
        if kept:
            composed = self._compose(loaded, kept.changed(sources, files), files)
            clock.lap("compose")
            if kept.can_renew(composed):
                site, new = self._library(loaded, composed, files, {}, kept.site), {one.path for one in composed}
                if not any(problem.place.path in new for problem in site.problems):
                    kept.teach(site, new)
                    return site, kept.renewed(sources, self.records), kept.about.problems
        why = self.records.stale if kept else {}
        composed = self._compose_all(loaded, sources, files, lambda: self._preload(loaded))
        self.records.stale |= why
        clock.lap("compose")
        shown, due, held, dates = visible(self._root, composed, loaded.config, self._options)
        collected = self._library(loaded, shown, files, dates)
        paths = frozenset(sources)
        told = [*_problems_of(loaded, composed), *held]
        problems = (*told, *(problem for problem in collected.problems if problem.place.path in paths))
        if any(one.terms for one in collected.every):  # they may need files, which are not kept with them
            world = ""
        outside = {one.path: library.outside(one) for one in shown}
        redirects = dict(collected.redirects)
        stats = stats_of(sources, self.records)
        return collected, About(world, key(sources), stats, outside, due, problems, redirects), told

    def _compose_all(
        self,
        loaded: loading.Loaded,
        sources: Sequence[str],
        files: Mapping[str, scan.Stat],
        meanwhile: Callable[[], None] | None = None,
    ) -> list[Composed]:
        """All articles, composed now or from the cache, which then has no others."""
        composed = self._compose(loaded, sources, files, meanwhile)
        self.records.prune(sources)
        return composed

    def _compose(
        self,
        loaded: loading.Loaded,
        paths: Sequence[str],
        files: Mapping[str, scan.Stat],
        meanwhile: Callable[[], None] | None = None,
    ) -> list[Composed]:
        """The articles at `paths`, composed now or from the cache. `meanwhile` runs while workers compose, if any do."""
        job, seen = self.job(loaded), scan.now()
        composed, todo = self.records.split(paths, files, job)
        if self._options.jobs != 1:
            self._definitions.prefetch_pinyin(loaded.glossary.entries.values())
        job.composer.expect(len(todo))
        self._progress("compose", 0, len(todo))
        pieces = workers.run(job, todo, self._options.jobs, self._options.executor, meanwhile, self._on_killed)
        for done, made in enumerate(pieces, 1):
            path = made.path
            composed[path] = self.records.add(made, files[path], seen, job)
            self._progress("compose", done, len(todo))
        self.records.save()
        if todo and self._options.whole:  # the preview soon needs it again
            del job
            annotate.unload()
        return [composed[path] for path in paths if path in composed]

    @staticmethod
    def _sources(loaded: loading.Loaded, files: Mapping[str, scan.Stat]) -> list[str]:
        return [path for path in files if is_source(path, loaded.config.plugins)]

    def _world(self, loaded: loading.Loaded, files: Mapping[str, scan.Stat], sources: frozenset[str]) -> str:
        """Digest of all that addresses and links of articles depend on, but the articles; empty if that is not known."""
        config = loaded.config
        if config.git_dates or config.plugins or any(problem.level == "error" for problem in loaded.problems):
            return ""
        now = scan.now()
        beside = {
            path: (stat if scan.trusted(stat, now) else now) if is_picture(path) else None
            for path, stat in files.items()
            if path not in sources
            and path.startswith("content/")
            and (is_picture(path) or not path.startswith("content/glossary/"))
        }
        told = scan.program(), self._options.digest, repr(config), loaded.glossary.digest, list(loaded.glossary.entries)
        return key(told, beside)

    def _preload(self, loaded: loading.Loaded) -> None:
        """Load what rendering needs, before the articles are composed."""
        loaded.preload()
        self._definitions.of(loaded.glossary.entries.values())

    def _library(
        self,
        loaded: loading.Loaded,
        composed: Sequence[Composed],
        files: Mapping[str, scan.Stat],
        dates: Mapping[str, datetime],
        before: Library | None = None,
    ) -> Library:
        """The library of these composed articles, or of those of `before` with these in their places."""
        config = loaded.config
        if self._options.base_url:
            config = replace(config, base_url=self._options.base_url.rstrip("/") + "/")
        notes: list[Problem] = []
        if config.cards:
            from generator.pipeline.cards import resolved  # few sites make them

            config, self.cards, notes = resolved(config, self._root, self._options)
        rendered = self._definitions.of(loaded.glossary.entries.values())
        content = frozenset(path for path in files if path.startswith("content/"))

        def picture_of(path: str) -> Picture | None:
            return self.pictures.of(path, files[path])

        load = self.records.html_of, picture_of, self.records.mentions_of
        collected = library.collect(config, loaded.glossary, rendered, composed, content, *load, before)
        self.pictures.save(content)
        known = dates if config.changes else {}
        return replace(collected, dates=known, problems=(*collected.problems, *notes))


def _problems_of(loaded: loading.Loaded, composed: Sequence[Composed]) -> list[Problem]:
    """The articles' problems, without unknown entries if the glossary has errors of its own."""
    broken = any(problem.level == "error" for problem in loaded.problems)
    return [problem for one in composed for problem in one.problems if not (broken and problem.code == "unknown-entry")]
