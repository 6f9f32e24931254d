"""Runs a job over many items, in this process or in a worker pool, with the same results.

Forked workers inherit the job and the items, so that only indices and results are sent between processes. Spawned
workers, and those of any `concurrent.futures.Executor`, receive both pickled.
"""

import gc
import os
import sys
import traceback
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
ITEMS_BEFORE_FORK = 4
"""Items done in this process before the fork, so that workers inherit what the job loads lazily. Few, as the other processors
wait for them.
"""
CHUNKS_PER_WORKER = 16
"""Small chunks, so that no worker waits long for another."""
FORKS = sys.platform == "linux"
"""Whether to fork; forking is unsafe on macOS."""
CHUNKS_SENT = 2 if FORKS else 1
"""Number of chunks that a worker holds: the second keeps it from waiting for the next. Forked workers get only indices,
which fit in the pipe's buffer; were large items sent while the worker sends large results, both sides would block."""
ATTEMPTS = 3
"""Number of pools to try if processes are killed."""
GC_THRESHOLD = 200_000
"""Threshold of the garbage collector in a worker: nothing that it makes of one article is needed for the next."""
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
            for result in _pooled(job, items, first, jobs, (attempt == 0 and meanwhile) or _nothing):
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
    meanwhile: Callable[[], None],
) -> Iterator[Result]:
    """`job(item)` for each item from index `first` on, in order, by `jobs` processes. Raises _Killed."""
    from multiprocessing.connection import wait

    work: Callable[[Any], Any] = partial(_nth, job, items) if FORKS else job
    chunks = list(_tapered(range(first, len(items)) if FORKS else items[first:], jobs))
    processes: list[Any] = []
    given: dict[Any, deque[int]] = {}
    """For the connection to each process, the numbers of the chunks that it has."""
    done: dict[int, list[Result]] = {}
    sent = 0
    try:
        for _ in range(jobs):
            process, connection = _started(_work, work)
            processes.append(process)
            given[connection] = deque()
        for number in range(len(chunks)):
            while number not in done:
                for connection, numbers in given.items():
                    while len(numbers) < CHUNKS_SENT and sent < min(number + 4 * jobs, len(chunks)):
                        with suppress(BrokenPipeError):  # killed; told by the pipe's end
                            connection.send(chunks[sent])
                        numbers.append(sent)
                        sent += 1
                meanwhile()
                meanwhile = _nothing
                for connection in wait([connection for connection, numbers in given.items() if numbers]):
                    done[given[connection].popleft()] = _received(connection)
            yield from done.pop(number)
    finally:  # perhaps before all results are wanted
        for process in processes:
            process.kill()
            process.join()


def _received(connection: Any) -> list[Any]:  # noqa: ANN401 — its class depends on the system
    """The results of a chunk. Raises the error of the job, or _Killed."""
    try:
        results, error = connection.recv()
    except (EOFError, OSError):  # OSError: in the middle of the results
        raise _Killed from None
    if error is not None:
        raise error
    return results  # type: ignore[no-any-return]


def _work(connection: Any, job: Callable[[Any], Any]) -> None:  # noqa: ANN401 — as above
    """In a worker process: do chunks until it is killed, or the build's process is gone."""
    with suppress(EOFError, ConnectionError):
        while True:
            chunk = connection.recv()
            try:
                connection.send((_each(job, chunk), None))
            except Exception as error:  # noqa: BLE001 — raised again in the build's process
                error.add_note(f"In a worker process:\n{traceback.format_exc()}")
                connection.send(([], error))


def start(job: Callable[..., Result], *given: object) -> Callable[[], Result]:
    """Start `job(*given)` in another process, whose memory is freed when it ends. Returns a function that waits for the
    result.
    """
    process, ours = _started(_send_result, job, *given)

    def result() -> Result:
        try:
            found: Result = ours.recv()
        except (EOFError, OSError):  # the process was killed; OSError: in the middle of the result
            found = job(*given)
        process.join()
        return found

    return result


def _send_result(connection: Any, job: Callable[..., object], *given: object) -> None:  # noqa: ANN401 — as above
    found = job(*given)
    with suppress(BrokenPipeError):  # the build was aborted
        connection.send(found)


def _started(target: Callable[..., None], *given: object) -> tuple[Any, Any]:
    """A new process that runs `target(connection, *given)`, and our end of the connection. Nobody else has the other end:
    when the process dies, ours ends.
    """
    import multiprocessing

    context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_begin, args=(ours, target, theirs, *given), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _nth(job: Callable[[Item], Result], items: Sequence[Item], number: int) -> Result:
    return job(items[number])


def _nothing() -> None:
    pass


def _begin(parents: Any, target: Callable[..., None], *given: object) -> None:  # noqa: ANN401 — as above
    """In a worker process: run `target`. Ignores the terminal's signals, and ends when the parent dies, even by SIGKILL.

    Closes this process's copy of the parent's end of the connection: with it open, a result that the parent no longer
    wants would be sent for ever.
    """
    import multiprocessing
    import signal
    import threading

    parents.close()
    gc.set_threshold(GC_THRESHOLD)
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
    else:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()
    target(*given)


def _end_after(parent: Any) -> None:  # noqa: ANN401 — a process of multiprocessing, which is imported lazily
    parent.join()
    os._exit(1)


def _each(job: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
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
