"""Facts about HTML and XML that several packages share."""

import re
from functools import lru_cache
from html import unescape

from generator.core.patterns import late

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""HTML elements without content and end tag (HTML, 13.1.2)."""
ILLEGAL = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML does not allow (XML 1.0, 2.2)."""
TAG = re.compile(r"<[^>]*>")


def legal(text: str) -> str:
    """`text` without the characters that XML does not allow."""
    return ILLEGAL.sub("", text)


def text_of(html: str, between: str = "") -> str:
    """The text of a piece of HTML without comments, scripts and styles, with `between` for each tag."""
    closed = html.rfind(">") + 1  # behind it no `<` begins a tag; each would be looked for to the end
    return unescape(TAG.sub(between, html[:closed]) + html[closed:])


def end_of(html: str, name: str, at: int) -> int | None:
    """The end of the element `name` whose start tag ends at `at`; None if it is never closed."""
    depth = 1
    for tag in _tags(name).finditer(html, at):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return None


@lru_cache(maxsize=256)
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*>")
