"""Parses HTML with BeautifulSoup."""

import re

from bs4 import BeautifulSoup

from generator.readers.elements import without_others
from generator.readers.sanitize import shallow

INSTRUCTION = re.compile(r"<\?(?:xml|import|mso)[^>]*>?", re.IGNORECASE)
CUSTOM = re.compile(r"<([a-z][\w.]*[:-][\w.:-]*|[a-z][\w.-]*(?=\s+[\w-]+=))", re.IGNORECASE)
"""A custom element: its name has a hyphen or a prefix, or it has attributes."""


def soup(html: str) -> BeautifulSoup:
    """The tree of `html`. What only looks like a tag, such as `List<String>`, is text.

    Because of the leading newline, BeautifulSoup does not warn that a short text resembles a file name.
    """
    if "<?" in html:
        html = INSTRUCTION.sub("", html)
    known = frozenset(found[1].lower() for found in CUSTOM.finditer(html))
    return BeautifulSoup("\n" + shallow(without_others(html, known)), "lxml")
