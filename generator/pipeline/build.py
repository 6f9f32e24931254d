"""The pipeline: the only file that knows the order. scan → load → compose → collect → plan → encode → commit."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator import annotate, readers
from generator.article import compose
from generator.core import cascade
from generator.core.article import Composed
from generator.core.errors import Place, Problem, SiteError, Text, in_order, os_reason, stops
from generator.core.library import Library
from generator.core.page import Output, Page
from generator.core.picture_types import Picture
from generator.core.settings import Config
from generator.core.visibility import Verdict, is_published, standing_of
from generator.pipeline import claims, loading, notices, workers
from generator.pipeline.meanings import Meanings
from generator.pipeline.records import Records
from generator.pipeline.render import Encoder
from generator.site import library
from generator.site.editions.edition import editions_of
from generator.site.pages import PAGE_KINDS, crawlers
from generator.store import scan, state
from generator.store.cache import Missing
from generator.store.lock import lock
from generator.store.output.clashes import clashes, listing, misplaced, written
from generator.store.output.commit import commit, staging
from generator.store.pictures import Pictures

Progress = Callable[[str, int, int], None]
"""Told what is going on: stage (`compose`, `render`), done, of how many."""


class Options(Struct, frozen=True):
    """How to build; none of it changes what the author wrote."""

    drafts: bool = False
    future: bool = False
    jobs: int = 0
    """Processes; 0 is one for each core."""
    use_cache: bool = True
    """Whether to believe what earlier builds left."""
    strict: bool = False
    """Warnings stop the build as errors do."""
    base_url: str = ""
    """Instead of the site's own."""
    whole: bool = True
    """Exchange the whole output in one step; the preview, which needs speed more, writes file by file."""
    search: bool = True
    """Make the search index, where the site wants one."""
    executor: workers.Pool | None = None
    """Composes the articles instead of processes of this machine."""
    everything: bool = False
    """Also what is private or has ended: for the preview, never for a site that others see."""

    @property
    def digest(self) -> str:
        """What of the options the output depends on."""
        digest = state.options_digest(
            drafts=self.drafts, future=self.future, strict=self.strict, base_url=self.base_url
        )
        return f"{digest} everything" if self.everything else digest


class Report(Struct, frozen=True):
    """What a build did. Paths are relative to the output folder."""

    articles: int = 0
    pages: int = 0
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    rebuilt: Mapping[str, Text] = field(default_factory=dict)
    """Path of a written file → why it was made again."""
    timings: Mapping[str, float] = field(default_factory=dict)
    """Seconds by stage."""


def build_site(root: str | Path, output: str | Path | None = None, options: Options | None = None) -> Report:
    """Build the site in the folder `root` into `output` (default: `root/build`).

    Only what changed since the last build is written. Raises SiteError with every problem found; the output is then
    as it was.
    """
    root = Path(root).resolve()
    return Site(root, Path(output).resolve() if output else root / "build", options).build()


class Site:
    """A site and its output folder. What one build learnt, the next one of the same object uses."""

    def __init__(
        self, root: Path, target: Path, options: Options | None = None, progress: Progress | None = None
    ) -> None:
        self.root = root
        self.target = target
        self.options = options or Options()
        self.library: Library | None = None
        """The site as it was last built."""
        self._progress = progress or (lambda _stage, _done, _total: None)
        self._cache = root / ".cache"
        self._records = Records(self._cache, read=self.options.use_cache)
        self._meanings = Meanings(self._cache / "definitions.json", read=self.options.use_cache)
        self._loader = loading.Loader(root, self._cache, read=self.options.use_cache)
        self._pictures = Pictures(root, self._cache, read=self.options.use_cache)
        self._before: state.State | None = None
        self._lost = 0
        """Worker processes that were killed during this build."""

    def build(self) -> Report:
        """Bring the output up to date. Raises SiteError with every problem found; the output is then as it was."""
        if problem := misplaced(self.target, self.root):
            raise SiteError([problem])
        try:
            with lock(self._cache, self.target), staging(self._stage(), self.target) as stage:
                try:
                    return self._build(stage)
                except Missing:
                    self._records.forget()
                    self._meanings.forget()
                    return self._build(stage)
                finally:
                    self._records.save()  # what was composed stands, also where a template does not
        except OSError as error:
            raise SiteError([_io_problem(error, self.root)]) from error

    def collect(self) -> tuple[Library, tuple[Problem, ...]]:
        """The site's library, with what the options bring out, and every problem of any level; nothing is written to the
        output.
        """
        files, problems = self._scan()
        loaded = self._loader.load(files)
        composed = self._compose(loaded, files)
        self._records.save()
        shown, _, held = self._shown(composed, loaded.config)
        site = self._library(loaded, shown, files)
        return site, in_order([*problems, *loaded.problems, *self._told(loaded, composed), *held, *site.problems])

    def clashes(self, site: Library) -> list[Problem]:
        """What a build of those articles of `site` that are public now would write where something else stands. Raises
        SiteError for errors in the theme.
        """
        files = self._scan()[0]
        templates = self._loader.load(files).templates(site.config)
        now, zone = time.time(), site.config.zone
        verdicts = {one.url: standing_of(one.path, one.meta, now, zone) for one in site.every}
        held = {url for url, verdict in verdicts.items() if not is_published(verdict)}
        pages = [page for _, kind in PAGE_KINDS for page in kind(site) if page.url not in held]
        outputs = [*templates.assets(), *crawlers.site_files(site, pages)]
        wanted = claims.claims(site, pages, outputs, claims.copies(site, files))
        return clashes(self.target, wanted, written(self.target))

    def finds(self, path: str) -> compose.Finds:
        """All finds in the article at `path`, kept and refused. Raises SiteError where it cannot be read."""
        source = readers.load(self.root, path)
        if isinstance(source, Problem):
            raise SiteError([source])
        return self.composer().find(source)

    def composer(self) -> compose.Composer:
        """What composes articles with the site's settings and glossary as they are now. Raises SiteError for errors in
        these.
        """
        loaded = self._loader.load(self._scan()[0])
        if problems := [problem for problem in loaded.problems if problem.level == "error"]:
            raise SiteError(problems)
        return self._job(loaded).composer

    # ------------------------------------------------------------ the stages

    def _build(self, stage: Path) -> Report:
        clock, seen, self._lost = Clock(), scan.now(), 0
        files, problems = self._scan()
        loaded = self._loader.load(files)
        clock.lap("load")
        composed = self._compose(loaded, files, lambda: self._ready(loaded))
        clock.lap("compose")
        shown, due, held = self._shown(composed, loaded.config)
        site = self._library(loaded, shown, files)
        problems += [*loaded.problems, *self._told(loaded, composed), *held, *site.problems]
        self._stop_for(problems)
        clock.lap("collect")
        before = self._before or (state.load(self.root, self.target) if self.options.use_cache else None)
        encoder = Encoder(self.root, self.target, stage, loaded.templates(site.config), before, self._lost_one)
        pages = self._encode(encoder, site, files)
        clock.lap("render")
        if site.config.search and self.options.search:
            folders = ["", *(edition.folder for edition in encoder.editions)]
            told_by = [encoder.index(pages, folder) for folder in folders]
            problems += list(dict.fromkeys(filter(None, told_by)))
            clock.lap("search")
        count = len(pages)
        del pages  # thousands, and what they were made from, that what comes now needs not
        encoder.outputs([listing(encoder.made, claims.hidden(site))])
        removed = self._commit(encoder, stage)
        clock.lap("write")
        self.library = site
        told = in_order(problems)
        seen = 0 if self._loader.moved else seen  # the next build looks at everything again
        after = state.State(
            scan.program(),
            self.options.digest,
            seen,
            due,
            len(site.articles),
            count,
            dict(files),
            encoder.made,
            [problem.as_json() for problem in told],
        )
        with suppress(OSError):  # the disk is full, and the site is built: the next build only has more to do
            state.save(self.root, self.target, after)
        self._before = after
        return Report(
            len(site.articles),
            count,
            tuple(sorted(encoder.changed)),
            len(encoder.made) - len(encoder.changed),
            removed,
            clock.total(),
            (*told, *([_lost(self._lost)] if self._lost else [])),
            self._reasons(encoder, site),
            clock.laps,
        )

    def _lost_one(self) -> None:
        self._lost += 1

    def _reasons(self, encoder: Encoder, site: Library) -> Mapping[str, Text]:
        """Why each written file was made again; for an article that was composed again, what had changed."""
        composed = {
            article.url: self._records.because[article.path]
            for article in site.every
            if article.path in self._records.because
        }
        return {path: composed.get(path, encoder.rebuilt[path]) for path in sorted(encoder.changed)}

    def _stage(self) -> Path:
        """Where new files wait: on the output's file system, in .cache/ where that is on it."""
        name = f"stage-{state.path_of(self.root, self.target).stem[6:]}"
        if self.target.is_mount():
            return self.target / f".zhushu-{name}"
        self._cache.mkdir(parents=True, exist_ok=True)
        parent = self.target.parent
        while not parent.exists():
            parent = parent.parent
        near = parent if parent.stat().st_dev != self._cache.stat().st_dev else self._cache
        return near / (name if near == self._cache else f".zhushu-{name}")

    def _scan(self) -> tuple[dict[str, scan.Stat], list[Problem]]:
        if not (self.root / "content").is_dir():
            raise SiteError([NO_CONTENT])
        files, left_out = scan.scan(self.root)
        return files, [_left_out(path, why) for path, why in left_out.items()]

    def _job(self, loaded: loading.Loaded) -> compose.Job:
        settings = compose.settings_of(loaded.config, self._cache)
        return compose.Job(self.root, loaded.config, loaded.glossary, settings)

    def _compose(
        self, loaded: loading.Loaded, files: Mapping[str, scan.Stat], meanwhile: Callable[[], None] | None = None
    ) -> list[Composed]:
        """Every article and page of the site, composed now or kept from before. `meanwhile` is called while other
        processes compose.
        """
        paths = [path for path in files if compose.is_source(path)]
        job, seen = self._job(loaded), scan.now()
        composed, todo = self._records.fresh(paths, files, job)
        if self.options.jobs != 1:
            self._meanings.begin_pinyin(loaded.glossary.entries.values())
        self._progress("compose", 0, len(todo))
        pieces = workers.run(job, todo, self.options.jobs, self.options.executor, meanwhile, self._lost_one)
        for done, made in enumerate(pieces, 1):
            path = made.path
            composed[path] = self._records.add(made, files[path], seen, job)
            self._progress("compose", done, len(todo))
        self._records.settle(paths)
        if len(todo) >= workers.ALONE and self.options.whole:  # the preview will soon want it again
            del job
            annotate.unload()  # it was loaded for other processes to inherit
        return [composed[path] for path in paths]

    def _ready(self, loaded: loading.Loaded) -> None:
        """What can be made ready for the pages before the articles are there."""
        loaded.ready()
        self._meanings.of(loaded.glossary.entries.values())

    def _told(self, loaded: loading.Loaded, composed: Sequence[Composed]) -> list[Problem]:
        """The articles' problems; with a broken glossary its entries are not missed as well."""
        broken = any(problem.level == "error" for problem in loaded.problems)
        return [
            problem for one in composed for problem in one.problems if not (broken and problem.code == "unknown-entry")
        ]

    def _shown(self, composed: Sequence[Composed], config: Config) -> tuple[list[Composed], float, list[Problem]]:
        """The articles that are to be shown, when the next of them or of the others changes that (s since the epoch; 0:
        never), and what is to be told about those that are held back.
        """
        zone, now, changes, shown = config.zone, time.time(), [], []
        held: list[tuple[str, Verdict]] = []
        sections = cascade.sections((one.path, one.meta) for one in composed)
        for alone in composed:
            one = _below(alone, sections)
            verdict = standing_of(one.path, one.meta, now, zone)
            changes += [verdict.due] if verdict.due > now else []
            if is_published(verdict, drafts=self.options.drafts, future=self.options.future):
                shown.append(one)
            else:
                held.append((one.path, verdict))
                shown += [one] if self.options.everything and verdict.because != "section page" else []
        told = notices.of(held)
        if config.git_dates:
            shown, wrong = self._with_history(shown)
            told += [wrong] if wrong else []
            changes = [1.0]  # a commit changes no file: always look again
        return shown, min(changes, default=0.0), told

    def _with_history(self, composed: Sequence[Composed]) -> tuple[list[Composed], Problem | None]:
        """The articles, those without `updated` with the time of the last commit that changed them."""
        from generator.pipeline.history import changed  # only where a site asks for it

        dates, wrong = changed(self.root)
        dated = [
            replace(one, meta=replace(one.meta, updated=dates[one.path]))
            if one.meta.updated is None and one.path in dates
            else one
            for one in composed
        ]
        return dated, wrong

    def _library(self, loaded: loading.Loaded, composed: Sequence[Composed], files: Mapping[str, scan.Stat]) -> Library:
        config = loaded.config
        if self.options.base_url:
            config = replace(config, base_url=self.options.base_url.rstrip("/") + "/")
        rendered = self._meanings.of(loaded.glossary.entries.values())
        content = frozenset(path for path in files if path.startswith("content/"))

        def picture_of(path: str) -> Picture | None:
            return self._pictures.of(path, files[path])

        collected = library.collect(
            config,
            loaded.glossary,
            rendered,
            composed,
            content,
            self._records.html_of,
            picture_of,
            self._records.mentions_of,
        )
        self._pictures.save(content)
        return collected

    def _stop_for(self, problems: Sequence[Problem]) -> None:
        if any(stops(problem, strict=self.options.strict) for problem in problems):
            raise SiteError(in_order(problems))

    def _encode(self, encoder: Encoder, site: Library, files: Mapping[str, scan.Stat]) -> list[Page]:
        """Make everything that the output should hold but the search index, staged where it changed; the pages."""
        pages = [page for _, kind in PAGE_KINDS for page in kind(site)]
        outputs = [*encoder.templates.assets(), *crawlers.site_files(site, pages)]
        copied = list(claims.copies(site, files))
        smaller = {path: one for article in site.every for path, one in article.smaller.items()}
        shrunk = [(path, Place(source)) for path, (source, _) in smaller.items()]
        if len(site.config.editions) > 1:
            encoder.editions = editions_of(
                site, encoder.templates.catalogues(), [target for target, _ in (*copied, *shrunk)]
            )
            assets = list(encoder.templates.assets())  # scripts look for others of them below the root of their page
            outputs += [Output(one.folder + file.path, file.data) for one in encoder.editions for file in assets]
        wanted = claims.claims(site, pages, outputs, [*copied, *shrunk])
        self._stop_for(clashes(self.target, wanted, written(self.target)))
        encoder.pages(
            pages, self.options.jobs, lambda done, total: self._progress("render", done, total), self._records.save
        )
        encoder.outputs(outputs)
        encoder.copies({target: place.path for target, place in copied}, files)
        encoder.smaller(smaller, files, self._pictures.smaller)
        return pages

    def _commit(self, encoder: Encoder, stage: Path) -> tuple[str, ...]:
        """Put the staged files in place; what an earlier build wrote and this one does not is removed, and told."""
        removed = sorted(written(self.target) - encoder.made.keys())
        removed = [path for path in removed if (self.target / path).is_file()]
        commit(self.target, stage, encoder.changed, removed, whole=self.options.whole)
        return tuple(removed)


def _below(one: Composed, sections: Sequence[cascade.Section]) -> Composed:
    """The article with what the pages of its folders say for it."""
    meta = cascade.inherited(one.path, one.meta, sections) if sections else one.meta
    return one if meta is one.meta else replace(one, meta=meta)


NO_CONTENT = Problem(
    "error",
    "no-content",
    Place("content"),
    Text("没有 content/ 目录", "there is no folder content/"),
    Text(
        "文章放在 content/articles/；要新建网站，用 zhushu init",
        "articles belong in content/articles/; zhushu init makes a new site",
    ),
)


def _lost(count: int) -> Problem:
    return Problem(
        "warning",
        "worker-killed",
        Place("."),
        Text(
            f"有工作进程被杀死（{count} 次），它的工作已经重做；多半是内存不够",
            f"a worker process was killed ({count} ×) and its work done again; most likely memory ran out",
        ),
        Text("用 --jobs 1 占内存最少", "--jobs 1 takes the least memory"),
    )


LEFT_OUT = {
    "outside-link": Text(
        "这个符号链接没有指向 content/ 里看得见的文件（或指回自己），已略过",
        "this symbolic link leads to no visible file in content/, or back to itself; it is left out",
    ),
    "bad-name": Text("文件名不是 UTF-8，已略过：请改名", "this name is not UTF-8, and is left out: rename it"),
    "linked-folder": Text(
        "这个目录不能是符号链接：别处的文件会被发布出去",
        "this folder may not be a symbolic link: files from elsewhere would be published",
    ),
    "special": Text(
        "这是管道、套接字或设备，不是文件，已略过",
        "this is a pipe, a socket or a device and no file; it is left out",
    ),
    "too-deep": Text("文件夹套得太深，已略过", "folders are nested too deeply here; this one is left out"),
    "unreadable": Text(
        "读不了这个文件夹：没有权限，或者磁盘有问题",
        "this folder cannot be read: no permission, or the disk has a fault",
    ),
}
"""Why something of the author's is not part of the site, by the name that `scan` gives."""


def _left_out(path: str, why: str) -> Problem:
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Problem("error" if why in ("unreadable", "linked-folder") else "warning", why, Place(shown), LEFT_OUT[why])


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """`stage` ends now."""
        now = time.perf_counter()
        self.laps[stage], self._last = now - self._last, now

    def total(self) -> float:
        """Seconds since the beginning."""
        return time.perf_counter() - self._began


def _io_problem(error: OSError, root: Path) -> Problem:
    """What the file system refused, as a person can mend it."""
    name = str(error.filename or root)
    path = Path(name)
    place = Place(path.relative_to(root).as_posix() if path.is_relative_to(root) else name)
    why = os_reason(error)
    return Problem(
        "error",
        "io",
        place,
        Text(f"读写失败：{why.zh}", f"could not be read or written: {why.en}"),
        Text(
            "检查磁盘空间和权限；已生成的网站没有改动",
            "check free space and permissions; the site built before is as it was",
        ),
    )
