"""Saved web pages: the article is found, what is around it is left out, what remains is sanitised."""

import re
from dataclasses import replace

from generator.model import Draft, Meta, Source
from generator.readers.front_matter import split
from generator.readers.html.clean import clean
from generator.readers.html.found import find
from generator.readers.html.soup import soup
from generator.readers.html.walk import Walk
from generator.readers.tree import Tree

PAGE = re.compile(r"<(?:html|body|head|!doctype)\b", re.IGNORECASE)


def read(source: Source) -> Draft:
    """The article in a saved page or a fragment of HTML; front matter may stand on top and says more than the page."""
    front = split(source.path, source.text)
    meta, tree = _article(front.body, front.meta)
    return Draft(meta, source, tree, front.problems)


def _article(html: str, meta: Meta) -> tuple[Meta, Tree]:
    found = find(soup(html), fragment=PAGE.search(html) is None)
    completed = replace(meta, title=meta.title or found.title, author=meta.author or found.author, date=meta.date or found.date,
                        description=meta.description or found.description)
    walk = Walk(html, completed.title)
    return completed, walk.walk(clean(found.body, walk.links))
