"""The permalink of an article, from its front matter or the site's pattern, and its former addresses."""

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import cache
from string import Formatter
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from zlib import crc32

from generator.core.draft import Meta, line_of
from generator.core.errors import Place, Problem, Text
from generator.core.names import slug_of
from generator.core.patterns import late
from generator.core.settings import Config
from generator.core.visibility import DATED_NAME

NEEDS_DATE = re.compile(r"\{(year|month|day)\}")
COLON = re.compile(r":([a-z_]+)")
"""A placeholder of Jekyll, Hexo or Hugo in an article's own `permalink`."""
FORBIDDEN = late(r'[\x00-\x1f\x7f\\:*?"<>|#%\u2028\u2029\ud800-\udfff]')
"""Characters that file names cannot have on some system, or that break a URL."""
SUFFIX = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,4})\Z")
LANGUAGE = late(r"\.((?:zh|en|ja|ko|fr|de|es|ru|pt|it)(?:-[A-Za-z]{2,4})?)\Z", re.IGNORECASE)
"""The language code in the file name of a translation, as in Hugo's `index.zh-cn.md`."""
NO_CATEGORY = "uncategorized"
"""Hexo's value of `:category` for a post without one."""


class Permalink(NamedTuple):
    """A path in the output, and a problem with it, if any."""

    url: str
    problem: Problem | None = None


def stem_of(path: str) -> str:
    """The name of an article's file (of its folder for `index.md`), without a date or a language code."""
    folder, _, name = path.rpartition("/")  # posixpath would take ten times as long
    stem = name.rpartition(".")[0] or name
    if "." in stem:
        stem = LANGUAGE.sub("", stem) or stem
    if stem == "index" and folder not in ("content/articles", "content/pages"):
        stem = posixpath.basename(folder)
    named = DATED_NAME.fullmatch(stem) if stem[:1].isdigit() else None
    return named[4] if named else stem


def language_of(path: str) -> str:
    """The language code in the file's name, or an empty string."""
    found = LANGUAGE.search(posixpath.splitext(path)[0])
    return found[1] if found else ""


def by_pattern(path: str, meta: Meta, config: Config) -> Permalink:
    """The permalink by the site's pattern. The date must be in the site's time zone already."""
    problem = None
    if meta.date is None and NEEDS_DATE.search(config.permalink):
        problem = Problem(
            "error",
            "no-date",
            Place(path, 1),
            Text("网址里要用日期，但文章没有 date", "the permalink uses the date, but the article has none"),
            Text("在文章开头写 date: 2019-01-15", "write date: 2019-01-15 at the top of the article"),
        )
    url = config.permalink.format(**{name: VALUES[name](path, meta) for name in _used(config.permalink)})
    return Permalink(f"{url}index.html" if url.endswith("/") else url, problem)


def of_page(path: str, meta: Meta, sections: frozenset[str] = frozenset()) -> str:
    """The URL of a page of content/pages/: its folders there, then its slug. `index.md` of a folder in `sections` is the
    folder's index; in another folder it stands for the folder.
    """
    folder, name = posixpath.split(path.removeprefix("content/pages/"))
    named = LANGUAGE.sub("", posixpath.splitext(name)[0]) or name
    if named == "index" and folder:
        if f"content/pages/{folder}" in sections:
            return "/".join([*map(slug_of, folder.split("/")), "index.html"])
        folder = posixpath.dirname(folder)
    return "/".join([*map(slug_of, filter(None, folder.split("/"))), f"{meta.slug}.html"])


def from_meta(path: str, meta: Meta) -> Permalink:
    """The permalink in the article's front matter; an empty URL and a warning if it cannot be used."""
    values = _values(path, meta) | {"output_ext": ".html", "filename": stem_of(path), "name": meta.slug}
    values |= {"i_month": values["month"].lstrip("0"), "i_day": values["day"].lstrip("0"), "hash": values["id"]}
    values |= {"categories": values["category"], "contentbasename": meta.slug, "post_title": meta.slug}
    written = COLON.sub(lambda found: values.get(found[1], found[0]), meta.permalink)
    url = path_of(written)
    if url:
        return Permalink(url)
    return Permalink("", _refused(path, meta))


def path_of(address: str) -> str:
    """The output path of the page at `address`, or an empty string if there can be none.

    `/a/b/` → `a/b/index.html`, `/a/b` → `a/b.html`. The path never leaves the output.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = unquote(parts.path if parts.scheme in ("http", "https", "") else address.strip())
    steps = [step for step in path.split("/") if step not in ("", ".")]
    if ".." in steps or any(step.startswith(".") or FORBIDDEN.search(step) for step in steps):
        return ""
    steps = [step if step == slug_of(step) or " " in step else slug_of(step) for step in steps]
    if not steps or path.endswith("/"):
        return "/".join([*steps, "index.html"])
    suffix = SUFFIX.search(steps[-1])
    if suffix and suffix[1].lower() in ("html", "htm", "xhtml"):
        return "/".join(steps)
    if suffix and suffix[1].lower() in ("php", "asp", "aspx", "jsp", "xml", "json", "js", "css", "txt", "png", "jpg"):
        return ""
    return "/".join(steps) + ".html"


def alias_path(address: str, url: str) -> str:
    """The output path of a redirect from `address`, a former address of the article at `url`; empty if impossible.

    An address without a slash is relative to the article's folder, as in Hugo.
    """
    address = address.strip()
    if "/" not in address and not urlsplit(address).scheme:
        address = f"/{posixpath.dirname(url)}/{address}" + ("" if SUFFIX.search(address) else "/")
    path = path_of(address)
    if path and not address.endswith("/") and not SUFFIX.search(urlsplit(address).path):
        path = path.removesuffix(".html") + "/index.html"  # hosts redirect /old to /old/
    return path


def normalized(address: str) -> str:
    """An address for comparison: without host, outer slashes, `index.html` and `.html`."""
    try:
        path = unquote(urlsplit(address.strip()).path).strip("/")
    except ValueError:
        return ""
    return path.removesuffix("index.html").rstrip("/").removesuffix(".html")


VALUES: Mapping[str, Callable[[str, Meta], str]] = {
    "slug": lambda _, meta: meta.slug,
    "title": lambda _, meta: slug_of(meta.title),
    "category": lambda _, meta: "/".join(
        slug_of(part) for part in (meta.categories[0] if meta.categories else NO_CATEGORY).split("/")
    ),
    "id": lambda path, meta: slug_of(meta.id) if meta.id else f"{crc32(path.encode(errors='replace')):08x}",
    "year": lambda _, meta: f"{meta.date.year:04}" if meta.date else "1970",
    "month": lambda _, meta: f"{meta.date.month:02}" if meta.date else "01",
    "day": lambda _, meta: f"{meta.date.day:02}" if meta.date else "01",
}
"""The values of a pattern's placeholders."""


def _values(path: str, meta: Meta) -> dict[str, str]:
    return {name: value(path, meta) for name, value in VALUES.items()}


@cache
def _used(pattern: str) -> tuple[str, ...]:
    """The placeholders in a pattern."""
    return tuple({name for _, name, _, _ in Formatter().parse(pattern) if name})


def _refused(path: str, meta: Meta) -> Problem:
    return Problem(
        "warning",
        "bad-permalink",
        Place(path, line_of(meta, "permalink")),
        Text(f"网址“{meta.permalink}”不能用，改用网站的样式", f'the address "{meta.permalink}" cannot be used here'),
        Text(
            "写成 /2019/05/ming/ 或 /ming.html，不带 .. 和 ? # : 等字符",
            "write /2019/05/name/ or /name.html, without .. and characters such as ? # :",
        ),
    )
