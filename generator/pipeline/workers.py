"""Runs a job over many items, in this process or in a worker pool, with the same results.

Forked workers inherit the job and the items, so that only indices and results are sent between processes. Spawned
workers, and those of any `concurrent.futures.Executor`, receive both pickled.
"""

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Protocol, TypeVar

from generator.core.errors import Place, Problem, SiteError, Text

Item = TypeVar("Item")
Result = TypeVar("Result")

MIN_ITEMS_FOR_POOL = 24
"""With fewer items a pool costs more than it saves."""
ITEMS_BEFORE_FORK = MIN_ITEMS_FOR_POOL // 2
"""Items done in this process before the fork, so that workers inherit what the job loads lazily."""
CHUNKS_PER_WORKER = 16
"""Small chunks, so that no worker waits long for another."""
FORKS = sys.platform == "linux"
"""Whether to fork; forking is unsafe on macOS."""
ATTEMPTS = 3
"""Number of pools to try if processes are killed."""
GC_THRESHOLD = 200_000
"""Threshold of the garbage collector in a worker: what it makes of an article is of no use afterwards."""
PR_SET_PDEATHSIG = 1
"""prctl(2): set the signal that this process gets when its parent dies."""
KILLED = Problem(
    "error",
    "workers-killed",
    Place("."),
    Text(
        "工作进程一再被杀死，多半是内存不足",
        "worker processes were killed repeatedly, probably because memory ran out",
    ),
    Text("用 --jobs 1 再试", "try again with --jobs 1"),
)
_job: Callable[[Any], Any] | None = None
"""In a worker process: the job, set once at start."""


class Pool(Protocol):
    """The interface of `concurrent.futures.Executor`, whose import a small rebuild does not need."""

    def map(self, fn: Callable[..., Any], /, *items: Iterable[Any]) -> Iterator[Any]:
        """The results of `fn` in order."""


def cores() -> int:
    """Number of CPUs that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    executor: Pool | None = None,
    meanwhile: Callable[[], None] | None = None,
    on_killed: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """`job(item)` for each item, in order. `jobs` is the number of processes, 0 for one per core; `executor` replaces
    them.

    `meanwhile` is called once when a pool is working. `on_killed` is called when a worker was killed; the missing
    results are then computed by a new pool. Raises SiteError if that happens ATTEMPTS times.
    """
    if executor is not None:
        for results in executor.map(partial(_each, job), _chunks(items, 4 * CHUNKS_PER_WORKER)):
            yield from results
        return
    jobs = min(jobs or cores(), -(-len(items) // (MIN_ITEMS_FOR_POOL // 2)))
    if len(items) < MIN_ITEMS_FOR_POOL or jobs < 2:
        yield from map(job, items)
        return
    first = ITEMS_BEFORE_FORK if FORKS else 0
    yield from map(job, items[:first])
    for attempt in range(ATTEMPTS):
        try:
            for result in _pooled(job, items, first, jobs, meanwhile if attempt == 0 else None):
                first += 1
                yield result
        except _Killed:
            (on_killed or _nothing)()
        else:
            return
    raise SiteError([KILLED])


class _Killed(Exception):  # noqa: N818 — an event, not an error
    """A worker process was killed."""


def _pooled(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    first: int,
    jobs: int,
    meanwhile: Callable[[], None] | None,
) -> Iterator[Result]:
    """`job(item)` for each item from index `first` on, in a pool of `jobs` processes. Raises _Killed."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    work: Callable[[Any], Any] = partial(_nth, job, items) if FORKS else job
    todo: Sequence[Any] = range(first, len(items)) if FORKS else items[first:]
    ended = _nothing
    try:
        with ProcessPoolExecutor(jobs, _processes(), _init_worker, (work,)) as pool:
            ended = _die_together(pool)
            try:
                yield from _in_order(pool.submit, _tapered(todo, jobs), jobs * 2, meanwhile or _nothing)
            except BrokenProcessPool:
                raise _Killed from None
            except (KeyboardInterrupt, GeneratorExit):  # the remaining results are not wanted
                _kill_children()
                raise
    finally:
        ended()


def _die_together(pool: Any) -> Callable[[], None]:  # noqa: ANN401 — a ProcessPoolExecutor, which is loaded only where it is used
    """From now on a process of `pool` that is killed takes the others with it; what is given back waits until all have
    ended.

    A killed process may leave half a result in the pipe, or hold the lock of a queue. The pool and the other processes
    would wait for ever.
    """
    if not FORKS:  # processes come one by one, and must find the pipe open
        return _nothing
    import multiprocessing
    import threading

    others = set(multiprocessing.active_children())
    pool.submit(_nothing)  # forks all of them
    pool._result_queue._writer.close()  # noqa: SLF001 — only so does half a result end when all writers are gone
    processes = set(multiprocessing.active_children()) - others
    thread = threading.Thread(target=_kill_after_first, args=(processes,), daemon=True)
    thread.start()
    return thread.join


def _kill_after_first(processes: Iterable[Any]) -> None:
    """Wait until all of `processes` have ended. Kill the rest once one has ended otherwise than by itself."""
    import time
    from multiprocessing.connection import wait

    running = {process.sentinel: process for process in processes}
    while running:
        for sentinel in wait(list(running)):
            ended = running.pop(sentinel)
            while ended.exitcode is None:  # another thread has just taken its exit code
                time.sleep(0.001)
            if ended.exitcode:
                for process in running.values():
                    process.kill()


def _kill_children() -> None:
    import multiprocessing

    for process in multiprocessing.active_children():
        process.kill()


def start(job: Callable[..., Result], *given: object) -> Callable[[], Result]:
    """Start `job(*given)` in another process, whose memory is freed when it ends. Returns a function that waits for the
    result.
    """
    ours, theirs = _processes().Pipe(duplex=False)
    process = _processes().Process(target=_send_result, args=(theirs, job, *given), daemon=True)
    process.start()
    theirs.close()

    def result() -> Result:
        try:
            found: Result = ours.recv()
        except EOFError:  # the process was killed
            found = job(*given)
        process.join()
        return found

    return result


def _send_result(connection: Any, job: Callable[..., object], *given: object) -> None:  # noqa: ANN401 — its class depends on the system
    _die_with_parent()
    found = job(*given)
    with suppress(BrokenPipeError):  # the build was aborted
        connection.send(found)


def _processes() -> Any:  # noqa: ANN401 — a context of multiprocessing, which is imported lazily
    import multiprocessing

    return multiprocessing.get_context("fork" if FORKS else "spawn")


def _nth(job: Callable[[Item], Result], items: Sequence[Item], number: int) -> Result:
    return job(items[number])


def _in_order(
    submit: Callable[..., Any], chunks: Iterable[Sequence[Any]], ahead: int, meanwhile: Callable[[], None]
) -> Iterator[Any]:
    """The results in order, with at most `ahead` chunks submitted at a time.

    So an exception leaves little to wait for. Cancelling submitted chunks could block forever (CPython issue 94777).
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


def _init_worker(job: Callable[[Any], Any]) -> None:
    global _job  # noqa: PLW0603 — else the job would be sent with each item
    _job = job
    gc.set_threshold(GC_THRESHOLD)
    _die_with_parent()


def _die_with_parent() -> None:
    """In a worker process: ignore the terminal's signals, and exit when the parent dies, even by SIGKILL."""
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
        if os.getppid() != parent.pid:  # it died before prctl
            os._exit(1)
        return
    threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:  # noqa: ANN401 — a process of multiprocessing, which is imported lazily
    parent.join()
    os._exit(1)


def _chunk(items: Sequence[Any]) -> list[Any]:
    assert _job is not None
    return _each(_job, items)


def _each(job: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
    return [job(item) for item in items]


def _chunks(items: Sequence[Item], count: int) -> Iterable[Sequence[Item]]:
    size = max(1, -(-len(items) // count))
    return [items[start : start + size] for start in range(0, len(items), size)]


def _tapered(items: Sequence[Item], jobs: int) -> Iterator[Sequence[Item]]:
    """Chunks of equal size, then smaller and smaller ones, so that all workers finish together."""
    size, start = -(-len(items) // (jobs * CHUNKS_PER_WORKER)), 0
    while start < len(items):
        size = max(1, min(size, (len(items) - start) // (jobs * 2)))
        yield items[start : start + size]
        start += size
