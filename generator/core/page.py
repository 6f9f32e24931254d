"""What is written: pages before and files after encoding. Paths are relative to the output folder."""

from collections.abc import Mapping

from msgspec import Struct


class Page(Struct, frozen=True):
    """A page of the site before it is encoded."""

    url: str
    kind: str
    """article, home, glossary, entry, entities, tag, tags, archive, page, search, 404, feed, sitemap, robots …"""
    layout: str
    """Template file in `layouts/`."""
    context: Mapping[str, object]
    stamp: str = ""
    """Stands for all that a context is made from which is made only when it is asked for; empty where it is there
    already."""


class Output(Struct, frozen=True):
    """A file of the built site."""

    path: str
    """Relative to the output folder."""
    data: bytes
