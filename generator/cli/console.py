"""What a command tells its user: lines, problems, JSON and a progress bar, in her language; and files that she named."""

import argparse
import io
import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.core.errors import CONTROL, Place, Problem, SiteError, Text, because, printable

LEVELS = {"error": Text("错误", "error"), "warning": Text("提醒", "warning"), "note": Text("说明", "note")}
BAR_WIDTH = 24
"""Characters of the progress bar."""


class Console:
    """Standard output and standard error, in the language `zh` or `en`.

    A text is given in Chinese and English (`said`, `en`, or both in a Text), or as one that is the same in both.
    Control characters in it are escaped.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def of(self, said: str | Text, en: str | None = None) -> str:
        """The text in the user's language."""
        if isinstance(said, Text):
            return said.of(self.language)
        return said if en is None else Text(said, en).of(self.language)

    def out(self, said: str | Text, en: str | None = None) -> None:
        """Print a line on standard output."""
        print(printable(self.of(said, en), "\n\t"))

    def err(self, said: str | Text, en: str | None = None) -> None:
        """Print a line on standard error."""
        with suppress(BrokenPipeError):
            print(printable(self.of(said, en), "\n\t"), file=sys.stderr)

    def problems(self, found: Iterable[Problem], *, untouched: bool = False) -> None:
        """Print each problem, with its level, as a line on standard error.

        With `untouched`, also say after errors that the last build was kept.
        """
        found = list(found)
        for problem in found:
            self.err(self.leveled(problem))
        errors = sum(problem.level == "error" for problem in found)
        if errors and untouched:
            self.err(
                f"有 {errors} 处错误要改；已生成的网站没有改动。",
                f"{errors} to mend; the site built before is as it was.",
            )

    def leveled(self, problem: Problem) -> str:
        """A problem in one line that begins with its level."""
        return f"{self.of(LEVELS[problem.level])} {problem.say(self.language)}"

    def as_json(self, said: object) -> None:
        """Print a value as JSON on standard output, in ASCII unless the stream's encoding is a Unicode one. Controls, also
        those that JSON leaves as they are (U+009B, U+202E), are escaped.
        """
        wide = (sys.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf")
        text = json.dumps(said, ensure_ascii=not wide, indent=1)
        print(CONTROL.sub(lambda found: found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1], text))

    def bar(self, stages: dict[str, Text]) -> "Bar":
        """A progress bar for work in these stages."""
        return Bar({stage: self.of(name) for stage, name in stages.items()})


class Bar:
    """A progress bar on a terminal; prints nothing elsewhere."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._shown = sys.stderr.isatty()
        self._last = -1

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show `done` of `total` in `stage`; see `build.Progress`."""
        if not self._shown or total < 2:
            return
        part = BAR_WIDTH * done // total
        if part == self._last and done < total:
            return
        self._last = part
        sys.stderr.write(f"\r\x1b[K{self._names[stage]} {'━' * part}{'╌' * (BAR_WIDTH - part)} {done}/{total}")
        if done == total:
            sys.stderr.write("\r\x1b[K")
            self._last = -1
        sys.stderr.flush()


def escape_unencodable() -> None:
    """Make standard output and error escape characters that their encoding lacks, and lone surrogates, not raise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def to_file(args: argparse.Namespace, path: Path, data: bytes) -> None:
    """Write a file that the user named. Raises SiteError if it cannot be written, or exists and is not ours."""
    from generator.store import exports

    try:
        done = exports.write(args.site / ".cache", path, data, force=args.force)
    except OSError as error:
        raise SiteError.of("io", Place(str(path)), because(error, "无法写入", "cannot be written")) from None
    if not done:
        raise SiteError.of(
            "foreign-file",
            Place(str(path)),
            Text("这个文件已有别的内容，没有覆盖", "this file holds something else and is left as it is"),
            Text("换一个文件名，或加上 --force", "take another name, or add --force"),
        )


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
