"""Sites of Hexo, Jekyll and Hugo: finds the site of a post, and the address that the post had there."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from generator.author.importing import hexo
from generator.author.importing.finish import stem_of
from generator.author.importing.locate import above, bundle_of, files_at
from generator.author.importing.note import NOTION_ID
from generator.author.inlines import edited, inlines
from generator.core import cascade
from generator.core.draft import Meta
from generator.core.errors import Place, Problem
from generator.core.names import slug_of
from generator.readers import load, load_file
from generator.readers.front_matter import cascade as cascade_reader
from generator.readers.front_matter import split
from generator.readers.front_matter.meta import meta_of
from generator.readers.markdown.shortcodes.media import BRACKETS, address
from generator.settings import toml, yaml

JEKYLL = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
HEXO = ":year/:month/:day/:title/"
OF_OTHERS = ("_config.yml", "_config.yaml")
"""Configurations of Hexo and Jekyll."""
OF_HUGO = ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml", "config.yml")
VARIABLE = re.compile(r":([a-z_]+)")
DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_]+(?=.)")
"""Jekyll's file names: `2019-03-01-name.md`."""


ROOT = "content/articles/_index.md"
TRANSLATION = re.compile(r"\.([a-z]{2}(?:-[A-Za-z]{2,4})?)\.(?:md|markdown|html)\Z")
POSTS = (".md", ".markdown")
"""Suffixes of posts in links."""


class Site(Struct, frozen=True):
    """The site that a post belongs to."""

    kind: str
    """hexo, jekyll, hugo."""
    root: Path
    config: Mapping[str, object]


def site_of(path: Path) -> Site | None:
    """The site of the post at `path`, or None."""
    root = above(path, lambda folder: _config_of(folder) is not None)
    if root is None or (config := _config_of(root)) is None:
        return None
    kind = "hugo" if config.name in OF_HUGO else "hexo" if (root / "source" / "_posts").is_dir() else "jekyll"
    return Site(kind, root, _table(config))


def _config_of(folder: Path) -> Path | None:
    """The configuration of the site whose root is `folder`; None if it is no site's."""
    names = (*OF_OTHERS, *(OF_HUGO if (folder / "content").is_dir() else ()))
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _table(path: Path) -> Mapping[str, object]:
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace") if path.stat().st_size < 1_000_000 else ""
    except OSError:
        return {}
    if path.suffix == ".toml":
        table, broken = toml.parse("", text)
        return {} if broken else table
    table, _, problems = yaml.parse("", text)  # JSON is YAML
    return table if not problems and isinstance(table, Mapping) else {}


def origin_of(site: Site, path: Path, front: Mapping[str, object], date: datetime | None) -> dict[str, object]:
    """Front matter that keeps the post's old addresses: its own `permalink`, or `aliases` for the one made by its site."""
    front = {str(key).lower(): value for key, value in {**defaults_of(site, path), **front}.items()}
    kept: dict[str, object] = {}
    own = next((str(front[key]) for key in ("permalink", "url") if isinstance(front.get(key), str)), "")
    aliases = [str(one) for key in ("aliases", "redirect_from", "alias") for one in _listed(front.get(key))]
    if own and ":" not in own:
        kept["permalink"] = own
    else:
        pattern = own if ":" in own else _pattern(site, path)
        made = _filled(site, pattern, path, front, date)
        language = language_of(site, path)
        aliases = [f"/{language}{made}" if language else made, *aliases] if made else aliases
    if aliases:
        kept["aliases"] = list(dict.fromkeys(aliases))
    if site.kind == "hexo" and _breaks(site.config):
        kept["breaks"] = True
    return kept


def language_of(site: Site, path: Path) -> str:
    """The language of a translation in Hugo (`index.en.md`), whose pages are below `/en/`; empty for the site's own."""
    if site.kind != "hugo" or not (found := TRANSLATION.search(path.name)):
        return ""
    own = {str(key).lower(): value for key, value in site.config.items()}.get("defaultcontentlanguage")
    return "" if found[1].lower() == str(own or found[1]).lower() else found[1]


def with_cascade(site: Site, path: Path, meta: Meta) -> Meta:
    """`meta` of the post at `path` with Hugo's cascades applied, from its folders and then the site's configuration; or with
    Jekyll's defaults.
    """
    if site.kind == "jekyll" and (defaults := defaults_of(site, path)):
        rules = cascade_reader.read(defaults, lambda _: Place(""), meta_of, [])
        return cascade.inherited("content/articles/a.md", meta, cascade.sections([(ROOT, Meta(cascade=rules))]))
    home = site.root / "content"
    if site.kind != "hugo" or not path.resolve().is_relative_to(home):
        return meta
    below = path.resolve().relative_to(home)
    pages: list[tuple[str, Meta]] = []
    for folder in [home / part for part in below.parents]:
        for page in sorted(folder.glob("_index*.md")):
            source = load(home, page.relative_to(home).as_posix())
            if not isinstance(source, Problem):
                pages.append((f"content/articles/{source.path}", split(source.path, source.text).meta))
    if said := site.config.get("cascade"):
        rules = cascade_reader.read(said, lambda _: Place(""), meta_of, [])
        pages.append((ROOT, Meta(cascade=rules)))
    return cascade.inherited(f"content/articles/{below.as_posix()}", meta, cascade.sections(pages))


def defaults_of(site: Site, path: Path) -> Mapping[str, object]:
    """The front matter that Jekyll's configuration gives the post at `path`: `defaults`, those for inner folders first."""
    rules = site.config.get("defaults")
    if site.kind != "jekyll" or not isinstance(rules, list) or not path.resolve().is_relative_to(site.root.resolve()):
        return {}
    place = path.resolve().relative_to(site.root.resolve()).as_posix()
    fitting: list[tuple[int, Mapping[str, object]]] = []
    for rule in rules:
        scope, values = (rule.get("scope"), rule.get("values")) if isinstance(rule, Mapping) else (None, None)
        if not isinstance(scope, Mapping) or not isinstance(values, Mapping):
            continue
        folder = str(scope.get("path") or "").strip("/")
        kinds = (None, "", "drafts" if "_drafts" in path.parts else "posts")
        if scope.get("type") in kinds and (not folder or f"{place}/".startswith(f"{folder}/")):
            fitting.append((len(folder), values))
    return {key: value for _, values in sorted(fitting, key=lambda one: one[0]) for key, value in values.items()}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _breaks(config: Mapping[str, object]) -> bool:
    """Whether line ends are line breaks, which is the default of Hexo's renderer."""
    marked = config.get("marked")
    return not (isinstance(marked, Mapping) and marked.get("breaks") is False) and "markdown" not in config


def _pattern(site: Site, path: Path) -> str:
    said = str(site.config.get("permalink") or "")
    if site.kind == "hexo":
        return said or HEXO
    if site.kind == "jekyll":
        return JEKYLL.get(said or "date", said)
    parts = path.resolve().relative_to(site.root).parts[1:]  # below content/
    section = parts[0] if len(parts) > 1 else ""
    given = site.config.get("permalinks")
    given = (
        given.get("page", given)
        if isinstance(given, Mapping) and isinstance(given.get("page", given), Mapping)
        else given
    )
    chosen = str(given.get(section) or "") if isinstance(given, Mapping) else ""
    folders = parts[:-2] if bundle_of(path) else parts[:-1]
    return chosen or "/" + "".join(f"{folder}/" for folder in folders) + ":slug" + (
        ".html" if site.config.get("uglyurls") or site.config.get("uglyURLs") else "/"
    )


def _filled(site: Site, pattern: str, path: Path, front: Mapping[str, object], date: datetime | None) -> str:
    """The address by `pattern`, or an empty string if one of its values is unknown."""
    name = DATED.sub("", bundle_of(path) or path.stem.removesuffix(f".{language_of(site, path)}"))
    said = front.get("categories") or front.get("category")
    if site.kind == "jekyll" and isinstance(said, str) and "categories" in front:
        said = said.split()  # as Jekyll reads it
    categories = "/".join(str(one) for one in _flat(said))
    slug = str(front.get("slug") or name)
    values = {
        "title": slug,
        "name": PurePosixPath(name).name,
        "post_title": str(front.get("title") or ""),
        "slug": slug,
        "filename": name,
        "slugorfilename": slug,
        "contentbasename": name,
        "categories": categories.lower() if site.kind == "jekyll" else categories,
        "category": categories,
        "abbrlink": str(front.get("abbrlink") or ""),
        "id": str(front.get("id") or ""),
    }
    if site.kind == "hexo":
        date = hexo.local(site.config, front, date)
        values |= hexo.values_of(site.root, site.config, path, front, date)
    if date:
        values |= {
            "year": f"{date.year:04}", "month": f"{date.month:02}", "day": f"{date.day:02}", "i_month": str(date.month),
            "i_day": str(date.day), "hour": f"{date.hour:02}", "minute": f"{date.minute:02}", "second": f"{date.second:02}",
            "y_day": f"{date.timetuple().tm_yday:03}", "short_year": f"{date.year % 100:02}",
        }  # fmt: skip
    if site.kind == "hugo" and "title" in front:
        values["title"] = str(front["title"])
    missing = [key for key in VARIABLE.findall(pattern) if not values.get(key) and key != "categories"]
    if missing or "\n" in pattern:
        return ""
    return re.sub(r"/{2,}", "/", "/" + VARIABLE.sub(lambda found: _quoted(values[found[1]]), pattern))


def _quoted(value: str) -> str:
    """`value` with what would end the path of an address as browsers write it."""
    return re.sub(r"[%#?]", lambda sign: f"%{ord(sign[0]):02X}", value)


def _flat(value: object) -> list[object]:
    if isinstance(value, str):
        return [value]
    return (
        [one for item in value for one in (item if isinstance(item, list) else [item])]
        if isinstance(value, list)
        else []
    )


def relink(body: str, site: Site, path: Path) -> str:
    """`body` with links to other posts' files rewritten to their articles, and addresses of the site made relative to its
    root.
    """
    host = str(site.config.get("url") or site.config.get("baseURL") or site.config.get("baseurl") or "").rstrip("/")
    published = str(site.config.get({"hexo": "root", "jekyll": "baseurl"}.get(site.kind, "")) or "")
    root = "/" + "".join(f"{part}/" for part in published.split("/") if part and "://" not in published)

    def below(written: str) -> str:
        if host.startswith("http") and written.startswith(f"{host}/"):
            return written[len(host) :]
        return written[len(root) - 1 :] if written.startswith(root) else written

    def edits() -> Iterator[tuple[int, int, str]]:
        for one in inlines(body):
            if one.kind == "tag":
                yield from (
                    (at, until, below(url))
                    for name, url, at, until in one.attributes
                    if name in ("src", "href") and url.startswith("/") and below(url) != url
                )
                continue
            written = below(one.url)
            target, _, anchor = written.partition("#")
            other = _post(site, path, unquote(target)) if target.endswith(POSTS) and "://" not in target else None
            if other:
                written = slug_of_file(other) + ".md" + ("#" + anchor if anchor else "")
                if one.kind == "link" and f"{one.text}.md" == target and (title := _title_of(other)):
                    # Hexo's `post_link` without words of its own.
                    yield one.start + 1, one.start + 1 + len(one.text), title
            if other or written != one.url:
                yield one.at, one.until, address(written)

    return edited(body, edits())


def _post(site: Site, path: Path, target: str) -> Path | None:
    """The file of the post that a link leads to, or None."""
    bare = target.removesuffix(".md").removesuffix(".markdown").strip("/")
    if site.kind == "hexo":  # by its title, before which `new_post_name` may have put a date
        titles = hexo.posts_by_title(site.root, str(site.config.get("new_post_name") or ""))
        if bare in titles:
            return titles[bare]
    homes = [site.root / "content", site.root / "source" / "_posts", site.root / "_posts", site.root]
    homes = [path.parent, *homes] if not target.startswith("/") else homes
    return next(
        files_at(
            (
                home / name
                for home in homes
                for name in (f"{bare}.md", f"{bare}.markdown", f"{bare}/index.md", f"{bare}.html")
            ),
            site.root,
        ),
        None,
    )


def _title_of(path: Path) -> str:
    """The title of the post in a file, as the text of a link; empty if it has none."""
    source = load_file(path)
    return "" if isinstance(source, Problem) else BRACKETS.sub("", split(source.path, source.text).meta.title)


def slug_of_file(path: Path) -> str:
    """The slug that the article of a post or note will get."""
    try:
        head = path.read_text(encoding="utf-8", errors="replace")[:2000]
    except OSError:
        head = ""
    said = re.search(r"^slug\s*[:=]\s*[\"']?([^\"'\n]+)", head, re.MULTILINE) if head[:3] in ("---", "+++") else None
    return slug_of(said[1].strip() if said else NOTION_ID.sub("", DATED.sub("", stem_of(path))))
