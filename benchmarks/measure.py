"""Runs of a whole command: wall clock, CPU of all its processes, peak memory of the largest."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run of a command."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time, children that it waited for included."""
    peak: float
    """MiB of the largest process."""


@dataclass(frozen=True)
class Subject:
    """Something to measure: `before` runs ahead of each run and is not counted."""

    name: str
    command: Sequence[str]
    folder: Path
    before: Callable[[], None] = lambda: None


def run(subject: Subject) -> Run:
    """Run it once. Raises RuntimeError with its output where it fails."""
    subject.before()
    began = time.perf_counter()
    with subprocess.Popen(
        subject.command, cwd=subject.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode:
        raise RuntimeError(f"{subject.name} ended with {process.returncode}:\n{said.decode(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def alternate(subjects: Sequence[Subject], runs: int) -> dict[str, Run]:
    """The median of each figure over `runs` rounds; in each round every subject runs once, so that drift hits all
    alike."""
    done: dict[str, list[Run]] = {subject.name: [] for subject in subjects}
    for subject in subjects:
        run(subject)  # warm the disk's cache
    for _ in range(runs):
        for subject in subjects:
            done[subject.name].append(run(subject))
    return {
        name: Run(*(statistics.median(getattr(one, figure) for one in runs_) for figure in ("wall", "cpu", "peak")))
        for name, runs_ in done.items()
    }
