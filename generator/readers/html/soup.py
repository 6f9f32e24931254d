"""HTML → BeautifulSoup, without its guesses about what the caller meant."""

import re

from bs4 import BeautifulSoup

from generator.readers.elements import without_others
from generator.readers.sanitize import shallow

INSTRUCTION = re.compile(r"<\?(?:xml|import|mso)[^>]*>?", re.IGNORECASE)
CUSTOM = re.compile(r"<([a-z][\w.]*[:-][\w.:-]*|[a-z][\w.-]*(?=\s+[\w-]+=))", re.IGNORECASE)
"""An element of another kind than HTML's own: its name has a hyphen or a prefix, or it has attributes."""


def soup(html: str) -> BeautifulSoup:
    """The tree of `html`. What looks like a tag and is none, such as `List<String>`, is text in it.

    The newline in front keeps BeautifulSoup from wondering whether a short text is the name of a file.
    """
    if "<?" in html:
        html = INSTRUCTION.sub("", html)
    known = frozenset(found[1].lower() for found in CUSTOM.finditer(html))
    return BeautifulSoup("\n" + shallow(without_others(html, known)), "lxml")
