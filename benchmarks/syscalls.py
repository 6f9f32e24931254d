"""Kill a build at each rename, link, write, unlink and fsync in turn, in the parent and in its workers.

The output must always be one whole state, old or new, and the next build must mend the rest. A build that loses a
worker has its work done again: it must end well. No process and no lock may outlive the build.

python -m benchmarks.syscalls [--calls rename,linkat] [--who parent,1,2,3] [--journal]      (needs strace)
"""

import argparse
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.faults import make, run, settings, tree

CALLS = (
    "renameat2,rename,link,linkat,symlink,unlink,unlinkat,mkdir,rmdir,ftruncate,fsync,fdatasync,pwrite64,write,openat"
)
PATIENCE = 5.0
"""Seconds that a worker may take to notice that its build is gone."""
LINE = "\n\n{title}说，这一段每次都不同。\n"


def main() -> None:
    """Do it, and print a line for each call; exit 1 at the first state that is neither the old nor the new one."""
    if len(sys.argv) > 1 and sys.argv[1] == "--as-build":
        return build(*sys.argv[2:])
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--calls", default=CALLS)
    ask.add_argument("--who", default="parent,1,2,3,4,5", help="the parent, or the nth process that it forks")
    ask.add_argument("--articles", type=int, default=26)
    ask.add_argument("--most", type=int, default=1000, help="kills for each call, spread over all of its uses")
    ask.add_argument("--journal", action="store_true", help="as where folders cannot be exchanged")
    said = ask.parse_args()
    strace = shutil.which("strace") or sys.exit("strace is not installed")
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "site", said.articles)
        if said.journal:
            (root / "build/of-the-author").mkdir(parents=True)
        kills = Kills(root, strace, whole=not said.journal)
        total = 0
        for who in said.who.split(","):
            for call in said.calls.split(","):
                total += kills.all_of(who, call, said.most)
        print(f"{total} kills; every next build right", flush=True)
    return None


class Kills:
    """A site with two states, and builds of it that are killed on the way from one to the other."""

    def __init__(self, root: Path, strace: str, *, whole: bool) -> None:
        self.root, self.strace, self.whole = root, strace, whole
        self.texts = {path: path.read_text("utf-8") for path in (root / "content/articles").rglob("*.md")}
        self.states = {}
        for title in "甲乙甲":
            self._edit(title)
            run(root)
            self.states[title] = tree(root / "build")
        self.now, self.next = "甲", "乙"

    def all_of(self, who: str, call: str, most: int) -> int:
        """Kill at each use of a system call by the parent or the nth process that it forks; returns the number of kills."""
        uses = self._counted(who, call)
        seen = {"old": 0, "new": 0, "half": 0, "failed": 0}
        wanted = sorted({1 + uses * turn // most for turn in range(most)}) if uses else []
        for number in wanted:
            self._kill(who, call, number, seen)
        print(f"{who:>6} {call:10} {len(wanted):4} kills of {uses:4} uses: {seen}", flush=True)
        return len(wanted)

    def _kill(self, who: str, call: str, number: int, seen: dict[str, int]) -> None:
        self._edit(self.next)
        done = self._traced(who, f"inject={call}:signal=KILL:when={number}")
        found = tree(self.root / "build")
        state = next(
            (name for name, title in (("old", self.now), ("new", self.next)) if found == self.states[title]), "half"
        )
        seen[state] += 1
        where = f"{who} {call} {number}"
        if outlived := self._outliving():
            sys.exit(f"{where}: the build left {outlived}")
        if state == "half" and self.whole:
            sys.exit(f"{where}: neither the old nor the new state")
        if "Traceback" in done.stderr:
            sys.exit(f"{where}: {done.stderr}")
        if who != "parent" and (done.returncode or state != "new"):
            seen["failed"] += 1
            print(f"{where}: exit {done.returncode}, {state}: {done.stderr[-300:]}", flush=True)
        run(self.root)
        if tree(self.root / "build") != self.states[self.next]:
            sys.exit(f"{where}: the next build did not mend it")
        self.now, self.next = self.next, self.now

    def _outliving(self) -> str:
        """What is left of a build that ended, once its workers had time to notice: processes and locks; empty if nothing."""
        until = time.monotonic() + PATIENCE
        while left := [*self._processes(), *self._locks()]:
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        return ", ".join(left)

    def _processes(self) -> Iterator[str]:
        """Processes of builds of this site."""
        for file in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if os.fsencode(self.root) in file.read_bytes():
                    yield f"process {file.parent.name}"

    def _locks(self) -> Iterator[str]:
        """Locks of the site that somebody holds."""
        for path in (self.root / ".cache").glob("lock-*"):
            with path.open() as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    yield f"lock {path.name}"

    def _counted(self, who: str, call: str) -> int:
        """How often the process makes this call in a build that changes every page."""
        self._edit(self.next)
        done = self._traced(who, f"trace={call}", "-c")
        if done.returncode:
            sys.exit(done.stderr)
        said = done.stderr
        self.now, self.next = self.next, self.now
        found = re.search(rf"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s.*\b{call}$", said, re.MULTILINE)
        return int(found[1]) if found else 0

    def _traced(self, who: str, what: str, *more: str) -> subprocess.CompletedProcess[str]:
        """A build of which one process is traced."""
        trace = [self.strace, "-qq", "-e", what, *more]
        ours = [sys.executable, "-m", "benchmarks.syscalls", "--as-build", str(self.root), who]
        command = [*trace, *ours] if who == "parent" else [*ours, *trace]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def _edit(self, title: str) -> None:
        """A change that touches every article and every page."""
        settings(self.root, title)
        for path, text in self.texts.items():
            path.write_text(text + LINE.format(title=title), encoding="utf-8")


def build(root: str, who: str, *trace: str) -> None:
    """Build as the command does; where `trace` is given, it is a tracer that the process `who` waits for."""
    from generator.__main__ import main as command

    forked = 0

    def forking() -> None:
        nonlocal forked
        forked += 1

    def attach() -> None:
        if str(forked) != who:
            return
        subprocess.Popen([*trace, "-p", str(os.getpid())])
        while "TracerPid:\t0" in Path("/proc/self/status").read_text():
            time.sleep(0.005)

    if trace:
        os.register_at_fork(before=forking, after_in_child=attach)
    sys.argv = ["zhushu", "build", "--site", root, "--jobs", "2"]
    sys.exit(command())


if __name__ == "__main__":
    main()
