"""WordPress's export (WXR): an RSS file with all posts. The home of lxml's XML reader.

It is read as a stream; entities are not resolved and nothing is fetched. Sources: WordPress "Tools Export Screen",
wp-includes/formatting.php (`wpautop`: empty lines separate paragraphs), the block editor's comments, "Shortcode API".
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from msgspec import Struct, field

from generator.author.edits.articles import slug_for
from generator.author.importing.wordpress_html import body_html
from generator.author.xml import SAFE
from generator.core.errors import Place, Problem, Text, too_large, unreadable
from generator.core.markup import TAG
from generator.core.names import slug_of

MAX_BYTES = 500_000_000
"""Of an export."""
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
GALLERY = re.compile(r"\[gallery\b[^\]]*?\bids=[\"']?([\d,\s]+)[\"']?[^\]]*\]")
MORE = re.compile(r"(?:<!-- wp:more.*?-->\s*)?<!--\s*more\b.*?-->(?:\s*<!-- /wp:more -->)?", re.DOTALL)
MORE_SIGN = "\ue126more\ue126"
"""Placeholder for `<!-- more -->`, as comments are lost when HTML is read."""
DEFAULT_CATEGORIES = ("未分类", "Uncategorized")
MAX_LEVELS = 8
"""Of categories; those of a damaged export may lie in a circle."""


class WordPressPost(Struct, frozen=True):
    """A post of an export."""

    title: str
    slug: str
    html: str
    """Its body with paragraphs as `<p>`; unknown shortcodes stay as text."""
    date: str
    """As WordPress writes it, in the site's time zone; empty if the post has none."""
    author: str
    excerpt: str
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    """Paths: `技术/前端`."""
    status: str
    """WordPress's word: publish, draft, pending, private, future …"""
    shortcodes: tuple[str, ...]
    """The shortcodes that stay in `html`."""
    line: int
    updated: str = ""
    address: str = ""
    """Its address on the old site."""
    old: tuple[str, ...] = ()
    """The paths of old addresses."""
    comments: int = 0
    protected: bool = False
    """Whether it needs a password."""
    sticky: bool = False


class About(Struct):
    """The data of an export that its posts share."""

    authors: dict[str, str] = field(default_factory=dict)
    """Login → display name."""
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id of an attachment → its URL and title."""
    slugs: dict[str, str] = field(default_factory=dict)
    """Path or `?p=ID` on the old site → slug."""
    categories: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Nicename of a category → its name and the nicename of the one above it."""
    base: str = ""
    """The URL of the old site, without a trailing slash."""


def about(path: Path) -> About:
    """The shared data of an export. Errors are ignored here, as `posts` reports them."""
    made = About()
    with suppress(etree.XMLSyntaxError, OSError):
        for _, element in _parsed(path, ("{*}author", "{*}base_blog_url", "{*}base_site_url", "{*}category", "item")):
            said = {name: text.strip() for name, text in _said(element).items()}
            match _local(element):
                case "base_blog_url" | "base_site_url":
                    made.base = (element.text or made.base).strip().rstrip("/")
                case "category" if nicename := said.get("category_nicename"):  # that of an item has no children
                    made.categories[nicename] = (said.get("cat_name") or nicename, said.get("category_parent", ""))
                case "author":
                    whole = " ".join(filter(None, (said.get("author_first_name"), said.get("author_last_name"))))
                    made.authors[said.get("author_login", "")] = said.get("author_display_name") or whole
                case "item":
                    _learn(said, made)
                    _free(element)
    return made


def _learn(said: Mapping[str, str], made: About) -> None:
    """Record the picture, or the addresses of the post, that an item is."""
    number = said.get("post_id", "")
    if said.get("post_type") == "attachment":
        made.pictures[number] = (said.get("attachment_url", ""), said.get("title", ""))
    elif said.get("post_type", "post") in ("post", "page"):
        slug = slug_of(unquote(said["post_name"])) if said.get("post_name") else slug_for(said.get("title", ""))
        olds = (_path(said.get("link", "")), f"?p={number}", f"?page_id={number}")
        made.slugs |= {old: slug for old in olds if old}


def _parsed(path: Path, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    parsed: Iterator[tuple[str, etree._Element]] = etree.iterparse(str(path), events=("end",), tag=tags, **SAFE)
    return parsed


def _free(item: etree._Element) -> None:
    """Free what has been read, to save memory."""
    item.clear()
    while item.getprevious() is not None:
        del item.getparent()[0]


def posts(path: Path, shown: str) -> Iterator[WordPressPost | Problem]:
    """The posts and pages of an export, in its order, without revisions and those in the trash; or a problem."""
    try:
        if path.stat().st_size > MAX_BYTES:
            yield too_large(Place(shown))
            return
        known = about(path)
        left: dict[str, int] = {}
        for _, item in _parsed(path, ("item",)):
            post = _post(item, known)
            if post:
                yield post
            elif reason := _left_out(item):
                left[reason] = left.get(reason, 0) + 1
            _free(item)
        if left:
            yield _told(left, shown)
    except etree.XMLSyntaxError as error:
        yield Problem(
            "error",
            "bad-xml",
            Place(shown, error.lineno or 0),
            Text(f"XML 写法有误：{error.msg}", f"this is not well-formed XML: {error.msg}"),
            Text("重新从 WordPress 导出：工具 → 导出", "export it anew from WordPress: Tools → Export"),
        )
    except OSError as error:
        yield unreadable(Place(shown), error)


def _left_out(item: etree._Element) -> str:
    """Why an item with text is no article: its type, or the trash; empty for pictures, revisions and what has no text."""
    said = _said(item)
    kind = said.get("post_type", "post")
    if kind in ("attachment", "revision") or not (item.findtext(CONTENT) or "").strip():
        return ""
    return "trash" if said.get("status") == "trash" else said.get("status", "") if kind in ("post", "page") else kind


def _told(left: Mapping[str, int], shown: str) -> Problem:
    names = {"trash": Text("回收站里的", "in the trash")}
    each = [
        (names.get(reason, Text(f"类型是 {reason} 的", f"of type {reason}")), number) for reason, number in left.items()
    ]
    return Problem(
        "note",
        "left-out",
        Place(shown),
        Text(
            f"没有导入：{'，'.join(f'{said.zh} {number} 篇' for said, number in each)}",
            f"left out: {', '.join(f'{number} {said.en}' for said, number in each)}",
        ),
    )


def _path(link: str) -> str:
    """The path of an address (`/2016/03/puer/`), or its query if that identifies the post (`?p=1`)."""
    parts = urlsplit(link)
    if re.fullmatch(r"(?:p|page_id)=\d+", parts.query):
        return f"?{parts.query}"
    return unquote(parts.path) if parts.path not in ("", "/") else ""


def is_export(head: str) -> bool:
    """Whether a file with this beginning is WordPress's export."""
    return "<rss" in head and "wordpress.org/export/" in head


def _post(item: etree._Element, known: About) -> WordPressPost | None:
    said = _said(item)
    gone = said.get("status", "publish") in ("trash", "auto-draft", "inherit")
    if gone or said.get("post_type", "post") not in ("post", "page"):
        return None
    html, shortcodes = body_html(_rewritten(item.findtext(CONTENT) or "", known))
    terms = [
        (child.get("domain"), child.get("nicename") or "", child.text.strip())
        for child in item.iterfind("category")
        if child.text and child.text.strip() not in DEFAULT_CATEGORIES
    ]
    return WordPressPost(
        title=" ".join(said.get("title", "").split()),
        slug=unquote(said.get("post_name", "")),
        html=html,
        date=_date(said.get("post_date", ""), said.get("pubDate", "")),
        author=known.authors.get(login := (item.findtext(CREATOR) or "").strip()) or login,
        excerpt=TAG.sub("", said.get("excerpt", "")).strip(),
        tags=tuple(dict.fromkeys(name for domain, _, name in terms if domain == "post_tag")),
        categories=tuple(
            dict.fromkeys(_category(nicename, name, known) for domain, nicename, name in terms if domain == "category")
        ),
        status=said.get("status") or "publish",
        shortcodes=shortcodes,
        line=item.sourceline or 0,
        updated=_date(said.get("post_modified", ""), ""),
        address=said.get("link", "").strip(),
        old=tuple(old for old in (_path(said.get("link", "")),) if old.startswith("/")),
        comments=sum(1 for child in item if isinstance(child.tag, str) and _local(child) == "comment"),
        protected=bool(said.get("post_password")),
        sticky=said.get("is_sticky", "").strip() == "1",
    )


def _category(nicename: str, name: str, known: About) -> str:
    """The path of a category from the top."""
    steps = [name]
    above = known.categories.get(nicename, ("", ""))[1]
    while above in known.categories and len(steps) < MAX_LEVELS:
        said, above = known.categories[above]
        steps.insert(0, said)
    return "/".join(step.replace("/", "／") for step in steps)


def _rewritten(text: str, known: About) -> str:
    """A post's body with links to other posts rewritten to their articles, and galleries as pictures."""

    def link(found: re.Match[str]) -> str:
        address = unescape(found[2])
        if known.base and not address.startswith((known.base, "/", "?")):
            return found[0]
        slug = known.slugs.get(_path(address)) or known.slugs.get(f"{_path(address)}/")
        anchor = address.partition("#")[2]
        return f'{found[1]}{slug}.md{"#" + anchor if anchor else ""}"' if slug and known.base else found[0]

    def gallery(found: re.Match[str]) -> str:
        numbers = re.findall(r"\d+", found[1])
        missing = [number for number in numbers if number not in known.pictures]
        shown = [known.pictures[number] for number in numbers if number in known.pictures]
        pictures = "".join(f'<p><img src="{escape(address)}" alt="{escape(title)}"></p>' for address, title in shown)
        rest = f'[gallery ids="{",".join(missing)}"]' if missing else ""
        return f"\n\n{pictures}\n\n{rest}\n\n"

    text = GALLERY.sub(gallery, text)
    text = MORE.sub(f"\n\n<p>{MORE_SIGN}</p>\n\n", text)
    return re.sub(r'(<a\b[^<>]*?\shref=")([^"<>]+)"', link, text)


def _said(item: etree._Element) -> dict[str, str]:
    """The text of each element below `item`."""
    return {_local(child): child.text or "" for child in item if isinstance(child.tag, str)}


def _local(child: etree._Element) -> str:
    """A tag without its namespace, whose version varies. `excerpt:encoded` is renamed to distinguish it from the content.

    In a damaged export, an undeclared namespace is left as a prefix.
    """
    namespace, _, name = str(child.tag).rpartition("}")
    prefix, _, name = name.rpartition(":")
    return "excerpt" if name == "encoded" and "excerpt" in (namespace or prefix) else name


def _date(written: str, published: str) -> str:
    if written and not written.startswith("0000"):
        return written
    try:
        return parsedate_to_datetime(published).isoformat(sep=" ") if published else ""
    except (ValueError, TypeError):
        return ""
