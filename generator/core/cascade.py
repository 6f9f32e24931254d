"""Hugo's `cascade`: front matter in a section page (`_index.md`) for all articles in its folder."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import structs

from generator.core.draft import Cascade, Meta
from generator.core.patterns import late
from generator.core.visibility import SECTION_PAGE

FLAGS = ("draft", "private", "unlisted", "noindex")
"""Keys that hide an article. If a target is not understood, they apply to all articles in the folder."""
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
"""Keys that articles take from a section page. None of them affects composing."""
ROOTS = ("content/articles", "content/pages")
NO_META = Meta()
LANGUAGE = late(r"\.([a-z]{2}(?:-[a-z]{2,4})?)\Z", re.IGNORECASE)


class Section(NamedTuple):
    """A folder and the cascade of its section page."""

    folder: str
    cascade: tuple[Cascade, ...]


def sections(pages: Iterable[tuple[str, Meta]]) -> tuple[Section, ...]:
    """The folders with a cascade, the innermost first. `pages` are site-relative paths with their front matter."""
    found = [
        Section(path.rpartition("/")[0], meta.cascade)
        for path, meta in pages
        if meta.cascade and SECTION_PAGE.fullmatch(path.rpartition("/")[2])
    ]
    return tuple(sorted(found, key=lambda one: -one.folder.count("/")))


def inherited(path: str, meta: Meta, known: Iterable[Section]) -> Meta:
    """`meta` of the article at `path`, with keys that it does not set taken from the cascades of its folders."""
    changes: dict[str, object] = {}
    for section in known:
        if path.startswith(f"{section.folder}/"):
            for one in section.cascade:
                for key, value in _said(path, one):
                    if key not in changes and key not in meta.kept and getattr(meta, key) == getattr(NO_META, key):
                        changes[key] = value
    return structs.replace(meta, **changes) if changes else meta


def _said(path: str, one: Cascade) -> Iterator[tuple[str, object]]:
    """The keys and values that the cascade `one` sets for the article at `path`."""
    holds = _reaches(path, one.target)
    for key in KEYS if holds else FLAGS if holds is None else ():
        value = getattr(one.meta, key)
        if value != getattr(NO_META, key) or key in one.meta.kept:
            yield key, value


def _reaches(path: str, target: Mapping[str, str]) -> bool | None:
    """Whether `target` matches the article at `path`; None if the target is not understood."""
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
    """Hugo's logical path of an article: from the content root, without suffix, in lower case."""
    root = next((root for root in ROOTS if path.startswith(f"{root}/")), "")
    name = path[len(root) :].rpartition(".")[0].lower()
    return re.sub(r"/index(?=\.[a-z-]+\Z|\Z)", "", name) if root else f"/{name}"


def _pattern(glob: str) -> re.Pattern[str]:
    """A glob of Hugo as a regular expression. It may contain `**`, `*`, `?` and `{a,b}`."""
    parts = re.split(r"(\*\*|[*?{},])", glob.lower())
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}
    if glob.count("{") != glob.count("}") or re.search(r"\{[^{}]*\{|\}[^{]*\}|,[^}]*\Z", glob):
        signs |= {"{": r"\{", "}": r"\}", ",": ","}
    made = "".join(signs.get(part) or re.escape(part) for part in parts)
    return re.compile(made if glob.startswith(("/", "*", "{")) or "/" not in glob else f"/?{made}")
