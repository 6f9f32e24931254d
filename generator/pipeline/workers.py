"""Work on many articles or pages at once: in this process, or in a pool of them. The results do not depend on which.

Any `concurrent.futures.Executor` will do. Forked workers inherit the work and the items, so that only numbers and
results travel
between processes; spawned ones and those of an executor receive both pickled.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

ALONE = 24
"""Fewer items than this are not worth a pool."""
FIRST = ALONE // 2
"""Items that are done before processes are forked: what work loads when it is first done is loaded once, and
inherited."""
CHUNKS = 16
"""Chunks for each worker, and more towards the end: small enough that none waits long for another."""
FORKS = sys.platform == "linux"
"""Whether processes are forked; macOS does not do it safely."""
_job: Callable[[Any], Any] | None = None
"""In a worker process: what it does with each item. Set once, when the process begins."""


class Pool(Protocol):
    """What works elsewhere: any `concurrent.futures.Executor`. To name that class would load what a small rebuild
    never needs.
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
) -> Iterator[Result]:
    """`job(item)` for each item, in order. `jobs` is the number of processes, 0 for one a core; `executor` replaces
    them.

    `meanwhile` is called here once the processes are at work, if there are any.
    """
    if executor is not None:
        for results in executor.map(_Chunk(job), _chunks(items, 4 * CHUNKS)):
            yield from results
        return
    jobs = min(jobs or cores(), -(-len(items) // (ALONE // 2)))
    if len(items) < ALONE or jobs < 2:
        yield from map(job, items)
        return
    from concurrent.futures import ProcessPoolExecutor

    first = FIRST if FORKS else 0
    yield from map(job, items[:first])
    work: Callable[[Any], Result] = partial(_nth, job, items) if FORKS else job
    todo: Sequence[Any] = range(first, len(items)) if FORKS else items
    with ProcessPoolExecutor(jobs, _processes(), _begin, (work,)) as pool:
        yield from _in_order(pool.submit, _tapered(todo, jobs), jobs * 2, meanwhile or _nothing)


def aside(job: Callable[..., Result], *given: object) -> Callable[[], Result]:
    """Begin `job(*given)` in a process beside this one, so that what it loads goes with it; what is given back waits
    for the result.
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

    An exception thus leaves little behind to wait for; cancelling what is left can wait for ever (CPython issue 94777).
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
