"""The previewed site: rebuilds it in this process, which keeps its caches, and serves its current pages.

Builds and queries run in a thread, one at a time, so that the event loop is never blocked.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256
from html import escape
from math import inf
from pathlib import PurePath
from secrets import token_hex
from traceback import extract_tb

from msgspec import Struct
from msgspec.structs import replace

from generator.article.compose import Finds
from generator.core import picture_types
from generator.core.article import Article
from generator.core.clock import display
from generator.core.errors import Place, Problem, SiteError, Text
from generator.core.library import Library
from generator.core.page import Output
from generator.core.visibility import standing_of
from generator.glossary import load as glossary
from generator.pipeline.build import Report, Site
from generator.preview import files
from generator.preview.searching import Index
from generator.preview.sketch import Sketches
from generator.site.search import SHARDS

PAUSE = 0.2
"""Seconds between showing a single page and the build that follows, so that browsers can fetch the page meanwhile."""
IDLE = 1.0
"""Seconds after the start until the preview gets ready for saves: browsers ask for the first pages meanwhile."""
WATCHED_ASSETS = (".css", ".js", ".mjs", *picture_types.TYPES, ".ico", ".woff", ".woff2")
"""Files that a page loads. Feeds, indexes and the like change with every save, but do not affect a page."""
MISSING = "404.html"


class Answer(Struct, frozen=True):
    """The response for an address, before the script is injected."""

    status: int
    path: str
    """Path of the file, for its type; empty if it is not a file of the site."""
    data: bytes
    location: str = ""
    """The target of a redirect (status 301)."""

    @property
    def digest(self) -> str:
        """Equal for two answers that look the same."""
        return sha256(f"{self.status} {self.location}\n".encode() + self.data).hexdigest()[:16]


class Round(Struct, frozen=True):
    """The result of a rebuild."""

    report: Report | None
    """None if the site has errors; then the output is unchanged."""
    problems: tuple[Problem, ...]
    changed: frozenset[str]
    """Site-relative paths that triggered it; empty at the start."""


@dataclass(slots=True)
class Workshop:
    """The previewed site. `number` counts builds; `run` identifies this run of the preview."""

    site: Site
    language: str
    """The language of messages: the site's."""
    run: str = field(default_factory=lambda: token_hex(4))
    number: int = 0
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    assets: dict[str, int] = field(default_factory=dict)
    """Output path of an asset → the build that last changed it."""
    listeners: list[Callable[[Round], None]] = field(default_factory=list)
    """Called after every build."""
    watchers: list[Callable[[], None]] = field(default_factory=list)
    """Called whenever pages may have changed."""
    _sketches: Sketches = field(init=False)
    _sketched: dict[str, bytes] = field(default_factory=dict)
    """Output path → a page that is newer than the last good build."""
    _articles: Mapping[str, Article] = field(default_factory=dict)
    _held: Mapping[str, tuple[str, str]] | None = None
    """What `unpublished` gave, until something is built."""
    _held_until: float = 0.0
    """When it changes by itself (seconds since the epoch)."""
    _shown: float = 0.0
    """When a page was last shown ahead of its build (s, monotonic)."""
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    _index: Index = field(init=False)
    _indexed: int = -1
    """The build whose pages the search index covers."""

    def __post_init__(self) -> None:
        self._sketches = Sketches(self.site.root)
        self._index = Index(self.site.root / ".cache" / "search")

    @property
    def name(self) -> str:
        """Identifies this site among others that are previewed at the same address at other times."""
        return sha256(str(self.site.root.resolve()).encode(errors="replace")).hexdigest()[:12]

    async def rebuild(self, changed: frozenset[str] = frozenset(), *, tell: bool = True) -> Round:
        """Build once and notify listeners, unless nothing changed. Problems are in the result and are not raised.

        `changed` are the site-relative paths that triggered the build.
        """
        async with self._busy:
            if await asyncio.to_thread(self._sketch, changed):
                self.look()
            await asyncio.sleep(self._shown + PAUSE - time.monotonic())
            report, problems = await asyncio.to_thread(self._build, changed)
            self._take(report, problems)
        done = Round(report, problems, changed)
        if tell and (changed or report is None or report.written or report.removed):
            self.tell(done)
        return done

    def begin(self) -> None:
        """Build for the first time. Worker processes are only forked here, as forking is unsafe once there are threads."""
        report, problems = self._build(frozenset())
        self._take(report, problems)
        self.site.options = replace(self.site.options, jobs=1)
        self.tell(Round(report, problems, frozenset()))

    async def warm(self) -> None:
        """Load what the first save would otherwise wait for, half a second. Once the site has opened, not before."""
        await asyncio.sleep(IDLE)
        async with self._busy:
            with suppress(Exception):  # what fails here fails again at a save, and is told there
                await asyncio.to_thread(self._sketches.warm)

    def tell(self, done: Round) -> None:
        """Notify listeners and watchers of a rebuild."""
        self.look()
        for say in self.listeners:
            say(done)

    def look(self) -> None:
        """Notify watchers that pages may have changed."""
        for watch in self.watchers:
            watch()

    def _sketch(self, changed: frozenset[str]) -> bool:
        """Show the page of a single saved article at once; False if that is not possible."""
        saved = [path for path in changed if (self.site.root / path).is_file()]
        if len(saved) != 1:
            return False
        try:
            page = self._sketches.page(saved[0])
        except Exception:  # noqa: BLE001  the build that follows will fail in the same way and report it
            return False
        return page is not None and self._put(page)

    def _put(self, page: Output) -> bool:
        """Show `page` until the next build; False if it is unchanged."""
        if self.show("/" + page.path).data == page.data:
            return False
        self._sketched[page.path] = page.data
        self._shown = time.monotonic()
        self.number += 1
        return True

    def _take(self, report: Report | None, problems: tuple[Problem, ...]) -> None:
        """Take over the result of a build."""
        self.number += 1
        self.failed, self.problems = report is None, problems
        if report:
            self._sketched = {}
            touched = (path for path in (*report.written, *report.removed) if path.endswith(WATCHED_ASSETS))
            self.assets |= dict.fromkeys(touched, self.number)
            self.language = self.site.library.config.language if self.site.library else self.language
            self._articles = {article.url: article for article in _articles(self.site.library)}
            self._held = None

    def _build(self, changed: frozenset[str]) -> tuple[Report | None, tuple[Problem, ...]]:
        try:
            report = self.site.build()
            self._sketches.learn(self.site.library, changed)
        except SiteError as error:
            return None, error.problems
        except Exception as error:  # noqa: BLE001  the preview outlives a mistake of ours: it is shown, and the last good page stays
            where = extract_tb(error.__traceback__)[-1]
            said = f"{type(error).__name__}: {error} ({PurePath(where.filename).name}:{where.lineno})"
            return None, (
                Problem(
                    "error",
                    "internal",
                    Place("zhushu"),
                    Text(f"注疏自己出了错：{said}", f"Zhushu itself failed: {said}"),
                    Text("请报告这个问题", "please report it"),
                ),
            )
        return report, report.problems

    async def show_decision(self, article: Article) -> bool:
        """Show an article's page with the current glossary, ahead of a build; False if that is not possible.

        Raises SiteError if the glossary has errors.
        """
        async with self._busy:
            page = await asyncio.to_thread(lambda: self._sketches.page(article.path, glossary.load(self.site.root)))
            return page is not None and self._put(page)

    async def finds(self, article: Article) -> Finds:
        """All finds in an article, kept and refused. Raises SiteError."""
        async with self._busy:
            return await asyncio.to_thread(self.site.finds, article.path)

    async def search(self, path: str) -> Answer:
        """The response for a file of the search index, which is made lazily."""
        async with self._busy:
            library = self.site.library
            if library and library.config.search and path == f"/{SHARDS}" and self._indexed != self.number:
                self._indexed = self.number
                with suppress(OSError, UnicodeError):  # a page is missing: keep the last index
                    await asyncio.to_thread(self._index.renew, library, self.site.target)
        found = files.find(self._index.folder, path)
        return Answer(200, found.path, found.data) if isinstance(found, files.SiteFile) else self.show(path)

    def show(self, path: str) -> Answer:
        """The response for a request's path."""
        found = files.find(self.site.target, path)
        if isinstance(found, files.SiteFile):
            return Answer(200, found.path, self._sketched.get(found.path, found.data))
        if isinstance(found, files.Moved):
            return Answer(301, "", b"", found.location)
        if missing := files.find(self.site.target, "/" + MISSING):
            assert isinstance(missing, files.SiteFile)
            return Answer(404, MISSING, missing.data)
        return Answer(503, "", self._nothing_yet()) if self.failed else Answer(404, "", b"")

    def article_at(self, path: str) -> Article | None:
        """The article whose output path is `path`, or None."""
        return self._articles.get(path)

    def moved(self, source: str) -> str:
        """The URL of the article with this source path, or an empty string."""
        return next((url for url, article in self._articles.items() if article.path == source), "")

    def unpublished(self) -> Mapping[str, tuple[str, str]]:
        """URL → standing (`draft`, `scheduled` …) and its date, for articles that are not public or unlisted."""
        now = time.time()
        if self._held is None or self._held_until <= now:  # asked for with each message to each tab
            zone = self.site.library.config.zone if self.site.library else UTC
            verdicts = {url: standing_of(one.path, one.meta, now, zone) for url, one in self._articles.items()}
            self._held = {
                url: (verdict.standing, display(verdict.at) if verdict.at else "")
                for url, verdict in verdicts.items()
                if verdict.standing != "public"
            }
            self._held_until = min((verdict.due for verdict in verdicts.values() if verdict.due), default=inf)
        return self._held

    def _nothing_yet(self) -> bytes:
        """The page shown until there is a successful build."""
        title = Text("网站里有需要改的地方", "The site has problems to mend").of(self.language)
        listed = "".join(f"<li>{escape(problem.say(self.language))}</li>" for problem in self.problems)
        return (
            f'<!doctype html><html lang="{"zh" if self.language.startswith("zh") else "en"}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title></head>'
            f"<body><h1>{title}</h1><ul>{listed}</ul></body></html>"
        ).encode()


def _articles(library: Library | None) -> Iterable[Article]:
    return library.every if library else ()
