"""Moments: dates without a zone are wall clock in the site's zone, wherever the site is built."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

DEFAULTS = {
    "zh-Hans": "Asia/Shanghai",
    "zh-Hant": "Asia/Taipei",
    "zh-Hant-TW": "Asia/Taipei",
    "zh-Hant-HK": "Asia/Hong_Kong",
}
"""Language of a site → the zone of its clock; UTC for all others."""
OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=8)
def zone_of(name: str, language: str = "") -> tzinfo:
    """The zone `name`: an IANA name or an offset; that of `language` where it is empty. Raises ValueError."""
    name = name.strip() or DEFAULTS.get(language, "UTC")
    if name.upper() in ("UTC", "GMT", "Z"):
        return UTC
    if found := OFFSET.fullmatch(name):
        away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-away if found[1] == "-" else away)
    from zoneinfo import ZoneInfo  # a site whose zone is an offset does not need it

    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError; a folder of zones is no file
        raise ValueError(name) from error


def zone_names() -> tuple[str, ...]:
    """The IANA names that this system knows."""
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


def aware(date: datetime, zone: tzinfo) -> datetime:
    """`date` on the clock of `zone`, with its offset there.

    A date without a zone is wall clock there already. The offset has no seconds, which RFC 3339 cannot write. A date
    that would fall out of what Python can hold keeps the offset that it has.
    """
    try:
        away = (date if date.tzinfo is None else date.astimezone(zone)).replace(tzinfo=zone).utcoffset() or timedelta()
    except OverflowError:
        away = date.utcoffset() or timedelta()
    fixed = timezone(timedelta(minutes=round(away.total_seconds() / 60)))
    if date.tzinfo is None:
        return date.replace(tzinfo=fixed)
    try:
        return date.astimezone(fixed)
    except OverflowError:
        return date


def instant(date: datetime, zone: tzinfo) -> float:
    """`date` in seconds since the epoch; of any date that Python can hold."""
    return (aware(date, zone) - EPOCH).total_seconds()


def said(date: datetime) -> str:
    """`date` as a message names it: `2024-05-01 08:30 +08:00`."""
    offset = date.strftime("%z")
    return f"{date.isoformat(' ', 'minutes')[:16]}{f' {offset[:3]}:{offset[3:5]}' if offset else ''}"
