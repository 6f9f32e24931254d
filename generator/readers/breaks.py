"""Line breaks in the source of Chinese text: whether they mean a space."""

import re
from bisect import bisect

SPACELESS = tuple(
    "\u2e80\u3040\u3041\u3130\u31a0\u4dc0\u4e00\ua000\uf900\ufb00\ufe10\ufe20\ufe30\ufe50\uff01\uff61\uffe0\uffe7"
    "\U00020000\U0003fffe"
)
"""Scripts without spaces between words: Han, kana, full-width punctuation; not Hangul. Ranges as in `within`."""
FULLWIDTH_SIGN = re.compile(
    "[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60]"
)
SHARED_SIGN = frozenset("“”‘’—…·")
"""Punctuation shared by Chinese and Latin scripts. It counts as Chinese next to Chinese."""


def joins(before: str, after: str) -> bool:
    """Whether a line break between these two characters is removed (CSS Text 4, segment break transformation).

    It is removed between two characters of scripts without spaces, and next to full-width punctuation.
    """
    if FULLWIDTH_SIGN.match(before) or FULLWIDTH_SIGN.match(after):
        return bool(before.strip() and after.strip())
    one, other = within(before, SPACELESS), within(after, SPACELESS)
    return bool((one and (other or after in SHARED_SIGN)) or (other and before in SHARED_SIGN))


def within(char: str, ranges: tuple[str, ...]) -> bool:
    """Whether `char` is in one of the half-open ranges whose starts and ends alternate in `ranges`.

    As fast as a regular expression, which would take milliseconds to compile.
    """
    return bisect(ranges, char) % 2 == 1
