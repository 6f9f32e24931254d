"""Whether time grows with the length of a text, told so that a busy machine changes nothing."""

import gc
from collections.abc import Callable
from time import thread_time

LARGE = 24_000
"""Bytes."""
TIMES = 8
LIMIT = 3
"""The square takes 8 times as long as what is linear; what else the machine does, hardly ever 3 times, and not each time."""
TRIES = 8
FAST = 0.1
"""Seconds of CPU in which no square of LARGE is hidden that matters."""


def linear(work: Callable[[str], object], piece: str, large: int = LARGE) -> bool:
    """Whether `work` takes about TIMES as long for `large` bytes of `piece`, over and over, as for a TIMES-th of them."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece.encode()))
        began = thread_time()
        work(text)
        return thread_time() - began

    gc.disable()  # it looks at all that this process holds, and more often for the longer text
    try:
        return any(
            (took := seconds(large)) < FAST or took < TIMES * LIMIT * seconds(large // TIMES) for _ in range(TRIES)
        )
    finally:
        gc.enable()
