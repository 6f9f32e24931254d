"""Work on many articles or pages at once: in this process, or in a pool of them. The results do not depend on which.

Any `concurrent.futures.Executor` will do. Forked workers inherit the work and the items, so that only numbers and
results travel between processes; spawned ones and those of an executor receive both pickled.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, Protocol, TypeVar

from generator.core.errors import Place, Problem, SiteError, Text

Item = TypeVar("Item")
Result = TypeVar("Result")

ALONE = 24
"""Fewer items than this are not worth a pool."""
FIRST = ALONE // 2
"""Items that are done before processes are forked: what work loads when it is first done is loaded once, and inherited.
"""
CHUNKS = 16
"""Chunks for each worker, and more towards the end: small enough that none waits long for another."""
FORKS = sys.platform == "linux"
"""Whether processes are forked; macOS does not do it safely."""
ATTEMPTS = 3
"""Pools that are tried, one after another, while processes of them are killed."""
PR_SET_PDEATHSIG = 1
"""prctl(2): the signal that this process gets when its parent ends."""
KILLED = Problem(
    "error",
    "workers-killed",
    Place("."),
    Text(
        "工作进程一再被杀死，多半是内存不够",
        "worker processes are killed again and again, most likely for want of memory",
    ),
    Text("用 --jobs 1 再试", "try again with --jobs 1"),
)
_job: Callable[[Any], Any] | None = None
"""In a worker process: what it does with each item. Set once, when the process begins."""


class Pool(Protocol):
    """What works elsewhere: any `concurrent.futures.Executor`. To name that class would load what a small rebuild never
    needs.
    """

    def map(self, fn: Callable[..., Any], /, *items: Iterable[Any]) -> Iterator[Any]:
        """`fn` of each item, in order."""


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    executor: Pool | None = None,
    meanwhile: Callable[[], None] | None = None,
    lost: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """`job(item)` for each item, in order. `jobs` is the number of processes, 0 for one a core; `executor` replaces
    them.

    `meanwhile` is called here once the processes are at work, if there are any. `lost` is called when a process was
    killed: what it had not handed over is done again by new processes. Raises SiteError where those are killed too.
    """
    if executor is not None:
        for results in executor.map(_Chunk(job), _chunks(items, 4 * CHUNKS)):
            yield from results
        return
    jobs = min(jobs or cores(), -(-len(items) // (ALONE // 2)))
    if len(items) < ALONE or jobs < 2:
        yield from map(job, items)
        return
    first = FIRST if FORKS else 0
    yield from map(job, items[:first])
    for attempt in range(ATTEMPTS):
        try:
            for result in _pooled(job, items, first, jobs, meanwhile if attempt == 0 else None):
                first += 1
                yield result
        except _Killed:
            (lost or _nothing)()
        else:
            return
    raise SiteError([KILLED])


class _Killed(Exception):  # noqa: N818 — it says what happened to a process
    """A process of the pool was killed."""


def _pooled(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    first: int,
    jobs: int,
    meanwhile: Callable[[], None] | None,
) -> Iterator[Result]:
    """`job(item)` for each item from number `first` on, by a pool of `jobs` processes. Raises _Killed."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    work: Callable[[Any], Any] = partial(_nth, job, items) if FORKS else job
    todo: Sequence[Any] = range(first, len(items)) if FORKS else items[first:]
    with ProcessPoolExecutor(jobs, _processes(), _begin, (work,)) as pool, _dying_together(pool):
        try:
            yield from _in_order(pool.submit, _tapered(todo, jobs), jobs * 2, meanwhile or _nothing)
        except BrokenProcessPool:
            raise _Killed from None
        except (KeyboardInterrupt, GeneratorExit):  # nobody waits for the rest
            _kill_children()
            raise


@contextmanager
def _dying_together(pool: Any) -> Iterator[None]:  # noqa: ANN401 — a ProcessPoolExecutor, which is loaded only where it is used
    """Meanwhile a process of `pool` that ends takes the others with it.

    Killed while it sends a result, it leaves half a message, and the pool would wait for the rest for ever: the pipe
    stays open while any process could still write to it.
    """
    if not FORKS:  # processes come one by one, and must find the pipe open
        yield
        return
    import multiprocessing
    import threading
    from multiprocessing.connection import wait

    others = set(multiprocessing.active_children())
    pool.submit(_nothing)  # forks all of them
    pool._result_queue._writer.close()  # noqa: SLF001 — our own end of it, which nothing uses
    ours = set(multiprocessing.active_children()) - others
    over = threading.Event()

    def watch() -> None:
        wait([process.sentinel for process in ours])
        if not over.is_set():
            for process in ours:
                process.kill()

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _kill_children() -> None:
    import multiprocessing

    for process in multiprocessing.active_children():
        process.kill()


def aside(job: Callable[..., Result], *given: object) -> Callable[[], Result]:
    """Begin `job(*given)` in a process beside this one, so that what it loads goes with it; what is given back waits for
    the result.
    """
    ours, theirs = _processes().Pipe(duplex=False)
    process = _processes().Process(target=_tell, args=(theirs, job, *given), daemon=True)
    process.start()
    theirs.close()

    def result() -> Result:
        try:
            found: Result = ours.recv()
        except EOFError:  # it was killed
            found = job(*given)
        process.join()
        return found

    return result


def _tell(asked: Any, job: Callable[..., object], *given: object) -> None:  # noqa: ANN401 — a connection, whose class is the system's
    _depend_on_parent()
    found = job(*given)
    with suppress(BrokenPipeError):  # the build was given up
        asked.send(found)


def _processes() -> Any:  # noqa: ANN401 — a context of multiprocessing, which is loaded only here
    import multiprocessing

    return multiprocessing.get_context("fork" if FORKS else "spawn")


def _nth(job: Callable[[Item], Result], items: Sequence[Item], number: int) -> Result:
    return job(items[number])


def _in_order(
    submit: Callable[..., Any], chunks: Iterable[Sequence[Any]], ahead: int, meanwhile: Callable[[], None]
) -> Iterator[Any]:
    """The results of the chunks in order, with `ahead` of them handed out at a time.

    An exception thus leaves little behind to wait for; cancelling what is left can wait for ever (CPython issue
    94777).
    """
    waiting: deque[Any] = deque()  # of futures
    for chunk in chunks:
        waiting.append(submit(_chunk, chunk))
        if len(waiting) == ahead:
            meanwhile()
            meanwhile = _nothing
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _nothing() -> None:
    pass


def _begin(job: Callable[[Any], Any]) -> None:
    global _job  # noqa: PLW0603 — the one way to give a pool's process something that is not sent with each item
    _job = job
    _depend_on_parent()


def _depend_on_parent() -> None:
    """In a worker process: leave the terminal's signals to the parent, and end when it ends, however it was killed."""
    import multiprocessing
    import signal
    import threading

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN if name == "SIGINT" else signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    assert parent is not None
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent.pid:  # it ended before we asked
            os._exit(1)
        return
    threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:  # noqa: ANN401 — a process of multiprocessing, which is loaded only in workers
    parent.join()
    os._exit(1)


def _chunk(items: Sequence[Any]) -> list[Any]:
    assert _job is not None
    return [_job(item) for item in items]


class _Chunk:
    """`job` over a list of items, as one thing that can be pickled."""

    def __init__(self, job: Callable[[Any], Any]) -> None:
        self.job = job

    def __call__(self, items: Sequence[Any]) -> list[Any]:
        return [self.job(item) for item in items]


def _chunks(items: Sequence[Item], count: int) -> Iterable[Sequence[Item]]:
    size = max(1, -(-len(items) // count))
    return [items[start : start + size] for start in range(0, len(items), size)]


def _tapered(items: Sequence[Item], jobs: int) -> Iterator[Sequence[Item]]:
    """Chunks of one size, and ever smaller ones in the end, so that all workers end at once."""
    size, start = -(-len(items) // (jobs * CHUNKS)), 0
    while start < len(items):
        size = max(1, min(size, (len(items) - start) // (jobs * 2)))
        yield items[start : start + size]
        start += size
