"""Facts about HTML and XML that several formats share."""

import re

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""HTML elements without content and end tag (HTML, 13.1.2)."""
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML does not allow (XML 1.0, 2.2)."""


def legal(text: str) -> str:
    """`text` without the characters that XML does not allow."""
    return ILLEGAL.sub("", text)
