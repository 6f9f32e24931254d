"""Printing to a person: problems, figures, a bar of progress."""

import sys
from collections.abc import Iterable
from contextlib import suppress

from generator.core.errors import Problem, Text

MARK = {"error": Text("错误", "error"), "warning": Text("提醒", "warning"), "note": Text("说明", "note")}
BAR = 24
"""Characters of the progress bar."""


def problems(found: Iterable[Problem], language: str, *, untouched: bool = False) -> None:
    """Each problem on a line of standard error, errors and warnings told apart; for a build (`untouched`) that the
    last one stands.
    """
    found = list(found)
    for problem in found:
        line(f"{MARK[problem.level].of(language)} {problem.say(language)}")
    errors = sum(problem.level == "error" for problem in found)
    if errors and untouched:
        line(
            Text(
                f"有 {errors} 处错误要改；已生成的网站没有改动。",
                f"{errors} to mend; the site built before is as it was.",
            ).of(language)
        )


def line(text: str) -> None:
    """One line on standard error; characters that the terminal can't show are escaped."""
    with suppress(BrokenPipeError):
        print(
            text.encode(sys.stderr.encoding or "utf-8", "backslashreplace").decode(sys.stderr.encoding or "utf-8"),
            file=sys.stderr,
        )


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class Bar:
    """A bar of progress on a terminal, and nothing elsewhere."""

    def __init__(self, language: str, stages: dict[str, Text]) -> None:
        self._language = language
        self._stages = stages
        self._shown = sys.stderr.isatty()
        self._last = -1

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` in `stage`; see `build.Progress`."""
        if not self._shown or total < 2:
            return
        part = BAR * done // total
        if part == self._last and done < total:
            return
        self._last = part
        name = self._stages[stage].of(self._language)
        sys.stderr.write(f"\r\x1b[K{name} {'━' * part}{'╌' * (BAR - part)} {done}/{total}")
        if done == total:
            sys.stderr.write("\r\x1b[K")
            self._last = -1
        sys.stderr.flush()
