"""Library → pages, one kind a file. To add a kind: a function here beside the others, one line in PAGE_KINDS, a layout."""

from collections.abc import Callable, Iterable

from generator.model import Library, Page
from generator.pages.annotations import annotation_pages
from generator.pages.archive import archive
from generator.pages.article import articles
from generator.pages.content import content
from generator.pages.entities import entities
from generator.pages.entry import entries
from generator.pages.feed import feed
from generator.pages.glossary import glossary
from generator.pages.home import home
from generator.pages.missing import missing
from generator.pages.search import search
from generator.pages.tags import tags

PAGE_KINDS: tuple[tuple[str, Callable[[Library], Iterable[Page]]], ...] = (
    ("article", articles),
    ("annotations", annotation_pages),
    ("home", home),
    ("glossary", glossary),
    ("entry", entries),
    ("entities", entities),
    ("tags", tags),
    ("archive", archive),
    ("page", content),
    ("search", search),
    ("404", missing),
    ("feed", feed),
)
