"""Reads dates as authors write them: `1998-11-11`, `前221`, `康熙六十一年`, `1869–1936`, `2013至今`."""

import re
from datetime import date

from generator.core.when import Day, When
from generator.glossary.eras import ERAS, year_of

BEFORE = r"(?P<before>(?:公元)?前\s*)?(?:公元\s*)?"
NUMBERS = re.compile(
    BEFORE + r"(?P<year>\d{1,4})(?P<after>\s*BCE?)?"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|\s*年(?:\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日)?)?)?",
    re.ASCII | re.IGNORECASE,
)
ERA = re.compile(rf"(?P<era>{'|'.join(ERAS)})\s*(?P<number>元|\d{{1,3}}|[〇零一二三四五六七八九十百廿卅]{{1,5}})\s*年")
SPAN = re.compile(r"\s*(?:/|–|—+|~|～|至|到)\s*|(?<=\d{4})-(?=\d{4}\Z)")
LASTING = ("", "今", "present")


def when_of(text: str) -> When | None:
    """The date or span; None if it cannot be read, or ends before it begins."""
    text = " ".join(text.split())
    first, *rest = SPAN.split(text, maxsplit=1)
    begin = _day(first)
    if begin is None:
        return None
    era = ERA.search(text) is not None
    if not rest:
        return When(text, begin, era=era)
    if rest[0] in LASTING:
        return When(text, begin, open=True, era=era)
    end = _day(rest[0])
    if end is None or (end.end <= begin.position):
        return None
    return When(text, begin, end, era=era)


def _day(text: str) -> Day | None:
    if era := ERA.fullmatch(text):
        year = year_of(era["era"], era["number"])
        return Day(year) if year else None
    found = NUMBERS.fullmatch(text)
    if not found or (found["before"] and found["after"]):
        return None
    year = int(found["year"])
    month, day = (int(found[one] or found[other] or 0) for one, other in (("month", "m"), ("day", "d")))
    if not year or not _exists(year, month, day, written=found["month"] or found["m"], told=found["day"] or found["d"]):
        return None
    return Day(1 - year if found["before"] or found["after"] else year, month, day)


def _exists(year: int, month: int, day: int, *, written: str | None, told: str | None) -> bool:
    """Whether the month and day exist; `written` and `told` are their texts, None if absent."""
    if (written and not month) or (told and not day):
        return False
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True
