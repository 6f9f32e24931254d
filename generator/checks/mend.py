"""What `zhushu check --fix` mends: links and images whose file is there under another spelling of its name."""

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote, urlsplit

from generator.model import Link, Source
from generator.readers import read


def mended(source: Source, files: frozenset[str]) -> tuple[str, list[tuple[int, str, str]]]:
    """The text of an article with its links mended, and of each what was changed: line, old and new address.

    `files` are the paths of all files below content/. A link is mended where it leads to no file as it is written and to exactly one
    when case and the composition of letters are not minded; such names are one file on macOS and Windows, and two on a server.
    """
    spelled = _by_spelling(files)
    lines = source.text.split("\n")
    changes = []
    for link in read(source).body.weave((), lambda _: ("", "")).links:
        new = _right(link, source.path, files, spelled)
        if new is None or not 0 < link.line <= len(lines):
            continue
        at = next((number for number in range(link.line - 1, min(link.line + 2, len(lines))) if _holds(lines[number], link.target)), None)
        if at is not None:
            lines[at] = _put(lines[at], link.target, new)
            changes.append((at + 1, link.target, new))
    return "\n".join(lines), changes


def _by_spelling(files: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in files:
        found.setdefault(_folded(path), []).append(path)
    return found


def _right(link: Link, path: str, files: frozenset[str], spelled: Mapping[str, list[str]]) -> str | None:
    """The address that `link` should have, None where it is right or nobody knows."""
    parts = urlsplit(link.target)
    wanted = unquote(parts.path)
    if not wanted or wanted.startswith("/"):
        return None
    folder = posixpath.dirname(path)
    meant = posixpath.normpath(posixpath.join(folder, wanted))
    known = spelled.get(_folded(meant), [])
    if meant in files or len(known) != 1:
        return None
    relative = posixpath.relpath(known[0], folder)
    return link.target.replace(parts.path, quote(relative) if "%" in parts.path else relative, 1)


def _holds(line: str, target: str) -> bool:
    return f"({target}" in line or f"<{target}" in line or f'"{target}' in line or f"'{target}" in line


def _put(line: str, old: str, new: str) -> str:
    """`line` with the address changed where it stands as one."""
    for opening in ("(", "<", '"', "'"):
        line = line.replace(f"{opening}{old}", f"{opening}{new}")
    return line


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
