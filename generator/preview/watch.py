"""What the author saves, as site-relative paths, within milliseconds. The only home of watchfiles.

Watched are the folders that a site is made of, and `site.toml`: not the output, the cache, or whatever else lies
beside them.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch, watch

FOLDERS = ("content", "layouts")
SETTINGS = "site.toml"
STEP = 10
"""Milliseconds of quiet after which a save counts as finished; editors write or replace a file in less."""
LONGEST = 200
"""Milliseconds after which changes are handed on, however many still come."""

Paths = frozenset[str]
Queue = asyncio.Queue[Paths]


async def changes(root: Path, polling: Callable[[], None] = lambda: None) -> AsyncIterator[Paths]:
    """Sets of site-relative paths that were saved, renamed or removed together; never ends by itself.

    The first set is empty and comes as soon as we watch: whoever looks then, misses nothing. A set that holds one of
    FOLDERS itself means that this folder came or went: anything below it may have changed.
    `polling` is called when the system can watch no more folders, and they are looked at in turn instead.
    """
    root = root.resolve()
    queue: Queue = asyncio.Queue()
    top = asyncio.create_task(_forward(root, [root], queue, polling, deep=False))
    inside = _watch_inside(root, queue, polling)
    await asyncio.sleep(0)  # both tasks run up to where they wait for the system
    try:
        yield frozenset()
        while True:
            batch = await queue.get()
            while not queue.empty():
                batch |= queue.get_nowait()
            if batch.intersection(FOLDERS):
                await _stop(inside)
                inside = _watch_inside(root, queue, polling)
                await asyncio.sleep(0)
            yield batch
    finally:
        await _stop(top)
        await _stop(inside)


def _watch_inside(root: Path, queue: Queue, polling: Callable[[], None]) -> asyncio.Task[None]:
    """Watch those of FOLDERS that are there."""
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    return asyncio.create_task(_forward(root, folders, queue, polling, deep=True))


async def _forward(
    root: Path, folders: Sequence[Path], queue: Queue, polling: Callable[[], None], *, deep: bool
) -> None:
    """Put what changes in `folders` into `queue`. Where the system can watch no more folders, look at them in turn
    instead.
    """
    if not folders:
        return
    for poll in (False, True):
        if poll and all(folder.is_dir() for folder in folders):
            polling()
        with suppress(OSError):  # no more watches to be had; or the folders are gone, which the folder above them tells
            await _follow(root, folders, queue, deep=deep, poll=poll)


async def _follow(root: Path, folders: Sequence[Path], queue: Queue, *, deep: bool, poll: bool) -> None:
    def wanted(_change: Change, path: str) -> bool:
        return _is_ours(Path(path).relative_to(root))

    async for batch in awatch(
        *folders, watch_filter=wanted, debounce=LONGEST, step=STEP, recursive=deep, force_polling=poll or None
    ):
        queue.put_nowait(frozenset(Path(path).relative_to(root).as_posix() for _, path in batch))


def _is_ours(path: Path) -> bool:
    """Whether a site-relative path is one that a build reads; editors leave hidden files and backups behind."""
    if not path.parts or any(part.startswith(".") or part.endswith("~") for part in path.parts):
        return False
    return path.parts[0] in FOLDERS or path.as_posix() == SETTINGS


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def until_quiet(folder: Path, own: str) -> Iterator[None]:
    """Once for each burst of changes below `folder`, when it has been quiet for a moment; files in the folder named
    `own` do not count. Ends with Ctrl-C.
    """

    def wanted(_change: Change, path: str) -> bool:
        return own not in Path(path).relative_to(folder).parts and not path.endswith(".zs-part")

    for _ in watch(folder, watch_filter=wanted, debounce=3_000, step=400, raise_interrupt=False):
        yield
