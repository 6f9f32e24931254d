"""The pipeline, in order: scan → load → compose → collect (see `collecting`) → plan → encode → commit."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from generator import readers
from generator.article.compose import Composer, Finds
from generator.core.errors import NOWHERE, Place, Problem, SiteError, Text, in_order, raise_errors, stops
from generator.core.library import Library
from generator.core.page import Output, Page
from generator.core.visibility import is_published, standing_of
from generator.pipeline import claims
from generator.pipeline.collecting import Collector, Progress
from generator.pipeline.problems import io_problem, not_shown, workers_killed
from generator.pipeline.render import Encoder
from generator.pipeline.report import Clock, Options, Report
from generator.site.cards import cards
from generator.site.editions.cards import card as edition_card
from generator.site.editions.edition import editions_of
from generator.site.pages import crawlers, pages_of, plan
from generator.store import scan, state, strangers
from generator.store.cache import Missing
from generator.store.lock import lock
from generator.store.output.clashes import Claim, clashes, has_foreign, listing, misplaced, written
from generator.store.output.commit import commit, staging
from generator.store.output.stage import near

__all__ = ["Options", "Progress", "Report", "Site", "build_site"]


def build_site(root: str | Path, output: str | Path | None = None, options: Options | None = None) -> Report:
    """Build the site in the folder `root` into `output` (default: `root/build`).

    Writes only what changed since the last build. Raises SiteError with every problem found; the output is then
    unchanged.
    """
    root = Path(root).resolve()
    return Site(root, Path(output).resolve() if output else root / "build", options).build()


class Site:
    """A site and its output folder. Builds of the same object share their caches."""

    def __init__(
        self, root: Path, target: Path, options: Options | None = None, progress: Progress | None = None
    ) -> None:
        self.root = root
        self.target = target
        self.options = options or Options()
        self.library: Library | None = None
        """The library of the last build."""
        self._progress = progress or (lambda _stage, _done, _total: None)
        self._cache = root / ".cache"
        strangers.remove(self._cache)  # before anything in it is opened
        kept = state.path_of(root, target).with_suffix(".sqlite")
        self._collector = Collector(root, self._cache, kept, self.options, self._progress, self._on_killed)
        self._before: state.State | None = None
        self._killed = 0
        """Worker processes killed during this build."""

    def build(self, look: scan.Look | None = None) -> Report:
        """Bring the output up to date. `look` is a scan of the site, if one was just made. Raises SiteError with every
        problem found; the output is then unchanged.
        """
        if problem := misplaced(self.target, self.root):
            raise SiteError([problem])
        try:
            name = f"stage-{state.path_of(self.root, self.target).stem[6:]}"
            with lock(self._cache, self.target), staging(near(self.target, self._cache, name), self.target) as stage:
                try:
                    return self._build(stage, self._newest(look))
                except Missing:
                    self._collector.clear()
                    return self._build(stage, scan.look(self.root))
                finally:
                    self._collector.records.save()  # composed articles stay valid if a template fails
        except OSError as error:
            raise SiteError([io_problem(error, self.root)]) from error

    def collect(self) -> tuple[Library, tuple[Problem, ...]]:
        """The site's library, as the options select articles, and all problems. Writes nothing to the output."""
        return self._collector.all()

    def clashes(self, site: Library) -> list[Problem]:
        """Output clashes of a build of those articles of `site` that are public now. Raises SiteError for errors in the
        theme.
        """
        files = self._collector.scanned()[0]
        templates = self._collector.loader.load(files).templates(site.config)
        now, zone = time.time(), site.config.zone
        verdicts = {one.url: standing_of(one.path, one.meta, now, zone) for one in site.every}
        held = {url for url, verdict in verdicts.items() if not is_published(verdict)}
        pages = [page for page in pages_of(site) if page.url not in held]
        others = [(path, NOWHERE) for path in (*(one.path for one in templates.assets()), *crawlers.FILES)]
        wanted = claims.claims(site, pages, [*others, *claims.copies(site, files)])
        return clashes(self.target, wanted, written(self.target))

    def finds(self, path: str) -> Finds:
        """All finds in the article at `path`, kept and refused. Raises SiteError if it cannot be read."""
        source = readers.load(self.root, path)
        if isinstance(source, Problem):
            raise SiteError([source])
        return self.composer().find(source)

    def composer(self) -> Composer:
        """A composer with the site's current settings and glossary. Raises SiteError for errors in them."""
        loaded = self._collector.loader.load(self._collector.scanned()[0])
        raise_errors(loaded.problems)
        return self._collector.job(loaded).composer

    def _build(self, stage: Path, look: scan.Look) -> Report:
        clock, seen, self._killed = Clock(), look.at, 0
        files, problems = self._collector.scanned(look)
        loaded = self._collector.loader.load(files)
        if any(problem.level == "error" and problem.place.path == "site.toml" for problem in loaded.problems):
            raise SiteError(in_order([*problems, *loaded.problems]))  # articles by other settings may be right or wrong
        clock.lap("load")
        site, about, told = self._collector.collect(loaded, files, clock)
        problems += [*loaded.problems, *told, *site.problems, *not_shown(files, site)]
        self._stop_for(problems)
        clock.lap("collect")
        before = self._before or (state.load(self.root, self.target) if self.options.use_cache else None)
        encoder = Encoder(self.root, self.target, stage, loaded.templates(site.config), before, self._on_killed)
        self._encode(encoder, site, files)
        clock.lap("render")
        if site.config.search and self.options.search:
            problems += self._index(encoder, site)
            clock.lap("search")
        encoder.outputs([listing(encoder.paths(), claims.hidden(site))])
        removed = self._commit(encoder, stage)
        clock.lap("write")
        self.library = site
        reported = in_order(problems)
        seen = 0 if self._collector.loader.changed_meanwhile else seen  # 0: the next build trusts no stat
        after = state.State(
            scan.program(),
            self.options.digest,
            seen,
            about.due,
            len(site.articles),
            encoder.count,
            {**files, **loaded.shared},
            list(loaded.sources),
            loaded.beside(),
            *encoder.bundled(),
            [problem.as_json() for problem in reported],
        )
        with suppress(OSError):  # the site is built; without a state the next build only has more to do
            state.save(self.root, self.target, after)
            if about.world:
                self._collector.keeper.save(about, site)
        self._before = after
        changed, killed = tuple(sorted(encoder.changed)), [workers_killed(self._killed)] if self._killed else []
        unchanged = sum(1 for _ in encoder.paths()) - len(changed)
        made = len(site.articles), encoder.count, changed, unchanged, removed, clock.total()
        return Report(*made, (*reported, *killed), self._reasons(encoder, site), clock.laps)

    def _on_killed(self) -> None:
        self._killed += 1

    def _reasons(self, encoder: Encoder, site: Library) -> Mapping[str, Text]:
        """Output path → why it was rebuilt. For an article composed again, this is why its record was stale."""
        stale = self._collector.records.stale
        composed = {article.url: stale[article.path] for article in site.every if article.path in stale}
        return {path: composed.get(path, encoder.rebuilt[path]) for path in sorted(encoder.changed)}

    def _newest(self, look: scan.Look | None) -> scan.Look:
        """`look`, or a new scan if another build ended after it began, which may have seen more."""
        with suppress(OSError):
            if look and scan.stat_of(state.path_of(self.root, self.target))[0] < look.at:
                return look
        return scan.look(self.root)

    def _stop_for(self, problems: Sequence[Problem]) -> None:
        if any(stops(problem, strict=self.options.strict) for problem in problems):
            raise SiteError(in_order(problems))

    def _encode(self, encoder: Encoder, site: Library, files: Mapping[str, scan.Stat]) -> None:
        """Stage everything but the search index, as far as it changed."""
        outputs = list(encoder.templates.assets())
        copied = list(claims.copies(site, files))
        smaller = {path: one for article in site.every for path, one in article.smaller.items()}
        shrunk = [(path, Place(source)) for path, (source, _) in smaller.items()]
        shown = list(cards(site))
        if len(site.config.editions) > 1:
            kept = [target for target, _ in (*copied, *shrunk)]
            encoder.editions = editions_of(site, encoder.templates.catalogues(), kept)
            shown += [edition_card(one, edition) for edition in encoder.editions for one in shown]
            assets = tuple(outputs)  # scripts load others from the root of their edition
            outputs += [Output(one.folder + file.path, file.data) for one in encoder.editions for file in assets]
        pages = encoder.plan(plan(site), crawlers.Listing(site))
        outputs += crawlers.site_files(site, encoder.listed)
        made = [(path, NOWHERE) for path in (*(one.path for one in outputs), *(card.path for card in shown))]
        self._check_paths(encoder, site, pages, [*made, *copied, *shrunk])
        encoder.pages(
            pages,
            self.options.jobs,
            lambda done, total: self._progress("render", done, total),
            self._collector.records.save,
        )
        self._collector.records.forget()
        encoder.outputs(outputs)
        encoder.copies({target: place.path for target, place in copied}, files)
        encoder.scaled(smaller, files, self._collector.pictures.scaled)
        if self._collector.cards and shown:
            from generator.pipeline.cards import stage

            stage(encoder, self._collector.cards, shown, self.options.jobs)

    def _check_paths(self, encoder: Encoder, site: Library, pages: Sequence[Page], others: Sequence[Claim]) -> None:
        """Raises SiteError for clashes of the paths of `pages`, those of stale sheaves, and `others`. There are none
        if the last build left a file at each path, and nobody put other files beside them.
        """
        ours, folders = written(self.target), claims.index_folders(site)
        paths = [*claims.page_paths(site, pages), *(path for path, _ in others)]
        if not encoder.are_known(paths, folders) or has_foreign(self.target, ours):
            self._stop_for(clashes(self.target, claims.claims(site, pages_of(site), others), ours))

    @staticmethod
    def _index(encoder: Encoder, site: Library) -> list[Problem]:
        """Stage the search index of each edition. Returns the problems because of which there is none."""
        from generator.pipeline.indexing import Indexer  # a site without a search needs none

        indexer, pages = Indexer(encoder), [page for page in pages_of(site) if page.searched]
        folders = ["", *(edition.folder for edition in encoder.editions)]
        return list(dict.fromkeys(filter(None, [indexer.index(pages, folder) for folder in folders])))

    def _commit(self, encoder: Encoder, stage: Path) -> tuple[str, ...]:
        """Put the staged files in place, and remove files of earlier builds that are gone. Returns the removed."""
        removed = sorted(written(self.target).difference(encoder.paths()))
        removed = [path for path in removed if (self.target / path).is_file()]
        commit(self.target, stage, encoder.changed, removed, whole=self.options.whole)
        return tuple(removed)
