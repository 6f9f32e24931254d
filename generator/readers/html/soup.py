"""HTML → BeautifulSoup, without its guesses about what the caller meant."""

import re

from bs4 import BeautifulSoup

from generator.readers.sanitize import shallow

INSTRUCTION = re.compile(r"<\?[^>]*>?")


def soup(html: str) -> BeautifulSoup:
    """The tree of `html`. Processing instructions are left out: they mean nothing in HTML.

    The newline in front keeps BeautifulSoup from wondering whether a short text is the name of a file.
    """
    return BeautifulSoup("\n" + shallow(INSTRUCTION.sub("", html) if "<?" in html else html), "lxml")
