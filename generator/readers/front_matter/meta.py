"""The table of front matter → `Meta`. Keys of Hexo, Jekyll and Hugo are translated."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from math import isfinite
from typing import Any, cast

from generator.core.draft import Cascade, Meta
from generator.core.errors import Place, Problem, Text, did_you_mean
from generator.core.names import tidy_label
from generator.core.tables import keys
from generator.readers.dates import date_of
from generator.readers.front_matter import cascade, visibility
from generator.readers.front_matter.values import is_foreign_layout, json_value, listed, normalize
from generator.settings.article_keys import ARTICLE
from generator.settings.fields import Path, read

OWN = {field.key: field for field in ARTICLE}
ALIASES = keys("foreign-keys.txt")
"""Key of another generator → our key of the same meaning."""
IGNORED = keys("ignored-keys.txt")
PINNED = frozenset(("sticky", "top", "pin", "istop", "stick", "weight", "置顶"))
OF_HUGO = frozenset(("draft", "lastmod", "weight", "url", "aliases", "publishdate", "expirydate", "iscjklanguage"))
"""Keys that occur in posts of Hugo only, not of Hexo or Jekyll."""
LATE = ("image", "aliases", "permalink")
"""Keys that are checked when the whole site is known, so that their lines are kept."""
MAX_TAGS = 500
"""Tags of an article, with its categories. Each tag's page lists the article with all its tags, so that the pages grow with
the square."""
TOO_MANY_TAGS = Text(
    f"标签和分类一共超过 {MAX_TAGS} 个：每个标签都有一页，请只留下有用的",
    f"more than {MAX_TAGS} tags and categories: each has a page of its own, keep those that are of use",
)
DATE_FORM = Text("写作 2024-05-01 或 2024-05-01 08:30", "write 2024-05-01 or 2024-05-01 08:30")
AS_OF = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")


def meta_of(table: Mapping[Any, object], at: Callable[[Path], Place]) -> tuple[Meta, list[Problem]]:
    """The table of front matter as `Meta`, and its problems. `at` gives the place of the value at a key path."""
    own, places, used, problems = visibility.visibility_fields(table, at)
    below: tuple[Cascade, ...] = ()
    kept = visibility.kept(own, places)
    for raw_key, value in table.items():
        key = str(raw_key)
        if key in used:
            continue
        if key.lower() == "cascade" and cascade.is_section_page(at((key,)).path):
            below = cascade.read(value, at, meta_of, problems)
            continue
        if not _take(own, key, value):
            problems.append((_unused if key.lower() in IGNORED else _unknown)(key, at((key,))))
    problems += _not_shown(table, at)
    normalize(own, flat=any(str(key).lower() in OF_HUGO for key in table))

    def where(path: Path) -> Place:
        if path[0] in places:
            return at(places[str(path[0])])
        return at((next((str(key) for key in table if own_name(str(key)) == path[0]), str(path[0])), *path[1:]))

    paths = cast("list[str]", own.pop("paths", []))
    values, wrong = read(own, ARTICLE, where)
    values |= {"kept": kept, "cascade": below, "lines": _lines(values, where)}
    problems += wrong
    return _meta(values, paths, where, problems), problems


def _take(own: dict[str, object], key: str, value: object) -> bool:
    """Put a value of front matter under our name of its key; False if there is none."""
    name = own_name(key)
    if visibility.normalized(key) in PINNED:
        own["sticky"] = max(_rank(key, value), cast("float", own.get("sticky", 0.0)))
    elif key.lower() == "params" and isinstance(value, Mapping):  # Hugo
        own.setdefault("extra", value)
    elif name not in OWN or (key.lower() == "url" and "://" in str(value)):  # web clippers: the source
        return False
    elif value is None or value == "" or (value is False and name in ("image", "permalink", "id", "series")):
        pass  # no value, such as Butterfly's `top_img: false`
    elif name == "aliases":
        added = listed(value)
        if key.lower() == "redirect_from":  # from the root of the site
            added = [one if "/" in str(one) else f"/{one}" for one in added]
        own[name] = [*listed(own.get(name, [])), *added]
    elif key == name or name not in own:
        own[name] = value
    return True


def _lines(values: Mapping[str, Any], at: Callable[[Path], Place]) -> dict[str, int]:
    """`Meta.lines`: the lines of the values that are checked later."""
    paths: list[Path] = [(key,) for key in LATE if values.get(key)]
    paths += [("terms", name) for name in values.get("terms", ())]
    found = {".".join(map(str, path)): at(path).line for path in paths}
    return found | {
        f"nomark.{name}": at(("nomark", number)).line for number, name in enumerate(values.get("nomark", ()))
    }


def own_name(key: str) -> str:
    """Our name of a key of front matter; its lower case if it is unknown."""
    return key if key in OWN else ALIASES.get(key.lower(), key.lower())


def _rank(key: str, value: object) -> float:
    """`Meta.sticky` from `sticky: 10` or `top: true`, or from Hugo's `weight`, where smaller numbers come first."""
    try:
        number = float(str(value)) if not isinstance(value, bool) else float(value)
    except ValueError:
        number = float(visibility.is_set(value))
    if not isfinite(number) or number <= 0:
        return 0.0
    return 1 / (1 + number) if key.lower() == "weight" else max(1.0, number)


def _meta(values: dict[str, Any], paths: list[str], at: Callable[[Path], Place], problems: list[Problem]) -> Meta:
    for key in ("date", "updated", "publish_date", "expires"):
        if key in values:
            values[key] = _date(values[key], key, at, problems)
    values["date"] = values.get("date") or values.get("publish_date")
    steps = [path.split("/") for path in paths]
    categories = tuple(dict.fromkeys("/".join(tidy_label(step) for step in path) for path in steps))
    named = values.pop("categories", ())
    tags = dict.fromkeys([*(step for name in named for step in name.split("/") if step), *values.pop("tags", ())])
    if len(tags) > MAX_TAGS:
        problems.append(Problem("error", "too-many-tags", at(("tags",)), TOO_MANY_TAGS))
        tags = {}
    values["aliases"] = tuple(values.get("aliases", ()))
    if (as_of := values.get("as_of", "")) and not AS_OF.match(as_of):
        message = Text(
            f"“as_of”应写作 2019 或 2019-03，而这里是“{as_of}”", f'"as_of" must be 2019 or 2019-03, not "{as_of}"'
        )
        problems.append(Problem("error", "bad-date", at(("as_of",)), message))
        del values["as_of"]
    if "extra" in values:
        values["extra"] = json_value(values["extra"])
    for key in ("title", "author", "description", "slug", "series"):
        if key in values:
            values[key] = " ".join(values[key].split())
    nomark = tuple(values.pop("nomark", ()))
    return Meta(**values, tags=tuple(tags), categories=categories, nomark=nomark)


def _date(written: str, key: str, at: Callable[[Path], Place], problems: list[Problem]) -> datetime | None:
    found = date_of(written)
    if found is None:
        message = Text(f"无法识别日期“{written}”", f'"{written}" is no date')
        problems.append(Problem("error", "bad-date", at((key,)), message, DATE_FORM))
    return found


def _unknown(key: str, place: Place) -> Problem:
    """The warning for an unknown key. It is not an error, as imported posts have keys of their own."""
    near, own = did_you_mean(key, OWN), Text("自己的键请放在 extra: 下面", "put keys of your own under extra:")
    hint = Text(near.zh + own.zh, f"{near.en} {own.en}") if near else own
    return Problem("warning", "unknown-key", place, Text(f"未知的键“{key}”", f'unknown key "{key}"'), hint)


def _not_shown(table: Mapping[Any, object], at: Callable[[Path], Place]) -> Iterator[Problem]:
    """Warnings of what other generators show but pages here do not: a second summary, the look of another theme."""
    layout = table.get("layout")
    if is_foreign_layout(layout):
        message = Text(f"没有用到“layout: {layout}”", f'"layout: {layout}" has no effect here')
        own = f"layout: {layout}.html"
        hint = Text(f"自己的模板写全文件名：{own}", f"for a layout of your own, write its file: {own}")
        yield Problem("warning", "unused-key", at(("layout",)), message, hint)
    summaries = [str(key) for key, value in table.items() if value and own_name(str(key)) == "description"]
    counts = "description" if "description" in summaries else next(iter(summaries), "")
    for key in summaries:
        if table[key] != table[counts]:
            message = Text(f"没有用到“{key}”：摘要取自“{counts}”", f'"{key}" is not used, as "{counts}" is the summary')
            yield Problem("warning", "unknown-key", at((key,)), message)


def _unused(key: str, place: Place) -> Problem:
    """The warning that a key of another generator or theme has no effect here."""
    message = Text(f"键“{key}”属于别的网站生成器，这里没有用到", f'key "{key}" of another generator has no effect here')
    return Problem("warning", "unused-key", place, message)
