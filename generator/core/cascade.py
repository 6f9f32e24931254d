"""What the page of a folder (`_index.md`, as Hugo has it) says for all articles below it: its `cascade`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import structs

from generator.core.draft import Cascade, Meta
from generator.core.visibility import SECTION_PAGE

FLAGS = ("draft", "private", "unlisted", "noindex")
"""Keys that hide an article. Where a target cannot be read, these hold for all articles below the folder."""
KEYS = (
    *FLAGS,
    "search",
    "publish_date",
    "expires",
    "tags",
    "categories",
    "author",
    "image",
    "language",
    "series",
    "source",
    "toc",
    "layout",
    "extra",
)
"""Keys that articles take from a folder's page. All of them are used after an article is composed."""
ROOTS = ("content/articles", "content/pages")
NO_META = Meta()
LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[a-z]{2,4})?)\Z", re.IGNORECASE)


class Section(NamedTuple):
    """The page of a folder, with what it says for the articles below."""

    folder: str
    cascade: tuple[Cascade, ...]


def sections(pages: Iterable[tuple[str, Meta]]) -> tuple[Section, ...]:
    """The folders whose pages have a `cascade`, the innermost first. `pages` are site-relative paths with their front
    matter.
    """
    found = [
        Section(path.rpartition("/")[0], meta.cascade)
        for path, meta in pages
        if meta.cascade and SECTION_PAGE.fullmatch(path.rpartition("/")[2])
    ]
    return tuple(sorted(found, key=lambda one: -one.folder.count("/")))


def inherited(path: str, meta: Meta, known: Iterable[Section]) -> Meta:
    """`meta` of the article at `path` with what the pages of its folders say, where it says nothing itself."""
    changes: dict[str, object] = {}
    for section in known:
        if path.startswith(f"{section.folder}/"):
            for one in section.cascade:
                for key, value in _said(path, one):
                    if key not in changes and key not in meta.kept and getattr(meta, key) == getattr(NO_META, key):
                        changes[key] = value
    return structs.replace(meta, **changes) if changes else meta


def _said(path: str, one: Cascade) -> Iterator[tuple[str, object]]:
    """The keys that `one` sets for the article at `path`, with their values."""
    holds = _reaches(path, one.target)
    for key in KEYS if holds else FLAGS if holds is None else ():
        value = getattr(one.meta, key)
        if value != getattr(NO_META, key) or key in one.meta.kept:
            yield key, value


def _reaches(path: str, target: Mapping[str, str]) -> bool | None:
    """Whether `target` means the article at `path`; None where it cannot be told."""
    if not target.keys() <= {"path", "kind", "lang", "environment"}:
        return None
    name = _logical(path)
    language = LANGUAGE.search(name)
    wanted = (
        ("path", (name, LANGUAGE.sub("", name), f"{name}.md")),
        ("kind", ("page",)),
        ("lang", (language[1].lower(),) if language else ()),
        ("environment", ("production",)),
    )
    return all(
        key not in target or not values or any(_pattern(target[key]).fullmatch(value) for value in values)
        for key, values in wanted
    )


def _logical(path: str) -> str:
    """The path by which Hugo calls an article: from the root of the content, without a suffix, in lower case."""
    root = next((root for root in ROOTS if path.startswith(f"{root}/")), "")
    name = path[len(root) :].rpartition(".")[0].lower()
    return re.sub(r"/index(?=\.[a-z-]+\Z|\Z)", "", name) if root else f"/{name}"


def _pattern(glob: str) -> re.Pattern[str]:
    """A glob of Hugo as a regular expression: `**`, `*`, `?` and `{a,b}`."""
    parts = re.split(r"(\*\*|[*?{},])", glob.lower())
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}
    if glob.count("{") != glob.count("}") or re.search(r"\{[^{}]*\{|\}[^{]*\}|,[^}]*\Z", glob):
        signs |= {"{": r"\{", "}": r"\}", ",": ","}
    made = "".join(signs.get(part) or re.escape(part) for part in parts)
    return re.compile(made if glob.startswith(("/", "*", "{")) or "/" not in glob else f"/?{made}")
