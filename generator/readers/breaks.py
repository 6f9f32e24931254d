"""Line breaks in sources of Chinese text: what they stand for."""

import re

SPACELESS = re.compile(
    "[\u2e80-\u303f\u3041-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003fffd]")
"""Han characters, kana, and full-width punctuation: scripts that put no space between words. Hangul does."""
FULLWIDTH_SIGN = re.compile("[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60]")
SHARED_SIGN = frozenset("“”‘’—…·")
"""Signs of Chinese that Latin scripts use too; Chinese where they stand next to Chinese."""


def joins(before: str, after: str) -> bool:
    """Whether a line break between these two characters stands for nothing (CSS Text 4, segment break transformation).

    It stands for nothing between two characters of scripts without spaces, and next to full-width punctuation.
    """
    if FULLWIDTH_SIGN.match(before) or FULLWIDTH_SIGN.match(after):
        return bool(before.strip() and after.strip())
    one, other = SPACELESS.match(before), SPACELESS.match(after)
    return bool((one and (other or after in SHARED_SIGN)) or (other and before in SHARED_SIGN))
