"""Atomic exchange of two files or folders."""

import os
from collections.abc import Callable
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def exchange_of() -> Callable[[Path, Path], bool] | None:
    """renameat2(2) with RENAME_EXCHANGE as `(Path, Path) -> bool`; None if unsupported (not Linux, or an old libc)."""
    import ctypes  # lazy: only if more than one file changed

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return None

    def exchange(one: Path, other: Path) -> bool:
        done: int = call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
        return done == 0

    return exchange
