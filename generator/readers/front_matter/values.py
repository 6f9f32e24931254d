"""Normalises the many forms in which people write the values of front matter."""

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from generator.core.order import natural
from generator.core.patterns import late
from generator.readers.front_matter.visibility import is_set

FULL_WIDTH_QUOTES = " “”‘’"
SEPARATORS = late(r"[,，、;；]")
USUAL_LAYOUTS = ("post", "page", "posts", "default", "blog", "article", "single", "draft", False)
"""Other generators' layouts of an ordinary article."""
LARGE = 2**63
"""Integers below this survive JSON unchanged."""


def normalize(own: dict[str, object], *, flat: bool) -> None:
    """Normalises the values in `own`, in place, and adds `paths`, the category paths; `flat` as in `_paths`."""
    if "categories" in own:
        own["paths"] = _paths(own["categories"], flat=flat)
    for key in ("tags", "categories", "nomark"):
        if key in own:
            own[key] = _names(own[key], spaces=key != "nomark")
    if "aliases" in own:
        own["aliases"] = _flat(listed(own["aliases"]))
    if isinstance(author := own.get("author"), list | Mapping):
        own["author"] = "、".join(_flat(author)) if isinstance(author, list) else str(author.get("name", ""))
    if isinstance(image := own.get("image"), Mapping | list):
        own["image"] = _image(image)
    if own.get("layout") in USUAL_LAYOUTS or is_foreign_layout(own.get("layout")):
        del own["layout"]
    _normalize_single(own)


def is_foreign_layout(value: object) -> bool:
    """Whether the value of `layout` names another generator's; ours are names of files."""
    return isinstance(value, str) and "." not in value and value not in USUAL_LAYOUTS


def _normalize_single(own: dict[str, object]) -> None:
    """The same for keys with a single value."""
    for key in ("series", "permalink", "id"):
        if isinstance(value := own.get(key), list | Mapping):
            own[key] = next(iter(_flat(value if isinstance(value, list) else [value])), "")
    if isinstance(part := own.get("part"), str):  # 第三篇
        own["part"] = next((number for kind, number, _ in natural(part) if kind == 0), 0)
    if not isinstance(own.get("comments", True), bool):  # `off`, or the settings of another theme's service
        own["comments"] = is_set(own["comments"])
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
        return [name for part in parts if (name := part.strip(FULL_WIDTH_QUOTES))]
    if not isinstance(value, list):
        return value
    names = _flat(value)
    if spaces:  # what an input method made of `[a, b]`
        names = [part.strip(FULL_WIDTH_QUOTES) for name in names for part in re.split("[，、；]", name)]
    return [name for name in names if name]


def _paths(value: object, *, flat: bool) -> list[str]:
    """The category paths of an article. A list is one path in Hexo and Jekyll, but several categories in Hugo (`flat`).
    Each list within a list is a path.
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
    """The names in a list, with one level of nested lists, and of tables with a `name`, flattened."""
    flat: list[str] = []
    for item in values:
        inner = [item.get("name")] if isinstance(item, Mapping) else item if isinstance(item, list) else [item]
        flat += [str(one).strip() for one in inner if one is not None and not isinstance(one, list | Mapping)]
    return [name for name in flat if name]


def _image(value: object) -> object:
    """The URL of a picture given as a table (`image: {path: …}`, `cover: {image: …}`) or a list."""
    if isinstance(value, list):
        return next((item for item in value if isinstance(item, str)), "")
    assert isinstance(value, Mapping)
    return next(
        (value[key] for key in ("path", "url", "src", "image", "feature") if isinstance(value.get(key), str)), ""
    )


def json_value(value: object) -> object:
    """`value` in types of JSON, with text for everything else (dates, large numbers).

    So templates get the same from the cache as from the file.
    """
    if isinstance(value, Mapping):
        return {str(key): json_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [json_value(each) for each in value]
    fits = (isinstance(value, int) and abs(value) < LARGE) or (isinstance(value, float) and isfinite(value))
    if isinstance(value, float) and fits:
        return float(value)  # TOML floats are of a subclass
    return value if fits or isinstance(value, str | None) else str(value)


def listed(value: object) -> list[Any]:
    """`value`, or a list of it if it is not a list."""
    return value if isinstance(value, list) else [str(value).strip()]
