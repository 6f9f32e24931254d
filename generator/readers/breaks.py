"""Line breaks in sources of Chinese text: what they stand for."""

import re
from bisect import bisect

SPACELESS = tuple(
    "\u2e80\u3040\u3041\u3130\u31a0\u4dc0\u4e00\ua000\uf900\ufb00\ufe10\ufe20\ufe30\ufe50\uff01\uff61\uffe0\uffe7"
    "\U00020000\U0003fffe"
)
"""Han characters, kana, and full-width punctuation: scripts that put no space between words. Hangul does. In ranges; see
`within`."""
FULLWIDTH_SIGN = re.compile(
    "[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60]"
)
SHARED_SIGN = frozenset("“”‘’—…·")
"""Signs of Chinese that Latin scripts use too; Chinese where they stand next to Chinese."""


def joins(before: str, after: str) -> bool:
    """Whether a line break between these two characters stands for nothing (CSS Text 4, segment break transformation).

    It stands for nothing between two characters of scripts without spaces, and next to full-width punctuation.
    """
    if FULLWIDTH_SIGN.match(before) or FULLWIDTH_SIGN.match(after):
        return bool(before.strip() and after.strip())
    one, other = within(before, SPACELESS), within(after, SPACELESS)
    return bool((one and (other or after in SHARED_SIGN)) or (other and before in SHARED_SIGN))


def within(char: str, ranges: tuple[str, ...]) -> bool:
    """Whether `char` lies in one of `ranges`: the first character of each, and the first behind it.

    As fast as a regular expression, of which Python takes milliseconds to make one for so many characters.
    """
    return bisect(ranges, char) % 2 == 1
