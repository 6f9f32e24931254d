"""Kill a build at each rename, link, write and fsync in turn: the output must always be one whole state, old or new.

python -m benchmarks.syscalls [--calls rename,linkat] [--journal]      (needs strace)
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.faults import command, make, run, settings, state, tree

CALLS = ("renameat2", "rename", "link", "linkat", "fsync", "unlink", "mkdir", "ftruncate", "write")


def main() -> None:
    """Do it, and print what was seen; exit 1 at the first state that is neither the old nor the new one."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--calls", default=",".join(CALLS))
    ask.add_argument("--articles", type=int, default=30)
    ask.add_argument("--most", type=int, default=40, help="kills for each call, spread over all of its uses")
    ask.add_argument("--journal", action="store_true", help="as where folders cannot be exchanged")
    said = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "site", said.articles)
        if said.journal:
            (root / "build/of-the-author").mkdir(parents=True)
        states = [state(root, title) for title in ("甲", "乙")]
        total = 0
        for call in said.calls.split(","):
            uses = counted(root, call)
            wanted = sorted({1 + uses * turn // said.most for turn in range(said.most)}) if uses else []
            seen = {"old": 0, "new": 0, "half": 0}
            for number in wanted:
                settings(root, "甲")
                run(root)
                settings(root, "乙")
                traced(root, f"inject={call}:signal=KILL:when={number}")
                found = tree(root / "build")
                seen["old" if found == states[0] else "new" if found == states[1] else "half"] += 1
                if found not in states and not said.journal:
                    sys.exit(f"{call} {number}: neither the old nor the new state")
                run(root)
                if tree(root / "build") != states[1]:
                    sys.exit(f"{call} {number}: the next build did not mend it")
            total += len(wanted)
            print(f"{call}: {len(wanted)} kills of {uses} uses: {seen}", flush=True)
        print(f"{total} kills; every next build right")


def counted(root: Path, call: str) -> int:
    """How often the process that is traced first makes this call in a build that changes every page."""
    settings(root, "甲")
    run(root)
    settings(root, "乙")
    said = traced(root, f"trace={call}", "-c").stderr
    found = re.search(rf"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s.*\b{call}$", said, re.MULTILINE)
    return int(found[1]) if found else 0


def traced(root: Path, what: str, *more: str) -> subprocess.CompletedProcess[str]:
    """A build under strace, its workers too."""
    strace = shutil.which("strace") or sys.exit("strace is not installed")
    return subprocess.run(
        [strace, "-f", "-qq", "-e", what, *more, *command(root), "--jobs", "2"],
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    main()
