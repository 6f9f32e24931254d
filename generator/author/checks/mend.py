"""Repairs that `zhushu check --fix` makes in articles: broken links whose target is unambiguous.

These are links and images to a file whose name is spelled otherwise, and links with addresses of an old site
(`/2019/03/01/name.html`, `/posts/name/`, `2019-03-01-name.md`) if exactly one article has that name.
"""

import posixpath
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, unquote

from generator.author.importing.lines import each_part, prose
from generator.author.inlines import edited, inlines
from generator.core.draft import Link, Source
from generator.core.groups import grouped
from generator.core.texts import lines_before
from generator.core.urls import split
from generator.readers import READERS, read
from generator.readers.addresses import Known
from generator.readers.content import WANTED

OLD = re.compile(
    r"/?(?:(?:\.\./)*(?:source/)?_posts/|(?:[\w-]+/)?\d{4}/\d{1,2}/(?:\d{1,2}/)?"
    r"|(?:posts?|archives?|articles?|blog|p|content)/(?:[\w-]+/)?)?(?:\d{4}-\d{1,2}-\d{1,2}-)?"
    r"(?P<name>(?!index\.)[^/]+?)(?:\.html?|\.md|/index\.html|/)?"
)
"""An article's address as Hexo, Jekyll or Hugo make it by default."""


def mend_links(
    source: Source, files: frozenset[str], broken: Container[int] = ()
) -> tuple[str, list[tuple[int, str, str]]]:
    """The text of an article with repaired links, and the changes: line, old and new address.

    `files` are the paths of all files below content/. A link to no file is repaired if exactly one file has that name
    up to case and Unicode normalization, which macOS and Windows ignore but servers do not. `broken` are the line
    numbers of links that lead to no page either; only these are looked up as addresses of an old site.
    """
    spelled = grouped((_folded(path), path) for path in files)
    names = _by_name(files)
    has_links = "](" in source.text or "<" in source.text
    addresses = grouped((one.url, one) for one in _addresses(source.text)) if has_links else {}
    edits: dict[int, tuple[int, int, str]] = {}
    changes = []
    for link in read(source).unmarked().links:
        new = _correct_address(link, source.path, files, spelled) or (
            _current_address(link, source.path, names) if link.line in broken else None
        )
        places = (one for one in addresses.get(link.target, ()) if 0 <= one.line - link.line < 3)
        place = next((one for one in places if one.at not in edits), None) if new is not None else None
        if new is not None and place is not None:
            edits[place.at] = place.at, place.until, new
            changes.append((place.line, link.target, new))
    return edited(source.text, edits.values()), changes


class _Address(NamedTuple):
    """An address in a link, a picture or a tag, at [at, until)."""

    url: str
    at: int
    until: int
    line: int


def _addresses(text: str) -> Iterator[_Address]:
    before = lines_before(text)
    for one in inlines(text):
        if one.kind == "tag":
            places = [(url, at, until) for _, url, at, until in one.attributes]
        else:
            pointed = text[one.at] == "<"
            places = [(one.url, one.at + pointed, one.until - pointed)]
        for url, at, until in places:
            yield _Address(url, at, until, before(at) + 1)


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


def _current_address(link: Link, path: str, names: Mapping[str, list[str]]) -> str | None:
    """The address of the only article that `link`, an address of an old site, can mean; None if there is none."""
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
    """A path in a link, percent-encoded if needed or if `written` was."""
    return quote(relative) if "%" in written or re.search(r"[\s()<>]", relative) else relative


def _correct_address(link: Link, path: str, files: frozenset[str], spelled: Mapping[str, list[str]]) -> str | None:
    """The address that `link` should have; None if it is correct or unknown."""
    parts = split(link.target)
    wanted = unquote(parts.path) if parts else ""
    if parts is None or not wanted or wanted.startswith("/"):
        return None
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, wanted))
    known = spelled.get(_folded(target), [])
    if target in files or len(known) != 1:
        return None
    relative = posixpath.relpath(known[0], folder)
    return link.target.replace(parts.path, quote(relative) if "%" in parts.path else relative, 1)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def reorder_wiki_links(source: Source, known: Known) -> tuple[str, list[tuple[int, str, str]]]:
    """The text of an article with `[[shown|entry]]` changed to `[[entry|shown]]`, and the changes: line, old, new.

    Only if the right side is an entry and the left is not; not in code.
    """
    changes: list[tuple[int, str, str]] = []
    lines = source.text.split("\n")
    for number, line in prose(lines):
        if "[[" not in line:
            continue

        def turn(found: re.Match[str], at: int = number) -> str:
            left, right = found["left"].strip(), (found["right"] or "").strip()
            if found["before"] or not right or known(left.partition("#")[0].strip()) or not known(right):
                return found[0]
            bar = r"\|" if r"\|" in found[0] else "|"  # in a table
            new = f"[[{right}{bar}{left}]]"
            changes.append((at + 1, found[0], new))
            return new

        lines[number] = each_part(line, partial(WANTED.sub, turn))
    return "\n".join(lines), changes
