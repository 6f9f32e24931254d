"""What can be wrong, where, and how to say it: texts in two languages, places, problems.

Named tuples, as every command imports them: the module `dataclasses` is a fifth of what a build takes that has
nothing to do.
"""

import errno
from collections.abc import Iterable
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]
"""A note tells what was done as the author asked; it never makes a build or a check fail."""


class Text(NamedTuple):
    """One message in the two languages that Zhushu speaks to its users; the command line chooses."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The text for `language` (`zh…` gives Chinese, all else English)."""
        return self.zh if language.startswith("zh") else self.en


class Place(NamedTuple):
    """Where in the author's files something stands."""

    path: str
    """Relative to the site's folder, with `/`."""
    line: int = 0
    """Counted from 1; 0 where the whole file is meant."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


NOWHERE = Place("")


def printable(text: str, keep: str = "") -> str:
    """`text` in which whatever steers a terminal, ends a line or turns the direction of writing is escaped; not what is
    in `keep`.

    Names of files and keys may hold all of it, and must not speak to a person in our place.
    """
    if text.isprintable():
        return text
    return "".join(char if char in keep or not _steers(char) else ascii(char)[1:-1] for char in text)


def _steers(char: str) -> bool:
    return (
        char < " "
        or "\x7f" <= char <= "\x9f"
        or char in "\u200e\u200f\u061c\u2028\u2029"
        or "\u202a" <= char <= "\u202e"
        or "\u2066" <= char <= "\u2069"
        or "\ud800" <= char <= "\udfff"
    )


class Problem(NamedTuple):
    """One thing that the author should mend."""

    level: Level
    code: str
    """A short stable name in kebab-case, for `check --format json` and tests: `unknown-key`, `bad-date` …"""
    place: Place
    message: Text
    hint: Text | None = None
    """What to do about it."""

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


ONCE = frozenset(("unknown-key", "unused-key"))
"""Codes of problems that are told once for the whole site, with their count: front matter keys without effect."""
HARMLESS = frozenset(("unused-key",))
"""Codes of warnings that do not count as errors in strict mode."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and line, each once. Warnings whose code is in ONCE are merged over all files."""
    merged: dict[tuple[str, str], int] = {}
    found: list[Problem] = []
    for problem in sorted(set(problems), key=lambda problem: (problem.place, problem.level, problem.message)):
        if problem.code in ONCE and problem.level == "warning":
            key = problem.code, problem.message.zh
            merged[key] = merged.get(key, 0) + 1
            if merged[key] > 1:
                continue
        found.append(problem)
    return tuple(_counted(problem, merged.get((problem.code, problem.message.zh), 1)) for problem in found)


def _counted(problem: Problem, count: int) -> Problem:
    """The problem with the number of its places in the message, if there are several."""
    if count == 1:
        return problem
    message = Text(f"{problem.message.zh}（共 {count} 处）", f"{problem.message.en} ({count} places)")
    return problem._replace(message=message)


def stops(problem: Problem, *, strict: bool) -> bool:
    """Whether a problem stops a build, or makes a check fail."""
    return problem.level == "error" or (strict and problem.level == "warning" and problem.code not in HARMLESS)


REFUSED = {
    errno.ENOENT: Text("没有这个文件或文件夹", "there is no such file or folder"),
    errno.EACCES: Text("没有权限", "permission denied"),
    errno.EPERM: Text("系统不允许", "the system does not permit it"),
    errno.EROFS: Text("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Text("磁盘满了", "the disk is full"),
    errno.EISDIR: Text("这是一个文件夹", "this is a folder"),
    errno.ENOTDIR: Text("路径中间有一个是文件，不是文件夹", "a part of the path is a file and not a folder"),
    errno.EINVAL: Text(
        "这不是文件（是管道、设备之类），或者系统不接受",
        "this is no file (but a pipe or a device), or the system does not take it",
    ),
    errno.EEXIST: Text("已存在", "it is there already"),
    errno.ENAMETOOLONG: Text("文件名太长", "the file name is too long"),
    errno.ELOOP: Text("符号链接形成循环", "links lead in a circle"),
}
"""What a file system refuses, as people say it."""


def refusal(error: Exception) -> Text:
    """Why the file system, or Python for it, refused: in both languages where the reason is a usual one."""
    said = getattr(error, "strerror", None) or str(error)
    return REFUSED.get(getattr(error, "errno", None) or 0, Text(said, said))


class SiteError(Exception):
    """The site has problems that stop the work; all that one stage found are gathered here."""

    def __init__(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.say("en") for problem in self.problems))

    def __reduce__(self) -> tuple[type["SiteError"], tuple[tuple[Problem, ...]]]:
        return type(self), (
            self.problems,
        )  # else a worker process would hand over the message in place of the problems


def nearest(word: str, known: "list[str] | tuple[str, ...]") -> str | None:
    """The member of `known` that `word` was most likely meant to be, or None.

    A name counts as near when difflib's ratio is at least 0.6.
    """
    from difflib import get_close_matches  # only when something is wrong

    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else None
