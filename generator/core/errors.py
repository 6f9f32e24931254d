"""Problems: texts in two languages, places in files, and the exception that carries them.

The types are named tuples. Every command imports this module, and importing `dataclasses` takes a fifth of the time
of a build that has nothing to do.
"""

import errno
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]
"""A note reports what was done at the author's request. It never makes a build or a check fail."""


class Text(NamedTuple):
    """A message in Chinese and English. The command line chooses."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The text for `language` (`zh…` gives Chinese, all else English)."""
        return self.zh if language.startswith("zh") else self.en


class Place(NamedTuple):
    """A location in the author's files."""

    path: str
    """Relative to the site's folder, with `/`."""
    line: int = 0
    """Counted from 1; 0 for the whole file."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


NOWHERE = Place("")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str, keep: str = "") -> str:
    """`text` with terminal control characters, line ends and bidi controls escaped, except those in `keep`.

    Names of files and keys may contain such characters, and must not be able to forge a message.
    """
    return CONTROL.sub(lambda found: found[0] if found[0] in keep else ascii(found[0])[1:-1], text)


class Problem(NamedTuple):
    """One thing that the author should fix."""

    level: Level
    code: str
    """A short, stable name in kebab-case, for `check --format json` and tests: `unknown-key`, `bad-date` …"""
    place: Place
    message: Text
    hint: Text | None = None
    """Advice on how to solve it."""

    def say(self, language: str) -> str:
        """The problem in one line: `path:line: message（hint）`."""
        said = f"{self.place}: {self.message.of(language)}"
        if self.hint is not None:
            hint = self.hint.of(language)
            said += f"（{hint}）" if language.startswith("zh") else f" ({hint})"
        return printable(said)

    def as_json(self) -> dict[str, object]:
        """The problem as JSON: level, code, path, line, message and hint in both languages."""
        return {
            "level": self.level,
            "code": self.code,
            "path": self.place.path,
            "line": self.place.line,
            "message": self.message._asdict(),
            "hint": self.hint._asdict() if self.hint else None,
        }


MERGED = frozenset(("unknown-key", "unused-key"))
"""Codes of warnings that are reported once for the whole site, with a count."""
IGNORED_BY_STRICT = frozenset(("unused-key",))
"""Codes of warnings that are not errors in strict mode."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and line, without duplicates. Warnings with a code in MERGED are merged across files."""
    merged: dict[tuple[str, str], int] = {}
    found: list[Problem] = []
    for problem in sorted(set(problems), key=lambda problem: (problem.place, problem.level, problem.message)):
        if problem.code in MERGED and problem.level == "warning":
            key = problem.code, problem.message.zh
            merged[key] = merged.get(key, 0) + 1
            if merged[key] > 1:
                continue
        found.append(problem)
    return tuple(_counted(problem, merged.get((problem.code, problem.message.zh), 1)) for problem in found)


def _counted(problem: Problem, count: int) -> Problem:
    """The problem with its number of occurrences in the message, if there are several."""
    if count == 1:
        return problem
    message = Text(f"{problem.message.zh}（共 {count} 处）", f"{problem.message.en} ({count} places)")
    return problem._replace(message=message)


def stops(problem: Problem, *, strict: bool) -> bool:
    """Whether a problem stops a build, or makes a check fail."""
    return problem.level == "error" or (strict and problem.level == "warning" and problem.code not in IGNORED_BY_STRICT)


NO_FILE = Text(
    "这不是文件（是管道、设备之类），或者系统不接受",
    "this is not a file (but a pipe or a device), or the system does not accept it",
)
OS_REASONS = {
    errno.ENOENT: Text("没有这个文件或文件夹", "no such file or folder"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("系统不允许", "the system does not allow it"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Text("磁盘满了", "the disk is full"),
    errno.EISDIR: Text("这是一个文件夹", "it is a folder"),
    errno.ENOTDIR: Text("路径中间有一个是文件，不是文件夹", "part of the path is a file, not a folder"),
    errno.EINVAL: NO_FILE,
    errno.ENXIO: NO_FILE,
    errno.EEXIST: Text("已有同名的文件", "there is a file of this name already"),
    errno.ENAMETOOLONG: Text("文件名太长", "the file name is too long"),
    errno.ELOOP: Text("符号链接形成循环", "the symbolic links form a loop"),
}
"""`errno` → the reason in plain words."""


def os_reason(error: Exception) -> Text:
    """Why a file operation failed. Rare reasons are given as the system words them, in both languages."""
    system = getattr(error, "strerror", None) or str(error)
    return OS_REASONS.get(getattr(error, "errno", None) or 0, Text(system, system))


class SiteError(Exception):
    """Problems that stop the work: all those that one stage found."""

    def __init__(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.say("en") for problem in self.problems))

    @classmethod
    def of(cls, code: str, place: Place, message: Text, hint: Text | None = None) -> "SiteError":
        """The exception of a single error."""
        return cls([Problem("error", code, place, message, hint)])

    def __reduce__(self) -> tuple[type["SiteError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # the default would pickle the message instead of the problems


class WrongUsage(Exception):  # noqa: N818 — not a fault, but how a command was called
    """The command cannot be called in this way: `message` is printed, and the exit code is 2."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Text(zh, en)
        super().__init__(en)


def raise_errors(problems: Iterable[Problem]) -> None:
    """Raise SiteError with the errors among `problems`, if there are any."""
    if errors := [problem for problem in problems if problem.level == "error"]:
        raise SiteError(errors)


def because(error: Exception, zh: str, en: str) -> Text:
    """The message `zh`, `en` of a failed file operation, followed by its reason."""
    why = os_reason(error)
    return Text(f"{zh}：{why.zh}", f"{en}: {why.en}")


def unreadable(place: Place, error: Exception) -> Problem:
    """The error that a file cannot be read."""
    return Problem("error", "unreadable", place, because(error, "无法读取", "cannot be read"))


def too_large(place: Place) -> Problem:
    """The error that a file has more bytes than are read."""
    return Problem("error", "too-large", place, Text("文件太大", "the file is too large"))


def nearest(word: str, known: "list[str] | tuple[str, ...]") -> str | None:
    """The most similar member of `known`, or None if no difflib ratio reaches 0.6."""
    from difflib import get_close_matches  # needed only when something is wrong

    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> Text | None:
    """A hint that names the most similar member of `known`, or None."""
    near = nearest(word, tuple(known))
    return Text(f"是否指“{near}”？", f'did you mean "{near}"?') if near else None
