"""Finds quotations in raw texts."""

import re

from generator.core.errors import Text
from generator.readers.plain.patterns import BULLET, CLOSING, FIRST_PERSON, NUMBERED, OPENING, QUOTED, SPEAKS
from generator.readers.plain.reading import Reading


def quotation(reading: Reading) -> None:
    """Quotations that stand as paragraphs of their own.

    The paragraph before ends in a colon and has a verb of speaking. The paragraph after it is quoted, and so are the
    following ones that say I, we or you outside of quotation marks. A quotation that begins with a quotation mark
    ends with the closing one.
    """
    free = set(reading.free())
    for number in sorted(free):
        text = reading.text(number)
        clause = re.split(r"[。！？!?；;]", text[:-1])[-1]
        if (
            number in reading.classified
            or text[-1:] not in "：:"
            or not SPEAKS.search(clause)
            or number + 1 not in free
        ):
            continue
        if BULLET.match(reading.text(number + 1)) or NUMBERED.match(reading.text(number + 1)):
            continue
        _quote_from(reading, number + 1, free)


def _quote_from(reading: Reading, first: int, free: set[int]) -> None:
    why = Text("上一段以冒号引出", "announced by a colon")
    opening = reading.text(first)[:1]
    if opening and opening in OPENING:
        for number in range(first, min(first + 12, len(reading.paragraphs))):
            if number not in free:
                return
            reading.take(number, "quote", 0.95, why)
            if reading.text(number).rstrip("。，,.")[-1:] in tuple(CLOSING):
                return
            if not reading.text(number + 1).startswith(opening):
                return
        return
    spoken = _is_spoken(reading.text(first))
    reading.take(first, "quote", 0.85 if spoken else 0.7, why)
    number = first + 1
    while spoken and number in free and _is_spoken(reading.text(number)) and not _is_announcing(reading.text(number)):
        reading.take(
            number, "quote", 0.7, Text("仍是第一人称或对听众说话", "still speaks as I or we, or to an audience")
        )
        number += 1


def _is_spoken(text: str) -> bool:
    """Whether the text says I, we or you outside of quotation marks."""
    return FIRST_PERSON.search(QUOTED.sub("", text)) is not None


def _is_announcing(text: str) -> bool:
    return text[-1:] in "：:" and SPEAKS.search(re.split(r"[。！？!?；;]", text[:-1])[-1]) is not None
