"""Previews to test, and a Chromium to look at them with."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import engines
from tests.preview.previewing import make, running

PATIENCE = 60_000
"""Milliseconds until a test gives up; what it waits for takes a fraction of a second on a machine that is not busy otherwise."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def preview(tmp_path):
    """A preview of its own, to write to."""
    with running(make(tmp_path)) as one:
        yield one


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A preview that a module's tests only read."""
    with running(make(tmp_path_factory.mktemp("site"))) as one:
        yield one


# Playwright's synchronous interface can be started once in a thread, and other tests have started it in the main one. So a test
# that is marked `browser` runs in a thread of its own, in which the browser lives too.


@pytest.fixture(scope="session")
def browser_thread():
    with ThreadPoolExecutor(1) as thread:
        yield thread


@pytest.fixture(scope="session")
def chromium(browser_thread):
    playwright = browser_thread.submit(lambda: sync_playwright().start()).result()
    browser = browser_thread.submit(engines.chromium, playwright).result()
    yield browser
    browser_thread.submit(browser.close).result()
    browser_thread.submit(playwright.stop).result()


class Tabs:
    """Pages of one context that are used again: a new one costs more than most tests. Each preview is an origin of its
    own, with a storage of its own.
    """

    def __init__(self, browser):
        self._context = browser.new_context()
        self._context.set_default_timeout(PATIENCE)
        self._idle = []
        self._open = []
        self.said = []
        """What went wrong on the pages of this test."""

    def open(self, url, width=1280, height=800, scheme="light"):
        page = self._idle.pop() if self._idle else self._new()
        self._open.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.goto(url)
        return page

    def _new(self):
        page = self._context.new_page()
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on(
            "console",
            lambda line: line.type != "error" or "Failed to load" in line.text or self.said.append(line.text),
        )
        return page

    def leave(self):
        """Ends the test: gives what went wrong."""
        said, self.said = self.said, []
        for page in self._context.pages:
            if page in self._open:
                page.goto("about:blank")
                page.emulate_media(reduced_motion="no-preference")
                self._idle.append(page)
            elif page not in self._idle:  # the test itself opened it
                page.close()
        self._open = []
        return said


@pytest.fixture(scope="session")
def all_tabs(chromium, browser_thread):
    return browser_thread.submit(Tabs, chromium).result()


@pytest.fixture
def tabs(all_tabs, browser_thread):
    """Pages for one test; whatever goes wrong on them fails it."""
    yield all_tabs
    assert browser_thread.submit(all_tabs.leave).result() == []


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run a test that is marked `browser` in the browser's thread."""
    if pyfuncitem.get_closest_marker("browser") is None or "browser_thread" not in pyfuncitem.funcargs:
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    pyfuncitem.funcargs["browser_thread"].submit(pyfuncitem.obj, **arguments).result()
    return True
