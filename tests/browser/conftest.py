"""Two sites, built once and served under a base path each, and a Chromium to read them in.

`site` is made for these tests (tests/browser/site), `example` is the project's own. A missing browser is a failure, never a skip.
Every page that `visit` opens is watched: a console error, an exception, a refused resource or a request to anywhere else fails the test.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import engines
from tests.browser.reading import Reading

PROJECT = Path(__file__).parents[2]
SOURCES = {"site": Path(__file__).parent / "site", "example": PROJECT}
BUILT = "ZHUSHU_BROWSER_SITES"
"""Environment: a folder with finished builds of the sites, so that mutations.py need not build them for each mutation."""
MUTATION = "ZHUSHU_BROWSER_MUTATION"
"""Environment: JSON [file, old, new]; the server sends that file with `old`, which must be there once, replaced by `new`."""
STRICT = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""The policy under which every page works, whatever it asks for itself; the search page alone needs more."""
PATIENCE = 5_000 if MUTATION in os.environ else 60_000
"""Milliseconds until a test gives up; what it waits for takes a fraction of a second on a machine that is not busy otherwise."""
NO_SUCH_PLACE = 9
"""Exit code where a mutation cannot be made."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@dataclass(frozen=True)
class Built:
    """A built site: where its files are and where it is served, with a slash at the end."""

    folder: Path
    url: str


class Tab:
    """A page in a context of its own, watched for what should not happen. Tabs are used again: a new context costs half a second."""

    def __init__(self, browser: Browser, options: dict[str, object], *, timed: bool) -> None:
        self.context = browser.new_context(**options)
        self.home = ""
        """URL below which requests may go."""
        self.allowed: tuple[str, ...] = ()
        """Parts of messages that the test itself brings about."""
        self.said: list[str] = []
        if timed:
            self.context.clock.install()
        self.context.on("page", self._watch)
        self.page = self.context.new_page()
        self.context.set_default_timeout(PATIENCE)

    def _watch(self, page: Page) -> None:
        page.on(
            "console",
            lambda message: (
                message.type in ("error", "warning")
                and self._note(f"console: {message.text} ({message.location['url']})")
            ),
        )
        page.on("pageerror", lambda error: self._note(f"exception: {error}"))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((self.home, "file:", "blob:", "data:"))
                or self._note(f"asks another host: {request.url}")
            ),
        )

    def _note(self, message: str) -> None:
        if not any(part in message for part in self.allowed):
            self.said.append(message)

    def open(self, url: str, home: str, allowed: tuple[str, ...], width: int, height: int) -> None:
        self.home, self.allowed = home, allowed
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(url)

    def leave(self) -> None:
        """Forget everything before the next test."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.allowed = ("",)
        self.page.unroute_all()
        self.page.goto(
            self.home + "robots.txt"
        )  # of the same origin: the browser keeps its process, and the storage can be emptied
        self.page.evaluate("localStorage.clear()")
        self.page.emulate_media(color_scheme="light")
        self.page.mouse.move(3, 3)
        self.said = []


# ---------------------------------------------------------------- the browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = engines.chromium(playwright)
        yield browser
        browser.close()


# ---------------------------------------------------------------- the sites


class Quiet(SimpleHTTPRequestHandler):
    """Sends files; says nothing of it."""

    def do_GET(self) -> None:
        if not self.sent_no_icon():
            super().do_GET()

    def sent_no_icon(self) -> bool:
        """A browser asks for an icon, sooner or later, where a page names none: there is none, which is no mistake."""
        if asked := self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        return asked

    def log_message(self, *args: object) -> None:
        """Silent."""


class Handler(Quiet):
    """Sends /site/… and /example/… from their folders, 404.html for what is not there (as GitHub Pages does)."""

    def __init__(self, *args: object, folders: dict[str, Path], **options: object) -> None:
        self.folders = folders
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        name, _, rest = path.lstrip("/").partition("/")
        self.directory = str(self.folders.get(name, self.folders["site"]))
        return super().translate_path(f"/{rest}")

    def do_GET(self) -> None:
        if self.sent_no_icon():
            return
        file = Path(self.translate_path(self.path))
        status = 200 if file.is_file() else 404
        data = file.read_bytes() if status == 200 else (Path(self.directory) / "404.html").read_bytes()
        self.send_response(status)
        self.send_header(
            "Content-Type",
            self.guess_type(str(file if status == 200 else "404.html"))
            + ("; charset=utf-8" if file.suffix in (".html", "") or status == 404 else ""),
        )
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        if not self.path.partition("?")[0].endswith(
            ("search.html", "embeds.html", ".js")
        ):  # a worker of Pagefind's has its own; frames of others need one
            self.send_header("Content-Security-Policy", STRICT)
        self.end_headers()
        self.wfile.write(data)


def mutate(folders: dict[str, Path]) -> None:
    """Break the built files as MUTATION asks (a copy of the sites is broken, see mutations.py)."""
    file, old, new = json.loads(os.environ[MUTATION])
    for folder in folders.values():
        path = folder / file
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            pytest.exit(f"{old!r} stands {text.count(old)} times in {file}", returncode=NO_SUCH_PLACE)
        path.write_text(text.replace(old, new), encoding="utf-8")


def build(folders: dict[str, Path], origin: str) -> None:
    """Both sites at once, by the command that everybody uses, from copies: nothing of it is left beside the sources."""
    running = {}
    for name, folder in folders.items():
        copy = folder.parent / f"{name}-source"
        shutil.copytree(SOURCES[name] / "content", copy / "content")
        shutil.copy(SOURCES[name] / "site.toml", copy)
        command = [
            sys.executable,
            "-m",
            "generator",
            "build",
            "--site",
            copy,
            "--output",
            folder,
            "--base-url",
            f"{origin}/{name}/",
        ]
        running[name] = subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
    said = {name: process.communicate(timeout=600)[0] for name, process in running.items()}
    failed = {name: text for name, text in said.items() if running[name].returncode}
    assert not failed, "\n".join(["a site of the browser tests does not build:", *failed.values()])


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Built]]:
    above = tmp_path_factory.mktemp("sites")
    folders = {name: above / name for name in SOURCES}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, folders=folders))
    origin = f"http://127.0.0.1:{server.server_port}"
    with server:
        if BUILT in os.environ:
            for name, folder in folders.items():
                shutil.copytree(Path(os.environ[BUILT]) / name, folder)
        else:
            build(folders, origin)
        if MUTATION in os.environ:
            mutate(folders)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield {name: Built(folder, f"{origin}/{name}/") for name, folder in folders.items()}
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def site(sites: dict[str, Built]) -> Built:
    return sites["site"]


@pytest.fixture(scope="session")
def example(sites: dict[str, Built]) -> Built:
    """The project's own site; not what stands in its place where somebody made a site of this repository."""
    if 'title = "下半场"' not in (PROJECT / "site.toml").read_text(encoding="utf-8"):
        pytest.skip("the example has given way to a site of its author's own")
    return sites["example"]


# ---------------------------------------------------------------- a page


Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def tabs(chromium: Browser) -> dict[str, list[Tab]]:
    """Tabs that wait to be used again, by their options."""
    return defaultdict(list)


@pytest.fixture
def visit(chromium: Browser, site: Built, tabs: dict[str, list[Tab]]) -> Iterator[Visit]:
    """`visit(path, of=site, allow=(), prepare=None, timed=False, width=1280, height=800, **context)` opens a page.

    `allow`: parts of console messages that the test brings about; `prepare(page)` runs before the page is loaded, in a fresh
    context; `timed`: the page's clock is Playwright's.
    """
    used: list[tuple[str, Tab]] = []

    def open_page(
        path: str = "articles/long.html",
        *,
        of: Built = site,
        allow: tuple[str, ...] = (),
        timed: bool = False,
        width: int = 1280,
        height: int = 800,
        prepare: Callable[[Page], object] | None = None,
        **options: object,
    ) -> Page:
        kind = "" if prepare else repr((timed, sorted(options.items())))
        tab = tabs[kind].pop() if tabs[kind] else Tab(chromium, options, timed=timed)
        used.append((kind, tab))
        if prepare:
            prepare(tab.page)
        tab.open(path if path.startswith("file:") else of.url + path, of.url, allow, width, height)
        return tab.page

    yield open_page
    said = []
    for kind, tab in used:
        said += tab.said
        if kind:
            tab.leave()
            tabs[kind].append(tab)
        else:
            tab.context.close()
    assert said == []


@pytest.fixture
def read(visit: Visit) -> Callable[..., Reading]:
    """As `visit`, for articles, with the page's time stopped: `reading.wait(250)` lets exactly so many milliseconds pass."""
    return lambda *path, **options: Reading(visit(*path, timed=True, **options))
