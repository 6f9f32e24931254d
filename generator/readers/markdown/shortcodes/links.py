"""Lists of links in YAML between tags → Markdown: Butterfly's `flink`, and `linkgrid`, `links`, `friends` of other themes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.core.patterns import late
from generator.readers.markdown.shortcodes.media import BRACKETS, link_to

OPEN = late(r"[ \t]*\{%-?[ \t]*(?P<name>flink|linkgrid|links|friends)[ \t]*-?%\}[ \t]*")
TITLES = ("name", "title", "site", "class_name")
URLS = ("link", "url")
TEXTS = ("descr", "desc", "description", "class_desc")
PICTURES = ("avatar", "image", "img", "icon")
LOOKS = frozenset(("color", "target"))
INNER = "link_list"
KNOWN = frozenset((*TITLES, *URLS, *TEXTS, *PICTURES, *LOOKS, INNER))
MAX_LINES = 5000


def spread(lines: list[str], number: int) -> None:
    """Replaces the list between the tags from the line at `number` on by one in Markdown, each link on its first line.

    Leaves what is no list of links, or says more than links do.
    """
    found = OPEN.fullmatch(lines[number])
    if not found:
        return
    closing = re.compile(rf"[ \t]*\{{%-?[ \t]*end{found['name']}[ \t]*-?%\}}[ \t]*")
    last = min(len(lines), number + MAX_LINES)
    end = next((other for other in range(number + 1, last) if closing.fullmatch(lines[other])), None)
    if end is None:
        return
    from generator.settings import yaml  # loads PyYAML

    value, places, problems = yaml.parse("", "\n".join(lines[number + 1 : end]), number + 2)
    if problems or not _are_links(value):
        return
    made = dict(_items(value, places, ()))
    lines[number : end + 1] = [made.get(at, "") for at in range(number + 1, end + 2)]


def _are_links(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, Mapping)
        and KNOWN.issuperset(item)
        and any(key in item for key in TITLES)
        and (INNER not in item or _are_links(item[INNER]))
        and all(isinstance(one, str | int | float | None) for key, one in item.items() if key != INNER)
        for item in value
    )


def _items(
    value: Sequence[Mapping[str, Any]], places: Mapping[tuple[str | int, ...], int], path: tuple[str | int, ...]
) -> Iterator[tuple[int, str]]:
    """(line, Markdown) of each group and link."""
    for number, item in enumerate(value):
        here = (*path, number)
        title, url, text, picture = (_first(item, keys) for keys in (TITLES, URLS, TEXTS, PICTURES))
        behind = f"：{text}" if text else ""
        if INNER in item:
            yield places[here], f"**{title}**{behind}"
            yield from _items(item[INNER], places, (*here, INNER))
        else:
            shown = f"![{BRACKETS.sub('', title)}](<{picture}>){{width=48}} " if picture else ""
            yield places[here], f"- {shown}{link_to(url, title)}{behind}"


def _first(item: Mapping[str, Any], keys: Sequence[str]) -> str:
    return next((" ".join(str(item[key]).split()) for key in keys if item.get(key) is not None), "")
