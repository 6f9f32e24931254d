"""Reads `site.toml` into a Config, and reports all mistakes at once, with line and suggestion."""

import errno
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.core.clock import zone_names, zone_of
from generator.core.editions import script_of
from generator.core.errors import Place, Problem, SiteError, Text, did_you_mean, too_large, unreadable
from generator.core.names import is_safe_path
from generator.core.settings import Config, NavItem, SharedGlossary
from generator.core.urls import is_base
from generator.settings import toml
from generator.settings.fields import At, read
from generator.settings.fields import Path as Keys
from generator.settings.site_keys import SITE
from generator.settings.toml import Wrong

FILE = "site.toml"
MAX_BYTES = 1_000_000
"""Maximum bytes of site.toml, as parsing a huge one takes long."""
PLACEHOLDERS = ("slug", "title", "id", "category", "year", "month", "day")
UNIQUE = ("slug", "title", "id")
"""Placeholders that distinguish articles; a pattern needs one of them."""
COLONS = re.compile(r":(title|slug|post_title|filename|year|month|day|category|categories|id|hash|abbrlink)\b")
"""Placeholders of Hexo, Jekyll and Hugo."""
OURS = {"post_title": "title", "filename": "slug", "categories": "category", "hash": "id", "abbrlink": "id"}
SCHEME = re.compile(r"([\x00-\x20]*[a-zA-Z][\x00-\x20a-zA-Z0-9+.-]*):")
"""The scheme of a URL, with control characters, which browsers ignore."""
LINKED = ("http", "https", "mailto", "tel")
"""Schemes that links of the navigation may have."""
COLOR = re.compile(r"[\w#(),.%/+ -]+", re.ASCII)
COLOR_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def load(root: Path) -> Config:
    """The settings of the site in `root`. Raises SiteError with all mistakes in its site.toml."""
    data = _bytes(root / FILE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SiteError.of(
            "bad-encoding",
            Place(FILE, line),
            Text("这个文件不是 UTF-8 编码", "this file is not UTF-8"),
            Text("用编辑器另存为 UTF-8", "save it as UTF-8 in your editor"),
        ) from None
    config, problems = parse(text.replace("\r\n", "\n"), sha256(data).hexdigest())
    if problems:
        raise SiteError(problems)
    return config


def parse(text: str, digest: str = "") -> tuple[Config, list[Problem]]:
    """The settings in `text`, the content of a site.toml, and its problems by line. Pure."""
    table, broken = toml.parse(FILE, text)
    if broken:
        return Config(), [broken]
    lines = toml.lines_of(text)

    def at(path: Keys) -> Place:
        return Place(FILE, toml.line_of(lines, path))

    values, problems = read(table, SITE, at)
    for key, finish in FINISH.items():
        if key in values:
            values[key], wrong = finish(values[key])
            problems += [_problem("wrong-value", at((key, *one.path)).line, one.message, one.hint) for one in wrong]
    if editions := values.get("editions"):
        problems += _mismatched(values, at)
        values |= {"editions": tuple(editions), "language": editions[0]}
    if rows := values.get("glossaries"):
        problems += [
            problem for number, row in enumerate(rows) for problem in _unclear(row, at(("glossaries", number)))
        ]
        values["glossaries"] = tuple(_glossary(row, at(("glossaries", number)).line) for number, row in enumerate(rows))
    return Config(**values, digest=digest), sorted(problems, key=lambda problem: problem.place)


def _mismatched(values: Mapping[str, Any], at: At) -> list[Problem]:
    """Problems of `editions` and its consistency with `language`."""
    editions, language = values["editions"], values.get("language", "")
    place = at(("editions",))
    problems = []
    if len(set(editions)) < len(editions):
        problems.append(
            Problem("error", "wrong-value", place, Text("“editions”里有重复", '"editions" names one of them twice'))
        )
    if language and script_of(language) != script_of(editions[0]):
        hint = Text(
            f'第一个应是文章本来的文字；或者改 language = "zh-{script_of(editions[0])}"',
            f'the first is that of the articles; or write language = "zh-{script_of(editions[0])}"',
        )
        said = Text(
            f"“editions”的第一个是 {editions[0]}，“language”却是 {language}",
            f'"editions" begins with {editions[0]}, but "language" is {language}',
        )
        problems.append(Problem("error", "wrong-value", place, said, hint))
    return problems


def _unclear(row: Mapping[str, Any], place: Place) -> list[Problem]:
    """The problem of a `[[glossaries]]` table that does not name exactly one glossary."""
    if bool(row.get("package")) != bool(row.get("path")):
        return []
    message = Text("每个 [[glossaries]] 写 package 或 path，只写一个", "each [[glossaries]] has either package or path")
    return [Problem("error", "wrong-value", place, message)]


def _glossary(row: Mapping[str, Any], line: int) -> SharedGlossary:
    scope = row.get("scope", {})
    return SharedGlossary(
        **{key: value.strip() for key, value in row.items() if key != "scope"},
        folders=tuple(scope.get("folders", ())),
        tags=(*scope.get("tags", ()), *scope.get("categories", ())),
        line=line,
    )


def _base_url(url: str) -> tuple[str, list[Wrong]]:
    """`url` with a trailing slash."""
    if url and not is_base(url):
        said = Text(f"“base_url”不是完整的网址：{url}", f'"base_url" is not a full address: {url}')
        return "", [
            Wrong(said, Text("写成 https://域名/路径/，不带 ? 和 #", "write https://host/path/ without ? and #"))
        ]
    return url and url.rstrip("/") + "/", []


def _nav(rows: list[dict[str, str]]) -> tuple[tuple[NavItem, ...], list[Wrong]]:
    """The links. None may have a `javascript:` URL, or another that is no address of a page."""
    hint = Text(
        "写站内路径，或 https:// 开头的网址", "write a path within the site, or an address that begins with https://"
    )
    schemes = [SCHEME.match(row.get("url", "")) for row in rows]
    return tuple(NavItem(row.get("title", ""), row.get("url", "")) for row in rows), [
        Wrong(Text(f"“url”不能是 {found.string}", f'"url" cannot be {found.string}'), hint, (number, "url"))
        for number, found in enumerate(schemes)
        if found and re.sub(r"[\x00-\x20]+", "", found[1]).lower() not in LINKED
    ]


def _permalink(pattern: str) -> tuple[str, list[Wrong]]:
    """`pattern` in our notation, if it yields a unique file in the site for each article."""
    ours = COLONS.sub(lambda found: f"{{{OURS.get(found[1], found[1])}}}", pattern).replace(":output_ext", ".html")
    ours = ours.removeprefix("/")
    names = re.findall(r"\{([^{}]*)\}", ours)
    bare = re.sub(r"\{[^{}]*\}", "x", ours)
    known = set(names) & set(UNIQUE) and set(names) <= set(PLACEHOLDERS)
    if (
        known
        and is_safe_path(bare.removesuffix("/"))
        and bare.endswith((".html", "/"))
        and not set("{}?#%:") & set(bare)
    ):
        return ours, []
    hint = Text(
        "它要含有 {slug}、{title} 或 {id}，以 .html 或 / 结尾，此外只能用 {category} {year} {month} {day}",
        "it must have {slug}, {title} or {id}, end in .html or /, and may use {category} {year} {month} {day} besides",
    )
    return Config().permalink, [
        Wrong(Text(f"“permalink”不能是“{pattern}”", f'"permalink" cannot be "{pattern}"'), hint)
    ]


def _timezone(name: str) -> tuple[str, list[Wrong]]:
    """`name`, if there is such a time zone."""
    try:
        zone_of(name)
    except ValueError:
        hint = did_you_mean(name, zone_names()) or Text("写成 Asia/Shanghai 或 +08:00", "write Asia/Shanghai or +08:00")
        return "", [Wrong(Text(f"没有时区“{name}”", f'there is no time zone "{name}"'), hint)]
    return name, []


def _colors(table: Mapping[str, Any]) -> tuple[dict[str, str], list[Wrong]]:
    """Custom property → CSS colour; a pair becomes `light-dark(…)` (CSS Color 5)."""
    colors: dict[str, str] = {}
    wrong: list[Wrong] = []
    for name, value in table.items():
        parts = value if isinstance(value, list) and len(value) == 2 else [value]
        if COLOR_NAME.fullmatch(name) and all(isinstance(part, str) and COLOR.fullmatch(part) for part in parts):
            colors[name] = parts[0] if len(parts) == 1 else f"light-dark({parts[0]}, {parts[1]})"
        else:
            hint = Text(
                '写成 "#0a6" 这样的 CSS 颜色，或 ["浅色", "深色"]',
                'write a CSS colour such as "#0a6", or ["light", "dark"]',
            )
            wrong.append(Wrong(Text(f"“{name}”不是颜色", f'"{name}" is not a colour'), hint, (name,)))
    return colors, wrong


def _card_font(name: str) -> tuple[str, list[Wrong]]:
    """`name` of a font, or its file, if that is in layouts/."""
    if not name.lower().endswith((".ttf", ".otf", ".ttc", ".otc")) or (
        name.startswith("layouts/") and is_safe_path(name)
    ):
        return name, []
    said = Text(f"“card_font”不能是 {name}", f'"card_font" cannot be {name}')
    hint = Text("把字体文件放在 layouts/ 里，写成 layouts/…", "put the font's file into layouts/, and write layouts/…")
    return "", [Wrong(said, hint)]


def _by_service(check: str) -> Callable[[Any], tuple[Any, list[Wrong]]]:
    """The function of this name in `services`."""

    def finish(value: Any) -> tuple[Any, list[Wrong]]:  # noqa: ANN401 — each key has a type of its own
        from generator.settings import services  # few sites have any

        return getattr(services, check)(value)  # type: ignore[no-any-return]

    return finish


FINISH: Mapping[str, Callable[[Any], tuple[Any, list[Wrong]]]] = {
    "base_url": _base_url,
    "nav": _nav,
    "plugins": lambda names: (tuple(dict.fromkeys(names)), []),
    "permalink": _permalink,
    "timezone": _timezone,
    "colors": _colors,
    "card_font": _card_font,
    "comments": _by_service("comments"),
    "statistics": _by_service("statistics"),
    "csp": _by_service("csp"),
    "verify": _by_service("verify"),
    "footer": _by_service("footer"),
}
"""Key → function that validates and converts a value beyond its type."""


def _bytes(path: Path) -> bytes:
    if path.exists() and not path.is_file():  # reading a pipe would block
        raise SiteError([unreadable(Place(FILE), OSError(errno.EINVAL, ""))])
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SiteError([NO_SITE]) from None
    except OSError as error:
        raise SiteError([unreadable(Place(FILE), error)]) from None
    if len(data) > MAX_BYTES:
        raise SiteError([too_large(Place(FILE))])
    return data


def _problem(code: str, line: int, message: Text, hint: Text | None = None) -> Problem:
    return Problem("error", code, Place(FILE, line), message, hint)


NO_SITE = _problem(
    "no-site",
    0,
    Text("这里没有 site.toml，不是一个注疏网站", "there is no site.toml here: this is not a site"),
    Text(
        "用 zhushu init 目录 新建一个，或用 --site 指明网站所在的目录",
        "create one with zhushu init DIR, or give its folder with --site",
    ),
)
