"""Dates without a zone are wall clock in the site's zone."""

from datetime import UTC, datetime

import pytest

from generator.core.clock import aware, display, instant, zone_of

ENDS = [
    datetime(1, 1, 1),
    datetime(9999, 12, 31, 23, 59, 59),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
]
ZONES = ["Asia/Shanghai", "America/New_York", "UTC", "+14:00", "-12:00", "Pacific/Kiritimati", "GMT+5:30"]


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("date", ENDS)
def test_no_date_overflows(name, date):
    zone = zone_of(name)
    made = aware(date, zone)
    assert made.tzinfo is not None
    assert len(made.isoformat().rpartition("+")[2].rpartition("-")[2]) == 5, "an offset has no seconds"
    assert isinstance(instant(date, zone), float)
    assert display(made)


def test_wall_clock():
    zone = zone_of("", "zh-Hans")
    assert aware(datetime(2021, 5, 1, 9), zone).isoformat() == "2021-05-01T09:00:00+08:00"
    assert aware(datetime(2021, 5, 1, 20, tzinfo=UTC), zone).isoformat() == "2021-05-02T04:00:00+08:00"
    assert aware(datetime(1988, 7, 1), zone).isoformat() == "1988-07-01T00:00:00+09:00", "China had summer time then"


def test_defaults():
    assert str(zone_of("", "zh-Hans")) == "Asia/Shanghai"
    assert str(zone_of("", "zh-Hant")) == "Asia/Taipei"
    assert zone_of("", "en") is UTC


@pytest.mark.parametrize("name", ["Asia/Beijing", "../etc", "/etc/passwd", "Asia", "25", "+8:99", "\0"])
def test_no_such_zone(name):
    with pytest.raises(ValueError):
        zone_of(name)
