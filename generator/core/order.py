"""Natural sort order: 2 before 10, 第二 before 第十."""

from generator.core.patterns import late

NUMBER = late(r"(\d+)|([零〇一二三四五六七八九十百千两]+)")
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that compares numbers in names by value."""
    key: list[tuple[int, int, str]] = []
    last = 0
    for found in NUMBER.finditer(name):
        key += [(1, 0, name[last : found.start()])] if found.start() > last else []
        key.append((0, int(found[1][:18]) if found[1] else _value(found[2]), found[0]))
        last = found.end()
    return (*key, *([(1, 0, name[last:])] if last < len(name) else []))


def _value(numeral: str) -> int:
    """The value of a Chinese numeral below ten thousand: 二十三, 一百零五, 二〇一九."""
    if not any(char in UNITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral[:18]))
    total = digit = 0
    for char in numeral:
        if char in UNITS:
            total, digit = total + (digit or 1) * UNITS[char], 0
        else:
            digit = DIGITS[char]
    return total + digit
