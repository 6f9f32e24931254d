"""Who may see an article, as its front matter says it: the keys of Hexo, Jekyll, Hugo, WordPress, Obsidian and their
themes, in any spelling, for ours.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.core.errors import Place, Problem, Text
from generator.readers.dates import date_of
from generator.settings.fields import Path

NO = frozenset(("false", "no", "off", "n", "f", "0", "none", "null", "never", "", "否", "不", "关", "假"))
YES = frozenset(("true", "yes", "on", "y", "t", "1", "always", "是", "开", "真"))
PASSWORD = frozenset(
    "password passwd pwd postpassword pagepassword encrypt encrypted encryption passphrase 密码 加密".split()
)
DRAFT = frozenset(("draft", "isdraft", "草稿"))
PUBLISHED = frozenset(("publish", "published", "ispublished", "dgpublish", "发布", "是否发布"))
PRIVATE = frozenset("private isprivate secret headless expired deleted trashed 私密 私有".split())
PUBLIC = frozenset(("public", "ispublic", "公开", "是否公开"))
UNLISTED = frozenset(
    "unlisted hidden hide ishidden hidepost hideinlist hiddenfromhomepage hiddenfromhome hiddeninhomelist hiddenfromlist "
    "hideinhome hidefromhome "
    "hidefromlist bookhidden notinlist 隐藏".split()
)
LISTED = frozenset(("visible", "isvisible", "listed", "inlist", "showinlist", "可见"))
NOINDEX = frozenset(("noindex", "noindexing", "robotsnoindex", "norobots", "sitemapexclude", "excludefromsitemap"))
NO_SEARCH = frozenset(
    "searchhidden searchexclude hiddenfromsearch hidefromsearch booksearchexclude excludefromsearch nosearch".split()
)
SEARCHED = frozenset(("search", "searchable"))
FLAGS: Mapping[str, tuple[str, bool]] = {
    **dict.fromkeys(DRAFT, ("draft", True)),
    **dict.fromkeys(PRIVATE, ("private", True)),
    **dict.fromkeys(PUBLIC, ("private", False)),
    **dict.fromkeys(UNLISTED, ("unlisted", True)),
    **dict.fromkeys(LISTED, ("unlisted", False)),
    **dict.fromkeys(NOINDEX, ("noindex", True)),
    **dict.fromkeys(NO_SEARCH, ("search", False)),
}
"""Flags of theirs → our key, and whether it is set where theirs is."""
STATUS = frozenset(
    "status poststatus visibility access privacy permission permissions 状态 发布状态 可见性 权限".split()
)
EXPIRES = frozenset(
    "expires expire expirydate expiredate expirationdate expiration unpublishdate unpublishon unpublish 过期时间 下架时间".split()
)
STARTS = frozenset(("publishdate", "publishon", "publishat", "publishedat", "scheduled", "embargo", "发布时间"))
INSIDE = frozenset(("params", "seo", "build", "hexo", "meta", "cascade", "config"))
"""Tables in which such keys stand too."""
STATES: Mapping[str, str] = {
    **dict.fromkeys(
        ("draft", "drafts", "pending", "auto-draft", "unpublished", "wip", "草稿", "待审", "未发布"), "draft"
    ),
    **dict.fromkeys(
        (
            "private",
            "trash",
            "trashed",
            "deleted",
            "inherit",
            "secret",
            "internal",
            "me",
            "私密",
            "私有",
            "仅自己可见",
            "仅自己",
            "不公开",
        ),
        "private",
    ),
    **dict.fromkeys(("hidden", "unlisted", "隐藏"), "unlisted"),
    **dict.fromkeys(("password", "protected", "encrypted", "加密"), "password"),
}
"""Values of a status → what they mean; all others are public."""
FOR_ALL = frozenset(
    "publish published public live online future scheduled done final everyone open 公开 已发布 发布".split()
)
"""Values of a status that say what holds anyway."""
OF_THE_PAGE = frozenset(
    "navigation nav navbar toc outline aside footer header path breadcrumb breadcrumbs tags feedback title sidebar date author "
    "comment comments cover image meta share reward license related prev next pagination edit editlink lastupdated search".split()
)
"""Values of `hide` that name parts of a page (Material for MkDocs, VitePress)."""
CONTENTS = frozenset(("toc", "outline"))
"""Those of them that mean the table of contents."""
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
    odd: bool = False
    """Whether its value is no word for yes or no; it is taken for yes."""


def take(
    table: Mapping[Any, object], at: Callable[[Path], Place]
) -> tuple[dict[str, object], dict[str, Path], set[str], list[Problem]]:
    """What `table` says about who may see the article: values by our keys, where each stands, the keys of `table` that
    were used up, and what the author should know of them.
    """
    own: dict[str, object] = {}
    places: dict[str, Path] = {}
    used: set[str] = set()
    told: list[Problem] = []
    for key, value in table.items():
        if (name := name_of(key)) == "build" or (name in STATUS and str(value).strip().lower() in FOR_ALL):
            used.add(str(key))
        elif name in UNLISTED and (parts := _parts(value)):
            used.add(str(key))
            if parts & CONTENTS:
                own["toc"], places["toc"] = False, (str(key),)
    for asked in _asked(table, ()):
        used |= {str(asked.path[0])} if len(asked.path) == 1 else set()
        if asked.key not in own or asked.value is (asked.key != "search"):  # what hides it wins
            own[asked.key], places[asked.key] = asked.value, asked.path
        if asked.locked:
            message = Text(f"“{asked.path[-1]}”：{LOCKED.zh}", f'"{asked.path[-1]}": {LOCKED.en}')
            told.append(Problem("warning", "password", at(asked.path), message, OPENED))
        elif asked.odd:
            told.append(_odd(asked, at(asked.path), _written(_at(table, asked.path))))
        elif asked.value is True and asked.key in SAID and name_of(asked.path[-1]) != asked.key:
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
    return own, places, used, told


def kept(own: Mapping[str, object], places: Mapping[str, Path]) -> tuple[str, ...]:
    """The keys that a flag of the author's (`draft: false`, `published: true`) sets to what they are by default."""
    names = {key: name_of(path[-1]) for key, path in places.items()}
    return tuple(
        key
        for key in own
        if key != "toc"
        and own[key] is (key == "search")
        and (names[key] in FLAGS or names[key] in PUBLISHED or names[key] in SEARCHED)
    )


def _odd(asked: Asked, place: Place, written: str) -> Problem:
    key = asked.path[-1]
    return Problem(
        "warning",
        "odd-flag",
        place,
        Text(f"“{key}”应为 true 或 false，而这里是 {written}", f'"{key}" must be true or false, not {written}'),
        Text("按 true 处理", "taken for true"),
    )


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
            yield from _one(name, _alone(value), path)


def _alone(value: object) -> object:
    """The one value of a list that holds no other, as editors of front matter write: `published: [false]`."""
    return value[0] if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], Mapping) else value


def _one(name: str, value: object, path: Path) -> Iterator[Asked]:
    """What the key `name` asks for with this value."""
    if name in FLAGS:
        key, sense = FLAGS[name]
        if not (name in UNLISTED and _parts(value)):
            odd = isinstance(value, str) and says(value) and value.strip().lower() not in YES
            yield Asked(key, value if odd and name == key else says(value) is sense, path, odd=odd and name != key)
    elif name in PASSWORD:
        locked = value not in (None, False, "") and (not name.startswith("encrypt") or says(value))
        yield Asked("private", locked, path, locked=locked)
    elif name in STATUS:
        if state := STATES.get(str(value).strip().lower()):
            locked = state == "password"
            yield Asked("private" if locked else state, True, path, locked=locked)  # noqa: FBT003 — a value
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
    if name in SEARCHED and not isinstance(value, Mapping | list):
        yield Asked("search", says(value), path)
    elif name in ("robots", "metarobots"):
        yield Asked("noindex", any(word in str(value).lower() for word in ("noindex", "none")), path)
    elif name in ("meta", "head") and isinstance(value, list):  # VuePress: `- name: robots, content: noindex`
        if "robots" in (said := str(value).lower()) and "noindex" in said:
            yield Asked("noindex", True, path)  # noqa: FBT003 — a value
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
            yield Asked("private", True, (*path, str(key)))  # noqa: FBT003 — a value
        elif name_of(key) == "list" and str(value).lower() in ("never", "false", "local"):
            yield Asked("unlisted", True, (*path, str(key)))  # noqa: FBT003


def _parts(value: object) -> frozenset[str]:
    """The parts of the page that the value of `hide` names; empty where it is about the page as a whole."""
    values = value if isinstance(value, list) else [value]
    said = frozenset(name_of(one) for one in values if isinstance(one, str))
    return said if said & OF_THE_PAGE else frozenset()


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
