"""Time zones. A date without a zone is local time in the site's zone, wherever the site is built."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

DEFAULT_ZONES = {
    "zh-Hans": "Asia/Shanghai",
    "zh-Hant": "Asia/Taipei",
    "zh-Hant-TW": "Asia/Taipei",
    "zh-Hant-HK": "Asia/Hong_Kong",
}
"""Language of a site → its default zone. Other languages have UTC."""
OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=8)
def zone_of(name: str, language: str = "") -> tzinfo:
    """The zone called `name`, an IANA name or an offset; if empty, the default of `language`.

    Raises ValueError for an unknown zone.
    """
    name = name.strip() or DEFAULT_ZONES.get(language, "UTC")
    if name.upper() in ("UTC", "GMT", "Z"):
        return UTC
    if found := OFFSET.fullmatch(name):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-offset if found[1] == "-" else offset)
    from zoneinfo import ZoneInfo  # not needed if the zone is an offset

    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError; OSError: `Asia` is a folder
        raise ValueError(name) from error


def zone_names() -> tuple[str, ...]:
    """The IANA names known to this system."""
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


def aware(date: datetime, zone: tzinfo) -> datetime:
    """`date` converted to `zone`, with a fixed offset. A date without a zone is local time in `zone` already.

    The offset is rounded to minutes, as RFC 3339 has no seconds there. A date at the limits of `datetime`, which
    cannot be converted, keeps its own offset.
    """
    try:
        local = date if date.tzinfo is None else date.astimezone(zone)
        offset = local.replace(tzinfo=zone).utcoffset() or timedelta()
    except OverflowError:
        offset = date.utcoffset() or timedelta()
    fixed = _fixed(offset)
    if date.tzinfo is None:
        return date.replace(tzinfo=fixed)
    try:
        return date.astimezone(fixed)
    except OverflowError:
        return date


@lru_cache(maxsize=256)
def _fixed(offset: timedelta) -> timezone:
    return timezone(timedelta(minutes=round(offset.total_seconds() / 60)))


def in_utc(date: datetime, zone: tzinfo) -> datetime:
    """`date` in UTC. A date at the limits of `datetime`, which cannot be converted, keeps its wall clock."""
    known = aware(date, zone)
    try:
        return known.astimezone(UTC)
    except OverflowError:
        return known.replace(tzinfo=UTC)


def instant(date: datetime, zone: tzinfo) -> float:
    """`date` in seconds since the epoch. Unlike `datetime.timestamp`, works for every date that Python can hold."""
    return (aware(date, zone) - EPOCH).total_seconds()


def display(date: datetime) -> str:
    """`date` for messages: `2024-05-01 08:30 +08:00`."""
    offset = date.strftime("%z")
    return f"{date.isoformat(' ', 'minutes')[:16]}{f' {offset[:3]}:{offset[3:5]}' if offset else ''}"
