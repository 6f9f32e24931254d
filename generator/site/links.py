"""Resolves a link or an image of an article: to another article, a page, an entry, a file, or nowhere."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from generator.core.draft import Link, Meta, line_of
from generator.core.errors import Place, Problem, Text, did_you_mean
from generator.core.marks import ID_PREFIXES
from generator.core.names import fold_name
from generator.core.patterns import late
from generator.core.urls import ROOT, quoted, split
from generator.readers.anchors import Anchors
from generator.readers.urls import is_outside
from generator.site import link_problems, permalinks

OLD_ADDRESS = late(
    r"/?(?:(?:\.\./)*(?:source/)?_posts/|(?:\.\./)*(?:[\w-]+/){0,3}\d{4}/\d{1,2}/(?:\d{1,2}/)?|/(?:posts?|archives?|articles?|blog|p|content)/(?:[\w-]+/)?)"
    r"(?:\d{4}-\d{1,2}-\d{1,2}-)?(?P<name>(?!index\.)[^/]+?)(?:\.html?|\.md|\.markdown|/index\.html|/)?"
)
"""An article's address as Hexo, Jekyll or Hugo make it by default."""


class Targets(Struct, frozen=True):
    """The possible targets of links."""

    sources: Mapping[str, str]
    """Path of an article's or page's source → its URL."""
    urls: Collection[str]
    """URLs of pages that the site has."""
    files: frozenset[str]
    """The files below content/ that may be copied into the site, by path."""
    unpublished: frozenset[str] = frozenset()
    """Sources of unpublished articles and pages. They are never copied into the site, even if linked."""
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """URL → ids of the page's headings, and ids that the author wrote."""
    old: Mapping[str, str] = field(default_factory=dict)
    """Former address of an article, normalized (`permalinks.normalized`) → its URL."""
    by_old_name: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Folded name that may be in an old address → the URLs of the articles with that name."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Title, slug or file name of an article, folded → path of its source."""
    forms: tuple[str, ...] = ()
    """Names of the entries, for hints."""
    base: str = ""
    """The folder of the host that the site is published in, such as `/blog/`; empty at the root."""


class Resolved(Struct, frozen=True):
    """A resolved link."""

    url: str
    """The final URL, with ROOT in front if it leads into the site."""
    file: tuple[str, str] | None = None
    """Output path and source path of a file that must be copied."""
    problem: Problem | None = None


def resolve(link: Link, path: str, url: str, targets: Targets) -> Resolved:
    """Resolve the `link` of the article whose source is `path` and which is published at `url`."""
    if link.is_wiki:
        return _wiki(link, path, url, targets)
    if link.target.startswith("#"):
        return _here(link, path, url, targets)
    parts = split(link.target)
    if parts is None:
        return Resolved(link.target, problem=link_problems.not_an_address(link, path))
    wanted, tail = (
        unquote(parts.path),
        (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else ""),
    )
    return _inside(link, path, url, targets, wanted, tail)


def _inside(link: Link, path: str, url: str, targets: Targets, wanted: str, tail: str) -> Resolved:
    """A link to the path `wanted`, with query and fragment `tail`."""
    for candidate in _candidates(wanted, path):
        if candidate in targets.unpublished:
            return Resolved(link.target, problem=link_problems.not_published(link, path))
        if candidate in targets.sources:
            return _page(targets.sources[candidate], tail, link, path, targets)
        if candidate in targets.files:
            out = output_path(candidate)
            return Resolved(ROOT + quoted(out) + tail, (out, candidate))
    for candidate in _url_candidates(wanted, url):
        if candidate in targets.urls:
            return _page(candidate, tail, link, path, targets)
    if targets.base and wanted.startswith(targets.base):  # as in posts of Jekyll and Hugo
        return _inside(link, path, url, replace(targets, base=""), wanted[len(targets.base) - 1 :], tail)
    return (_moved(wanted, tail, link, path, url, targets) if link.kind == "link" else None) or Resolved(
        link.target, problem=link_problems.broken(link, path, targets.sources)
    )


def _moved(wanted: str, tail: str, link: Link, path: str, url: str, targets: Targets) -> Resolved | None:
    """An article that `wanted` names by a former address; None if there is none."""
    if known := _formerly(wanted, url, targets):
        return _page(known, tail, link, path, targets)
    if guessed := _by_old_address(wanted, targets):
        found = _page(guessed, tail, link, path, targets)
        return found if found.problem else Resolved(found.url, problem=link_problems.old_address(link, path, guessed))
    return None


def _formerly(wanted: str, url: str, targets: Targets) -> str:
    """The URL of the article that the author says once had the address `wanted`, or an empty string."""
    at = wanted if wanted.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(url), wanted))
    known = (targets.old.get(permalinks.normalized(address)) for address in (at, wanted))
    return next((found for found in known if found), "")


def _by_old_address(wanted: str, targets: Targets) -> str:
    """The URL of the only article whose name is in `wanted`, an address of Hexo, Jekyll or Hugo."""
    old = OLD_ADDRESS.fullmatch(wanted)
    urls = targets.by_old_name.get(fold_name(old["name"]), frozenset()) if old else frozenset()
    return next(iter(urls)) if len(urls) == 1 else ""


def output_path(path: str) -> str:
    """The output path of a file of content/: `content/articles/a/b.png` → `articles/a/b.png`, `content/static/x` → `x`."""
    return path.removeprefix("content/").removeprefix("static/")


def _candidates(wanted: str, path: str) -> list[str]:
    """Source paths that `wanted` may mean: unchanged, with a suffix, or as a folder with an index."""
    if wanted.startswith("/"):
        bases = [f"content{wanted}", f"content/static{wanted}"]
    else:
        folder = posixpath.dirname(path)
        bases = [posixpath.normpath(posixpath.join(folder, wanted))] if wanted else [path]
        stem = posixpath.splitext(path)[0]
        bases.append(posixpath.normpath(posixpath.join(stem, wanted)))  # Hexo's post_asset_folder
    return [
        ending
        for base in bases
        if base.startswith("content/")
        for ending in (base, f"{base}.md", f"{base.rstrip('/')}/index.md", *_other_suffixes(base))
    ]


def _other_suffixes(base: str) -> Iterator[str]:
    """What `a.md` may be where there is none: Jekyll's `post_url` says no suffix."""
    if base.endswith(".md"):
        yield from (base.removesuffix(".md") + suffix for suffix in (".markdown", ".html", ".txt"))


def _url_candidates(wanted: str, url: str) -> list[str]:
    base = (
        wanted.lstrip("/")
        if wanted.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(url), wanted))
    )
    base = "" if base == "." else base
    return [base, f"{base}.html", f"{base.rstrip('/')}/index.html".lstrip("/"), f"{base.rstrip('/')}.html"]


def _here(link: Link, path: str, url: str, targets: Targets) -> Resolved:
    """A link to a fragment of the same page. `#` and `#top` are its beginning."""
    if link.target in ("#", "#top"):
        return Resolved(link.target)
    found = _page(url, link.target, link, path, targets)
    return Resolved("#" + found.url.partition("#")[2], problem=found.problem)


def _wiki(link: Link, path: str, url: str, targets: Targets) -> Resolved:
    """A `[[…]]` that names no entry: an article by its title, slug or file name, a file by its name, or plain text."""
    for side in link.target[2:-2].split("|"):
        name, _, part = (piece.strip() for piece in side.partition("#"))
        tail = f"#{Anchors().take(part)}" if part else ""
        if not name and part:
            return _here(link._replace(target=tail), path, url, targets)
        stem = fold_name(name.removesuffix(".md"))
        source = targets.names.get(stem) or targets.names.get(stem.rpartition("/")[2])
        if source:
            return _page(targets.sources[source], tail, link._replace(target=name + tail), path, targets)
        candidates = _candidates(name, path)
        if any(one in targets.unpublished for one in candidates):
            return Resolved("", problem=link_problems.not_published(link._replace(target=name), path))
        if found := next((one for one in candidates if one in targets.files), "") or _by_name(name, targets):
            out = output_path(found)
            return Resolved(ROOT + quoted(out), (out, found))
    name = link.sides[0] if link.sides else link.target[2:-2]
    if link.kind != "link":
        return Resolved(name, problem=link_problems.broken(link._replace(target=name), path, targets.sources))
    hint = did_you_mean(name, targets.forms) or Text(
        "在 content/glossary/ 里添加它；如果这不是词条，写成 \\[\\[…]]",
        "add it to content/glossary/; if it is no entry, write \\[\\[…]]",
    )
    message = Text(f"未知词条“{name}”", f'unknown entry "{name}"')
    return Resolved("", problem=Problem("warning", "unknown-entry", Place(path, link.line), message, hint))


def _by_name(name: str, targets: Targets) -> str:
    """The path of the file with this name anywhere below content/, as Obsidian finds pictures; empty if there is none."""
    if "." not in name:
        return ""
    ending = f"/{name}"
    return min(
        (file for file in targets.files if file.endswith(ending)), key=lambda file: (len(file), file), default=""
    )


def _page(target: str, tail: str, link: Link, path: str, targets: Targets) -> Resolved:
    """A link to a page of the site. An unknown fragment is a problem."""
    before, _, written = tail.partition("#")
    fragment = unquote(written)
    known = targets.anchors.get(target)
    problem = None
    if fragment and known is not None and fragment not in known and not fragment.startswith((*ID_PREFIXES, "fn")):
        for other in (f"h-{fragment}", fragment.lower(), fragment.replace(" ", "-")):  # other spellings of the id
            if other in known:
                return Resolved(ROOT + quoted(target) + f"{before}#{quoted(other)}")
        problem = Problem(
            "warning",
            "broken-anchor",
            Place(path, link.line),
            Text(f"“{link.target}”指向的小节不存在", f'"{link.target}" leads to a section that is not there'),
            did_you_mean(f"#{fragment}", [f"#{other}" for other in known]),
        )
    return Resolved(ROOT + quoted(target) + tail, problem=problem)


def missing_cover(path: str, meta: Meta, targets: Targets) -> Problem | None:
    """A warning if an article's cover is not a file of the site; otherwise None."""
    if is_outside(meta.image):
        return None
    found = resolve(Link(0, meta.image, line_of(meta, "image"), "image"), path, targets.sources.get(path, ""), targets)
    return found.problem
