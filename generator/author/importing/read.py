"""Files of other programs → articles: raw text, saved web pages, Markdown of Hexo, Jekyll and Hugo, WordPress's export."""

import re
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from generator.author.edits.articles import slug_for
from generator.author.importing import exports, pdf, pictures, posts, sites, wordpress
from generator.author.importing.article import Imported, front_of
from generator.author.importing.exports import Around
from generator.author.importing.lines import finished
from generator.author.importing.opening import named
from generator.author.importing.pages import from_page, markdown_of, readable
from generator.core.draft import Classified, Draft, Meta, Source
from generator.core.errors import Place, Problem, Text
from generator.core.names import slug_of
from generator.readers import decode, load, read
from generator.readers.dates import date_of

MARKDOWN = (".md", ".markdown", ".mdx")
PAGES = (".html", ".htm", ".xhtml")
SUFFIXES = (*MARKDOWN, *PAGES, ".txt", ".xml", ".docx")
GLOSSARIES = (".csv", ".tsv", ".toml", ".yaml", ".yml", ".tbx", ".jsonld", ".ttl", ".rdf")
POSTS = ("source/_posts", "_posts", "content/posts", "content/post", "content")
"""Where the posts of a site of Hexo, Jekyll or Hugo are."""
NO_POSTS = ("readme", "_index", "license", "changelog", "contributing", "404")
NO_CHAPTERS = ("summary", "glossary", "langs", "license")
"""The same in a book of GitBook, whose README files are chapters."""
PASTED = "pasted"
"""What a text without a file is called until its title is known."""
WECHAT = re.compile(r"https?://mmbiz\.qpic\.cn/")
BROKEN = ("bad-yaml", "bad-toml", "bad-front-matter", "duplicate-key")
"""Problems that hide an article's front matter: without it, it is not brought in."""
HEAD = 4000
"""Characters by which the kind of a file is told."""


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that may be articles; of a site of another generator, its posts and drafts only; of a book,
    its chapters.
    """
    none = NO_CHAPTERS if (folder / "SUMMARY.md").is_file() else NO_POSTS
    homes = next(
        ([folder / home, folder / home.replace("_posts", "_drafts")] for home in POSTS if (folder / home).is_dir()),
        [folder],
    )
    found = {
        path
        for home in dict.fromkeys(homes)
        if home.is_dir()
        for path in home.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.stem.lower() not in none
        and path.is_file()
        and not any(part.startswith((".", "node_modules", "_book", "_site")) for part in path.relative_to(home).parts)
    }
    return sorted(found)


def from_file(path: Path, shown: str, around: Around | None = None) -> Iterator[Imported | Problem]:
    """The articles in a file, or why there are none. `shown` is its name in what is told; `around` tells what else its
    links may mean.
    """
    try:
        yield from _from_file(path, shown, around or Around(path.parent))
    except RecursionError:
        yield _too_deep(shown)


def _from_file(path: Path, shown: str, around: Around) -> Iterator[Imported | Problem]:
    if path.suffix.lower() == ".xml":
        yield from _from_xml(path, shown)
        return
    if path.suffix.lower() == ".docx" and path.is_file():
        yield _from_docx(path, shown)
        return
    if path.suffix.lower() in GLOSSARIES and path.is_file():
        yield Problem(
            "error",
            "unknown-format",
            Place(shown),
            Text("这不是文章", "this is no article"),
            Text("词表用 zhushu glossary import 导入", "zhushu glossary import brings in glossaries"),
        )
        return
    source = load(path.resolve().parent, path.resolve().name)
    if isinstance(source, Problem):
        yield source._replace(place=Place(shown))
    elif not source.text.strip():
        yield Problem("error", "empty", Place(shown), Text("是空的", "this is empty"))
    else:
        suffix = path.suffix.lower() if path.suffix.lower() in SUFFIXES else _suffix_of(source.text)
        yield _imported(replace(source, path=f"{_stem(path)}{suffix}"), path, shown, around)


def from_bytes(data: bytes, shown: str, folder: Path) -> Imported | Problem:
    """The article in what was pasted: a page, Markdown or raw text, told by how it looks. Its pictures are looked for in
    `folder`.
    """
    text, problems = decode(data, shown)
    if problems:
        return problems[0]
    if not text.strip():
        return Problem("error", "empty", Place(shown), Text("没有内容", "there is nothing in it"))
    name = f"{PASTED}{_suffix_of(text)}"
    try:
        article = _imported(Source(name, text, ""), folder / name, shown, Around(folder))
        return article if isinstance(article, Problem) else named(article, PASTED)
    except RecursionError:
        return _too_deep(shown)


def _too_deep(shown: str) -> Problem:
    return Problem(
        "error",
        "too-deep",
        Place(shown),
        Text("标记套得太深，无法转换", "its markup is nested too deeply to be converted"),
    )


def _suffix_of(text: str) -> str:
    """`.html`, `.md` or `.txt`: markup at the very beginning, front matter, or several lines that only Markdown has."""
    head = text[:HEAD].lstrip()
    if re.match(r"<(?:!doctype|html|head|body|article|section|div|p|h\d|meta)\b", head, re.IGNORECASE):
        return ".html"
    signs = re.findall(r"^(?:#{1,6} \S|```|> \S|[-*] \S|\d+\. \S|\|.*\|$)|\]\(\S+\)|\*\*\S", text[:HEAD], re.MULTILINE)
    return ".md" if head.startswith(("---\n", "+++\n")) or len(signs) >= 2 else ".txt"


def _stem(path: Path) -> str:
    """The name of an article's file; of a page bundle and of a chapter's README, its folder's."""
    stem = path.name[: -len(path.suffix)] if path.suffix else path.name
    return (
        path.resolve().parent.name
        if re.fullmatch(r"index(?:\.[a-z-]+)?|README", stem) and path.suffix.lower() in MARKDOWN
        else stem
    )


def _imported(source: Source, path: Path, shown: str, around: Around) -> Imported | Problem:
    """The article in `source`, which was read from `path`; why there is none where its front matter cannot be read."""
    if PurePosixPath(source.path).suffix in MARKDOWN:
        site = sites.site_of(path)
        post = posts.from_markdown(source, site, drafts="_drafts" in path.parts)
        if broken := next((problem for problem in post.draft.problems if problem.code in BROKEN), None):
            return broken._replace(
                place=Place(shown, broken.place.line),
                hint=broken.hint or Text("改好以后再导入", "mend it and import it again"),
            )
        return _from_post_file(post, site, path, shown, around)
    if PurePosixPath(source.path).suffix in PAGES:
        return _from_page(source, path, shown)
    if pdf.is_from_pdf(source.text):
        return _from_pdf(source, path, shown)
    draft = _dated(read(source), path)
    return _finished(draft, markdown_of(draft), path, Place(shown))


def _from_post_file(post: posts.Post, site: sites.Site | None, path: Path, shown: str, around: Around) -> Imported:
    """A post of Hexo, Jekyll or Hugo, or a note or export of another program."""
    if site:
        origin = sites.origin_of(site, path, post.table, post.draft.meta.date)
        return _finished(
            replace(post.draft, meta=sites.cascaded(site, path, post.draft.meta)),
            sites.linked(_kramdown(post.body), site, path),
            path,
            Place(shown, post.line),
            post.slug,
            post.unknown,
            origin=origin,
        )
    export = exports.turned(post.body, post.draft, path, Place(shown, post.line), around)
    meta = replace(post.draft.meta, **exports.described(export, post.draft.meta))
    addresses = tuple(one for one in meta.aliases if "/" in one)  # Obsidian's aliases are names
    meta = replace(meta, aliases=addresses)
    draft = replace(
        post.draft,
        meta=meta,
        classified=(*post.draft.classified, *export.dropped),
        problems=(*post.draft.problems, *export.problems),
    )
    slug = (
        slug_of(meta.slug or exports.NOTION_ID.sub("", path.stem)) if exports.NOTION_ID.search(path.stem) else post.slug
    )
    return _finished(
        draft,
        "\n".join(export.lines),
        path,
        Place(shown, post.line),
        slug,
        {**post.unknown, **export.unknown},
        origin={**_kept_keys(post.table), **export.origin},
        root=around.root,
    )


def _kramdown(body: str) -> str:
    """Attributes of a picture or link as Markdown has them here: `{: width="300"}` → `{width="300"}`."""
    return re.sub(r"(?<=\)\{):[ \t]*(?=[.#\w][^{}\n]*\})", "", body)


def _kept_keys(table: Mapping[str, object]) -> dict[str, object]:
    """Keys of a note that tell where it comes from."""
    said = {str(key).lower(): value for key, value in table.items()}
    source = next((said[key] for key in ("source", "url", "link", "original") if isinstance(said.get(key), str)), None)
    names = said.get("aliases") or said.get("alias")
    return {
        **({"source": source} if source else {}),
        **({"names": names} if names else {}),
    }


def _from_page(source: Source, path: Path, shown: str, files: Mapping[str, bytes] | None = None) -> Imported:
    """The article in a web page, or in what is one here; `files` are pictures that came with it."""
    page = from_page(source)
    classified = (*readable(list(_seen(page.draft))), *page.dropped)
    draft = _dated(replace(page.draft, classified=classified), path)
    origin = {"source": page.address} if page.address else {}
    return _finished(draft, page.body, path, Place(shown), origin=origin, known=files)


def _from_pdf(source: Source, path: Path, shown: str) -> Imported:
    """The article in a text that was copied from a PDF."""
    from generator.author.importing.markdown import from_text

    made = pdf.read(source.text)
    labels: dict[str, str] = {}
    parts = []
    for role, text in made.blocks:
        if role == "note":
            label, _, said = text.partition("\t")
            labels[label] = str(len(labels) + 1)
            parts.append(f"[^{labels[label]}]: {from_text(said)}")
        else:
            before = {"heading": "## ", "sub": "### ", "lead": "{.lead}\n", "item": "- "}.get(role, "")
            said = re.sub(r"^[•●○◆■·▪➢✓-]\s+", "", text) if role == "item" else text
            parts.append(before + from_text(said))
    body = "\n\n".join(parts)
    for label, number in labels.items():
        body = body.replace(label, f"[^{number}]")
    body = re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", body)
    title = made.title or _stem(path)
    meta = Meta(title=title, date=made.date, tags=made.tags, author=made.author, description=made.description)
    found = Draft(
        meta, source, read(replace(source, text="")).body, (), tuple(sorted(made.classified, key=lambda one: one.line))
    )
    return _finished(_dated(found, path), body + "\n", path, Place(shown))


def _from_docx(path: Path, shown: str) -> Imported | Problem:
    from generator.author.importing.docx import from_docx

    document = from_docx(path, shown)
    if isinstance(document, Problem):
        return document
    article = _from_page(Source(f"{_stem(path)}.html", document.html, ""), path, shown, document.pictures)
    classified = tuple(replace(one, line=0) for one in article.classified)  # a .docx has no lines
    return replace(article, classified=classified, problems=(*article.problems, *document.problems))


def _seen(draft: Draft) -> Iterator[Classified]:
    """What a page's own markup says of its parts."""
    marked = Text("网页里的标记", "the page's own markup")
    meta = draft.meta
    for role, text in (("title", meta.title), ("author", meta.author), ("date", _day(meta.date) if meta.date else "")):
        if text:
            yield Classified(0, role, text, 0.9, marked)
    for passage in draft.body.passages:
        yield Classified(passage.line, passage.role, passage.text, 0.9, marked)


def _day(date: datetime) -> str:
    """A date as people write it: without a time of day where it is midnight."""
    return str(date.date() if (date.hour, date.minute, date.second) == (0, 0, 0) else date)


def _dated(draft: Draft, path: Path) -> Draft:
    """`draft` with a date where it tells none: that of its file, so that it is the same when it is imported again; else
    today's.
    """
    if draft.meta.date:
        return draft
    try:
        moment, why = (
            path.stat().st_mtime,
            Text("没有找到日期，先用文件的日期", "no date was found; the file's for now"),
        )
    except OSError:
        moment, why = time.time(), Text("没有找到日期，先用今天", "no date was found; today's for now")
    day = datetime.fromtimestamp(moment).astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return replace(
        draft,
        meta=replace(draft.meta, date=day),
        classified=(*draft.classified, Classified(0, "date", str(day.date()), 0.2, why)),
    )


def _finished(
    draft: Draft,
    body: str,
    path: Path,
    place: Place,
    slug: str = "",
    unknown: Mapping[str, object] | None = None,
    *,
    origin: Mapping[str, object] | None = None,
    known: Mapping[str, bytes] | None = None,
    root: Path | None = None,
) -> Imported:
    """The article with its slug and pictures. `body` begins at `place`; its line is 0 where lines cannot be told.

    `origin` are keys that tell where it comes from; `known` are pictures that came with it.
    """
    slug = slug or (slug_of(draft.meta.slug) if draft.meta.slug else slug_for(draft.meta.title or _stem(path)))
    body, files, problems = pictures.gather(body, place, path, slug, known or {}, root)
    body = finished(body)
    image, files = pictures.cover(draft.meta.image, path, files)
    problems += [_elsewhere(place)] if WECHAT.search(body) else []
    told = [problem._replace(place=Place(place.path, problem.place.line)) for problem in draft.problems]
    meta = replace(draft.meta, image=image)
    front = front_of(meta, unknown or {}, origin or {})
    return Imported(place.path, slug, front, body, draft.classified, (*told, *problems), files)


def _elsewhere(place: Place) -> Problem:
    return Problem(
        "warning",
        "wechat-image",
        Place(place.path),
        Text(
            "图片还在微信的服务器上，别的网站显示不了",
            "the pictures are on WeChat's server, which shows them to no other site",
        ),
        Text("在浏览器里用“网页，全部”另存后再导入", "save the page complete in a browser and import that"),
    )


# ---------------------------------------------------------------- pages and raw texts


def _from_xml(path: Path, shown: str) -> Iterator[Imported | Problem]:
    with path.open("rb") as file:
        head = file.read(HEAD).decode("utf-8", "replace")
    if not wordpress.is_export(head):
        yield Problem(
            "error",
            "unknown-format",
            Place(shown),
            Text("不是 WordPress 的导出文件", "this is no export of WordPress"),
            Text("支持 .txt .html .md 和 WordPress 的 .xml", "known are .txt .html .md and WordPress's .xml"),
        )
        return
    for post in wordpress.posts(path, shown):
        yield post if isinstance(post, Problem) else _from_post(post, path, shown)


def _from_post(post: wordpress.Post, path: Path, shown: str) -> Imported:
    """A post of WordPress."""
    page = from_page(Source(f"{slug_of(post.title)}.html", f"<div>{post.html}</div>", ""))
    updated = date_of(post.updated) if post.updated else None
    date = date_of(post.date) if post.date else None
    meta = Meta(
        title=post.title or "无题",
        date=date,
        updated=updated if date and updated and updated > date else None,
        tags=post.tags,
        draft=post.draft,
        author=post.author,
        description=post.excerpt,
    )
    place = Place(shown, post.line)
    told = [
        Problem(
            "warning",
            "shortcode",
            place,
            Text(
                f"“{post.title}”里有不认识的短代码 {code[:60]}，照原样留着",
                f'"{post.title}" has the shortcode {code[:60]}, which stays as it is',
            ),
        )
        for code in post.shortcodes
    ]
    if post.comments:
        message = Text(
            f"“{post.title}”的 {post.comments} 条评论没有导入", f'"{post.title}": {post.comments} comments left out'
        )
        told.append(Problem("warning", "left-out", place, message))
    if post.protected:
        message = Text(
            f"“{post.title}”原来要密码才能看，导入成了草稿", f'"{post.title}" asked for a password; it is a draft now'
        )
        told.append(Problem("warning", "password", place, message))
    origin: dict[str, object] = {"source": post.address} if post.address.startswith("http") else {}
    if post.old:
        origin["aliases"] = list(post.old)
    return _finished(
        replace(page.draft, meta=meta, problems=tuple(told), classified=(*_heard(meta), *page.dropped)),
        page.body.replace(wordpress.MORE_SIGN, "<!-- more -->"),
        path,
        Place(shown),
        slug_of(post.slug) if post.slug else "",
        origin=origin,
    )


def _heard(meta: Meta) -> tuple[Classified, ...]:
    """What an export says of itself, which needs no guessing."""
    said = Text("导出文件里写着", "the export says so")
    return (
        Classified(0, "title", meta.title, 1.0, said),
        *((Classified(0, "date", _day(meta.date), 1.0, said),) if meta.date else ()),
    )
