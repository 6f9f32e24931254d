"""Where a link or an image of an article leads: to another article, a page, an entry, a file beside it, or nowhere."""

import posixpath
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from urllib.parse import unquote

from msgspec import Struct, field

from generator.core.draft import Link, Meta, line_of
from generator.core.errors import Place, Problem, Text, nearest
from generator.core.marks import ID_PREFIXES
from generator.core.names import fold
from generator.core.urls import ROOT, quoted, split
from generator.readers.anchors import Anchors
from generator.readers.urls import is_outside
from generator.site import permalinks

IMAGE_HINT = Text(
    "检查文件名（大小写也要一致），图片放在文章旁边",
    "check the file name, upper and lower case too; keep images next to the article",
)
MEDIA_HINT = Text(
    "检查文件名（大小写也要一致），文件放在文章旁边",
    "check the file name, upper and lower case too; keep the file next to the article",
)
MEDIA = {
    "image": Text("图片", "image"),
    "video": Text("视频", "video"),
    "audio": Text("音频", "audio"),
    "track": Text("字幕", "subtitles"),
}


OUTSIDE = re.compile(
    r"www\.|\(?https?:|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|cn|io|me|ly|cc|top|gov|edu|dev|info|tv|co)(?:/|$)",
    re.IGNORECASE,
)
"""An address that somebody meant to lead to another site."""
OLD_ADDRESS = re.compile(
    r"/?(?:(?:\.\./)*(?:[\w-]+/){0,3}\d{4}/\d{1,2}/(?:\d{1,2}/)?|/(?:posts?|archives?|articles?|blog|p|content)/(?:[\w-]+/)?)"
    r"(?:\d{4}-\d{1,2}-\d{1,2}-)?(?P<name>(?!index\.)[^/]+?)(?:\.html?|\.md|/index\.html|/)?"
)
"""An article's address with Hexo, Jekyll or Hugo and their usual settings."""
ABROAD = Text("指向别的网站，要写完整的网址：https://…", "to another site, write the full address: https://…")


class Targets(Struct, frozen=True):
    """What links may lead to."""

    sources: Mapping[str, str]
    """Path of an article's or page's source → its URL."""
    urls: AbstractSet[str]
    """URLs of pages that the site has."""
    files: frozenset[str]
    """The files below content/ that may be copied into the site, by path."""
    held: frozenset[str] = frozenset()
    """Sources of articles and pages that are not published. They are never copied, whatever links to them."""
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """URL → ids of its headings, and those that its author wrote."""
    old: Mapping[str, str] = field(default_factory=dict)
    """Address that an article once had, without slashes at its ends → its URL now."""
    called: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Folded name by which an old address may call an article → the URLs of those that have it."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Title, slug or file name of an article, folded → path of its source."""
    forms: tuple[str, ...] = ()
    """Names of the entries, for hints."""


class Resolved(Struct, frozen=True):
    """A link's final URL (with ROOT in front where it leads into the site), the file that it needs, what is wrong."""

    url: str
    file: tuple[str, str] | None = None
    """Output path and source path of a file that must be copied."""
    problem: Problem | None = None


def resolve(link: Link, path: str, url: str, targets: Targets) -> Resolved:
    """The `link` of the article whose source is `path` and which is published at `url`."""
    if link.is_wiki:
        return _wiki(link, path, url, targets)
    if link.target.startswith("#"):
        return _here(link, path, url, targets)
    parts = split(link.target)
    if parts is None:
        return Resolved(link.target, problem=_no_address(link, path))
    wanted, tail = (
        unquote(parts.path),
        (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else ""),
    )
    return _inside(link, path, url, targets, wanted, tail)


def _inside(link: Link, path: str, url: str, targets: Targets, wanted: str, tail: str) -> Resolved:
    """A link to the path `wanted`, with query and fragment `tail`."""
    for candidate in _candidates(wanted, path):
        if candidate in targets.held:
            return Resolved(link.target, problem=_not_published(link, path))
        if candidate in targets.sources:
            return _page(targets.sources[candidate], tail, link, path, targets)
        if candidate in targets.files:
            out = output_path(candidate)
            return Resolved(ROOT + quoted(out) + tail, (out, candidate))
    for candidate in _url_candidates(wanted, url):
        if candidate in targets.urls:
            return _page(candidate, tail, link, path, targets)
    return (_moved(wanted, tail, link, path, url, targets) if link.kind == "link" else None) or Resolved(
        link.target, problem=_broken(link, path, targets)
    )


def _moved(wanted: str, tail: str, link: Link, path: str, url: str, targets: Targets) -> Resolved | None:
    """An article that `wanted` names by an address of before; None where there is none."""
    if known := _formerly(wanted, url, targets):
        return _page(known, tail, link, path, targets)
    if guessed := _by_old_address(wanted, targets):
        found = _page(guessed, tail, link, path, targets)
        return found if found.problem else Resolved(found.url, problem=_old(link, path, guessed))
    return None


def _formerly(wanted: str, url: str, targets: Targets) -> str:
    """The URL of the article that once had the address `wanted`; empty where there is none."""
    at = wanted if wanted.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(url), wanted))
    known = (targets.old.get(permalinks.bare(address)) for address in (at, wanted))
    return next((found for found in known if found), "")


def _by_old_address(wanted: str, targets: Targets) -> str:
    """The URL of the one article whose name stands in `wanted`, an address as Hexo, Jekyll and Hugo make them."""
    old = OLD_ADDRESS.fullmatch(wanted)
    meant = targets.called.get(fold(old["name"]), frozenset()) if old else frozenset()
    return next(iter(meant)) if len(meant) == 1 else ""


def _old(link: Link, path: str, url: str) -> Problem:
    return Problem(
        "note",
        "old-address",
        Place(path, link.line),
        Text(f"“{link.target}”是旧网站的网址，指到了 {url}", f"“{link.target}” is of an old site; it leads to {url}"),
        Text("zhushu check --fix 会改写它", "zhushu check --fix rewrites it"),
    )


def output_path(path: str) -> str:
    """Where a file of content/ stands in the site: `content/articles/a/b.png` → `articles/a/b.png`,
    `content/static/x` → `x`.
    """
    return path.removeprefix("content/").removeprefix("static/")


def _candidates(wanted: str, path: str) -> list[str]:
    """Source files that `wanted` may mean: as it stands, with an ending, or as a folder with an index."""
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
        for ending in (base, f"{base}.md", f"{base.rstrip('/')}/index.md")
    ]


def _url_candidates(wanted: str, url: str) -> list[str]:
    base = (
        wanted.lstrip("/")
        if wanted.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(url), wanted))
    )
    base = "" if base == "." else base
    return [base, f"{base}.html", f"{base.rstrip('/')}/index.html".lstrip("/"), f"{base.rstrip('/')}.html"]


def _here(link: Link, path: str, url: str, targets: Targets) -> Resolved:
    """A link to a place on the same page. `#` and `#top` are the page's beginning."""
    if link.target in ("#", "#top"):
        return Resolved(link.target)
    found = _page(url, link.target, link, path, targets)
    return Resolved("#" + found.url.partition("#")[2], problem=found.problem)


def _wiki(link: Link, path: str, url: str, targets: Targets) -> Resolved:
    """A `[[…]]` that is no entry: an article by its title, slug or file name, a file by its name, or only text."""
    for side in link.target[2:-2].split("|"):
        name, _, part = (piece.strip() for piece in side.partition("#"))
        tail = f"#{Anchors().take(part)}" if part else ""
        if not name and part:
            return _here(link._replace(target=tail), path, url, targets)
        stem = fold(name.removesuffix(".md"))
        source = targets.names.get(stem) or targets.names.get(stem.rpartition("/")[2])
        if source:
            return _page(targets.sources[source], tail, link._replace(target=name + tail), path, targets)
        candidates = _candidates(name, path)
        if any(one in targets.held for one in candidates):
            return Resolved("", problem=_not_published(link._replace(target=name), path))
        if found := next((one for one in candidates if one in targets.files), "") or _by_name(name, targets):
            out = output_path(found)
            return Resolved(ROOT + quoted(out), (out, found))
    name = link.sides[0] if link.sides else link.target[2:-2]
    if link.kind != "link":
        return Resolved(name, problem=_broken(link._replace(target=name), path, targets))
    near = nearest(name, targets.forms)
    hint = (
        Text(f"是否指“{near}”？", f"did you mean “{near}”?")
        if near
        else Text(
            "在 content/glossary/ 里添加它；如果这不是词条，写成 \\[\\[…]]",
            "add it to content/glossary/; if it is no entry, write \\[\\[…]]",
        )
    )
    message = Text(f"未知词条“{name}”", f"unknown entry “{name}”")
    return Resolved("", problem=Problem("warning", "unknown-entry", Place(path, link.line), message, hint))


def _by_name(name: str, targets: Targets) -> str:
    """The file of this name, wherever in content/ it lies: Obsidian finds pictures so. "" where there is none."""
    if "." not in name:
        return ""
    ending = f"/{name}"
    return min(
        (file for file in targets.files if file.endswith(ending)), key=lambda file: (len(file), file), default=""
    )


def _page(target: str, tail: str, link: Link, path: str, targets: Targets) -> Resolved:
    """A link to a page of the site; a fragment that no heading of it has is a problem."""
    before, _, written = tail.partition("#")
    fragment = unquote(written)
    known = targets.anchors.get(target)
    problem = None
    if fragment and known is not None and fragment not in known and not fragment.startswith((*ID_PREFIXES, "fn")):
        for other in (f"h-{fragment}", fragment.lower(), fragment.replace(" ", "-")):  # how the id is written here
            if other in known:
                return Resolved(ROOT + quoted(target) + f"{before}#{quoted(other)}")
        near = nearest(fragment, tuple(known))
        problem = Problem(
            "warning",
            "broken-anchor",
            Place(path, link.line),
            Text(f"“{link.target}”指向的小节不存在", f"“{link.target}” leads to a section that is not there"),
            Text(f"是否指“#{near}”？", f"did you mean “#{near}”?") if near else None,
        )
    return Resolved(ROOT + quoted(target) + tail, problem=problem)


def _no_address(link: Link, path: str) -> Problem:
    return Problem(
        "warning",
        "broken-link",
        Place(path, link.line),
        Text(f"“{link.target}”不是网址", f"“{link.target}” is no address"),
        Text("方括号里只能是 IPv6 地址", "only an IPv6 address may stand in brackets"),
    )


def _not_published(link: Link, path: str) -> Problem:
    return Problem(
        "warning",
        "broken-link",
        Place(path, link.line),
        Text(
            f"链接“{link.target}”指向一篇没有发布的文章",
            f"link “{link.target}” leads to an article that is not published",
        ),
        Text("等它发布以后再链接，或者去掉链接", "link to it once it is published, or take the link away"),
    )


def _broken(link: Link, path: str, targets: Targets) -> Problem:
    if link.kind != "link":
        what = MEDIA.get(link.kind, MEDIA["image"])
        return Problem(
            "warning",
            "missing-image" if link.kind == "image" else "missing-media",
            Place(path, link.line),
            Text(f"找不到{what.zh}“{link.target}”", f"{what.en} “{link.target}” not found"),
            IMAGE_HINT if link.kind == "image" else MEDIA_HINT,
        )
    return Problem(
        "warning",
        "broken-link",
        Place(path, link.line),
        Text(
            f"站内链接“{link.target}”没有对应的页面或文件", f"link “{link.target}” leads to no page or file of the site"
        ),
        ABROAD if OUTSIDE.match(link.target) else _meant(link, targets),
    )


def _meant(link: Link, targets: Targets) -> Text | None:
    """The author's file of the name that is most like the link's; looking for one behind every stray address would only
    take time.
    """
    parts = split(link.target)
    name = unquote(parts.path).rpartition("/")[2] if parts else ""
    suffix = posixpath.splitext(name)[1]
    near = (
        nearest(name, tuple(source.rpartition("/")[2] for source in targets.sources if source.endswith(suffix)))
        if suffix
        else None
    )
    return Text(f"是否指“{near}”？", f"did you mean “{near}”?") if near else None


def missing_cover(path: str, meta: Meta, targets: Targets) -> Problem | None:
    """The warning about an article's cover that is no file of the site; None for one on another host."""
    if is_outside(meta.image):
        return None
    found = resolve(Link(0, meta.image, line_of(meta, "image"), "image"), path, targets.sources.get(path, ""), targets)
    return found.problem
