"""Dates of entries: years before our era, eras, spans; what cannot be read is refused."""

import pytest

from generator.core.when import Day
from generator.glossary.eras import ERAS, chinese_number
from generator.glossary.when import when_of


@pytest.mark.parametrize(
    ("text", "first", "last", "goes_on"),
    [
        ("1998", "1998", None, False),
        ("1998-11", "1998-11", None, False),
        ("1998-11-11", "1998-11-11", None, False),
        ("1998年11月1日", "1998-11-01", None, False),
        ("公元前221年", "-0220", None, False),
        ("前1", "0000", None, False),
        ("221 BCE", "-0220", None, False),
        ("公元618年", "0618", None, False),
        ("618", "0618", None, False),
        ("前551–前479", "-0550", "-0478", False),
        ("前27 至 14", "-0026", "0014", False),
        ("1869-1936", "1869", "1936", False),
        ("1869/1936-10-19", "1869", "1936-10-19", False),
        ("2013至今", "2013", None, True),
        ("2018-09-30/", "2018-09-30", None, True),
        ("康熙六十一年", "1722", None, False),
        ("贞观元年", "0627", None, False),
        ("光绪三十四年", "1908", None, False),
        ("民国38年", "1949", None, False),
        ("万历四十八年至崇祯十七年", "1620", "1644", False),
    ],
)
def test_what_is_read(text, first, last, goes_on):
    found = when_of(text)
    assert (found.first.iso(), found.last and found.last.iso(), found.open) == (first, last, goes_on)
    assert found.era is ("年" in text and not text[0].isdecimal() and "公元" not in text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "昨天",
        "1998-13",
        "1998-02-30",
        "1998-00",
        "前221 BCE",
        "康熙六十二年",
        "康熙年",
        "某某三年",
        "1936/1869",
        "前1–前2",
        "12345",
        "/1998",
        "1998/?",
    ],
)
def test_what_is_refused(text):
    assert when_of(text) is None


def test_positions_follow_the_order_of_time():
    days = [Day(-220), Day(0), Day(1), Day(1998), Day(1998, 2), Day(1998, 2, 3), Day(1998, 12, 31), Day(1999)]
    assert [day.position for day in days] == sorted({day.position for day in days})
    assert all(day.end > day.position for day in days)


def test_eras_are_in_order_and_whole():
    assert all(0 < first <= last for first, last in ERAS.values())
    assert [first for first, _ in ERAS.values()] == sorted(first for first, _ in ERAS.values())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("九", 9),
        ("十", 10),
        ("十七", 17),
        ("二十", 20),
        ("六十一", 61),
        ("廿三", 23),
        ("一百一十", 110),
        ("百", 0),
        ("甲", 0),
    ],
)
def test_numbers(text, number):
    assert chinese_number(text) == number
