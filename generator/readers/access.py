"""Who may see an article, as its front matter says it: the keys of Hexo, Jekyll, Hugo, WordPress, Obsidian and their
themes, in any spelling, for ours.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.core.errors import Place, Problem, Text
from generator.readers.dates import date_of
from generator.settings.fields import Path

NO = frozenset(("false", "no", "off", "n", "f", "0", "none", "null", "never", "", "否", "不", "关", "假"))
PASSWORD = frozenset(("password", "passwd", "pwd", "postpassword", "encrypt", "encrypted", "密码", "加密"))
DRAFT = frozenset(("draft", "isdraft", "草稿"))
PUBLISHED = frozenset(("publish", "published", "ispublished", "dgpublish", "发布", "是否发布"))
PRIVATE = frozenset(("private", "isprivate", "secret", "headless", "私密", "私有"))
PUBLIC = frozenset(("public", "ispublic", "公开", "是否公开"))
UNLISTED = frozenset(
    ("unlisted", "hidden", "hide", "ishidden", "hidepost", "hideinlist", "hiddenfromhomepage", "hiddenfromlist")
    + ("hideinhome", "hidefromhome", "hidefromlist", "bookhidden", "notinlist", "隐藏")
)
LISTED = frozenset(("visible", "isvisible", "listed", "inlist", "showinlist", "可见"))
NOINDEX = frozenset(("noindex", "noindexing", "robotsnoindex", "norobots", "sitemapexclude", "excludefromsitemap"))
NO_SEARCH = frozenset(
    ("searchhidden", "searchexclude", "hiddenfromsearch", "hidefromsearch", "booksearchexclude")
    + ("excludefromsearch", "nosearch")
)
SEARCHED = frozenset(("search", "searchable"))
STATUS = frozenset(("status", "poststatus", "visibility", "状态", "发布状态", "可见性"))
EXPIRES = frozenset(
    ("expires", "expire", "expirydate", "expiredate", "expirationdate", "expiration", "unpublishdate", "unpublishon")
    + ("unpublish", "过期时间", "下架时间")
)
STARTS = frozenset(("publishdate", "publishon", "publishat", "scheduled", "embargo", "发布时间"))
INSIDE = frozenset(("params", "seo", "build", "hexo"))
"""Tables in which such keys stand too."""
STATES: Mapping[str, str] = {
    **dict.fromkeys(("draft", "drafts", "pending", "auto-draft", "unpublished", "wip", "草稿", "待审", "未发布"), "draft"),
    **dict.fromkeys(("private", "trash", "trashed", "deleted", "inherit", "私密", "私有", "仅自己可见"), "private"),
    **dict.fromkeys(("hidden", "unlisted", "隐藏"), "unlisted"),
    **dict.fromkeys(("password", "protected", "encrypted", "加密"), "password"),
}
"""Values of a status → what they mean; all others are public."""
OF_THE_PAGE = frozenset(("navigation", "nav", "toc", "footer", "path", "tags", "feedback", "title", "sidebar", "date"))
"""Values of `hide` that name parts of a page (Material for MkDocs)."""
SAID = {
    "draft": Text("表示这是草稿，没有发布", "makes it a draft, which is not published"),
    "private": Text("表示不公开，没有发布", "makes it private: it is not published"),
    "unlisted": Text(
        "网页能打开，但不进任何列表、订阅源、网站地图和搜索",
        "its page can be opened, but no list, feed, sitemap or search names it",
    ),
}
LOCKED = Text("这里不能给文章加密，所以没有发布", "articles cannot be locked here, so it is not published")
OPENED = Text(
    "要公开就删掉这一行；不公开就改成 private: true",
    "delete this line to publish it, or write private: true",
)


class Asked(NamedTuple):
    """What one key asks for."""

    key: str
    """Ours."""
    value: object
    path: Path
    """Where it stands."""
    locked: bool = False
    """Whether it asks for a password."""


def take(table: Mapping[Any, object], at: Callable[[Path], Place]) -> tuple[dict[str, object], set[str], list[Problem]]:
    """What `table` says about who may see the article: values by our keys, the keys of `table` that were used up, and
    what the author should know of them.
    """
    own: dict[str, object] = {}
    used: set[str] = set()
    told: list[Problem] = []
    for asked in _asked(table, ()):
        used |= {str(asked.path[0])} if len(asked.path) == 1 else set()
        if asked.key not in own or asked.value is (asked.key != "search"):  # what hides it wins
            own[asked.key] = asked.value
        if asked.locked:
            message = Text(f"“{asked.path[-1]}”：{LOCKED.zh}", f'"{asked.path[-1]}": {LOCKED.en}')
            told.append(Problem("warning", "password", at(asked.path), message, OPENED))
        elif asked.value is True and asked.key in SAID and str(asked.path[-1]) != asked.key:
            said = SAID[asked.key]
            written = f"{asked.path[-1]}: {_written(_at(table, asked.path))}"
            told.append(
                Problem(
                    "note",
                    f"not-{'listed' if asked.key == 'unlisted' else 'published'}",
                    at(asked.path),
                    Text(f"“{written}”：{said.zh}", f'"{written}": {said.en}'),
                )
            )
    return own, used, told


def says(value: object) -> bool:
    """Whether a flag is set, however it is written: `true`, "yes", 1; what is no word for no is yes."""
    if isinstance(value, str):
        return value.strip().lower() not in NO
    return value is not None and value is not False and value != 0 and value not in ([], {})


def name_of(key: object) -> str:
    """A key without case, dashes and underscores: `robots-no_index` and `robotsNoIndex` are one."""
    return str(key).strip().lower().replace("-", "").replace("_", "").replace(" ", "")


def _asked(table: Mapping[Any, object], above: Path) -> Iterator[Asked]:
    for key, value in table.items():
        name, path = name_of(key), (*above, str(key))
        if name in INSIDE and isinstance(value, Mapping):
            yield from _rendered(value, path) if name == "build" else _asked(value, path)
        else:
            yield from _one(name, value, path)


def _one(name: str, value: object, path: Path) -> Iterator[Asked]:
    """What the key `name` asks for with this value."""
    if name in PASSWORD:
        if value not in (None, False, "") and (name != "encrypt" or says(value)):
            yield Asked("private", True, path, locked=True)  # noqa: FBT003 — a value of the front matter
        else:
            yield Asked("private", False, path)  # noqa: FBT003
    elif name in STATUS:
        state = STATES.get(str(value).strip().lower())
        if state:
            locked = state == "password"
            yield Asked("private" if locked else state, True, path, locked=locked)  # noqa: FBT003
    elif name in DRAFT | PRIVATE | NOINDEX:
        yield Asked("draft" if name in DRAFT else "noindex" if name in NOINDEX else "private", says(value), path)
    elif name in UNLISTED:
        if not _names_parts(value):
            yield Asked("unlisted", says(value), path)
    elif name in PUBLIC | LISTED:
        yield Asked("private" if name in PUBLIC else "unlisted", not says(value), path)
    elif name in PUBLISHED or name in STARTS:
        yield from _published(name, value, path)
    elif name in EXPIRES:
        if not isinstance(value, bool | Mapping | list) and says(value) and value != "永不":
            yield Asked("expires", value, path)
    else:
        yield from _found(name, value, path)


def _published(name: str, value: object, path: Path) -> Iterator[Asked]:
    """`publish: false`, `published: draft`, `published: 2021-05-01`, `publishDate: 2099-01-01`."""
    state = STATES.get(value.strip().lower()) if isinstance(value, str) else None
    if isinstance(value, bool) or not says(value) or state in ("draft", "private", "unlisted"):
        if name in PUBLISHED and value not in (None, ""):
            yield Asked(state or "draft", bool(state) or not says(value), path)
    elif date_of(str(value)) is not None or name in STARTS:
        yield Asked("publish_date", value, path)


def _found(name: str, value: object, path: Path) -> Iterator[Asked]:
    """What is asked of search engines and of the site's search."""
    if name in NO_SEARCH:
        yield Asked("search", not says(value), path)
    elif name in SEARCHED and not isinstance(value, Mapping | list):
        yield Asked("search", says(value), path)
    elif name in ("robots", "metarobots"):
        yield Asked("noindex", any(word in str(value).lower() for word in ("noindex", "none")), path)
    elif name == "sitemap":
        out = not says(value) or (
            isinstance(value, Mapping)
            and any(name_of(key) in ("disable", "ignore", "exclude") and says(each) for key, each in value.items())
        )
        yield Asked("noindex", out, path)


def _rendered(table: Mapping[Any, object], path: Path) -> Iterator[Asked]:
    """Hugo's `build`: `render` makes the page, `list` names it in lists."""
    for key, value in table.items():
        if name_of(key) == "render" and str(value).lower() in ("never", "false"):
            yield Asked("private", True, (*path, str(key)))  # noqa: FBT003 — a value of the front matter
        elif name_of(key) == "list" and str(value).lower() in ("never", "false", "local"):
            yield Asked("unlisted", True, (*path, str(key)))  # noqa: FBT003


def _names_parts(value: object) -> bool:
    """Whether the value of `hide` names parts of the page that are to be hidden."""
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(str(one).strip().lower() in OF_THE_PAGE for one in values)


def _at(table: Mapping[Any, Any], path: Path) -> object:
    found: Any = table
    for step in path:
        found = next((value for key, value in found.items() if str(key) == step), None)
    return found


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value) if not isinstance(value, Mapping | list) else "…"
    return text if len(text) <= 40 else text[:39] + "…"
