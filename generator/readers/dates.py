"""Dates as authors, editors and web pages write them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from generator.core.patterns import late

DATE = re.compile(
    r"(?P<year>\d{4})\s*(?:[-/.年])\s*(?P<month>\d{1,2})\s*(?:[-/.月])\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[T\s]*(?:(?P<half>上午|下午|晚上|中午|凌晨|早上)\s*)?(?P<hour>\d{1,2})\s*[:：时点]\s*(?P<minute>\d{1,2})?\s*分?"
    r"(?:[:：]?\s*(?P<second>\d{1,2})(?:[.,](?P<part>\d{1,9}))?\s*秒?)?(?:\s*(?P<english>[AP]M)(?![A-Za-z]))?)?"
    r"\s*(?P<zone>Z|UTC|GMT|CST|[+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ENGLISH = late(
    r"(?:[a-z]{3,9}\.?,?\s+)?(?:(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?|(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month2>[a-z]{3,9})\.?),?"
    r"\s+(?P<year>\d{4})(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>[ap]m)?"
    r"\s*(?:GMT(?=[+-]))?(?P<zone>Z|UTC|GMT|CST|[+-]\d{1,2}(?::?\d{2})?)?(?:\s*\([^()]*\))?)?",
    re.IGNORECASE,
)
"""`May 1, 2021 8:30 AM`, `Sat, 01 May 2021 08:30:00 +0800`, `Sat May 01 2021 08:30:00 GMT+0800 (…)`."""
ZONE_NAME = re.compile(r"\[[A-Za-z_/+-]+\]\Z")
"""The name of a zone behind its offset: `2021-05-01T08:30+08:00[Asia/Shanghai]`."""
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
ZONE = re.compile(r"([+-])(\d{1,2}):?(\d{2})?\Z")
CHINA = timezone(timedelta(hours=8))


def date_of(written: str) -> datetime | None:
    """The date that `written` consists of, with its zone if one is given; None if it is not a valid date.

    `2019-01-15`, `2019/1/15`, `2019.1.15`, `20190115`, `2019-01-15 10:00:00 +0800`, `2019-01-15T10:00:00.5Z`,
    `2019年1月15日 下午3:20`, `May 1, 2021`, `Sat, 01 May 2021 08:30:00 +0800`. CST means China Standard Time.
    """
    written = ZONE_NAME.sub("", written.strip().strip("“”"))  # an input method's quotation marks
    if found := COMPACT.match(written):
        return _made({"year": found[1], "month": found[2], "day": found[3]})
    match = DATE.match(written)
    if match and match.end() == len(written):
        return _made(match.groupdict())
    return _made(_translated(found.groupdict())) if (found := ENGLISH.fullmatch(written)) else None


def _translated(parts: dict[str, str | None]) -> dict[str, str | None]:
    """The parts of an English date with the number of its month; 0 for a word that is no month."""
    name = (parts["month"] or parts["month2"] or "")[:3].lower()
    number = MONTHS.index(name) + 1 if name in MONTHS else 0
    return {**parts, "month": str(number), "day": parts["day"] or parts["day2"]}


def date_in(text: str) -> datetime | None:
    """The first date in `text`."""
    return next(dates_in(text), None)


def dates_in(text: str) -> Iterator[datetime]:
    """The dates in `text`."""
    return (made for match in DATE.finditer(text) if (made := _made(match.groupdict())))


def _made(parts: dict[str, str | None]) -> datetime | None:
    def number(name: str) -> int:
        return int(parts.get(name) or 0)

    hour = number("hour")
    half = (parts.get("half") or parts.get("english") or "").lower()
    if half in ("下午", "晚上", "pm") and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    micro = int((parts.get("part") or "0")[:6].ljust(6, "0"))
    try:
        return datetime(
            number("year"),
            number("month"),
            number("day"),
            hour,
            number("minute"),
            number("second"),
            micro,
            tzinfo=_zone(parts.get("zone")),
        )
    except ValueError:
        return None


def _zone(written: str | None) -> timezone | None:
    """The zone, or None if none is written. Raises ValueError for an offset of 24 hours or more."""
    if not written:
        return None
    if found := ZONE.match(written):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-offset if found[1] == "-" else offset)
    return CHINA if written.upper() == "CST" else UTC
