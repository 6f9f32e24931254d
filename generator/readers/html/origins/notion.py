"""Notion's HTML export."""

import re
from datetime import datetime

from bs4 import BeautifulSoup, Tag

from generator.core.tables import keys
from generator.readers.dates import date_in, date_of
from generator.readers.html.origins.origin import Origin

KEYS = keys("notion.txt")
COMMA = re.compile(r"\s*[,，、]\s*")


def tidy(tree: BeautifulSoup, origin: Origin) -> None:
    """Properties, callouts, formulas, bookmarks and to-do lists."""
    title = tree.select_one("h1.page-title")
    if title is not None:
        origin.title = title.get_text(strip=True)
        title.decompose()
    for row in tree.select("table.properties tr"):
        _property(row, origin)
    for icon in tree.select(".page-header-icon, .icon"):
        icon.decompose()
    for callout in tree.select("figure.callout"):
        callout.name = "blockquote"
    for mark in tree.select("figure.equation, span.notion-text-equation-token, .katex"):
        tex = mark.select_one("annotation[encoding='application/x-tex']")
        if not mark.decomposed and tex is not None:
            said = tex.get_text().strip()
            mark.replace_with(origin.placeholder(f"$$\n{said}\n$$" if mark.name == "figure" else f"${said}$"))
    for card in tree.select("figure a.bookmark"):
        name = card.select_one(".bookmark-title")
        card.string = name.get_text(strip=True) if name else str(card.get("href"))
    for box in tree.select("ul.to-do-list li"):
        done = box.select_one(".checkbox-on") is not None
        for sign in box.select(".checkbox"):
            sign.decompose()
        box.insert(0, origin.placeholder("[x] " if done else "[ ] "))


def _property(row: Tag, origin: Origin) -> None:
    name, value = row.find("th"), row.find("td")
    if not isinstance(name, Tag) or not isinstance(value, Tag):
        return
    key = KEYS.get(name.get_text(strip=True).lower(), "")
    said = value.get_text(" ", strip=True)
    if key == "tags":
        origin.tags = [tag.get_text(strip=True) for tag in value.select(".selected-value")] or COMMA.split(said)
    elif key in ("date", "updated"):
        setattr(origin, key, day(said) or getattr(origin, key))
    elif key == "author":
        origin.author = said
    elif key == "source":
        origin.address = said
    else:
        return
    row.decompose()


def day(written: str) -> datetime | None:
    """A date as Notion writes it: of a range the first, without its time zone."""
    bare = re.sub(r"\s*\((?:GMT|UTC)[^)]*\)\s*$|^@", "", written.split("→", maxsplit=1)[0]).strip()
    return date_of(bare) or date_in(bare)
