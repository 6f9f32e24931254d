"""`python -m generator` and the command `zhushu`."""

import gc
import os
import signal
import sys
import threading
from contextlib import suppress

GC_THRESHOLD = 200_000
"""Threshold of the garbage collector; forked workers inherit it."""


def main() -> int:
    """Run the command line. The exit code is 0, 1 (problems in the site) or 2 (wrong usage)."""
    # A build allocates millions of objects that live to the end or die at once. The default threshold of 700 would take
    # a third of its time.
    gc.set_threshold(GC_THRESHOLD)
    # Until the command line answers to Ctrl-C itself, Python would print where it was among its imports.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from generator.cli import run

    code = run(sys.argv[1:])
    if threading.active_count() == 1:
        _exit_now(code)
    return code


def _exit_now(code: int) -> None:
    """Exit without freeing memory, which for a whole site takes longer than rendering a changed page."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # no stream, or its reader is gone
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
