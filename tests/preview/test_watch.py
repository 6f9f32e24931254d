"""Saves are noticed at once, whatever way an editor saves, and nothing else is."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
from watchfiles import awatch
from watchfiles._rust_notify import WatchfilesRustInternalError

from generator.preview import watch
from generator.preview.watch import changes


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "site.toml").write_text("", encoding="utf-8")
    return tmp_path


@asynccontextmanager
async def watching(root, polling=lambda: None):
    """A function that waits until all of some paths were told; it gives everything that was told."""
    told = changes(root, polling)
    seen = set()

    async def until(*paths, seconds=60.0):
        async with asyncio.timeout(seconds):
            while not seen.issuperset(paths):
                seen.update(await anext(told))
        now = set(seen)
        seen.clear()
        return now

    await saved(until, root, "content/ready")
    try:
        yield until
    finally:
        await told.aclose()


async def saved(until, root, path):
    """Save a file until that is told: watchers of new folders need a moment to begin, a long one on a busy machine."""
    pending = asyncio.ensure_future(until(path))
    while not pending.done():
        (root / path).write_text("x", encoding="utf-8")
        await asyncio.sleep(0.05)
    pending.result()


def run(body):
    """In a thread of its own: where browser tests ran before, the main thread has a loop that is Playwright's."""
    with ThreadPoolExecutor(1) as alone:
        alone.submit(asyncio.run, body).result()


def test_saving_moving_and_removing(site):
    async def body():
        async with watching(site) as until:
            article = site / "content/articles/文章.md"
            article.write_text("一", encoding="utf-8")
            await until("content/articles/文章.md")
            scratch = site / "content/articles/.文章.md.swp"  # as vim and others replace a file
            scratch.write_text("二", encoding="utf-8")
            scratch.replace(article)
            assert "content/articles/.文章.md.swp" not in await until("content/articles/文章.md")
            article.rename(site / "content/articles/b.md")
            await until("content/articles/文章.md", "content/articles/b.md")
            (site / "content/articles/b.md").unlink()
            await until("content/articles/b.md")
            (site / "site.toml").write_text("title = 'x'", encoding="utf-8")
            await until("site.toml")

    run(body())


def test_folders_may_come_and_go(site):
    async def body():
        async with watching(site) as until:
            (site / "layouts").mkdir()
            await until("layouts")
            await saved(until, site, "layouts/base.html")
            shutil.rmtree(site / "content")
            await until("content")
            (site / "content/articles").mkdir(parents=True)
            await until("content")
            await saved(until, site, "content/articles/a.md")

    run(body())


def test_new_folders_are_watched_anew_before_they_are_told(site, monkeypatch):
    """What is made in a new folder before the system watches it is never told; so is what is saved there later."""
    begun = []
    monkeypatch.setattr(watch, "awatch", lambda *paths, **how: begun.append(how["recursive"]) or awatch(*paths, **how))

    async def body():
        async with watching(site) as until:
            (site / "content/articles/new/deep").mkdir(parents=True)
            await until("content/articles/new")
            assert begun.count(True) == 2
            await saved(until, site, "content/articles/new/deep/a.md")

    run(body())


EXHAUSTED = (
    OSError(28, "OS file watch limit reached"),
    WatchfilesRustInternalError("Error creating recommended watcher: Too many open files (os error 24)"),
)
"""What watchfiles raises at the limits fs.inotify.max_user_watches and max_user_instances."""


@pytest.mark.parametrize("why", EXHAUSTED)
def test_where_the_system_can_watch_no_more_it_looks_in_turn(site, monkeypatch, why):
    ways, told = [], []

    def stingy(*paths, force_polling, **how):
        ways.append(force_polling)
        if not force_polling:
            raise why
        return awatch(*paths, force_polling=force_polling, poll_delay_ms=30, **how)

    monkeypatch.setattr(watch, "awatch", stingy)

    async def body():
        async with watching(site, lambda: told.append(1)) as until:
            (site / "content/articles/a.md").write_text("x", encoding="utf-8")
            await until("content/articles/a.md")

    run(body())
    assert ways == [None, True, None, True] or ways == [None, None, True, True]
    assert told


@pytest.mark.parametrize("why", EXHAUSTED)
def test_bursts_are_seen_where_the_system_can_watch_no_more(site, monkeypatch, why):
    told = []

    def stingy(*_, force_polling, **__):
        if not force_polling:
            raise why
        yield set()

    monkeypatch.setattr(watch, "watch", stingy)
    assert list(watch.until_quiet(site, "own", lambda: told.append(1))) == [None]
    assert told == [1]


def test_nothing_else_is_told(site):
    async def body():
        for name in (".cache/preview", "build", "content/.git", ".venv"):
            (site / name).mkdir(parents=True)
        async with watching(site) as until:
            for name in (
                ".cache/preview/a.html",
                "build/a.html",
                "content/.git/x",
                "content/articles/a.md~",
                "content/articles/.a.md.part",
                "README.md",
                ".venv/x",
            ):
                (site / name).write_text("x", encoding="utf-8")
            (site / "content/articles/last.md").write_text("x", encoding="utf-8")
            told = await until("content/articles/last.md")
            assert told - {"content/ready", "content/articles"} == {"content/articles/last.md"}

    run(body())
