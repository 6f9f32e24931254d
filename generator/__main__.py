"""`python -m generator` and the command `zhushu`."""

import gc
import os
import sys
import threading
from contextlib import suppress

GARBAGE = 200_000
"""New containers after which Python looks for garbage; forked workers inherit it."""


def main() -> int:
    """Run the command line; the exit code is 0, 1 (problems in the site) or 2 (wrong usage)."""
    # Loading and building make millions of small values that live to the end or die at once: looking for cycles every
    # 700 costs a third of it.
    gc.set_threshold(GARBAGE)
    from generator.cli import run

    code = run(sys.argv[1:])
    if threading.active_count() == 1:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End the process as it stands. Taking the values of a whole site apart one by one takes longer than rendering a
    changed page.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # none, or whoever read it is gone
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
