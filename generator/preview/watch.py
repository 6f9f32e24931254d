"""Watches for saved files. The only home of watchfiles.

Only a site's folders and `site.toml` are watched, not the output, the cache or other files.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch, watch
from watchfiles._rust_notify import WatchfilesRustInternalError

FOLDERS = ("content", "layouts")
SETTINGS = "site.toml"
QUIET = 10
"""Milliseconds without changes after which a save counts as finished; editors need less."""
MAX_DELAY = 200
"""Milliseconds after which changes are reported even if more follow."""

REFUSED = (OSError, WatchfilesRustInternalError)
"""What watching raises where the system has no watches or watchers left."""

Paths = frozenset[str]
Queue = asyncio.Queue[tuple[Paths, bool]]
"""The paths that changed together, and whether one of them is a new folder."""


async def changes(root: Path, polling: Callable[[], None] = lambda: None) -> AsyncIterator[Paths]:
    """Sets of site-relative paths that were saved, renamed or removed together; never ends by itself.

    The first set is empty and is yielded as soon as watching has begun; a caller that reads files then misses nothing.
    One of FOLDERS in a set means that this folder was created or removed: anything below it may have changed.
    `polling` is called when the system has no watches left and the folders are polled.
    """
    root = root.resolve()
    queue: Queue = asyncio.Queue()
    top = asyncio.create_task(_forward(root, [root], queue, polling, deep=False))
    inside = _watch_inside(root, queue, polling)
    await asyncio.sleep(0)  # lets both tasks start watching
    try:
        yield frozenset()
        while True:
            batch, is_new = await queue.get()
            while not queue.empty():
                more, is_also_new = queue.get_nowait()
                batch, is_new = batch | more, is_new or is_also_new
            if is_new or batch.intersection(FOLDERS):
                # A folder that is made within a new one may not be watched. The build that follows reads all of them.
                await _stop(inside)
                inside = _watch_inside(root, queue, polling)
                await asyncio.sleep(0)
            yield batch
    finally:
        await _stop(top)
        await _stop(inside)


def _watch_inside(root: Path, queue: Queue, polling: Callable[[], None]) -> asyncio.Task[None]:
    """Watch those of FOLDERS that exist."""
    folders = [root / name for name in FOLDERS if (root / name).is_dir()]
    return asyncio.create_task(_forward(root, folders, queue, polling, deep=True))


async def _forward(
    root: Path, folders: Sequence[Path], queue: Queue, polling: Callable[[], None], *, deep: bool
) -> None:
    """Put changes in `folders` into `queue`. Falls back to polling if the system has no watches left."""
    if not folders:
        return
    for poll in (False, True):
        if poll and all(folder.is_dir() for folder in folders):
            polling()
        with suppress(*REFUSED):  # no watches left; or the folders are gone, which the watch above them reports
            await _follow(root, folders, queue, deep=deep, poll=poll)


async def _follow(root: Path, folders: Sequence[Path], queue: Queue, *, deep: bool, poll: bool) -> None:
    def wanted(_change: Change, path: str) -> bool:
        return _is_ours(Path(path).relative_to(root))

    async for batch in awatch(
        *folders, watch_filter=wanted, debounce=MAX_DELAY, step=QUIET, recursive=deep, force_polling=poll or None
    ):
        paths = frozenset(Path(path).relative_to(root).as_posix() for _, path in batch)
        is_new = any(change is Change.added and Path(path).is_dir() for change, path in batch)
        queue.put_nowait((paths, is_new))


def _is_ours(path: Path) -> bool:
    """Whether a build reads a site-relative path, and it is not a hidden file or backup of an editor."""
    if not path.parts or any(part.startswith(".") or part.endswith("~") for part in path.parts):
        return False
    return path.parts[0] in FOLDERS or path.as_posix() == SETTINGS


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def until_quiet(folder: Path, own: str, polling: Callable[[], None]) -> Iterator[None]:
    """Yields after each burst of changes below `folder`, ignoring folders named `own`. Ends with Ctrl-C.

    `polling` is called when the system has no watches left and the folder is polled.
    """

    def wanted(_change: Change, path: str) -> bool:
        return own not in Path(path).relative_to(folder).parts and not path.endswith(".zs-part")

    def bursts(*, poll: bool) -> Iterator[object]:
        return watch(folder, watch_filter=wanted, debounce=3_000, step=400, force_polling=poll or None)

    with suppress(KeyboardInterrupt):
        with suppress(*REFUSED):
            for _ in bursts(poll=False):
                yield
            return
        polling()
        for _ in bursts(poll=True):
            yield
