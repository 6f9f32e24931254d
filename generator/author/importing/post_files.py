"""Articles in Markdown files of other programs and in WordPress's export."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from generator.author.importing import notes, posts, sites, wordpress
from generator.author.importing.article import Imported
from generator.author.importing.finish import day_of, finished_article
from generator.author.importing.note import NOTION_ID, Around
from generator.author.importing.pages import from_page
from generator.author.importing.picture_dates import day_of_pictures
from generator.core.draft import Classified, Meta, Source
from generator.core.errors import Place, Problem, Text
from generator.core.names import slug_of
from generator.readers.dates import date_of
from generator.readers.markdown.shortcodes.media import address

STATES = {
    "private": Text("原来是私密的，写了 private: true", "was private: private: true is written"),
    "pending": Text("原来在等人审核，导入成了草稿", "waited for review: it is a draft now"),
    "future": Text("原来是定时发布的，到它的日期才发布", "was scheduled: it is published on its date"),
}
"""States of WordPress posts that give a warning."""


def from_post_file(
    post: posts.MarkdownPost, site: sites.Site | None, path: Path, shown: str, around: Around
) -> Imported:
    """The article in a post of Hexo, Jekyll or Hugo, or in a note or an export of another program."""
    if site:
        origin = sites.origin_of(site, path, post.table, post.draft.meta.date)
        meta = sites.with_cascade(site, path, post.draft.meta)
        meta = replace(meta, language=meta.language or sites.language_of(site, path))
        lost = () if meta.draft or {"permalink", "aliases"} & origin.keys() else (_no_address(shown),)
        return finished_article(
            replace(post.draft, meta=meta, problems=(*_told(post), *lost)),
            sites.relink(_kramdown(post.body), site, path) + _photos(post.table),
            path,
            Place(shown, post.line),
            post.slug,
            post.unknown,
            origin=origin,
        )
    note = notes.convert(post.body, post.draft, path, Place(shown, post.line), around)
    meta = replace(post.draft.meta, **notes.meta_changes(note, post.draft.meta))
    hint = None if meta.date else day_of_pictures(post.body, post.line)
    meta = replace(meta, date=hint[0]) if hint else meta
    addresses = tuple(one for one in meta.aliases if "/" in one)  # Obsidian's aliases are names, not addresses
    meta = replace(meta, aliases=addresses)
    draft = replace(
        post.draft,
        meta=meta,
        classified=(*post.draft.classified, *((hint[1],) if hint else ()), *note.dropped),
        problems=(*post.draft.problems, *note.problems),
    )
    slug = slug_of(meta.slug or NOTION_ID.sub("", path.stem)) if NOTION_ID.search(path.stem) else post.slug
    return finished_article(
        draft,
        "\n".join(note.lines),
        path,
        Place(shown, post.line),
        slug,
        {**post.unknown, **note.unknown},
        origin={**_kept_keys(post.table), **note.origin},
        root=around.root,
    )


def _photos(table: Mapping[str, object]) -> str:
    """Hexo's `photos`, which its themes show with a post, as pictures at its end."""
    listed = table.get("photos")
    addresses = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    return "".join(f"\n\n![]({address(one)})" for one in addresses)


def _told(post: posts.MarkdownPost) -> list[Problem]:
    """The problems of a post, without that `photos` is not used."""
    line = post.lines.get(("photos",)) if _photos(post.table) else None
    return [one for one in post.draft.problems if one.code != "unused-key" or one.place.line != line]


def _no_address(shown: str) -> Problem:
    return Problem(
        "warning",
        "old-address",
        Place(shown),
        Text(
            "旧网址算不出来（缺少它用到的日期、分类之类），旧链接到不了这篇文章",
            "its old address is unknown, as a date, a category or the like that it is made of is missing: old links will not lead here",
        ),
        Text("知道旧网址就在开头写 aliases: [/旧/网址/]", "if you know it, write aliases: [/old/address/] at the top"),
    )


def _kramdown(body: str) -> str:
    """Kramdown's attributes of pictures and links in our syntax: `{: width="300"}` → `{width="300"}`."""
    return re.sub(r"(?<=\)\{):[ \t]*(?=[.#\w][^{}\n]*\})", "", body)


def _kept_keys(table: Mapping[str, object]) -> dict[str, object]:
    """A note's source and other names, kept in its front matter."""
    said = {str(key).lower(): value for key, value in table.items()}
    source = next((said[key] for key in ("source", "url", "link", "original") if isinstance(said.get(key), str)), None)
    kept = {"source": source, "names": said.get("aliases") or said.get("alias")}
    return {key: value for key, value in kept.items() if value}


def from_wordpress_post(post: wordpress.WordPressPost, path: Path, shown: str) -> Imported:
    """The article in a post of WordPress."""
    body, page = from_page(Source(f"{slug_of(post.title)}.html", f"<div>{post.html}</div>", ""))
    updated = date_of(post.updated) if post.updated else None
    date = date_of(post.date) if post.date else None
    meta = Meta(
        title=post.title or "无题",
        date=date,
        updated=updated if date and updated and updated > date else None,
        tags=post.tags,
        categories=post.categories,
        draft=post.protected or post.status not in ("publish", "private", "future"),
        private=post.status == "private",
        sticky=float(post.sticky),
        author=post.author,
        description=post.excerpt,
    )
    told = tuple(
        Problem("warning", code, Place(shown, post.line), Text(f"“{post.title}”{zh}", f'"{post.title}"{en}'))
        for code, zh, en in _lost(post)
    )
    origin: dict[str, object] = {"source": post.address} if post.address.startswith("http") else {}
    if post.old:
        origin["aliases"] = list(post.old)
    return finished_article(
        replace(page.draft, meta=meta, problems=told, classified=(*_stated(meta), *page.dropped)),
        body.replace(wordpress.MORE_SIGN, "<!-- more -->"),
        path,
        Place(shown),
        slug_of(post.slug) if post.slug else "",
        origin=origin,
    )


def _lost(post: wordpress.WordPressPost) -> Iterator[tuple[str, str, str]]:
    """What a post loses: the code of the warning, and what it says behind the title in Chinese and English."""
    for tag in (code[:60] for code in post.shortcodes):
        yield "shortcode", f"里有不认识的短代码 {tag}，照原样留着", f" has the shortcode {tag}, which stays as it is"
    if post.comments:
        yield "left-out", f"的 {post.comments} 条评论没有导入", f": {post.comments} comments left out"
    if state := STATES.get(post.status):
        yield "not-public", state.zh, f" {state.en}"
    if post.protected:
        yield "password", "原来要密码才能看，导入成了草稿", " asked for a password; it is a draft now"


def _stated(meta: Meta) -> tuple[Classified, ...]:
    """Title and date, which are certain as the export states them."""
    said = Text("导出文件里写着", "the export says so")
    return (
        Classified(0, "title", meta.title, 1.0, said),
        *((Classified(0, "date", day_of(meta.date), 1.0, said),) if meta.date else ()),
    )
