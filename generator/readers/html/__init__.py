"""Saved web pages: the article is found, what is around it is left out, what remains is sanitised."""

import re

from msgspec import Struct
from msgspec.structs import replace

from generator.core.draft import Draft, Meta, Source
from generator.readers.front_matter import split
from generator.readers.html.clean import kept
from generator.readers.html.found import Found, find
from generator.readers.html.soup import soup
from generator.readers.html.walk import render
from generator.readers.sanitize import harmless

PAGE = re.compile(r"<(?:html|body|head|!doctype)\b", re.IGNORECASE)


class Page(Struct, frozen=True):
    """What a web page has of an article."""

    meta: Meta
    """Title, author, date and description, as the page tells them."""
    body: str
    """Its HTML, clean and harmless, addresses as they were written."""


def read(source: Source) -> Draft:
    """The article in a saved page or a fragment of HTML; front matter may stand on top and says more than the page."""
    front = split(source.path, source.text)
    found = _found(front.body)
    meta = replace(
        front.meta,
        title=front.meta.title or found.title,
        author=front.meta.author or found.author,
        date=front.meta.date or found.date,
        description=front.meta.description or found.description,
    )
    return Draft(meta, source, render(kept(found.body), meta, source.text), front.problems)


def article_of(source: Source) -> Page:
    """The article in a saved page, for those who make something else of it."""
    found = _found(source.text)
    return Page(
        Meta(title=found.title, author=found.author, date=found.date, description=found.description),
        harmless(kept(found.body)),
    )


def _found(html: str) -> Found:
    return find(soup(html), fragment=PAGE.search(html) is None)
