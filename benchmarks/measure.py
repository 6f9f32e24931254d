"""Runs of a whole command: wall clock, CPU of all its processes, peak memory of the largest, and what else the machine did."""

import atexit
import os
import platform
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

QUIET = 0.3
"""Processors that others may keep busy beside a run; above that its wall clock says nothing."""
LISTEN = 0.5
"""Seconds for which the machine is listened to before a run."""
AGAIN = 2
"""How often a run is tried again, for each that was asked for, where the machine was not quiet."""


@dataclass(frozen=True)
class Run:
    """One run of a command."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time, children that it waited for included."""
    peak: float
    """MiB of the largest process."""
    before: float = 0.0
    """Processors that were busy in the half second before it began."""
    beside: float = 0.0
    """Processors that others kept busy while it ran, and just before."""

    @property
    def is_quiet(self) -> bool:
        """Whether the machine was left alone enough for the run to be a figure."""
        return max(self.before, self.beside) <= QUIET


@dataclass(frozen=True)
class Figure:
    """The medians of the runs in which the machine was quiet; of all runs where it never was."""

    run: Run
    quiet: int
    """Runs that count."""
    runs: int
    """Runs in all."""


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
    listened, idle = time.perf_counter(), busy()
    time.sleep(LISTEN)
    began, first = time.perf_counter(), busy()
    with subprocess.Popen(
        subject.command, cwd=subject.folder, env=installed(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    ended, last = time.perf_counter(), busy()
    if process.returncode:
        raise RuntimeError(f"{subject.name} ended with {process.returncode}:\n{said.decode(errors='replace')[-2000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    # The kernel counts in hundredths of a second: over a run of less than half a second that says nothing by itself.
    others = max(0.0, last - idle - cpu) / (ended - listened)
    return Run(ended - began, cpu, usage.ru_maxrss / 1024, (first - idle) / (began - listened), others)


def put_aside(folder: Path) -> None:
    """Move `folder` out of the way of the next run, to be removed when the program ends.

    On ext4 without a journal the inodes of removed files are not used again for a minute to five, and each new file is
    looked for behind them. A run right after thousands of files were removed can take a third longer for that.
    """
    if folder.exists():
        aside = tempfile.mkdtemp(prefix="aside-", dir=folder.parent.parent)
        atexit.register(shutil.rmtree, aside, ignore_errors=True)
        folder.rename(Path(aside) / folder.name)


def installed() -> dict[str, str]:
    """The environment of a run. An installed program has its bytecode; that of a checkout is written by the run that warms
    the disk's cache, so that no run compiles its modules anew.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def busy() -> float:
    """Seconds of work of all processors since the machine started; 0 where the system does not tell."""
    try:
        user, nice, system, _idle, _wait, *interrupts = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    except (OSError, ValueError):
        return 0.0
    return sum(map(int, (user, nice, system, *interrupts))) / os.sysconf("SC_CLK_TCK")


def alternate(subjects: Sequence[Subject], runs: int) -> dict[str, Figure]:
    """The figures of `runs` rounds; in each round every subject runs once, so that drift hits all alike. Rounds in which
    the machine was not quiet are tried again, a few times.
    """
    done: dict[str, list[Run]] = {subject.name: [] for subject in subjects}
    for subject in subjects:
        run(subject)  # warm the disk's cache
    for _ in range(runs * (1 + AGAIN)):
        for subject in subjects:
            done[subject.name].append(run(subject))
        if all(sum(one.is_quiet for one in found) >= runs for found in done.values()):
            break
    return {name: figure(found) for name, found in done.items()}


def figure(found: Sequence[Run]) -> Figure:
    """What these runs of one subject say."""
    quiet = [one for one in found if one.is_quiet]
    names = ("wall", "cpu", "peak", "before", "beside")
    medians = (statistics.median(getattr(one, name) for one in quiet or found) for name in names)
    return Figure(Run(*medians), len(quiet), len(found))


def machine() -> str:
    """What the figures were taken on."""
    return f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}"
