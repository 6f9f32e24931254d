"""Printing: problems, lines, JSON, a progress bar, and files that the user named."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from generator.core.errors import CONTROL, Place, Problem, SiteError, Text, because, printable

LEVELS = {"error": Text("错误", "error"), "warning": Text("提醒", "warning"), "note": Text("说明", "note")}
BAR_WIDTH = 24
"""Characters of the progress bar."""


def problems(found: Iterable[Problem], language: str, *, untouched: bool = False) -> None:
    """Print each problem, with its level, as a line on standard error.

    With `untouched`, also say after errors that the last build was kept.
    """
    found = list(found)
    for problem in found:
        line(f"{LEVELS[problem.level].of(language)} {problem.say(language)}")
    errors = sum(problem.level == "error" for problem in found)
    if errors and untouched:
        line(
            Text(
                f"有 {errors} 处错误要改；已生成的网站没有改动。",
                f"{errors} to mend; the site built before is as it was.",
            ).of(language)
        )


def line(text: str) -> None:
    """Print a line on standard error, with control characters escaped."""
    with suppress(BrokenPipeError):
        print(printable(text, "\n\t"), file=sys.stderr)


def out(text: str) -> None:
    """Print a line on standard output, with control characters escaped."""
    print(printable(text, "\n\t"))


def teller(language: str) -> Callable[[str, str], None]:
    """A function that prints a message, given in Chinese and English, on standard output in this language."""
    return lambda zh, en: out(Text(zh, en).of(language))


def as_json(said: object) -> None:
    """Print a value as JSON on standard output, in ASCII unless the stream's encoding is a Unicode one. Controls, also those
    that JSON leaves as they are (U+009B, U+202E), are escaped.
    """
    wide = (sys.stdout.encoding or "utf-8").lower().replace("-", "").startswith("utf")
    text = json.dumps(said, ensure_ascii=not wide, indent=1)
    print(CONTROL.sub(lambda found: found[0] if found[0] == "\n" else json.dumps(found[0])[1:-1], text))


def escape_unencodable() -> None:
    """Make standard output and error escape characters that their encoding lacks, and lone surrogates, not raise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def in_repository(site: Path, path: str) -> str:
    """A site's `path` relative to the repository that GitHub checked out (GITHUB_WORKSPACE), as annotations need it."""
    top = os.environ.get("GITHUB_WORKSPACE", "")
    whole = site.resolve()
    if not top or not whole.is_relative_to(Path(top).resolve()):
        return path
    return (whole.relative_to(Path(top).resolve()) / path).as_posix()


def annotation(level: str, place: Place, message: str, title: str = "") -> None:
    """Print an annotation for GitHub ("Workflow commands"): `::error file=…,line=…,title=…::message`."""
    line = f",line={place.line}" if place.line else ""
    named = f",title={_property(title)}" if title else ""
    out(f"::{level} file={_property(place.path)}{line}{named}::{_data(message)}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


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


class Bar:
    """A progress bar on a terminal; prints nothing elsewhere."""

    def __init__(self, language: str, stages: dict[str, Text]) -> None:
        self._language = language
        self._stages = stages
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
        name = self._stages[stage].of(self._language)
        sys.stderr.write(f"\r\x1b[K{name} {'━' * part}{'╌' * (BAR_WIDTH - part)} {done}/{total}")
        if done == total:
            sys.stderr.write("\r\x1b[K")
            self._last = -1
        sys.stderr.flush()
