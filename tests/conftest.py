"""What all tests share."""

import os
import signal
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from generator.annotate.segmenting import words
from generator.annotate.segmenting.dictionary import Dictionary

# In continuous integration the same examples are drawn at each run, so that a change is judged by what it changes; a run
# by hand draws others each time. How long an example takes tells nothing on a busy machine.
settings.register_profile(
    "house", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

MEMORY = Path("/dev/shm")
ROOM = 3 << 30
"""Bytes that must be free in MEMORY; a whole run, with the profiles of its browsers, takes about a fifth of them."""

if "TMPDIR" not in os.environ and MEMORY.is_dir():
    disk = os.statvfs(MEMORY)
    if disk.f_bavail * disk.f_frsize > ROOM and not disk.f_flag & os.ST_NOEXEC:  # tests write programs and run them
        # Thousands of small sites are written, synced and removed: in memory that takes a fifth less processor time, and nothing waits.
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

SHARING = {"tests/browser/": "browser", "tests/preview/test_panel_": "preview", "tests/preview/test_desk_": "preview"}
"""Beginning of paths → what their tests share."""


def pytest_xdist_auto_num_workers(config):
    """One worker more than cores: a third of the time the tests wait for browsers and servers."""
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config, log):
    """A file's tests go to one worker, and so do those of all files that share a browser and what it reads: what is made
    for a file or for them is made once.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.partition("::")[0]
            if file.endswith("test_engines.py"):  # has other browsers, and takes long enough by itself
                return file
            return next((shared for path, shared in SHARING.items() if file.startswith(path)), file)

    return ByFile(config, log)


@pytest.hookimpl(trylast=True)  # after tests/browser has marked what it holds
def pytest_collection_modifyitems(items):
    """A test in a real browser has a second chance, which the summary tells of; no other test has one."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session", autouse=True)
def _children_hear_signals():
    """`nohup` and `&` have the tests ignore SIGHUP and SIGINT, and what is ignored stays so in the programs that they start
    and interrupt. A handler does not: it is of this process alone, and does nothing.
    """
    for number in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


@pytest.fixture(scope="session", autouse=True)
def _own_cache_folder(tmp_path_factory):
    """Compiled templates go to a folder of the tests, not to that of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", os.environ.get("ZHUSHU_TEST_CACHE") or str(tmp_path_factory.mktemp("xdg")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_dictionary():
    """Each build would read jieba's dictionary, and find its words, anew: a fifth of the time that a small site takes."""
    jieba = cache(Dictionary)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "Dictionary", lambda path, folder: Dictionary(path, folder) if path else jieba())
        yield
