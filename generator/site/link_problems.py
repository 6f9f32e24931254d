"""The problems of links and images, with a hint at what the author may have meant."""

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from generator.core.draft import Link
from generator.core.errors import Place, Problem, Text, did_you_mean
from generator.core.patterns import late
from generator.core.urls import split

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
OUTSIDE = late(
    r"www\.|\(?https?:|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|cn|io|me|ly|cc|top|gov|edu|dev|info|tv|co)(?:/|$)",
    re.IGNORECASE,
)
"""A target that looks like an address of another site."""
OTHER_SITE = Text("指向别的网站，要写完整的网址：https://…", "to another site, write the full address: https://…")


def old_address(link: Link, path: str, url: str) -> Problem:
    """The link of the article at `path` uses an address of an old site for the article at `url`."""
    return Problem(
        "note",
        "old-address",
        Place(path, link.line),
        Text(f"“{link.target}”是旧网站的网址，指到了 {url}", f'"{link.target}" is of an old site; it leads to {url}'),
        Text("zhushu check --fix 会改写它", "zhushu check --fix rewrites it"),
    )


def not_an_address(link: Link, path: str) -> Problem:
    """The link's target cannot be parsed."""
    said = Text(f"“{link.target}”不是网址", f'"{link.target}" is no address')
    return _broken(link, path, said, Text("方括号里只能是 IPv6 地址", "only an IPv6 address may stand in brackets"))


def not_published(link: Link, path: str) -> Problem:
    """The link leads to a draft or a private article."""
    said = Text(
        f"链接“{link.target}”指向一篇没有发布的文章", f'link "{link.target}" leads to an article that is not published'
    )
    hint = Text("等它发布以后再链接，或者去掉链接", "link to it once it is published, or take the link away")
    return _broken(link, path, said, hint)


def broken(link: Link, path: str, sources: Iterable[str]) -> Problem:
    """The link leads nowhere; `sources` are the paths of articles that may have been meant."""
    if link.kind != "link":
        what = MEDIA[link.kind]
        said = Text(f"找不到{what.zh}“{link.target}”", f'{what.en} "{link.target}" not found')
        code, hint = ("missing-image", IMAGE_HINT) if link.kind == "image" else ("missing-media", MEDIA_HINT)
        return _broken(link, path, said, hint, code)
    said = Text(
        f"站内链接“{link.target}”没有对应的页面或文件", f'link "{link.target}" leads to no page or file of the site'
    )
    return _broken(link, path, said, OTHER_SITE if OUTSIDE.match(link.target) else _nearest_source(link, sources))


def _broken(link: Link, path: str, message: Text, hint: Text | None, code: str = "broken-link") -> Problem:
    return Problem("warning", code, Place(path, link.line), message, hint)


def _nearest_source(link: Link, sources: Iterable[str]) -> Text | None:
    """The source with the most similar file name. Only a target with a suffix is looked up, to save time."""
    parts = split(link.target)
    name = unquote(parts.path).rpartition("/")[2] if parts else ""
    suffix = posixpath.splitext(name)[1]
    named = (source.rpartition("/")[2] for source in sources if source.endswith(suffix))
    return did_you_mean(name, named) if suffix else None
