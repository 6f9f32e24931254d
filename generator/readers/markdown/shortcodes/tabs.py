"""Tabs of Hexo's and Hugo's themes: how they are written, and the `=== "title"` of MkDocs that they become.

Sources: VuePress Theme Hope "Tabs"; NexT "Tabs", Butterfly "Tabs"; Hugo Book and Relearn `tabs`/`tab`, Docsy `tabpane`/`tab`, Hextra `tabs items=`.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.core.patterns import late

GROUPS = frozenset(("tabs", "subtabs", "subsubtabs", "tabpane", "tabgroup"))
TABS = frozenset(("tab", "tabitem"))
COMMENT = late(r"<!--[ \t]*(?P<end>end)?tab\b[ \t]*(?P<title>[^<>]*?)[ \t]*-->", re.IGNORECASE)
"""Hexo's tab, and its end, within `{% tabs %}`."""
CONTAINER = late(r"(?P<indent>[ \t]*)(?P<colons>:{3,})[ \t]*(?:code-)?tabs\b[^\n]*")
"""The beginning of VuePress's tabs: `::: tabs`, `::: code-tabs#shell`."""
AT = late(r"(?P<indent>[ \t]*)@tab(?::active)?\b[ \t]*(?P<title>.*?)[ \t]*(?:#[\w-]+)?[ \t]*")
INDENT = "    "
ICON = re.compile(r"@.*")


class Group(Struct):
    """Tabs of which a reader sees one at a time."""

    name: str
    titles: list[str]
    """The titles that the group gives to its tabs."""
    depth: int
    """Number of boxes around the group."""
    count: int = 0
    """Tabs so far."""
    colons: str = ""
    """What ends a group of VuePress."""


def group(args: Mapping[str, str], depth: int, colons: str = "") -> Group:
    """The group that a tag with these arguments, or a line of VuePress with these `colons`, opens."""
    name, _, _ = args.get("0", "").partition(",")
    return Group(
        name.strip(), [one.strip() for one in args.get("items", "").split(",") if one.strip()], depth, colons=colons
    )


def heading(inside: Group | None, title: str, *, inline: bool) -> str:
    """The line `=== "title"` of the next tab of a group, or of a tab without one. `inline` if the line holds a tab already:
    a box must begin on a line of its own, so the title is text within the box before.
    """
    number = 0
    if inside:
        number, inside.count = inside.count, inside.count + 1
    said = ICON.sub("", title).strip().replace('"', "”")
    if not said and inside and number < len(inside.titles):
        said = inside.titles[number]
    if not said:
        said = f"{inside.name if inside else ''} {number + 1}".strip()
    return f"<br>**{said}**<br>" if inline else f'==={"" if number else "!"} "{said}"'


def title_of(args: Mapping[str, str]) -> str:
    """The title among the arguments of a tag."""
    named = (args.get(key, "") for key in ("title", "name", "header", "label", "tabname", "tabName"))
    return next(filter(None, named), "") or args.get("0", "")
