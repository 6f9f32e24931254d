"""Time and memory of one build by stage: `python -m benchmarks.stages SITE [SITE …]`.

Prints for each stage its seconds, and in MiB the most that the main process and its largest worker held in memory
meanwhile, shared pages included. The memory is looked at every few milliseconds from outside (Linux). What is in the
site's cache is used: remove it for a cold build. A build with nothing to do has no stages.
"""

import argparse
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks import measure

EVERY = 0.005
"""Seconds between two looks at the memory."""
MARK = "stage "
INSIDE = f"""
import sys, time
from generator.pipeline.report import Clock
lap = Clock.lap
def told(self, stage):
    lap(self, stage)
    print("{MARK}" + stage, time.monotonic(), flush=True)
Clock.lap = told
from generator.__main__ import main
sys.argv = ["zhushu", "build", "--site", sys.argv[1]]
sys.exit(main())
"""
"""The build, telling when each stage ends."""


class Look(NamedTuple):
    """What the processes held in memory, in MiB."""

    at: float
    """Seconds, monotonic."""
    main: float
    worker: float
    """The largest; 0 if there is none."""


def main() -> None:
    """Build each site that the command line names."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sites", nargs="+", type=Path)
    for site in ask.parse_args().sites:
        print(f"{site}\n{'stage':>10}{'s':>9}{'main MiB':>10}{'worker MiB':>12}")
        for stage, seconds, own, worker in stages(site):
            print(f"{stage:>10}{seconds:9.2f}{own:10.0f}{worker:12.0f}")


def stages(site: Path) -> list[tuple[str, float, float, float]]:
    """Name, seconds, memory of the main process and of the largest worker (MiB), for each stage of a build of `site`.

    Raises RuntimeError if it fails.
    """
    began, looks = time.monotonic(), []
    with subprocess.Popen(
        [sys.executable, "-c", INSIDE, str(site)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=measure.installed(),
        cwd=Path(__file__).parent.parent,
    ) as process:
        while process.poll() is None:
            looks.append(look(process.pid))
            time.sleep(EVERY)
        assert process.stdout is not None
        ends = [line.removeprefix(MARK).split() for line in process.stdout if line.startswith(MARK)]
    if process.returncode:
        raise RuntimeError(f"the build of {site} ended with {process.returncode}")
    found = []
    for stage, end in ends:
        during = [one for one in looks if began <= one.at < float(end)]
        most = [max((getattr(one, name) for one in during), default=0.0) for name in ("main", "worker")]
        found.append((stage, float(end) - began, most[0], most[1]))
        began = float(end)
    return found


def look(pid: int) -> Look:
    """What the process `pid` and its children hold now."""
    children: list[str] = []
    with suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return Look(time.monotonic(), _resident(pid), max((_resident(int(child)) for child in children), default=0.0))


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):  # it has just ended
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


if __name__ == "__main__":
    main()
