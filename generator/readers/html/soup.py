"""Parses HTML with BeautifulSoup, and tells what an element says."""

import re

from bs4 import BeautifulSoup, Tag

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


def text_of(tag: Tag) -> str:
    """The text of an element on one line."""
    return " ".join(tag.get_text().split())


def classes_of(tag: Tag) -> str:
    """The classes of an element, with blanks between them."""
    return " ".join(tag.get_attribute_list("class"))
