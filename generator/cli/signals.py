"""What the terminating signals do: SIGINT (Ctrl-C), SIGTERM and SIGHUP."""

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import NoReturn


class Interrupted(KeyboardInterrupt):
    """The process received the terminating signal `number`."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


def interrupt_on_signals() -> None:
    """Make SIGTERM and SIGHUP stop the work as Ctrl-C does. A second signal of any kind kills the process at once."""

    def stop(number: int) -> NoReturn:
        raise Interrupted(number)

    handle_signals(stop)


def handle_signals(stop: Callable[[int], None]) -> None:
    """Call `stop` with the number of the first terminating signal. A second one kills the process at once."""

    def first(number: int, _frame: FrameType | None) -> None:
        for one in ours:
            signal.signal(one, signal.SIG_DFL)
        stop(number)

    if threading.current_thread() is not threading.main_thread():  # `run` is called by another program
        return
    signals = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    ours = [number for number in signals if signal.getsignal(number) is not signal.SIG_IGN]  # nohup ignores SIGHUP
    for number in ours:
        signal.signal(number, first)
