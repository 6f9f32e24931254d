"""Previews to test, and a Chromium to look at them with."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import sync_playwright

from tests.preview.previewing import make, running

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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
    system = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses to run as root with it
    playwright = browser_thread.submit(lambda: sync_playwright().start()).result()
    browser = browser_thread.submit(
        lambda: playwright.chromium.launch(
            executable_path=system, args=[*sandbox, "--disable-gpu", "--disable-background-networking"]
        )
    ).result()
    yield browser
    browser_thread.submit(browser.close).result()
    browser_thread.submit(playwright.stop).result()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run a test that is marked `browser` in the browser's thread."""
    if pyfuncitem.get_closest_marker("browser") is None or "browser_thread" not in pyfuncitem.funcargs:
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    pyfuncitem.funcargs["browser_thread"].submit(pyfuncitem.obj, **arguments).result()
    return True
