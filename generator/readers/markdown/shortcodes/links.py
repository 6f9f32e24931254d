"""Lists between tags → Markdown: links in YAML (Butterfly's `flink`; `linkgrid`, `links`, `friends` of other themes), links a
line each (NexT's `linkgrid` and `lg`), music in JSON, or with its words
(hexo-tag-aplayer's `aplayerlist`, `aplayerlrc`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from json import JSONDecodeError, loads
from typing import Any

from generator.core.patterns import late
from generator.readers.markdown.shortcodes.media import BRACKETS, link_to, track, words_of
from generator.readers.markdown.shortcodes.tags import arguments

OPEN = late(
    r"[ \t]*\{%-?[ \t]*(?P<name>flink|linkgrid|lg|links|friends|aplayerlist|aplayerlrc)(?P<args>(?:[ \t][^{}\n]*?)?)[ \t]*-?%\}"
)
TITLES = ("name", "title", "site", "class_name")
URLS = ("link", "url")
TEXTS = ("descr", "desc", "description", "class_desc")
ARTISTS = ("author", "artist")
PICTURES = ("avatar", "image", "img", "icon")
LOOKS = frozenset(("color", "target"))
TIMES = re.compile(r"\[\d[\d:.]*\]|\[[a-z]+:[^\]\n]*\]")
"""When words are sung, and what a file of them says of itself (`[ti:…]`)."""
INNER = "link_list"
KNOWN = frozenset((*TITLES, *URLS, *TEXTS, *PICTURES, *LOOKS, INNER))
MAX_LINES = 5000


def spread(lines: list[str], number: int) -> None:
    """Replaces the list between the tags from the line at `number` on by one in Markdown, which has as many lines.

    Leaves what is no such list, or says more than one in Markdown does.
    """
    found = OPEN.match(lines[number])
    if not found:
        return
    closing = re.compile(rf"\{{%-?[ \t]*end{found['name']}[ \t]*-?%\}}[ \t]*$")
    last = min(len(lines), number + MAX_LINES)
    end = next((other for other in range(number, last) if "{%" in lines[other] and closing.search(lines[other])), None)
    if end is None:
        return
    inner = lines[number : end + 1]
    inner[-1] = closing.sub("", inner[-1])
    inner[0] = inner[0][found.end() :]
    if found["name"] == "aplayerlrc":
        made = _sung(inner, found["args"])
    elif found["name"] == "aplayerlist":
        made = _tracks(inner)
    else:
        made = _in_yaml(inner) or _in_lines(inner, found["args"])
    if made:
        lines[number : end + 1] = made


def _tracks(inner: Sequence[str]) -> list[str] | None:
    """The music in a player's settings, as a list; where there are too few lines for it, one below the other."""
    try:
        settings = loads("\n".join(inner))
    except (JSONDecodeError, RecursionError):
        return None
    music = settings.get("music") if isinstance(settings, dict) else None
    if not isinstance(music, list) or not all(isinstance(one, dict) and one.get("url") for one in music):
        return None
    tracks = [
        link_to(str(one["url"]), " ".join(filter(None, (_first(one, TITLES), _first(one, ARTISTS))))) for one in music
    ]
    if len(tracks) > len(inner):
        return ["<br>".join(tracks), *[""] * (len(inner) - 1)]
    return [f"- {track}" for track in tracks] + [""] * (len(inner) - len(tracks))


def _sung(inner: Sequence[str], args: str) -> list[str] | None:
    """A piece of music, and its words below, without their times."""
    said = track(arguments(args))
    words = [TIMES.sub("", line).strip() for line in inner]
    return (
        [f"{line}<br>" if line else "" for line in (said, *words[1:-1])] + words[-1:]
        if said and len(inner) > 1
        else None
    )


def _in_lines(inner: Sequence[str], args: str) -> list[str] | None:
    """Links as `name | address | description | picture`; a line that begins with `%` is a comment. The arguments are a
    picture for all, which says nothing, and other signs.
    """
    _, sign, comment, *_ = [*words_of(arguments(args)), "", "", ""]
    made: list[str] = []
    for line in inner:
        name, address, text, picture, *more = [*(part.strip() for part in line.split(sign or "|")), "", "", ""]
        if not line.strip() or line.strip().startswith(comment or "%"):
            made.append("")
        elif name and address and not any(more):
            made.append(_item(name, address, text, picture))
        else:
            return None
    return made if any(made) else None


def _in_yaml(inner: Sequence[str]) -> list[str] | None:
    from generator.settings import yaml  # loads PyYAML

    value, places, problems = yaml.parse("", "\n".join(inner), 0)
    if problems or not _are_links(value):
        return None
    made = dict(_items(value, places, ()))
    return [made.get(at, "") for at in range(len(inner))]


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
            yield places[here], _item(title, url, text, picture)


def _item(title: str, url: str, text: str, picture: str) -> str:
    shown = f"![{BRACKETS.sub('', title)}](<{picture}>){{width=48}} " if picture else ""
    return f"- {shown}{link_to(url, title)}" + (f"：{text}" if text else "")


def _first(item: Mapping[str, Any], keys: Sequence[str]) -> str:
    return next((" ".join(str(item[key]).split()) for key in keys if item.get(key) is not None), "")
