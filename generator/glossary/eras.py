"""Years counted by eras (年号), as sources of Chinese history do."""

from generator.core.tables import lines

ERAS = {name: (int(first), int(last)) for name, first, last in map(str.split, lines("eras.txt"))}
"""Name → first and last year."""
DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}


def year_of(era: str, number: str) -> int | None:
    """The year: `康熙`, `六十一` → 1722; None if there is no such era, or it had no such year."""
    first, last = ERAS.get(era, (0, 0))
    counted = 1 if number == "元" else int(number) if number.isdecimal() else chinese_number(number)
    return first + counted - 1 if first and counted and first + counted - 1 <= last else None


def chinese_number(text: str) -> int:
    """A number below 200 in Chinese: `六十一`, `廿三`, `一百一十`; 0 if it is none."""
    hundreds, mark, rest = text.replace("廿", "二十").replace("卅", "三十").rpartition("百")
    total = 100 * DIGITS.get(hundreds, 0) if mark else 0
    tens, mark, ones = rest.removeprefix("零").rpartition("十")
    if any(part and part not in DIGITS for part in (tens, ones)):
        return 0
    return total + (10 * DIGITS.get(tens, 1) if mark else 0) + DIGITS.get(ones, 0)
