"""What XML may hold."""

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""XML 1.0, 2.2."""


def legal(text: str) -> str:
    """`text` without the characters that no XML document may hold."""
    return ILLEGAL.sub("", text)
