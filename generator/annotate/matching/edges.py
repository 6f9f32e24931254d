"""Latin and digit boundaries: no AI in EMAIL, no C2B in B2C2B, no C in C++, nothing inside a URL.

Texts are folded: lower case, accents as separate combining characters.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from generator.annotate.normalize import Folded
from generator.core.patterns import late

URL_CHAR = "[!-~／：．－＿＆＝＃％＋～＠０-９Ａ-Ｚａ-ｚ]"
"""URL characters, full-width ones included; a full-width comma and the like end a URL."""
ADDRESS = late(rf"(?:https?|ftp|ｈｔｔｐｓ?)[:：](?://|／／){URL_CHAR}+|(?:www|ｗｗｗ)[.．]{URL_CHAR}+", re.IGNORECASE)
ACCENT = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]")
FIRST_EAST_ASIAN = "\u2e80"
UNITS = frozenset(
    "nm um μm mm cm dm km pm mg kg ml dl kwh mwh gwh twh wh kw mw gw kv mv ma ah mah hz khz mhz ghz thz bit kb mb gb tb "
    "pb eb kbps mbps gbps bps fps db dbm ev kev mev gev tev pa kpa mpa gpa kj mj kcal cal lm lx ppm ppb rpm px pt em dpi "
    "ppi tops tflops gflops pflops flops ms us ns min mol mmol msv sv gy bq kn nits nit qps tps iops mah/g kwh/kg".split()
)
NUMBER_BEFORE = re.compile(r"(?<![a-z0-9.])[0-9]+(?:[.,][0-9]+)*$")
INFLECTION = re.compile(r"['’]?s(?![a-z0-9_@])")
HYPHEN_BEFORE = re.compile(r"[a-z0-9]-$")
HYPHEN_AFTER = re.compile(r"-[a-z0-9]")
WORD_START = re.compile(r"[a-z0-9]+")
WORD_END = re.compile(r"[a-z0-9]+$")
JOINING = "_@"
"""Characters that join a token to whatever is adjacent."""
LINKING = ".&'’"
"""Characters that join letters on both sides into one token: `Node.js`, `R&D`, `don't`."""


def find_addresses(folded: Folded) -> list[tuple[int, int]]:
    """Ranges of URLs in the written text. Folding would make `，`, which ends a URL, the same as `,`."""
    if "://" not in folded.text and "www." not in folded.text:
        return []
    return [found.span() for found in ADDRESS.finditer(folded.written)]


def in_address(folded: Folded, addresses: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether `folded.text[start:end]` overlaps one of `addresses`. Always false between East Asian characters."""
    if not addresses or (folded.text[start] >= FIRST_EAST_ASIAN and folded.text[end - 1] >= FIRST_EAST_ASIAN):
        return False
    place = folded.original(start, end)
    return place is not None and _touches(addresses, *place)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is not part of a longer Latin word, number or token."""
    if text[start] >= FIRST_EAST_ASIAN and text[end - 1] >= FIRST_EAST_ASIAN:
        return not ACCENT.match(text, end)
    return (_left(text, start) or _measures(text, start, end)) and (_right(text, end) or is_inflected(text, start, end))


def is_inflected(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is followed by a plural or possessive `s`: `GPUs`, `GPU's`."""
    return (
        end - start > 1
        and text[end - 1].isalpha()
        and text[end - 1] < FIRST_EAST_ASIAN
        and INFLECTION.match(text, end) is not None
    )


def is_hyphenated(text: str, written: str, start: int, end: int) -> bool:
    """Whether `text[start:end]`, in the text as `written`, is part of a hyphenated name: a single letter (`R-CNN`) or a
    lower-case word (`vue-router`).
    """
    before = HYPHEN_BEFORE.search(text, max(0, start - 2), start) if text[start] < FIRST_EAST_ASIAN else None
    after = HYPHEN_AFTER.match(text, end) if text[end - 1] < FIRST_EAST_ASIAN else None
    if before is None and after is None:
        return False
    own = text[start:end]
    runs = [WORD_START.match(own) if before else None, WORD_END.search(own) if after else None]
    lower = written.islower() and written.isascii()
    return lower or any(run is not None and len(run[0]) == 1 for run in runs)


def _measures(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a unit right after a number: `7nm`, `100kWh`."""
    number = NUMBER_BEFORE.search(text, max(0, start - 12), start)
    return number is not None and text[start:end] in UNITS


def _touches(addresses: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one of `addresses`, sorted and disjoint, overlaps `start:end`."""
    before = bisect_left(addresses, (end, 0))
    return before > 0 and addresses[before - 1][1] > start


def _left(text: str, start: int) -> bool:
    if not start or text[start] >= FIRST_EAST_ASIAN:
        return True
    before = text[start - 1]
    if not _is_letter(text[start]):
        return not (text[start] in LINKING and _is_letter(before))
    if _is_letter(before) or before in JOINING:
        return False
    return not (before in LINKING and start > 1 and _is_letter(text[start - 2]))


def _right(text: str, end: int) -> bool:
    after = text[end : end + 2]
    if not after:
        return True
    if ACCENT.match(after):
        return False
    if text[end - 1] >= FIRST_EAST_ASIAN or not _is_letter(text[end - 1]):
        return True
    if _is_letter(after[0]) or after[0] in JOINING or after[0] == "#" or after == "++":
        return False
    return not (after[0] in LINKING and _is_letter(after[1:]))


def _is_letter(char: str) -> bool:
    """Whether this is a letter or digit of a script that separates words by spaces."""
    return char < FIRST_EAST_ASIAN and char.isalnum()
