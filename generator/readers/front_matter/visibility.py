"""Keys that decide who may see an article: those of Hexo, Jekyll, Hugo, WordPress, Obsidian and their themes → ours."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.core.errors import Place, Problem, Text
from generator.core.tables import keys, words
from generator.core.texts import shortened
from generator.readers.dates import date_of
from generator.settings.fields import Path

WORDS = {name: frozenset(said) for name, said in words("visibility.txt").items()}
NO, YES = WORDS["no"] | {""}, WORDS["yes"]
PASSWORD, PUBLISHED, UNLISTED, SEARCHED = (WORDS[key] for key in ("password", "published", "unlisted", "searched"))
STATUS, EXPIRES, STARTS = (WORDS[key] for key in ("status", "expires", "starts"))
FLAGS: Mapping[str, tuple[str, bool]] = {
    **dict.fromkeys(WORDS["draft"], ("draft", True)),
    **dict.fromkeys(WORDS["private"], ("private", True)),
    **dict.fromkeys(WORDS["public"], ("private", False)),
    **dict.fromkeys(UNLISTED, ("unlisted", True)),
    **dict.fromkeys(WORDS["listed"], ("unlisted", False)),
    **dict.fromkeys(WORDS["noindex"], ("noindex", True)),
    **dict.fromkeys(WORDS["not searched"], ("search", False)),
}
"""Foreign flag → our key, and its value if the flag is set."""
STATES = keys("statuses.txt")
"""Value of a status → what it means."""
MESSAGES = {
    "draft": Text("表示这是草稿，没有发布", "makes it a draft, which is not published"),
    "private": Text("表示不公开，没有发布", "makes it private: it is not published"),
    "unlisted": Text(
        "网页能打开，但不进任何列表、订阅源、网站地图和搜索",
        "its page can be opened, but no list, feed, sitemap or search names it",
    ),
}
PASSWORD_UNSUPPORTED = Text(
    "这里不能给文章加密，所以没有发布", "passwords are not supported here, so it is not published"
)
PASSWORD_HINT = Text(
    "要公开就删掉这一行；不公开就改成 private: true",
    "delete this line to publish it, or write private: true",
)


class Request(NamedTuple):
    """The request of a key of another generator."""

    key: str
    """Our key."""
    value: object
    path: Path
    """Key path of the foreign key."""
    locked: bool = False
    """Whether it asks for a password."""
    odd: bool = False
    """Whether its value means neither yes nor no. It is treated as yes."""


def visibility_fields(
    table: Mapping[Any, object], at: Callable[[Path], Place]
) -> tuple[dict[str, object], dict[str, Path], set[str], list[Problem]]:
    """What `table` says about visibility.

    Returns values by our keys, the key path of each in `table`, the top-level keys that were used, and problems.
    """
    own: dict[str, object] = {}
    places: dict[str, Path] = {}
    used: set[str] = set()
    problems: list[Problem] = []
    for key, value in table.items():
        if (name := normalized(key)) == "build" or (name in STATUS and _state(value) == "public"):
            used.add(str(key))
        elif name in UNLISTED and (parts := _parts(value)):
            used.add(str(key))
            if parts & WORDS["contents"]:
                own["toc"], places["toc"] = False, (str(key),)
    for request in _requests(table, ()):
        used |= {str(request.path[0])} if len(request.path) == 1 else set()
        if request.key not in own or request.value is (request.key != "search"):  # on conflict, hide
            own[request.key], places[request.key] = request.value, request.path
        if request.locked:
            key = request.path[-1]
            message = Text(f"“{key}”：{PASSWORD_UNSUPPORTED.zh}", f'"{key}": {PASSWORD_UNSUPPORTED.en}')
            problems.append(Problem("warning", "password", at(request.path), message, PASSWORD_HINT))
        elif request.odd:
            problems.append(_odd(request, at(request.path), _written(_at(table, request.path))))
        elif request.value is True and request.key in MESSAGES and normalized(request.path[-1]) != request.key:
            effect = MESSAGES[request.key]
            written = f"{request.path[-1]}: {_written(_at(table, request.path))}"
            code = "not-listed" if request.key == "unlisted" else "not-published"
            message = Text(f"“{written}”：{effect.zh}", f'"{written}": {effect.en}')
            problems.append(Problem("note", code, at(request.path), message))
    return own, places, used, problems


def kept(own: Mapping[str, object], places: Mapping[str, Path]) -> tuple[str, ...]:
    """The keys that a flag of the author (`draft: false`, `published: true`) explicitly sets to their default."""
    names = {key: normalized(path[-1]) for key, path in places.items()}
    return tuple(
        key
        for key in own
        if key != "toc"
        and own[key] is (key == "search")
        and (names[key] in FLAGS or names[key] in PUBLISHED or names[key] in SEARCHED)
    )


def _odd(request: Request, place: Place, written: str) -> Problem:
    key = request.path[-1]
    return Problem(
        "warning",
        "odd-flag",
        place,
        Text(f"“{key}”应为 true 或 false，而这里是 {written}", f'"{key}" must be true or false, not {written}'),
        Text("按 true 处理", "treated as true"),
    )


def is_set(value: object) -> bool:
    """Whether a flag is set, however it is written: `true`, "yes", 1. Everything that does not mean no means yes."""
    if isinstance(value, str):
        return value.strip().lower() not in NO
    return value is not None and value is not False and value != 0 and value not in ([], {})


def normalized(key: object) -> str:
    """A key without case, dashes, underscores and spaces: `robots-no_index` and `robotsNoIndex` are the same."""
    return str(key).strip().lower().replace("-", "").replace("_", "").replace(" ", "")


def _requests(table: Mapping[Any, object], above: Path) -> Iterator[Request]:
    for key, value in table.items():
        name, path = normalized(key), (*above, str(key))
        if name in WORDS["inside"] and isinstance(value, Mapping):
            yield from _rendered(value, path) if name == "build" else _requests(value, path)
        else:
            yield from _one(name, _alone(value), path)


def _alone(value: object) -> object:
    """The value of a list with one value, which some editors write: `published: [false]`."""
    return value[0] if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], Mapping) else value


def _state(value: object) -> str:
    """The meaning of a status: draft, private, unlisted, password, or public; empty if unknown, which is public too."""
    return STATES.get(str(value).strip().lower(), "")


def _one(name: str, value: object, path: Path) -> Iterator[Request]:
    """The request of the normalised key `name`."""
    if name in FLAGS:
        key, sense = FLAGS[name]
        if not (name in UNLISTED and _parts(value)):
            odd = isinstance(value, str) and is_set(value) and value.strip().lower() not in YES
            yield Request(key, value if odd and name == key else is_set(value) is sense, path, odd=odd and name != key)
    elif name in PASSWORD:
        locked = value not in (None, False, "") and (not name.startswith(("encrypt", "protect")) or is_set(value))
        yield Request("private", locked, path, locked=locked)
    elif name in STATUS:
        if (state := _state(value)) not in ("", "public"):
            locked = state == "password"
            yield Request("private" if locked else state, True, path, locked=locked)  # noqa: FBT003 — a value
    elif name in PUBLISHED or name in STARTS:
        yield from _published(name, value, path)
    elif name in EXPIRES:
        if not isinstance(value, bool | Mapping | list) and is_set(value) and value != "永不":
            yield Request("expires", value, path)
    else:
        yield from _search(name, value, path)


def _published(name: str, value: object, path: Path) -> Iterator[Request]:
    """`publish: false`, `published: draft`, `published: 2021-05-01`, `publishDate: 2099-01-01`."""
    state = _state(value) if isinstance(value, str) else ""
    if isinstance(value, bool) or not is_set(value) or state in ("draft", "private", "unlisted"):
        if name in PUBLISHED and value not in (None, ""):
            yield Request(state or "draft", bool(state) or not is_set(value), path)
    elif date_of(str(value)) is not None or name in STARTS:
        yield Request("publish_date", value, path)


def _search(name: str, value: object, path: Path) -> Iterator[Request]:
    """Requests to search engines and to the site search."""
    if name in SEARCHED and not isinstance(value, Mapping | list):
        yield Request("search", is_set(value), path)
    elif name in ("robots", "metarobots"):
        yield Request("noindex", any(word in str(value).lower() for word in ("noindex", "none")), path)
    elif name in ("meta", "head") and isinstance(value, list):  # VuePress: `- name: robots, content: noindex`
        if "robots" in (tags := str(value).lower()) and "noindex" in tags:
            yield Request("noindex", True, path)  # noqa: FBT003 — a value
    elif name == "sitemap":
        out = not is_set(value) or (
            isinstance(value, Mapping)
            and any(normalized(key) in ("disable", "ignore", "exclude") and is_set(each) for key, each in value.items())
        )
        yield Request("noindex", out, path)


def _rendered(table: Mapping[Any, object], path: Path) -> Iterator[Request]:
    """Hugo's `build`: `render` decides whether there is a page, `list` whether lists contain it."""
    for key, value in table.items():
        if normalized(key) == "render" and str(value).lower() in ("never", "false"):
            yield Request("private", True, (*path, str(key)))  # noqa: FBT003 — a value
        elif normalized(key) == "list" and str(value).lower() in ("never", "false", "local"):
            yield Request("unlisted", True, (*path, str(key)))  # noqa: FBT003


def _parts(value: object) -> frozenset[str]:
    """The parts of the page that the value of `hide` names; empty where it is about the page as a whole."""
    values = value if isinstance(value, list) else [value]
    said = frozenset(normalized(one) for one in values if isinstance(one, str))
    return said if said & WORDS["page parts"] else frozenset()


def _at(table: Mapping[Any, Any], path: Path) -> object:
    found: Any = table
    for step in path:
        found = next((value for key, value in found.items() if str(key) == step), None)
    return found


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return shortened(str(value), 40) if not isinstance(value, Mapping | list) else "…"
