"""The timeline, `timeline.html`: entries by when they were, and dated definitions; a picture, and all of it in a table."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from generator.core.entry import Type
from generator.core.library import EntryView, Library
from generator.core.markup import TAG
from generator.core.page import Context, Page
from generator.core.when import Day
from generator.site.pages.paging import Part, parts
from generator.site.pages.views import GLOSSARY, first_block, frame, has_timeline, truncate

PER_PAGE = 200
WIDTH, LANE, BAR, DOT = 1000, 14, 8, 10
"""Of the picture, in units of its view box; its width is stretched to the page's."""
GAP = 6
TICKS = 8
"""At most so many, so that their labels do not touch on a phone either: every second is labelled there."""
STEPS = (1, 3, 6, *(12 * factor * 10**power for power in range(5) for factor in (1, 2, 5)))
"""Months from one tick to the next."""
MEANING = 80
"""Length of the text in the table, in code points."""


class Moment(NamedTuple):
    """One line of the timeline."""

    said: str
    """Its time as the author wrote it, with the year of an era."""
    machine: str
    """The same in ISO 8601, if HTML can express it."""
    name: str
    url: str
    type: Type
    text: str
    first: float
    last: float
    """In years."""
    meaning: bool = False
    """Whether it is a dated definition."""


class Bar(NamedTuple):
    """A moment in the picture."""

    x: float
    y: int
    width: float
    name: str
    said: str
    type: Type


class Tick(NamedTuple):
    """A mark on the scale."""

    x: float
    label: str
    """Its year, or month: `2018`, `2018-03`, `-220` (ISO 8601: 221 BCE)."""


class Picture(NamedTuple):
    """The picture of a page of the timeline."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int
    first: str
    last: str
    """Labels of its ends."""


def timeline(library: Library) -> Iterator[Page]:
    """The timeline, on as many pages as needed; nothing if no entry says when it was."""
    if not has_timeline(library):
        return
    found = sorted(moments(library), key=lambda one: (one.first, one.last, one.name))
    for part in parts("timeline.html", found, PER_PAGE):
        yield Page(
            part.url, "timeline", "timeline.html", Context(partial(_context, library, part)), listed=part.number == 1
        )


def moments(library: Library) -> Iterator[Moment]:
    """All lines, in no order. What goes on ends with the latest moment known, as no page may depend on the day of the
    build.
    """
    views = library.entries.values()
    latest = max(
        [(view.entry.when.last or view.entry.when.first).end for view in views if view.entry.when]
        + [_since(dated.since).end for view in views for dated in view.dated]
    )
    for view in views:
        if when := view.entry.when:
            last = latest if when.open else (when.last or when.first).end
            yield Moment(
                f"{when.written}（{when.years}）" if when.era else when.written,
                _machine(when.first) if not when.last else "",
                view.entry.name,
                view.url,
                view.entry.type,
                truncate(view.text, MEANING),
                when.first.position,
                max(last, when.first.end),
            )
        yield from _meanings(view)


def _meanings(view: EntryView) -> Iterator[Moment]:
    for dated in view.dated:
        day = _since(dated.since)
        text = truncate(TAG.sub("", first_block(dated.text)), MEANING)
        yield Moment(
            dated.since,
            dated.since,
            view.entry.name,
            view.url,
            view.entry.type,
            text,
            day.position,
            day.end,
            meaning=True,
        )


def _since(written: str) -> Day:
    return Day(*map(int, written.split("-")))


def _machine(day: Day) -> str:
    return day.iso() if day.year > 0 else ""


def picture(found: Sequence[Moment]) -> Picture:
    """The moments as bars in as few lanes as they need, in the order of time."""
    begin, end = min(one.first for one in found), max(one.last for one in found)
    scale = WIDTH / (end - begin)
    lanes: list[float] = []
    bars = []
    for one in found:
        width = max(DOT, round((one.last - one.first) * scale, 1))
        x = min(round((one.first - begin) * scale, 1), WIDTH - width)
        lane = next((number for number, taken in enumerate(lanes) if taken <= x), len(lanes))
        lanes[lane : lane + 1] = [x + width + GAP]
        bars.append(Bar(x, lane * LANE + (LANE - BAR) // 2, width, one.name, one.said, one.type))
    return Picture(
        tuple(bars), ticks(begin, end), len(lanes) * LANE, found[0].said, max(found, key=lambda one: one.last).said
    )


def ticks(begin: float, end: float) -> tuple[Tick, ...]:
    """The scale from `begin` to `end`, in years: the smallest of STEPS that needs no more than TICKS."""
    first, last = begin * 12, end * 12
    step = next(step for step in STEPS if (last - first) / step <= TICKS or step == STEPS[-1])
    months = range(-int(-first // step) * step, int(last // step) * step + 1, step)
    return tuple(Tick(round((at - first) / (last - first) * WIDTH, 1), _label(at, step)) for at in months)


def _label(month: int, step: int) -> str:
    year, rest = divmod(month, 12)
    return str(year) if step % 12 == 0 else Day(year, rest + 1).iso()


def _context(library: Library, part: Part[Moment]) -> Mapping[str, object]:
    return frame(
        library,
        moments=tuple(part.items),
        picture=picture(part.items),
        number=part.number,
        pages=part.pages,
        crumbs=(GLOSSARY,),
    )
