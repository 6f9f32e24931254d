"""Dates in the names of an article's pictures, for texts of programs that write none: Typora, Yuque, Obsidian."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from generator.author.inlines import inlines
from generator.core.draft import Classified
from generator.core.errors import Text
from generator.core.texts import lines_before
from generator.readers.dates import CHINA, date_of

EMBEDDED = re.compile(r"!\[\[([^\[\]\n]+)")
"""A picture of Obsidian."""
DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?=[-_. T]|\d{6}|\Z)")
"""`image-20210801123456789.png`, `Pasted image 20230501101010.png`, `Snipaste_2021-08-01_12-00-00.png`."""
MOMENT = re.compile(r"(?<!\d)(1[0-9]\d{11})(?=[-_.])")
"""Milliseconds since 1970: `…/yuque/0/2022/png/123/1650000000000-abc.png`."""


def day_of_pictures(body: str, first: int) -> tuple[datetime, Classified] | None:
    """The earliest day in the names of the pictures of `body`, which begins on line `first`; None if they have none."""
    before = lines_before(body)
    found = [
        (day, first + before(at))
        for url, at in _pictures(body)
        if (day := _day(re.split(r"[/\\]", url.partition("#")[0])[-1]))
    ]
    if not found:
        return None
    day, line = min(found)
    why = Text("图片名里最早的一天", "the earliest day in names of pictures")
    return day, Classified(line, "date", str(day.date()), 0.4, why)


def _pictures(body: str) -> Iterator[tuple[str, int]]:
    """The address of each picture, and its place."""
    for one in inlines(body):
        if one.kind == "picture":
            yield one.url, one.start
        elif one.kind == "tag" and one.text[:4].lower() == "<img":
            yield from ((url, at) for name, url, at, _ in one.attributes if name == "src")
    yield from ((found[1], found.start()) for found in EMBEDDED.finditer(body))


def _day(name: str) -> datetime | None:
    if found := MOMENT.search(name):
        return (
            datetime.fromtimestamp(int(found[1]) / 1000, UTC)
            .astimezone(CHINA)
            .replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        )
    found = DAY.search(name)
    return date_of("-".join(found.groups())) if found else None
