"""What `zhushu check --fix` mends in articles: links that lead nowhere as they are written, but can mean one thing only.

Links and images whose file is there under another spelling of its name, and links with the addresses of an old site
(`/2019/03/01/name.html`, `/posts/name/`, `2019-03-01-name.md`) where one article has that name.
"""

import posixpath
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from urllib.parse import quote, unquote

from generator.core.draft import Link, Source
from generator.core.urls import split
from generator.readers import READERS, read
from generator.readers.addresses import Known
from generator.readers.content import WANTED

CODE = re.compile(r"(`+[^`]*`+)")
FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
OLD = re.compile(
    r"/?(?:(?:\.\./)*(?:source/)?_posts/|(?:[\w-]+/)?\d{4}/\d{1,2}/(?:\d{1,2}/)?"
    r"|(?:posts?|archives?|articles?|blog|p|content)/(?:[\w-]+/)?)?(?:\d{4}-\d{1,2}-\d{1,2}-)?"
    r"(?P<name>(?!index\.)[^/]+?)(?:\.html?|\.md|/index\.html|/)?"
)
"""An article's address with Hexo, Jekyll or Hugo and their usual settings."""


def mended(
    source: Source, files: frozenset[str], broken: Container[int] = ()
) -> tuple[str, list[tuple[int, str, str]]]:
    """The text of an article with its links mended, and of each what was changed: line, old and new address.

    `files` are the paths of all files below content/. A link is mended where it leads to no file as it is written and
    to exactly one
    when case and the composition of letters are not minded; such names are one file on macOS and Windows, and two on
    a server.
    `broken` are the lines with a link that leads to no page either; only there addresses of an old site are looked for.
    """
    spelled = _by_spelling(files)
    names = _by_name(files)
    lines = source.text.split("\n")
    changes = []
    for link in read(source).body.weave((), lambda _: ("", "")).links:
        new = _right(link, source.path, files, spelled) or (
            _moved(link, source.path, names) if link.line in broken else None
        )
        if new is None or not 0 < link.line <= len(lines):
            continue
        at = next(
            (
                number
                for number in range(link.line - 1, min(link.line + 2, len(lines)))
                if _holds(lines[number], link.target)
            ),
            None,
        )
        if at is not None:
            lines[at] = _put(lines[at], link.target, new)
            changes.append((at + 1, link.target, new))
    return "\n".join(lines), changes


def _by_spelling(files: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in files:
        found.setdefault(_folded(path), []).append(path)
    return found


def _by_name(files: Iterable[str]) -> Mapping[str, list[str]]:
    """The name of an article, without the date of Jekyll's files → the articles that have it."""
    found: dict[str, list[str]] = {}
    for path in files:
        folder, name = posixpath.split(path.removeprefix("content/articles/"))
        stem, suffix = posixpath.splitext(name)
        if path.startswith("content/articles/") and suffix.lower() in READERS:
            plain = re.sub(r"^\d{4}-\d{1,2}-\d{1,2}-(?=.)", "", posixpath.basename(folder) if stem == "index" else stem)
            found.setdefault(_folded(plain), []).append(path)
    return found


def _moved(link: Link, path: str, names: Mapping[str, list[str]]) -> str | None:
    """The address of the one article that `link` must mean by its address on an old site."""
    parts = split(link.target)
    if parts is None:
        return None
    wanted = unquote(parts.path)
    old = OLD.fullmatch(wanted) if link.kind == "link" else None
    known = names.get(_folded(old["name"]), []) if old else []
    if len(known) != 1 or known[0] == path:
        return None
    return link.target.replace(
        parts.path, _address(posixpath.relpath(known[0], posixpath.dirname(path)), parts.path), 1
    )


def _address(relative: str, written: str) -> str:
    """A path as it may stand in a link, percent-encoded where it must be or was."""
    return quote(relative) if "%" in written or re.search(r"[\s()<>]", relative) else relative


def _right(link: Link, path: str, files: frozenset[str], spelled: Mapping[str, list[str]]) -> str | None:
    """The address that `link` should have, None where it is right or nobody knows."""
    parts = split(link.target)
    wanted = unquote(parts.path) if parts else ""
    if parts is None or not wanted or wanted.startswith("/"):
        return None
    folder = posixpath.dirname(path)
    meant = posixpath.normpath(posixpath.join(folder, wanted))
    known = spelled.get(_folded(meant), [])
    if meant in files or len(known) != 1:
        return None
    relative = posixpath.relpath(known[0], folder)
    return link.target.replace(parts.path, quote(relative) if "%" in parts.path else relative, 1)


def _holds(line: str, target: str) -> bool:
    return _put(line, target, "") != line


def _put(line: str, old: str, new: str) -> str:
    """`line` with the address changed where it stands as one; not in code."""
    address = re.compile(rf"(?<=[(<\"']){re.escape(old)}(?=[)>\"'\s])")
    return "".join(part if part.startswith("`") else address.sub(lambda _: new, part) for part in CODE.split(line))


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def turned(source: Source, known: Known) -> tuple[str, list[tuple[int, str, str]]]:
    """The text of an article with each `[[shown|entry]]` in the order `[[entry|shown]]`, and what was changed.

    Only where the right side alone is an entry, and not in code.
    """
    changes: list[tuple[int, str, str]] = []
    lines = source.text.split("\n")
    fence = ""
    for number, line in enumerate(lines):
        if opening := FENCE.match(line):
            fence = "" if fence and opening[1].startswith(fence) else fence or opening[1]
        if fence or "[[" not in line:
            continue

        def turn(found: re.Match[str], at: int = number) -> str:
            left, right = found["left"].strip(), (found["right"] or "").strip()
            if found["before"] or not right or known(left.partition("#")[0].strip()) or not known(right):
                return found[0]
            bar = r"\|" if r"\|" in found[0] else "|"  # in a table
            new = f"[[{right}{bar}{left}]]"
            changes.append((at + 1, found[0], new))
            return new

        lines[number] = "".join(part if part.startswith("`") else WANTED.sub(turn, part) for part in CODE.split(line))
    return "\n".join(lines), changes
