"""Front matter: YAML between `---`, TOML between `+++`, JSON in braces, or none. Keys of Hexo, Jekyll and Hugo are taken
for what they mean.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from math import isfinite
from typing import Any, cast

from msgspec import Struct

from generator.core.draft import Cascade, Meta
from generator.core.errors import Place, Problem, Text, nearest
from generator.core.names import tidy_label
from generator.core.order import natural
from generator.readers import access, cascade, json_block
from generator.readers.dates import date_of
from generator.readers.foreign_keys import ALIASES, IGNORED
from generator.settings import toml
from generator.settings.fields import Path, read
from generator.settings.keys import ARTICLE

YAML_BLOCK = re.compile(
    r"-{3,}[ \t]*(?:(?P<language>ya?ml|toml|json)|#[^\n]*)?[ \t]*\n(.*?)^(?:-{3,}|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""Between fences of `---`, behind the first of which other tools allow the name of the language."""
BLANKS = frozenset(" \t\n\u3000\u200b\u2060\ufeff\xa0")
BEGINS = re.compile(r"(?:-{3,}|\+\+\+)[ \t]*\n[ \t]*[\w\u3400-\u9fff-]+[ \t]*[:：=]|\{\s*\"[\w-]+\"\s*:")
ODD_FENCE = re.compile(
    r"(?P<fence>[—–―－─]{1,6}|--|\*{3,}|_{3,}|={3,}|~{3,})[ \t]*\n(?P<block>(?:[ \t]*[\w\u3400-\u9fff-]+[ \t]*[:：].*\n|[ \t]*-[ \t].*\n)+)"
    r"(?P=fence)[ \t]*(?:\n|\Z)"
)
"""Front matter between lines that input methods and editors make of `---`."""
OTHER_BLOCK = re.compile(
    r"-{3}[ \t]*(?P<language>js|javascript|coffee|cson|ini|lua)[ \t]*\n.*?^-{3}[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
TOML_BLOCK = re.compile(
    r"\+{3,}[ \t]*(?:toml|#[^\n]*)?[ \t]*\n(.*?)^[ \t]*\+{3,}[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE | re.IGNORECASE
)
HEXO_BLOCK = re.compile(r"((?:[ \t]*[A-Za-z_]\w*[ \t]*:.*\n|[ \t]*-[ \t].*\n|[ \t]*\n)+?)---[ \t]*\n")
"""Hexo allows the first fence to be left out."""
SEPARATORS = re.compile(r"[,，、;；]")
OWN = {field.key: field for field in ARTICLE}
TEXTS = frozenset(
    ("title", "标题", "tags", "tag", "keywords", "topics", "标签", "categories", "category", "分类", "slug", "id")
)
"""Keys whose values are texts as they are written, whatever else YAML would take them for."""
FULL_WIDTH = re.compile(
    r"^([ \t]*(?:-[ \t]+)?[\w\u3400-\u9fff-]+)[ \t\u3000]*(?:：[ \t\u3000]*|:[ \t]*\u3000[ \t\u3000]*)", re.MULTILINE
)
"""A key whose colon, or the blank behind it, is full-width."""
SPLIT_TITLE = re.compile(
    r"^(title|标题)([ \t]*:[ \t]*)(\[[^\]\n]*\][ \t]*[^\s#,\]][^\n]*?)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
"""A title that begins with brackets, `[译]…`, which YAML takes for a list."""
BEFORE = re.compile(r"[\s\u200b\u2060\ufeff]*")
"""What may stand before the front matter."""
PINNED = frozenset(("sticky", "top", "pin", "sticky", "istop", "stick", "weight", "置顶"))
OF_HUGO = frozenset(("draft", "lastmod", "weight", "url", "aliases", "publishdate", "expirydate", "iscjklanguage"))
"""Keys that posts of Hugo have, and posts of Hexo and Jekyll have not."""
JUDGED = ("image", "aliases", "permalink")
"""Keys whose values are judged when the whole site is known."""
LARGE = 2**63
"""Whole numbers below this are the same in all that reads JSON."""
AS_OF = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")


FAR = 3000
"""Code points from the beginning of a file in which front matter that is not first is looked for."""
BELOW = re.compile(
    r"^---[ \t]*\n(?=(?:[^\n]*\n){0,12}?(?:title|date|tags|categories|draft|published?|private|标题|日期)[ \t]*[:：])"
    r"(?:[\w-]+[ \t]*[:：][^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n)+---[ \t]*$",
    re.MULTILINE,
)


class Front(Struct, frozen=True):
    """A file's front matter and where its body begins."""

    meta: Meta
    body: str
    line: int
    """The line of the file on which the body begins, from 1."""
    problems: tuple[Problem, ...] = ()


def split(path: str, text: str) -> Front:
    """The front matter of `text`, validated, and the rest. What is wrong is told by file and line; nothing is raised."""
    if text[:1] in BLANKS and (skipped := BEFORE.match(text)) and BEGINS.match(text, skipped.end()):
        front = _split(path, text[skipped.end() :])
        above = text.count("\n", 0, skipped.end())
        if front.line == 1 and not front.problems:
            return Front(Meta(), text, 1)
        told = tuple(
            problem._replace(place=problem.place._replace(line=problem.place.line + above))
            for problem in front.problems
        )
        return Front(front.meta, front.body, front.line + above, told)
    return _split(path, text)


def _split(path: str, text: str) -> Front:
    """The same where nothing stands before the front matter."""
    opening = text[:4]
    if opening.startswith("---"):
        if other := OTHER_BLOCK.match(text):
            return _unreadable(path, text, other)
        found = YAML_BLOCK.match(text)
        language = (found["language"] or "yaml").lower() if found else ""
        parse = _toml if language == "toml" else json_block.parse if language == "json" else _yaml
        return _taken(path, text, found, parse, "---")
    if opening.startswith("+++"):
        return _taken(path, text, TOML_BLOCK.match(text), _toml, "+++")
    if opening.startswith(("{", ";;;", '"')) and (block := json_block.find(path, text)):
        return _read(path, text, block.table, block.lines, block.problems, block.end)
    return _unfenced(path, text)


def _unfenced(path: str, text: str) -> Front:
    """Front matter between odd fences, or with one alone; mostly there is none."""
    if text[:1] in "—–―－─-*_=~" and (odd := ODD_FENCE.match(text)):
        front = _read(path, text, *_yaml(path, odd["block"], 2), odd.end())
        if front.meta != Meta():
            return front
    if found := HEXO_BLOCK.match(text):
        front = _taken(path, text, found, _yaml, "---", first=1)
        if front.meta != Meta():
            return front
    return Front(Meta(), text, 1, tuple(_not_first(path, text)))


def _not_first(path: str, text: str) -> Iterator[Problem]:
    """The warning that what looks like front matter stands below other text, where it is text like any other."""
    if "\n---" in text[:FAR] and (found := BELOW.search(text, 0, FAR)):
        line = text.count("\n", 0, found.start()) + 1
        yield Problem(
            "warning",
            "front-matter-not-first",
            Place(path, line),
            Text(
                "这里像是文章的前置信息，可它不在文件开头，会当作正文显示，里面写的也都不算",
                "this looks like front matter, but it is not at the top: it is shown as text and nothing in it counts",
            ),
            Text("把 --- 和它下面几行移到文件的最上面", "move --- and the lines below it to the top of the file"),
        )


Parse = Callable[[str, str, int], tuple[Any, Mapping[Path, int], list[Problem]]]


def _taken(path: str, text: str, found: re.Match[str] | None, parse: Parse, fence: str, first: int = 2) -> Front:
    """The front matter in `found`, whose first line is `first`."""
    if found is None:
        begins = re.match(r"(?:-{3,}|\+{3,})[ \t]*(?:ya?ml|toml|json)?[ \t]*\n[{\s]*[\"\w-]+[ \t]*[:=]", text)
        return Front(Meta(), text, 1, (_unclosed(path, fence),) if begins else ())
    table, lines, problems = parse(path, found[found.re.groups], first)
    if table is not None and not problems and not isinstance(table, dict):
        return _no_table(path, text, found, text.count("\n", 0, found.end()) + 1)
    return _read(path, text, table, lines, problems, found.end())


def _read(
    path: str,
    text: str,
    table: dict[Any, object] | None,
    lines: Mapping[Path, int],
    problems: Sequence[Problem],
    end: int,
) -> Front:
    """The front matter `table`, which ends at `end` of `text`."""
    line = text.count("\n", 0, end) + 1
    body = text[end:]
    if problems or table is None:
        return Front(Meta(), body, line, tuple(problems))

    def at(where: Path) -> Place:
        return Place(path, toml.line_of(lines, where) or 1)

    meta, wrong = meta_of(table, at)
    return Front(meta, body, line, tuple(wrong))


def _no_table(path: str, text: str, found: re.Match[str], line: int) -> Front:
    """A text that begins with a rule between two paragraphs has no front matter; a list or a lone word there is a
    mistake.
    """
    if not text.startswith("+++") and "\n\n" in found[0]:
        return Front(Meta(), text, 1)
    problem = Problem(
        "error",
        "bad-front-matter",
        Place(path, 2),
        Text("这里应该是“键: 值”", "this should be “key: value”"),
        Text("如果这是正文，请在它前面空一行", "if this is part of the text, put an empty line before it"),
    )
    return Front(Meta(), text[found.end() :], line, (problem,))


def _unreadable(path: str, text: str, found: re.Match[str]) -> Front:
    """Front matter in a language that is not read here; who may see the article may stand in it."""
    language = found["language"]
    problem = Problem(
        "error",
        "bad-front-matter",
        Place(path, 1),
        Text(f"这里读不了用 {language} 写的文件头", f"front matter in {language} cannot be read here"),
        Text("改用 YAML：两行 --- 之间写“键: 值”", "use YAML: “key: value” between two lines of ---"),
    )
    return Front(Meta(), text[found.end() :], text.count("\n", 0, found.end()) + 1, (problem,))


def halfwidth(block: str) -> str:
    """YAML with what Chinese input methods leave taken as it is meant: full-width colons and blanks behind a key, a
    title such as `[译]…`. Lines stay where they are.
    """
    if "：" in block or "\u3000" in block:
        block = FULL_WIDTH.sub(r"\1: ", block)
    if "[" in block:
        block = SPLIT_TITLE.sub(lambda found: found[1] + found[2] + "'" + found[3].replace("'", "''") + "'", block)
    return block


def _yaml(path: str, block: str, line: int) -> tuple[Any, Mapping[Path, int], list[Problem]]:
    from generator.settings import yaml  # PyYAML is loaded only where there is YAML

    return yaml.parse(path, halfwidth(block), line, TEXTS)


def _toml(path: str, block: str, line: int) -> tuple[Any, Mapping[Path, int], list[Problem]]:
    padded = "\n" * (line - 1) + block
    table, broken = toml.parse(path, padded, as_written=True)
    return table, {} if broken else toml.lines_of(padded), [broken] if broken else []


def _unclosed(path: str, fence: str) -> Problem:
    return Problem(
        "error",
        "bad-front-matter",
        Place(path, 1),
        Text(
            f"文件头没有结束：缺少单独一行的 {fence}",
            f"the front matter does not end: a line with {fence} alone is missing",
        ),
    )


# ---------------------------------------------------------------- from the keys to Meta


def meta_of(table: Mapping[Any, object], at: Callable[[Path], Place]) -> tuple[Meta, list[Problem]]:
    """The front matter's table as Meta, and what is wrong with it. `at` tells where the value at a path of keys stands."""
    own, places, used, problems = access.take(table, at)
    below: tuple[Cascade, ...] = ()
    kept = access.kept(own, places)
    for raw_key, value in table.items():
        key = str(raw_key)
        if key in used:
            continue
        if key.lower() == "cascade" and cascade.holds(at((key,)).path):
            below = cascade.read(value, at, meta_of, problems)
            continue
        name = key if key in OWN else ALIASES.get(key.lower(), key.lower() if key.lower() in OWN else key)
        if access.name_of(key) in PINNED:
            own["sticky"] = max(_rank(key, value), cast("float", own.get("sticky", 0.0)))
        elif name in OWN and not (key.lower() == "url" and "://" in str(value)):  # a clipping names its source so
            absent = (
                value is None or value == "" or (name in ("image", "permalink", "id", "series") and value is False)
            )  # Butterfly's `top_img: false`
            if name == "aliases" and not absent:  # `redirect_from` beside it adds to it
                own[name] = [*_listed(own.get(name, [])), *_listed(value)]
            elif not absent and (key == name or name not in own):
                own[name] = value
        elif not _mapped(key.lower(), value, own):
            problems.append((_unused if key.lower() in IGNORED else _unknown)(key, at((key,))))
    _loosen(own, flat=any(str(key).lower() in OF_HUGO for key in table))

    def where(path: Path) -> Place:
        if path[0] in places:
            return at(places[str(path[0])])
        return at((next((str(key) for key in table if _own_name(str(key)) == path[0]), str(path[0])), *path[1:]))

    paths = own.pop("paths", [])
    values, wrong = read(own, ARTICLE, where)
    values |= {"paths": paths, "kept": kept, "cascade": below, "lines": _lines(values, where)}
    problems += wrong
    meta = _meta(values, where, problems)
    return meta, problems


def _lines(values: Mapping[str, Any], at: Callable[[Path], Place]) -> dict[str, int]:
    """The lines of what is judged later."""
    paths: list[Path] = [(key,) for key in JUDGED if values.get(key)]
    paths += [("terms", name) for name in values.get("terms", ())]
    found = {".".join(map(str, path)): at(path).line for path in paths}
    return found | {
        f"nomark.{name}": at(("nomark", number)).line for number, name in enumerate(values.get("nomark", ()))
    }


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [str(value).strip()]


def _own_name(key: str) -> str:
    return key if key in OWN else ALIASES.get(key.lower(), key.lower())


def _mapped(key: str, value: object, own: dict[str, object]) -> bool:
    """Takes a foreign key whose value is not ours as it stands. Whether it was one."""
    if key == "comments" or key != "params" or not isinstance(value, Mapping):
        return False
    own.setdefault("extra", value)  # Hugo
    return True


def _rank(key: str, value: object) -> float:
    """How far an article stands before the others: `sticky: 10`, `top: true`; Hugo's `weight` counts the other way."""
    try:
        number = float(str(value)) if not isinstance(value, bool) else float(value)
    except ValueError:
        number = float(access.says(value))
    if not isfinite(number) or number <= 0:
        return 0.0
    return 1 / (1 + number) if key.lower() == "weight" else max(1.0, number)


def _loosen(own: dict[str, object], *, flat: bool) -> None:
    """Makes one form of the several in which values are written."""
    if "categories" in own:
        own["paths"] = _paths(own["categories"], flat=flat)
    for key in ("tags", "categories", "nomark"):
        if key in own:
            own[key] = _names(own[key], spaces=key != "nomark")
    if "aliases" in own:
        own["aliases"] = _flat(_listed(own["aliases"]))
    if isinstance(author := own.get("author"), list | Mapping):
        own["author"] = "、".join(_flat(author)) if isinstance(author, list) else str(author.get("name", ""))
    if isinstance(image := own.get("image"), Mapping | list):
        own["image"] = _image(image)
    if own.get("layout") in ("post", "page", "posts", "default", "blog", "article", "single", "draft", False):
        del own["layout"]
    _loosen_single(own)


def _loosen_single(own: dict[str, object]) -> None:
    """The same for keys that have one plain value."""
    for key in ("series", "permalink", "id"):
        if isinstance(value := own.get(key), list | Mapping):
            own[key] = next(iter(_flat(value if isinstance(value, list) else [value])), "")
    if isinstance(part := own.get("part"), str):  # 第三篇
        own["part"] = next((number for kind, number, _ in natural(part) if kind == 0), 0)
    for key in ("toc", "annotate", "breaks"):
        if isinstance(own.get(key), Mapping):
            del own[key]
        elif str(own.get(key)).lower() in ("yes", "on", "no", "off", "true", "false"):
            own[key] = str(own[key]).lower() in ("yes", "on", "true")


def _names(value: object, *, spaces: bool) -> list[str] | object:
    """`a, b`, `a b`, `甲、乙`, `[a, [b, c]]`, `[{name: a}]` → a list of names; anything else unchanged."""
    if isinstance(value, str):
        parts = SEPARATORS.split(value)
        parts = value.split() if len(parts) == 1 and spaces else parts
        return [part.strip() for part in parts if part.strip()]
    return _flat(value) if isinstance(value, list) else value


def _paths(value: object, *, flat: bool) -> list[str]:
    """The categories of an article as paths in the tree. In a list, Hexo and Jekyll write one path, Hugo (`flat`)
    several categories; lists in the list are paths of their own.
    """
    if isinstance(value, list) and any(isinstance(item, list) for item in value):
        found = [_flat(item if isinstance(item, list) else [item]) for item in value]
    elif isinstance(value, list):
        found = [[name] for name in _flat(value)] if flat else [_flat(value)]
    else:
        names = _names(value, spaces=True)
        found = [[name] for name in names] if isinstance(names, list) else []
    steps = [[step.strip() for name in path for step in name.split("/") if step.strip()] for path in found]
    return ["/".join(path) for path in steps if path]


def _flat(values: list[Any]) -> list[str]:
    """The names in a list, one level of lists and tables with a `name` opened."""
    flat: list[str] = []
    for item in values:
        inner = [item.get("name")] if isinstance(item, Mapping) else item if isinstance(item, list) else [item]
        flat += [str(one).strip() for one in inner if one is not None and not isinstance(one, list | Mapping)]
    return [name for name in flat if name]


def _image(value: object) -> object:
    """The address of a picture given as a table (`image: {path: …}`, `cover: {image: …}`) or a list."""
    if isinstance(value, list):
        return next((item for item in value if isinstance(item, str)), "")
    assert isinstance(value, Mapping)
    return next(
        (value[key] for key in ("path", "url", "src", "image", "feature") if isinstance(value.get(key), str)), ""
    )


def _plain(value: object) -> object:
    """`value` in what JSON can say, texts for all else (dates, numbers too large): templates get the same from the cache
    as from the file.
    """
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(each) for each in value]
    fits = (isinstance(value, int) and abs(value) < LARGE) or (isinstance(value, float) and isfinite(value))
    if isinstance(value, float) and fits:
        return float(value)  # of TOML, it knows how it was written
    return value if fits or isinstance(value, str | None) else str(value)


def _meta(values: dict[str, Any], at: Callable[[Path], Place], problems: list[Problem]) -> Meta:
    for key in ("date", "updated", "publish_date", "expires"):
        if key in values:
            values[key] = _date(values[key], key, at, problems)
    values["date"] = values.get("date") or values.get("publish_date")
    paths = [path.split("/") for path in values.pop("paths", ())]
    categories = tuple(dict.fromkeys("/".join(tidy_label(step) for step in path) for path in paths))
    named = values.pop("categories", ())
    tags = dict.fromkeys([*(step for name in named for step in name.split("/") if step), *values.pop("tags", ())])
    values["aliases"] = tuple(values.get("aliases", ()))
    if (as_of := values.get("as_of", "")) and not AS_OF.match(as_of):
        problems.append(
            Problem(
                "error",
                "bad-date",
                at(("as_of",)),
                Text(
                    f"“as_of”应写作 2019 或 2019-03，而这里是“{as_of}”",
                    f'"as_of" must be 2019 or 2019-03, not "{as_of}"',
                ),
            )
        )
        del values["as_of"]
    values["nomark"] = tuple(values.get("nomark", ()))
    if "extra" in values:
        values["extra"] = _plain(values["extra"])
    for key in ("title", "author", "description", "slug", "series"):
        if key in values:
            values[key] = " ".join(values[key].split())
    nomark = tuple(values.pop("nomark", ()))
    return Meta(**values, tags=tuple(tags), categories=categories, nomark=nomark)


def _date(written: str, key: str, at: Callable[[Path], Place], problems: list[Problem]) -> datetime | None:
    found = date_of(written)
    if found is None:
        problems.append(
            Problem(
                "error",
                "bad-date",
                at((key,)),
                Text(f"无法识别日期“{written}”", f'"{written}" is no date'),
                Text("写作 2024-05-01 或 2024-05-01 08:30", "write 2024-05-01 or 2024-05-01 08:30"),
            )
        )
    return found


def _unknown(key: str, place: Place) -> Problem:
    """The warning for a key that nobody knows. Not an error: other people's posts carry keys of their own."""
    near = nearest(key, tuple(OWN))
    hint = (
        Text(f"是否指“{near}”？自己的键请放在 extra: 下面", f'did you mean "{near}"? put keys of your own under extra:')
        if near
        else Text("自己的键请放在 extra: 下面", "put keys of your own under extra:")
    )
    return Problem("warning", "unknown-key", place, Text(f"未知的键“{key}”", f'unknown key "{key}"'), hint)


def _unused(key: str, place: Place) -> Problem:
    """The note that a key of another generator or theme has no effect here."""
    message = Text(f"键“{key}”属于别的网站生成器，这里没有用到", f'key "{key}" of another generator has no effect here')
    return Problem("warning", "unused-key", place, message)
